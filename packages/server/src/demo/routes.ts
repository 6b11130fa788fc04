import { readFile } from 'node:fs/promises'
import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { assertOrigin, clearSession, setSession, visitorOf } from '../http/auth.ts'
import { endSession } from '../readers/sessions.ts'
import { signInByNewsroom } from '../readers/sso.ts'
import { storyByUrl } from '../stories/queries.ts'
import { type Edition, frontPage, imprintPage, mailboxPage, signInPage, storyPage } from './pages.ts'
import { personOf } from './people.ts'
import { unsentMails } from './queries.ts'
import { STORIES, urlOf } from './stories.ts'
import { mintToken } from './token.ts'

const FILES = {
  'courier.css': 'text/css; charset=utf-8',
  'courier.svg': 'image/svg+xml',
  'cars.svg': 'image/svg+xml',
  'heron.svg': 'image/svg+xml',
}
/** The newspaper's own sign-in; Parley never reads it. */
const READER_COOKIE = 'courier_reader'
const POLICY =
  "default-src 'none'; script-src 'self'; worker-src blob:; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** A path of this site to come back to; the front page for anything that could lead elsewhere. */
export function ownPath(text: unknown): string {
  return typeof text === 'string' && /^\/(?!\/)[!-[\]-~]*$/.test(text) ? text : '/'
}

/** The demo newsroom: the pages of The Valley Courier, and its readers' accounts. */
export async function demo(server: FastifyInstance, { app }: { app: App }) {
  const { url: origin, site } = app.config
  await server.register(formbody)
  const personIn = (request: FastifyRequest) => personOf(request.cookies[READER_COOKIE])
  const edition = (request: FastifyRequest, here = ownPath(request.url)): Edition => ({
    origin,
    today: new Date(app.clock()),
    person: personIn(request),
    here,
  })
  const send = (reply: FastifyReply, page: string) =>
    reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(page)
  const field = (request: FastifyRequest, name: string) =>
    (request.body as Record<string, unknown> | null | undefined)?.[name]

  for (const [name, type] of Object.entries(FILES)) {
    const content = await readFile(new URL(name, import.meta.url))
    server.get(`/demo/${name}`, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').type(type).send(content),
    )
  }

  server.get('/', (request, reply) => send(reply, frontPage(edition(request))))
  for (const story of STORIES) {
    server.get(story.path, async (request, reply) => {
      const row = await storyByUrl(app.db.read, site, urlOf(origin, story))
      return send(reply, storyPage(edition(request), story, new Date(row?.created_at ?? app.clock())))
    })
  }
  server.get('/demo/imprint', (request, reply) => send(reply, imprintPage(edition(request))))
  server.get('/demo/mailbox', async (request, reply) =>
    send(reply, mailboxPage(edition(request), await unsentMails(app))),
  )

  server.get('/demo/sign-in', (request, reply) => {
    const back = ownPath((request.query as { return?: unknown }).return)
    return send(reply, signInPage(edition(request, back)))
  })
  server.post('/demo/sign-in', async (request, reply) => {
    assertOrigin(app, request)
    const back = ownPath(field(request, 'return'))
    const person = personOf(String(field(request, 'person')))
    if (!person) return reply.redirect(`/demo/sign-in?return=${encodeURIComponent(back)}`, 303)
    await leaveParley(request, reply)
    reply.setCookie(READER_COOKIE, person.id, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: origin.startsWith('https:'),
    })
    if (person.role !== 'reader') {
      // The desk stands on a page of its own, where no newspaper's page could hand over the token.
      await app.limits.take('session', { site, reader: null, ip: request.ip })
      const { token } = await signInByNewsroom(app, await mintToken(app, person))
      setSession(app, reply, token)
    }
    return reply.redirect(back, 303)
  })
  server.post('/demo/sign-out', async (request, reply) => {
    assertOrigin(app, request)
    await leaveParley(request, reply)
    return reply.clearCookie(READER_COOKIE, { path: '/' }).redirect(ownPath(field(request, 'return')), 303)
  })
  server.get('/demo/token', async (request, reply) => {
    const person = personIn(request)
    return person ? { sso: await mintToken(app, person) } : reply.code(204).send()
  })

  /** Whoever signs in or out at the newspaper is no longer in the discussion as someone else. */
  async function leaveParley(request: FastifyRequest, reply: FastifyReply) {
    const who = await visitorOf(app, request)
    if (who.kind === 'reader') await endSession(app, who.token)
    clearSession(app, reply)
  }
}
