import { createHmac } from 'node:crypto'
import type { App } from '../app.ts'

/** About so many are asked to rate each note. */
const ASKED = 12
const DAY = 86_400_000
const HOUR = 3_600_000
/** Who was signed in within this time is taken to read here. */
const LATELY = 30 * DAY

/**
 * Who is asked to rate which note: drawn by lot, so that notes are not rated by those alone who came for that (a population sample, specification sections 2 and 5).
 * Nothing is stored of it. The lot of a reader for a note is a number from 0 to below 1, made of both ids by a secret, so that nobody can choose it or find it out;
 * he is asked where it is below about a dozen over all who read here lately.
 */
export class Lot {
  private readonly app: Pick<App, 'config' | 'db' | 'clock'>
  private share = 1
  private counted = Number.NEGATIVE_INFINITY

  constructor(app: Pick<App, 'config' | 'db' | 'clock'>) {
    this.app = app
  }

  /** Counts anew, once an hour, who reads here. */
  async ready(): Promise<void> {
    const { config, db, clock } = this.app
    if (clock() - this.counted < HOUR && clock() >= this.counted) return
    const { n } = await db.read
      .selectFrom('sessions')
      .select(eb => eb.fn.count<number>('reader').distinct().as('n'))
      .where('site', '=', config.site)
      .where('created_at', '>', clock() - LATELY)
      .executeTakeFirstOrThrow()
    this.share = Math.min(1, ASKED / Math.max(1, Number(n)))
    this.counted = clock()
  }

  /** After `ready`. */
  isInvited(note: string, reader: string): boolean {
    const hash = createHmac('sha256', this.app.config.secret).update(`invitation\n${note}\n${reader}`).digest()
    return hash.readUIntBE(0, 6) / 2 ** 48 < this.share
  }
}
