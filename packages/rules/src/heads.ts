import type { RuleId } from './house-rules.ts'

/** What the engine scores a text for: each a probability, 0…1, that a careful reader would say so. */
export const HEADS = ['toxicity', 'severe', 'obscene', 'threat', 'insult', 'identity', 'sexual', 'spam'] as const
export type Head = (typeof HEADS)[number]
export type Scores = Record<Head, number>

/**
 * Which house rules a head speaks to, the first one named to the writer. Nothing leads to `truth`: no machine judges it;
 * `severe` is toxicity again, only graver, so it holds a text but names no rule of its own.
 */
export const RULES_OF: Readonly<Record<Head, readonly RuleId[]>> = {
  toxicity: ['nice'],
  severe: ['nice'],
  obscene: ['clean'],
  threat: ['threats'],
  insult: ['nice'],
  identity: ['nice', 'clean'],
  sexual: ['clean'],
  spam: ['spam'],
}

/** From which score on a finding nudges, holds, or refuses. What is absent never happens. */
export interface Steps {
  nudge?: number
  hold?: number
  refuse?: number
}
export type Thresholds = Readonly<Partial<Record<Head, Steps>>>
export type Step = keyof Steps

/** The gravest step that a score reaches; null where it reaches none. */
export function stepFor(thresholds: Thresholds, head: Head, score: number): Step | null {
  const { nudge, hold, refuse } = thresholds[head] ?? {}
  if (refuse !== undefined && score >= refuse) return 'refuse'
  if (hold !== undefined && score >= hold) return 'hold'
  return nudge !== undefined && score >= nudge ? 'nudge' : null
}

/** The steps of the word lists alone; a model brings its own. */
export const LIST_THRESHOLDS: Thresholds = {
  obscene: { nudge: 0.5, hold: 0.9 },
  sexual: { nudge: 0.5, hold: 0.9 },
  insult: { nudge: 0.5, hold: 0.9 },
  identity: { nudge: 0.5, hold: 0.7 },
  threat: { hold: 0.5 },
  spam: { nudge: 0.5, hold: 0.7, refuse: 0.9 },
}
