import { describe, expect, it } from 'vitest'
import { NotesError } from './config.ts'
import { arrange } from './ratings.ts'
import { shuffled, table, world } from './testing.ts'

const arranged = ({ raters, notes, ...columns }: ReturnType<typeof table>) => arrange(raters, notes, columns)

describe('arrange', () => {
  it('puts every rater’s and every note’s ratings in a row, in order', () => {
    const { byRater, byNote, count } = arranged(table('+ -', 'o+ '))
    expect(count).toBe(4)
    expect(byNote).toEqual({
      start: Int32Array.of(0, 2, 4),
      other: Int32Array.of(0, 2, 0, 1),
      twice: Uint8Array.of(2, 0, 1, 2),
    })
    expect(byRater).toEqual({
      start: Int32Array.of(0, 2, 3, 4),
      other: Int32Array.of(0, 1, 1, 0),
      twice: Uint8Array.of(2, 1, 2, 0),
    })
  })

  it('is the same whatever order the ratings come in', () => {
    const made = world({ raters: 40, notes: 20, ratings: 300 })
    expect(arranged(shuffled(made, 2))).toEqual(arranged(made))
  })

  it('takes the lower of two ratings by the same rater of the same note, whichever comes first', () => {
    for (const value of [
      [1, 0.5],
      [0.5, 1],
    ]) {
      const { count, byRater, byNote } = arrange(1, 1, { rater: [0, 0], note: [0, 0], value })
      expect([count, [...byRater.twice], [...byNote.twice], [...byNote.start]]).toEqual([1, [1], [1], [0, 1]])
    }
  })

  it('numbers components by their first rater, and none for who has no rating', () => {
    const { components, raterComponent, noteComponent } = arranged(table(' +   ', '+  - ', '   - ', '     '))
    expect(components).toBe(2)
    expect([...raterComponent]).toEqual([0, 1, -1, 0, -1])
    expect([...noteComponent]).toEqual([1, 0, 0, -1])
  })

  it.each([
    ['bad_value', { rater: [0], note: [0], value: [0.7] }],
    ['bad_value', { rater: [0], note: [0], value: [Number.NaN] }],
    ['bad_id', { rater: [1], note: [0], value: [1] }],
    ['bad_id', { rater: [0], note: [-1], value: [1] }],
    ['bad_id', { rater: [0.5], note: [0], value: [1] }],
    ['bad_id', { rater: [0, 0], note: [0], value: [1] }],
  ] as const)('%s: %j', (code, columns) => {
    expect(() => arrange(1, 1, columns)).toThrow(expect.objectContaining({ constructor: NotesError, code }))
  })
})
