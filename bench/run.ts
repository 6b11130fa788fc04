import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { signInAt } from '../packages/server/src/testing-process.ts'
import { curve } from './curve.ts'
import { deskCosts } from './desk.ts'
import { engineCosts } from './engine.ts'
import { askedTable, type Part, placed, rowsTables } from './figures.ts'
import { serve, stop } from './load.ts'
import { notesCosts } from './notes.ts'
import { onPostgres } from './postgres.ts'
import { builtPages, type Growth, growth, keptPages, repliesAndCounts, type Site, whilePosting } from './reading.ts'
import { loading, remembering, starting } from './resting.ts'
import { makeSite } from './rows.ts'
import { readLoop, statementsOf } from './sql.ts'
import { streaming } from './streams.ts'
import { posting } from './writing.ts'

/**
 * npm run bench [-- --full] [-- --write] [-- --json FILE] [-- --seconds N] [-- --rounds N]: measures a real `parley serve` from outside, over
 * 127.0.0.1, beside the bare limit of this machine. `--full` adds a story with a million comments on a site of 100,000 stories; `--write` puts what was
 * measured into docs/performance.md. `-- --engine`, `-- --notes`, `-- --streams` and `-- --desk [--comments N]` measure only those.
 * What is compared is measured in turns (A, B, A, B …) and medians are shown, so that a busy machine harms both alike.
 */
const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    engine: { type: 'boolean', default: false },
    desk: { type: 'boolean', default: false },
    notes: { type: 'boolean', default: false },
    streams: { type: 'boolean', default: false },
    comments: { type: 'string', default: '1000000' },
    json: { type: 'string' },
    seconds: { type: 'string', default: '0.5' },
    rounds: { type: 'string', default: '5' },
  },
})
const pace = { seconds: Number(options.seconds), rounds: Number(options.rounds) }
/** A site of a newsroom's first years: 130,000 comments under some 20,000 stories. */
const YEARS = { sizes: [1, 100, 10_000, 100_000], singles: 19_899 }
/** A large one: 1.2 million comments under 100,000 stories. */
const LARGE = { sizes: [1, 100, 10_000, 100_000, 1_000_000], singles: 99_995 }
/** One that has just begun. */
const SMALL = { sizes: [100], singles: 60 }
const WRITERS = 500

const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url))
const CURVE = fileURLToPath(new URL('../docs/pictures/growth.svg', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const begun = performance.now()
const tell = (done: string) => console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${done}`)

const parts: Part[] = []
/** Measures a part, and says what came of it. */
async function measure<One extends Part>(work: One | Promise<One>): Promise<One> {
  const part = await work
  parts.push(part)
  tell(part.title)
  console.log(`\n${rowsTables([part])}\n`)
  return part
}

async function site(name: string, rows: { sizes: number[]; singles: number }) {
  const data = join(folder, name)
  mkdirSync(data)
  await makeSite(join(data, 'parley.sqlite'), rows)
  const comments = rows.sizes.reduce((sum, size) => sum + size, rows.singles)
  tell(`a site of ${comments.toLocaleString('en')} comments`)
  return { data, file: join(data, 'parley.sqlite'), comments }
}

const signedIn = (url: string) => Promise.all(Array.from({ length: WRITERS }, (_, i) => signInAt(url, `bench-${i}`)))

/** All that is measured of served newsrooms; answers how times grow. */
async function serving(): Promise<Growth[]> {
  const years = await site('years', YEARS)
  await measure(starting(years.data, years.comments, pace.rounds))
  const size = YEARS.sizes.at(-1)!
  const first = await serve(years.data)
  await measure(
    remembering(first, { size, comments: years.comments, singles: YEARS.singles, tokens: await signedIn(first.url) }),
  )
  await stop(first)

  const small = await site('small', SMALL)
  const large = options.full ? await site('large', LARGE) : years
  const copy = join(folder, 'copy.sqlite')
  copyFileSync(large.file, copy)
  const [fewServed, manyServed] = [await serve(small.data), await serve(large.data)]
  const few: Site = { ...fewServed, ...SMALL }
  const many: Site = { ...manyServed, ...(options.full ? LARGE : YEARS) }
  const tokens = await signedIn(many.url)
  await measure(loading(few))
  await measure(keptPages(few, many, pace))
  await measure(builtPages(few, many, pace, async paths => readLoop(large.file, await statementsOf(large.file, paths))))
  await measure(repliesAndCounts(few, many, pace))
  await measure(whilePosting(few, pace, await signInAt(few.url, 'bench')))
  const grown = await measure(growth(many, pace, tokens[0]!))
  await measure(posting(many, { size, tokens, copy }, pace))
  await stop(fewServed)
  await stop(manyServed)
  await measure(streaming(folder))
  mkdirSync(join(folder, 'postgres'))
  for await (const part of onPostgres(join(folder, 'postgres'), pace)) await measure(part)
  return grown.growth
}

const [day, loaded] = [new Date(), loadavg()[0]!]
/** What was measured, where and how. */
const where = () =>
  `Measured by \`npm run bench${options.full ? ' -- --full' : ''}\` on ${day.toLocaleDateString('en-GB', { dateStyle: 'long' })}, ${pace.rounds} rounds of ${pace.seconds} seconds: Node ${process.version.slice(1)} on ${cpus().length} cores, which servers, yardsticks and what asks them share. The machine's load was ${loaded.toFixed(1)} before it began; it took ${((performance.now() - begun) / 60_000).toFixed(1)} minutes.`

/** Puts everything into the page, and draws the curve. */
function write(grown: readonly Growth[]) {
  const texts = { where: where(), asked: askedTable(parts.flatMap(({ asked }) => asked)), rows: rowsTables(parts) }
  const page = Object.entries(texts).reduce(
    (page, [name, text]) => placed(page, name, text),
    readFileSync(PAGE, 'utf8'),
  )
  writeFileSync(PAGE, page)
  const line = (name: string, of: Exclude<keyof Growth, 'size'>, from = 1) => ({
    name,
    points: grown.filter(({ size }) => size >= from).map(one => [one.size, one[of]] as const),
  })
  const lines = [
    line('page read again', 'kept'),
    line('first page after a post', 'built'),
    line('page in the middle', 'middle', 100),
    line('post, on disk', 'post'),
  ]
  writeFileSync(CURVE, curve(lines, 'What one reader waits for'))
}

const only = (title: string, rows: Part['rows']) => measure({ title, rows, asked: [] })
if (options.desk) await only('the desk', await deskCosts(folder, Number(options.comments)))
else if (options.notes) await only('context notes', await notesCosts())
else if (options.streams) await measure(streaming(folder))
else if (options.engine) await only('reading a comment', await engineCosts())
else {
  const grown = await serving()
  if (options.write) write(grown)
}
const asked = parts.flatMap(({ asked }) => asked)
if (asked.length) console.log(`\n${askedTable(asked)}\n`)
console.log(where())
if (options.json)
  writeFileSync(options.json, `${JSON.stringify({ node: process.version, cores: cpus().length, parts }, null, 2)}\n`)
