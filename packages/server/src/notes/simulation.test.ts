import { expect, it } from 'vitest'
import { simulate } from './simulation.ts'
import { shares } from './world.ts'

it('shows in small simulated newsrooms some of what both camps find helpful, less that one does than a plain mean would, and what the mathematics finds', async () => {
  const worlds = []
  for (const seed of [7, 11, 23]) worlds.push(await simulate({ size: 'S', mix: '70:30', seed }))
  const [v1, mean] = [shares(worlds.map(one => one.v1)), shares(worlds.map(one => one.mean))]
  expect(v1.recall).toBeGreaterThan(0)
  expect(v1.precision).toBeGreaterThan(mean.precision)
  expect(v1.oneSided).toBeLessThan(mean.oneSided / 2)
  expect(worlds.map(({ startingUp, alarms, otherwise }) => ({ startingUp, alarms, otherwise }))).toEqual(
    Array(3).fill({ startingUp: true, alarms: [], otherwise: 0 }),
  )
})
