import { countingOf } from '../comments/erase.ts'
import { counting, type Leaving, type Parts } from '../readers/leaving.ts'
import { eraseNotes, eraseRatings } from './erase.ts'

export const countNotes = countingOf('note')

export const countRatings = counting('note_ratings')

/** Erases a reader's ratings, whatever becomes of his words: his leaning could be inferred from them. The notes are weighed anew without them. Answers how many. */
export async function leaveRatings(app: Parts, { site, reader }: Leaving): Promise<number> {
  if (!(await countRatings(app.db.read, { site, reader }))) return 0
  return app.db.tx(tx => eraseRatings(tx, site, reader))
}

/** Erases what a reader's notes have beside their comments, and what notes on his comments quote of them, as far as these go. */
export async function leaveNotes(app: Parts, { site, reader, text }: Leaving): Promise<number> {
  await app.db.tx(tx => eraseNotes(tx, site, reader, { unseen: text === 'anonymise' }))
  return 0
}
