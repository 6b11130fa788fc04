import type { Head } from '../heads.ts'

/** What was set by hand, on dev data alone; the rest is learned. */

export const CONTRAST_SEED = 1

/** What an English model learns separately, each from its own sources, before the results are added up. */
export const OPINIONS = [
  // Labelled best for most heads.
  { name: 'wikipedia', has: (source: string) => source === 'wikipedia' || source === 'retired service' },
  { name: 'all', has: () => true },
  // What readers of newspapers object to.
  { name: 'news', has: (source: string) => source === 'civil_spans' },
] as const
export type Opinion = (typeof OPINIONS)[number]['name']

/**
 * How much each opinion counts for a head, in the order of OPINIONS, in the linear model and in the network: near to even, with the
 * sources that know most of a head before the others. What was learned from few comments, strongly held back, has small numbers and
 * counts for more.
 */
export const SHARES: Readonly<Record<Head, Readonly<Record<'linear' | 'network', readonly [number, number, number]>>>> =
  {
    toxicity: { linear: [2, 1, 1], network: [2, 1, 1] },
    severe: { linear: [1, 1, 0], network: [1, 1, 0] },
    obscene: { linear: [1, 1, 2], network: [1, 1, 1] },
    threat: { linear: [2, 2, 0], network: [1, 1, 0] },
    insult: { linear: [1, 1, 3], network: [1, 1, 2] },
    identity: { linear: [1, 6, 1], network: [3, 4, 1] },
    sexual: { linear: [0, 2, 0], network: [0, 1, 0] },
    spam: { linear: [0, 1, 0], network: [0, 1, 0] },
  }

/** The linear models: passes over the data, L2, and where their random order begins. */
export const LINEAR: Record<Opinion | 'other' | 'small', { epochs: number; rate: number; l2: number; seed: number }> = {
  wikipedia: { epochs: 5, rate: 0.7, l2: 2e-4, seed: 1 },
  all: { epochs: 5, rate: 0.7, l2: 2e-4, seed: 1 },
  news: { epochs: 3, rate: 0.2, l2: 3e-3, seed: 1 },
  other: { epochs: 8, rate: 0.7, l2: 3e-4, seed: 1 },
  small: { epochs: 6, rate: 0.7, l2: 3e-4, seed: 1 },
}
/** Their buckets; the small model is that of the reader’s browser. */
export const BUCKETS = {
  en: { words: 2 ** 17, pieces: 2 ** 16 },
  other: { words: 2 ** 15, pieces: 2 ** 15 },
  small: { words: 2 ** 15, pieces: 2 ** 14 },
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

/**
 * The share of positives under which scores are probabilities: between the 5 and 10 % of what newsrooms report; the higher where a
 * language has few labelled texts.
 */
export const PREVALENCE = { en: 0.07, other: 0.1 }

/**
 * The network reads whatever the linear model scores higher than this share of the everyday comments that deserve a label, under any
 * head.
 */
export const CLOSED_FROM = 0.01

/** From which precision on dev, at that prevalence, a score nudges, holds and refuses; and the bounds of each step. */
export const STEPS = {
  nudge: { precision: 0.6, least: 0.45, most: 0.6 },
  hold: { precision: 0.9, least: 0.7, most: 0.95 },
  refuse: { precision: 0.98, least: 0.98, most: 0.995 },
}
