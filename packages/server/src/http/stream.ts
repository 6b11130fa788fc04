import type { StreamEvents } from '@parley/contract/stream.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { storyByUrl } from '../stories/queries.ts'
import { eventsAfter, type StoredEvent } from './events-after.ts'
import { SELDOM } from './pressure.ts'

/** A stream that nothing was said on for so long is kept alive by an empty line; in seconds. */
const HEARTBEAT = 25

interface Entered {
  beat(): void
  end(): void
}

/** Wakes those who wait for a story. A missed ring loses nothing: who is woken reads the log from where he was. */
export class Doorbell {
  private readonly waiting = new Map<string, Set<() => void>>()
  /** Open streams by the second in which each is kept alive, so that never all of them are at once. */
  private readonly seconds = Array.from({ length: HEARTBEAT }, () => new Set<Entered>())
  private second = 0
  private beat: NodeJS.Timeout | undefined
  private readonly followings = new Map<string, Following>()
  private readonly reading = new Map<string, Promise<unknown>>()
  /** The server is being stopped. */
  closed = false

  /** Calls `wake` after every change of the story (or of any, with '*'), until the returned function is called. */
  listen(story: string, wake: () => void): () => void {
    const all = this.waiting.get(story) ?? new Set()
    this.waiting.set(story, all)
    all.add(wake)
    return () => {
      all.delete(wake)
      if (all.size === 0) this.waiting.delete(story)
    }
  }
  ring(story: string) {
    this.reading.clear()
    for (const wake of this.waiting.get(story) ?? []) wake()
    for (const wake of this.waiting.get('*') ?? []) wake()
  }
  ringAll() {
    this.reading.clear()
    for (const all of this.waiting.values()) for (const wake of all) wake()
  }
  /** Reads once for all who were woken by the same ring and ask for the same; what was begun before the ring is for nobody after it. */
  share<T>(what: string, read: () => Promise<T>): Promise<T> {
    const shared = (this.reading.get(what) as Promise<T> | undefined) ?? read()
    this.reading.set(what, shared)
    const forget = () => this.reading.get(what) === shared && this.reading.delete(what)
    shared.then(forget, forget)
    return shared
  }
  /** Enters an open stream, to be kept alive and to be ended with all others (at once, if they have been); answers how to take it out. */
  enter(stream: Entered): () => void {
    const second = this.seconds[this.second]!
    if (this.closed) queueMicrotask(stream.end)
    else second.add(stream)
    this.beat ??= setInterval(() => {
      this.second = (this.second + 1) % HEARTBEAT
      for (const one of this.seconds[this.second]!) one.beat()
    }, 1000).unref()
    return () => second.delete(stream)
  }
  /** The followers of the story at a canonical URL. */
  following(app: App, url: string): Following {
    const known = this.followings.get(url)
    if (known) return known
    const made = new Following(app, url, () => this.followings.get(url) === made && this.followings.delete(url))
    this.followings.set(url, made)
    return made
  }
  close() {
    this.closed = true
    clearInterval(this.beat)
    for (const second of this.seconds) for (const stream of [...second]) stream.end()
  }
}

/** More than this many missed events are not sent one by one. */
const REPLAY = 200
/** What may wait in one reader's connection before it is cut, in bytes. */
const BUFFER = 64 * 1024
/** So many are told in one turn of the loop, so that requests need not wait until all are. */
const TURN = 500
/** When readers come back, in milliseconds: after a broken line, and after a stop, when all of them do. Each at another moment of it. */
const BACK = { broken: [1000, 5000], stopped: [1000, 30_000] } as const
const EMPTY = Buffer.from(': \n\n')

const comeBack = ([from, to]: readonly [number, number]) =>
  `retry: ${from + Math.floor(Math.random() * (to - from))}\n\n`

/** An open stream of server-sent events. */
export interface Stream {
  /** What many are told is encoded once, by the caller. */
  send(frames: string | Buffer): void
  isOpen(): boolean
  /** Calls back once when it has ended, at once if it has. */
  onGone(gone: () => void): void
  /** The reader comes back, and goes on where he was. */
  end(): void
}

