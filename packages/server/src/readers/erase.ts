import { plain } from '@parley/contract/messages/en.ts'
import type { Erasure, Rehearsal, Text } from '@parley/contract/privacy.ts'
import { say } from '@parley/contract/say.ts'
import { type Selectable, sql } from 'kysely'
import type { App } from '../app.ts'
import { sealedOf } from '../authorities/erase.ts'
import { countWaiting } from '../comments/erase.ts'
import { iso } from '../comments/queries.ts'
import { RULES, ring } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { countDecisions } from '../decisions/erase.ts'
import { Refusal } from '../http/problems.ts'
import { enqueue, type Worker } from '../jobs/jobs.ts'
import { enlist, sumOf } from '../keeping/erased.ts'
import { eraseReportsFrom } from '../reports/erase.ts'
import { counting, FORMER, type Leaving, type Parts, type Who } from './leaving.ts'
import { countHeld, eraseWhatIsOver, RELEASE, ROOMS } from './rooms.ts'

export type ErasureRow = Selectable<Tables['erasures']>

const MINUTE = 60_000
/** What was begun before he was signed out is written by then; it is erased too. A request has half a minute. */
const LATE = 2 * MINUTE
/** How often is looked whether what waits for the desk is decided. */
const LOOK = 60 * MINUTE
const FAILED = 10 * MINUTE
const FIRST = MINUTE
/** Whoever has written little is gone when he is answered, in milliseconds. */
const AT_ONCE = 2000
/** While a backup reads the old pages of a file they cannot be overwritten. */
const AGAIN = MINUTE

/** Whom an erasure is about, as long as it is known. */
export interface Known extends Who {
  name: string
  email: string | null
}

/**
 * A reader who may be erased. Throws Refusal: reader.unknown, erasure.running, erasure.staff (whoever works at the desk has to leave it first;
 * `force`: or has done so since).
 */
export async function readerToErase(db: Reading, { site, reader }: Who, force = false): Promise<Known> {
  const row = await db
    .selectFrom('readers')
    .select(['id', 'name', 'email', 'role', 'subject'])
    .where('site', '=', site)
    .where('id', '=', reader)
    .executeTakeFirst()
  if (!row || row.id.startsWith(FORMER)) throw new Refusal('reader.unknown')
  if (row.subject.startsWith(ERASING)) throw new Refusal('erasure.running')
  if (row.role !== 'reader' && !force) throw new Refusal('erasure.staff')
  return { site, reader, name: row.name, email: row.email }
}

/** Begins what identifies a reader whose erasure is running: nobody signs in by it. */
const ERASING = 'erasing:'

/**
 * What would go of a reader, what would stay and why. `full`: for an admin; whom it is about is not told how much waits for the desk or for
 * an authority, since an order may be secret and whoever reported must not be guessed at. Changes nothing.
 */
export async function rehearse(
  db: Reading,
  who: Who,
  { full, fresh }: { full: boolean; fresh: boolean },
): Promise<Rehearsal> {
  const { site, reader } = who
  const { name, email } = await readerToErase(db, who)
  const sessions = await countSessions(db, who)
  const mails = email === null ? 0 : await countMails(db, site, email)
  const goes: Rehearsal['goes'] = [
    ...(await countHeld(db, who)),
    { what: 'sessions' as const, n: sessions },
    { what: 'mails' as const, n: mails },
  ].filter(({ n }) => n > 0)
  const sealed = full ? await sealedOf(db, who) : null
  const decisions = full ? await countDecisions(db, who) : await countStatements(db, who)
  const waiting = full ? await countWaiting(db, who) : null
  const { written, answered } = await db
    .selectFrom('comments')
    .select(eb => [eb.fn.countAll<number>().as('written'), sql<number>`coalesce(sum(reply_count), 0)`.as('answered')])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .executeTakeFirstOrThrow()
  const until = sealed?.until ?? null
  const stays: Rehearsal['stays'] = [
    { what: 'waiting' as const, n: waiting, until: null },
    { what: 'authorities' as const, n: sealed ? sealed.n : null, until: until === null ? null : iso(until) },
    { what: 'decisions' as const, n: decisions, until: null },
    { what: 'log' as const, n: Number(written), until: null },
    { what: 'quotes' as const, n: Number(answered), until: null },
  ].filter(({ n }) => n !== 0)
  return { name, email, goes, stays, fresh, canMail: email !== null }
}

const countSessions = counting('sessions')
const countStatements = counting('statements')

/** Mails to an address, written as the job has them. */
const mailsTo = (site: string, email: string) => {
  const begins = `{"to":${JSON.stringify(email)},`
  return sql<boolean>`site = ${site} and kind = 'mail' and payload_json <> '{}'
    and substr(payload_json, 1, cast(${begins.length} as integer)) = ${begins}`
}

