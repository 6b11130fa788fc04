import { house, type Phase } from '../phase.ts'

const REFUSE_ABOVE = 10

/** A heap of links is what advertising looks like; where the heap begins, each section says. */
export const links: Phase = (text, facts) => {
  if (facts.reader.staff) return []
  const spans = [...text.matchAll(/\b(?:https?:\/\/|www\.)[^\s<>]{1,2000}/gi)].map(hit => ({
    start: hit.index,
    end: hit.index + hit[0].length,
  }))
  if (spans.length > REFUSE_ABOVE)
    return [house('many-links', 'finding.many-links', { n: spans.length, max: REFUSE_ABOVE }, spans)]
  const max = facts.settings.links
  if (spans.length > max) return [house('links', 'finding.links', { n: spans.length, max }, spans)]
  return []
}
