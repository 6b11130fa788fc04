import { expect, it } from 'vitest'
import { idAfter, idAt, newId } from './ids.ts'

/** Later than any clock here, so that no other test's ids are between. */
const NOW = Date.parse('2100-01-01')
/** The time in an id, as text that sorts like it. */
const timeOf = (id: string) => id.slice(2, 12)

it('ids of one process sort in the order in which they were made, also within a millisecond and when the clock steps back', () => {
  const times = [...Array(3000).fill(NOW), NOW + 1, NOW + 1, NOW - 60_000, NOW, NOW + 2]
  const ids = times.map(at => newId('c', at))
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^c_[0-9a-hjkmnp-tv-z]{22}$/)
})

it('R07: a storm of posts does not carry their ids away from the clock', () => {
  const at = NOW + 1000
  const ids = Array.from({ length: 5000 }, () => newId('c', at))
  expect(timeOf(ids[0]!)).toBe(timeOf(idAt('c', at)))
  expect(timeOf(ids.at(-1)!) <= timeOf(idAt('c', at + 5))).toBe(true)
})

it('what must sort behind another does', () => {
  const first = newId('c', NOW)
  expect(idAfter(first) > first).toBe(true)
})
