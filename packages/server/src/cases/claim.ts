import type { Claimed } from '@parley/contract/schemas.ts'
import type { DeskEvents } from '@parley/contract/stream.ts'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import { DESK, ring } from '../db/events.ts'
import { caseIdOf } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { commentOfCase, keepCase } from './queries.ts'

/** How long a case that was opened is its opener’s, in milliseconds; whoever stays on it asks again before. */
const CLAIM = 3 * 60_000

/**
 * Says that somebody is on a case, so that others look at something else; one case each. Answers who is on it: whoever was there before.
 * A courtesy with an end, not a state: it is no event, and decides nothing (the version does). Throws Refusal('case.unknown').
 */
export async function claimCase(app: App, who: ReaderVisitor, caseId: string): Promise<Claimed> {
  const { site } = app.config
  return app.db.tx(async tx => {
    const now = app.clock()
    const comment = await commentOfCase(tx, site, caseId)
    const before = await tx
      .selectFrom('cases as k')
      .innerJoin('readers as r', join => join.onRef('r.site', '=', 'k.site').onRef('r.id', '=', 'k.claimed_by'))
      .select(['r.id', 'r.name', 'k.claimed_until as until'])
      .where('k.site', '=', site)
      .where('k.story', '=', comment.story)
      .where('k.id', '=', caseIdOf(comment.id))
      .where('k.claimed_until', '>', now)
      .executeTakeFirst()
    const mine = before?.id === who.id
    if (!mine) {
      await letGo(tx, site, who.id)
      ring(tx, site, DESK)
    }
    if (before && !mine) return { by: { id: before.id, name: before.name }, until: iso(before.until!) }
    await keepCase(tx, comment, { claimed_by: who.id, claimed_until: now + CLAIM, at: now })
    return { by: { id: who.id, name: who.name }, until: iso(now + CLAIM) }
  })
}

/** Leaves the case that somebody was on. */
export async function releaseCases(app: App, who: ReaderVisitor): Promise<void> {
  await app.db.tx(async tx => {
    await letGo(tx, app.config.site, who.id)
    ring(tx, app.config.site, DESK)
  })
}

const letGo = (tx: Tx, site: string, reader: string) =>
  tx
    .updateTable('cases')
    .set({ claimed_by: null, claimed_until: null })
    .where('site', '=', site)
    .where('claimed_until', 'is not', null)
    .where('claimed_by', '=', reader)
    .execute()

/** Who is on which case. */
export async function presence(app: App): Promise<DeskEvents['presence']> {
  const rows = await app.db.read
    .selectFrom('cases as k')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'k.site').onRef('r.id', '=', 'k.claimed_by'))
    .select(['r.id', 'r.name', 'k.id as caseId', 'k.claimed_until as until'])
    .where('k.site', '=', app.config.site)
    .where('k.claimed_until', '>', app.clock())
    .orderBy('r.name')
    .execute()
  return { colleagues: rows.map(({ until, ...row }) => ({ ...row, until: iso(until!) })) }
}
