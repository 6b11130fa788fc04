import type { EditNote, NotePosted, OwnNote, WriteNote } from '@parley/contract/notes.ts'
import type { App } from '../app.ts'
import { editComment } from '../comments/edit.ts'
import { ownComments } from '../comments/own.ts'
import { type Begun, insertNew, publish } from '../comments/publish.ts'
import { countNote, isPublic } from '../comments/state.ts'
import { withdrawComment } from '../comments/withdraw.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { type Judged, judge } from '../moderation/judge.ts'
import { storyById } from '../stories/queries.ts'
import { claimOf, quotes, sourcesOf } from './clean.ts'
import { anyNote, type Note, noted, noteToChange } from './queries.ts'
import { announceNote } from './tell.ts'

/** So many notes of one reader stand under one comment, or about one story. */
const OF_ONE = 1
/** So many notes are about one comment, or about one story. */
const OF_ALL = 40

export type NoteDraft = WriteNote & { key?: string | undefined }

/**
 * Publishes a reader's context note, or holds it for a moderator: what is said in it goes the way of a comment.
 * The same key with the same draft answers the same note again.
 * Throws Refusal: story.not-allowed, story.closed, text.empty, verdict.nudge, verdict.refused, comment.unknown, comment.gone, note.source, note.claim, note.twice,
 * note.many, idempotency.mismatch.
 */
export async function writeNote(app: App, who: ReaderVisitor, draft: NoteDraft): Promise<NotePosted> {
  const about = draft.comment ?? null
  const sources = sourcesOf(draft.sources, 1)
  const claim = claimOf(draft.claim)
  return publish(app, who, {
    ...{ story: draft.story, key: draft.key, said: [about, claim, draft.text, sources] },
    judged: story =>
      judgeNote(app, who, { text: draft.text, claim, about, story, postAnyway: draft.postAnyway ?? false }),
    async store(tx, begun) {
      const { id, state } = begun
      await insertNote(tx, app, { begun, about, claim, sources, kind: 'reader' })
      return {
        event:
          state === 'held'
            ? { kind: 'note.held' }
            : { kind: 'note.posted', data: { id, rootId: id, state, changed: true, about } },
        told: async () => (await ownNote(app, tx, who.id, id))!,
      }
    },
  })
}

interface ToInsert {
  begun: Begun
  about: string | null
  claim: string
  sources: readonly string[]
  kind: Note['kind']
}

/** The comment and the row of a note, in the transaction of whoever calls, which writes the event. Throws Refusal: comment.unknown, comment.gone, note.twice, note.many. */
export async function insertNote(tx: Tx, app: Pick<App, 'config' | 'clock'>, draft: ToInsert): Promise<void> {
  const { begun, about, kind, claim, sources } = draft
  const { site, story, id } = begun
  const on = about === null ? null : await commentToNote(tx, { site, story, id: about })
  await assertRoom(tx, { site, story, about, kind, by: begun.reader })
  // Its root is itself: it hangs below nothing, and is no top comment.
  await insertNew(tx, { ...begun, root: id, parent: null, depth: 0, kind: 'note' })
  await tx
    .insertInto('notes')
    .values({
      ...{ site, story, id, kind, about, about_revision: on?.revision ?? null, claim },
      ...{ sources_json: JSON.stringify(sources), status: 'needs_more', pending_json: null, shown_at: null },
      ...{ settled: 0, numbers_json: null, measured_json: null, hidden_json: null, frozen_json: null, public_at: null },
    })
    .execute()
  if (begun.state === 'shown') {
    await countNote(tx, { site, story }, 1)
    await announceNote(tx, app, { site, story, id })
  }
}

/** Not telling apart what is absent from what is held. A note about a note there is none. Throws Refusal: comment.unknown, comment.gone. */
async function commentToNote(tx: Reading, { site, story, id }: { site: string; story: string; id: string }) {
  const row = await tx
    .selectFrom('comments')
    .select(['state', 'revision', 'kind', 'text'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.kind === 'note' || row.state === 'held') throw new Refusal('comment.unknown')
  if (!isPublic(row.state)) throw new Refusal('comment.gone')
  return row
}

async function assertRoom(
  tx: Tx,
  { site, story, about, kind, by }: Pick<Note, 'site' | 'story' | 'about' | 'kind'> & { by: string },
): Promise<void> {
  if (kind !== 'reader') return
  const rows = await tx
    .selectFrom('notes as n')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'n.site').onRef('c.story', '=', 'n.story').onRef('c.id', '=', 'n.id'),
    )
    .select('c.reader')
    .where('n.site', '=', site)
    .where('n.story', '=', story)
    .where('n.about', about === null ? 'is' : '=', about)
    .where('n.kind', '=', 'reader')
    .where('c.state', 'in', ['held', 'shown', 'collapsed'])
    .limit(OF_ALL + 1)
    .execute()
  if (rows.filter(row => row.reader === by).length >= OF_ONE) throw new Refusal('note.twice')
  if (rows.length >= OF_ALL) throw new Refusal('note.many', { n: OF_ALL })
}

