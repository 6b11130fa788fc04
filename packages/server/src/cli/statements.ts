import { Command, InvalidArgumentError } from 'commander'
import { rewordForEu } from '../accounting/reword.ts'
import { type Exported, sorOf } from '../accounting/sor.ts'
import { queueStatements, statedAs, statementsBetween } from '../accounting/statements.ts'
import { day, dayAfter } from './days.ts'
import { accountName, withNewsroom } from './newsroom.ts'

const BATCH = 100
const print = (value: unknown) => console.log(JSON.stringify(value, null, 2))

const number = (text: string) => {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('takes the number of a statement')
  return Number(text)
}

interface Range {
  from: number
  to: number
}

export const statements = new Command('statements').description(
  'statements of reasons, as the EU’s transparency database takes them',
)

const ranged = (name: string) =>
  statements
    .command(name)
    .requiredOption('--from <day>', 'the first day, UTC', day)
    .requiredOption('--to <day>', 'the last day, UTC', day)

ranged('export')
  .description(
    'write statements in the database’s fields, 100 in a batch, one batch a line; exit status 1 where some are kept back',
  )
  .option('--json', 'print one JSON document, with what is kept back and why')
  .addHelpText(
    'after',
    `
Nobody is named in what is exported: addresses, numbers, handles, known names and what is quoted from a comment are taken
out. A statement in which somebody may still be named is kept back, and said on standard error.
More: docs/accounting.md`,
  )
  .action(async ({ from, to, json }: Range & { json?: boolean }) => {
    const all = await withNewsroom(async (db, { site }) => {
      const nos = await statementsBetween(db.read, site, { from, before: dayAfter(to) })
      const exported: Exported[] = []
      for (let i = 0; i < nos.length; i += BATCH)
        exported.push(...(await statedAs(db.read, site, nos.slice(i, i + BATCH))).map(sorOf))
      return exported
    })
    const ready = all.filter(one => one.is === 'ready').map(one => one.sor)
    const blocked = all.filter(one => one.is === 'blocked').map(({ no, faults }) => ({ no, faults }))
    const notDue = all.filter(one => one.is === 'not-due').map(({ no, why }) => ({ no, why }))
    const batches = Array.from({ length: Math.ceil(ready.length / BATCH) }, (_, i) => ({
      statements: ready.slice(i * BATCH, (i + 1) * BATCH),
    }))
    if (blocked.length) process.exitCode = 1
    if (json) return print({ batches, blocked, notDue })
    for (const batch of batches) console.log(JSON.stringify(batch))
    for (const { no, faults } of blocked)
      console.error(`no. ${no} is kept back: ${faults.map(({ field, reason }) => `${field}: ${reason}`).join('; ')}`)
    console.error(`${ready.length} exported, ${blocked.length} kept back, ${notDue.length} not due`)
  })

ranged('send')
  .description('put statements of these days into the outbox; the running server sends those that have not gone yet')
  .action(async ({ from, to }: Range) => {
    const queued = await withNewsroom(async (db, { site, sor }) => {
      if (!sor) throw new Error('set PARLEY_SOR_URL and PARLEY_SOR_TOKEN first: docs/accounting.md')
      const nos = await statementsBetween(db.read, site, { from, before: dayAfter(to) })
      return db.tx(tx => queueStatements(tx, site, { nos, at: Date.now() }))
    })
    console.log(`${queued} statements more in the outbox`)
  })

statements
  .command('reword')
  .description('word the explanation of a statement anew for the database alone, where its own words may name someone')
  .argument('<no>', 'number of the statement', number)
  .argument('<text>', 'the explanation, without anybody’s name or words')
  .option('--by <name>', 'who words it', accountName())
  .option('--json', 'print what would be sent, as JSON')
  .addHelpText(
    'after',
    `
The statement itself, which its author has, stays as it was written. What was kept back or refused is sent again with the
new words. Who worded it, and when, is kept in the log of changes.
More: docs/accounting.md`,
  )
  .action(async (no: number, text: string, { by, json }: { by: string; json?: boolean }) => {
    const { sor } = await withNewsroom((db, { site }) => rewordForEu(db, site, { no, text, by, at: Date.now() }))
    if (json) return print(sor)
    console.log(`no. ${no} is worded so for the database: ${sor.decision_facts}`)
  })

statements
  .command('outbox')
  .description('what has gone, what waits, and what was kept back or refused; exit status 1 where a person has to look')
  .option('--json', 'print it as JSON')
  .action(async ({ json }: { json?: boolean }) => {
    const rows = await withNewsroom((db, { site }) =>
      db.read.selectFrom('eu_outbox').selectAll().where('site', '=', site).orderBy('no').execute(),
    )
    const stuck = rows.filter(row => row.result === 'blocked' || row.result === 'refused')
    const waiting = rows.filter(row => row.next_at !== null)
    const sent = rows.filter(row => row.sent_at !== null).length
    if (stuck.length) process.exitCode = 1
    if (json)
      return print({
        sent,
        waiting: waiting.map(({ no, attempts, error }) => ({ no, attempts, error })),
        stuck: stuck.map(({ no, result, error }) => ({ no, result, error })),
      })
    console.log(`${sent} sent, ${waiting.length} waiting, ${stuck.length} not to be sent as they are`)
    for (const { no, result, error } of stuck) console.log(`no. ${no} ${result}: ${error}`)
    for (const { no, attempts, error } of waiting)
      if (attempts > 0) console.log(`no. ${no} tried ${attempts} times: ${error}`)
  })
