import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. Bytes are text in pieces, because text is what every database, backup and copy has in common. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run('alter table stories add column call_json text')
  await run(`create table accounts (
    site text not null, story text not null, id text not null, reader text not null, relation text not null,
    when_from text not null, when_to text, when_exact integer not null,
    place text, lat double precision, lon double precision, place_precision text not null, how text not null,
    contact text, contact_fields text not null,
    publish integer not null, byline text not null, byline_name text, byline_skeleton text, keep_originals integer not null, tell integer not null,
    stage text not null, stage_at bigint not null, verified integer not null, published_at bigint,
    primary key (site, story, id))`)
  await run('create index accounts_stage on accounts (site, stage, id)')
  await run('create index accounts_day on accounts (site, when_from)')
  await run('create index accounts_reader on accounts (site, reader, id)')
  await run('create index accounts_byline on accounts (site, byline_skeleton) where byline_skeleton is not null')
  await run(`create table account_steps (
    site text not null, story text not null, account text not null, no integer not null, stage text not null, verified integer not null,
    reason text not null, "by" text not null, at bigint not null,
    primary key (site, story, account, no))`)
  await run(`create table account_checks (
    site text not null, story text not null, account text not null, item text not null, done integer not null, note text not null,
    "by" text not null, at bigint not null,
    primary key (site, story, account, item))`)
  await run(`create table account_tasks (
    site text not null, story text not null, account text not null, no integer not null, text text not null, "by" text not null,
    at bigint not null, done_by text, done_at bigint,
    primary key (site, story, account, no))`)
  await run(`create table account_looks (
    site text not null, story text not null, account text not null, no integer not null, what text not null, photo integer,
    "by" text not null, at bigint not null,
    primary key (site, story, account, no))`)
  await run(`create table account_photos (
    site text not null, story text not null, account text not null, no integer not null, photo text not null, type text not null,
    width integer not null, height integer not null, alt text not null, original_type text, original_bytes integer, at bigint not null,
    primary key (site, story, account, no))`)
  await run('create index account_photos_photo on account_photos (site, photo)')
  await run(`create table account_pieces (
    site text not null, story text not null, photo text not null, part text not null, no integer not null, data text not null,
    primary key (site, story, photo, part, no))`)
}
