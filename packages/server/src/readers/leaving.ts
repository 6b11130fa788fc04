import type { Held, Text } from '@parley/contract/privacy.ts'
import type { App } from '../app.ts'
import type { Reading } from '../db/open.ts'

/** What erasing needs, so that the command line can do it beside a server. */
export type Parts = Pick<App, 'config' | 'db' | 'clock'>

export interface Who {
  site: string
  reader: string
}

/** A reader whose traces go. */
export interface Leaving extends Who {
  /** The nameless reader who stands in his place. */
  former: string
  text: Text
  /** Now, in milliseconds. */
  at: number
}

/** What had to be kept for a time: so many things still must be, and so many are gone now. */
export interface Over {
  waiting: number
  gone: number
}

/** What one room holds of a reader. */
export interface Room {
  what: Held
  count(db: Reading, who: Who): Promise<number>
  /**
   * Erases some, in transactions of its own that are short; answers how many it was about, 0 where nothing is left. May be called again and again.
   * What lies beside a comment counts with that, and is erased by one call that answers 0.
   */
  erase(app: Parts, of: Leaving): Promise<number>
}

/** How many rows of a table name a reader. */
export const counting =
  (table: 'appeals' | 'decisions' | 'note_ratings' | 'reports' | 'respects' | 'sessions' | 'statements') =>
  async (db: Reading, { site, reader }: Who): Promise<number> => {
    const { n } = await db
      .selectFrom(table)
      .select(eb => eb.fn.countAll<number>().as('n'))
      .where('site', '=', site)
      .where('reader', '=', reader)
      .executeTakeFirstOrThrow()
    return Number(n)
  }

/** By their first signs the readers are known who stand in the place of those who were erased. No other id begins so. */
export const FORMER = 'r_former'

/** Whom everybody sees in the place of whoever was erased: all of them alike, so that nobody can tell which of their words are of one person. */
export const authorId = (reader: string): string => (reader.startsWith(FORMER) ? FORMER : reader)
