/** A half-open range of UTF-16 units. */
export interface Span {
  start: number
  end: number
}

/**
 * Keeps marks on their words while the text around them changes: spans before the change stay, those behind it move with
 * their words, those that the change touches go. What loses its last span goes too; what had none stays while any text does.
 */
export function carried<T extends { spans: readonly Span[] }>(
  marked: readonly T[],
  before: string,
  after: string,
): T[] {
  if (!after) return []
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const moved = after.length - before.length
  return marked.flatMap(one => {
    const spans = one.spans.flatMap(({ start, end }) =>
      end <= head
        ? [{ start, end }]
        : start >= before.length - tail
          ? [{ start: start + moved, end: end + moved }]
          : [],
    )
    return spans.length > 0 || one.spans.length === 0 ? [{ ...one, spans }] : []
  })
}
