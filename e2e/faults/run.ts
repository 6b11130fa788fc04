import { invariants } from '../../packages/server/src/db/invariants.ts'
import { type Db, openDatabase } from '../../packages/server/src/db/open.ts'
import { toldAs } from '../../packages/server/src/db/outbox.ts'
import { DUE_PROCESS } from '../../packages/server/src/decisions/invariants.ts'
import { check, type Final } from './checkers.ts'
import { Clients, markIn, pagesOf, STORIES } from './clients.ts'
import { History } from './history.ts'
import { type Fault, possible, strike } from './nemesis.ts'
import { type Outside, openOutside } from './outside.ts'
import { Random } from './random.ts'
import { openServers, type Servers } from './servers.ts'

/** One run: readers and the desk at work while things fail round after round, and at its end everything is held against what was answered. */
export interface Run {
  seed: number
  database: 'sqlite' | 'postgres'
  processes?: number
  /** Ends after so many rounds, or with the first that ends after so many minutes. */
  rounds?: number
  minutes?: number
  /** What may go wrong; whatever can, if it is not said. */
  faults?: readonly Fault[]
  inFlight?: readonly number[]
  /** A bug by name (plants.ts). */
  plant?: string
  /** Is given all that was asked and answered, and every fault, at the end. */
  keep?: (history: History) => void
}

export interface Report {
  seed: number
  database: string
  processes: number
  plant: string | null
  rounds: number
  seconds: number
  faults: Partial<Record<Fault, number>>
  posts: { sent: number; acknowledged: number; unanswered: number; refused: number }
  others: Record<string, number>
  /** Events that a receiver of webhooks had to be told, and how many came twice. */
  told: { events: number; twice: number }
  /** What each checker has found, by its name: nothing, where all is well. */
  found: Record<string, string[]>
}

/** Lags of a decision on another process (R16), mails to one address (readers/codes.ts). */
const [LAG, QUOTA] = [2000, 5]
/** Nothing takes so long on a machine that works at all, in milliseconds. */
const STUCK = 90_000
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr'

export async function run({
  seed,
  database,
  processes = 1,
  rounds = Number.POSITIVE_INFINITY,
  minutes = Number.POSITIVE_INFINITY,
  faults: wanted,
  inFlight = [1, 8, 24, 64],
  plant,
  keep,
}: Run): Promise<Report> {
  const [begun, history, random, outside] = [performance.now(), new History(), new Random(seed), await openOutside()]
  const servers = await openServers({
    database,
    processes,
    plant,
    env: {
      PARLEY_WEBHOOK_URL: outside.webhookUrl,
      PARLEY_WEBHOOK_SECRET: SECRET,
      // What was on its way when a process was killed is sent again after twice as long.
      PARLEY_WEBHOOK_SECONDS: '2',
      PARLEY_SMTP_URL: outside.smtpUrl,
    },
  })
  try {
    const faults = wanted ?? possible(servers)
    const counted: Report['faults'] = {}
    const clients = new Clients(history, { urls: servers.urls, random })
    await clients.enter()
    let round = 0
    while (round < rounds && performance.now() - begun < minutes * 60_000) {
      await clients.probe()
      const load = clients.load(inFlight[round++ % inFlight.length]!)
      await within(load.reached(1 + random.below(80)), 'posts are not answered any more')
      const fault = random.of(faults)
      counted[fault] = (counted[fault] ?? 0) + 1
      await within(strike({ servers, history, random }, fault), `what ${fault} has done is not mended`)
      await within(load.stop(), 'what was under way does not end')
    }
    const { final, broken } = await atRest(servers, outside, history)
    keep?.(history)
    const found = { ...check(history, final, { lag: LAG, quota: QUOTA }), 'invariants of the database': broken }
    const posts = history.of('post')
    const count = (result: string) => posts.filter(one => one.result === result).length
    return {
      seed,
      database,
      processes,
      plant: plant ?? null,
      rounds: round,
      seconds: Math.round((performance.now() - begun) / 1000),
      faults: counted,
      posts: { sent: posts.length, acknowledged: count('ok'), unanswered: count('unknown'), refused: count('fail') },
      others: Object.fromEntries(
        (['read', 'look', 'respect', 'decide', 'redeem', 'code'] as const).map(what => [what, history.of(what).length]),
      ),
      told: {
        events: final.told.length,
        twice: final.received.length - new Set(final.received.map(({ story, seq }) => `${story}-${seq}`)).size,
      },
      found,
    }
  } finally {
    await servers.close()
    outside.close()
  }
}

