import type { Ground } from '@parley/contract/schemas.ts'
import type { Seen } from '../moderation/phase.ts'

/** What may cost a life comes first, then what a trusted flagger says is against the law, then what anybody says is, then what many report, then everything else. `many`: what reports add that weigh as much as one of the best reporter. */
export const PRIORITY = { threat: 100, flagged: 99, illegal: 50, many: 10, rest: 0 } as const

/** Threats to others, and what somebody says of harming himself. Source: DSA Art. 18. */
export const mayCostALife = (findings: readonly Seen[]): boolean =>
  findings.some(({ rule, label }) => rule === 'threats' || label === 'self-harm')

export const priorityOf = (findings: readonly Seen[]): number =>
  mayCostALife(findings) ? PRIORITY.threat : PRIORITY.rest

/** What is known of whoever reports, when he does. */
export interface Reporter {
  /** Days since he came. */
  days: number
  /** His reports that were found right, and those that were not. */
  upheld: number
  unfounded: number
}

/** Days after which an account is no longer fresh. */
const SETTLED = 30
const FRESH = 0.4

/**
 * How much a report weighs in the order of the queue, in hundredths: from the share of its reporter's reports that were right, and the age
 * of his account. A guest is as somebody who came today. It decides about nothing but the order. Pure.
 */
export function weightOf(reporter: Reporter | null): number {
  const { days, upheld, unfounded } = reporter ?? { days: 0, upheld: 0, unfounded: 0 }
  const share = (upheld + 1) / (upheld + unfounded + 2)
  return Math.round(100 * share * (FRESH + (1 - FRESH) * Math.min(1, Math.max(0, days) / SETTLED)))
}

const OF_GROUND: Partial<Record<Ground, number>> = { threats: PRIORITY.threat, illegal: PRIORITY.illegal }
/** Less than from one step to the next, so that no crowd, however great, comes before what may be against the law or cost a life. */
const MOST = PRIORITY.illegal - 2

/** Where a case belongs by the reports that wait in it: their gravest ground and whether a trusted flagger sent one (DSA Art. 22(1)), then how much they weigh together, less and less for each more. Pure. */
export function priorityOfReports(
  reports: readonly { ground: Ground; weight: number; flagger?: string | null }[],
): number {
  const ground = Math.max(PRIORITY.rest, ...reports.map(one => OF_GROUND[one.ground] ?? PRIORITY.rest))
  const weight = reports.reduce((sum, one) => sum + one.weight, 0) / 100
  const flagged = reports.some(one => one.flagger) ? PRIORITY.flagged : PRIORITY.rest
  return Math.max(flagged, ground + Math.min(MOST, Math.round(PRIORITY.many * Math.log2(1 + weight))))
}
