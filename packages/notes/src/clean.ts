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
  const kept = new Map<string, Map<string, RatingEvent>>()
  for (const event of events) {
    const error = faultOf(event, known)
    if (error) refused.push({ event, error })
    if (error || known.get(event.note)!.author === event.rater) continue
    const byRater = kept.get(event.note) ?? new Map<string, RatingEvent>()
    kept.set(event.note, byRater)
    const before = byRater.get(event.rater)
    if (!before || event.at > before.at || (event.at === before.at && event.value < before.value))
      byRater.set(event.rater, event)
  }
  const ratings = [...kept.keys()].sort(byUnits).flatMap(note => {
    const byRater = kept.get(note)!
    return [...byRater.keys()].sort(byUnits).map(rater => byRater.get(rater)!)
  })
  const record = new Map<string, { ratings: number; articles: Set<string> }>()
  for (const { rater, note } of ratings) {
    const own = record.get(rater) ?? { ratings: 0, articles: new Set<string>() }
    record.set(rater, own)
    own.ratings++
    own.articles.add(known.get(note)!.article)
  }
  const takesPart = (rater: string) => {
    const own = record.get(rater)!
    return own.ratings >= least.ratings && own.articles.size >= least.articles
  }
  return { ratings, eligible: ratings.filter(rating => takesPart(rating.rater)), refused }
}

function faultOf({ rater, note, value, at }: RatingEvent, known: ReadonlyMap<string, NoteFacts>): Fault | null {
  if (rater === '' || note === '') return 'bad_id'
  if (value !== 0 && value !== 0.5 && value !== 1) return 'bad_value'
  if (!Number.isSafeInteger(at) || at < 0) return 'bad_time'
  return known.has(note) ? null : 'unknown_note'
}

/** Code-unit order, the same on every machine; a locale's would not be. */
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
  const raterIds = [...new Set(eligible.map(rating => rating.rater))].sort(byUnits)
  const noteIds = [...new Set(Array.from(notes, note => note.id))].sort(byUnits)
  const raterAt = new Map(raterIds.map((id, i) => [id, i]))
  const noteAt = new Map(noteIds.map((id, i) => [id, i]))
  const columns = {
    rater: Int32Array.from(eligible, rating => raterAt.get(rating.rater)!),
    note: Int32Array.from(eligible, rating => noteAt.get(rating.note)!),
    value: Float64Array.from(eligible, rating => rating.value),
  }
  return { ratings: arrange(raterIds.length, noteIds.length, columns), raterIds, noteIds }
}
