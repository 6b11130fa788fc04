import type { Outcome } from '@parley/contract/schemas.ts'
import { type Head, type Steps, stepFor, type Thresholds } from '@parley/rules/heads.ts'
import { PRIVATE_KINDS } from '@parley/rules/private-data.ts'
import type { Seen } from './phase.ts'

/** What the newsroom's own conditions ask for. The heads of the engine bring theirs; nothing is ever decided about truth. */
const HOUSE: Readonly<Record<string, Steps>> = {
  links: { hold: 0 },
  first: { hold: 0 },
  'all-held': { hold: 0 },
  reviewed: { hold: 0 },
  language: { hold: 0 },
  // Of an engine that failed, where the newsroom holds then; where it shows, the score is 0.
  engine: { hold: 1 },
  'many-links': { refuse: 0 },
  repeat: { refuse: 0 },
  'too-long': { refuse: 0 },
  closed: { refuse: 0 },
  // The newsroom's own words, by their severity; a threat is for a person, whatever its words.
  own: { nudge: 0.5, hold: 0.7, refuse: 0.9 },
  'own-threat': { hold: 0 },
  // Personal data: for a person to weigh, never refused.
  ...Object.fromEntries(PRIVATE_KINDS.map(kind => [`private-${kind}`, { hold: 0 }])),
}

const ORDER: readonly Outcome[] = ['show', 'nudge', 'hold', 'refuse']

const stepsOf = (label: string, thresholds: Thresholds): Steps => thresholds[label as Head] ?? HOUSE[label] ?? {}

/** What one finding asks for by itself. */
export function outcomeOf({ label, score }: Pick<Seen, 'label' | 'score'>, thresholds: Thresholds): Outcome {
  const head = label as Head
  return stepFor({ [head]: stepsOf(head, thresholds) }, head, score) ?? 'show'
}

/** How a verdict is come to: the steps that hold, and what becomes of a nudge that the writer has seen and posts anyway. */
export interface Deciding {
  thresholds: Thresholds
  postAnyway: boolean
  /** Where the newsroom does not allow that, a person looks first. */
  anyway: 'show' | 'hold'
}

/**
 * The one table that decides: the strongest outcome that any finding asks for.
 * A nudge is asked once; posted anyway, it is shown, or held where the newsroom wants that. A writer is always asked before his words
 * are held for a finding that he could mend, so a `hold` that comes from nudgeable words is a nudge first.
 */
export function decide(findings: readonly Seen[], { thresholds, postAnyway, anyway }: Deciding): Outcome {
  let outcome: Outcome = 'show'
  for (const finding of findings) {
    let asked = outcomeOf(finding, thresholds)
    const mendable = stepsOf(finding.label, thresholds).nudge !== undefined
    if (asked === 'hold' && mendable && !postAnyway) asked = 'nudge'
    if (asked === 'nudge' && postAnyway) asked = anyway
    if (ORDER.indexOf(asked) > ORDER.indexOf(outcome)) outcome = asked
  }
  return outcome
}
