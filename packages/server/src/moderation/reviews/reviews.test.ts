import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { verify } from '../../audit/verify.ts'
import { readConfig } from '../../config.ts'
import { mails, STORY, type TestApp, testApp } from '../../testing.ts'
import { wordEngine } from '../testing.ts'

const SECRET = 'a-secret-of-the-newsroom'
const SPAM = { actions: [{ actionType: 'FLAG', reason: 'COMMENT_DETECTED_SPAM' }] }
const HATE = {
  status: 'REJECTED',
  moderationAction: {
    status: 'REJECTED',
    rejectionReason: { code: 'HATE_SPEECH', detailedExplanation: 'Degrades <b>neighbours</b>.', customReason: null },
  },
  unknown: 'is left out',
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

interface Asked {
  headers: IncomingMessage['headers']
  raw: string
  json: Record<string, unknown>
}
type Behaviour = (asked: Asked, response: ServerResponse) => void

const answering =
  (reply: unknown, status = 200): Behaviour =>
  (_asked, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(reply === undefined ? '' : JSON.stringify(reply))

/** A judge on this machine, who behaves as the test says at the moment. */
async function judge(behaves: Behaviour) {
  const self = { behaves, asked: [] as Asked[], url: '' }
  const server = createServer(async (request, response) => {
    let raw = ''
    for await (const chunk of request) raw += chunk
    const asked = { headers: request.headers, raw, json: JSON.parse(raw || 'null') }
    self.asked.push(asked)
    self.behaves(asked, response)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  self.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/judge`
  closing.push(
    () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  )
  return self
}

async function newsroom(url: string, env: Record<string, string> = {}) {
  let now = Date.parse('2027-03-01T12:00:00Z')
  const lines: string[] = []
  const t = await testApp({
    engine: () => wordEngine({ harm: { threat: 0.9 } }),
    clock: () => now,
    lines,
    env: { PARLEY_REVIEW_URL: url, PARLEY_REVIEW_SECRET: SECRET, PARLEY_REVIEW_NAME: 'Second Look', ...env },
  })
  closing.push(() => t.close())
  return {
    t,
    lines,
    now: () => now,
    alice: await t.signIn('alice', { name: 'Alice' }),
    desk: await t.signIn('eve', { name: 'Eve', role: 'moderator' }),
    pass(seconds: number) {
      now += seconds * 1000
      t.app.jobs.wake()
    },
  }
}

const WAIT = { timeout: 10_000, interval: 20 }
const until = <T>(look: () => T | Promise<T>) => vi.waitFor(look, WAIT)
const caseOf = (id: string) => `/v1/desk/cases/k_${id.slice(2)}`
const jobs = async (t: TestApp) =>
  (await t.app.db.read.selectFrom('jobs').selectAll().where('kind', '=', 'review').orderBy('id').execute()).map(
    ({ attempts, done_at, error, payload_json }) => ({
      attempts,
      done: done_at !== null,
      error,
      payload: payload_json,
    }),
  )
const done = (t: TestApp, n = 1) =>
  until(async () => expect((await jobs(t)).filter(job => job.done && job.error === null)).toHaveLength(n))
const reviews = async (t: TestApp, result: string) =>
  Number(
    new RegExp(`^parley_reviews_total\\{result="${result}"\\} (\\d+)`, 'm').exec(
      (await t.guest.get('/metrics')).text,
    )?.[1] ?? 0,
  )
const events = async (t: TestApp) =>
  (
    await t.app.db.read.selectFrom('events').select(['kind', 'data_json']).where('kind', '=', 'review.made').execute()
  ).map(row => JSON.parse(row.data_json))

describe('another judge', () => {
  it('is asked after the answer, in the shape of Coral’s external phase, signed over the raw body', async () => {
    const { url, asked } = await judge(answering({}))
    const { t, alice } = await newsroom(url, { PARLEY_REVIEW_SECRET: `${SECRET}, an-older-secret-of-before` })
    const top = await alice.says('What do you think, „neighbours“?')
    await done(t)
    const [first] = asked
    const hmac = (secret: string) => `sha256=${createHmac('sha256', secret).update(first!.raw).digest('hex')}`
    expect(first!.headers['x-coral-signature']).toBe(`${hmac(SECRET)},${hmac('an-older-secret-of-before')}`)
    expect(first!.headers['content-type']).toBe('application/json')
    expect(first!.json).toEqual({
      action: 'NEW',
      comment: { body: 'What do you think, „neighbours“?', parentID: null },
      author: { id: alice.id, role: 'COMMENTER' },
      story: { id: expect.stringMatching(/^s_/), url: STORY },
      site: { id: 'default' },
      tenantID: 'default',
      tenantDomain: '127.0.0.1',
    })
    const reply = await alice.says('I answer myself.', { replyTo: top })
    await alice.call('PATCH', `/v1/comments/${reply}`, { text: 'I answer myself, better.' })
    await until(() =>
      expect(asked.at(-1)!.json).toMatchObject({
        action: 'EDIT',
        comment: { body: 'I answer myself, better.', parentID: top },
      }),
    )
    // What was asked is not kept: no words wait in the outbox, before or after.
    expect(JSON.stringify(await jobs(t))).not.toContain('neighbours')
  })

  it('who finds nothing, or approves, changes nothing', async () => {
    const second = await judge(answering(undefined, 204))
    const { t, alice, desk } = await newsroom(second.url)
    const replies = [undefined, {}, { status: 'APPROVED' }, { status: 'NONE', actions: [], tags: ['FEATURED'] }]
    for (const [i, reply] of replies.entries()) {
      second.behaves = answering(reply)
      const id = await alice.says(`Sentence number ${i}.`)
      await done(t, i + 1)
      expect((await desk.get(caseOf(id))).json).toMatchObject({ queue: 'new', state: 'shown', findings: [] })
    }
    expect(await reviews(t, 'clear')).toBe(replies.length)
    expect(await events(t)).toEqual([])
    // An approval frees nothing that is held.
    second.behaves = answering({ status: 'APPROVED' })
    const held = await alice.says('They mean harm.')
    await done(t, replies.length + 1)
    expect((await desk.get(caseOf(held))).json).toMatchObject({ queue: 'held', state: 'held' })
  })

  it('who finds something opens a case under his name; the comment stays', async () => {
    const second = await judge(answering(HATE))
    const { t, alice, desk } = await newsroom(second.url)
    const id = await alice.says('A sentence about neighbours.')
    await done(t)
    const view = (await desk.get(caseOf(id))).json
    expect(view).toMatchObject({ queue: 'reported', state: 'shown', reports: 0 })
    expect(view.findings).toEqual([
      {
        rule: 'nice',
        label: 'identity',
        score: 1,
        spans: [],
        message:
          'A second check, by Second Look, found something here. A moderator will look at it. “Degrades <b>neighbours</b>.”',
      },
    ])
    expect((await desk.get('/v1/desk/cases?queue=reported')).json.cases).toMatchObject([
      { commentId: id, finding: { rule: 'nice', label: 'identity' } },
    ])
    expect(await events(t)).toMatchObject([{ judge: 'Second Look', found: [{ rule: 'nice', label: 'identity' }] }])
    expect((await t.guest.get(`/v1/comments/${id}`)).json.comment.state).toBe('shown')
    // His own words are for the desk.
    expect((await alice.get('/v1/me/comments')).text).not.toContain('Degrades')
    expect(await t.broken()).toEqual([])
    // He is no example of how the engine does.
    await desk.post(`${caseOf(id)}/decisions`, { act: 'remove', rule: 'nice', explanation: 'It degrades.' })
    expect(await t.app.db.read.selectFrom('examples').select(['head', 'rule', 'label']).execute()).toEqual([
      { head: null, rule: 'nice', label: 1 },
    ])
  })

  it('L06 who may hold takes a shown comment back for a person to look at; its author is told why, and by what', async () => {
    const second = await judge(answering(SPAM))
    const { t, alice, desk } = await newsroom(second.url, { PARLEY_REVIEW_ACTS: 'hold', PARLEY_PUBLIC_LOG: 'on' })
    const top = await alice.says('A top comment.')
    await until(async () => expect((await desk.get(caseOf(top))).json).toMatchObject({ queue: 'held', state: 'held' }))
    expect((await t.guest.get(`/v1/comments/${top}`)).status).toBe(404)
    expect((await t.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)).json.story.count).toBe(0)
    const [own] = (await alice.get('/v1/me/comments')).json.comments
    expect(own).toMatchObject({
      state: 'held',
      verdict: { outcome: 'hold', findings: [{ rule: 'spam', message: expect.stringContaining('by Second Look') }] },
    })
    const no = own.reason.statement
    const why = 'A second check, by Second Look, found in your comment what looks like advertising.'
    expect(own.reason).toMatchObject({ act: 'hold', rule: 'spam', explanation: expect.stringContaining(why) })
    const told = (await alice.get(`/v1/statements/${no}`)).json
    expect(told).toMatchObject({
      act: 'hold',
      rule: { id: 'spam', version: 1 },
      source: 'own',
      automated: { detection: true, decision: true, engine: 'Second Look' },
      comment: { text: 'A top comment.' },
    })
    const [mail, ...others] = await mails(t.app)
    expect([mail!.to, others]).toEqual(['alice@paper.example', []])
    for (const said of [
      'is not public at the moment',
      why,
      'decided, without a person',
      `Statement of reasons no. ${no},`,
    ])
      expect(mail!.text).toContain(said)
    expect((await desk.get(caseOf(top))).json.decisions).toMatchObject([{ act: 'hold', by: '', automated: true }])
    expect((await t.guest.get('/v1/log')).json.entries).toMatchObject([{ act: 'hold', rule: 'spam', alone: true }])
    expect((await desk.get('/v1/desk/cases?queue=decided')).json.cases).toEqual([])
    expect((await t.guest.get('/d/rules')).text).toContain('A second program, Second Look, may look at comments after')
    expect(await verify(t.app.db.read, t.app.config.site)).toMatchObject({ ok: true })
    expect(await t.broken()).toEqual([])
    // A person's decision is not taken back by a machine.
    await desk.post(`${caseOf(top)}/decisions`, { act: 'show' })
    expect((await mails(t.app)).slice(1)).toMatchObject([{ text: expect.stringContaining('is published') }])
    expect((await alice.get(`/v1/statements/${no}`)).json.reversedAt).not.toBeNull()
    // It is on nobody's record, and on the other judge's that it was wrong.
    const editor = await t.signIn('gina', { name: 'Gina', role: 'editor' })
    expect((await editor.get('/v1/desk/overview')).json.overturned).toEqual({
      rules: [{ rule: 'spam', decisions: 1, appealed: 0, overturned: 1 }],
      moderators: [],
      engines: [{ engine: 'Second Look', decisions: 1, appealed: 0, overturned: 1 }],
    })
    await t.app.db.tx(tx =>
      tx
        .updateTable('jobs')
        .set({ done_at: null, payload_json: JSON.stringify({ comment: top, revision: 1 }) })
        .where('kind', '=', 'review')
        .execute(),
    )
    t.app.jobs.wake()
    await done(t)
    expect(second.asked).toHaveLength(2)
    expect((await desk.get(caseOf(top))).json).toMatchObject({ queue: null, state: 'shown' })
    // Staff are not reviewed.
    await desk.says('From the newsroom.')
    expect(await jobs(t)).toHaveLength(1)
  })

  it('L06 L09 can be appealed against at once, and whoever looks decides once for each', async () => {
    const second = await judge(answering(HATE))
    const { t, alice, desk } = await newsroom(second.url, { PARLEY_REVIEW_ACTS: 'hold' })
    const id = await alice.says('A sentence about neighbours.')
    const holds = () => expect(desk.get(caseOf(id)).then(({ json }) => json)).resolves.toMatchObject({ state: 'held' })
    await until(holds)
    const [{ reason }] = (await alice.get('/v1/me/comments')).json.comments
    const editor = await t.signIn('gina', { name: 'Gina', role: 'editor' })
    const [held] = (await desk.get(caseOf(id))).json.decisions
    expect((await editor.post(`/v1/desk/decisions/${held.id}/undo`)).json.code).toBe('undo.program')
    expect((await alice.post(`/v1/statements/${reason.statement}/appeals`, { text: 'It is not.' })).status).toBe(201)
    expect((await desk.get(caseOf(id))).json).toMatchObject({ queue: 'appeals', appeals: [{ decidedBy: '' }] })
    const decided = await desk.post(`${caseOf(id)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: 'It degrades.',
    })
    expect(decided.status).toBe(200)
    const statements = (await alice.get('/v1/me/statements')).json.statements
    expect(statements.map((one: { act: string; reversedAt: string | null }) => [one.act, one.reversedAt])).toEqual([
      ['remove', null],
      ['hold', null],
    ])
    expect(statements[1].appeal.outcome).toBe('upheld')
    expect((await mails(t.app)).map(({ subject }) => subject.replace(/no\. \d+/, 'no. N'))).toEqual([
      'About your comment at 127.0.0.1',
      'Your appeal, statement no. N',
      'About your comment at 127.0.0.1',
    ])
    expect(await t.broken()).toEqual([])
  })

  it('L06 who names no house rule takes nothing away: the comment waits where everybody can read it', async () => {
    const second = await judge(answering({ status: 'REJECTED' }))
    const { t, alice, desk } = await newsroom(second.url, { PARLEY_REVIEW_ACTS: 'hold' })
    const id = await alice.says('A sentence.')
    await done(t)
    expect((await desk.get(caseOf(id))).json).toMatchObject({ queue: 'reported', state: 'shown', decisions: [] })
    expect(await mails(t.app)).toEqual([])
    expect(await t.broken()).toEqual([])
  })

  it('L06 whose finding makes nobody wait twice: what waits before publication has no statement, and its author knows', async () => {
    const second = await judge(answering(SPAM))
    const { t, alice, desk } = await newsroom(second.url, { PARLEY_REVIEW_ACTS: 'hold', PARLEY_HOLD: 'all' })
    const { json } = await alice.post('/v1/comments', { story: STORY, text: 'First in the queue.' })
    expect(json).toMatchObject({ comment: { state: 'held', reason: null }, verdict: { outcome: 'hold' } })
    expect(json.verdict.findings[0].message).toContain('A moderator looks at every comment here')
    await done(t)
    expect((await desk.get(caseOf(json.comment.id))).json).toMatchObject({ queue: 'held', decisions: [] })
    expect((await alice.get('/v1/me/statements')).json.statements).toEqual([])
    expect(await mails(t.app)).toEqual([])
  })

  it('joins the case of what is held already, and raises a threat', async () => {
    const second = await judge(
      answering({ results: [{ flagged: true, categories: { 'harassment/threatening': true }, category_scores: {} }] }),
    )
    const { t, alice, desk } = await newsroom(second.url, { PARLEY_REVIEW_SHAPE: 'openai', PARLEY_HOLD: 'all' })
    const calm = await alice.says('First in the queue.')
    await done(t)
    expect((await desk.get(caseOf(calm))).json).toMatchObject({
      queue: 'held',
      state: 'held',
      findings: [{ rule: 'house' }, { rule: 'threats', label: 'threat', score: 1 }],
    })
    expect(
      (await t.app.db.read.selectFrom('cases').select('priority').executeTakeFirstOrThrow()).priority,
    ).toBeGreaterThan(0)
  })

  it('in the shape of a moderation address: asked for its words alone, read by its categories', async () => {
    const second = await judge(
      answering({
        id: 'modr-1',
        results: [
          {
            flagged: true,
            categories: { hate: true, violence: true, sexual: false, 'illicit/violent': null },
            category_scores: { hate: 0.91, violence: 0.6, sexual: 0.1 },
          },
        ],
      }),
    )
    const { t, alice, desk } = await newsroom(second.url, { PARLEY_REVIEW_SHAPE: 'openai' })
    const id = await alice.says('A sentence.')
    await done(t)
    expect(second.asked[0]!.json).toEqual({ model: 'omni-moderation-latest', input: 'A sentence.' })
    expect(second.asked[0]!.headers).toMatchObject({ authorization: `Bearer ${SECRET}` })
    expect(second.asked[0]!.headers['x-coral-signature']).toBeUndefined()
    expect((await desk.get(caseOf(id))).json.findings).toMatchObject([
      { rule: 'nice', label: 'identity', score: 0.91 },
      { rule: 'house', label: 'review', score: 0.6, message: expect.stringContaining('“violence”') },
    ])
    second.behaves = answering({ results: [{ flagged: false, categories: { hate: true } }] })
    const calm = await alice.says('Another sentence.')
    await done(t, 2)
    expect((await desk.get(caseOf(calm))).json.queue).toBe('new')
  })

  it('never judges words that were changed or taken back meanwhile', async () => {
    let release: () => void = () => {}
    const second = await judge((_asked, response) => {
      release = () => answering(HATE)(_asked, response)
    })
    const { t, alice, desk } = await newsroom(second.url, { PARLEY_REVIEW_ACTS: 'hold' })
    const id = await alice.says('The first words.')
    await until(() => expect(second.asked).toHaveLength(1))
    await alice.call('PATCH', `/v1/comments/${id}`, { text: 'The second words.' })
    const gone = await alice.says('Words to be taken back.')
    await alice.call('DELETE', `/v1/comments/${gone}`)
    second.behaves = answering({})
    release()
    await done(t, 3)
    expect(second.asked.map(({ json }) => (json.comment as { body: string }).body)).toEqual([
      'The first words.',
      'The second words.',
    ])
    expect((await desk.get(caseOf(id))).json).toMatchObject({ state: 'shown', findings: [] })
  })
})

