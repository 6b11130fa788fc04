import type { State } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { PRIORITY } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import type { CommentRow } from '../comments/queries.ts'
import { isPublic } from '../comments/state.ts'
import { record } from '../db/events.ts'
import { idAfter, idAt } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import { FORMER, type Numbers, readersFor, subjectOf, type Writer } from './authors.ts'
import { note, type Report } from './report.ts'
import type { Target } from './survey.ts'

/** One import from its first comment to its last. */
export interface Run {
  app: Pick<App, 'config' | 'db' | 'clock'>
  source: string
  report: Report
  /** Comments that were left out, by the other system's id: their replies look further up. */
  gone: Map<string, { parent: string | null; at: number | null; deleted: boolean }>
  /** Comments at the top whose parent was not there when they came, by our id. */
  waiting: Map<string, { story: string; parent: string; example: string | null; alone: boolean }>
  numbers: Numbers
  /** How many comments had a time so far: within a second the file's order is kept. */
  moments: Map<number, number>
}

/** What must be known of a comment to hang others below it. */
export type Place = Pick<CommentRow, 'id' | 'story' | 'root' | 'parent' | 'depth' | 'state' | 'decision_json'>

/** What one transaction does. */
export interface Batch {
  tx: Tx
  now: number
  /** By the other system's id; null for what was looked for and is not here. */
  places: Map<string, Place | null>
  /** Made, not yet written. */
  rows: { row: CommentRow; foreign: string }[]
  /** By how much the counts of the stories that changed have changed. */
  changed: Map<string, number>
}

/** Rows an insert: below what a statement may have of values. */
const INSERT = 200
/** Times that are remembered: comments of one second are near each other in a file. */
const MOMENTS = 10_000

/**
 * Runs work in one transaction, and writes what it made with one event for each story that changed. Where the transaction is done again, so is
 * what the run remembers of it. `targets`: the stories that may be made.
 */
export async function within(
  run: Run,
  work: (batch: Batch) => Promise<void>,
  { places = new Map(), targets = [] }: { places?: Map<string, Place | null>; targets?: readonly Target[] } = {},
): Promise<void> {
  const { report, waiting, numbers, moments } = run
  const before = structuredClone({ report, waiting, numbers, moments })
  const ids = targets.map(({ id }) => id)
  let again = false
  await run.app.db.tx(async tx => {
    if (again) {
      Object.assign(run, structuredClone(before))
      for (const [i, target] of targets.entries()) target.id = ids[i]!
    }
    again = true
    const batch: Batch = { tx, now: run.app.clock(), places: new Map(places), rows: [], changed: new Map() }
    await work(batch)
    // Before the comments: SQLite walks over all that a savepoint has changed so far whenever an update returns something.
    const { site } = run.app.config
    for (const [story, count] of batch.changed)
      await record(tx, { kind: 'comment.imported', site, story, at: batch.now, count })
    await flush(run, batch)
  }, `import ${run.source}`)
}

/** What earlier transactions made of the other system's ids. `known` holds also those whose comment is gone since. */
export async function placesOf(run: Run, db: Reading, foreign: readonly string[]) {
  const places = new Map<string, Place | null>(foreign.map(id => [id, null]))
  const rows = foreign.length
    ? await db
        .selectFrom('imports as i')
        .leftJoin('comments as c', join => join.onRef('c.site', '=', 'i.site').onRef('c.id', '=', 'i.id'))
        .select(['i.foreign_id', 'c.id', 'c.story', 'c.root', 'c.parent', 'c.depth', 'c.state', 'c.decision_json'])
        .where('i.site', '=', run.app.config.site)
        .where('i.source', '=', run.source)
        .where('i.foreign_id', 'in', [...places.keys()])
        .execute()
    : []
  for (const { foreign_id, ...place } of rows) if (place.id !== null) places.set(foreign_id, place as Place)
  return { places, known: new Set(rows.map(row => row.foreign_id)) }
}

export async function placeOf(run: Run, batch: Batch, foreign: string): Promise<Place | null> {
  const met = batch.places.get(foreign)
  if (met !== undefined) return met
  const found = (await placesOf(run, batch.tx, [foreign])).places.get(foreign) ?? null
  batch.places.set(foreign, found)
  return found
}

