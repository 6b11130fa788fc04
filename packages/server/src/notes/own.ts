import type { OwnNote, OwnNotes, OwnRating } from '@parley/contract/notes.ts'
import type { App } from '../app.ts'
import { ownComments } from '../comments/own.ts'
import type { Reading } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { storyByUrl } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { anyNote, isReadable, noted } from './queries.ts'
import { mayRate, ownRating } from './rate.ts'

const PAGE = 100

/** What is personal about the notes of a story, to be laid over the public ones. Throws Refusal('story.not-allowed'). */
export async function personalNotes(app: App, who: ReaderVisitor, url: string): Promise<OwnNotes> {
  const { site } = app.config
  const { read } = app.db
  const story = await storyByUrl(read, site, canonicalUrl(app.config, url))
  const may = await mayRate(app, read, who)
  if (!story) return { own: [], ratings: [], invited: [], aboutMine: [], mayRate: may }
  const [own, rows, given] = await Promise.all([
    ownNotes(app, read, who.id, story.id),
    noted(read, site)
      .where('n.story', '=', story.id)
      .where('c.state', 'in', ['shown', 'collapsed'])
      .orderBy('n.id', 'desc')
      .limit(2 * PAGE)
      .execute(),
    read
      .selectFrom('note_ratings')
      .selectAll()
      .where('site', '=', site)
      .where('story', '=', story.id)
      .where('reader', '=', who.id)
      .orderBy('at', 'desc')
      .limit(2 * PAGE)
      .execute(),
  ])
  return {
    own,
    ratings: given.map(ownRating),
    invited: may.may ? await invitedTo(app, who, story.id) : [],
    aboutMine: rows.filter(row => row.about_reader === who.id).map(({ id }) => id),
    mayRate: may,
  }
}

/** Ids of the notes of a story that somebody is asked to rate by lot and has not rated yet, the newest first; none for who may not rate. */
export async function invitedTo(app: App, who: ReaderVisitor, story: string): Promise<string[]> {
  const { site } = app.config
  const { read } = app.db
  if (!(await mayRate(app, read, who)).may) return []
  await app.notes.lot.ready()
  const rows = await noted(read, site)
    .where('n.story', '=', story)
    .where('n.kind', '=', 'reader')
    .where('n.status', '=', 'needs_more')
    .where('n.hidden_json', 'is', null)
    .where('c.reader', '<>', who.id)
    .where('c.state', 'in', ['shown', 'collapsed'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('note_ratings as g')
            .select('g.at')
            .whereRef('g.site', '=', 'n.site')
            .whereRef('g.story', '=', 'n.story')
            .whereRef('g.note', '=', 'n.id')
            .where('g.reader', '=', who.id),
        ),
      ),
    )
    .orderBy('n.id', 'desc')
    .limit(2 * PAGE)
    .execute()
  return rows.filter(row => isReadable(row) && app.notes.lot.isInvited(row.id, who.id)).map(({ id }) => id)
}

/** A reader's own notes, under one story or all of them, the newest first, 100 at most: `before` goes on behind the last one. */
export async function ownNotes(
  app: App,
  db: Reading,
  reader: string,
  story: string | null = null,
  before: string | null = null,
): Promise<OwnNote[]> {
  let query = noted(db, app.config.site)
    .where('c.reader', '=', reader)
    .where('n.kind', '=', 'reader')
    .orderBy('n.id', 'desc')
    .limit(PAGE)
  if (story !== null) query = query.where('n.story', '=', story)
  if (before !== null) query = query.where('n.id', '<', before)
  const rows = await query.execute()
  if (!rows.length) return []
  const comments = await ownComments(app, reader, { ids: rows.map(({ id }) => id), tx: db })
  const byId = new Map(comments.map(comment => [comment.id, comment]))
  return rows.flatMap(row => {
    const comment = byId.get(row.id)
    return comment ? [{ note: anyNote(row), comment }] : []
  })
}

/** All ratings that a reader has given, the oldest first, for his own export. Nothing that was inferred from them is stored anywhere. */
export async function ownRatings(
  db: Reading,
  site: string,
  reader: string,
): Promise<(OwnRating & { invited: boolean })[]> {
  const rows = await db
    .selectFrom('note_ratings')
    .selectAll()
    .where('site', '=', site)
    .where('reader', '=', reader)
    .orderBy('at')
    .orderBy('note')
    .execute()
  return rows.map(row => ({ ...ownRating(row), invited: row.invited === 1 }))
}
