import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import Fastify from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { raiseOfSite } from '../notes/alarms.ts'
import { type Client, PAPER, type TestApp, testApp } from '../testing.ts'
import { openStream, type Stream } from './stream.ts'

let t: TestApp
let alice: Client
let bob: Client
let desk: Client
let port: number
let stories = 0
const open: EventReader[] = []
beforeAll(async () => {
  t = await testApp()
  alice = await t.signIn('alice')
  bob = await t.signIn('bob')
  desk = await t.signIn('eve', { role: 'moderator' })
  await t.server.listen({ port: 0, host: '127.0.0.1' })
  port = (t.server.server.address() as { port: number }).port
})
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})
afterAll(() => t.close())

interface Frame {
  event: string
  id: number | null
  // biome-ignore lint/suspicious/noExplicitAny: what each event carries is what the tests ask
  data: any
}

/** Reads a stream of server-sent events as a browser does; waits for conditions, never for time. */
class EventReader {
  readonly frames: Frame[] = []
  readonly answer: IncomingMessage
  raw = ''
  ended = false
  private rest = ''
  private readonly looks = new Set<() => void>()

  constructor(answer: IncomingMessage) {
    this.answer = answer
    answer.setEncoding('utf8')
    answer.on('data', (text: string) => {
      this.raw += text
      const parts = (this.rest + text).split('\n\n')
      this.rest = parts.pop()!
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1]
        const event = field('event')
        if (event)
          this.frames.push({
            event,
            id: field('id') === undefined ? null : Number(field('id')),
            data: JSON.parse(field('data')!),
          })
      }
      this.look()
    })
    answer.on('close', () => {
      this.ended = true
      this.look()
    })
    answer.on('error', () => {})
  }
  private look() {
    for (const look of this.looks) look()
  }
  /** Resolves when the condition holds; the test's own time limit says when it never did. */
  until(holds: () => boolean): Promise<void> {
    return new Promise(done => {
      const look = () => {
        if (!holds()) return
        this.looks.delete(look)
        done()
      }
      this.looks.add(look)
      look()
    })
  }
  seen(event: string, id?: string): Frame | undefined {
    return this.frames.find(frame => frame.event === event && (id === undefined || frame.data.id === id))
  }
  close() {
    this.answer.destroy()
  }
}

function listen(path: string, headers: Record<string, string> = {}): Promise<EventReader> {
  return new Promise((done, failed) => {
    get({ host: '127.0.0.1', port, path, headers }, answer => {
      const reader = new EventReader(answer)
      open.push(reader)
      done(reader)
    }).on('error', failed)
  })
}
const follow = (story: string, last?: number) =>
  listen(`/v1/stream?story=${encodeURIComponent(story)}`, last === undefined ? {} : { 'last-event-id': String(last) })
const fresh = () => `${PAPER}/live-${++stories}`
const LINKS = 'https://a.example https://b.example https://c.example'

