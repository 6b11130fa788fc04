import { describe, expect, test } from 'vitest'
import {
  atPrevalence,
  auc,
  averagePrecision,
  balancedAccuracy,
  bootstrap,
  calibrationError,
  cellsAt,
  counted,
  f1,
  falsePositiveRate,
  macroF1,
  more,
  raked,
  rankCorrelation,
  recall,
  reliability,
  sampleOf,
  shareFlagged,
  thresholdAtFalsePositives,
  thresholdFor,
} from './metrics.ts'

// Positives .9 .4, negatives .8 .4 .1: of six pairs four are in order and one is a tie.
const five = sampleOf([0.1, 0.9, 0.4, 0.8, 0.4], [0, 1, 1, 0, 0])

describe('ranking', () => {
  test('AUC counts ties half', () => {
    expect(auc(five)).toBeCloseTo((3 + 0.5 + 1) / 6, 12)
    expect(auc(sampleOf([1, 1, 1], [0, 1, 0]))).toBe(0.5)
    expect(auc(sampleOf([0, 1], [1, 0]))).toBe(0)
    expect(auc(sampleOf([0, 1], [1, 1]))).toBeNaN()
  })

  test('a weight of three is the same as the row three times', () => {
    const weighted = sampleOf([0.1, 0.9, 0.4, 0.8, 0.4], [0, 1, 1, 0, 0], [1, 1, 3, 2, 1])
    const repeated = sampleOf([0.1, 0.9, 0.4, 0.4, 0.4, 0.8, 0.8, 0.4], [0, 1, 1, 1, 1, 0, 0, 0])
    for (const metric of [auc, averagePrecision, calibrationError])
      expect(metric(weighted)).toBeCloseTo(metric(repeated), 12)
    expect(auc(counted(five, [1, 1, 3, 2, 1]))).toBeCloseTo(auc(weighted), 12)
  })

  test('a soft label is partly positive, partly negative', () => {
    const soft = sampleOf([0.2, 0.6], [0.25, 1])
    // Positives: .25 at .2 and 1 at .6; negatives: .75 at .2. (.25·.75·½ + 1·.75) / (1.25·.75)
    expect(auc(soft)).toBeCloseTo((0.25 * 0.75 * 0.5 + 0.75) / (1.25 * 0.75), 12)
  })

  test('average precision takes ties together', () => {
    // From above: .9 positive (precision 1, recall ½), .8 negative, .4 both kinds (precision 2/4, recall 1).
    expect(averagePrecision(five)).toBeCloseTo(0.5 * 1 + 0.5 * 0.5, 12)
    expect(averagePrecision(sampleOf([3, 2, 1], [1, 0, 1]))).toBeCloseTo(0.5 + 0.5 * (2 / 3), 12)
  })

  test('rank correlation', () => {
    expect(rankCorrelation(sampleOf([1, 2, 3, 4], [0.1, 0.2, 0.3, 0.9]))).toBeCloseTo(1, 12)
    // 1 − 6Σd²/(n(n²−1)) with d = 0, 1, 1, 0
    expect(rankCorrelation(sampleOf([1, 2, 3, 4], [0.1, 0.3, 0.2, 0.9]))).toBeCloseTo(1 - (6 * 2) / 60, 12)
  })
})

describe('at a threshold', () => {
  const cells = cellsAt(five, 0.4)
  test('a score equal to the threshold is flagged', () => {
    expect(cells).toEqual({ tp: 2, fp: 2, fn: 0, tn: 1 })
    expect(cellsAt(five, 0.41)).toEqual({ tp: 1, fp: 1, fn: 1, tn: 2 })
  })
  test('rates', () => {
    expect(f1(cells)).toBeCloseTo(2 / 3, 12)
    expect(recall(cells)).toBe(1)
    expect(falsePositiveRate(cells)).toBeCloseTo(2 / 3, 12)
    expect(shareFlagged(cells)).toBeCloseTo(4 / 5, 12)
    expect(balancedAccuracy(cells)).toBeCloseTo((1 + 1 / 3) / 2, 12)
    // Negatives: precision 1/1, recall 1/3, F1 ½.
    expect(macroF1(cells)).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12)
  })
  test('the threshold that gives the most', () => {
    const sample = sampleOf([0.1, 0.2, 0.3, 0.4, 0.5], [0, 1, 0, 1, 1])
    expect(thresholdFor(sample, f1)).toBe(0.2)
    expect(thresholdFor(sample, balancedAccuracy)).toBe(0.4)
  })
  test('the threshold that flags few negatives', () => {
    const hundred = sampleOf(
      Array.from({ length: 100 }, (_, i) => i / 100),
      new Array(100).fill(0),
    )
    const threshold = thresholdAtFalsePositives(hundred, 0.02)
    expect(threshold).toBe(0.98)
    expect(falsePositiveRate(cellsAt(hundred, threshold))).toBe(0.02)
    // Ties go together: rather none than too many.
    const tied = sampleOf([1, 1, 1], [0, 0, 0])
    expect(falsePositiveRate(cellsAt(tied, thresholdAtFalsePositives(tied, 0.02)))).toBe(0)
  })
})

