import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { mailer } from '../jobs/mail.ts'
import { type Client, PAPER, type TestApp, testApp } from '../testing.ts'
import { Metrics } from './metrics.ts'
import { Pressure } from './pressure.ts'

let t: TestApp
let alice: Client
let desk: Client
let caseOf: string
let id: string
const KEPT = `${PAPER}/kept`
const read = (story: string) => `/v1/comments?story=${encodeURIComponent(story)}`
let calm: () => number
beforeAll(async () => {
  t = await testApp({ env: { PARLEY_SCORING_KEYS: `paper:${'k'.repeat(32)}` } })
  calm = t.app.pressure.strain
  alice = await t.signIn('alice')
  desk = await t.signIn('eve', { role: 'moderator' })
  id = await alice.says('A remark.', { story: KEPT })
  caseOf = `k_${id.slice(2)}`
})
afterEach(() => {
  t.app.pressure.strain = calm
})
afterAll(() => t.close())

/** What is asked, and the kind it belongs to; null is what is always answered. */
const ASKED: { what: string | null; name: string; ask: () => Promise<{ status: number }> }[] = [
  {
    what: 'live',
    name: 'a new stream',
    // An open stream never ends, so it is asked by one whose story nobody allows.
    ask: () => t.guest.get(`/v1/stream?story=${encodeURIComponent('https://evil.example/x')}`),
  },
  { what: 'preview', name: 'a verdict before posting', ask: () => t.guest.post('/v1/check', { text: 'A thought.' }) },
  {
    what: 'preview',
    name: 'a score for another system',
    ask: () => t.guest.post(`/v1alpha1/comments:analyze?key=${'k'.repeat(32)}`, { comment: { text: 'A thought.' } }),
  },
  { what: null, name: 'a page that is kept', ask: () => t.guest.get(read(KEPT)) },
  { what: 'read', name: 'a page further down', ask: () => t.guest.get(`${read(KEPT)}&after=${id}`) },
  { what: 'read', name: 'who is here', ask: () => alice.get('/v1/me') },
  { what: 'read', name: 'a plain page further down', ask: () => t.guest.get(`/d?story=${KEPT}&after=${id}`) },
  { what: 'post', name: 'a post', ask: () => alice.post('/v1/comments', { story: KEPT, text: 'Another.' }) },
  { what: 'post', name: 'a respect', ask: () => desk.call('PUT', `/v1/comments/${id}/respect`) },
  {
    what: 'report',
    name: 'a report',
    ask: () => t.guest.post(`/v1/comments/${id}/reports`, { rule: 'nice' }),
  },
  { what: null, name: 'the first page, which has changed', ask: () => t.guest.get(read(KEPT)) },
  { what: null, name: 'the first plain page', ask: () => t.guest.get(`/d?story=${KEPT}`) },
  { what: null, name: 'the desk', ask: () => desk.get(`/v1/desk/cases/${caseOf}`) },
  { what: null, name: 'whether it is alive', ask: () => t.guest.get('/healthz') },
  { what: null, name: 'its numbers', ask: () => t.guest.get('/metrics') },
]

