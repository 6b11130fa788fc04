import { type Fault, type NotesConfig, V1 } from './config.ts'
import { arrange, type Ratings } from './ratings.ts'

export interface RatingEvent {
  rater: string
  note: string
  /** 0 not helpful, 0.5 somewhat, 1 helpful. */
  value: number
  /** When it was given, ms since 1970, a whole number. */
  at: number
}

export interface NoteFacts {
  id: string
  author: string
  /** The article that it belongs to. */
  article: string
}

export interface Cleaned {
  /** One rating for each pair of note and rater, in order of their ids. */
  ratings: RatingEvent[]
  /** Those of raters who take part; the others are kept for later. */
  eligible: RatingEvent[]
  /** Events that cannot be used. The run goes on without them. */
  refused: { event: RatingEvent; error: Fault }[]
}

/**
 * What counts of all that was rated (section 5, "Clean"): not an author's rating of the own note; of several by the same rater of the
 * same note the latest, of equally late ones the lower; and then only raters with enough ratings on enough articles. They are counted
 * once, so dropping some does not drop others.
 */
export function clean(
  events: Iterable<RatingEvent>,
  notes: Iterable<NoteFacts>,
  { rater: least }: Pick<NotesConfig, 'rater'> = V1,
): Cleaned {
  const known = new Map(Array.from(notes, note => [note.id, note]))
  const refused: Cleaned['refused'] = []
  const usable: RatingEvent[] = []
  for (const event of events) {
    const error = faultOf(event, known)
    if (error) refused.push({ event, error })
    else if (known.get(event.note)!.author !== event.rater) usable.push(event)
  }
  // Numbers sort many times faster than ids do.
  const raterAt = places(usable.map(event => event.rater))
  const noteAt = places(known.keys())
  const raterOf = Int32Array.from(usable, event => raterAt.get(event.rater)!)
  const noteOf = Int32Array.from(usable, event => noteAt.get(event.note)!)
  const byRater = sortedBy(raterOf, raterAt.size, Int32Array.from(usable.keys()))
  const kept: number[] = []
  for (const i of sortedBy(noteOf, noteAt.size, byRater)) {
    const before = kept.at(-1)
    const samePair = before !== undefined && noteOf[before] === noteOf[i] && raterOf[before] === raterOf[i]
    if (!samePair) kept.push(i)
    else if (counts(usable[i]!, usable[before]!)) kept[kept.length - 1] = i
  }

  const given = new Int32Array(raterAt.size)
  const articles = Array.from({ length: raterAt.size }, () => new Set<string>())
  for (const i of kept) {
    given[raterOf[i]!]!++
    articles[raterOf[i]!]!.add(known.get(usable[i]!.note)!.article)
  }
  const takesPart = (i: number) => given[raterOf[i]!]! >= least.ratings && articles[raterOf[i]!]!.size >= least.articles
  return {
    ratings: kept.map(i => usable[i]!),
    eligible: kept.filter(takesPart).map(i => usable[i]!),
    refused,
  }
}

/** Of two ratings by the same rater of the same note. */
const counts = (event: RatingEvent, before: RatingEvent) =>
  event.at > before.at || (event.at === before.at && event.value < before.value)

/** Where each id stands among all, in code-unit order: the same on every machine, which a language's order is not. */
const places = (ids: Iterable<string>) => new Map([...new Set(ids)].sort(byUnits).map((id, at) => [id, at]))

/** Items in the order of their keys, of equal keys in the order they have: a counting sort. */
function sortedBy(keyOf: Int32Array, keys: number, items: Int32Array): Int32Array {
  const next = new Int32Array(keys + 1)
  for (const i of items) next[keyOf[i]! + 1]!++
  for (let key = 0; key < keys; key++) next[key + 1]! += next[key]!
  const sorted = new Int32Array(items.length)
  for (const i of items) sorted[next[keyOf[i]!]!++] = i
  return sorted
}

function faultOf({ rater, note, value, at }: RatingEvent, known: ReadonlyMap<string, NoteFacts>): Fault | null {
  if (rater === '' || note === '') return 'bad_id'
  if (value !== 0 && value !== 0.5 && value !== 1) return 'bad_value'
  if (!Number.isSafeInteger(at) || at < 0) return 'bad_time'
  return known.has(note) ? null : 'unknown_note'
}

const byUnits = (one: string, two: string) => (one < two ? -1 : one > two ? 1 : 0)

/** Ids in the order of the indexes that a fit uses. */
export interface Indexed {
  ratings: Ratings
  raterIds: string[]
  noteIds: string[]
}

/**
 * Gives raters and notes indexes in the order of their ids.
 * @param eligible from `clean`
 * @param notes all notes; one without a rating is in the result too, and needs more ratings
 */
export function indexed(eligible: readonly RatingEvent[], notes: Iterable<Pick<NoteFacts, 'id'>>): Indexed {
  const raterAt = places(eligible.map(rating => rating.rater))
  const noteAt = places(Array.from(notes, note => note.id))
  const columns = {
    rater: Int32Array.from(eligible, rating => raterAt.get(rating.rater)!),
    note: Int32Array.from(eligible, rating => noteAt.get(rating.note)!),
    value: Float64Array.from(eligible, rating => rating.value),
  }
  return {
    ratings: arrange(raterAt.size, noteAt.size, columns),
    raterIds: [...raterAt.keys()],
    noteIds: [...noteAt.keys()],
  }
}
