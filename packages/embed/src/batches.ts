/** Splits story addresses into requests of at most 100 and of a length that every server and proxy on the way takes. */
export function batches(stories: readonly string[], longest = 6000): string[] {
  const queries: string[] = []
  let size = 0
  for (const story of new Set(stories)) {
    const part = `story=${encodeURIComponent(story)}`
    const last = queries.at(-1)
    if (last && size < 100 && last.length + part.length < longest) queries.splice(-1, 1, `${last}&${part}`)
    else {
      queries.push(part)
      size = 0
    }
    size++
  }
  return queries
}
