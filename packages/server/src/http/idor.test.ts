import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, PAPER, SSO_SECRET, type TestApp, testApp } from '../testing.ts'
import { ROUTES, type Route } from './table.ts'

/** Who calls. `rival` works at the desk of another site that lives in the same database. */
const CALLERS = ['guest', 'reader', 'author', 'banned', 'moderator', 'rival'] as const
/** What is called for: a comment in each state, with no replies. */
const STATES = ['shown', 'collapsed', 'held', 'removed', 'withdrawn'] as const
type Caller = (typeof CALLERS)[number]
type State = (typeof STATES)[number]

/**
 * S21: what each caller is answered, for a comment that is shown, collapsed, held, removed, withdrawn (in this order);
 * one status where the route names no comment. Checked in, to be read and argued with: a route that is missing here fails.
 */
const EXPECTED: Record<string, Record<Caller, string>> = {
  'GET /v1/comments': { guest: '200', reader: '200', author: '200', banned: '200', moderator: '200', rival: '200' },
  'GET /v1/counts': { guest: '200', reader: '200', author: '200', banned: '200', moderator: '200', rival: '200' },
  'GET /v1/site': { guest: '200', reader: '200', author: '200', banned: '200', moderator: '200', rival: '200' },
  'POST /v1/check': { guest: '200', reader: '200', author: '200', banned: '200', moderator: '200', rival: '200' },
  'POST /v1/comments': { guest: '401', reader: '201', author: '201', banned: '403', moderator: '201', rival: '201' },
  'POST /v1/session': { guest: '202', reader: '202', author: '202', banned: '202', moderator: '202', rival: '202' },
  'DELETE /v1/session': { guest: '204', reader: '204', author: '204', banned: '204', moderator: '204', rival: '204' },
  'GET /v1/me': { guest: '200', reader: '200', author: '200', banned: '200', moderator: '200', rival: '200' },
  'GET /v1/me/comments': { guest: '401', reader: '200', author: '200', banned: '200', moderator: '200', rival: '200' },
  'GET /v1/desk/queues': { guest: '401', reader: '403', author: '403', banned: '403', moderator: '200', rival: '200' },
  'GET /v1/desk/cases': { guest: '401', reader: '403', author: '403', banned: '403', moderator: '200', rival: '200' },
  'POST /v1/desk/try': { guest: '401', reader: '403', author: '403', banned: '403', moderator: '200', rival: '200' },
  'PUT /v1/desk/stories': { guest: '401', reader: '403', author: '403', banned: '403', moderator: '200', rival: '200' },
  'GET /v1/stream': {
    guest: 'stream',
    reader: 'stream',
    author: 'stream',
    banned: 'stream',
    moderator: 'stream',
    rival: 'stream',
  },
  'GET /v1/desk/stream': {
    guest: '401',
    reader: '403',
    author: '403',
    banned: '403',
    moderator: 'stream',
    rival: 'stream',
  },

  //                                        shown collapsed held removed withdrawn
  'GET /v1/comments/:id': {
    guest: '200 200 404 404 404',
    reader: '200 200 404 404 404',
    author: '200 200 404 404 404',
    banned: '200 200 404 404 404',
    moderator: '200 200 404 404 404',
    rival: '404 404 404 404 404',
  },
  'GET /v1/comments/:id/replies': {
    guest: '200 200 404 404 404',
    reader: '200 200 404 404 404',
    author: '200 200 404 404 404',
    banned: '200 200 404 404 404',
    moderator: '200 200 404 404 404',
    rival: '404 404 404 404 404',
  },
  'GET /v1/comments/:id/revisions': {
    guest: '200 200 404 404 404',
    reader: '200 200 404 404 404',
    author: '200 200 404 404 404',
    banned: '200 200 404 404 404',
    moderator: '200 200 404 404 404',
    rival: '404 404 404 404 404',
  },
  // Whoever works at the desk may not rewrite a reader's words either.
  'PATCH /v1/comments/:id': {
    guest: '401 401 401 401 401',
    reader: '403 403 404 404 404',
    author: '200 410 200 410 410',
    banned: '403 403 403 403 403',
    moderator: '403 403 404 404 404',
    rival: '404 404 404 404 404',
  },
  'DELETE /v1/comments/:id': {
    guest: '401 401 401 401 401',
    reader: '403 403 404 404 404',
    author: '204 204 204 410 204',
    banned: '403 403 403 403 403',
    moderator: '403 403 404 404 404',
    rival: '404 404 404 404 404',
  },
  'PUT /v1/comments/:id/respect': {
    guest: '401 401 401 401 401',
    reader: '200 200 404 410 410',
    author: '403 403 404 410 410',
    banned: '403 403 403 403 403',
    moderator: '200 200 404 410 410',
    rival: '404 404 404 404 404',
  },
  'DELETE /v1/comments/:id/respect': {
    guest: '401 401 401 401 401',
    reader: '200 200 404 410 410',
    author: '403 403 404 410 410',
    banned: '403 403 403 403 403',
    moderator: '200 200 404 410 410',
    rival: '404 404 404 404 404',
  },
  // Against a house rule; what is against the law anybody may report, see below.
  'POST /v1/comments/:id/reports': {
    guest: '401 401 401 401 401',
    reader: '201 201 404 404 404',
    author: '403 403 404 404 404',
    banned: '403 403 403 403 403',
    moderator: '201 201 404 404 404',
    rival: '404 404 404 404 404',
  },
  'GET /v1/desk/cases/:id': {
    guest: '401 401 401 401 401',
    reader: '403 403 403 403 403',
    author: '403 403 403 403 403',
    banned: '403 403 403 403 403',
    moderator: '200 200 200 200 200',
    rival: '404 404 404 404 404',
  },
  // A removal; nothing is left to remove of what is removed or withdrawn.
  'POST /v1/desk/cases/:id/decisions': {
    guest: '401 401 401 401 401',
    reader: '403 403 403 403 403',
    author: '403 403 403 403 403',
    banned: '403 403 403 403 403',
    moderator: '200 200 200 409 409',
    rival: '404 404 404 404 404',
  },
}

