import { type NotesConfig, type Strengths, V1 } from './config.ts'
import { type Descent, descend, FULLY, type NoteSide, type RaterSide } from './descent.ts'
import type { Ratings } from './ratings.ts'
import { PAIRS, spectrum } from './spectrum.ts'

/** What a run says of raters and notes, in the order of their indexes. Predicted rating = mu + a_u + b_n + f_u g_n. */
export interface Fit {
  mu: number
  raterIntercept: Float64Array
  noteIntercept: Float64Array
  /** Where a rater stands on the one axis that explains most of the disagreement: inferred leaning, never to be shown of a person. */
  raterFactor: Float64Array
  noteFactor: Float64Array
  /** S, the sum of squares with all penalties. */
  loss: number
  /** Whether this is proven to be the lowest S that there is (section 4, point 3). Most fits of lively newsrooms cannot be. */
  certified: boolean
  /** False where the steps did not suffice: statuses stay as they were. */
  converged: boolean
  /** Steps of all descents together. */
  steps: number
}

/** What a run may start from: the last run's notes, by index; a note that it did not know has 0 and 0. */
export interface Start {
  mu: number
  noteIntercept: ArrayLike<number>
  noteFactor: ArrayLike<number>
}

/** Starts are told apart when they have come this near to where they go. */
const NEARLY = { tolerance: 1e-6, maxSteps: 1000 }
/** Of the same place, if no note's intercept differs more. */
const SAME = 1e-4
/** A start needs to lie near an axis, not on it. */
const TO_START = { maxSteps: 60, pairs: PAIRS, still: 1e-7 }
/** Whether one value is above tau has to be known well. */
const TO_CERTIFY = { maxSteps: 1000, pairs: 1, still: 1e-13 }

/**
 * Fits all ratings from nothing (section 5, "Fit"): from the strongest three axes of what one score for each rater and note leaves
 * unexplained, and from the last run if given; the lowest S wins, of equals the first.
 * @throws nothing for any ratings that `arrange` gives; no ratings give mu = 0
 */
export function fit(ratings: Ratings, { strengths }: Pick<NotesConfig, 'strengths'> = V1, last?: Start): Fit {
  const base = descend(ratings, strengths, new Float64Array(2 * ratings.notes + 1), {
    tolerance: 1e-12,
    maxSteps: 3000,
  })
  const starts = spectralStarts(ratings, strengths, base)
  if (last) starts.push(noteSideOf(last, ratings.notes))
  let steps = base.steps
  const places: Descent[] = []
  for (const start of starts) {
    const near = descend(ratings, strengths, start, NEARLY)
    steps += near.steps
    if (!places.some(place => samePlace(place, near))) places.push(near)
  }
  let best = base
  // From where nothing beats it, the point without factors is the answer.
  let lowest = Number.POSITIVE_INFINITY
  for (const place of places) {
    const end = descend(ratings, strengths, place.noteSide, FULLY)
    steps += end.steps
    if (end.loss < lowest * (1 - 1e-12) || lowest === Number.POSITIVE_INFINITY) {
      best = end
      lowest = end.loss
    }
  }
  return finished(ratings, strengths, best, steps)
}

/**
 * Fits again from the last run alone, for when few ratings have come since: a fraction of the time of `fit`. A component in which the
 * last run knows no axis would stay without one for ever (factors that are 0 stay 0), so it starts from its own strongest axis.
 * Another place that has become better meanwhile is not looked for: let a `fit` follow now and then.
 */
export function refit(ratings: Ratings, { strengths }: Pick<NotesConfig, 'strengths'> = V1, last: Start): Fit {
  const start = noteSideOf(last, ratings.notes)
  const without = new Set<number>(Array.from({ length: ratings.components }, (_, c) => c))
  for (let n = 0; n < ratings.notes; n++) if (start[2 * n + 1] !== 0) without.delete(ratings.noteComponent[n]!)
  let found = descend(ratings, strengths, start, FULLY)
  if (without.size) {
    const [axes] = spectralStarts(ratings, strengths, found, without)
    const steps = found.steps
    if (axes) found = descend(ratings, strengths, axes, FULLY)
    found.steps += steps
  }
  return finished(ratings, strengths, found, found.steps)
}

/**
 * Up to three starts: for each component the q-th singular pair of its residuals, at the scale that is best if nothing else moves
 * (section 5, "Starts"). The raters' factors need no start, since the first step solves them. A component whose pair is weaker than
 * tau keeps its factors 0; a start in which that holds for all is none.
 */
