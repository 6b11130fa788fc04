import { claimFeatures } from './words.ts'

/** A linear model of few words: lines of a weight and the features that have it, parted by tabs. */
export interface ClaimModel {
  /** Of every sentence. */
  bias: number
  /** From this score on a sentence is asked about. */
  from: number
  weights: ReadonlyMap<string, number>
}

/** Weights are kept in hundredths of this many steps. */
export const STEPS = 20

/** Reads what `npm run train:claims` wrote. */
export function claimModel(written: string): ClaimModel {
  const [first, ...lines] = written.split('\n')
  const [bias, from] = first!.split('\t').map(Number)
  const weights = new Map<string, number>()
  for (const line of lines) {
    const [weight, ...features] = line.split('\t')
    for (const feature of features) weights.set(feature, Number(weight) / STEPS)
  }
  return { bias: bias!, from: from!, weights }
}

/** What a feature counts in a sentence of so many known ones: long sentences say no more than short ones. */
export const valueIn = (known: number): number => 3 / Math.sqrt(known + 1)

/** How much a sentence looks like one whose source can be asked for: log odds as among sentences of debates. */
export function claimScore({ bias, weights }: ClaimModel, sentence: string): number {
  let sum = bias
  let known = 0
  for (const feature of claimFeatures(sentence)) {
    const weight = weights.get(feature)
    if (weight === undefined) continue
    known++
    sum += weight
  }
  return sum * valueIn(known)
}
