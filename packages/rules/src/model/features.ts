import type { Prepared } from '../prepare.ts'
import { hashOf, isGroup, isMark, mixed, piecesOf, type Words } from './words.ts'

/**
 * Hashed features of a text for the linear model: words, pairs, triples and pairs with a gap, and the pieces of each word.
 * A feature counts once a text, however often it stands there.
 */

/** Buckets of words and of their sequences; pieces of words have as many again. */
export interface Buckets {
  words: number
  pieces: number
}

/** Features that are not hashed: list hits by label and severity, shouting in capitals. Their weights stand behind all buckets. */
export const PLAIN_FEATURES = 32
const LABELS = ['obscene', 'sexual', 'slur', 'insult', 'threat', 'spam']
/** What one plain feature counts, beside hashed ones that share a unit vector. */
export const PLAIN_VALUE = 0.4

/** Which plain features a text has, 0 … PLAIN_FEATURES − 1, each once. */
export function plainFeatures({ text, hits, tokens }: Prepared): number[] {
  const features = new Set<number>()
  for (const { label, severity } of hits) {
    const index = LABELS.indexOf(label)
    if (index >= 0) features.add(index * 3 + severity - 1)
  }
  if (tokens.length >= 3) {
    let capitals = 0
    let smalls = 0
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit >= 0x41 && unit <= 0x5a) capitals++
      else if (unit >= 0x61 && unit <= 0x7a) smalls++
    }
    if (capitals > smalls) features.add(18)
    else if (capitals * 4 > smalls) features.add(19)
  }
  return [...features]
}

/** What the linear model adds for one word of a text. Fixed by the word alone, so it is worked out once. */
export function wordBuckets(word: string, buckets: Buckets): number[] {
  const own = [hashOf(word) & (buckets.words - 1)]
  if (isMark(word) || isGroup(word)) return own
  for (const piece of piecesOf(word)) own.push(buckets.words + (piece & (buckets.pieces - 1)))
  return own
}

/** Numbers of sequences of words, from the hashes of the words. */
export const pairHash = (a: number, b: number): number => mixed(Math.imul(a, 0x9e3779b1) ^ b)
export const gapHash = (a: number, b: number): number => mixed(Math.imul(a, 0x85ebca77) ^ (b + 0x27d4eb2f))
export const tripleHash = (a: number, b: number, c: number): number =>
  mixed(Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0xc2b2ae3d) ^ c)

/** All buckets of a text: those of each word once, and each sequence once. */
export function bucketsOf({ texts }: Pick<Words, 'texts'>, buckets: Buckets): number[] {
  const mask = buckets.words - 1
  const sequences = new Set<number>()
  let a = 0
  let b = 0
  for (let i = 0; i < texts.length; i++) {
    const c = hashOf(texts[i]!)
    if (i > 0) sequences.add(pairHash(b, c) & mask)
    if (i > 1) {
      sequences.add(gapHash(a, c) & mask)
      sequences.add(tripleHash(a, b, c) & mask)
    }
    a = b
    b = c
  }
  const all = [...sequences]
  for (const word of new Set(texts)) for (const bucket of wordBuckets(word, buckets)) all.push(bucket)
  return all
}
