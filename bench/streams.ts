import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signInAt } from '../packages/server/src/testing-process.ts'
import { median, over, type Part, rank, ratioOf } from './figures.ts'
import { memory, processorTime, serve, stop } from './load.ts'
import { PAPER, storyUrl } from './rows.ts'

/**
 * Ten thousand open streams of one story on one process, a message a second: when each is told, whether anything is lost, what it costs.
 * In turns with a bare `node:http` server that writes the same frames to as many. The readers are a process of their own, on the same machine.
 */

const STREAMS = 10_000
const STORY = storyUrl('streams')
/** Opened together; more of them would wait in the queue of new connections. */
const AT_ONCE = 250
/** Who is not told after so long, in milliseconds, is counted as lost. */
const LATE = 10_000

interface Target {
  port: number
  /** Of GET. */
  path: string
  /** What sends a message to all. */
  post: { path: string; headers: Record<string, string> }
}
interface Told {
  /** Milliseconds from sending the post until each stream had it, all messages together, in order. */
  after: number[]
  lost: number
  twice: number
}
const answerOf = <T>(child: ChildProcess) =>
  new Promise<T>((done, failed) => {
    child.once('message', message => done(message as T))
    child.once('exit', code => failed(new Error(`a process of the measurement ended with ${code}`)))
  })

type Name = 'bare' | 'Parley'

/** Measures with so many messages for each round; needs /proc. `folder` is where the newsroom's file may be. */
export async function streaming(folder: string, { rounds = 2, messages = 8 } = {}): Promise<Part> {
  const data = join(folder, 'streams')
  mkdirSync(data, { recursive: true })
  const served = await serve(data)
  const self = fileURLToPath(import.meta.url)
  const bare = fork(self, ['bare'])
  const children = [bare]
  process.on('exit', () => {
    for (const child of children) child.kill('SIGKILL')
  })
  const headers = { 'content-type': 'application/json', origin: PAPER }
  const token = await signInAt(served.url, 'bench')
  const targets: Record<Name, { pid: number; target: Target }> = {
    bare: {
      pid: bare.pid!,
      target: { port: await answerOf<number>(bare), path: '/', post: { path: '/', headers } },
    },
    Parley: {
      pid: served.pid,
      target: {
        port: served.port,
        path: `/v1/stream?story=${encodeURIComponent(STORY)}`,
        post: { path: '/v1/comments', headers: { ...headers, authorization: `Bearer ${token}` } },
      },
    },
  }
  const names: Name[] = ['bare', 'Parley']
  const seen: Record<Name, (Told & { kilobytes: number; processor: number })[]> = { bare: [], Parley: [] }
  for (let round = 0; round < rounds; round++)
    for (const name of names) {
      const { pid, target } = targets[name]
      const readers = fork(self, ['readers'])
      children.push(readers)
      const before = memory(pid)
      readers.send(target)
      await answerOf(readers)
      const kilobytes = (1024 * (memory(pid) - before)) / STREAMS
      const begun = processorTime(pid)
      readers.send(messages)
      const told = await answerOf<Told>(readers)
      seen[name].push({ ...told, kilobytes, processor: (processorTime(pid) - begun) / messages })
      readers.kill()
    }
  await stop(served)
  bare.kill()
  const each = (name: Name, of: (told: (typeof seen)[Name][number]) => number) => seen[name].map(of)
  const at = (name: Name, share: number) => each(name, ({ after }) => rank(after, share))
  const processor = (name: Name) => each(name, one => one.processor)
  const missed = (name: Name) => each(name, ({ lost, twice }) => lost + twice).reduce((all, one) => all + one, 0)
  // What is opened after the first time is opened in memory that was given back.
  const kilobytes = (name: Name) => seen[name][0]!.kilobytes
  const share = ratioOf(processor('bare'), processor('Parley'))
  const what = STREAMS.toLocaleString('en')
  return {
    title: `${what} streams, a message a second`,
    rows: names.flatMap(name => [
      {
        ...{ what: `${name}: from sending a post until a stream has it`, ...over(at(name, 0.5)), unit: 'ms' },
        ...{ processor: median(processor(name)), p50: median(at(name, 0.5)), p99: median(at(name, 0.99)) },
        ...(name === 'Parley' && { ratio: { to: 'of bare', value: share } }),
        more: `the last one ${Math.round(median(at(name, 1)))} ms; ${missed(name)} lost or twice`,
      },
      { what: `${name}: memory for each`, value: kilobytes(name), unit: 'kB' },
    ]),
    asked: [
      {
        no: 10,
        what: `p99 of a message to ${what} streams`,
        atMost: 400,
        unit: 'ms',
        value: median(at('Parley', 0.99)),
      },
      { no: 10, what: 'messages lost, or told twice', atMost: 0, unit: '', value: missed('Parley') },
      {
        ...{ no: 10, what: 'share of a bare fan-out, by processor time', atLeast: 80, unit: '%' },
        value: 100 * share,
      },
      { no: 10, what: 'memory for each stream', atMost: 16, unit: 'kB', value: kilobytes('Parley') },
    ],
  }
}

