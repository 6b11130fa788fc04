import type { Reply } from '@parley/contract/schemas.ts'
import { describe, expect, it } from 'vitest'
import { inOrder, type Node, tree } from './tree.ts'

const reply = (id: string, replyTo: string): Reply => ({
  id,
  kind: 'comment',
  state: 'shown',
  author: { id: 'r_1', name: 'Bob', badge: null },
  body: [],
  postedAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  respects: 0,
  replyCount: 0,
  rootId: 'c_0',
  replyTo,
  replyToName: 'Alice',
  depth: 1,
  decision: null,
  account: null,
  featured: null,
})
/** A tree in one line: `1(2(3) 4)`, an asterisk where “to …” is said. */
const line = (nodes: Node[]): string =>
  nodes
    .map(({ reply, named, children }) => {
      const inner = line(children)
      return reply.id.slice(2) + (named ? '*' : '') + (inner && `(${inner})`)
    })
    .join(' ')

describe('tree', () => {
  it('hangs each reply below the one it answers, in the order given', () => {
    const replies = [reply('c_1', 'c_0'), reply('c_2', 'c_1'), reply('c_3', 'c_0'), reply('c_4', 'c_1')]
    expect(line(tree('c_0', replies))).toBe('1(2 4) 3')
  })

  it('keeps the third level for all that is deeper, and says there who is answered', () => {
    const chain = [1, 2, 3, 4, 5].map(n => reply(`c_${n}`, `c_${n - 1}`))
    expect(line(tree('c_0', chain))).toBe('1(2(3 4* 5*))')
  })

  it('hangs a reply whose parent is not loaded below the top comment, and says who is answered', () => {
    expect(line(tree('c_0', [reply('c_1', 'c_0'), reply('c_9', 'c_7'), reply('c_a', 'c_9')]))).toBe('1 9*(a)')
  })

  it('takes a chain of 100,000 replies', () => {
    const chain = Array.from({ length: 100_000 }, (_, n) => reply(`c_${n + 1}`, `c_${n}`))
    const [first] = tree('c_0', chain)
    expect(first?.children[0]?.children).toHaveLength(99_998)
  })
})

describe('inOrder', () => {
  it('keeps the last version of each, parents first', () => {
    const newer = { ...reply('c_1', 'c_0'), respects: 5 }
    const merged = inOrder([reply('c_3', 'c_1'), reply('c_1', 'c_0')], [newer, reply('c_2', 'c_1')])
    expect(merged.map(({ id, respects }) => [id, respects])).toEqual([
      ['c_1', 5],
      ['c_2', 0],
      ['c_3', 0],
    ])
  })
})
