import { type Audit, verify } from '../audit/verify.ts'
import { isUniqueViolation } from '../db/dialect/faults.ts'
import { invariants } from '../db/invariants.ts'
import { MIGRATIONS } from '../db/migrations/all.ts'
import { openDatabase } from '../db/open.ts'
import { compareKeys, keyPlaces, type Row, type Shape, type Sitting, type Whole } from '../db/shapes.ts'
import { differ, openWhole } from '../db/whole.ts'
import { DUE_PROCESS } from '../decisions/invariants.ts'
import { Sum, type Summed } from './sum.ts'

/** So few rows may differ that the rest is done while nobody can write; or so often it is tried to come near that. */
const FEW = 500
const ROUNDS = 4

export interface Copied {
  /** Rows by table, and their sums: the same on both sides. */
  tables: Record<string, Summed>
  rounds: { differences: number; ms: number; shut: boolean }[]
  /** How long nobody could write, in milliseconds; null in a rehearsal, which shuts nothing. */
  stopped: number | null
  audits: Record<string, Audit>
  broken: { rule: string; said: string }[]
}

/**
 * Moves a site that is running from one database to another, of whichever kind. Rounds of comparing both row by row bring the second into line,
 * while readers read and write; then the first is shut for writing, and rounds go on until one finds nothing: every row was seen on both
 * sides, and they are the same. The first stays shut, so that nothing is written where nobody looks any more. Where anything fails before
 * that, it is opened again. Each round is one transaction: what is cut off is taken up by the next run.
 * `rehearse`: all but the last step. Throws an Error whose message says what to do.
 */
