import { existsSync, statSync } from 'node:fs'
import { Command } from 'commander'
import { placeOf } from '../audit/verify.ts'
import { type Config, readConfig } from '../config.ts'
import { type Db, isPostgres } from '../db/open.ts'
import { listed } from '../keeping/erased.ts'
import { checked } from '../keeping/file.ts'
import { restore } from '../keeping/restore.ts'
import { BackupRefused } from '../keeping/seal.ts'
import { eraseAgain } from '../readers/erase-again.ts'
import { counted, readProgress } from './progress.ts'

export const restoreFile = new Command('restore')
  .description('put back what “parley backup” wrote, into an empty data folder or an empty PostgreSQL database')
  .argument('<file>', 'the backup')
  .option('--check', 'only read it and say whether it is whole; nothing is written, and no database is asked')
  .option('--erased <list>', 'the list of who was erased since (default: PARLEY_ERASED)')
  .option('--unencrypted', 'the backup is known not to be encrypted, though PARLEY_BACKUP_KEY is set')
  .option('--json', 'print what was found as JSON')
  .addHelpText(
    'after',
    `
All of the file is read and checked before anything is written. What was written is then read again and held against the
file, brought to this version's schema, and looked over as “parley doctor” and “parley audit verify” do.
Whoever was erased since the backup was made is erased again, by the list of them that no backup has.
PARLEY_DATA and PARLEY_DATABASE_URL say where to; PARLEY_BACKUP_KEY opens the file.
More: docs/keeping.md`,
  )
  .action(
    async (
      file: string,
      {
        check,
        unencrypted = false,
        erased: list,
        json,
      }: { check?: true; unencrypted?: boolean; erased?: string; json?: true },
    ) => {
      const config = readConfig({ PARLEY_SECRET: 'none', ...process.env })
      const opening = { passphrase: config.backupKey ?? null, unencrypted }
      const size = statSync(file, { throwIfNoEntry: false })?.size
      if (size === undefined) throw new Error(`there is no file ${file}`)
      const print = (found: object) => console.log(JSON.stringify(found, null, 2))
      try {
        if (check) {
          const manifest = await checked(file, opening, readProgress('checking', size))
          if (json) return print({ ok: true, ...manifest })
          return console.log(`whole: ${said(manifest)}`)
        }
        const telling = { checking: readProgress('checking', size), restoring: readProgress('restoring', size) }
        const heard = (doing: 'checking' | 'restoring', done: number) => telling[doing](done)
        const { erased, again } = await erasedSince(list, config)
        const found = await restore(file, opening, { config, now: Date.now(), heard, before: again.before })
        const links = Object.entries(found.audits).filter(([, audit]) => audit.broken)
        if (links.length || found.broken.length) process.exitCode = 1
        const { to: _, ...rest } = found
        if (json) return print({ ok: !process.exitCode, erasedAgain: again.n, ...rest })
        console.log(`restored: ${said(found)}`)
        if (found.migrated.length) console.log(`brought forward: ${found.migrated.join(', ')}`)
        for (const [site, { events }] of Object.entries(found.audits))
          if (!found.audits[site]!.broken) console.log(`the log of ${site} is whole: ${counted(events, 'event')}`)
        for (const [site, { broken }] of links)
          console.log(
            `look: the log of ${site} was not whole when it was backed up, at ${placeOf(broken!)}: ${broken!.said}`,
          )
        for (const { rule, said } of found.broken) console.log(`look: ${rule}: ${said}`)
        const secret = process.env.PARLEY_SECRET ?? null
        if (found.files.includes('secret') && secret === null && isPostgres(config.database))
          console.log(`set PARLEY_SECRET, which PostgreSQL needs, to what is in ${config.data}/secret now`)
        if (found.files.includes('secret') && secret !== null)
          console.log(
            'PARLEY_SECRET is set, so the secret that was in the data folder, and is there again, is not used',
          )
        else if (!found.files.includes('secret') && secret === null)
          console.log('set PARLEY_SECRET as it was: it was not in the data folder, so it is not in the backup')
        console.log(
          erased === null
            ? `look: there is no list of who was erased (${config.erased}); whoever was erased after ${found.madeAt} is there again. “parley erase --again LIST” erases them`
            : `erased again: ${counted(again.n, 'reader')} of ${erased.length} on the list`,
        )
        console.log(
          `What was decided after ${found.madeAt} is not in it: docs/keeping.md says what to do before readers see it. Then start the server.`,
        )
      } catch (error) {
        if (!(error instanceof BackupRefused)) throw error
        if (json) print({ ok: false, error: error.message })
        throw new Error(`${file}: ${error.message}.\nNothing was written.`, { cause: error })
      }
    },
  )

/** Who was erased, as a list says; by none that was named, nobody knows. */
async function erasedSince(list: string | undefined, config: Config) {
  if (list !== undefined && !existsSync(list)) throw new Error(`there is no list ${list}`)
  const file = list ?? config.erased
  const erased = existsSync(file) ? await listed(file) : null
  const again = {
    n: 0,
    async before(db: Db) {
      again.n = await eraseAgain({ config, db, clock: Date.now }, erased ?? [])
    },
  }
  return { erased, again }
}

const said = ({ madeAt, version, from, tables }: Awaited<ReturnType<typeof checked>>) =>
  `${counted(tables.comments?.rows ?? 0, 'comment')} of ${stories(tables.stories?.rows ?? 0)}, as of ${madeAt}, by version ${version} from ${from === 'postgres' ? 'PostgreSQL' : 'SQLite'}`

const stories = (n: number) => (n === 1 ? '1 story' : `${n.toLocaleString('en-US')} stories`)
