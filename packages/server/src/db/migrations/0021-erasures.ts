import { type Kysely, sql } from 'kysely'
import { eitherOf } from '../dialect/either.ts'
import { CHANGED_ANEW as ON_POSTGRES } from '../dialect/postgres-search.ts'
import { CHANGED_ANEW as ON_SQLITE } from '../dialect/sqlite.ts'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table erasures (
    site text not null, id text not null, reader text not null, former text not null, text text not null, "by" text not null,
    at bigint not null, total bigint not null, gone bigint not null, done_at bigint, over_at bigint,
    primary key (site, id))`)
  // What a reader has done is found by himself.
  await run('drop index respects_by_reader')
  await run('create index respects_by_reader on respects (site, reader, story)')
  await run('create index appeals_by_reader on appeals (site, reader) where reader is not null')
  await run('create index reports_by_email on reports (site, email) where email is not null')
  await run(`create index jobs_with_words on jobs (site, kind) where payload_json <> '{}'`)
  // Whose a comment is was no reason to look at its marks anew; now it may become nobody's.
  for (const statement of eitherOf(db, { sqlite: ON_SQLITE, postgres: ON_POSTGRES })) await run(statement)
}
