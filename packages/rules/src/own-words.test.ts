import { describe, expect, it } from 'vitest'
import { findWords, PatternError } from './own-words.ts'

describe('own words', () => {
  const find = findWords([
    { patterns: 'toad(|s), newt-face', label: 'insult', severity: 1 },
    { patterns: 'old toad', label: 'insult', severity: 3 },
    { patterns: 'cheap hats', label: 'spam', severity: 2 },
  ])

  it('are found through disguise, one finding a label with the gravest severity, and marked as they were typed', () => {
    const text = 'You t0ad, you old TOAD: cheap hats!'
    expect(find(text)).toEqual([
      {
        label: 'insult',
        severity: 3,
        spans: [
          { start: 4, end: 8 },
          { start: 14, end: 22 },
        ],
      },
      { label: 'spam', severity: 2, spans: [{ start: 24, end: 34 }] },
    ])
    expect(find('Toadstools grow here.')).toEqual([])
  })

  it('are not counted where the comment that is answered is quoted, nor in what is innocent', () => {
    expect(find('You wrote “you toad” yesterday.', ['you toad'])).toEqual([])
    expect(find('You wrote “you toad” yesterday.')).toHaveLength(1)
    const allowing = findWords([{ patterns: 'toad', label: 'insult', severity: 1 }], 'toad in the hole')
    expect(allowing('We had toad in the hole.')).toEqual([])
  })

  it('may have as many alternatives of words as are written down, since these do not multiply', () => {
    const patterns = Array.from({ length: 12 }, (_, i) => `(a${'b'.repeat(i + 1)}|c${'d'.repeat(i + 1)}|)`).join(' ')
    const many = findWords([{ patterns: `${patterns} newt`, label: 'insult', severity: 1 }])
    expect(many('ab cdd newt')).toHaveLength(1)
  })

  it.each([
    ['fine, (toad', '(toad'],
    ['fine\ntoad 7up', 'toad 7up'],
    ['fine, (|)', '(|)'],
    [`fine, ${'(a|b)'.repeat(20)}`, '(a|b)'.repeat(20)],
    [`x((a|b)(c|d)|((e|f)(g|h)(i|j)))${'(k|l)'.repeat(6)}`, `x((a|b)(c|d)|((e|f)(g|h)(i|j)))${'(k|l)'.repeat(6)}`],
  ])('%j is refused with its entry and its place', (patterns, place) => {
    const words = [
      { patterns: 'toad', label: 'insult' as const, severity: 1 as const },
      { patterns, label: 'insult' as const, severity: 1 as const },
    ]
    let thrown: unknown
    try {
      findWords(words)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(PatternError)
    expect(thrown).toMatchObject({ entry: 1, place })
    expect((thrown as Error).message).toMatch(/^[a-z][^:]*$/)
  })
})
