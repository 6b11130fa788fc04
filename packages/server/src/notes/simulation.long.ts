import { expect, it } from 'vitest'
import { promote, simulate, suppress } from './simulation.ts'

/** Limits are wide of what was seen (docs/notes.md), so that another seed or a better generator does not break them. */
it('shows what both camps find helpful in a newsroom of 400 raters, seven to three', async () => {
  const { v1, mean, startingUp, alarms, otherwise } = await simulate({ size: 'M', mix: '70:30', seed: 7 })
  expect(startingUp).toBe(false)
  expect(v1.right / v1.shown).toBeGreaterThan(0.8)
  expect(v1.right / v1.good).toBeGreaterThan(0.1)
  expect(v1.wrong / v1.oneSided).toBeLessThan(0.1)
  expect(mean.wrong / mean.oneSided).toBeGreaterThan(0.15)
  expect(alarms).toEqual([])
  expect(otherwise).toBeLessThanOrEqual(1)
})

it('is not moved by 12 accounts of the larger camp', async () => {
  const found = await promote('promote', { seed: 7, accounts: [0, 12] })
  expect(found.get(12)!.v1 - found.get(0)!.v1).toBeLessThanOrEqual(0.2)
})

it('is frozen where many turn at once against what is shown, and lost where they do it slowly', async () => {
  const { before, slowly, atOnce, frozen } = await suppress({ seed: 7, accounts: [12] })
  expect(before.get(12)!.v1).toBe(0)
  expect(slowly.get(12)).toBeLessThan(0.5)
  expect(atOnce.get(12)).toBe(1)
  expect(frozen).toBeGreaterThan(0)
})
