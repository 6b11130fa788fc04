import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Logger } from 'pino'
import type { Budget } from './limits.ts'
import type { Metrics } from './metrics.ts'
import { Refusal } from './problems.ts'

/**
 * What is no longer done when more is asked than can be answered, in this order, each from a strain on: 1 is as much as there may be.
 * Pages that are kept are served at any, and first pages of threads built; so is the desk served, where those work who look after the rest.
 */
const SHED = [
  /** New streams; open ones are told every five seconds. */
  ['live', 0.5],
  /** Verdicts on what is not posted yet, scores for others, mails. */
  ['preview', 0.6],
  /** Other public pages that would have to be built, and what is personal. */
  ['read', 0.7],
  ['post', 0.8],
  /** Reports, objections, and signing in, without which there is no reporting. */
  ['report', 1],
] as const
export type Shed = (typeof SHED)[number][0]

/** What a request is that takes from a budget; null is never turned away here. */
export const SHED_BY: Record<Budget, Shed | null> = {
  read: 'read',
  check: 'preview',
  mail: 'preview',
  write: 'post',
  respect: 'post',
  report: 'report',
  session: 'report',
  desk: null,
}

/** So many requests may be under way; more would only wait, and each takes memory. */
const MOST = 1000
/** As bad as that is an event loop that comes round only after so long, in milliseconds. */
const SLOWEST = 5000
/** How often that is looked at, in milliseconds. */
const LOOK = 1000
/** When those who are turned away are asked to come back, in seconds: each at another moment of it. */
const BACK = [2, 10] as const
/** How often open streams are told while live updates are shed, in milliseconds. */
export const SELDOM = 5000

type Loop = Pick<ReturnType<typeof monitorEventLoopDelay>, 'mean' | 'enable' | 'disable' | 'reset'>

/** How much this process is asked, and what it does not do for that reason. */
export class Pressure {
  private busy = 0
  private delay = 0
  private looked = 0
  private level = 0
  private readonly loop: Loop
  private readonly look: NodeJS.Timeout
  private readonly log: Logger
  private readonly metrics: Metrics

  constructor(log: Logger, metrics: Metrics, loop: Loop = monitorEventLoopDelay({ resolution: 20 })) {
    this.log = log
    this.metrics = metrics
    this.loop = loop
    this.loop.enable()
    this.look = setInterval(() => this.measure(), LOOK).unref()
  }

  /** From 0, nothing to do, to 1, as much as there may be, and beyond. */
  strain = (): number => Math.max(this.busy / MOST, this.delay / SLOWEST)

  sheds(what: Shed): boolean {
    return this.strain() >= SHED.find(([name]) => name === what)![1]
  }

  /** Throws Refusal('server.busy') with the seconds to wait where there is no room for it. */
  admit(what: Shed | null): void {
    if (!what || !this.sheds(what)) return
    this.metrics.shed.inc({ what })
    throw new Refusal('server.busy', { n: BACK[0] + Math.floor(Math.random() * (BACK[1] - BACK[0] + 1)) })
  }

  /** Does what is admitted, and counts it until it is done. */
  during<T>(what: Shed | null, work: () => T): T {
    this.admit(what)
    this.busy++
    const done = () => void this.busy--
    let answer: T
    try {
      answer = work()
    } catch (error) {
      done()
      throw error
    }
    if (answer instanceof Promise) return answer.finally(done) as T
    done()
    return answer
  }

  private measure() {
    const mean = Number.isNaN(this.loop.mean) ? 0 : this.loop.mean / 1e6
    this.loop.reset()
    // One stall is over when it is seen; what lasts is seen twice.
    this.delay = Math.min(this.looked, mean)
    this.looked = mean
    const level = SHED.filter(([what]) => this.sheds(what)).length
    this.metrics.pressure.set(level)
    if (level > this.level)
      this.log.warn({ busy: this.busy, delay: Math.round(this.delay), shed: SHED[level - 1]![0] }, 'too much is asked')
    else if (level === 0 && this.level > 0) this.log.info('everything is answered again')
    this.level = level
  }

  close() {
    clearInterval(this.look)
    this.loop.disable()
  }
}
