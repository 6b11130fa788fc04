import { join } from 'node:path'
import { connectSqlite, type Handle } from '../packages/server/src/db/dialect/sqlite.ts'
import { idAt } from '../packages/server/src/db/ids.ts'
import { openDatabase } from '../packages/server/src/db/open.ts'

/** Rows for measurements, by direct SQL. Every invariant holds for them. */

const SITE = 'default'
const READERS = 500
const DAY = 24 * 3600_000
/** The newest comment's time; the others lie before it, a second apart. */
const NOW = Date.parse('2026-11-01T12:00:00Z')

/** Ten comments, oldest first: place in the ten of the top comment and of the parent. Three top comments, with five, two and no replies. */
export const TEN: readonly { root: number | null; parent: number | null; depth: number; replies: number }[] = [
  { root: null, parent: null, depth: 0, replies: 5 },
  { root: 0, parent: 0, depth: 1, replies: 2 },
  { root: 0, parent: 1, depth: 2, replies: 0 },
  { root: 0, parent: 1, depth: 2, replies: 0 },
  { root: 0, parent: 0, depth: 1, replies: 0 },
  { root: 0, parent: 0, depth: 1, replies: 0 },
  { root: null, parent: null, depth: 0, replies: 2 },
  { root: 6, parent: 6, depth: 1, replies: 0 },
  { root: 6, parent: 6, depth: 1, replies: 0 },
  { root: null, parent: null, depth: 0, replies: 0 },
]

const WORDS =
  'the plant platform alliance engine region council vote quarter price worker battery supplier winter transit budget decade border repair contract harvest signal bridge station harbour figures'.split(
    ' ',
  )

/** A comment's text, 60 to 360 characters; the same number always gives the same text. */
export function textOf(n: number): string {
  let state = (n * 2654435761 + 12345) % 2 ** 32
  const next = (under: number) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return Math.floor((state / 2 ** 32) * under)
  }
  const length = 10 + next(50)
  const words = Array.from({ length }, () => WORDS[next(WORDS.length)]!)
  const text = words.join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

export const storyUrl = (comments: number) => `https://paper.example/bench/${comments}`

/** Makes a database in a folder, with one story for each number of comments (multiples of ten) and 500 readers. The newest page has the same texts in each. */
export async function makeRows(folder: string, sizes: readonly number[]): Promise<void> {
  const file = join(folder, 'parley.sqlite')
  await (await openDatabase(file)).close()
  const handle = connectSqlite(file)
  handle.pragma('synchronous = OFF')
  const readers = Array.from({ length: READERS }, (_, i) => {
    const id = idAt('r', NOW - 400 * DAY + i)
    const values = [SITE, id, `bench:${i}`, null, `Reader ${i}`, `reader ${i}`, 'reader', NOW - 400 * DAY, null]
    handle
      .prepare(
        'insert into readers (site, id, subject, email, name, skeleton, role, created_at, banned_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(values)
    return id
  })
  for (const size of sizes) handle.transaction(() => makeStory(handle, size, readers))()
  handle.pragma('wal_checkpoint(TRUNCATE)')
  handle.exec('analyze')
  handle.close()
}

function makeStory(handle: Handle, size: number, readers: string[]) {
  const start = NOW - size * 1000
  const story = idAt('s', start)
  handle
    .prepare('insert into stories (site, id, url, title, seq, count, created_at) values (?, ?, ?, ?, ?, ?, ?)')
    .run([SITE, story, storyUrl(size), `A story with ${size} comments`, size, size, start])
  const comment = handle.prepare(
    `insert into comments (site, story, id, root, parent, depth, reader, kind, text, state, posted_at, revision, respects, reply_count, verdict_json, imported_from)
     values (?, ?, ?, ?, ?, ?, ?, 'comment', ?, 'shown', ?, 1, ?, ?, ?, ?)`,
  )
  const revision = handle.prepare('insert into revisions values (?, ?, ?, 1, ?, ?, ?)')
  const event = handle.prepare(
    `insert into events (site, story, seq, kind, comment, data_json, at) values (?, ?, ?, 'comment.posted', ?, ?, ?)`,
  )
  const verdict = JSON.stringify({ outcome: 'show', findings: [] })
  for (let first = 0; first < size; first += TEN.length) {
    const ids = TEN.map((_, i) => idAt('c', start + (first + i) * 1000))
    for (const [i, { root, parent, depth, replies }] of TEN.entries()) {
      const at = start + (first + i) * 1000
      const fromNewest = size - first - i
      const text = textOf(fromNewest)
      const rootId = root === null ? null : ids[root]!
      const parentId = parent === null ? null : ids[parent]!
      comment.run([
        SITE,
        story,
        ids[i],
        rootId,
        parentId,
        depth,
        readers[(fromNewest * 7) % READERS],
        text,
        at,
        (fromNewest * 31) % 97,
        replies,
        verdict,
        `bench:${size}:${first + i}`,
      ])
      revision.run([SITE, story, ids[i], text, verdict, at])
      event.run([
        SITE,
        story,
        first + i + 1,
        ids[i],
        JSON.stringify({ id: ids[i], rootId, state: 'shown', count: first + i + 1 }),
        at,
      ])
    }
  }
}
