import type { Webhooks } from '@parley/contract/schemas.ts'
import { Command } from 'commander'
import { forgetReceiver, receiversOf, replay, switchOn } from '../webhooks/show.ts'
import { withNewsroom } from './newsroom.ts'

export const webhooks = new Command('webhooks').description('other systems that are told what happens')

/** What a person has to look at. */
export const lookAt = ({ named, offAt, dead }: Webhooks['receivers'][number]) => !named || offAt !== null || dead > 0

/** How a receiver does, in a line. */
export const saidOf = ({
  id,
  named,
  offAt,
  dead,
  waiting,
  error,
  deliveredAt,
}: Webhooks['receivers'][number]): string =>
  [
    `${id}: ${waiting} waiting${error === null ? '' : ` (last try: ${error})`}, ${dead} given up, last taken ${deliveredAt ?? 'never'}`,
    ...(named ? [] : [`no longer in PARLEY_WEBHOOK_URL; “parley webhooks forget ${id}” drops what waits`]),
    ...(offAt ? [`it said that it is gone (${offAt}); “parley webhooks on ${id}” sends again`] : []),
    ...(dead ? [`“parley webhooks replay ${id}” sends again what was given up`] : []),
  ].join('; ')

webhooks
  .command('list')
  .description(
    'receivers, what waits for each, and what was given up and why; exit status 1 where a person has to look',
  )
  .option('--json', 'print it as JSON')
  .addHelpText('after', '\nMore: docs/webhooks.md')
  .action(async ({ json }: { json?: boolean }) => {
    const { receivers } = await withNewsroom((db, { site, webhooks }) =>
      receiversOf(db.read, site, new Set(webhooks.map(({ name }) => name))),
    )
    if (receivers.some(lookAt)) process.exitCode = 1
    if (json) return console.log(JSON.stringify({ receivers }, null, 2))
    if (receivers.length === 0) console.log('none; PARLEY_WEBHOOK_URL names them: docs/webhooks.md')
    for (const one of receivers) {
      console.log(saidOf(one))
      for (const { id, type, commentId, attempts, error } of one.letters)
        console.log(`  ${id} ${type} ${commentId}: tried ${attempts} times, ${error}`)
    }
  })

webhooks
  .command('replay')
  .description('send again what was given up; the running server does it')
  .argument('<name>', 'of the receiver')
  .action(async (receiver: string) => {
    const n = await withNewsroom((db, { site }) => db.tx(tx => replay(tx, { site, receiver, at: Date.now() })))
    if (n === null) throw unknown(receiver)
    console.log(`${n} are sent again`)
  })

webhooks
  .command('on')
  .description('send again to a receiver that had answered that it is gone (410)')
  .argument('<name>', 'of the receiver')
  .action(async (receiver: string) => {
    if (!(await withNewsroom((db, { site }) => db.tx(tx => switchOn(tx, { site, receiver }))))) throw unknown(receiver)
    console.log(`${receiver} is switched on`)
  })

webhooks
  .command('forget')
  .description('forget a receiver that is no longer in the settings, with all that waits for it')
  .argument('<name>', 'of the receiver')
  .action(async (receiver: string) => {
    const gone = await withNewsroom((db, { site, webhooks }) => {
      if (webhooks.some(({ name }) => name === receiver))
        throw new Error(`${receiver} is in PARLEY_WEBHOOK_URL; take it out there first`)
      return db.tx(tx => forgetReceiver(tx, { site, receiver }))
    })
    if (!gone) throw unknown(receiver)
    console.log(`${receiver} is forgotten`)
  })

const unknown = (name: string) => new Error(`there is no receiver ${name}; “parley webhooks list” names them`)
