import type { Role } from '@parley/contract/schemas.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { csrfFits, readerOf } from '../readers/sessions.ts'
import { Refusal } from './problems.ts'

export interface Guest {
  kind: 'guest'
  id: null
  staff: false
  ip: string
}
export interface ReaderVisitor {
  kind: 'reader'
  id: string
  name: string
  role: Role
  staff: boolean
  banned: boolean
  /** Until when he may not write, if he may not. */
  suspendedUntil: number | null
  /** So many of his next comments wait for a person. */
  reviewedPosts: number
  ip: string
  token: string
  /** A cookie comes by itself, so a write that relies on it must prove more. */
  via: 'bearer' | 'cookie'
}
export type Visitor = Guest | ReaderVisitor

const SESSION_COOKIE = 'parley_session'
const CHALLENGE_COOKIE = 'parley_challenge'

/** Who sends this request. A token that is not good is no token. */
export async function visitorOf(app: App, request: FastifyRequest): Promise<Visitor> {
  const { ip } = request
  const bearer = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const token = bearer ?? request.cookies[SESSION_COOKIE]
  const reader = token ? await readerOf(app, token) : null
  if (!token || !reader) return { kind: 'guest', id: null, staff: false, ip }
  return { kind: 'reader', ...reader, staff: reader.role !== 'reader', ip, token, via: bearer ? 'bearer' : 'cookie' }
}

/** Whether somebody settles what holds in the newsroom: its rules, words and settings. */
export const isEditor = (who: Visitor): boolean =>
  who.kind === 'reader' && (who.role === 'editor' || who.role === 'admin')

/** Writes come from pages that may write. Throws Refusal('request.origin'). */
export function assertOrigin(app: App, request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin !== undefined && !app.config.origins.includes(origin)) throw new Refusal('request.origin')
}

/** The desk's cookie works from the desk alone, not from the newspaper's pages. Throws Refusal('request.origin'). */
export function assertOwnPage(who: Visitor, request: FastifyRequest): void {
  const { origin, host } = request.headers
  if (who.kind === 'reader' && who.via === 'cookie' && origin !== undefined && URL.parse(origin)?.host !== host)
    throw new Refusal('request.origin')
}

/** A write that relies on the cookie proves that its page could read the session's own answer. Throws Refusal('request.csrf'). */
export function assertCsrf(app: App, who: Visitor, sent: unknown): void {
  if (who.kind === 'reader' && who.via === 'cookie' && !(typeof sent === 'string' && csrfFits(app, who.token, sent)))
    throw new Refusal('request.csrf')
}

/** Whoever is banned or suspended reads, reports what is illegal, and objects; he does not write. Throws Refusal: reader.banned, reader.suspended. */
export function assertMayWrite(app: App, who: Visitor): void {
  if (who.kind !== 'reader') return
  if (who.banned) throw new Refusal('reader.banned')
  if (who.suspendedUntil !== null && who.suspendedUntil > app.clock())
    throw new Refusal('reader.suspended', { until: new Date(who.suspendedUntil).toISOString().slice(0, 10) })
}

const cookie = (app: App) => {
  const secure = app.config.url.startsWith('https:')
  return {
    path: '/',
    httpOnly: true,
    secure,
    sameSite: secure ? ('none' as const) : ('lax' as const),
    ...(secure && { partitioned: true }),
  }
}

/** The cookie is for the pages of the newspaper's own readers only: not readable by scripts; whoever writes with it must also prove its page (csrf). */
export const setSession = (app: App, reply: FastifyReply, token: string) =>
  reply.setCookie(SESSION_COOKIE, token, { ...cookie(app), maxAge: 30 * 86_400 })
export const clearSession = (app: App, reply: FastifyReply) => reply.clearCookie(SESSION_COOKIE, cookie(app))
export const setChallenge = (app: App, reply: FastifyReply, challenge: string) =>
  reply.setCookie(CHALLENGE_COOKIE, challenge, { ...cookie(app), maxAge: 900 })
export const challengeOf = (request: FastifyRequest) => request.cookies[CHALLENGE_COOKIE]
