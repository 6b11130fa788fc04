import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { median, number, over, type Part } from './figures.ts'
import { Client, load, memory, processorTime, request, type Server, serve, stop } from './load.ts'
import { countsOf, pageOf, singleUrl, storyUrl } from './rows.ts'
import { draft } from './writing.ts'

/** What it costs that Parley is there: start, memory, and what a reader loads. */

/** From `parley serve` to ready, on a site with so many comments. */
export async function starting(data: string, comments: number, rounds: number): Promise<Part> {
  const [took, processor]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    const begun = performance.now()
    const server = await serve(data)
    if (!(await fetch(`${server.url}/readyz`)).ok) throw new Error('the server says ready and is not')
    took.push((performance.now() - begun) / 1000)
    processor.push(processorTime(server.pid) / 1e6)
    await stop(server)
  }
  // The first reads the program from the disk.
  const what = `parley serve to ready, ${comments.toLocaleString('en')} comments`
  const { value, spread } = over(took.slice(1))
  return {
    title: 'start',
    rows: [{ what, value, spread, unit: 's', more: `${number(median(processor.slice(1)))} s of processor` }],
    asked: [{ no: 8, what, atMost: 0.5, unit: 's', value }],
  }
}

/** What is asked for in the load after which memory is looked at, fifty at a time: first pages of so many stories, counts for so many section fronts, and posts. */
const LOAD = { pages: 20_000, stories: 500, counts: 5000, fronts: 100, posts: 3000 }
/** As many top comments as the discussion in a browser asks for at once. */
const EMBED_PAGE = '25'

/** Memory of a server at rest, after a load, and after a reader has gone through all pages of its longest thread. */
export async function remembering(
  site: Server,
  { size, comments, singles, tokens }: { size: number; comments: number; singles: number; tokens: readonly string[] },
): Promise<Part> {
  const rest = memory(site.pid)
  let nth = 0
  const pages = [100, ...Array.from({ length: LOAD.stories }, (_, i) => `single-${i}`)].map(name =>
    request('GET', pageOf(storyUrl(name))),
  )
  await load({ ...site, next: () => pages[nth++ % pages.length]! }, { amount: LOAD.pages })
  const fronts = Array.from({ length: LOAD.fronts }, (_, front) =>
    request('GET', countsOf(Array.from({ length: 50 }, (_, i) => singleUrl((front * 50 + i) % singles)))),
  )
  await load({ ...site, next: () => fronts[nth++ % fronts.length]! }, { amount: LOAD.counts })
  const post = () => draft(tokens[nth++ % tokens.length]!, { story: storyUrl('load') })
  await load({ ...site, next: post, status: 201 }, { amount: LOAD.posts })
  const loaded = memory(site.pid)

  let seen = 0
  for (let after = ''; ; ) {
    const query = new URLSearchParams({ story: storyUrl(size), limit: EMBED_PAGE, ...(after && { after }) })
    const page = (await (await fetch(`${site.url}/v1/comments?${query}`)).json()) as {
      comments: { replies: unknown[] }[]
      next: string | null
    }
    for (const { replies } of page.comments) seen += 1 + replies.length
    if (!page.next) break
    after = page.next
  }
  if (seen < size) throw new Error(`of ${size} comments the pages show ${seen}`)
  const read = memory(site.pid)
  const [load_, thread] = [
    `after the load, ${comments.toLocaleString('en')} comments`,
    `a thread of ${size.toLocaleString('en')}`,
  ]
  return {
    title: 'memory of the process',
    rows: [
      { what: 'at rest', value: rest, unit: 'MB' },
      { what: load_, value: loaded, unit: 'MB' },
      { what: `then all pages of ${thread} read`, value: read, unit: 'MB' },
    ],
    asked: [
      { no: 7, what: `memory ${load_}`, atMost: 185, unit: 'MB', value: loaded },
      { no: 7, what: `what reading ${thread} adds`, atMost: 20, unit: 'MB', value: read - loaded },
    ],
  }
}

const EMBED = fileURLToPath(new URL('../packages/embed/dist/embed', import.meta.url))

/** What a reader's browser loads, as it is sent to one that takes Brotli. */
export async function loading(site: Server): Promise<Part> {
  const client = new Client(site.url)
  const bytes = async (path: string) => {
    const { status, body, headers } = await client.ask(request('GET', path))
    if (status !== 200 || headers['content-encoding'] !== 'br')
      throw new Error(`${path} answers ${status}, ${headers['content-encoding']}`)
    return body.length
  }
  const thread = readdirSync(EMBED).find(name => /^thread-[\w-]+\.js$/.test(name))
  const count = await bytes('/parley-count.js')
  const embed = (await bytes('/parley.js')) + (await bytes(`/embed/${thread}`))
  const page = await bytes(pageOf(storyUrl(100)))
  await client.close()
  const rows = [
    { what: 'script of a counter', value: count / 1000, unit: 'kB', most: 1 },
    { what: 'scripts of a thread', value: embed / 1000, unit: 'kB', most: 15 },
    { what: 'a page of 50 comments', value: page / 1000, unit: 'kB', most: 10 },
  ]
  return {
    title: 'what a browser loads, Brotli',
    rows,
    asked: rows.map(({ most, ...row }) => ({ no: 9, ...row, atMost: most })),
  }
}
