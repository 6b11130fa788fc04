import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { heldOut } from '../evaluation/split.ts'
import { HEADS, type Head } from '../heads.ts'
import { CONTRAST_WEIGHT } from './settings.ts'

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
    weight: 1.2,
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
    examples.push({ ...one, id: `contrast-${i}`, source: `contrast ${kind}`, weight: CONTRAST_WEIGHT })
  })
  examples.push(...lexiconExamples(folder, examples))
  return examples
}

/** Labels as an array in the order of HEADS, NaN where nothing was judged. */
export function labelsOf(example: Example): Float32Array {
  return Float32Array.from(HEADS, head => example.labels[head] ?? Number.NaN)
}

/** What each category of the English lexicon says of a word that stands there. */
const LEXICON_SAYS: Readonly<Record<string, Partial<Record<Head, number>>>> = {
  'sexual anatomy / sexual acts': { sexual: 1, obscene: 0.9 },
  'bodily fluids / excrement': { obscene: 0.9 },
  'racial / ethnic slurs': { identity: 1, insult: 0.8 },
  'sexual orientation / gender': { identity: 0.8, insult: 0.7 },
  'religious offense': { identity: 0.8 },
  'other / general insult': { insult: 1 },
  'mental disability': { insult: 0.9, identity: 0.5 },
}

/** Our own words for bodies and what they do, plain and literary, with how surely they are meant sexually. */
const SEXUAL_WORDS: readonly (readonly [number, string])[] = [
  [
    0.8,
    `aroused arousal bdsm blowjob blowjobs boner bondage cleavage climaxed clit cock cocks cum cumming deepthroat dildo ejaculate
    ejaculated ejaculation erotic erotica erection fellatio fetish foreplay fucked gangbang genitals groping handjob hardon hentai
    horny humping incest intercourse jerking kinky kink labia lewd lingerie lust lustful masturbate masturbated masturbating
    masturbation milf moaned moaning moans nipple nipples nsfw orgasm orgasmic orgasms orgy panties penetrate penetrated penis
    penises porn porno pornhub prostitute pussy seduce seduced semen sensual sexting sexual sexually sexy shaft slutty sodomy
    squirt strapon striptease testicles threesome thrust thrusting thrusts tits titties topless undressed undressing vagina
    vibrator virginity voyeur whore xxx anal anus balls-deep bj boob boobs booty brothel camgirl climax coitus condom cuckold
    cunnilingus dominatrix doggystyle dominated erogenous escort escorts femdom fingered fingering flashing foreskin frottage
    g-spot genitalia hooker hookers hooters hornier jerked jizz knickers lovemaking lover masturbator mistress molest moan
    naughty nudity nympho obscene onlyfans oral orgasmed penetration penetrating perv pervert perverted playboy pleasuring
    promiscuous pubes pubic rimming rimjob scrotum sensually sexier sexts shagging sixty-nine slut sluts smut snatch sodomized
    spanked spanking sperm straddled straddling submissive suckle swinger swingers tease teasing teats tongue turgid unbuttoned
    undress unzipped vulva wank wanking wetness`,
  ],
  [
    0.5,
    `bed breasts breast bra buttocks caress caressed caressing crotch kissed kissing licked licking naked nude nudes stroked
    stroking sucked sucking sweaty thigh thighs underwear wet bosom bulge clothed curves embrace gasping groaning intimate
    massaging passionate passionately petite pleasured rubbing seductive seductively throbbing whimpered`,
  ],
  [
    0.2,
    `aching arched butt desire flesh gasped groaned hardened hips knees lips massage neck passion pleasure pulsing rubbed shivered
    shower shuddered skin skirt slid slippery squeezed sucks tender tight trembling waist`,
  ],
]

interface Entry {
  word: string
  category: string
  /** 0…1 */
  severity: number
}

function lexicon(folder: string): Entry[] {
  const lines = readFileSync(join(folder, 'lexicons', 'surge_profanity_en.csv'), 'utf8')
    .split('\n')
    .slice(1)
  return lines.flatMap(line => {
    const cells = line.split(',')
    const severity = Number(cells[7]) / 3
    return severity > 0 ? [{ word: cells[0]!.toLowerCase(), category: cells[4]!, severity }] : []
  })
}

/** Crude words that the lexicon counts as sexual, and that people mostly do not mean so. */
const SELDOM_MEANT = /fuc?k|fck|shit|bitch|bastard|dick|ass(?:hole|wipe|hat)?$/
/** What the other list has beside sexual words: slurs, crimes and what means anything. */
const NOT_MEANT =
  /fag|nig|tranny|shemale|pikey|poof|dyke|honkey|spastic|retard|nazi|swastika|white power|kill|murder|rap(?:e|ing|ist)|pa?edo|lolita|nambla|sexuality|eunuch|twink|domination|hard ?core|gay|sadism|piss|scat|fecal|big black|skeet|snowball|barenaked|bimbos/

