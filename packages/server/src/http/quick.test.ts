import { type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Client, PAPER, STORY, type TestApp, testApp } from '../testing.ts'

interface Heard {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Asks over a connection of its own, as readers do: what is injected always goes the long way. */
const ask = (t: TestApp, path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Heard>((done, failed) => {
    const { port } = t.server.server.address() as AddressInfo
    request({ port, host: '127.0.0.1', path, headers, method, agent: false }, async answer => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      done({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) })
    })
      .on('error', failed)
      .end()
  })

/** All of an answer but the moment and the connection. */
const told = ({ status, headers: { date, connection, ...headers }, body }: Heard) => ({ status, headers, body })

const listening = async (env: Record<string, string> = {}, lines?: string[]) => {
  const t = await testApp({ env, ...(lines && { lines }) })
  await t.server.listen({ port: 0, host: '127.0.0.1' })
  return t
}
/** How many requests the framework was given while something was done. */
const theLongWay = async (t: TestApp, work: () => Promise<unknown>) => {
  const asked = [vi.spyOn(t.app.pages, 'get'), vi.spyOn(t.app.pages, 'replies'), vi.spyOn(t.app.pages, 'counts')]
  await work()
  const n = asked.reduce((sum, one) => sum + one.mock.calls.length, 0)
  for (const one of asked) one.mockRestore()
  return n
}

const thread = `/v1/comments?story=${encodeURIComponent(STORY)}`
const counts = `/v1/counts?story=${encodeURIComponent(STORY)}&story=${encodeURIComponent(`${PAPER}/another`)}`

