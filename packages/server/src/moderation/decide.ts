import type { Outcome } from '@parley/contract/schemas.ts'
import type { Seen } from './phase.ts'

/** From which score on a finding nudges, holds, or refuses. What is absent never happens. Nothing is ever decided about truth. */
export const THRESHOLDS: Readonly<Record<string, { nudge?: number; hold?: number; refuse?: number }>> = {
  obscene: { nudge: 0.5, hold: 0.9 },
  sexual: { nudge: 0.5, hold: 0.9 },
  insult: { nudge: 0.5, hold: 0.9 },
  identity: { nudge: 0.5, hold: 0.7 },
  threat: { hold: 0 },
  spam: { nudge: 0.5, hold: 0.7, refuse: 0.9 },
  links: { hold: 0 },
  first: { hold: 0 },
  'all-held': { hold: 0 },
  'many-links': { refuse: 0 },
  repeat: { refuse: 0 },
  'too-long': { refuse: 0 },
  closed: { refuse: 0 },
}

const ORDER: readonly Outcome[] = ['show', 'nudge', 'hold', 'refuse']

/** What one finding asks for by itself. */
export function outcomeOf(finding: Seen): Outcome {
  const from = THRESHOLDS[finding.label] ?? {}
  const reached = (least: number | undefined) => least !== undefined && finding.score >= least
  return reached(from.refuse) ? 'refuse' : reached(from.hold) ? 'hold' : reached(from.nudge) ? 'nudge' : 'show'
}

/**
 * The one table that decides: the strongest outcome that any finding asks for.
 * A nudge is asked once: with `postAnyway` what would be nudged is shown. A writer is always asked before his words are held for a
 * finding that he could mend, so a `hold` that comes from nudgeable words is a nudge first.
 */
export function decide(findings: readonly Seen[], postAnyway: boolean): Outcome {
  let outcome: Outcome = 'show'
  for (const finding of findings) {
    let asked = outcomeOf(finding)
    const mendable = THRESHOLDS[finding.label]?.nudge !== undefined
    if (asked === 'hold' && mendable && !postAnyway) asked = 'nudge'
    if (asked === 'nudge' && postAnyway) asked = 'show'
    if (ORDER.indexOf(asked) > ORDER.indexOf(outcome)) outcome = asked
  }
  return outcome
}
