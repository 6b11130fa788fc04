import { expect, test } from 'vitest'
import { hash, heldOut, seeded } from './split.ts'

test('about a tenth of any numbering is held out, always the same rows', () => {
  for (const prefix of ['ghc-train-', 'sms-', 'yt-LZQ', 'ge18-train-']) {
    const ids = Array.from({ length: 5000 }, (_, i) => `${prefix}${i}`)
    const out = ids.filter(heldOut)
    expect(out.length).toBeGreaterThan(420)
    expect(out.length).toBeLessThan(580)
    expect(ids.filter(heldOut)).toEqual(out)
  }
  // Frozen: weights were trained on the other rows.
  expect(['sms-1', 'sms-2', 'sms-3', 'yt-a', 'sf-1_1'].map(hash)).toMatchInlineSnapshot(`
    [
      931220255,
      1410954165,
      63165356,
      2754988642,
      1198231372,
    ]
  `)
})

test('a seed draws the same numbers, evenly', () => {
  const [one, two, other] = [seeded(7), seeded(7), seeded(8)]
  const drawn = Array.from({ length: 1000 }, one)
  expect(Array.from({ length: 1000 }, two)).toEqual(drawn)
  expect(other()).not.toBe(drawn[0])
  expect(drawn.reduce((a, b) => a + b) / 1000).toBeCloseTo(0.5, 1)
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...drawn)).toBeLessThan(1)
})
