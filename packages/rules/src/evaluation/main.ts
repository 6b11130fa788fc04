import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { type Engine, listEngine, modelEngine } from '../engine.ts'
import { baselinesOf } from '../training/baselines.ts'
import type { ClaimRow } from '../training/claims/rows.ts'
import { contrast } from '../training/contrast.ts'
import { examplesIn } from '../training/data.ts'
import { NEWSROOM_60 } from '../training/newsroom60.ts'
import { CONTRAST_SEED } from '../training/settings.ts'
import { type Before, heldAgainst } from './before.ts'
import { card, SOURCES } from './card.ts'
import { claimTables } from './claims.ts'
import {
  badWordsJudge,
  engineJudge,
  type Judge,
  obscenityJudge,
  oddsJudge,
  plainListJudge,
  remembering,
} from './judges.ts'
import {
  type Contrast,
  crossed,
  type Measured,
  measure,
  measurePromised,
  type Row,
  reliabilityOf,
  type Section,
  type Setup,
} from './measures.ts'
import { picture } from './picture.ts'
import { PRIVATE_SOURCES, privateShares } from './private.ts'
import { sixty, verdictOn } from './sixty.ts'
import { hash } from './split.ts'
import { figureNamed, past, TARGETS } from './targets.ts'
import { type WorthRow, worthTables } from './worth.ts'

/**
 * npm run evaluate: measures the shipped model and plain word lists on labelled comments.
 *   --data DIR        where they lie, ../shared/data by default
 *   --engine NAME     model (what is shipped) or lists
 *   --weights FILE    other weights than those that ship
 *   --dev             development rows only; no test set is opened
 *   --baselines       trains the best models before this one anew and measures them too, which takes minutes; the card keeps their figures
 *   --private         only how many texts the screen for personal data holds, and 100 of what it marks, to be judged by hand
 *   --claims          only the recogniser of claims: the tables of docs/truth.md; with --dev no test sentences are looked at
 *   --worth           only what is worth reading: the figures of docs/reading.md; with --dev the half that is not for testing
 *   --quick           a part of the rows and of the drawings, for a first look
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    engine: { type: 'string', default: 'model' },
    weights: { type: 'string' },
    dev: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    baselines: { type: 'boolean', default: false },
    private: { type: 'boolean', default: false },
    claims: { type: 'boolean', default: false },
    worth: { type: 'boolean', default: false },
    out: { type: 'string', default: 'docs/model-card.md' },
  },
})
if (!existsSync(options.data)) {
  console.error(`There is no data in ${options.data}; name its folder with --data DIR.`)
  process.exit(1)
}
const QUICK_ROWS = 2500
const RESAMPLES = options.quick ? 40 : 200

const files = new Map<string, readonly Row[]>()
/** Rows of a file in its order; of a quick look those whose id hashes lowest. */
function rows(file: string): readonly Row[] {
  if (options.dev && (file.endsWith('_test') || file === 'jigsaw_train')) return []
  let known = files.get(file)
  if (!known) {
    const path = join(options.data, `${file}.jsonl.gz`)
    known = existsSync(path)
      ? (gunzipSync(readFileSync(path))
          .toString()
          .split('\n')
          .filter(Boolean)
          .map(line => JSON.parse(line)) as Row[])
      : []
    if (options.quick && file === 'jigsaw_dev')
      known = known.toSorted((a, b) => hash(a.id) - hash(b.id)).slice(0, QUICK_ROWS)
    files.set(file, known)
  }
  return known
}

if (options.private) {
  for (const line of privateShares(PRIVATE_SOURCES.map(file => [file, rows(file)]))) console.log(line)
  process.exit(0)
}

if (options.claims) {
  const spoken = (lang: string) => rows('jigsaw_multilingual_es_it_tr').filter(row => row.lang === lang)
  const unlabelled = [
    { name: 'news comments in English', language: 'en', rows: rows('civil_spans') },
    { name: 'posts in English', language: 'en', rows: rows('ruddit') },
    { name: 'comments in German', language: 'de', rows: rows('germeval2021_de') },
    { name: 'talk pages in Spanish', language: 'es', rows: spoken('es') },
    { name: 'talk pages in Italian', language: 'it', rows: spoken('it') },
    { name: 'tweets in French', language: 'fr', rows: rows('mlma_en_fr_ar').filter(row => row.lang === 'fr') },
  ]
  const debates = rows('checkworthy') as unknown as ClaimRow[]
  const tables = claimTables({ debates, german: rows('germeval2021_de'), unlabelled }, options.dev ? 'dev' : 'test')
  for (const line of tables) console.log(line)
  process.exit(0)
}

if (options.worth) {
  const tables = worthTables(
    { german: rows('germeval2021_de'), english: rows('perspective_2k_scores') as unknown as readonly WorthRow[] },
    options.dev ? 'dev' : 'test',
  )
  for (const line of tables) console.log(line)
  process.exit(0)
}

const lexicon = (language: string): string[] => {
  const path = join(options.data, 'lexicons', `ldnoobw.${language}.txt`)
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .map(word => word.trim())
        .filter(Boolean)
    : []
}

const contrasts: readonly Contrast[] = contrast(CONTRAST_SEED).filter(one => one.split === 'dev')

