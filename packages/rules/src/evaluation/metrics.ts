import { seeded } from './split.ts'

/**
 * Scores with what is true of them, in order of score, the lowest first. A label is 0…1: a soft one counts as that much of a
 * positive and the rest of a negative. A weight is at least 0. `row` is where each stood before it was put in order.
 */
export interface Sample {
  readonly scores: Float64Array
  readonly labels: Float64Array
  readonly weights: Float64Array
  readonly row: Int32Array
}

/** A figure with the ends of its interval; NaN where nothing can be said. */
export interface Figure {
  value: number
  low: number
  high: number
  /** How many rows it stands on. */
  n: number
  /** The figure in each drawing. Of the same number of rows in the same units the same are drawn, whoever is measured. */
  drawn: readonly number[]
}

/** Puts scores and labels in order. Weights are 1 unless given. */
export function sampleOf(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number> | null,
): Sample {
  const row = Int32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]! || a - b)
  return {
    scores: Float64Array.from(row, i => scores[i]!),
    labels: Float64Array.from(row, i => labels[i]!),
    weights: Float64Array.from(row, i => (weights ? weights[i]! : 1)),
    row,
  }
}

/** The same sample with each row counted as often as `times` says, by the place where it first stood. */
export const counted = (sample: Sample, times: ArrayLike<number>): Sample => ({
  ...sample,
  weights: sample.weights.map((weight, i) => weight * times[sample.row[i]!]!),
})

/** Weight of positives and of negatives. */
function masses({ labels, weights }: Sample): { positive: number; negative: number } {
  let [positive, negative] = [0, 0]
  for (let i = 0; i < labels.length; i++) {
    positive += weights[i]! * labels[i]!
    negative += weights[i]! * (1 - labels[i]!)
  }
  return { positive, negative }
}

/** Calls back once for each distinct score, the lowest first, with the weights that share it. */
function eachScore({ scores, labels, weights }: Sample, seen: (score: number, p: number, n: number) => void): void {
  for (let i = 0; i < scores.length; ) {
    const score = scores[i]!
    let [p, n] = [0, 0]
    for (; i < scores.length && scores[i] === score; i++) {
      p += weights[i]! * labels[i]!
      n += weights[i]! * (1 - labels[i]!)
    }
    seen(score, p, n)
  }
}

/**
 * Area under the ROC curve: the chance that a positive scores higher than a negative, a tie counting half
 * (Hanley and McNeil 1982, Radiology 143:29; weights multiply).
 * @returns 0…1, NaN without both kinds
 */
export function auc(sample: Sample): number {
  const { positive, negative } = masses(sample)
  let [below, area] = [0, 0]
  eachScore(sample, (_, p, n) => {
    area += p * (below + n / 2)
    below += n
  })
  return area / (positive * negative)
}

/**
 * Average precision: the precision at each distinct score, weighted by the recall gained there, nothing interpolated
 * (Zhu 2004; the definition that scikit-learn uses).
 * @returns 0…1, NaN without positives
 */
export function averagePrecision(sample: Sample): number {
  const { positive, negative } = masses(sample)
  let [tp, fp, sum] = [positive, negative, 0]
  eachScore(sample, (_, p, n) => {
    if (tp + fp > 0) sum += (p / positive) * (tp / (tp + fp))
    tp -= p
    fp -= n
    // What rounding leaves over is nothing.
    if (tp < 1e-9) tp = 0
    if (fp < 1e-9) fp = 0
  })
  return sum
}

/** Weights of the four cells at a threshold; a score equal to it is flagged. */
export interface Cells {
  tp: number
  fp: number
  fn: number
  tn: number
}
export function cellsAt({ scores, labels, weights }: Sample, threshold: number): Cells {
  const cells = { tp: 0, fp: 0, fn: 0, tn: 0 }
  for (let i = 0; i < scores.length; i++) {
    const [p, n] = [weights[i]! * labels[i]!, weights[i]! * (1 - labels[i]!)]
    if (scores[i]! >= threshold) {
      cells.tp += p
      cells.fp += n
    } else {
      cells.fn += p
      cells.tn += n
    }
  }
  return cells
}

/** Harmonic mean of precision and recall (van Rijsbergen 1979), 0…1; NaN where there is nothing to find and nothing found. */
export const f1 = ({ tp, fp, fn }: Cells): number => (2 * tp) / (2 * tp + fp + fn)

/** F1 of the positives and of the negatives, their plain mean. */
export const macroF1 = ({ tp, fp, fn, tn }: Cells): number =>
  (f1({ tp, fp, fn, tn }) + f1({ tp: tn, fp: fn, fn: fp, tn: tp })) / 2

