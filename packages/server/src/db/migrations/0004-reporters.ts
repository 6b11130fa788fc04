import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run('alter table readers add column reports_paused_until bigint')
  await run('alter table reports add column revision bigint')
  await run('alter table reports add column weight bigint not null default 0')
}
