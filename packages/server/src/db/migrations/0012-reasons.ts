import { type Kysely, sql } from 'kysely'

/** Words that a newsroom writes itself: templates of reasons, and statements reworded for the EU's database. The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table reasons (
    site text not null, no bigint not null, templates_json text not null, by text not null, at bigint not null,
    primary key (site, no))`)
  await run(`create table eu_wordings (
    site text not null, no bigint not null, version bigint not null, text text not null, by text not null, at bigint not null,
    primary key (site, no, version))`)
}
