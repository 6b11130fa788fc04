import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Refusal } from '../../http/problems.ts'
import { RELEASED } from '../../version.ts'
import { type Change, changesIn } from '../events.ts'
import { fill, migrate, schemaOf } from '../migrate.ts'
import { MIGRATIONS } from '../migrations/all.ts'
import type { Db, Tx } from '../open.ts'
import type { Tables } from '../schema.ts'
import { isBusy, isDiskFull, isStorageFault } from './faults.ts'
import {
  assertSafe,
  type Connect,
  connectSqlite,
  FINDERS,
  fileSystemOf,
  type Handle,
  named,
  search,
  sqliteDialect,
} from './sqlite.ts'
import { assertOpen, SHUT } from './sqlite-whole.ts'

interface Waiting {
  work: (tx: Tx) => Promise<unknown>
  done: (value: unknown) => void
  failed: (error: unknown) => void
}

/** More waiting works than this start a second batch, so that the first is not kept from its commit. */
const BATCH = 64
/** So many pages of a search index are merged in one commit, so that whoever writes meanwhile waits for no longer. */
const MERGED = 256
/** How long another process may hold the file before writers are turned away, in milliseconds. */
const PATIENCE = 5000

/** Opens the database file, brings its schema up to date and refuses whatever is not safe to write to. */
export async function openSqlite(
  file: string,
  {
    connect = connectSqlite,
    now = Date.now(),
    schema,
  }: { connect?: Connect | undefined; now?: number; schema?: string } = {},
): Promise<Db> {
  await mkdir(dirname(file), { recursive: true })
  let handle = connect(file)
  let writer = new Kysely<Tables>({ dialect: sqliteDialect(handle) })
  try {
    assertSafe({
      sqlite: String(handle.prepare('select sqlite_version()').pluck().get()),
      journal: String(handle.pragma('journal_mode', { simple: true })),
      synchronous: Number(handle.pragma('synchronous', { simple: true })),
      fileSystem: await fileSystemOf(dirname(file)),
      schema: await schemaOf(writer),
      knownSchema: Object.keys(MIGRATIONS),
      now,
      released: RELEASED,
    })
    assertOpen(handle)
    await migrate(writer, { to: schema })
    await fill(writer)
    waitElsewhere(handle)
  } catch (error) {
    await writer.destroy()
    throw error
  }
  const reader = new Kysely<Tables>({ dialect: sqliteDialect(connect(file)) })

  const queue: Waiting[] = []
  let running: Promise<void> | null = null
  let broken = false
  let reopened = 0
  let listener: (change: Change, foreign: boolean) => void = () => {}

  async function reopen() {
    await writer.destroy().catch(() => {})
    handle = connect(file)
    waitElsewhere(handle)
    writer = new Kysely<Tables>({ dialect: sqliteDialect(handle) })
    const found = handle.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok') throw new Error(`the database is damaged: ${found}`)
    broken = false
    reopened++
  }

  async function begin() {
    for (const until = performance.now() + PATIENCE; ; await new Promise(next => setTimeout(next, 10))) {
      try {
        handle.exec('begin immediate')
        return
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw error
      }
    }
  }

  async function commitTogether(batch: Waiting[]) {
    const answers: (() => void)[] = []
    try {
      if (broken) await reopen()
      await begin()
      for (const one of batch) {
        handle.exec('savepoint one')
        try {
          const tx = writer.withoutPlugins()
          const value = await one.work(tx)
          handle.exec('release one')
          answers.push(() => {
            for (const change of changesIn(tx)) listener(change, false)
            one.done(value)
          })
        } catch (error) {
          if (isStorageFault(error) || isBusy(error) || !handle.inTransaction) throw error
          handle.exec('rollback to one')
          handle.exec('release one')
          answers.push(() => one.failed(error))
        }
      }
      handle.exec('commit')
    } catch (error) {
      if (handle.open && handle.inTransaction) rollback(handle)
      // After a failed fsync nobody can say what the disk holds, so the connection is not used again. A full disk or a busy file has changed nothing.
      broken ||= handle.inTransaction || !(isDiskFull(error) || isBusy(error))
      const refusal = new Refusal(
        isDiskFull(error) ? 'database.full' : isBusy(error) ? 'server.busy' : 'database.fault',
        {},
        { cause: error },
      )
      for (const one of batch) one.failed(refusal)
      return
    }
    for (const answer of answers) answer()
  }

  async function drain() {
    while (queue.length) {
      // A turn of the loop lets posts that arrive together join the same commit, and whoever reads come between two of them.
      await new Promise<void>(next => setImmediate(next))
      await commitTogether(queue.splice(0, BATCH))
    }
    running = null
  }

  function tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((done, failed) => {
      queue.push({ work, done: done as (value: unknown) => void, failed })
      running ??= drain()
    })
  }

  /** Merges what an inverted index is made of, some pages at a time, so that what was deleted is no part of it any more. */
  async function merge(finder: (typeof FINDERS)[number]) {
    // A negative number begins anew with all there is: https://sqlite.org/fts5.html#the_merge_command
    for (let pages = -MERGED; ; pages = MERGED) {
      const changed = await tx(async tx => {
        const changes = sql<{ n: number }>`select total_changes() as n`
        const before = (await changes.execute(tx)).rows[0]!.n
        await sql`insert into ${sql.table(finder)} (${sql.ref(finder)}, rank) values ('merge', ${sql.lit(pages)})`.execute(
          tx,
        )
        return (await changes.execute(tx)).rows[0]!.n - before
      })
      if (changed < 2) return
    }
  }

  return {
    read: reader,
    tx,
    async scrub() {
      for (const finder of FINDERS) await merge(finder)
      while (running) await running
      const [log] = handle.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      return log!.busy === 0
    },
    search: wanted => search(reader, wanted),
    storiesNamed: wanted => named(reader, 'stories', wanted),
    // One process serves a file, so nobody else does its jobs or counts what its callers do.
    takeJob: (site, kind, now) =>
      reader
        .selectFrom('jobs')
        .selectAll()
        .where('done_at', 'is', null)
        .where('run_at', '<=', now)
        .where('site', '=', site)
        .where('kind', '=', kind)
        // What could not be noted as done would be done again and again.
        .where(sql<boolean>`not exists (select 1 from sqlite_master where name = ${SHUT})`)
        .orderBy('run_at')
        .limit(1)
        .executeTakeFirst(),
    async alone(_what, work) {
      await work()
    },
    meter: (name, budget) => new RateLimiterMemory({ keyPrefix: name, ...budget }),
    onChange(heard) {
      listener = heard
    },
    foreignChanges: () => (broken ? -1 : reopened * 2 ** 32 + Number(handle.pragma('data_version', { simple: true }))),
    connections: () => [],
    async size() {
      const [data, log] = await Promise.all([file, `${file}-wal`].map(bytesOf))
      return { data: data!, log: log! }
    },
    async close() {
      while (running) await running
      await reader.destroy()
      if (handle.open) handle.pragma('wal_checkpoint(TRUNCATE)')
      await writer.destroy()
    },
  }
}

const bytesOf = (file: string) =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

/** SQLite would wait for a busy file within the call, and with it every reader of this process; `begin` waits outside. */
const waitElsewhere = (handle: Handle) => handle.pragma('busy_timeout = 0')

function rollback(handle: Handle) {
  try {
    handle.exec('rollback')
  } catch {
    // The connection is dropped in any case.
  }
}