describe('a judge who fails', () => {
  const BROKEN: [string, string, Behaviour][] = [
    ['answers with an error', 'review.status', answering({ error: 'out of order' }, 500)],
    ['breaks off', 'review.unreachable', (_asked, response) => void response.destroy()],
    ['sends no JSON', 'review.shape', (_asked, response) => void response.end('<html>Hello</html>')],
    ['sends another shape', 'review.shape', answering({ status: 'DELETE_EVERYTHING' })],
    ['sends a list', 'review.shape', answering([HATE])],
    ['sends null', 'review.shape', answering(null)],
    ['flags with a reason nobody knows', 'review.shape', answering({ actions: [{ actionType: 'FLAG', reason: 'X' }] })],
    ['sends more than is read', 'review.too-large', answering({ ...HATE, padding: 'x'.repeat(70_000) })],
    [
      'sends the reader elsewhere',
      'review.status',
      (_asked, response) => void response.writeHead(307, { location: '/elsewhere' }).end(),
    ],
  ]
  it.each(BROKEN)('%s: the comment stays, and is tried again', async (_name, code, behaves) => {
    const second = await judge(behaves)
    const { t, alice, desk, pass, lines } = await newsroom(second.url)
    const id = await alice.says('A sentence about neighbours.')
    await until(async () => expect(await jobs(t)).toMatchObject([{ attempts: 1, done: false, error: code }]))
    expect((await desk.get(caseOf(id))).json).toMatchObject({ state: 'shown', queue: 'new', findings: [] })
    expect(await reviews(t, 'failed')).toBe(1)
    expect(second.asked).toHaveLength(1)
    expect(lines.join('')).not.toContain('neighbours')
    second.behaves = answering(HATE)
    pass(11)
    await done(t)
    expect((await desk.get(caseOf(id))).json.queue).toBe('reported')
  })

  it('is slow: nobody waits for him, neither writers nor mails', async () => {
    const second = await judge(() => {})
    const { t, alice } = await newsroom(second.url, { PARLEY_REVIEW_SECONDS: '1' })
    await alice.says('A sentence.')
    // He is still being waited for.
    expect(await jobs(t)).toMatchObject([{ attempts: 0, error: null }])
    await until(async () => expect(await jobs(t)).toMatchObject([{ attempts: 1, error: 'review.timeout' }]))
    expect(await reviews(t, 'failed')).toBe(1)
  })

  it('is cut off by a stop, and asked again after the next start', async () => {
    const second = await judge(() => {})
    const { t, alice } = await newsroom(second.url, { PARLEY_REVIEW_SECONDS: '120' })
    await alice.says('A sentence.')
    await until(() => expect(second.asked).toHaveLength(1))
    const begun = performance.now()
    await t.app.jobs.close()
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(await jobs(t)).toMatchObject([{ attempts: 0, done: false, error: null }])
  })

  it('again and again is left in peace for a minute, and taken back when he answers', async () => {
    const second = await judge(() => {})
    const { t, alice, pass, lines, now } = await newsroom(second.url)
    const at: number[] = []
    const noting =
      (behaves: Behaviour): Behaviour =>
      (...asked) => {
        at.push(now())
        behaves(...asked)
      }
    second.behaves = noting(answering({}, 503))
    const opened = () => lines.filter(line => line.includes('is not asked for now')).length
    for (let i = 0; i < 5; i++) {
      await alice.says(`Sentence ${i}.`)
      await until(() => expect(second.asked).toHaveLength(i + 1))
    }
    await until(() => expect(opened()).toBe(1))
    // Open: what comes now waits, and none of its tries is spent.
    await alice.says('Sentence 5.')
    pass(30)
    await until(async () => expect(await jobs(t)).toHaveLength(6))
    expect(second.asked).toHaveLength(5)
    expect((await jobs(t)).at(-1)).toMatchObject({ attempts: 0, error: null })
    // Half open: one try, and since that fails too, no other.
    pass(31)
    await until(() => expect(second.asked).toHaveLength(6))
    await until(async () => expect((await jobs(t)).map(job => job.attempts).reduce((a, b) => a + b)).toBe(6))
    expect(opened()).toBe(1)
    pass(30)
    expect(second.asked).toHaveLength(6)
    // He comes back: everything that waited is asked.
    second.behaves = noting(answering({}))
    pass(31)
    await until(async () => expect((await jobs(t)).filter(job => job.done).length).toBeGreaterThanOrEqual(5))
    pass(600)
    await done(t, 6)
    expect(await reviews(t, 'clear')).toBe(6)
    expect(at[5]! - at[4]!).toBeGreaterThanOrEqual(60_000)
    expect(at[6]! - at[5]!).toBeGreaterThanOrEqual(60_000)
    expect(await t.broken()).toEqual([])
  })
})

