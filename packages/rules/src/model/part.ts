import type { Head } from '../heads.ts'
import { gapHash, PLAIN_VALUE, pairHash, tripleHash, wordBuckets } from './features.ts'
import type { Curve, Part, Tensor } from './file.ts'
import { hashOf, networkRows } from './words.ts'

/** What the model knows of one word, worked out once and remembered: its share of both models whatever stands around it. */
interface Known {
  hash: number
  /** How many hashed features it is in the linear model, and the sum of their weights for each head. */
  count: number
  linear: Float32Array
  /** Its vector, and what the patterns make of it as word before, own word and word after. */
  vector: Float32Array | null
  products: Float32Array | null
  /** The last text that it was counted in. */
  seen: number
}

/** Words remembered at most; then all are forgotten, since few texts need many. */
const MOST_KNOWN = 16_384

/** Scores of one language: a linear model over hashed features and, where there is one, a network over word vectors. */
export class PartModel {
  readonly heads: readonly Head[]
  readonly #part: Part
  readonly #weights: Tensor
  readonly #bias: Float32Array
  readonly #size: number
  /** Columns of the linear model: heads, once for each opinion. */
  readonly #columns: number
  readonly #network: {
    embeddings: Tensor
    patterns: Float32Array
    patternBias: Float32Array
    output: Float32Array
    bias: Float32Array
  } | null = null
  readonly #known = new Map<string, Known>()
  readonly #sequences: Int32Array
  #text = 0

  constructor(part: Part, tensor: (name: string) => Tensor) {
    const floats = (name: string) => tensor(`${part.language}.${name}`).values as Float32Array
    this.#part = part
    this.heads = part.heads as Head[]
    this.#weights = tensor(`${part.language}.weights`)
    this.#bias = floats('bias')
    this.#size = part.words + part.pieces
    this.#columns = part.heads.length * part.opinions[0]
    this.#sequences = new Int32Array(part.words)
    if (part.network)
      this.#network = {
        embeddings: tensor(`${part.language}.embeddings`),
        patterns: floats('patterns'),
        patternBias: floats('patternBias'),
        output: floats('output'),
        bias: floats('networkBias'),
      }
  }

  #know(word: string): Known {
    const before = this.#known.get(word)
    if (before) return before
    const columns = this.#columns
    const buckets = wordBuckets(word, this.#part)
    const linear = new Float32Array(columns)
    const { values, scales } = this.#weights
    for (const bucket of buckets)
      for (let c = 0; c < columns; c++) linear[c]! += values[bucket * columns + c]! * scales![c]!
    const known: Known = { hash: hashOf(word), count: buckets.length, linear, vector: null, products: null, seen: 0 }
    if (this.#network) {
      const { rows, width, filters } = this.#part.network!
      const { embeddings, patterns } = this.#network
      const vector = new Float32Array(width)
      const [own, ...pieces] = networkRows(word, rows)
      for (let d = 0; d < width; d++) {
        let sum = 0
        for (const piece of pieces) sum += embeddings.values[piece * width + d]!
        const mean = pieces.length > 0 ? sum / pieces.length : 0
        vector[d] = (embeddings.values[own! * width + d]! + mean) * embeddings.scales![d]!
      }
      const products = new Float32Array(3 * filters)
      for (let r = 0; r < products.length; r++) {
        let sum = 0
        for (let d = 0; d < width; d++) sum += patterns[r * width + d]! * vector[d]!
        products[r] = sum
      }
      known.vector = vector
      known.products = products
    }
    if (this.#known.size >= MOST_KNOWN) this.#known.clear()
    this.#known.set(word, known)
    return known
  }

  /**
   * Probabilities, 0…1, one for each head in the order of `heads`.
   * @param texts the words of a text
   * @param plain its plain features
   */
  score(texts: readonly string[], plain: readonly number[]): Float64Array {
    const { mix, curves } = this.#part
    const raw = this.raw(texts, plain)
    return Float64Array.from(this.heads, (_, h) => probability(curves[h]!, mixed(mix[h]!, raw, h)))
  }

  /** The opinions by themselves, as log odds before they are mixed and calibrated: all heads of the first, then of the next. */
  raw(texts: readonly string[], plain: readonly number[]): Float64Array {
    const heads = this.heads.length
    const [linear, network] = this.#part.opinions
    const raw = new Float64Array((linear + network) * heads)
    const words = texts.map(text => this.#know(text))
    raw.set(this.#linear(words, plain))
    if (this.#network) {
      const { pooled } = this.#pooled(words)
      for (let unit = 0; unit < network * heads; unit++) raw[linear * heads + unit] = this.#answer(pooled, unit)
    }
    return raw
  }

  #linear(words: readonly Known[], plain: readonly number[]): Float64Array {
    const columns = this.#columns
    const { values, scales } = this.#weights
    const mask = this.#part.words - 1
    const text = ++this.#text
    const sums = new Float64Array(columns)
    const raw = new Float64Array(columns)
    let count = 0
    const sequence = (hash: number): void => {
      const bucket = hash & mask
      if (this.#sequences[bucket] === text) return
      this.#sequences[bucket] = text
      count++
      for (let h = 0, from = bucket * columns; h < columns; h++) raw[h]! += values[from + h]!
    }
    let a = 0
    let b = 0
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!
      if (word.seen !== text) {
        word.seen = text
        count += word.count
        for (let h = 0; h < columns; h++) sums[h]! += word.linear[h]!
      }
      const c = word.hash
      if (i > 0) sequence(pairHash(b, c))
      if (i > 1) {
        sequence(gapHash(a, c))
        sequence(tripleHash(a, b, c))
      }
      a = b
      b = c
    }
    const value = 1 / Math.sqrt(Math.max(1, count))
    for (let h = 0; h < columns; h++) {
      let dense = 0
      for (const feature of plain) dense += values[(this.#size + feature) * columns + h]! * scales![h]!
      sums[h] = this.#bias[h]! + value * (sums[h]! + raw[h]! * scales![h]!) + PLAIN_VALUE * dense
    }
    return sums
  }

  /** The greatest answer of each pattern, where it was given, and the mean word. */
  #pooled(words: readonly Known[]): { pooled: Float32Array; where: Int32Array } {
    const { filters: F, width: D } = this.#part.network!
    const { patternBias } = this.#network!
    const pooled = new Float32Array(F + D)
    const where = new Int32Array(F)
    const n = words.length
    if (n === 0) return { pooled, where }
    const greatest = new Float32Array(F).fill(Number.NEGATIVE_INFINITY)
    const none = new Float32Array(3 * F)
    for (let i = 0; i < n; i++) {
      const before = i > 0 ? words[i - 1]!.products! : none
      const own = words[i]!.products!
      const after = i < n - 1 ? words[i + 1]!.products! : none
      for (let f = 0; f < F; f++) {
        const value = before[f]! + own[F + f]! + after[2 * F + f]!
        if (value > greatest[f]!) {
          greatest[f] = value
          where[f] = i
        }
      }
      const { vector } = words[i]!
      for (let d = 0; d < D; d++) pooled[F + d]! += vector![d]!
    }
    for (let f = 0; f < F; f++) pooled[f] = Math.max(0, greatest[f]! + patternBias[f]!)
    for (let d = 0; d < D; d++) pooled[F + d]! /= n
    return { pooled, where }
  }

  #answer(pooled: Float32Array, unit: number): number {
    const { output, bias } = this.#network!
    let sum = bias[unit]!
    for (let z = 0, from = unit * pooled.length; z < pooled.length; z++) sum += output[from + z]! * pooled[z]!
    return sum
  }

  /**
   * What each word contributed to the raw score of a head. Exact for the linear model (a sequence is shared among its words); for
   * the network the share of each greatest answer by what its three words gave to it, and of the mean word: an approximation,
   * since another word might have answered in its stead.
   */
  contributions(texts: readonly string[], head: Head): Float64Array {
    const h = this.heads.indexOf(head)
    const heads = this.heads.length
    const columns = this.#columns
    const words = texts.map(text => this.#know(text))
    const { mix, words: size, opinions } = this.#part
    const { values, scales } = this.#weights
    const shares = new Float64Array(words.length)
    const counted = Array.from({ length: opinions[0] }, (_, k) => ({ column: k * heads + h, share: mix[h]![k]! }))
    const sum = (of: (column: number) => number) =>
      counted.reduce((all, { column, share }) => all + share * of(column), 0)
    const weight = (hash: number) => sum(c => values[(hash & (size - 1)) * columns + c]! * scales![c]!)
    const seen = new Set<number>()
    let count = 0
    const sequence = (hash: number, at: readonly number[]): void => {
      const bucket = hash & (size - 1)
      if (seen.has(bucket)) return
      seen.add(bucket)
      count++
      for (const i of at) shares[i]! += weight(hash) / at.length
    }
    const first = new Map<Known, number>()
    for (let i = 0; i < words.length; i++) {
      const c = words[i]!
      if (!first.has(c)) {
        first.set(c, i)
        count += c.count
        shares[i]! += sum(column => c.linear[column]!)
      }
      if (i > 0) sequence(pairHash(words[i - 1]!.hash, c.hash), [i - 1, i])
      if (i > 1) {
        sequence(gapHash(words[i - 2]!.hash, c.hash), [i - 2, i])
        sequence(tripleHash(words[i - 2]!.hash, words[i - 1]!.hash, c.hash), [i - 2, i - 1, i])
      }
    }
    const value = 1 / Math.sqrt(Math.max(1, count))
    for (let i = 0; i < shares.length; i++) shares[i]! *= value
    if (this.#network) this.#networkShares(words, h, shares)
    // A word that stands there again means the same again.
    for (let i = 0; i < words.length; i++) shares[i] = Math.max(shares[i]!, shares[first.get(words[i]!)!]!)
    return shares
  }

  #networkShares(words: readonly Known[], h: number, shares: Float64Array): void {
    const { filters: F, width: D } = this.#part.network!
    const { output } = this.#network!
    const { pooled, where } = this.#pooled(words)
    const { mix, opinions } = this.#part
    const units = Array.from({ length: opinions[1] }, (_, k) => ({
      from: (k * this.heads.length + h) * (F + D),
      share: mix[h]![opinions[0] + k]!,
    }))
    const weight = (z: number) => units.reduce((all, { from, share }) => all + share * output[from + z]!, 0)
    for (let f = 0; f < F; f++) {
      if (pooled[f]! <= 0) continue
      const given = [-1, 0, 1].map(k => words[where[f]! + k]?.products?.[(k + 1) * F + f] ?? 0).map(x => Math.max(0, x))
      const all = given.reduce((sum, x) => sum + x, 0)
      if (all === 0) continue
      const effect = weight(f) * pooled[f]!
      given.forEach((x, k) => {
        const i = where[f]! + k - 1
        if (i >= 0 && i < shares.length) shares[i]! += (effect * x) / all
      })
    }
    for (let i = 0; i < words.length; i++) {
      let sum = 0
      for (let d = 0; d < D; d++) sum += weight(F + d) * words[i]!.vector![d]!
      shares[i]! += sum / words.length
    }
  }
}

/** The raw score of a head: its opinions by their shares. */
export function mixed(mix: readonly number[], raw: Float64Array, h: number): number {
  const heads = raw.length / mix.length
  let sum = 0
  for (let k = 0; k < mix.length; k++) sum += mix[k]! * raw[k * heads + h]!
  return sum
}

/** The probability that a curve gives a raw score. */
export const probability = ({ slope, shift }: Curve, raw: number): number => 1 / (1 + Math.exp(-(slope * raw + shift)))
