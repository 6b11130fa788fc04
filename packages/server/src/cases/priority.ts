import type { Ground } from '@parley/contract/schemas.ts'
import type { Seen } from '../moderation/phase.ts'

/** What may cost a life comes first, then what is likely against the law, then what many report, then everything else. */
export const PRIORITY = { threat: 100, illegal: 50, many: 10, rest: 0 } as const
const MANY_REPORTS = 3

export function priorityOf(findings: readonly Seen[]): number {
  return findings.some(finding => finding.rule === 'threats') ? PRIORITY.threat : PRIORITY.rest
}

export function priorityOfReport(ground: Ground, reports: number): number {
  if (ground === 'threats') return PRIORITY.threat
  if (ground === 'illegal') return PRIORITY.illegal
  return reports >= MANY_REPORTS ? PRIORITY.many : PRIORITY.rest
}
