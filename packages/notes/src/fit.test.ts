import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Strengths, V1 } from './config.ts'
import { descend, FULLY } from './descent.ts'
import { type Fit, fit, refit } from './fit.ts'
import { arrange, type Ratings } from './ratings.ts'
import { randomly, runOn, shuffled, table, type World, world } from './testing.ts'

const arranged = ({ raters, notes, ...columns }: World) => arrange(raters, notes, columns)
const SMALL = world({ raters: 30, notes: 20, ratings: 220 })
const MEDIUM = world({ raters: 150, notes: 60, ratings: 1500, seed: 3 })
/** Eight of one camp and six of the other, with notes for each camp, for both and for neither. */
const CAMPS = table(
  ...['++++++++------', '++++++++------', '++++++++------', '--------++++++', '--------++++++'],
  ...['++++++++++++++', '+++++++++++++o', '--------------'],
)

/** Two newsrooms that share nobody. */
function beside(one: World, two: World): World {
  const moved = (column: ArrayLike<number>, by: number) => Array.from(column, i => i + by)
  return {
    raters: one.raters + two.raters,
    notes: one.notes + two.notes,
    rater: [...Array.from(one.rater), ...moved(two.rater, one.raters)],
    note: [...Array.from(one.note), ...moved(two.note, one.notes)],
    value: [...Array.from(one.value), ...Array.from(two.value)],
  }
}

/** S and its derivatives, written down from the formula of section 5 and nothing else. */
function formula({ byRater: { start, other, twice }, raters }: Ratings, k: Strengths, at: Fit) {
  let loss = k.mu * at.mu ** 2
  const slope = { mu: k.mu * at.mu, a: [] as number[], f: [] as number[], b: [] as number[], g: [] as number[] }
  at.noteIntercept.forEach((b, n) => {
    loss += k.noteIntercept * b ** 2 + k.noteFactor * at.noteFactor[n]! ** 2
    slope.b.push(k.noteIntercept * b)
    slope.g.push(k.noteFactor * at.noteFactor[n]!)
  })
  for (let u = 0; u < raters; u++) {
    const [a, f] = [at.raterIntercept[u]!, at.raterFactor[u]!]
    loss += k.raterIntercept * a ** 2 + k.raterFactor * f ** 2
    slope.a[u] = k.raterIntercept * a
    slope.f[u] = k.raterFactor * f
    for (let p = start[u]!; p < start[u + 1]!; p++) {
      const n = other[p]!
      const e = twice[p]! / 2 - at.mu - a - at.noteIntercept[n]! - f * at.noteFactor[n]!
      loss += e ** 2
      slope.mu -= e
      slope.a[u]! -= e
      slope.f[u]! -= e * at.noteFactor[n]!
      slope.b[n]! -= e
      slope.g[n]! -= e * f
    }
  }
  return { loss, steepest: Math.max(...[[slope.mu], slope.a, slope.f, slope.b, slope.g].flat().map(Math.abs)) }
}

/** The lowest S from many random starts. */
function lowestOf(ratings: Ratings, k: Strengths, starts: number): number {
  const random = randomly(99)
  let lowest = Number.POSITIVE_INFINITY
  for (let i = 0; i < starts; i++) {
    const start = Float64Array.from({ length: 2 * ratings.notes + 1 }, (_, j) => (j % 2 ? 2 * random() - 1 : 0))
    lowest = Math.min(lowest, descend(ratings, k, start, FULLY).loss)
  }
  return lowest
}

const ODD: Strengths = { mu: 0.5, raterIntercept: 3, noteIntercept: 4, raterFactor: 2, noteFactor: 0.6 }