describe('R15 when too much is asked', () => {
  const count = async () => (await t.app.metrics.shed.get()).values.reduce((all, { value }) => all + value, 0)

  it.each([
    [0.49, []],
    [0.5, ['live']],
    [0.6, ['live', 'preview']],
    [0.7, ['live', 'preview', 'read']],
    [0.8, ['live', 'preview', 'read', 'post']],
    [1, ['live', 'preview', 'read', 'post', 'report']],
    [7, ['live', 'preview', 'read', 'post', 'report']],
  ])('at a strain of %d it does without: %j', async (strain, shed) => {
    expect((await t.guest.get(read(KEPT))).status).toBe(200)
    const before = await count()
    t.app.pressure.strain = () => strain
    const refused: string[] = []
    for (const { what, name, ask } of ASKED) {
      const answer = (await ask()) as Awaited<ReturnType<Client['get']>>
      if (answer.status !== 503) continue
      refused.push(name)
      expect(what && shed.includes(what as never), name).toBe(true)
      const wait = Number(answer.headers['retry-after'])
      expect(wait).toBeGreaterThanOrEqual(2)
      expect(wait).toBeLessThanOrEqual(10)
      if (name !== 'a score for another system' && name !== 'a plain page further down')
        expect(answer.json).toMatchObject({
          code: 'server.busy',
          status: 503,
          detail: expect.stringContaining('again'),
        })
    }
    expect(refused).toEqual(ASKED.filter(({ what }) => shed.includes(what as never)).map(({ name }) => name))
    expect((await count()) - before).toBe(refused.length)
  })

  it('a post that was turned away is stored once when it is sent again under its key', async () => {
    const story = `${PAPER}/again`
    const body = { story, text: 'Sent in the rush.' }
    const key = { 'idempotency-key': randomUUID() }
    t.app.pressure.strain = () => 0.9
    expect((await alice.post('/v1/comments', body, key)).json.code).toBe('server.busy')
    t.app.pressure.strain = calm
    const first = await alice.post('/v1/comments', body, key)
    expect(first.status).toBe(201)
    expect((await alice.post('/v1/comments', body, key)).json.comment.id).toBe(first.json.comment.id)
    expect((await t.guest.get(read(story))).json.story.count).toBe(1)
  })

  it('mails wait in their outbox', () => {
    const { config, pressure } = t.app
    const sends = mailer({ ...config, smtpUrl: 'smtp://127.0.0.1:1' }, pressure)!
    expect(sends.ready!()).toBe(true)
    t.app.pressure.strain = () => 0.6
    expect(sends.ready!()).toBe(false)
  })

  it('counts what is under way, whether it succeeds or fails, and turns away what would be too much', async () => {
    const pressure = new Pressure(pino({ level: 'silent' }), new Metrics())
    const open: { done: () => void; failed: (error: Error) => void }[] = []
    const work = () => new Promise<void>((done, failed) => open.push({ done, failed }))
    const all = Array.from({ length: 800 }, () => pressure.during('post', work).catch(() => {}))
    expect(() => pressure.during('post', work)).toThrow('server.busy')
    expect(() =>
      pressure.during('report', () => {
        throw new Error('on its own')
      }),
    ).toThrow('on its own')
    expect(pressure.during('report', () => 'said at once')).toBe('said at once')
    expect(open).toHaveLength(800)
    for (const [i, { done, failed }] of open.entries()) i % 2 ? done() : failed(new Error('later'))
    await Promise.all(all)
    expect(pressure.strain()).toBe(0)
    pressure.close()
  })

  it('turns nobody away for one stall of the machine, only for what lasts', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const loop = { mean: Number.NaN, enable: () => true, disable: () => true, reset: () => {} }
      const pressure = new Pressure(pino({ level: 'silent' }), new Metrics(), loop)
      const after = (milliseconds: number) => {
        loop.mean = milliseconds * 1e6
        vi.advanceTimersByTime(1000)
        return pressure.strain()
      }
      expect([after(20), after(6000), after(20)]).toEqual([0, 0.004, 0.004])
      expect([after(6000), after(5000)]).toEqual([0.004, 1])
      expect(() => pressure.admit('report')).toThrow('server.busy')
      expect(after(20)).toBe(0.004)
      pressure.close()
    } finally {
      vi.useRealTimers()
    }
  })

  it('says so to the operator, once, and when it is over', async () => {
    const lines: string[] = []
    const metrics = new Metrics()
    const level = async () => (await metrics.pressure.get()).values[0]!.value
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const pressure = new Pressure(pino({ level: 'info' }, { write: line => void lines.push(line) }), metrics)
      pressure.strain = () => 0.75
      vi.advanceTimersByTime(3000)
      expect(await level()).toBe(3)
      pressure.strain = () => 0
      vi.advanceTimersByTime(3000)
      expect(await level()).toBe(0)
      pressure.close()
    } finally {
      vi.useRealTimers()
    }
    expect(lines.map(line => JSON.parse(line))).toMatchObject([
      { level: 40, msg: 'too much is asked', shed: 'read' },
      { level: 30, msg: 'everything is answered again' },
    ])
  })
})
