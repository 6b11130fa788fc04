import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  // Each kind looks for its own: mails that wait for their server to come back are not gone through by the others after every post.
  await run('create index jobs_waiting_of_a_kind on jobs (site, kind, run_at) where done_at is null')
  await run('drop index jobs_waiting')
}
