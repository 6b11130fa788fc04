import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PAPER } from '../packages/server/src/testing.ts'
import { serveProcess, signInAt } from '../packages/server/src/testing-process.ts'

/**
 * Ten thousand open streams of one story on one process, a message a second: when each is told, whether anything is lost, what it costs.
 * In turns with a bare `node:http` server that writes the same frames to as many. The readers are a process of their own, on the same machine.
 */

const STREAMS = 10_000
const STORY = `${PAPER}/bench/streams`
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
interface Row {
  what: string
  value: number
  unit: string
  ratio?: { to: string; value: number }
  more?: string
}

const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
const median = (values: number[]) =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
const used = (pid: number) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
const memory = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1])

const answerOf = <T>(child: ChildProcess) =>
  new Promise<T>((done, failed) => {
    child.once('message', message => done(message as T))
    child.once('exit', code => failed(new Error(`a process of the measurement ended with ${code}`)))
  })

/** Measures with so many messages for each of two rounds; needs /proc. `folder` is where the newsroom's file may be. */
export async function streamCosts(folder: string, messages = 8): Promise<Row[]> {
  const data = join(folder, 'streams')
  mkdirSync(data, { recursive: true })
  const served = await serveProcess({ data, env: { PARLEY_LOG: 'info' } })
  const self = fileURLToPath(import.meta.url)
  const bare = fork(self, ['bare'])
  const children = [bare]
  process.on('exit', () => {
    for (const child of [...children, served.child]) child.kill('SIGKILL')
  })
  const headers = { 'content-type': 'application/json', origin: PAPER }
  const targets: { name: 'Parley' | 'bare'; pid: number; target: Target }[] = [
    {
      name: 'bare',
      pid: bare.pid!,
      target: { port: await answerOf<number>(bare), path: '/', post: { path: '/', headers } },
    },
    {
      name: 'Parley',
      pid: served.child.pid!,
      target: {
        port: served.port,
        path: `/v1/stream?story=${encodeURIComponent(STORY)}`,
        post: {
          path: '/v1/comments',
          headers: { ...headers, authorization: `Bearer ${await signInAt(served.url, 'bench')}` },
        },
      },
    },
  ]
  const seen = { bare: [] as Told[], Parley: [] as Told[] }
  const costs = { bare: [] as number[], Parley: [] as number[] }
  const each = { bare: [] as number[], Parley: [] as number[] }
  for (let round = 0; round < 2; round++)
    for (const { name, pid, target } of targets) {
      const readers = fork(self, ['readers'])
      children.push(readers)
      const before = memory(pid)
      readers.send(target)
      await answerOf(readers)
      each[name].push((memory(pid) - before) / STREAMS)
      const begun = used(pid)
      readers.send(messages)
      seen[name].push(await answerOf<Told>(readers))
      costs[name].push((used(pid) - begun) / messages)
      readers.kill()
    }
  await served.stop()
  bare.kill()
  const sum = (name: 'bare' | 'Parley', what: 'lost' | 'twice') => seen[name].reduce((all, one) => all + one[what], 0)
  const at = (name: 'bare' | 'Parley', share: number) => median(seen[name].map(({ after }) => percentile(after, share)))
  const row = (name: 'bare' | 'Parley', what: string, value: number, unit: string): Row => ({
    what: `${STREAMS} streams, ${name}: ${what}`,
    value,
    unit,
  })
  const rows = (['Parley', 'bare'] as const).flatMap((name): Row[] => [
    {
      ...row(name, 'from sending a post until 99 in 100 are told', at(name, 0.99), 'ms'),
      more: `half of them ${at(name, 0.5).toFixed(0)} ms, the last ${at(name, 1).toFixed(0)} ms; ${sum(name, 'lost')} lost, ${sum(name, 'twice')} twice`,
    },
    row(name, 'processor for one message to all', median(costs[name]), 'ms'),
    row(name, 'memory that the first opening added, each', each[name][0]!, 'kB'),
  ])
  rows[1]!.ratio = { to: 'bare', value: median(costs.bare) / median(costs.Parley) }
  return rows
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