const countMails = async (db: Reading, site: string, email: string): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('jobs')
        .select(eb => eb.fn.countAll<number>().as('n'))
        .where(mailsTo(site, email))
        .executeTakeFirstOrThrow()
    ).n,
  )

export interface Asked extends Who {
  text: Text
  /** `reader`, the id of an admin, the account of the command line, or `list`. */
  by: string
  /** Though he works at the desk. */
  force?: boolean
}

/**
 * Begins to erase a reader: in one transaction his name, address, sessions, codes, mails and whatever else could tell who he was is gone, and
 * nobody can sign in as him. Whoever comes back with the same address is somebody new. What he has written follows, some at a time:
 * `eraseOn`. Throws Refusal: reader.unknown, erasure.staff, erasure.running. Answers the erasure's id.
 */
export async function beginErasure(app: Parts, asked: Asked): Promise<string> {
  return app.db.tx(tx => beginErasureWithin(tx, app, asked))
}

export async function beginErasureWithin(
  tx: Tx,
  app: Parts,
  { site, reader, text, by, force = false }: Asked,
): Promise<string> {
  const at = app.clock()
  const { name, email } = await readerToErase(tx, { site, reader }, force)
  const id = newId('y', at)
  const former = `${FORMER}${newId('r', at).slice(2)}`
  const total = (await countHeld(tx, { site, reader })).reduce((sum, { n }) => sum + n, 0)
  const nameless = { email: null, name: say(plain, app.config.language, 'erasure.former'), role: 'reader' as const }
  // At first: what was his name is free then for whoever wants it.
  await tx
    .updateTable('readers')
    .set({ ...nameless, subject: `${ERASING}${id}`, skeleton: `${ERASING}${id}` })
    .where('site', '=', site)
    .where('id', '=', reader)
    .execute()
  await tx
    .insertInto('readers')
    .values({ site, id: former, ...nameless, subject: former, skeleton: former, created_at: at, banned_at: null })
    .execute()
  const of: Leaving = { site, reader, former, text, at }
  await forgetWho(tx, of, { name, email })
  await tx
    .insertInto('erasures')
    .values({ site, id, reader, former, text, by, at, total, gone: 0, done_at: null, over_at: null })
    .execute()
  // Whoever has begun it does it first; the job goes on where that was cut off.
  await enqueue(tx, { site, kind: 'erasure', payload: { site, id }, at: at + FIRST })
  // His name stands in pages that are kept.
  ring(tx, site, RULES)
  return id
}

/** What is personal and told nobody anything but him or the desk. */
async function forgetWho(tx: Tx, of: Leaving, { name, email }: Pick<Known, 'name' | 'email'>): Promise<void> {
  const { site, reader } = of
  for (const table of ['sessions', 'idempotency'] as const)
    await tx.deleteFrom(table).where('site', '=', site).where('reader', '=', reader).execute()
  await tx.deleteFrom('watches').where('site', '=', site).where('target', '=', reader).execute()
  await tx.deleteFrom('watches').where('site', '=', site).where('by', '=', reader).execute()
  await forgetViews(tx, { site, reader, name })
  if (email === null) return
  await tx.deleteFrom('sign_in_codes').where('site', '=', site).where('email', '=', email).execute()
  await tx.deleteFrom('jobs').where(mailsTo(site, email)).execute()
  await eraseReportsFrom(tx, of, email)
}

/** Searches of the desk that look for him by name or id; and his own, if he has been at the desk. */
async function forgetViews(tx: Tx, { site, reader, name }: Who & { name: string }): Promise<void> {
  const views = await tx
    .selectFrom('views')
    .select(['id', 'by', 'name', 'query_json'])
    .where('site', '=', site)
    .execute()
  const named = JSON.stringify(name.toLowerCase()).slice(1, -1)
  for (const view of views) {
    const text = `${view.name} ${view.query_json}`.toLowerCase()
    if (view.by !== reader && !text.includes(reader) && !text.includes(named)) continue
    await tx.deleteFrom('views').where('site', '=', site).where('id', '=', view.id).execute()
  }
}

export async function erasureWithId(db: Reading, site: string, id: string): Promise<ErasureRow> {
  const row = await db
    .selectFrom('erasures')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('erasure.unknown')
  return row
}

/** How far an erasure has come; it says nothing of whom it is about. Throws Refusal('erasure.unknown'). */
export async function erasure(db: Reading, site: string, id: string): Promise<Erasure> {
  const { text, at, done_at, gone, total } = await erasureWithId(db, site, id)
  const of = Math.max(Number(total), Number(gone))
  const state = done_at === null ? 'running' : 'done'
  return { id, text, at: iso(at), state, done: state === 'done' ? of : Number(gone), of }
}

