import { type NotesConfig, V1 } from './config.ts'
import type { Fit } from './fit.ts'
import type { Ratings } from './ratings.ts'
import type { Axis, Sides } from './sides.ts'

/** What one run finds for a note, before patience. */
export type Candidate = 'show' | 'not_helpful' | 'needs_more'

/** The numbers of one note. They name no rater and can be published. */
export interface NoteNumbers {
  /** Ratings that count. */
  count: number
  /** Whether there are two sides among those who rate it. */
  axis: boolean
  /** What the middle of each side would rate the note; null without a rating. */
  predLo: number | null
  predHi: number | null
  /** The prediction for the less convinced side, and bounds one standard error off, over both sides. Normally 0 to 1, but not clamped. */
  score: number | null
  lcb: number | null
  ucb: number | null
  /** How many who rated it are surely on each side. */
  sureLo: number
  sureHi: number
  /** Helpful minus not helpful among these. */
  netLo: number
  netHi: number
}

export interface Assessed extends NoteNumbers {
  /** Which part of the graph of ratings it belongs to; null without a rating, or where that cannot be told. */
  component: number | null
  intercept: number
  factor: number
  candidate: Candidate
}

/** Sums over those who rated a note: A = count + K_b, D = SUM f² + K_g and s = SUM f of section 5. */
interface Sums {
  count: number
  s: number
  d: number
  sureLo: number
  sureHi: number
  netLo: number
  netHi: number
}

const NO_RATINGS: NoteNumbers = {
  ...{ count: 0, axis: false, predLo: null, predHi: null, score: null, lcb: null, ucb: null },
  ...{ sureLo: 0, sureHi: 0, netLo: 0, netHi: 0 },
}

/** The numbers of every note, by index (section 5, "Per note" and "Candidate"). */
export function assess(ratings: Ratings, fit: Fit, { axes, raterSide }: Sides, config: NotesConfig = V1): Assessed[] {
  const { start, other, twice } = ratings.byNote
  return Array.from({ length: ratings.notes }, (_, n) => {
    const sums = noSums(config)
    for (let p = start[n]!; p < start[n + 1]!; p++) {
      const u = other[p]!
      add(sums, fit.raterFactor[u]!, raterSide[u]!, twice[p]! - 1)
    }
    const c = ratings.noteComponent[n]!
    const [b, g] = [fit.noteIntercept[n]!, fit.noteFactor[n]!]
    return assessed(fit.mu, b, g, sums, { component: c < 0 ? null : c, axis: axes[c] }, config)
  })
}

/** One rating of a note that is assessed by itself. */
export interface FreshRating {
  /** The rater's index in the last run; null for who was not in it, and then counts as standing in the middle and not sure. */
  rater: number | null
  value: number
}

/**
 * The fast path: one note again after a rating, against the raters and mu of the last run, which are held fast; X's final scoring.
 * It costs as much as the note has ratings. With the same ratings it gives the same numbers as the run itself. A note that the
 * last run did not know belongs to the component of its raters; if they come from several, no axis is found until the next run.
 * @param given all ratings of the note that count, one of each rater
 */
export function assessOne(
  { raterComponent }: Pick<Ratings, 'raterComponent'>,
  { mu, raterIntercept, raterFactor }: Pick<Fit, 'mu' | 'raterIntercept' | 'raterFactor'>,
  { axes, raterSide }: Sides,
  given: readonly FreshRating[],
  config: NotesConfig = V1,
): Assessed {
  const sums = noSums(config)
  const components = new Set<number>()
  let [y0, y1] = [0, 0]
  // In order of raters, so that the order of arrival cannot change a bit.
  for (const { rater, value } of given.toSorted(inOrder)) {
    const f = rater === null ? 0 : raterFactor[rater]!
    const y = value - mu - (rater === null ? 0 : raterIntercept[rater]!)
    add(sums, f, rater === null ? 0 : raterSide[rater]!, 2 * value - 1)
    y0 += y
    y1 += y * f
    if (rater !== null) components.add(raterComponent[rater]!)
  }
  const a = sums.count + config.strengths.noteIntercept
  const det = a * sums.d - sums.s * sums.s
  const b = (sums.d * y0 - sums.s * y1) / det
  const g = (a * y1 - sums.s * y0) / det
  const [only] = components.size === 1 ? components : []
  return assessed(mu, b, g, sums, { component: only ?? null, axis: axes[only ?? -1] }, config)
}

const inOrder = (one: FreshRating, two: FreshRating) =>
  (one.rater ?? Number.MAX_VALUE) - (two.rater ?? Number.MAX_VALUE) || one.value - two.value

function noSums({ strengths }: NotesConfig): Sums {
  return { count: 0, s: 0, d: strengths.noteFactor, sureLo: 0, sureHi: 0, netLo: 0, netHi: 0 }
}

function add(sums: Sums, f: number, side: number, net: number): void {
  sums.count++
  sums.s += f
  sums.d += f * f
  if (side < 0) {
    sums.sureLo++
    sums.netLo += net
  } else if (side > 0) {
    sums.sureHi++
    sums.netHi += net
  }
}

/**
 * P(c) = mu + b + g c at the middle c of each side, with the standard error sigma sqrt((D - 2 c s + c² A) / (A D - s²)). Taken there,
 * neither the sign of the axis, nor its scale, nor where its zero lies can matter (section 4, points 1 and 2).
 */
function assessed(
  mu: number,
  b: number,
  g: number,
  { count, s, d, ...counted }: Sums,
  { component, axis }: { component: number | null; axis: Axis | undefined },
  config: NotesConfig,
): Assessed {
  const place = { component, intercept: b, factor: g }
  if (count === 0) return { ...NO_RATINGS, ...place, candidate: 'needs_more' }
  const a = count + config.strengths.noteIntercept
  const det = a * d - s * s
  const at = (c: number) => mu + b + g * c
  const error = (c: number) => config.boundErrors * config.sigma * Math.sqrt((d - 2 * c * s + c * c * a) / det)
  const { lo, hi } = axis ?? { lo: 0, hi: 0 }
  const numbers: NoteNumbers = {
    count,
    axis: axis?.found ?? false,
    predLo: at(lo),
    predHi: at(hi),
    score: Math.min(at(lo), at(hi)),
    lcb: Math.min(at(lo) - error(lo), at(hi) - error(hi)),
    ucb: Math.max(at(lo) + error(lo), at(hi) + error(hi)),
    ...counted,
  }
  return { ...numbers, ...place, candidate: candidateOf(numbers, config) }
}

/** The numbers that a decision looks at. */
export type Measured = Omit<NoteNumbers, 'predLo' | 'predHi'>

/** What the numbers of one run speak for (section 5, "Candidate"). */
export function candidateOf(m: Measured, { show, notHelpful }: NotesConfig = V1): Candidate {
  if (!m.axis || m.count < show.ratings || m.lcb === null || m.ucb === null) return 'needs_more'
  const sure = Math.min(m.sureLo, m.sureHi)
  if (m.lcb >= show.lower && sure >= show.sure && Math.min(m.netLo, m.netHi) >= show.net) return 'show'
  if (m.ucb <= notHelpful.upper && sure >= notHelpful.sure) return 'not_helpful'
  return 'needs_more'
}
