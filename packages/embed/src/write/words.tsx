import { segments } from '@parley/contract/segments.ts'
import type { Span } from '../nudge/carried.ts'

/** As many words of one rule are named; all of them are marked. */
const NAMED = 3

/** The words of some spans, each once. */
export function wordsOf(text: string, spans: readonly Span[]): string[] {
  const words = segments(text, spans).flatMap(({ text, marked }) => (marked ? text.trim() : []))
  return [...new Set(words)].filter(Boolean).slice(0, NAMED)
}

/** Words as they were written, marked, one after the other. */
export const Quoted = ({ words }: { words: string[] }) => (
  <>
    {words.map((word, i) => (
      <>
        {i > 0 && ', '}
        <bdi>
          <mark>{word}</mark>
        </bdi>
      </>
    ))}
  </>
)

/** A text with its marks. */
export const marks = (text: string, spans: readonly Span[]) =>
  segments(text, spans).map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))
