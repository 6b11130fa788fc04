import { Command } from 'commander'
import { placeOf } from '../audit/verify.ts'
import { databaseAt, readConfig } from '../config.ts'
import { isPostgres } from '../db/open.ts'
import { openWhole } from '../db/whole.ts'
import { copy } from '../keeping/copy.ts'
import { counted, progress } from './progress.ts'

export const copyTo = new Command('copy')
  .description('move a running site to another database: from SQLite to PostgreSQL, or back')
  .option(
    '--to <database>',
    'postgres://user:password@host/database, or sqlite:FILE; empty, or filled by an earlier run',
  )
  .option(
    '--rehearse',
    'bring the other one into line, and go on with this one; says how long the last step would take',
  )
  .option('--reopen', 'this database has been moved and is to be used again after all: let it be written to')
  .option('--json', 'print what was done as JSON')
  .addHelpText(
    'after',
    `
Readers read and write meanwhile. At the end nothing can be written for some seconds (writers are told to try again), while
every row is compared on both sides. After that this database takes no more writing, so that nothing is lost in it: start
the server on the other one. It may be run again after whatever interrupted it.
More: docs/keeping.md`,
  )
  .action(async ({ to, rehearse = false, reopen, json }: Options) => {
    const config = readConfig()
    if (reopen) {
      const whole = await openWhole(config.database)
      try {
        if (!(await whole.isShut())) throw new Error('this database takes writing; there is nothing to reopen')
        await whole.reopen()
      } finally {
        await whole.close()
      }
      if (json) return console.log(JSON.stringify({ reopened: true }))
      return console.log('this database takes writing again. What was written to the copy since is only there.')
    }
    if (to === undefined)
      throw new Error('say where to: --to postgres://user:password@host/database or --to sqlite:FILE')
    const target = databaseAt('--to', to, config.data)
    if (target === config.database) throw new Error('--to is this database itself')
    const tell = progress()
    const heard = (round: number, rows: number) => tell(() => `round ${round}: ${counted(rows, 'row')} compared`)
    const done = await copy(config.database, target, { now: Date.now(), rehearse, heard })
    const links = Object.entries(done.audits).filter(([, audit]) => audit.broken)
    if (links.length || done.broken.length) process.exitCode = 1
    if (json) return console.log(JSON.stringify({ ok: !process.exitCode, ...done }, null, 2))
    for (const [i, { differences, ms, shut }] of done.rounds.entries())
      console.log(
        `round ${i + 1}: ${counted(differences, 'row')} brought into line in ${seconds(ms)}${shut ? ', with writing shut' : ''}`,
      )
    const rows = Object.values(done.tables).reduce((n, table) => n + table.rows, 0)
    for (const [site, { broken }] of links)
      console.log(`look: the log of ${site} is not whole, here either, at ${placeOf(broken!)}: ${broken!.said}`)
    for (const { rule, said } of done.broken) console.log(`look: ${rule}: ${said}`)
    if (done.stopped === null)
      return console.log(
        `${counted(rows, 'row')}. Nothing is shut: go on as before. The last step compares once more, and would take about ${seconds(done.rounds.at(-1)!.ms * 2)}.`,
      )
    console.log(
      `${counted(rows, 'row')}, the same on both sides. Since ${seconds(done.stopped)} nothing can be written here. Now:\n${next(target, config.data)}`,
    )
  })

interface Options {
  to?: string
  rehearse?: boolean
  reopen?: true
  json?: true
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** What is left to do, for whoever reads the last lines. The address has a password in it, so it is not repeated. */
const next = (target: string, data: string): string =>
  [
    '1. stop the server (every process)',
    isPostgres(target)
      ? `2. PARLEY_DATABASE_URL=postgres://… as you said in --to, and PARLEY_SECRET as it is${process.env.PARLEY_SECRET ? '' : `: what is in ${data}/secret`}`
      : `2. PARLEY_DATABASE_URL=sqlite:${target}, and PARLEY_SECRET as it is`,
    '3. start it. Then make a backup.',
    'If it is not to be moved after all: parley copy --reopen',
  ].join('\n')
