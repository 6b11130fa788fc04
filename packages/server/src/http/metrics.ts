import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What an operator watches. No label ever holds anything of a reader. */
export class Metrics {
  readonly registry = new Registry()
  readonly requests = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time to answer, by route and status class',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.05, 0.15, 0.5, 2, 10],
    registers: [this.registry],
  })
  readonly verdicts = new Counter({
    name: 'parley_verdicts_total',
    help: 'Verdicts on posted comments',
    labelNames: ['outcome'],
    registers: [this.registry],
  })
  readonly streams = new Gauge({ name: 'parley_streams_open', help: 'Open event streams', registers: [this.registry] })
  readonly streamsCut = new Counter({
    name: 'parley_streams_cut_total',
    help: 'Event streams cut because their reader did not read',
    registers: [this.registry],
  })
  readonly pressure = new Gauge({
    name: 'parley_pressure_level',
    help: 'How many kinds of requests are turned away because too much is asked: 0 none, 5 all but kept pages and the desk',
    registers: [this.registry],
  })
  readonly shed = new Counter({
    name: 'parley_shed_total',
    help: 'Requests turned away because too much is asked',
    labelNames: ['what'],
    registers: [this.registry],
  })
  readonly faults = new Counter({
    name: 'parley_faults_total',
    help: 'Errors that were nobody’s request’s fault',
    labelNames: ['code'],
    registers: [this.registry],
  })

  readonly engineFailures = new Counter({
    name: 'parley_engine_failures_total',
    help: 'Texts that the engine of the house rules could not judge, and starts without its weights',
    registers: [this.registry],
  })
  readonly reviews = new Counter({
    name: 'parley_reviews_total',
    help: 'Answers of the other judge: found, clear, or failed',
    labelNames: ['result'],
    registers: [this.registry],
  })
  readonly invariantsBroken = new Gauge({
    name: 'parley_invariants_broken',
    help: 'Of what must hold at all times, how much the last hourly look found not to',
    registers: [this.registry],
  })
  readonly invariantsLooked = new Counter({
    name: 'parley_invariants_looks_total',
    help: 'Looks whether what must hold at all times does',
    registers: [this.registry],
  })

  constructor() {
    collectDefaultMetrics({ register: this.registry })
  }
}
