import { createSecretKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ROLES, type Role, type Session } from '@parley/contract/schemas.ts'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import { isUniqueViolation } from '../db/dialect/faults.ts'
import { newId } from '../db/ids.ts'
import { Refusal } from '../http/problems.ts'
import { cleanEmail } from './email.ts'
import { claimName } from './names.ts'
import { beginSession, hashOf } from './sessions.ts'

/** Which key verifies which algorithm. The token never chooses: HS256 goes with the secret alone, each kind of public key with one algorithm. */
export interface NewsroomKeys {
  secret: ReturnType<typeof createSecretKey> | null
  jwks: JWTVerifyGetKey | null
}
const PUBLIC_ALGORITHMS = ['RS256', 'ES256', 'EdDSA']
/** A token is for now: at most so old, in seconds, and clocks may differ by so much. */
const MAX_AGE = 300
const CLOCKS_DIFFER = 60
/** Seconds since 1970; what lies beyond cannot be stored as a time. */
const LAST = 1e11

/** The newsroom's keys as configured: a shared secret, and/or a JWKS by https address or file. */
export function newsroomKeys(config: Config): NewsroomKeys {
  const { ssoJwks } = config
  return {
    secret: config.ssoSecret ? createSecretKey(Buffer.from(config.ssoSecret)) : null,
    jwks: !ssoJwks
      ? null
      : /^https?:/.test(ssoJwks)
        ? createRemoteJWKSet(new URL(ssoJwks))
        : createLocalJWKSet(JSON.parse(readFileSync(ssoJwks, 'utf8'))),
  }
}

interface Claims {
  sub: string
  name: string
  email: string | null
  role: Role
  once: string
  expires: number
}

/** The key that may verify a compact JWS, and by which algorithms. Nothing else in its header is believed. Throws where no key may. */
export function keyFor({ secret, jwks }: NewsroomKeys, token: string): { key: JWTVerifyGetKey; algorithms: string[] } {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw new Error('not a compact JWS')
  // The last sign of base64url may have bits that mean nothing: with them one token would have several spellings, each good once.
  if (token.split('.').some(part => Buffer.from(part, 'base64url').toString('base64url') !== part))
    throw new Error('not canonical base64url')
  const { alg, crit } = decodeProtectedHeader(token)
  if (crit !== undefined) throw new Error('crit is not supported')
  if (alg === 'HS256' && secret) return { key: async () => secret, algorithms: ['HS256'] }
  if (alg !== undefined && PUBLIC_ALGORITHMS.includes(alg) && jwks) return { key: jwks, algorithms: PUBLIC_ALGORITHMS }
  throw new Error('no key for this algorithm')
}

/** Checks a newsroom's token. Throws Refusal('session.refused') for whatever is wrong with it, without saying what; 'server.busy' while the newsroom's keys cannot be had. */
export async function verifyNewsroomToken(app: App, token: string): Promise<Claims> {
  try {
    const { key, algorithms } = keyFor(app.newsroom, token)
    const { payload } = await jwtVerify(token, key, {
      algorithms,
      audience: app.config.site,
      maxTokenAge: MAX_AGE,
      clockTolerance: CLOCKS_DIFFER,
      requiredClaims: ['sub', 'name', 'iat', 'exp', 'aud'],
      currentDate: new Date(app.clock()),
    })
    return claimsOf(payload, token)
  } catch (error) {
    throw new Refusal(areKeysAway(error) ? 'server.busy' : 'session.refused', {}, { cause: error })
  }
}

/** Did the address of the newsroom's keys not answer, or not with keys? Nothing is known of the token then. */
const areKeysAway = (error: unknown) =>
  error instanceof errors.JWKSTimeout ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') ||
  (error instanceof TypeError && error.message === 'fetch failed')

function claimsOf(payload: JWTPayload, token: string): Claims {
  const { sub, name, email, role = 'reader', jti, exp, aud } = payload
  if (typeof aud !== 'string') throw new Error('aud must be one site')
  if (!(exp! < LAST)) throw new Error('exp is no time that a clock will show')
  if (typeof sub !== 'string' || sub.length < 1 || sub.length > 255) throw new Error('sub must be text')
  if (typeof name !== 'string' || name.length > 500) throw new Error('name must be text')
  if (email !== undefined && email !== null && typeof email !== 'string') throw new Error('email must be text')
  if (!ROLES.includes(role as Role)) throw new Error('role is not one of the roles')
  if (jti !== undefined && (typeof jti !== 'string' || jti.length > 255 || jti === ''))
    throw new Error('jti must be text')
  return {
    sub,
    name,
    email: email ? cleanEmail(email as string) : null,
    role: role as Role,
    once: jti === undefined ? `token ${hashOf(token)}` : `jti ${jti}`,
    expires: exp! * 1000,
  }
}

/**
 * Signs in by the newsroom's token, once. `sub` alone says who it is; name, address and role follow the newest token, and never lead to another account.
 * A name that another reader has gets a number. Throws Refusal: session.refused, name.….
 */
export async function signInByNewsroom(app: App, token: string): Promise<Session> {
  const claims = await verifyNewsroomToken(app, token)
  return app.db.tx(async tx => {
    const { site } = app.config
    const now = app.clock()
    try {
      await tx
        .insertInto('used_tokens')
        .values({ site, jti: claims.once, expires_at: claims.expires + CLOCKS_DIFFER * 1000 })
        .execute()
    } catch (error) {
      throw isUniqueViolation(error) ? new Refusal('session.refused', {}, { cause: error }) : error
    }
    const subject = `sso:${claims.sub}`
    const known = await tx
      .selectFrom('readers')
      .selectAll()
      .where('site', '=', site)
      .where('subject', '=', subject)
      .executeTakeFirst()
    const { email, role } = claims
    const staff = role !== 'reader'
    const named = await claimName(tx, app.config, {
      wanted: claims.name,
      reader: known?.id ?? null,
      staff,
      taken: 'number',
    })
    const id = known?.id ?? newId('r', now)
    if (known)
      await tx
        .updateTable('readers')
        .set({ ...named, email, role })
        .where('site', '=', site)
        .where('id', '=', id)
        .execute()
    else
      await tx
        .insertInto('readers')
        .values({ site, id, subject, email, ...named, role, created_at: now, banned_at: null })
        .execute()
    // A session of a reader must not outlive his becoming staff, nor the other way round.
    if (known && known.role !== role)
      await tx.deleteFrom('sessions').where('site', '=', site).where('reader', '=', id).execute()
    return beginSession(app, tx, { id, name: named.name, role })
  })
}
