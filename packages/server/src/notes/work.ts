import type { NoteNumbers } from '@parley/contract/notes.ts'
import { type Assessed, assessOne } from '@parley/notes/assess.ts'
import { type NotesConfig, STARTING_UP, V1 } from '@parley/notes/config.ts'
import { type NoteState, step } from '@parley/notes/status.ts'
import type { App } from '../app.ts'
import { record } from '../db/events.ts'
import type { Tx } from '../db/open.ts'
import { BURST, burstsIn, raise, raiseOfSite, spreadOf, wrongWith } from './alarms.ts'
import { runApart } from './apart.ts'
import { Lot } from './invite.ts'
import { isReadable, type Note, noted } from './queries.ts'
import { runStored, type Stored, type StoredRun } from './run.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** So many rows are read at a time, so that nobody notices it. */
const PAGE = 5000
/** Up to so many ratings a run takes less time here than a thread takes to begin, and a run from nothing less than anybody could save. */
const FEW = { here: 2000, anew: 200_000 }

type Parts = Pick<App, 'config' | 'db' | 'log' | 'clock'>
/** By this it is seen whether anything was rated since. */
interface Finger {
  ratings: number
  latest: number
}
/** The last run of this process, in memory alone: what it infers of readers is stored nowhere. */
interface Last extends Finger {
  run: StoredRun
  config: NotesConfig
  raters: ReadonlyMap<string, number>
}

/**
 * Weighs all ratings of the site every so often, steps the status of every note, and looks for what is wrong. One process does it; with nothing rated since and no
 * status on its way nothing is calculated. What it publishes of a note is in the note's row and in the story's log; the readers' factors and sides never leave it.
 */
export class NotesWork {
  readonly lot: Lot
  private readonly app: Parts
  private readonly timer: NodeJS.Timeout | undefined
  private running: Promise<void> | null = null
  private last: Last | null = null
  private closed = false

  constructor(app: Parts) {
    this.app = app
    this.lot = new Lot(app)
    if (app.config.notes.every > 0) this.timer = setInterval(() => void this.look(), MINUTE).unref()
  }

  /** Makes a run if one is due. Never throws. */
  look(): Promise<void> {
    return this.work(async () => {
      const { config, clock } = this.app
      const before = await this.before()
      // A clock that was ahead puts nothing off.
      const due = !before || clock() - before.at >= config.notes.every || clock() < before.at
      if (due) await this.run()
    })
  }

  /** Makes a run now, whether one is due or not. Never throws: what went wrong is in the log. */
  runNow(): Promise<void> {
    return this.work(() => this.run())
  }

  private work(what: () => Promise<void>): Promise<void> {
    if (this.closed) return Promise.resolve()
    const { config, db, log } = this.app
    this.running ??= db
      .alone(`notes ${config.site}`, what)
      .catch(error => log.error({ err: error }, 'the ratings of the notes could not be weighed'))
      .finally(() => {
        this.running = null
      })
    return this.running
  }

  private before() {
    const { config, db } = this.app
    return db.read.selectFrom('note_runs').selectAll().where('site', '=', config.site).executeTakeFirst()
  }

  private async run(): Promise<void> {
    const { log, clock } = this.app
    const before = await this.before()
    const finger = await this.finger()
    const same = before?.ratings === finger.ratings && before.latest === finger.latest
    if (same && !(await this.isPending())) return this.note(before, { at: clock() })
    const known = this.last?.ratings === finger.ratings && this.last.latest === finger.latest ? this.last : null
    const whole = !known && (!this.last || finger.ratings <= FEW.anew || clock() - (before?.whole_at ?? 0) >= DAY)
    const last = known ?? (await this.fit(finger, { grown: before?.grown_at != null, whole }))
    this.last = last
    const { run } = last
    if (!run.fit.converged) {
      log.warn({ ratings: finger.ratings }, 'the weighing of the notes came to no end: every status stays as it was')
      return this.note(before, { at: clock() })
    }
    await this.lookForBursts(last)
    await this.stepAll(last)
    if (!known) await raiseOfSite(this.app, await wrongWith(this.app, run, before))
    await this.note(before, {
      ...{ at: clock(), ...finger, taking: run.raterIds.length, spread: spreadOf(run) },
      ...(whole && { whole_at: clock() }),
      grown_at: before?.grown_at ?? (run.startingUp ? null : clock()),
      sides: Number(run.sides.axes.some(({ found }) => found)),
    })
    log.info({ ratings: finger.ratings, notes: run.noteIds.length, steps: run.fit.steps }, 'the notes were weighed')
  }

