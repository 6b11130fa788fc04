import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations/all.ts'
import type { Tables } from './schema.ts'

/** Names of the migrations that a database has seen; empty for a new one. */
export async function schemaOf(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(table => table.name === 'kysely_migration')) return []
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(row => row.name)
}

/**
 * Brings a database forward in one commit: to the latest schema, or to the migration named in `to`. `after` each one something more may be
 * done. Throws the first error; then nothing has changed.
 */
export async function migrate(
  db: Kysely<Tables>,
  { after = async () => {}, to }: { after?: (db: Kysely<unknown>) => Promise<void>; to?: string | undefined } = {},
): Promise<void> {
  const migrations = Object.entries(MIGRATIONS).map(([name, { up }]): [string, Migration] => [
    name,
    { up: db => up(db).then(() => after(db)) },
  ])
  const migrator = new Migrator({ db, provider: { getMigrations: async () => Object.fromEntries(migrations) } })
  const { error } = await (to === undefined ? migrator.migrateToLatest() : migrator.migrateTo(to))
  if (error) throw error
}
