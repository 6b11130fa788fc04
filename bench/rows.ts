import pg from 'pg'
import { NEWSROOM_60 } from '../packages/rules/src/training/newsroom60.ts'
import { connectSqlite } from '../packages/server/src/db/dialect/sqlite.ts'
import { idAt } from '../packages/server/src/db/ids.ts'
import { isPostgres, openDatabase } from '../packages/server/src/db/open.ts'
import { DISCUSSION, type Entry } from '../packages/server/src/demo/discussion.ts'
import { nameOf, TEN } from './newsroom.ts'

/** A site for measurements, by direct SQL on either database. Every invariant holds for it. */

const SITE = 'default'
const READERS = 500
const DAY = 24 * 3600_000
/** Nobody's comment has as many. */
const RESPECTS = 96
/** The newest comment's time; the others lie before it, a second apart. */
const NOW = Date.parse('2026-11-01T12:00:00Z')
/** Comments written in one transaction; a multiple of ten. */
const CHUNK = 5000

/** Comments as people write them, none of a page of fifty twice. */
const NATURAL = [
  ...Object.values(DISCUSSION).flat().flatMap(told),
  ...NEWSROOM_60.filter(({ language }) => language === 'en').map(({ text }) => text),
]
function told({ text, replies = [] }: Entry): string[] {
  return [text, ...replies.flatMap(told)]
}

export const PAPER = 'https://paper.example'
export const storyUrl = (name: number | string) => `${PAPER}/bench/${name}`
/** Of the stories with one comment each. */
export const singleUrl = (nth: number) => storyUrl(`single-${nth}`)

/** A page shows fifty comments: fifteen at the top with their replies, five times TEN. */
const PAGE = 15
export const countsOf = (stories: readonly string[]) =>
  `/v1/counts?${stories.map(url => `story=${encodeURIComponent(url)}`).join('&')}`
export type Sort = 'newest' | 'oldest' | 'respected'
export const pageOf = (story: string, more: { sort?: Sort; after?: string } = {}) =>
  `/v1/comments?${new URLSearchParams({ story, limit: String(PAGE), ...more })}`

/** Where a page of a story with so many comments begins, at its first comment or in its middle: a cursor that no request has had before, so that its page is built. */
export function cursorTo(place: 'first' | 'middle', sort: Sort, size: number): string {
  const [first, middle] = [sort === 'newest' ? NOW + DAY : 0, NOW - size * 500]
  const id = idAt('c', place === 'first' ? first : middle)
  return sort === 'respected' ? `${place === 'first' ? RESPECTS : RESPECTS / 2}~${id}` : id
}

/**
 * Fills a new database, a file or postgres://…: a story for each number of comments (1, or a multiple of ten), `singles` stories with one comment,
 * and 500 readers. The newest page has the same texts in each story.
 */
export async function makeSite(
  database: string,
  { sizes, singles }: { sizes: readonly number[]; singles: number },
): Promise<void> {
  await (await openDatabase(database)).close()
  const write = isPostgres(database) ? await toPostgres(database) : toSqlite(database)
  const at = NOW - 400 * DAY
  const readers = Array.from({ length: READERS }, (_, i) => idAt('r', at + i))
  await write({
    readers: readers.map((id, i) => ({
      site: SITE,
      id,
      subject: `bench:${i}`,
      name: nameOf(i),
      skeleton: `${nameOf(i)} ${i}`,
      role: 'reader',
      created_at: at,
    })),
  })
  for (const size of sizes) for (const rows of storyOf(size, storyUrl(size), readers)) await write(rows)
  let rows: Rows = {}
  for (let nth = 0; nth < singles; nth++) {
    for (const [table, more] of Object.entries(storyOf(1, singleUrl(nth), readers, nth).next().value as Rows))
      rows[table] = [...(rows[table] ?? []), ...more]
    if (rows.comments!.length < 500 && nth < singles - 1) continue
    await write(rows)
    rows = {}
  }
  await write(null)
}

