/** A piece of a text, marked or not. */
export interface Segment {
  text: string
  marked: boolean
}

/**
 * Cuts a text at half-open ranges of UTF-16 units. Ranges may overlap, stand in any order and reach beyond the text.
 * The pieces, put together, are the text.
 */
export function segments(text: string, spans: readonly { start: number; end: number }[]): Segment[] {
  const pieces: Segment[] = []
  const add = (start: number, end: number, marked: boolean) => {
    if (start >= end) return
    const last = pieces.at(-1)
    const piece = text.slice(start, end)
    if (last?.marked === marked) last.text += piece
    else pieces.push({ text: piece, marked })
  }
  let at = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const from = Math.min(Math.max(start, at), text.length)
    const to = Math.min(end, text.length)
    if (to <= from) continue
    add(at, from, false)
    add(from, to, true)
    at = to
  }
  add(at, text.length, false)
  return pieces
}
