import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PRIORITY, priorityOfReports, weightOf } from './priority.ts'

const report = (weight: number, ground: 'nice' | 'illegal' | 'threats' = 'nice') => ({ weight, ground })
const fresh = weightOf(null)

describe('a reporter’s standing', () => {
  it('grows with age and with reports that were right, and shrinks with those that were not', () => {
    const who = (days: number, upheld = 0, unfounded = 0) => weightOf({ days, upheld, unfounded })
    expect(who(0)).toBe(fresh)
    expect([who(0), who(15), who(30), who(300)]).toEqual([20, 35, 50, 50])
    expect(who(300, 8)).toBe(90)
    expect(who(300, 0, 8)).toBe(10)
    expect(who(300, 5, 5)).toBe(who(300))
    expect(who(-1)).toBe(who(0))
  })

  it('is never nothing, nor more than whole', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(500), fc.nat(500), (days, upheld, unfounded) => {
        const weight = weightOf({ days, upheld, unfounded })
        return weight >= 0 && weight <= 100 && weightOf({ days, upheld: upheld + 1, unfounded }) >= weight
      }),
    )
  })
})

describe('the order of the queue', () => {
  it('puts one who was often right before one who comes new, and many before one', () => {
    const order = [
      [report(weightOf({ days: 900, upheld: 0, unfounded: 30 }))],
      [report(fresh)],
      [report(fresh), report(fresh), report(fresh)],
      [report(weightOf({ days: 900, upheld: 30, unfounded: 0 }))],
      Array.from({ length: 40 }, () => report(fresh)),
      [report(fresh, 'illegal')],
      [report(fresh, 'threats')],
    ].map(priorityOfReports)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(new Set(order).size).toBe(order.length)
  })

  it('lets no crowd come before what may be against the law, or cost a life', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { maxLength: 2000 }), weights => {
        const crowd = priorityOfReports(weights.map(weight => report(weight)))
        expect(crowd).toBeGreaterThanOrEqual(PRIORITY.rest)
        expect(crowd).toBeLessThan(priorityOfReports([report(0, 'illegal')]))
        expect(priorityOfReports([...weights.map(weight => report(weight)), report(0, 'illegal')])).toBeLessThan(
          priorityOfReports([report(0, 'threats')]),
        )
        expect(Number.isInteger(crowd)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})
