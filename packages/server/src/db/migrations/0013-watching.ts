import { type Kysely, sql } from 'kysely'
import { eitherOf } from '../dialect/either.ts'
import { SUMS } from '../dialect/postgres-search.ts'
import { STORY_SUMS } from '../dialect/sqlite.ts'

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table watches (
    site text not null, by text not null, target text not null, story text, after text not null, until bigint not null,
    primary key (site, by, target))`)
  await run('create index watches_by_end on watches (until)')
  // What is below a comment, held and removed included.
  await run('create index comments_by_root on comments (site, root, id) where root is not null')

  await run(`create table views (
    site text not null, id text not null, by text not null, name text not null, shared_at bigint, query_json text not null,
    at bigint not null, primary key (site, id))`)
  await run('create index views_own on views (site, by, id) where shared_at is null')
  await run('create index views_shared on views (site, id) where shared_at is not null')

  await run(`alter table stories add column latest text not null default ''`)
  for (const column of ['held', 'reported', 'appeals'])
    await run(`alter table stories add column ${column} bigint not null default 0`)
  await run(`update stories set
    latest = coalesce((select max(c.id) from comments c where c.site = stories.site and c.story = stories.id), '')`)
  for (const queue of ['held', 'reported', 'appeals'])
    await run(`update stories set ${queue} = (select count(*) from cases k
      where k.site = stories.site and k.story = stories.id and k.queue = '${queue}')`)
  for (const statement of eitherOf(db, { sqlite: STORY_SUMS, postgres: SUMS })) await run(statement)
  await run('create index stories_by_latest on stories (site, latest, id)')
  // Where no section closes discussions, none but these may be closed.
  await run(`create index stories_may_be_closed on stories (site, latest, id)
    where closed_at is not null or settings_json is not null`)
}
