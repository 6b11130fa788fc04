import { randomBytes, randomInt } from 'node:crypto'
import type { CodeSent, Role, Session } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { newId } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import { Refusal } from '../http/problems.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { cleanEmail } from './email.ts'
import { claimName } from './names.ts'
import { beginSession, hashOf } from './sessions.ts'

const MINUTES = 15
const TRIES = 5
/** More mails than this to one address within the quarter of an hour are silently not sent. */
const MAILS = 5
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Sends a one-time code. The code (40 bits, typed by hand) works only together with the challenge (256 bits), which the asking browser keeps.
 * The answer is the same for every address, known or not. Throws Refusal('email.invalid').
 */
export async function sendCode(app: App, address: string, what: 'code' | 'erasure-code' = 'code'): Promise<CodeSent> {
  const email = cleanEmail(address)
  const challenge = randomBytes(32).toString('base64url')
  const code = Array.from({ length: 8 }, () => SIGNS[randomInt(32)]).join('')
  await app.db.tx(async tx => {
    const { site } = app.config
    const now = app.clock()
    const { n } = await tx
      .selectFrom('sign_in_codes')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .where('site', '=', site)
      .where('email', '=', email)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('sign_in_codes')
      .values({
        challenge_hash: hashOf(challenge),
        site,
        email,
        code_hash: hashOf(`${challenge} ${code}`),
        attempts: 0,
        expires_at: now + MINUTES * 60_000,
        used_at: null,
      })
      .execute()
    if (Number(n) >= MAILS) return
    const shown = `${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase()
    await enqueueMail(tx, app, email, mailText(app, what, { code: shown, minutes: MINUTES }))
  })
  app.jobs.wake()
  return { challenge, minutes: MINUTES }
}

/** What was typed as it was meant: no case, no spaces or dashes, letters that look like digits. */
const readCode = (typed: string) =>
  typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')

export interface Typed {
  /** As `cleanEmail` gives it. */
  email: string
  code: string
  challenge: string
}

/** Finds the code that was sent to an address. Null where it does not fit, was used, or is too old; a wrong try is counted, so commit it. */
export async function codeThatFits(tx: Tx, app: App, { email, code, challenge }: Typed) {
  const sent = await tx
    .selectFrom('sign_in_codes')
    .selectAll()
    .where('challenge_hash', '=', hashOf(challenge))
    .where('site', '=', app.config.site)
    .executeTakeFirst()
  if (!sent || sent.email !== email || sent.used_at !== null || sent.expires_at <= app.clock()) return null
  if (sent.attempts >= TRIES) return null
  const mark = (set: { used_at: number } | { attempts: number }) =>
    tx.updateTable('sign_in_codes').set(set).where('challenge_hash', '=', sent.challenge_hash).execute()
  if (sent.code_hash === hashOf(`${challenge} ${readCode(code)}`)) return { use: () => mark({ used_at: app.clock() }) }
  await mark({ attempts: sent.attempts + 1 })
  return null
}

/**
 * Signs in by code and challenge, once, within the time. A new reader gives a name; without one the code stays good.
 * Throws Refusal: session.code, name.needed, name.….
 */
export async function signInByCode(
  app: App,
  given: { email: string; code: string; challenge: string; name?: string | undefined },
): Promise<Session> {
  const email = cleanEmail(given.email)
  const answer = await app.db.tx(async (tx): Promise<Session | Refusal> => {
    const { site } = app.config
    const now = app.clock()
    const sent = await codeThatFits(tx, app, { ...given, email })
    // Answered, not thrown: the wrong try must stay counted.
    if (!sent) return new Refusal('session.code')
    const subject = `mail:${email}`
    const known = await tx
      .selectFrom('readers')
      .select(['id', 'name'])
      .where('site', '=', site)
      .where('subject', '=', subject)
      .executeTakeFirst()
    if (!known && !given.name?.trim()) return new Refusal('name.needed')
    await sent.use()
    const role = await roleOf(tx, site, email)
    if (known) {
      await tx.updateTable('readers').set({ role }).where('site', '=', site).where('id', '=', known.id).execute()
      return beginSession(app, tx, { ...known, role })
    }
    const named = await claimName(tx, app.config, {
      wanted: given.name!,
      reader: null,
      staff: role !== 'reader',
      taken: 'refuse',
    })
    const id = newId('r', now)
    await tx
      .insertInto('readers')
      .values({ site, id, subject, email, ...named, role, created_at: now, banned_at: null })
      .execute()
    return beginSession(app, tx, { id, name: named.name, role })
  })
  if (answer instanceof Refusal) throw answer
  return answer
}

/** Staff are known by their proved address (`parley staff add`). */
async function roleOf(tx: Tx, site: string, email: string): Promise<Role> {
  const row = await tx
    .selectFrom('staff')
    .select('role')
    .where('site', '=', site)
    .where('email', '=', email)
    .executeTakeFirst()
  return row?.role ?? 'reader'
}
