import { expect, it } from 'vitest'
import { cutPower } from './images.ts'
import { problemsIn, type Report, run } from './run.ts'

/** Ours, and every one that has ever found something. */
const SEEDS = [5]

const printed = ({ found, ...said }: Report) => console.log(JSON.stringify(said))
const nothing = (report: Report) => {
  printed(report)
  expect(problemsIn(report), JSON.stringify(report.found, null, 1)).toBe(0)
}

it.each(SEEDS)(
  'R01 R13 R14 R17: 20 kills of a process on SQLite under load lose, double and disorder nothing (seed %i)',
  async seed => {
    nothing(await run({ seed, database: 'sqlite', rounds: 20, faults: ['kill'], inFlight: [1, 24, 64] }))
  },
)

it('R11: a stop under load ends well, and leaves no log behind', async () => {
  nothing(await run({ seed: 11, database: 'sqlite', rounds: 6, faults: ['restart'], inFlight: [24] }))
})

it('R02: power is cut at 50 moments, with three outcomes each: nothing acknowledged is lost, and nothing corrupt', async () => {
  const report = await cutPower({ seed: 2, moments: 50 })
  if (!report) return
  console.log(JSON.stringify(report))
  expect(report.found).toEqual([])
  expect(Object.values(report.policies).map(({ images }) => images)).toEqual([50, 50, 50])
})
