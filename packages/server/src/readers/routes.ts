import type { Erase, EraseReader } from '@parley/contract/privacy.ts'
import type { CodeSent, Me, PageLink, Session, SignIn, ToPage } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { ownComments } from '../comments/own.ts'
import { challengeOf, clearSession, type ReaderVisitor, setChallenge, setSession } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import type { Call } from '../http/table.ts'
import { sendCode, signInByCode } from './codes.ts'
import { erasure, rehearse as rehearseErasure } from './erase.ts'
import { sendExport } from './export.ts'
import { eraseReader, leave, sendErasureCode } from './leave.ts'
import { personal } from './personal.ts'
import { endSession, isFresh } from './sessions.ts'
import { signInByNewsroom } from './sso.ts'
import { linkToPage } from './tickets.ts'

export async function signIn(app: App, { body, who, request, reply }: Call): Promise<Session | CodeSent> {
  const given = body as SignIn
  if ('email' in given && given.code === undefined) {
    await app.limits.take('mail', { site: app.config.site, reader: null, ip: who.ip })
    const sent = await sendCode(app, given.email)
    setChallenge(app, reply, sent.challenge)
    reply.code(202)
    return sent
  }
  const session =
    'sso' in given
      ? await signInByNewsroom(app, given.sso)
      : await signInByCode(app, withChallenge(given, challengeOf(request)))
  setSession(app, reply, session.token)
  return session
}

function withChallenge(given: Exclude<SignIn, { sso: string }>, kept: string | undefined) {
  const challenge = given.challenge ?? kept
  if (!challenge) throw new Refusal('session.code')
  return { email: given.email, code: given.code!, challenge, name: given.name }
}

export async function signOut(app: App, { who, reply }: Call) {
  if (who.kind === 'reader') await endSession(app, who.token)
  clearSession(app, reply)
  reply.code(204)
}

export const toPage = (app: App, { who, body }: Call): Promise<PageLink> =>
  linkToPage(app, who as ReaderVisitor, (body as ToPage).to)

export const me = (app: App, { who, query }: Call): Promise<Me> => personal(app, who, query.story)

export async function mine(app: App, { who, query }: Call) {
  const comments = await ownComments(app, (who as ReaderVisitor).id, { after: query.after ?? null })
  return { comments, next: comments.length === 100 ? comments.at(-1)!.id : null }
}

export const takeAlong = (app: App, { who, reply }: Call) => sendExport(app, who as ReaderVisitor, reply)

/** Whoever may not write any more may still go, and take along what is his. */
function signedIn({ who }: Pick<Call, 'who'>): ReaderVisitor {
  if (who.kind === 'guest') throw new Refusal('session.none')
  return who
}

export async function rehearseOwn(app: App, call: Call) {
  const who = signedIn(call)
  const of = { site: app.config.site, reader: who.id }
  return rehearseErasure(app.db.read, of, { full: false, fresh: await isFresh(app, who) })
}

export async function codeToLeave(app: App, call: Call): Promise<CodeSent> {
  const sent = await sendErasureCode(app, signedIn(call))
  setChallenge(app, call.reply, sent.challenge)
  call.reply.code(202)
  return sent
}

export async function eraseOwn(app: App, call: Call) {
  const asked: Erase = call.body
  const challenge = asked.challenge ?? challengeOf(call.request)
  const begun = await leave(app, signedIn(call), { ...asked, ...(challenge !== undefined && { challenge }) })
  clearSession(app, call.reply)
  return begun
}

export const howFar = (app: App, { params }: Call) => erasure(app.db.read, app.config.site, params.id!)

export const rehearse = (app: App, { params }: Call) =>
  rehearseErasure(app.db.read, { site: app.config.site, reader: params.id! }, { full: true, fresh: true })

export const erase = (app: App, { who, params, body }: Call) =>
  eraseReader(app, who as ReaderVisitor, { reader: params.id!, text: (body as EraseReader).text })
