import type { Logger } from 'pino'
import type { Config, ReceiverConfig } from '../config.ts'
import type { Db } from '../db/open.ts'
import { messageId, messageOf } from './message.ts'
import { post } from './post.ts'
import {
  bringNear,
  dueFor,
  eventToTell,
  forget,
  keepReceiver,
  nextTime,
  putOff,
  switchOff,
  take,
  type Waiting,
} from './queries.ts'

const [MINUTE, HOUR] = [60_000, 3600_000]
/** Waits between tries, in milliseconds, before jitter: more than 32 hours in all. After the last a message is a dead letter. */
export const WAITS = [
  10_000,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  ...[2, 6, 12, 12].map(hours => hours * HOUR),
] as readonly number[]
/** A wait is longer by up to this share of it, so that what failed together does not come back together. */
const JITTER = 0.2
/** So many messages are on their way to one receiver at once. */
const PARALLEL = 8
/** How often is looked for what nothing has announced, in milliseconds. */
const LOOK = 30_000
/** "Gone": the receiver wants nothing any more. Source: Standard Webhooks. */
const GONE = 410

interface Parts {
  config: Pick<Config, 'site' | 'webhooks' | 'webhookPatience'>
  db: Db
  log: Logger
  clock: () => number
}

/** Tells other systems what happens: what is in their outboxes, each at least once, and what is about one comment in order. Receivers do not wait for each other. */
export class Webhooks {
  private readonly app: Parts
  private readonly outboxes: readonly Outbox[]

  constructor(app: Parts) {
    this.app = app
    this.outboxes = app.config.webhooks.map(receiver => new Outbox(app, receiver))
  }

  /** Makes the receivers known: what happens from now on is kept for them. */
  async start(): Promise<void> {
    const { config, db, clock } = this.app
    if (config.webhooks.length)
      await db.tx(async tx => {
        for (const { name } of config.webhooks)
          await keepReceiver(tx, { site: config.site, receiver: name, at: clock() })
      })
    await this.clockStepped()
  }

  /** The clock may have been ahead: what was put off by it is sent now. What is on its way is let alone, where another process's clock is ahead by less than a minute. */
  async clockStepped(): Promise<void> {
    const { config, db, clock } = this.app
    const now = clock()
    const longest = [2 * config.webhookPatience, ...WAITS.map(wait => wait * (1 + JITTER))].map(wait => wait + MINUTE)
    if (config.webhooks.length) await db.tx(tx => bringNear(tx, { site: config.site, now, longest }))
    this.wake()
  }

  /** Looks for what waits, soon. */
  wake(): void {
    for (const outbox of this.outboxes) outbox.wake()
  }

  async close(): Promise<void> {
    await Promise.all(this.outboxes.map(outbox => outbox.close()))
  }
}

/** What one receiver has not taken yet, and who sends it. */
class Outbox {
  private readonly app: Parts
  private readonly to: ReceiverConfig
  private readonly of: { site: string; receiver: string }
  private readonly stopping = new AbortController()
  private timer: NodeJS.Timeout | undefined
  /** In how many milliseconds it looks again by itself. */
  private pause = LOOK
  private looked = 0
  private running: Promise<void> | null = null
  private again = false
  private woken = Promise.withResolvers<void>()

  constructor(app: Parts, to: ReceiverConfig) {
    this.app = app
    this.to = to
    this.of = { site: app.config.site, receiver: to.name }
  }

  wake(): void {
    if (this.stopping.signal.aborted) return
    this.again = true
    this.woken.resolve()
    this.running ??= this.work()
      .catch(error => this.app.log.error({ err: error, receiver: this.to.name }, 'webhooks could not be sent'))
      .finally(() => {
        this.running = null
        if (this.stopping.signal.aborted) return
        clearTimeout(this.timer)
        // What was put out while the last look ended is not left for the next.
        if (this.again) this.wake()
        else this.timer = setTimeout(() => this.wake(), this.pause).unref()
      })
  }

  private async work() {
    const { db, clock } = this.app
    const onTheWay = new Set<Promise<void>>()
    const { signal } = this.stopping
    while (!signal.aborted) {
      this.again = false
      this.woken = Promise.withResolvers()
      const taken = onTheWay.size < PARALLEL ? await this.takeDue(PARALLEL - onTheWay.size) : []
      for (const row of taken) {
        const sent = this.deliver(row)
          .catch(error => this.app.log.error({ err: error, receiver: this.to.name }, 'a webhook could not be settled'))
          .finally(() => onTheWay.delete(sent))
        onTheWay.add(sent)
      }
      if (taken.length) continue
      if (onTheWay.size === 0) break
      await Promise.race([...onTheWay, ...(onTheWay.size < PARALLEL ? [this.woken.promise] : [])])
    }
    await Promise.all(onTheWay)
    // What has come due since the last look is not passed over.
    const next = await nextTime(db.read, { ...this.of, after: this.looked })
    this.pause = next === null ? LOOK : Math.max(0, Math.min(LOOK, next - clock()))
  }

  /** Reading costs no commit; only what is due is taken, for twice as long as it may be on its way. */
  private async takeDue(limit: number): Promise<Waiting[]> {
    const { db, clock, config } = this.app
    const now = clock()
    this.looked = now
    const due = await dueFor(db.read, { ...this.of, now, limit })
    if (due.length === 0) return []
    return db.tx(async tx => {
      const taken: Waiting[] = []
      for (const row of due) {
        const mine = await take(tx, row, now + 2 * config.webhookPatience)
        if (mine) taken.push(mine)
      }
      return taken
    })
  }

  private async deliver(row: Waiting): Promise<void> {
    const { db, log, clock, config } = this.app
    const { signal } = this.stopping
    const to = { ...this.to, patience: config.webhookPatience, stop: signal }
    const body = messageOf(row, await eventToTell(db.read, row))
    const answer = await post(to, { id: messageId(row), at: clock(), body })
    const now = clock()
    if (typeof answer === 'number' && answer >= 200 && answer < 300) return db.tx(tx => forget(tx, row, now))
    // Cut off by a stop: nobody knows whether it has arrived, so it is sent again, by the next start at once.
    if (signal.aborted) return db.tx(tx => putOff(tx, row, { ...row, next_at: now }))
    const attempts = row.attempts + 1
    const error = String(answer)
    const tried = { receiver: this.to.name, message: messageId(row), attempts, code: error }
    if (answer === GONE) {
      log.error(tried, 'a receiver of webhooks is gone: nothing is sent there until an admin switches it on again')
      return db.tx(async tx => {
        await switchOff(tx, { ...this.of, at: now })
        await putOff(tx, row, { attempts, next_at: now, dead_at: null, error })
      })
    }
    const wait = WAITS[row.attempts]
    if (wait === undefined) log.error(tried, 'a webhook is given up; see “parley webhooks list”')
    else log.warn(tried, 'a webhook was not taken')
    await db.tx(tx =>
      putOff(tx, row, {
        attempts,
        next_at: wait === undefined ? null : now + Math.round(wait * (1 + Math.random() * JITTER)),
        dead_at: wait === undefined ? now : null,
        error,
      }),
    )
  }

  async close(): Promise<void> {
    clearTimeout(this.timer)
    this.stopping.abort()
    this.woken.resolve()
    await this.running
  }
}
