import { mkdtempSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connectSqlite, type Handle } from '../packages/server/src/db/dialect.ts'
import { idAt } from '../packages/server/src/db/ids.ts'
import { openDatabase } from '../packages/server/src/db/open.ts'
import { type Client, testApp } from '../packages/server/src/testing.ts'
import { textOf } from './rows.ts'

/**
 * npm run bench:desk [-- --comments 1000000] [-- --cases 10000]: what the desk asks of a large newsroom, in server time: ten comments a
 * story, 20 a reader, so many open cases. Each question is asked 100 times, each time another page, case or word; the 95th percentile counts.
 */
const { values: options } = parseArgs({
  options: { comments: { type: 'string', default: '100000' }, cases: { type: 'string', default: '10000' } },
})
const COMMENTS = Number(options.comments)
const CASES = Math.min(Number(options.cases), COMMENTS)
const TIMES = 100
const SITE = 'default'
const NOW = Date.now()
const MINUTE = 60_000

/** Everything in the past, a minute apart, by direct SQL; the search follows by itself. */
function makeDesk(handle: Handle): void {
  handle.pragma('synchronous = OFF')
  const at = (n: number) => NOW - (COMMENTS - n) * MINUTE
  const ids = (prefix: 'r' | 's' | 'c', n: number, every: number) =>
    Array.from({ length: Math.ceil(n / every) }, (_, i) => idAt(prefix, at(i * every)))
  const [readers, stories] = [ids('r', COMMENTS, 20), ids('s', COMMENTS, 10)]
  const reader = handle.prepare(
    `insert into readers (site, id, subject, name, skeleton, role, created_at) values (?, ?, ?, ?, ?, 'reader', ?)`,
  )
  const story = handle.prepare(
    'insert into stories (site, id, url, title, seq, count, created_at) values (?, ?, ?, ?, 0, 10, ?)',
  )
  const comment = handle.prepare(
    `insert into comments (site, story, id, depth, reader, kind, text, state, posted_at, revision, respects, reply_count, verdict_json, reviewed_at)
     values (?, ?, ?, 0, ?, 'comment', ?, ?, ?, 1, 0, 0, ?, ?)`,
  )
  const aCase = handle.prepare(
    `insert into cases (site, story, id, comment, queue, priority, reports, opened_at, version) values (?, ?, ?, ?, ?, ?, 1, ?, 1)`,
  )
  const verdict = (rule: string | null) =>
    JSON.stringify({
      outcome: 'show',
      findings: rule ? [{ rule, label: 'insult', score: 0.6, spans: [], message: 'finding.insult' }] : [],
    })
  handle.transaction(() => {
    for (const [i, id] of readers.entries())
      reader.run(SITE, id, `bench:${i}`, `${textOf(i).split(' ')[0]} ${i}`, `reader ${i}`, at(i * 20))
    for (const [i, id] of stories.entries())
      story.run(SITE, id, `https://paper.example/bench/${i}`, textOf(i).split(' ').slice(0, 6).join(' '), at(i * 10))
  })()
  for (let first = 0; first < COMMENTS; first += 10_000)
    handle.transaction(() => {
      for (let n = first; n < Math.min(first + 10_000, COMMENTS); n++) {
        const open = n >= COMMENTS - CASES
        const queue = (['held', 'held', 'reported', 'appeals'] as const)[n % 4]!
        const state = open ? (queue === 'held' ? 'held' : 'shown') : n % 50 ? 'shown' : 'removed'
        const id = idAt('c', at(n))
        const of = stories[Math.floor(n / 10)]!
        const rule = n % 10 ? null : 'nice'
        comment.run(SITE, of, id, readers[(n * 7) % readers.length], textOf(n), state, at(n), verdict(rule), at(n))
        if (open) aCase.run(SITE, of, `k_${id.slice(2)}`, id, queue, n % 100 ? 0 : 100, at(n))
      }
    })()
  handle.exec('analyze')
}

/** The 95th of a hundred, in milliseconds. */
async function measure(what: string, ask: (n: number) => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let n = 0; n < TIMES; n++) {
    const began = performance.now()
    await ask(n)
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  console.log(`${what.padEnd(44)} ${times[49]!.toFixed(1).padStart(7)} ${times[94]!.toFixed(1).padStart(7)}`)
}

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-desk-'))
const file = join(folder, 'parley.sqlite')
await (await openDatabase(file)).close()
const handle = connectSqlite(file)
const began = performance.now()
makeDesk(handle)
handle.close()
const took = performance.now() - began
console.log(`${COMMENTS} comments and ${CASES} open cases written in ${(took / 1000).toFixed(1)} s`)
console.log(`${cpus().length} cores, ${cpus()[0]?.model}; Node ${process.version}`)
console.log(`${''.padEnd(44)}  median    95th  ms`)
const t = await testApp({ data: folder })
const desk: Client = await t.signIn('mia', { role: 'moderator' })
const get = async (path: string) => {
  const answer = await desk.get(path)
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${answer.text}`)
  return answer.json
}
const list = (queue: string, more = '') => get(`/v1/desk/cases?queue=${queue}${more}`)

await measure('the counts of the queues', () => get('/v1/desk/queues'))
for (const queue of ['held', 'reported', 'appeals', 'threats', 'illegal', 'new', 'decided', 'all']) {
  let after = ''
  await measure(`${queue}, page by page`, async () => {
    const { next } = await list(queue, after)
    after = next ? `&after=${next}` : ''
  })
}
const { cases } = await list('held', '&limit=100')
await measure('the next case', n => get(`/v1/desk/cases/${cases[n % cases.length].id}`))
const word = (n: number) => textOf(n).split(' ')[n % 7]!.replace('.', '')
await measure('search: a word, everywhere', n => list('all', `&search=${word(n)}`))
await measure('search: two words, everywhere', n => list('all', `&search=${word(n)}%20${word(n + 1)}`))
await measure('search: a word, among the held', n => list('held', `&search=${word(n)}`))
await measure('search: a word, rule and state', n => list('all', `&search=${word(n)}&rule=nice&state=removed`))
await measure('search: an author', n => list('all', `&author=${word(n)}%20${n}`))
await measure('search: words of a title', n => list('all', `&story=${word(n)}`))
await measure('search: a word in a week long ago', n =>
  list('all', `&search=${word(n)}&from=${day(COMMENTS - n)}&to=${day(COMMENTS - n - 7 * 1440)}`),
)
await t.close()

/** The day so many minutes ago. */
function day(minutes: number): string {
  return new Date(NOW - minutes * MINUTE).toISOString().slice(0, 10)
}
