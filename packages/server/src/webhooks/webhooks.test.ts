import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { doctor } from '../cli/doctor.ts'
import { runHere } from '../cli/testing.ts'
import { webhooks as command } from '../cli/webhooks.ts'
import { readConfig } from '../config.ts'
import { wordEngine } from '../moderation/testing.ts'
import { type Client, PAPER, type TestApp, testApp } from '../testing.ts'
import { keepPosting, serveProcess, signInAt } from '../testing-process.ts'
import { WAITS } from './deliver.ts'

/** A busy machine may take its time. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 })

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`
const [OLD, NEW, OTHER] = [newSecret(), newSecret(), newSecret()]

/** What a receiver does who has read nothing of Parley’s but the Standard Webhooks scheme. */
function isSigned({ headers, body }: Received, secret: string, at: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers
  if (Math.abs(at / 1000 - Number(timestamp)) > 300) return false
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  return String(signatures)
    .split(' ')
    .filter(one => one.startsWith('v1,'))
    .map(one => Buffer.from(one.slice(3), 'base64'))
    .some(one => one.length === expected.length && timingSafeEqual(one, expected))
}

interface Received {
  headers: IncomingHttpHeaders
  body: string
  // biome-ignore lint/suspicious/noExplicitAny: what it is, is what is tested
  json: any
}

