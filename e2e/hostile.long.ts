import { expect, it } from 'vitest'
import { payloads, tryAll } from './hostile.ts'

it('S01 every hostile text stays text in discussion, plain page and desk', async () => {
  const all = payloads()
  expect(await tryAll(all)).toBe(all.length)
})
