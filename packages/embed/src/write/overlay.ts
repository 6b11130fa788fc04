import type { Comment, Only, OwnComment, Sort } from '@parley/contract/schemas.ts'
import { inOrder } from '@parley/contract/tree.ts'

/** What of an own comment is public knowledge, so that it can stand among the others. */
export const publicPart = (own: OwnComment): Comment => {
  const { text, storyUrl, storyTitle, editableUntil, verdict, reason, state, notes, stage, ...comment } = own
  return { ...comment, state: state === 'held' ? 'shown' : state, replies: [], nextReplies: null }
}

/**
 * Lays those of a reader's own comments that only he sees (held, removed, collapsed and not listed) over the public page, in
 * the place that the order gives them, and those that are newer than all of it: the page may have been kept on its way since before
 * he wrote. What he has just posted stands first. `complete` says that no further page follows; before that, what would stand after
 * the last comment waits for its page.
 */
export function overlay(
  comments: readonly Comment[],
  mine: readonly OwnComment[],
  { sort, complete, justPosted }: { sort: Sort | Only; complete: boolean; justPosted: ReadonlySet<string> },
): readonly Comment[] {
  const latest = comments.reduce((last, { id }) => (id > last ? id : last), '')
  const late = ({ id, rootId }: OwnComment) => rootId !== null || (id > latest && (sort === 'newest' || complete))
  const absent = mine.filter(
    own =>
      own.state === 'held' ||
      own.state === 'removed' ||
      own.state === 'collapsed' ||
      (own.state === 'shown' && late(own)),
  )
  if (absent.length === 0) return comments
  const result = [...comments]
  const positions = new Map(result.map((comment, i) => [comment.id, i]))

  for (const own of absent) {
    if (own.rootId === null) continue
    const position = positions.get(own.rootId)
    const thread = position === undefined ? undefined : result[position]
    if (!thread || thread.replies.some(reply => reply.id === own.id)) continue
    if (own.state === 'shown' && (thread.nextReplies || thread.replies.some(reply => reply.id > own.id))) continue
    result[position!] = { ...thread, replies: inOrder(thread.replies, [publicPart(own)]) }
  }

  for (const own of absent.toReversed()) {
    if (own.rootId !== null || positions.has(own.id)) continue
    if (justPosted.has(own.id) || (sort !== 'newest' && sort !== 'oldest')) {
      result.unshift(publicPart(own))
      continue
    }
    const at = result.findIndex(comment => (sort === 'newest' ? comment.id < own.id : comment.id > own.id))
    if (at >= 0) result.splice(at, 0, publicPart(own))
    else if (complete) result.push(publicPart(own))
  }
  return result
}
