import { Command } from 'commander'
import { placeOf, verifySettled } from '../audit/verify.ts'
import { readConfig } from '../config.ts'
import { invariants } from '../db/invariants.ts'
import { isThere, openDatabase } from '../db/open.ts'
import { openWhole } from '../db/whole.ts'
import { DUE_PROCESS } from '../decisions/invariants.ts'
import { backupHealth, diskHealth, type Looked, waitingHealth } from '../keeping/health.ts'
import { appliedThresholds } from '../learning/thresholds.ts'
import { shippedEngine } from '../moderation/engine.ts'
import { VERSION } from '../version.ts'
import { receiversOf } from '../webhooks/show.ts'
import { lookAt, saidOf } from './webhooks.ts'

export const doctor = new Command('doctor')
  .description('look over settings, disk and database; exit status 1 where something is wrong')
  .option('--json', 'print the findings as JSON')
  .action(async ({ json }: { json?: boolean }) => {
    const config = readConfig()
    const rows: Looked[] = []
    const note = (what: string, ok: boolean, said: string) => rows.push({ what, ok, said })
    /** What the newsroom may owe, though all runs well without it. */
    const hint = (what: string, said: string) => rows.push({ what, ok: true, hint: true, said })
    note('version', true, `Parley ${VERSION} on Node ${process.versions.node}`)
    note('settings', true, `${config.url}, data in ${config.data}`)
    note(
      'sign-in',
      Boolean(config.ssoSecret || config.ssoJwks || config.smtpUrl),
      'set PARLEY_SSO_SECRET, PARLEY_SSO_JWKS or PARLEY_SMTP_URL so that readers can sign in',
    )
    const { authorities, languages, readers } = config.contact
    if (authorities.length && languages.length && readers.length)
      note('contact points', true, `${config.url}/d/contact names them`)
    else
      hint(
        'contact points',
        'the DSA (Art. 11 to 13) asks for two that are published: set PARLEY_CONTACT_AUTHORITIES, PARLEY_CONTACT_LANGUAGES and PARLEY_CONTACT_READERS, and PARLEY_LEGAL_REPRESENTATIVE outside the European Union',
      )
    let version = ''
    try {
      const engine = shippedEngine()
      engine.read('A sentence such as readers write.', { hint: config.language })
      version = engine.version
      note('house rules', true, `engine ${version} answers`)
    } catch (error) {
      note('house rules', false, `the engine does not answer (${(error as Error).message}); run npm ci again`)
    }
    if (config.review)
      note('other judge', true, `${config.review.name} is asked after posting; it may ${config.review.acts}`)
    rows.push(...(await diskHealth(config)))
    if (!isThere(config.database)) note('database', true, 'none yet; it is made on the first start')
    else
      try {
        const db = await openDatabase(config.database)
        const whole = await openWhole(config.database)
        const { said, look } = await whole.facts().finally(() => whole.close())
        note('database', true, `opens, schema is current, commits are durable: ${said.join(', ')}`)
        for (const one of look) note('database', false, one)
        rows.push(await backupHealth(db.read, config.site, Date.now()))
        rows.push(...(await waitingHealth(db.read, { config, now: Date.now() })))
        const [steps] = await appliedThresholds(db.read, config.site, 1)
        if (steps && Object.keys(steps.changes).length)
          note(
            'thresholds',
            true,
            `the newsroom’s own (no. ${steps.no}, by ${steps.by})${steps.engine === version ? '' : `, made for engine ${steps.engine}: look again with “parley model tune”`}`,
          )
        const { settled, broken: link } = await verifySettled(db.read, config.site)
        note(
          'log',
          link === null,
          link
            ? `broken at ${placeOf(link)}: ${link.said}`
            : `changes of rules and settings: ${settled.no}, all as they were written; “parley audit verify” looks over the rest`,
        )
        const named = new Set(config.webhooks.map(({ name }) => name))
        for (const one of (await receiversOf(db.read, config.site, named)).receivers)
          note('webhooks', !lookAt(one), saidOf(one))
        for (const broken of await invariants(db.read, DUE_PROCESS)) note(broken.rule, false, broken.said)
        await db.close()
      } catch (error) {
        note('database', false, (error as Error).message)
      }
    if (json) console.log(JSON.stringify({ ok: rows.every(row => row.ok), checks: rows }, null, 2))
    else
      for (const row of rows) console.log(`${row.hint ? 'hint' : row.ok ? 'ok  ' : 'look'}  ${row.what}: ${row.said}`)
    if (!rows.every(row => row.ok)) process.exitCode = 1
  })