describe('the fit', () => {
  it.each([
    ['small', SMALL, V1.strengths],
    ['medium', MEDIUM, V1.strengths],
    ['camps', CAMPS, V1.strengths],
    ['strengths all different', MEDIUM, ODD],
  ] as const)('%s: stands still in the lowest place that is found', (_, made, strengths) => {
    const ratings = arranged(made)
    const found = fit(ratings, { strengths })
    expect(found.converged).toBe(true)
    const { loss, steepest } = formula(ratings, strengths, found)
    expect(Math.abs(found.loss / loss - 1)).toBeLessThan(1e-13)
    expect(steepest).toBeLessThan(1e-9 * ratings.count)
    expect(found.loss).toBeLessThan(lowestOf(ratings, strengths, 20) * (1 + 1e-9))
    expect(found.raterFactor.some(f => Math.abs(f) > 0.1)).toBe(true)
  })

  it('of newsrooms that share nobody stands still in each, whichever way their axes are turned', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const ratings = arranged(beside(CAMPS, world({ raters: 20, notes: 12, ratings: 150, seed })))
      const found = fit(ratings)
      expect(formula(ratings, V1.strengths, found).steepest).toBeLessThan(1e-9 * ratings.count)
      expect(found.raterFactor.slice(CAMPS.raters).some(f => Math.abs(f) > 0.1)).toBe(true)
    }
  })

  it('finds the lowest of several places, which the strongest axis alone does not lead to', () => {
    const random = randomly(27)
    const noise = world({ raters: 30, notes: 20, ratings: 240, seed: 27 })
    const ratings = arranged({ ...noise, value: Float64Array.from(noise.value, () => Math.floor(random() * 3) / 2) })
    expect(fit(ratings).loss).toBeLessThan(lowestOf(ratings, V1.strengths, 20) * (1 + 1e-9))
  })

  it('keeps to the closed form where all agree: strengths are of sums, not of averages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(0.5, 1),
        (i, j, r) => {
          const rows = Array.from({ length: j }, () => (r === 1 ? '+' : 'o').repeat(i))
          const found = fit(arranged(table(...rows)))
          const rest = r / (1 + i * j + (i + j) / 6)
          expect(found.mu).toBeCloseTo(i * j * rest, 10)
          for (const a of found.raterIntercept) expect(a).toBeCloseTo((j * rest) / 6, 10)
          for (const b of found.noteIntercept) expect(b).toBeCloseTo((i * rest) / 6, 10)
          expect([...found.raterFactor, ...found.noteFactor].every(factor => Object.is(factor, 0))).toBe(true)
          expect(found.certified).toBe(true)
        },
      ),
      { numRuns: 30 },
    )
  })

  it.each([0, 0.5, 1])('one rating of %d: mu = 3r/7, a = b = r/14', r => {
    const found = fit(arrange(1, 1, { rater: [0], note: [0], value: [r] }))
    expect(found.mu).toBeCloseTo((3 * r) / 7, 12)
    expect([found.raterIntercept[0], found.noteIntercept[0]]).toEqual([
      expect.closeTo(r / 14, 12),
      expect.closeTo(r / 14, 12),
    ])
  })

  it('no ratings: mu is 0 and nothing else is', () => {
    const found = fit(arrange(0, 2, { rater: [], note: [], value: [] }))
    expect(found).toMatchObject({ mu: 0, loss: 0, certified: true, converged: true })
    expect([...found.noteIntercept, ...found.noteFactor]).toEqual([0, 0, 0, 0])
  })

  it('whoever has no rating has nothing, and changes nothing', () => {
    const alone = fit(arranged(SMALL))
    const more = fit(arranged({ ...SMALL, raters: SMALL.raters + 3, notes: SMALL.notes + 2 }))
    expect(more.noteIntercept.slice(0, SMALL.notes)).toEqual(alone.noteIntercept)
    expect([...more.raterFactor.slice(SMALL.raters), ...more.noteFactor.slice(SMALL.notes)]).toEqual([0, 0, 0, 0, 0])
  })

  it('gives identical bits for the same ratings in any order', () => {
    const once = runOn(MEDIUM)
    for (const seed of [1, 2, 3]) expect(runOn(shuffled(MEDIUM, seed))).toEqual(once)
  })

  it('gives every note the same numbers under other ids', () => {
    const { raters, notes, rater, note, value } = MEDIUM
    const other = runOn({
      ...{ raters, notes, value },
      rater: Int32Array.from(rater, u => (u * 7 + 3) % raters),
      note: Int32Array.from(note, n => (n * 7 + 5) % notes),
    })
    const once = runOn(MEDIUM)
    once.notes.forEach((one, n) => {
      const same = other.notes[(n * 7 + 5) % notes]!
      for (const name of ['score', 'lcb', 'ucb'] as const) expect(same[name]!).toBeCloseTo(one[name]!, 6)
      expect(same.candidate).toBe(one.candidate)
    })
  })

  it('says so where the steps do not suffice', () => {
    const ratings = arranged(SMALL)
    const { converged } = descend(ratings, V1.strengths, new Float64Array(2 * ratings.notes + 1), {
      ...FULLY,
      maxSteps: 3,
    })
    expect(converged).toBe(false)
  })
})

