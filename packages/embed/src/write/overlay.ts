import type { Comment, OwnComment, Sort } from '@parley/contract/schemas.ts'
import { inOrder } from '../tree.ts'

/** What of an own comment is public knowledge, so that it can stand among the others. */
const publicPart = (own: OwnComment): Comment => {
  const { text, storyUrl, storyTitle, editableUntil, verdict, reason, state, ...comment } = own
  return { ...comment, state: state === 'held' ? 'shown' : state, replies: [], nextReplies: null }
}

/**
 * Lays a reader's own comments over the public page: those that only he sees, and those he has just posted, take the place
 * that the order gives them. `complete` says that no further page follows; before that, what would stand after the last
 * comment waits for its page.
 */
export function overlay(
  comments: readonly Comment[],
  mine: readonly OwnComment[],
  { sort, complete, justPosted }: { sort: Sort; complete: boolean; justPosted: ReadonlySet<string> },
): readonly Comment[] {
  const absent = mine.filter(own => own.state !== 'withdrawn' && own.state !== 'erased')
  if (absent.length === 0) return comments
  const result = [...comments]
  const positions = new Map(result.map((comment, i) => [comment.id, i]))

  for (const own of absent) {
    if (own.rootId === null || (own.state === 'shown' && !justPosted.has(own.id))) continue
    const position = positions.get(own.rootId)
    const thread = position === undefined ? undefined : result[position]
    if (!thread || thread.replies.some(reply => reply.id === own.id)) continue
    result[position!] = { ...thread, replies: inOrder(thread.replies, [publicPart(own)]) }
  }

  for (const own of absent.toReversed()) {
    if (own.rootId !== null || positions.has(own.id)) continue
    if (justPosted.has(own.id) || sort === 'respected') {
      if (own.state !== 'shown' || justPosted.has(own.id)) result.unshift(publicPart(own))
      continue
    }
    if (own.state === 'shown') continue
    const at = result.findIndex(comment => (sort === 'newest' ? comment.id < own.id : comment.id > own.id))
    if (at >= 0) result.splice(at, 0, publicPart(own))
    else if (complete) result.push(publicPart(own))
  }
  return result
}
