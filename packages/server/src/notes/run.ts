import { type Assessed, assess } from '@parley/notes/assess.ts'
import { checkConfig, type NotesConfig } from '@parley/notes/config.ts'
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
  const ratings = arrange(raters, notes, columns)
  const fitted = last ? refit(ratings, config, last) : fit(ratings, config)
  const sides = sidesOf(ratings, fitted, config)
  return { ratings, fit: fitted, sides, notes: assess(ratings, fitted, sides, config) }
}
