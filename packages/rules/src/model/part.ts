import type { Head } from '../heads.ts'
import type { Curve, Part, Tensor } from './file.ts'
import { LinearModel } from './linear.ts'
import { NetworkModel } from './network.ts'
import { isGroup } from './words.ts'

/** Scores of one language: a linear model that reads every text and, where there is one, a network for those that it leaves open. */
export class PartModel {
  readonly heads: readonly Head[]
  readonly linear: LinearModel
  readonly network: NetworkModel | null
  readonly #part: Part

  constructor(part: Part, tensor: (name: string) => Tensor) {
    const floats = (name: string) => tensor(`${part.language}.${name}`).values as Float32Array
    this.#part = part
    this.heads = part.heads as Head[]
    this.linear = new LinearModel(part, tensor(`${part.language}.weights`), floats('bias'))
    this.network =
      part.network &&
      new NetworkModel(part.network, {
        vectors: tensor(`${part.language}.vectors`),
        patterns: floats('patterns'),
        patternBias: floats('patternBias'),
        output: floats('output'),
        bias: floats('networkBias'),
      })
  }

  /**
   * Probabilities, 0…1, one for each head in the order of `heads`.
   * @param texts the words of a text
   * @param plain its plain features
   */
  score(texts: readonly string[], plain: readonly number[]): Float64Array {
    const { curves } = this.#part
    return this.raw(texts, plain).map((raw, h) => probability(curves[h]!, raw))
  }

  /** The scores as log odds before they are calibrated. */
  raw(texts: readonly string[], plain: readonly number[]): Float64Array {
    const raw = this.linear.raw(texts, plain)
    if (!this.network) return raw
    const { closed } = this.#part
    if (closed && !isOpen(raw, texts, closed.below))
      return raw.map((one, h) => one + expected(closed.expected[h]!, one))
    const more = this.network.raw(texts)
    return raw.map((one, h) => one + more[h]!)
  }

  /** What each word contributed to the raw score of some heads, one array a head. */
  contributions(texts: readonly string[], heads: readonly Head[]): Float64Array[] {
    const wanted = heads.map(head => this.heads.indexOf(head))
    const shares = heads.map(() => new Float64Array(texts.length))
    this.linear.addShares(texts, wanted, shares)
    this.network?.addShares(texts, wanted, shares)
    // A word that stands there again means the same again.
    const first = new Map<string, number>()
    texts.forEach((text, i) => {
      const before = first.get(text)
      if (before === undefined) first.set(text, i)
      else for (const share of shares) share[i] = Math.max(share[i]!, share[before]!)
    })
    return shares
  }
}

/**
 * Whether a text needs the network: the linear model suspects it under some head, or it speaks of a group of people, of whom much
 * can be said without a single bad word.
 * @param raw what the linear model says
 * @param below for each head, the log odds from which on it suspects
 */
export const isOpen = (raw: Float64Array, texts: readonly string[], below: readonly number[]): boolean =>
  raw.some((one, h) => one >= below[h]!) || texts.some(isGroup)

/** What the network would add, as a straight line through what it adds to texts like these. */
export const expected = ({ slope, shift }: Curve, raw: number): number => slope * raw + shift

/** The probability that a curve gives a raw score. */
export const probability = ({ slope, shift }: Curve, raw: number): number => 1 / (1 + Math.exp(-(slope * raw + shift)))
