import { describe, expect, it } from 'vitest'
import { type Assessed, assess, assessOne, candidateOf, type Measured } from './assess.ts'
import { V1 } from './config.ts'
import { sidesOf } from './sides.ts'
import { type Run, runOn, table, world } from './testing.ts'

const LIVELY = runOn(world({ raters: 120, notes: 40, ratings: 1600, seed: 5 }))
const NUMBERS = ['predLo', 'predHi', 'score', 'lcb', 'ucb'] as const

/** What the fast path is given of a note in a run. */
const ratingsOf = ({ ratings: { byNote } }: Run, n: number) =>
  Array.from({ length: byNote.start[n + 1]! - byNote.start[n]! }, (_, i) => ({
    rater: byNote.other[byNote.start[n]! + i]!,
    value: byNote.twice[byNote.start[n]! + i]! / 2,
  }))

function expectSame(got: Assessed, want: Assessed) {
  for (const name of NUMBERS) expect(got[name]!, name).toBeCloseTo(want[name]!, 7)
  const { count, axis, sureLo, sureHi, netLo, netHi, component, candidate } = want
  expect(got).toMatchObject({ count, axis, sureLo, sureHi, netLo, netHi, component, candidate })
}

describe('assess', () => {
  it('finds notes of every kind in a lively newsroom', () => {
    expect(new Set(LIVELY.notes.map(note => note.candidate))).toEqual(new Set(['show', 'not_helpful', 'needs_more']))
  })

  it('shows what both camps find helpful, and not what only the larger does', () => {
    const both = ['++++++++++++++', '+++++++++++++o', 'o+++++++++++++', '++++o+++++++++']
    const larger = Array(4).fill('++++++++------')
    const smaller = Array(4).fill('--------++++++')
    const neither = Array(4).fill('--------------')
    const { notes } = runOn(table(...both, ...larger, ...smaller, ...neither))
    const candidates = notes.map(note => note.candidate)
    expect(candidates.slice(0, 4)).toEqual(Array(4).fill('show'))
    expect(candidates.slice(4, 12)).toEqual(Array(8).fill('needs_more'))
    expect(candidates.slice(12)).toEqual(Array(4).fill('not_helpful'))
    expect(notes[4]).toMatchObject({ sureLo: 8, sureHi: 6, netLo: 8, netHi: -6 })
  })

  it('takes the prediction at both middles, and its error from the inverse of the note’s 2x2 matrix', () => {
    const { ratings, fit, sides, notes } = LIVELY
    for (const [n, note] of notes.entries()) {
      const own = ratingsOf(LIVELY, n).map(({ rater }) => fit.raterFactor[rater]!)
      const [a, s] = [own.length + 6, own.reduce((sum, f) => sum + f, 0)]
      const d = own.reduce((sum, f) => sum + f * f, 1)
      const at = (c: number) => ({
        p: fit.mu + fit.noteIntercept[n]! + fit.noteFactor[n]! * c,
        // (1, c) times the inverse of [[a, s], [s, d]] times (1, c)
        error: 0.35 * Math.sqrt((d - c * s + c * (-s + c * a)) / (a * d - s * s)),
      })
      const { lo, hi } = sides.axes[ratings.noteComponent[n]!]!
      const [low, high] = [at(lo), at(hi)]
      expect(note.predLo).toBeCloseTo(low.p, 12)
      expect(note.predHi).toBeCloseTo(high.p, 12)
      expect(note.score).toBeCloseTo(Math.min(low.p, high.p), 12)
      expect(note.lcb).toBeCloseTo(Math.min(low.p - low.error, high.p - high.error), 12)
      expect(note.ucb).toBeCloseTo(Math.max(low.p + low.error, high.p + high.error), 12)
    }
  })

  it('finds the same with the axis turned round', () => {
    const { ratings, fit } = LIVELY
    const turned = {
      ...fit,
      raterFactor: fit.raterFactor.map(f => -f),
      noteFactor: fit.noteFactor.map(g => -g),
    }
    const notes = assess(ratings, turned, sidesOf(ratings, turned))
    for (const [n, note] of notes.entries()) {
      const { score, lcb, ucb, predLo, predHi, sureLo, sureHi, netLo, netHi, candidate } = LIVELY.notes[n]!
      for (const [name, value] of Object.entries({ score, lcb, ucb, predLo: predHi, predHi: predLo }))
        expect(note[name as 'score']).toBeCloseTo(value!, 6)
      expect(note).toMatchObject({ sureLo: sureHi, sureHi: sureLo, netLo: netHi, netHi: netLo, candidate })
    }
  })

  it('has no numbers for a note without ratings', () => {
    const { notes } = runOn(table('+-', '  '))
    expect(notes[1]).toMatchObject({
      count: 0,
      score: null,
      lcb: null,
      ucb: null,
      component: null,
      candidate: 'needs_more',
    })
  })

  it('never shows where there is no axis, however many agree', () => {
    const { notes } = runOn(table(...Array(10).fill('+'.repeat(50))))
    for (const note of notes) expect(note).toMatchObject({ axis: false, candidate: 'needs_more', sureLo: 0, sureHi: 0 })
    expect(notes[0]!.lcb).toBeGreaterThan(0.9)
  })
})

