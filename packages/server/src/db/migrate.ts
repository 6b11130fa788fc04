import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations/all.ts'
import type { Tables } from './schema.ts'

/**
 * A step from one schema to the next, in three parts, so that the version before and this one run beside each other: `up` adds what may be empty,
 * and holds no table for longer than that takes; `fill` fills it, a batch at a time; what nobody reads any more a later version's `up` takes away.
 */
export interface Step {
  /** In one commit with those of all other steps. */
  up(db: Kysely<unknown>): Promise<void>
  /**
   * Does one batch, each statement a commit of its own (also `create index concurrently`); answers whether anything is left. It sees from
   * the rows alone what is left, since it begins again after a crash.
   */
  fill?(db: Kysely<unknown>): Promise<boolean>
}

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

/** Fills what migrations have added, unless that is done. A crash leaves what is filled by then; the next start goes on. Only one process at a time. */
export async function fill(db: Kysely<Tables>, steps: Record<string, Step> = MIGRATIONS): Promise<void> {
  const fills = Object.entries(steps).filter(([, step]) => step.fill)
  if (!fills.length) return
  await sql`create table if not exists filled (name varchar(100) primary key)`.execute(db)
  for (const [name, step] of fills) {
    const { rows } = await sql`select name from filled where name = ${name}`.execute(db)
    if (rows.length) continue
    while (await step.fill!(db as unknown as Kysely<unknown>));
    await sql`insert into filled (name) values (${name})`.execute(db)
  }
}