describe('settings', () => {
  const read = (env: Record<string, string>) => () =>
    readConfig({
      PARLEY_SECRET: 'x',
      PARLEY_REVIEW_URL: 'https://judge.example/x',
      PARLEY_REVIEW_SECRET: SECRET,
      ...env,
    })
  it.each([
    [{ PARLEY_REVIEW_URL: 'file:///etc/passwd' }, /PARLEY_REVIEW_URL/],
    [{ PARLEY_REVIEW_URL: 'judge' }, /PARLEY_REVIEW_URL/],
    [{ PARLEY_REVIEW_URL: 'https://me:secret@judge.example/' }, /PARLEY_REVIEW_URL/],
    [{ PARLEY_REVIEW_SECRET: '' }, /PARLEY_REVIEW_SECRET/],
    [{ PARLEY_REVIEW_SECRET: 'short' }, /PARLEY_REVIEW_SECRET/],
    [{ PARLEY_REVIEW_SHAPE: 'other' }, /coral, openai/],
    [{ PARLEY_REVIEW_ACTS: 'remove' }, /report, hold/],
    [{ PARLEY_REVIEW_SECONDS: '999' }, /PARLEY_REVIEW_SECONDS/],
  ] as [Record<string, string>, RegExp][])('%j is refused', (env, message) => {
    expect(read(env)).toThrow(message)
  })
  it('with none, nobody is asked and no job waits', async () => {
    const t = await testApp({ engine: () => wordEngine({}) })
    closing.push(() => t.close())
    await (await t.signIn('alice')).says('A sentence.')
    expect(await jobs(t)).toEqual([])
  })
})
