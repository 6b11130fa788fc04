export type Value = string | number | null
export type Row = readonly Value[]

export const TYPES = ['text', 'bigint', 'integer', 'double precision'] as const
export type Type = (typeof TYPES)[number]

/** A table as rows are read from it and written to it. */
export interface Shape {
  name: string
  /** In the order of their names, so that a row is the same list in every database. */
  columns: readonly { name: string; type: Type }[]
  /** Which columns name a row, in the order in which rows are read. */
  key: readonly string[]
}

/** One transaction over the whole. It sees one moment, whoever writes meanwhile. */
export interface Sitting {
  /** In the order of the key, some at a time. What is inserted, changed or removed up to the last row that was read does not disturb it. */
  rows(table: Shape): AsyncGenerator<readonly Row[]>
  insert(table: Shape, rows: readonly Row[]): Promise<void>
  /** Puts rows in the place of those with the same key. */
  change(table: Shape, rows: readonly Row[]): Promise<void>
  /** Removes the rows with the keys of these. */
  remove(table: Shape, rows: readonly Row[]): Promise<void>
  commit(): Promise<void>
  /** Without a commit nothing was written. May be said after a commit too. */
  end(): Promise<void>
}

export interface Whole {
  kind: 'sqlite' | 'postgres'
  /** Names of the migrations that it has seen; empty for a new one. */
  schema(): Promise<string[]>
  /** Every table that holds something of its own, in the order in which they are to be filled. */
  tables(): Promise<Shape[]>
  /** What it takes of the disk. */
  bytes(): Promise<number>
  /** What the database itself finds wrong with its pages and keys; empty where all is well, and where it looks after that itself. */
  damage(): Promise<string[]>
  /** What it is, and how it is set: what is good to know, and `look` where somebody has to do something. */
  facts(): Promise<{ said: string[]; look: string[] }>
  sit(mode: 'read' | 'write'): Promise<Sitting>
  /** Looks at the rows anew, for whoever plans by them. */
  analyze(): Promise<void>
  /**
   * From the moment that this answers nothing is written to it any more, by whichever process: writers are told to try again (503), and no
   * server starts on it. Readers go on. It stays so until `reopen`.
   */
  shut(): Promise<void>
  reopen(): Promise<void>
  isShut(): Promise<boolean>
  close(): Promise<void>
}

/** Why a server does not start on a database that is shut. */
export const MOVED =
  'the database has been moved by “parley copy” and takes no more writing; set PARLEY_DATABASE_URL to where it is now, or go on with this one by “parley copy --reopen”'

/** What is made from other tables by triggers, what need not outlive a crash, and what migrations note of themselves. */
const DERIVED = new Set(['findable', 'meters', 'kysely_migration', 'kysely_migration_lock'])
/** Logs, which only grow, are compared first. What a comment is found by is made with it, from decisions that are there already. */
const FIRST = ['events', 'anchors', 'site_events', 'decisions', 'readers', 'comments']
/** Triggers count under a story whatever is put in below it; its own row comes last and says what is right. */
const LAST = ['stories']
/** Comments are found latest first by the order in which they came, so they are read in the order of their ids. */
const READ_BY: Readonly<Record<string, readonly string[]>> = { comments: ['site', 'id', 'story'] }

/** A table as its database describes it. */
export interface Described {
  table: string
  column: string
  type: string
  /** Place in the primary key, from 1; 0 for other columns. */
  key: number
}

/** Tables from what a database says of its columns. Throws where one has no key, or a type that is not common to both databases. */
export function shapesOf(described: readonly Described[]): Shape[] {
  const tables = Map.groupBy(
    described.filter(({ table }) => !DERIVED.has(table)),
    ({ table }) => table,
  )
  const place = (name: string) => {
    if (LAST.includes(name)) return FIRST.length + 1
    return FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length
  }
  return [...tables]
    .map(([name, columns]): Shape => {
      const key = columns.filter(one => one.key > 0).toSorted((a, b) => a.key - b.key)
      if (!key.length) throw new Error(`table ${name} has no primary key, so its rows cannot be told apart`)
      return {
        name,
        columns: columns
          .map(({ column, type }) => ({ name: column, type: typeOf(name, column, type) }))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        key: READ_BY[name] ?? key.map(({ column }) => column),
      }
    })
    .toSorted((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1))
}

function typeOf(table: string, column: string, type: string): Type {
  const known = TYPES.find(one => one === type.toLowerCase())
  if (!known) throw new Error(`column ${column} of table ${table} is of type ${type}, which not every database has`)
  return known
}

/** Where the columns of the key stand in a row. Pure. */
export const keyPlaces = ({ columns, key }: Shape): number[] =>
  key.map(name => columns.findIndex(column => column.name === name))

/** The order of two rows by their keys, text by its bytes in UTF-8, as both databases have it. Pure. */
export function compareKeys(places: readonly number[], a: Row, b: Row): number {
  for (const i of places) {
    const [x, y] = [a[i]!, b[i]!]
    if (x === y) continue
    if (typeof x === 'number' || typeof y === 'number') return Number(x) - Number(y)
    return Buffer.compare(Buffer.from(x), Buffer.from(y))
  }
  return 0
}
