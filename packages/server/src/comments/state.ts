import type { State } from '@parley/contract/schemas.ts'
import type { Tx } from '../db/open.ts'
import type { CommentRow } from './queries.ts'

/** May everybody read its words? */
export const isPublic = (state: State) => state === 'shown' || state === 'collapsed'

/** Writes a comment's new state and keeps the counts of the replies above it. Answers how the story's count changes: -1, 0 or 1. */
export async function moveTo(tx: Tx, comment: CommentRow, state: State): Promise<number> {
  const change = Number(isPublic(state)) - Number(isPublic(comment.state))
  await tx
    .updateTable('comments')
    .set({ state })
    .where('site', '=', comment.site)
    .where('story', '=', comment.story)
    .where('id', '=', comment.id)
    .execute()
  await countReply(tx, comment, change)
  return change
}

/** A reply that appears or vanishes counts for its thread's top comment and for the comment that it answers. */
export async function countReply(
  tx: Tx,
  comment: Pick<CommentRow, 'site' | 'story' | 'root' | 'parent'>,
  change: number,
): Promise<void> {
  const above = [...new Set([comment.root, comment.parent])].filter(id => id !== null)
  if (!change || !above.length) return
  await tx
    .updateTable('comments')
    .set(eb => ({ reply_count: eb('reply_count', '+', change) }))
    .where('site', '=', comment.site)
    .where('story', '=', comment.story)
    .where('id', 'in', above)
    .execute()
}