describe('calibration', () => {
  test('the error is the mean distance between foretold and true', () => {
    // Ten steps: .05 foretold twice, once true; .95 foretold twice, both true.
    const sample = sampleOf([0.05, 0.05, 0.95, 0.95], [0, 1, 1, 1])
    expect(calibrationError(sample, 10)).toBeCloseTo(0.5 * 0.45 + 0.5 * 0.05, 12)
    expect(reliability(sample, 10).map(bin => [bin.from, bin.weight, bin.true])).toEqual([
      [0, 2, 0.5],
      [0.9, 2, 1],
    ])
    expect(calibrationError(sampleOf([1, 0], [1, 0]))).toBe(0)
  })
  test('prevalence changes shares, not scores', () => {
    const sample = atPrevalence(sampleOf([0.1, 0.2, 0.7, 0.9], [0, 0, 1, 1]), 0.1)
    const positive = sample.weights.reduce((sum, weight, i) => sum + weight * sample.labels[i]!, 0)
    expect(positive).toBeCloseTo(0.1, 12)
    expect(sample.weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(auc(sample)).toBe(1)
    // A perfectly calibrated half becomes one tenth: foretold .5 and true .1.
    expect(calibrationError(atPrevalence(sampleOf([0.5, 0.5], [0, 1]), 0.1))).toBeCloseTo(0.4, 12)
    expect(calibrationError(atPrevalence(sampleOf([0.5, 0.5], [0.5, 0.5]), 0.1))).toBeCloseTo(0.4, 12)
  })
})

describe('intervals', () => {
  const scores = Array.from({ length: 400 }, (_, i) => (i * 37) % 101)
  const labels = scores.map((score, i) => (score + ((i * 53) % 97) > 100 ? 1 : 0))
  const sample = sampleOf(scores, labels)
  test('the same seed gives the same interval, around the figure', () => {
    const once = bootstrap(400, times => auc(counted(sample, times)), { seed: 3 })
    expect(once.value).toBe(auc(sample))
    expect(once.low).toBeLessThan(once.value)
    expect(once.high).toBeGreaterThan(once.value)
    expect(once.high - once.low).toBeLessThan(0.15)
    expect(bootstrap(400, times => auc(counted(sample, times)), { seed: 3 })).toEqual(once)
  })
  test('the mean of n throws of a coin lies within about ±1.96·½/√n', () => {
    const mean = (times: Float64Array) =>
      times.reduce((sum, time, i) => sum + time * (i % 2), 0) / times.reduce((a, b) => a + b)
    const { low, high } = bootstrap(400, mean, { resamples: 1000 })
    expect(high - low).toBeGreaterThan(0.085)
    expect(high - low).toBeLessThan(0.112)
  })
  test('rows of one unit are drawn together, so that repeating a row adds no certainty', () => {
    const mean = (times: Float64Array) =>
      times.reduce((sum, time, i) => sum + time * (Math.floor(i / 10) % 2), 0) / times.reduce((a, b) => a + b)
    const units = Array.from({ length: 400 }, (_, i) => Math.floor(i / 10))
    const together = bootstrap(400, mean, { units })
    const apart = bootstrap(400, mean)
    expect(together.high - together.low).toBeGreaterThan(2 * (apart.high - apart.low))
  })
  test('of two figures of the same rows only what sets them apart is uncertain', () => {
    const mean = (times: Float64Array) => times.reduce((sum, time, i) => sum + time * (i % 2), 0) / 400
    const one = bootstrap(400, times => mean(times) + 0.1)
    const gap = more(one, bootstrap(400, mean))
    expect(one.high - one.low).toBeGreaterThan(0.08)
    for (const end of [gap.value, gap.low, gap.high]) expect(end).toBeCloseTo(0.1, 12)
    expect(() => more(one, bootstrap(399, mean))).toThrow(RangeError)
  })
})

test('raking meets every known share and keeps what is not known', () => {
  const has = { a: [1, 1, 1, 1, 0, 0, 0, 0], b: [1, 1, 0, 0, 1, 1, 0, 0] }
  const weights = raked(8, [
    { has: has.a, share: 0.1 },
    { has: has.b, share: 0.3 },
  ])
  const share = (trait: number[]) => weights.reduce((sum, weight, i) => sum + weight * trait[i]!, 0) / 8
  expect(share(has.a)).toBeCloseTo(0.1, 9)
  expect(share(has.b)).toBeCloseTo(0.3, 9)
  expect(weights[0]).toBeCloseTo(weights[1]!, 12)
})