  private note(
    before: Awaited<ReturnType<NotesWork['before']>>,
    now: Partial<NonNullable<typeof before>>,
  ): Promise<void> {
    const { site } = this.app.config
    const { site: _, ...rest } = {
      ...{ site, at: 0, whole_at: 0, ratings: -1, latest: -1, taking: 0, grown_at: null, spread: null, sides: 0 },
      ...before,
      ...now,
    }
    return this.app.db.tx(async tx => {
      await tx
        .insertInto('note_runs')
        .values({ site, ...rest })
        .onConflict(conflict => conflict.column('site').doUpdateSet(rest))
        .execute()
    })
  }

  private async finger(): Promise<Finger> {
    const { config, db } = this.app
    const row = await db.read
      .selectFrom('note_ratings')
      .select(eb => [eb.fn.countAll<number>().as('n'), eb.fn.max('at').as('latest')])
      .where('site', '=', config.site)
      .executeTakeFirstOrThrow()
    return { ratings: Number(row.n), latest: Number(row.latest ?? 0) }
  }

  /** Whether time alone may change a status. */
  private async isPending(): Promise<boolean> {
    const { config, db, clock } = this.app
    const waits = await db.read
      .selectFrom('notes')
      .select('id')
      .where('site', '=', config.site)
      .where('pending_json', 'is not', null)
      .limit(1)
      .executeTakeFirst()
    const settles = await db.read
      .selectFrom('notes')
      .select('id')
      .where('site', '=', config.site)
      .where('status', '=', 'shown')
      .where('settled', '=', 0)
      .where('shown_at', '<=', clock() - V1.settleAfter)
      .limit(1)
      .executeTakeFirst()
    return waits !== undefined || settles !== undefined
  }

  private async fit(finger: Finger, { grown, whole }: { grown: boolean; whole: boolean }): Promise<Last> {
    const stored = await this.stored()
    const last = whole || !this.last ? undefined : lastNotes(this.last.run)
    const asked = { stored, grown, last }
    const run = stored.rater.length <= FEW.here ? runStored(asked) : await runApart(asked)
    return {
      ...finger,
      run,
      config: run.startingUp ? STARTING_UP : V1,
      raters: new Map(run.raterIds.map((id, u) => [id, u])),
    }
  }

  /** All ratings of notes that everybody can read, some at a time. */
  private async stored(): Promise<Stored> {
    const { site } = this.app.config
    const { read } = this.app.db
    const notes = new Map<string, number>()
    const facts: Stored['notes'][number][] = []
    for (let after = ''; ; ) {
      const rows = await noted(read, site)
        .clearSelect()
        .select(['n.id', 'n.story', 'n.about', 'c.state', 'c.reader', 'a.state as about_state'])
        .where('n.kind', '=', 'reader')
        .where('n.id', '>', after)
        .orderBy('n.id')
        .limit(PAGE)
        .execute()
      for (const row of rows)
        if (isReadable(row)) {
          notes.set(row.id, facts.length)
          facts.push({ id: row.id, author: row.reader, article: row.story })
        }
      if (rows.length < PAGE) break
      after = rows.at(-1)!.id
    }
    const raters = new Map<string, number>()
    const [rater, note, twice, at]: number[][] = [[], [], [], []]
    for (let last = ['', '', '']; ; ) {
      const rows = await read
        .selectFrom('note_ratings')
        .select(['story', 'note', 'reader', 'value', 'at'])
        .where('site', '=', site)
        .where(({ eb, refTuple, tuple }) =>
          eb(refTuple('story', 'note', 'reader'), '>', tuple(last[0]!, last[1]!, last[2]!)),
        )
        .orderBy('story')
        .orderBy('note')
        .orderBy('reader')
        .limit(PAGE)
        .execute()
      for (const row of rows) {
        const n = notes.get(row.note)
        if (n === undefined) continue
        const u = raters.get(row.reader) ?? raters.size
        raters.set(row.reader, u)
        rater!.push(u)
        note!.push(n)
        twice!.push(row.value)
        at!.push(row.at)
      }
      if (rows.length < PAGE) break
      const end = rows.at(-1)!
      last = [end.story, end.note, end.reader]
      // On SQLite a query keeps everybody else waiting.
      await new Promise(next => setImmediate(next))
    }
    return {
      raters: [...raters.keys()],
      notes: facts,
      ...{ rater: Int32Array.from(rater!), note: Int32Array.from(note!) },
      ...{ twice: Uint8Array.from(twice!), at: Float64Array.from(at!) },
    }
  }

