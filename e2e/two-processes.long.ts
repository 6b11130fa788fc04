import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { invariants } from '../packages/server/src/db/invariants.ts'
import { openDatabase } from '../packages/server/src/db/open.ts'
import { DUE_PROCESS } from '../packages/server/src/decisions/invariants.ts'
import { databaseIn, STORY } from '../packages/server/src/testing.ts'
import setup from '../packages/server/src/testing-postgres.ts'
import {
  everyComment,
  freePort,
  keepPosting,
  newDraft,
  send,
  serveProcess,
  signInAt,
} from '../packages/server/src/testing-process.ts'
import { wayTo } from '../packages/server/src/testing-way.ts'
import { startProxy } from './proxy.ts'

/** PARLEY_RESTARTS=100 is the long run. */
const RESTARTS = Number(process.env.PARLEY_RESTARTS ?? 10)
/** For so long the database is away, in milliseconds. */
const AWAY = 30_000
/** Reads in flight meanwhile. */
const READERS = 8

const thread = `/v1/comments?story=${encodeURIComponent(STORY)}`

let end: () => Promise<void>
beforeAll(async () => {
  end = await setup({
    provide: (_name, url) => {
      process.env.PARLEY_TEST_DATABASE = String(url)
    },
  })
})
afterAll(() => end())

function folder() {
  const data = mkdtempSync(join(tmpdir(), 'parley-two-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  return data
}

async function brokenIn(data: string) {
  const db = await openDatabase(await databaseIn(data))
  const broken = await invariants(db.read, DUE_PROCESS)
  await db.close()
  return broken
}

it(`R11: ${RESTARTS} restarts in turn of two processes behind a proxy fail no post`, async () => {
  const data = folder()
  const ports = [await freePort(), await freePort()]
  const proxy = await startProxy(ports)
  onTestFinished(() => proxy.close())
  const start = (i: number) =>
    serveProcess({ data, port: ports[i]!, env: { PARLEY_PROXIES: '127.0.0.1', PARLEY_DRAIN_SECONDS: '2' } })
  const running = [await start(0), await start(1)]
  onTestFinished(async () => {
    for (const one of running) await one.kill()
  })
  const tokens = await Promise.all([1, 2, 3, 4].map(i => signInAt(proxy.url, `reader-${i}`)))
  const load = keepPosting(proxy.url, tokens, { inFlight: 12 })
  let told = 0
  const ready: boolean[] = []
  const stops: number[] = []
  for (let restart = 0; restart < RESTARTS; restart++) {
    const i = restart % 2
    await load.reached((restart + 1) * 20)
    const stream = await fetch(`${running[i]!.url}/v1/stream?story=${encodeURIComponent(STORY)}`)
    const begun = performance.now()
    const ended = running[i]!.stop()
    // The stream ends when the stop has begun: from then on it says that it is not ready, and serves all the same what the proxy still sends.
    if (/\nretry: \d+\n\n$/.test(await stream.text())) told++
    ready.push(await fetch(`${running[i]!.url}/readyz`).then(({ ok }) => ok))
    expect(await ended).toEqual({ code: 0, signal: null })
    stops.push(performance.now() - begun)
    running[i] = await start(i)
  }
  await load.stop()
  expect(proxy.faults).toEqual([])
  expect(load.sent.filter(draft => draft.id === null)).toEqual([])
  expect({ told, ready: ready.filter(Boolean).length }).toEqual({ told: RESTARTS, ready: 0 })
  expect(Math.max(...stops)).toBeLessThan(10_000)
  const there = await everyComment(proxy.url)
  expect(load.sent.filter(draft => there.get(draft.id!) !== 1)).toEqual([])
  for (const one of running) await one.stop()
  expect(await brokenIn(data)).toEqual([])
  console.log(
    `${load.sent.length} posts over ${RESTARTS} restarts, none failed; slowest stop ${Math.round(Math.max(...stops))} ms, of which 2000 wait for the proxy`,
  )
})

it(`R08: the database away for ${AWAY / 1000} s under load: posts fail at once, public pages stand, and all goes on by itself`, async () => {
  const data = folder()
  const way = await wayTo(await databaseIn(data))
  onTestFinished(() => way.close())
  const server = await serveProcess({ data, env: { PARLEY_DATABASE_URL: way.url } })
  onTestFinished(() => server.kill().then(() => {}))
  const ask = (path: string) => fetch(server.url + path).then(async answer => ({ answer, text: await answer.text() }))
  const tokens = await Promise.all([1, 2].map(i => signInAt(server.url, `reader-${i}`)))
  const drafts = tokens.flatMap(token => Array.from({ length: 3 }, () => newDraft(token)))
  for (const draft of drafts) await send(server.url, draft)
  await ask(thread)

  way.silent = true
  const begun = performance.now()
  const since = () => performance.now() - begun
  const slowest = { posts: 0, reads: 0 }
  const seen = { posts: 0, reads: 0, marked: 0, alive: 0, ready: 0 }
  const sent = tokens.flatMap(token => Array.from({ length: 3 }, () => newDraft(token)))
  const writing = sent.map(async draft => {
    while (since() < AWAY) {
      const from = performance.now()
      await send(server.url, draft)
      slowest.posts = Math.max(slowest.posts, performance.now() - from)
      expect(draft.status).toBe(503)
      seen.posts++
      await new Promise(next => setTimeout(next, 100))
    }
  })
  const reading = Array.from({ length: READERS }, async () => {
    while (since() < AWAY) {
      const from = performance.now()
      const { answer } = await ask(thread)
      slowest.reads = Math.max(slowest.reads, performance.now() - from)
      expect(answer.status).toBe(200)
      seen.reads++
      if (answer.headers.has('cache-status')) seen.marked++
      await new Promise(next => setTimeout(next, 40))
    }
  })
  const asking = (async () => {
    while (since() < AWAY) {
      if ((await ask('/healthz')).answer.ok) seen.alive++
      if (since() > 3000 && (await ask('/readyz')).answer.ok) seen.ready++
      await new Promise(next => setTimeout(next, 500))
    }
  })()
  await Promise.all([...writing, ...reading, asking])
  const { connections } = way
  way.silent = false
  way.cutAll()
  const back = performance.now()
  while (!(await ask('/readyz')).answer.ok) await new Promise(next => setTimeout(next, 50))
  const returned = performance.now() - back
  for (const draft of sent) expect((await send(server.url, draft)).status).toBe(201)
  expect((await ask(thread)).answer.headers.has('cache-status')).toBe(false)
  const there = await everyComment(server.url)
  expect(there.size).toBe(drafts.length + sent.length)
  expect(seen.ready).toBe(0)
  expect(seen.alive).toBeGreaterThan(0)
  expect(seen.marked).toBeGreaterThan(0)
  expect(slowest.posts).toBeLessThan(2000)
  await server.stop()
  expect(await brokenIn(data)).toEqual([])
  console.log(
    `away for ${AWAY / 1000} s: ${seen.posts} posts turned away, the slowest in ${Math.round(slowest.posts)} ms; ${seen.reads} pages read, ${seen.marked} marked as old, the slowest in ${Math.round(slowest.reads)} ms; ready again ${Math.round(returned)} ms after it came back; ${connections} connections tried until then`,
  )
})
