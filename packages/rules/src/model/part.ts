import type { Head } from '../heads.ts'
import { gapHash, PLAIN_VALUE, pairHash, tripleHash } from './features.ts'
import type { Curve, Part, Tensor } from './file.ts'
import { hashOf, isMark, OWN_SEED, piecesOf } from './words.ts'

/** What the model knows of one word, worked out once and remembered: its share of both models whatever stands around it. */
interface Known {
  hash: number
  /** How many hashed features it is in the linear model. */
  count: number
  /**
   * Where its numbers begin: the sums of those features’ weights, one a column; then, for the network, its vector, and what the
   * patterns make of it as word before, own word and word after.
   */
  at: number
  /** The last text that it was counted in. */
  seen: number
}

/** Words remembered at most, more than one text has; then all are forgotten, since few texts need many. */
const MOST_KNOWN = 8192

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
    /** As doubles, like the vector of the word at hand, since to multiply floats is to convert each of them first; interleaved. */
    patterns: Float64Array
    vector: Float64Array
    patternBias: Float32Array
    output: Float32Array
    bias: Float32Array
  } | null = null
  readonly #known = new Map<string, Known>()
  /** The numbers of all known words, side by side; first those of no word, at the edges of a text, which are nought. */
  readonly #numbers: Float32Array
  readonly #stride: number
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
    this.#stride = this.#columns + (part.network ? part.network.width + 3 * part.network.filters : 0)
    this.#numbers = new Float32Array((MOST_KNOWN + 1) * this.#stride)
    if (part.network)
      this.#network = {
        embeddings: tensor(`${part.language}.embeddings`),
        patterns: interleaved(floats('patterns'), part.network.width),
        vector: new Float64Array(part.network.width),
        patternBias: floats('patternBias'),
        output: floats('output'),
        bias: floats('networkBias'),
      }
  }

  #knowAll(texts: readonly string[]): Known[] {
    // Forgotten is only between texts, since the numbers of one text stand side by side.
    if (this.#known.size + texts.length > MOST_KNOWN) this.#known.clear()
    return texts.map(text => this.#know(text))
  }

  #know(word: string): Known {
    const before = this.#known.get(word)
    if (before) return before
    const columns = this.#columns
    const numbers = this.#numbers
    const at = (1 + this.#known.size) * this.#stride
    numbers.fill(0, at, at + columns)
    const pieces = isMark(word) || word.startsWith('<') ? [] : piecesOf(word)
    const { words: wordCount, pieces: pieceCount } = this.#part
    const hash = hashOf(word)
    const { values, scales } = this.#weights
    const add = (bucket: number): void => {
      for (let c = 0, from = bucket * columns; c < columns; c++) numbers[at + c]! += values[from + c]!
    }
    add(hash & (wordCount - 1))
    for (const piece of pieces) add(wordCount + (piece & (pieceCount - 1)))
    for (let c = 0; c < columns; c++) numbers[at + c]! *= scales![c]!
    if (this.#network) {
      const { embeddings, patterns, vector } = this.#network
      const { width } = this.#part.network!
      const half = this.#part.network!.rows / 2
      vector.fill(0)
      for (const piece of pieces)
        for (let d = 0, at = (half + (piece & (half - 1))) * width; d < width; d++)
          vector[d]! += embeddings.values[at + d]!
      const share = 1 / Math.max(1, pieces.length)
      const own = (hashOf(word, OWN_SEED) & (half - 1)) * width
      for (let d = 0; d < width; d++) {
        vector[d] = Math.fround((embeddings.values[own + d]! + share * vector[d]!) * embeddings.scales![d]!)
        numbers[at + columns + d] = vector[d]!
      }
      multiply(patterns, vector, numbers, at + columns + width)
    }
    const known: Known = { hash, count: 1 + pieces.length, at, seen: 0 }
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
    const words = this.#knowAll(texts)
    raw.set(this.#linear(words, plain))
    if (this.#network) {
      const { pooled } = this.#pooled(words)
      for (let unit = 0; unit < network * heads; unit++) raw[linear * heads + unit] = this.#answer(pooled, unit)
    }
    return raw
  }

  #linear(words: readonly Known[], plain: readonly number[]): Float64Array {
    const numbers = this.#numbers
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
        for (let h = 0; h < columns; h++) sums[h]! += numbers[word.at + h]!
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
    const numbers = this.#numbers
    const vectorAt = this.#columns
    const productsAt = vectorAt + D
    let before = productsAt
    let own = words[0]!.at + productsAt + F
    for (let i = 0; i < n; i++) {
      const next = i < n - 1 ? words[i + 1]!.at + productsAt : productsAt
      const after = next + 2 * F
      for (let f = 0; f < F; f++) {
        const value = numbers[before + f]! + numbers[own + f]! + numbers[after + f]!
        if (value > greatest[f]!) {
          greatest[f] = value
          where[f] = i
        }
      }
      for (let d = 0, at = words[i]!.at + vectorAt; d < D; d++) pooled[F + d]! += numbers[at + d]!
      before = own - F
      own = next + F
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
   * What each word contributed to the raw score of some heads, one array a head. Exact for the linear model (a sequence is shared
   * among its words); for the network the share of each greatest answer by what its three words gave to it, and of the mean word:
   * an approximation, since another word might have answered in its stead.
   */
  contributions(texts: readonly string[], heads: readonly Head[]): Float64Array[] {
    const words = this.#knowAll(texts)
    const shares = heads.map(() => new Float64Array(words.length))
    const wanted = heads.map(head => this.heads.indexOf(head))
    this.#linearShares(words, wanted, shares)
    if (this.#network) this.#networkShares(words, wanted, shares)
    // A word that stands there again means the same again.
    const first = new Map<Known, number>()
    words.forEach((word, i) => {
      const before = first.get(word)
      if (before === undefined) first.set(word, i)
      else for (const share of shares) share[i] = Math.max(share[i]!, share[before]!)
    })
    return shares
  }

  #linearShares(words: readonly Known[], wanted: readonly number[], shares: readonly Float64Array[]): void {
    const columns = this.#columns
    const { mix, words: size, opinions } = this.#part
    const { values, scales } = this.#weights
    const seen = new Set<unknown>()
    let count = 0
    const sequence = (hash: number, at: readonly number[]): void => {
      const bucket = hash & (size - 1)
      if (seen.has(bucket)) return
      seen.add(bucket)
      count++
      wanted.forEach((h, which) => {
        let weight = 0
        for (let k = 0; k < opinions[0]; k++) {
          const column = k * this.heads.length + h
          weight += mix[h]![k]! * values[bucket * columns + column]! * scales![column]!
        }
        for (const i of at) shares[which]![i]! += weight / at.length
      })
    }
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!
      if (!seen.has(word)) {
        seen.add(word)
        count += word.count
        wanted.forEach((h, which) => {
          for (let k = 0; k < opinions[0]; k++)
            shares[which]![i]! += mix[h]![k]! * this.#numbers[word.at + k * this.heads.length + h]!
        })
      }
      if (i > 0) sequence(pairHash(words[i - 1]!.hash, word.hash), [i - 1, i])
      if (i > 1) {
        sequence(gapHash(words[i - 2]!.hash, word.hash), [i - 2, i])
        sequence(tripleHash(words[i - 2]!.hash, words[i - 1]!.hash, word.hash), [i - 2, i - 1, i])
      }
    }
    const value = 1 / Math.sqrt(Math.max(1, count))
    for (const share of shares) for (let i = 0; i < share.length; i++) share[i]! *= value
  }

  #networkShares(words: readonly Known[], wanted: readonly number[], shares: readonly Float64Array[]): void {
    const { filters: F, width: D } = this.#part.network!
    const { output } = this.#network!
    const { mix, opinions } = this.#part
    const { pooled, where } = this.#pooled(words)
    const weights = wanted.map(h => {
      const weight = new Float32Array(F + D)
      for (let k = 0; k < opinions[1]; k++) {
        const from = (k * this.heads.length + h) * (F + D)
        for (let z = 0; z < F + D; z++) weight[z]! += mix[h]![opinions[0] + k]! * output[from + z]!
      }
      return weight
    })
    const given = new Float64Array(3)
    const productsAt = this.#columns + D
    const numbers = this.#numbers
    for (let f = 0; f < F; f++) {
      if (pooled[f]! <= 0) continue
      const at = where[f]!
      let all = 0
      for (let k = 0; k < 3; k++) {
        const word = words[at + k - 1]
        given[k] = word ? Math.max(0, numbers[word.at + productsAt + k * F + f]!) : 0
        all += given[k]!
      }
      if (all === 0) continue
      for (let k = 0; k < 3; k++) {
        const i = at + k - 1
        if (given[k] === 0 || i < 0 || i >= words.length) continue
        weights.forEach((weight, which) => {
          shares[which]![i]! += (weight[f]! * pooled[f]! * given[k]!) / all
        })
      }
    }
    weights.forEach((weight, which) => {
      for (let i = 0; i < words.length; i++) {
        const from = words[i]!.at + this.#columns
        let sum = 0
        for (let d = 0; d < D; d++) sum += weight[F + d]! * numbers[from + d]!
        shares[which]![i]! += sum / words.length
      }
    })
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

/** A matrix of rows as `multiply` reads it: of every two rows the first four numbers of one, of the other, the next four … */
function interleaved(matrix: Float32Array, length: number): Float64Array {
  const result = new Float64Array(matrix.length)
  matrix.forEach((value, at) => {
    const row = Math.floor(at / length)
    const column = at % length
    result[(Math.floor(row / 2) * (length / 4) + Math.floor(column / 4)) * 8 + (row % 2) * 4 + (column % 4)] = value
  })
  return result
}

/**
 * out[to + r] = row r of an interleaved matrix times a vector, whose length is a multiple of four. Eight sums at a time, so that none
 * waits for the one before.
 */
function multiply(matrix: Float64Array, vector: Float64Array, out: Float32Array, to: number): void {
  const length = vector.length
  for (let at = 0, o = to; at < matrix.length; o += 2) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let e = 0
    let f = 0
    let g = 0
    let h = 0
    for (let i = 0; i < length; i += 4, at += 8) {
      const v = vector[i]!
      const w = vector[i + 1]!
      const x = vector[i + 2]!
      const y = vector[i + 3]!
      a += matrix[at]! * v
      b += matrix[at + 1]! * w
      c += matrix[at + 2]! * x
      d += matrix[at + 3]! * y
      e += matrix[at + 4]! * v
      f += matrix[at + 5]! * w
      g += matrix[at + 6]! * x
      h += matrix[at + 7]! * y
    }
    out[o] = a + b + c + d
    out[o + 1] = e + f + g + h
  }
}
