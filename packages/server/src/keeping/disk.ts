import { randomFillSync } from 'node:crypto'
import { open, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { isPostgres } from '../db/open.ts'

/** Below this share of the disk somebody has to look. */
export const LOW = 0.1
const MEGABYTE = 2 ** 20
/** How often the disk is looked at, in milliseconds. */
const LOOK = 10 * 60_000

type Of = Pick<Config, 'data' | 'database' | 'reserve'>

/** The folder whose disk must not be full: that of the database, where this machine has it. */
export const folderOf = ({ data, database }: Of): string => (isPostgres(database) ? data : dirname(database))

/** What is free of a folder's disk, as a share of it and in bytes. */
export async function freeOf(folder: string): Promise<{ share: number; bytes: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { share: bavail / blocks, bytes: bavail * bsize }
}

/** The file that is deleted when the disk is full, so that writing goes on while room is made. Null where none is kept. */
export const reserveOf = (config: Of): string | null =>
  config.reserve === 0 || isPostgres(config.database) ? null : join(folderOf(config), 'reserve')

/** Makes the reserve where it is missing and the disk has room to spare. Answers whether it is there. */
export async function keepReserve(config: Of, free = freeOf): Promise<boolean> {
  const file = reserveOf(config)
  if (file === null) return false
  const bytes = config.reserve * MEGABYTE
  const there = await stat(file).catch(() => null)
  if (there && there.size >= bytes) return true
  const disk = await free(folderOf(config))
  if (disk.share < 2 * LOW || disk.bytes < 4 * bytes) return false
  const part = `${file}.part`
  try {
    const handle = await open(part, 'w', 0o600)
    try {
      // Noise, which no file system can store in less.
      const noise = randomFillSync(Buffer.alloc(MEGABYTE))
      for (let n = 0; n < config.reserve; n++) await handle.write(noise)
    } finally {
      await handle.close()
    }
    await rename(part, file)
    return true
  } finally {
    await rm(part, { force: true })
  }
}

/** Looks at the disk now and then: makes the reserve, and says in the log while there is little room. Answers what ends it. */
export function watchDisk(config: Of, log: Pick<Logger, 'error' | 'warn'>, free = freeOf): () => void {
  const look = async () => {
    const folder = folderOf(config)
    const { share } = await free(folder)
    if (share < LOW) log.error({ folder, free: share }, 'the disk is nearly full; “parley doctor” says what to do')
    await keepReserve(config, free)
  }
  const looked = () => void look().catch(error => log.warn({ err: error }, 'the disk could not be looked at'))
  looked()
  const timer = setInterval(looked, LOOK).unref()
  return () => clearInterval(timer)
}
