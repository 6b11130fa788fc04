import { type Assessed, assess } from '@parley/notes/assess.ts'
import { clean, indexed, type NoteFacts, type RatingEvent } from '@parley/notes/clean.ts'
import { checkConfig, type NotesConfig, STARTING_UP, V1 } from '@parley/notes/config.ts'
import { type Fit, fit, refit, type Start } from '@parley/notes/fit.ts'
import { arrange, type Columns, type Ratings } from '@parley/notes/ratings.ts'
import { type Sides, sidesOf } from '@parley/notes/sides.ts'

export interface RunAsked extends Columns {
  raters: number
  notes: number
  config: NotesConfig
  /** The notes as the last run left them: then the run starts from there alone, which is several times quicker. */
  last?: Start
}

/** All that a run says. `fit` and `sides` hold what readers are inferred to think: they stay in the server. */
export interface NotesRun {
  ratings: Ratings
  fit: Fit
  sides: Sides
  notes: Assessed[]
}

/**
 * One run over all ratings. Seconds of work for a million; `runApart` does it where nobody waits for it.
 * @throws NotesError `bad_config`, `bad_id` or `bad_value`
 */
export function runNotes({ raters, notes, config, last, ...columns }: RunAsked): NotesRun {
  checkConfig(config)
  return runOver(arrange(raters, notes, columns), config, last)
}

function runOver(ratings: Ratings, config: NotesConfig, last?: Start): NotesRun {
  const fitted = last ? refit(ratings, config, last) : fit(ratings, config)
  const sides = sidesOf(ratings, fitted, config)
  return { ratings, fit: fitted, sides, notes: assess(ratings, fitted, sides, config) }
}

/** Everything that was rated, as it is stored: columns, since a million objects are dear to hand to another thread. */
export interface Stored {
  raters: readonly string[]
  notes: readonly NoteFacts[]
  /** Indexes into these; values are twice the rating; times in ms. */
  rater: ArrayLike<number>
  note: ArrayLike<number>
  twice: ArrayLike<number>
  at: ArrayLike<number>
}

export interface StoredAsked {
  stored: Stored
  /** The newsroom has had enough raters once; then the full rules hold for good. */
  grown: boolean
  /** From the last run, by note. */
  last?: { mu: number; notes: ReadonlyMap<string, { intercept: number; factor: number }> } | undefined
}

export interface StoredRun extends NotesRun {
  raterIds: string[]
  noteIds: string[]
  /** Whether everybody who rates takes part. */
  startingUp: boolean
}

/** So many raters who meet the full rules end a newsroom's beginning: the smallest that the method was simulated with. */
export const GROWN = 60

/** Cleans what is stored, chooses who takes part, and makes one run over it. */
export function runStored({ stored, grown, last }: StoredAsked): StoredRun {
  const events = Array.from(
    { length: stored.rater.length },
    (_, i): RatingEvent => ({
      rater: stored.raters[stored.rater[i]!]!,
      note: stored.notes[stored.note[i]!]!.id,
      value: stored.twice[i]! / 2,
      at: stored.at[i]!,
    }),
  )
  const cleaned = clean(events, stored.notes, V1)
  const startingUp = !grown && new Set(cleaned.eligible.map(one => one.rater)).size < GROWN
  const config = startingUp ? STARTING_UP : V1
  // Starting up asks for one rating, which each of them has given.
  const { ratings, raterIds, noteIds } = indexed(startingUp ? cleaned.ratings : cleaned.eligible, stored.notes)
  const start = last && {
    mu: last.mu,
    noteIntercept: noteIds.map(id => last.notes.get(id)?.intercept ?? 0),
    noteFactor: noteIds.map(id => last.notes.get(id)?.factor ?? 0),
  }
  return { ...runOver(ratings, config, start), raterIds, noteIds, startingUp }
}
