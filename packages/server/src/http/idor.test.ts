import { createHmac } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { raise } from '../notes/alarms.ts'
import { type Client, PAPER, SSO_SECRET, type TestApp, testApp } from '../testing.ts'
import { keepReceiver } from '../webhooks/queries.ts'
import { FOREIGN, ROUTES, type Route } from './table.ts'
import { ACCOUNT, atDesk, goodBody, keyOf } from './testing.ts'

/** Who calls. `reporter` filed the report and `decider`, a moderator, made the decision that is called for; `rival` is the admin of another site that lives in the same database. */
const CALLERS = [
  ...(['guest', 'reader', 'author', 'reporter', 'suspended', 'banned'] as const),
  ...(['moderator', 'decider', 'editor', 'admin', 'rival'] as const),
] as const
/** What is called for: a comment in each state, with no replies. */
const STATES = ['shown', 'collapsed', 'held', 'removed', 'withdrawn'] as const
type Caller = (typeof CALLERS)[number]
type State = (typeof STATES)[number]

/**
 * S21: what each caller is answered. Checked in, to be read and argued with: a route that is missing here fails.
 * Statements are of the author's comment; reports are the reporter's, and refused; decisions are the decider's, and so are views, for himself.
 */
const ANSWERS = `
                                      guest  reader author reporter suspended banned moderator decider editor admin  rival
GET /v1/comments                      200    200    200    200      200       200    200       200     200    200    200
GET /v1/counts                        200    200    200    200      200       200    200       200     200    200    200
GET /v1/timeline                      200    200    200    200      200       200    200       200     200    200    200
POST /v1/timeline                     401    201    201    201      403       403    201       201     201    201    201
GET /v1/me/timeline                   401    200    200    200      200       200    200       200     200    200    200
GET /v1/desk/proposals                401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/worth                    401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/timeline                 401    403    403    403      403       403    200       200     200    200    200
POST /v1/desk/timeline                401    403    403    403      403       403    403       403     201    201    201
PUT /v1/desk/timeline/:id             401    403    403    403      403       403    403       403     204    204    404
POST /v1/desk/timeline/:id/sources    401    403    403    403      403       403    403       403     204    204    404
POST /v1/desk/timeline/:id/decisions  401    403    403    403      403       403    403       403     204    204    404
GET /v1/notes                         200    200    200    200      200       200    200       200     200    200    200
GET /v1/notes/mine                    401    200    200    200      200       200    200       200     200    200    200
GET /v1/notes/:id                     200    200    200    200      200       200    200       200     200    200    404
POST /v1/notes                        401    201    201    201      403       403    201       201     201    201    201
PATCH /v1/notes/:id                   401    403    200    403      403       403    403       403     403    403    404
DELETE /v1/notes/:id                  401    403    204    403      403       403    403       403     403    403    404
PUT /v1/notes/:id/rating              401    200    403    200      403       403    403       403     403    403    404
DELETE /v1/notes/:id/rating           401    200    200    200      403       403    200       200     200    200    404
GET /v1/desk/notes                    401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/notes/:id                401    403    403    403      403       403    200       200     200    200    404
POST /v1/desk/notes                   401    403    403    403      403       403    403       403     201    201    201
PATCH /v1/desk/notes/:id              401    403    403    403      403       403    403       403     200    200    404
POST /v1/desk/notes/:id/decisions     401    403    403    403      403       403    403       403     200    200    404
POST /v1/desk/note-alarms/:id/seen    401    403    403    403      403       403    403       403     204    204    404
POST /v1/accounts                     401    201    201    201      403       403    201       201     201    201    201
GET /v1/accounts/mine                 401    200    200    200      200       200    200       200     200    200    200
GET /v1/accounts/:id                  401    404    200    404      404       404    404       404     404    404    404
PATCH /v1/accounts/:id/consent        401    404    200    404      404       404    404       404     404    404    404
DELETE /v1/accounts/:id               401    404    204    404      404       404    404       404     404    404    404
GET /v1/accounts/:id/photos/:no       401    404    200    404      404       404    404       404     404    404    404
PUT /v1/accounts/:id/photos/:no       401    404    200    404      403       403    404       404     404    404    404
DELETE /v1/accounts/:id/photos/:no    401    404    200    404      404       404    404       404     404    404    404
GET /media/:site/:photo               404    404    404    404      404       404    404       404     404    404    404
GET /v1/desk/accounts                 401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/accounts/:id             401    403    403    403      403       403    200       200     200    200    404
POST /v1/desk/accounts/:id/contact    401    403    403    403      403       403    403       403     200    200    404
POST /v1/desk/accounts/:id/stage      401    403    403    403      403       403    403       403     200    200    404
PUT /v1/desk/accounts/:id/checklist/:item 401    403    403    403      403       403    200       200     200    200    404
POST /v1/desk/accounts/:id/tasks      401    403    403    403      403       403    201       201     201    201    404
PUT /v1/desk/accounts/:id/tasks/:no   401    403    403    403      403       403    200       200     200    200    404
GET /v1/desk/accounts/:id/photos/:no  401    403    403    403      403       403    200       200     200    200    404
GET /v1/desk/accounts/:id/photos/:no/original 401    403    403    403      403       403    403       403     200    200    404
POST /v1/desk/accounts/:id/timeline   401    403    403    403      403       403    403       403     201    201    404
PUT /v1/desk/calls                    401    403    403    403      403       403    403       403     200    200    200
DELETE /v1/desk/calls                 401    403    403    403      403       403    403       403     200    200    200
GET /v1/site                          200    200    200    200      200       200    200       200     200    200    200
POST /v1/check                        200    200    200    200      200       200    200       200     200    200    200
POST /v1/comments                     401    201    201    201      403       403    201       201     201    201    201
POST /v1/session                      202    202    202    202      202       202    202       202     202    202    202
POST /v1/session/page                 401    200    200    200      403       403    200       200     200    200    200
DELETE /v1/session                    204    204    204    204      204       204    204       204     204    204    204
GET /v1/me                            200    200    200    200      200       200    200       200     200    200    200
GET /v1/me/comments                   401    200    200    200      200       200    200       200     200    200    200
GET /v1/me/export                     401    200    200    200      200       200    200       200     200    200    200
GET /v1/me/erasure                    401    200    200    200      200       200    409       409     409    409    409
POST /v1/me/erasure/code              401    202    202    202      202       202    409       409     409    409    409
DELETE /v1/me                         401    200    200    200      200       200    409       409     409    409    409
GET /v1/erasures/:id                  200    200    200    200      200       200    200       200     200    200    404
GET /v1/desk/readers/:id/erasure      401    403    403    403      403       403    403       403     403    200    404
POST /v1/desk/readers/:id/erasure     401    403    403    403      403       403    403       403     403    200    404
GET /v1/desk/queues                   401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/cases                    401    403    403    403      403       403    200       200     200    200    200
POST /v1/desk/try                     401    403    403    403      403       403    200       200     200    200    200
PUT /v1/desk/stories                  401    403    403    403      403       403    200       200     200    200    200
GET /v1/stream                        stream stream stream stream   stream    stream stream    stream  stream stream stream
GET /v1/desk/stream                   401    403    403    403      403       403    stream    stream  stream stream stream
GET /.well-known/parley.json          200    200    200    200      200       200    200       200     200    200    200
GET /v1/rules                         200    200    200    200      200       200    200       200     200    200    200
GET /v1/log                           404    404    404    404      404       404    404       404     404    404    404
GET /v1/me/statements                 401    200    200    200      200       200    200       200     200    200    200
GET /v1/statements/:no                404    404    200    404      404       404    200       200     200    200    404
POST /v1/statements/:no/appeals       404    404    201    404      404       404    404       404     404    404    404
GET /v1/reports/:reference            404    404    404    200      404       404    404       404     404    404    404
POST /v1/reports/:reference/appeals   404    404    404    201      404       404    404       404     404    404    404
DELETE /v1/desk/claim                 401    403    403    403      403       403    204       204     204    204    204
GET /v1/desk/colleagues               401    403    403    403      403       403    200       200     200    200    200
POST /v1/desk/decisions               401    403    403    403      403       403    200       200     200    200    200
POST /v1/desk/decisions/:id/undo      401    403    403    403      403       403    403       200     200    200    404
GET /v1/desk/reporters/:id            401    403    403    403      403       403    200       200     200    200    404
POST /v1/desk/reporters/:id/decisions 401    403    403    403      403       403    200       200     200    200    404
GET /v1/desk/story                    401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/rules                    401    403    403    403      403       403    200       200     200    200    200
PUT /v1/desk/rules                    401    403    403    403      403       403    403       403     200    200    200
POST /v1/desk/rules                   401    403    403    403      403       403    403       403     201    201    201
GET /v1/desk/rules/:id                401    403    403    403      403       403    403       403     200    200    200
PUT /v1/desk/rules/:id                401    403    403    403      403       403    403       403     200    200    200
POST /v1/desk/rules/preview           401    403    403    403      403       403    403       403     200    200    200
PUT /v1/desk/thresholds               401    403    403    403      403       403    403       403     200    200    200
PUT /v1/desk/words                    401    403    403    403      403       403    403       403     200    200    200
POST /v1/desk/words/try               401    403    403    403      403       403    403       403     200    200    200
PUT /v1/desk/sections                 401    403    403    403      403       403    403       403     200    200    200
GET /v1/desk/reasons                  401    403    403    403      403       403    200       200     200    200    200
PUT /v1/desk/reasons                  401    403    403    403      403       403    403       403     200    200    200
GET /v1/desk/duty                     401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/escalations/:id          401    403    403    403      403       403    200       200     200    200    404
GET /v1/desk/overview                 401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/stories                  401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/watches                  401    403    403    403      403       403    200       200     200    200    200
PUT /v1/desk/watches/:id              401    403    403    403      403       403    200       200     200    200    404
DELETE /v1/desk/watches/:id           401    403    403    403      403       403    200       200     200    200    200
GET /v1/desk/views                    401    403    403    403      403       403    200       200     200    200    200
POST /v1/desk/views                   401    403    403    403      403       403    201       201     201    201    201
PUT /v1/desk/views/:id                401    403    403    403      403       403    404       200     404    404    404
DELETE /v1/desk/views/:id             401    403    403    403      403       403    404       204     404    404    404
GET /v1/desk/orders                   401    403    403    403      403       403    200       200     200    200    200
POST /v1/desk/orders                  401    403    403    403      403       403    403       403     201    201    422
GET /v1/desk/orders/:id               401    403    403    403      403       403    200       200     200    200    404
POST /v1/desk/orders/:id/effect       401    403    403    403      403       403    200       200     200    200    404
POST /v1/desk/orders/:id/answers      401    403    403    403      403       403    403       403     200    200    404
PUT /v1/desk/orders/:id/secrecy       401    403    403    403      403       403    403       403     200    200    404
GET /v1/desk/flaggers                 401    403    403    403      403       403    200       200     200    200    200
POST /v1/desk/flaggers                401    403    403    403      403       403    403       403     403    201    201
PUT /v1/desk/flaggers/:id             401    403    403    403      403       403    403       403     403    200    404
GET /v1/desk/disputes                 401    403    403    403      403       403    200       200     200    200    200
PUT /v1/desk/disputes/:id             401    403    403    403      403       403    403       403     200    200    404
GET /v1/desk/webhooks                 401    403    403    403      403       403    403       403     403    200    200
POST /v1/desk/webhooks/:id/replay     401    403    403    403      403       403    403       403     403    200    404
POST /v1/desk/webhooks/:id/on         401    403    403    403      403       403    403       403     403    200    404
`