/** Mean of the share of positives found and of negatives let pass (Brodersen et al. 2010), 0…1. */
export const balancedAccuracy = ({ tp, fp, fn, tn }: Cells): number => (tp / (tp + fn) + tn / (tn + fp)) / 2

/** Share of positives found. */
export const recall = ({ tp, fn }: Cells): number => tp / (tp + fn)

/** Share of negatives flagged. */
export const falsePositiveRate = ({ fp, tn }: Cells): number => fp / (fp + tn)

/** Share of all that is flagged. */
export const shareFlagged = ({ tp, fp, fn, tn }: Cells): number => (tp + fp) / (tp + fp + fn + tn)

/** The score in the sample at which flagging gives the most of something; of several the lowest. */
export function thresholdFor(sample: Sample, most: (cells: Cells) => number): number {
  const { positive, negative } = masses(sample)
  const cells = { tp: positive, fp: negative, fn: 0, tn: 0 }
  let [best, threshold] = [-1, 0.5]
  eachScore(sample, (score, p, n) => {
    const value = most(cells)
    if (value > best + 1e-12) [best, threshold] = [value, score]
    cells.tp -= p
    cells.fp -= n
    cells.fn += p
    cells.tn += n
  })
  return threshold
}

/** The lowest threshold at which at most that share of the negatives is flagged. A little above the highest score if need be. */
export function thresholdAtFalsePositives(sample: Sample, share: number): number {
  let above = masses(sample).negative
  const allowed = share * above
  let threshold: number | null = null
  eachScore(sample, (score, _, n) => {
    if (threshold === null && above <= allowed + 1e-9) threshold = score
    above -= n
  })
  return threshold ?? (sample.scores.at(-1) ?? 1) + 1e-9
}

/** The sample as it would be if that share of it were positive. */
export function atPrevalence(sample: Sample, prevalence: number): Sample {
  const { positive, negative } = masses(sample)
  const [p, n] = [prevalence / positive, (1 - prevalence) / negative]
  // A soft label is split in its positive and its negative part, so that both can weigh differently.
  const total = sample.weights.map((w, i) => w * (sample.labels[i]! * p + (1 - sample.labels[i]!) * n))
  return {
    ...sample,
    weights: total,
    labels: sample.labels.map((label, i) => (total[i]! > 0 ? (sample.weights[i]! * label * p) / total[i]! : label)),
  }
}

/** Scores of 0…1 cut into equal steps: what was foretold in each and what was true. Empty steps are left out. */
export interface Bin {
  from: number
  to: number
  weight: number
  foretold: number
  true: number
}
export function reliability({ scores, labels, weights }: Sample, steps = 15): Bin[] {
  const bins = Array.from({ length: steps }, (_, i) => ({
    from: i / steps,
    to: (i + 1) / steps,
    weight: 0,
    foretold: 0,
    true: 0,
  }))
  for (let i = 0; i < scores.length; i++) {
    const bin = bins[Math.min(steps - 1, Math.max(0, Math.floor(scores[i]! * steps)))]!
    bin.weight += weights[i]!
    bin.foretold += weights[i]! * scores[i]!
    bin.true += weights[i]! * labels[i]!
  }
  return bins
    .filter(bin => bin.weight > 0)
    .map(bin => ({ ...bin, foretold: bin.foretold / bin.weight, true: bin.true / bin.weight }))
}

/**
 * Expected calibration error: how far the foretold share lies from the true one, on average over the steps of `reliability`,
 * each by its weight (Naeini et al. 2015; 15 steps as Guo et al. 2017).
 * @returns 0…1
 */
export function calibrationError(sample: Sample, steps = 15): number {
  const bins = reliability(sample, steps)
  const weight = bins.reduce((sum, bin) => sum + bin.weight, 0)
  return bins.reduce((sum, bin) => sum + (bin.weight / weight) * Math.abs(bin.foretold - bin.true), 0)
}

