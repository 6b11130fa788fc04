import { HEADS, type Head } from '../heads.ts'
import { type Buckets, gapHash, pairHash, tripleHash } from '../model/features.ts'
import { toBytes } from '../model/file.ts'
import { NetworkModel } from '../model/network.ts'
import { hashOf, isMark, networkRows, piecesOf, wordsOf } from '../model/words.ts'
import { preparing } from '../prepare.ts'
import { type Example, labelsOf } from './data.ts'
import { trainLinear, unitLength } from './linear.ts'
import { trainNetwork } from './network.ts'
import { NETWORK } from './settings.ts'

/**
 * The best models that there were before this one, trained anew by their recipe, to be measured on the same rows. Where the recipe
 * is silent they are like the shipped model: its folding, its trainers, its network’s shape. They differ from it as the recipe does:
 * no list features, groups keep their names, words count as often as they are said, no source has a base rate of its own.
 */
export interface Baseline {
  name: string
  /** What it has labels for. */
  heads: readonly Head[]
  /** Log odds in the order of HEADS. */
  raw(text: string): Float64Array
}

/** The recipe’s settings, as they stand. */
const LINEAR = { epochs: 8, rate: 0.35, l2: 1e-3, seed: 1 }
const BUCKETS: Buckets = { words: 2 ** 17, pieces: 2 ** 17 }
const ROWS = 2 ** 16
/** How much a text of each source counts. */
const WEIGHTS: Readonly<Record<string, number>> = {
  wikipedia: 1,
  civil_spans: 0.7,
  gab_hate: 0.6,
  implicit_hate: 0.5,
  davidson: 0.25,
  stormfront: 0.6,
  toxigen_prompts: 0.8,
  ruddit: 0.5,
  'video comments': 1,
  messages: 1,
  'contrast neutral': 0.8,
  'contrast positive': 0.8,
  'contrast self': 0.8,
  'contrast counter-speech': 0.8,
  'contrast negated hate': 0.8,
  'contrast negated praise': 0.8,
}

interface Text {
  example: Example
  words: readonly string[]
}

/**
 * Trains them, the same from the same examples, of which they take the English ones of the recipe’s sources.
 * @param say is told how far it is
 */
export function baselinesOf(examples: readonly Example[], say: (what: string) => void): Baseline[] {
  const texts = examples
    .filter(({ language, split, source }) => language === 'en' && split === 'train' && Object.hasOwn(WEIGHTS, source))
    .map(example => ({ example, words: wordsIn(example.text) }))
  say(`${texts.length} texts are read for the best before`)
  const wikipedia = linear(texts.filter(({ example }) => example.source === 'wikipedia'))
  say('its linear model of Wikipedia alone')
  const all = linear(texts)
  say('its linear model of all sources')
  const net = network(texts)
  say('its network')
  const six = HEADS.filter(head => head !== 'sexual' && head !== 'spam')
  const seven = HEADS.filter(head => head !== 'sexual')
  return [
    { name: 'linear, Wikipedia alone', heads: six, raw: text => wikipedia(wordsIn(text)) },
    { name: 'linear, all sources', heads: seven, raw: text => all(wordsIn(text)) },
    {
      name: 'the second with a network',
      heads: seven,
      raw(text) {
        const words = wordsIn(text)
        const more = net(words)
        return all(words).map((one, h) => (one + more[h]!) / 2)
      },
    },
  ]
}

const prepare = preparing()

/** The words of a text without disguise; groups of people keep their names. */
function wordsIn(text: string): string[] {
  const { folded, tokens, hits } = prepare(text, 'en')
  return wordsOf(folded, tokens, hits, new Map()).texts
}

/** The buckets of a text, each with 1 + the logarithm of how often it is met. */
function countedBuckets(words: readonly string[]): { buckets: Int32Array; counts: Float32Array } {
  const times = new Map<number, number>()
  const meet = (bucket: number) => times.set(bucket, (times.get(bucket) ?? 0) + 1)
  const sequence = (hash: number) => meet(hash & (BUCKETS.words - 1))
  let a = 0
  let b = 0
  words.forEach((word, i) => {
    const c = hashOf(word)
    sequence(c)
    if (i > 0) sequence(pairHash(b, c))
    if (i > 1) {
      sequence(gapHash(a, c))
      sequence(tripleHash(a, b, c))
    }
    if (!isMark(word)) for (const piece of piecesOf(word)) meet(BUCKETS.words + (piece & (BUCKETS.pieces - 1)))
    a = b
    b = c
  })
  return { buckets: Int32Array.from(times.keys()), counts: Float32Array.from(times.values(), n => 1 + Math.log(n)) }
}

type Read = (words: readonly string[]) => Float64Array

function linear(texts: readonly Text[]): Read {
  const rows = texts.map(({ example, words }) => ({
    ...countedBuckets(words),
    plain: [],
    labels: labelsOf(example),
    weight: WEIGHTS[example.source]!,
    source: -1,
  }))
  const size = BUCKETS.words + BUCKETS.pieces
  const { weights, bias } = trainLinear(rows, { ...LINEAR, heads: HEADS.length, size, sources: 0 })
  return words => {
    const { buckets, counts } = countedBuckets(words)
    const value = unitLength(buckets.length, counts)
    const raw = Float64Array.from(bias)
    buckets.forEach((bucket, k) => {
      for (let h = 0; h < raw.length; h++) raw[h]! += value * counts[k]! * weights[bucket * raw.length + h]!
    })
    return raw
  }
}

function network(texts: readonly Text[]): Read {
  const shape = { rows: ROWS, width: NETWORK.width, filters: NETWORK.filters, heads: HEADS.length }
  const numbers = new Map<string, number>()
  const vocabulary: Int32Array[] = []
  const numberOf = (word: string): number => {
    let number = numbers.get(word)
    if (number === undefined) {
      number = vocabulary.push(Int32Array.from(networkRows(word, ROWS))) - 1
      numbers.set(word, number)
    }
    return number
  }
  const rows = texts.map(({ example, words }) => ({
    words: Int32Array.from(words.slice(0, NETWORK.longest), numberOf),
    labels: labelsOf(example),
    weight: WEIGHTS[example.source]!,
    source: -1,
  }))
  const { embeddings, ...learned } = trainNetwork(rows, vocabulary, shape, 0, NETWORK)
  const model = new NetworkModel(shape, { ...learned, vectors: toBytes(embeddings, shape.width) })
  return words => model.raw(words)
}
