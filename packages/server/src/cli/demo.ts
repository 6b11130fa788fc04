import { join } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'

/** Enough for the demo's own sign-in page; it guards nothing but invented people. */
const DEMO_SSO_SECRET = 'the-valley-courier-is-an-invented-newspaper'

export const demo = new Command('demo')
  .description('run the demo newsroom: a local newspaper with a discussion, a desk and a mailbox')
  .action(async () => {
    const env = process.env
    const { seedDemo } = await import('../demo/seed.ts')
    const { serve } = await import('../main.ts')
    const config = readConfig({
      PARLEY_LOG: 'warn',
      PARLEY_RESERVE_MB: '0',
      PARLEY_SITE_NAME: 'The Valley Courier',
      PARLEY_SSO_SECRET: DEMO_SSO_SECRET,
      PARLEY_CONTACT_READERS: 'readers@courier.example, +44 1632 960 001',
      PARLEY_CONTACT_AUTHORITIES: 'authorities@courier.example',
      PARLEY_CONTACT_LANGUAGES: 'en, de',
      PARLEY_LEGAL_REPRESENTATIVE: 'Courier Europe Ltd, 1 Example Street, Dublin, Ireland, eu@courier.example',
      ...env,
      PARLEY_DATA: join(env.PARLEY_DATA ?? 'data', 'demo'),
    })
    const contact = { ...config.contact, imprint: config.contact.imprint ?? `${config.url}/demo/imprint` }
    // Whoever types localhost reaches the same newsroom.
    const origins = [...config.origins, config.url.replace('127.0.0.1', 'localhost')]
    const { app, address } = await serve({ ...config, origins, contact, demo: true }, seedDemo)
    const url = app.config.url
    console.log(`
  The Valley Courier is open: ${url}

    the lead story       ${url}/business/alliance-talks
    write as a reader    ${url}/demo/sign-in        choose Alice, Bob or Dora
    the desk             ${url}/demo/sign-in        choose Mona, the moderator, then ${url}/desk
    mails that were sent ${url}/demo/mailbox

  Everything in it is invented. It listens on ${address} and is stopped with Ctrl+C; data is in ${app.config.data}.
`)
  })
