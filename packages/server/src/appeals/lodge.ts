import type { Appealed } from '@parley/contract/schemas.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { PRIORITY } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import { iso } from '../comments/queries.ts'
import { record } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import { ACT, takenBack } from '../decisions/acts.ts'
import { appealUntil, statementToRead } from '../decisions/statements.ts'
import type { Visitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { reportToRead } from '../reports/status.ts'

/**
 * An author’s objection to a statement of reasons, once, within six months (DSA Art. 20): somebody else at the desk decides on it.
 * Whoever is suspended or banned may object too.
 * Throws Refusal: statement.unknown, appeal.taken-back, appeal.empty, appeal.late, appeal.twice.
 */
export async function appealStatement(
  app: App,
  who: Visitor,
  { no, text, key }: { no: number; text: string; key?: string | undefined },
): Promise<Appealed> {
  return app.db.tx(async tx => {
    const row = await statementToRead(app, tx, { no, who, key })
    if (who.staff && who.id !== row.reader) throw new Refusal('statement.unknown')
    return lodge(app, tx, {
      story: row.story,
      comment: row.comment,
      decision: row.decision,
      decidedAt: row.at,
      side: 'author',
      statement: row.no,
      report: null,
      reader: row.reader,
      text,
    })
  })
}

/**
 * A reporter’s objection to a refusal, by the reference of the report.
 * Throws Refusal: report.unknown, appeal.not-refused, appeal.taken-back, appeal.empty, appeal.late, appeal.twice.
 */
export async function appealReport(
  app: App,
  who: Visitor,
  { reference, text }: { reference: string; text: string },
): Promise<Appealed> {
  return app.db.tx(async tx => {
    const report = await reportToRead(app, tx, { reference, who })
    if (report.outcome !== 'refused' || report.decision === null) throw new Refusal('appeal.not-refused')
    return lodge(app, tx, {
      story: report.story,
      comment: report.comment,
      decision: report.decision,
      decidedAt: report.decided_at!,
      side: 'reporter',
      statement: null,
      report: report.id,
      reader: report.reader,
      text,
    })
  })
}

async function lodge(
  app: App,
  tx: Tx,
  {
    decidedAt,
    text,
    ...about
  }: {
    story: string
    comment: string
    decision: string
    decidedAt: number
    side: 'author' | 'reporter'
    statement: number | null
    report: string | null
    reader: string | null
    text: string
  },
): Promise<Appealed> {
  const { site } = app.config
  const now = app.clock()
  const words = cleanText(text)
  if (!words.trim()) throw new Refusal('appeal.empty')
  if (now > appealUntil(decidedAt)) throw new Refusal('appeal.late')
  const twice = await tx
    .selectFrom('appeals')
    .select('id')
    .where('site', '=', site)
    .where(about.statement === null ? 'report' : 'statement', '=', about.statement ?? about.report)
    .executeTakeFirst()
  if (twice) throw new Refusal('appeal.twice')
  const { act, back } = await decisionObjectedTo(tx, site, about)
  if (back) throw new Refusal('appeal.taken-back')
  const opened = await openCase(
    tx,
    { site, story: about.story, id: about.comment },
    { queue: 'appeals', priority: PRIORITY.rest, at: now },
  )
  const side = ACT[act].on === 'reporter' ? ('reporter' as const) : about.side
  const appeal = { site, id: newId('a', now), case_id: opened.id, ...about, side, text: words, at: now }
  await tx
    .insertInto('appeals')
    .values({ ...appeal, decided_at: null, outcome: null, deciding: null })
    .execute()
  await record(tx, {
    kind: 'appeal.lodged',
    site,
    story: about.story,
    comment: about.comment,
    data: { appeal: appeal.id },
    at: now,
  })
  return { appeal: { id: appeal.id, at: iso(now) } }
}

/** What is objected to, and whether it is taken back already. */
async function decisionObjectedTo(
  tx: Tx,
  site: string,
  { story, comment, decision }: { story: string; comment: string; decision: string },
) {
  const decisions = await tx
    .selectFrom('decisions')
    .select(['id', 'act', 'reverses'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', comment)
    .orderBy('id')
    .execute()
  return { act: decisions.find(({ id }) => id === decision)!.act, back: takenBack(decisions).has(decision) }
}
