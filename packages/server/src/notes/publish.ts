import type { DecideOnNote, NoteAct, PublishNote, RewordNote } from '@parley/contract/notes.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { DESK, record, ring } from '../db/events.ts'
import { newId, newIdAfter } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { textToStore } from '../moderation/judge.ts'
import { emailOf } from '../reports/answer.ts'
import { storyToOpen } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { claimOf, sourcesOf } from './clean.ts'
import { type Note, noteToChange } from './queries.ts'
import { insertNote } from './write.ts'

/** Nobody judges what the newsroom says itself. */
const VERDICT = '{"outcome":"show","findings":[]}'

/**
 * Publishes an editors' note or a correction, at once and under the newsroom's name. It never says that readers agree. Answers its id.
 * Throws Refusal: story.not-allowed, text.empty, note.source, comment.unknown, comment.gone.
 */
export async function publishNote(app: App, who: ReaderVisitor, draft: PublishNote): Promise<string> {
  const { site } = app.config
  const url = canonicalUrl(app.config, draft.story)
  const text = textToStore(draft.text)
  const sources = sourcesOf(draft.sources, 0)
  return app.db.tx(async tx => {
    const at = app.clock()
    const story = await storyToOpen(tx, { site, url, at })
    const id = newIdAfter(story.latest, 'c', at)
    await insertNote(tx, app, {
      begun: {
        ...{ site, story: story.id, id, reader: who.id, text, state: 'shown', posted_at: at },
        ...{ verdict_json: VERDICT, nudged_at: null },
      },
      ...{ about: draft.comment ?? null, claim: claimOf(draft.claim), sources, kind: draft.kind },
    })
    await record(tx, {
      kind: 'note.posted',
      ...{ site, story: story.id, comment: id, at },
      data: { id, rootId: id, state: 'shown', changed: true, by: who.id, newsroom: draft.kind },
    })
    return id
  }, url)
}

/** Words one of the newsroom's own notes anew; what it said before stays to be read. Throws Refusal: note.unknown, note.readers, comment.gone, text.empty, note.source. */
export async function rewordNote(
  app: App,
  who: ReaderVisitor,
  { id, ...to }: RewordNote & { id: string },
): Promise<void> {
  const text = textToStore(to.text)
  const set = { claim: claimOf(to.claim), sources_json: JSON.stringify(sourcesOf(to.sources, 0)) }
  await app.db.tx(async tx => {
    const at = app.clock()
    const { site, story, kind } = await noteToChange(tx, app.config.site, id)
    if (kind === 'reader') throw new Refusal('note.readers')
    const comment = await tx
      .selectFrom('comments')
      .select(['revision', 'text', 'state'])
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (comment.state !== 'shown' && comment.state !== 'collapsed') throw new Refusal('comment.gone')
    if (comment.text !== text) {
      const no = comment.revision + 1
      await tx
        .insertInto('revisions')
        .values({ site, story, comment: id, no, text, verdict_json: VERDICT, at })
        .execute()
      await tx
        .updateTable('comments')
        .set({ text, edited_at: at, revision: no })
        .where('site', '=', site)
        .where('story', '=', story)
        .where('id', '=', id)
        .execute()
    }
    await tx
      .updateTable('notes')
      .set(set)
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
    await record(tx, { kind: 'note.changed', site, story, comment: id, data: { by: who.id, act: 'reword' }, at })
  })
}

/**
 * An editor hides a note or shows it again, stops its status or lets it move again. The reason is public, and mailed to whoever wrote the note. Nothing here can say
 * that readers agree. Throws Refusal: note.unknown, note.reason, note.decided, note.newsrooms.
 */
export async function decideOnNote(
  app: App,
  who: ReaderVisitor,
  { id, act, reason: said }: DecideOnNote & { id: string },
): Promise<void> {
  const reason = cleanText(said).trim()
  if (!reason) throw new Refusal('note.reason')
  await app.db.tx(async tx => {
    const at = app.clock()
    const note = await noteToChange(tx, app.config.site, id)
    const { site, story } = note
    await tx
      .updateTable('notes')
      .set(changeBy(note, { act, reason, at }))
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
    await tx
      .insertInto('note_acts')
      .values({ site, story, note: id, id: newId('n', at), act, reason, by: who.id, at })
      .execute()
    if (note.kind === 'reader') await tellWriter(app, tx, note, { act, reason, by: who.id })
    await record(tx, { kind: 'note.changed', site, story, comment: id, data: { by: who.id, act, reason }, at })
  })
}

/** What an act writes. Throws Refusal: note.decided, note.newsrooms. */
function changeBy(
  { kind, hidden_json, frozen_json, settled }: Note,
  { act, reason, at }: { act: NoteAct; reason: string; at: number },
): Partial<Note> {
  const told = JSON.stringify({ reason, at: new Date(at).toISOString() })
  const changes = {
    hide: hidden_json === null,
    unhide: hidden_json !== null,
    freeze: frozen_json === null && settled === 0,
    unlock: frozen_json !== null || settled === 1,
  }
  if (kind !== 'reader' && (act === 'freeze' || act === 'unlock')) throw new Refusal('note.newsrooms')
  if (!changes[act]) throw new Refusal('note.decided')
  if (act === 'hide') return { hidden_json: told }
  if (act === 'unhide') return { hidden_json: null }
  if (act === 'freeze') return { frozen_json: told, pending_json: null }
  // From now on, so that it does not settle again with the next run.
  return { frozen_json: null, settled: 0, ...(settled === 1 && { shown_at: at }) }
}

async function tellWriter(
  app: App,
  tx: Tx,
  { site, story, id }: Note,
  { act, reason, by }: { act: NoteAct; reason: string; by: string },
): Promise<void> {
  if (act !== 'hide' && act !== 'unhide') return
  const note = await tx
    .selectFrom('comments as c')
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .select(['c.reader', 's.title'])
    .where('c.site', '=', site)
    .where('c.story', '=', story)
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()
  const to = note.reader === by ? null : await emailOf(tx, site, note.reader)
  const link = `${app.config.url}/d/notes/${id}`
  if (to)
    await enqueueMail(
      tx,
      app,
      to,
      mailText(app, `note-${act}`, { story: note.title, reason, link, contact: `${app.config.url}/d/contact` }),
    )
}

/** An editor has looked at an alarm. Throws Refusal('note.alarm'). */
export async function seeAlarm(app: App, who: ReaderVisitor, id: string): Promise<void> {
  await app.db.tx(async tx => {
    const row = await tx
      .selectFrom('note_alarms')
      .select(['story', 'seen_at'])
      .where('site', '=', app.config.site)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new Refusal('note.alarm')
    if (row.seen_at !== null) return
    await tx
      .updateTable('note_alarms')
      .set({ seen_at: app.clock(), seen_by: who.id })
      .where('site', '=', app.config.site)
      .where('story', '=', row.story)
      .where('id', '=', id)
      .execute()
    ring(tx, app.config.site, DESK)
  })
}
