import type { AnyNote, ContextNote, NoteInPlace, NoteNumbers, Notes } from '@parley/contract/notes.ts'
import { type Selectable, sql } from 'kysely'
import { bodyOf } from '../comments/body.ts'
import { authorOf, faced, iso, publicComment } from '../comments/queries.ts'
import { isPublic } from '../comments/state.ts'
import type { Reading } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { facesOf } from '../eyewitness/face.ts'
import { Refusal } from '../http/problems.ts'

/** As many notes of a story as one answer has. */
const MOST = 200

/** Notes with their words, their authors, and the comments that they are about. */
export const noted = (db: Reading, site: string) =>
  db
    .selectFrom('notes as n')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'n.site').onRef('c.story', '=', 'n.story').onRef('c.id', '=', 'n.id'),
    )
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .leftJoin('comments as a', join =>
      join.onRef('a.site', '=', 'n.site').onRef('a.story', '=', 'n.story').onRef('a.id', '=', 'n.about'),
    )
    .selectAll('n')
    .select(['c.state', 'c.reader', 'c.text', 'c.posted_at', 'c.edited_at', 'c.revision'])
    .select(['r.name as author_name', 'r.role as author_role'])
    .select(['a.state as about_state', 'a.revision as about_now', 'a.reader as about_reader'])
    .where('n.site', '=', site)

export type NoteRow = Awaited<ReturnType<ReturnType<typeof noted>['execute']>>[number]
export type Note = Selectable<Tables['notes']>

/** Whether everybody may read it: what is about a comment that is gone goes with it, since it quotes that. Written for `noted`. */
const readable = sql<boolean>`(c.state in ('shown', 'collapsed') and (n.about is null or a.state in ('shown', 'collapsed')))`
export const isReadable = ({ state, about, about_state }: Pick<NoteRow, 'state' | 'about' | 'about_state'>): boolean =>
  isPublic(state) && (about === null || (about_state !== null && isPublic(about_state)))

/** A note as its author and the desk see it. */
export function anyNote(row: NoteRow): AnyNote {
  const ofReader = row.kind === 'reader'
  const told = ofReader && row.status !== 'needs_more' && row.numbers_json !== null
  return {
    id: row.id,
    about: row.about,
    aboutRevision: row.about_revision,
    editedSince: row.about_revision !== null && row.about_now !== null && row.about_now > row.about_revision,
    kind: row.kind,
    author: ofReader ? authorOf(row as never, new Map()) : null,
    state: row.state,
    claim: row.claim,
    body: bodyOf(row.text),
    sources: JSON.parse(row.sources_json),
    postedAt: iso(row.posted_at),
    editedAt: row.edited_at === null ? null : iso(row.edited_at),
    status: ofReader ? row.status : null,
    numbers: told ? (JSON.parse(row.numbers_json!) as NoteNumbers) : null,
    hidden: row.hidden_json === null ? null : JSON.parse(row.hidden_json),
    frozen: row.frozen_json === null ? null : JSON.parse(row.frozen_json),
    settled: row.settled === 1,
  }
}

/** The same for everybody: what an editor has hidden is one line with his reason. */
export function publicNote(row: NoteRow): ContextNote {
  const note = anyNote(row)
  const state = row.state === 'collapsed' ? 'collapsed' : 'shown'
  if (!note.hidden) return { ...note, state }
  return { ...note, state, author: null, claim: '', body: [], sources: [], editedAt: null, numbers: null }
}

/** The public notes of a story, or those about one of its comments: the newsroom's own first, then what is shown, then the rest, newest first. */
export async function notesOf(
  db: Reading,
  { site, story, comment }: { site: string; story: string; comment: string | null },
): Promise<Notes> {
  let query = noted(db, site).where('n.story', '=', story).where(readable)
  if (comment !== null) query = query.where('n.about', '=', comment)
  const rows = await query
    .orderBy(
      sql`case when n.kind <> 'reader' then 0 when n.status = 'shown' then 1 when n.status = 'needs_more' then 2 else 3 end`,
    )
    .orderBy('n.id', 'desc')
    .limit(MOST)
    .execute()
  const { n } =
    rows.length < MOST
      ? { n: rows.length }
      : await query
          .clearSelect()
          .select(eb => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
  return { notes: rows.map(publicNote), left: Number(n) - rows.length }
}

/** One note, whoever asks. Throws Refusal('note.unknown'). */
export async function noteRow(db: Reading, site: string, id: string): Promise<NoteRow> {
  const row = await noted(db, site).where('n.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('note.unknown')
  return row
}

/** One public note with what it is about. Throws Refusal('note.unknown'). */
export async function noteInPlace(db: Reading, site: string, id: string): Promise<NoteInPlace> {
  const row = await noteRow(db, site, id)
  if (!isReadable(row)) throw new Refusal('note.unknown')
  const [story, about] = await Promise.all([
    db
      .selectFrom('stories')
      .select(['url', 'title'])
      .where('site', '=', site)
      .where('id', '=', row.story)
      .executeTakeFirstOrThrow(),
    row.about === null
      ? undefined
      : faced(db)
          .where('c.site', '=', site)
          .where('c.story', '=', row.story)
          .where('c.id', '=', row.about)
          .executeTakeFirst(),
  ])
  return { note: publicNote(row), story, about: about ? await aboutOf(db, about) : null }
}

/** Under the name that it bears for everybody: an account of an eyewitness may have another than its author's. */
async function aboutOf(
  db: Reading,
  row: Parameters<typeof publicComment>[0] & { site: string; story: string; revision: number },
): Promise<NoteInPlace['about']> {
  const { id, author, body } = publicComment(row, await facesOf(db, row, [row.id]))
  return { id, author, body, revision: row.revision }
}

/** A note's own row, to be changed. Throws Refusal('note.unknown'). */
export async function noteToChange(tx: Reading, site: string, id: string): Promise<Note> {
  const row = await tx.selectFrom('notes').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('note.unknown')
  return row
}
