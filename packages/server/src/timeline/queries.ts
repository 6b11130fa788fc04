import type { Source, Timeline, TimelineEntry, Words } from '@parley/contract/timeline.ts'
import type { Selectable } from 'kysely'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { Refusal } from '../http/problems.ts'

export type Row = Selectable<Tables['timeline']>
type SourceRow = Selectable<Tables['timeline_sources']>

export const wordsOf = (row: Pick<Row, 'words_json'>): Words => JSON.parse(row.words_json)

const publicSource = ({ standing, who, url, said_on }: SourceRow): Source => ({ standing, who, url, on: said_on })

/** What everybody may read of a story's timeline. An account that is no longer public is not linked to. */
export async function timelineOf(db: Reading, site: string, story: string): Promise<Timeline> {
  const rows = await db
    .selectFrom('timeline as t')
    .leftJoin('stories as s', join => join.onRef('s.site', '=', 't.site').onRef('s.id', '=', 't.link'))
    .leftJoin('comments as c', join =>
      join.onRef('c.site', '=', 't.site').onRef('c.story', '=', 't.story').onRef('c.id', '=', 't.account'),
    )
    .selectAll('t')
    .select(['s.url as link_url', 's.title as link_title', 'c.state as account_state'])
    .where('t.site', '=', site)
    .where('t.story', '=', story)
    .where('t.shown_at', 'is not', null)
    .where('t.closed_at', 'is', null)
    .orderBy('t.happened')
    .orderBy('t.id')
    .execute()
  const said = await sourcesOf(db, site, story)
  const timeline: Timeline = { entries: [], ties: [] }
  for (const row of rows) {
    const sources = (said.get(row.id) ?? []).map(publicSource)
    const of = { id: row.id, standing: sources.at(-1)?.standing ?? 'reader', said: sources }
    const words = wordsOf(row)
    if ('tie' in words) {
      timeline.ties.push({ ...words.tie, ...of })
      continue
    }
    const { happened, title, detail } = words.entry
    const account = row.account_state === 'shown' || row.account_state === 'collapsed' ? row.account : null
    const entry: TimelineEntry = {
      ...{ happened, title, detail, account, ...of },
      by: row.newsroom ? 'newsroom' : 'reader',
      story: row.link_url === null ? null : { url: row.link_url, title: row.link_title! },
    }
    timeline.entries.push(entry)
  }
  return timeline
}

/** The sources of a story's entries and ties, by whose they are, the latest last. */
export async function sourcesOf(db: Reading, site: string, story: string): Promise<Map<string, SourceRow[]>> {
  const rows = await db
    .selectFrom('timeline_sources')
    .selectAll()
    .where('site', '=', site)
    .where('story', '=', story)
    .orderBy('entry')
    .orderBy('no')
    .execute()
  const by = new Map<string, SourceRow[]>()
  for (const row of rows) by.set(row.entry, [...(by.get(row.entry) ?? []), row])
  return by
}

/** Proposals with the story they are for and the source they name, by who made them or all that wait. */
export const proposed = (db: Reading, site: string) =>
  db
    .selectFrom('timeline as t')
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 't.site').onRef('s.id', '=', 't.story'))
    .innerJoin('timeline_sources as q', join =>
      join
        .onRef('q.site', '=', 't.site')
        .onRef('q.story', '=', 't.story')
        .onRef('q.entry', '=', 't.id')
        .on('q.no', '=', 1),
    )
    .selectAll('t')
    .select(['s.url as story_url', 's.title as story_title', 'q.who', 'q.url', 'q.said_on'])
    .where('t.site', '=', site)
    .where('t.newsroom', '=', 0)

export type Proposed = Awaited<ReturnType<ReturnType<typeof proposed>['execute']>>[number]

/** What a reader proposed, in his words. */
export function inHisWords(row: Proposed) {
  const words = wordsOf(row)
  if (!('entry' in words)) throw new Error(`${row.id} is no entry`)
  const { happened, title, detail } = words.entry
  return {
    id: row.id,
    story: { url: row.story_url, title: row.story_title },
    ...{ happened, title, detail },
    source: { who: row.who, url: row.url, on: row.said_on },
    at: new Date(row.at).toISOString(),
  }
}

/** What an editor is about to change. Throws Refusal('timeline.unknown'). */
export async function entryToChange(tx: Tx, site: string, id: string): Promise<Row> {
  const row = await tx
    .selectFrom('timeline')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('timeline.unknown')
  return row
}

/** Adds who says so, behind what was said before. */
export async function addSource(
  tx: Tx,
  {
    site,
    story,
    entry,
    source,
    by,
    at,
  }: { site: string; story: string; entry: string; source: Source; by: string; at: number },
): Promise<void> {
  const before = await tx
    .selectFrom('timeline_sources')
    .select(eb => eb.fn.max('no').as('no'))
    .where('site', '=', site)
    .where('story', '=', story)
    .where('entry', '=', entry)
    .executeTakeFirst()
  const { standing, who, url, on } = source
  await tx
    .insertInto('timeline_sources')
    .values({ site, story, entry, no: Number(before?.no ?? 0) + 1, standing, who, url, said_on: on, by, at })
    .execute()
}

/** So many more (or fewer) of a story's entries and ties everybody may read. */
export const countShown = (tx: Tx, { site, story }: Pick<Row, 'site' | 'story'>, more: 1 | -1) =>
  tx
    .updateTable('stories')
    .set(eb => ({ timeline: eb('timeline', '+', more) }))
    .where('site', '=', site)
    .where('id', '=', story)
    .execute()