const number = ({ as, figure }: Measured, value = figure.value) =>
  as === 'share' ? `${(value * 100).toFixed(1)} %` : value.toFixed(3)

function print(sections: readonly Section[]) {
  for (const section of sections) {
    console.log(`\n${section.title}`)
    const inTables = new Set<Measured>()
    for (const prefix of ['function', 'group', 'contrast'] as const) {
      const { columns, lines } = crossed(section, prefix)
      if (lines.length === 0) continue
      console.log(`  ${columns.map(column => column.padStart(16)).join('')}    rows`)
      for (const { what, rows, cells } of lines) {
        for (const cell of cells) if (cell) inTables.add(cell)
        const figures = cells.map(cell => (cell ? number(cell) : '').padStart(16)).join('')
        console.log(`  ${figures} ${String(rows).padStart(7)}  ${what}`)
      }
    }
    for (const one of section.measured) {
      if (inTables.has(one)) continue
      const { low, high, n } = one.figure
      const interval = `${number(one, low)} … ${number(one, high)}`
      const target = TARGETS.find(each => each.id === one.id || `dev.${each.id}` === one.id)
      const reached = target ? `  reach ${target.reach}: ${past(target, one.figure.value) >= 0 ? 'yes' : 'NO'}` : ''
      console.log(
        `  ${number(one).padStart(8)}  ${interval.padEnd(17)} ${String(n).padStart(6)}  ${one.what}${reached}`,
      )
    }
  }
}

const setupFor = (judge: Judge): Setup => ({
  judge: remembering(judge),
  rows,
  contrast: contrasts,
  words: lexicon('en'),
  resamples: RESAMPLES,
})

const SHIPPED = fileURLToPath(new URL('../../weights', import.meta.url))
const BEFORE = fileURLToPath(new URL('./before.json', import.meta.url))
/** The model of a file of weights, compressed or not. */
function modelOf(file: string): Engine {
  if (!existsSync(file))
    throw new Error(`There are no weights in ${file}: npm run train makes them, and --engine lists does without.`)
  const bytes = readFileSync(file)
  return modelEngine(file.endsWith('.zst') ? zstdDecompressSync(bytes) : bytes)
}

const begun = performance.now()
const lists = listEngine()
const engine = options.engine === 'lists' ? lists : modelOf(options.weights ?? join(SHIPPED, 'parley.bin.zst'))
const setup = setupFor(engineJudge('this model', engine))
const sections = measure(setup)
print(sections)
const right = NEWSROOM_60.filter(comment => verdictOn(engine, comment).verdict === comment.expected).length
console.log(`\nOf sixty hand-written comments ${right} get the wanted verdict.`)

const baselines = options.baselines
  ? baselinesOf(examplesIn(options.data, contrast(CONTRAST_SEED)), what =>
      console.log(`${((performance.now() - begun) / 1000).toFixed(0)} s  ${what}`),
    ).map(({ name, heads, raw }) => ({ name, sections: measurePromised(setupFor(oddsJudge(name, heads, raw))) }))
  : []
for (const { name, sections } of baselines) {
  console.log(`\n=== ${name}`)
  print(sections)
}

if (!options.dev && !options.quick) {
  const rivals = [
    ...(existsSync(join(SHIPPED, 'browser.bin'))
      ? [engineJudge('the small model in the browser', modelOf(join(SHIPPED, 'browser.bin')))]
      : []),
    engineJudge('our own lists', lists),
    plainListJudge(
      'LDNOOBW',
      Object.fromEntries(['en', 'de', 'fr', 'es', 'it'].map(language => [language, lexicon(language)])),
    ),
    obscenityJudge(),
    badWordsJudge(),
  ].map(judge => ({ name: judge.name, sections: measurePromised(setupFor(judge)) }))
  for (const { name, sections } of rivals) {
    console.log(`\n=== ${name}`)
    print(sections)
  }
  if (options.baselines) {
    const list = rivals.find(({ name }) => name === 'LDNOOBW')!
    const sexual = list.sections.filter(section => figureNamed([section], 'moderation.sexual'))
    const before = heldAgainst(engine.version, sections, [...baselines, { name: 'the list LDNOOBW', sections: sexual }])
    writeFileSync(BEFORE, `${JSON.stringify(before, null, 2)}\n`)
  }
  const before: Before | null = existsSync(BEFORE) ? JSON.parse(readFileSync(BEFORE, 'utf8')) : null
  const sizes = new Map(SOURCES.map(({ file, learned }) => [file, rows(file).filter(learned).length]))
  const pictures = join(dirname(options.out), 'pictures')
  mkdirSync(pictures, { recursive: true })
  writeFileSync(options.out, card({ engine, sections, rivals, before, calibration: reliabilityOf(setup), sizes }))
  writeFileSync(join(pictures, 'model-card.svg'), picture(sections, 'Promised and reached'))
  writeFileSync(join(dirname(options.out), 'sixty-comments.md'), sixty(engine, NEWSROOM_60))
  console.log(`\n${options.out}, its picture and the sixty comments beside it are written.`)
}
console.log(`\n${((performance.now() - begun) / 1000).toFixed(1)} s`)
