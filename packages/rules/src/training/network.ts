import { seeded } from '../evaluation/split.ts'

/** A text for the network: indexes into the vocabulary, in order; labels NaN where unknown. */
export interface NetworkRow {
  words: Int32Array
  labels: Float32Array
  weight: number
  /** Index of a source with a base rate of its own, or −1. */
  source: number
}

export interface Shape {
  heads: number
  /** Rows of the embedding table. */
  rows: number
  /** Length of a word’s vector. */
  width: number
  /** Patterns of three words. */
  filters: number
}

/** What the network has learned; see model/network.ts for how it is read. */
export interface NetworkWeights extends Shape {
  /** rows × width */
  embeddings: Float32Array
  /** 3 × filters × width: one matrix for the word before, the word itself, the word after. */
  patterns: Float32Array
  patternBias: Float32Array
  /** heads × (filters + width) */
  output: Float32Array
  bias: Float32Array
}

export interface Settings {
  epochs: number
  seed: number
  batch: number
  rate: number
  /** Share of pooled values left out while learning (Srivastava et al. 2014). */
  dropout: number
  /** Share of words of a batch whose own row is left out, so that pieces learn to stand alone. */
  wordDropout: number
  /** Called after each epoch with the weights so far. */
  onEpoch?: (weights: NetworkWeights, epoch: number) => void
}

/**
 * A convolution over word vectors (Kim 2014) whose words are the sum of their own row and the mean of the rows of their pieces
 * (Bojanowski et al. 2017); the greatest answer of each pattern and the mean word feed one logistic unit a head. Adagrad.
 * Within a batch each word is multiplied once, so it costs a third of a plain convolution.
 * @param vocabulary for each word its own row and then those of its pieces
 */
