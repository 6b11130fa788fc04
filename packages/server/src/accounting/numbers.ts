/** The value below which so large a share of the others lie (nearest rank); null of nothing. Pure. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}

export const median = (values: readonly number[]): number | null => percentile(values, 0.5)
