import { cleanText } from '@parley/rules/text.ts'
import { settle } from '../db/events.ts'
import type { Db, Tx } from '../db/open.ts'
import { type Exported, sorOf } from './sor.ts'
import { statedAs } from './statements.ts'

/** What is said of a statement's facts in the EU's database alone. */
export interface Reworded {
  no: number
  text: string
  by: string
  at: number
}

/**
 * Words the facts of a statement anew for the EU's database alone, where its own words may name someone; one that was kept back or refused
 * waits to be sent again. The statement itself, which its author has, stays as it was written. Source: DSA Art. 24(5).
 * Answers what would be sent now. Throws an Error with a sentence: no such statement (or its comment is erased), nothing to export, it has
 * gone or is on its way already, or somebody may still be named.
 */
export async function rewordForEu(
  db: Db,
  site: string,
  { no, text, by, at }: Reworded,
): Promise<Extract<Exported, { is: 'ready' }>> {
  const words = cleanText(text).trim()
  if (!words) throw new Error('a statement needs an explanation')
  return db.tx(async tx => {
    const [stated] = await statedAs(tx, site, [no])
    if (!stated) throw new Error(`there is no statement no. ${no}, or what it was about is erased`)
    const row = await tx
      .selectFrom('eu_outbox')
      .select(['sent_at', 'next_at'])
      .where('site', '=', site)
      .where('no', '=', no)
      .executeTakeFirst()
    if (row?.sent_at) throw new Error(`statement no. ${no} has gone to the database already, and stays there as it is`)
    if (row?.next_at) throw new Error(`statement no. ${no} is on its way to the database as it is`)
    const exported = sorOf({ ...stated, facts: words, erased: false })
    if (exported.is === 'not-due') throw new Error(`statement no. ${no} is not exported: ${exported.why}`)
    if (exported.is === 'blocked')
      throw new Error(
        `statement no. ${no} would still be kept back: ${exported.faults.map(({ field, reason }) => `${field}: ${reason}`).join('; ')}`,
      )
    const version = (await lastVersion(tx, site, no)) + 1
    await settle(tx, 'eu_wordings', { site, no, version, text: words, by, at })
    await tx
      .updateTable('eu_outbox')
      .set({ attempts: 0, next_at: at, result: null, error: null })
      .where('site', '=', site)
      .where('no', '=', no)
      .execute()
    return exported
  })
}

async function lastVersion(tx: Tx, site: string, no: number): Promise<number> {
  const last = await tx
    .selectFrom('eu_wordings')
    .select('version')
    .where('site', '=', site)
    .where('no', '=', no)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return Number(last?.version ?? 0)
}
