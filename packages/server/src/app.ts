import type { Engine } from '@parley/rules/engine.ts'
import type { Logger } from 'pino'
import { EuSender } from './accounting/sender.ts'
import { orderClock } from './authorities/orders.ts'
import { secrecy } from './authorities/secrecy.ts'
import { Pages } from './comments/pages.ts'
import type { Config } from './config.ts'
import type { Connect } from './db/dialect/sqlite.ts'
import { JOBS, RULES } from './db/events.ts'
import { type Db, openDatabase } from './db/open.ts'
import { pager } from './escalation/page.ts'
import { NewsroomRules } from './house-rules/newsroom.ts'
import { gauges } from './http/gauges.ts'
import { Limits } from './http/limits.ts'
import { Metrics } from './http/metrics.ts'
import { Pressure } from './http/pressure.ts'
import { Doorbell } from './http/stream.ts'
import { Jobs, type Worker } from './jobs/jobs.ts'
import { mailer } from './jobs/mail.ts'
import { Watch } from './jobs/watch.ts'
import { NewsroomThresholds } from './learning/thresholds.ts'
import { JOB as COMMON_GROUND, commonGround } from './light/find.ts'
import { GuardedEngine, openShipped } from './moderation/engine.ts'
import { reviewer } from './moderation/reviews/review.ts'
import { NotesWork } from './notes/work.ts'
import { eraser } from './readers/erase.ts'
import { type NewsroomKeys, newsroomKeys } from './readers/sso.ts'
import { ScoringClients } from './scoring/clients.ts'
import { Webhooks } from './webhooks/deliver.ts'

/** All that verbs and routes stand on. Nothing else constructs anything. */
export interface App {
  config: Config
  db: Db
  log: Logger
  /** Milliseconds since 1970, UTC. Verbs ask this, never the machine. */
  clock: () => number
  pages: Pages
  doorbell: Doorbell
  jobs: Jobs
  limits: Limits
  /** What is turned away when too much is asked. */
  pressure: Pressure
  metrics: Metrics
  /** Looks up the numbers that metrics do not count by themselves. */
  lookUp: () => Promise<void>
  newsroom: NewsroomKeys
  /** What the house rules say of a text. */
  engine: Engine
  /** The same, with the word lists behind it where it cannot answer. */
  guarded: GuardedEngine
  /** From which scores on something happens: the engine's steps with the newsroom's own over them. */
  thresholds: NewsroomThresholds
  /** The newsroom's own wording of the house rules, its own words, and what holds in its sections. */
  rules: NewsroomRules
  /** Other systems that may ask for scores. */
  scoring: ScoringClients
  /** Tells other systems what happens; does nothing where none is named. */
  webhooks: Webhooks
  /** Looks every hour whether what must hold does. */
  watch: Watch
  /** Weighs the ratings of context notes every so often. */
  notes: NotesWork
  close(): Promise<void>
}

/** How often it is looked for whether something was written unheard: to the file by another process, or while no notification came through. In milliseconds. */
const FOREIGN_LOOK = 500

/** A clock that goes back by more than this between two looks was set back, in milliseconds. */
const STEP = 60_000

/** Opens everything. Throws with a sentence that says what to do where something is not safe to start on. */
export async function openApp(
  config: Config,
  log: Logger,
  {
    clock = Date.now,
    connect,
    engine: openEngine = openShipped,
  }: { clock?: () => number; connect?: Connect; engine?: () => Engine | Promise<Engine> } = {},
): Promise<App> {
  const opening = (async () => openEngine())()
  // Whether it failed is asked further down.
  opening.catch(() => {})
  const metrics = new Metrics()
  const db = metrics.timed(await openDatabase(config.database, { now: clock(), ...(connect && { connect }) }))
  const rules = new NewsroomRules(config)
  await rules.refresh(db.read)
  const pages = new Pages(db, config, { openness: story => rules.openness(story, clock()), clock })
  const doorbell = new Doorbell()
  const pressure = new Pressure(log, metrics)
  const guarded = await GuardedEngine.opened(opening, log, metrics)
  const thresholds = new NewsroomThresholds(guarded.engine, config.site)
  await thresholds.refresh(db.read)
  const jobs = new Jobs(db, log, {
    site: config.site,
    clock,
    workers: metrics.counted<Worker>({
      mail: mailer(config, pressure),
      page: pager({ config, clock }),
      'order-clock': orderClock({ config, db, clock }),
      secrecy: secrecy({ config, db, clock }),
      [COMMON_GROUND]: commonGround({ config, db, clock }),
      erasure: eraser({ config, db, clock, log }),
      review: config.review && reviewer({ config, db, log, clock, metrics, rules }, config.review),
    }),
  })
  const sender = config.sor && new EuSender({ config, db, log, clock }, config.sor)
  const webhooks = new Webhooks({ config, db, log, clock })
  await webhooks.start()
  const watch = new Watch({ config, db, log, metrics })
  const notes = new NotesWork({ config, db, log, clock })
  const settled = () => {
    thresholds.refresh(db.read).catch(error => log.error({ err: error }, 'the thresholds could not be read'))
    rules.refresh(db.read).catch(error => log.error({ err: error }, 'the house rules could not be read'))
  }
  db.onChange((change, foreign) => {
    // Who has asked for a job looks for it.
    if (change.story === JOBS) {
      if (!foreign) jobs.wake()
      return
    }
    // What another process has done is not said. It may be told as late as an addition: a removal within two seconds.
    if (foreign && change.story === RULES) pages.forgetAll()
    else pages.forget(foreign ? { ...change, adds: true } : change)
    doorbell.ring(change.story)
    if (foreign && change.story === RULES) settled()
    if (foreign) return
    sender?.wake()
    webhooks.wake()
  })
  let seen = db.foreignChanges()
  let ahead = clock() - performance.now()
  const look = setInterval(() => {
    const stepped = clock() - performance.now() - ahead
    ahead += stepped
    if (stepped < -STEP)
      for (const one of [jobs.tidy(), webhooks.clockStepped()])
        one.catch(error => log.error({ err: error }, 'what a clock that was ahead has put off waits'))
    const now = db.foreignChanges()
    if (now === seen) return
    seen = now
    pages.doubtAll()
    doorbell.ringAll()
    jobs.wake()
    sender?.wake()
    settled()
    webhooks.wake()
  }, FOREIGN_LOOK).unref()

  return {
    config,
    db,
    log,
    clock,
    pages,
    doorbell,
    jobs,
    limits: new Limits(config.limits, db),
    pressure,
    metrics,
    lookUp: gauges({ config, db, clock, pages, metrics }),
    newsroom: newsroomKeys(config),
    engine: guarded.engine,
    guarded,
    thresholds,
    rules,
    scoring: new ScoringClients(config),
    webhooks,
    watch,
    notes,
    async close() {
      clearInterval(look)
      pressure.close()
      doorbell.close()
      await jobs.close()
      await sender?.close()
      await webhooks.close()
      await watch.close()
      await notes.close()
      await db.close()
    },
  }
}
