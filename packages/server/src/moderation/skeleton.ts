import { open } from '@parley/rules/open.ts'

/** Readers write several comments in a row: what was read once need not be folded again to be compared with the next. */
const known = new Map<string, string>()
const MOST_KNOWN = 500

/** Two texts that read the same have the same skeleton: letters and digits of the folded text. */
export function skeletonOf(text: string): string {
  let skeleton = known.get(text)
  if (skeleton === undefined) {
    skeleton = open(text)
      .folded.text.replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .slice(0, 2000)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(text, skeleton)
  }
  return skeleton
}
