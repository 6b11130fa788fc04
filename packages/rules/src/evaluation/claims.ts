import { claimScore } from '../claims/model.ts'
import { pointsOf } from '../claims/signs.ts'
import { claimsIn, isClaim, learnedClaims } from '../claims.ts'
import { type ClaimRow, claimPart } from '../training/claims/rows.ts'
import type { Row } from './measures.ts'
import { auc, sampleOf } from './metrics.ts'
import { hash } from './split.ts'

/** What is measured of the recogniser of claims: sentences with labels, and comments without. */
export interface ClaimFiles {
  debates: readonly ClaimRow[]
  /** Comments in German, each as a whole: `fact_claiming`. */
  german: readonly Row[]
  /** Whatever people write: how often they would be asked. */
  unlabelled: readonly { name: string; language: string; rows: readonly Row[] }[]
}

const MISSED = 12
const DRAWN = 100

const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`)

/** One line of the table: what was right among what was asked about, and how much of what is right was asked about. */
function line(what: string, rows: readonly { right: boolean; asked: boolean }[], area = ''): string {
  const right = rows.filter(one => one.right).length
  const asked = rows.filter(one => one.asked)
  const both = asked.filter(one => one.right).length
  return `| ${what} | ${rows.length} | ${right} | ${asked.length} | ${percent(both / asked.length)} | ${percent(both / right)} | ${area} |`
}

/** The tables of docs/truth.md, as Markdown. @param part which debates: `test` is looked at once per finished model */
export function claimTables({ debates, german, unlabelled }: ClaimFiles, part: 'dev' | 'test'): string[] {
  const rows = debates.filter(row => claimPart(row) === part)
  const tweets = debates.filter(row => claimPart(row) === 'elsewhere')
  const scores = (all: readonly ClaimRow[]) => all.map(({ text }) => claimScore(learnedClaims(), text))
  const area = (all: readonly ClaimRow[], label: (row: ClaimRow) => boolean) =>
    auc(
      sampleOf(
        scores(all),
        all.map(row => Number(label(row))),
      ),
    ).toFixed(3)
  const worth = ({ check_worthy }: ClaimRow) => check_worthy === 1
  const claims = ({ claim }: ClaimRow) => claim === 1
  const asksIn = (text: string, language: string) => claimsIn(text, { language }).length > 0
  const missed = debates
    .filter(row => claimPart(row) === 'dev' && worth(row) && !isClaim(row.text, 'en') && row.text.length < 140)
    .sort((a, b) => hash(a.id) - hash(b.id))
    .slice(0, MISSED)
  const asked = (unlabelled.find(({ language }) => language === 'en')?.rows ?? [])
    .flatMap(({ text }) => claimsIn(text, { language: 'en' }).map(({ start, end }) => text.slice(start, end)))
    .sort((a, b) => hash(a) - hash(b))
    .slice(0, DRAWN)
  return [
    '| | rows | so judged | asked about | precision | recall | AUC of the model |',
    '|---|--:|--:|--:|--:|--:|--:|',
    line(
      `sentences of debates (${part}), worth checking`,
      rows.map(row => ({ right: worth(row), asked: isClaim(row.text, 'en') })),
      area(rows, worth),
    ),
    line(
      '… by the model alone',
      rows.map(row => ({ right: worth(row), asked: claimScore(learnedClaims(), row.text) >= learnedClaims().from })),
    ),
    line(
      '… by the signs alone',
      rows.map(row => ({ right: worth(row), asked: (pointsOf(row.text, 'en') ?? 0) >= 3 })),
    ),
    ...(part === 'test'
      ? [
          line(
            'tweets, state something that can be checked',
            tweets.map(row => ({ right: claims(row), asked: asksIn(row.text, 'en') })),
            area(tweets, claims),
          ),
          line(
            'tweets, worth checking',
            tweets.map(row => ({ right: worth(row), asked: asksIn(row.text, 'en') })),
            area(tweets, worth),
          ),
        ]
      : []),
    line(
      'comments in German, state a fact',
      german.map(row => ({ right: Number(row.fact_claiming) === 1, asked: asksIn(row.text, 'de') })),
    ),
    '',
    '| comments without labels | rows | asked about |',
    '|---|--:|--:|',
    ...unlabelled.map(({ name, language, rows }) => {
      const share = rows.filter(({ text }) => asksIn(text, language)).length / rows.length
      return `| ${name} | ${rows.length} | ${percent(share)} |`
    }),
    '',
    'Not asked about, though worth checking (dev):',
    ...missed.map(({ text }) => `- ${text}`),
    '',
    `Asked about among comments, ${asked.length} sentences drawn by hash:`,
    ...asked.map(sentence => `- ${sentence.replace(/\s+/g, ' ')}`),
  ]
}
