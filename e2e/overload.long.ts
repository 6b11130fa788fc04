import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { buildServer } from '../packages/server/src/http/server.ts'
import { PAPER, STORY, testApp } from '../packages/server/src/testing.ts'
import { serveProcess, signInAt } from '../packages/server/src/testing-process.ts'

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })

/** One request; a broken connection is a status of 0. */
const ask = (url: string, method = 'GET', headers: Record<string, string> = {}, body = '') =>
  new Promise<{ status: number; wait: number; text: string }>(done => {
    const asked = request(url, { agent, method, headers }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', part => {
        text += part
      })
      answer.on('end', () =>
        done({ status: answer.statusCode!, wait: Number(answer.headers['retry-after'] ?? 0), text }),
      )
    })
    asked.on('error', error => done({ status: 0, wait: 0, text: String(error) }))
    asked.end(body)
  })

const JSON_FROM_PAPER = { 'content-type': 'application/json', origin: PAPER }

/** Where everybody else calls from. */
const OTHERS = '127.0.0.99'

const page = (url: string) => `${url}/v1/comments?story=${encodeURIComponent(STORY)}`

it('R15: with ten times as many writers hardly less is stored, memory has its bound, a report goes through, and it is over when they leave', async () => {
  const data = mkdtempSync(join(tmpdir(), 'parley-overload-'))
  const server = await serveProcess({ data })
  onTestFinished(async () => {
    await server.kill()
    agent.destroy()
    rmSync(data, { recursive: true })
  })
  const { url } = server
  const pid = server.child.pid!
  const used = () => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  }
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
  const tokens = await Promise.all(Array.from({ length: 20 }, (_, i) => signInAt(url, `writer-${i}`)))
  const reporters = [await signInAt(url, 'carol'), await signInAt(url, 'dave')]
  const seen = { stored: 0, refused: 0, unknown: 0 }

  const posting = (token: string) =>
    [
      { ...JSON_FROM_PAPER, authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
      JSON.stringify({ story: STORY, text: 'The region pays for the winter, and nobody says why.' }),
    ] as const

  /** So many writers for so many seconds; who is turned away comes back when he is asked to, with the same key. */
  async function write(writers: number, seconds: number) {
    const from = { stored: seen.stored, at: performance.now(), used: used() }
    let on = true
    const leave: (() => void)[] = []
    const all = Array.from({ length: writers }, async (_, n) => {
      while (on) {
        const [headers, body] = posting(tokens[n % tokens.length]!)
        for (let over = false; on && !over; ) {
          const { status, wait, text } = await ask(`${url}/v1/comments`, 'POST', headers, body)
          over = status === 201
          if (status === 201) seen.stored++
          else if (status === 503) {
            seen.refused++
            expect(wait).toBeGreaterThanOrEqual(2)
            await new Promise<void>(next => {
              leave.push(next)
              setTimeout(next, wait * 1000)
            })
          } else {
            seen.unknown++
            console.log(status, text.slice(0, 200))
          }
        }
      }
    })
    await new Promise(next => setTimeout(next, seconds * 1000))
    const took = {
      seconds: (performance.now() - from.at) / 1000,
      used: used() - from.used,
      stored: seen.stored - from.stored,
    }
    on = false
    for (const one of leave) one()
    await Promise.all(all)
    return { perSecond: took.stored / took.seconds, perProcessor: took.stored / took.used }
  }

  await write(100, 3)
  const first = (await ask(page(url))).text.match(/"id":"(c_[^"]+)"/)![1]!
  const calm = memory()
  const runs: { peak: Awaited<ReturnType<typeof write>>; overload: Awaited<ReturnType<typeof write>> }[] = []
  for (let round = 0; round < 2; round++) {
    const peak = await write(100, 5)
    const storm = write(1000, 8)
    const beside = [
      await ask(page(url)),
      await ask(
        `${url}/v1/comments/${first}/reports`,
        'POST',
        { ...JSON_FROM_PAPER, authorization: `Bearer ${reporters[round]}` },
        '{"rule":"nice"}',
      ),
    ]
    expect(beside.map(({ status }) => status)).toEqual([200, 201])
    runs.push({ peak, overload: await storm })
  }
  const gone = performance.now()
  const after = await ask(page(url))
  expect(after.status).toBe(200)
  expect((await ask(`${url}/v1/check`, 'POST', JSON_FROM_PAPER, '{"text":"Calm."}')).status).toBe(200)
  const recovered = (performance.now() - gone) / 1000
  console.log(JSON.stringify({ runs, ...seen, recovered, calm, memory: memory() }))
  expect(seen.unknown).toBe(0)
  expect(JSON.parse(after.text).story.count).toBe(seen.stored)
  expect(recovered).toBeLessThan(30)
  expect(memory() - calm).toBeLessThan(250)
  // By processor time, so that what else the machine does counts for neither; the better of two, since a stall of the disk spoils one.
  const kept = runs.map(({ peak, overload }) => overload.perProcessor / peak.perProcessor)
  expect(Math.max(...kept)).toBeGreaterThan(0.8)
})

