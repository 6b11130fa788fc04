import { describe, expect, it } from 'vitest'
import type { Measured } from './assess.ts'
import { NEW_NOTE, type NoteState, step } from './status.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const GOOD: Measured = {
  ...{ count: 9, axis: true, score: 0.7, lcb: 0.62, ucb: 0.8 },
  ...{ sureLo: 4, sureHi: 3, netLo: 3, netHi: 2 },
}
const POOR: Measured = { ...GOOD, score: 0.2, lcb: 0.1, ucb: 0.35, netLo: -3, netHi: -2 }
const MIDDLING: Measured = { ...GOOD, score: 0.55, lcb: 0.45 }
const LOST: Measured = { ...GOOD, score: 0.45, lcb: 0.4 }
const SHOWN: NoteState = { status: 'shown', pending: null, shownAt: 0, settled: false }
const NOT_HELPFUL: NoteState = { ...SHOWN, status: 'not_helpful', shownAt: null }

const after = (from: NoteState, ...runs: [number, Measured][]) =>
  runs.reduce((state, [minute, m]) => step(state, minute * MINUTE, m), from)

describe('a note that is new', () => {
  it('is shown by the second run that finds it good, half an hour after the first', () => {
    expect(after(NEW_NOTE, [10, GOOD])).toEqual({ ...NEW_NOTE, pending: { to: 'shown', runs: 1, since: 10 * MINUTE } })
    expect(after(NEW_NOTE, [10, GOOD], [39, GOOD])).toMatchObject({ status: 'needs_more', pending: { runs: 2 } })
    expect(after(NEW_NOTE, [10, GOOD], [39, GOOD], [40, GOOD])).toEqual({ ...SHOWN, shownAt: 40 * MINUTE })
    expect(after(NEW_NOTE, [10, GOOD], [500, GOOD])).toEqual({ ...SHOWN, shownAt: 500 * MINUTE })
  })

  it('begins anew where a run in between did not find so, or found something else', () => {
    expect(after(NEW_NOTE, [0, GOOD], [20, MIDDLING], [40, GOOD])).toMatchObject({
      status: 'needs_more',
      pending: { runs: 1, since: 40 * MINUTE },
    })
    expect(after(NEW_NOTE, [0, GOOD], [40, POOR])).toMatchObject({
      pending: { to: 'not_helpful', runs: 1, since: 40 * MINUTE },
    })
  })

  it('becomes not helpful in the same way, and is then not shown', () => {
    expect(after(NEW_NOTE, [0, POOR], [30, POOR])).toEqual(NOT_HELPFUL)
  })
})

describe('a note that is shown', () => {
  it('stays with less than it took to be shown', () => {
    expect(after(SHOWN, [1, MIDDLING])).toEqual(SHOWN)
    expect(after(SHOWN, [1, { ...MIDDLING, score: 0.5, sureLo: 0, sureHi: 0, netLo: -2.5 }])).toEqual(SHOWN)
  })

  it.each([
    ['the score falls', LOST],
    ['one side turns', { ...MIDDLING, netHi: -3 }],
    ['the axis is gone', { ...GOOD, axis: false }],
  ])('goes after two runs where %s', (_, m) => {
    const going = after(SHOWN, [5, m])
    expect(going).toEqual({ ...SHOWN, pending: { to: 'needs_more', runs: 1, since: 5 * MINUTE } })
    expect(after(going, [35, m])).toEqual(NEW_NOTE)
    expect(after(going, [20, MIDDLING])).toEqual(SHOWN)
  })

  it.each([
    ['the score falls far', { ...LOST, score: 0.399 }],
    ['ratings are gone', { ...GOOD, count: 4 }],
    ['all ratings are gone', { ...GOOD, count: 0, axis: false, score: null, lcb: null, ucb: null }],
  ])('goes at once where %s', (_, m) => {
    expect(after(SHOWN, [5, m])).toEqual(NEW_NOTE)
  })

  it('does not go at once from the mere loss of its axis or of balance', () => {
    expect(after(SHOWN, [5, { ...LOST, score: 0.4 }]).status).toBe('shown')
  })

  it('has settled after fourteen days, and then nothing changes it', () => {
    const at = (time: number, m = GOOD) => step(SHOWN, time, m)
    expect(at(14 * DAY - 1).settled).toBe(false)
    expect(at(14 * DAY, LOST)).toMatchObject({ settled: false, pending: { to: 'needs_more' } })
    const settled = at(14 * DAY)
    expect(settled).toEqual({ ...SHOWN, settled: true })
    expect(step(settled, 20 * DAY, { ...GOOD, count: 0 })).toEqual(settled)
  })
})

describe('a note that is not helpful', () => {
  it('stays until the upper bound has risen well, or ratings are gone', () => {
    expect(after(NOT_HELPFUL, [1, { ...POOR, ucb: 0.499, sureLo: 0, axis: false }])).toEqual(NOT_HELPFUL)
    for (const m of [
      { ...POOR, ucb: 0.5 },
      { ...POOR, count: 4 },
    ]) {
      expect(after(NOT_HELPFUL, [1, m])).toMatchObject({ status: 'not_helpful', pending: { to: 'needs_more' } })
      expect(after(NOT_HELPFUL, [1, m], [31, m])).toEqual(NEW_NOTE)
    }
  })

  it('cannot be shown without needing more in between', () => {
    expect(after(NOT_HELPFUL, [0, GOOD], [30, GOOD]).status).toBe('needs_more')
  })

  it('never settles', () => {
    expect(step(NOT_HELPFUL, 100 * DAY, POOR).settled).toBe(false)
  })
})