/** A receiver that answers what it is told to, and keeps all that came. */
async function receiver() {
  const received: Received[] = []
  const it = {
    received,
    answer: (_: Received, response: ServerResponse): unknown => response.writeHead(204).end(),
    url: '',
    /** What it took, without what came twice. */
    types: (comment: string) =>
      received.filter(({ json }) => json.comment.id === comment).map(({ json }) => json.type as string),
    close: () => void server.close(),
  }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const one = { headers: request.headers, body, json: JSON.parse(body) }
    received.push(one)
    it.answer(one, response)
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  it.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`
  return it
}
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_: Received, response: ServerResponse) =>
    response.writeHead(code, headers).end()
const taking = status(204)

let search: Awaited<ReturnType<typeof receiver>>
let archive: Awaited<ReturnType<typeof receiver>>
let env: Record<string, string>
let t: TestApp
let now = Date.parse('2027-06-01T08:00:00Z')
const data = mkdtempSync(join(tmpdir(), 'parley-test-'))
let alice: Client
let bob: Client
let desk: Client
const options = () => ({ data, env, clock: () => now, engine: () => wordEngine({ Zounds: { threat: 0.9 } }) })
beforeAll(async () => {
  search = await receiver()
  archive = await receiver()
  env = {
    PARLEY_WEBHOOK_URL: `search=${search.url}, archive=${archive.url}`,
    PARLEY_WEBHOOK_SECRET: `${OTHER}, archive=${NEW}, archive=${OLD}`,
  }
  t = await testApp(options())
})
afterAll(async () => {
  await t.close()
  search.close()
  archive.close()
})

async function signIn() {
  ;[alice, bob] = [await t.signIn('alice', { name: 'Alice Moreau' }), await t.signIn('bob', { name: 'Bob Ferrer' })]
  desk = await t.signIn('mona', { role: 'moderator', name: 'Mona Desk' })
}

let stories = 0
const fresh = () => `${PAPER}/told-${++stories}`
const caseOf = (id: string) => `/v1/desk/cases/k_${id.slice(2)}`
const edit = (id: string, text: string) => alice.call('PATCH', `/v1/comments/${id}`, { text })
/** Sessions end while days go by. */
const asAdmin = () => t.signIn('ada', { role: 'admin' })
const shownAs = async (id: string) =>
  (await (await asAdmin()).get('/v1/desk/webhooks')).json.receivers.find((one: { id: string }) => one.id === id)
/** Time passes, and the timers with it. */
function later(ms: number) {
  now += ms
  t.app.webhooks.wake()
}

describe('R14 webhooks', () => {
  beforeEach(async () => {
    await signIn()
    // What one test has caused is not told in the next.
    const waiting = () => t.app.db.read.selectFrom('webhook_outbox').select('seq').execute()
    await soon(async () => expect(await waiting()).toEqual([]))
    for (const one of [search, archive]) {
      one.received.length = 0
      one.answer = taking
    }
  })

  it('R14 tell what happens, in order, in the state that the comment had, and nobody’s words', async () => {
    const story = fresh()
    const canary = 'canary-words'
    const id = await alice.says(`Plain ${canary}.`, { story })
    await edit(id, `Plainer ${canary}.`)
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice', explanation: canary })
    await t.guest.post(`/v1/comments/${id}/reports`, {
      illegal: {
        law: `§ 1 ${canary}`,
        explanation: canary,
        name: 'Carla Canary',
        email: 'c@canary.example',
        goodFaith: true,
      },
    })
    await desk.post(`${caseOf(id)}/escalations`, { kind: 'threat', note: canary })
    const removed = await desk.post(`${caseOf(id)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: `${canary} for the author.`,
    })
    await alice.post(`/v1/statements/${removed.json.statement.no}/appeals`, { text: canary })
    const held = await alice.says(`Zounds, a held ${canary}.`, { story })
    await alice.call('DELETE', `/v1/comments/${held}`)
    await desk.post(`${caseOf(held)}/notes`, { text: canary })

    await soon(() => expect(archive.types(held)).toHaveLength(2))
    await soon(() => expect(archive.types(id)).toHaveLength(7))
    const told = archive.received.filter(({ json }) => json.comment.id === id).map(({ json }) => json)
    expect(told.map(({ type, comment }) => [type, comment.state])).toEqual([
      ['comment.posted', 'shown'],
      ['comment.edited', 'shown'],
      ['report.filed', 'shown'],
      ['report.filed', 'shown'],
      ['case.escalated', 'shown'],
      ['decision.made', 'removed'],
      ['appeal.lodged', 'removed'],
    ])
    expect(archive.types(held)).toEqual(['comment.held', 'comment.withdrawn'])
    expect(told[5]).toEqual({
      id: expect.stringMatching(/^s_\w+-\d+$/),
      type: 'decision.made',
      at: new Date(now).toISOString(),
      site: 'default',
      story: { id: expect.stringMatching(/^s_/), url: story },
      seq: expect.any(Number),
      comment: { id, state: 'removed' },
      decision: { id: removed.json.decision.id },
    })
    expect(told.map(({ seq }) => seq)).toEqual(told.map(({ seq }) => seq).toSorted((a, b) => a - b))
    for (const { body } of [...archive.received, ...search.received])
      for (const secret of [/canary/i, /nice/, /§/, /Moreau/, /Ferrer/, /Mona/, alice.id, bob.id, desk.id, 'threat'])
        expect(body).not.toMatch(secret)
  })

  it('R14 are signed with every key while one is being changed, for the time of the attempt', async () => {
    await alice.says('A signed thought.', { story: fresh() })
    await soon(() => expect([search.received.length, archive.received.length]).toEqual([1, 1]))
    const [one] = archive.received as [Received]
    expect([one.headers['webhook-id'], one.headers['content-type']]).toEqual([one.json.id, 'application/json'])
    expect([OLD, NEW, OTHER].map(secret => isSigned(one, secret, now))).toEqual([true, true, false])
    expect(isSigned({ ...one, body: one.body.replace('shown', 'removed') }, NEW, now)).toBe(false)
    expect(isSigned(one, NEW, now + 301_000)).toBe(false)
    expect([OLD, OTHER].map(secret => isSigned(search.received[0]!, secret, now))).toEqual([false, true])
  })

  it('R14 keep the order of each comment: what fails holds back its own comment, and no other', async () => {
    const story = fresh()
    let failing = true
    const slow = await alice.says('The one that fails.', { story })
    await soon(async () => expect(await shownAs('search')).toMatchObject({ waiting: 0 }))
    search.answer = ({ json }, response) => response.writeHead(failing && json.comment.id === slow ? 500 : 204).end()
    await edit(slow, 'Fails still.')
    await soon(() => expect(search.types(slow)).toEqual(['comment.posted', 'comment.edited']))
    await bob.post(`/v1/comments/${slow}/reports`, { rule: 'nice' })
    const other = await alice.says('Another one.', { story })
    await edit(other, 'Another one, edited.')
    await soon(() => expect(search.types(other)).toEqual(['comment.posted', 'comment.edited']))
    expect(search.types(slow)).toEqual(['comment.posted', 'comment.edited'])
    await soon(async () => expect(await shownAs('search')).toMatchObject({ waiting: 2, dead: 0, error: '500' }))
    later(60_000)
    await soon(() => expect(search.types(slow)).toHaveLength(3))
    failing = false
    later(120_000)
    await soon(() => expect(search.types(slow)).toHaveLength(5))
    expect(search.types(slow).slice(1)).toEqual([...Array(3).fill('comment.edited'), 'report.filed'])
    const edits = search.received.filter(({ json }) => json.comment.id === slow && json.type === 'comment.edited')
    expect(new Set(edits.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(edits.map(({ body }) => body)).size).toBe(1)
    expect(new Set(edits.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
    expect(isSigned(edits[2]!, OTHER, now)).toBe(true)
  })

  it('R14 try again for more than a day with jitter, then keep a dead letter, which a button sends again', async () => {
    search.answer = status(302, { location: archive.url })
    const id = await alice.says('Nobody takes this.', { story: fresh() })
    const row = () =>
      t.app.db.read.selectFrom('webhook_outbox').selectAll().where('comment', '=', id).where('receiver', '=', 'search')
    const waits: number[] = []
    for (const attempts of WAITS.keys()) {
      await soon(async () => expect((await row().executeTakeFirst())?.attempts).toBe(attempts + 1))
      const { next_at, error } = await row().executeTakeFirstOrThrow()
      expect(error).toBe('302')
      waits.push(next_at! - now)
      // A second too soon nothing is sent.
      later(next_at! - now - 1000)
      later(1000)
    }
    await soon(async () => expect((await row().executeTakeFirst())?.dead_at).toBe(now))
    expect(search.types(id)).toHaveLength(WAITS.length + 1)
    expect(waits.every((wait, i) => wait >= WAITS[i]! && wait <= WAITS[i]! * 1.2)).toBe(true)
    expect(new Set(waits.map((wait, i) => wait / WAITS[i]!)).size).toBeGreaterThan(2)
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(24 * 3600_000)
    // A redirect was not followed: the archive has it once, from us.
    await soon(() => expect(archive.types(id)).toHaveLength(1))

    search.answer = taking
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice' })
    const after = await alice.says('Others go on.', { story: fresh() })
    await soon(() => expect(search.types(after)).toHaveLength(1))
    const letter = { commentId: id, type: 'comment.posted', error: '302', attempts: WAITS.length + 1 }
    expect(await shownAs('search')).toMatchObject({ named: true, offAt: null, waiting: 1, dead: 1, letters: [letter] })
    expect(await shownAs('archive')).toMatchObject({ waiting: 0, dead: 0, letters: [] })
    const listed = await runHere(data, command, ['list'])
    expect(listed).toMatchObject({
      status: 1,
      out: expect.stringContaining(`comment.posted ${id}: tried 9 times, 302`),
    })

    search.received.length = 0
    await signIn()
    expect((await desk.post('/v1/desk/webhooks/search/replay')).status).toBe(403)
    expect((await (await asAdmin()).post('/v1/desk/webhooks/nobody/replay')).json.code).toBe('webhook.unknown')
    expect((await (await asAdmin()).post('/v1/desk/webhooks/search/replay')).status).toBe(200)
    await soon(() => expect(search.types(id)).toEqual(['comment.posted', 'report.filed']))
    await soon(async () => expect(await shownAs('search')).toMatchObject({ waiting: 0, dead: 0 }))
    expect(await runHere(data, command, ['replay', 'search'])).toMatchObject({ out: '0 are sent again\n' })
    expect((await runHere(data, command, ['replay', 'nobody'])).status).toBe(1)
  })

  it('R14 stop where the receiver answers that it is gone, until an admin switches it on again', async () => {
    search.answer = status(410)
    const first = await alice.says('Nobody is there.', { story: fresh() })
    await soon(async () => expect((await shownAs('search')).offAt).toBe(new Date(now).toISOString()))
    search.answer = taking
    const second = await alice.says('Still nobody.', { story: fresh() })
    await soon(async () => expect(await shownAs('archive')).toMatchObject({ waiting: 0 }))
    expect([first, second].map(id => archive.types(id).length)).toEqual([1, 1])
    later(7 * 86_400_000)
    expect([search.types(first).length, search.types(second).length]).toEqual([1, 0])
    expect(await shownAs('search')).toMatchObject({ waiting: 2, dead: 0 })
    const looked = await runHere(data, doctor, [])
    expect(looked.status).toBe(1)
    expect(looked.out).toContain('it said that it is gone')
    expect((await (await asAdmin()).post('/v1/desk/webhooks/search/on')).status).toBe(200)
    await soon(() => expect([search.types(first).length, search.types(second).length]).toEqual([2, 1]))
    expect((await shownAs('search')).offAt).toBeNull()
  })

  it('do not wait for whoever does not answer, and read little of what he says', async () => {
    const patience = t.app.config.webhookPatience
    t.app.config.webhookPatience = 60
    onTestFinished(() => {
      t.app.config.webhookPatience = patience
    })
    const said: string[] = []
    search.answer = (_, response) => {
      // An answer without an end counts by its status; one that never begins does not count.
      if (said.length) response.writeHead(200).write('x'.repeat(8192))
      said.push('')
    }
    const id = await alice.says('Hello?', { story: fresh() })
    const row = () =>
      t.app.db.read.selectFrom('webhook_outbox').select('error').where('comment', '=', id).executeTakeFirst()
    await soon(async () => expect((await row())?.error).toBe('timeout'))
    later(60_000)
    await soon(async () => expect(await row()).toBeUndefined())
  })

  it('R14 are sent once where several processes share a database', async () => {
    const again = await testApp(options())
    const story = fresh()
    const ids = await Promise.all(Array.from({ length: 30 }, (_, i) => alice.says(`Thought no. ${i}.`, { story })))
    t.app.webhooks.wake()
    again.app.webhooks.wake()
    await soon(() => expect(new Set(search.received.map(({ json }) => json.comment.id)).size).toBe(ids.length))
    await soon(async () => expect(await shownAs('search')).toMatchObject({ waiting: 0 }))
    expect(search.received).toHaveLength(ids.length)
    await again.server.close()
    await again.app.close()
  })

  it('are forgotten only when they are no longer named, and a person says so', async () => {
    const alone = await testApp({ ...options(), env: {} })
    await alice.says('Kept for both.', { story: fresh() })
    const listed = await runHere(data, command, ['list', '--json'])
    expect(JSON.parse(listed.out).receivers).toMatchObject([
      { id: 'archive', named: false },
      { id: 'search', named: false },
    ])
    expect(listed.status).toBe(1)
    await alone.server.close()
    await alone.app.close()
  })
})

describe('the settings of webhooks', () => {
  it.each([
    [{ PARLEY_WEBHOOK_URL: 'ftp://a.example' }, /PARLEY_WEBHOOK_URL/],
    [{ PARLEY_WEBHOOK_URL: 'https://a.example/x' }, /PARLEY_WEBHOOK_SECRET is needed for a.example/],
    [{ PARLEY_WEBHOOK_URL: 'https://a.example https://a.example/2', PARLEY_WEBHOOK_SECRET: NEW }, /name twice/],
    [{ PARLEY_WEBHOOK_URL: 'https://a.example', PARLEY_WEBHOOK_SECRET: 'hunter2hunter2' }, /takes whsec_/],
    [{ PARLEY_WEBHOOK_URL: 'a=https://a.example', PARLEY_WEBHOOK_SECRET: `b=${NEW}` }, /takes whsec_/],
    [{ PARLEY_DUTY_WEBHOOK: 'https://a.example', PARLEY_DUTY_SECRET: 'whsec_c2hvcnQ=' }, /PARLEY_DUTY_SECRET/],
  ])('take nothing that would fail later: %o', (settings, said) => {
    const read = () => readConfig({ PARLEY_SECRET: 'x', ...settings } as Record<string, string>)
    expect(read).toThrow(said)
    expect(read).not.toThrow(/hunter2|c2hvcnQ/)
  })
})

describe('kill -9', () => {
  it('R14 a consumer that drops what comes twice ends with exactly what was acknowledged', {
    timeout: 120_000,
  }, async () => {
    const consumer = await receiver()
    const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
    onTestFinished(() => {
      consumer.close()
      rmSync(folder, { recursive: true, force: true })
    })
    const settings = {
      data: folder,
      env: { PARLEY_WEBHOOK_URL: consumer.url, PARLEY_WEBHOOK_SECRET: NEW, PARLEY_WEBHOOK_SECONDS: '3' },
    }
    let server = await serveProcess(settings)
    onTestFinished(() => server.kill().then(() => {}))
    const acknowledged = new Set<string>()
    for (const killedAfter of [9, 70]) {
      const load = keepPosting(server.url, [await signInAt(server.url, 'alice')], { inFlight: 16, retry: true })
      await load.reached(killedAfter)
      await server.kill()
      server = await serveProcess({ ...settings, port: server.port })
      // What got no answer is sent again under its key, until it has one.
      await load.stop()
      for (const { id } of load.sent) acknowledged.add(id!)
    }
    const told = () => new Map(consumer.received.map(({ headers, json }) => [headers['webhook-id'], json.comment.id]))
    await vi.waitFor(() => expect(told().size).toBeGreaterThanOrEqual(acknowledged.size), { timeout: 25_000 })
    await server.stop()
    expect([...told().values()].toSorted()).toEqual([...acknowledged].toSorted())
    expect(consumer.received.every(one => isSigned(one, NEW, Date.now()))).toBe(true)
  })
})
