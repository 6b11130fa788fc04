import type { RatingValue } from '@parley/contract/notes.ts'
import { randomly } from '@parley/notes/testing.ts'

/**
 * A made-up newsroom: who reads, what notes there are, who rates what and how. Two camps; notes that both find helpful, that one does, that none does. The
 * specification's generator is not written down, so this one is estimated from the ratings of its public vectors, by Gibbs sampling of an ordered probit with one
 * factor and by counting. What these leave open was set on how the plain mean, Wilson's bound and group-informed consensus do in its table (docs/notes.md).
 */
const WORLD = {
  /** Felt above 0 is somewhat helpful, above this helpful. One rating scatters about what is felt by a standard deviation of 1. */
  helpful: 0.52,
  /** What a member of neither camp feels of a note, which kinds are how frequent, and how far notes of a kind lie apart. */
  kinds: {
    good: { share: 0.37, quality: 1.02, slant: 0, apart: 0.15 },
    poor: { share: 0.22, quality: -0.36, slant: 0, apart: 0.15 },
    'one-sided': { share: 0.41, quality: 0.38, slant: 0.82, apart: 0.1 },
  },
  qualityApart: 0.14,
  /** Readers: how far the members of a camp lie apart, whose middles are at 1 and -1, and how much more readily one finds anything helpful than another. */
  camp: 0.35,
  generous: 0.2,
  /** How much a reader rates: Pareto's distribution of this index, from 0, and a little. */
  busy: { index: 1.5, least: 0.3 },
  /** Who is drawn to a note that leans towards him: the logarithm of how much more often. */
  drawn: 0.4,
  /** A note has three ratings at least. With fewer than five it can have no status, and is not counted. */
  fewest: 3,
  counted: 5,
} as const

/** Raters, notes and ratings of each note. */
export const SIZES = {
  S: { raters: 60, notes: 40, each: 10 },
  M: { raters: 400, notes: 200, each: 14 },
  D: { raters: 150, notes: 60, each: 40 },
  W: { raters: 1500, notes: 60, each: 40 },
} as const
/** The share of the larger camp, and how far one-sided notes divide. The specification names the first three of its five; the others are our guess. */
export const MIXES = {
  '50:50': { share: 0.5, polarised: 1 },
  '70:30': { share: 0.7, polarised: 1 },
  '85:15': { share: 0.85, polarised: 1 },
  '60:40, half as divided': { share: 0.6, polarised: 0.5 },
  '60:40, not divided': { share: 0.6, polarised: 0 },
} as const
export type Size = keyof typeof SIZES
export type Mix = keyof typeof MIXES

export interface DrawnNote {
  quality: number
  /** Above 0 where it leans to the larger camp. */
  slant: number
  /** The mean rating that the larger camp and the smaller truly give it: helpful counts 1, somewhat a half. */
  helpful: readonly [number, number]
  /** How many ratings it has been given honestly. */
  count: number
}

export interface Reader {
  view: number
  generous: number
  busy: number
}

export interface DrawnWorld {
  readers: Reader[]
  notes: DrawnNote[]
  /** In order of notes. */
  ratings: { rater: number; note: number; value: RatingValue }[]
}

/** What is shown beside what is true, counted, so that worlds can be added up. */
export interface Found {
  /** Notes: shown, good, good and shown, one-sided, one-sided and shown. */
  shown: number
  good: number
  right: number
  oneSided: number
  wrong: number
}

/** Box and Muller. */
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** The share of a normal distribution below x (Abramowitz and Stegun 7.1.26, right to 2e-7). */
function below(x: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(x) / Math.SQRT2))
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp((-x * x) / 2)
  return x < 0 ? tail / 2 : 1 - tail / 2
}

/** Somebody of the larger camp (0) or the smaller (1). */
export const drawReader = (random: () => number, camp: 0 | 1): Reader => ({
  view: (camp === 0 ? 1 : -1) + WORLD.camp * normal(random),
  generous: WORLD.generous * normal(random),
  busy: (1 - random()) ** (-1 / WORLD.busy.index) - 1 + WORLD.busy.least,
})

