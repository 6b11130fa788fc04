import fc from 'fast-check'
import { expect, it } from 'vitest'
import { carried } from './carried.ts'

const words = (text: string, marked: readonly { spans: readonly { start: number; end: number }[] }[]) =>
  marked.flatMap(({ spans }) => spans.map(({ start, end }) => text.slice(start, end)))
const before = 'You fool, you old fool.'
const marked = [
  {
    rule: 'nice',
    spans: [
      { start: 4, end: 8 },
      { start: 18, end: 22 },
    ],
  },
]

it.each([
  ['what is written behind them', 'You fool, you old fool. So there', ['fool', 'fool']],
  ['what is written before them', 'Well. You fool, you old fool.', ['fool', 'fool']],
  ['what is written between them', 'You fool, you very old fool.', ['fool', 'fool']],
  ['what is taken away between them', 'You fool, old fool.', ['fool', 'fool']],
  ['a letter taken from one of them', 'You foo, you old fool.', ['fool']],
  ['another text', 'Good morning', []],
  ['nothing at all', '', []],
])('marks stay on their words through %s', (_what, after, kept) => {
  expect(words(after, carried(marked, before, after))).toEqual(kept)
})

it('says of a whole text what it said, while there is any', () => {
  expect(carried([{ spans: [] }], 'Buy now', 'Buy now!')).toEqual([{ spans: [] }])
  expect(carried([{ spans: [] }], 'Buy now', '')).toEqual([])
})

it('never marks other words than before', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(), fc.nat(), (text, other, a, b) => {
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number]
      const span = { start, end }
      for (const word of words(other, carried([{ spans: [span] }], text, other)))
        expect(word).toBe(text.slice(start, end))
    }),
  )
})
