import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { meritsOf, worthOf } from '../worth.ts'
import { hash, seeded } from './split.ts'

/**
 * node packages/rules/src/evaluation/worth.ts [DATA] [--test]: how well “worth reading” finds what people have called engaging, and what another judge
 * has called substantial. Long comments are called so far more often, whatever they say: so every figure stands beside that of the length alone, and beside
 * one among pairs of comments of equal length. Half of the rows, by their ids, are for development; the other half is opened with --test only.
 */
const [data = '../shared/data', ...rest] = process.argv.slice(2).filter(one => one !== '--test')
if (rest.length) throw new Error('one folder at most')
const test = process.argv.includes('--test')

interface Row {
  id: string
  text: string
  engaging?: number
  persp?: Record<string, number>
}
const rows = (file: string): Row[] =>
  gunzipSync(readFileSync(join(data, `${file}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Row)
    .filter(({ id }) => (hash(id) % 2 === 0) === test)

interface Judged {
  score: number
  length: number
  good: boolean
}
const judged = (text: string, good: boolean): Judged => ({
  score: worthOf(text, meritsOf(text)),
  length: text.length,
  good,
})

/** How often the good one of a pair has the higher number; equal ones count half. Pairs drawn by lot, of texts whose lengths differ by a tenth at most where `matched`. */
function rightly(
  all: readonly Judged[],
  by: (one: Judged) => number,
  matched: boolean,
): { value: number; pairs: number } {
  const [good, other] = [all.filter(one => one.good), all.filter(one => !one.good)]
  const random = seeded(hash('worth'))
  let [right, pairs] = [0, 0]
  for (const one of good) {
    const near = matched ? other.filter(two => Math.abs(two.length - one.length) <= 0.1 * one.length) : other
    for (let i = 0; i < 50 && near.length; i++) {
      const two = near[Math.floor(random() * near.length)]!
      pairs++
      right += by(one) > by(two) ? 1 : by(one) === by(two) ? 0.5 : 0
    }
  }
  return { value: right / pairs, pairs }
}

function report(name: string, all: readonly Judged[]): void {
  const good = all.filter(one => one.good).length
  const share = good / all.length
  const best = all.toSorted((a, b) => b.score - a.score || a.length - b.length).slice(0, 100)
  console.log(`${name}: ${all.length} comments, ${good} of them good (${share.toFixed(2)})`)
  for (const [what, by] of [
    ['worth', one => one.score],
    ['length alone', one => one.length],
  ] as [string, (one: Judged) => number][])
    console.log(
      `  ${what}: any pair ${rightly(all, by, false).value.toFixed(3)}, equal length ${rightly(all, by, true).value.toFixed(3)}`,
    )
  const longest = all.toSorted((a, b) => b.length - a.length).slice(0, 100)
  console.log(`  the longest 100: ${longest.filter(one => one.good).length} good`)
  console.log(`  the best 100: ${best.filter(one => one.good).length} good`)
  console.log(`  with nothing found: ${all.filter(one => one.score === 0).length}`)
}

report(
  'German comments under a broadcaster’s posts, called engaging by people',
  rows('germeval2021_de').flatMap(({ text, engaging }) =>
    engaging === undefined ? [] : [judged(text, engaging === 1)],
  ),
)
// Of the retired service's UNSUBSTANTIAL the lower half is called good; what it finds toxic is left out, since that is another question.
report(
  'English comments of Wikipedia, called substantial by the retired service',
  rows('perspective_2k_scores').flatMap(({ text, persp = {} }) =>
    (persp['TOXICITY@6'] ?? 1) < 0.5 ? [judged(text, (persp.UNSUBSTANTIAL ?? 1) < 0.5)] : [],
  ),
)
