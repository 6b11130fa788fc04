import type { DeskNote, DeskNotes, NOTE_LISTS, NoteAlarm } from '@parley/contract/notes.ts'
import { type Assessed, candidateOf } from '@parley/notes/assess.ts'
import { STARTING_UP, V1 } from '@parley/notes/config.ts'
import { explain, inEnglish, type Sentence } from '@parley/notes/explain.ts'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import type { Reading } from '../db/open.ts'
import { Refusal } from '../http/problems.ts'
import { alarmOf } from './alarms.ts'
import { anyNote, type NoteRow, noted, noteRow } from './queries.ts'
import { type MeasuredNote, publicNumbers, stateOf } from './work.ts'

const PAGE = 50
const COUNTED = 1000
type List = (typeof NOTE_LISTS)[number]

const readable = sql<boolean>`c.state in ('shown', 'collapsed')`
const WAITS = sql<boolean>`n.kind = 'reader' and n.status = 'needs_more' and n.hidden_json is null`
const SHOWN = sql<boolean>`(n.kind <> 'reader' or n.status = 'shown')`

/** A list of the desk, the whole site over. Throws Refusal('cursor.invalid'). */
export async function notesAtDesk(app: App, list: List, after: string | null): Promise<DeskNotes> {
  if (after !== null && !/^c_[0-9a-z]{10,30}$/.test(after)) throw new Refusal('cursor.invalid')
  const { read } = app.db
  const { site } = app.config
  const waiting = list === 'waiting'
  let query = listed(read, site, list)
    .orderBy('n.id', waiting ? 'asc' : 'desc')
    .limit(PAGE + 1)
  if (after) query = query.where('n.id', waiting ? '>' : '<', after)
  const [rows, run, alarms, counts] = await Promise.all([
    query.execute(),
    lastRun(read, site),
    openAlarms(app, null),
    Promise.all((['waiting', 'alarms', 'shown'] as const).map(one => countOf(read, site, one))),
  ])
  const page = rows.slice(0, PAGE)
  return {
    notes: await withAll(app, page),
    next: rows.length > PAGE ? page.at(-1)!.id : null,
    alarms,
    counts: { waiting: counts[0]!, alarms: counts[1]! + alarms.length, shown: counts[2]! },
    raters: {
      taking: run?.taking ?? 0,
      startingUp: run?.grown_at == null,
      lastRun: run?.at ? iso(run.at) : null,
      sides: run?.sides === 1,
    },
  }
}

function listed(db: Reading, site: string, list: List) {
  const query = noted(db, site)
  if (list === 'waiting') return query.where(readable).where(WAITS)
  if (list === 'shown') return query.where(readable).where(SHOWN)
  if (list === 'all') return query
  return query.where(({ eb, selectFrom }) =>
    eb(
      'n.id',
      'in',
      selectFrom('note_alarms as x').select('x.note').where('x.site', '=', site).where('x.seen_at', 'is', null),
    ),
  )
}

/** How many there are, up to a thousand. */
async function countOf(db: Reading, site: string, list: List): Promise<number> {
  const rows = await listed(db, site, list).clearSelect().select('n.id').orderBy('n.id').limit(COUNTED).execute()
  return rows.length
}

