import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Audit, verify } from '../audit/verify.ts'
import type { Config } from '../config.ts'
import { assertCurrent } from '../db/current.ts'
import { invariants } from '../db/invariants.ts'
import { MIGRATIONS } from '../db/migrations/all.ts'
import { type Db, isPostgres, openDatabase } from '../db/open.ts'
import type { Shape, Sitting } from '../db/shapes.ts'
import { isEmpty, openWhole } from '../db/whole.ts'
import { DUE_PROCESS } from '../decisions/invariants.ts'
import { RELEASED } from '../version.ts'
import { assertRoom, FILES, syncFolder } from './backup.ts'
import { checked, type Manifest, type Opening, otherwise, read } from './file.ts'
import { BackupRefused } from './seal.ts'
import { Sum, type Summed } from './sum.ts'

/** A database takes at most so much more than it took when it was backed up. */
const GROWN = 1.2

export interface Restored extends Manifest {
  to: string
  /** Migrations that the backup had not seen. */
  migrated: string[]
  /** The log of each site, followed link by link, and what must hold of all rows. Neither is the restore's doing. */
  audits: Record<string, Audit>
  broken: { rule: string; said: string }[]
}

interface Where {
  config: Pick<Config, 'data' | 'database'>
  now: number
}

/**
 * Puts back what a backup holds, into a database of either kind that has nothing in it yet. The file is read once before anything is written;
 * what was written is read again and held against it; then it is brought to this version's schema and looked over. On SQLite the database
 * has its name only after that, so what is cut off or fails leaves nothing that a server would start on. Throws BackupRefused for the
 * file, an Error for the place, each with a sentence that says what to do.
 */
export async function restore(
  file: string,
  opening: Opening,
  {
    config,
    now,
    heard,
    before = async () => {},
  }: Where & {
    heard?: (doing: 'checking' | 'restoring', done: number) => void
    /** What is done with it before anybody can see it: whoever was erased since is erased again. */
    before?: (db: Db) => Promise<void>
  },
): Promise<Restored> {
  const manifest = await checked(file, opening, bytes => heard?.('checking', bytes))
  assertRestorable(manifest, now)
  await assertEmpty(config, manifest)
  const { database, data } = config
  const target = isPostgres(database) ? database : `${database}.restoring`
  const remains = ['', '-wal', '-shm', '-journal'].map(end => `${target}${end}`)
  const clean = async () => {
    if (target !== database) for (const one of remains) await rm(one, { force: true })
  }
  await mkdir(data, { recursive: true })
  if (!isPostgres(database)) await assertRoom(data, manifest.bytes * GROWN)
  await clean()
  try {
    const schema = manifest.schema.at(-1)!
    await (await openDatabase(target, { now, schema })).close()
    const files = await fill(
      target,
      manifest,
      read(file, opening, bytes => heard?.('restoring', bytes)),
    )
    const found = await lookedOver(target, { manifest, now, before })
    await putFiles(data, files)
    if (target !== database) {
      const handle = await open(target, 'r+')
      await handle.sync()
      await handle.close()
      await rename(target, database)
      await syncFolder(dirname(database))
    }
    return { ...manifest, to: database, ...found }
  } finally {
    await clean()
  }
}

/** Refuses what a newer version has written, and schemas that never were. */
function assertRestorable({ schema }: Manifest, now: number): void {
  const knownSchema = Object.keys(MIGRATIONS)
  assertCurrent({ schema, knownSchema, now, released: RELEASED })
  if (!schema.length || schema.some((name, i) => name !== knownSchema[i]))
    throw new BackupRefused('its schema is of no version of Parley')
}

/** Nothing is ever written over. */
async function assertEmpty({ data, database }: Where['config'], { schema }: Manifest): Promise<void> {
  const there = FILES.map(name => join(data, name)).find(name => existsSync(name))
  if (there) throw new Error(`${there} is there already; restore into an empty folder: set PARLEY_DATA to one`)
  if (!isPostgres(database)) {
    const file = [database, `${database}-wal`].find(name => existsSync(name))
    if (file) throw new Error(`${file} is there already; restore into an empty folder: set PARLEY_DATA to one`)
    return
  }
  const whole = await openWhole(database)
  try {
    const seen = await whole.schema()
    if ((await isEmpty(whole)) && (!seen.length || seen.join() === schema.join())) return
    throw new Error(
      'the PostgreSQL database is not empty; make a new one (createdb --encoding UTF8 --template template0 NAME) and name it in PARLEY_DATABASE_URL',
    )
  } finally {
    await whole.close()
  }
}

type Files = { file: string; text: string }[]

/** Writes every row in one transaction, reads all of them again, and commits where they are what they must be. Answers the files. */
async function fill(target: string, manifest: Manifest, lines: ReturnType<typeof read>): Promise<Files> {
  const files: Files = []
  const whole = await openWhole(target, { careless: true })
  try {
    const tables = await whole.tables()
    const sitting = await whole.sit('write')
    try {
      let table: Shape | undefined
      for await (const line of lines)
        if ('file' in line) files.push(line)
        else if ('table' in line) {
          table = tables.find(({ name }) => name === line.table)
          const columns = table?.columns.map(({ name }) => name).join()
          if (columns !== line.columns.join())
            throw new BackupRefused(`its table ${line.table} is of no version of Parley`)
        } else if ('rows' in line) await sitting.insert(table!, line.rows)
      const wrong = otherwise(manifest.tables, await sumsOf(sitting, tables))
      if (wrong) throw new Error(`what was written is not what is in the backup: ${wrong}`)
      await sitting.commit()
    } finally {
      await sitting.end()
    }
    await whole.analyze()
    return files
  } finally {
    await whole.close()
  }
}

async function sumsOf(sitting: Sitting, tables: readonly Shape[]): Promise<Record<string, Summed>> {
  const sums: Record<string, Summed> = {}
  for (const table of tables) {
    const sum = new Sum()
    for await (const rows of sitting.rows(table)) for (const row of rows) sum.add(row)
    sums[table.name] = sum.summed
  }
  return sums
}

/** Brings it forward, and looks at it as `parley doctor` and `parley audit verify` do. Throws where the database itself is damaged. */
async function lookedOver(
  target: string,
  { manifest, now, before }: { manifest: Manifest; now: number; before: (db: Db) => Promise<void> },
) {
  const db = await openDatabase(target, { now })
  try {
    const whole = await openWhole(target)
    try {
      const damage = await whole.damage()
      if (damage.length) throw new Error(`the restored database is damaged: ${damage[0]}; is the disk in order?`)
    } finally {
      await whole.close()
    }
    await before(db)
    const audits: Restored['audits'] = {}
    for (const site of Object.keys(manifest.chains)) audits[site] = await verify(db.read, site)
    const migrated = Object.keys(MIGRATIONS).slice(manifest.schema.length)
    return { migrated, audits, broken: await invariants(db.read, DUE_PROCESS) }
  } finally {
    await db.close()
  }
}

/** Puts the keys into the data folder, readable by their owner only. */
async function putFiles(data: string, files: Files): Promise<void> {
  for (const { file, text } of files) {
    // A name from a file that anybody may have written is no path.
    if (!FILES.some(name => name === file)) continue
    const handle = await open(join(data, file), 'wx', 0o600)
    await handle.writeFile(text)
    await handle.sync()
    await handle.close()
  }
  await syncFolder(data)
}
