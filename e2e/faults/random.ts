/** Chance that can be had again: the same seed, the same run of numbers. Source: mulberry32, public domain. */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** At least 0, less than 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  /** A whole number from 0 to less than n. */
  below = (n: number) => Math.floor(this.next() * n)
  chance = (p: number) => this.next() < p
  /** One of a list that is not empty. */
  of = <T>(all: readonly T[]): T => all[this.below(all.length)]!
}
