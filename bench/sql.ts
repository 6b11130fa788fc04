import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { openApp } from '../packages/server/src/app.ts'
import { readConfig } from '../packages/server/src/config.ts'
import { connectSqlite } from '../packages/server/src/db/dialect/sqlite.ts'
import { newId } from '../packages/server/src/db/ids.ts'
import { isPostgres } from '../packages/server/src/db/open.ts'
import { buildServer } from '../packages/server/src/http/server.ts'
import { rank } from './figures.ts'
import type { Measured } from './load.ts'
import { PAPER } from './rows.ts'

/** The other yardsticks: the SQL of the product and nothing else, in a bare loop of this process. */

/** One statement as a driver was given it. */
interface Said {
  text: string
  values: unknown[]
}

/** What the product asks a database of a site for each of these addresses, statement by statement: it answers them, and its driver is listened to. */
export async function statementsOf(database: string, paths: readonly string[]): Promise<Said[][]> {
  let said: Said[] = []
  const query = pg.Client.prototype.query
  // biome-ignore lint/suspicious/noExplicitAny: one of many forms of one method
  pg.Client.prototype.query = function (this: pg.Client, ...given: any[]): any {
    if (given[0]?.values) said.push({ text: given[0].text, values: given[0].values })
    return (query as (...all: unknown[]) => unknown).apply(this, given)
  } as typeof query
  const config = readConfig({
    PARLEY_DATABASE_URL: isPostgres(database) ? database : `sqlite:${database}`,
    PARLEY_SECRET: randomUUID(),
    PARLEY_ORIGINS: PAPER,
    PARLEY_LIMITS: 'off',
  })
  const app = await openApp(config, pino({ level: 'silent' }), {
    connect(file) {
      const handle = connectSqlite(file)
      const prepare = handle.prepare.bind(handle)
      handle.prepare = ((text: string) => {
        const statement = prepare(text)
        const ways = statement as unknown as Record<'all' | 'get', (...given: unknown[]) => unknown>
        for (const way of ['all', 'get'] as const) {
          const run = ways[way].bind(statement)
          ways[way] = (...given) => {
            said.push({ text, values: given.flat() })
            return run(...given)
          }
        }
        return statement
      }) as typeof handle.prepare
      return handle
    },
  })
  const server = await buildServer(app)
  try {
    const all: Said[][] = []
    for (const url of paths) {
      said = []
      const { statusCode, body } = await server.inject({ url })
      if (statusCode !== 200 || !said.length)
        throw new Error(`${url} answers ${statusCode} of ${said.length} statements: ${body}`)
      all.push(said.filter(({ text }) => /^\s*(?:select|with)\b/i.test(text)))
    }
    return all
  } finally {
    pg.Client.prototype.query = query
    await server.close()
    await app.close()
  }
}

/** Work that can be measured again and again, and is ended once. */
export interface Loop {
  run(seconds: number): Promise<Measured>
  end(): Promise<void>
}

/** Asks a file for these, page after page. */
export function readLoop(file: string, pages: readonly Said[][]): Loop {
  const handle = connectSqlite(file)
  const prepared = pages.map(page => page.map(({ text, values }) => ({ statement: handle.prepare(text), values })))
  let nth = 0
  return {
    run: seconds =>
      looped(seconds, 1, () => {
        for (const { statement, values } of prepared[nth++ % prepared.length]!) statement.all(values)
      }),
    async end() {
      handle.close()
    },
  }
}

/** Asks a server for these over eight connections, as many as the product reads with. */
export async function postgresLoop(url: string, pages: readonly Said[][]): Promise<Loop> {
  const names = new Map<string, string>()
  for (const { text } of pages.flat()) if (!names.has(text)) names.set(text, `bare${names.size}`)
  const clients = Array.from({ length: 8 }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map(client => client.connect()))
  let nth = 0
  return {
    run: seconds =>
      looped(seconds, clients.length, async line => {
        for (const { text, values } of pages[nth++ % pages.length]!)
          await clients[line]!.query({ name: names.get(text)!, text, values })
      }),
    async end() {
      await Promise.all(clients.map(client => client.end()))
    },
  }
}

/** Runs work on so many lines beside each other; what it costs this process. */
async function looped(seconds: number, lines: number, work: (line: number) => unknown): Promise<Measured> {
  const took: number[] = []
  const [before, begun] = [process.cpuUsage(), performance.now()]
  const end = begun + seconds * 1000
  await Promise.all(
    Array.from({ length: lines }, async (_, line) => {
      for (let now = performance.now(); now < end; now = performance.now()) {
        const doing = work(line)
        if (doing instanceof Promise) await doing
        took.push(performance.now() - now)
      }
    }),
  )
  const passed = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(before)
  const sorted = took.sort((a, b) => a - b)
  return {
    perSecond: took.length / passed,
    processor: (user + system) / took.length,
    p50: rank(sorted, 0.5),
    p99: rank(sorted, 0.99),
  }
}

/** What one posted comment writes, as prepared statements in a loop on a database of a site, `together` comments a durable commit; a comment each counts. */
export async function commitLoop(
  file: string,
  { together, seconds }: { together: number; seconds: number },
): Promise<Measured> {
  const handle = connectSqlite(file)
  handle
    .prepare(
      `insert or ignore into stories (site, id, url, title, seq, count, created_at, closed_at) values ('default', 's_bare', 'https://paper.example/bare', 'Bare', 0, 0, 1, null)`,
    )
    .run()
  const comment =
    handle.prepare(`insert into comments (site, story, id, depth, reader, kind, text, state, posted_at, revision, respects, reply_count, verdict_json)
    values ('default', 's_bare', ?, 0, 'r_bare', 'comment', ?, 'shown', ?, 1, 0, 0, '{"outcome":"show","findings":[]}')`)
  const revision = handle.prepare(
    `insert into revisions values ('default', 's_bare', ?, 1, ?, '{"outcome":"show","findings":[]}', ?)`,
  )
  const raise = handle
    .prepare(
      `update stories set seq = seq + 1, count = count + 1 where site = 'default' and id = 's_bare' returning seq`,
    )
    .pluck()
  const event = handle.prepare(
    `insert into events (site, story, seq, kind, comment, data_json, at) values ('default', 's_bare', ?, 'comment.posted', ?, ?, ?)`,
  )
  const key = handle.prepare(`insert into idempotency values ('default', 'r_bare', ?, ?, ?, ?, ?)`)
  const text =
    'The two plants share a platform, and the region pays for the winter; nobody says why, and I would like to know.'
  const answer = JSON.stringify({ answer: 'x'.repeat(900) })
  const commit = handle.transaction(() => {
    for (let i = 0; i < together; i++) {
      const now = Date.now()
      const id = newId('c', now)
      comment.run(id, text, now)
      revision.run(id, text, now)
      event.run(raise.get(), id, JSON.stringify({ id, rootId: null, state: 'shown', count: 1 }), now)
      key.run(randomUUID(), 'hash', id, answer, now)
    }
  })
  const { perSecond, processor, p50, p99 } = await looped(seconds, 1, () => commit())
  handle.close()
  return { perSecond: perSecond * together, processor: processor / together, p50, p99 }
}
