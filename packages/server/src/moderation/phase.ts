import type { Finding as TextFinding } from '@parley/rules/engine.ts'

/** What the phases know beside the text: read once, before. */
export interface Facts {
  now: number
  story: { open: boolean }
  reader: { shownBefore: boolean; staff: boolean }
  /** The reader's last comments, newest first, as skeletons for comparison. */
  recent: readonly { skeleton: string; at: number }[]
  settings: { hold: 'none' | 'first' | 'all'; limits: boolean; textMax: number; language: string }
}

/** What a phase saw. `values` fill the places of its message. */
export type Seen = TextFinding & { values?: Record<string, number> }

/** A named check. It sees text and facts, reports, and decides nothing. */
export type Phase = (text: string, facts: Facts) => Seen[]

/** A finding that is not about words but about the newsroom's own conditions. */
export function house(
  label: string,
  message: string,
  values?: Record<string, number>,
  spans: TextFinding['spans'] = [],
): Seen {
  return { rule: 'house', label, score: 1, spans, message, ...(values && { values }) }
}
