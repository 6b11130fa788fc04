import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { Pages } from './comments/pages.ts'
import { connectSqlite } from './db/dialect/sqlite.ts'
import { invariants } from './db/invariants.ts'
import { openDatabase, type Tx } from './db/open.ts'
import { DUE_PROCESS } from './decisions/invariants.ts'
import { buildServer } from './http/server.ts'
import { type Client, databaseIn, PAPER, STORY, type TestApp, testApp } from './testing.ts'
import { everyComment, keepPosting, newDraft, type Served, send, serveProcess, signInAt } from './testing-process.ts'

const thread = `/v1/comments?story=${encodeURIComponent(STORY)}`

function folder(): string {
  const data = mkdtempSync(join(tmpdir(), 'parley-test-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  return data
}

async function brokenIn(data: string) {
  const db = await openDatabase(await databaseIn(data))
  const broken = await invariants(db.read, DUE_PROCESS)
  await db.close()
  return broken
}

describe('kill -9', () => {
  it('R01, R13: what was acknowledged is there once after the restart, and a key still means the same comment', {
    timeout: 180_000,
  }, async () => {
    const data = folder()
    let server = await serveProcess({ data })
    onTestFinished(() => server.kill().then(() => {}))
    const acknowledged = new Map<string, string>()
    for (const killedAfter of [7, 60, 110]) {
      const token = await signInAt(server.url, 'alice')
      const load = keepPosting(server.url, [token], { inFlight: 24 })
      await load.reached(killedAfter)
      await server.kill()
      await load.stop()
      server = await serveProcess({ data, port: server.port })
      for (const draft of load.sent) if (draft.id) acknowledged.set(draft.key, draft.id)

      const unanswered = load.sent.filter(draft => draft.id === null)
      expect(unanswered.length).toBeGreaterThan(0)
      for (const draft of [...unanswered, ...load.sent.slice(0, 5)]) {
        const again = await send(server.url, { ...draft, id: null })
        expect(again.status).toBe(201)
        if (draft.id) expect(again.id).toBe(draft.id)
        acknowledged.set(draft.key, again.id!)
      }
    }
    const there = await everyComment(server.url)
    expect([...acknowledged.values()].filter(id => there.get(id) !== 1)).toEqual([])
    expect(there.size).toBe(acknowledged.size)
    await server.stop()
    expect(await brokenIn(data)).toEqual([])
  })
})

describe('a log that nobody reads', () => {
  it('R11: keeps a server neither from answering nor from stopping', async () => {
    const server = await serveProcess({ data: folder() })
    onTestFinished(() => server.kill().then(() => {}))
    server.child.stdout!.destroy()
    expect((await fetch(`${server.url}/v1/site`)).status).toBe(200)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  })
})

describe('a start that cannot be', () => {
  it('says that the port is taken, and which setting changes it', async () => {
    const first = await serveProcess({ data: folder() })
    onTestFinished(() => first.kill().then(() => {}))
    await expect(serveProcess({ data: folder(), port: first.port })).rejects.toThrow(
      `port ${first.port} is taken by another program; stop it, or choose another with PARLEY_PORT`,
    )
  })
})

describe('a disk that fails under a request', () => {
  const faults = { commit: '' as '' | 'before' | 'after', full: false }
  let t: TestApp
  let alice: Client
  beforeAll(async () => {
    t = await testApp({
      connect: file => {
        const handle = connectSqlite(file)
        const exec = handle.exec.bind(handle)
        handle.exec = text => {
          if (faults.full && text === 'release one')
            throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
          const when = text === 'commit' ? faults.commit : ''
          if (when) faults.commit = ''
          if (when !== 'before') exec(text)
          if (when) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' })
          return handle
        }
        return handle
      },
    })
    alice = await t.signIn('alice')
  })
  afterAll(() => t.close())
  const post = (key: string, text = `Under the key ${key}, two plants stay open.`) =>
    alice.post('/v1/comments', { story: STORY, text }, { 'idempotency-key': key })
  const shown = async () =>
    (await t.guest.get(`${thread}&limit=100`)).json.comments.map((comment: { id: string }) => comment.id)

  it('R03: a failed fsync answers 503, the retry is stored, once', async () => {
    const first = await post('key-before-1')
    faults.commit = 'before'
    const failed = await post('key-before-2')
    expect(failed).toMatchObject({ status: 503, json: { code: 'database.fault' } })
    expect(failed.headers['retry-after']).toBeDefined()
    expect(await shown()).toEqual([first.json.comment.id])
    const again = await post('key-before-2')
    expect(again.status).toBe(201)
    expect(await shown()).toEqual([again.json.comment.id, first.json.comment.id])
    expect(await t.broken()).toEqual([])
  })

  it('R03: where the disk had it all the same, the retry answers that comment, and it is on the page', async () => {
    faults.commit = 'after'
    expect((await post('key-after-1')).status).toBe(503)
    const again = await post('key-after-1')
    expect(again.status).toBe(201)
    await post('key-after-2')
    await vi.waitFor(async () => expect(await shown()).toContain(again.json.comment.id))
    expect(new Set(await shown()).size).toBe((await shown()).length)
    expect(await t.broken()).toEqual([])
  })

  it.each(['before', 'after'] as const)(
    'R03, R13: all who shared a commit that failed (%s the disk had it) are told to try again, and each retry is stored once',
    async when => {
      const readers = await Promise.all(Array.from({ length: 12 }, (_, i) => t.signIn(`${when}-${i}`)))
      const had = new Set(await shown())
      const all = () =>
        Promise.all(
          readers.map((reader, i) =>
            reader.post(
              '/v1/comments',
              { story: STORY, text: `Number ${i} says, ${when} all, that two plants stay open.` },
              { 'idempotency-key': `key-${when}-together-${i}` },
            ),
          ),
        )
      faults.commit = when
      const failed = await all()
      const turnedAway = failed.filter(({ status }) => status !== 201)
      expect(turnedAway.length).toBeGreaterThan(1)
      for (const one of turnedAway) {
        expect(one).toMatchObject({ status: 503, json: { code: 'database.fault' } })
        expect(one.headers['retry-after']).toBeDefined()
      }
      const again = await all()
      expect(again.map(({ status }) => status)).toEqual(Array(12).fill(201))
      const ids = again.map(({ json }) => json.comment.id)
      for (const [i, { status, json }] of failed.entries()) if (status === 201) expect(json.comment.id).toBe(ids[i])
      await vi.waitFor(async () =>
        expect((await shown()).filter((id: string) => !had.has(id)).toSorted()).toEqual(ids.toSorted()),
      )
      expect(await t.broken()).toEqual([])
    },
  )

  it('R04: a full disk answers 507, reading and counting go on, and it recovers by itself', async () => {
    const before = await shown()
    faults.full = true
    const failed = await post('key-full-1')
    expect(failed).toMatchObject({ status: 507, json: { code: 'database.full' } })
    expect(await shown()).toEqual(before)
    faults.full = false
    expect((await post('key-full-1')).status).toBe(201)
    expect(await t.broken()).toEqual([])
  })
})

describe('R09: slow clients', () => {
  let t: TestApp
  let server: Awaited<ReturnType<typeof buildServer>>
  let port: number
  beforeAll(async () => {
    t = await testApp()
    server = await buildServer(t.app, {
      ...{ head: 200, request: 400, upload: 60_000, silence: 60_000, between: 65_000, look: 50 },
    })
    await server.listen({ host: '127.0.0.1', port: 0 })
    port = (server.server.address() as { port: number }).port
  })
  afterAll(async () => {
    await server.close()
    await t.close()
  })

  /** Sends half a request, then one byte at a time; answers what came back before the server hung up. */
  const dribble = (half: string) =>
    new Promise<string>(done => {
      const socket = connectSocket(port, '127.0.0.1')
      let heard = ''
      socket.write(half)
      const drip = setInterval(() => socket.write('x'), 50)
      socket.on('data', data => {
        heard += data
      })
      socket.on('error', () => {})
      socket.on('close', () => {
        clearInterval(drip)
        done(heard)
      })
    })

  it('half a head or half a body is hung up on, and nobody else notices', async () => {
    const halves = Array.from({ length: 50 }, (_, i) =>
      dribble(
        i % 2
          ? `GET ${thread} HTTP/1.1\r\nhost: x\r\nx-slow: `
          : 'POST /v1/check HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{"text": "',
      ),
    )
    let over = false
    const all = Promise.all(halves).then(heard => {
      over = true
      return heard
    })
    let others = 0
    while (!over) {
      const answer = await fetch(`http://127.0.0.1:${port}${thread}`)
      expect(answer.status).toBe(200)
      await answer.arrayBuffer()
      others++
    }
    expect(others).toBeGreaterThan(5)
    for (const heard of await all) if (heard) expect(heard).toMatch(/^HTTP\/1\.1 408/)
  })

  it('the real times are set', () => {
    expect(t.server.server).toMatchObject({ headersTimeout: 15_000, requestTimeout: 240_000, timeout: 60_000 })
  })
})

describe('R11: a graceful stop', () => {
  it('finishes what is in flight, tells streams to come back, empties the log and exits 0', {
    timeout: 30_000,
  }, async () => {
    const data = folder()
    const server = await serveProcess({ data })
    onTestFinished(() => server.kill().then(() => {}))
    const token = await signInAt(server.url, 'alice')
    expect((await send(server.url, newDraft(token))).status).toBe(201)

    const stream = await fetch(`${server.url}/v1/stream?story=${encodeURIComponent(STORY)}`)
    const streamed = stream.text()
    const slow = await halfAPost(server, token)
    const asked = performance.now()
    const ended = server.stop()
    // The half post keeps the server from ending, so this waits only until it has begun to stop.
    await vi.waitFor(async () => {
      const ready = await fetch(`${server.url}/readyz`).catch(() => null)
      if (ready?.ok) throw new Error('still ready')
    })
    const answer = await slow.finish()
    expect(answer.status).toBe(201)
    expect(await ended).toEqual({ code: 0, signal: null })
    expect(performance.now() - asked).toBeLessThan(9000)
    expect((await streamed).trim().split('\n').at(-1)).toMatch(/^retry: \d{4,5}$/)

    const log = join(data, 'parley.sqlite-wal')
    expect(existsSync(log) && statSync(log).size > 0).toBe(false)
    const again = await serveProcess({ data })
    onTestFinished(() => again.kill().then(() => {}))
    expect((await everyComment(again.url)).get(answer.id)).toBe(1)
    await again.stop()
  })
})

/** A post over a connection that is kept alive, of which the server has the head and half the body. */
async function halfAPost(server: Served, token: string) {
  const body = JSON.stringify({ story: STORY, text: 'Begun before the stop, finished after it.' })
  const agent = new Agent({ keepAlive: true })
  const post = request(`${server.url}/v1/comments`, {
    method: 'POST',
    agent,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      origin: PAPER,
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  })
  const answered = new Promise<IncomingMessage>((done, failed) => post.on('response', done).on('error', failed))
  // The server says "continue" when it has read the head.
  await new Promise<void>(done => post.on('continue', done).flushHeaders())
  post.write(body.slice(0, 20))
  return {
    async finish() {
      post.end(body.slice(20))
      const answer = await answered
      let text = ''
      for await (const chunk of answer) text += chunk
      return { status: answer.statusCode, id: JSON.parse(text).comment?.id as string }
    },
  }
}

describe('another process', () => {
  it('that writes to the file is noticed within two seconds: pages are built anew, streams go on', async () => {
    const data = folder()
    const t = await testApp({ data })
    onTestFinished(() => t.close())
    const alice = await t.signIn('alice')
    await alice.says('Mine was here first.')
    const before = await t.guest.get(thread)
    const address = await t.server.listen({ host: '127.0.0.1', port: 0 })
    const stream = (await fetch(`${address}/v1/stream?story=${encodeURIComponent(STORY)}`))
      .body!.pipeThrough(new TextDecoderStream())
      .getReader()
    onTestFinished(() => stream.cancel())

    const other = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const { openDatabase } = await import(${JSON.stringify(new URL('./db/open.ts', import.meta.url).href)})
         const { record } = await import(${JSON.stringify(new URL('./db/events.ts', import.meta.url).href)})
         const db = await openDatabase(${JSON.stringify(await databaseIn(data))})
         await db.tx(async tx => {
           const story = await tx.selectFrom('stories').selectAll().executeTakeFirstOrThrow()
           const one = await tx.selectFrom('comments').selectAll().executeTakeFirstOrThrow()
           const id = 'c_zzzzzzzzzz000000000000'
           await tx.insertInto('comments').values({ ...one, id, text: 'From an import.' }).execute()
           await tx.insertInto('revisions').values({ site: one.site, story: one.story, comment: id, no: 1, text: 'From an import.', verdict_json: one.verdict_json, at: 1 }).execute()
           await record(tx, { kind: 'comment.posted', site: story.site, story: story.id, comment: id, data: { id, rootId: null }, at: 1, count: 1 })
         })
         await db.close()`,
      ],
      { stdio: 'inherit' },
    )
    expect(await new Promise(done => other.on('exit', done))).toBe(0)
    const written = performance.now()
    let heard = ''
    while (!heard.includes('c_zzzzzzzzzz000000000000')) heard += (await stream.read()).value
    expect(performance.now() - written).toBeLessThan(2000)
    const after = await t.guest.get(thread)
    expect(after.json.story.count).toBe(2)
    expect(after.headers.etag).not.toBe(before.headers.etag)
    expect(after.json.comments).toHaveLength(2)
    expect(await t.broken()).toEqual([])
  })
})

describe('pages kept as bytes', () => {
  let t: TestApp
  let alice: Client
  let changed: { story: string; seq: number }
  const page = { url: STORY, sort: 'newest' as const, after: null, limit: 25 }
  beforeAll(async () => {
    t = await testApp()
    alice = await t.signIn('alice')
    await alice.says('The first thought of all.')
    const { id } = (await t.guest.get(thread)).json.story
    changed = { story: id, seq: 2 }
  })
  afterAll(() => t.close())

  it('many who ask at once cause one build, and later ones get the same bytes', async () => {
    t.app.pages.forget(changed)
    const answers = await Promise.all(Array.from({ length: 20 }, () => t.app.pages.get(page)))
    expect(new Set(answers).size).toBe(1)
    expect(await t.app.pages.get(page)).toBe(answers[0])
    expect(t.app.pages.peek(page)).toBe(answers[0])
  })

  it('a build that a change has overtaken is answered, and not kept', async () => {
    t.app.pages.forget(changed)
    const early = t.app.pages.get(page)
    t.app.pages.forget(changed)
    const late = t.app.pages.get(page)
    expect(await late).not.toBe(await early)
    expect(t.app.pages.peek(page)).toBe(await late)
    const overtaken = t.app.pages.get({ ...page, limit: 7 })
    t.app.pages.forget(changed)
    await overtaken
    expect(t.app.pages.peek({ ...page, limit: 7 })).toBeUndefined()
  })

  it('a post is on the page as soon as it is answered, under another ETag', async () => {
    const before = await t.guest.get(thread)
    const id = await alice.says('The second thought of all.')
    const after = await t.guest.get(thread)
    expect(after.json.comments[0].id).toBe(id)
    expect(after.headers.etag).not.toBe(before.headers.etag)
    const unchanged = await t.guest.call('GET', thread, undefined, { 'if-none-match': String(after.headers.etag) })
    expect(unchanged).toMatchObject({ status: 304, text: '' })
  })

  it('R15: no more is kept than there is room for; the page least recently asked for goes first', async () => {
    const of = (limit: number) => ({ ...page, limit })
    const { identity } = await t.app.pages.get(page)
    const room = new Pages(
      t.app.db,
      t.app.config,
      { openness: () => ({ open: true, until: null }), clock: t.app.clock },
      3.5 * (2048 + 2 * identity.length + 2 * STORY.length),
    )
    for (const limit of [25, 26, 27]) await room.get(of(limit))
    room.peek(of(25))
    await room.get(of(28))
    expect([25, 26, 27, 28].filter(limit => room.peek(of(limit)))).toEqual([25, 27, 28])
    room.forget(changed)
    expect([25, 26, 27, 28].filter(limit => room.peek(of(limit)))).toEqual([])
  })

  it('R15: a page deep in a thread is kept from the second time on that it is asked for, the first page at once', async () => {
    const url = `${PAPER}/a/long/story`
    for (const text of ['One of three.', 'Two of three.', 'Three of three.']) await alice.says(text, { story: url })
    const first = { ...page, url, limit: 1 }
    const { next } = JSON.parse(String((await t.app.pages.get(first)).identity))
    expect(t.app.pages.peek(first)).toBeDefined()
    const deep = { ...first, after: next }
    const once = await t.app.pages.get(deep)
    expect(t.app.pages.peek(deep)).toBeUndefined()
    const twice = await t.app.pages.get(deep)
    expect(String(twice.identity)).toBe(String(once.identity))
    expect(t.app.pages.peek(deep)).toBe(twice)
  })

  it('R16: in a storm of comments a page is built about ten times a second; neither removals nor whoever may have written himself wait for that', async () => {
    const begun = performance.now() + 10_000
    const clock = vi.spyOn(performance, 'now').mockReturnValue(begun)
    onTestFinished(() => clock.mockRestore())
    const newest = async (who: Client) => (await who.get(thread)).json.comments[0].id
    const storm = async () => alice.says(`Thought ${Math.random()} of the storm.`)
    let [seen, builds] = ['', 0]
    for (let last = await storm(); ; last = await storm()) {
      seen = await newest(t.guest)
      if (seen !== last) break
      expect(++builds).toBeLessThan(15)
    }
    // One that has a session may be the author.
    const own = await newest(alice)
    expect(own).not.toBe(seen)
    expect(await newest(t.guest)).toBe(own)
    const late = await storm()
    expect(await newest(t.guest)).toBe(own)
    clock.mockReturnValue(begun + 101)
    expect(await newest(t.guest)).toBe(late)
    const gone = await storm()
    expect(await newest(t.guest)).toBe(late)
    expect(await newest(alice)).toBe(gone)
    await alice.call('DELETE', `/v1/comments/${gone}`)
    expect(await newest(t.guest)).toBe(late)
    await alice.call('DELETE', `/v1/comments/${late}`)
    expect(await newest(t.guest)).toBe(own)
  })

  it('a change of one story leaves the pages of others', async () => {
    const other = `${PAPER}/another/story`
    await alice.says('A thought elsewhere.', { story: other })
    const kept = await t.app.pages.get({ ...page, url: other })
    await alice.says('The third thought of all.')
    expect(t.app.pages.peek({ ...page, url: other })).toBe(kept)
  })
})

describe('R17: what must hold at all times', () => {
  let t: TestApp
  let top: string
  let reply: string
  beforeAll(async () => {
    t = await testApp()
    const alice = await t.signIn('alice')
    const bob = await t.signIn('bob')
    top = await alice.says('I worked at the Douai plant for nine years.')
    reply = await bob.says('So did my father, for thirty.', { replyTo: top })
    await alice.says('When was that?', { replyTo: reply })
    await bob.call('PUT', `/v1/comments/${top}/respect`)
    const held = await alice.post('/v1/comments', { story: STORY, text: 'I will find you and kill you.' })
    expect(held.json.comment.state).toBe('held')
  })
  afterAll(() => t.close())

  it('holds', async () => {
    expect(await t.broken()).toEqual([])
  })

  const plants: [string, (tx: Tx) => Promise<unknown>][] = [
    ['a story counts its public comments', tx => sql`update stories set count = count + 1`.execute(tx)],
    [
      'a reply has a parent and a top comment in its story',
      tx => sql`update comments set parent = 'c_nobody' where id = ${reply}`.execute(tx),
    ],
    [
      'a top comment counts the public replies below it',
      tx => sql`update comments set reply_count = 7 where id = ${top}`.execute(tx),
    ],
    [
      'a reply counts its direct public replies',
      tx => sql`update comments set reply_count = 0 where id = ${reply}`.execute(tx),
    ],
    ['respects are counted, one a reader', tx => sql`delete from respects`.execute(tx)],
    [
      'a story’s number is that of its last event, and none is missing',
      tx => sql`delete from events where seq = 2`.execute(tx),
    ],
    [
      'a story’s number is that of its last event, and none is missing',
      tx => sql`update stories set seq = seq + 1`.execute(tx),
    ],
    [
      'every comment’s last version is what is shown',
      tx => sql`update comments set text = 'Other words.' where id = ${top}`.execute(tx),
    ],
    [
      'every comment’s last version is what is shown',
      tx => sql`delete from revisions where comment = ${reply}`.execute(tx),
    ],
    ['what is held waits in a case', tx => sql`update cases set queue = null`.execute(tx)],
  ]
  it.each(plants)('finds it where not: %s', async (rule, plant) => {
    let found: { rule: string }[] = []
    const undo = new Error('only to look')
    await t.app.db
      .tx(async tx => {
        await plant(tx)
        found = await invariants(tx, DUE_PROCESS)
        throw undo
      })
      .catch(error => expect(error).toBe(undo))
    expect(found.some(one => one.rule.startsWith(rule))).toBe(true)
    expect(await t.broken()).toEqual([])
  })

  it('is looked at every hour, some stories at a time: what does not hold is in the log and in the metrics', async () => {
    const lines: string[] = []
    const own = await testApp({ lines })
    onTestFinished(() => own.close())
    const carol = await own.signIn('carol')
    const stories = Array.from({ length: 3 }, (_, i) => `${PAPER}/watched/${i}`)
    for (const story of stories) {
      const id = await carol.says('A thought.', { story })
      await carol.says('An afterthought.', { story, replyTo: id })
    }
    const broken = async () => {
      await own.app.watch.look()
      return Number(/^parley_invariants_broken (\d+)$/m.exec((await own.guest.get('/metrics')).text)?.[1])
    }
    expect(await broken()).toBe(0)
    await own.app.db.tx(tx => sql`update stories set count = count + 1 where url = ${stories[1]}`.execute(tx))
    expect(await broken()).toBe(1)
    expect(lines.filter(line => line.includes('a story counts its public comments'))).toHaveLength(1)
    // A story with more events than one look is worth is left out, and the others are not.
    await own.app.db.tx(tx => sql`update stories set seq = 5001 where url = ${stories[2]}`.execute(tx))
    expect(await broken()).toBe(1)
    await own.app.db.tx(tx => sql`update stories set seq = 5001 where url = ${stories[1]}`.execute(tx))
    expect([await broken(), await broken()]).toEqual([0, 0])
  })
})
