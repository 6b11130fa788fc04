import { setTimeout as sleep } from 'node:timers/promises'
import { median, over, type Part, type Row, ratioOf } from './figures.ts'
import {
  bareServer,
  Client,
  each,
  inTurns,
  load,
  type Measured,
  type Pace,
  request,
  type Server,
  warm,
} from './load.ts'
import { countsOf, cursorTo, pageOf, type Sort, singleUrl, storyUrl } from './rows.ts'
import type { Loop } from './sql.ts'
import { draft } from './writing.ts'

/** What readers ask for: pages that are kept and pages that are built, replies and counts, and all of it while others write. */

/** A site that is served: its stories by number of comments, and how many with one comment it has besides. */
export interface Site extends Server {
  sizes: readonly number[]
  singles: number
}

/** A built page runs through so much that fewer of them warm a server; small and large must be as warm. */
const WARM_PAGES = 500

const SORTS: readonly Sort[] = ['newest', 'oldest', 'respected']
const COUNTED = 50
/** What Remark42 answers on this kind of machine, as the team measured it (counts of fifty stories a second). */
const REMARK_COUNTS = 5600

export const largest = ({ sizes }: Site) => sizes.at(-1)!
const words = (size: number) => `${size.toLocaleString('en')} comment${size === 1 ? '' : 's'}`

