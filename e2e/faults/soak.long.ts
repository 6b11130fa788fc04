import { expect, it } from 'vitest'
import { soak } from './soak.ts'

it('R19: a minute at 50 requests a second leaves no file open, and a long reader does not leave the log grown', async () => {
  if (process.platform !== 'linux') return console.log('not tried: only Linux says what a process has open')
  const report = await soak({ seconds: 60, seed: 19 })
  console.log(JSON.stringify(report))
  expect(report.failed).toBe(0)
  expect(report.files.after).toBeLessThanOrEqual(report.files.before + 20)
  // 2,000 pages of 4 kB are 8 MB; what comes after its end is written in place.
  expect(report.log.usual).toBeLessThan(16.5)
  expect(report.log.after).toBeLessThan(16.5)
})
