import { type Assessed, assess } from './assess.ts'
import { type NotesConfig, V1 } from './config.ts'
import { type Fit, fit } from './fit.ts'
import { arrange, type Columns, type Ratings } from './ratings.ts'
import { type Sides, sidesOf } from './sides.ts'

/** Fixed random numbers from 0 to below 1 (mulberry32, public domain). */
export function randomly(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface World extends Columns {
  raters: number
  notes: number
}

/**
 * A made-up newsroom: two camps, seven to three, who see notes the more differently the more a note leans; some raters and some notes
 * have far more ratings than others.
 */
export function world({
  raters,
  notes,
  ratings,
  seed = 1,
}: {
  raters: number
  notes: number
  ratings: number
  seed?: number
}): World {
  const random = randomly(seed)
  const camp = Float64Array.from({ length: raters }, () => (random() < 0.7 ? -1 : 1) * (0.3 + 0.7 * random()))
  const generous = Float64Array.from({ length: raters }, () => 0.2 * (random() - 0.5))
  const quality = Float64Array.from({ length: notes }, () => random())
  const lean = Float64Array.from({ length: notes }, () => 0.7 * (random() - 0.5))
  const columns = { rater: new Int32Array(ratings), note: new Int32Array(ratings), value: new Float64Array(ratings) }
  const taken = new Set<number>()
  while (taken.size < ratings) {
    const i = taken.size
    const [u, n] = [Math.floor(raters * random() ** 1.7), Math.floor(notes * random() ** 1.5)]
    if (taken.size === taken.add(u * notes + n).size) continue
    const felt = 0.2 + 0.6 * quality[n]! + generous[u]! + lean[n]! * camp[u]! + 0.3 * (random() + random() - 1)
    columns.rater[i] = u
    columns.note[i] = n
    columns.value[i] = felt < 0.35 ? 0 : felt < 0.6 ? 0.5 : 1
  }
  return { raters, notes, ...columns }
}

/** The same ratings in another order. */
export function shuffled({ raters, notes, ...columns }: World, seed: number): World {
  const random = randomly(seed)
  const order = Array.from(columns.rater, (_, i) => ({ i, key: random() })).sort((one, two) => one.key - two.key)
  const put = (column: ArrayLike<number>) => order.map(({ i }) => column[i]!)
  return { raters, notes, rater: put(columns.rater), note: put(columns.note), value: put(columns.value) }
}

export interface Run {
  ratings: Ratings
  fit: Fit
  sides: Sides
  notes: Assessed[]
}

/** One whole run. */
export function runOn({ raters, notes, ...columns }: World, config: NotesConfig = V1): Run {
  const ratings = arrange(raters, notes, columns)
  const fitted = fit(ratings, config)
  const sides = sidesOf(ratings, fitted, config)
  return { ratings, fit: fitted, sides, notes: assess(ratings, fitted, sides, config) }
}

/** A rating for each character of a table: rows are notes, columns are raters; `+` helpful, `o` somewhat, `-` not, a space none. */
export function table(...rows: string[]): World {
  const all = rows.flatMap((row, note) =>
    [...row].flatMap((mark, rater) => (mark === ' ' ? [] : [{ rater, note, mark }])),
  )
  return {
    raters: Math.max(0, ...rows.map(row => row.length)),
    notes: rows.length,
    rater: all.map(one => one.rater),
    note: all.map(one => one.note),
    value: all.map(one => ({ '+': 1, o: 0.5, '-': 0 })[one.mark]!),
  }
}
