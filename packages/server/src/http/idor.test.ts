import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, PAPER, SSO_SECRET, type TestApp, testApp } from '../testing.ts'
import { ROUTES, type Route } from './table.ts'
import { atDesk, goodBody, keyOf } from './testing.ts'

/** Who calls. `rival` is the admin of another site that lives in the same database. */
const CALLERS = ['guest', 'reader', 'author', 'suspended', 'banned', 'moderator', 'editor', 'rival'] as const
/** What is called for: a comment in each state, with no replies. */
const STATES = ['shown', 'collapsed', 'held', 'removed', 'withdrawn'] as const
type Caller = (typeof CALLERS)[number]
type State = (typeof STATES)[number]

/**
 * S21: what each caller is answered. Checked in, to be read and argued with: a route that is missing here fails.
 * Statements are of the author's comment; reports are somebody else's; decisions are another moderator's.
 */
const ANSWERS = `
                                       guest     reader    author    suspended banned    moderator editor    rival
GET /v1/comments                       200       200       200       200       200       200       200       200
GET /v1/counts                         200       200       200       200       200       200       200       200
GET /v1/site                           200       200       200       200       200       200       200       200
POST /v1/check                         200       200       200       200       200       200       200       200
POST /v1/comments                      401       201       201       403       403       201       201       201
POST /v1/session                       202       202       202       202       202       202       202       202
DELETE /v1/session                     204       204       204       204       204       204       204       204
GET /v1/me                             200       200       200       200       200       200       200       200
GET /v1/me/comments                    401       200       200       200       200       200       200       200
GET /v1/desk/queues                    401       403       403       403       403       200       200       200
GET /v1/desk/cases                     401       403       403       403       403       200       200       200
POST /v1/desk/try                      401       403       403       403       403       200       200       200
PUT /v1/desk/stories                   401       403       403       403       403       200       200       200
GET /v1/stream                         stream    stream    stream    stream    stream    stream    stream    stream
GET /v1/desk/stream                    401       403       403       403       403       stream    stream    stream
GET /v1/rules                          200       200       200       200       200       200       200       200
GET /v1/log                            404       404       404       404       404       404       404       404
GET /v1/me/statements                  401       200       200       200       200       200       200       200
GET /v1/statements/:no                 404       404       200       404       404       200       200       404
POST /v1/statements/:no/appeals        404       404       201       404       404       404       404       404
GET /v1/reports/:reference             404       404       404       404       404       404       404       404
POST /v1/reports/:reference/appeals    404       404       404       404       404       404       404       404
DELETE /v1/desk/claim                  401       403       403       403       403       204       204       204
GET /v1/desk/colleagues                401       403       403       403       403       200       200       200
POST /v1/desk/decisions                401       403       403       403       403       200       200       200
POST /v1/desk/decisions/:id/undo       401       403       403       403       403       403       200       404
GET /v1/desk/reporters/:id             401       403       403       403       403       200       200       404
POST /v1/desk/reporters/:id/decisions  401       403       403       403       403       200       200       404
GET /v1/desk/story                     401       403       403       403       403       200       200       200
GET /v1/desk/rules                     401       403       403       403       403       200       200       200
GET /v1/desk/rules/:id                 401       403       403       403       403       403       200       200
PUT /v1/desk/rules/:id                 401       403       403       403       403       403       200       200
POST /v1/desk/rules/preview            401       403       403       403       403       403       200       200
PUT /v1/desk/thresholds                401       403       403       403       403       403       200       200
PUT /v1/desk/words                     401       403       403       403       403       403       200       200
POST /v1/desk/words/try                401       403       403       403       403       403       200       200
PUT /v1/desk/sections                  401       403       403       403       403       403       200       200
GET /v1/desk/duty                      401       403       403       403       403       200       200       200
GET /v1/desk/escalations/:id           401       403       403       403       403       200       200       404
GET /v1/desk/overview                  401       403       403       403       403       200       200       200
`

/**
 * The same where the route names a comment that is shown/collapsed/held/removed/withdrawn; one status where they are all alike.
 * Whoever works at the desk may not rewrite a reader's words either. Reports are against a house rule; what is against the law anybody may
 * report, see below. Decisions are removals; nothing is left to remove of what is removed or withdrawn.
 */
const ANSWERS_BY_STATE = `
                                       guest               reader              author              suspended           banned              moderator           editor              rival
GET /v1/comments/:id                   200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 404
GET /v1/comments/:id/replies           200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 404
GET /v1/comments/:id/revisions         200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 404
PATCH /v1/comments/:id                 401                 403/403/404/404/404 200/410/200/410/410 403                 403                 403/403/404/404/404 403/403/404/404/404 404
DELETE /v1/comments/:id                401                 403/403/404/404/404 204/204/204/410/204 403                 403                 403/403/404/404/404 403/403/404/404/404 404
PUT /v1/comments/:id/respect           401                 200/200/404/410/410 403/403/404/410/410 403                 403                 200/200/404/410/410 200/200/404/410/410 404
DELETE /v1/comments/:id/respect        401                 200/200/404/410/410 403/403/404/410/410 403                 403                 200/200/404/410/410 200/200/404/410/410 404
POST /v1/comments/:id/reports          401                 201/201/404/404/404 403/403/404/404/404 403                 403                 201/201/404/404/404 201/201/404/404/404 404
GET /v1/desk/cases/:id                 401                 403                 403                 403                 403                 200                 200                 404
POST /v1/desk/cases/:id/decisions      401                 403                 403                 403                 403                 200/200/200/409/409 200/200/200/409/409 404
POST /v1/desk/cases/:id/notes          401                 403                 403                 403                 403                 201                 201                 404
PUT /v1/desk/cases/:id/assignment      401                 403                 403                 403                 403                 200                 200                 404
PUT /v1/desk/cases/:id/claim           401                 403                 403                 403                 403                 200                 200                 404
POST /v1/desk/cases/:id/escalations    401                 403                 403                 403                 403                 201                 201                 404
`

