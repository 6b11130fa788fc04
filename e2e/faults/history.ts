/** What clients asked and were answered while things failed, in the order in which they asked. */

interface Asked {
  /** Which client: operations of one follow each other. */
  client: string
  /** Which of the server's processes it asked. */
  node: number
}

export type Operation = Asked &
  (
    | { what: 'post'; reader: string; key: string; mark: string; text: string; story: string; id?: string }
    | { what: 'read'; story: string; seen?: Seen[] }
    | { what: 'look'; reader: string; comment: string; seen?: Seen | null }
    | { what: 'respect'; reader: string; comment: string; on: boolean }
    | { what: 'decide'; comment: string; act: 'remove' | 'show' }
    | { what: 'redeem'; token: string }
    | { what: 'code'; address: string }
  )

/** A comment as somebody saw it. */
export interface Seen {
  id: string
  /** What its text is known by; null where its text is not shown. */
  mark: string | null
  state: string
  respects: number
}

/**
 * `ok`: it has happened. `fail`: it has not, and was refused. `unknown`: nobody can say (no answer, or one that says so), so it counts neither as lost
 * nor as unasked.
 */
export type Result = 'ok' | 'fail' | 'unknown'

export type Entry = Operation & {
  /** Monotonic, in milliseconds since the run began. */
  from: number
  /** Null while it is under way. */
  to: number | null
  /** Wall clock of whoever asked, in milliseconds since 1970. */
  at: number
  result: Result
  status: number
}

export class History {
  readonly entries: Entry[] = []
  /** Faults and what mended them, in the same time. */
  readonly faults: { at: number; what: string }[] = []
  private readonly begun = performance.now()

  now = () => performance.now() - this.begun

  /** Keeps an operation as it is sent; whoever sent it says afterwards what became of it. */
  ask<T extends Operation>(operation: T): T & Entry {
    const entry = { ...operation, from: this.now(), to: null, at: Date.now(), result: 'unknown' as Result, status: 0 }
    this.entries.push(entry as Entry)
    return entry as T & Entry
  }

  /** Its answer has come, or the connection broke (0). */
  answered(entry: Entry, status: number, result: Result = resultOf(status)): void {
    Object.assign(entry, { to: this.now(), status, result })
  }

  fault(what: string): void {
    this.faults.push({ at: Math.round(this.now()), what })
  }

  of<W extends Operation['what']>(what: W): (Entry & { what: W })[] {
    return this.entries.filter((one): one is Entry & { what: W } => one.what === what)
  }
}

/** A refusal says that nothing was stored; a broken connection, 500 and 503 do not: `database.fault` is one of them. */
export const resultOf = (status: number): Result =>
  status >= 200 && status < 300 ? 'ok' : status === 507 || (status >= 400 && status < 500) ? 'fail' : 'unknown'
