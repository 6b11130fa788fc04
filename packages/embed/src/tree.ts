import type { Comment, OwnComment, Reply, Sort } from '@parley/contract/schemas.ts'

/** Past this level replies keep the indent of the one they answer, and name who is answered. */
export const DEPTH = 3

/** A reply as it is shown. */
export interface Node {
  reply: Reply
  /** It stands beside, not below, the one it answers, so it says “to …”. */
  named: boolean
  children: Node[]
}

/**
 * The tree that is shown of a thread's flat replies. A reply whose parent is not among them hangs under the top comment and
 * names whom it answers. Takes time proportional to the number of replies, however deep they are.
 */
export function tree(topId: string, replies: readonly Reply[]): Node[] {
  const top: Node[] = []
  // For each comment: where its replies go, and whether they stand below it.
  const places = new Map<string, { into: Node[]; level: number }>([[topId, { into: top, level: 0 }]])
  for (const reply of replies) {
    const parent = places.get(reply.replyTo ?? topId)
    const { into, level } = parent ?? places.get(topId)!
    const node: Node = { reply, named: !parent || level === DEPTH, children: [] }
    into.push(node)
    places.set(reply.id, level + 1 >= DEPTH ? { into, level: DEPTH } : { into: node.children, level: level + 1 })
  }
  return top
}

/** The same comments, each once, in the order of their ids, which is that of time: parents before their replies. */
export function inOrder(...lists: readonly (readonly Reply[])[]): Reply[] {
  const byId = new Map(lists.flat().map(reply => [reply.id, reply]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

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
export function withOwn(
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
