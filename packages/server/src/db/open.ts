import { existsSync } from 'node:fs'
import type { Kysely, Selectable } from 'kysely'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Connect, Wanted } from './dialect/sqlite.ts'
import { openSqlite } from './dialect/sqlite-open.ts'
import type { Change } from './events.ts'
import type { Tables } from './schema.ts'

export type Reading = Kysely<Tables>
/** One per work, so that what is recorded in it is known apart from its neighbours in the same commit. */
export type Tx = Kysely<Tables>

export interface Db {
  /** For reading: sees what is committed. */
  read: Reading
  /**
   * Runs work in a transaction and answers when it is on disk. Await nothing but queries inside.
   * It is as if works ran one after another: on SQLite they do, those that wait at the same moment in one commit, each with a savepoint of its
   * own, so one that throws leaves no trace and harms no other. On PostgreSQL they run beside each other, and whoever got in another’s way is
   * done again, so that work must leave nothing behind but rows. `on`: what in one story all of it is about (the story, or a comment of
   * it); such work records an event of that story wherever it changes anything, and waits for nobody who is at something else.
   * Throws what work throws, or where the commit failed Refusal('database.fault': nobody knows whether it is stored; 'database.full' | 'server.busy': it is not).
   */
  tx<T>(work: (tx: Tx) => Promise<T>, on?: string): Promise<T>
  /** Comments by words and marks, latest first. */
  search(wanted: Wanted): Promise<{ no: number; id: string }[]>
  /** Stories by words of their titles, the one that came last first; `before`: where the page before ended. */
  storiesNamed(wanted: {
    site: string
    name: string
    before: number | null
    limit: number
  }): Promise<{ no: number; id: string }[]>
  /** The job of a site and kind that has waited longest: each site's processes mail in their own name; no other process is given it for some minutes. */
  takeJob(site: string, kind: string, now: number): Promise<Selectable<Tables['jobs']> | undefined>
  /** Does work unless another process is at what has the same name; then nothing. */
  alone(what: string, work: () => Promise<void>): Promise<void>
  /** Counts points by key against a budget, for all processes together. Its `consume` rejects with a RateLimiterRes where there are none left. */
  meter(name: string, budget: { points: number; duration: number }): Pick<RateLimiterAbstract, 'consume'>
  /** Called after each commit with what was recorded in it, before the writers are answered; and with what other processes recorded (`foreign`, its `url` empty). */
  onChange(listener: (change: Change, foreign: boolean) => void): void
  /** Another number than before whenever it is unknown what others have written: another process was at the file, a fault, a lost connection. */
  foreignChanges(): number
  /** Connections to a server, those that read and those that write: in use, idle, and works that wait for one. Empty for a file. */
  connections(): { pool: 'read' | 'write'; used: number; idle: number; waiting: number }[]
  /**
   * Leaves nothing of what was deleted or written over: on SQLite in no file, on PostgreSQL in no row version that a query or a dump could
   * see. Answers false where somebody else is still reading what was there before (a backup): then it is to be done again later.
   */
  scrub(): Promise<boolean>
  /** What is stored, in bytes; `log`: what SQLite has not yet brought from its log into its file. */
  size(): Promise<{ data: number; log?: number }>
  close(): Promise<void>
}

export const isPostgres = (database: string) => /^postgres(ql)?:/.test(database)

/** Is there a database yet? One on a server is taken to be there. */
export const isThere = (database: string) => isPostgres(database) || existsSync(database)

/**
 * Opens a database, brings its schema up to date and refuses whatever is not safe to write to: a file of SQLite, or postgres://…
 * `schema`: the migration to stop at, for what an earlier version has written.
 */
export async function openDatabase(
  database: string,
  options: { connect?: Connect | undefined; now?: number; schema?: string } = {},
): Promise<Db> {
  if (!isPostgres(database)) return openSqlite(database, options)
  const { openPostgres } = await import('./dialect/postgres.ts')
  return openPostgres(database, options)
}
