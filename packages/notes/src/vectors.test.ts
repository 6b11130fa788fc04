import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { clean } from './clean.ts'
import { type Strengths, V1 } from './config.ts'
import { descend, FULLY } from './descent.ts'
import { type Fit, fit } from './fit.ts'
import { arrange, type Columns } from './ratings.ts'
import { NEW_NOTE, step } from './status.ts'
import { runOn } from './testing.ts'

const shared = new URL('../../../../shared/notes/vectors/', import.meta.url)
const read = (name: string) => JSON.parse(readFileSync(new URL(name, shared), 'utf8'))
const here = existsSync(shared)
if (!here) console.log('../shared is not here: the public vectors are left out.')

interface Optimum {
  mu: number
  raterIntercept: number[]
  noteIntercept: number[]
  raterFactor: number[]
  noteFactor: number[]
}
const PARAMETERS = ['raterIntercept', 'noteIntercept', 'raterFactor', 'noteFactor'] as const

/** The largest difference; NaN where one is missing, which is no number below any tolerance. */
const apart = (got: ArrayLike<number | null>, want: ArrayLike<number>) =>
  got.length === want.length
    ? Array.from(want).reduce((most, value, i) => Math.max(most, Math.abs((got[i] ?? Number.NaN) - value)), 0)
    : Number.NaN

function expectOptimum(found: Fit, optimum: Optimum) {
  expect(Math.abs(found.mu - optimum.mu)).toBeLessThan(1e-6)
  for (const name of PARAMETERS) expect(apart(found[name], optimum[name]), name).toBeLessThan(1e-6)
}

// biome-ignore lint/suspicious/noExplicitAny: the vectors' own shape
function expectTables({ ratings, sides, notes }: ReturnType<typeof runOn>, tables: any) {
  expect(ratings.components).toBe(tables.components)
  expect([...ratings.raterComponent]).toEqual(tables.raterComponent)
  expect([...ratings.noteComponent]).toEqual(tables.noteComponent)
  expect(sides.axes.map(axis => axis.found)).toEqual(tables.axis)
  for (const name of ['lo', 'hi', 'cut'] as const)
    expect(
      apart(
        sides.axes.map(axis => axis[name]),
        tables[name],
      ),
      name,
    ).toBeLessThan(1e-6)
  expect([...sides.raterSide]).toEqual(tables.raterSide)
  expect(apart(sides.raterError, tables.raterFactorSe)).toBeLessThan(1e-6)
  for (const name of ['predLo', 'predHi', 'score', 'lcb', 'ucb'] as const)
    expect(
      apart(
        notes.map(note => note[name]),
        tables[name],
      ),
      name,
    ).toBeLessThan(1e-6)
  for (const name of ['count', 'sureLo', 'sureHi', 'netLo', 'netHi', 'candidate'] as const)
    expect(
      notes.map(note => note[name]),
      name,
    ).toEqual(tables[name])
}

describe.runIf(here)('the public vectors', () => {
  const sets = here ? readdirSync(shared).filter(name => /^(0\d|10)-.*[.]json$/.test(name)) : []

  it.each(sets)('%s: the newsroom variant', name => {
    const { raters, notes, ratings, newsroom } = read(name)
    const run = runOn({ raters, notes, ...ratings })
    expect(run.fit.converged).toBe(true)
    expect(run.fit.certified).toBe(newsroom.info.globalCertificate)
    expect(Math.abs(run.fit.loss / run.ratings.count / newsroom.info.loss - 1)).toBeLessThan(1e-9)
    expectOptimum(run.fit, newsroom.optimum)
    expectTables(run, newsroom.tables)
  })

  it.each(sets)('%s: X’s loss, with its averages of blocks as strengths', name => {
    const { raters, notes, ratings, reference } = read(name)
    const arranged = arrange(raters, notes, ratings as Columns)
    const strengths = asStrengths(reference.lambdas, arranged.count, raters, notes)
    const cold = fit(arranged, { strengths }).loss / arranged.count
    expect(cold).toBeLessThan(reference.info.loss + 2e-3)
    if (reference.info.spectralReachesBest) expect(Math.abs(cold / reference.info.loss - 1)).toBeLessThan(1e-9)

    const { start, optimum } = reference
    const side = new Float64Array(2 * notes + 1)
    for (let n = 0; n < notes; n++) side.set([start.noteIntercept[n], start.noteFactor[n]], 2 * n)
    side[2 * notes] = start.mu
    const { noteSide, raterSide } = descend(arranged, strengths, side, FULLY)
    const every = (of: Float64Array, offset: number) =>
      of.subarray(0, of.length & ~1).filter((_, i) => i % 2 === offset)
    expect(Math.abs(noteSide[2 * notes]! - optimum.mu)).toBeLessThan(1e-6)
    expect(apart(every(noteSide, 0), optimum.noteIntercept)).toBeLessThan(1e-6)
    expect(apart(every(noteSide, 1), optimum.noteFactor)).toBeLessThan(1e-6)
    expect(apart(every(raterSide, 0), optimum.raterIntercept)).toBeLessThan(1e-6)
    expect(apart(every(raterSide, 1), optimum.raterFactor)).toBeLessThan(1e-6)
  })

  const edge = here ? read('11-edge.json') : { cases: [] }
  // biome-ignore lint/suspicious/noExplicitAny: the vectors' own shape
  it.each(edge.cases as any[])('11: $name', one => {
    const [raters, notes] = [one.optimum?.raterIntercept.length ?? 0, one.optimum?.noteIntercept.length ?? 0]
    const run = runOn({ raters, notes, ...one.ratings })
    if (one.expected) {
      expect({ mu: run.fit.mu, candidate: run.notes, components: run.ratings.components }).toEqual(one.expected)
      return
    }
    expect(Math.abs(run.fit.loss - one.sumOfSquares)).toBeLessThanOrEqual(1e-9 * one.sumOfSquares)
    expect(run.fit.certified).toBe(one.globalCertificate)
    if (one.compare === 'loss') return
    expectOptimum(run.fit, one.optimum)
    expectTables(run, one.tables)
  })

  it('11: cleaning', () => {
    const { authors, articles, events, cleaned, eligible_min2_articles2, invalid } = edge.preprocess
    const notes = Object.keys(authors).map(id => ({ id, author: authors[id], article: articles[id] }))
    const result = clean([...events, ...invalid.map((one: { event: object }) => one.event)], notes, {
      rater: { ratings: 2, articles: 2 },
    })
    expect(result).toEqual({ ratings: cleaned, eligible: eligible_min2_articles2, refused: invalid })
  })

  it('12: every state of every sequence', () => {
    const { initial, sequences } = read('12-status.json')
    expect(NEW_NOTE).toEqual(initial)
    for (const sequence of sequences) {
      let state = initial
      for (const { t, m, state: want } of sequence) {
        state = step(state, t, m, V1)
        expect(state).toEqual(want)
      }
    }
  })
})

/** X's loss averages the squares of each block; times the number of ratings this is what stands here (section 1). */
function asStrengths(
  lambdas: Record<keyof Strengths | 'globalIntercept', number>,
  n: number,
  i: number,
  j: number,
): Strengths {
  return {
    mu: lambdas.globalIntercept * n,
    raterIntercept: (lambdas.raterIntercept * n) / i,
    noteIntercept: (lambdas.noteIntercept * n) / j,
    raterFactor: (lambdas.raterFactor * n) / i,
    noteFactor: (lambdas.noteFactor * n) / j,
  }
}