type Rows = Record<string, Record<string, string | number | null>[]>
/** Writes rows of some tables in one transaction, in their order; null ends it. */
type Write = (rows: Rows | null) => Promise<void>

function* storyOf(size: number, url: string, readers: readonly string[], nth = 0): Generator<Rows> {
  // No two stories began at the same moment.
  const start = NOW - size * 1000 - nth * 10
  const story = idAt('s', start)
  const verdict_json = JSON.stringify({ outcome: 'show', findings: [] })
  for (let first = 0; first < size; first += CHUNK) {
    const rows = { stories: [], comments: [], revisions: [], events: [] } as Rows
    if (first === 0)
      rows.stories!.push({
        site: SITE,
        id: story,
        url,
        title: `A story with ${size} comments`,
        seq: size,
        count: size,
        created_at: start,
      })
    for (let ten = first; ten < Math.min(first + CHUNK, size); ten += TEN.length) {
      const shape = size === 1 ? TEN.slice(-1) : TEN
      const ids = shape.map((_, i) => idAt('c', start + (ten + i) * 1000))
      for (const [i, { root, parent, depth, replies }] of shape.entries()) {
        const [at, fromNewest, seq] = [start + (ten + i) * 1000, size - ten - i, ten + i + 1]
        const text = NATURAL[(fromNewest + nth) % NATURAL.length]!
        const [rootId, parentId] = [root, parent].map(place => (place === null ? null : ids[place]!))
        const here = { site: SITE, story }
        rows.comments!.push({
          ...here,
          id: ids[i]!,
          root: rootId!,
          parent: parentId!,
          depth,
          reader: readers[(fromNewest * 7) % READERS]!,
          kind: 'comment',
          text,
          state: 'shown',
          posted_at: at,
          revision: 1,
          // The same for all of the ten, so that in this order, too, fifteen at the top have their replies.
          respects: (Math.ceil(fromNewest / TEN.length) * 31) % RESPECTS,
          reply_count: replies,
          verdict_json,
          imported_from: `bench:${story}:${seq}`,
        })
        rows.revisions!.push({ ...here, comment: ids[i]!, no: 1, text, verdict_json, at })
        const data_json = JSON.stringify({ id: ids[i], rootId, state: 'shown', count: seq })
        rows.events!.push({ ...here, seq, kind: 'comment.posted', comment: ids[i]!, data_json, at })
      }
    }
    yield rows
  }
}

function toSqlite(file: string): Write {
  const handle = connectSqlite(file)
  // What is lost here is made again.
  for (const quick of ['synchronous = OFF', 'cache_size = -1048576']) handle.pragma(quick)
  // What the search finds comments by is written at once in the end, in a quarter of the time.
  const finding = handle.prepare(`select sql from sqlite_master where name = 'comments_found'`).pluck().get() as string
  handle.exec('drop trigger comments_found')
  const write = handle.transaction((rows: Rows) => {
    for (const [table, all] of Object.entries(rows)) {
      if (!all.length) continue
      const columns = Object.keys(all[0]!)
      const insert = handle.prepare(`insert into ${table} (${columns}) values (${columns.map(() => '?')})`)
      for (const row of all) insert.run(Object.values(row))
    }
  })
  return async rows => {
    if (rows) return void write(rows)
    handle.exec(`insert into findable (site, id) select site, id from comments order by id;
      insert into finder (rowid, words, marks) select no, words, marks from found_comments; ${finding}`)
    handle.close()
  }
}

async function toPostgres(url: string): Promise<Write> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return async rows => {
    if (rows) {
      for (const [table, all] of Object.entries(rows)) {
        if (!all.length) continue
        const columns = Object.keys(all[0]!).join(', ')
        await client.query(
          `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
          [JSON.stringify(all)],
        )
      }
      return
    }
    await client.query('vacuum analyze')
    await client.end()
  }
}
