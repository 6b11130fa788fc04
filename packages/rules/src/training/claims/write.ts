import { type ClaimModel, claimScore, STEPS } from '../../claims/model.ts'
import { HINTED, pointsOf } from '../../claims/signs.ts'
import type { ClaimRow } from './rows.ts'

/** A model as text, the same for the same numbers. What rounds to nothing is left out. */
export function written(
  { bias, weights }: { bias: number; weights: ReadonlyMap<string, number> },
  from: number,
): string {
  const byWeight = new Map<number, string[]>()
  for (const [feature, weight] of [...weights].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const steps = Math.round(weight * STEPS)
    if (steps !== 0) byWeight.set(steps, [...(byWeight.get(steps) ?? []), feature])
  }
  const lines = [...byWeight].sort(([a], [b]) => b - a).map(([steps, features]) => [steps, ...features].join('\t'))
  return [[Math.round(bias * 1000) / 1000, from].join('\t'), ...lines].join('\n')
}

/**
 * The lowest score, in tenths, from which on so many of the sentences that would be asked about are worth checking; what is never
 * asked about (questions, opinions, experiences, what has hardly a sign of a claim) does not count. Infinite where no score is good enough.
 */
export function thresholdOf(model: ClaimModel, rows: readonly ClaimRow[], precision: number): number {
  const asked = rows.filter(({ text }) => (pointsOf(text, 'en') ?? 0) >= HINTED)
  const scored = asked.map(({ text, check_worthy }) => ({ score: claimScore(model, text), right: check_worthy === 1 }))
  for (let tenths = -20; tenths <= 40; tenths++) {
    const above = scored.filter(({ score }) => score >= tenths / 10)
    const right = above.filter(one => one.right).length
    if (above.length >= 20 && right >= precision * above.length) return tenths / 10
  }
  return Number.POSITIVE_INFINITY
}
