import { userInfo } from 'node:os'
import { type Config, readConfig } from '../config.ts'
import { type Db, openDatabase } from '../db/open.ts'

/** Whose account runs the command. A container may run as a number that has no name. */
export function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return `account ${process.getuid?.() ?? 'unknown'}`
  }
}

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