async function openAlarms(app: App, note: string | null): Promise<NoteAlarm[]> {
  const rows = await app.db.read
    .selectFrom('note_alarms')
    .selectAll()
    .where('site', '=', app.config.site)
    .where('note', note === null ? 'is' : '=', note)
    .where('seen_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(PAGE)
    .execute()
  return rows.map(row => alarmOf(app, row))
}

/** One note as the desk sees it. Throws Refusal('note.unknown'). */
export async function noteAtDesk(app: App, id: string): Promise<DeskNote> {
  const [note] = await withAll(app, [await noteRow(app.db.read, app.config.site, id)])
  return note!
}

/** Everything that the desk wants to know of some notes, in one query for each kind of it. */
async function withAll(app: App, rows: readonly NoteRow[]): Promise<DeskNote[]> {
  if (!rows.length) return []
  const { read } = app.db
  const { site } = app.config
  const ids = rows.map(({ id }) => id)
  const stories = [...new Set(rows.map(({ story }) => story))]
  const [named, about, revisions, ratings, alarms, acts, run] = await Promise.all([
    read
      .selectFrom('stories')
      .select(['id', 'url', 'title'])
      .where('site', '=', site)
      .where('id', 'in', stories)
      .execute(),
    read
      .selectFrom('comments as c')
      .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
      .select(['c.id', 'r.name', 'c.text', 'c.state', 'c.revision'])
      .where('c.site', '=', site)
      .where('c.story', 'in', stories)
      .where('c.id', 'in', ['', ...rows.flatMap(row => row.about ?? [])])
      .execute(),
    read
      .selectFrom('revisions')
      .select(['comment', 'no', 'at', 'text'])
      .where('site', '=', site)
      .where('story', 'in', stories)
      .where('comment', 'in', ids)
      .orderBy('no')
      .execute(),
    read
      .selectFrom('note_ratings')
      .select(['note', 'invited', 'reasons_json'])
      .where('site', '=', site)
      .where('story', 'in', stories)
      .where('note', 'in', ids)
      .execute(),
    read
      .selectFrom('note_alarms')
      .selectAll()
      .where('site', '=', site)
      .where('story', 'in', stories)
      .where('note', 'in', ids)
      .orderBy('id')
      .execute(),
    read
      .selectFrom('note_acts as x')
      .leftJoin('readers as r', join => join.onRef('r.site', '=', 'x.site').onRef('r.id', '=', 'x.by'))
      .select(['x.note', 'x.act', 'x.reason', 'x.at', 'r.name'])
      .where('x.site', '=', site)
      .where('x.story', 'in', stories)
      .where('x.note', 'in', ids)
      .orderBy('x.id')
      .execute(),
    lastRun(read, site),
  ])
  const startingUp = run?.grown_at == null
  return rows.map((row): DeskNote => {
    const story = named.find(one => one.id === row.story)!
    const on = about.find(one => one.id === row.about)
    const given = ratings.filter(one => one.note === row.id)
    const measured = row.measured_json === null ? null : (JSON.parse(row.measured_json) as MeasuredNote)
    const reasons = new Map<string, number>()
    for (const { reasons_json } of given)
      for (const reason of JSON.parse(reasons_json)) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    const { pending } = stateOf(row)
    const ofReader = row.kind === 'reader'
    return {
      note: anyNote(row),
      story: { url: story.url, title: story.title },
      about: on ? { id: on.id, authorName: on.name, text: on.text, state: on.state, revision: on.revision } : null,
      text: row.text,
      revisions: revisions.filter(one => one.comment === row.id).map(({ no, at, text }) => ({ no, at: iso(at), text })),
      numbers: measured && publicNumbers(measured),
      why: ofReader ? explained(row, startingUp).map(inEnglish) : [],
      pending: pending && { to: pending.to, since: iso(pending.since) },
      ratings: {
        invited: given.filter(one => one.invited === 1).length,
        volunteered: given.filter(one => one.invited === 0).length,
      },
      reasons: [...reasons]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .map(([reason, n]) => ({ reason: reason as DeskNote['reasons'][number]['reason'], n })),
      alarms: alarms.filter(one => one.note === row.id).map(one => alarmOf(app, one)),
      acts: acts
        .filter(one => one.note === row.id)
        .map(({ act, reason, at, name }) => ({ act, reason, by: name ?? '', at: iso(at) })),
    }
  })
}

/** What is known of the last run over all ratings of a site. */
export const lastRun = (db: Reading, site: string) =>
  db.selectFrom('note_runs').selectAll().where('site', '=', site).executeTakeFirst()

const UNSEEN: MeasuredNote = {
  ...{ count: 0, axis: false, predLo: null, predHi: null, score: null, lcb: null, ucb: null },
  ...{ sureLo: 0, sureHi: 0, netLo: 0, netHi: 0 },
}

/** Why a reader's note is shown or not, as of the last run. */
export function explained(
  row: Pick<NoteRow, 'status' | 'pending_json' | 'shown_at' | 'settled' | 'measured_json'>,
  startingUp: boolean,
): Sentence[] {
  const config = startingUp ? STARTING_UP : V1
  const measured: MeasuredNote = row.measured_json === null ? UNSEEN : JSON.parse(row.measured_json)
  const found: Assessed = {
    ...measured,
    ...{ component: null, intercept: 0, factor: 0, candidate: candidateOf(measured, config) },
  }
  return explain(stateOf(row), found, config)
}
