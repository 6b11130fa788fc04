import { type NotesConfig, V1 } from './config.ts'
import type { Fit } from './fit.ts'
import type { Ratings } from './ratings.ts'

/** The two viewpoints of one component, on the scale of the raters' factors. */
export interface Axis {
  /** False where all raters stand in one place: there are no two sides that could agree. Then lo, hi and cut are that place. */
  found: boolean
  /** The middles of both sides, and where one ends and the other begins. */
  lo: number
  hi: number
  cut: number
}

/** -1 surely on the low side, 1 surely on the high side, 0 not sure. */
export type SideOf = -1 | 0 | 1

export interface Sides {
  /** By component. */
  axes: readonly Axis[]
  /** By rater, each -1, 0 or 1. As personal as the factors. */
  raterSide: Int8Array
  /** The standard error of each rater's factor. */
  raterError: Float64Array
}

/** Raters who differ by less stand in one place. */
const ONE_PLACE = 1e-9

/**
 * Parts the raters of each component into two sides, and says who is surely on one (section 5, "Sides"). A rater's standard error is
 * sigma sqrt(A / (A D - s²)) with A = ratings + K_a, D = SUM g² + K_f and s = SUM g over the notes rated.
 */
export function sidesOf(
  ratings: Ratings,
  fit: Pick<Fit, 'raterFactor' | 'noteFactor'>,
  config: NotesConfig = V1,
): Sides {
  const { raters, components, raterComponent, byRater } = ratings
  const size = new Int32Array(components)
  for (const c of raterComponent) if (c >= 0) size[c]!++
  const places = Array.from(size, length => new Float64Array(length))
  size.fill(0)
  for (let u = 0; u < raters; u++) {
    const c = raterComponent[u]!
    if (c >= 0) places[c]![size[c]!++] = fit.raterFactor[u]!
  }
  const axes = places.map(factors => axisOf(factors.sort()))

  const raterSide = new Int8Array(raters)
  const raterError = new Float64Array(raters)
  const { raterIntercept, raterFactor } = config.strengths
  for (let u = 0; u < raters; u++) {
    const from = byRater.start[u]!
    const to = byRater.start[u + 1]!
    let s = 0
    let d = raterFactor
    for (let p = from; p < to; p++) {
      const g = fit.noteFactor[byRater.other[p]!]!
      s += g
      d += g * g
    }
    const m = to - from + raterIntercept
    raterError[u] = config.sigma * Math.sqrt(m / (m * d - s * s))
    const axis = axes[raterComponent[u]!]
    if (!axis?.found) continue
    const off = fit.raterFactor[u]! - axis.cut
    if (Math.abs(off) >= config.sureErrors * raterError[u]!) raterSide[u] = off < 0 ? -1 : 1
  }
  return { axes, raterSide, raterError }
}

/**
 * Two means in one dimension, exactly: of all cuts the one that leaves the least squared distance from the two means; of equally good
 * ones the first. A cut between equal values is never the best, since one of both means is nearer to all of them.
 * @param sorted in rising order, at least one
 */
export function axisOf(sorted: Float64Array): Axis {
  const count = sorted.length
  let sum = 0
  for (const f of sorted) sum += f
  const mean = sum / count
  // About the mean, the squared distance is what all have together minus what the cut explains: so the most explained is sought.
  let [low, best, at] = [0, 0, 0]
  for (let i = 1; i < count; i++) {
    low += sorted[i - 1]! - mean
    const explained = (low * low * count) / (i * (count - i))
    if (explained > best * (1 + 1e-12)) [best, at] = [explained, i]
  }
  if (at === 0 || sorted[count - 1]! - sorted[0]! <= ONE_PLACE) return { found: false, lo: mean, hi: mean, cut: mean }
  const meanOf = (from: number, to: number) => {
    let part = 0
    for (let i = from; i < to; i++) part += sorted[i]!
    return part / (to - from)
  }
  return { found: true, lo: meanOf(0, at), hi: meanOf(at, count), cut: (sorted[at - 1]! + sorted[at]!) / 2 }
}
