/** Of sorted values the one below which so large a share of the others lie (nearest rank); null of nothing. Pure. */
export const rank = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null

/** The value in the middle; of two the lower. Pure. */
export const median = (values: readonly number[]): number | null =>
  rank(
    values.toSorted((a, b) => a - b),
    0.5,
  )
