import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Row, Shape } from '../db/shapes.ts'
import { steps } from './copy.ts'

const TABLE: Shape = {
  name: 'things',
  columns: [
    { name: 'no', type: 'bigint' },
    { name: 'site', type: 'text' },
    { name: 'words', type: 'text' },
  ],
  key: ['site', 'no'],
}

/** A side whose rows come in pages, as a database gives them: it is not to be disturbed by what is done to them. */
const side = (rows: readonly Row[], page: number) => ({
  async *rows() {
    for (let at = 0; at < rows.length; at += page) yield Object.freeze(rows.slice(at, at + page))
  },
})

const rows = fc
  .uniqueArray(
    fc.tuple(fc.nat({ max: 12 }), fc.constantFrom('a', '\ufffd', '😀'), fc.constantFrom('x', 'y', 'x\0', 'x\ufffd')),
    {
      selector: ([no, site]) => `${site} ${no}`,
      maxLength: 30,
    },
  )
  // As both databases order text: by its bytes.
  .map(all => all.toSorted((a, b) => Buffer.compare(Buffer.from(a[1]), Buffer.from(b[1])) || a[0] - b[0]))
const page = fc.integer({ min: 1, max: 7 })

it('what differs between two sides is found, whatever their pages, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, page, page, async (from, to, some, others) => {
      const nameOf = ([no, site]: Row) => `${site} ${no}`
      const now = new Map<string, Row>(to.map(row => [nameOf(row), row]))
      let seen = 0
      for await (const step of steps(side(from, some), side(to, others), TABLE)) {
        seen += step.seen.length
        for (const row of step.remove) {
          expect(from.some(one => nameOf(one) === nameOf(row))).toBe(false)
          expect(now.delete(nameOf(row))).toBe(true)
        }
        for (const row of step.change) {
          expect(now.has(nameOf(row))).toBe(true)
          expect(now.get(nameOf(row))).not.toEqual(row)
          now.set(nameOf(row), row)
        }
        for (const row of step.insert) {
          expect(now.has(nameOf(row))).toBe(false)
          now.set(nameOf(row), row)
        }
      }
      expect(seen).toBe(from.length)
      // PostgreSQL's text has no U+0000; there it is U+FFFD.
      const stored = (all: Iterable<Row>) =>
        new Set([...all].map(row => JSON.stringify(row).replaceAll('\\u0000', '\ufffd')))
      expect(stored(now.values())).toEqual(stored(from))
    }),
    { numRuns: 300 },
  )
})
