/** Failures in a row after which nobody is asked any more. */
const AFTER = 5
/** How long nobody is asked then, in milliseconds. */
const REST = 60_000

/** A circuit breaker: open after AFTER failures in a row; after REST one try decides whether it stays so. */
export class Breaker {
  private failures = 0
  private openedAt: number | null = null
  private readonly clock: () => number

  constructor(clock: () => number) {
    this.clock = clock
  }

  mayTry(): boolean {
    return this.openedAt === null || this.clock() - this.openedAt >= REST
  }

  succeeded(): void {
    this.failures = 0
    this.openedAt = null
  }

  /** Answers whether this failure has opened it. */
  failed(): boolean {
    this.failures++
    if (this.failures < AFTER) return false
    const closed = this.openedAt === null
    this.openedAt = this.clock()
    return closed
  }
}
