import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table stories (
    site text not null, id text not null, url text not null, title text not null,
    seq bigint not null, count bigint not null, created_at bigint not null, closed_at bigint,
    primary key (site, id), unique (site, url))`)
  await run(`create table readers (
    site text not null, id text not null, subject text not null, email text, name text not null, skeleton text not null,
    role text not null, created_at bigint not null, banned_at bigint,
    primary key (site, id), unique (site, subject), unique (site, skeleton))`)
  await run(`create table staff (
    site text not null, email text not null, role text not null, added_at bigint not null, primary key (site, email))`)
  await run(`create table sessions (
    token_hash text not null primary key, site text not null, reader text not null,
    created_at bigint not null, expires_at bigint not null)`)
  await run('create index sessions_by_reader on sessions (site, reader)')
  await run('create index sessions_by_end on sessions (expires_at)')
  await run(`create table sign_in_codes (
    challenge_hash text not null primary key, site text not null, email text not null, code_hash text not null,
    attempts bigint not null, expires_at bigint not null, used_at bigint)`)
  await run('create index sign_in_codes_by_end on sign_in_codes (expires_at)')
  await run(`create table used_tokens (
    site text not null, jti text not null, expires_at bigint not null, primary key (site, jti))`)
  await run('create index used_tokens_by_end on used_tokens (expires_at)')

  await run(`create table comments (
    site text not null, story text not null, id text not null, root text, parent text, depth bigint not null,
    reader text not null, kind text not null, text text not null, state text not null,
    posted_at bigint not null, edited_at bigint, revision bigint not null,
    respects bigint not null, reply_count bigint not null, verdict_json text not null,
    nudged_at bigint, reviewed_at bigint, decision_json text, imported_from text,
    primary key (site, story, id))`)
  await run('create index comments_by_id on comments (site, id)')
  // What a page lists: public comments, and stubs of others while something public hangs below them.
  const listed = `(state in ('shown', 'collapsed') or reply_count > 0)`
  await run(`create index comments_top on comments (site, story, id) where parent is null and ${listed}`)
  await run(
    `create index comments_top_respected on comments (site, story, respects, id) where parent is null and ${listed}`,
  )
  await run(`create index comments_replies on comments (site, story, root, id) where parent is not null and ${listed}`)
  await run('create index comments_by_reader on comments (site, reader, id)')
  await run(`create index comments_unreviewed on comments (site, id) where reviewed_at is null and state = 'shown'`)
  await run(`create table revisions (
    site text not null, story text not null, comment text not null, no bigint not null,
    text text not null, verdict_json text not null, at bigint not null, primary key (site, story, comment, no))`)
  await run(`create table respects (
    site text not null, story text not null, comment text not null, reader text not null, at bigint not null,
    primary key (site, story, comment, reader))`)
  await run('create index respects_by_reader on respects (site, story, reader)')

  await run(`create table cases (
    site text not null, story text not null, id text not null, comment text not null, queue text,
    priority bigint not null, reports bigint not null, opened_at bigint not null, closed_at bigint, version bigint not null,
    primary key (site, story, id))`)
  await run('create index cases_by_id on cases (site, id)')
  await run('create index cases_waiting on cases (site, queue, priority, id) where queue is not null')
  await run(`create table reports (
    site text not null, story text not null, id text not null, comment text not null, case_id text not null,
    reference text not null, ground text not null, explanation text not null, law text, reader text, name text, email text,
    at bigint not null, primary key (site, story, id), unique (site, story, comment, reader), unique (site, reference))`)
  await run(`create table decisions (
    site text not null, story text not null, id text not null, case_id text not null, comment text not null,
    act text not null, ground text, rule_version bigint, explanation text not null, by text not null,
    automated bigint not null, at bigint not null, primary key (site, story, id))`)
  await run('create index decisions_by_comment on decisions (site, story, comment, id)')

  await run(`create table events (
    site text not null, story text not null, seq bigint not null, kind text not null, comment text,
    data_json text not null, at bigint not null, primary key (site, story, seq))`)
  await run(`create table idempotency (
    site text not null, reader text not null, key text not null, hash text not null, comment text not null,
    answer_json text not null, at bigint not null, primary key (site, reader, key))`)
  await run('create index idempotency_by_time on idempotency (at)')
  await run(`create table jobs (
    id text not null primary key, site text not null, kind text not null, payload_json text not null,
    run_at bigint not null, attempts bigint not null, done_at bigint, error text)`)
  await run('create index jobs_waiting on jobs (run_at) where done_at is null')
  await run(`create table imports (
    site text not null, source text not null, foreign_id text not null, id text not null,
    primary key (site, source, foreign_id))`)
}
