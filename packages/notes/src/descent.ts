import { anderson } from './anderson.ts'
import type { Strengths } from './config.ts'
import type { Ratings } from './ratings.ts'

/**
 * What is known of the notes: intercept and factor of note n at 2n and 2n + 1, mu at the end. The raters' side follows from it, so a
 * whole fit is carried on by these 2 * notes + 1 numbers.
 */
export type NoteSide = Float64Array
/** Intercept and factor of rater u at 2u and 2u + 1. */
export type RaterSide = Float64Array

export interface Descent {
  noteSide: NoteSide
  raterSide: RaterSide
  /** S, the sum of squares with all penalties. */
  loss: number
  steps: number
  /** Whether the last step changed no intercept, factor of a note, or mu by as much as the tolerance. */
  converged: boolean
}

export interface Until {
  /** Largest change of b, g and mu in a step that ends the descent. */
  tolerance: number
  maxSteps: number
}

/** What rounding alone may make of a loss that has come to rest, as a share of it. */
const ROUNDING = 1e-12

/** Section 5: to 1e-10, in 3,000 steps at most. */
export const FULLY: Until = { tolerance: 1e-10, maxSteps: 3000 }

/**
 * Goes down from a start to the nearest stationary point of
 *
 *     S = SUM (r - mu - a_u - b_n - f_u g_n)² + K_a SUM a² + K_b SUM b² + K_f SUM f² + K_g SUM g² + K_mu mu²
 *
 * by solving, in turns, every rater's (a, f) and then mu with every note's (b, g), each exactly: the loss never rises (alternating
 * minimisation, Jain et al. 2012, arXiv 1212.0467; section 5, "Step"). Anderson's mixing quickens it; a mixed step that raises the
 * loss is taken back.
 * @param start is not changed; factors that are all 0 stay exactly 0
 */
export function descend(
  ratings: Ratings,
  strengths: Strengths,
  start: NoteSide,
  { tolerance, maxSteps }: Until,
): Descent {
  const x = start.slice()
  const image = new Float64Array(x.length)
  const raterSide = new Float64Array(2 * ratings.raters)
  const solveNotes = notesOf(ratings, strengths)
  const mixing = anderson(x.length)
  let mixed = false
  let last = Number.POSITIVE_INFINITY
  let steps = 0
  let change = Number.POSITIVE_INFINITY
  while (steps < maxSteps && !(change < tolerance)) {
    const loss = solveRaters(ratings, strengths, x, raterSide)
    if (mixed && !(loss <= last * (1 + ROUNDING))) {
      mixing.forget()
      mixed = false
      x.set(image)
      continue
    }
    last = loss
    solveNotes(raterSide, image)
    steps++
    change = largestChange(x, image)
    mixed = mixing.next(x, image)
  }
  const loss = solveRaters(ratings, strengths, image, raterSide)
  return { noteSide: image, raterSide, loss, steps, converged: change < tolerance }
}

function largestChange(from: NoteSide, to: NoteSide): number {
  let most = 0
  for (let i = 0; i < from.length; i++) most = Math.max(most, Math.abs(to[i]! - from[i]!))
  return most
}

/**
 * Solves every rater's ridge problem in two unknowns, the notes' side given.
 * @returns S at the point so reached, for no further pass: a rater's least sum of squares is SUM y² - a SUM y - f SUM y g
 */
function solveRaters({ raters, notes, byRater }: Ratings, k: Strengths, x: NoteSide, out: RaterSide): number {
  const { start, other, twice } = byRater
  const mu = x[2 * notes]!
  let loss = k.mu * mu * mu
  for (let n = 0; n < 2 * notes; n += 2) loss += k.noteIntercept * x[n]! * x[n]! + k.noteFactor * x[n + 1]! * x[n + 1]!
  for (let u = 0; u < raters; u++) {
    const from = start[u]!
    const to = start[u + 1]!
    let s = 0
    let d = k.raterFactor
    let y0 = 0
    let y1 = 0
    let yy = 0
    for (let p = from; p < to; p++) {
      const n = 2 * other[p]!
      const g = x[n + 1]!
      const y = 0.5 * twice[p]! - mu - x[n]!
      s += g
      d += g * g
      y0 += y
      y1 += y * g
      yy += y * y
    }
    const m = to - from + k.raterIntercept
    const det = m * d - s * s
    const a = (d * y0 - s * y1) / det
    const f = (m * y1 - s * y0) / det
    out[2 * u] = a
    out[2 * u + 1] = f
    loss += yy - a * y0 - f * y1
  }
  return loss
}

/**
 * Solves mu and every note's (b, g) together, the raters' side given. Each note's (b, g) is linear in mu, so mu follows from one sum.
 * The specification then evens out the penalties of f and g; a stationary point has them even by itself, and with mixing the way
 * there is no longer without.
 */
function notesOf({ notes, count, byNote }: Ratings, k: Strengths) {
  const { start, other, twice } = byNote
  const perMu = new Float64Array(2 * notes)
  return (raterSide: RaterSide, out: NoteSide): void => {
    let right = 0
    let left = count + k.mu
    for (let n = 0; n < notes; n++) {
      const from = start[n]!
      const to = start[n + 1]!
      let s = 0
      let d = k.noteFactor
      let y0 = 0
      let y1 = 0
      for (let p = from; p < to; p++) {
        const u = 2 * other[p]!
        const f = raterSide[u + 1]!
        const y = 0.5 * twice[p]! - raterSide[u]!
        s += f
        d += f * f
        y0 += y
        y1 += y * f
      }
      const c = to - from
      const m = c + k.noteIntercept
      const det = m * d - s * s
      const b = (d * y0 - s * y1) / det
      const g = (m * y1 - s * y0) / det
      const bMu = (d * c - s * s) / det
      const gMu = (m * s - s * c) / det
      out[2 * n] = b
      out[2 * n + 1] = g
      perMu[2 * n] = bMu
      perMu[2 * n + 1] = gMu
      right += y0 - c * b - s * g
      left -= c * bMu + s * gMu
    }
    const mu = right / left
    for (let i = 0; i < 2 * notes; i++) out[i]! -= mu * perMu[i]!
    out[2 * notes] = mu
  }
}
