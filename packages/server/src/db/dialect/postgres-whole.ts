import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Tables } from '../schema.ts'
import {
  type Described,
  MOVED,
  type Row,
  type Shape,
  type Sitting,
  shapesOf,
  type Value,
  type Whole,
} from '../shapes.ts'
import { isAway, isBusy, isConflict } from './faults.ts'

/** Rows that are fetched at a time. */
const PAGE = 1000
/** How long a table is waited for before others are let pass, in milliseconds, and how often it is tried. */
const LOCK = 2000
const LOCK_TRIES = 15
/** Above this share of the connections the next process may find none. */
const CROWDED = 0.9

const SHUT = 'parley_shut'

/** Throws where the database has been moved. */
export async function assertOpen(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql`select 1 from pg_trigger where tgname = ${SHUT}
    and tgrelid = to_regclass('stories')`.execute(db)
  if (rows.length) throw new Error(MOVED)
}

/** Numbers as numbers; none is beyond 2⁵³. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** A database of a PostgreSQL server as a whole: openWhole in ../whole.ts. */
export async function openPostgresWhole(url: string): Promise<Whole> {
  const connect = async () => {
    const client = new pg.Client({ connectionString: url, types, application_name: 'parley keeping', keepAlive: true })
    // Whoever asks hears that the connection is lost.
    client.on('error', () => {})
    await client.connect().catch(error => {
      if (!isAway(error)) throw error
      throw new Error(`PostgreSQL does not answer at ${new URL(url).host}: ${error.message}`, { cause: error })
    })
    return client
  }
  const door = await connect()
  const ask = async <T>(text: string, values: unknown[] = []) => (await door.query(text, values)).rows as T[]

  /** Does something to every table in one transaction that lets others pass where it would keep them waiting. */
  async function everywhere(does: (table: string) => string): Promise<void> {
    const tables = (await whole.tables()).map(({ name }) => name)
    for (let tries = 1; ; tries++)
      try {
        await door.query('begin')
        await door.query(`set local lock_timeout = ${LOCK}`)
        for (const table of tables) await door.query(does(table))
        return void (await door.query('commit'))
      } catch (error) {
        await door.query('rollback')
        if (tries === LOCK_TRIES || !(isBusy(error) || isConflict(error))) throw error
      }
  }

  const whole: Whole = {
    kind: 'postgres',
    async schema() {
      const [there] = await ask<{ name: string | null }>(`select to_regclass('kysely_migration')::text as name`)
      if (there?.name === null) return []
      return (await ask<{ name: string }>('select name from kysely_migration order by name collate "C"')).map(
        ({ name }) => name,
      )
    },
    async tables() {
      return shapesOf(
        await ask<Described>(`select c.table_name as "table", c.column_name as "column", c.data_type as type,
            coalesce((select array_position(i.indkey::int2[], c.ordinal_position::int2) + 1 from pg_index i
              where i.indrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and i.indisprimary), 0) as key
          from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
          where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'`),
      )
    },
    async bytes() {
      return (await ask<{ n: number }>('select pg_database_size(current_database()) as n'))[0]!.n
    },
    // A server looks after its keys when it writes, and after its pages by their checksums.
    async damage() {
      return []
    },
    async facts() {
      const [one] = await ask<
        Record<'version' | 'fsync' | 'commit' | 'checksums' | 'icu', string> & Record<'used' | 'most' | 'bytes', number>
      >(
        `select current_setting('server_version') as version, current_setting('fsync') as fsync,
          current_setting('synchronous_commit') as commit, current_setting('data_checksums') as checksums,
          (select count(*) from pg_stat_activity where backend_type = 'client backend')::int as used,
          current_setting('max_connections')::int as most, pg_database_size(current_database()) as bytes,
          case when exists (select 1 from pg_collation where collprovider = 'i') then 'with' else 'without' end as icu`,
      )
      const { version, fsync, commit, checksums, used, most, bytes, icu } = one!
      return {
        said: [
          `PostgreSQL ${version} ${icu} ICU`,
          `fsync=${fsync}, synchronous_commit=${commit}, data_checksums=${checksums}`,
          `${Math.ceil(bytes / 1e6)} MB`,
          `${used} of ${most} connections used`,
        ],
        look:
          used > most * CROWDED
            ? [`${used} of ${most} connections are used; each process of Parley may need 17 (max_connections)`]
            : [],
      }
    },
    async sit(mode) {
      const client = await connect()
      await client.query(`begin isolation level repeatable read ${mode === 'read' ? 'read only' : ''}`)
      // A transaction sees the moment of its first look.
      await client.query('select 1 from pg_class limit 1')
      return sittingOn(client)
    },
    async analyze() {
      await door.query('analyze')
    },
    async shut() {
      await door.query(`create or replace function ${SHUT}() returns trigger language plpgsql as $$ begin
        raise exception 'moved' using errcode = 'lock_not_available'; end $$`)
      await everywhere(
        table => `create or replace trigger ${SHUT} before insert or update or delete on "${table}"
          for each statement execute function ${SHUT}()`,
      )
    },
    reopen: () => everywhere(table => `drop trigger if exists ${SHUT} on "${table}"`),
    async isShut() {
      const found = await ask(`select 1 from pg_trigger where tgname = $1 and tgrelid = to_regclass('stories')`, [SHUT])
      return found.length > 0
    },
    async close() {
      await door.end()
    },
  }
  return whole
}

