import { expect, it } from 'vitest'
import { problemsIn, run } from './run.ts'

it('R01 R16 R17: kill -9 of two processes and of PostgreSQL itself under load loses nothing', async () => {
  const faults = ['kill-database', 'kill'] as const
  const report = await run({ seed: 1, database: 'postgres', processes: 2, rounds: 6, faults, inFlight: [1, 24] })
  console.log(JSON.stringify({ ...report, found: undefined }))
  expect(problemsIn(report), JSON.stringify(report.found, null, 1)).toBe(0)
  expect(report.faults['kill-database']).toBeGreaterThan(0)
})
