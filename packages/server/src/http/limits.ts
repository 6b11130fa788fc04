import { isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
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

/** Counts what callers do. One process keeps its own numbers in memory. */
export class Limits {
  private readonly on: boolean
  private readonly meters = new Map<string, RateLimiterMemory>()

  constructor(on: boolean) {
    this.on = on
    for (const [name, { points, duration }] of Object.entries(BUDGETS)) {
      this.meters.set(name, new RateLimiterMemory({ points, duration }))
      this.meters.set(
        `${name} shared`,
        new RateLimiterMemory({ points: points * ACCOUNTS_BEHIND_AN_ADDRESS, duration }),
      )
    }
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
