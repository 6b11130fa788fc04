import { type Kysely, sql } from 'kysely'
import { eitherOf } from '../dialect/either.ts'
import { FINDABLE } from '../dialect/postgres-search.ts'
import { SEARCH_INDEX } from '../dialect/sqlite.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  // What is most pressing across the queues; what may be against the law; who has what open.
  await run('create index cases_pressing on cases (site, priority, id) where queue is not null')
  await run('create index reports_illegal on reports (site, case_id) where law is not null and decision is null')
  await run('create index cases_claimed on cases (site, claimed_until) where claimed_until is not null')
  await run('create index decisions_by_batch on decisions (site, batch, id) where batch is not null')
  await run(`create index readers_staff on readers (site, name) where role <> 'reader'`)
  for (const statement of eitherOf(db, { sqlite: SEARCH_INDEX, postgres: FINDABLE })) await run(statement)
}
