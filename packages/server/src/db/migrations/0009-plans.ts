import { type Kysely, sql } from 'kysely'

/**
 * The SQL here is the common subset of SQLite and PostgreSQL.
 * SQLite keeps no statistics here: it takes the index that holds all that is asked for, or that is in order, though it would read the whole site.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run('drop index comments_by_id')
  await run('create index comments_by_id on comments (site, id, story)')
  await run('drop index appeals_open')
  await run('create index appeals_open on appeals (site, comment, id) where decided_at is null')
}
