import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { backup, noteBackup } from '../keeping/backup.ts'
import { counted, megabytes, progress } from './progress.ts'

export const backUp = new Command('backup')
  .description('write all that the site is to one file, while servers read and write')
  .argument('<file>', 'the file to write; nothing is written over')
  .option('--unencrypted', 'without a key: whoever has the file can read all of it')
  .option('--json', 'print what was written as JSON')
  .addHelpText(
    'after',
    `
The file is as of one moment, the same whether it is of SQLite or PostgreSQL, and is restored into either. In it are all
tables, and from the data folder the newsroom's secret and the key that signs case files. It is encrypted with
PARLEY_BACKUP_KEY (openssl rand -base64 32): keep that in another place than the backups, for without it they are lost.
More: docs/keeping.md`,
  )
  .action(async (file: string, { unencrypted, json }: { unencrypted?: true; json?: true }) => {
    // A secret is no more made here than anything else.
    const config = readConfig({ PARLEY_SECRET: 'none', ...process.env })
    if (!config.backupKey && !unencrypted)
      throw new Error(
        'PARLEY_BACKUP_KEY is not set: addresses of readers, and keys, would stand in the file for everybody to read. Set it (openssl rand -base64 32), or say --unencrypted.',
      )
    const passphrase = unencrypted ? null : config.backupKey!
    const tell = progress()
    const now = Date.now()
    const made = await backup(config, { file, passphrase, now }, rows =>
      tell(() => `backing up: ${counted(rows, 'row')}`),
    )
    // What is moved away takes no note; the backup is good all the same.
    const noted = await note(config.database, config.site, now).catch((error: Error) => error.message)
    if (json) return console.log(JSON.stringify({ ...made, noted: noted ?? null }, null, 2))
    const rows = Object.values(made.tables).reduce((n, table) => n + table.rows, 0)
    console.log(
      `${made.file}: ${counted(rows, 'row')} as of ${made.madeAt}, ${megabytes(made.size)} MB, ${made.encrypted ? 'encrypted' : 'NOT encrypted: whoever has it can read all of it'}\nSHA-256 ${made.sha256}`,
    )
    if (noted) console.error(`“parley doctor” will not know of it: ${noted}`)
  })

async function note(database: string, site: string, at: number): Promise<void> {
  const db = await openDatabase(database)
  try {
    await db.tx(tx => noteBackup(tx, site, at))
  } finally {
    await db.close()
  }
}
