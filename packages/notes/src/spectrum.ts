import type { NoteSide, RaterSide } from './descent.ts'
import type { Ratings } from './ratings.ts'

/** How many singular pairs are followed at once. */
export const PAIRS = 3

/** Leading singular pairs of the residuals E = r - mu - a - b - f g on the observed cells, for each component by itself. */
export interface Spectrum {
  /** Pair q of component c at PAIRS * c + q, largest first. */
  sigma: Float64Array
  /** Unit vectors over a component's notes: pair q of note n at PAIRS * n + q; zeros where there is no such pair. */
  noteVector: Float64Array
  /** SUM (x y)² over observed cells, as sigma; x is the unit vector over raters. */
  overlap: Float64Array
  steps: number
  /** Whether the singular values asked for have come to rest. */
  settled: boolean
}

/**
 * Orthogonal iteration for E'E, from fixed vectors made of integer hashes of the notes' indexes (no Math.random, whose values
 * differ, and no sin, exp or log, whose last bits do).
 * @param still ends it when no step moves the first `pairs` values of any component by more than this share of its largest
 * @param until ends it early: asked after each step with the values so far, none of which is above the true largest
 */
export function spectrum(
  ratings: Ratings,
  noteSide: NoteSide,
  raterSide: RaterSide,
  {
    maxSteps,
    pairs,
    still,
    until,
  }: { maxSteps: number; pairs: number; still: number; until?: (sigma: Float64Array) => boolean },
): Spectrum {
  const { raters, notes, components, byRater, byNote, raterComponent, noteComponent } = ratings
  const mu = noteSide[2 * notes]!
  const y = new Float64Array(PAIRS * notes)
  const x = new Float64Array(PAIRS * raters)
  for (let i = 0; i < y.length; i++) y[i] = hash(i)
  orthonormal(y, noteComponent, components)

  let sigma: Float64Array = new Float64Array(PAIRS * components)
  let steps = 0
  let settled = false
  for (;;) {
    multiply(byRater, raterSide, noteSide, mu, y, x)
    const found = norms(x, raterComponent, components)
    settled =
      steps > 0 &&
      found.every((value, i) => i % PAIRS >= pairs || Math.abs(value - sigma[i]!) <= still * found[i - (i % PAIRS)]!)
    sigma = found
    if (settled || ++steps > maxSteps || until?.(sigma)) break
    multiply(byNote, noteSide, raterSide, mu, x, y)
    orthonormal(y, noteComponent, components)
  }

  const overlap = new Float64Array(PAIRS * components)
  for (let u = 0; u < raters; u++)
    for (let p = byRater.start[u]!; p < byRater.start[u + 1]!; p++)
      for (let q = 0; q < PAIRS; q++) {
        const xy = x[PAIRS * u + q]! * y[PAIRS * byRater.other[p]! + q]!
        overlap[PAIRS * raterComponent[u]! + q]! += xy * xy
      }
  for (let i = 0; i < overlap.length; i++) if (sigma[i]! > 0) overlap[i]! /= sigma[i]! * sigma[i]!
  return { sigma, noteVector: y, overlap, steps, settled }
}

/** `out` = E times the vectors, or E' times them: `own` are the parameters of the rows of `side`, `others` those of its columns. */
function multiply(
  { start, other, twice }: Ratings['byRater'],
  own: Float64Array,
  others: Float64Array,
  mu: number,
  vectors: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i + 1 < start.length; i++) {
    const level = mu + own[2 * i]!
    const factor = own[2 * i + 1]!
    let v0 = 0
    let v1 = 0
    let v2 = 0
    for (let p = start[i]!; p < start[i + 1]!; p++) {
      const j = other[p]!
      const e = 0.5 * twice[p]! - level - others[2 * j]! - factor * others[2 * j + 1]!
      v0 += e * vectors[PAIRS * j]!
      v1 += e * vectors[PAIRS * j + 1]!
      v2 += e * vectors[PAIRS * j + 2]!
    }
    out[PAIRS * i] = v0
    out[PAIRS * i + 1] = v1
    out[PAIRS * i + 2] = v2
  }
}

/** The lengths of the vectors, of each component by itself. */
function norms(vectors: Float64Array, component: Int32Array, components: number): Float64Array {
  const out = new Float64Array(PAIRS * components)
  for (let i = 0; i < component.length; i++)
    if (component[i]! >= 0)
      for (let q = 0; q < PAIRS; q++)
        out[PAIRS * component[i]! + q]! += vectors[PAIRS * i + q]! * vectors[PAIRS * i + q]!
  return out.map(Math.sqrt)
}

/** Gram-Schmidt, of each component by itself; a vector that the ones before it hold already becomes zero. */
function orthonormal(vectors: Float64Array, component: Int32Array, components: number): void {
  const products = new Float64Array(components)
  const before = norms(vectors, component, components)
  const along = (p: number, q: number) => {
    products.fill(0)
    for (let i = 0; i < component.length; i++)
      if (component[i]! >= 0) products[component[i]!]! += vectors[PAIRS * i + p]! * vectors[PAIRS * i + q]!
  }
  for (let q = 0; q < PAIRS; q++) {
    for (let p = 0; p < q; p++) {
      along(p, q)
      for (let i = 0; i < component.length; i++)
        if (component[i]! >= 0) vectors[PAIRS * i + q]! -= products[component[i]!]! * vectors[PAIRS * i + p]!
    }
    along(q, q)
    for (let c = 0; c < components; c++) {
      const length = Math.sqrt(products[c]!)
      products[c] = length > 1e-12 * before[PAIRS * c + q]! ? 1 / length : 0
    }
    for (let i = 0; i < component.length; i++)
      vectors[PAIRS * i + q] = component[i]! < 0 ? 0 : vectors[PAIRS * i + q]! * products[component[i]!]!
  }
}

/** A number from -1 to 1 for an index: the finaliser of MurmurHash3 (public domain), whose every bit depends on every bit. */
function hash(index: number): number {
  let h = index + 0x9e3779b9
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) / 0x80000000
}
