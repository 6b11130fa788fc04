import { expect, it } from 'vitest'
import { pause } from './live.ts'

it('waits longer after each failure, up to a minute and a half, each reader differently', () => {
  expect([0, 1, 2, 3].map(tries => pause(tries, 0.5))).toEqual([1, 2, 4, 8])
  expect(pause(30, 0.999)).toBeLessThan(90)
  expect([pause(2, 0), pause(2, 1)]).toEqual([2, 6])
})
