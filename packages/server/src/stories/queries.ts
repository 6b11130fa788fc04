import type { Story } from '@parley/contract/schemas.ts'
import { cleanText } from '@parley/rules/text.ts'
import { type Insertable, type Selectable, sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Tables } from '../db/schema.ts'

export type StoryRow = Selectable<Tables['stories']>

const byUrl = prepared((db, { site, url }: { site: string; url: string }) =>
  db.selectFrom('stories').selectAll().where('site', '=', site).where('url', '=', url),
)
export const storyByUrl = async (db: Reading, site: string, url: string): Promise<StoryRow | undefined> =>
  (await byUrl(db, { site, url }))[0]

export const storyById = (db: Reading, site: string, id: string): Promise<StoryRow | undefined> =>
  db.selectFrom('stories').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst()

/** Ids and counts by canonical URL; stories nobody has written under are absent. */
export async function countsOf(
  db: Reading,
  site: string,
  urls: readonly string[],
): Promise<Map<string, Pick<StoryRow, 'id' | 'count'>>> {
  const { rows } = await sql<Pick<StoryRow, 'id' | 'url' | 'count'>>`select id, url, count from stories
    where site = ${site} and url in (${sql.join(urls)})`.execute(db)
  return new Map(rows.map(row => [row.url, row]))
}

/** Stores a story unless it is there already. */
export async function insertStory(tx: Tx, story: Insertable<Tables['stories']>): Promise<void> {
  await tx
    .insertInto('stories')
    .values(story)
    .onConflict(conflict => conflict.columns(['site', 'url']).doNothing())
    .execute()
}

/** The story at a canonical URL; known from now on where it was not. */
export async function storyToOpen(
  tx: Tx,
  { site, url, at }: { site: string; url: string; at: number },
): Promise<StoryRow> {
  const known = await storyByUrl(tx, site, url)
  if (known) return known
  await insertStory(tx, {
    site,
    id: newId('s', at),
    url,
    title: titleFromUrl(url),
    seq: 0,
    count: 0,
    created_at: at,
    closed_at: null,
  })
  return (await storyByUrl(tx, site, url))!
}

/** As far as no clock is needed: whether it is open and what is asked there is said by whoever knows the time. */
export const publicStory = (row: StoryRow): Story => ({
  id: row.id,
  url: row.url,
  title: row.title,
  count: row.count,
  open: row.closed_at === null,
  seq: row.seq,
  timeline: row.timeline,
  call: null,
  notes: row.notes,
})

/** A story of an allowed origin under which nobody has written: shown, not stored. */
export const unknownStory = (url: string): Story => ({
  id: null,
  url,
  title: titleFromUrl(url),
  count: 0,
  open: true,
  seq: 0,
  timeline: 0,
  call: null,
  notes: 0,
})

/** A readable name for a story of which only the address is known: the last part of its path. */
export function titleFromUrl(url: string): string {
  const { pathname, hostname } = new URL(url)
  const last = pathname.split('/').filter(Boolean).at(-1)
  if (!last) return hostname
  const words = cleanText(decodeSafely(last))
    .replace(/\.\w{2,5}$/, '')
    .replace(/[-_+\s]+/g, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed()
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : hostname
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
