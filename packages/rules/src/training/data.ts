import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { heldOut } from '../evaluation/split.ts'
import { HEADS, type Head } from '../heads.ts'

/** One labelled text. Labels are 0…1; a head that is missing was not judged. */
export interface Example {
  id: string
  text: string
  language: string
  source: string
  split: 'train' | 'dev'
  labels: Partial<Record<Head, number>>
  weight: number
}

/** A text of our own making, see contrast.ts. */
type Made = Pick<Example, 'text' | 'language' | 'split' | 'labels'> & { kind: string }

interface Row {
  id: string
  text: string
  split: string
  [label: string]: unknown
}

const rowsOf = (folder: string, name: string): Row[] =>
  gunzipSync(readFileSync(join(folder, `${name}.jsonl.gz`)))
    .toString()
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** The stored scores of the retired service that teach a head, by head. */
const DISTILLED: Readonly<Partial<Record<Head, string>>> = {
  toxicity: 'TOXICITY',
  severe: 'SEVERE_TOXICITY',
  obscene: 'PROFANITY',
  threat: 'THREAT',
  insult: 'INSULT',
  identity: 'IDENTITY_ATTACK',
  sexual: 'SEXUALLY_EXPLICIT',
  spam: 'SPAM',
}

/** How each file of the data folder is read: which of its labels speak to which head, and how much it weighs. */
const SOURCES: readonly {
  file: string
  source?: (row: Row) => string
  language?: (row: Row) => string | null
  weight: number
  labels: (row: Row) => Partial<Record<Head, number>>
}[] = [
  ...['jigsaw_train', 'jigsaw_dev'].map(file => ({
    file,
    source: () => 'wikipedia',
    weight: 1,
    labels: (row: Row) =>
      Object.fromEntries(
        ['toxicity', 'severe', 'obscene', 'threat', 'insult', 'identity'].map(head => [head, Number(row[head])]),
      ),
  })),
  {
    file: 'civil_spans',
    weight: 0.7,
    labels: row =>
      Object.fromEntries(
        ['toxicity', 'obscene', 'threat', 'insult', 'identity'].map(head => [head, Number(row[head])]),
      ),
  },
  {
    file: 'gab_hate',
    weight: 0.6,
    labels: row => ({
      identity: Math.max(Number(row.identity), Number(row.human_degradation)),
      threat: Number(row.call_violence),
    }),
  },
  { file: 'implicit_hate', weight: 0.5, labels: row => ({ identity: Number(row.identity) }) },
  { file: 'davidson', weight: 0.25, labels: row => ({ identity: Number(row.identity) }) },
  { file: 'stormfront', weight: 0.6, labels: row => ({ identity: Number(row.identity) }) },
  { file: 'toxigen_prompts', weight: 0.8, labels: row => ({ identity: Number(row.identity) }) },
  {
    file: 'ruddit',
    weight: 0.5,
    labels: row => ({ toxicity: clamp(1 / (1 + Math.exp(-8 * (Number(row.offensiveness) - 0.35)))) }),
  },
  {
    file: 'perspective_2k_scores',
    source: () => 'retired service',
    weight: 1,
    labels: row => {
      const stored = row.persp as Record<string, number>
      const of = (name: string) => Object.entries(stored).find(([key]) => key.split('@')[0] === name)?.[1]
      return Object.fromEntries(
        Object.entries(DISTILLED).flatMap(([head, name]) => {
          const score = of(name)
          return score === undefined ? [] : [[head, score]]
        }),
      )
    },
  },
  {
    file: 'spam_youtube_sms',
    source: row => (row.id.startsWith('yt-') ? 'video comments' : 'messages'),
    weight: 1,
    labels: row => ({ spam: Number(row.spam) }),
  },
  {
    file: 'germeval2018_de',
    language: () => 'de',
    weight: 1,
    labels: row => ({ toxicity: Number(row.offensive) }),
  },
  {
    file: 'germeval2021_de',
    language: () => 'de',
    weight: 1,
    labels: row => ({ toxicity: Number(row.toxicity) }),
  },
  {
    file: 'jigsaw_multilingual_es_it_tr',
    language: row => (row.lang === 'tr' ? null : String(row.lang)),
    weight: 1,
    labels: row => ({ toxicity: Number(row.toxicity) }),
  },
  {
    file: 'mlma_en_fr_ar',
    language: row => (row.lang === 'fr' ? 'fr' : null),
    weight: 0.5,
    labels: row => ({
      toxicity:
        String(row.sentiment) === 'normal' ? 0 : /hateful|offensive|abusive/.test(String(row.sentiment)) ? 0.9 : 0.5,
    }),
  },
]

/** Files without a dev part of their own give every tenth row, by its id, to dev. */
const splitOf = (row: Row): 'train' | 'dev' =>
  row.split === 'dev' || (row.split !== 'dev' && heldOut(row.id)) ? 'dev' : 'train'
const OWN_DEV = new Set([
  'jigsaw_train',
  'jigsaw_dev',
  'civil_spans',
  'implicit_hate',
  'davidson',
  'ruddit',
  'toxigen_prompts',
  'jigsaw_multilingual_es_it_tr',
])

/** Reads all labelled texts that a model may learn from, in a fixed order, and those to choose by. No test set is opened. */
export function examplesIn(folder: string, made: readonly Made[]): Example[] {
  const examples: Example[] = SOURCES.flatMap(({ file, source, language, weight, labels }) =>
    rowsOf(folder, file).flatMap(row => {
      const spoken = language ? language(row) : 'en'
      if (spoken === null) return []
      return {
        id: row.id,
        text: row.text,
        language: spoken,
        source: source ? source(row) : file,
        split: OWN_DEV.has(file) ? (row.split as 'train' | 'dev') : splitOf(row),
        labels: labels(row),
        weight,
      }
    }),
  )
  made.forEach(({ kind, ...one }, i) => {
    examples.push({ ...one, id: `contrast-${i}`, source: `contrast ${kind}`, weight: 0.8 })
  })
  return examples
}

/** Labels as an array in the order of HEADS, NaN where nothing was judged. */
export function labelsOf(example: Example): Float32Array {
  return Float32Array.from(HEADS, head => example.labels[head] ?? Number.NaN)
}

/** The words of a list with their weight 0…1, for weak labels in training only: word, severity of 3, category. */
export function sexualWords(folder: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const line of readFileSync(join(folder, 'lexicons', 'surge_profanity_en.csv'), 'utf8')
    .split('\n')
    .slice(1)) {
    const cells = line.split(',')
    if (cells[4] !== 'sexual anatomy / sexual acts') continue
    const severity = Number(cells[7])
    if (severity >= 1) words.set(cells[0]!.toLowerCase(), severity / 3)
  }
  return words
}
