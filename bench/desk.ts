import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type TestApp, testApp } from '../packages/server/src/testing.ts'
import { type Row, rank } from './figures.ts'
import { makeArchive, makeNewsroom, type Newsroom, nameOf, titleOf, VOCABULARY, wordOf } from './newsroom.ts'

/** What the desk may take, in milliseconds at the 95th percentile. */
const PROMISED = 50
/** How often each question is asked, each time with other words, of another page or case. */
const TIMES = 100
const WARM = 5
/** A question that takes longer than this, in milliseconds, is asked no more; the figures are then of fewer times. */
const PATIENCE = 8000
const CASES = 10_000
const DAY = 86_400_000

/**
 * What the desk of a large newsroom takes of the server, request by request: injected into the server's own HTTP, so routing, session, schemas and
 * JSON are in it and the network is not. Processor time is told beside it, since on a busy machine the clock also counts the others.
 */
export async function deskCosts(folder: string, comments: number): Promise<Row[]> {
  const begun = performance.now()
  const tell = (done: string) =>
    console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${done}`)
  const data = join(folder, 'desk')
  mkdirSync(data)
  const newsroom = await makeNewsroom(data, { comments, cases: Math.min(CASES, comments / 10) }, tell)
  tell(`${newsroom.stories} stories, ${newsroom.comments} comments, ${newsroom.cases} open cases; now asking`)
  const t = await testApp({ data })
  const rows = await askedOf(t, newsroom, tell)
  await t.close()
  return [...rows, ...(await archiveCosts(folder, comments, tell))]
}

/** What the list of stories takes where there are as many stories as comments above. */
export async function archiveCosts(folder: string, stories: number, tell: (done: string) => void): Promise<Row[]> {
  const data = join(folder, 'archive')
  mkdirSync(data)
  await makeArchive(data, stories, tell)
  tell(`an archive of ${stories.toLocaleString('en')} stories; now asking`)
  const t = await testApp({ data })
  const rows = await all(await questionsOfStories(t, stories), tell)
  await t.close()
  return rows
}

/** Every question of the desk to a newsroom that is there. */
export async function askedOf(t: TestApp, newsroom: Newsroom, tell: (done: string) => void): Promise<Row[]> {
  return all(await questions(t, newsroom), tell)
}

async function all(asks: readonly [string, Ask][], tell: (done: string) => void): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, ask] of asks) {
    const row = await measured(what, ask)
    tell(`${what}: ${row.value.toFixed(1)} ms; ${row.more}`)
    rows.push(row)
  }
  return rows
}

type Ask = (n: number) => Promise<unknown>

async function measured(what: string, ask: Ask): Promise<Row> {
  const [times, processor]: [number[], number[]] = [[], []]
  const end = performance.now() + PATIENCE
  for (let n = -WARM; n < TIMES && (times.length < 20 || performance.now() < end); n++) {
    const [began, used] = [performance.now(), process.cpuUsage()]
    await ask(n + WARM)
    if (n < 0) continue
    times.push(performance.now() - began)
    const { user, system } = process.cpuUsage(used)
    processor.push((user + system) / 1000)
  }
  for (const values of [times, processor]) values.sort((a, b) => a - b)
  return {
    what,
    value: rank(times, 0.95),
    unit: 'ms',
    ratio: { to: `of ${PROMISED} ms`, value: rank(times, 0.95) / PROMISED },
    more: `median ${rank(times, 0.5).toFixed(1)} ms; processor ${rank(processor, 0.5).toFixed(1)}, 95th ${rank(processor, 0.95).toFixed(1)} ms${times.length < TIMES ? `; ${times.length} times` : ''}`,
  }
}

const QUEUES = ['reported', 'held', 'appeals', 'threats', 'illegal', 'new', 'watched', 'decided', 'all'] as const

/** Somebody at the desk, and how he asks. */
async function asking(t: TestApp) {
  const moderator = await t.signIn('mia', { role: 'moderator' })
  const headers = { authorization: `Bearer ${moderator.token}`, origin: 'http://127.0.0.1:8080' }
  const send = async (method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) => {
    const answer = await t.server.inject({ method, url, headers, ...(payload && { payload }) })
    if (answer.statusCode !== 200) throw new Error(`${method} ${url} answers ${answer.statusCode}: ${answer.body}`)
    return answer
  }
  const get = (path: string) => send('GET', `/v1/desk/${path}`)
  /** Of every question another page, each the one after the last. */
  const pagingOf = (path: string, query: Record<string, string>): Ask => {
    let after: string | null = null
    return async () => {
      const answer = await get(`${path}?${new URLSearchParams(after === null ? query : { ...query, after })}`)
      after = /"next":"([^"]+)"\}$/.exec(answer.body)?.[1] ?? null
    }
  }
  return { moderator, send, get, pagingOf }
}

async function questionsOfStories(t: TestApp, stories: number): Promise<[string, Ask][]> {
  const { send, get, pagingOf } = await asking(t)
  const list = (query: Record<string, string>) => get(`stories?${new URLSearchParams(query)}`)
  const part = (n: number, words: number) =>
    titleOf((n * 97) % stories)
      .split(' ')
      .slice(0, words)
      .join(' ')
  return [
    ['stories: the first page', () => list({})],
    ['stories: the next page', pagingOf('stories', {})],
    ['stories: the open ones, the next page', pagingOf('stories', { open: 'true' })],
    ['stories: the closed ones, the next page', pagingOf('stories', { open: 'false' })],
    ['stories: a word that is in many titles', n => list({ search: wordOf(n % 50) })],
    ['stories: a word that is in many, the next page', pagingOf('stories', { search: wordOf(3) })],
    ['stories: the beginning of a word', n => list({ search: wordOf(500 + 10 * n).slice(0, 5) })],
    ['stories: four words of a title', n => list({ search: part(n, 4) })],
    ['stories: a word, closed ones only', n => list({ search: wordOf(n % 50), open: 'false' })],
    [
      'stories: a discussion closed or opened',
      n =>
        send('PUT', '/v1/desk/stories', {
          url: `https://paper.example/archive/${(n * 97) % stories}`,
          open: n % 2 === 0,
        }),
    ],
  ]
}