/**
 * The same where the route names a comment that is shown/collapsed/held/removed/withdrawn; one status where they are all alike.
 * Whoever works at the desk may not rewrite a reader's words either. Reports are against a house rule; what is against the law anybody may
 * report, see below. Decisions are removals; nothing is left to remove of what is removed or withdrawn.
 */
const ANSWERS_BY_STATE = `
                                    guest               reader              author              suspended           banned              moderator           decider             editor              admin               rival
GET /v1/comments/:id                200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 404
GET /v1/comments/:id/replies        200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 404
GET /v1/comments/:id/revisions      200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 200/200/404/404/404 404
PATCH /v1/comments/:id              401                 403/403/404/404/404 200/410/200/410/410 403                 403                 403/403/404/404/404 403/403/404/404/404 403/403/404/404/404 403/403/404/404/404 404
DELETE /v1/comments/:id             401                 403/403/404/404/404 204/204/204/410/204 403                 403                 403/403/404/404/404 403/403/404/404/404 403/403/404/404/404 403/403/404/404/404 404
PUT /v1/comments/:id/respect        401                 200/200/404/410/410 403/403/404/410/410 403                 403                 200/200/404/410/410 200/200/404/410/410 200/200/404/410/410 200/200/404/410/410 404
DELETE /v1/comments/:id/respect     401                 200/200/404/410/410 403/403/404/410/410 403                 403                 200/200/404/410/410 200/200/404/410/410 200/200/404/410/410 200/200/404/410/410 404
POST /v1/comments/:id/reports       401                 201/201/404/404/404 403/403/404/404/404 403                 403                 201/201/404/404/404 201/201/404/404/404 201/201/404/404/404 201/201/404/404/404 404
GET /v1/desk/cases/:id              401                 403                 403                 403                 403                 200                 200                 200                 200                 404
POST /v1/desk/cases/:id/decisions   401                 403                 403                 403                 403                 200/200/200/409/409 200/200/200/409/409 200/200/200/409/409 200/200/200/409/409 404
PUT /v1/desk/comments/:id/featured  401                 403                 403                 403                 403                 200/410/404/410/410 200/410/404/410/410 200/410/404/410/410 200/410/404/410/410 404
DELETE /v1/desk/comments/:id/featured 401               403                 403                 403                 403                 200/200/404/200/200 200/200/404/200/200 200/200/404/200/200 200/200/404/200/200 404
POST /v1/desk/cases/:id/notes       401                 403                 403                 403                 403                 201                 201                 201                 201                 404
PUT /v1/desk/cases/:id/assignment   401                 403                 403                 403                 403                 200                 200                 200                 200                 404
PUT /v1/desk/cases/:id/claim        401                 403                 403                 403                 403                 200                 200                 200                 200                 404
POST /v1/desk/cases/:id/escalations 401                 403                 403                 403                 403                 201                 201                 201                 201                 404
POST /v1/desk/cases/:id/disputes    401                 403                 403                 403                 403                 403                 403                 201                 201                 404
POST /v1/desk/cases/:id/file        401                 403                 403                 403                 403                 403                 403                 200                 200                 404
`