/** How an erasure goes on. */
export interface Going {
  /** At most so many milliseconds are spent; the job does the rest. */
  most?: number
  /** Told after each piece; where it answers true, the rest is left for later. */
  heard?: (gone: number, total: number) => boolean | undefined
}

/**
 * Goes on with an erasure until all is gone that may go, piece by piece in short transactions, whoever else is at it and wherever it was
 * cut off. Answers when there is something left to do, in milliseconds; null where there never will be.
 */
export async function eraseOn(app: Parts, id: string, { most = Infinity, heard }: Going = {}): Promise<number | null> {
  const { site } = app.config
  const row = await erasureWithId(app.db.read, site, id)
  if (row.over_at !== null) return null
  const { former, text, reader } = row
  if (reader) await enlist(app.config.erased, { at: Number(row.at), site, text, sum: sumOf(site, reader) })
  const until = performance.now() + most
  const of = (): Leaving => ({ site, reader, former, text, at: app.clock() })
  let gone = Number(row.gone)
  if (reader) {
    for (const room of ROOMS)
      for (let n = -1; n !== 0; ) {
        if (heard?.(gone, Number(row.total)) || performance.now() > until) return app.clock()
        n = await room.erase(app, of())
        gone += n
        if (n) await app.db.tx(tx => set(tx, row, { gone }))
      }
    for (const release of RELEASE) for (let n: unknown = -1; n; ) n = await release(app, of())
  }
  const over = await eraseWhatIsOver(app, of())
  const left = row.done_at === null || gone > Number(row.gone) || over.gone > 0
  if (left && !(await app.db.scrub())) return app.clock() + AGAIN
  const now = app.clock()
  const done = row.done_at ?? now
  if (row.done_at === null) await app.db.tx(tx => set(tx, row, { done_at: now }))
  if (reader) {
    if (now < done + LATE) return done + LATE
    await app.db.tx(tx => retire(tx, row))
    await app.db.scrub()
  }
  if (over.waiting > 0) return now + LOOK
  if (over.next !== null) return over.next
  await app.db.tx(tx => set(tx, row, { over_at: now }))
  return null
}

const set = (tx: Tx, { site, id }: ErasureRow, to: Partial<ErasureRow>) =>
  tx.updateTable('erasures').set(to).where('site', '=', site).where('id', '=', id).execute()

/** The last that is known of him goes: his id. Where he has worked at the desk, it is all that is known of who did what there. */
async function retire(tx: Tx, row: ErasureRow): Promise<void> {
  const { site, reader } = row
  await set(tx, row, { reader: '' })
  for (const column of ['assigned_to', 'claimed_by'] as const)
    await tx
      .updateTable('cases')
      .set({ [column]: null })
      .where('site', '=', site)
      .where('queue', 'is not', null)
      .where(column, '=', reader)
      .execute()
  await tx.deleteFrom('readers').where('site', '=', site).where('id', '=', reader).execute()
}

/** Does erasures as jobs: they go on after a restart, come back when what had to wait is decided, and none is ever given up. */
export const eraser = (app: Parts & Pick<App, 'log'>): Worker => {
  let stopping = false
  return {
    stop() {
      stopping = true
    },
    async do({ site, id }: { site: string; id: string }) {
      const next = await eraseOn(app, id, { heard: () => stopping }).catch(error => {
        app.log.error({ err: error, erasure: id }, 'an erasure was cut off; it goes on in some minutes')
        return app.clock() + FAILED
      })
      if (stopping) throw new Error('stopping')
      if (next === null) return
      const at = Math.max(next, app.clock())
      await app.db.tx(tx => enqueue(tx, { site, kind: 'erasure', payload: { site, id }, at }))
    },
  }
}

/** For whoever waits for the answer: goes on for some moments, in which most readers are gone; the job does the rest. */
export async function eraseAtOnce(app: App, id: string): Promise<Erasure> {
  app.pages.forgetAll()
  await eraseOn(app, id, { most: AT_ONCE }).catch(error =>
    app.log.warn({ err: error, erasure: id }, 'an erasure goes on as a job'),
  )
  const now = await erasure(app.db.read, app.config.site, id)
  if (now.state === 'running') await bringForward(app, id)
  return now
}

/** The job need not wait any longer. */
async function bringForward(app: App, id: string): Promise<void> {
  const { site } = app.config
  await app.db.tx(tx =>
    tx
      .updateTable('jobs')
      .set({ run_at: app.clock() })
      .where('site', '=', site)
      .where('kind', '=', 'erasure')
      .where('payload_json', '=', JSON.stringify({ site, id }))
      .where('done_at', 'is', null)
      .execute(),
  )
  app.jobs.wake()
}