/** Waits for something. Throws where it takes longer than anything may. */
async function within<T>(work: Promise<T>, said: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(`${said} (${STUCK / 1000} s)`)), STUCK)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Waits until nothing is on its way any more, and reads all that there is. */
async function atRest(
  servers: Servers,
  outside: Outside,
  history: History,
): Promise<{ final: Final; broken: string[] }> {
  const db = await openDatabase(servers.database)
  try {
    for (const until = performance.now() + STUCK; performance.now() < until && (await onItsWay(db)); )
      await new Promise(next => setTimeout(next, 250))
    const pages = Object.fromEntries(
      await Promise.all(STORIES.map(async story => [story, await pagesOf(servers.urls.at(-1)!, story)] as const)),
    )
    for (const node of servers.urls.keys()) {
      const { code, signal } = await servers.stop(node)
      if (code !== 0) throw new Error(`a graceful stop ends with ${code ?? signal}`)
    }
    const addresses = new Set(history.of('code').map(({ address }) => address))
    const mails: Record<string, number> = {}
    // One that was sent twice, since a process was killed between, is one.
    for (const name of new Set(
      outside.mails.map(({ to, text }) => `${to}\n${/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(text)?.[0]}`),
    )) {
      const to = name.split('\n')[0]!
      if (addresses.has(to)) mails[to] = (mails[to] ?? 0) + 1
    }
    const broken = (await invariants(db.read, DUE_PROCESS)).map(({ rule, said }) => `${rule}: ${said}`)
    return { final: { ...(await kept(db)), pages, received: outside.received, mails }, broken }
  } finally {
    await db.close()
  }
}

/** What a process had taken when it was killed is nobody's for ten minutes, and not waited for. */
async function onItsWay(db: Db): Promise<boolean> {
  const webhook = await db.read.selectFrom('webhook_outbox').select('seq').limit(1).executeTakeFirst()
  const job = await db.read
    .selectFrom('jobs')
    .select('id')
    .where('done_at', 'is', null)
    .where('run_at', '<=', Date.now())
    .limit(1)
    .executeTakeFirst()
  return Boolean(webhook ?? job)
}

/** What the database has: comments in the order of their pages, and the events that others are told of. */
export async function kept({ read }: Pick<Db, 'read'>): Promise<Pick<Final, 'threads' | 'told'>> {
  const rows = await read
    .selectFrom('comments as c')
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .select(['s.url', 'c.id', 'c.root', 'c.text', 'c.state', 'c.respects'])
    .orderBy('c.id')
    .execute()
  const seen = rows.map(row => ({ ...row, mark: markIn(row.text) }))
  const threads = Object.fromEntries(
    STORIES.map(story => {
      const [top, replies] = [true, false].map(is =>
        seen.filter(({ url, root }) => url === story && (root === null) === is),
      )
      return [story, { top: top!, replies: Object.fromEntries(Map.groupBy(replies!, ({ root }) => root!)) }]
    }),
  )
  const events = await read
    .selectFrom('events')
    .select(['story', 'seq', 'comment', 'kind', 'data_json'])
    .orderBy('seq')
    .execute()
  return {
    threads,
    told: events.flatMap(({ story, seq, comment, kind, data_json }) =>
      comment !== null && toldAs(kind, JSON.parse(data_json)) ? [{ story, seq, comment }] : [],
    ),
  }
}

/** How much the checkers of a report have found. */
export const problemsIn = ({ found }: Pick<Report, 'found'>) => Object.values(found).flat().length
