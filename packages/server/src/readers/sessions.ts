import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Reader, Session } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import type { Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { ReaderVisitor } from '../http/auth.ts'

const DAYS = 30
/** Staff sign in again after a working day. */
const STAFF_HOURS = 12

export const hashOf = (text: string) => hash('sha256', text, 'base64url')

/** Begins a session: a random token, of which only the hash is stored. */
export async function beginSession(app: App, tx: Tx, reader: Reader): Promise<Session> {
  const token = randomBytes(32).toString('base64url')
  const now = app.clock()
  await tx
    .insertInto('sessions')
    .values({
      token_hash: hashOf(token),
      site: app.config.site,
      reader: reader.id,
      created_at: now,
      expires_at: now + (reader.role === 'reader' ? DAYS * 24 : STAFF_HOURS) * 3600_000,
    })
    .execute()
  return { token, csrf: csrfOf(app, token), reader }
}

const byToken = prepared((db, { site, hash, now }: { site: string; hash: string; now: number }) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 's.site').onRef('r.id', '=', 's.reader'))
    .select(['r.id', 'r.name', 'r.role', 'r.banned_at', 'r.suspended_until', 'r.reviewed_posts'])
    .where('s.token_hash', '=', hash)
    .where('s.site', '=', site)
    .where('s.expires_at', '>', now),
)

/** Who a token belongs to; null where there is no such session any more. */
export async function readerOf(
  app: App,
  token: string,
): Promise<Omit<ReaderVisitor, 'kind' | 'staff' | 'ip' | 'token' | 'via'> | null> {
  if (!/^[\w-]{43}$/.test(token)) return null
  const [row] = await byToken(app.db.read, { site: app.config.site, hash: hashOf(token), now: app.clock() })
  return row
    ? {
        id: row.id,
        name: row.name,
        role: row.role,
        banned: row.banned_at !== null,
        suspendedUntil: row.suspended_until,
        reviewedPosts: Number(row.reviewed_posts),
      }
    : null
}

export async function endSession(app: App, token: string): Promise<void> {
  await app.db.tx(tx => tx.deleteFrom('sessions').where('token_hash', '=', hashOf(token)).execute())
}

/** What a page must know beside the cookie to write with it; bound to the session, worthless without it. */
export const csrfOf = (app: App, token: string) =>
  createHmac('sha256', app.config.secret)
    .update(`csrf ${hashOf(token)}`)
    .digest('base64url')

export function csrfFits(app: App, token: string, sent: string): boolean {
  const right = Buffer.from(csrfOf(app, token))
  const given = Buffer.from(sent)
  return right.length === given.length && timingSafeEqual(right, given)
}

/** So lately somebody has to have signed in for what cannot be taken back, in milliseconds: a window that was left open must not be enough. */
const FRESH = 10 * 60_000

/** Has whoever asks signed in just now? */
export async function isFresh(
  app: Pick<App, 'db' | 'clock'>,
  { token }: Pick<ReaderVisitor, 'token'>,
): Promise<boolean> {
  const session = await app.db.read
    .selectFrom('sessions')
    .select('created_at')
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst()
  return session !== undefined && session.created_at > app.clock() - FRESH
}