/** What a message to all costs at least. */
function bareServer() {
  const open = new Set<ServerResponse>()
  let id = 0
  const server = createServer((request, reply) => {
    if (request.method === 'GET') {
      reply.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
      reply.write(`id: 0\nevent: count\ndata: {"count":0}\n\n`)
      open.add(reply)
      reply.on('close', () => open.delete(reply))
      return
    }
    request.resume().on('end', () => {
      const data = JSON.stringify({ id: `c_${randomUUID().slice(0, 24)}`, rootId: null, count: ++id })
      const frame = Buffer.from(`id: ${id}\nevent: comment\ndata: ${data}\n\n`)
      for (const one of open) one.write(frame)
      reply.writeHead(201).end()
    })
  })
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as { port: number }).port))
}

/** Opens the streams of a target, then asks for messages and notes when each stream is told. */
async function readers() {
  const target = await new Promise<Target>(done => process.once('message', message => done(message as Target)))
  const told = new Int32Array(STREAMS)
  const after: number[] = []
  let [sent, twice, waiting] = [0, 0, 0]
  let all = () => {}
  const open = (n: number) =>
    new Promise<Socket>(done => {
      const socket = connect(target.port, '127.0.0.1')
      let rest = ''
      socket.write(`GET ${target.path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n\r\n`)
      socket.on('data', bytes => {
        const parts = (rest + bytes.toString('latin1')).split('\n\n')
        rest = parts.pop()!
        for (const part of parts) {
          if (part.includes('event: count')) done(socket)
          if (!part.includes('event: comment')) continue
          after.push(performance.now() - sent)
          if (++told[n]! > expected) twice++
          else if (--waiting === 0) all()
        }
      })
      socket.on('error', () => {})
    })
  let expected = 0
  for (let n = 0; n < STREAMS; n += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => open(n + i)))
  process.send!('open')
  const messages = await new Promise<number>(done => process.once('message', message => done(message as number)))
  let lost = 0
  for (let i = 0; i < messages; i++) {
    expected++
    waiting = STREAMS
    const everyone = new Promise<void>(done => {
      all = done
    })
    sent = performance.now()
    const answer = await fetch(`http://127.0.0.1:${target.port}${target.post.path}`, {
      method: 'POST',
      headers: { ...target.post.headers, 'idempotency-key': randomUUID() },
      body: JSON.stringify({ story: STORY, text: `Message ${randomUUID().slice(0, 8)} of the measurement, to all.` }),
    })
    if (answer.status !== 201) throw new Error(`posting answers ${answer.status}: ${await answer.text()}`)
    await Promise.race([everyone, new Promise(next => setTimeout(next, LATE))])
    lost += waiting
    await new Promise(next => setTimeout(next, Math.max(0, 1000 - (performance.now() - sent))))
  }
  process.send!({ after: after.sort((a, b) => a - b), lost, twice } satisfies Told)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'bare') bareServer()
  else await readers()
}
