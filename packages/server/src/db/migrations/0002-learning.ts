import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table examples (
    site text not null, id text not null, story text, comment text, revision bigint, text text, language text,
    rule text not null, head text, label bigint not null, score double precision, asked text,
    source text not null, engine text, by text not null, at bigint not null, primary key (site, id))`)
  await run('create index examples_by_comment on examples (site, story, comment)')
  await run('create index examples_by_time on examples (site, at)')
  await run(`create table thresholds (
    site text not null, no bigint not null, changes_json text not null, engine text not null,
    by text not null, at bigint not null, primary key (site, no))`)
}