export function trainNetwork(
  examples: readonly NetworkRow[],
  vocabulary: readonly Int32Array[],
  shape: Shape,
  sources: number,
  settings: Settings,
): NetworkWeights {
  const { heads, rows, width: D, filters: F } = shape
  const { epochs, seed, batch: B, dropout, wordDropout } = settings
  const random = seeded(seed)
  const spread = (length: number, scale: number) => Float32Array.from({ length }, () => (random() * 2 - 1) * scale)
  const embeddings = spread(rows * D, 0.3 / Math.sqrt(D))
  const patterns = spread(3 * F * D, Math.sqrt(3 / (3 * D)))
  const patternBias = new Float32Array(F)
  const Z = F + D
  const output = spread(heads * Z, Math.sqrt(1 / Z))
  const bias = new Float32Array(heads).fill(-3)
  const base = new Float32Array(Math.max(1, sources) * heads)
  const squaresOf = (values: Float32Array, least: number) => new Float32Array(values.length).fill(least)
  const embeddingSquares = squaresOf(embeddings, 1e-4)
  const patternSquares = squaresOf(patterns, 1e-2)
  const patternBiasSquares = squaresOf(patternBias, 1e-2)
  const outputSquares = squaresOf(output, 1e-2)
  const biasSquares = squaresOf(bias, 1e-2)
  const baseSquares = squaresOf(base, 1e-2)
  const gPatterns = new Float32Array(patterns.length)
  const gPatternBias = new Float32Array(F)
  const gOutput = new Float32Array(output.length)
  const gBias = new Float32Array(heads)

  const local = new Int32Array(vocabulary.length).fill(-1)
  const order = Int32Array.from(examples.keys())
  let vectors = new Float32Array(0)
  let gVectors = new Float32Array(0)
  let products = new Float32Array(0)
  const greatest = new Float32Array(F)
  const where = new Int32Array(F)
  const pooled = new Float32Array(Z)
  const keep = new Float32Array(Z)
  const gPooled = new Float32Array(Z)
  const slope = new Float64Array(heads)
  const result: NetworkWeights = { ...shape, embeddings, patterns, patternBias, output, bias }

  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const kept = order[i]!
      order[i] = order[j]!
      order[j] = kept
    }
    const rate = settings.rate * (1 - (0.85 * epoch) / Math.max(1, epochs - 1))
    for (let start = 0; start < order.length; start += B) {
      const end = Math.min(order.length, start + B)
      const unique: number[] = []
      for (let e = start; e < end; e++) {
        for (const word of examples[order[e]!]!.words) {
          if (local[word] === -1) {
            local[word] = unique.length
            unique.push(word)
          }
        }
      }
      const U = unique.length
      if (vectors.length < U * D) {
        vectors = new Float32Array(U * D * 2)
        gVectors = new Float32Array(U * D * 2)
        products = new Float32Array(U * 3 * F * 2)
      }
      vectors.fill(0, 0, U * D)
      gVectors.fill(0, 0, U * D)
      const dropped = new Uint8Array(U)
      for (let u = 0; u < U; u++) {
        const pieces = vocabulary[unique[u]!]!
        const at = u * D
        if (pieces.length > 1 && random() < wordDropout) dropped[u] = 1
        else for (let d = 0, row = pieces[0]! * D; d < D; d++) vectors[at + d] = embeddings[row + d]!
        const share = 1 / (pieces.length - 1)
        for (let p = 1; p < pieces.length; p++) {
          const row = pieces[p]! * D
          for (let d = 0; d < D; d++) vectors[at + d]! += embeddings[row + d]! * share
        }
        multiply(patterns, vectors, at, products, u * 3 * F, 3 * F, D)
      }
      gPatterns.fill(0)
      gPatternBias.fill(0)
      gOutput.fill(0)
      gBias.fill(0)
      for (let e = start; e < end; e++) {
        const { words, labels, weight, source } = examples[order[e]!]!
        const n = words.length
        if (n === 0) continue
        greatest.fill(-1e9)
        for (let i = 0; i < n; i++) {
          const before = i > 0 ? local[words[i - 1]!]! * 3 * F : -1
          const own = local[words[i]!]! * 3 * F + F
          const after = i < n - 1 ? local[words[i + 1]!]! * 3 * F + 2 * F : -1
          for (let f = 0; f < F; f++) {
            let value = products[own + f]!
            if (before >= 0) value += products[before + f]!
            if (after >= 0) value += products[after + f]!
            if (value > greatest[f]!) {
              greatest[f] = value
              where[f] = i
            }
          }
        }
        for (let z = 0; z < Z; z++) keep[z] = random() < dropout ? 0 : 1 / (1 - dropout)
        for (let f = 0; f < F; f++) {
          const value = greatest[f]! + patternBias[f]!
          pooled[f] = value > 0 ? value * keep[f]! : 0
        }
        for (let d = 0; d < D; d++) pooled[F + d] = 0
        for (let i = 0; i < n; i++) {
          const at = local[words[i]!]! * D
          for (let d = 0; d < D; d++) pooled[F + d]! += vectors[at + d]!
        }
        for (let d = 0; d < D; d++) pooled[F + d]! *= keep[F + d]! / n
        gPooled.fill(0)
        for (let h = 0; h < heads; h++) {
          const target = labels[h]!
          slope[h] = 0
          if (Number.isNaN(target)) continue
          let logit = bias[h]! + (source >= 0 ? base[source * heads + h]! : 0)
          const from = h * Z
          for (let z = 0; z < Z; z++) logit += output[from + z]! * pooled[z]!
          const gradient = (1 / (1 + Math.exp(-logit)) - target) * weight
          slope[h] = gradient
          gBias[h]! += gradient
          for (let z = 0; z < Z; z++) {
            gOutput[from + z]! += gradient * pooled[z]!
            gPooled[z]! += gradient * output[from + z]!
          }
          if (source >= 0) step(base, baseSquares, source * heads + h, gradient, rate)
        }
        for (let f = 0; f < F; f++) {
          const gradient = pooled[f]! > 0 ? gPooled[f]! * keep[f]! : 0
          if (gradient === 0) continue
          gPatternBias[f]! += gradient
          const i = where[f]!
          for (let k = -1; k <= 1; k++) {
            if (i + k < 0 || i + k >= n) continue
            const at = local[words[i + k]!]! * D
            const matrix = ((k + 1) * F + f) * D
            for (let d = 0; d < D; d++) {
              gPatterns[matrix + d]! += gradient * vectors[at + d]!
              gVectors[at + d]! += gradient * patterns[matrix + d]!
            }
          }
        }
        for (let d = 0; d < D; d++) gPooled[F + d]! *= keep[F + d]! / n
        for (let i = 0; i < n; i++) {
          const at = local[words[i]!]! * D
          for (let d = 0; d < D; d++) gVectors[at + d]! += gPooled[F + d]!
        }
      }
      update(patterns, patternSquares, gPatterns, rate)
      update(patternBias, patternBiasSquares, gPatternBias, rate)
      update(output, outputSquares, gOutput, rate)
      update(bias, biasSquares, gBias, rate)
      for (let u = 0; u < U; u++) {
        const pieces = vocabulary[unique[u]!]!
        const at = u * D
        for (let p = dropped[u]!; p < pieces.length; p++) {
          const share = p === 0 ? 1 : 1 / (pieces.length - 1)
          const row = pieces[p]! * D
          for (let d = 0; d < D; d++) {
            const gradient = gVectors[at + d]! * share
            if (gradient === 0) continue
            const i = row + d
            embeddingSquares[i]! += gradient * gradient
            embeddings[i]! -= (rate * gradient) / Math.sqrt(embeddingSquares[i]!)
          }
        }
        local[unique[u]!] = -1
      }
    }
    settings.onEpoch?.(result, epoch)
  }
  return result
}

/** out[r] = row r of the matrix times the vector; the length is a multiple of four. */
function multiply(
  matrix: Float32Array,
  vector: Float32Array,
  at: number,
  out: Float32Array,
  to: number,
  rows: number,
  length: number,
): void {
  for (let r = 0; r < rows; r++) {
    const from = r * length
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let i = 0; i < length; i += 4) {
      a += matrix[from + i]! * vector[at + i]!
      b += matrix[from + i + 1]! * vector[at + i + 1]!
      c += matrix[from + i + 2]! * vector[at + i + 2]!
      d += matrix[from + i + 3]! * vector[at + i + 3]!
    }
    out[to + r] = a + b + c + d
  }
}

function update(values: Float32Array, squares: Float32Array, gradients: Float32Array, rate: number): void {
  for (let i = 0; i < values.length; i++) {
    const gradient = gradients[i]!
    if (gradient !== 0) step(values, squares, i, gradient, rate)
  }
}

function step(values: Float32Array, squares: Float32Array, i: number, gradient: number, rate: number): void {
  squares[i]! += gradient * gradient
  values[i]! -= (rate * gradient) / Math.sqrt(squares[i]!)
}