/** What holds of those who work at the desk where they have a part in it themselves: nobody decides on himself, or on what he did. */
const ANSWERS_ON_ONESELF = `
                                                    moderator editor admin
own: GET /v1/desk/cases/:id                         200       200    200
own: POST /v1/desk/cases/:id/decisions              403       403    403
own: POST /v1/desk/cases/:id/escalations            201       201    201
own: DELETE /v1/comments/:id                        204       204    204
own: PUT /v1/comments/:id/respect                   403       403    403
own: POST /v1/comments/:id/reports                  403       403    403
objected: POST /v1/desk/cases/:id/decisions         403       403    403
objection: POST /v1/desk/cases/:id/decisions        403       403    403
another: POST /v1/desk/cases/:id/decisions          200       200    200
reporter: POST /v1/desk/reporters/:id/decisions     403       403    403
decided: POST /v1/desk/decisions/:id/undo           200       200    200
suffered: POST /v1/desk/decisions/:id/undo          403       403    403
`

/** Other systems have keys and signatures of their own; who is signed in, and as what, counts for nothing there. */
const ANSWERS_TO_SYSTEMS = `
                                      nobody admin  wrong  right
POST /v1alpha1/comments::analyze      403    403    400    200
POST /v1alpha1/comments::suggestscore 403    403    400    200
GET /$discovery/rest                  200    200    200    200
POST /v1/moderations                  401    401    401    200
POST /v1/coral/moderation             401    401    401    204
`

