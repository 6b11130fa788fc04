import type { Context, Engine, Finding } from '@parley/rules/engine.ts'
import { HEADS, type Head, RULES_OF, type Scores, stepFor, type Thresholds } from '@parley/rules/heads.ts'

/** What a test says of texts: a word, and the scores of a text that has it. */
export type Words = Readonly<Record<string, Partial<Record<Head, number>>>>

export const STEPS: Thresholds = {
  insult: { nudge: 0.5, hold: 0.8, refuse: 0.95 },
  toxicity: { nudge: 0.6 },
  threat: { hold: 0.5 },
}

/** A model as a test wants it: it scores whole texts by the words in them, marks those, and knows only the languages it is told. */
export function wordEngine(
  words: Words,
  {
    thresholds = STEPS,
    language = () => 'en',
    asked = () => {},
  }: {
    thresholds?: Thresholds
    /** ISO 639-1 of a text; null where it is not known. */
    language?: (text: string) => string | null
    /** Is told of every question. */
    asked?: (text: string, context: Context) => void
  } = {},
): Engine {
  return {
    version: 'test-1',
    thresholds,
    headsOf: () => HEADS,
    read(text, context = {}) {
      asked(text, context)
      const known = language(text)
      if (known === null) return { language: null, scores: null, findings: [] }
      const scores = Object.fromEntries(HEADS.map(head => [head, 0.01])) as Scores
      const spans = Object.fromEntries(HEADS.map(head => [head, []])) as unknown as Record<Head, Finding['spans']>
      for (const [word, given] of Object.entries(words)) {
        const at = [...text.matchAll(new RegExp(word, 'g'))]
        for (const [head, score] of at.length ? (Object.entries(given) as [Head, number][]) : []) {
          scores[head] = Math.max(scores[head], score)
          spans[head].push(...at.map(({ index }) => ({ start: index, end: index + word.length })))
        }
      }
      const findings = HEADS.filter(head => stepFor(thresholds, head, scores[head]))
        .map(head => ({
          rule: RULES_OF[head][0]!,
          label: head,
          score: scores[head],
          spans: spans[head].toSorted((a, b) => a.start - b.start),
          message: `finding.${head}`,
        }))
        .sort((a, b) => b.score - a.score)
      return { language: known, scores, findings }
    },
  }
}
