import type { Curve } from '../model/file.ts'

/** A raw score with what is true and how much it counts. */
export interface Judged {
  raw: number
  label: number
  weight: number
}

/** Weights under which the positives among `labels` make up a given share. */
export function weightsFor(labels: readonly number[], prevalence: number): number[] {
  const positive = labels.reduce((sum, label) => sum + label, 0)
  const negative = labels.length - positive
  return labels.map(label =>
    positive > 0 && negative > 0
      ? label * (prevalence / positive) * labels.length + (1 - label) * ((1 - prevalence) / negative) * labels.length
      : 1,
  )
}

/**
 * Platt’s two numbers by Newton’s method on the weighted log loss, with a little pull to slope 1 where few rows speak
 * (Platt 1999; Lin, Lin, Weng 2007).
 */
export function platt(rows: readonly Judged[]): Curve {
  let slope = 1
  let shift = 0
  const pull = 1
  for (let round = 0; round < 50; round++) {
    let gSlope = pull * (slope - 1)
    let gShift = 0
    let aa = pull
    let ab = 0
    let bb = 1e-6
    for (const { raw, label, weight } of rows) {
      const p = 1 / (1 + Math.exp(-(slope * raw + shift)))
      const error = (p - label) * weight
      const bend = p * (1 - p) * weight
      gSlope += error * raw
      gShift += error
      aa += bend * raw * raw
      ab += bend * raw
      bb += bend
    }
    const determinant = aa * bb - ab * ab
    const dSlope = (bb * gSlope - ab * gShift) / determinant
    const dShift = (aa * gShift - ab * gSlope) / determinant
    // Where the labels are told apart all too well a full step overshoots.
    const before = lossOf(rows, slope, shift, pull)
    let length = 1
    while (length > 1e-6 && !(lossOf(rows, slope - length * dSlope, shift - length * dShift, pull) <= before))
      length /= 2
    slope -= length * dSlope
    shift -= length * dShift
    if (Math.abs(dSlope) + Math.abs(dShift) < 1e-9) break
  }
  return { slope, shift }
}

function lossOf(rows: readonly Judged[], slope: number, shift: number, pull: number): number {
  let loss = (pull / 2) * (slope - 1) ** 2
  for (const { raw, label, weight } of rows) {
    const odds = slope * raw + shift
    // log(1 + exp(−|odds|)) and the rest, so that nothing overflows.
    loss += weight * (Math.log1p(Math.exp(-Math.abs(odds))) + Math.max(odds, 0) - label * odds)
  }
  return loss
}

/**
 * The lowest score from which on the share of true positives is at least `precision`, rounded to hundredths and never outside
 * `least` … `most`. What only few rows decide is left at the bounds.
 */
export function stepAt(
  rows: readonly { score: number; label: number; weight: number }[],
  { precision, least, most }: { precision: number; least: number; most: number },
): number {
  const sorted = [...rows].sort((a, b) => b.score - a.score)
  let right = 0
  let all = 0
  let found = most
  sorted.forEach(({ score, label, weight }, i) => {
    right += label * weight
    all += weight
    if (i >= 20 && right / all >= precision) found = score
  })
  return Math.min(most, Math.max(least, Math.round(found * 100) / 100))
}
