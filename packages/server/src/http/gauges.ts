import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Gauge } from 'prom-client'
import type { App } from '../app.ts'
import { PRIORITY } from '../cases/priority.ts'
import { timeOf } from '../db/ids.ts'
import type { Reading } from '../db/open.ts'
import { lastBackup } from '../keeping/backup.ts'
import { folderOf } from '../keeping/disk.ts'

/** How long numbers that were looked up are good for, in milliseconds, however many ask. */
const GOOD_FOR = 5000
/** Nobody needs to know how many more wait; so many are counted at most. */
const COUNTED = 10_000

/** Numbers that are looked up when somebody asks: what waits, for how long, and how much room there is. None costs more than what waits. */
export function gauges(app: Pick<App, 'config' | 'db' | 'clock' | 'pages' | 'metrics'>): () => Promise<void> {
  const { metrics, clock } = app
  const { site } = app.config
  const gauge = metrics.gauge.bind(metrics)
  const up = gauge('parley_database_up', '1 where the database answers; where it does not, what waits is not known')
  const jobs = gauge('parley_jobs_waiting', `Jobs (mails, pages) not done; ${COUNTED} are counted at most`, 'kind')
  const jobAge = gauge('parley_jobs_oldest_seconds', 'Since when the oldest of them should have been done', 'kind')
  const hooks = gauge('parley_webhooks_waiting', `Webhooks not taken; ${COUNTED} are counted at most`, 'receiver')
  const failing = gauge('parley_webhooks_failing', 'Of these, those that have been tried in vain', 'receiver')
  const dead = gauge('parley_webhooks_dead', 'Webhooks that were given up', 'receiver')
  const cases = gauge('parley_cases_waiting', 'Open cases by queue; threats to life are in their queue too', 'queue')
  const caseAge = gauge('parley_cases_oldest_seconds', 'How long the oldest of them has been open', 'queue')
  const backup = gauge('parley_backup_timestamp_seconds', 'When “parley backup” last wrote one')
  const orders = gauge('parley_orders_waiting', 'Orders of authorities neither carried out nor answered')
  const left = gauge('parley_orders_left_seconds', 'Until the first of them has to be done; below 0 it is late')
  const connections = gauge(
    'parley_database_connections',
    'Connections to PostgreSQL in use and idle, and works that wait for one',
    'pool',
    'state',
  )
  const stored = gauge('parley_database_bytes', 'Size of the database')
  const log = gauge('parley_database_log_bytes', 'Size of the write-ahead log of SQLite')
  const free = gauge(
    'parley_disk_free_bytes',
    'Free on the disk of the database, or of the data folder where that is on a server',
  )
  const disk = gauge('parley_disk_bytes', 'Size of that disk')
  const built = metrics.counter(
    'parley_pages_built_total',
    'Pages of threads that were built: all others are kept bytes',
  )
  const kept = gauge('parley_pages_kept_bytes', 'Size of the pages kept in memory')
  const [none, ...looked] = [
    connections,
    jobs,
    jobAge,
    hooks,
    failing,
    dead,
    cases,
    caseAge,
    orders,
    left,
    stored,
    log,
    backup,
  ]

  async function room() {
    const { bavail, blocks, bsize } = await statfs(folderOf(app.config))
    free.set(bavail * bsize)
    disk.set(blocks * bsize)
  }

  async function waiting() {
    const [size, ...found] = await Promise.all([
      app.db.size(),
      waitingJobs(app.db.read, site),
      outboxes(app.db.read, site),
      openCases(app.db.read, site),
      openOrders(app.db.read, site),
      lastBackup(app.db.read, site),
    ])
    forget(looked)
    const [ofKind, ofReceiver, ofQueue, order, backedUp] = found
    const now = clock()
    const age = (since: number) => Math.max(0, now - since) / 1000
    stored.set(size.data)
    if (size.log !== undefined) log.set(size.log)
    for (const { kind, n, first } of ofKind) {
      jobs.set({ kind }, Number(n))
      jobAge.set({ kind }, age(timeOf(first)))
    }
    for (const { receiver, n, given_up, tried } of ofReceiver) {
      hooks.set({ receiver }, Number(n) - Number(given_up))
      failing.set({ receiver }, Number(tried))
      dead.set({ receiver }, Number(given_up))
    }
    for (const { queue, n, first } of ofQueue) {
      cases.set({ queue }, Number(n))
      caseAge.set({ queue }, first === null ? 0 : age(first))
    }
    orders.set(Number(order.n))
    if (backedUp !== null) backup.set(backedUp / 1000)
    if (order.due !== null) left.set((order.due - now) / 1000)
  }

  let since = 0
  let counted = 0
  let looking: Promise<void> | null = null
  async function look() {
    kept.set(app.pages.bytes)
    built.inc(app.pages.built - counted)
    counted = app.pages.built
    forget([none!])
    for (const { pool, ...states } of app.db.connections())
      for (const [state, n] of Object.entries(states)) connections.set({ pool, state }, n)
    const [, answers] = await Promise.all([
      room().catch(() => {}),
      waiting().then(
        () => true,
        () => false,
      ),
    ])
    up.set(answers ? 1 : 0)
    // What was known before is not known any more.
    if (!answers) forget(looked)
  }
  return () => {
    if (!looking || Math.abs(clock() - since) > GOOD_FOR) {
      since = clock()
      looking = look()
    }
    return looking
  }
}

/** What is not known is not there: a 0 would say something. */
function forget(gauges: readonly Gauge[]) {
  for (const one of gauges) {
    one.reset()
    one.remove({})
  }
}

const waitingJobs = async (db: Reading, site: string) =>
  (
    await sql<{ kind: string; n: number; first: string }>`select kind, count(*) as n, min(id) as first
      from (select kind, id from jobs where done_at is null and site = ${site} order by run_at limit ${COUNTED}) as j group by kind`.execute(
      db,
    )
  ).rows

const outboxes = async (db: Reading, site: string) =>
  (
    await sql<{
      receiver: string
      n: number
      given_up: number
      tried: number
    }>`select r.id as receiver, count(o.seq) as n,
      count(o.dead_at) as given_up, sum(case when o.dead_at is null and o.error is not null then 1 else 0 end) as tried
      from webhook_receivers r left join (select receiver, seq, dead_at, error from webhook_outbox where site = ${site} limit ${COUNTED}) as o
      on o.receiver = r.id where r.site = ${site} group by r.id`.execute(db)
  ).rows

const openCases = async (db: Reading, site: string) =>
  (
    await sql<{ queue: string; n: number; first: number | null }>`select queue, count(*) as n, min(opened_at) as first
      from cases where site = ${site} and queue is not null group by queue
      union all select 'threats', count(*), min(opened_at)
      from cases where site = ${site} and queue is not null and priority >= ${PRIORITY.threat}`.execute(db)
  ).rows

const openOrders = async (db: Reading, site: string) =>
  (
    await sql<{ n: number; due: number | null }>`select count(*) as n, min(o.due_at) as due from orders o
      where o.site = ${site} and o.effect_at is null and not exists (select 1 from order_answers a
        where a.site = o.site and a.order_id = o.id and a.kind in ('done', 'refused'))`.execute(db)
  ).rows[0]!