describe('a story’s stream', () => {
  it('says what happens as it happens, by ids and numbers, never by words', async () => {
    const story = fresh()
    const first = await alice.says('secret-words in the open', { story })
    const reader = await follow(story)
    expect(reader.answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    await reader.until(() => reader.frames.length > 0)
    expect(reader.frames[0]).toEqual({ event: 'count', id: 1, data: { count: 1 } })
    const reply = await bob.says('secret-words below', { story, replyTo: first })
    await reader.until(() => reader.seen('comment', reply) !== undefined)
    expect(reader.seen('comment', reply)).toEqual({
      event: 'comment',
      id: 2,
      data: { id: reply, rootId: first, count: 2 },
    })
    await alice.call('PATCH', `/v1/comments/${first}`, { text: 'secret-words, edited' })
    await reader.until(() => reader.seen('state', first) !== undefined)
    expect(reader.seen('state', first)!.data).toEqual({ id: first, rootId: null, state: 'shown', rule: null, count: 2 })
    await desk.post(`/v1/desk/cases/k_${reply.slice(2)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: 'secret-reason',
    })
    await reader.until(() => reader.seen('state', reply) !== undefined)
    expect(reader.seen('state', reply)!.data).toEqual({
      id: reply,
      rootId: first,
      state: 'removed',
      rule: 'nice',
      count: 1,
    })
    await desk.post(`/v1/desk/cases/k_${reply.slice(2)}/decisions`, { act: 'show' })
    await reader.until(() => reader.frames.filter(frame => frame.event === 'comment').length === 2)
    await alice.call('DELETE', `/v1/comments/${first}`)
    await reader.until(() => reader.frames.some(frame => frame.data.state === 'withdrawn'))
    expect(reader.raw).not.toContain('secret')
    const ids = reader.frames.map(frame => frame.id!)
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
  })

  it('says nothing of what is nobody’s business: held comments, reports, respects', async () => {
    const story = fresh()
    const id = await alice.says('In the open.', { story })
    const reader = await follow(story)
    const held = await bob.says(LINKS, { story })
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice' })
    await bob.call('PUT', `/v1/comments/${id}/respect`)
    await bob.call('PATCH', `/v1/comments/${held}`, { text: `${LINKS} still` })
    await desk.post(`/v1/desk/cases/k_${held.slice(2)}/decisions`, {
      act: 'remove',
      rule: 'spam',
      explanation: 'Links.',
    })
    await bob.call('DELETE', `/v1/comments/${held}`)
    const last = await alice.says('And on.', { story })
    await reader.until(() => reader.seen('comment', last) !== undefined)
    expect(reader.frames.map(frame => frame.event)).toEqual(['count', 'comment'])
    expect(reader.raw).not.toContain(held)
  })

  it('goes on where it was cut, without gap or repeat', async () => {
    const story = fresh()
    const ids = [await alice.says('One.', { story })]
    const first = await follow(story)
    ids.push(await bob.says('Two.', { story }))
    await first.until(() => first.seen('comment', ids[1]) !== undefined)
    const last = first.frames.at(-1)!.id!
    first.close()
    await bob.says(LINKS, { story })
    for (let n = 3; n < 20; n++) ids.push(await (n % 2 ? alice : bob).says(`Number ${n}.`, { story }))
    const second = await follow(story, last)
    ids.push(await alice.says('While it was coming back.', { story }))
    await second.until(() => second.seen('comment', ids.at(-1)) !== undefined)
    expect(second.frames.filter(frame => frame.event === 'comment').map(frame => frame.data.id)).toEqual(ids.slice(2))
    const numbers = second.frames.filter(frame => frame.event === 'comment').map(frame => frame.id!)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(Math.min(...numbers)).toBeGreaterThan(last)
  })

  it('misses nothing of what many write at the same moment', async () => {
    const story = fresh()
    await alice.says('First.', { story })
    const readers = await Promise.all([follow(story), follow(story), follow(story)])
    const ids = await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 2 ? alice : bob).says(`At once, ${n}.`, { story })),
    )
    for (const reader of readers) {
      await reader.until(() => reader.frames.filter(frame => frame.event === 'comment').length >= ids.length)
      expect(
        reader.frames
          .filter(frame => frame.event === 'comment')
          .map(frame => frame.data.id)
          .toSorted(),
      ).toEqual(ids.toSorted())
      expect(reader.frames.at(-1)!.data.count).toBe(61)
    }
  })

  it('R10 tells hundreds who come, go and come back everything once, in order, whatever is written meanwhile', async () => {
    const story = fresh()
    await alice.says('First.', { story })
    const POSTS = 24
    const numbers = (reader: EventReader) =>
      reader.frames.filter(frame => frame.event === 'comment').map(frame => frame.id!)
    const streams = await Promise.all(Array.from({ length: 200 }, () => follow(story)))
    // One after the other, so that each is told by itself and some are written while a reader is away.
    const written = (async () => {
      for (let i = 0; i < POSTS; i++) await (i % 2 ? alice : bob).says(`Number ${i}.`, { story })
    })()
    const told = await Promise.all(
      streams.map(async (first, n) => {
        const heard: number[] = []
        let reader = first
        // Two of three are cut after some of it, and go on from the last number they have seen.
        for (const cut of n % 3 ? [3 + (n % 5), 9 + (n % 11)] : []) {
          await reader.until(() => heard.length + numbers(reader).length >= cut)
          reader.close()
          heard.push(...numbers(reader))
          reader = await follow(story, reader.frames.at(-1)!.id!)
        }
        // Whoever comes back is told the count first, and then what he has missed.
        await reader.until(() => heard.length + numbers(reader).length >= POSTS)
        return [...heard, ...numbers(reader)]
      }),
    )
    await written
    const all = Array.from({ length: POSTS }, (_, i) => i + 2)
    for (const heard of told) expect(heard).toEqual(all)
  })

  it.each(['0', 'x', '-1', '999999999999999', '1e3', '1; drop table events', ''])(
    'takes “%s” for a number it can live with',
    async last => {
      const story = fresh()
      await alice.says('First.', { story })
      const reader = await listen(`/v1/stream?story=${encodeURIComponent(story)}`, { 'last-event-id': last })
      const id = await bob.says('Second.', { story })
      await reader.until(() => reader.seen('comment', id) !== undefined)
      expect(reader.frames.filter(frame => frame.data.id === id)).toHaveLength(1)
    },
  )

  it('wakes for the first comment ever under a story, once for every reader who waits', async () => {
    const story = fresh()
    const readers = await Promise.all(Array.from({ length: 5 }, () => follow(story)))
    for (const reader of readers) await reader.until(() => reader.frames.length > 0)
    expect(readers[0]!.frames[0]).toEqual({ event: 'count', id: 0, data: { count: 0 } })
    // Something else happens elsewhere; nobody is fooled.
    await alice.says('Elsewhere.', { story: fresh() })
    const id = await alice.says('The first.', { story })
    const next = await bob.says('The second.', { story })
    for (const reader of readers) {
      await reader.until(() => reader.seen('comment', next) !== undefined)
      expect(reader.frames.filter(frame => frame.event === 'comment').map(frame => frame.data.id)).toEqual([id, next])
    }
  })

  it('says “read the page again” where too much was missed, and goes on from there', async () => {
    const story = fresh()
    const id = await alice.says('First.', { story })
    for (let n = 0; n < 101; n++)
      for (const method of ['PUT', 'DELETE']) await bob.call(method, `/v1/comments/${id}/respect`)
    const reader = await follow(story, 1)
    await reader.until(() => reader.seen('reset') !== undefined)
    expect(reader.seen('reset')).toEqual({ event: 'reset', id: 203, data: { count: 1 } })
    const next = await alice.says('Second.', { story })
    await reader.until(() => reader.seen('comment', next) !== undefined)
    expect(reader.frames.filter(frame => frame.event === 'reset')).toHaveLength(1)
    // Two hundred are still sent one by one.
    const near = await follow(story, 4)
    await near.until(() => near.seen('comment', next) !== undefined)
    expect(near.seen('reset')).toBeUndefined()
  })

  it('S18 is for pages that may read, and for stories of the newspaper', async () => {
    const story = fresh()
    const path = `/v1/stream?story=${encodeURIComponent(story)}`
    const allowed = await listen(path, { origin: PAPER })
    expect(allowed.answer.headers['access-control-allow-origin']).toBe(PAPER)
    const foreign = await listen(path, { origin: 'https://evil.example' })
    expect(foreign.answer.headers['access-control-allow-origin']).toBeUndefined()
    const elsewhere = await listen(`/v1/stream?story=${encodeURIComponent('https://evil.example/x')}`)
    expect(elsewhere.answer.statusCode).toBe(422)
  })

  it('S34 replays no word of what was removed', async () => {
    const story = fresh()
    const id = await alice.says('secret-words', { story })
    await alice.call('PATCH', `/v1/comments/${id}`, { text: 'secret-words again' })
    await desk.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: 'secret-reason',
    })
    const reader = await follow(story, 0)
    await reader.until(() => reader.frames.some(frame => frame.data.state === 'removed'))
    expect(reader.raw).not.toContain('secret')
  })
})

describe('the desk’s stream', () => {
  it('says how many wait, at once and after any change', async () => {
    const story = fresh()
    const reader = await listen('/v1/desk/stream', { authorization: `Bearer ${desk.token}` })
    const held = () =>
      reader.frames
        .findLast(frame => frame.event === 'queues')
        ?.data.queues.find((queue: { id: string }) => queue.id === 'held').count as number
    await reader.until(() => reader.frames.length > 0)
    const before = held()
    const id = await alice.says(LINKS, { story })
    await reader.until(() => held() === before + 1)
    await desk.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'show' })
    await reader.until(() => held() === before)
  })

  it('says how many alarms about notes wait, as one is raised and once it is looked at', async () => {
    const edith = await t.signIn('edith', { role: 'editor' })
    const reader = await listen('/v1/desk/stream', { authorization: `Bearer ${desk.token}` })
    const waiting = () => reader.frames.findLast(frame => frame.event === 'queues')?.data.noteAlarms
    await reader.until(() => waiting() === 0)
    await raiseOfSite(t.app, [{ kind: 'age', values: { r: '0.61', raters: 40 } }])
    await reader.until(() => waiting() === 1)
    const [alarm] = (await edith.get('/v1/desk/notes?list=alarms')).json.alarms
    expect((await edith.post(`/v1/desk/note-alarms/${alarm.id}/seen`)).status).toBe(204)
    await reader.until(() => waiting() === 0)
  })

  it('says who has which case open, until he leaves it', async () => {
    const id = `k_${(await alice.says('A remark.', { story: fresh() })).slice(2)}`
    const reader = await listen('/v1/desk/stream', { authorization: `Bearer ${desk.token}` })
    const there = () => reader.frames.findLast(frame => frame.event === 'presence')?.data.colleagues
    await reader.until(() => there() !== undefined)
    await desk.call('PUT', `/v1/desk/cases/${id}/claim`)
    await reader.until(() => there()?.length === 1)
    expect(there()).toEqual([{ id: desk.id, name: desk.name, caseId: id, until: expect.any(String) }])
    await desk.call('DELETE', '/v1/desk/claim')
    await reader.until(() => there()?.length === 0)
  })
})

describe('R10 a reader who does not read', () => {
  /** Sends until the stream closes or so much was sent, and answers how much that was. */
  async function push(stream: Stream, most: number): Promise<number> {
    const frame = `data: ${'x'.repeat(8000)}\n\n`
    let sent = 0
    while (stream.isOpen() && sent < most) {
      stream.send(frame)
      sent += frame.length
      await new Promise(next => setImmediate(next))
    }
    return sent
  }
  const MIB = 1024 * 1024

  it('R10 is cut when more than 64 kB wait for him, and takes nobody else with him', async () => {
    const streams: Stream[] = []
    const server = Fastify()
    server.get('/', (request, reply) => {
      streams.push(openStream(t.app, request, reply))
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.server.address() as { port: number }
    const at = async (n: number) => {
      while (streams.length < n) await new Promise(next => setImmediate(next))
      return streams[n - 1]!
    }
    const streamsOpen = async () => (await t.app.metrics.streams.get()).values[0]!.value

    const reading = connect(port, '127.0.0.1')
    let read = 0
    reading.on('data', bytes => {
      read += bytes.length
    })
    reading.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    const good = await at(1)
    const stuck = connect(port, '127.0.0.1')
    stuck.on('error', () => {})
    stuck.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    stuck.pause()
    const bad = await at(2)
    let gone = false
    bad.onGone(() => {
      gone = true
    })

    expect(await push(bad, 64 * MIB)).toBeLessThan(64 * MIB)
    while (!gone) await new Promise(next => setImmediate(next))
    expect(good.isOpen()).toBe(true)
    good.send('data: still here\n\n')
    while (read === 0) await new Promise(next => setImmediate(next))
    // Those of the tests before are gone as well.
    while ((await streamsOpen()) !== 1) await new Promise(next => setImmediate(next))
    reading.destroy()
    stuck.destroy()
    await server.close()
  })
})

it('streams end when the server stops, and say when to come back', async () => {
  const own = await testApp()
  await own.server.listen({ port: 0, host: '127.0.0.1' })
  const reader = await new Promise<EventReader>(done =>
    get(
      {
        host: '127.0.0.1',
        port: (own.server.server.address() as { port: number }).port,
        path: `/v1/stream?story=${encodeURIComponent(`${PAPER}/x`)}`,
      },
      answer => done(new EventReader(answer)),
    ),
  )
  await reader.until(() => reader.frames.length > 0)
  await own.close()
  await reader.until(() => reader.ended)
  const retries = [...reader.raw.matchAll(/^retry: (\d+)$/gm)].map(found => Number(found[1]))
  expect(retries.at(-1)).toBeGreaterThanOrEqual(1000)
  expect(retries.at(-1)).toBeLessThanOrEqual(30_000)
})
