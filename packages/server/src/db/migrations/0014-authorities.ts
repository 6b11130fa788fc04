import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table orders (
    site text not null, id text not null, kind text not null, authority text not null, country text not null,
    reference text not null, law text not null, territory_json text, reader text, received_at bigint not null,
    due_at bigint, secret_until bigint, told_at bigint, effect_at bigint, kept_until bigint not null,
    by text not null, entered_at bigint not null, primary key (site, id))`)
  await run(`create table order_comments (
    site text not null, order_id text not null, story text not null, comment text not null, decision text,
    evidence_json text not null, sha256 text not null, primary key (site, order_id, comment))`)
  await run('create index order_comments_by_comment on order_comments (site, comment, order_id)')
  await run('create index order_comments_by_decision on order_comments (site, decision)')
  await run(`create table order_answers (
    site text not null, order_id text not null, kind text not null, text text not null, by text not null,
    at bigint not null, primary key (site, order_id, kind))`)
  await run(`create table flaggers (
    site text not null, id text not null, version bigint not null, name text not null, awarded_by text not null,
    email text not null, since text not null, until text, suspended integer not null, note text not null,
    by text not null, at bigint not null, primary key (site, id, version))`)
  await run(`create table disputes (
    site text not null, story text not null, id text not null, comment text not null, body text not null,
    reference text not null, opened text not null, closed text, outcome text, costs text not null,
    followed integer, note text not null, by text not null, at bigint not null, primary key (site, story, id))`)
  await run('create unique index disputes_by_id on disputes (site, id)')
  await run('create index disputes_by_comment on disputes (site, comment)')
  await run('alter table reports add column flagger text')
  await run('create index reports_of_flaggers on reports (site, flagger) where flagger is not null')
}
