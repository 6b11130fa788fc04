import type { Reply } from '@parley/contract/schemas.ts'

/** Past this level replies keep the indent of the one they answer, and name who is answered. */
const DEPTH = 3

/** A reply as it stands on the page. */
export interface Node {
  reply: Reply
  /** It stands beside, not below, the one it answers. */
  named: boolean
  children: Node[]
}

/** The tree that is shown of a thread's replies, flat, parents first. One whose parent is not among them hangs under the top comment. */
export function treeOf(top: string, replies: readonly Reply[]): Node[] {
  const roots: Node[] = []
  const places = new Map<string, { into: Node[]; level: number }>([[top, { into: roots, level: 1 }]])
  for (const reply of replies) {
    const parent = places.get(reply.replyTo ?? top)
    const { into, level } = parent ?? places.get(top)!
    const node: Node = { reply, named: !parent || level > DEPTH, children: [] }
    into.push(node)
    places.set(reply.id, level >= DEPTH ? { into, level: DEPTH + 1 } : { into: node.children, level: level + 1 })
  }
  return roots
}

/** The same comments, each once, in the order of time. */
export function inOrder(...lists: readonly (readonly Reply[])[]): Reply[] {
  const byId = new Map(lists.flat().map(reply => [reply.id, reply]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