/** Rank correlation (Spearman 1904), −1…1, ties sharing their middle rank; labels may be any numbers, weights count. */
export function rankCorrelation(sample: Sample): number {
  const a = ranks(sample.scores, sample.weights)
  const order = Int32Array.from({ length: a.length }, (_, i) => i).sort((i, j) => sample.labels[i]! - sample.labels[j]!)
  const inOrder = ranks(
    Float64Array.from(order, i => sample.labels[i]!),
    Float64Array.from(order, i => sample.weights[i]!),
  )
  const b = new Float64Array(a.length)
  order.forEach((i, at) => {
    b[i] = inOrder[at]!
  })
  return correlation(a, b, sample.weights)
}
function ranks(ordered: Float64Array, weights: Float64Array): Float64Array {
  const result = new Float64Array(ordered.length)
  let below = 0
  for (let i = 0; i < ordered.length; ) {
    let [j, weight] = [i, 0]
    for (; j < ordered.length && ordered[j] === ordered[i]; j++) weight += weights[j]!
    result.fill(below + weight / 2, i, j)
    below += weight
    i = j
  }
  return result
}
function correlation(a: Float64Array, b: Float64Array, weights: Float64Array): number {
  let [w, ma, mb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    w += weights[i]!
    ma += weights[i]! * a[i]!
    mb += weights[i]! * b[i]!
  }
  ma /= w
  mb /= w
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += weights[i]! * (a[i]! - ma) * (b[i]! - mb)
    aa += weights[i]! * (a[i]! - ma) ** 2
    bb += weights[i]! * (b[i]! - mb) ** 2
  }
  return ab / Math.sqrt(aa * bb)
}

/**
 * The interval of a figure by the bootstrap (Efron and Tibshirani 1993, percentile method, 2.5 % and 97.5 %): the rows are drawn
 * anew with replacement, `resamples` times. Rows of one unit, such as all fillings of a template, are drawn together, because they
 * tell the same thing many times over.
 * @param figure computes the figure from how often each row was drawn
 * @param units for each row what it belongs to; each row stands for itself if null
 */
export function bootstrap(
  rows: number,
  figure: (times: Float64Array) => number,
  {
    units = null,
    resamples = 200,
    seed = 1,
  }: { units?: readonly unknown[] | null; resamples?: number; seed?: number } = {},
): Figure {
  const value = figure(new Float64Array(rows).fill(1))
  const numbers = new Map<unknown, number>()
  const unitOf = Int32Array.from({ length: rows }, (_, i) => {
    const unit = units ? units[i] : i
    if (!numbers.has(unit)) numbers.set(unit, numbers.size)
    return numbers.get(unit)!
  })
  const random = seeded(seed)
  const drawn: number[] = []
  for (let round = 0; round < resamples; round++) {
    const timesOfUnit = new Float64Array(numbers.size)
    for (let i = 0; i < numbers.size; i++) timesOfUnit[Math.floor(random() * numbers.size)]!++
    drawn.push(figure(Float64Array.from(unitOf, unit => timesOfUnit[unit]!)))
  }
  return figureOf(value, rows, drawn)
}

/** How much more one figure is than another of the same rows, drawing by drawing: what both owe to the rows drawn cancels out. */
export function more(one: Figure, other: Figure): Figure {
  if (one.n !== other.n || one.drawn.length !== other.drawn.length)
    throw new RangeError(`Figures of ${one.n} and ${other.n} rows cannot be held against each other.`)
  return figureOf(
    one.value - other.value,
    one.n,
    one.drawn.map((value, i) => value - other.drawn[i]!),
  )
}

/** A figure with the middle 95 % of its drawings, those left out in which nothing can be said. */
function figureOf(value: number, n: number, drawn: readonly number[]): Figure {
  const ordered = drawn.filter(Number.isFinite).sort((a, b) => a - b)
  return { value, low: quantile(ordered, 0.025), high: quantile(ordered, 0.975), n, drawn }
}

/** Between the two nearest, by how near they are (type 7 of Hyndman and Fan 1996). */
function quantile(ordered: readonly number[], share: number): number {
  const at = (ordered.length - 1) * share
  const [low, high] = [ordered[Math.floor(at)], ordered[Math.ceil(at)]]
  return low === undefined || high === undefined ? Number.NaN : low + (high - low) * (at - Math.floor(at))
}

/**
 * Weights that give each trait the total it is known to have elsewhere, changing the rows' own proportions as little as possible:
 * iterative proportional fitting, also called raking (Deming and Stephan 1940).
 * @param traits for each trait, 0/1 a row and its wanted share, 0…1
 * @returns one weight a row, their mean 1
 */
export function raked(
  rows: number,
  traits: readonly { has: ArrayLike<number>; share: number }[],
  rounds = 100,
): Float64Array {
  const weights = new Float64Array(rows).fill(1)
  for (let round = 0; round < rounds; round++)
    for (const { has, share } of traits) {
      let [yes, no] = [0, 0]
      for (let i = 0; i < rows; i++) {
        if (has[i]) yes += weights[i]!
        else no += weights[i]!
      }
      if (yes === 0 || no === 0) continue
      for (let i = 0; i < rows; i++) weights[i]! *= has[i] ? (share * rows) / yes : ((1 - share) * rows) / no
    }
  return weights
}
