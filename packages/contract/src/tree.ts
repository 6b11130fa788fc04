import type { Reply } from '@parley/contract/schemas.ts'

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
