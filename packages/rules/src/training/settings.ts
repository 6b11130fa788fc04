/** What was set by hand, on dev data alone; the rest is learned. */

export const CONTRAST_SEED = 1

/** The linear models: buckets, passes over the data, L2, and where its random order begins. */
export const LINEAR = {
  en: { words: 2 ** 17, pieces: 2 ** 16, epochs: 5, rate: 0.7, l2: 2e-4, seed: 1 },
  other: { words: 2 ** 15, pieces: 2 ** 15, epochs: 8, rate: 0.7, l2: 3e-4, seed: 1 },
}

/** The English network. Texts are cut at `longest` words while it learns. */
export const NETWORK = {
  rows: 2 ** 17,
  width: 32,
  filters: 96,
  longest: 150,
  epochs: 3,
  batch: 32,
  rate: 0.05,
  dropout: 0.3,
  wordDropout: 0.1,
  seed: 1,
}
/** Its word vectors are rounded to so many steps on either side of nought. */
export const EMBEDDING_STEPS = 24
/** The weights of linear models to so many. */
export const WEIGHT_STEPS = 63
/** How much a text of the contrast sets counts. */
export const CONTRAST_WEIGHT = 1

/** The small model of the reader’s browser, taught by the large one. */
export const SMALL = { words: 2 ** 15, pieces: 2 ** 14, epochs: 6, rate: 0.7, l2: 3e-4, seed: 1 }

/**
 * The share of positives under which scores are probabilities: between the 5 and 10 % of what newsrooms report; the higher where a
 * language has few labelled texts.
 */
export const PREVALENCE = { en: 0.07, other: 0.1 }

/** From which precision on dev, at that prevalence, a score nudges, holds and refuses; and the bounds of each step. */
export const STEPS = {
  nudge: { precision: 0.6, least: 0.45, most: 0.6 },
  hold: { precision: 0.9, least: 0.7, most: 0.95 },
  refuse: { precision: 0.98, least: 0.98, most: 0.995 },
}