  /** One step of every note, each story in a transaction of its own. */
  private async stepAll(last: Last): Promise<void> {
    const { config, db } = this.app
    const found = new Map(last.run.noteIds.map((id, n) => [id, last.run.notes[n]!]))
    for (let after = ''; ; ) {
      const rows = await db.read
        .selectFrom('notes')
        .selectAll()
        .where('site', '=', config.site)
        .where('kind', '=', 'reader')
        .where('id', '>', after)
        .orderBy('id')
        .limit(PAGE)
        .execute()
      const moved = rows.filter(row => found.has(row.id) && this.next(row, found.get(row.id)!, last.config) !== null)
      for (const [story, some] of Map.groupBy(moved, row => row.story))
        await db.tx(async tx => {
          for (const { id } of some) await this.stepOne(tx, { story, id }, found.get(id)!, last.config)
        }, story)
      if (rows.length < PAGE) return
      after = rows.at(-1)!.id
    }
  }

  /** Writes a note's next state, with an event where everybody is told something else than before. */
  private async stepOne(
    tx: Tx,
    { story, id }: Pick<Note, 'story' | 'id'>,
    found: Assessed,
    config: NotesConfig,
  ): Promise<void> {
    const { site } = this.app.config
    const row = await tx
      .selectFrom('notes')
      .selectAll()
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const next = this.next(row, found, config)
    if (!next) return
    await tx
      .updateTable('notes')
      .set(next.set)
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
    if (next.told)
      await record(tx, {
        kind: 'note.changed',
        ...{ site, story, comment: id, at: this.app.clock() },
        data: { status: next.set.status, settled: next.set.settled === 1, numbers: next.told },
      })
  }

  /** What is to be written of a note after a run, and what everybody is told anew; null where all stays as it is. */
  private next(row: Note, found: Assessed, config: NotesConfig): { set: Written; told: NoteNumbers | null } | null {
    const { measured_json } = row
    const measured = JSON.stringify(measuredOf(found))
    const before = stateOf(row)
    const frozen = row.frozen_json !== null || before.settled
    const after = frozen ? before : step(before, this.app.clock(), found, config)
    const numbers = publicNumbers(found)
    const turned = after.status !== before.status || after.settled !== before.settled
    const counted = JSON.stringify({ ...numbers, score: 0 })
    const told = row.numbers_json === null ? null : JSON.stringify({ ...JSON.parse(row.numbers_json), score: 0 })
    const tells = turned || (!frozen && after.status !== 'needs_more' && told !== counted)
    const same = measured === measured_json && JSON.stringify(after) === JSON.stringify(before) && !tells
    if (same) return null
    return {
      set: {
        status: after.status,
        pending_json: after.pending === null ? null : JSON.stringify(after.pending),
        shown_at: after.shownAt,
        settled: Number(after.settled),
        numbers_json: tells ? JSON.stringify(numbers) : row.numbers_json,
        measured_json: measured,
      },
      told: tells ? numbers : null,
    }
  }

  /**
   * A note was rated. While it is shown, it is weighed alone against the raters of the last run (the fast path of section 5), since it may lose its place at once, and
   * looked at for a burst. Never throws; does nothing in a process that has made no run.
   */
  async rated({ story, note: id }: { story: string; note: string }): Promise<void> {
    try {
      await this.rateAlone({ story, id })
    } catch (error) {
      this.app.log.error({ err: error }, 'a note could not be weighed alone')
    }
  }

  private async rateAlone({ story, id }: Pick<Note, 'story' | 'id'>): Promise<void> {
    const { last } = this
    if (!last?.run.fit.converged) return
    const { config, db } = this.app
    const { site } = config
    const row = await noted(db.read, site).where('n.story', '=', story).where('n.id', '=', id).executeTakeFirstOrThrow()
    if (row.status !== 'shown' || row.settled || row.frozen_json !== null) return
    if (await this.lookForBursts(last, id)) return
    const given = await db.read
      .selectFrom('note_ratings')
      .select(['reader', 'value'])
      .where('site', '=', site)
      .where('story', '=', story)
      .where('note', '=', id)
      .execute()
    const counted = given.flatMap(({ reader, value }) => {
      const rater = last.raters.get(reader) ?? null
      // Whoever was not in the run and has to have rated more first takes no part yet.
      const takesPart = reader !== row.reader && (rater !== null || last.run.startingUp)
      return takesPart ? [{ rater, value: value / 2 }] : []
    })
    const found = assessOne(last.run.ratings, last.run.fit, last.run.sides, counted, last.config)
    const after = step(stateOf(row), this.app.clock(), found, last.config)
    if (after.status === 'shown') return
    await db.tx(tx => this.stepOne(tx, { story, id }, found, last.config), story)
  }

