import { parentPort, workerData } from 'node:worker_threads'
import { HEADS } from '../heads.ts'
import { bucketsOf } from '../model/features.ts'
import { networkRows } from '../model/words.ts'
import { contrast } from './contrast.ts'
import { corpusOf, ENRICHED, knownWords, type Sample } from './corpus.ts'
import { examplesIn, sexualWords } from './data.ts'
import { trainLinear } from './linear.ts'
import { trainNetwork } from './network.ts'
import { CONTRAST_SEED, LINEAR, NETWORK, SMALL } from './settings.ts'

/** One piece of training that can run beside others: each worker reads the data by itself, so that none waits for another. */
export type Task =
  | { kind: 'linear' | 'network'; language: string; folder: string }
  | { kind: 'small'; folder: string; targets: Float32Array }

const task = workerData as Task
const language = task.kind === 'small' ? 'en' : task.language

const examples = examplesIn(task.folder, contrast(CONTRAST_SEED))
const samples = corpusOf(
  examples.filter(one => one.language === language && one.split === 'train'),
  sexualWords(task.folder),
  knownWords(examples),
)
const sourceOf = ({ example }: Sample): number => ENRICHED.indexOf(example.source)

const UNKNOWN = new Float32Array(HEADS.length).fill(Number.NaN)

/**
 * What an English model learns twice, as two opinions: from Wikipedia’s comments alone, which are labelled best for most heads, and
 * from all sources.
 */
function twofold(sample: Sample): Float32Array {
  const { source } = sample.example
  const own = source === 'wikipedia' || source.startsWith('retired') ? sample.labels : UNKNOWN
  return Float32Array.of(...own, ...sample.labels)
}
const labelsFor = language === 'en' ? twofold : (sample: Sample) => sample.labels

const linearRows = (labels: (sample: Sample, at: number) => Float32Array, buckets: { words: number; pieces: number }) =>
  samples.map((sample, at) => ({
    buckets: Int32Array.from(bucketsOf(sample, buckets)),
    plain: sample.plain,
    labels: labels(sample, at),
    weight: sample.example.weight,
    source: task.kind === 'small' ? -1 : sourceOf(sample),
  }))

if (task.kind === 'network') {
  const { longest, rows: size, width, filters } = NETWORK
  const numbers = new Map<string, number>()
  const vocabulary: Int32Array[] = []
  const numberOf = (word: string): number => {
    let number = numbers.get(word)
    if (number === undefined) {
      number = vocabulary.push(Int32Array.from(networkRows(word, size))) - 1
      numbers.set(word, number)
    }
    return number
  }
  const rows = samples.map(sample => ({
    words: Int32Array.from(sample.texts.slice(0, longest), numberOf),
    labels: twofold(sample),
    weight: sample.example.weight,
    source: sourceOf(sample),
  }))
  parentPort!.postMessage(
    trainNetwork(rows, vocabulary, { heads: 2 * HEADS.length, rows: size, width, filters }, ENRICHED.length, {
      ...NETWORK,
      onEpoch: (_, epoch) => console.log(`  network, pass ${epoch + 1} of ${NETWORK.epochs}`),
    }),
  )
} else {
  const settings = task.kind === 'small' ? SMALL : LINEAR[language === 'en' ? 'en' : 'other']
  const { words, pieces } = settings
  const teacher = task.kind === 'small' ? task.targets : null
  const rows = linearRows(
    (sample, at) => (teacher ? teacher.subarray(at * HEADS.length, (at + 1) * HEADS.length) : labelsFor(sample)),
    settings,
  )
  parentPort!.postMessage(
    trainLinear(rows, { ...settings, heads: rows[0]!.labels.length, size: words + pieces, sources: ENRICHED.length }),
  )
}
