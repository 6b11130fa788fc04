import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
  type Selectable,
  sql,
} from 'kysely'
import pg from 'pg'
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import { Refusal } from '../../http/problems.ts'
import { RELEASED } from '../../version.ts'
import { assertCurrent, type Current } from '../current.ts'
import { type Change, changesIn, storiesIn } from '../events.ts'
import { fill, migrate, schemaOf } from '../migrate.ts'
import { MIGRATIONS } from '../migrations/all.ts'
import type { Db, Tx } from '../open.ts'
import type { Tables } from '../schema.ts'
import { isAway, isBusy, isConflict, isDiskFull, isStorageFault, isUniqueViolation } from './faults.ts'
import { Client, isStalePlan, types } from './postgres-client.ts'
import { CHANNEL, Line, notesOf } from './postgres-line.ts'
import { named, search } from './postgres-search.ts'
import { assertOpen } from './postgres-whole.ts'

/** PostgreSQL: many processes on one database. Each hears of what the others commit by LISTEN, numbers only; who wants more reads the log. */

/** The oldest PostgreSQL that has all that is used: 17 is the first whose text can be folded the same way under every locale. */
export const OLDEST_POSTGRES = 17

/** Connections that read, and connections that write, of one process at most: so writers that wait for each other keep no reader waiting. */
const READERS = 8
const WRITERS = 8
/** How long one that nobody uses is kept, in milliseconds: a new one plans every statement anew. */
const IDLE = 10 * 60_000
/** How long somebody waits for a connection, or a writer for a row or after conflicts, before he is turned away, in milliseconds. */
const PATIENCE = 5000
/**
 * How long a migration waits for a table before it lets others pass, when it tries again, and how often. After ten times in vain it waits
 * for longer: PostgreSQL's own clearing up makes room only for whoever has waited for a second. In milliseconds.
 */
const LOCK = { first: 100, later: 2000, again: 1000, tries: 40 }
/** How long a job that was taken is left alone: longer than any worker may need. */
const LEASE = 10 * 60_000

/** Tables of which an erasure leaves dead versions with somebody's words, until they are vacuumed. */
const WORDY = [
  ...[
    'comments',
    'revisions',
    'findable',
    'readers',
    'reports',
    'appeals',
    'case_notes',
    'timeline',
    'timeline_sources',
  ],
  ...['idempotency', 'jobs', 'sign_in_codes', 'sessions', 'escalations', 'order_comments'],
]

const MIGRATING = 7_217_301

/** What a start looks at before it trusts a server. */
export interface ServerFacts extends Current {
  version: number
  encoding: string
  fsync: string
  fullPageWrites: string
  /** The server says of itself (`parley.may_lose = on` in its settings) that it is for tests and may lose what it is told. */
  mayLose: boolean
}

/** Refuses to start on what could lose acknowledged comments. Throws an Error whose message says what to do. */
export function assertSafeServer(facts: ServerFacts): void {
  if (facts.version < OLDEST_POSTGRES)
    throw new Error(`PostgreSQL ${facts.version} is too old; ${OLDEST_POSTGRES} or newer is needed`)
  if (facts.encoding !== 'UTF8')
    throw new Error(
      `the database is encoded in ${facts.encoding}; make one with: create database … encoding 'UTF8' template template0`,
    )
  for (const [name, value] of [
    ['fsync', facts.fsync],
    ['full_page_writes', facts.fullPageWrites],
  ])
    if (value !== 'on' && !facts.mayLose)
      throw new Error(`the PostgreSQL server runs with ${name}=${value}; on is needed, or a power cut loses comments`)
  assertCurrent(facts)
}

/** PostgreSQL takes no empty list; in one there is nothing, as on SQLite. */
const NOTHING_IN_NOTHING = [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })]

/** Stories in which transactions got in each other's way, by id. */
type Met = Map<string, { site: string; story: string }>