async function questions(t: TestApp, newsroom: Newsroom): Promise<[string, Ask][]> {
  const { moderator, send, get, pagingOf } = await asking(t)
  const list = (queue: string, more: Record<string, string> = {}) =>
    get(`cases?${new URLSearchParams({ queue, ...more })}`)
  const paging = (queue: string, more: Record<string, string> = {}) => pagingOf('cases', { queue, ...more })
  // Held to the schema once, outside what is measured.
  const cases: { id: string }[] = []
  for (const queue of ['held', 'reported', 'appeals'])
    cases.push(...(await moderator.get(`/v1/desk/cases?queue=${queue}&limit=100`)).json.cases)
  const nth = (n: number) => cases[(n * 7) % cases.length]!.id
  // As many as one can watch, the readers who write most among them.
  for (let n = 0; n < 17; n++)
    for (const { id } of (await moderator.get(`/v1/desk/cases/${nth(n * 3)}`)).json.watching.slice(0, n < 16 ? 3 : 2))
      await send('PUT', `/v1/desk/watches/${id}`)
  const day = (ago: number) => new Date(newsroom.now - ago * DAY).toISOString().slice(0, 10)
  const week = (n: number) => ({ from: day(10 + 5 * n), to: day(4 + 5 * n) })
  const reader = (n: number) => nameOf((n * 499) % newsroom.readers)
  const often = (n: number) => wordOf(n % 50)
  const sometimes = (n: number) => wordOf(500 + 10 * n)
  const seldom = (n: number) => wordOf(VOCABULARY - 1 - 50 * n)
  const search = (what: string, more: (n: number) => Record<string, string>, queue = 'all'): [string, Ask] => [
    `search: ${what}`,
    n => list(queue, more(n)),
  ]
  return [
    ['the counts of the queues', () => get('queues')],
    ...QUEUES.map((queue): [string, Ask] => [`${queue}: the first page`, () => list(queue)]),
    ...QUEUES.map((queue): [string, Ask] => [`${queue}: the next page`, paging(queue)]),
    ['one case', n => get(`cases/${nth(n)}`)],
    [
      'the next case: claimed and opened',
      async n => {
        await send('PUT', `/v1/desk/cases/${nth(n)}/claim`)
        await get(`cases/${nth(n)}`)
      },
    ],
    search('a word that is in many comments', n => ({ search: often(n) })),
    search('a word that is in some', n => ({ search: sometimes(n) })),
    search('a word that is in few', n => ({ search: seldom(n) })),
    search('the beginning of a word', n => ({ search: sometimes(n).slice(0, 5) })),
    search('two words, both in many', n => ({ search: `${often(n)} ${often(n + 1)}` })),
    search('three words, seldom together', n => ({
      search: `${sometimes(n)} ${sometimes(n + 1)} ${sometimes(n + 2)}`,
    })),
    search('a word, among the held', n => ({ search: often(n) }), 'held'),
    search('a word, among the reported', n => ({ search: sometimes(n) }), 'reported'),
    search('a word, among the watched', n => ({ search: often(n) }), 'watched'),
    ['search: the next page of a word', paging('all', { search: often(3) })],
    search('an author', n => ({ author: reader(n) })),
    search('an author by first name', n => ({ author: reader(n).split(' ')[0]! })),
    search('a word of an author', n => ({ author: reader(n), search: often(n) })),
    search('a story', n => ({
      story: titleOf(n * 97)
        .split(' ')
        .slice(0, 4)
        .join(' '),
    })),
    search('a word of a title', n => ({ story: often(n) })),
    search('a rule', n => ({ rule: ['nice', 'clean', 'threats', 'truth'][n % 4]! })),
    search('a rule among the decided', n => ({ rule: ['nice', 'clean', 'threats', 'truth'][n % 4]! }), 'decided'),
    search('a word, a rule, a state', n => ({ search: sometimes(n), rule: 'nice', state: 'removed' })),
    search('a state in a week', n => ({ state: 'removed', ...week(n) })),
    search('a word in a week', n => ({ search: often(n), ...week(n) })),
    search('everything of a week', n => week(n)),
    search('a word and all of it: author, rule, state, week', n => ({
      ...{ search: often(n), author: reader(n).split(' ')[0]!, rule: 'nice', state: 'removed' },
      ...week(n),
    })),
    ['the overview of 30 days', () => get('overview')],
    ['the overview of 7 days', () => get(`overview?from=${day(6)}`)],
    [
      'a decision: shown after all',
      n =>
        send('POST', `/v1/desk/cases/${nth(n)}/decisions`, { act: 'show', explanation: 'Nothing is wrong with it.' }),
    ],
  ]
}
