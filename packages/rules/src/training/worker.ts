import { parentPort, workerData } from 'node:worker_threads'
import { HEADS } from '../heads.ts'
import { bucketsOf } from '../model/features.ts'
import { networkRows } from '../model/words.ts'
import { contrast } from './contrast.ts'
import { corpusOf, ENRICHED, knownWords, type Sample } from './corpus.ts'
import { type Example, examplesIn, sexualWords } from './data.ts'
import { trainLinear } from './linear.ts'
import { trainNetwork } from './network.ts'
import { BUCKETS, CONTRAST_SEED, LINEAR, NETWORK, OPINIONS, type Opinion } from './settings.ts'

/** One piece of training that can run beside others: each worker reads the data by itself, so that none waits for another. */
export type Task =
  | { kind: 'opinion'; opinion: Opinion; folder: string }
  | { kind: 'other'; language: string; folder: string }
  | { kind: 'network'; folder: string }
  | { kind: 'small'; folder: string; targets: Float32Array }

const task = workerData as Task
const language = task.kind === 'other' ? task.language : 'en'
const isOf = (name: Opinion, { source }: Example) => OPINIONS.find(one => one.name === name)!.has(source)

const examples = examplesIn(task.folder, contrast(CONTRAST_SEED))
const samples = corpusOf(
  examples.filter(
    one => one.language === language && one.split === 'train' && (task.kind !== 'opinion' || isOf(task.opinion, one)),
  ),
  sexualWords(task.folder),
  knownWords(examples),
)
const sourceOf = ({ example }: Sample): number => ENRICHED.indexOf(example.source)

if (task.kind === 'network') {
  const { longest, rows: size, width, filters } = NETWORK
  const unknown = new Float32Array(HEADS.length).fill(Number.NaN)
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
    labels: Float32Array.from(
      OPINIONS.flatMap(({ has }) => [...(has(sample.example.source) ? sample.labels : unknown)]),
    ),
    weight: sample.example.weight,
    source: sourceOf(sample),
  }))
  const shape = { heads: OPINIONS.length * HEADS.length, rows: size, width, filters }
  parentPort!.postMessage(
    trainNetwork(rows, vocabulary, shape, ENRICHED.length, {
      ...NETWORK,
      onEpoch: (_, epoch) => console.log(`  network, pass ${epoch + 1} of ${NETWORK.epochs}`),
    }),
  )
} else {
  const buckets = BUCKETS[task.kind === 'opinion' ? 'en' : task.kind]
  const teacher = task.kind === 'small' ? task.targets : null
  const rows = samples.map((sample, at) => ({
    buckets: Int32Array.from(bucketsOf(sample, buckets)),
    plain: sample.plain,
    labels: teacher ? teacher.subarray(at * HEADS.length, (at + 1) * HEADS.length) : sample.labels,
    weight: sample.example.weight,
    source: teacher ? -1 : sourceOf(sample),
  }))
  parentPort!.postMessage(
    trainLinear(rows, {
      ...LINEAR[task.kind === 'opinion' ? task.opinion : task.kind],
      heads: HEADS.length,
      size: buckets.words + buckets.pieces,
      sources: ENRICHED.length,
    }),
  )
}
