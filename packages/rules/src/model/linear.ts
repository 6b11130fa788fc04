import { type Buckets, gapHash, PLAIN_VALUE, pairHash, tripleHash, wordBuckets } from './features.ts'
import type { Tensor } from './file.ts'
import { MOST_KNOWN, Remembered } from './remembered.ts'
import { hashOf } from './words.ts'

/** The sum of the weights of a text’s hashed features, one column a head. Reads every text. */
export class LinearModel {
  readonly #buckets: Buckets
  readonly #weights: Tensor
  readonly #bias: Float32Array
  readonly #size: number
  readonly #columns: number
  /** For each word the sums of its features’ weights: its share whatever stands around it. */
  readonly #words: Remembered
  readonly #hashes = new Uint32Array(MOST_KNOWN + 1)
  /** How many features a word is. */
  readonly #counts = new Int32Array(MOST_KNOWN + 1)
  /** The last text in which a word, and a bucket of sequences, was counted: what stands there again counts once. */
  readonly #wordSeen = new Int32Array(MOST_KNOWN + 1)
  readonly #sequenceSeen: Int32Array
  #text = 0
  /** Weights are whole numbers until they are scaled. */
  readonly #sums: Int32Array

  /**
   * @param weights (words + pieces + PLAIN_FEATURES) × heads
   * @param bias one for each head
   */
  constructor(buckets: Buckets, weights: Tensor, bias: Float32Array) {
    this.#buckets = buckets
    this.#weights = weights
    this.#bias = bias
    this.#size = buckets.words + buckets.pieces
    this.#columns = bias.length
    this.#sums = new Int32Array(bias.length)
    this.#sequenceSeen = new Int32Array(buckets.words)
    this.#words = new Remembered(bias.length, (word, row) => this.#work(word, row))
  }

  #work(word: string, row: number): void {
    const columns = this.#columns
    const { numbers } = this.#words
    const { values, scales } = this.#weights
    const own = wordBuckets(word, this.#buckets)
    const at = row * columns
    const sums = this.#sums.fill(0)
    for (const bucket of own) for (let h = 0, from = bucket * columns; h < columns; h++) sums[h]! += values[from + h]!
    for (let h = 0; h < columns; h++) numbers[at + h] = sums[h]! * scales![h]!
    this.#hashes[row] = hashOf(word)
    this.#counts[row] = own.length
    this.#wordSeen[row] = 0
  }

  /**
   * Log odds, one for each head.
   * @param texts the words of a text
   * @param plain its plain features
   */
  raw(texts: readonly string[], plain: readonly number[]): Float64Array {
    const columns = this.#columns
    const rows = this.#words.rowsOf(texts)
    const { numbers } = this.#words
    const { values, scales } = this.#weights
    const mask = this.#buckets.words - 1
    const text = ++this.#text
    const sums = new Float64Array(columns)
    const steps = this.#sums.fill(0)
    const seen = this.#sequenceSeen
    let count = 0
    const sequence = (hash: number): void => {
      const bucket = hash & mask
      if (seen[bucket] === text) return
      seen[bucket] = text
      count++
      for (let h = 0, from = bucket * columns; h < columns; h++) steps[h]! += values[from + h]!
    }
    let a = 0
    let b = 0
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      if (this.#wordSeen[row] !== text) {
        this.#wordSeen[row] = text
        count += this.#counts[row]!
        for (let h = 0, from = row * columns; h < columns; h++) sums[h]! += numbers[from + h]!
      }
      const c = this.#hashes[row]!
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
      sums[h] = this.#bias[h]! + value * (sums[h]! + steps[h]! * scales![h]!) + PLAIN_VALUE * dense
    }
    return sums
  }

  /** Adds what each word gave to the log odds of some heads, one array a head: exact, a sequence shared among its words. */
  addShares(texts: readonly string[], heads: readonly number[], shares: readonly Float64Array[]): void {
    const columns = this.#columns
    const rows = this.#words.rowsOf(texts)
    const { numbers } = this.#words
    const { values, scales } = this.#weights
    const seen = new Set<number>()
    const own = heads.map(() => new Float64Array(rows.length))
    let count = 0
    const sequence = (hash: number, at: readonly number[]): void => {
      const bucket = hash & (this.#buckets.words - 1)
      if (seen.has(bucket)) return
      seen.add(bucket)
      count++
      heads.forEach((h, which) => {
        for (const i of at) own[which]![i]! += (values[bucket * columns + h]! * scales![h]!) / at.length
      })
    }
    const met = new Set<number>()
    const hash = (i: number) => this.#hashes[rows[i]!]!
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      if (!met.has(row)) {
        met.add(row)
        count += this.#counts[row]!
        heads.forEach((h, which) => {
          own[which]![i]! += numbers[row * columns + h]!
        })
      }
      if (i > 0) sequence(pairHash(hash(i - 1), hash(i)), [i - 1, i])
      if (i > 1) {
        sequence(gapHash(hash(i - 2), hash(i)), [i - 2, i])
        sequence(tripleHash(hash(i - 2), hash(i - 1), hash(i)), [i - 2, i - 1, i])
      }
    }
    const value = 1 / Math.sqrt(Math.max(1, count))
    own.forEach((share, which) => {
      for (let i = 0; i < share.length; i++) shares[which]![i]! += share[i]! * value
    })
  }
}
