import { expect, it } from 'vitest'
import { payloads, tryAll } from './hostile.ts'

/** A sample for every day: each n-th payload. All of them are tried by hostile.long.ts. */
it('S01 a sample of hostile texts stays text in discussion, plain page and desk', async () => {
  const all = payloads()
  const step = Math.max(1, Math.floor(all.length / 50))
  expect(await tryAll(all.filter((_, i) => i < 10 || i % step === 0))).toBeGreaterThanOrEqual(10)
})
