import type { Finding } from '@parley/contract/schemas.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGraphic, markedWords, segments } from './marks.ts'

const finding = (rule: string, spans: [number, number][], score = 0.8): Finding => ({
  rule,
  label: 'insult',
  score,
  spans: spans.map(([start, end]) => ({ start, end })),
  message: '',
})

describe('segments', () => {
  const text = 'They are all bloody idiots.'

  it('cut a text where findings begin and end, overlaps included', () => {
    const nice = finding('nice', [[13, 26]])
    const clean = finding('clean', [[13, 19]])
    expect(segments(text, [nice, clean])).toEqual([
      { text: 'They are all ', findings: [] },
      { text: 'bloody', findings: [nice, clean] },
      { text: ' idiots', findings: [nice] },
      { text: '.', findings: [] },
    ])
  })

  it('leave plain words whole, and nothing of nothing', () => {
    expect(segments(text, [])).toEqual([{ text, findings: [] }])
    expect(segments('', [finding('nice', [[0, 4]])])).toEqual([])
  })

  it('joined are the text, whatever the spans', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 })))
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), fc.array(spans), (words, found) => {
        const cut = segments(
          words,
          found.map(spans => finding('nice', spans)),
        )
        expect(cut.map(segment => segment.text).join('')).toBe(words)
        expect(cut.every(segment => segment.text.length > 0)).toBe(true)
      }),
    )
  })
})

describe('markedWords', () => {
  it('are the words as typed, each once, in order', () => {
    const text = 'Fools! You fools, idiots, fools'
    expect(
      markedWords(
        text,
        finding('nice', [
          [18, 24],
          [11, 16],
          [26, 31],
          [0, 5],
        ]),
      ),
    ).toEqual(['Fools', 'fools', 'idiots'])
  })
})

describe('graphic words', () => {
  it.each([
    ['clean', 'obscene', 0.9, true],
    ['clean', 'obscene', 0.89, false],
    ['nice', 'identity', 0.95, true],
    ['nice', 'insult', 0.99, false],
    ['threats', 'threat', 1, false],
  ])('%s, %s, %d: %s', (rule, label, score, graphic) => {
    expect(isGraphic({ rule, label, score })).toBe(graphic)
  })
})