/** PostgreSQL’s text has no U+0000, see `storable` in postgres.ts. */
const storable = (value: unknown) =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value

function sittingOn(client: pg.Client): Sitting {
  const quoted = (columns: readonly string[]) => columns.map(name => `"${name}"`).join(', ')
  const names = ({ columns }: Shape) => columns.map(({ name }) => name)
  /** Rows as a table of that name: one list for each column. */
  const given = (shape: Shape, name: string) =>
    `unnest(${shape.columns.map(({ type }, i) => `$${i + 1}::${type}[]`).join(', ')}) as ${name} (${quoted(names(shape))})`
  const lists = ({ columns }: Shape, rows: readonly Row[]) => columns.map((_, i) => rows.map(row => storable(row[i])))
  const same = ({ key }: Shape) => key.map(name => `t."${name}" = v."${name}"`).join(' and ')
  let cursors = 0
  let ended = false
  return {
    async *rows(table) {
      const cursor = `rows_${cursors++}`
      await client.query(
        `declare ${cursor} cursor for select ${quoted(names(table))} from "${table.name}" order by ${quoted(table.key)}`,
      )
      try {
        for (;;) {
          const { rows } = await client.query<Value[]>({ text: `fetch ${PAGE} from ${cursor}`, rowMode: 'array' })
          if (rows.length) yield rows
          if (rows.length < PAGE) return
        }
      } finally {
        // Where the transaction has failed, the cursor is gone with it.
        await client.query(`close ${cursor}`).catch(() => {})
      }
    },
    async insert(table, rows) {
      if (!rows.length) return
      const columns = quoted(names(table))
      await client.query(
        `insert into "${table.name}" (${columns}) select ${columns} from ${given(table, 'v')}`,
        lists(table, rows),
      )
    },
    async change(table, rows) {
      if (!rows.length) return
      const set = names(table).map(name => `"${name}" = v."${name}"`)
      await client.query(
        `update "${table.name}" t set ${set.join(', ')} from ${given(table, 'v')} where ${same(table)}`,
        lists(table, rows),
      )
    },
    async remove(table, rows) {
      if (!rows.length) return
      await client.query(
        `delete from "${table.name}" t using ${given(table, 'v')} where ${same(table)}`,
        lists(table, rows),
      )
    },
    async commit() {
      await client.query('commit')
    },
    async end() {
      if (ended) return
      ended = true
      // What is not committed goes with the connection.
      await client.end()
    },
  }
}