interface Page {
  story: { count: number }
  comments: { id: string; replyCount: number }[]
}
const read = async <T>(site: Server, path: string): Promise<T> => {
  const answer = await fetch(site.url + path)
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** A top comment of the first page that has more replies than are shown there: one more does not make the page longer. */
async function answered(site: Site, size: number): Promise<string> {
  const { comments } = await read<Page>(site, pageOf(storyUrl(size)))
  return comments.reduce((most, one) => (one.replyCount > most.replyCount ? one : most)).id
}

async function once(site: Server, bytes: Buffer) {
  const client = new Client(site.url)
  const answer = await client.ask(bytes)
  await client.close()
  return answer
}

/** Requests a second, in relation to another by processor time where that is known. */
export function rowOf(what: string, rounds: readonly Measured[], to?: [string, readonly Measured[]]): Row {
  return {
    ...{ what, ...over(each(rounds, 'perSecond')), unit: '/s', processor: median(each(rounds, 'processor')) },
    ...{ p50: median(each(rounds, 'p50')), p99: median(each(rounds, 'p99')) },
    ...(to && { ratio: { to: to[0], value: share(rounds, to[1]) } }),
  }
}

/** How much of another's speed this has, by processor time; by the clock where that is not known. */
export function share(rounds: readonly Measured[], of: readonly Measured[]): number {
  const ratio = ratioOf(each(of, 'processor'), each(rounds, 'processor'))
  return Number.isNaN(ratio) ? ratioOf(each(rounds, 'perSecond'), each(of, 'perSecond')) : ratio
}

/** Pages that have been asked for before, beside node:http sending the same bytes. */
export async function keptPages(small: Site, large: Site, { rounds, seconds }: Pace): Promise<Part> {
  const size = largest(large)
  const first = request('GET', pageOf(storyUrl(100)))
  const page = await once(small, first)
  const again = request('GET', pageOf(storyUrl(100)), { 'if-none-match': page.headers.etag! })
  const unchanged = await once(small, again)
  if (page.status !== 200 || unchanged.status !== 304)
    throw new Error(`a page answers ${page.status}, and ${unchanged.status} where it is unchanged`)
  const [bare, bareUnchanged] = await Promise.all([bareServer(page), bareServer(unchanged)])
  const asked =
    (server: Server, bytes: Buffer, status = 200) =>
    () =>
      load({ ...server, next: () => bytes, status }, { seconds })
  const middle = pageOf(storyUrl(size), { after: cursorTo('middle', 'newest', size) })
  await warm({ ...small, next: () => first })
  await warm({ ...large, next: () => first })
  const runs = await inTurns(
    {
      bare: asked(bare, first),
      small: asked(small, first),
      large: asked(large, request('GET', pageOf(storyUrl(size)))),
      middle: asked(large, request('GET', middle)),
      bareUnchanged: asked(bareUnchanged, again, 304),
      unchanged: asked(small, again, 304),
    },
    rounds,
  )
  for (const server of [bare, bareUnchanged]) server.stop()
  return {
    title: 'a page that is kept',
    rows: [
      rowOf('bare node:http, the same bytes and headers', runs.bare),
      rowOf('first page of 100 comments', runs.small, ['of bare', runs.bare]),
      rowOf(`first page of ${words(size)}`, runs.large, ['of bare', runs.bare]),
      rowOf(`page in the middle of ${words(size)}`, runs.middle, ['of bare', runs.bare]),
      rowOf('bare node:http answering 304', runs.bareUnchanged),
      rowOf('304, unchanged', runs.unchanged, ['of bare', runs.bareUnchanged]),
    ],
    asked: [
      {
        ...{ no: 1, what: 'an unchanged page: share of bare node:http, by processor time', atLeast: 85, unit: '%' },
        value: 100 * share(runs.small, runs.bare),
      },
      {
        ...{ no: 1, what: 'its p99 beside that of bare node:http', atMost: 3, unit: '×' },
        value: ratioOf(each(runs.small, 'p99'), each(runs.bare, 'p99')),
      },
      {
        ...{ no: 3, what: `a kept page of ${words(size)} beside one of 100, first and in the middle`, unit: '×' },
        ...{ atMost: 1.25, value: 1 / Math.min(share(runs.large, runs.small), share(runs.middle, runs.small)) },
      },
    ],
  }
}

/** Pages that nobody has asked for before, in each order, at the beginning and in the middle. `bareLoop` makes a loop of the statements that such pages need. */
export async function builtPages(
  small: Site,
  large: Site,
  { rounds, seconds }: Pace,
  bareLoop: (paths: string[]) => Promise<Loop>,
): Promise<Part> {
  const path = (place: 'first' | 'middle', sort: Sort, size: number) =>
    pageOf(storyUrl(size), { sort, after: cursorTo(place, sort, size) })
  const built =
    (site: Site, ...page: Parameters<typeof path>) =>
    () =>
      load({ ...site, connections: 10, next: () => request('GET', path(...page)) }, { seconds })
  const bareName = 'bare SQL: the statements of such a page in a loop'
  const middle = () => path('middle', 'newest', largest(large))
  const bare = await bareLoop(Array.from({ length: 50 }, middle))
  const work = new Map([[bareName, () => bare.run(seconds)]])
  /** What each of them is beside. */
  const beside = new Map<string, string>()
  for (const sort of SORTS) {
    const least = `${sort}, first of 100 comments`
    work.set(least, built(small, 'first', sort, 100))
    for (const size of large.sizes.filter(size => size >= 100))
      for (const place of size === 100 ? (['first'] as const) : (['first', 'middle'] as const)) {
        const name = `${sort}, ${place} of ${words(size)}${size === 100 ? ' of the large site' : ''}`
        work.set(name, built(large, place, sort, size))
        beside.set(name, least)
      }
  }
  for (const site of new Set([small, large]))
    await warm(
      { ...site, connections: 10, next: () => request('GET', path('first', 'newest', largest(site))) },
      WARM_PAGES,
    )
  const runs = await inTurns(Object.fromEntries(work), rounds)
  await bare.end()
  const yardstick = runs[bareName]!
  const what = `a built page of up to ${words(largest(large))} beside one of 100, any order, any depth`
  const slowest = Math.min(...[...beside].map(([name, least]) => share(runs[name]!, runs[least]!)))
  return {
    title: 'a page that is built',
    rows: Object.entries(runs).map(([name, run]) => {
      const least = beside.get(name)
      if (run === yardstick) return rowOf(name, run)
      return rowOf(name, run, least ? ['of 100', runs[least]!] : ['of bare SQL', yardstick])
    }),
    asked: [{ no: 3, what, atMost: 1.25, unit: '×', value: 1 / slowest }],
  }
}

/** Replies, and the counts of fifty stories, each time of others: the same question to a small site and to a large one. */
export async function repliesAndCounts(small: Site, large: Site, { rounds, seconds }: Pace): Promise<Part> {
  const size = largest(large)
  const replies = async (site: Site, size: number) => {
    const top = await answered(site, size)
    const path = () => `/v1/comments/${top}/replies?after=${cursorTo('first', 'oldest', size)}`
    return () => load({ ...site, next: () => request('GET', path()) }, { seconds })
  }
  const counts = ({ singles }: Site, set: number, more: string[] = []) => {
    const stories = Array.from({ length: COUNTED - more.length }, (_, i) => singleUrl((set * 7919 + i * 997) % singles))
    return countsOf([...stories, ...more])
  }
  /** As the fronts of 200 sections ask again and again. */
  const again = async (server: Server, site: Site) => {
    let set = 0
    const bytes = Array.from({ length: 200 }, (_, set) => request('GET', counts(site, set)))
    const target = { ...server, next: () => bytes[set++ % bytes.length]! }
    await warm(target)
    return () => load(target, { seconds })
  }
  /** As nobody has asked before, since nobody has written under one of the stories. */
  const anew = (site: Site) => {
    let set = 0
    const next = () => request('GET', counts(site, ++set, [storyUrl(`nothing-${set}`)]))
    return () => load({ ...site, next }, { seconds })
  }
  for (const site of [small, large]) {
    const said = Object.values((await read<{ counts: Record<string, number> }>(site, counts(site, 1))).counts)
    if (said.length !== COUNTED || said.some(count => count !== 1)) throw new Error(`the counts are ${said}`)
  }
  const bare = await bareServer(await once(large, request('GET', counts(large, 1))))
  const runs = await inTurns(
    {
      replies: await replies(small, 100),
      repliesLarge: await replies(large, size),
      bare: await again(bare, large),
      kept: await again(small, small),
      keptLarge: await again(large, large),
      built: anew(small),
      builtLarge: anew(large),
    },
    rounds,
  )
  bare.stop()
  const stories = ({ singles, sizes }: Site) => (singles + sizes.length).toLocaleString('en')
  const what = `counts of ${COUNTED} stories`
  return {
    title: 'replies and counts',
    rows: [
      rowOf('replies to a comment, of 100 comments', runs.replies),
      rowOf(`replies to a comment, of ${words(size)}`, runs.repliesLarge, ['of 100', runs.replies]),
      rowOf('bare node:http sending the same counts', runs.bare),
      rowOf(`${what} of ${stories(small)}, kept`, runs.kept, ['of bare', runs.bare]),
      rowOf(`${what} of ${stories(large)}, kept`, runs.keptLarge, ['of bare', runs.bare]),
      rowOf(`${what} of ${stories(small)}, built`, runs.built),
      rowOf(`${what} of ${stories(large)}, built`, runs.builtLarge, [`of ${stories(small)}`, runs.built]),
    ],
    asked: [
      {
        ...{ no: 6, what: `${what} of ${stories(large)}`, atLeast: 1.5 * REMARK_COUNTS, unit: '/s' },
        value: median(each(runs.keptLarge, 'perSecond')),
      },
      {
        ...{ no: 6, what: `the same beside a site of ${stories(small)} stories, kept and built`, unit: '×' },
        ...{ atMost: 1.25, value: 1 / Math.min(share(runs.keptLarge, runs.kept), share(runs.builtLarge, runs.built)) },
      },
    ],
  }
}

/** How often somebody posts under the story that everybody reads, in milliseconds. */
const EVERY = 200

/** A page that fifty read while five comments a second land on it. */
export async function whilePosting(site: Site, { rounds, seconds }: Pace, token: string): Promise<Part> {
  const story = storyUrl(100)
  const bytes = request('GET', pageOf(story))
  const replyTo = await answered(site, 100)
  const reading = () => load({ ...site, next: () => bytes }, { seconds: 2 * seconds })
  const counted = async () => (await read<Page>(site, pageOf(story))).story.count
  const writer = new Client(site.url)
  let written = 0
  const writing = async (going: { on: boolean }) => {
    const begun = performance.now()
    for (let due = EVERY; going.on; due += EVERY) {
      const { status } = await writer.ask(draft(token, { story, replyTo }))
      if (status !== 201) throw new Error(`posting answers ${status}`)
      written++
      await sleep(Math.max(0, begun + due - performance.now()))
    }
  }
  const before = await counted()
  const runs = await inTurns(
    {
      calm: reading,
      disturbed: async () => {
        const going = { on: true }
        const posts = writing(going)
        const measured = await reading()
        going.on = false
        await posts
        return measured
      },
    },
    rounds,
  )
  await writer.close()
  await sleep(1100)
  if ((await counted()) !== before + written) throw new Error('readers do not see what was posted')
  const perSecond = ratioOf(each(runs.disturbed, 'perSecond'), each(runs.calm, 'perSecond'))
  return {
    title: 'a page of 100 comments',
    rows: [
      rowOf('undisturbed', runs.calm),
      {
        ...rowOf('while 5 posts/s land on it', runs.disturbed),
        ratio: { to: 'of undisturbed, by the clock', value: perSecond },
      },
    ],
    asked: [{ no: 4, what: 'reads while 5 posts/s land on the page', atLeast: 80, unit: '%', value: 100 * perSecond }],
  }
}

/** What one reader waits for, in milliseconds, by the number of comments of the story. */
export interface Growth {
  size: number
  kept: number
  built: number
  middle: number
  post: number
}

/** Longer than a page of a busy story may be old, in milliseconds: whoever comes then is the first after the post. */
const OLD = 1100

/** One reader alone, under stories of all sizes in turns: he posts, reads as the first after the post, reads again, and reads in the middle. */
export async function growth(
  site: Site,
  { rounds }: Pace,
  token: string,
  times = 3 * rounds,
): Promise<Part & { growth: Growth[] }> {
  const client = new Client(site.url)
  const ask = async (bytes: Buffer, status = 200) => {
    const answer = await client.ask(bytes)
    if (answer.status !== status) throw new Error(`${answer.status} for ${status}: ${answer.body}`)
    return answer
  }
  const stories = await Promise.all(
    site.sizes.map(async size => ({
      size,
      replyTo: await answered(site, size),
      page: request('GET', pageOf(storyUrl(size))),
      took: { kept: [], built: [], middle: [], post: [] } as Record<Exclude<keyof Growth, 'size'>, number[]>,
    })),
  )
  for (let time = -1; time < times; time++) {
    for (const { size, replyTo, page, took } of stories) {
      const before = await ask(page)
      const post = await ask(draft(token, { story: storyUrl(size), replyTo }), 201)
      const built = await ask(page)
      if (built.headers.etag === before.headers.etag)
        throw new Error('the first reader after a post has the page of before')
      const kept = await ask(page)
      if (kept.headers.etag !== built.headers.etag) throw new Error('nobody has posted, and the page is another one')
      const middle = pageOf(storyUrl(size), { after: cursorTo('middle', 'newest', size) })
      const deep = await ask(request('GET', middle))
      if (time < 0) continue
      for (const [name, { took: ms }] of Object.entries({ kept, built, middle: deep, post }))
        took[name as 'kept'].push(ms)
    }
    await sleep(OLD)
  }
  await client.close()
  const of = (size: number, name: 'built' | 'post') => median(stories.find(one => one.size === size)!.took[name])
  const row = (what: string, name: 'kept' | 'built' | 'middle' | 'post') =>
    stories
      .filter(({ size }) => name !== 'middle' || size >= 100)
      .map(
        ({ size, took }): Row => ({
          ...{ what: `${what} of ${words(size)}`, ...over(took[name]), unit: 'ms' },
          ...(size > 100 && {
            ratio: {
              to: 'of 100',
              value: median(took[name]) / median(stories.find(one => one.size === 100)!.took[name]),
            },
          }),
        }),
      )
  return {
    title: 'one reader alone',
    rows: [
      ...row('a page read again,', 'kept'),
      ...row('the first page after a post,', 'built'),
      ...row('a page in the middle,', 'middle'),
      ...row('a post,', 'post'),
    ],
    asked: [
      { no: 2, what: 'the first reader after a post, 100 comments', atMost: 2, unit: 'ms', value: of(100, 'built') },
    ],
    growth: stories.map(({ size, took }) => ({
      size,
      ...{ kept: median(took.kept), built: median(took.built), middle: median(took.middle), post: median(took.post) },
    })),
  }
}