describe('the certificate', () => {
  it('holds where two camps are all that there is', () => {
    const camps = [...Array(4).fill('++++++++------'), ...Array(4).fill('--------++++++')]
    const { certified, raterFactor } = fit(arranged(table(...camps)))
    expect(certified).toBe(true)
    expect(raterFactor[0]).not.toBe(0)
  })

  it('no axis is found just where the strongest axis of the residuals does not reach tau', () => {
    // Three against three over n notes: the residuals of the intercepts alone have the one singular value sqrt(6 n) / 2, n even.
    const camps = arranged(table('+++---', '---+++'))
    const reach = Math.sqrt(12) / 2
    const at = (k: number) => fit(camps, { strengths: { ...V1.strengths, raterFactor: k, noteFactor: k } })
    const [below, above] = [at(reach * 1.001), at(reach * 0.999)]
    expect(below.raterFactor.every(f => f === 0)).toBe(true)
    expect(above.raterFactor.every(f => f !== 0)).toBe(true)
    expect([below.certified, above.certified]).toEqual([true, true])
  })

  it('is never given where another start goes lower', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 10, max: 60 }), (seed, count) => {
        const ratings = arranged(world({ raters: 10, notes: 8, ratings: count, seed }))
        const found = fit(ratings)
        fc.pre(found.certified)
        expect(found.loss).toBeLessThanOrEqual(lowestOf(ratings, V1.strengths, 5) * (1 + 1e-9))
      }),
      { numRuns: 40 },
    )
  })

  it('is not given where it cannot be', () => {
    expect(fit(arranged(MEDIUM)).certified).toBe(false)
  })
})

describe('the sign of an axis', () => {
  const signs = (world: World) => [...fit(arranged(world)).raterFactor].map(Math.sign)

  it('has more raters on the negative side', () => {
    expect(signs(CAMPS)).toEqual([...Array(8).fill(-1), ...Array(6).fill(1)])
    const turned = table('------++++++++', '------++++++++', '++++++--------', '++++++++++++++')
    expect(signs(turned)).toEqual([...Array(6).fill(1), ...Array(8).fill(-1)])
  })

  it('has the first rater on the negative side where both are equally many', () => {
    expect(signs(table('+++---', '---+++', '+++---', '---+++'))).toEqual([-1, -1, -1, 1, 1, 1])
    expect(signs(table('---+++', '+++---', '---+++', '+++---'))).toEqual([-1, -1, -1, 1, 1, 1])
  })

  it('is chosen for each component by itself, and each finds its axis', () => {
    const [left, right] = ['      ', '        ']
    const two = table(
      ...['+++++---', '+++++---', '-----+++', '-----+++'].map(row => row + left),
      ...['++----', '--++++', '++----', '--++++'].map(row => right + row),
    )
    expect(signs(two)).toEqual([-1, -1, -1, -1, -1, 1, 1, 1, 1, 1, -1, -1, -1, -1])
  })
})

describe('a fit from the last run', () => {
  const now = arranged(MEDIUM)
  const few = (column: ArrayLike<number>) => Array.from(column).slice(0, 1470)
  const { rater, note, value } = MEDIUM
  const last = fit(arranged({ ...MEDIUM, rater: few(rater), note: few(note), value: few(value) }))

  it('comes to where a fit from nothing comes, in fewer steps', () => {
    const [cold, warm] = [fit(now), refit(now, V1, last)]
    expect(Math.abs(warm.loss / cold.loss - 1)).toBeLessThan(1e-9)
    for (const [n, b] of warm.noteIntercept.entries()) expect(b).toBeCloseTo(cold.noteIntercept[n]!, 7)
    expect(warm.steps).toBeLessThan(cold.steps / 2)
  })

  it('is one start more of a whole fit, which is no worse for it', () => {
    expect(fit(now, V1, last).loss).toBeLessThanOrEqual(fit(now).loss * (1 + 1e-12))
  })

  it('finds the axis of a part of the newsroom that is new', () => {
    const rows = ['+++++---', '+++++---', '-----+++', '-----+++']
    const old = fit(arranged(table(...rows)))
    const grown = arranged(table(...rows.map(row => `${row}        `), ...rows.map(row => `        ${row}`)))
    const warm = refit(grown, V1, old)
    const cold = fit(grown)
    expect(warm.loss).toBeCloseTo(cold.loss, 9)
    expect([...warm.raterFactor].every(f => Math.abs(f) > 0.1)).toBe(true)
  })
})
