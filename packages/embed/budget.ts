/**
 * Runs at the end of the build: compresses what it made, as the server will send it, and fails the build where a reader
 * would have to load more than was promised.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Bytes, Brotli. A page that only counts loads a script of its own. */
const COUNT = 1000
const THREAD = 15_000
const EVERYTHING = 30_000
/** What reads along while someone writes: what says so, and the engine with its lists, once, in a worker or in the page. */
const JUDGE = 60_000
/** Bytes as they are: the browser's model. Loaded, like the judge, from the first key on. */
const MODEL = 400_000
/** Bytes, Brotli: data, not script. Fetched when the first dialog opens, or where a story has notes or accounts. */
const SELDOM = 5000

const dist = join(import.meta.dirname, 'dist')
const files = ['parley.js', 'parley-count.js', ...readdirSync(join(dist, 'embed')).map(name => `embed/${name}`)].filter(
  name => name.endsWith('.js'),
)
const sizes = new Map<string, number>()
const statics = new Map<string, string[]>()

// What is said only in dialogs, or in what a reader opens, is data: no script, and not counted as one.
const words = readdirSync(join(dist, 'embed'))
  .filter(name => name.endsWith('.json'))
  .map(name => `embed/${name}`)

for (const file of [...files, ...words]) {
  const code = readFileSync(join(dist, file))
  const brotli = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  writeFileSync(join(dist, `${file}.br`), brotli)
  writeFileSync(join(dist, `${file}.gz`), gzipSync(code, { level: 9 }))
  sizes.set(file, brotli.length)
  const imports = code.toString().matchAll(/(?:\bfrom|\bimport)\s*["'`]([^"'`]+\.js)["'`]/g)
  statics.set(
    file,
    [...imports].map(found => new URL(found[1]!, `file:///${file}`).pathname.slice(1)),
  )
}

/** A file and everything it cannot run without. */
function needed(file: string, all = new Set<string>()): Set<string> {
  if (!all.has(file)) {
    all.add(file)
    for (const other of statics.get(file) ?? []) needed(other, all)
  }
  return all
}

// What shows a thread: the script in the page, and what it loads when the reader comes near. English is in it; of the other
// languages a reader loads one.
const showing = files.find(file => /^embed\/thread-/.test(file))
if (!showing)
  throw new Error('The build made no embed/thread-*.js, which shows the thread. Was it renamed in vite.config.ts?')
const thread = new Set([...needed('parley.js'), ...needed(showing)])
const languages = files.filter(
  file =>
    /^embed\/[a-z]{2,3}(-[A-Za-z]+)*-[\w-]{8}\.js$/.test(file) &&
    !/^embed\/(thread|reading|write|nudge|judge)-/.test(file),
)
const judges = files.filter(file => /^embed\/(along|nudge|judge)-/.test(file))
const sum = (names: Iterable<string>) => [...names].reduce((total, name) => total + sizes.get(name)!, 0)
const largest = Math.max(0, ...languages.map(file => sizes.get(file)!))
const counting = sum(needed('parley-count.js'))
const apart = new Set(['parley-count.js', ...languages, ...judges])
const everything = sum(files.filter(file => !apart.has(file))) + largest
// In a worker or in the page, never in both.
const judge = sum(judges) - Math.min(...judges.filter(file => !/along-/.test(file)).map(file => sizes.get(file)!))
const model = readdirSync(join(dist, 'embed'))
  .filter(name => name.endsWith('.bin'))
  .reduce((total, name) => total + statSync(join(dist, 'embed', name)).size, 0)

// The page may carry the script under another address (`parley.js?v=2`); a chunk that imported it would run it twice.
const importers = files.filter(file => statics.get(file)!.some(other => /^parley/.test(other)))

const row = (name: string, bytes: number, most?: number) =>
  console.log(name.padEnd(42), String(bytes).padStart(7), most ? `of ${most}${bytes > most ? '  TOO MUCH' : ''}` : '')
console.log('bytes to load, Brotli')
for (const file of files) row(`  ${file}${thread.has(file) ? ' *' : ''}`, sizes.get(file)!)
row('what only counts', counting, COUNT)
row('what shows a thread (*)', sum(thread), THREAD)
row('everything a reader can ever load', everything, EVERYTHING)
row('the judge, from the first key on', judge, JUDGE)
row('its model, bytes as they are', model, MODEL)
row('words and looks of what is seldom, data', sum(words), SELDOM)
if (importers.length > 0)
  console.log(
    `${importers.join(', ')} must not import parley.js: hand over what is needed instead (Page in src/comments.ts)`,
  )
const tooMuch =
  counting > COUNT ||
  sum(thread) > THREAD ||
  everything > EVERYTHING ||
  judge > JUDGE ||
  model > MODEL ||
  sum(words) > SELDOM
if (tooMuch || importers.length > 0) process.exit(1)
