/** Splits story addresses into requests of at most 100 and of a length that every server and proxy on the way takes. */
export function batches(stories: readonly string[], longest = 6000): string[] {
  const queries: string[] = []
  let query = ''
  let size = 0
  for (const story of new Set(stories)) {
    const part = `story=${encodeURIComponent(story)}`
    if (query && (size === 100 || query.length + part.length >= longest)) {
      queries.push(query)
      query = ''
      size = 0
    }
    query += query ? `&${part}` : part
    size++
  }
  return query ? [...queries, query] : queries
}
