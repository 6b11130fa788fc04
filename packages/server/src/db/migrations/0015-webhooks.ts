import { type Kysely, sql } from 'kysely'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table webhook_receivers (
    site text not null, id text not null, since bigint not null, off_at bigint, delivered_at bigint,
    primary key (site, id))`)
  await run(`create table webhook_outbox (
    site text not null, receiver text not null, story text not null, seq bigint not null, comment text not null,
    state text, attempts integer not null, next_at bigint, dead_at bigint, error text,
    primary key (site, receiver, story, seq))`)
  await run('create index webhook_outbox_due on webhook_outbox (site, receiver, next_at)')
  await run('create index webhook_outbox_in_order on webhook_outbox (site, receiver, story, comment, seq)')
  await run('create index webhook_outbox_dead on webhook_outbox (site, receiver, dead_at) where dead_at is not null')
}