  /** Freezes shown notes against which many of one side have turned at once, and tells an editor. Answers whether there was one. */
  private async lookForBursts(last: Last, only?: string): Promise<boolean> {
    const { config, db, clock } = this.app
    const { site } = config
    const since = clock() - BURST.within
    let query = db.read
      .selectFrom('note_ratings as g')
      .innerJoin('notes as n', join =>
        join.onRef('n.site', '=', 'g.site').onRef('n.story', '=', 'g.story').onRef('n.id', '=', 'g.note'),
      )
      .select(['g.note', 'g.story', 'g.reader', 'g.at', 'n.shown_at'])
      .where('g.site', '=', site)
      .where('g.at', '>', since)
      .where('g.value', '=', 0)
      .where('n.status', '=', 'shown')
      .where('n.settled', '=', 0)
      .where('n.frozen_json', 'is', null)
      .whereRef('g.at', '>=', 'n.shown_at')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('note_acts as x')
              .select('x.id')
              .whereRef('x.site', '=', 'g.site')
              .whereRef('x.story', '=', 'g.story')
              .whereRef('x.note', '=', 'g.note')
              .where('x.act', '=', 'unlock')
              .whereRef('x.at', '>=', 'g.at'),
          ),
        ),
      )
    if (only !== undefined) query = query.where('g.note', '=', only)
    const against = await query.execute()
    const sideOf = (reader: string) => {
      const u = last.raters.get(reader)
      return u === undefined ? 0 : last.run.sides.raterSide[u]!
    }
    const bursts = burstsIn(against, sideOf)
    for (const [note, n] of bursts) {
      const { story } = against.find(row => row.note === note)!
      await db.tx(async tx => {
        const at = clock()
        const row = await tx
          .selectFrom('notes')
          .select(['frozen_json', 'status'])
          .where('site', '=', site)
          .where('story', '=', story)
          .where('id', '=', note)
          .executeTakeFirstOrThrow()
        if (row.frozen_json !== null || row.status !== 'shown') return
        await tx
          .updateTable('notes')
          .set({ frozen_json: JSON.stringify({ reason: '', at: new Date(at).toISOString() }), pending_json: null })
          .where('site', '=', site)
          .where('story', '=', story)
          .where('id', '=', note)
          .execute()
        await raise(tx, this.app, { kind: 'burst', story, note, values: { n } })
        await record(tx, { kind: 'note.changed', site, story, comment: note, data: { frozen: true }, at })
      }, story)
    }
    return bursts.size > 0
  }

  /** Forgets what the last run inferred of readers, when one of them goes: the next run begins from nothing. */
  forget(): void {
    this.last = null
  }

  async close(): Promise<void> {
    this.closed = true
    clearInterval(this.timer)
    await this.running
  }
}

type Written = Pick<Note, 'status' | 'pending_json' | 'shown_at' | 'settled' | 'numbers_json' | 'measured_json'>

/** A note's row as the state that packages/notes steps. */
export const stateOf = (row: Pick<Note, 'status' | 'pending_json' | 'shown_at' | 'settled'>): NoteState => ({
  status: row.status,
  pending: row.pending_json === null ? null : JSON.parse(row.pending_json),
  shownAt: row.shown_at,
  settled: row.settled === 1,
})

/** Rounded to three places, so that a run which moves nothing writes nothing. */
function measuredOf(found: Assessed) {
  const { count, axis, predLo, predHi, score, lcb, ucb, sureLo, sureHi, netLo, netHi } = found
  const to3 = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000)
  return {
    ...{ count, axis, predLo: to3(predLo), predHi: to3(predHi), score: to3(score), lcb: to3(lcb), ucb: to3(ucb) },
    ...{ sureLo, sureHi, netLo, netHi },
  }
}
export type MeasuredNote = ReturnType<typeof measuredOf>

/** What everybody is told. */
export function publicNumbers({ count, axis, score, sureLo, sureHi, netLo, netHi }: MeasuredNote): NoteNumbers {
  const clamped = score === null || !axis ? null : Math.round(Math.min(1, Math.max(0, score)) * 100) / 100
  return { count, score: clamped, sureLo, sureHi, netLo, netHi }
}

const lastNotes = ({ fit, noteIds }: StoredRun) => ({
  mu: fit.mu,
  notes: new Map(noteIds.map((id, n) => [id, { intercept: fit.noteIntercept[n]!, factor: fit.noteFactor[n]! }])),
})
