import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Db } from '../db/open.ts'
import { VERSION } from '../version.ts'
import { Refusal } from './problems.ts'

/**
 * What an operator watches. No label ever holds anything of a reader, and each has few values: routes of the table, codes of problems, kinds
 * of jobs, names that the newsroom has given. What has to be looked up is looked up when the numbers are asked for: gauges.ts.
 */
export class Metrics {
  readonly registry = new Registry()
  readonly requests = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time to answer, by route and status class; of a stream, how long it was open',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.05, 0.15, 0.5, 2, 10],
    registers: [this.registry],
  })
  readonly refusals = this.counter('parley_refusals_total', 'Requests refused, by code of the problem', 'code')
  readonly verdicts = this.counter('parley_verdicts_total', 'Verdicts on posted comments', 'outcome')
  readonly writes = new Histogram({
    name: 'parley_write_seconds',
    help: 'From asking for a transaction until it is on disk, its wait included: done, refused by what it found, or failed',
    labelNames: ['result'],
    buckets: [0.001, 0.005, 0.02, 0.05, 0.15, 0.5, 2, 10],
    registers: [this.registry],
  })
  readonly writing = this.gauge('parley_writes_waiting', 'Transactions asked for and not answered yet')
  readonly streams = this.gauge('parley_streams_open', 'Open event streams')
  readonly streamsCut = this.counter('parley_streams_cut_total', 'Streams cut because their reader was too slow')
  readonly faults = this.counter('parley_faults_total', 'Errors that were nobody’s request’s fault', 'code')
  readonly engineFailures = this.counter(
    'parley_engine_failures_total',
    'Texts that the engine of the house rules could not judge, and starts without its weights',
  )
  readonly reviews = this.counter(
    'parley_reviews_total',
    'Answers of the other judge: found, clear, or failed',
    'result',
  )
  readonly jobs = this.counter(
    'parley_job_tries_total',
    'Tries of jobs (mails, pages): done or failed',
    'kind',
    'result',
  )
  readonly pressure = this.gauge(
    'parley_pressure_level',
    'How many kinds of requests are turned away because too much is asked: 0 none, 5 all but kept pages and the desk',
  )
  readonly shed = this.counter('parley_shed_total', 'Requests turned away because too much is asked', 'what')
  readonly invariantsBroken = this.gauge(
    'parley_invariants_broken',
    'Of what must hold at all times, how much the last hourly look found not to',
  )
  readonly invariantsLooked = this.counter(
    'parley_invariants_looks_total',
    'Looks whether what must hold at all times does',
  )

  constructor() {
    collectDefaultMetrics({ register: this.registry })
    this.gauge('parley_build_info', 'Always 1; its label says which version runs', 'version').set(
      { version: VERSION },
      1,
    )
  }

  /** Counts a request that was answered. `url`: of the route; none where there is no such route. */
  answered({ method, url }: { method: string; url: string | undefined }, status: number, seconds: number) {
    this.requests.observe(
      { route: url === undefined ? 'none' : `${method} ${url}`, status: `${Math.floor(status / 100)}xx` },
      seconds,
    )
  }

  /** A new counter of this registry. */
  counter(name: string, help: string, ...labelNames: string[]) {
    return new Counter({ name, help, labelNames, registers: [this.registry] })
  }

  /** A new gauge of this registry. */
  gauge(name: string, help: string, ...labelNames: string[]) {
    return new Gauge({ name, help, labelNames, registers: [this.registry] })
  }

  /** Has a database time its transactions. */
  timed(db: Db): Db {
    const tx = db.tx.bind(db)
    db.tx = async (work, on) => {
      this.writing.inc()
      const since = performance.now()
      const over = (result: string) => {
        this.writing.dec()
        this.writes.observe({ result }, (performance.now() - since) / 1000)
      }
      return tx(work, on).then(
        value => {
          over('done')
          return value
        },
        error => {
          over(error instanceof Refusal && error.status >= 500 ? 'failed' : 'refused')
          throw error
        },
      )
    }
    return db
  }

  /** Has workers' tries counted. */
  counted<W extends { do(payload: never): Promise<void> }>(
    workers: Record<string, W | null>,
  ): Record<string, W | null> {
    return Object.fromEntries(
      Object.entries(workers).map(([kind, worker]) => [
        kind,
        worker && {
          ...worker,
          do: (payload: never) =>
            worker.do(payload).then(
              () => this.jobs.inc({ kind, result: 'done' }),
              error => {
                this.jobs.inc({ kind, result: 'failed' })
                throw error
              },
            ),
        },
      ]),
    )
  }
}
