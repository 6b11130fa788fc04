import type { Comment, OwnComment } from '@parley/contract/schemas.ts'
import { describe, expect, it } from 'vitest'
import { overlay } from './overlay.ts'

const comment = (id: string, replies: Comment['replies'] = []): Comment => ({
  id,
  kind: 'comment',
  state: 'shown',
  author: { id: 'r_1', name: 'Bob', badge: null },
  body: [],
  postedAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  respects: 0,
  replyCount: 0,
  rootId: null,
  replyTo: null,
  replyToName: null,
  depth: 0,
  decision: null,
  featured: null,
  account: null,
  replies,
  nextReplies: null,
})
const own = (id: string, state: OwnComment['state'], rootId: string | null = null): OwnComment => {
  const { replies, nextReplies, ...fields } = comment(id)
  const place = { rootId, replyTo: rootId }
  const story = { text: '', storyUrl: '', storyTitle: '' }
  return {
    ...fields,
    ...place,
    ...story,
    state,
    editableUntil: null,
    notes: 0,
    stage: null,
    verdict: { outcome: 'show', findings: [] },
    reason: null,
  }
}
const ids = (comments: readonly Comment[]) =>
  comments.map(({ id, replies }) => id + (replies.length ? `(${replies.map(reply => reply.id)})` : ''))
const newest = { sort: 'newest', complete: true, justPosted: new Set<string>() } as const

describe('own comments', () => {
  const page = [comment('c_8'), comment('c_6'), comment('c_2')]

  it('that only their author sees stand where the order puts them', () => {
    const mine = [own('c_9', 'held'), own('c_4', 'removed'), own('c_1', 'collapsed')]
    expect(ids(overlay(page, mine, newest))).toEqual(['c_9', 'c_8', 'c_6', 'c_4', 'c_2', 'c_1'])
    expect(ids(overlay(page.toReversed(), mine, { ...newest, sort: 'oldest' }))).toEqual([
      'c_1',
      'c_2',
      'c_4',
      'c_6',
      'c_8',
      'c_9',
    ])
  })

  it('older than the page wait for theirs', () => {
    expect(ids(overlay(page, [own('c_1', 'held')], { ...newest, complete: false }))).toEqual(['c_8', 'c_6', 'c_2'])
  })

  it('just posted stand first in any order', () => {
    const mine = [own('c_9', 'held')]
    const justPosted = new Set(['c_9'])
    expect(ids(overlay(page.toReversed(), mine, { ...newest, sort: 'oldest', justPosted }))).toEqual([
      'c_9',
      'c_2',
      'c_6',
      'c_8',
    ])
  })

  it('that are public, withdrawn or erased are left to the page', () => {
    const mine = [own('c_7', 'shown'), own('c_5', 'withdrawn'), own('c_4', 'erased'), own('c_6', 'collapsed')]
    expect(ids(overlay(page, mine, newest))).toEqual(['c_8', 'c_6', 'c_2'])
  })

  it('R16 that are newer than all of the page stand on it: it may be a second old', () => {
    const mine = [own('c_9', 'shown')]
    expect(ids(overlay(page, mine, newest))).toEqual(['c_9', 'c_8', 'c_6', 'c_2'])
    const oldest = { ...newest, sort: 'oldest' } as const
    expect(ids(overlay(page.toReversed(), mine, oldest)).at(-1)).toBe('c_9')
    expect(ids(overlay(page.toReversed(), mine, { ...oldest, complete: false }))).toEqual(['c_2', 'c_6', 'c_8'])
    const { replies, nextReplies, ...reply } = comment('c_7')
    const thread = comment('c_6', [reply])
    const below = [own('c_9', 'shown', 'c_6')]
    expect(ids(overlay([thread], below, newest))).toEqual(['c_6(c_7,c_9)'])
    // There it waits behind its button.
    expect(ids(overlay([{ ...thread, nextReplies: 'c_7' }], below, newest))).toEqual(['c_6(c_7)'])
  })

  it('in a thread stand among its replies', () => {
    const { replies, nextReplies, ...reply } = comment('c_7')
    const thread = [comment('c_6', [{ ...reply, rootId: 'c_6', replyTo: 'c_6' }])]
    expect(ids(overlay(thread, [own('c_9', 'held', 'c_6'), own('c_8', 'held', 'c_0')], newest))).toEqual([
      'c_6(c_7,c_9)',
    ])
  })
})