export async function copy(
  from: string,
  to: string,
  {
    now,
    rehearse,
    heard = () => {},
  }: { now: number; rehearse: boolean; heard?: (round: number, rows: number) => void },
): Promise<Copied> {
  const source = await openWhole(from)
  try {
    const latest = Object.keys(MIGRATIONS).join()
    if (await source.isShut())
      throw new Error(
        'this database has been moved already; name where it is now in PARLEY_DATABASE_URL. Or, if that copy is not to be used: “parley copy --reopen”',
      )
    if ((await source.schema()).join() !== latest)
      throw new Error('this database is of another version; start this version of the server on it first')
    await (await openDatabase(to, { now })).close()
    const target = await openWhole(to)
    try {
      const other = differ(await source.tables(), await target.tables())
      if (other) throw new Error(`the databases do not fit together: ${other}`)
      const rounds: Copied['rounds'] = []
      const round = async (shut: boolean) => {
        const began = performance.now()
        const no = rounds.length + 1
        const found = await intoLine(source, target, rows => heard(no, rows))
        rounds.push({ differences: found.differences, ms: Math.round(performance.now() - began), shut })
        // Whoever compares a table that has just been filled must not go through all of it for each row.
        if (found.differences > FEW) await target.analyze()
        return found
      }
      let found = await round(false)
      while (found.differences > FEW && rounds.length < ROUNDS) found = await round(false)
      if (rehearse) return { tables: found.tables, rounds, stopped: null, ...(await lookedOver(to, now)) }
      const began = performance.now()
      await source.shut()
      try {
        for (let tries = 1; ; tries++) {
          found = await round(true)
          if (!found.differences) break
          if (tries === ROUNDS)
            throw new Error('the other database does not keep what is written to it; is another process at it?')
        }
        await target.analyze()
        const looked = await lookedOver(to, now)
        return { tables: found.tables, rounds, stopped: Math.round(performance.now() - began), ...looked }
      } catch (error) {
        await source.reopen()
        throw error
      }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function lookedOver(to: string, now: number): Promise<Pick<Copied, 'audits' | 'broken'>> {
  const db = await openDatabase(to, { now })
  try {
    const sites = await db.read.selectFrom('stories').select('site').distinct().orderBy('site').execute()
    const audits: Copied['audits'] = {}
    for (const { site } of sites) audits[site] = await verify(db.read, site)
    return { audits, broken: await invariants(db.read, DUE_PROCESS) }
  } finally {
    await db.close()
  }
}

interface Round {
  differences: number
  tables: Record<string, Summed>
}

/** Makes the rows of the target those of the source, both as of one moment, in one transaction. Answers how many were not. */
export async function intoLine(source: Whole, target: Whole, heard: (rows: number) => void): Promise<Round> {
  for (const anew = new Set<string>(); ; ) {
    const done = await oneTry(source, target, { anew, heard })
    if (typeof done !== 'string') return done
    anew.add(done)
  }
}

/**
 * One try. Where a row would get what another one of the target still has (a name that went from one reader to another), nothing is written,
 * and the answer is the table that is to be written `anew`.
 */
async function oneTry(
  source: Whole,
  target: Whole,
  { anew, heard }: { anew: ReadonlySet<string>; heard: (rows: number) => void },
): Promise<Round | string> {
  const tables: Record<string, Summed> = {}
  let differences = 0
  let n = 0
  let at = ''
  const [from, to] = [await source.sit('read'), await target.sit('write')]
  try {
    for (const table of await source.tables()) {
      at = table.name
      const sum = new Sum()
      if (anew.has(at)) for await (const rows of to.rows(table)) await to.remove(table, rows)
      for await (const step of steps(from, to, table)) {
        if (GROWING.has(table.name) && (step.change.length || step.remove.length))
          throw new Error(
            `the target holds what is not in this database (table ${table.name}): it is another site's, or has been in use since it was copied. Name an empty one.`,
          )
        await to.remove(table, step.remove)
        await to.change(table, step.change)
        await to.insert(table, step.insert)
        differences += step.remove.length + step.change.length + step.insert.length
        for (const row of step.seen) sum.add(row)
        n += step.seen.length
        heard(n)
      }
      tables[table.name] = sum.summed
    }
    await to.commit()
    return { differences, tables }
  } catch (error) {
    if (!isUniqueViolation(error) || anew.has(at)) throw error
    return at
  } finally {
    await from.end()
    await to.end()
  }
}

/** Logs whose rows are never changed nor taken out. */
const GROWING: ReadonlySet<string> = new Set(['events', 'anchors', 'site_events'])

interface Step {
  /** Rows of the source that were looked at. */
  seen: readonly Row[]
  insert: Row[]
  change: Row[]
  remove: readonly Row[]
}

/** Goes through a table on both sides at once, in the order of its key; each step is what some rows ask for. */
export async function* steps(
  from: Pick<Sitting, 'rows'>,
  to: Pick<Sitting, 'rows'>,
  table: Shape,
): AsyncGenerator<Step> {
  const places = keyPlaces(table)
  const [ours, theirs] = [from.rows(table), to.rows(table)]
  let waiting: readonly Row[] = []
  let j = 0
  let over = false
  for await (const rows of ours) {
    const insert: Row[] = []
    const change: Row[] = []
    const remove: Row[] = []
    const last = rows.at(-1)!
    let i = 0
    for (;;) {
      if (j === waiting.length && !over) {
        const next = await theirs.next()
        if (next.done) over = true
        waiting = next.done ? [] : next.value
        j = 0
      }
      const other = waiting[j]
      const row = rows[i]
      if (!other && !row) break
      if (!row && compareKeys(places, other!, last) > 0) break
      const order = !other ? -1 : !row ? 1 : compareKeys(places, row, other)
      if (order < 0) insert.push(row!)
      else if (order > 0) remove.push(other!)
      else if (!same(row!, other!)) change.push(row!)
      if (order <= 0) i++
      if (order >= 0) j++
    }
    yield { seen: rows, insert, change, remove }
  }
  if (j < waiting.length) yield { seen: [], insert: [], change: [], remove: waiting.slice(j) }
  if (!over) for await (const rows of theirs) yield { seen: [], insert: [], change: [], remove: rows }
}

const stored = (value: Row[number]) => (typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value)
/** U+0000 is something else on PostgreSQL: sum.ts. */
const same = (a: Row, b: Row) => a.every((value, i) => value === b[i] || stored(value) === stored(b[i]!))
