import { house, type Phase } from '../phase.ts'

/** A newsroom may look at everything, at everybody's first comment, or at the next ones of whom it has decided so, before they are published. */
export const first: Phase = (_text, facts) => {
  if (facts.reader.staff) return []
  if (facts.reader.reviewed) return [house('reviewed', 'finding.reviewed')]
  if (facts.settings.hold === 'all') return [house('all-held', 'finding.all-held')]
  if (facts.settings.hold === 'first' && !facts.reader.shownBefore) return [house('first', 'finding.first')]
  return []
}
