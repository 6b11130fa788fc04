import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { PAPER } from '../packages/server/src/testing.ts'
import { type Served, serveProcess, signInAt } from '../packages/server/src/testing-process.ts'
import { deskCosts } from './desk.ts'
import { engineCosts } from './engine.ts'
import { notesCosts } from './notes.ts'
import { makeRows, storyUrl } from './rows.ts'
import { bareInserts } from './sql.ts'
import { streamCosts } from './streams.ts'

/**
 * npm run bench [-- --full] [-- --json FILE] [-- --seconds N]: measures a real `parley serve` from outside, over 127.0.0.1, and
 * what reading one comment costs the engine; `-- --engine` measures the latter alone. `-- --desk [--comments N]` measures the desk of a
 * newsroom with a million comments instead, `-- --notes` what context notes cost, `-- --streams` ten thousand open streams.
 * What is compared is measured in turns (A, B, A, B …) and medians are shown, so that a busy machine harms both alike.
 * Processor time a request comes from /proc, so it counts the server alone; where there is no /proc it is left out.
 */
const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    engine: { type: 'boolean', default: false },
    desk: { type: 'boolean', default: false },
    notes: { type: 'boolean', default: false },
    streams: { type: 'boolean', default: false },
    comments: { type: 'string', default: '1000000' },
    json: { type: 'string' },
    seconds: { type: 'string', default: '2' },
  },
})
const SECONDS = Number(options.seconds)
const ROUNDS = 5
const SIZES = [100, 10_000, 100_000, ...(options.full ? [1_000_000] : [])]
const LARGE = SIZES.at(-1)!

interface Row {
  what: string
  value: number
  unit: string
  /** What it is in relation to. */
  ratio?: { to: string; value: number }
  more?: string
}
const rows: Row[] = []
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const page = (size: number, more = '') => `/v1/comments?story=${encodeURIComponent(storyUrl(size))}${more}`
const children: ChildProcess[] = []
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** User and system time that a process has used so far, in microseconds; NaN without /proc. */
function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10_000
  } catch {
    return Number.NaN
  }
}
/** Resident memory in MB. */
const memory = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

interface Target {
  what: string
  url: string
  pid: number
  headers?: Record<string, string>
  connections?: number
}
interface Measured {
  perSecond: number
  /** Processor time of the server for one request, in microseconds. */
  cost: number
  p50: number
  p99: number
}

async function once({ url, pid, headers = {}, connections = 50 }: Target): Promise<Measured> {
  const before = processorTime(pid)
  const result = await autocannon({
    url,
    connections,
    duration: SECONDS,
    headers: { 'accept-encoding': 'br', ...headers },
  })
  const bad = result.errors + result.timeouts + result.non2xx - result['3xx']
  if (bad > 0) throw new Error(`${bad} bad answers from ${url}`)
  return {
    perSecond: result.requests.total / result.duration,
    cost: (processorTime(pid) - before) / result.requests.total,
    p50: result.latency.p50,
    p99: result.latency.p99,
  }
}

/** Measures targets in turns; answers the rounds of each. */
async function inTurns(targets: Target[]): Promise<Measured[][]> {
  for (const target of targets) await once(target)
  const runs: Measured[][] = targets.map(() => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, target] of targets.entries()) runs[i]!.push(await once(target))
  return runs
}

const of = (rounds: Measured[], what: keyof Measured) => median(rounds.map(one => one[what]))
const told = (rounds: Measured[]) =>
  `${of(rounds, 'cost').toFixed(0)} µs of processor each, p50 ${of(rounds, 'p50')} ms, p99 ${of(rounds, 'p99')} ms`
/** How much cheaper the second is than the first, round by round: processor time for processor time where it is known. */
const ratio = (rounds: Measured[], to: Measured[]) =>
  median(rounds.map((one, i) => (Number.isNaN(one.cost) ? one.perSecond / to[i]!.perSecond : to[i]!.cost / one.cost)))

/** Starts a bare server that sends what `url` sends. */
async function bareFor(url: string): Promise<{ url: string; pid: number }> {
  const seen = await fetchRaw(url)
  const file = join(folder, `${randomUUID()}.json`)
  writeFileSync(file, JSON.stringify({ headers: seen.headers, body: seen.body.toString('base64') }))
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare.ts', import.meta.url)), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const port = await new Promise<string>(done => child.stdout!.once('data', data => done(String(data).trim())))
  return { url: `http://127.0.0.1:${port}/`, pid: child.pid! }
}

const fetchRaw = (url: string) =>
  new Promise<{ headers: Record<string, string>; body: Buffer }>((done, failed) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, async answer => {
      const body: Buffer[] = []
      for await (const chunk of answer) body.push(chunk)
      const {
        date: _date,
        connection: _connection,
        'keep-alive': _alive,
        'transfer-encoding': _encoding,
        ...headers
      } = answer.headers
      done({ headers: headers as Record<string, string>, body: Buffer.concat(body) })
    }).on('error', failed)
  })

