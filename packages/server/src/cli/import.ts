import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { sql } from 'kysely'
import { readConfig } from '../config.ts'
import { isPostgres, isThere, openDatabase } from '../db/open.ts'
import { openWhole } from '../db/whole.ts'
import { Refusal } from '../http/problems.ts'
import { addresses } from '../import/address.ts'
import { disqus } from '../import/disqus.ts'
import { openFile } from '../import/file.ts'
import { load } from '../import/load.ts'
import { parleyExport } from '../import/parley.ts'
import { ImportRefused } from '../import/records.ts'
import { reportText } from '../import/report.ts'
import { survey } from '../import/survey.ts'
import { wordpress } from '../import/wordpress.ts'
import { assertRoom } from '../keeping/backup.ts'
import { intoLine } from '../keeping/copy.ts'
import { counted, progress, readProgress } from './progress.ts'

const FORMATS = [disqus, wordpress, parleyExport]
const listed = (word: 'and' | 'or') => {
  const ids = FORMATS.map(({ id }) => id)
  return `${ids.slice(0, -1).join(', ')}, ${word} ${ids.at(-1)}`
}

export const importFile = new Command('import')
  .description('bring in what readers wrote elsewhere')
  .argument('<format>', `what the file is: ${listed('or')}`)
  .argument('<file>', 'the export, as it was downloaded; gzip is unpacked')
  .option(
    '--origin <origin>',
    'take stories of this origin too (https://www.paper.example), or file those of one under another (http://old.example=https://www.paper.example); may be said several times',
    (origin: string, before: string[]) => [...before, origin],
    [],
  )
  .option('--dry-run', 'say what would happen, on a copy of the database, and change nothing')
  .option('--json', 'print the report as JSON')
  .addHelpText(
    'after',
    `
Stories are taken if their host is one of PARLEY_ORIGINS or named with --origin, in any scheme; feed and
tracking variants of an address are one story. Comments keep author’s name, time, words and place in the thread.
E-mail and IP addresses, avatars, spam, trash and pingbacks do not come along; unapproved comments wait in the Held queue.

The whole file is read once before anything is changed: a file that is broken or of another format changes nothing.
It may be run again, with the same file or a newer one: what is here already stays as it is. Readers may write meanwhile.
More: docs/import.md`,
  )
  .action(
    async (id: string, path: string, { origin, dryRun, json }: { origin: string[]; dryRun?: true; json?: true }) => {
      const format = FORMATS.find(one => one.id === id)
      if (!format) throw new Error(`there is no format “${id}”; Parley reads ${listed('and')}`)
      const config = readConfig()
      const place = addresses(config, origin)
      const found = await openFile(path)
        .then(file => survey(format, file, place, readProgress('checking', file.size)))
        .catch(error => {
          if (!(error instanceof ImportRefused)) throw error
          const { code, message, line, column } = error
          if (json) console.log(JSON.stringify({ error: { code, message, line, column } }, null, 2))
          throw new Error(`${path}: ${message}\nNothing was changed.`)
        })
      const folder = dryRun ? await mkdtemp(join(config.data, 'dry-run-')) : null
      try {
        const database = folder ? await copyOf(config.database, folder) : config.database
        const db = await openDatabase(database)
        try {
          const report = await load({ config, db, clock: Date.now }, found, readProgress('importing', found.file.size))
          // PostgreSQL plans by what it knows of the rows; it would find out in a minute or two, and readers come at once.
          if (isPostgres(database)) await sql`analyze`.execute(db.read)
          report.dryRun = folder !== null
          console.log(json ? JSON.stringify(report, null, 2) : reportText(report))
        } finally {
          await db.close()
        }
      } catch (error) {
        if (error instanceof ImportRefused)
          throw new Error(
            `${path} changed while it was read: ${error.message}\nRun the import again with the whole file; what is in stays.`,
          )
        if (error instanceof Refusal)
          throw new Error(
            `the database could not be written (${error.code}). Run the import again when it can; it goes on where it stopped.`,
            { cause: error },
          )
        throw error
      } finally {
        if (folder) await rm(folder, { recursive: true })
      }
    },
  )

/** A copy to try on, as of one moment, whoever writes meanwhile. */
async function copyOf(database: string, folder: string): Promise<string> {
  const copy = join(folder, 'parley.sqlite')
  if (!isThere(database)) return copy
  if (isPostgres(database)) await copyOfServer(database, copy)
  else {
    const db = await openDatabase(database)
    try {
      await sql`vacuum into ${copy}`.execute(db.read)
    } finally {
      await db.close()
    }
  }
  return copy
}

/** The same of a database on a server, which keeps its own readers waiting for nothing. */
async function copyOfServer(database: string, copy: string): Promise<void> {
  const tell = progress()
  await (await openDatabase(copy)).close()
  const [source, target] = [await openWhole(database), await openWhole(copy, { careless: true })]
  try {
    await assertRoom(dirname(copy), await source.bytes())
    await intoLine(source, target, rows => tell(() => `copying: ${counted(rows, 'row')}`))
  } finally {
    await source.close()
    await target.close()
  }
}
