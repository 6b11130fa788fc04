import type { StreamEvents } from '@parley/contract/stream.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { storyByUrl } from '../stories/queries.ts'
import { eventsAfter, type StoredEvent } from './events-after.ts'

/** Wakes those who wait for a story. A missed ring loses nothing: who is woken reads the log from where he was. */
export class Doorbell {
  private readonly waiting = new Map<string, Set<() => void>>()
  private readonly closers = new Set<() => void>()
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
  /** Registers what ends an open stream (at once, if all have been ended); answers how to take it back. */
  onClose(end: () => void): () => void {
    if (this.closed) queueMicrotask(end)
    else this.closers.add(end)
    return () => this.closers.delete(end)
  }
  close() {
    this.closed = true
    for (const end of [...this.closers]) end()
  }
}

/** More than this many missed events are not sent one by one. */
const REPLAY = 200
/** What may wait in one reader's connection before it is cut, in bytes. */
const BUFFER = 64 * 1024
const HEARTBEAT = 25_000

/** An open stream of server-sent events. */
export interface Stream {
  send(frame: string): void
  isOpen(): boolean
  /** Calls back once when it has ended, at once if it has. */
  onGone(gone: () => void): void
}

/** Opens a stream of server-sent events on a reply, and answers how to write to it. */
export function openStream(app: App, request: FastifyRequest, reply: FastifyReply): Stream {
  const headers = reply.getHeaders()
  reply.hijack()
  const out = reply.raw
  out.writeHead(200, {
    ...(headers as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  out.flushHeaders()
  request.raw.socket.setTimeout(0)
  app.metrics.streams.inc()
  let open = true
  const goners: (() => void)[] = []
  const beat = setInterval(() => send(': \n\n'), HEARTBEAT)
  const forget = app.doorbell.onClose(() => {
    // Readers come back spread over some seconds, not all at once.
    send(`retry: ${1000 + Math.floor(Math.random() * 9000)}\n\n`)
    out.end()
  })
  function send(frame: string) {
    if (!open) return
    if (out.writableLength > BUFFER) out.destroy()
    else if (frame) out.write(frame)
  }
  out.on('error', () => out.destroy())
  out.on('close', () => {
    open = false
    clearInterval(beat)
    forget()
    app.metrics.streams.dec()
    for (const gone of goners) gone()
  })
  send(`retry: ${1000 + Math.floor(Math.random() * 4000)}\n\n`)
  return { send, isOpen: () => open, onGone: gone => (open ? void goners.push(gone) : gone()) }
}

const frame = <K extends keyof StreamEvents>(event: K, data: StreamEvents[K], seq: number) =>
  `id: ${seq}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** What the public learns of an event; null for what is none of its business (reports, respects, held comments). */
export function publicFrame(event: StoredEvent): string | null {
  const { id = '', rootId = null, state = '', rule = null, count } = event.data
  if (event.kind === 'comment.posted') return frame('comment', { id, rootId, count }, event.seq)
  if (event.kind === 'decision.made' && event.data.appeared) return frame('comment', { id, rootId, count }, event.seq)
  if (event.data.changed) return frame('state', { id, rootId, state, rule, count }, event.seq)
  if (event.kind === 'comment.imported' || event.kind === 'story.changed') return frame('count', { count }, event.seq)
  return null
}

/** Follows the story at a canonical URL from its present state, or from `Last-Event-ID`: nothing is left out, nothing comes twice. */
export async function followStory(app: App, request: FastifyRequest, reply: FastifyReply, url: string): Promise<void> {
  const resumed = /^\d{1,15}$/.exec(String(request.headers['last-event-id'] ?? ''))
  const find = () => storyByUrl(app.db.read, app.config.site, url)
  const story = await find()
  const stream = openStream(app, request, reply)
  if (story) return follow(app, stream, story, resumed ? Math.min(Number(resumed[0]), story.seq) : story.seq)
  stream.send(frame('count', { count: 0 }, 0))
  // Nobody has written here yet: wait for the first, who opens the story.
  let looking = false
  let again = false
  const forget = app.doorbell.listen('*', () => void look())
  stream.onGone(forget)
  async function look() {
    again = true
    if (looking) return
    looking = true
    let opened: Awaited<ReturnType<typeof find>>
    while (again && !opened) {
      again = false
      opened = await find().catch(() => undefined)
    }
    looking = false
    if (!opened || !stream.isOpen()) return
    forget()
    await follow(app, stream, opened, 0)
  }
  await look()
}

/** What the public learns of a story after a number, as frames; and the story's own number. */
async function missed(app: App, story: string, after: number): Promise<{ frames: string; seq: number }> {
  const { events, seq, count } = await eventsAfter(app.db.read, app.config.site, story, after, REPLAY)
  return { frames: seq - after > REPLAY ? frame('reset', { count }, seq) : events.map(publicFrame).join(''), seq }
}

async function follow(app: App, stream: Stream, story: { id: string; count: number }, from: number): Promise<void> {
  let at = from
  let busy = false
  let again = false
  stream.onGone(app.doorbell.listen(story.id, () => void pull()))
  async function pull() {
    again = true
    if (busy) return
    busy = true
    try {
      while (again && stream.isOpen()) {
        again = false
        const { frames, seq } = await app.doorbell.share(`${story.id} ${at}`, () => missed(app, story.id, at))
        stream.send(frames)
        at = Math.max(at, seq)
      }
    } catch (error) {
      app.log.warn({ err: error }, 'a stream could not read the log')
    } finally {
      busy = false
    }
  }
  stream.send(frame('count', { count: story.count }, at))
  await pull()
}
