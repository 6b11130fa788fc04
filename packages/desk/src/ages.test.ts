import { expect, it } from 'vitest'
import { age } from './ages.ts'

const now = Date.UTC(2026, 4, 27, 12)
const minutes = (n: number) => age(now - n * 60_000, now)

it('says how long ago in the largest unit that fits', () => {
  expect([0.5, 1, 59.9, 60, 60 * 23.9, 60 * 24, 60 * 24 * 30].map(minutes)).toEqual([
    'just now',
    '1 min',
    '59 min',
    '1 h',
    '23 h',
    '1 day',
    '30 days',
  ])
  expect(minutes(60 * 24 * 31)).toBe('26 Apr 2026')
  expect(age(now + 5000, now)).toBe('just now')
})
