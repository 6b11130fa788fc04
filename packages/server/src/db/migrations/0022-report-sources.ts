import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table reports add column source text').execute(db)
}
