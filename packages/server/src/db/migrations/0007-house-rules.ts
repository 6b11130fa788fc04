import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table house_rules (
    site text not null, id text not null, version bigint not null, title text not null, text text not null,
    by text not null, at bigint not null, primary key (site, id, version))`)
  for (const [table, column] of [
    ['own_words', 'words_json'],
    ['sections', 'sections_json'],
  ])
    await run(`create table ${table} (
      site text not null, no bigint not null, ${column} text not null, by text not null, at bigint not null,
      primary key (site, no))`)
  await run('alter table stories add column settings_json text')
}
