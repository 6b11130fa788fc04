import { existsSync, statSync } from 'node:fs'
import {
  type Described,
  keyPlaces,
  MOVED,
  type Row,
  type Shape,
  type Sitting,
  shapesOf,
  type Whole,
} from '../shapes.ts'
import { connectSqlite, type Handle } from './sqlite.ts'

/** How long another process may hold the file, in milliseconds. */
const PATIENCE = 30_000
const PAGE = 1000
/** It is emptied from 8 MB on; a log of this size, in bytes, is kept from it. */
const LONG_WAL = 512 * 1024 * 1024

/** Name of the trigger by which a file is known that takes no more writing; each other table has one of its own. */
export const SHUT = 'shut_stories'

/** Throws where the database has been moved. */
export function assertOpen(handle: Handle): void {
  if (isShut(handle)) throw new Error(MOVED)
}

const isShut = (handle: Handle) => handle.prepare('select 1 from sqlite_master where name = ?').get(SHUT) !== undefined

/** A file of SQLite as a whole: openWhole in ../whole.ts. */
export async function openSqliteWhole(file: string, { careless }: { careless: boolean }): Promise<Whole> {
  const connect = () => {
    const handle = connectSqlite(file)
    handle.pragma(`busy_timeout = ${PATIENCE}`)
    if (careless) {
      handle.pragma('journal_mode = off')
      handle.pragma('synchronous = off')
    }
    return handle
  }
  if (!existsSync(file))
    throw new Error(`there is no database at ${file}; set PARLEY_DATA or PARLEY_DATABASE_URL to where it is`)
  const door = connect()

  const names = () =>
    door
      .prepare(
        `select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'`,
      )
      .pluck()
      .all() as string[]

  const whole: Whole = {
    kind: 'sqlite',
    async schema() {
      if (!names().includes('kysely_migration')) return []
      return door.prepare('select name from kysely_migration order by name').pluck().all() as string[]
    },
    async tables() {
      return shapesOf(
        names().flatMap(
          table =>
            door
              .prepare('select ? as "table", name as "column", type, pk as key from pragma_table_info(?)')
              .all(table, table) as Described[],
        ),
      )
    },
    async bytes() {
      return statSync(file).size
    },
    async damage() {
      const found = (door.pragma('integrity_check(10)') as { integrity_check: string }[])
        .map(row => row.integrity_check)
        .filter(said => said !== 'ok')
      const keys = door.pragma('foreign_key_check') as { table: string }[]
      return [...found, ...keys.map(({ table }) => `a row of ${table} refers to nothing`)]
    },
    async facts() {
      const wal = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
      const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`
      return {
        said: [
          `SQLite ${door.prepare('select sqlite_version()').pluck().get()}`,
          `synchronous=${['OFF', 'NORMAL', 'FULL', 'EXTRA'][Number(door.pragma('synchronous', { simple: true }))]}`,
          megabytes(statSync(file).size),
          `write-ahead log ${megabytes(wal)}`,
        ],
        look:
          wal > LONG_WAL
            ? [
                `the write-ahead log is ${megabytes(wal)} and cannot be emptied: something has been reading for a long time (a backup, or a program that opened the file)`,
              ]
            : [],
      }
    },
    async sit(mode) {
      const handle = connect()
      handle.exec(mode === 'read' ? 'begin' : 'begin immediate')
      // A transaction sees the moment of its first look.
      handle.prepare('select count(*) from sqlite_master').get()
      return sittingOn(handle)
    },
    async analyze() {
      door.exec('analyze')
    },
    async shut() {
      const tables = (await whole.tables()).map(({ name }) => name)
      door.exec('begin immediate')
      for (const table of tables) door.exec(shutting(table))
      door.exec('commit')
    },
    async reopen() {
      const found = door.prepare(
        `select name from sqlite_master where type = 'trigger' and name like 'shut\\_%' escape '\\'`,
      )
      door.exec('begin immediate')
      for (const name of found.pluck().all()) door.exec(`drop trigger "${name}"`)
      door.exec('commit')
    },
    async isShut() {
      return isShut(door)
    },
    async close() {
      door.close()
    },
  }
  return whole
}

const shutting = (table: string) =>
  ['insert', 'update', 'delete']
    .map(
      does => `create trigger "shut_${table}${does === 'insert' ? '' : `_${does}`}" before ${does} on "${table}" begin
        select raise(abort, 'moved'); end;`,
    )
    .join('\n')

function sittingOn(handle: Handle): Sitting {
  const quoted = (columns: readonly string[]) => columns.map(name => `"${name}"`).join(', ')
  const marks = (columns: readonly unknown[]) => columns.map(() => '?').join(', ')
  const named = ({ key }: Shape) => key.map(name => `"${name}" = ?`).join(' and ')
  const each = (text: string, rows: readonly (readonly unknown[])[]) => {
    const statement = handle.prepare(text)
    for (const row of rows) statement.run(...row)
  }
  return {
    async *rows(table) {
      const columns = quoted(table.columns.map(({ name }) => name))
      const places = keyPlaces(table)
      const key = quoted(table.key)
      const page = (where: string) =>
        handle.prepare(`select ${columns} from "${table.name}" ${where} order by ${key} limit ${PAGE}`).raw()
      const first = page('')
      const next = page(`where (${key}) > (${marks(table.key)})`)
      for (let rows = first.all() as Row[]; rows.length; ) {
        yield rows
        if (rows.length < PAGE) return
        const last = rows.at(-1)!
        rows = next.all(...places.map(i => last[i])) as Row[]
      }
    },
    async insert(table, rows) {
      const columns = table.columns.map(({ name }) => name)
      each(`insert into "${table.name}" (${quoted(columns)}) values (${marks(columns)})`, rows)
    },
    async change(table, rows) {
      const set = table.columns.map(({ name }) => `"${name}" = ?`).join(', ')
      const places = keyPlaces(table)
      each(
        `update "${table.name}" set ${set} where ${named(table)}`,
        rows.map(row => [...row, ...places.map(i => row[i])]),
      )
    },
    async remove(table, rows) {
      const places = keyPlaces(table)
      each(
        `delete from "${table.name}" where ${named(table)}`,
        rows.map(row => places.map(i => row[i])),
      )
    },
    async commit() {
      handle.exec('commit')
    },
    async end() {
      if (!handle.open) return
      if (handle.inTransaction) handle.exec('rollback')
      handle.close()
    },
  }
}
