import { house, type Phase } from '../phase.ts'

const HOLD_ABOVE = 2
const REFUSE_ABOVE = 10

/** Sources are welcome; a heap of links is what advertising looks like. */
export const links: Phase = (text, facts) => {
  if (facts.reader.staff) return []
  const spans = [...text.matchAll(/\b(?:https?:\/\/|www\.)[^\s<>]{1,2000}/gi)].map(hit => ({
    start: hit.index,
    end: hit.index + hit[0].length,
  }))
  if (spans.length > REFUSE_ABOVE)
    return [house('many-links', 'finding.many-links', { n: spans.length, max: REFUSE_ABOVE }, spans)]
  if (spans.length > HOLD_ABOVE) return [house('links', 'finding.links', { n: spans.length, max: HOLD_ABOVE }, spans)]
  return []
}
