import type { Tensor } from './file.ts'
import { Remembered } from './remembered.ts'
import { networkRows } from './words.ts'

/** The number of filters is even, the width a multiple of four. */
export interface NetworkShape {
  /** Rows of the table of vectors. */
  rows: number
  /** Length of a word’s vector. */
  width: number
  /** Patterns of three words. */
  filters: number
}

/**
 * A convolution over word vectors (Kim 2014): the greatest answer of each pattern of three words, and the mean word, feed one unit a
 * head. What the patterns make of a word is worked out once and remembered. Reads the texts that the linear model leaves open.
 */
export class NetworkModel {
  readonly #shape: NetworkShape
  readonly #vectors: Tensor
  /** As doubles, like the vector of the word at hand, since to multiply floats is to convert each of them first; interleaved. */
  readonly #patterns: Float64Array
  readonly #patternBias: Float32Array
  readonly #output: Float32Array
  readonly #bias: Float32Array
  readonly #vector: Float64Array
  /** For each word its vector, and what the patterns make of it as word before, own word and word after. */
  readonly #words: Remembered

  constructor(
    shape: NetworkShape,
    tensors: {
      /** rows × width */
      vectors: Tensor
      /** 3 × filters × width: one matrix for the word before, the word itself, the word after. */
      patterns: Float32Array
      patternBias: Float32Array
      /** heads × (filters + width) */
      output: Float32Array
      bias: Float32Array
    },
  ) {
    this.#shape = shape
    this.#vectors = tensors.vectors
    this.#patterns = interleaved(tensors.patterns, shape.width)
    this.#patternBias = tensors.patternBias
    this.#output = tensors.output
    this.#bias = tensors.bias
    this.#vector = new Float64Array(shape.width)
    this.#words = new Remembered(shape.width + 3 * shape.filters, (word, row) => this.#work(word, row))
  }

  #work(word: string, row: number): void {
    const { rows, width } = this.#shape
    const { values, scales } = this.#vectors
    const vector = this.#vector
    const { numbers, stride } = this.#words
    const [own, ...pieces] = networkRows(word, rows)
    vector.fill(0)
    for (const piece of pieces) for (let d = 0, from = piece * width; d < width; d++) vector[d]! += values[from + d]!
    const share = 1 / Math.max(1, pieces.length)
    const at = row * stride
    for (let d = 0, from = own! * width; d < width; d++) {
      vector[d] = Math.fround((values[from + d]! + share * vector[d]!) * scales![d]!)
      numbers[at + d] = vector[d]!
    }
    multiply(this.#patterns, vector, numbers, at + width)
  }

  /** Its share of the log odds, one for each head. */
  raw(texts: readonly string[]): Float64Array {
    const { pooled } = this.#pooled(this.#words.rowsOf(texts))
    const raw = Float64Array.from(this.#bias)
    for (let h = 0, from = 0; h < raw.length; h++)
      for (let z = 0; z < pooled.length; z++, from++) raw[h]! += this.#output[from]! * pooled[z]!
    return raw
  }

  /** The greatest answer of each pattern, where it was given, and the mean word. */
  #pooled(rows: Int32Array): { pooled: Float32Array; where: Int32Array } {
    const { filters: F, width: D } = this.#shape
    const { numbers, stride } = this.#words
    const pooled = new Float32Array(F + D)
    const where = new Int32Array(F)
    const n = rows.length
    if (n === 0) return { pooled, where }
    const greatest = new Float32Array(F).fill(Number.NEGATIVE_INFINITY)
    for (let i = 0; i < n; i++) {
      const at = rows[i]! * stride
      // At the edges stands no word, whose row is nought.
      const before = (i > 0 ? rows[i - 1]! * stride : 0) + D
      const own = at + D + F
      const after = (i < n - 1 ? rows[i + 1]! * stride : 0) + D + 2 * F
      for (let f = 0; f < F; f++) {
        const value = numbers[before + f]! + numbers[own + f]! + numbers[after + f]!
        if (value > greatest[f]!) {
          greatest[f] = value
          where[f] = i
        }
      }
      for (let d = 0; d < D; d++) pooled[F + d]! += numbers[at + d]!
    }
    for (let f = 0; f < F; f++) pooled[f] = Math.max(0, greatest[f]! + this.#patternBias[f]!)
    for (let d = 0; d < D; d++) pooled[F + d]! /= n
    return { pooled, where }
  }

  /**
   * Adds what each word gave to the log odds of some heads, one array a head: the share of each greatest answer by what its three
   * words gave to it, and of the mean word. An approximation, since another word might have answered in its stead.
   */
  addShares(texts: readonly string[], heads: readonly number[], shares: readonly Float64Array[]): void {
    const { filters: F, width: D } = this.#shape
    const rows = this.#words.rowsOf(texts)
    const { pooled, where } = this.#pooled(rows)
    const { numbers, stride } = this.#words
    const weight = (h: number, z: number) => this.#output[h * (F + D) + z]!
    const given = new Float64Array(3)
    for (let f = 0; f < F; f++) {
      if (pooled[f]! <= 0) continue
      let all = 0
      for (let k = 0; k < 3; k++) {
        const row = rows[where[f]! + k - 1]
        given[k] = row === undefined ? 0 : Math.max(0, numbers[row * stride + D + k * F + f]!)
        all += given[k]!
      }
      for (let k = 0; k < 3; k++) {
        if (given[k] === 0) continue
        heads.forEach((h, which) => {
          shares[which]![where[f]! + k - 1]! += (weight(h, f) * pooled[f]! * given[k]!) / all
        })
      }
    }
    heads.forEach((h, which) => {
      for (let i = 0; i < rows.length; i++) {
        let sum = 0
        for (let d = 0; d < D; d++) sum += weight(h, F + d) * numbers[rows[i]! * stride + d]!
        shares[which]![i]! += sum / rows.length
      }
    })
  }
}

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