/** Opens a database of a server, brings its schema up to date and refuses whatever is not safe to write to. */
export async function openPostgres(
  url: string,
  { now = Date.now(), schema }: { now?: number; schema?: string } = {},
): Promise<Db> {
  const settings = { connectionString: url, types, application_name: 'parley', keepAlive: true, Client }
  const door = new pg.Pool({ ...settings, max: 1, connectionTimeoutMillis: 10_000 })
  door.on('error', () => {})
  const first = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: door }) })
  try {
    await bringForward(first, { now, to: schema }).catch(error => {
      if (!isAway(error)) throw error
      throw new Error(`PostgreSQL does not answer at ${new URL(url).host}: ${error.message}`, { cause: error })
    })
  } finally {
    await first.destroy()
  }

  let listener: (change: Change, foreign: boolean) => void = () => {}
  /** Raised whenever it is unknown what was written. */
  let unknown = 0
  let closed = false
  const line = await Line.open(settings, (story, seq) => listener({ site: '', story, url: '', seq }, true))
  const reading = line.pool({ ...settings, max: READERS, connectionTimeoutMillis: PATIENCE, idleTimeoutMillis: IDLE })
  const writing = line.pool({
    ...settings,
    max: WRITERS,
    connectionTimeoutMillis: PATIENCE,
    idleTimeoutMillis: IDLE,
    // A commit answers only when the disk has it, whatever the role or the database is set to; a process that is gone holds no row for long.
    onConnect: async client => {
      await client.query(
        `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
         set lock_timeout = ${PATIENCE}; set idle_in_transaction_session_timeout = 60000`,
      )
    },
  })
  const reader = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: reading }), plugins: NOTHING_IN_NOTHING })
  const writer = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: writing }), plugins: NOTHING_IN_NOTHING })

  /** One try. `met`: the stories in which earlier ones met others; this one adds its own. Throws what work throws, or the database's own error. */
  async function once<T>(
    work: (tx: Tx) => Promise<T>,
    { alone, met }: { alone: boolean; met: Met },
  ): Promise<{ value: T; changes: readonly Change[] }> {
    const tx = await writer
      .startTransaction()
      .setIsolationLevel(alone ? 'serializable' : 'repeatable read')
      .execute()
    let committing = false
    try {
      // Whoever was overtaken holds the rows before he looks at anything, so that he is not overtaken once more.
      for (const { site, story } of [...met.values()].toSorted((a, b) => (a.story < b.story ? -1 : 1)))
        await tx
          .selectFrom('stories')
          .select('id')
          .where('site', '=', site)
          .where('id', '=', story)
          .forUpdate()
          .execute()
      const value = await work(tx)
      const changes = changesIn(tx)
      for (const note of notesOf(line.name, changes)) await sql`select pg_notify(${CHANNEL}, ${note})`.execute(tx)
      committing = true
      await tx.commit().execute()
      return { value, changes }
    } catch (error) {
      for (const one of storiesIn(tx)) met.set(one.story, one)
      if (committing && isAway(error)) unknown++
      if (!tx.isCommitted)
        await tx
          .rollback()
          .execute()
          .catch(() => {})
      throw error
    }
  }

  async function untilDone<T>(work: (tx: Tx) => Promise<T>, alone: boolean): Promise<T> {
    const until = performance.now() + PATIENCE
    const met: Met = new Map()
    const step = () => once(work, { alone, met })
    for (let taken = 0, tries = 0; ; tries++) {
      try {
        // Those who are overtaken take turns.
        const { value, changes } = await (tries ? inTurn(`again ${[...met.keys()][0]}`, step) : step())
        for (const change of changes) listener(change, false)
        return value
      } catch (error) {
        // What another has taken meanwhile is there when the work is done again; where it is still in the way, it is the work's own fault.
        const again = isConflict(error) || isStalePlan(error) || (isUniqueViolation(error) && taken++ < 2)
        if (!again || performance.now() > until) throw refusalFor(error)
        if (tries) await new Promise(next => setTimeout(next, Math.random() * Math.min(2 ** tries, 50)))
      }
    }
  }

  const lanes = new Map<string, Promise<unknown>>()
  /** Works of this process on the same thing go one after another: they would only get in each other's way. */
  function inTurn<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const mine = (lanes.get(lane) ?? Promise.resolve()).then(work)
    const over = mine.then(
      () => {},
      () => {},
    )
    lanes.set(lane, over)
    void over.then(() => lanes.get(lane) === over && lanes.delete(lane))
    return mine
  }

  return {
    read: reader,
    tx: (work, on) => inTurn(`on ${on ?? ''}`, () => untilDone(work, on === undefined)),
    search: wanted => search(reader, wanted),
    storiesNamed: wanted => named(reader, 'stories', wanted),
    async takeJob(site, kind, at) {
      const { rows } = await sql<Selectable<Tables['jobs']>>`with taken as (select * from jobs
        where done_at is null and run_at <= ${at} and site = ${site} and kind = ${kind} order by run_at limit 1 for update skip locked)
        update jobs set run_at = ${at + LEASE} from taken where jobs.id = taken.id returning taken.*`.execute(reader)
      return rows[0]
    },
    async alone(what, work) {
      const client = await writing.connect()
      try {
        const { rows } = await client.query('select pg_try_advisory_lock(hashtext($1)) as mine', [`parley ${what}`])
        if (!rows[0].mine) return
        try {
          await work()
        } finally {
          await client.query('select pg_advisory_unlock(hashtext($1))', [`parley ${what}`])
        }
      } finally {
        client.release()
      }
    },
    meter: (name, budget) =>
      new RateLimiterPostgres({
        // Not among those that write: whoever is over his budget must not wait for a row either.
        storeClient: reading,
        storeType: 'pool',
        tableName: 'meters',
        tableCreated: true,
        keyPrefix: name,
        ...budget,
        // Who is over his budget is turned away without asking again; while the database is away, this process counts alone.
        inMemoryBlockOnConsumed: budget.points + 1,
        insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, ...budget }),
      }),
    onChange(heard) {
      listener = heard
    },
    // While nothing is heard, anything may have been written.
    foreignChanges: () => unknown + line.gaps + (line.hears ? 0 : ++unknown),
    connections: () =>
      (
        [
          ['read', reading],
          ['write', writing],
        ] as const
      ).map(([pool, { totalCount, idleCount, waitingCount }]) => ({
        pool,
        used: totalCount - idleCount,
        idle: idleCount,
        waiting: waitingCount,
      })),
    async scrub() {
      // Another process's vacuum, or the server's own, is as good.
      for (const table of WORDY) await sql`vacuum (skip_locked) ${sql.table(table)}`.execute(reader).catch(() => {})
      return true
    },
    async size() {
      const { rows } = await sql<{ data: number }>`select pg_database_size(current_database()) as data`.execute(reader)
      return { data: Number(rows[0]!.data) }
    },
    async close() {
      if (closed) return
      closed = true
      while (lanes.size) await Promise.all(lanes.values())
      line.close()
      await Promise.all([reader.destroy(), writer.destroy()])
    },
  }
}

