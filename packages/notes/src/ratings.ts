import { NotesError } from './config.ts'

/** The ratings of each rater, or of each note, in a row: those of `i` stand from `start[i]` to before `start[i + 1]`, in rising order of `other`. */
export interface Side {
  start: Int32Array
  /** The index of the note, or of the rater. */
  other: Int32Array
  /** Twice the rating: 0 not helpful, 1 somewhat, 2 helpful. */
  twice: Uint8Array
}

/** All ratings of one run, both ways round. Raters and notes are indexes from 0, in the order of their ids. */
export interface Ratings {
  raters: number
  notes: number
  count: number
  byRater: Side
  byNote: Side
  /** Parts of the graph of ratings that nothing connects, numbered by their first rater; -1 for who has no rating. */
  components: number
  raterComponent: Int32Array
  noteComponent: Int32Array
}

/** Ratings as three columns of equal length. */
export interface Columns {
  rater: ArrayLike<number>
  note: ArrayLike<number>
  value: ArrayLike<number>
}

/**
 * Puts ratings in order, so that the order they came in cannot change a single bit of what follows. Of two ratings by the same rater
 * of the same note the lower one counts: the rule of section 5 for equal times.
 * @param raters,notes how many there are; indexes lie from 0 to before these
 * @throws NotesError `bad_value` for a rating that is not 0, 0.5 or 1; `bad_id` for an index out of range or columns of unequal length
 */
export function arrange(raters: number, notes: number, { rater, note, value }: Columns): Ratings {
  const given = rater.length
  if (note.length !== given || value.length !== given) throw new NotesError('bad_id', 'columns of unequal length')
  const index = (name: string, of: number, at: number, i: number) => {
    if (!Number.isInteger(i) || i < 0 || i >= of)
      throw new NotesError('bad_id', `rating ${at}: there is no ${name} ${i}`)
    return i
  }
  const raw: Side = { start: new Int32Array(raters + 1), other: new Int32Array(given), twice: new Uint8Array(given) }
  for (let i = 0; i < given; i++) {
    index('note', notes, i, note[i]!)
    if (value[i] !== 0 && value[i] !== 0.5 && value[i] !== 1)
      throw new NotesError('bad_value', `rating ${i} is ${value[i]}; it can be 0, 0.5 or 1`)
    raw.start[index('rater', raters, i, rater[i]!) + 1]!++
  }
  for (let u = 0; u < raters; u++) raw.start[u + 1]! += raw.start[u]!
  const next = raw.start.slice(0, raters)
  for (let i = 0; i < given; i++) {
    const at = next[rater[i]!]!++
    raw.other[at] = note[i]!
    raw.twice[at] = 2 * value[i]!
  }
  // Turning over puts each row in rising order: what is read in order of raters arrives at every note in order of raters.
  const byNote = once(turned(raw, notes))
  const byRater = turned(byNote, raters)
  return { raters, notes, count: byRater.other.length, byRater, byNote, ...componentsOf(byRater, notes) }
}

/** The same ratings by the other index: a counting sort. */
function turned({ start, other, twice }: Side, into: number): Side {
  const out: Side = {
    start: new Int32Array(into + 1),
    other: new Int32Array(other.length),
    twice: new Uint8Array(other.length),
  }
  for (const i of other) out.start[i + 1]!++
  for (let i = 0; i < into; i++) out.start[i + 1]! += out.start[i]!
  const next = out.start.slice(0, into)
  for (let row = 0; row + 1 < start.length; row++)
    for (let p = start[row]!; p < start[row + 1]!; p++) {
      const at = next[other[p]!]!++
      out.other[at] = row
      out.twice[at] = twice[p]!
    }
  return out
}

/** One rating for each pair, the lower; in place. */
function once({ start, other, twice }: Side): Side {
  let kept = 0
  for (let row = 0, p = 0; row + 1 < start.length; row++) {
    const first = kept
    for (const end = start[row + 1]!; p < end; p++) {
      if (kept > first && other[kept - 1] === other[p]) twice[kept - 1] = Math.min(twice[kept - 1]!, twice[p]!)
      else {
        other[kept] = other[p]!
        twice[kept++] = twice[p]!
      }
    }
    start[row] = first
  }
  start[start.length - 1] = kept
  return { start, other: other.subarray(0, kept), twice: twice.subarray(0, kept) }
}

function componentsOf({ start, other }: Side, notes: number) {
  const raters = start.length - 1
  const above = Int32Array.from({ length: raters + notes }, (_, i) => i)
  const top = (i: number): number => {
    while (above[i] !== i) i = above[i] = above[above[i]!]!
    return i
  }
  // The smaller index leads, so a component is called by its first rater.
  for (let u = 0; u < raters; u++)
    for (let p = start[u]!; p < start[u + 1]!; p++) {
      const [one, two] = [top(u), top(raters + other[p]!)]
      if (one < two) above[two] = one
      else above[one] = two
    }
  const raterComponent = new Int32Array(raters).fill(-1)
  const noteComponent = new Int32Array(notes).fill(-1)
  let components = 0
  for (let u = 0; u < raters; u++)
    if (start[u] !== start[u + 1]) raterComponent[u] = top(u) === u ? components++ : raterComponent[top(u)]!
  for (let n = 0; n < notes; n++) if (top(raters + n) < raters) noteComponent[n] = raterComponent[top(raters + n)]!
  return { components, raterComponent, noteComponent }
}
