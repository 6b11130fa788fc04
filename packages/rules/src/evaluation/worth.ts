import { meritsOf, worthOf } from '../worth.ts'
import { hash, seeded } from './split.ts'

/** A comment that people, or another judge, have said something of. */
export interface WorthRow {
  id: string
  text: string
  engaging?: number
  persp?: Record<string, number>
}

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

function report(name: string, all: readonly Judged[]): string[] {
  const good = all.filter(one => one.good).length
  const share = good / all.length
  const best = all.toSorted((a, b) => b.score - a.score || a.length - b.length).slice(0, 100)
  const longest = all.toSorted((a, b) => b.length - a.length).slice(0, 100)
  const compared = (what: string, by: (one: Judged) => number) =>
    `  ${what}: any pair ${rightly(all, by, false).value.toFixed(3)}, equal length ${rightly(all, by, true).value.toFixed(3)}`
  return [
    `${name}: ${all.length} comments, ${good} of them good (${share.toFixed(2)})`,
    compared('worth', one => one.score),
    compared('length alone', one => one.length),
    `  the longest 100: ${longest.filter(one => one.good).length} good`,
    `  the best 100: ${best.filter(one => one.good).length} good`,
    `  with nothing found: ${all.filter(one => one.score === 0).length}`,
  ]
}

/**
 * How well “worth reading” finds what people have called engaging, and what another judge has called substantial. Long comments are called so far
 * more often, whatever they say: so every figure stands beside that of the length alone, and beside one among pairs of comments of equal length.
 * Half of the rows, by their ids, are for development. Pure; lines to be printed.
 */
export function worthTables(
  { german, english }: { german: readonly WorthRow[]; english: readonly WorthRow[] },
  part: 'dev' | 'test',
): string[] {
  const half = (rows: readonly WorthRow[]) => rows.filter(({ id }) => (hash(id) % 2 === 0) === (part === 'test'))
  return [
    ...report(
      'German comments under a broadcaster’s posts, called engaging by people',
      half(german).flatMap(({ text, engaging }) => (engaging === undefined ? [] : [judged(text, engaging === 1)])),
    ),
    // Of the retired service's UNSUBSTANTIAL the lower half is called good; what it finds toxic is left out, since that is another question.
    ...report(
      'English comments of Wikipedia, called substantial by the retired service',
      half(english).flatMap(({ text, persp = {} }) =>
        (persp['TOXICITY@6'] ?? 1) < 0.5 ? [judged(text, (persp.UNSUBSTANTIAL ?? 1) < 0.5)] : [],
      ),
    ),
  ]
}
