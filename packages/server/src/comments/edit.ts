import type { EditComment, Posted } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { mayCostALife, priorityOf } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import { record } from '../db/events.ts'
import type { Tx } from '../db/open.ts'
import { accountOf } from '../eyewitness/queries.ts'
import { waitsAsAccount } from '../eyewitness/state.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { type Judged, judge, refusalAsked } from '../moderation/judge.ts'
import { enqueueReview } from '../moderation/reviews/review.ts'
import { storyById } from '../stories/queries.ts'
import { editableUntil, notesAbout, ownComments, toldVerdict } from './own.ts'
import type { CommentRow } from './queries.ts'
import { isPublic, moveTo } from './state.ts'

/**
 * Changes the words of one's own comment within the edit window; earlier versions stay readable.
 * The new words go through the same phases; what must be held is held again.
 * Throws Refusal: comment.unknown, edit.not-yours, edit.too-late, account.decided, text.empty, verdict.nudge, verdict.refused.
 */
export async function editComment(
  app: App,
  who: ReaderVisitor,
  change: EditComment & { id: string },
  note?: OfNote,
): Promise<Posted> {
  const which = { reader: who.id, id: change.id, note: note !== undefined }
  const before = await commentToEdit(app, app.db.read, which)
  const story = await storyById(app.db.read, before.site, before.story)
  const judged = note
    ? await note.judged()
    : await judge(app, who, {
        sent: change.text,
        story: { ...story, open: true },
        replyTo: before.parent,
        postAnyway: change.postAnyway ?? false,
        except: before.id,
      })
  const { text, verdict } = judged
  const refusal = refusalAsked(app, judged)
  if (refusal) throw refusal
  return app.db.tx(async tx => {
    const comment = await commentToEdit(app, tx, which)
    const { site, story, id } = comment
    const now = app.clock()
    const no = comment.revision + 1
    const verdictJson = JSON.stringify(verdict)
    const also = (await note?.also(tx)) ?? false
    if (comment.text !== text || also) {
      await tx
        .insertInto('revisions')
        .values({ site, story, comment: id, no, text, verdict_json: verdictJson, at: now })
        .execute()
      await tx
        .updateTable('comments')
        .set({
          text,
          edited_at: now,
          revision: no,
          verdict_json: verdictJson,
          reviewed_at: null,
          // Nobody has picked the new words.
          featured_at: null,
          featured_by: null,
          ...(judged.nudged && { nudged_at: now }),
        })
        .where('site', '=', site)
        .where('story', '=', story)
        .where('id', '=', id)
        .execute()
      const hold = verdict.outcome === 'hold' && comment.state !== 'held'
      const count = hold ? await moveTo(tx, comment, 'held') : 0
      const apart = await waitsAsAccount(tx, comment)
      if (apart ? mayCostALife(verdict.findings) : hold || mayCostALife(verdict.findings))
        await openCase(tx, comment, {
          queue: !apart && (hold || comment.state === 'held') ? 'held' : 'reported',
          priority: priorityOf(verdict.findings),
          at: now,
        })
      await record(tx, {
        kind: 'comment.edited',
        site,
        story,
        comment: id,
        data: isPublic(comment.state)
          ? { changed: true, id, rootId: comment.root, state: hold ? 'removed' : comment.state }
          : {},
        at: now,
        count,
      })
      await enqueueReview(tx, app, { comment: id, revision: no, staff: who.staff })
    }
    const [own] = await ownComments(app, who.id, { id, tx })
    return { comment: own!, verdict: toldVerdict(app.config.language, judged.asSent) }
  }, before.story)
}

/** What is changed with the words of a context note: judged with them, and written in the same transaction (answers whether anything is other than before). */
interface OfNote {
  judged(): Promise<Judged>
  also(tx: Tx): Promise<boolean>
}

/** Not telling apart what is absent from what is somebody else's held comment, or is changed elsewhere. */
async function commentToEdit(
  app: App,
  db: Tx,
  { reader, id, note }: { reader: string; id: string; note: boolean },
): Promise<CommentRow> {
  const comment = await db
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', app.config.site)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!comment || (comment.reader !== reader && !isPublic(comment.state))) throw new Refusal('comment.unknown')
  if ((comment.kind === 'note') !== note) throw new Refusal('comment.unknown')
  if (comment.reader !== reader) throw new Refusal('edit.not-yours')
  if (comment.state !== 'shown' && comment.state !== 'held') throw new Refusal('comment.gone')
  // What the desk has begun to check is not changed below it.
  const account = comment.kind === 'eyewitness' ? await accountOf(db, comment) : undefined
  if (account && account.stage !== 'received') throw new Refusal('account.decided')
  const { editMinutes } = app.config
  const noted = await notesAbout(db, comment.site, [comment])
  if (app.clock() >= editableUntil(comment, editMinutes, noted.get(id)?.latest))
    throw new Refusal('edit.too-late', { n: editMinutes })
  return comment
}
