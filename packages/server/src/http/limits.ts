import { isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from '../db/open.ts'
import { Refusal } from './problems.ts'

/** How much one caller may do: points in seconds. Who is signed in is counted by account and by address block, guests by block. */
const BUDGETS = {
  /** Public pages, counts: generous, they are kept bytes. */
  read: { points: 600, duration: 60 },
  /** As the reader types. */
  check: { points: 60, duration: 60 },
  write: { points: 12, duration: 60 },
  /** Respects are quick clicks. */
  respect: { points: 60, duration: 60 },
  report: { points: 10, duration: 600 },
  session: { points: 20, duration: 600 },
  /** Mails that one caller can have sent. */
  mail: { points: 5, duration: 900 },
  desk: { points: 600, duration: 60 },
} as const
export type Budget = keyof typeof BUDGETS

/** An address block shares many accounts: offices, schools, mobile networks. */
const ACCOUNTS_BEHIND_AN_ADDRESS = 10

/** These keep one process from being asked too much, so each process counts for itself, without asking the database. The others keep the site from what one caller can do to it. */
const OF_ONE_PROCESS: readonly string[] = ['read', 'check', 'desk'] satisfies Budget[]

/** Counts what callers do. */
export class Limits {
  private readonly on: boolean
  private readonly meters = new Map<string, ReturnType<Db['meter']>>()

  constructor(on: boolean, db: Pick<Db, 'meter'>) {
    this.on = on
    for (const [name, { points, duration }] of Object.entries(BUDGETS))
      for (const [meter, budget] of [
        [name, { points, duration }],
        [`${name} shared`, { points: points * ACCOUNTS_BEHIND_AN_ADDRESS, duration }],
      ] as const)
        this.meters.set(meter, OF_ONE_PROCESS.includes(name) ? new RateLimiterMemory(budget) : db.meter(meter, budget))
  }

  /** Takes one point from the caller's budget. Throws Refusal('limit.reached') with the seconds to wait. */
  async take(budget: Budget, who: { site: string; reader: string | null; ip: string }): Promise<void> {
    if (!this.on) return
    const block = `${who.site} ${blockOf(who.ip)}`
    const keys: [string, string][] = who.reader
      ? [
          [budget, `${who.site} ${who.reader}`],
          [`${budget} shared`, block],
        ]
      : [[budget, block]]
    try {
      for (const [meter, key] of keys) await this.meters.get(meter)!.consume(key)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      throw new Refusal('limit.reached', { n: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) })
    }
  }
}

/** What one household or phone has: an IPv4 address, or a /64 of IPv6. */
export function blockOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped) return mapped[1]!
  if (!isIPv6(ip)) return ip
  const [head = '', tail] = ip.split('%')[0]!.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const groups = tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map(group => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