describe('what is said again', () => {
  let t: TestApp
  let alice: Client
  let root: string
  beforeAll(async () => {
    t = await listening()
    alice = await t.signIn('alice')
    root = await alice.says('A thought with an answer.')
    await alice.says('The answer to it.', { replyTo: root })
  })
  afterAll(() => t.close())

  const paths = (): [string, string][] => [
    ['a page of a thread', thread],
    ['a page of replies', `/v1/comments/${root}/replies`],
    ['counts', counts],
  ]

  it('S18 S19 is what the framework said, head and bytes, whoever asks and in whatever coding', async () => {
    for (const [what, path] of paths()) {
      const { etag } = (await ask(t, path)).headers
      for (const origin of [undefined, PAPER, 'https://evil.example'])
        for (const headers of [
          {},
          { 'accept-encoding': 'gzip, deflate, br, zstd' },
          { 'accept-encoding': 'gzip;q=1.0, br;q=0' },
          { 'if-none-match': etag! },
          { 'if-none-match': '"another"' },
        ]) {
          const sent = { ...headers, ...(origin && { origin }) } as Record<string, string>
          const named = `${what} ${JSON.stringify(sent)}`
          const first = await ask(t, path, sent)
          let again!: Heard
          const long = await theLongWay(t, async () => {
            again = await ask(t, path, sent)
          })
          // A page that may not read is told so each time: there is no end to such names.
          expect(long, named).toBe(origin === 'https://evil.example' ? 1 : 0)
          expect(told(again), named).toEqual(told(first))
          expect(again.headers['access-control-allow-origin'], named).toBe(origin === PAPER ? PAPER : undefined)
          expect(again.headers['x-content-type-options'], named).toBe('nosniff')
          const injected = await t.server.inject({ url: path, headers: sent })
          expect(told({ ...again, headers: {} }), named).toEqual({
            status: injected.statusCode,
            headers: {},
            body: injected.rawPayload,
          })
          const { date, connection, ...names } = injected.headers
          expect(told(again).headers, named).toEqual(names)
        }
      const head = await ask(t, path, { 'accept-encoding': 'gzip' }, 'HEAD')
      const got = await ask(t, path, { 'accept-encoding': 'gzip' })
      expect(told(head), what).toEqual({ ...told(got), body: Buffer.alloc(0) })
    }
  })

  it('ends with a change: a comment, a respect, a removal, a title, for the threads, replies and counts of its story', async () => {
    const now = async () => Promise.all(paths().map(async ([, path]) => JSON.parse(String((await ask(t, path)).body))))
    const bob = await t.signIn('bob')
    const desk = await t.signIn('desk', { role: 'editor' })
    expect((await now())[2].counts).toMatchObject({ [STORY]: 2, [`${PAPER}/another`]: 0 })
    const late = await bob.says('Another answer.', { replyTo: root })
    const [page, replies, counted] = await now()
    expect(page.comments[0].replies.map(({ id }: { id: string }) => id)).toContain(late)
    expect(replies.replies.map(({ id }: { id: string }) => id)).toContain(late)
    expect(counted.counts[STORY]).toBe(3)
    await bob.call('PUT', `/v1/comments/${root}/respect`)
    expect((await now())[0].comments[0].respects).toBe(1)
    await bob.call('DELETE', `/v1/comments/${late}`)
    expect((await now())[1].replies).toHaveLength(1)
    await alice.says('The first one there.', { story: `${PAPER}/another` })
    expect((await now())[2].counts).toEqual({ [STORY]: 2, [`${PAPER}/another`]: 1 })
    await desk.call('PUT', '/v1/desk/stories', { url: STORY, title: 'Another title' })
    expect((await now())[0].story.title).toBe('Another title')
  })

  it('a page of a story that nobody has written under ends with the first comment', async () => {
    const path = `/v1/comments?story=${encodeURIComponent(`${PAPER}/empty`)}`
    await ask(t, path)
    expect(await theLongWay(t, () => ask(t, path))).toBe(0)
    await alice.says('The first here.', { story: `${PAPER}/empty` })
    expect(JSON.parse(String((await ask(t, path)).body)).comments).toHaveLength(1)
  })

  it('is found by the eight ways to write it that came first, and another way is answered too', async () => {
    const ways = Array.from({ length: 10 }, (_, n) => `${thread}%3Futm_source%3D${n}`)
    for (const path of ways) await ask(t, path)
    for (const path of ways) expect((await ask(t, path)).status).toBe(200)
    expect(await theLongWay(t, () => Promise.all(ways.map(path => ask(t, path))))).toBeGreaterThan(0)
  })

  it('is counted in the metrics like any other', async () => {
    const seen = async () =>
      Number(
        /parley_http_request_seconds_count\{route="GET \/v1\/counts",status="2xx"\} (\d+)/.exec(
          await t.app.metrics.registry.metrics(),
        )![1],
      )
    await ask(t, counts)
    const before = await seen()
    expect(await theLongWay(t, () => ask(t, counts))).toBe(0)
    expect(await seen()).toBe(before + 1)
  })

  it('names its story and its site to a CDN, and what is removed may stand there for a second', async () => {
    const [{ headers }, counted] = [await ask(t, thread), await ask(t, counts)]
    const { id } = (await t.guest.get(thread)).json.story
    expect(headers['surrogate-key']).toBe(`parley-default parley-${id}`)
    expect(headers['cache-tag']).toBe(`parley-default,parley-${id}`)
    expect(headers['cache-control']).toBe('public, max-age=0, s-maxage=1, must-revalidate')
    expect(String(headers.vary).split(/,\s*/).toSorted()).toEqual(['accept-encoding', 'origin'])
    expect(counted.headers['surrogate-key']).toBe('parley-default parley-counts')
    expect(counted.headers['cache-control']).toContain('s-maxage=1')
  })
})

it('S23 what is said again takes from the budget of whoever asks, behind a proxy too', async () => {
  const t = await listening({ PARLEY_LIMITS: 'on', PARLEY_PROXIES: '127.0.0.0/8' })
  const by = (ip: string) => ask(t, thread, { 'x-forwarded-for': ip })
  const statuses: number[] = []
  expect(
    await theLongWay(t, async () => {
      for (let n = 0; n < 601; n++) statuses.push((await by('203.0.113.7')).status)
    }),
  ).toBe(1)
  expect(statuses.filter(status => status === 200)).toHaveLength(600)
  const refused = await by('203.0.113.7')
  expect([refused.status, JSON.parse(String(refused.body)).code]).toEqual([429, 'limit.reached'])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await by('203.0.113.8')).status).toBe(200)
  await t.close()
})

it('S32 where the log tells of each request, it tells of all of them', async () => {
  const lines: string[] = []
  const t = await listening({}, lines)
  for (let n = 0; n < 3; n++) await ask(t, thread)
  await vi.waitFor(() => expect(lines.filter(line => JSON.parse(line).msg === 'request')).toHaveLength(3))
  await t.close()
})
