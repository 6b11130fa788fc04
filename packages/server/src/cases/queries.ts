import type { Waiting } from '@parley/contract/stream.ts'
import { type Selectable, sql } from 'kysely'
import type { CommentRow } from '../comments/queries.ts'
import { caseIdOf, commentIdOf } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { Refusal } from '../http/problems.ts'

export type CaseRecord = Selectable<Tables['cases']>
type CommentKey = Pick<CommentRow, 'site' | 'story' | 'id'>

/** Puts a comment's case into a queue, or raises it there. A comment has one case, for good. */
export async function openCase(
  tx: Tx,
  comment: CommentKey,
  { queue, priority, at, reports = 0 }: { queue: Waiting; priority: number; at: number; reports?: number },
): Promise<CaseRecord> {
  return tx
    .insertInto('cases')
    .values({
      site: comment.site,
      story: comment.story,
      id: caseIdOf(comment.id),
      comment: comment.id,
      queue,
      priority,
      reports,
      opened_at: at,
      closed_at: null,
      version: 1,
    })
    .onConflict(conflict =>
      conflict.columns(['site', 'story', 'id']).doUpdateSet(eb => ({
        // What is objected to waits among the appeals, whatever else is open; a held comment among the held even when it is reported too.
        queue: sql<Waiting>`case when 'appeals' in (cases.queue, ${queue}) then 'appeals' when cases.queue = 'held' then 'held' else ${queue} end`,
        priority: sql<number>`case when cases.queue is not null and cases.priority > ${priority} then cases.priority else ${priority} end`,
        reports: eb('cases.reports', '+', reports),
        opened_at: sql<number>`case when cases.queue is null then ${at} else cases.opened_at end`,
        closed_at: null,
        version: eb('cases.version', '+', 1),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Takes a comment's case out of its queue. Where there was none there is a closed one then, so that whoever decides on an older version is told. */
export async function closeCase(tx: Tx, comment: CommentKey, at: number): Promise<void> {
  const { site, story } = comment
  await tx
    .insertInto('cases')
    .values({
      site,
      story,
      id: caseIdOf(comment.id),
      comment: comment.id,
      queue: null,
      priority: 0,
      reports: 0,
      opened_at: at,
      closed_at: at,
      version: 1,
    })
    .onConflict(conflict =>
      conflict.columns(['site', 'story', 'id']).doUpdateSet(eb => ({
        queue: null,
        closed_at: at,
        claimed_by: null,
        claimed_until: null,
        version: eb('cases.version', '+', 1),
      })),
    )
    .execute()
}

/** Raised by everything that a moderator should have seen before deciding: reports, decisions, other words. */
export const versionOf = (comment: Pick<CommentRow, 'revision'>, caseVersion: number | null | undefined) =>
  comment.revision + (caseVersion ?? 0)

/** The comment that a case is about. Throws Refusal('case.unknown'). */
export async function commentOfCase(db: Reading, site: string, caseId: string): Promise<CommentRow> {
  const comment = await db
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', commentIdOf(caseId))
    .executeTakeFirst()
  if (!comment) throw new Refusal('case.unknown')
  return comment
}

/** Sets who has a case, or who is on it; a comment that has no case yet gets one that waits nowhere, so that nothing else about it changes. */
export async function keepCase(
  tx: Tx,
  { site, story, id }: CommentKey,
  set: Partial<Pick<CaseRecord, 'assigned_to' | 'claimed_by' | 'claimed_until'>> & { at: number },
): Promise<void> {
  const { at, ...kept } = set
  await tx
    .insertInto('cases')
    .values({
      site,
      story,
      id: caseIdOf(id),
      comment: id,
      queue: null,
      priority: 0,
      reports: 0,
      opened_at: at,
      closed_at: at,
      version: 0,
      ...kept,
    })
    .onConflict(conflict => conflict.columns(['site', 'story', 'id']).doUpdateSet(kept))
    .execute()
}
