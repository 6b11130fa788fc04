/** How strongly each kind of parameter is held towards zero: K in the loss. Units: squared ratings; all above 0. */
export interface Strengths {
  mu: number
  raterIntercept: number
  noteIntercept: number
  raterFactor: number
  noteFactor: number
}

/** Every constant of the newsroom variant. Ratings, scores and bounds are on the scale 0 (not helpful) to 1 (helpful); times are milliseconds. */
export interface NotesConfig {
  strengths: Strengths
  /** The standard deviation of one rating about its prediction. */
  sigma: number
  /** How many standard errors a rater stands off the cut to be surely on a side. */
  sureErrors: number
  /** How many standard errors the lower and upper bound lie off the prediction. */
  boundErrors: number
  /** Who takes part: so many ratings, on so many articles. */
  rater: { ratings: number; articles: number }
  /** What a note needs to be found helpful: ratings, lower bound, sure raters and balance of each side. */
  show: { ratings: number; lower: number; sure: number; net: number }
  notHelpful: { upper: number; sure: number }
  /** What takes the status away again: easier to keep than to get, so that a note does not flicker. */
  exit: { score: number; net: number; scoreAtOnce: number; upper: number }
  /** A status changes in the first run that finds it for so many runs and so long. */
  patience: { runs: number; time: number }
  /** A note shown for so long keeps its status. */
  settleAfter: number
}

/** The newsroom variant v1: the specification's section 5. The strengths do not depend on how many ratings there are, unlike X's, whose loss averages each block. */
export const V1: NotesConfig = {
  strengths: { mu: 1, raterIntercept: 6, noteIntercept: 6, raterFactor: 1, noteFactor: 1 },
  sigma: 0.35,
  sureErrors: 0.5,
  boundErrors: 1,
  rater: { ratings: 5, articles: 3 },
  show: { ratings: 5, lower: 0.6, sure: 3, net: 1 },
  notHelpful: { upper: 0.4, sure: 2 },
  exit: { score: 0.5, net: -3, scoreAtOnce: 0.4, upper: 0.5 },
  patience: { runs: 2, time: 30 * 60_000 },
  settleAfter: 14 * 86_400_000,
}

/** While a newsroom starts up, everybody who rates takes part. */
export const STARTING_UP: NotesConfig = { ...V1, rater: { ratings: 1, articles: 1 } }

/** What is wrong with an event, a rating or a configuration. */
export type Fault = 'bad_value' | 'bad_id' | 'bad_time' | 'unknown_note' | 'bad_config'

/** Thrown where a whole run is asked with what cannot be used; single events are only refused (`clean`). */
export class NotesError extends Error {
  readonly code: Fault
  constructor(code: Fault, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Holds a configuration to its ranges: strengths and sigma above 0, thresholds of ratings from 0 to 1, counts and times not negative.
 * @throws NotesError `bad_config`, naming the value
 */
export function checkConfig(config: NotesConfig): void {
  const { strengths, show, notHelpful, exit, rater, patience } = config
  const hold = (name: string, value: number, fits: boolean) => {
    if (!Number.isFinite(value) || !fits) throw new NotesError('bad_config', `${name} cannot be ${value}`)
  }
  for (const [name, value] of Object.entries({ ...strengths, sigma: config.sigma })) hold(name, value, value > 0)
  const shares = {
    'show.lower': show.lower,
    'notHelpful.upper': notHelpful.upper,
    'exit.score': exit.score,
    'exit.scoreAtOnce': exit.scoreAtOnce,
    'exit.upper': exit.upper,
  }
  for (const [name, value] of Object.entries(shares)) hold(name, value, value >= 0 && value <= 1)
  const amounts = {
    sureErrors: config.sureErrors,
    boundErrors: config.boundErrors,
    'rater.ratings': rater.ratings,
    'rater.articles': rater.articles,
    'show.ratings': show.ratings,
    'show.sure': show.sure,
    'notHelpful.sure': notHelpful.sure,
    'patience.runs': patience.runs,
    'patience.time': patience.time,
    settleAfter: config.settleAfter,
  }
  for (const [name, value] of Object.entries(amounts)) hold(name, value, value >= 0)
  for (const [name, value] of Object.entries({ 'show.net': show.net, 'exit.net': exit.net })) hold(name, value, true)
}