function spectralStarts(ratings: Ratings, k: Strengths, from: Descent, only?: ReadonlySet<number>): NoteSide[] {
  const tau = Math.sqrt(k.raterFactor * k.noteFactor)
  const { sigma, noteVector, overlap } = spectrum(ratings, from.noteSide, from.raterSide, TO_START)
  const toG = Math.sqrt(Math.sqrt(k.raterFactor / k.noteFactor))
  const starts: NoteSide[] = []
  for (let q = 0; q < PAIRS; q++) {
    const start = from.noteSide.slice()
    let any = false
    for (let n = 0; n < ratings.notes; n++) {
      const c = ratings.noteComponent[n]!
      if (c < 0 || (only && !only.has(c))) continue
      const t = (sigma[PAIRS * c + q]! - tau) / overlap[PAIRS * c + q]!
      if (!(t > 0)) continue
      start[2 * n + 1] = noteVector[PAIRS * n + q]! * Math.sqrt(t) * toG
      any = true
    }
    if (any) starts.push(start)
  }
  return starts
}

function samePlace(one: Descent, two: Descent): boolean {
  if (Math.abs(one.loss - two.loss) > 1e-8 * one.loss) return false
  for (let i = 0; i < one.noteSide.length; i += 2)
    if (Math.abs(one.noteSide[i]! - two.noteSide[i]!) > SAME) return false
  return true
}

function noteSideOf({ mu, noteIntercept, noteFactor }: Start, notes: number): NoteSide {
  const side = new Float64Array(2 * notes + 1)
  for (let n = 0; n < notes; n++) {
    side[2 * n] = noteIntercept[n] ?? 0
    side[2 * n + 1] = noteFactor[n] ?? 0
  }
  side[2 * notes] = mu
  return side
}

function finished(ratings: Ratings, k: Strengths, { noteSide, raterSide, converged }: Descent, steps: number): Fit {
  const certified = converged && isLowest(ratings, k, noteSide, raterSide)
  const loss = lossAt(ratings, k, noteSide, raterSide)
  orient(ratings, noteSide, raterSide)
  const column = (side: Float64Array, length: number, offset: 0 | 1) =>
    // 0 is added so that no factor is -0.
    Float64Array.from({ length }, (_, i) => side[2 * i + offset]! + 0)
  return {
    mu: noteSide[2 * ratings.notes]!,
    raterIntercept: column(raterSide, ratings.raters, 0),
    noteIntercept: column(noteSide, ratings.notes, 0),
    raterFactor: column(raterSide, ratings.raters, 1),
    noteFactor: column(noteSide, ratings.notes, 1),
    loss,
    certified,
    converged,
    steps,
  }
}

/**
 * The certificate: if the residuals of a stationary point have no singular value above tau = sqrt(K_f K_g), no other point has a
 * lower S (section 4, point 3). Where there are factors, tau itself is one of the singular values; hence the allowance for rounding.
 */
function isLowest(ratings: Ratings, k: Strengths, noteSide: NoteSide, raterSide: RaterSide): boolean {
  const most = Math.sqrt(k.raterFactor * k.noteFactor) * (1 + 1e-7)
  const above = (sigma: Float64Array) => sigma.some(value => value > most)
  // Found above it, it ends there and then, unsettled.
  return spectrum(ratings, noteSide, raterSide, { ...TO_CERTIFY, until: above }).settled
}

/** S summed up from its parts, more exactly than the descent's own count of it. */
function lossAt(
  { raters, notes, byRater: { start, other, twice } }: Ratings,
  k: Strengths,
  x: NoteSide,
  r: RaterSide,
): number {
  const mu = x[2 * notes]!
  let loss = k.mu * mu * mu
  for (let n = 0; n < 2 * notes; n += 2) loss += k.noteIntercept * x[n]! * x[n]! + k.noteFactor * x[n + 1]! * x[n + 1]!
  for (let u = 0; u < raters; u++) {
    const a = r[2 * u]!
    const f = r[2 * u + 1]!
    let own = k.raterIntercept * a * a + k.raterFactor * f * f
    for (let p = start[u]!; p < start[u + 1]!; p++) {
      const n = 2 * other[p]!
      const e = 0.5 * twice[p]! - mu - a - x[n]! - f * x[n + 1]!
      own += e * e
    }
    loss += own
  }
  return loss
}

/** What is nearer to 0 has no sign: rounding alone would give it one. */
const NOTHING = 1e-9

/** Chooses the sign of each component: more raters are negative than positive; if equally many, the first with a factor is negative (section 5, "Orientation"). */
function orient(
  { raters, notes, components, raterComponent, noteComponent }: Ratings,
  x: NoteSide,
  r: RaterSide,
): void {
  const balance = new Int32Array(components)
  const first = new Int32Array(components)
  for (let u = 0; u < raters; u++) {
    const sign = r[2 * u + 1]! > NOTHING ? 1 : r[2 * u + 1]! < -NOTHING ? -1 : 0
    if (sign === 0) continue
    balance[raterComponent[u]!]! += sign
    first[raterComponent[u]!] ||= sign
  }
  const turn = (c: number) => c >= 0 && (balance[c] || first[c]!) > 0
  for (let u = 0; u < raters; u++) if (turn(raterComponent[u]!)) r[2 * u + 1]! *= -1
  for (let n = 0; n < notes; n++) if (turn(noteComponent[n]!)) x[2 * n + 1]! *= -1
}