/** The words of lexicons, each as a text of its own, so that rare ones are known too; and as many ordinary words. */
function lexiconExamples(folder: string, examples: readonly Example[]): Example[] {
  const english: { text: string; language: string; labels: Example['labels'] }[] = lexicon(folder).map(
    ({ word, category, severity }) => {
      const { sexual, ...labels } = LEXICON_SAYS[category] ?? {}
      return {
        text: word,
        language: 'en',
        labels: {
          ...labels,
          threat: 0,
          spam: 0,
          ...(sexual && !SELDOM_MEANT.test(word) && { sexual }),
          toxicity: Math.min(1, 1.2 * severity),
        },
      }
    },
  )
  const harmless = Object.fromEntries(HEADS.map(head => [head, 0]))
  const ordinary = [...ordinaryWords(examples), ...PEOPLE].map(text => ({ text, language: 'en', labels: harmless }))
  const elsewhere = OTHERS.flatMap(language =>
    harmlessWords(examples.filter(one => one.language === language)).map(text => ({
      text,
      language,
      labels: harmless,
    })),
  )
  const others = OTHERS.flatMap(language =>
    readFileSync(join(folder, 'lexicons', `ldnoobw.${language}.txt`), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(text => ({ text, language, labels: { obscene: 0.9, toxicity: 0.9 } })),
  )
  const listed = listedAsSexual(folder, lexicon(folder)).map(text => ({
    text,
    language: 'en',
    labels: { sexual: LISTED },
  }))
  const own = SEXUAL_WORDS.flatMap(([sexual, words]) =>
    words.split(/\s+/).map(text => ({ text, language: 'en', labels: { sexual } })),
  )
  return [...english, ...listed, ...own, ...ordinary, ...others, ...elsewhere].map((one, i) => ({
    ...one,
    id: `lexicon-${i}`,
    source: 'lexicon',
    split: 'train',
    weight: 1,
  }))
}

const OTHERS = ['de', 'fr', 'es', 'it'] as const

/** How surely a word of that list is meant sexually. */
const LISTED = 0.7

/** Another list of English words that are mostly sexual, without those that the lexicon counts as something else. */
function listedAsSexual(folder: string, known: readonly Entry[]): string[] {
  const other = new Set(known.filter(({ category }) => !category.startsWith('sexual')).map(({ word }) => word))
  return readFileSync(join(folder, 'lexicons', 'ldnoobw.en.txt'), 'utf8')
    .split('\n')
    .filter(word => word !== '' && !other.has(word) && !SELDOM_MEANT.test(word) && !NOT_MEANT.test(word))
}

/** Words of texts in which nothing was found, every third of them. */
function harmlessWords(examples: readonly Example[]): string[] {
  const words = new Set<string>()
  for (const { text, split, labels } of examples)
    if (split === 'train' && Object.values(labels).every(label => label === 0))
      for (const word of text.toLowerCase().match(/\p{L}{4,14}/gu) ?? []) words.add(word)
  return [...words].sort().filter((_, i) => i % 3 === 0)
}

/** To name people says nothing of them. */
const PEOPLE: readonly string[] = [
  'woman',
  'women',
  'men',
  'Muslim',
  'Muslims',
  'Jews',
  'Jewish',
  'gay',
  'black',
  'immigrants',
].flatMap(name => [name, `the ${name}`, `${name} people`, `${name} and ${name}`, `about ${name}`, `${name}?`])

/** Words of Wikipedia’s comments that hardly ever stand in toxic ones, every second of them. */
function ordinaryWords(examples: readonly Example[]): string[] {
  return wordCounts(examples)
    .filter(([, { all, toxic }]) => all >= 20 && toxic <= 0.15 * all)
    .map(([word]) => word)
    .sort()
    .filter((_, i) => i % 2 === 0)
}

/** For each word of Wikipedia’s training comments of at least so many letters, in how many it stands, and in how many toxic ones. */
export function wordCounts(
  examples: readonly Example[],
  letters = 4,
): [word: string, { all: number; toxic: number }][] {
  const counts = new Map<string, { all: number; toxic: number }>()
  const words = new RegExp(`[a-z]{${letters},14}`, 'g')
  for (const { source, split, text, labels } of examples) {
    if (source !== 'wikipedia' || split !== 'train') continue
    for (const word of new Set(text.toLowerCase().match(words) ?? [])) {
      const count = counts.get(word) ?? { all: 0, toxic: 0 }
      count.all++
      count.toxic += labels.toxicity ?? 0
      counts.set(word, count)
    }
  }
  return [...counts]
}

/** Words that are meant sexually, with how surely, 0…1: for weak labels in training only. */
export function sexualWords(folder: string): Map<string, number> {
  const known = lexicon(folder)
  return new Map([
    ...listedAsSexual(folder, known).map(word => [word, LISTED] as const),
    ...SEXUAL_WORDS.flatMap(([sure, words]) => words.split(/\s+/).map(word => [word, sure] as const)),
    ...known
      .filter(
        ({ word, category, severity }) =>
          category === 'sexual anatomy / sexual acts' && severity >= 0.33 && !SELDOM_MEANT.test(word),
      )
      .map(({ word, severity }) => [word, severity] as const),
  ])
}
