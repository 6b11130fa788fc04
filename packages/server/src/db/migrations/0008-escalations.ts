import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table escalations (
    site text not null, story text not null, id text not null, case_id text not null, comment text not null,
    revision bigint not null, kind text not null, note text not null, by text not null, at bigint not null,
    paged_json text not null, evidence_json text not null, sha256 text not null,
    primary key (site, story, id), unique (site, comment, revision, kind))`)
  await run('create unique index escalations_by_id on escalations (site, id)')
}
