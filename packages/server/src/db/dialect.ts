import { statfs } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { type Dialect, SqliteDialect } from 'kysely'

/** The one file in which the database branches. */

/** The oldest SQLite that is trusted with readers' words. */
export const OLDEST_SQLITE = '3.53.2'

/** File systems on which SQLite's write-ahead log is not safe: NFS, SMB, CIFS, SMB2, AFS, Ceph, GlusterFS through FUSE is not recognisable. */
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
])

/** What a start looks at before it trusts a database. */
export interface StartFacts {
  sqlite: string
  journal: string
  /** 2 is FULL: a commit returns only after the disk has it. */
  synchronous: number
  fileSystem: number
  schema: readonly string[]
  knownSchema: readonly string[]
  now: number
  released: number
}

/** Refuses to start on what could lose acknowledged comments. Throws an Error whose message says what to do. */
export function assertSafe(facts: StartFacts): void {
  const older = facts.sqlite.localeCompare(OLDEST_SQLITE, 'en', { numeric: true }) < 0
  if (older)
    throw new Error(`SQLite ${facts.sqlite} is too old; ${OLDEST_SQLITE} or newer is needed. Run npm ci again.`)
  if (facts.journal !== 'wal') throw new Error(`the database is in journal mode ${facts.journal}; wal is needed`)
  if (facts.synchronous !== 2)
    throw new Error(
      `the database runs with synchronous=${facts.synchronous}; FULL (2) is needed, or a power cut loses comments`,
    )
  const network = NETWORK_FILE_SYSTEMS.get(facts.fileSystem >>> 0)
  if (network) throw new Error(`the data folder is on ${network}; put PARLEY_DATA on a local disk`)
  const newer = facts.schema.filter(name => !facts.knownSchema.includes(name))
  if (newer.length)
    throw new Error(
      `the database was written by a newer Parley (${newer.join(', ')}); install that version, or restore a backup`,
    )
  if (facts.now < facts.released)
    throw new Error(
      `the machine's clock says ${new Date(facts.now).toISOString()}, which is before this version was made; set the clock`,
    )
}

export type Handle = Database.Database
export type Connect = (file: string) => Handle

/** Opens one connection with the settings that make an answer of 2xx durable. */
export const connectSqlite: Connect = file => {
  const handle = new Database(file)
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma('foreign_keys = ON')
  handle.pragma('busy_timeout = 5000')
  handle.pragma('cache_size = -65536')
  handle.pragma('temp_store = MEMORY')
  handle.pragma('wal_autocheckpoint = 2000')
  return handle
}

export async function fileSystemOf(folder: string): Promise<number> {
  return (await statfs(folder)).type
}

/** Statements that one connection keeps compiled. Lists in queries make a text for each length, so there is an end to it. */
const STATEMENTS = 500

/** Kysely asks for every statement anew; compiling costs more than running most of them, so what has been compiled is kept. */
export function sqliteDialect(handle: Handle): Dialect {
  const compiled = new Map<string, Database.Statement>()
  const prepare = (text: string) => {
    const known = compiled.get(text)
    if (known) return known
    if (compiled.size >= STATEMENTS) compiled.clear()
    const statement = handle.prepare(text)
    compiled.set(text, statement)
    return statement
  }
  return new SqliteDialect({ database: { prepare, close: () => void handle.close() } })
}

/** Is this the error of a disk that did not take what it was given? Then nobody can say what is stored, and the connection is dropped. */
export function isStorageFault(error: unknown): boolean {
  const code = codeOf(error)
  return /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|FULL|READONLY|PROTOCOL)/.test(code)
}

export function isDiskFull(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_FULL'
}

/** Does another process hold the file? */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_BUSY/.test(codeOf(error))
}

export function isUniqueViolation(error: unknown): boolean {
  return /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(codeOf(error))
}

const codeOf = (error: unknown) => String((error as { code?: unknown } | null)?.code ?? '')