describe('assessOne', () => {
  it('gives what the run gave, in whatever order', () => {
    for (const [n, note] of LIVELY.notes.entries()) {
      const given = ratingsOf(LIVELY, n)
      const one = assessOne(LIVELY.ratings, LIVELY.fit, LIVELY.sides, given)
      expectSame(one, note)
      expect(assessOne(LIVELY.ratings, LIVELY.fit, LIVELY.sides, given.toReversed())).toEqual(one)
    }
  })

  it('takes somebody new as standing in the middle and not sure', () => {
    const { ratings, fit, sides } = LIVELY
    const before = LIVELY.notes[3]!
    const given = [...ratingsOf(LIVELY, 3), { rater: null, value: 1 }]
    const after = assessOne(ratings, fit, sides, given)
    expect(after).toMatchObject({ count: before.count + 1, sureLo: before.sureLo, netHi: before.netHi })
    expect(after.score!).toBeGreaterThan(before.score!)
    expect(assessOne(ratings, fit, sides, given.toReversed())).toEqual(after)
  })

  it('finds no axis for a note between components, or rated by nobody known', () => {
    const rows = ['+++---', '---+++', '+++---', '---+++']
    const { ratings, fit, sides } = runOn(table(...rows.map(row => `${row}      `), ...rows.map(row => `      ${row}`)))
    const at = (...raters: (number | null)[]) =>
      assessOne(
        ratings,
        fit,
        sides,
        raters.map(rater => ({ rater, value: 1 })),
      )
    expect(at(0, 1, 2, 3, 4)).toMatchObject({ component: 0, axis: true, sureLo: 3, sureHi: 2 })
    expect(at(6, null, 11)).toMatchObject({ component: 1, axis: true })
    expect(at(0, 1, 2, 6, 7, 8)).toMatchObject({ component: null, axis: false, candidate: 'needs_more' })
    expect(at(null, null)).toMatchObject({ component: null, axis: false, count: 2 })
    expect(at()).toMatchObject({ count: 0, score: null, candidate: 'needs_more' })
  })
})

describe('candidateOf', () => {
  const shown: Measured = {
    ...{ count: 5, axis: true, score: 0.7, lcb: 0.6, ucb: 0.8 },
    ...{ sureLo: 3, sureHi: 3, netLo: 1, netHi: 1 },
  }
  const poor: Measured = { ...shown, score: 0.2, lcb: 0.1, ucb: 0.4, sureLo: 2, sureHi: 2, netLo: -2, netHi: -2 }

  it.each([
    ['show', {}],
    ['needs_more', { count: 4 }],
    ['needs_more', { axis: false }],
    ['needs_more', { lcb: 0.599 }],
    ['needs_more', { sureLo: 2 }],
    ['needs_more', { sureHi: 2 }],
    ['needs_more', { netLo: 0.5 }],
    ['needs_more', { netHi: 0.5 }],
  ] as const)('%s, of what is just enough to be shown with %j', (candidate, change) => {
    expect(candidateOf({ ...shown, ...change })).toBe(candidate)
  })

  it.each([
    ['not_helpful', {}],
    ['needs_more', { count: 4 }],
    ['needs_more', { axis: false }],
    ['needs_more', { ucb: 0.401 }],
    ['needs_more', { sureLo: 1 }],
    ['needs_more', { sureHi: 1 }],
  ] as const)('%s, of what is just enough to be not helpful with %j', (candidate, change) => {
    expect(candidateOf({ ...poor, ...change })).toBe(candidate)
  })

  it('goes by the newsroom’s own limits', () => {
    expect(candidateOf(shown, { ...V1, show: { ...V1.show, lower: 0.61 } })).toBe('needs_more')
  })
})