async function start(data: string): Promise<Served & { pid: number }> {
  const served = await serveProcess({ data, env: { PARLEY_LOG: 'info' } })
  children.push(served.child)
  return { ...served, pid: served.child.pid! }
}

async function reading(server: Served & { pid: number }) {
  const at = (path: string) => server.url + path
  const small = { what: 'first page, 100 comments', url: at(page(100)), pid: server.pid }
  const large = { what: `first page, ${LARGE} comments`, url: at(page(LARGE)), pid: server.pid }
  const etag = (await fetchRaw(small.url)).headers.etag!
  const bare = { what: 'bare node:http', ...(await bareFor(small.url)) }
  const same = { ...small, headers: { 'if-none-match': etag } }
  const [kept, keptLarge, yardstick, unchanged] = await inTurns([small, large, bare, same])
  const row = (what: string, rounds: Measured[], to?: [string, Measured[]]) =>
    rows.push({
      what,
      value: of(rounds, 'perSecond'),
      unit: 'requests/s',
      ...(to && { ratio: { to: to[0], value: ratio(rounds, to[1]) } }),
      more: told(rounds),
    })
  row('bare node:http, the same bytes and headers', yardstick!)
  row(small.what, kept!, ['bare', yardstick!])
  row(large.what, keptLarge!, ['of 100', kept!])
  row('304, unchanged', unchanged!, ['bare', yardstick!])

  const deep = await deepCursor(server)
  const top = await topWithReplies(server)
  const fifty = Array.from(
    { length: 50 },
    (_, i) => `story=${encodeURIComponent(i < SIZES.length ? storyUrl(SIZES[i]!) : `${PAPER}/bench/none-${i}`)}`,
  ).join('&')
  const others = [
    { what: `page deep in ${LARGE} comments`, url: at(page(LARGE, `&after=${deep}`)), pid: server.pid },
    { what: 'page of replies (not kept)', url: at(`/v1/comments/${top}/replies`), pid: server.pid },
    { what: 'counts of 50 stories (not kept)', url: at(`/v1/counts?${fifty}`), pid: server.pid },
  ]
  for (const [i, rounds] of (await inTurns(others)).entries()) row(others[i]!.what, rounds)
}

async function deepCursor({ url }: Served): Promise<string> {
  const { comments } = (await (await fetch(`${url}${page(LARGE, '&sort=oldest&limit=100')}`)).json()) as {
    comments: { id: string }[]
  }
  return comments.at(-1)!.id
}
async function topWithReplies({ url }: Served): Promise<string> {
  const { comments } = (await (await fetch(url + page(LARGE))).json()) as {
    comments: { id: string; replyCount: number }[]
  }
  return comments.find(comment => comment.replyCount > 2)!.id
}

/** The time of a first page when its story has just changed: a post, then the page, one after the other. */
async function missing(server: Served, token: string) {
  const took = new Map(SIZES.map(size => [size, [] as number[]]))
  for (let i = 0; i < 20; i++)
    for (const size of [100, LARGE]) {
      await post(server.url, token, storyUrl(size))
      const begun = performance.now()
      await fetchRaw(server.url + page(size))
      took.get(size)!.push(performance.now() - begun)
    }
  const [small, large] = [median(took.get(100)!), median(took.get(LARGE)!)]
  rows.push({ what: 'first page just after a post, 100 comments', value: small, unit: 'ms' })
  rows.push({
    what: `first page just after a post, ${LARGE} comments`,
    value: large,
    unit: 'ms',
    ratio: { to: 'of 100', value: large / small },
  })
}

let thoughts = 0
const thought = () =>
  `Thought ${++thoughts}: the two plants share a platform, the region pays for the winter, and nobody says why; I would like to know.`
const headersFor = (token: string) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  origin: PAPER,
  'idempotency-key': randomUUID(),
})

