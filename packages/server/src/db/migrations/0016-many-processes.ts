import { type Kysely, sql } from 'kysely'
import { eitherOf } from '../dialect/either.ts'

/** What callers have done, counted by all processes together; on SQLite there is one. Nothing that must outlive a crash. */
const METERS = ['create unlogged table meters (key varchar(255) primary key, points integer not null, expire bigint)']

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of eitherOf(db, { sqlite: [], postgres: METERS })) await sql.raw(statement).execute(db)
}
