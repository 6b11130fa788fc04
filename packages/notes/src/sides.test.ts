import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { V1 } from './config.ts'
import { axisOf, sidesOf } from './sides.ts'
import { runOn, table, world } from './testing.ts'

/** Squared distance from the means of the parts before and from `at`. */
function scatter(sorted: number[], at: number) {
  const of = (part: number[]) => {
    const mean = part.reduce((sum, f) => sum + f, 0) / part.length
    return part.reduce((sum, f) => sum + (f - mean) ** 2, 0)
  }
  return of(sorted.slice(0, at)) + of(sorted.slice(at))
}

describe('axisOf', () => {
  it('finds the best of all cuts', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 30 }), values => {
        const sorted = values.toSorted((one, two) => one - two)
        const axis = axisOf(Float64Array.from(sorted))
        fc.pre(axis.found)
        const best = Math.min(...sorted.slice(1).map((_, i) => scatter(sorted, i + 1)))
        const at = sorted.filter(f => f < axis.cut).length
        expect(scatter(sorted, at)).toBeLessThanOrEqual(best + 1e-9)
        expect(axis.lo).toBeCloseTo(sorted.slice(0, at).reduce((sum, f) => sum + f, 0) / at, 9)
        expect(axis.cut).toBeCloseTo((sorted[at - 1]! + sorted[at]!) / 2, 12)
      }),
    )
  })

  it('of equally good cuts takes the first, whatever rounding says', () => {
    const third = 1 / 3
    expect(axisOf(Float64Array.of(-third, -third, 0, 0, third, third)).cut).toBe(-third / 2)
    expect(axisOf(Float64Array.of(-1, 0, 0, 0, 1)).cut).toBe(-0.5)
  })

  it('never cuts between equals', () => {
    expect(axisOf(Float64Array.of(0, 0, 0, 0, 1))).toEqual({ found: true, lo: 0, hi: 1, cut: 0.5 })
  })

  it.each([[[0.3]], [[0, 0, 0]], [[0.2, 0.2 + 1e-10, 0.2 + 9e-10]]])('finds no axis in %j', values => {
    const axis = axisOf(Float64Array.from(values))
    expect(axis.found).toBe(false)
    expect(axis.lo).toBe(axis.hi)
    expect(axis.cut).toBe(axis.lo)
  })
})

describe('sidesOf', () => {
  it('is sure of a rater half a standard error or more off the cut', () => {
    const { ratings, fit, sides } = runOn(world({ raters: 60, notes: 40, ratings: 500 }))
    const [axis] = sides.axes
    let unsure = 0
    for (let u = 0; u < ratings.raters; u++) {
      if (ratings.raterComponent[u] !== 0) continue
      // The standard error from the inverse of the rater's 2x2 matrix, by Cramer's rule.
      const own = ratings.byRater.other.subarray(ratings.byRater.start[u], ratings.byRater.start[u + 1])
      const m = [own.length + 6, 0, 0, 1]
      for (const n of own) {
        m[1]! += fit.noteFactor[n]!
        m[3]! += fit.noteFactor[n]! ** 2
      }
      const error = 0.35 * Math.sqrt(m[0]! / (m[0]! * m[3]! - m[1]! ** 2))
      expect(sides.raterError[u]).toBeCloseTo(error, 12)
      const off = fit.raterFactor[u]! - axis!.cut
      const side = Math.abs(off) < 0.5 * error ? 0 : Math.sign(off)
      expect(sides.raterSide[u]).toBe(side)
      if (side === 0) unsure++
    }
    expect(unsure).toBeGreaterThan(3)
    expect(unsure).toBeLessThan(50)
  })

  it('puts nobody on a side where there is no axis', () => {
    const { sides } = runOn(table('+++', '+++'))
    expect([...sides.raterSide]).toEqual([0, 0, 0])
  })

  it('asks for more or less certainty as it is told', () => {
    const { ratings, fit } = runOn(world({ raters: 60, notes: 40, ratings: 500 }))
    const sure = (sureErrors: number) =>
      sidesOf(ratings, fit, { ...V1, sureErrors }).raterSide.filter(side => side !== 0).length
    expect(sure(0)).toBe(ratings.raterComponent.filter(c => c >= 0).length)
    expect(sure(1)).toBeLessThan(sure(0.5))
  })
})
