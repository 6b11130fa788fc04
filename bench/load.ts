import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Served, serveProcess } from '../packages/server/src/testing-process.ts'
import { rank } from './figures.ts'

/** Load over 127.0.0.1, and what it costs the server that bears it. */

/** How long a round lasts, in seconds, and how many of them there are. */
export interface Pace {
  seconds: number
  rounds: number
}

/** A process that is asked. */
export interface Server {
  url: string
  pid: number
}
export interface Target extends Server {
  /** Of each request anew. */
  next: () => Buffer
  /** Requests under way at every moment, each on a connection of its own. */
  connections?: number
  status?: number
}
export interface Measured {
  perSecond: number
  /** Processor time of the server for one request, in microseconds; NaN where there is no /proc. */
  processor: number
  /** Milliseconds from the first byte sent to the last one received. */
  p50: number
  p99: number
}

/** Starts `parley serve` on a data folder, limits off; `env` adds settings. */
export async function serve(data: string, env: Record<string, string> = {}): Promise<Served & Server> {
  const served = await serveProcess({ data, env: { PARLEY_LOG: 'info', ...env } })
  return { ...served, pid: served.child.pid! }
}

/** Stops a server. Throws where it does not end as it should. */
export async function stop(server: Served): Promise<void> {
  const { code } = await server.stop()
  if (code !== 0) throw new Error(`the server ended with ${code}: ${server.log().slice(-500)}`)
}

/** As many short requests as V8 needs to have compiled what answers them. */
const WARM = 5000
export const warm = (target: Target, amount = WARM) => load(target, { amount })

/** Starts node:http in a process of its own that answers everything with these bytes and headers. */
export async function bareServer(answer: Answer): Promise<Server & { stop(): void }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const end = () => void child.kill('SIGKILL')
  process.once('exit', end)
  child.stdin.end(JSON.stringify({ ...answer, body: answer.body.toString('base64') }))
  const port = await new Promise<string>(done => child.stdout.once('data', said => done(String(said).trim())))
  const server = { url: `http://127.0.0.1:${port}`, pid: child.pid! }
  await warm({ ...server, next: () => request('GET', '/'), status: answer.status })
  return {
    ...server,
    stop() {
      process.off('exit', end)
      end()
    },
  }
}

/** User and system time that a process has used so far, in microseconds; NaN without /proc. */
export function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10_000
  } catch {
    return Number.NaN
  }
}

/** Resident memory of a process in MB; NaN without /proc. */
export function memory(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
  } catch {
    return Number.NaN
  }
}

