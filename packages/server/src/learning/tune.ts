import { HEADS, type Head, type Step, type Thresholds } from '@parley/rules/heads.ts'
import type { StoredExample } from './queries.ts'
import { wilson } from './report.ts'
import type { Changes } from './thresholds.ts'

/** What a step must promise: so much of what it finds is upheld. */
export type Targets = Readonly<Record<Step, number>>
export const TARGETS: Targets = { nudge: 0.5, hold: 0.7, refuse: 0.9 }

/** Examples at or above a threshold, fewer than which say nothing. */
export const LEAST = 30
/** Normal quantile of a one-sided 95 % bound. */
const Z = 1.645

export interface Proposal {
  head: Head
  step: Step
  now: number
  /** Null: stay with what holds now. */
  proposed: number | null
  /** Examples at or above the proposed step (where there is none, all with a score), and how many of them staff upheld. */
  n: number
  upheld: number
  /** Lower bound of the share that is upheld from the proposed step on. */
  low: number | null
  why: 'enough' | 'too-few' | 'not-reached' | 'threat'
}

/**
 * Proposes steps from what the desk has said; applies nothing. Pure.
 *
 * A step is set at the lowest score (in hundredths) from which on at least LEAST examples lie and the share that staff upheld
 * is at least the target by the lower bound of its 95 % interval (Wilson, one-sided). Only steps that exist are moved.
 * Threats are left alone: what may cost a life is not weighed by precision. Breaks that the engine missed have no score and cannot count,
 * so what is proposed errs on the high side.
 */
export function tune(
  examples: readonly StoredExample[],
  thresholds: Thresholds,
  targets: Targets = TARGETS,
): { changes: Changes; proposals: Proposal[] } {
  const changes: Changes = {}
  const proposals: Proposal[] = []
  for (const head of HEADS) {
    const scored = examples.filter(
      (one): one is StoredExample & { score: number } =>
        one.head === head && one.score !== null && one.source !== 'suggestion',
    )
    let least = 0
    for (const step of ['nudge', 'hold', 'refuse'] as const) {
      const now = thresholds[head]?.[step]
      if (now === undefined) continue
      const proposal = { head, step, now, ...propose(head, scored, targets[step], least) }
      proposals.push(proposal)
      if (proposal.proposed !== null && proposal.proposed !== now)
        changes[head] = { ...changes[head], [step]: proposal.proposed }
      least = proposal.proposed ?? Math.max(least, now)
    }
    keepOrder(head, changes, thresholds, proposals)
  }
  return { changes, proposals }
}

function propose(
  head: Head,
  scored: readonly { score: number; label: 0 | 1 }[],
  target: number,
  least: number,
): Omit<Proposal, 'head' | 'step' | 'now'> {
  const all = { n: scored.length, upheld: upheldOf(scored), proposed: null, low: null }
  if (head === 'threat') return { ...all, why: 'threat' }
  if (scored.length < LEAST) return { ...all, why: 'too-few' }
  for (let hundredths = Math.max(1, Math.round(least * 100)); hundredths <= 100; hundredths++) {
    const from = hundredths / 100
    const above = scored.filter(({ score }) => score >= from)
    if (above.length < LEAST) break
    const upheld = upheldOf(above)
    const { low } = wilson(upheld, above.length, Z)
    if (low >= target) return { proposed: from, n: above.length, upheld, low, why: 'enough' }
  }
  return { ...all, why: 'not-reached' }
}

/** A lower step that would rise over one that stays is not moved. */
function keepOrder(head: Head, changes: Changes, thresholds: Thresholds, proposals: Proposal[]) {
  const at = (step: Step) => changes[head]?.[step] ?? thresholds[head]?.[step]
  const over = (lower: Step, higher: Step) => (at(lower) ?? 0) > (at(higher) ?? 1)
  for (const [lower, higher] of [
    ['hold', 'refuse'],
    ['nudge', 'hold'],
    ['nudge', 'refuse'],
  ] as const) {
    if (!over(lower, higher) || changes[head]?.[lower] === undefined) continue
    delete changes[head]![lower]
    const proposal = proposals.find(one => one.head === head && one.step === lower)!
    Object.assign(proposal, { proposed: null, low: null, why: 'not-reached' })
  }
  if (changes[head] && !Object.keys(changes[head]).length) delete changes[head]
}

const upheldOf = (some: readonly { label: 0 | 1 }[]) => some.filter(({ label }) => label === 1).length