export async function makeReaders(run: Run, batch: Batch, writers: readonly Writer[]): Promise<Map<string, string>> {
  const refused = (name: string) => note(run.report, 'name-not-taken', name ? `“${name.slice(0, 60)}”` : 'no name')
  const { ids, created } = await readersFor(batch.tx, run.app.config, writers, { numbers: run.numbers, refused })
  run.report.readers.created += created
  return ids
}

/** Makes a comment below a place, or at the top where that is null. It is written with the batch. */
export function makeComment(
  run: Run,
  batch: Batch,
  {
    foreign,
    story,
    place,
    at,
    reader,
    text,
    state,
  }: { foreign: string; story: string; place: Place | null; at: number; reader: string; text: string; state: State },
): CommentRow {
  const before = run.moments.get(at) ?? 0
  if (run.moments.size > MOMENTS) run.moments.clear()
  run.moments.set(at, before + 1)
  const id = idAt('c', at + Math.min(before, 999))
  const held = state === 'held'
  const row: CommentRow = {
    site: run.app.config.site,
    story,
    // A parent always comes before its replies, whatever the clocks of others said.
    id: place && id <= place.id ? idAfter(place.id) : id,
    root: place ? (place.root ?? place.id) : null,
    parent: place ? place.id : null,
    depth: place ? place.depth + 1 : 0,
    reader,
    kind: 'comment',
    text,
    state,
    posted_at: at,
    edited_at: null,
    revision: 1,
    respects: 0,
    reply_count: 0,
    verdict_json: JSON.stringify({ outcome: held ? 'hold' : 'show', findings: [] }),
    nudged_at: null,
    // Read by many for years: it must not bury what is new.
    reviewed_at: held ? null : batch.now,
    decision_json: null,
    imported_from: `${run.source}:${foreign}`,
    common_ground: -1,
    featured_at: null,
    featured_by: null,
  }
  batch.rows.push({ row, foreign })
  batch.places.set(foreign, row)
  batch.changed.set(story, (batch.changed.get(story) ?? 0) + Number(isPublic(state)))
  const top = row.root === null ? undefined : run.waiting.get(row.root)
  if (top) top.alone = false
  return row
}

/** The reader behind comments that were deleted there; public pages never name him. */
export async function formerReader(run: Run, batch: Batch, at: number): Promise<string> {
  const subject = subjectOf(run.app.config, run.source, FORMER)
  return (await makeReaders(run, batch, [{ subject, author: FORMER, at }])).get(subject)!
}

/** Writes the comments that were made so far. */
export async function flush(run: Run, batch: Batch): Promise<void> {
  const made = batch.rows
  batch.rows = []
  for (let i = 0; i < made.length; i += INSERT) {
    const some = made.slice(i, i + INSERT)
    await batch.tx
      .insertInto('comments')
      .values(some.map(({ row }) => row))
      .execute()
    await batch.tx
      .insertInto('revisions')
      .values(
        some.map(({ row: { site, story, id, text, verdict_json, posted_at } }) => ({
          site,
          story,
          comment: id,
          no: 1,
          text,
          verdict_json,
          at: posted_at,
        })),
      )
      .execute()
    await batch.tx
      .insertInto('imports')
      .values(some.map(({ row: { site, id }, foreign }) => ({ site, source: run.source, foreign_id: foreign, id })))
      .execute()
  }
  await countReplies(
    run,
    batch,
    made.map(({ row }) => row),
  )
  for (const { row } of made)
    if (row.state === 'held') await openCase(batch.tx, row, { queue: 'held', priority: PRIORITY.rest, at: batch.now })
}

/** As comments/state.ts does for one reply: each counts for its thread's top comment and for the comment that it answers. */
async function countReplies(run: Run, { tx }: Batch, made: readonly CommentRow[]): Promise<void> {
  const more = new Map<string, number>()
  for (const { state, root, parent } of made)
    if (isPublic(state))
      for (const id of new Set([root, parent])) if (id !== null) more.set(id, (more.get(id) ?? 0) + 1)
  for (const [count, some] of Map.groupBy(more, ([, count]) => count))
    await tx
      .updateTable('comments')
      .set(eb => ({ reply_count: eb('reply_count', '+', count) }))
      .where('site', '=', run.app.config.site)
      .where(
        'id',
        'in',
        some.map(([id]) => id),
      )
      .execute()
}