/** Opens a stream of server-sent events on a reply, and answers how to write to it. */
export function openStream(app: App, request: FastifyRequest, reply: FastifyReply): Stream {
  const headers = reply.getHeaders()
  reply.hijack()
  const out = reply.raw
  // It lasts as long as its connection, so what is sent needs no lengths around it and many can be sent the same bytes.
  out.removeHeader('transfer-encoding')
  out.writeHead(200, {
    ...(headers as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  })
  out.write(comeBack(BACK.broken))
  request.raw.socket.setTimeout(0)
  app.metrics.streams.inc()
  let open = true
  const goners: (() => void)[] = []
  function send(frames: string | Buffer) {
    if (!open || !frames.length) return
    if (out.writableLength <= BUFFER) out.write(frames)
    else {
      app.metrics.streamsCut.inc()
      out.destroy()
    }
  }
  const stream: Stream = {
    send,
    isOpen: () => open,
    onGone: gone => (open ? void goners.push(gone) : gone()),
    end() {
      send(comeBack(BACK.stopped))
      out.end()
    },
  }
  const forget = app.doorbell.enter({ beat: () => send(EMPTY), end: stream.end })
  out.on('error', () => out.destroy())
  out.on('close', () => {
    open = false
    forget()
    app.metrics.streams.dec()
    for (const gone of goners) gone()
  })
  return stream
}

const frame = <K extends keyof StreamEvents>(event: K, data: StreamEvents[K], seq: number) =>
  `id: ${seq}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** What the public learns of an event; null for what is none of its business (reports, respects, held comments). */
export function publicFrame(event: StoredEvent): string | null {
  const { id = '', rootId = null, state = '', rule = null, count } = event.data
  // A context note is its own root. Who has the notes before him reads them again.
  if (event.kind === 'note.posted' || event.kind === 'note.changed' || (event.data.changed && id === rootId))
    return frame('notes', { count }, event.seq)
  if (event.kind === 'comment.posted') return frame('comment', { id, rootId, count }, event.seq)
  if ((event.kind === 'decision.made' || event.kind === 'account.moved') && event.data.appeared)
    return frame('comment', { id, rootId, count }, event.seq)
  if (event.data.changed) return frame('state', { id, rootId, state, rule, count }, event.seq)
  if (event.kind === 'comment.imported' || event.kind === 'story.changed') return frame('count', { count }, event.seq)
  return null
}

/** What the public learns of a story after a number, as frames that all who were there are sent; and the story's own number. */
async function missed(app: App, story: string, after: number): Promise<{ frames: Buffer; seq: number }> {
  const { events, seq, count } = await eventsAfter(app.db.read, app.config.site, story, after, REPLAY)
  const text = seq - after > REPLAY ? frame('reset', { count }, seq) : events.map(publicFrame).join('')
  return { frames: Buffer.from(text), seq }
}

/** All who follow one story. They are at the same number of it, so that the log is read, and a frame encoded, once for all of them. */
class Following {
  private readonly app: App
  private readonly url: string
  private readonly over: () => unknown
  private readonly streams = new Set<Stream>()
  private forget: (() => void) | undefined
  /** The story's id; none while nobody has written under it. */
  private story: string | null = null
  private at = 0
  private running: Promise<void> | null = null
  private again = false

  constructor(app: App, url: string, over: () => unknown) {
    this.app = app
    this.url = url
    this.over = over
  }

  find() {
    return storyByUrl(this.app.db.read, this.app.config.site, this.url)
  }

  /** Tells a stream what it has missed since a number, and from then on with the others. */
  async join(stream: Stream, story: string | null, from: number): Promise<void> {
    stream.onGone(() => this.leave(stream))
    for (let at = from; stream.isOpen(); ) {
      if (!this.streams.size && this.running) await this.running
      else if (!this.streams.size) {
        this.at = at
        this.listen(story)
        this.streams.add(stream)
        // What has happened since that number was read has rung for nobody.
        void this.pull()
        return
      } else if (at === this.at) return void this.streams.add(stream)
      // Whoever is before the others waits for them; who is behind reads alone, or with those who come back from the same place.
      else if (at > this.at || story === null) {
        await this.pull()
        if (at > this.at || story === null) story = (await this.find())?.id ?? null
      } else {
        const known = story
        const { frames, seq } = await this.app.doorbell.share(`${known} ${at}`, () => missed(this.app, known, at))
        stream.send(frames)
        at = seq
      }
    }
    this.leave(stream)
  }

  private listen(story: string | null) {
    if (this.forget && this.story === story) return
    this.forget?.()
    this.story = story
    // Nobody has written here yet: whoever does opens the story, wherever that is told.
    this.forget = this.app.doorbell.listen(story ?? '*', () => void this.pull())
  }

  private leave(stream: Stream) {
    this.streams.delete(stream)
    if (this.streams.size) return
    this.forget?.()
    this.forget = undefined
    this.over()
  }

  /** Tells all what has happened since they were last told. Never fails: who is woken next reads from here. */
  private pull(): Promise<void> {
    this.again = true
    this.running ??= this.tell()
    return this.running
  }

  private async tell() {
    // What is recorded in one commit rings several times.
    await null
    try {
      while (this.again && this.streams.size) {
        if (this.app.pressure.sheds('live')) await new Promise(next => setTimeout(next, SELDOM).unref())
        this.again = false
        if (!this.story) this.listen((await this.find())?.id ?? null)
        if (!this.story) continue
        const { frames, seq } = await missed(this.app, this.story, this.at)
        let told = 0
        // Whoever joins meanwhile is at the same number, and told too.
        for (const stream of frames.length ? this.streams : []) {
          stream.send(frames)
          if (++told % TURN === 0) await new Promise(next => setImmediate(next))
        }
        this.at = Math.max(this.at, seq)
      }
    } catch (error) {
      this.app.log.warn({ err: error }, 'streams could not read the log')
    } finally {
      this.running = null
    }
  }
}

/** Follows the story at a canonical URL from its present state, or from `Last-Event-ID`: nothing is left out, nothing comes twice. */
export async function followStory(app: App, request: FastifyRequest, reply: FastifyReply, url: string): Promise<void> {
  const resumed = /^\d{1,15}$/.exec(String(request.headers['last-event-id'] ?? ''))
  const story = await storyByUrl(app.db.read, app.config.site, url)
  const seq = story?.seq ?? 0
  const from = resumed ? Math.min(Number(resumed[0]), seq) : seq
  const stream = openStream(app, request, reply)
  stream.send(frame('count', { count: story?.count ?? 0 }, from))
  await app.doorbell
    .following(app, url)
    .join(stream, story?.id ?? null, from)
    .catch(error => {
      app.log.warn({ err: error }, 'a stream could not read the log')
      stream.end()
    })
}