type Rows = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

/** A table as it is written above: by row and caller, the status of each state. */
function rowsOf(table: string): Rows {
  const [head = '', ...rows] = table.trim().split('\n')
  const callers = head.trim().split(/\s+/)
  return new Map(
    rows.map(row => {
      const cells = row.trim().split(/\s+/)
      const name = cells.splice(0, cells.length - callers.length).join(' ')
      return [name, new Map(callers.map((who, i) => [who, cells[i]!.split('/')]))] as const
    }),
  )
}

const EXPECTED: Rows = new Map([...rowsOf(ANSWERS), ...rowsOf(ANSWERS_BY_STATE)])

const CANARY = 'words-that-only-some-may-read'

let t: TestApp
let other: TestApp
let author: Client
let desk: Client
let people = 0
const data = mkdtempSync(join(tmpdir(), 'parley-idor-'))
beforeAll(async () => {
  t = await testApp({ data, env: { PARLEY_NOTES_AGE_DAYS: '0' } })
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

const STAFF = ['moderator', 'editor', 'admin'] as const
const isStaff = (who: string): who is (typeof STAFF)[number] => (STAFF as readonly string[]).includes(who)

/** Those who stay who they are, whatever they call. */
const known = new Map<Caller, ReturnType<typeof entered>>()

/** Whoever calls, signed in. */
async function caller(who: Caller): ReturnType<typeof entered> {
  if (['author', 'reporter', 'decider'].includes(who)) return entered(who)
  const one = known.get(who) ?? entered(who)
  known.set(who, one)
  return one
}

async function entered(who: Caller): Promise<{ app: TestApp; client: Client }> {
  const name = `${who}${people++}`
  if (who === 'guest') return { app: t, client: t.guest }
  if (who === 'author' || who === 'reporter') return { app: t, client: await t.signIn(who) }
  if (who === 'decider') return { app: t, client: await t.signIn('desk', { role: 'moderator' }) }
  if (who === 'rival') return { app: other, client: await other.signIn(name, { role: 'admin', aud: 'other' }) }
  const client = await t.signIn(name, { role: isStaff(who) ? who : 'reader' })
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
  if (/\/accounts\/:id/.test(url)) return accountAt(route)
  if (state) {
    const id = await commentIn(state)
    return url.replace(':id', url.startsWith('/v1/desk/cases') ? `k_${id.slice(2)}` : id)
  }
  if (url.includes(':no')) return url.replace(':no', (await decided(await commentIn('shown'))).statement.no)
  if (url.includes('/decisions/:id')) return url.replace(':id', (await decided(await commentIn('shown'))).decision.id)
  if (url.includes('/rules/:id')) return url.replace(':id', 'nice')
  if (url.includes('/erasures/:id')) {
    const leaver = await t.signIn(`leaver${people++}`)
    return url.replace(':id', (await leaver.call('DELETE', '/v1/me', goodBodyOf('DELETE /v1/me'))).json.id)
  }
  const chief = () => t.signIn('chief', { role: 'admin' })
  const made = async (at: string, body: object) => {
    const { json } = await (await chief()).post(at, body)
    return url.replace(':id', json.id ?? json.note.id)
  }
  if (url.includes('/orders/:id'))
    return made('/v1/desk/orders', { ...goodBodyOf('POST /v1/desk/orders'), comments: [await commentIn('shown')] })
  if (url.includes('/flaggers/:id'))
    return made('/v1/desk/flaggers', { ...goodBodyOf('POST /v1/desk/flaggers'), email: `f${people++}@hotline.example` })
  if (url.includes('/disputes/:id'))
    return made(
      `/v1/desk/cases/k_${(await commentIn('shown')).slice(2)}/disputes`,
      goodBodyOf('PUT /v1/desk/disputes/:id'),
    )
  if (url.includes('/timeline/:id')) {
    const { json } = await (await chief()).post('/v1/desk/timeline', goodBodyOf('POST /v1/desk/timeline'))
    return url.replace(':id', json.entries.at(-1).id)
  }
  if (url.includes('/note-alarms/:id')) {
    await t.app.db.tx(tx => raise(tx, t.app, { kind: 'spread', values: { before: '0.20', after: '0.05' } }))
    const { json } = await desk.get('/v1/desk/notes?list=alarms')
    return url.replace(':id', json.alarms[0].id)
  }
  if (url === '/v1/desk/notes/:id') return made('/v1/desk/notes', goodBodyOf('POST /v1/desk/notes'))
  if (url.includes('/notes/:id')) {
    const comment = await desk.says('Words to be put into context.', { story: `${PAPER}/story` })
    const note = { ...goodBodyOf('POST /v1/notes'), story: `${PAPER}/story`, comment }
    return url.replace(':id', (await author.post('/v1/notes', note)).json.note.id)
  }
  if (url.includes('/views/:id')) {
    const view = { name: 'Held for links', shared: false, queue: 'held' }
    return url.replace(':id', (await desk.post('/v1/desk/views', view)).json.id)
  }
  if (url.includes('/webhooks/:id')) {
    await t.app.db.tx(tx => keepReceiver(tx, { site: 'default', receiver: 'search', at: t.app.clock() }))
    return url.replace(':id', 'search')
  }
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

/** Accounts of the author that nothing takes away, by whether they are published. */
const lasting = new Map<boolean, Promise<string>>()

/** What names an account of the author, with a photograph and a task, and published where its entry is wanted; one of its own where it is used up. */
async function accountAt({ method, url }: Route): Promise<string> {
  const published = url.endsWith('/timeline')
  const usedUp = method === 'DELETE' || url.endsWith('/stage')
  const id = await (usedUp ? newAccount(false) : (lasting.get(published) ?? newAccount(published)))
  if (!usedUp) lasting.set(published, Promise.resolve(id))
  return url.replace(':id', id).replace(':no', '1').replace(':item', 'who')
}

async function newAccount(published: boolean): Promise<string> {
  const consent = { publish: true, name: 'name', keepOriginals: true }
  const story = `${PAPER}/story-${people++}`
  const { id } = (await author.post('/v1/accounts', { ...ACCOUNT, story, consent, contact: { phone: '110' } })).json
  await photograph(author, `/v1/accounts/${id}/photos/1`)
  await desk.post(`/v1/desk/accounts/${id}/tasks`, { text: 'Call back.' })
  const chief = await t.signIn('chief', { role: 'admin' })
  if (published) await chief.post(`/v1/desk/accounts/${id}/stage`, { to: 'published', reason: 'It is good.' })
  return id
}

/** The smallest photograph there is. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const photograph = (who: Client, url: string, app = t) =>
  app.server.inject({
    method: 'PUT',
    url,
    headers: { origin: PAPER, 'content-type': 'image/png', ...(who.token && { authorization: `Bearer ${who.token}` }) },
    payload: PIXEL,
  })

let added = 0

/** A good body; of what holds in the newsroom, one that follows upon what holds now. */
async function bodyFor(route: Route, app: TestApp): Promise<object | undefined> {
  const body = goodBody(route)
  if (keyOf(route) === 'POST /v1/accounts') return { ...body, story: `${PAPER}/story-${people++}` }
  if (keyOf(route) === 'POST /v1/desk/orders') return { ...body, comments: [await commentIn('shown')] }
  if (app !== t || !body) return body
  // An id is given once.
  if (keyOf(route) === 'POST /v1/desk/rules') return { ...body, id: `rule-${++added}` }
  if (!('after' in body)) return body
  const { json } = await desk.get('/v1/desk/rules')
  if (keyOf(route) === 'PUT /v1/desk/rules') return { ...body, after: json.list.no }
  const now = json[route.url.split('/').at(-1)!] ?? json.rules.find((rule: { id: string }) => rule.id === 'nice')
  return { ...body, ...('text' in body && { text: `Words after ${now.version}.` }), after: now.no ?? now.version }
}

const goodBodyOf = (key: string) => goodBody(ROUTES.find(route => keyOf(route) === key)!)!

const QUERIES: Record<string, string> = {
  'GET /v1/comments': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/counts': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/notes': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/notes/mine': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/desk/notes': '?list=waiting',
  'GET /v1/timeline': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/desk/timeline': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/stream': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/me': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/desk/cases': '?queue=held',
  'PUT /v1/desk/calls': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'DELETE /v1/desk/calls': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
  'GET /v1/desk/story': `?story=${encodeURIComponent(`${PAPER}/story`)}`,
}

it('S21 every route of the table has its row, and no row is left over', () => {
  expect([...EXPECTED.keys()].toSorted()).toEqual(ROUTES.map(keyOf).toSorted())
})

describe.each(ROUTES.map(route => [keyOf(route), route] as const))('S21 %s', (name, route) => {
  const row = EXPECTED.get(name)
  const named = /\/(comments|cases)\/:id/.test(route.url)
  /** What is named, for the next who calls: to look uses nothing up, and neither does what is refused. */
  const unused = new Map<State | null, string>()
  // A reporter is a reader to everything but reports.
  it.each(CALLERS.filter(who => who !== 'reporter' || !named))('S21 %s', async who => {
    const expected = row?.get(who) ?? []
    const states = named ? STATES : [null]
    const answered: string[] = []
    for (const state of states) {
      const { app, client } = await caller(who)
      const path = unused.get(state) ?? (await pathTo(route, state)) + (QUERIES[name] ?? '')
      unused.set(state, path)
      if (expected[0] === 'stream') {
        answered.push(await opens(app, path, client))
        continue
      }
      if (route.bytes) {
        answered.push(String((await photograph(client, path, app)).statusCode))
        continue
      }
      const answer = await client.call(route.method, path, await bodyFor(route, app))
      answered.push(String(answer.status))
      if (route.method !== 'GET' && answer.status < 400) unused.delete(state)
      if (/^DELETE \/v1\/(me|session)$/.test(name)) known.delete(who)
      // Whoever has gone comes back as somebody new, and his accounts are gone.
      if (name === 'DELETE /v1/me') {
        author = await t.signIn('author')
        lasting.clear()
      }
      // Words that are not public reach their author and the desk only, whatever the status.
      const mayRead = atDesk(route) ? isStaff(who) || who === 'decider' : who === 'author'
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

/** What somebody at the desk is called to judge, though he has a part in it; answers what the route's id is then. */
const PARTS: Record<string, (who: Client) => Promise<string>> = {
  async own(who) {
    const id = await who.says(CANARY, { story: `${PAPER}/story` })
    await (await t.signIn('reporter')).post(`/v1/comments/${id}/reports`, { rule: 'nice' })
    return id
  },
  async objected(who) {
    const id = await commentIn('shown')
    const { no } = (await who.post(caseOf(id), REMOVAL)).json.statement
    return objected(author, `statements/${no}`, id)
  },
  async objection(who) {
    const id = await commentIn('shown')
    const { reference } = (await who.post(`/v1/comments/${id}/reports`, { rule: 'nice' })).json
    await decided(id, { act: 'show' })
    return objected(who, `reports/${reference}`, id)
  },
  async another() {
    const id = await commentIn('shown')
    return objected(author, `statements/${(await decided(id)).statement.no}`, id)
  },
  reporter: async who => who.id,
  decided: async who => (await who.post(caseOf(await commentIn('shown')), REMOVAL)).json.decision.id,
  suffered: async who => (await decided(await who.says(CANARY, { story: `${PAPER}/story` }))).decision.id,
}
const REMOVAL = { act: 'remove', rule: 'nice', explanation: 'A reason.' }
const caseOf = (comment: string) => `/v1/desk/cases/k_${comment.slice(2)}/decisions`

async function objected(who: Client, to: string, comment: string): Promise<string> {
  const lodged = await who.post(`/v1/${to}/appeals`, { text: 'Look again.' })
  if (lodged.status !== 201) throw new Error(lodged.text)
  return comment
}

describe('S21 nobody decides on himself', () => {
  it.each(
    [...rowsOf(ANSWERS_ON_ONESELF)].flatMap(([name, row]) =>
      STAFF.map(who => [name, who, row.get(who)!.join('/')] as const),
    ),
  )('S21 %s as %s answers %s', async (name, role, expected) => {
    const [part, method, url] = name.split(/:? /) as [string, string, string]
    const who = await t.signIn(`${role}${people++}`, { role })
    const id = await PARTS[part]!(who)
    const route = ROUTES.find(one => one.method === method && one.url === url)!
    const path = url.replace(':id', url.includes('/cases/') ? `k_${id.slice(2)}` : id)
    const answer = await who.call(method, path, goodBody(route))
    expect(String(answer.status)).toBe(expected)
    if (part === 'own') expect(answer.text).not.toMatch(/"reporter(Id)?":"/)
  })
})

describe('S21 other systems', () => {
  const KEY = 'a-good-key'
  const rows = rowsOf(ANSWERS_TO_SYSTEMS)
  let keyed: TestApp
  beforeAll(async () => {
    keyed = await testApp({ env: { PARLEY_SCORING_KEYS: `tests:${KEY}:1000`, PARLEY_CORAL_SECRET: KEY } })
  })
  afterAll(() => keyed.close())

  it('S21 every route of theirs has its row, and no row is left over', () => {
    expect([...rows.keys()].toSorted()).toEqual(FOREIGN.map(keyOf).toSorted())
  })

  it.each(FOREIGN.map(route => [keyOf(route), route] as const))(
    'S21 %s',
    async (name, { method, url, who, errors }) => {
      const payload = JSON.stringify(BODIES[name] ?? {})
      const admin = await keyed.signIn('admin', { role: 'admin' })
      const proof = (key: string) =>
        who === 'signed'
          ? { 'x-coral-signature': `sha256=${createHmac('sha256', key).update(payload).digest('hex')}` }
          : { [errors === 'openai' ? 'authorization' : 'x-goog-api-key']: errors === 'openai' ? `Bearer ${key}` : key }
      const answered: Record<string, string> = {}
      for (const [caller, headers] of Object.entries({
        nobody: {},
        admin: { cookie: `parley_session=${admin.token}` },
        wrong: proof('another-key'),
        right: proof(KEY),
      })) {
        const answer = await keyed.server.inject({
          method,
          url: url.replace('::', ':') + (method === 'GET' ? '?version=v1alpha1' : ''),
          headers: { 'content-type': 'application/json', ...headers },
          ...(method === 'POST' && { payload }),
        })
        answered[caller] = String(answer.statusCode)
      }
      expect(answered).toEqual(Object.fromEntries([...rows.get(name)!].map(([caller, [status]]) => [caller, status])))
    },
  )
})

const BODIES: Record<string, object> = {
  'POST /v1alpha1/comments::analyze': { comment: { text: 'Words' }, requestedAttributes: { TOXICITY: {} } },
  'POST /v1alpha1/comments::suggestscore': {
    comment: { text: 'Words' },
    attributeScores: { TOXICITY: { summaryScore: { value: 1 } } },
  },
  'POST /v1/moderations': { input: 'Words' },
  'POST /v1/coral/moderation': { comment: { body: 'Words' } },
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
    const { client: rival } = await entered('rival')
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
