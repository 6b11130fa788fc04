import { type NotesConfig, V1 } from '@parley/notes/config.ts'
import type { Columns } from '@parley/notes/ratings.ts'

/** The top comments of one story that everybody may read, in the order in which they were posted, and the respects for these. */
export interface StoryRead {
  comments: readonly { id: string; reader: string; at: number }[]
  respects: readonly { comment: string; reader: string; at: number }[]
}

/**
 * What takes part. `ofReader`: so many respects of one reader count in one story, his latest; `ofStory`: so many in one story, its latest; so that
 * neither the busiest reader nor the largest story outweighs all others. `passed`: so many comments beside each respected one he is taken to have passed over.
 * `least`: who has given fewer respects takes no part.
 */
export const TAKES_PART = { ofReader: 20, ofStory: 10_000, passed: 3, least: 3 } as const

/**
 * The mathematics of the notes with another measure of chance: a single respect given or not given scatters more than a rating on three steps.
 * `show` says here from when on a comment has a place in the order: so many cells, and so many readers surely on each side.
 */
export const LIGHT: NotesConfig = { ...V1, sigma: 0.4, show: { ...V1.show, ratings: 8, sure: 3 } }

/** Who gave respect to what as the matrix that the mathematics reads: raters are readers, notes are comments. */
export interface Matrix extends Columns {
  raters: number
  notes: number
  /** By index of the note. */
  comments: string[]
}

/**
 * Respects have one value only, so that the matrix needs its zeros from elsewhere. Where a reader gave respect he was reading: the comments that
 * stood beside that one when he did, and that he left, are taken as 0. They are the nearest in the order of posting, since of two orders in
 * three that is what stands beside on the page; not his own, and not what came later. Nobody's reading is recorded for this.
 */
export function matrixOf(stories: readonly StoryRead[]): Matrix {
  const given = new Map<string, number>()
  const counted = stories.map(({ comments, respects }) => {
    const known = new Set(comments.map(({ id }) => id))
    const latest = respects
      .filter(({ comment }) => known.has(comment))
      .toSorted((a, b) => b.at - a.at || order(a.reader, b.reader) || order(a.comment, b.comment))
      .slice(0, TAKES_PART.ofStory)
    const byReader = Map.groupBy(latest, ({ reader }) => reader)
    for (const [reader, all] of byReader) {
      all.splice(TAKES_PART.ofReader)
      given.set(reader, (given.get(reader) ?? 0) + all.length)
    }
    return { comments, byReader }
  })
  const raters = new Map(
    [...given]
      .filter(([, n]) => n >= TAKES_PART.least)
      .map(([reader]) => reader)
      .sort(order)
      .map((reader, i) => [reader, i]),
  )
  const columns = { rater: [] as number[], note: [] as number[], value: [] as number[] }
  const ids: string[] = []
  for (const { comments, byReader } of counted) {
    const first = ids.length
    const place = new Map(comments.map(({ id }, i) => [id, i]))
    for (const { id } of comments) ids.push(id)
    for (const [reader, respects] of byReader) {
      const rater = raters.get(reader)
      if (rater === undefined) continue
      const cells = new Map<number, 0 | 1>()
      for (const { comment } of respects) cells.set(place.get(comment)!, 1)
      for (const { comment, at } of respects)
        for (const i of beside(comments, place.get(comment)!, { reader, at })) if (!cells.has(i)) cells.set(i, 0)
      for (const [i, value] of cells) {
        columns.rater.push(rater)
        columns.note.push(first + i)
        columns.value.push(value)
      }
    }
  }
  return { raters: raters.size, notes: ids.length, comments: ids, ...columns }
}

/** The nearest comments on both sides of one, as they stood there for a reader at a time. */
function* beside(
  comments: StoryRead['comments'],
  at: number,
  reading: { reader: string; at: number },
): Generator<number> {
  let left: number = TAKES_PART.passed
  // Past so many of his own, or of what came later, nothing that he surely had before him is near.
  for (let far = 1; far <= 2 * TAKES_PART.passed && left > 0; far++)
    for (const i of [at - far, at + far]) {
      const one = comments[i]
      if (!one || left === 0 || one.reader === reading.reader || one.at >= reading.at) continue
      left--
      yield i
    }
}

const order = (one: string, two: string) => (one < two ? -1 : one > two ? 1 : 0)
