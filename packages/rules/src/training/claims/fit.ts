import { valueIn } from '../../claims/model.ts'
import { seeded } from '../../evaluation/split.ts'

/** A sentence by its features, and whether it was judged to be worth checking. */
export interface Lesson {
  features: readonly string[]
  checkable: boolean
}

/** How it is learned; `least`: in so many sentences a feature must stand. */
export interface Learning {
  seed: number
  epochs: number
  rate: number
  l1: number
  l2: number
  least: number
}

/**
 * A sparse logistic regression, learned sentence by sentence (FTRL-Proximal, McMahan et al., “Ad Click Prediction”, KDD 2013, algorithm 1):
 * most features end with no weight at all, so that the model is a list of words that can be read. The same lessons and seed give
 * the same numbers.
 */
export function fitClaims(
  lessons: readonly Lesson[],
  { seed, epochs, rate, l1, l2, least }: Learning,
): { bias: number; weights: Map<string, number> } {
  const counts = new Map<string, number>()
  for (const { features } of lessons)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const names = [...counts].flatMap(([feature, count]) => (count >= least ? [feature] : [])).sort()
  const places = new Map(names.map((name, i) => [name, i]))
  const bias = names.length
  const rows = lessons.map(({ features }) => {
    const known = features.flatMap(feature => places.get(feature) ?? [])
    return Int32Array.from([...known, bias])
  })
  const slopes = new Float64Array(bias + 1)
  const squares = new Float64Array(bias + 1)
  const weightAt = (i: number): number => {
    const z = slopes[i]!
    const less = i === bias ? 0 : l1
    if (Math.abs(z) <= less) return 0
    return -(z - Math.sign(z) * less) / ((1 + Math.sqrt(squares[i]!)) / rate + l2)
  }
  const random = seeded(seed)
  const order = [...rows.keys()]
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (const k of order) {
      const row = rows[k]!
      const value = valueIn(row.length - 1)
      const weights = Array.from(row, weightAt)
      const sum = weights.reduce((all, weight) => all + weight, 0)
      const gradient = (1 / (1 + Math.exp(-sum * value)) - Number(lessons[k]!.checkable)) * value
      row.forEach((i, at) => {
        const square = squares[i]! + gradient * gradient
        slopes[i]! += gradient - ((Math.sqrt(square) - Math.sqrt(squares[i]!)) / rate) * weights[at]!
        squares[i] = square
      })
    }
  }
  const learned = names.flatMap((name, i) => (weightAt(i) !== 0 ? [[name, weightAt(i)] as const] : []))
  return { bias: weightAt(bias), weights: new Map(learned) }
}
