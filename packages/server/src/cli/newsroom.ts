import { type Config, readConfig } from '../config.ts'
import { type Db, openDatabase } from '../db/open.ts'

/** The newsroom's own database, for as long as the work takes. */
export async function withNewsroom<T>(work: (db: Db, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig()
  const db = await openDatabase(config.database)
  try {
    return await work(db, config)
  } finally {
    await db.close()
  }
}