const EXPECTED: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = new Map(
  [ANSWERS, ANSWERS_BY_STATE].flatMap(table => {
    const [head = '', ...rows] = table.trim().split('\n')
    const callers = head.trim().split(/\s+/)
    return rows.map(row => {
      const [method, url, ...cells] = row.trim().split(/\s+/)
      return [`${method} ${url}`, new Map(callers.map((who, i) => [who, cells[i]!.split('/')]))] as const
    })
  }),
)

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
  if (state === 'collapsed' || state === 'removed')
    await decided(id, { act: state === 'removed' ? 'remove' : 'collapse', rule: 'nice', explanation: 'A reason.' })
  if (state === 'withdrawn') await author.call('DELETE', `/v1/comments/${id}`)
  return id
}

async function caller(who: Caller): Promise<{ app: TestApp; client: Client }> {
  const name = `${who}${people++}`
  if (who === 'guest') return { app: t, client: t.guest }
  if (who === 'author') return { app: t, client: await t.signIn('author') }
  if (who === 'rival') return { app: other, client: await other.signIn(name, { role: 'admin', aud: 'other' }) }
  const client = await t.signIn(name, { role: who === 'moderator' || who === 'editor' ? who : 'reader' })
  if (who === 'banned' || who === 'suspended')
    await decided(await client.says('Rude words.', { story: `${PAPER}/story` }), {
      act: who === 'banned' ? 'ban' : 'suspend',
      rule: 'nice',
      explanation: 'A reason.',
    })
  return { app: t, client }
}

/** A decision of the desk on a comment. */
async function decided(comment: string, choice: object = { act: 'remove', rule: 'nice', explanation: 'A reason.' }) {
  const done = await desk.post(`/v1/desk/cases/k_${comment.slice(2)}/decisions`, choice)
  if (done.status !== 200) throw new Error(done.text)
  return done.json
}

/** What a route names, as it comes to be; `state` is that of the comment where it names one. */
async function pathTo(route: Route, state: State | null): Promise<string> {
  const { url } = route
  if (state) {
    const id = await commentIn(state)
    return url.replace(':id', url.startsWith('/v1/desk') ? `k_${id.slice(2)}` : id)
  }
  if (url.includes(':no')) return url.replace(':no', (await decided(await commentIn('shown'))).statement.no)
  if (url.includes('/decisions/:id')) return url.replace(':id', (await decided(await commentIn('shown'))).decision.id)
  if (url.includes('/rules/:id')) return url.replace(':id', 'nice')
  const reporter = await t.signIn('reporter')
  if (url.includes('/escalations/:id')) {
    const at = `/v1/desk/cases/k_${(await commentIn('shown')).slice(2)}/escalations`
    return url.replace(':id', (await desk.post(at, { kind: 'threat' })).json.id)
  }
  const refused = await commentIn('shown')
  const { reference } = (await reporter.post(`/v1/comments/${refused}/reports`, { rule: 'nice' })).json
  await decided(refused, { act: 'show' })
  return url.replace(':reference', reference).replace(':id', reporter.id)
}

const QUERIES: Record<string, string> = {
  'GET /v1/comments': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/counts': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/stream': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/me': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/desk/cases': '?queue=held',
  'GET /v1/desk/story': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
}

it('S21 every route of the table has its row, and no row is left over', () => {
  expect([...EXPECTED.keys()].toSorted()).toEqual(ROUTES.map(keyOf).toSorted())
})

describe.each(ROUTES.map(route => [keyOf(route), route] as const))('S21 %s', (name, route) => {
  const row = EXPECTED.get(name)
  const named = /\/(comments|cases)\/:id/.test(route.url)
  it.each(CALLERS)('S21 %s', async who => {
    const expected = row?.get(who) ?? []
    const states = named ? STATES : [null]
    const answered: string[] = []
    for (const state of states) {
      const { app, client } = await caller(who)
      const path = (await pathTo(route, state)) + (QUERIES[name] ?? '')
      if (expected[0] === 'stream') {
        answered.push(await opens(app, path, client))
        continue
      }
      const answer = await client.call(route.method, path, goodBody(route))
      answered.push(String(answer.status))
      // Words that are not public reach their author and the desk only, whatever the status.
      const mayRead = atDesk(route) ? who === 'moderator' || who === 'editor' : who === 'author'
      if (state && !mayRead && state !== 'shown' && state !== 'collapsed')
        expect(answer.text, `${state}`).not.toContain(CANARY)
      if (who === 'rival') expect(answer.text).not.toContain(CANARY)
    }
    expect(answered).toEqual(expected.length === 1 ? states.map(() => expected[0]) : expected)
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
