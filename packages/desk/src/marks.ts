import type { Finding } from '@parley/contract/schemas.ts'

interface Spanned {
  spans: readonly { start: number; end: number }[]
}

/** A piece of a text with the findings that cover all of it; none for plain words. */
export interface Segment<F extends Spanned = Finding> {
  text: string
  findings: F[]
}

type Scored = Pick<Finding, 'rule' | 'label' | 'score'>

/** Graphic words: crude, sexual or degrading beyond doubt. They can be blurred. */
export function isGraphic(finding: Scored): boolean {
  return finding.score >= 0.9 && (finding.rule === 'clean' || finding.label === 'identity')
}

/**
 * Cuts a text at the edges of its findings' spans (UTF-16 units, half-open).
 * The segments joined are the text again. Spans may overlap; what of a span lies outside the text is left out.
 */
export function segments<F extends Spanned>(text: string, findings: readonly F[]): Segment<F>[] {
  const within = (at: number) => Math.min(Math.max(at, 0), text.length)
  const spans = findings.flatMap(finding =>
    finding.spans
      .map(({ start, end }) => ({ finding, start: within(start), end: within(end) }))
      .filter(span => span.start < span.end),
  )
  const edges = [...new Set([0, text.length, ...spans.flatMap(span => [span.start, span.end])])].sort((a, b) => a - b)
  return edges.slice(1).map((end, i) => {
    const start = edges[i]!
    const covering = spans.filter(span => span.start <= start && span.end >= end).map(span => span.finding)
    return { text: text.slice(start, end), findings: [...new Set(covering)] }
  })
}

/** The words a finding marks, as they were typed, each once, in the order of the text. */
export function markedWords(text: string, finding: Finding): string[] {
  const spans = finding.spans.toSorted((a, b) => a.start - b.start)
  return [...new Set(spans.map(({ start, end }) => text.slice(start, end).trim()))].filter(Boolean)
}
