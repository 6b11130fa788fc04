import fc from 'fast-check'
import { expect, it } from 'vitest'
import { segments } from './segments.ts'

const marks = (text: string, spans: { start: number; end: number }[]) =>
  segments(text, spans)
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join('')

it.each([
  ['no spans', [], 'all bloody idiots'],
  ['one', [{ start: 4, end: 17 }], 'all [bloody idiots]'],
  [
    'overlapping, in any order',
    [
      { start: 11, end: 17 },
      { start: 4, end: 14 },
    ],
    'all [bloody idiots]',
  ],
  [
    'touching',
    [
      { start: 0, end: 3 },
      { start: 3, end: 4 },
    ],
    '[all ]bloody idiots',
  ],
  [
    'one inside another',
    [
      { start: 0, end: 17 },
      { start: 4, end: 5 },
    ],
    '[all bloody idiots]',
  ],
  [
    'beyond the text',
    [
      { start: 11, end: 99 },
      { start: 40, end: 50 },
    ],
    'all bloody [idiots]',
  ],
  [
    'empty or backwards',
    [
      { start: 3, end: 3 },
      { start: 9, end: 2 },
    ],
    'all bloody idiots',
  ],
])('marks %s', (_, spans, expected) => {
  expect(marks('all bloody idiots', spans)).toBe(expected)
})

it('never loses or doubles a character', () => {
  const span = fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) })
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(span), (text, spans) => {
      expect(
        segments(text, spans)
          .map(piece => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
