import { thread } from '@parley/contract/messages/en.ts'
import { say } from '@parley/contract/say.ts'
import { expect, it } from 'vitest'
import { timeWords } from './time.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const now = new Date(2026, 10, 22, 12).getTime()
const words = (ago: number, language = 'en') =>
  timeWords(now - ago, now, language, (key, values) => say(thread, language, key, values))

it.each([
  [-5 * MINUTE, 'just now'],
  [59_000, 'just now'],
  [MINUTE, '1 min'],
  [59.9 * MINUTE, '59 min'],
  [60 * MINUTE, '1 h'],
  [DAY - 1, '23 h'],
  [DAY, '1 day'],
  [6.9 * DAY, '6 days'],
  [7 * DAY, 'Nov 15'],
  [400 * DAY, 'Oct 18, 2025'],
])('says %d ms ago as %s', (ago, expected) => {
  expect(words(ago)).toBe(expected)
})

it('writes dates as the language does', () => {
  expect(words(7 * DAY, 'en-GB')).toBe('15 Nov')
})
