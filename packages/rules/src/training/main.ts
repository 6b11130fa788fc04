import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { constants, zstdCompressSync } from 'node:zlib'
import { HEADS, type Head, type Steps } from '../heads.ts'
import { type Curve, type Header, type Part, pack, type Tensor, toBytes, unpack } from '../model/file.ts'
import type { LinearModel } from '../model/linear.ts'
import type { NetworkModel } from '../model/network.ts'
import { isOpen, PartModel } from '../model/part.ts'
import { isGroup } from '../model/words.ts'
import { platt, stepAt, weightsFor } from './calibrate.ts'
import { contrast } from './contrast.ts'
import { corpusOf, knownWords, type Sample } from './corpus.ts'
import { examplesIn, sexualWords } from './data.ts'
import type { LinearWeights } from './linear.ts'
import type { NetworkWeights } from './network.ts'
import {
  BUCKETS,
  CLOSED_FROM,
  CONTRAST_SEED,
  EMBEDDING_STEPS,
  OPINIONS,
  PREVALENCE,
  SHARES,
  STEPS,
  WEIGHT_STEPS,
} from './settings.ts'
import type { Task } from './worker.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string', default: fileURLToPath(new URL('../../weights', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(`npm run train -- [--data DIR] [--out DIR]

Trains the model of the house rules from the labelled comments in DIR (../shared/data) and writes
parley.bin.zst (the server’s) and browser.bin (the reader’s) into the other DIR (packages/rules/weights).
The same data give the same bytes. Two cores, about a quarter of an hour.`)
  process.exit()
}
const folder = values.data
const started = performance.now()
const say = (what: string) => console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${what}`)

const run = <T>(task: Task): Promise<T> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task, stdout: false })
    worker.once('message', resolve)
    worker.once('error', reject)
  })

const OTHERS = ['de', 'fr', 'es', 'it'] as const

say(`reading ${folder}`)
// The network takes one core for as long as all the others take the second.
const network = run<NetworkWeights>({ kind: 'network', folder })
const opinions: LinearWeights[] = []
for (const { name } of OPINIONS) {
  opinions.push(await run<LinearWeights>({ kind: 'opinion', opinion: name, folder }))
  say(`linear model of en, ${name}`)
}
const linear = new Map<string, LinearWeights>()
for (const language of OTHERS) {
  linear.set(language, await run<LinearWeights>({ kind: 'other', language, folder }))
  say(`linear model of ${language}`)
}
const trained = await network
say('network')

const examples = examplesIn(folder, contrast(CONTRAST_SEED))
const known = knownWords(examples)
const samples = corpusOf(examples, sexualWords(folder), known)
say(`${known.length} words are read through disguise beside the lists`)
const devOf = (language: string) =>
  samples.filter(({ example }) => example.split === 'dev' && example.language === language)

/** The share of each opinion in each head, over both models: [opinion][head]. */
function sharesOf(model: 'linear' | 'network'): number[][] {
  return OPINIONS.map((_, o) =>
    HEADS.map(head => {
      const { linear, network } = SHARES[head]
      return SHARES[head][model][o]! / [...linear, ...network].reduce((sum, one) => sum + one)
    }),
  )
}

/** The opinions as one: a sum of linear models is a linear model. */
function summed(opinions: readonly LinearWeights[]): LinearWeights {
  const shares = sharesOf('linear')
  const sum = (key: keyof LinearWeights) =>
    opinions[0]![key].map((_, i) =>
      opinions.reduce((all, one, o) => all + shares[o]![i % HEADS.length]! * one[key][i]!, 0),
    )
  return { weights: sum('weights'), bias: sum('bias') }
}

/** The same for the network, whose opinions differ in their units alone. */
function summedUnits(net: NetworkWeights): NetworkWeights {
  const shares = sharesOf('network')
  const sum = (values: Float32Array) => {
    const each = values.length / OPINIONS.length
    return values
      .slice(0, each)
      .map((_, i) =>
        shares.reduce((all, of, o) => all + of[Math.floor((i * HEADS.length) / each)]! * values[o * each + i]!, 0),
      )
  }
  return { ...net, heads: HEADS.length, output: sum(net.output), bias: sum(net.bias) }
}

/** A model of one language, calibrated on dev. */
function partOf(
  language: string,
  { words, pieces }: { words: number; pieces: number },
  { weights, bias }: LinearWeights,
  net: NetworkWeights | null,
): { part: Part; tensors: Record<string, Tensor> } {
  const tensors: Record<string, Tensor> = {
    [`${language}.weights`]: toBytes(weights, bias.length, WEIGHT_STEPS),
    [`${language}.bias`]: { values: bias },
  }
  if (net) {
    tensors[`${language}.vectors`] = toBytes(net.embeddings, net.width, EMBEDDING_STEPS)
    tensors[`${language}.patterns`] = { values: net.patterns }
    tensors[`${language}.patternBias`] = { values: net.patternBias }
    tensors[`${language}.output`] = { values: net.output }
    tensors[`${language}.networkBias`] = { values: net.bias }
  }
  const part: Part = {
    language,
    heads: [...HEADS],
    words,
    pieces,
    network: net && { rows: net.rows, width: net.width, filters: net.filters },
    curves: HEADS.map(() => ({ slope: 1, shift: 0 })),
  }
  const model = new PartModel(part, name => tensors[name]!)
  const dev = devOf(language)
  if (model.network) part.closed = closedFor(dev, model.linear, model.network)
  const raws = dev.map(({ texts, plain }) => model.raw(texts, plain))
  part.curves = HEADS.map((_, h) => curveOf(language, dev, raws, h))
  return { part, tensors }
}

/** Which texts the network need not read, and what is expected of it there: the straight line with the least squared error. */
function closedFor(dev: readonly Sample[], linear: LinearModel, net: NetworkModel): NonNullable<Part['closed']> {
  const raws = dev.map(({ texts, plain }) => linear.raw(texts, plain))
  const below = HEADS.map((_, h) => {
    const suspects = everyday('en', dev, h)
      .filter(i => dev[i]!.labels[h]! >= 0.5 && !dev[i]!.texts.some(isGroup))
      .map(i => raws[i]![h]!)
      .sort((a, b) => a - b)
    return suspects[Math.ceil(CLOSED_FROM * suspects.length)] ?? Number.NEGATIVE_INFINITY
  })
  const closed = [...dev.keys()].filter(i => !isOpen(raws[i]!, dev[i]!.texts, below))
  const added = closed.map(i => net.raw(dev[i]!.texts))
  say(`the network need not read ${closed.length} of ${dev.length} comments of dev`)
  const expected = HEADS.map((_, h) => {
    const mean = (of: (k: number) => number) =>
      closed.reduce((sum, _, k) => sum + of(k), 0) / Math.max(1, closed.length)
    const x = (k: number) => raws[closed[k]!]![h]!
    const y = (k: number) => added[k]![h]!
    const [mx, my] = [mean(x), mean(y)]
    const slope =
      mean(k => (x(k) - mx) * (y(k) - my)) /
      Math.max(
        1e-9,
        mean(k => (x(k) - mx) ** 2),
      )
    return { slope, shift: my - slope * mx }
  })
  return { below, expected }
}

/** The sources whose comments calibrate a head, and on which its steps are set; all of dev for other languages. */
const EVERYDAY: Readonly<Partial<Record<Head, readonly string[]>>> = {
  sexual: ['retired service'],
  spam: ['video comments', 'messages'],
}

function everyday(language: string, dev: readonly Sample[], h: number): number[] {
  const sources = EVERYDAY[HEADS[h]!] ?? ['wikipedia']
  return [...dev.keys()].filter(
    i => !Number.isNaN(dev[i]!.labels[h]!) && (language !== 'en' || sources.includes(dev[i]!.example.source)),
  )
}

function curveOf(language: string, dev: readonly Sample[], raws: readonly Float64Array[], h: number): Curve {
  const rows = everyday(language, dev, h)
  const labels = rows.map(i => (dev[i]!.labels[h]! >= 0.5 ? 1 : 0))
  const weights = weightsFor(labels, language === 'en' ? PREVALENCE.en : PREVALENCE.other)
  return platt(rows.map((i, k) => ({ raw: raws[i]![h]!, label: labels[k]!, weight: weights[k]! })))
}

/** The steps of each head, on the English dev comments. */
function stepsOf(part: Part, model: PartModel): Partial<Record<Head, Steps>> {
  const dev = devOf('en')
  const scores = dev.map(({ texts, plain }) => model.score(texts, plain))
  return Object.fromEntries(
    HEADS.map((head, h) => {
      const rows = everyday(part.language, dev, h)
      const labels = rows.map(i => (dev[i]!.labels[h]! >= 0.5 ? 1 : 0))
      const weights = weightsFor(labels, PREVALENCE.en)
      const judged = rows.map((i, k) => ({ score: scores[i]![h]!, label: labels[k]!, weight: weights[k]! }))
      const at = (step: keyof typeof STEPS) => stepAt(judged, STEPS[step])
      if (head === 'identity') {
        const nudge = Math.max(at('nudge'), harmlessBelow(dev, scores, h))
        return [head, { nudge, hold: Math.max(nudge, at('hold')), refuse: at('refuse') }]
      }
      // A threat always goes to a person: no machine refuses it, so that somebody learns of it.
      if (head === 'threat') return [head, { hold: at('nudge') }]
      if (head === 'toxicity') return [head, { nudge: bestF1(judged), hold: at('hold') }]
      // Crude words and quarrels are asked about or wait for a person; nothing but blatant advertising is refused outright.
      return [head, { nudge: at('nudge'), hold: at('hold'), ...(head === 'spam' && { refuse: at('refuse') }) }]
    }),
  )
}

/** The score at which F1 is greatest on the rows as they are, in hundredths, within the bounds of a nudge. */
function bestF1(rows: readonly { score: number; label: number }[]): number {
  const sorted = [...rows].sort((a, b) => b.score - a.score)
  const positives = rows.reduce((sum, { label }) => sum + label, 0)
  let right = 0
  let most = 0
  let best = STEPS.nudge.most
  sorted.forEach(({ score, label }, i) => {
    right += label
    const f1 = (2 * right) / (positives + i + 1)
    if (f1 > most) {
      most = f1
      best = score
    }
  })
  return Math.min(STEPS.nudge.most, Math.max(0.3, Math.round(best * 100) / 100))
}

/** Harmless contrast texts, by kind, and the share of each that has to pass. */
const TO_PASS: Readonly<Record<string, number>> = { neutral: 0.92, positive: 0.92, self: 0.92, 'counter-speech': 0.82 }

/** The lowest score, in hundredths, that so many of them stay below. */
function harmlessBelow(dev: readonly Sample[], scores: readonly Float64Array[], h: number): number {
  const least = Object.entries(TO_PASS).map(([kind, share]) => {
    const sorted = dev
      .flatMap(({ example }, i) => (example.source === `contrast ${kind}` ? [scores[i]![h]!] : []))
      .sort((a, b) => a - b)
    return sorted[Math.floor(share * sorted.length)] ?? 0
  })
  return Math.ceil(100 * Math.max(...least)) / 100
}

function write(name: string, bytes: Uint8Array): void {
  mkdirSync(values.out, { recursive: true })
  writeFileSync(join(values.out, name), bytes)
  say(
    `${name}: ${(bytes.length / 1000).toFixed(0)} kB, sha256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`,
  )
}

/** Named by what it consists of, so that the same numbers have the same name. */
function named(
  parts: { part: Part; tensors: Record<string, Tensor> }[],
  thresholds: Header['thresholds'],
  kind: string,
): Uint8Array {
  const tensors = Object.assign({}, ...parts.map(({ tensors }) => tensors))
  const header = (version: string): Header => ({
    format: 2,
    version,
    thresholds,
    known,
    parts: parts.map(({ part }) => part),
  })
  const sum = createHash('sha256')
    .update(pack(header(''), tensors))
    .digest('hex')
    .slice(0, 8)
  return pack(header(`${kind}-${sum}`), tensors)
}

const english = partOf('en', BUCKETS.en, summed(opinions), summedUnits(trained))
const others = OTHERS.map(language => partOf(language, BUCKETS.other, linear.get(language)!, null))
const thresholds = stepsOf(english.part, new PartModel(english.part, name => english.tensors[name]!))
say(`calibrated; steps ${JSON.stringify(thresholds)}`)
const whole = named([english, ...others], thresholds, 'parley')
write(
  'parley.bin.zst',
  // A few hundredths larger than Brotli makes it, and read in a sixth of the time at every start.
  zstdCompressSync(whole, { params: { [constants.ZSTD_c_compressionLevel]: 22, [constants.ZSTD_c_windowLog]: 23 } }),
)

// The small model learns what the large one says of every text, also where nobody judged.
const { header, tensor } = unpack(whole)
const teacher = new PartModel(header.parts[0]!, tensor)
const lessons = samples.filter(({ example }) => example.split === 'train' && example.language === 'en')
const targets = new Float32Array(lessons.length * HEADS.length)
lessons.forEach(({ texts, plain }, at) => {
  targets.set(teacher.score(texts, plain), at * HEADS.length)
})
say('the large model has read all texts for the small one')
const small = await run<LinearWeights>({ kind: 'small', folder, targets })
const smallEnglish = partOf('en', BUCKETS.small, small, null)
write(
  'browser.bin',
  named(
    [smallEnglish],
    stepsOf(smallEnglish.part, new PartModel(smallEnglish.part, name => smallEnglish.tensors[name]!)),
    'browser',
  ),
)
