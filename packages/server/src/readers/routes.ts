import type { CodeSent, Me, Session, SignIn } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { ownComments } from '../comments/own.ts'
import { challengeOf, clearSession, type ReaderVisitor, setChallenge, setSession } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import type { Call } from '../http/table.ts'
import { storyByUrl } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { sendCode, signInByCode } from './codes.ts'
import { csrfOf, endSession } from './sessions.ts'
import { signInByNewsroom } from './sso.ts'

export async function signIn(app: App, { body, who, request, reply }: Call): Promise<Session | CodeSent> {
  const given = body as SignIn
  if ('email' in given && given.code === undefined) {
    await app.limits.take('mail', { site: app.config.site, reader: null, ip: who.ip })
    const sent = await sendCode(app, given.email)
    setChallenge(app, reply, sent.challenge)
    reply.code(202)
    return sent
  }
  const session = 'sso' in given ? await signInByNewsroom(app, given.sso) : await signInByCode(app, withChallenge(given, challengeOf(request)))
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

export async function me(app: App, { who, query }: Call): Promise<Me> {
  if (who.kind === 'guest') return { reader: null, csrf: null, respected: [], mine: [] }
  const reader = { id: who.id, name: who.name, role: who.role }
  const csrf = csrfOf(app, who.token)
  const story = query.story ? await storyByUrl(app.db.read, app.config.site, canonicalUrl(app.config, query.story)) : undefined
  if (!story) return { reader, csrf, respected: [], mine: [] }
  const respected = await app.db.read
    .selectFrom('respects')
    .select('comment')
    .where('site', '=', story.site)
    .where('story', '=', story.id)
    .where('reader', '=', who.id)
    .orderBy('at', 'desc')
    .limit(1000)
    .execute()
  return { reader, csrf, respected: respected.map(row => row.comment), mine: await ownComments(app, who.id, { story: story.id }) }
}

export async function mine(app: App, { who, query }: Call) {
  const comments = await ownComments(app, (who as ReaderVisitor).id, { after: query.after ?? null })
  return { comments, next: comments.length === 100 ? comments.at(-1)!.id : null }
}
