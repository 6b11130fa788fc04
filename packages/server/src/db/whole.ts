import { openPostgresWhole } from './dialect/postgres-whole.ts'
import { openSqliteWhole } from './dialect/sqlite-whole.ts'
import { isPostgres } from './open.ts'
import type { Shape, Whole } from './shapes.ts'

/**
 * A database as a whole: every row of every table, whatever it means. For what keeps it: backups, restoring, moving to another database.
 * Changes no schema and refuses nothing, so that what is not safe to serve from can still be saved. `careless`: a file that nobody has yet
 * and that is thrown away where something fails is written without a journal and without waiting for the disk.
 */
export const openWhole = (database: string, { careless = false }: { careless?: boolean } = {}): Promise<Whole> =>
  isPostgres(database) ? openPostgresWhole(database) : openSqliteWhole(database, { careless })

/** Does a database have no row at all? */
export async function isEmpty(whole: Whole): Promise<boolean> {
  const sitting = await whole.sit('read')
  try {
    for (const table of await whole.tables()) for await (const _ of sitting.rows(table)) return false
    return true
  } finally {
    await sitting.end()
  }
}

/** What differs between the tables of two databases, in a sentence; null where they are the same. Pure. */
export function differ(some: readonly Shape[], others: readonly Shape[]): string | null {
  const known = new Map(others.map(shape => [shape.name, shape]))
  for (const { name, columns } of some) {
    const other = known.get(name)
    if (!other) return `there is no table ${name}`
    const names = (all: Shape['columns']) => all.map(column => column.name).join(', ')
    if (names(columns) !== names(other.columns)) return `table ${name} has other columns`
    known.delete(name)
  }
  const [more] = known.keys()
  return more === undefined ? null : `there is a table ${more} too many`
}
