import { house, type Phase } from '../phase.ts'

/** A newsroom may look at everything, or at everybody's first comment, before it is published. */
export const first: Phase = (_text, facts) => {
  if (facts.reader.staff) return []
  if (facts.settings.hold === 'all') return [house('all-held', 'finding.all-held')]
  if (facts.settings.hold === 'first' && !facts.reader.shownBefore) return [house('first', 'finding.first')]
  return []
}
