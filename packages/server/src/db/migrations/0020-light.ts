import { type Kysely, sql } from 'kysely'
import { eitherOf } from '../dialect/either.ts'
import { PEOPLE as ON_POSTGRES } from '../dialect/postgres-search.ts'
import { PEOPLE as ON_SQLITE } from '../dialect/sqlite.ts'

/** As comments/queries.ts asks for them, so that the partial indexes are used. */
const LISTED = `(state in ('shown', 'collapsed') or reply_count > 0)`
const ASKS = `rtrim(text, ' )"”’»*_!\n') <> rtrim(text, ' )"”’»*_!\n?？؟')`

/** The SQL here is the common subset of SQLite and PostgreSQL. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run('alter table comments add column common_ground integer not null default -1')
  await run('alter table comments add column featured_at bigint')
  await run('alter table comments add column featured_by text')
  await run(
    `create index comments_top_ground on comments (site, story, common_ground, id) where parent is null and ${LISTED}`,
  )
  await run(
    `create index comments_picked on comments (site, story, id) where featured_at is not null and state = 'shown'`,
  )
  await run(
    `create index comments_picked_anywhere on comments (site, id) where featured_at is not null and state = 'shown'`,
  )
  await run(`create index comments_asking on comments (site, story, id)
    where parent is null and reply_count = 0 and state = 'shown' and kind = 'comment' and ${ASKS}`)
  await run(`create index comments_accounts on comments (site, story, id)
    where kind = 'eyewitness' and state in ('shown', 'collapsed')`)
  await run(`create index comments_people on comments (site, story, reader)
    where state in ('shown', 'collapsed') and kind = 'comment'`)

  await run('alter table stories add column people bigint not null default 0')
  await run(`update stories set people = (select count(distinct c.reader) from comments c
    where c.site = stories.site and c.story = stories.id and c.state in ('shown', 'collapsed') and c.kind = 'comment')`)
  for (const statement of eitherOf(db, { sqlite: ON_SQLITE, postgres: ON_POSTGRES })) await run(statement)
}
