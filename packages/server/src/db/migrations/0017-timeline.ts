import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run('alter table stories add column timeline integer not null default 0')
  await run(`create table timeline (
    site text not null, story text not null, id text not null, happened text not null, words_json text not null, link text, account text,
    "by" text not null, newsroom integer not null, at bigint not null, shown_at bigint, closed_at bigint, decided_by text, reason text not null,
    primary key (site, story, id))`)
  await run('create index timeline_waiting on timeline (site, id) where shown_at is null and closed_at is null')
  await run('create index timeline_by on timeline (site, "by", id) where newsroom = 0')
  await run(`create table timeline_sources (
    site text not null, story text not null, entry text not null, no integer not null, standing text not null, who text not null, url text,
    said_on text, "by" text not null, at bigint not null,
    primary key (site, story, entry, no))`)
}