/**
 * The verdict on a note: on its words, and on what it quotes where that is not in the comment word for word (a story's own words are not here to be compared with).
 * Throws Refusal: text.empty, note.claim.
 */
async function judgeNote(
  app: App,
  who: ReaderVisitor,
  {
    text,
    claim,
    about,
    story,
    postAnyway,
    except,
  }: {
    text: string
    claim: string
    about: string | null
    story: Parameters<typeof judge>[2]['story']
    postAnyway: boolean
    except?: string
  },
): Promise<Judged> {
  const judged = await judge(app, who, {
    ...{ sent: text, story, replyTo: about, postAnyway },
    ...(except !== undefined && { except }),
  })
  if (!claim) return judged
  if (about !== null) {
    const quoted = await app.db.read
      .selectFrom('comments')
      .select('text')
      .where('site', '=', app.config.site)
      .where('id', '=', about)
      .executeTakeFirst()
    if (quoted && !quotes(claim, quoted.text)) throw new Refusal('note.claim')
    return judged
  }
  const quoted = await judge(app, who, { sent: claim, story, postAnyway, except: except ?? null })
  const worse = ORDER.indexOf(quoted.verdict.outcome) > ORDER.indexOf(judged.verdict.outcome) ? quoted : judged
  // The places of what was found are places in the note's own words.
  const elsewhere = quoted.verdict.findings
    .filter(({ label }) => !judged.verdict.findings.some(one => one.label === label))
    .map(finding => ({ ...finding, spans: [] }))
  const both = (one: Judged['verdict']) => ({
    ...one,
    outcome: worse.verdict.outcome,
    findings: [...one.findings, ...elsewhere],
  })
  return {
    ...judged,
    verdict: both(judged.verdict),
    asSent: both(judged.asSent),
    nudged: judged.nudged || quoted.nudged,
  }
}

const ORDER = ['show', 'nudge', 'hold', 'refuse'] as const

/**
 * Changes one's own note within the edit window, as a comment is changed.
 * Throws Refusal: note.unknown, edit.not-yours, edit.too-late, comment.gone, text.empty, verdict.nudge, verdict.refused, note.source, note.claim.
 */
export async function editNote(app: App, who: ReaderVisitor, change: EditNote & { id: string }): Promise<NotePosted> {
  const { id } = change
  const note = await noteToChange(app.db.read, app.config.site, id)
  if (note.kind !== 'reader') throw new Refusal('note.unknown')
  const sources = sourcesOf(change.sources, 1)
  const claim = claimOf(change.claim)
  const story = (await storyById(app.db.read, note.site, note.story))!
  const { verdict } = await editComment(
    app,
    who,
    { id, text: change.text, postAnyway: change.postAnyway ?? false },
    {
      judged: () =>
        judgeNote(app, who, {
          ...{ text: change.text, claim, about: note.about, postAnyway: change.postAnyway ?? false, except: id },
          story: { ...story, open: true },
        }),
      async also(tx) {
        const before = await noteToChange(tx, note.site, id)
        const set = { claim, sources_json: JSON.stringify(sources) }
        if (before.claim === set.claim && before.sources_json === set.sources_json) return false
        await tx
          .updateTable('notes')
          .set(set)
          .where('site', '=', note.site)
          .where('story', '=', note.story)
          .where('id', '=', id)
          .execute()
        return true
      },
    },
  )
  return { ...(await ownNote(app, app.db.read, who.id, id))!, verdict }
}

/** Takes back one's own note, as a comment is taken back. Throws Refusal: note.unknown, edit.not-yours, comment.gone. */
export async function withdrawNote(app: App, who: ReaderVisitor, id: string): Promise<void> {
  const note = await noteToChange(app.db.read, app.config.site, id)
  if (note.kind !== 'reader') throw new Refusal('note.unknown')
  await withdrawComment(app, who, id)
}

/** A note as its author sees it; null where it is not his, or the newsroom's. */
export async function ownNote(app: App, db: Reading, reader: string, id: string): Promise<OwnNote | null> {
  const row = await noted(db, app.config.site)
    .where('n.id', '=', id)
    .where('n.kind', '=', 'reader')
    .where('c.reader', '=', reader)
    .executeTakeFirst()
  if (!row) return null
  const [comment] = await ownComments(app, reader, { id, tx: db })
  return { note: anyNote(row), comment: comment! }
}
