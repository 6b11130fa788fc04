import { execFileSync } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { assessOne } from '../packages/notes/src/assess.ts'
import { clean, indexed } from '../packages/notes/src/clean.ts'
import { STARTING_UP, V1 } from '../packages/notes/src/config.ts'
import { type World, world } from '../packages/notes/src/testing.ts'
import { runApart } from '../packages/server/src/notes/apart.ts'
import { type NotesRun, runNotes } from '../packages/server/src/notes/run.ts'
import { median, type Row } from './figures.ts'

/** What the specification allows: milliseconds, and MB. */
const PROMISED = { small: 150, cold: 6000, warm: 1500, memory: 300, one: 1 }
/** A newsroom of some years, and a very large one. */
const SMALL = { raters: 3000, notes: 1000, ratings: 20_000 }
export const LARGE = { raters: 50_000, notes: 20_000, ratings: 1_000_000 }

interface Took<T> {
  result: T
  /** Of all threads of this process, in milliseconds: others on the machine do not count. */
  processor: number
  clock: number
}
async function took<T>(work: () => T | Promise<T>): Promise<Took<T>> {
  const [used, began] = [process.cpuUsage(), performance.now()]
  const result = await work()
  const clock = performance.now() - began
  const { user, system } = process.cpuUsage(used)
  return { result, processor: (user + system) / 1000, clock }
}

/** What context notes cost: whole runs from ratings in columns to the numbers of every note, and one note by itself. */
export async function notesCosts(): Promise<Row[]> {
  const rows: Row[] = []
  const row = (what: string, { processor, clock }: Omit<Took<unknown>, 'result'>, promised: number, more = '') =>
    rows.push({
      what,
      value: processor,
      unit: 'ms',
      ratio: { to: `of ${promised} ms`, value: processor / promised },
      more: `by the clock ${Math.round(clock)} ms${more}`,
    })

  const small = world(SMALL)
  const first = await took(() => runNotes({ ...small, config: V1 }))
  row('notes: 20,000 ratings, the first run of a process', first, PROMISED.small)
  const later = []
  for (let i = 0; i < 9; i++) later.push(await took(() => runNotes({ ...small, config: V1 })))
  row(
    'notes: 20,000 ratings, later runs',
    { processor: median(later.map(one => one.processor)), clock: median(later.map(one => one.clock)) },
    PROMISED.small,
  )

  const large = world(LARGE)
  const cold = await took(() => runApart({ ...large, config: V1 }))
  const steps = ({ result }: Took<NotesRun>) =>
    `; ${result.fit.steps} steps, in a thread of its own, thread and copies included`
  row('notes: 1,000,000 ratings, from nothing', cold, PROMISED.cold, steps(cold))
  // The last run did not know the last hundredth of all ratings.
  const known = Math.round(LARGE.ratings * 0.99)
  const before = runNotes({ ...large, ...upTo(large, known), config: V1 }).fit
  const last = { mu: before.mu, noteIntercept: before.noteIntercept, noteFactor: before.noteFactor }
  const warm = await took(() => runApart({ ...large, config: V1, last }))
  row('notes: 1,000,000 ratings, 1 % of them new', warm, PROMISED.warm, steps(warm))
  const memory = Number(execFileSync(process.execPath, [fileURLToPath(new URL('notes-memory.ts', import.meta.url))]))
  rows.push({
    what: 'notes: memory of a process that does both and nothing else',
    value: memory,
    unit: 'MB',
    ratio: { to: `of ${PROMISED.memory} MB`, value: memory / PROMISED.memory },
  })
  const apart = Math.max(...last.noteIntercept.map((_, n) => difference(cold.result, warm.result, n)))
  rows.push({ what: 'notes: largest difference of a score, 1 % new to from nothing', value: apart, unit: '' })

  const { ratings, fit, sides } = cold.result
  const busiest = ratings.byNote.start
    .subarray(1)
    .reduce((most, _, n) => (size(ratings, n) > size(ratings, most) ? n : most), 0)
  const given = Array.from({ length: size(ratings, busiest) }, (_, i) => {
    const at = ratings.byNote.start[busiest]! + i
    return { rater: ratings.byNote.other[at]!, value: ratings.byNote.twice[at]! / 2 }
  })
  const one = await took(() => {
    for (let i = 0; i < 200; i++) assessOne(ratings, fit, sides, given)
  })
  row(
    `notes: one note again, of ${given.length} ratings`,
    { processor: one.processor / 200, clock: one.clock / 200 },
    PROMISED.one,
  )

  const events = Array.from(large.rater, (u, i) => ({
    ...{ rater: `u_${u}`, note: `n_${large.note[i]}`, value: large.value[i]!, at: i },
  }))
  const notes = Array.from({ length: LARGE.notes }, (_, n) => ({
    id: `n_${n}`,
    author: 'nobody',
    article: `s_${n % 3000}`,
  }))
  const cleaned = await took(() => indexed(clean(events, notes, STARTING_UP).eligible, notes))
  rows.push({
    what: 'notes: cleaning 1,000,000 events with ids, before a run',
    value: cleaned.processor,
    unit: 'ms',
    more: `by the clock ${Math.round(cleaned.clock)} ms`,
  })
  console.log(`load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores`)
  return rows
}

const size = ({ byNote }: NotesRun['ratings'], n: number) => byNote.start[n + 1]! - byNote.start[n]!
const difference = (one: NotesRun, two: NotesRun, n: number) =>
  Math.abs((one.notes[n]!.score ?? 0) - (two.notes[n]!.score ?? 0))

function upTo({ rater, note, value }: World, end: number) {
  const part = (column: ArrayLike<number>) => Float64Array.from(column).subarray(0, end)
  return { rater: part(rater), note: part(note), value: part(value) }
}
