import { expect, test } from 'vitest'
import { stepFor } from './heads.ts'

test('a score asks for the gravest step that it reaches', () => {
  const thresholds = { spam: { nudge: 0.5, hold: 0.7, refuse: 0.9 }, threat: { hold: 0.5 } }
  expect([0.4999, 0.5, 0.7, 0.95].map(score => stepFor(thresholds, 'spam', score))).toEqual([
    null,
    'nudge',
    'hold',
    'refuse',
  ])
  expect([0.4, 0.5, 1].map(score => stepFor(thresholds, 'threat', score))).toEqual([null, 'hold', 'hold'])
  expect(stepFor(thresholds, 'severe', 1)).toBeNull()
})
