import type { Logger } from 'pino'
import type { SorConfig } from '../config.ts'
import type { Db } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { readUpTo } from '../moderation/reviews/ask.ts'
import { type Sor, sorOf } from './sor.ts'
import { statedAs } from './statements.ts'

/** As many as the database takes at once. */
const BATCH = 100
/** Waits between tries, in milliseconds; the last one is repeated for as long as it takes: none is given up. */
const BACKOFF = [10_000, 60_000, 600_000, 3600_000, 6 * 3600_000, 24 * 3600_000]
const LOOK = 30_000
const PATIENCE = 30_000
/** The longest answer that is read, in bytes. */
const ANSWER_MAX = 256 * 1024

type Result = NonNullable<Tables['eu_outbox']['result']>
/** What became of one statement; `again`: nothing yet, it is tried once more. */
type Sent = { no: number; result: Result | 'again'; error: string | null }

interface Parts {
  db: Db
  log: Logger
  clock: () => number
  config: { site: string }
}

/**
 * Sends statements of reasons to the EU's transparency database, or whatever stands at the newsroom's address: those in the outbox, up to
 * 100 at once. A statement keeps its `puid`, so that what had arrived before is answered “existing”, and that is as good as accepted.
 */
export class EuSender {
  private readonly app: Parts
  private readonly to: SorConfig
  private readonly stopping = new AbortController()
  private readonly timer: NodeJS.Timeout
  private running: Promise<void> | null = null
  private again = false

  constructor(app: Parts, to: SorConfig) {
    this.app = app
    this.to = to
    this.timer = setInterval(() => this.wake(), LOOK).unref()
  }

  /** Looks for what waits, soon. */
  wake(): void {
    if (this.stopping.signal.aborted) return
    this.again = true
    this.running ??= this.work()
      .catch(error => this.app.log.error({ err: error }, 'statements could not be sent'))
      .finally(() => {
        this.running = null
      })
  }

  private async work() {
    while (this.again && !this.stopping.signal.aborted) {
      this.again = false
      // One process sends; the others would send the same.
      await this.app.db.alone('eu outbox', async () => {
        for (;;) {
          const due = await this.due()
          if (due.length === 0 || this.stopping.signal.aborted) break
          await this.note(await this.send(due))
        }
      })
    }
  }

  private async due(): Promise<number[]> {
    const rows = await this.app.db.read
      .selectFrom('eu_outbox')
      .select('no')
      .where('site', '=', this.app.config.site)
      .where('next_at', '<=', this.app.clock())
      .orderBy('next_at')
      .limit(BATCH)
      .execute()
    return rows.map(row => row.no)
  }

  private async send(nos: readonly number[]): Promise<Sent[]> {
    const exported = (await statedAs(this.app.db.read, this.app.config.site, nos)).map(sorOf)
    const ready = exported.filter(one => one.is === 'ready')
    const kept = exported.flatMap((one): Sent[] => {
      if (one.is === 'ready') return []
      const error =
        one.is === 'blocked' ? one.faults.map(({ field, reason }) => `${field}: ${reason}`).join('; ') : one.why
      return [{ no: one.no, result: one.is, error }]
    })
    // What the statement was about is gone for good, and with it what must not be named.
    const known = new Set(exported.map(({ no }) => no))
    const gone = nos.filter(no => !known.has(no)).map((no): Sent => ({ no, result: 'blocked', error: 'erased' }))
    return [...kept, ...gone, ...(await this.sendReady(ready))]
  }

  private async sendReady(ready: readonly { no: number; sor: Sor }[]): Promise<Sent[]> {
    if (ready.length === 0) return []
    const all = (result: Sent['result'], error: string | null) => ready.map(({ no }) => ({ no, result, error }))
    const answer = await this.post('statements', { statements: ready.map(({ sor }) => sor) })
    if (answer.status >= 200 && answer.status < 300) return all('accepted', null)
    if (answer.status !== 422) return all('again', String(answer.status || 'unreachable'))
    // A batch is taken whole or not at all; one by one each is told what is wrong with it.
    const sent: Sent[] = []
    for (const { no, sor } of ready) {
      const { status, body } = await this.post('statement', sor)
      if (status >= 200 && status < 300) sent.push({ no, result: 'accepted', error: null })
      else if (status === 422 && saysExisting(body)) sent.push({ no, result: 'existing', error: null })
      else if (status === 422) sent.push({ no, result: 'refused', error: fieldsIn(body) })
      else sent.push({ no, result: 'again', error: String(status || 'unreachable') })
    }
    return sent
  }

  /** Status 0: no answer. */
  private async post(path: string, content: object): Promise<{ status: number; body: unknown }> {
    try {
      const answer = await fetch(`${this.to.url}/${path}`, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(PATIENCE)]),
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'user-agent': 'Parley',
          authorization: `Bearer ${this.to.token}`,
        },
        body: JSON.stringify(content),
      })
      const text = await readUpTo(answer, ANSWER_MAX)
      return { status: answer.status, body: parsed(text) }
    } catch {
      return { status: 0, body: null }
    }
  }

  private async note(sent: readonly Sent[]): Promise<void> {
    if (this.stopping.signal.aborted) return
    const { db, log, clock, config } = this.app
    const now = clock()
    await db.tx(async tx => {
      for (const { no, result, error } of sent) {
        const row = tx.updateTable('eu_outbox').where('site', '=', config.site).where('no', '=', no)
        if (result === 'again') {
          const { attempts } = await tx
            .selectFrom('eu_outbox')
            .select('attempts')
            .where('site', '=', config.site)
            .where('no', '=', no)
            .executeTakeFirstOrThrow()
          const wait = BACKOFF[Math.min(attempts, BACKOFF.length - 1)]!
          await row.set({ attempts: attempts + 1, next_at: now + wait, error }).execute()
        } else {
          const arrived = result === 'accepted' || result === 'existing'
          await row.set({ next_at: null, sent_at: arrived ? now : null, result, error }).execute()
        }
      }
    })
    const counts = Object.fromEntries(
      [...Map.groupBy(sent, ({ result }) => result)].map(([result, some]) => [result, some.length]),
    )
    const well = sent.every(({ result }) => result === 'accepted' || result === 'existing' || result === 'not-due')
    if (well) log.info(counts, 'statements were sent to the EU database')
    else
      log.warn(
        { ...counts, codes: sent.flatMap(one => (one.result === 'again' ? [one.error] : [])).slice(0, 1) },
        'some statements have not gone to the EU database; see “parley statements outbox”',
      )
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    this.stopping.abort()
    await this.running
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const saysExisting = (body: unknown) => typeof body === 'object' && body !== null && 'existing' in body

/** Which fields were refused; what was sent is not repeated. */
function fieldsIn(body: unknown): string {
  const errors = (body as { errors?: unknown } | null)?.errors
  const fields = typeof errors === 'object' && errors !== null ? Object.keys(errors) : []
  return fields.length ? fields.join(', ').slice(0, 500) : 'no reason given'
}
