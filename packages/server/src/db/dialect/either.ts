import { type Kysely, PostgresAdapter } from 'kysely'

/** What one of the two databases needs and the other does not: for SQL that is not common to both. */
export const eitherOf = <T>(
  db: Pick<Kysely<unknown>, 'getExecutor'>,
  { sqlite, postgres }: { sqlite: T; postgres: T },
): T => (db.getExecutor().adapter instanceof PostgresAdapter ? postgres : sqlite)
