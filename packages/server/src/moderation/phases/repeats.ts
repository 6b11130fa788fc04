import { house, type Phase } from '../phase.ts'
import { skeletonOf } from '../skeleton.ts'

const WITHIN = 24 * 3600_000

/** The same words again within a day, however they are disguised. */
export const repeats: Phase = (text, facts) => {
  if (!facts.settings.limits || facts.reader.staff || facts.recent.length === 0) return []
  const skeleton = skeletonOf(text)
  const again = facts.recent.some(one => one.skeleton === skeleton && facts.now - one.at < WITHIN)
  return again ? [house('repeat', 'finding.repeat')] : []
}