const BODIES: Record<string, object> = {
  'POST /v1/check': { text: 'Words' },
  'POST /v1/comments': { story: `${PAPER}/story`, text: 'Words' },
  'PATCH /v1/comments/:id': { text: 'Other words' },
  'POST /v1/comments/:id/reports': { rule: 'nice' },
  'POST /v1/session': { email: 'somebody@paper.example' },
  'POST /v1/desk/cases/:id/decisions': { act: 'remove', rule: 'nice', explanation: 'It degrades a person.' },
  'POST /v1/desk/try': { text: 'A sentence.' },
  'PUT /v1/desk/stories': { url: `${PAPER}/story`, title: 'A story' },
}
const keyOf = (route: Route) => `${route.method} ${route.url}`
const CANARY = 'words-that-only-some-may-read'

let t: TestApp
let other: TestApp
let author: Client
let desk: Client
let people = 0
const data = mkdtempSync(join(tmpdir(), 'parley-idor-'))
beforeAll(async () => {
  t = await testApp({ data })
  other = await testApp({
    data,
    env: { PARLEY_SITE: 'other', PARLEY_SSO_SECRET: `${SSO_SECRET}-other` },
    config: { ssoSecret: SSO_SECRET },
  })
  author = await t.signIn('author')
  desk = await t.signIn('desk', { role: 'moderator' })
})
afterAll(async () => {
  await other.close()
  await t.close()
})

/** A comment of the author, brought into a state the way it happens. */
async function commentIn(state: State): Promise<string> {
  const words = state === 'held' ? `${CANARY} https://a.example https://b.example https://c.example` : CANARY
  const id = await author.says(words, { story: `${PAPER}/story` })
  if (state === 'collapsed' || state === 'removed') {
    const done = await desk.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
      act: state === 'removed' ? 'remove' : 'collapse',
      rule: 'nice',
      explanation: 'A reason.',
    })
    if (done.status !== 200) throw new Error(done.text)
  }
  if (state === 'withdrawn') await author.call('DELETE', `/v1/comments/${id}`)
  return id
}

async function caller(who: Caller): Promise<{ app: TestApp; client: Client }> {
  const name = `${who}${people++}`
  if (who === 'guest') return { app: t, client: t.guest }
  if (who === 'author') return { app: t, client: await t.signIn('author') }
  if (who === 'rival') return { app: other, client: await other.signIn(name, { role: 'admin', aud: 'other' }) }
  const client = await t.signIn(name, { role: who === 'moderator' ? 'moderator' : 'reader' })
  if (who === 'banned')
    await t.app.db.tx(tx =>
      tx.updateTable('readers').set({ banned_at: t.app.clock() }).where('id', '=', client.id).execute(),
    )
  return { app: t, client }
}

