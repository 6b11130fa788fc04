import { seeded } from '../evaluation/split.ts'
import { PLAIN_FEATURES, PLAIN_VALUE } from '../model/features.ts'

/** What a linear model learns from: for each text its buckets, plain features, labels (NaN unknown), weight and source. */
export interface LinearRow {
  buckets: Int32Array
  /** How much each bucket counts before the text is brought to length 1; all alike if absent. */
  counts?: Float32Array
  plain: number[]
  labels: Float32Array
  weight: number
  /** Index of a source with a base rate of its own, or −1. */
  source: number
}

export interface LinearWeights {
  /** heads × (buckets + PLAIN_FEATURES), one bucket’s heads side by side. */
  weights: Float32Array
  bias: Float32Array
}

const DENSE_RATE = 0.1
/** What the squares begin with: words seen a few times move little. */
const FIRST_SQUARES = 1e-2

/**
 * Logistic regression for several heads at once by Adagrad (Duchi, Hazan, Singer 2011) over single examples, with L2 on the weights
 * that an example touches. Heads without a label are left alone. Each enriched source gets an intercept that is thrown away.
 * @param epochs passes over the rows, shuffled by `seed`
 */
export function trainLinear(
  rows: readonly LinearRow[],
  {
    heads,
    size,
    sources,
    epochs,
    rate: first,
    l2,
    seed,
  }: { heads: number; size: number; sources: number; epochs: number; rate: number; l2: number; seed: number },
): LinearWeights {
  const weights = new Float32Array((size + PLAIN_FEATURES) * heads)
  const squares = new Float32Array(weights.length).fill(FIRST_SQUARES)
  const bias = new Float32Array(heads).fill(-3)
  const biasSquares = new Float32Array(heads).fill(FIRST_SQUARES)
  const base = new Float32Array(sources * heads)
  const baseSquares = new Float32Array(base.length).fill(FIRST_SQUARES)
  const random = seeded(seed)
  const order = Int32Array.from(rows.keys())
  const sum = new Float64Array(heads)
  const slope = new Float64Array(heads)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const kept = order[i]!
      order[i] = order[j]!
      order[j] = kept
    }
    // The rate falls to a tenth, so that the last examples do not count most.
    const rate = first * (1 - (0.9 * epoch) / Math.max(1, epochs - 1))
    for (const at of order) {
      const { buckets, counts, plain, labels, weight, source } = rows[at]!
      const value = unitLength(buckets.length, counts)
      sum.fill(0)
      for (let k = 0; k < buckets.length; k++) {
        const from = buckets[k]! * heads
        const count = counts ? counts[k]! : 1
        for (let h = 0; h < heads; h++) sum[h]! += count * weights[from + h]!
      }
      let active = false
      for (let h = 0; h < heads; h++) {
        let dense = 0
        for (const feature of plain) dense += weights[(size + feature) * heads + h]!
        const target = labels[h]!
        if (Number.isNaN(target)) {
          slope[h] = 0
          continue
        }
        const logit = bias[h]! + value * sum[h]! + PLAIN_VALUE * dense + (source >= 0 ? base[source * heads + h]! : 0)
        const gradient = (1 / (1 + Math.exp(-logit)) - target) * weight
        slope[h] = gradient
        if (Math.abs(gradient) > 1e-4) active = true
        step(bias, biasSquares, h, gradient, DENSE_RATE)
        if (source >= 0) step(base, baseSquares, source * heads + h, gradient, DENSE_RATE)
        for (const feature of plain)
          step(weights, squares, (size + feature) * heads + h, gradient * PLAIN_VALUE, DENSE_RATE)
      }
      if (!active) continue
      for (let k = 0; k < buckets.length; k++) {
        const from = buckets[k]! * heads
        const count = counts ? counts[k]! : 1
        for (let h = 0; h < heads; h++) {
          const s = slope[h]!
          if (s === 0) continue
          const i = from + h
          const gradient = s * value * count + l2 * weights[i]! * weight
          squares[i]! += gradient * gradient
          weights[i]! -= (rate * gradient) / Math.sqrt(squares[i]!)
        }
      }
    }
  }
  return { weights, bias }
}

/** What brings the features of a text to length 1. */
export function unitLength(features: number, counts?: Float32Array): number {
  const squares = counts ? counts.reduce((sum, count) => sum + count * count, 0) : features
  return 1 / Math.sqrt(Math.max(1, squares))
}

function step(values: Float32Array, squares: Float32Array, i: number, gradient: number, rate: number): void {
  squares[i]! += gradient * gradient
  values[i]! -= (rate * gradient) / Math.sqrt(squares[i]!)
}
