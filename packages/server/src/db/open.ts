import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { Refusal } from '../http/problems.ts'
import { RELEASED } from '../version.ts'
import {
  assertSafe,
  type Connect,
  connectSqlite,
  fileSystemOf,
  type Handle,
  isBusy,
  isDiskFull,
  isStorageFault,
  named,
  search,
  sqliteDialect,
  type Wanted,
} from './dialect.ts'
import { type Change, changesIn } from './events.ts'
import { migrate, schemaOf } from './migrate.ts'
import { MIGRATIONS } from './migrations/all.ts'
import type { Tables } from './schema.ts'

export type Reading = Kysely<Tables>
/** One per work, so that what is recorded in it is known apart from its neighbours in the same commit. */
export type Tx = Kysely<Tables>

export interface Db {
  /** For reading: sees what is committed. */
  read: Reading
  /**
   * Runs work in a transaction and answers when it is on disk.
   * Works that wait at the same moment share one commit; each has a savepoint of its own, so one that throws leaves no trace and harms no other.
   * Await nothing but queries inside. Throws what work throws, or where the commit failed Refusal('database.fault': nobody knows whether it is stored; 'database.full' | 'server.busy': it is not).
   */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Comments by words and marks, latest first. */
  search(wanted: Wanted): Promise<{ no: number; id: string }[]>
  /** Stories by words of their titles, the one that came last first; `before`: where the page before ended. */
  storiesNamed(wanted: {
    site: string
    name: string
    before: number | null
    limit: number
  }): Promise<{ no: number; id: string }[]>
  /** Called after each commit with what was recorded in it, before the writers are answered. */
  onChange(listener: (change: Change) => void): void
  /** Another number than before whenever another process has written to the file, or a fault has left it unknown what is in it. */
  foreignChanges(): number
  close(): Promise<void>
}

interface Waiting {
  work: (tx: Tx) => Promise<unknown>
  done: (value: unknown) => void
  failed: (error: unknown) => void
}

/** More waiting works than this start a second batch, so that the first is not kept from its commit. */
const BATCH = 64
/** How long another process may hold the file before writers are turned away, in milliseconds. */
const PATIENCE = 5000

/** Opens the database file, brings its schema up to date and refuses whatever is not safe to write to. */
export async function openDatabase(
  file: string,
  { connect = connectSqlite, now = Date.now() }: { connect?: Connect; now?: number } = {},
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
    await migrate(writer)
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
  let listener: (change: Change) => void = () => {}

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
            changesIn(tx).forEach(listener)
            one.done(value)
          })
        } catch (error) {
          if (isStorageFault(error) || !handle.inTransaction) throw error
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
    // One turn of the loop lets posts that arrive together join the same commit.
    await new Promise<void>(next => setImmediate(next))
    while (queue.length) await commitTogether(queue.splice(0, BATCH))
    running = null
  }

  return {
    read: reader,
    tx<T>(work: (tx: Tx) => Promise<T>) {
      return new Promise<T>((done, failed) => {
        queue.push({ work, done: done as (value: unknown) => void, failed })
        running ??= drain()
      })
    },
    search: wanted => search(reader, wanted),
    storiesNamed: wanted => named(reader, 'stories', wanted),
    onChange(heard) {
      listener = heard
    },
    foreignChanges: () => (broken ? -1 : reopened * 2 ** 32 + Number(handle.pragma('data_version', { simple: true }))),
    async close() {
      while (running) await running
      await reader.destroy()
      if (handle.open) handle.pragma('wal_checkpoint(TRUNCATE)')
      await writer.destroy()
    },
  }
}

/** SQLite would wait for a busy file within the call, and with it every reader of this process; `begin` waits outside. */
const waitElsewhere = (handle: Handle) => handle.pragma('busy_timeout = 0')

function rollback(handle: Handle) {
  try {
    handle.exec('rollback')
  } catch {
    // The connection is dropped in any case.
  }
}
