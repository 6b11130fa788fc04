import { graphemes } from '@parley/rules/text.ts'
import { house, type Phase } from '../phase.ts'

/** Counts characters as readers do: a family emoji is one. */
export const length: Phase = (text, facts) => {
  const max = facts.settings.textMax
  if (text.length <= max) return []
  const n = graphemes(text, max * 4)
  return n > max ? [house('too-long', 'finding.too-long', { n, max })] : []
}