const QUERIES: Record<string, string> = {
  'GET /v1/comments': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/counts': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/stream': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/me': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/desk/cases': '?queue=held',
}

it('S21 every route of the table has its row, and no row is left over', () => {
  expect(Object.keys(EXPECTED).toSorted()).toEqual(ROUTES.map(keyOf).toSorted())
})

describe.each(ROUTES.map(route => [keyOf(route), route] as const))('S21 %s', (name, route) => {
  const row = EXPECTED[name]
  const states: readonly (State | null)[] = route.url.includes(':id') ? STATES : [null]
  it.each(CALLERS)('S21 %s', async who => {
    const expected = row?.[who].split(' ') ?? []
    const answered: string[] = []
    for (const state of states) {
      const id = state && (await commentIn(state))
      const { app, client } = await caller(who)
      const path =
        route.url.replace(':id', !id ? '' : route.url.startsWith('/v1/desk') ? `k_${id.slice(2)}` : id) +
        (QUERIES[name] ?? '')
      if (expected[answered.length] === 'stream') {
        answered.push(await opens(app, path, client))
        continue
      }
      const answer = await client.call(route.method, path, BODIES[name])
      answered.push(String(answer.status))
      // Words that are not public reach their author and the desk only, whatever the status.
      const mayRead =
        (who === 'author' && !route.url.startsWith('/v1/desk')) ||
        (who === 'moderator' && route.url.startsWith('/v1/desk'))
      if (state && !mayRead && (who === 'rival' || (state !== 'shown' && state !== 'collapsed')))
        expect(answer.text, `${state}`).not.toContain(CANARY)
      if (who === 'rival') expect(answer.text).not.toContain(CANARY)
    }
    expect(answered).toEqual(expected)
  })
})

/** Whether a stream opens: its status where it does not. */
async function opens(app: TestApp, path: string, client: Client): Promise<string> {
  if (!app.server.server.listening) await app.server.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.server.address()
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${(address as { port: number }).port}${path}`, {
    headers: client.token ? { authorization: `Bearer ${client.token}` } : {},
    signal: stop.signal,
  })
  const type = answer.headers.get('content-type') ?? ''
  stop.abort()
  return answer.status === 200 && type.startsWith('text/event-stream') ? 'stream' : String(answer.status)
}

describe('S21 what is against the law', () => {
  const illegal = { illegal: { law: '§ 185', explanation: 'It names me.', goodFaith: true } }
  it.each(CALLERS)('S21 may be reported by a %s where it can be read', async who => {
    const answered: number[] = []
    for (const state of STATES)
      answered.push(
        (await (await caller(who)).client.post(`/v1/comments/${await commentIn(state)}/reports`, illegal)).status,
      )
    expect(answered).toEqual(
      who === 'rival'
        ? [404, 404, 404, 404, 404]
        : who === 'author'
          ? [403, 403, 404, 404, 404]
          : [201, 201, 404, 404, 404],
    )
  })
})

describe('S21 a token of one site', () => {
  it('S21 is nothing at another', async () => {
    const { client: rival } = await caller('rival')
    const bearer = { authorization: `Bearer ${rival.token}` }
    expect((await t.guest.call('GET', '/v1/me', undefined, bearer)).json.reader).toBeNull()
    expect((await t.guest.call('GET', '/v1/desk/queues', undefined, bearer)).status).toBe(401)
    expect((await t.guest.call('POST', '/v1/comments', { story: `${PAPER}/story`, text: 'x' }, bearer)).status).toBe(
      401,
    )
  })

  it('S21 a parent of another site is no parent, and counts are each site’s own', async () => {
    const id = await commentIn('shown')
    const { client: rival } = await caller('rival')
    expect((await rival.post('/v1/comments', { story: `${PAPER}/story`, text: 'x', replyTo: id })).json.code).toBe(
      'comment.unknown',
    )
    expect((await rival.get('/v1/me/comments')).json.comments).toEqual([])
  })

  it('S21 an id of another kind is not there', async () => {
    const id = await commentIn('shown')
    for (const path of [
      `/v1/comments/k_${id.slice(2)}`,
      `/v1/comments/${author.id}`,
      `/v1/comments/${id.toUpperCase()}`,
    ])
      expect((await t.guest.get(path)).status, path).toBe(404)
    for (const path of [`/v1/desk/cases/${author.id}`, '/v1/desk/cases/k_'])
      expect((await desk.get(path)).status, path).toBe(404)
  })

  it('R17 everything that must hold, holds', async () => expect(await t.broken()).toEqual([]))
})
