import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How often each process is asked whether it is ready, in milliseconds. */
const LOOK = 200

/** Of this hop alone; RFC 9110, 7.6.1. */
const HOP = ['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade']

interface Process {
  port: number
  agent: Agent
  ready: boolean
}

export interface Proxy {
  url: string
  /** Requests that failed on their way or were answered with a fault: `POST /v1/comments 503`. */
  faults: string[]
  /** How many requests each process was given, by port. */
  given: ReadonlyMap<number, number>
  close(): Promise<void>
}

/**
 * What a newsroom's own proxy does for several processes: in turn to those that say at /readyz that they are ready, to all where none is; a
 * connection that is refused is tried at the next, anything that was sent is not sent again. Streams pass as they come.
 */
export async function startProxy(ports: readonly number[]): Promise<Proxy> {
  const processes: Process[] = ports.map(port => ({ port, agent: new Agent({ keepAlive: true }), ready: true }))
  const faults: string[] = []
  const given = new Map(ports.map(port => [port, 0]))
  let turn = 0

  const look = setInterval(() => {
    for (const one of processes)
      fetch(`http://127.0.0.1:${one.port}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
        answer => {
          one.ready = answer.ok
        },
        () => {
          one.ready = false
        },
      )
  }, LOOK)

  function inTurn(): Process[] {
    turn++
    const all = processes.map((_, i) => processes[(turn + i) % processes.length]!)
    return [...all.filter(({ ready }) => ready), ...all.filter(({ ready }) => !ready)]
  }

  function pass(asked: IncomingMessage, answer: ServerResponse, [to, ...others]: Process[]): void {
    const name = `${asked.method} ${asked.url?.split('?')[0]}`
    const failed = (what: string) => {
      if (asked.socket.destroyed) return
      faults.push(`${name} ${what}`)
      if (answer.headersSent) answer.destroy()
      else answer.writeHead(502).end()
    }
    if (!to) {
      failed('nobody there')
      return
    }
    const headers = Object.fromEntries(Object.entries(asked.headers).filter(([header]) => !HOP.includes(header)))
    const way = request({
      agent: to.agent,
      host: '127.0.0.1',
      port: to.port,
      method: asked.method,
      path: asked.url,
      headers: { ...headers, 'x-forwarded-for': asked.socket.remoteAddress },
    })
    let sent = false
    const send = () => {
      sent = true
      given.set(to.port, given.get(to.port)! + 1)
      asked.pipe(way)
    }
    way.on('socket', socket => (socket.connecting ? socket.once('connect', send) : send()))
    way.on('response', got => {
      if (got.statusCode! >= 500) faults.push(`${name} ${got.statusCode}`)
      const told = Object.entries(got.headers).filter(([header]) => !HOP.includes(header))
      answer.writeHead(got.statusCode!, Object.fromEntries(told) as Record<string, string>)
      answer.flushHeaders()
      got.on('error', error => failed(error.message))
      got.pipe(answer)
    })
    way.on('error', (error: NodeJS.ErrnoException) => {
      to.ready = false
      if (!sent && error.code === 'ECONNREFUSED') pass(asked, answer, others)
      else failed(error.code ?? error.message)
    })
    answer.on('close', () => way.destroy())
  }

  const server = createServer((asked, answer) => pass(asked, answer, inTurn()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    given,
    async close() {
      clearInterval(look)
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      for (const { agent } of processes) agent.destroy()
    },
  }
}
