import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { mailer } from './mail.ts'

/** Waits between tries, in milliseconds; after the last the job is left with its error. */
const BACKOFF = [10_000, 60_000, 600_000, 3600_000, 6 * 3600_000, 24 * 3600_000]
const HOUR = 3600_000
const DAY = 24 * HOUR
/** How often jobs are looked for that nothing has announced, in milliseconds. */
const LOOK = 30_000

/** Does what transactions have asked for: mails now, others later. At least once each; a job that fails is tried again. */
export class Jobs {
  private readonly db: Db
  private readonly log: Logger
  private readonly clock: () => number
  private readonly kinds: Record<string, ((payload: never) => Promise<void>) | null>
  private running: Promise<void> | null = null
  private readonly timers: NodeJS.Timeout[]
  private closed = false

  constructor(db: Db, config: Config, log: Logger, clock: () => number) {
    this.db = db
    this.log = log
    this.clock = clock
    this.kinds = { mail: mailer(config) }
    this.timers = [
      setInterval(() => this.wake(), LOOK).unref(),
      setInterval(
        () => this.tidy().catch(error => log.error({ err: error }, 'old rows could not be removed')),
        HOUR,
      ).unref(),
    ]
  }

  /** Looks for work soon. */
  wake() {
    if (this.closed || this.running) return
    this.running = this.work()
      .catch(error => this.log.error({ err: error }, 'jobs could not be read'))
      .finally(() => {
        this.running = null
      })
  }

  private async work() {
    for (;;) {
      const ready = Object.keys(this.kinds).filter(kind => this.kinds[kind])
      if (!ready.length || this.closed) return
      const job = await this.db.read
        .selectFrom('jobs')
        .selectAll()
        .where('done_at', 'is', null)
        .where('run_at', '<=', this.clock())
        .where('kind', 'in', ready)
        .orderBy('run_at')
        .limit(1)
        .executeTakeFirst()
      if (!job) return
      let error: string | null = null
      try {
        await this.kinds[job.kind]!(JSON.parse(job.payload_json) as never)
      } catch (cause) {
        error = String((cause as { code?: string }).code ?? 'failed')
        this.log.warn({ job: job.id, kind: job.kind, attempt: job.attempts + 1, code: error }, 'a job failed')
      }
      const wait = BACKOFF[job.attempts]
      const over = error === null || wait === undefined
      await this.db.tx(tx =>
        tx
          .updateTable('jobs')
          .set({
            attempts: job.attempts + 1,
            error,
            done_at: over ? this.clock() : null,
            run_at: over ? job.run_at : this.clock() + wait,
            // What was sent is not kept: addresses and words belong to their readers.
            ...(error === null && { payload_json: '{}' }),
          })
          .where('id', '=', job.id)
          .execute(),
      )
    }
  }

  /** Forgets what has had its time: old keys, sessions, codes and tokens. */
  async tidy(): Promise<void> {
    const now = this.clock()
    await this.db.tx(async tx => {
      await tx
        .deleteFrom('idempotency')
        .where('at', '<', now - 2 * DAY)
        .execute()
      await tx.deleteFrom('sessions').where('expires_at', '<', now).execute()
      await tx
        .deleteFrom('sign_in_codes')
        .where('expires_at', '<', now - DAY)
        .execute()
      await tx
        .deleteFrom('used_tokens')
        .where('expires_at', '<', now - DAY)
        .execute()
    })
  }

  async close() {
    this.closed = true
    for (const timer of this.timers) clearInterval(timer)
    await this.running
  }
}