async function post(url: string, token: string, story: string): Promise<string> {
  const answer = await fetch(`${url}/v1/comments`, {
    method: 'POST',
    headers: headersFor(token),
    body: JSON.stringify({ story, text: thought() }),
  })
  if (answer.status !== 201) throw new Error(`posting answers ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { comment: { id: string } }).comment.id
}

async function posting(server: Served & { pid: number }, tokens: string[]) {
  const yardstick = new Map<number, number>()
  for (const [inFlight, amount] of [
    [1, 300],
    [50, 1000],
    [500, 1500],
  ] as const) {
    const runs: Measured[] = []
    const bare: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      let n = 0
      const before = processorTime(server.pid)
      const result = await autocannon({
        url: `${server.url}/v1/comments`,
        connections: inFlight,
        amount,
        requests: [
          {
            method: 'POST',
            setupRequest: request => ({
              ...request,
              headers: headersFor(tokens[n++ % tokens.length]!),
              body: JSON.stringify({ story: storyUrl(10_000), text: thought() }),
            }),
          },
        ],
      })
      if (result.non2xx + result.errors + result.timeouts)
        throw new Error(
          `of posts ${JSON.stringify(result.statusCodeStats)}, ${result.errors} broken, ${result.timeouts} late; ${server.log().split('\n').slice(-5).join(' ')}`,
        )
      const written = result['2xx']
      runs.push({
        perSecond: written / result.duration,
        cost: (processorTime(server.pid) - before) / written,
        p50: result.latency.p50,
        p99: result.latency.p99,
      })
      bare.push(await bareInserts(folder, { together: Math.min(inFlight, 64), seconds: SECONDS / 2 }))
    }
    yardstick.set(inFlight, median(bare))
    rows.push({
      what: `posts, ${inFlight} in flight, verdict and fsync included`,
      value: of(runs, 'perSecond'),
      unit: 'posts/s',
      ratio: { to: 'bare SQL', value: median(runs.map((one, i) => one.perSecond / bare[i]!)) },
      more: told(runs),
    })
  }
  for (const [inFlight, value] of yardstick)
    rows.push({ what: `bare SQL loop, ${Math.min(inFlight, 64)} a commit`, value, unit: 'posts/s' })
}

/** How long after a post is sent each of 500 open streams hears of it. */
async function streaming(server: Served & { pid: number }, token: string) {
  const STREAMS = 500
  const story = storyUrl(100)
  let heard: { at: number[]; all: () => void } | null = null
  const before = memory(server.pid)
  const streams = await Promise.all(
    Array.from(
      { length: STREAMS },
      () =>
        new Promise<ReturnType<typeof get>>((done, failed) => {
          const request = get(
            `${server.url}/v1/stream?story=${encodeURIComponent(story)}`,
            { agent: false },
            answer => {
              answer.setEncoding('utf8').on('data', (text: string) => {
                if (text.includes('event: comment') && heard) {
                  heard.at.push(performance.now())
                  if (heard.at.length === STREAMS) heard.all()
                } else if (text.includes('event: count')) done(request)
              })
              answer.on('error', () => {})
            },
          )
          request.on('error', failed)
        }),
    ),
  )
  const resting = memory(server.pid)
  const half: number[] = []
  const last: number[] = []
  for (let i = 0; i < 10; i++) {
    const everyone = new Promise<void>(all => {
      heard = { at: [], all }
    })
    const begun = performance.now()
    await post(server.url, token, story)
    await everyone
    half.push(median(heard!.at) - begun)
    last.push(Math.max(...heard!.at) - begun)
  }
  rows.push({ what: `${STREAMS} streams: post sent to half of them told`, value: median(half), unit: 'ms' })
  rows.push({ what: `${STREAMS} streams: post sent to the last one told`, value: median(last), unit: 'ms' })
  rows.push({ what: `memory that opening ${STREAMS} streams added`, value: resting - before, unit: 'MB' })
  for (const stream of streams) stream.destroy()
}

/** All that is measured of a served newsroom. */
async function serving() {
  const data = join(folder, 'data')
  mkdirSync(data)
  await makeRows(data, SIZES)
  console.log(`rows for stories of ${SIZES.join(', ')} comments: ${((performance.now() - begun) / 1000).toFixed(1)} s`)

  const starts: number[] = []
  for (let i = 0; i < 3; i++) {
    const before = performance.now()
    const served = await start(data)
    starts.push(performance.now() - before)
    await served.stop()
  }
  rows.push({ what: 'start, from nothing to ready', value: median(starts), unit: 'ms' })

  const server = await start(data)
  const rest = memory(server.pid)
  const tokens = await Promise.all(Array.from({ length: 50 }, (_, i) => signInAt(server.url, `bench-${i}`)))
  await reading(server)
  await missing(server, tokens[0]!)
  await streaming(server, tokens[0]!)
  await posting(server, tokens)
  rows.push({ what: 'memory at rest', value: rest, unit: 'MB' })
  rows.push({ what: 'memory after all of this', value: memory(server.pid), unit: 'MB' })
  const ended = await server.stop()
  for (const child of children) child.kill()
  if (ended.code !== 0) throw new Error(`the server ended with ${ended.code}: ${server.log().slice(-500)}`)
}

const begun = performance.now()
if (options.desk) rows.push(...(await deskCosts(folder, Number(options.comments))))
else if (options.notes) rows.push(...(await notesCosts()))
else if (options.streams) rows.push(...(await streamCosts(folder)))
else {
  if (!options.engine) await serving()
  rows.push(...(await engineCosts()))
}

const number = (value: number) => (value >= 99.5 ? Math.round(value).toLocaleString('en') : value.toPrecision(2))
const width = Math.max(...rows.map(row => row.what.length))
for (const { what, value, unit, ratio, more } of rows)
  console.log(
    `${what.padEnd(width)}  ${number(value).padStart(8)} ${unit.padEnd(10)} ${(ratio ? `${ratio.value.toFixed(2)} ${ratio.to}` : '').padEnd(14)} ${more ?? ''}`.trimEnd(),
  )
console.log(
  `${cpus().length} cores, Node ${process.version}, ${((performance.now() - begun) / 1000).toFixed(0)} s in all`,
)
if (options.json)
  writeFileSync(
    options.json,
    `${JSON.stringify({ node: process.version, cores: cpus().length, sizes: SIZES, rows }, null, 2)}\n`,
  )
