import { fold } from '@parley/rules/fold.ts'

/** Two texts that read the same have the same skeleton: letters and digits of the folded text. */
export function skeletonOf(text: string): string {
  return fold(text)
    .text.replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 2000)
}
