import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { type Client, STORY, type TestApp, testApp } from '../../packages/server/src/testing.ts'
import { newDraft, send, serveProcess, signInAt } from '../../packages/server/src/testing-process.ts'
import { type Way, wayTo } from '../../packages/server/src/testing-way.ts'
import { call } from './clients.ts'
import { type Outside, openOutside } from './outside.ts'

/** R18: mail, the other judge, receivers of webhooks and the newsroom's keys are there, silent for a while, or not there. Writers never wait for them. */

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const SECRET = `whsec_${'A'.repeat(43)}=`

/** An address that answers JSON: the judge, who finds nothing, or the newsroom's keys. */
async function answering(json: object): Promise<{ url: string; asked: number; close(): void }> {
  const server = createServer((request, response) => {
    self.asked++
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end(JSON.stringify(json)))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const self = {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}/`,
    asked: 0,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
  return self
}

let now = Date.now()
let outside: Outside
let judge: Awaited<ReturnType<typeof answering>>
let keys: Awaited<ReturnType<typeof answering>>
let ways: Record<'mail' | 'webhook' | 'judge' | 'keys', Way>
let t: TestApp
let alice: Client
let desk: Client
const FAST = { timeout: 40_000, interval: 50 }
/** Time is let pass with each look, so that what is on its way has its own. */
const SLOW = { timeout: 40_000, interval: 1000 }
const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** Signed with the key that stands at the newsroom's address. */
function rsaToken(sub: string): string {
  const iat = Math.floor(now / 1000)
  const body = `${b64({ alg: 'RS256', kid: 'one' })}.${b64({ sub, name: sub, aud: 'default', iat, exp: iat + 200 })}`
  return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`
}
const enter = (sub: string) => t.guest.post('/v1/session', { sso: rsaToken(sub) })
/** Time passes, for whatever is put off. */
function later(seconds: number) {
  now += seconds * 1000
  t.app.jobs.wake()
  t.app.webhooks.wake()
}
const jobs = () => t.app.db.read.selectFrom('jobs').select(['kind', 'attempts', 'done_at', 'error']).execute()
const waiting = () => t.app.db.read.selectFrom('webhook_outbox').select(['attempts', 'error']).execute()

beforeAll(async () => {
  outside = await openOutside()
  judge = await answering({})
  keys = await answering({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
  const [mail, webhook, other, jwks] = await Promise.all(
    [outside.smtpUrl, outside.webhookUrl, judge.url, keys.url].map(wayTo),
  )
  ways = { mail: mail!, webhook: webhook!, judge: other!, keys: jwks! }
  t = await testApp({
    clock: () => now,
    env: {
      PARLEY_SMTP_URL: ways.mail.url,
      PARLEY_WEBHOOK_URL: ways.webhook.url,
      PARLEY_WEBHOOK_SECRET: SECRET,
      PARLEY_WEBHOOK_SECONDS: '1',
      PARLEY_REVIEW_URL: ways.judge.url,
      PARLEY_REVIEW_SECRET: 'a-secret-of-the-newsroom',
      PARLEY_REVIEW_SECONDS: '1',
      PARLEY_SSO_JWKS: ways.keys.url,
    },
  })
  alice = await t.signIn('alice')
  desk = await t.signIn('mona', { role: 'moderator' })
})
afterAll(async () => {
  await t.close()
  for (const way of Object.values(ways)) await way.close()
  for (const one of [outside, judge, keys]) one.close()
})

it.each(['silent', 'closed'] as const)(
  'R18: with everything around it %s, posting, deciding and signing in by secret go on, and what it owes is done later',
  async how => {
    for (const way of Object.values(ways)) {
      way[how] = true
      way.cutAll()
    }
    const before = { mails: outside.mails.length, received: outside.received.length, asked: judge.asked }
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.push(await alice.says(`Thought no. ${i}, while all is ${how}.`))
    const decided = await desk.post(`/v1/desk/cases/k_${ids[0]!.slice(2)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: 'It degrades a person for where he comes from.',
    })
    expect(decided.status).toBe(200)
    expect((await t.signIn('bob')).token).not.toBe('')
    expect((await t.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)).json.comments.length).toBeGreaterThan(
      3,
    )
    // Nothing has come through, and what was tried is put off.
    expect([outside.mails.length, outside.received.length, judge.asked]).toEqual(Object.values(before))
    await vi.waitFor(async () => {
      const failed = (await jobs()).filter(({ done_at, attempts }) => done_at === null && attempts > 0)
      expect(new Set(failed.map(({ kind }) => kind))).toEqual(new Set(['mail', 'review']))
      expect(
        (await waiting()).some(({ attempts, error }) => attempts > 0 && /timeout|unreachable/.test(error ?? '')),
      ).toBe(true)
    }, FAST)
    const metrics = (await t.guest.get('/metrics')).text
    expect(metrics).toMatch(/parley_reviews_total\{result="failed"\} [1-9]/)

    for (const way of Object.values(ways)) {
      way[how] = false
      way.cutAll()
    }
    await vi.waitFor(async () => {
      later(100)
      expect((await jobs()).filter(({ done_at }) => done_at === null)).toEqual([])
      expect(await waiting()).toEqual([])
    }, SLOW)
    const told = outside.received.slice(before.received).map(({ comment }) => comment)
    expect(new Set(told)).toEqual(new Set(ids))
    expect(outside.mails.length - before.mails).toBe(1)
    expect(await t.broken()).toEqual([])
  },
)

it('R18: whoever comes with a token whose keys cannot be had is told to try again, and is let in when they can', async () => {
  ways.keys.closed = true
  ways.keys.cutAll()
  expect(await enter('carol')).toMatchObject({ status: 503, json: { code: 'server.busy' } })
  ways.keys.closed = false
  await vi.waitFor(async () => expect((await enter('carol')).status).toBe(200), FAST)
  // Keys that are known are not asked for again.
  ways.keys.closed = true
  ways.keys.cutAll()
  expect((await enter('dave')).status).toBe(200)
  ways.keys.closed = false
})

it('R18: where the rule needs the score and there is none, the comment waits for a person', async () => {
  const blind = await testApp({
    engine: () => {
      throw new Error('no weights')
    },
  })
  onTestFinished(() => blind.close())
  const reader = await blind.signIn('alice')
  const { status, json } = await reader.post('/v1/comments', { story: STORY, text: 'A calm thought.' })
  expect([status, json.comment.state]).toEqual([201, 'held'])
})

it('R11 R18: a stop does not wait for a server of mail that says nothing', async () => {
  const data = mkdtempSync(join(tmpdir(), 'parley-test-'))
  const way = await wayTo(outside.smtpUrl)
  // It has greeted, and says nothing more.
  way.silentAbout = 'EHLO'
  const server = await serveProcess({ data, env: { PARLEY_SMTP_URL: way.url } })
  onTestFinished(async () => {
    await server.kill()
    await way.close()
    rmSync(data, { recursive: true, force: true })
  })
  expect((await call('POST', `${server.url}/v1/session`, { body: { email: 'zoe@paper.example' } })).status).toBe(202)
  await vi.waitFor(() => expect(way.connections).toBe(1), FAST)
  expect((await send(server.url, newDraft(await signInAt(server.url, 'alice')))).status).toBe(201)
  expect(await server.stop()).toEqual({ code: 0, signal: null })
})
