import { expect, it } from 'vitest'
import { simulate } from './simulation.ts'

it('shows in a small simulated newsroom some of what both camps find helpful, and hardly anything that one does', async () => {
  const { v1, mean, startingUp, alarms } = await simulate({ size: 'S', mix: '70:30', seed: 7, generator: 'wide' })
  expect(v1.right).toBeGreaterThan(0)
  expect(v1.right / v1.shown).toBeGreaterThanOrEqual(0.75)
  expect(v1.wrong).toBeLessThanOrEqual(1)
  // A plain average of the same ratings shows more, and worse.
  expect(mean.wrong).toBeGreaterThan(v1.wrong)
  expect(startingUp).toBe(true)
  expect(alarms).toEqual([])
})
