import { describe, expect, it } from 'vitest'
import { depthOf, hashOf, placeOf } from './place.ts'
import { inStory } from './story.ts'

describe('a place in the address', () => {
  it.each([
    ['', { queue: null, caseId: null }, 0],
    ['#/held', { queue: 'held', caseId: null }, 1],
    ['#/try', { queue: null, caseId: null, trying: true }, 1],
    ['#/stories', { queue: null, caseId: null, listing: true }, 1],
    ['#/overview', { queue: null, caseId: null, looking: true }, 1],
    ['#/accounts', { queue: null, caseId: null, witnessing: true }, 1],
    ['#/accounts/c_01jq', { queue: null, caseId: null, witnessing: true, account: 'c_01jq' }, 2],
    ['#/notes', { queue: null, caseId: null, noting: true }, 1],
    ['#/notes/c_01jq', { queue: null, caseId: null, noting: true, note: 'c_01jq' }, 2],
    ['#/worth', { queue: null, caseId: null, gleaning: true }, 1],
    ['#/new/k_01jq', { queue: 'new', caseId: 'k_01jq' }, 2],
  ] as const)('%s is read and written', (hash, place, depth) => {
    expect(placeOf(hash)).toEqual(place)
    expect(placeOf(hashOf(place))).toEqual(place)
    expect(depthOf(place)).toBe(depth)
  })

  it('leaves out what is not understood', () => {
    expect(placeOf('#/nowhere/k_1')).toEqual({ queue: null, caseId: null })
    expect(placeOf('#/held/../../v1')).toEqual({ queue: 'held', caseId: null })
    expect(placeOf('#/accounts/k_01jq')).toEqual({ queue: null, caseId: null, witnessing: true })
    expect(placeOf('#/notes/../x')).toEqual({ queue: null, caseId: null, noting: true })
    expect(placeOf('#/__proto__')).toEqual({ queue: null, caseId: null })
  })
})

describe('the comment in its place', () => {
  it('is the story’s address with the comment’s anchor', () => {
    expect(inStory({ storyUrl: 'https://paper.example/a?b=c#top', commentId: 'c_1' })).toBe(
      'https://paper.example/a?b=c#parley-c_1',
    )
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'java\nscript:alert(1)', 'nothing'])(
    'is not made of %s',
    storyUrl => {
      expect(inStory({ storyUrl, commentId: 'c_1' })).toBeNull()
    },
  )
})