it('R15: of fifteen hundred posts at the same instant as many are taken as there is room for, and the others are stored once they come back', async () => {
  const t = await testApp()
  onTestFinished(() => t.close())
  const alice = await t.signIn('alice')
  const posts = Array.from({ length: 1500 }, () => ({ 'idempotency-key': randomUUID() }))
  const body = { story: STORY, text: 'The region pays for the winter, and nobody says why.' }
  const first = await Promise.all(posts.map(key => alice.post('/v1/comments', body, key)))
  const refused = posts.filter((_, n) => first[n]!.status === 503)
  expect(refused).toHaveLength(700)
  expect(first.filter(({ status }) => status === 201)).toHaveLength(800)
  const second = await Promise.all(refused.map(key => alice.post('/v1/comments', body, key)))
  expect(second.filter(({ status }) => status === 201)).toHaveLength(700)
  expect(
    (await t.guest.get(new URL(page('http://x')).pathname + new URL(page('http://x')).search)).json.story.count,
  ).toBe(1500)
})

it('R09: two thousand slow clients are hung up on, and everybody else is answered meanwhile', async () => {
  const t = await testApp({ env: { PARLEY_LIMITS: 'on' } })
  const patience = { head: 4000, request: 6000, upload: 60_000, silence: 8000, between: 8000, look: 500 }
  const server = await buildServer(t.app, patience)
  await server.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    await server.close()
    await t.close()
  })
  const { port } = server.server.address() as { port: number }
  const alice = await t.signIn('alice')
  for (let i = 0; i < 5; i++) await alice.says(`A remark, number ${i}.`)
  const path = new URL(page('http://x')).pathname + new URL(page('http://x')).search
  const HALF = 'POST /v1/check HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n'
  // A head that never ends, a body that comes by the byte, one that stops, and answers that nobody reads.
  const KINDS = [
    { begin: `GET ${path} HTTP/1.1\r\nhost: x\r\nx-slow: `, drip: true, reads: true },
    { begin: `${HALF}{"text": "`, drip: true, reads: true },
    { begin: `${HALF}{`, drip: false, reads: true },
    { begin: `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(10), drip: false, reads: false },
  ]
  // Seen from the server: a client that does not read does not see that it was hung up on.
  const slow = new Set<Socket>()
  let came = 0
  server.server.on('connection', (socket: Socket) => {
    if (socket.remoteAddress === OTHERS) return
    came++
    slow.add(socket)
    socket.on('close', () => slow.delete(socket))
  })
  const clients: Socket[] = []
  // Two hundred connections of one address are let in.
  for (let host = 10; host < 20; host++)
    await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const { begin, drip, reads } = KINDS[n % KINDS.length]!
        const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${host}` })
        clients.push(socket)
        socket.on('error', () => {})
        socket.write(begin)
        if (reads) socket.resume()
        else socket.pause()
        const dripping = drip && setInterval(() => socket.writable && socket.write('x'), 1000)
        socket.on('close', () => dripping && clearInterval(dripping))
        return new Promise<void>(done => socket.once('connect', done).once('close', () => done()))
      }),
    )
  const one = new Agent({ keepAlive: true, localAddress: OTHERS })
  onTestFinished(() => {
    one.destroy()
    for (const socket of clients) socket.destroy()
  })
  const took: number[] = []
  while (came < clients.length || slow.size) {
    const at = performance.now()
    const status = await new Promise<number>((done, failed) =>
      request({ port, host: '127.0.0.1', path, agent: one }, answer => {
        answer.resume().on('end', () => done(answer.statusCode!))
      })
        .on('error', failed)
        .end(),
    )
    expect(status).toBe(200)
    took.push(performance.now() - at)
    await new Promise(next => setTimeout(next, 100))
  }
  took.sort((a, b) => a - b)
  console.log(
    JSON.stringify({ others: took.length, p50: took[took.length >> 1], p99: took[Math.floor(took.length * 0.99)] }),
  )
  expect(took.length).toBeGreaterThan(20)

  // And no more than two hundred of one address.
  const many = Array.from({ length: 250 }, () => connect({ port, host: '127.0.0.1', localAddress: '127.0.0.50' }))
  onTestFinished(() => {
    for (const socket of many) socket.destroy()
  })
  let cut = 0
  await new Promise<void>(done => {
    for (const socket of many) {
      socket.on('error', () => {})
      socket.resume().on('close', () => ++cut === 50 && done())
    }
  })
}, 120_000)
