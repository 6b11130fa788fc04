import type { Logger } from 'pino'
import { JOBS, ring } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { Db, Tx } from '../db/open.ts'
import { forgetSealed } from '../eyewitness/forget.ts'

/** Waits between tries, in milliseconds; after the last the job is left with its error. */
const BACKOFF = [10_000, 60_000, 600_000, 3600_000, 6 * 3600_000, 24 * 3600_000]
const HOUR = 3600_000
const DAY = 24 * HOUR
/** How often jobs are looked for that nothing announces: those for a time to come, and those to be tried again. In milliseconds. */
const LOOK = BACKOFF[0]!
/** By how often it was tried: longer than this nothing is put off that is to be done at once, in milliseconds. One that was taken is left alone for ten minutes. */
const LONGEST = [0, ...BACKOFF].map(wait => wait + 15 * 60_000)
/** Kinds whose jobs are for a time to come. */
const FOR_LATER = ['order-clock', 'secrecy', 'erasure']

/** How jobs of one kind are done. */
export interface Worker {
  do(payload: never): Promise<void>
  /** False while there is no use in trying; the jobs wait, and none of their tries is spent. */
  ready?(): boolean
  /** Cuts short what is being done. */
  stop?(): void
}

/** Asks for a job, in the same transaction as what it is about. */
export async function enqueue(
  tx: Tx,
  { site, kind, payload, at }: { site: string; kind: string; payload: object; at: number },
): Promise<void> {
  await tx
    .insertInto('jobs')
    .values({
      id: newId('j', at),
      site,
      kind,
      payload_json: JSON.stringify(payload),
      run_at: at,
      attempts: 0,
      done_at: null,
      error: null,
    })
    .execute()
  ring(tx, site, JOBS)
}

/** Does what transactions of its site have asked for: mails, reviews, the order of comments. At least once each; a job that fails is tried again. The kinds do not wait for each other. */
export class Jobs {
  private readonly db: Db
  private readonly log: Logger
  private readonly site: string
  private readonly clock: () => number
  private readonly workers: ReadonlyMap<string, Worker>
  private readonly running = new Map<string, Promise<void>>()
  private readonly again = new Set<string>()
  private readonly timers: NodeJS.Timeout[]
  private closed = false

  /** Kinds without a worker wait. */
  constructor(
    db: Db,
    log: Logger,
    { site, clock, workers }: { site: string; clock: () => number; workers: Record<string, Worker | null> },
  ) {
    this.db = db
    this.log = log
    this.site = site
    this.clock = clock
    this.workers = new Map(Object.entries(workers).filter((one): one is [string, Worker] => one[1] !== null))
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
    for (const [kind, worker] of this.workers) {
      if (this.closed) return
      // What was asked for while the last look ended is not left for the next.
      if (this.running.has(kind)) this.again.add(kind)
      else this.running.set(kind, this.lookAfter(kind, worker))
    }
  }

  private async lookAfter(kind: string, worker: Worker) {
    do {
      this.again.delete(kind)
      await this.work(kind, worker).catch(error => this.log.error({ err: error }, 'jobs could not be read'))
    } while (this.again.has(kind) && !this.closed)
    this.running.delete(kind)
  }

  private async work(kind: string, worker: Worker) {
    for (;;) {
      if (this.closed || worker.ready?.() === false) return
      const job = await this.db.takeJob(this.site, kind, this.clock())
      if (!job) return
      let error: string | null = null
      try {
        await worker.do(JSON.parse(job.payload_json) as never)
      } catch (cause) {
        // Cut off by a stop, it is done again by the next start.
        if (this.closed) return await this.giveBack(job.id)
        error = String((cause as { code?: string }).code ?? 'failed')
        this.log.warn({ job: job.id, kind, attempt: job.attempts + 1, code: error }, 'a job failed')
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

  /** Another process may take it at once. */
  private async giveBack(id: string) {
    await this.db.tx(tx => tx.updateTable('jobs').set({ run_at: this.clock() }).where('id', '=', id).execute())
  }

  /** Forgets what has had its time: contacts and originals of old accounts, old keys, sessions, codes and tokens. What a clock that was ahead has put off is due now. */
  async tidy(): Promise<void> {
    const now = this.clock()
    await this.db.tx(async tx => {
      await forgetSealed(tx, this.site, now)
      for (const [attempts, wait] of LONGEST.entries())
        await tx
          .updateTable('jobs')
          .set({ run_at: now })
          .where('done_at', 'is', null)
          .where('attempts', '=', attempts)
          .where('run_at', '>', now + wait)
          .where('kind', 'not in', FOR_LATER)
          .execute()
      await tx
        .deleteFrom('idempotency')
        .where('at', '<', now - 2 * DAY)
        .execute()
      await tx.deleteFrom('sessions').where('expires_at', '<', now).execute()
      await tx.deleteFrom('watches').where('until', '<', now).execute()
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
    for (const worker of this.workers.values()) worker.stop?.()
    await Promise.all(this.running.values())
  }
}
