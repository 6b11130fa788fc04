import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { PageLink } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { ownPath } from '../plain/places.ts'
import { hashOf, readerOf } from './sessions.ts'

/**
 * A ticket takes a reader's session along from a newspaper's page, where browsers keep this server's cookie apart, to the plain page.
 * It holds the session's token, sealed. That it was given, and not used yet, stands among the sessions as one of a minute, by its
 * hash: it can be used for nothing else, and ends with the reader's others.
 */
const SECONDS = 60
/** Bytes of the nonce and the tag (AES-256-GCM, NIST SP 800-38D) around the 32 of a token. */
const NONCE = 12
const TAG = 16

const keyOf = (app: App) => Buffer.from(hkdfSync('sha256', app.config.secret, '', 'page ticket', 32))
const rowOf = (ticket: string) => hashOf(`ticket ${ticket}`)

function seal(app: App, token: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(app), nonce)
  const sealed = Buffer.concat([cipher.update(token, 'base64url'), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
}

/** The token in a ticket of ours. */
function open(app: App, ticket: string): string {
  const bytes = Buffer.from(ticket, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(app), bytes.subarray(0, NONCE))
  decipher.setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('base64url')
}

/** A link to an own page on which the reader is signed in as he is here: once, within a minute. Throws Refusal('request.invalid') for any other page. */
export async function linkToPage(app: App, who: ReaderVisitor, asked: string): Promise<PageLink> {
  const to = ownPath(app.config, asked)
  if (!to) throw new Refusal('request.invalid', { reason: 'to must be the path of a plain page' })
  const ticket = seal(app, who.token)
  const now = app.clock()
  await app.db.tx(tx =>
    tx
      .insertInto('sessions')
      .values({
        token_hash: rowOf(ticket),
        site: app.config.site,
        reader: who.id,
        created_at: now,
        expires_at: now + SECONDS * 1000,
      })
      .execute(),
  )
  return { url: `${app.config.url}/d/in?${new URLSearchParams({ ticket, to })}` }
}

/** Takes a ticket. Answers the token of the session that it was bought with. Throws Refusal('session.ticket') where it is none, was taken, is late, or that session has ended. */
export async function takeTicket(app: App, ticket: string): Promise<string> {
  const taken = await app.db.tx(tx =>
    tx
      .deleteFrom('sessions')
      .where('token_hash', '=', rowOf(ticket))
      .where('site', '=', app.config.site)
      .where('expires_at', '>', app.clock())
      .returning('reader')
      .executeTakeFirst(),
  )
  if (!taken) throw new Refusal('session.ticket')
  const token = open(app, ticket)
  if ((await readerOf(app, token))?.id !== taken.reader) throw new Refusal('session.ticket')
  return token
}