function drawNote(random: () => number, polarised: number): Omit<DrawnNote, 'count'> {
  const { good, poor, 'one-sided': oneSided } = WORLD.kinds
  const at = random()
  const kind = at < good.share ? good : at < good.share + poor.share ? poor : oneSided
  const quality = kind.quality + WORLD.qualityApart * normal(random)
  const slant = polarised * ((random() < 0.5 ? -1 : 1) * kind.slant + kind.apart * normal(random))
  const scatter = Math.sqrt(1 + WORLD.generous ** 2 + (WORLD.camp * slant) ** 2)
  const meanOf = (felt: number) => (below(felt / scatter) + below((felt - WORLD.helpful) / scatter)) / 2
  return { quality, slant, helpful: [meanOf(quality + slant), meanOf(quality - slant)] }
}

/** What a reader honestly says of a note. */
export function honestly(
  random: () => number,
  { view, generous }: Reader,
  { quality, slant }: Pick<DrawnNote, 'quality' | 'slant'>,
): RatingValue {
  const felt = quality + slant * view + generous + normal(random)
  return felt > WORLD.helpful ? 'helpful' : felt > 0 ? 'somewhat' : 'not'
}

/** A world of so many readers and notes. How often notes are rated differs as a negative binomial distribution of shape 2, two waiting times, does. */
export function drawWorld({
  size: { raters, notes: n, each },
  mix: { share, polarised },
  seed,
}: {
  size: { raters: number; notes: number; each: number }
  mix: { share: number; polarised: number }
  seed: number
}): DrawnWorld {
  const random = randomly(seed)
  const readers = Array.from({ length: raters }, () => drawReader(random, random() < share ? 0 : 1))
  const waiting = () => Math.floor(Math.log(1 - random()) / Math.log(1 - 1 / (1 + each / 2)))
  const notes: DrawnNote[] = []
  const ratings: DrawnWorld['ratings'] = []
  for (let note = 0; note < n; note++) {
    const drawn = drawNote(random, polarised)
    const count = Math.min(raters, Math.max(WORLD.fewest, waiting() + waiting()))
    notes.push({ ...drawn, count })
    // Who comes first of all, where each comes as often as he is busy and drawn to it.
    const comes = readers
      .map(({ busy, view }, rater) => ({
        rater,
        at: -Math.log(1 - random()) / (busy * Math.exp(WORLD.drawn * view * drawn.slant)),
      }))
      .sort((one, two) => one.at - two.at)
    for (const { rater } of comes.slice(0, count))
      ratings.push({ rater, note, value: honestly(random, readers[rater]!, drawn) })
  }
  return { readers, notes, ratings }
}

/** Whether a note is counted at all. */
export const isCounted = ({ count }: DrawnNote) => count >= WORLD.counted

/** Both camps truly find it helpful. */
export const isGood = (note: DrawnNote) => isCounted(note) && Math.min(...note.helpful) >= 0.6

/** One camp truly finds it helpful, and the other does not. */
export const isOneSided = (note: DrawnNote) =>
  isCounted(note) && Math.max(...note.helpful) >= 0.6 && Math.min(...note.helpful) < 0.5

/** How right what is shown is. */
export function judged<N extends DrawnNote>(notes: readonly N[], isShown: (note: N, i: number) => boolean): Found {
  const shown = notes.filter((note, i) => isCounted(note) && isShown(note, i))
  return {
    shown: shown.length,
    good: notes.filter(isGood).length,
    right: shown.filter(isGood).length,
    oneSided: notes.filter(isOneSided).length,
    wrong: shown.filter(isOneSided).length,
  }
}

/** Several worlds together: precision / recall / share of one-sided notes shown, as the specification's table has it. */
export function shares(all: readonly Found[]): { precision: number; recall: number; oneSided: number } {
  const sum = (name: keyof Found) => all.reduce((total, one) => total + one[name], 0)
  return {
    precision: sum('right') / Math.max(1, sum('shown')),
    recall: sum('right') / Math.max(1, sum('good')),
    oneSided: sum('wrong') / Math.max(1, sum('oneSided')),
  }
}
