import { arrange, type Columns, type Ratings } from '@parley/notes/ratings.ts'

/** So often the residuals are tried with signs drawn anew. The strongest axis has to be stronger than all of these: 19 are a level of one in twenty. */
const DRAWS = 19
const SWEEPS = 20
const STEPS = 30

/**
 * Do readers differ in kind, or only by chance? The largest part of any matrix has a strongest axis, even where everybody goes by the same coin. So the one
 * of what one number for each reader and each comment leaves unexplained is held against those of the same residuals with random signs: what
 * there is beside chance goes with the signs. Source: sign-flip parallel analysis, Hong, Sheng and Dobriban, arXiv 2012.02985.
 * @returns the share of its strength that chance reaches at most: below 1 there is an axis
 */
export function chanceOf(raters: number, notes: number, columns: Columns): number {
  const ratings = arrange(raters, notes, columns)
  const residual = residualsOf(ratings)
  const found = strongest(ratings, residual)
  if (!(found > 0)) return Number.POSITIVE_INFINITY
  const drawn = new Float64Array(residual.length)
  let most = 0
  for (let draw = 1; draw <= DRAWS; draw++) {
    for (let p = 0; p < drawn.length; p++) drawn[p] = sign(p, draw) * residual[p]!
    most = Math.max(most, strongest(ratings, drawn))
  }
  return most / found
}

/** What is left of each value when every reader and every comment has a number, both held towards the mean as the fit holds them; by rater. */
function residualsOf({ raters, notes, byRater: { start, other, twice } }: Ratings): Float64Array {
  const HELD = 6
  const e = Float64Array.from(twice, value => value / 2)
  const mean = e.reduce((sum, value) => sum + value, 0) / Math.max(1, e.length)
  const [a, b] = [new Float64Array(raters), new Float64Array(notes)]
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const [sum, n] = [new Float64Array(notes), new Float64Array(notes)]
    for (let u = 0; u < raters; u++) {
      let own = 0
      for (let p = start[u]!; p < start[u + 1]!; p++) own += twice[p]! / 2 - mean - b[other[p]!]!
      a[u] = own / (HELD + start[u + 1]! - start[u]!)
      for (let p = start[u]!; p < start[u + 1]!; p++) {
        sum[other[p]!]! += twice[p]! / 2 - mean - a[u]!
        n[other[p]!]!++
      }
    }
    for (let i = 0; i < notes; i++) b[i] = sum[i]! / (HELD + n[i]!)
  }
  for (let u = 0; u < raters; u++) for (let p = start[u]!; p < start[u + 1]!; p++) e[p]! -= mean + a[u]! + b[other[p]!]!
  return e
}

/** The largest singular value of a sparse matrix, by power iteration from a fixed vector. */
function strongest({ raters, notes, byRater: { start, other } }: Ratings, e: Float64Array): number {
  let y = Float64Array.from({ length: notes }, (_, i) => sign(i, 0) * (1 + (i % 7) / 7))
  let size = 0
  for (let step = 0; step < STEPS; step++) {
    const length = Math.sqrt(y.reduce((sum, v) => sum + v * v, 0))
    if (!(length > 0)) return 0
    const next = new Float64Array(notes)
    let squares = 0
    for (let u = 0; u < raters; u++) {
      let x = 0
      for (let p = start[u]!; p < start[u + 1]!; p++) x += e[p]! * (y[other[p]!]! / length)
      squares += x * x
      for (let p = start[u]!; p < start[u + 1]!; p++) next[other[p]!]! += e[p]! * x
    }
    size = Math.sqrt(squares)
    y = next
  }
  return size
}

/** Heads or tails for an index in a draw: the finaliser of MurmurHash3 (public domain). No Math.random, so that the same respects give the same answer. */
function sign(index: number, draw: number): number {
  let h = Math.imul(index + 1, 0x9e3779b9) ^ Math.imul(draw + 1, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) & 1 ? 1 : -1
}
