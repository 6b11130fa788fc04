import { existsSync } from 'node:fs'
import { type STAYING, TEXTS, type Text } from '@parley/contract/privacy.ts'
import { Command, Option } from 'commander'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { problemOf, Refusal } from '../http/problems.ts'
import { listed } from '../keeping/erased.ts'
import { beginErasure, eraseOn, erasure, rehearse } from '../readers/erase.ts'
import { eraseAgain } from '../readers/erase-again.ts'
import { accountName, withNewsroom } from './newsroom.ts'
import { counted, progress } from './progress.ts'

interface Options {
  text: Text
  site?: string
  dryRun?: true
  yes?: true
  again?: string
  json?: true
}

/** Why something stays, for whoever runs the command. */
const WHY: Record<(typeof STAYING)[number], string> = {
  waiting: 'out of sight at once, erased when the desk has decided',
  authorities: 'sealed as evidence',
  decisions: 'decisions and statements of reasons, without his name and words',
  log: 'entries of the log that something was written, not what or by whom',
  quotes: 'replies by others, which stay theirs',
}

export const erase = new Command('erase')
  .description('erase a reader: his name, address and sign-ins, and what he has written')
  .argument('[reader]', 'his id (r_…) or his address of mail')
  .addOption(
    new Option('--text <what>', 'what becomes of what he wrote: it goes, or it stays with nobody’s name')
      .choices(TEXTS)
      .default('delete'),
  )
  .option('--site <id>', 'of this site (default: PARLEY_SITE)')
  .option('--dry-run', 'only say what would go, what would stay and why')
  .option('--yes', 'it cannot be taken back, and that is meant')
  .option(
    '--again <list>',
    'erase whoever stands on this list and is there all the same: after a restore by other means',
  )
  .option('--json', 'print what was found and done as JSON')
  .addHelpText(
    'after',
    `
While a server runs, too. What was cut off goes on by itself in a running server, or when it is asked for again with --again.
More: docs/privacy.md`,
  )
  .action(async (named: string | undefined, { text, site, dryRun, yes, again, json }: Options) => {
    if ((named === undefined) === (again === undefined)) throw new Error('say whom to erase: an id, or --again LIST')
    await withNewsroom(async (db, found) => {
      const config = { ...found, site: site ?? found.site }
      const app = { config, db, clock: Date.now }
      const print = (value: object) => console.log(JSON.stringify(value, null, 2))
      if (again !== undefined) {
        if (!existsSync(again)) throw new Error(`there is no list ${again}`)
        const tell = progress()
        const n = await eraseAgain(app, await listed(again), done =>
          tell(() => `erased again: ${counted(done, 'reader')}`),
        )
        return json ? print({ erasedAgain: n }) : console.log(`erased again: ${counted(n, 'reader')}`)
      }
      const who = { site: config.site, reader: await readerNamed(db, config, named!) }
      const rehearsal = await inWords(config, () => rehearse(db.read, who, { full: true, fresh: true }))
      const { name, email, goes, stays } = rehearsal
      if (dryRun && json) return print({ reader: who.reader, name, email, goes, stays })
      if (!json) {
        console.log(`${name}${email ? `, ${email}` : ''} (${who.reader})`)
        for (const { what, n } of goes) console.log(`goes: ${n} ${what}`)
        for (const { what, n, until } of stays)
          console.log(`stays: ${n} ${what}${until ? ` until ${until.slice(0, 10)}` : ''}: ${WHY[what]}`)
      }
      if (dryRun) return
      if (!yes) throw new Error('this cannot be taken back: say --yes, or --dry-run to see what would be erased')
      const id = await inWords(config, () => beginErasure(app, { ...who, text, by: accountName() }))
      const tell = progress()
      await eraseOn(app, id, {
        heard(gone, total) {
          tell(() => `erased: ${gone} of ${counted(total, 'piece')}`)
          return undefined
        },
      })
      const { state, done, of } = await erasure(db.read, config.site, id)
      if (json) return print({ id, state, done, of, stays })
      console.log(
        state === 'done'
          ? `erased: ${counted(done, 'piece')}. Put a copy of ${config.erased} where your backups are: a restore erases him again by it.`
          : `erased: ${done} of ${counted(of, 'piece')}; something else is reading the database, so the running server does the rest`,
      )
    })
  })

/** Refusals are the same sentences that readers see. */
async function inWords<T>({ language }: Config, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Error(problemOf(error, language, '').detail, { cause: error })
  }
}

/** The reader of an id or an address. Two ways of signing in with one address are two readers. */
async function readerNamed(db: Db, { site }: Config, named: string): Promise<string> {
  if (!named.includes('@')) return named
  const rows = await db.read
    .selectFrom('readers')
    .select(['id', 'name'])
    .where('site', '=', site)
    .where('email', '=', named.trim().toLowerCase())
    .orderBy('id')
    .execute()
  if (rows.length === 1) return rows[0]!.id
  throw new Error(
    rows.length
      ? `several readers have this address; say which: ${rows.map(({ id, name }) => `${id} (${name})`).join(', ')}`
      : 'there is no reader with this address',
  )
}
