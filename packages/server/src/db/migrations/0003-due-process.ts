import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  for (const column of [
    'reader text',
    'law text',
    'territory_json text',
    'days bigint',
    'posts bigint',
    'detected bigint not null default 0',
    `source text not null default 'own'`,
    'before_json text',
    'reverses text',
    'batch text',
  ])
    await run(`alter table decisions add column ${column}`)
  await run('alter table readers add column suspended_until bigint')
  await run('alter table readers add column reviewed_posts bigint not null default 0')
  for (const column of ['decision text', 'outcome text', 'decided_at bigint'])
    await run(`alter table reports add column ${column}`)
  await run('create index reports_by_reader on reports (site, reader, at)')
  await run('create index decisions_by_reader on decisions (site, reader, id)')
  await run('create index decisions_by_id on decisions (site, id)')
  for (const column of ['assigned_to text', 'claimed_by text', 'claimed_until bigint'])
    await run(`alter table cases add column ${column}`)
  await run(`create table case_notes (
    site text not null, story text not null, id text not null, case_id text not null, by text not null, text text not null,
    at bigint not null, primary key (site, story, id))`)
  await run('create index case_notes_by_case on case_notes (site, case_id, id)')
  await run(
    'create table counters (site text not null, name text not null, value bigint not null, primary key (site, name))',
  )
  await run(`create table statements (
    site text not null, no bigint not null, story text not null, comment text not null, decision text not null,
    reader text not null, body_json text not null, at bigint not null, primary key (site, no), unique (site, decision))`)
  await run('create index statements_by_reader on statements (site, reader, no)')
  await run(`create table appeals (
    site text not null, id text not null, story text not null, comment text not null, case_id text not null,
    decision text not null, side text not null, statement bigint, report text, reader text, text text not null,
    at bigint not null, decided_at bigint, outcome text, deciding text,
    primary key (site, id), unique (site, statement), unique (site, report))`)
  await run('create index appeals_open on appeals (site, comment) where decided_at is null')
}
