import type { Selectable } from 'kysely'
import { newIdAfter } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { type Standing, type Step, standingFrom } from './acts.ts'

interface Who {
  site: string
  reader: string
}

/** What a reader may do at present, as it is kept with him. */
export async function standingOf(db: Reading, { site, reader }: Who): Promise<Standing> {
  const row = await db
    .selectFrom('readers')
    .select(['suspended_until', 'banned_at', 'reviewed_posts', 'reports_paused_until'])
    .where('site', '=', site)
    .where('id', '=', reader)
    .executeTakeFirstOrThrow()
  return {
    suspendedUntil: row.suspended_until,
    bannedAt: row.banned_at,
    reviewedPosts: Number(row.reviewed_posts),
    reportsPausedUntil: row.reports_paused_until,
  }
}

/** Writes down the standing that a reader's decisions lead to, after one more of them. */
export async function keepStanding(tx: Tx, { site, reader }: Who): Promise<void> {
  const standing = standingFrom(await historyOf(tx, { site, reader }))
  await tx
    .updateTable('readers')
    .set({
      suspended_until: standing.suspendedUntil,
      banned_at: standing.bannedAt,
      reviewed_posts: standing.reviewedPosts,
      reports_paused_until: standing.reportsPausedUntil,
    })
    .where('site', '=', site)
    .where('id', '=', reader)
    .execute()
}

/** The id of the next decision: behind all about the same comment or reader, since what holds is the last one, whatever the clocks say. */
export async function decisionId(
  tx: Tx,
  { site, story, comment, reader, at }: Omit<Selectable<Tables['decisions']>, 'id'>,
): Promise<string> {
  const last = () => tx.selectFrom('decisions').select('id').where('site', '=', site).orderBy('id', 'desc').limit(1)
  const ids = [
    await last().where('story', '=', story).where('comment', '=', comment).executeTakeFirst(),
    reader === null ? undefined : await last().where('reader', '=', reader).executeTakeFirst(),
  ].flatMap(one => one?.id ?? [])
  return newIdAfter(ids.toSorted().at(-1) ?? null, 'd', at)
}

/** Everything that a reader's standing follows from, oldest first. */
export async function historyOf(db: Reading, { site, reader }: Who): Promise<Step[]> {
  const decisions = await db
    .selectFrom('decisions')
    .select(['id', 'act', 'days', 'posts', 'at', 'reverses'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .orderBy('id')
    .execute()
  if (!decisions.some(({ act }) => act === 'review')) return decisions
  const waited = await db
    .selectFrom('comments as c')
    .innerJoin('revisions as v', join =>
      join.onRef('v.site', '=', 'c.site').onRef('v.story', '=', 'c.story').onRef('v.comment', '=', 'c.id'),
    )
    .select('c.id')
    .where('c.site', '=', site)
    .where('c.reader', '=', reader)
    .where('v.no', '=', 1)
    .where('v.verdict_json', 'like', '%"label":"reviewed"%')
    .execute()
  // Behind its prefix every id tells when it was made, to the order of two in one millisecond.
  const when = (id: string) => id.slice(2)
  return [
    ...decisions.map(step => ({ id: step.id, step })),
    ...waited.map(({ id }) => ({ id, step: 'waited' as const })),
  ]
    .toSorted((a, b) => (when(a.id) < when(b.id) ? -1 : 1))
    .map(({ step }) => step)
}
