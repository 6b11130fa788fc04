import type { Stories, StoryRow } from '@parley/contract/schemas.ts'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import type { Reading } from '../db/open.ts'
import { publicCall } from '../eyewitness/call.ts'
import { Refusal } from '../http/problems.ts'

export interface StoriesWanted {
  /** Words of the title; '' for all stories. */
  search: string
  /** Whether something can be written there now; null for either. */
  open: boolean | null
  after: string | null
  limit: number
}

/** So many are read at a time where they have to be looked at one by one, and in all for a page. */
const READ = { together: 200, most: 1000 }

/**
 * A page of the stories by their latest comments; with words, the story that came last first, as the index of words has them.
 * Whether one is open hangs on its section and its age too, which are in no index: they are looked at one by one, up to a limit, so that a
 * page may be shorter than asked for though `next` leads on. Throws Refusal('cursor.invalid').
 */
export async function storiesAtDesk(app: App, { search, open, after, limit }: StoriesWanted): Promise<Stories> {
  const found: Found[] = []
  let from = after === null ? null : cursorOf(after, search !== '')
  let next: Cursor | null = null
  for (let read = 0; ; ) {
    const wanted = open === null ? limit + 1 : Math.max(limit + 1, READ.together)
    const rows: Found[] = await storiesAfter(app, { search, open, from, limit: wanted })
    read += rows.length
    for (const row of rows) {
      if (found.length === limit) break
      if (open === null || (row.shown.closed === null) === open) found.push(row)
      from = row.cursor
    }
    const all = rows.length < wanted
    const last = rows.at(-1)
    if (found.length === limit || read >= READ.most) {
      next = all && from?.id === last?.cursor.id ? null : from
      break
    }
    if (all) break
  }
  return { stories: found.map(({ shown }) => shown), next: next && `${next.at}~${next.id}` }
}

interface Cursor {
  /** The latest comment of the story, or the story's number in the index of words. */
  at: string
  id: string
}

interface Found {
  shown: StoryRow
  cursor: Cursor
}

function cursorOf(text: string, searched: boolean): Cursor {
  const parts = (searched ? /^(\d{1,15})~(s_[0-9a-z]{10,30})$/ : /^((?:c_[0-9a-z]{10,30})?)~(s_[0-9a-z]{10,30})$/).exec(
    text,
  )
  if (!parts) throw new Refusal('cursor.invalid')
  return { at: parts[1]!, id: parts[2]! }
}

async function storiesAfter(
  app: App,
  { search, open, from, limit }: Omit<StoriesWanted, 'after'> & { from: Cursor | null },
): Promise<Found[]> {
  const { site } = app.config
  const db = app.db.read
  if (search) {
    const named = await app.db.storiesNamed({ site, name: search, before: from && Number(from.at), limit })
    if (!named.length) return []
    const rows = await listed(db, site)
      .where(
        's.id',
        'in',
        named.map(({ id }) => id),
      )
      .execute()
    const byId = new Map(rows.map(row => [row.id, row]))
    return named.flatMap(({ no, id }) => {
      const row = byId.get(id)
      return row ? [{ shown: shown(app, row), cursor: { at: String(no), id } }] : []
    })
  }
  let stories = listed(db, site)
  // In these words: those of the index stories_may_be_closed.
  if (open === false && !app.rules.sectionsClose)
    stories = stories.where(sql<boolean>`(s.closed_at is not null or s.settings_json is not null)`)
  if (from) stories = stories.where(sql<boolean>`(s.latest, s.id) < (${from.at}, ${from.id})`)
  const rows = await stories.orderBy('s.latest', 'desc').orderBy('s.id', 'desc').limit(limit).execute()
  return rows.map(row => ({ shown: shown(app, row), cursor: { at: row.latest, id: row.id } }))
}

/** What is shown of a story, with the time of its latest comment. */
const listed = (db: Reading, site: string) =>
  db
    .selectFrom('stories as s')
    .leftJoin('comments as c', join =>
      join.onRef('c.site', '=', 's.site').onRef('c.story', '=', 's.id').onRef('c.id', '=', 's.latest'),
    )
    .selectAll('s')
    .select('c.posted_at as latest_at')
    .where('s.site', '=', site)

type Listed = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]

const shown = ({ rules, clock }: App, row: Listed): StoryRow => ({
  id: row.id,
  url: row.url,
  title: row.title,
  count: row.count,
  latestAt: row.latest_at === null ? null : iso(row.latest_at),
  waiting: { held: row.held, reported: row.reported, appeals: row.appeals },
  closed: rules.closedBy(row, clock()),
  section: rules.sectionOf(row),
  call: publicCall(row, clock()),
})