/** The bytes of a request, as a browser that takes Brotli sends it. */
export function request(method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}, body = ''): Buffer {
  const lines = Object.entries({
    host: '127.0.0.1',
    'accept-encoding': 'br',
    ...headers,
    ...(body && { 'content-length': String(Buffer.byteLength(body)) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
}

export interface Answer {
  status: number
  /** As they were sent, those of the connection and the date left out. */
  headers: Record<string, string>
  body: Buffer
}

const HOPS = new Set(['date', 'connection', 'keep-alive', 'content-length'])

/** Connections that are kept, each with one request under way: so little of its own that what is measured is the server. */
class Line {
  private readonly socket: Socket
  private received: Buffer = Buffer.alloc(0)
  /** Bytes of the answer under way; 0 while its head is not complete. */
  private wanted = 0
  private head = ''
  private heard: ((error: Error | null) => void) | null = null

  private constructor(socket: Socket) {
    this.socket = socket
    socket.setNoDelay()
    socket.on('data', chunk => this.take(chunk))
    for (const end of ['error', 'close'])
      socket.on(end, () => this.heard?.(new Error(`the connection broke after ${this.head || 'nothing'}`)))
  }

  static to(url: string): Promise<Line> {
    return new Promise((done, failed) => {
      const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' }, () => done(new Line(socket)))
      socket.once('error', failed)
    })
  }

  /** Sends a request; `heard` is called when its answer is complete, before the next may be sent. */
  send(bytes: Buffer, heard: (error: Error | null) => void) {
    this.heard = heard
    this.received = Buffer.alloc(0)
    this.wanted = 0
    this.socket.write(bytes)
  }

  private take(chunk: Buffer) {
    this.received = this.received.length ? Buffer.concat([this.received, chunk]) : chunk
    if (!this.wanted) {
      const end = this.received.indexOf('\r\n\r\n')
      if (end < 0) return
      this.head = this.received.toString('latin1', 0, end)
      const length = /\r\ncontent-length: (\d+)/i.exec(this.head)?.[1]
      if (length === undefined && this.status !== 304 && this.status !== 204)
        return this.heard?.(new Error(`an answer of unknown length: ${this.head}`))
      this.wanted = end + 4 + Number(length ?? 0)
    }
    if (this.received.length >= this.wanted) this.heard?.(null)
  }

  get status() {
    return Number(this.head.slice(9, 12))
  }

  answer(): Answer {
    const headers = this.head
      .split('\r\n')
      .slice(1)
      .map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)] as const)
    return {
      status: this.status,
      headers: Object.fromEntries(headers.filter(([name]) => !HOPS.has(name))),
      body: this.received.subarray(this.head.length + 4),
    }
  }

  close() {
    this.heard = null
    this.socket.destroy()
  }
}

/** One client that asks one thing after the other, with how long each took in milliseconds. */
export class Client {
  private line: Promise<Line>
  constructor(url: string) {
    this.line = Line.to(url)
  }
  async ask(bytes: Buffer): Promise<Answer & { took: number }> {
    const line = await this.line
    const begun = performance.now()
    await new Promise<void>((done, failed) => line.send(bytes, error => (error ? failed(error) : done())))
    return { took: performance.now() - begun, ...line.answer() }
  }
  async close() {
    ;(await this.line).close()
  }
}

/** Asks for so many seconds, or so often. Throws where an answer has another status than is asked for. */
export async function load(
  { url, pid, next, connections = 50, status = 200 }: Target,
  { seconds = Number.POSITIVE_INFINITY, amount = Number.POSITIVE_INFINITY }: { seconds?: number; amount?: number },
): Promise<Measured> {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.to(url)))
  const took: number[] = []
  const [before, begun] = [processorTime(pid), performance.now()]
  const end = begun + seconds * 1000
  let sent = 0
  try {
    await Promise.all(
      lines.map(
        line =>
          new Promise<void>((done, failed) => {
            const send = () => {
              const now = performance.now()
              if (now >= end || sent >= amount) return done()
              sent++
              line.send(next(), error => {
                if (error) return failed(error)
                if (line.status !== status)
                  return failed(
                    new Error(`${line.status} for ${status}: ${line.answer().body.toString().slice(0, 500)}`),
                  )
                took.push(performance.now() - now)
                send()
              })
            }
            send()
          }),
      ),
    )
  } finally {
    for (const line of lines) line.close()
  }
  const passed = (performance.now() - begun) / 1000
  const sorted = took.sort((a, b) => a - b)
  return {
    perSecond: took.length / passed,
    processor: (processorTime(pid) - before) / took.length,
    p50: rank(sorted, 0.5),
    p99: rank(sorted, 0.99),
  }
}

/** Measures each of them once in every round, after a round that does not count; answers the rounds of each. */
export async function inTurns<Name extends string>(
  work: Record<Name, () => Promise<Measured>>,
  rounds: number,
): Promise<Record<Name, Measured[]>> {
  const names = Object.keys(work) as Name[]
  const seen = Object.fromEntries(names.map(name => [name, []])) as unknown as Record<Name, Measured[]>
  for (let round = -1; round < rounds; round++)
    for (const name of names) {
      const one = await work[name]()
      if (round >= 0) seen[name].push(one)
    }
  return seen
}

/** Of rounds one figure each. */
export const each = (rounds: readonly Measured[], what: keyof Measured): number[] => rounds.map(one => one[what])
