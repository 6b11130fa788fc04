import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { claimModel } from '../../claims/model.ts'
import { claimFeatures } from '../../claims/words.ts'
import { fitClaims } from './fit.ts'
import { type ClaimRow, claimPart } from './rows.ts'
import { LEARNING, PRECISION } from './settings.ts'
import { thresholdOf, written } from './write.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string', default: fileURLToPath(new URL('../../claims/weights.ts', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(`npm run train:claims -- [--data DIR] [--out FILE]

Learns from the sentences of debates in DIR (../shared/data) which ones a reader may be asked the source of, and writes the words with
their weights (packages/rules/src/claims/weights.ts). The same data give the same bytes. Some ten seconds.`)
  process.exit()
}

const rows = gunzipSync(readFileSync(join(values.data, 'checkworthy.jsonl.gz')))
  .toString()
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as ClaimRow)
const of = (part: ReturnType<typeof claimPart>) => rows.filter(row => claimPart(row) === part)

const lessons = of('train').map(({ text, check_worthy }) => ({
  features: claimFeatures(text),
  checkable: check_worthy === 1,
}))
const fitted = fitClaims(lessons, LEARNING)
const from = thresholdOf(claimModel(written(fitted, 0)), of('dev'), PRECISION)
const bytes = `// biome-ignore-all format: as it was written, byte for byte
/** Written by \`npm run train:claims\`: bias and threshold, then a weight and the words that have it on each line (model.ts). */
export const WEIGHTS = ${JSON.stringify(written(fitted, from))}\n`
writeFileSync(values.out, bytes)
console.log(
  `${values.out}: ${fitted.weights.size} words and pairs learned from ${lessons.length} sentences, asked from ${from} on,
${(bytes.length / 1000).toFixed(1)} kB, sha256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`,
)