/** What a writer is told of an error. His own errors stay his own. */
function refusalFor(error: unknown): unknown {
  if (isDiskFull(error)) return new Refusal('database.full', {}, { cause: error })
  if (isBusy(error) || isConflict(error)) return new Refusal('server.busy', {}, { cause: error })
  if (isStorageFault(error) || isAway(error)) return new Refusal('database.fault', {}, { cause: error })
  return error
}

/** Looks at the server, and migrates under a lock that other processes wait for. */
async function bringForward(db: Kysely<Tables>, { now, to }: { now: number; to: string | undefined }): Promise<void> {
  const knownSchema = Object.keys(MIGRATIONS)
  const { rows } = await sql<Omit<ServerFacts, keyof Current>>`select
    current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding,
    current_setting('fsync') as fsync, current_setting('full_page_writes') as "fullPageWrites",
    coalesce(current_setting('parley.may_lose', true), '') = 'on' as "mayLose"`.execute(db)
  const schema = await schemaOf(db)
  assertSafeServer({ ...rows[0]!, schema, knownSchema, now, released: RELEASED })
  await assertOpen(db)
  const filling = Object.values(MIGRATIONS).some(step => step.fill)
  if (schema.length === knownSchema.length && !filling) return
  // One connection, so the lock is held until it is given back, or the process is gone.
  await sql`select pg_advisory_lock(${sql.lit(MIGRATING)})`.execute(db)
  for (let tries = 1; ; tries++)
    try {
      await sql`set lock_timeout = ${sql.lit(tries > 10 ? LOCK.later : LOCK.first)}`.execute(db)
      await migrate(db, { after: inBytes, to })
      break
    } catch (error) {
      // Whoever works with the table meanwhile has not been kept waiting longer than that.
      if (!isBusy(error) || tries === LOCK.tries) throw error
      await new Promise(next => setTimeout(next, LOCK.again))
    }
  await sql`set lock_timeout = ${sql.lit(PATIENCE)}`.execute(db)
  await fill(db)
}

/** Keeps text in the order of its bytes, as SQLite does, whatever the locale of the database. */
const inBytes = async (db: Kysely<unknown>) =>
  void (await sql
    .raw(`do $$ declare t record; begin
      for t in select table_name as name, string_agg(format('alter column %I type text collate "C"', column_name), ', ') as columns
        from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = current_schema() and table_type = 'BASE TABLE' and data_type = 'text'
          and collation_name is distinct from 'C' group by table_name
      loop execute format('alter table %I ', t.name) || t.columns; end loop; end $$`)
    .execute(db))
