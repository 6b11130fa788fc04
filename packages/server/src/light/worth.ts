import type { Worth, WorthReading } from '@parley/contract/light.ts'
import { worth as english } from '@parley/contract/messages/en.ts'
import { type Catalogue, say } from '@parley/contract/say.ts'
import { type MeritFound, meritsOf, worthOf } from '@parley/rules/worth.ts'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import type { KeptVerdict } from '../comments/own.ts'
import { featuredAt, iso } from '../comments/queries.ts'
import { facesOf } from '../eyewitness/face.ts'
import { Refusal } from '../http/problems.ts'
import { storyByUrl } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { MOST as PICKED } from './pick.ts'

/** So many comments are read for one page of suggestions, a few milliseconds of work, and so many of them suggested. */
const LOOK = 1000
const PAGE = 25

const CATALOGUES: Record<string, Catalogue> = { en: english }

/**
 * What may be worth reading, for whoever works at the desk: of the latest comments those that the most speaks for, with the words that say so; and
 * what is picked already. Found by plain patterns (rules/worth.ts), on this machine, when it is asked for; nothing of it is kept, shown to readers, or
 * done by itself. Throws Refusal: story.not-allowed, cursor.invalid.
 */
export async function worthReading(
  app: App,
  { story: address, after }: { story: string | undefined; after: string | null },
): Promise<Worth> {
  if (after !== null && !/^c_[0-9a-z]{10,30}$/.test(after)) throw new Refusal('cursor.invalid')
  const { site } = app.config
  const url = address === undefined ? null : canonicalUrl(app.config, address)
  const story = url === null ? null : await storyByUrl(app.db.read, site, url)
  if (story === undefined) return { picked: [], suggestions: [], looked: 0, next: null }

  let query = app.db.read
    .selectFrom('comments')
    .select(['id', 'text', 'verdict_json'])
    .where('site', '=', site)
    .where('state', '=', 'shown')
    .where('kind', 'in', ['comment', 'eyewitness'])
    .where('featured_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(LOOK)
  if (story) query = query.where('story', '=', story.id)
  if (after) query = query.where('id', '<', after)
  const looked = await query.execute()
  const found = looked
    .map(({ id, text, verdict_json }) => {
      const merits = meritsOf(text)
      const { scores } = JSON.parse(verdict_json) as KeptVerdict
      return { id, merits, worth: merits.length ? worthOf(text, merits, scores?.insult) : 0 }
    })
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.id < b.id ? 1 : -1))
    .slice(0, PAGE)
  const picked = after === null ? await pickedIn(app, story?.id ?? null) : []
  const merits = new Map(found.map(one => [one.id, one.merits]))
  const rows = new Map((await shown(app, [...picked, ...merits.keys()], merits)).map(row => [row.id, row]))
  const inOrder = (ids: Iterable<string>) => Array.from(ids).flatMap(id => rows.get(id) ?? [])
  return {
    picked: inOrder(picked),
    suggestions: inOrder(merits.keys()),
    looked: looked.length,
    next: looked.length === LOOK ? looked.at(-1)!.id : null,
  }
}

/** Ids of what is picked, the newest comment first. */
async function pickedIn({ db, config: { site } }: App, story: string | null): Promise<string[]> {
  let query = db.read
    .selectFrom('comments')
    .select('id')
    .where('site', '=', site)
    // As the partial indexes have it.
    .where(sql<boolean>`featured_at is not null and state = 'shown'`)
    .orderBy('id', 'desc')
    .limit(PICKED)
  if (story) query = query.where('story', '=', story)
  return (await query.execute()).map(({ id }) => id)
}

async function shown(
  { db, config: { site, language } }: App,
  ids: readonly string[],
  merits: ReadonlyMap<string, readonly MeritFound[]>,
): Promise<WorthReading[]> {
  if (!ids.length) return []
  const catalogue = CATALOGUES[language] ?? CATALOGUES.en!
  const rows = await db.read
    .selectFrom('comments as c')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .leftJoin('readers as p', join => join.onRef('p.site', '=', 'c.site').onRef('p.id', '=', 'c.featured_by'))
    .select(['c.id', 'c.kind', 'c.state', 'c.text', 'c.posted_at', 'c.respects', 'c.reply_count', 'c.featured_at'])
    .select(['c.story', 'c.reader', 'r.name', 's.url', 's.title', sql<string | null>`p.name`.as('by')])
    .where('c.site', '=', site)
    .where('c.id', 'in', [...new Set(ids)])
    .execute()
  // Who gave an account is named here as it is.
  const accounts = rows.filter(({ kind }) => kind === 'eyewitness').map(({ id }) => id)
  const faces = await facesOf(db.read, { site, story: [...new Set(rows.map(({ story }) => story))] }, accounts)
  return rows.map(row => ({
    id: row.id,
    story: { url: row.url, title: row.title },
    author: {
      id: faces.get(row.id)?.author?.id ?? row.reader,
      name: faces.get(row.id)?.author?.name ?? row.name,
    },
    kind: row.kind,
    text: row.text,
    postedAt: iso(row.posted_at),
    respects: row.respects,
    replyCount: row.reply_count,
    featured: featuredAt(row),
    by: row.by,
    reasons: (merits.get(row.id) ?? meritsOf(row.text)).map(({ merit, spans }) => ({
      merit,
      message: say(catalogue, language, `worth.${merit}`),
      spans,
    })),
  }))
}
