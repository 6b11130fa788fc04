import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { link, open, rename, rm, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../config.ts'
import { NOTHING } from '../db/chain.ts'
import { assertCurrent } from '../db/current.ts'
import { MIGRATIONS } from '../db/migrations/all.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Row, Shape, Whole } from '../db/shapes.ts'
import { openWhole } from '../db/whole.ts'
import { RELEASED, VERSION } from '../version.ts'
import { type About, type Line, type Manifest, written } from './file.ts'
import { newLock } from './seal.ts'
import { Sum } from './sum.ts'

/** Files of the data folder without which a restored site is not the same: the newsroom's secret, and the key that signs case files. */
export const FILES = ['secret', 'case-key.pem'] as const

/** A backup takes at most this share of what the database takes, unless its texts are noise. */
const SHARE = 0.5

export interface Made extends Manifest {
  file: string
  size: number
  /** Of the file, hexadecimal. */
  sha256: string
  encrypted: boolean
}

/**
 * Writes all that a site is to one file, as of one moment, while servers read and write: for both databases the same. The file is there whole
 * or not at all. `heard` is told how many rows are written. Throws an Error whose message says what to do.
 */
export async function backup(
  config: Pick<Config, 'data' | 'database'>,
  { file: named, passphrase, now }: { file: string; passphrase: string | null; now: number },
  heard: (rows: number) => void = () => {},
): Promise<Made> {
  const file = resolve(named)
  if (existsSync(file)) throw new Error(`${named} is there already; nothing is written over. Name another file.`)
  const whole = await openWhole(config.database)
  try {
    const schema = await whole.schema()
    if (!schema.length) throw new Error('there is nothing to back up yet: the database is empty')
    assertCurrent({ schema, knownSchema: Object.keys(MIGRATIONS), now, released: RELEASED })
    await assertRoom(dirname(file), (await whole.bytes()) * SHARE)
    const lock = newLock(passphrase)
    // Of this process, so that two do not write into one; what was cut off is seen by its name.
    const part = `${file}.${process.pid}.part`
    try {
      const manifest: Partial<Manifest> = {}
      async function* lines() {
        for await (const line of linesOf(whole, { data: config.data, now, heard })) {
          if ('parley' in line) Object.assign(manifest, line.parley)
          if ('end' in line) Object.assign(manifest, line.end)
          yield line
        }
      }
      const sha256 = createHash('sha256')
      let size = 0
      async function* counted() {
        for await (const piece of written(lock, lines())) {
          sha256.update(piece)
          size += piece.length
          yield piece
        }
      }
      await pipeline(counted, createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }))
      await name(part, file)
      return { file, size, sha256: sha256.digest('hex'), encrypted: passphrase !== null, ...(manifest as Manifest) }
    } finally {
      await rm(part, { force: true })
    }
  } finally {
    await whole.close()
  }
}

/** Gives a finished file its name, unless something else has it by now. */
async function name(part: string, file: string): Promise<void> {
  try {
    await link(part, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Error(`${file} has come to be meanwhile; nothing is written over. Name another file.`, { cause: error })
    // Not every file system has links.
    await rename(part, file)
  }
  await syncFolder(dirname(file))
}

/** A name is on disk when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Throws where a disk has no room for so many bytes. */
export async function assertRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const megabytes = (n: number) => `${Math.ceil(n / 1e6)} MB`
  if (bavail * bsize < bytes)
    throw new Error(
      `${folder} has ${megabytes(bavail * bsize)} free, and up to ${megabytes(bytes)} may be needed; make room first`,
    )
}

interface Way {
  data: string
  now: number
  heard: (rows: number) => void
}

/** A database as the lines of a backup, from one moment. */
async function* linesOf(whole: Whole, { data, now, heard }: Way): AsyncGenerator<Line> {
  const sitting = await whole.sit('read')
  try {
    const about: About = {
      version: VERSION,
      schema: await whole.schema(),
      madeAt: new Date(now).toISOString(),
      from: whole.kind,
      bytes: await whole.bytes(),
    }
    yield { parley: about }
    const files = FILES.filter(file => existsSync(join(data, file)))
    for (const file of files) yield { file, text: readFileSync(join(data, file), 'utf8') }
    const tables: Manifest['tables'] = {}
    const chains: Manifest['chains'] = {}
    let n = 0
    for (const table of await whole.tables()) {
      yield { table: table.name, columns: table.columns.map(column => column.name) }
      const sum = new Sum()
      for await (const rows of sitting.rows(table)) {
        for (const row of rows) sum.add(row)
        follow(chains, table, rows)
        yield { rows }
        n += rows.length
        heard(n)
      }
      tables[table.name] = sum.summed
    }
    yield { end: { tables, chains, files } }
  } finally {
    await sitting.end()
  }
}

/** Keeps where the chains of each site end. */
function follow(chains: Manifest['chains'], { name, columns }: Shape, rows: readonly Row[]): void {
  const chain = name === 'anchors' ? 'stories' : name === 'site_events' ? 'settled' : null
  if (!chain) return
  const at = (column: string) => columns.findIndex(one => one.name === column)
  const [site, no, hash] = [at('site'), at('no'), at('hash')]
  for (const row of rows) {
    const nothing = { no: 0, hash: NOTHING }
    const ends = chains[String(row[site])] ?? { stories: nothing, settled: nothing }
    chains[String(row[site])] = ends
    ends[chain] = { no: Number(row[no]), hash: String(row[hash]) }
  }
}

/** Where it is noted when the last backup was made: a number that only rises, in the database itself, so that every process knows it. */
const NOTED = 'backup'

/** Notes that a backup was made. */
export async function noteBackup(tx: Tx, site: string, at: number): Promise<void> {
  await tx
    .insertInto('counters')
    .values({ site, name: NOTED, value: at })
    .onConflict(conflict => conflict.columns(['site', 'name']).doUpdateSet({ value: at }))
    .execute()
}

/** When the last backup was made, in milliseconds since 1970; null where none was. */
export async function lastBackup(db: Reading, site: string): Promise<number | null> {
  const noted = await db
    .selectFrom('counters')
    .select('value')
    .where('site', '=', site)
    .where('name', '=', NOTED)
    .executeTakeFirst()
  return noted ? Number(noted.value) : null
}
