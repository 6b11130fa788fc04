import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run('alter table stories add column notes integer not null default 0')
  await run(`create table notes (
    site text not null, story text not null, id text not null, kind text not null, about text, about_revision bigint, claim text not null,
    sources_json text not null, status text not null, pending_json text, shown_at bigint, settled integer not null,
    numbers_json text, measured_json text, hidden_json text, frozen_json text, public_at bigint,
    primary key (site, story, id))`)
  await run('create index notes_by_id on notes (site, id)')
  await run('create index notes_about on notes (site, story, about) where about is not null')
  await run(`create index notes_waiting on notes (site, id) where kind = 'reader' and status = 'needs_more'`)
  await run(`create index notes_shown on notes (site, id) where kind <> 'reader' or status = 'shown'`)
  await run('create index notes_pending on notes (site, id) where pending_json is not null')
  await run(`create index notes_settling on notes (site, shown_at) where status = 'shown' and settled = 0`)
  await run(`create table note_ratings (
    site text not null, story text not null, note text not null, reader text not null, value integer not null, reasons_json text not null,
    invited integer not null, at bigint not null,
    primary key (site, story, note, reader))`)
  await run('create index note_ratings_by_reader on note_ratings (site, reader, at)')
  await run('create index note_ratings_by_time on note_ratings (site, at)')
  await run(`create table note_acts (
    site text not null, story text not null, note text not null, id text not null, act text not null, reason text not null,
    "by" text not null, at bigint not null,
    primary key (site, story, note, id))`)
  await run(`create table note_alarms (
    site text not null, story text not null, id text not null, kind text not null, note text, values_json text not null, at bigint not null,
    seen_at bigint, seen_by text,
    primary key (site, story, id))`)
  await run('create index note_alarms_open on note_alarms (site, id) where seen_at is null')
  await run(`create table note_runs (
    site text not null primary key, at bigint not null, whole_at bigint not null, ratings bigint not null, latest bigint not null,
    taking bigint not null, grown_at bigint, spread double precision, sides integer not null)`)
}
