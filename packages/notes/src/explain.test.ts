import { describe, expect, it } from 'vitest'
import type { Assessed } from './assess.ts'
import { candidateOf } from './assess.ts'
import { explain, inEnglish } from './explain.ts'
import { NEW_NOTE, type NoteState, step } from './status.ts'

const numbers = (change: Partial<Assessed> = {}): Assessed => {
  const m: Assessed = {
    ...{ count: 12, axis: true, predLo: 0.841, predHi: 0.7, score: 0.7, lcb: 0.6, ucb: 0.9 },
    ...{ sureLo: 5, sureHi: 3, netLo: 4, netHi: 2, component: 0, intercept: 0.1, factor: 0.2, candidate: 'show' },
    ...change,
  }
  return { ...m, candidate: candidateOf(m) }
}
const words = (state: NoteState, m: Assessed) => explain(state, m).map(inEnglish)
const SHOWN: NoteState = { status: 'shown', pending: null, shownAt: 0, settled: false }

describe('explain', () => {
  it('says why a note is shown', () => {
    expect(words(SHOWN, numbers())).toEqual([
      'Shown: readers who often disagree found this helpful.',
      'Ratings that count: 12.',
      'Raters surely on one side: 5; on the other: 3.',
      'One side would rate it 0.84, the other 0.7; 0 is not helpful, 1 is helpful.',
      'Allowing for chance, the less convinced side rates it 0.6 at least.',
    ])
  })

  it('says everything that is lacking', () => {
    expect(words(NEW_NOTE, numbers({ count: 4, lcb: 0.5999, sureHi: 2, netHi: 0.5 }))).toEqual([
      'Not shown: it needs ratings from more viewpoints.',
      'Ratings that count: 4, of at least 5.',
      'Raters surely on one side: 5; on the other: 2; needed of each: 3.',
      'One side would rate it 0.84, the other 0.7; 0 is not helpful, 1 is helpful.',
      'Allowing for chance, the less convinced side rates it 0.59 at least; 0.6 is needed.',
      'Helpful less not helpful, of sure raters: 4 on one side, 0.5 on the other; needed of each: 1.',
    ])
  })

  it('says that nobody has rated it, or that there are no two sides', () => {
    const none = { count: 0, axis: false, predLo: null, predHi: null, score: null, lcb: null, ucb: null }
    expect(words(NEW_NOTE, numbers(none))[1]).toBe('Nobody who takes part has rated it.')
    expect(words(NEW_NOTE, numbers({ axis: false })).at(-1)).toBe(
      'No two viewpoints can be told apart among its raters, so nobody can agree across them.',
    )
  })

  it('says why a note is not helpful', () => {
    const m = numbers({ predLo: 0.2, predHi: 0.25, lcb: 0.1, ucb: 0.391, netLo: -4, netHi: -2 })
    expect(words({ ...NEW_NOTE, status: 'not_helpful' }, m).slice(-1)).toEqual([
      'Allowing for chance, even the more convinced side rates it 0.4 at most.',
    ])
  })

  it('says what is about to happen, and what keeps a status', () => {
    const m = numbers()
    const soon = words(step(NEW_NOTE, 0, m), m)
    expect(soon[0]).toBe('Not shown yet: it has what is needed, and has to keep it for a while.')
    expect(soon.at(-1)).toBe(
      'Its status is about to change: found in 1 of 2 runs in a row, which must span 30 minutes.',
    )
    expect(words(SHOWN, numbers({ lcb: 0.5 })).at(-1)).toBe(
      'It keeps its status: less is needed to keep one than to get one.',
    )
    expect(words({ ...SHOWN, settled: true }, m)).toEqual([
      'Shown: readers who often disagree found this helpful.',
      'It has been shown for 14 days; only an editor can change that now.',
    ])
  })

  it('shows nothing outside the scale of ratings, and fills every blank', () => {
    const said = words(NEW_NOTE, numbers({ predLo: 1.2, predHi: -0.1, lcb: -0.3 })).join('\n')
    expect(said).toContain('One side would rate it 1, the other 0;')
    expect(said).not.toMatch(/[{}]|undefined|NaN|-0/)
  })
})
