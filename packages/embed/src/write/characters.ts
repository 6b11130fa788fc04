/** The number of characters left is shown from here on. */
const NEAR = 200

/** How many characters a text may still have, as a reader counts them; undefined while there are many. */
export function charactersLeft(text: string, max: number): number | undefined {
  if (text.length <= max - NEAR) return undefined
  let n = 0
  for (const _ of new Intl.Segmenter().segment(text)) n++
  return n <= max - NEAR ? undefined : max - n
}
