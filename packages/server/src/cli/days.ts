import { InvalidArgumentError } from 'commander'

const DAY = 24 * 3600_000

/** A day of the command line, YYYY-MM-DD: when it begins, UTC. */
export function day(text: string): number {
  const at = Date.parse(`${text}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(at) || !new Date(at).toISOString().startsWith(text))
    throw new InvalidArgumentError('takes a day such as 2026-12-31')
  return at
}

export const dayAfter = (day: number): number => day + DAY
