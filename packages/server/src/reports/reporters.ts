import { sql } from 'kysely'
import type { Reporter } from '../cases/priority.ts'
import type { Reading } from '../db/open.ts'
import type { ReportRow } from './answer.ts'

const DAY = 86_400_000
/** What lies further back counts for nothing any more. */
export const REMEMBERED = 365 * DAY

/** Whether what a report was answered with was taken back since, and that stands. Of the alias `r`. */
export const answerTakenBack = sql<0 | 1>`case when exists (select 1 from decisions x
  where x.site = r.site and x.reverses = r.decision
  and not exists (select 1 from decisions y where y.site = x.site and y.reverses = x.id)) then 1 else 0 end`

/** Whether a report was right: upheld, and that stands, or refused, and that was taken back. Null where nobody has decided, or there was nothing left to decide. Pure. */
export const wasRight = ({ outcome, back }: { outcome: ReportRow['outcome']; back: 0 | 1 }): boolean | null =>
  outcome === 'upheld' || outcome === 'refused' ? (outcome === 'upheld') === (back === 0) : null

/** A reader as one who reports: where to write to, whether he may, and how his reports of the last twelve months have turned out. */
export async function reporterOf(
  db: Reading,
  { site, reader, at }: { site: string; reader: string; at: number },
): Promise<Reporter & { email: string | null; pausedUntil: number | null }> {
  const who = await db
    .selectFrom('readers')
    .select(['email', 'created_at', 'reports_paused_until'])
    .where('site', '=', site)
    .where('id', '=', reader)
    .executeTakeFirstOrThrow()
  const answered = await db
    .selectFrom('reports as r')
    .select(['r.outcome', answerTakenBack.as('back'), eb => eb.fn.countAll<number>().as('n')])
    .where('r.site', '=', site)
    .where('r.reader', '=', reader)
    .where('r.at', '>', at - REMEMBERED)
    .where('r.outcome', 'in', ['upheld', 'refused'])
    .groupBy(['r.outcome', 'back'])
    .execute()
  const count = (right: boolean) =>
    answered.filter(row => wasRight(row) === right).reduce((sum, { n }) => sum + Number(n), 0)
  return {
    email: who.email,
    pausedUntil: who.reports_paused_until,
    days: (at - who.created_at) / DAY,
    upheld: count(true),
    unfounded: count(false),
  }
}
