import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { listEngine } from '../engine.ts'
import { engineJudge, remembering } from './judges.ts'
import { type Contrast, type Measured, measure, type Row, type Section, type Setup } from './measures.ts'
import { hash } from './split.ts'
import { past, TARGETS } from './targets.ts'

/**
 * npm run evaluate: measures the shipped model and plain word lists on labelled comments.
 *   --data DIR        where they lie, ../shared/data by default
 *   --engine NAME     model (what is shipped) or lists
 *   --dev             development rows only; no test set is opened
 *   --quick           a part of the rows and of the drawings, for a first look
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    engine: { type: 'string', default: 'model' },
    dev: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    out: { type: 'string', default: 'docs/model-card.md' },
  },
})
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

const lexicon = (language: string): string[] => {
  const path = join(options.data, 'lexicons', `ldnoobw.${language}.txt`)
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .map(word => word.trim())
        .filter(Boolean)
    : []
}

const contrast: Contrast[] = []

const number = ({ as, figure }: Measured, value = figure.value) =>
  as === 'share' ? `${(value * 100).toFixed(1)} %` : value.toFixed(3)

function print(sections: readonly Section[]) {
  for (const { title, measured } of sections) {
    console.log(`\n${title}`)
    for (const one of measured) {
      const { low, high, n } = one.figure
      const interval = `${number(one, low)} … ${number(one, high)}`
      const target = TARGETS.find(each => each.id === one.id || `dev.${each.id}` === one.id)
      const reached = target ? `  reach ${target.reach}: ${past(target, one.figure.value) >= 0 ? 'yes' : 'no'}` : ''
      console.log(
        `  ${number(one).padStart(8)}  ${interval.padEnd(17)} ${String(n).padStart(6)}  ${one.what}${reached}`,
      )
    }
  }
}

const begun = performance.now()
const judge = remembering(engineJudge(options.engine, listEngine()))
const setup: Setup = { judge, rows, contrast, words: lexicon('en'), resamples: RESAMPLES }
print(measure(setup))
console.log(`\n${((performance.now() - begun) / 1000).toFixed(1)} s`)
