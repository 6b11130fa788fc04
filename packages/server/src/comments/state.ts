import type { State } from '@parley/contract/schemas.ts'
import type { Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { CommentRow } from './queries.ts'

/** May everybody read its words? */
export const isPublic = (state: State) => state === 'shown' || state === 'collapsed'

/**
 * Writes a comment's new state, no longer picked where it is not shown, and keeps the counts of the replies above it, or of the notes.
 * Answers how the story's count of comments changes: -1, 0 or 1.
 */
export async function moveTo(tx: Tx, comment: CommentRow, state: State): Promise<number> {
  const change = Number(isPublic(state)) - Number(isPublic(comment.state))
  await tx
    .updateTable('comments')
    .set({ state, ...(state !== 'shown' && { featured_at: null, featured_by: null }) })
    .where('site', '=', comment.site)
    .where('story', '=', comment.story)
    .where('id', '=', comment.id)
    .execute()
  if (comment.kind === 'note') {
    await countNote(tx, comment, change)
    return 0
  }
  await countReply(tx, comment, change)
  return change
}

/** So many more (or fewer) of a story's context notes everybody may read. They are none of its comments. */
export async function countNote(
  tx: Tx,
  { site, story }: { site: string; story: string },
  change: number,
): Promise<void> {
  if (change)
    await tx
      .updateTable('stories')
      .set(eb => ({ notes: eb('notes', '+', change) }))
      .where('site', '=', site)
      .where('id', '=', story)
      .execute()
}

type Above = { site: string; story: string; root: string; parent: string }
const addReplies = prepared((tx, { site, story, root, parent, change }: Above & { change: number }) =>
  tx
    .updateTable('comments')
    .set(eb => ({ reply_count: eb('reply_count', '+', change) }))
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', 'in', [root, parent]),
)

/** A reply that appears or vanishes counts for its thread's top comment and for the comment that it answers. */
export async function countReply(
  tx: Tx,
  { site, story, root, parent }: Pick<CommentRow, 'site' | 'story' | 'root' | 'parent'>,
  change: number,
): Promise<void> {
  if (change && root !== null && parent !== null) await addReplies(tx, { site, story, root, parent, change })
}
