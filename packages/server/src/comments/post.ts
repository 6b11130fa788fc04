import type { PostComment, Posted } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { mayCostALife, PRIORITY, priorityOf } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import { record } from '../db/events.ts'
import { newIdAfter } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Tables } from '../db/schema.ts'
import { facesOf } from '../eyewitness/face.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { judge, refusalAsked } from '../moderation/judge.ts'
import { enqueueReview } from '../moderation/reviews/review.ts'
import { hashOf } from '../readers/sessions.ts'
import { storyByUrl, storyToOpen } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { ownComment, toldVerdict } from './own.ts'
import type { CommentRow } from './queries.ts'
import { countReply } from './state.ts'

export type Draft = PostComment & { key?: string | undefined }

/**
 * Publishes a reader's comment, or holds it for a moderator. Durable when it answers.
 * The same key with the same draft answers the same comment again, once and for all (a day at least).
 * Throws Refusal: story.not-allowed, story.closed, text.empty, verdict.nudge, verdict.refused, comment.unknown, idempotency.mismatch.
 */
export async function postComment(app: App, who: ReaderVisitor, draft: Draft): Promise<Posted> {
  const { site } = app.config
  const url = canonicalUrl(app.config, draft.story)
  const hash = hashOf(JSON.stringify([url, draft.text, draft.replyTo ?? null, draft.kind ?? null]))
  const known = await storyByUrl(app.db.read, site, url)
  const judged = await judge(app, who, {
    sent: draft.text,
    story: { url, ...known, open: app.rules.openness(known ?? { url }, app.clock()).open },
    replyTo: draft.replyTo,
    postAnyway: draft.postAnyway ?? false,
  })
  const { text, verdict, nudged } = judged
  const answered = async (db: Reading) =>
    draft.key ? answerBefore(db, { site, reader: who.id, key: draft.key, hash }) : null
  const refusal = refusalAsked(app, judged)
  if (refusal) {
    // A retry must never be refused as a repeat of the comment that it is.
    const before = await answered(app.db.read)
    if (before) return before
  }
  app.metrics.verdicts.inc({ outcome: verdict.outcome })
  if (refusal) throw refusal

  return app.db.tx(async tx => {
    const before = await answered(tx)
    if (before) return before
    const now = app.clock()
    const story = await storyToOpen(tx, { site, url, at: now })
    if (!app.rules.openness(story, now).open) throw new Refusal('story.closed')
    const parent = draft.replyTo ? await commentToReplyTo(tx, { site, story: story.id, id: draft.replyTo }) : null
    const held = verdict.outcome === 'hold'
    const comment: CommentRow = {
      site,
      story: story.id,
      // Behind all that the story has: the order of its comments is that of their transactions, not of anybody's clock.
      id: newIdAfter(story.latest, 'c', now),
      root: parent ? (parent.root ?? parent.id) : null,
      parent: parent?.id ?? null,
      depth: parent ? parent.depth + 1 : 0,
      reader: who.id,
      kind: draft.kind ?? 'comment',
      text,
      state: held ? 'held' : 'shown',
      posted_at: now,
      edited_at: null,
      revision: 1,
      respects: 0,
      reply_count: 0,
      verdict_json: JSON.stringify(verdict),
      nudged_at: nudged ? now : null,
      reviewed_at: null,
      decision_json: null,
      imported_from: null,
      common_ground: -1,
      featured_at: null,
      featured_by: null,
    }
    await insertComment(tx, comment)
    if (verdict.findings.some(({ label }) => label === 'reviewed')) await countReviewed(tx, who.id, site)
    const { id, verdict_json } = comment
    await insertRevision(tx, { site, story: story.id, comment: id, no: 1, text, verdict_json, at: now })
    if (held) await openCase(tx, comment, { queue: 'held', priority: priorityOf(verdict.findings), at: now })
    else await countReply(tx, comment, 1)
    if (!held && mayCostALife(verdict.findings))
      await openCase(tx, comment, { queue: 'reported', priority: PRIORITY.threat, at: now })
    await record(tx, {
      kind: held ? 'comment.held' : 'comment.posted',
      site,
      story: story.id,
      comment: id,
      data: held ? {} : { id, rootId: comment.root, state: comment.state },
      at: now,
      count: held ? 0 : 1,
    })
    await enqueueReview(tx, app, { comment: id, revision: 1, staff: who.staff })
    const answer: Posted = {
      comment: ownComment(app, {
        ...comment,
        author_name: who.name,
        author_role: who.role,
        parent_name: parent?.name ?? null,
        parent_kind: parent?.kind ?? null,
        story_url: story.url,
        story_title: story.title,
      }),
      verdict: toldVerdict(app.config.language, judged.asSent),
    }
    if (draft.key)
      await insertAnswer(tx, {
        site,
        reader: who.id,
        key: draft.key,
        hash,
        comment: id,
        answer_json: JSON.stringify(answer),
        at: now,
      })
    return answer
  }, url)
}

export const insertComment = prepared((tx, row: CommentRow) => tx.insertInto('comments').values(row))
export const insertRevision = prepared((tx, row: Tables['revisions']) => tx.insertInto('revisions').values(row))
export const insertAnswer = prepared((tx, row: Tables['idempotency']) => tx.insertInto('idempotency').values(row))

/** One less of a reader's next comments waits for a person. */
export const countReviewed = (tx: Tx, reader: string, site: string) =>
  tx
    .updateTable('readers')
    .set(eb => ({ reviewed_posts: eb('reviewed_posts', '-', 1) }))
    .where('site', '=', site)
    .where('id', '=', reader)
    .where('reviewed_posts', '>', 0)
    .execute()

const byKey = prepared((db, { site, reader, key }: { site: string; reader: string; key: string }) =>
  db
    .selectFrom('idempotency')
    .select(['hash', 'answer_json'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .where('key', '=', key),
)

/** What was answered to the same draft under this key. Throws Refusal('idempotency.mismatch') where it was another draft. */
export async function answerBefore(
  db: Reading,
  { hash, ...named }: { site: string; reader: string; key: string; hash: string },
): Promise<Posted | null> {
  const [row] = await byKey(db, named)
  if (!row) return null
  if (row.hash !== hash) throw new Refusal('idempotency.mismatch')
  return JSON.parse(row.answer_json)
}

const withName = prepared((tx, { site, story, id }: { site: string; story: string; id: string }) =>
  tx
    .selectFrom('comments as c')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .select(['c.id', 'c.kind', 'c.root', 'c.depth', 'c.state', 'r.name'])
    .where('c.site', '=', site)
    .where('c.story', '=', story)
    .where('c.id', '=', id),
)

async function commentToReplyTo(tx: Tx, key: { site: string; story: string; id: string }) {
  const [row] = await withName(tx, key)
  if (!row || row.kind === 'note' || row.state === 'held') throw new Refusal('comment.unknown')
  if (row.state !== 'shown' && row.state !== 'collapsed') throw new Refusal('comment.gone')
  const faces = await facesOf(tx, key, row.kind === 'eyewitness' ? [row.id] : [])
  return { ...row, name: faces.get(row.id)?.author?.name ?? row.name }
}
