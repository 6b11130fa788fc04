import { HEADS } from '../heads.ts'
import { plainFeatures } from '../model/features.ts'
import { modelWords, preparing } from '../prepare.ts'
import { type Example, labelsOf, wordCounts } from './data.ts'

/** An example as the model reads it. */
export interface Sample {
  example: Example
  texts: string[]
  plain: number[]
  /** In the order of HEADS, NaN where nothing is known. */
  labels: Float32Array
}

/** Sources whose rows were chosen because they are suspect: each has a base rate of its own while the model learns. */
export const ENRICHED: readonly string[] = [
  'civil_spans',
  'gab_hate',
  'implicit_hate',
  'davidson',
  'stormfront',
  'toxigen_prompts',
  'ruddit',
  'retired service',
  'mlma_en_fr_ar',
  'lexicon',
]

const SEXUAL = HEADS.indexOf('sexual')
const SPAM = HEADS.indexOf('spam')

/**
 * Reads examples as the model will. English training texts that nobody judged for sexual words are labelled weakly by a list of such words
 * (how likely at least one of them is meant so); Wikipedia’s and the news’ comments count as no spam.
 * @param sexual words with a weight 0…1
 * @param known words to be read through disguise
 */
export function corpusOf(
  examples: readonly Example[],
  sexual: ReadonlyMap<string, number>,
  known: readonly string[],
): Sample[] {
  const prepare = preparing(known)
  return examples.map(example => {
    const prepared = prepare(example.text, example.language)
    const { texts } = modelWords(prepared, example.language)
    const labels = labelsOf(example)
    const labelled = !example.source.startsWith('contrast') && example.source !== 'lexicon'
    if (example.split === 'train' && labelled && example.language === 'en' && Number.isNaN(labels[SEXUAL]!)) {
      let none = 1
      for (const word of new Set(texts)) none *= 1 - 0.7 * (sexual.get(word) ?? 0)
      labels[SEXUAL] = 1 - none
    }
    if ((example.source === 'wikipedia' || example.source === 'civil_spans') && Number.isNaN(labels[SPAM]!))
      labels[SPAM] = 0
    return { example, texts, plain: plainFeatures(prepared), labels }
  })
}

/** A word is known by so many comments at least, of which such a share is toxic. */
const KNOWN_FROM = 4
/** Three letters are often no word at all. */
const SHORT_KNOWN_FROM = 10
const KNOWN_SHARE = 0.7

/** Words of Wikipedia’s comments that mostly stand in toxic ones, in alphabetical order: to be read through disguise. */
export function knownWords(examples: readonly Example[]): string[] {
  return wordCounts(examples, 3)
    .filter(
      ([word, { all, toxic }]) =>
        all >= (word.length < 4 ? SHORT_KNOWN_FROM : KNOWN_FROM) && toxic >= KNOWN_SHARE * all && !/(.)\1\1/.test(word),
    )
    .map(([word]) => word)
    .sort()
}
