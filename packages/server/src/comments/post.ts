import { createHash } from 'node:crypto'
import type { PostComment, Posted } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { mayCostALife, PRIORITY, priorityOf } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import { record } from '../db/events.ts'
import { newIdAfter } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { judge, refuseIfAsked } from '../moderation/judge.ts'
import { enqueueReview } from '../moderation/reviews/review.ts'
import { storyByUrl, storyToOpen } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { ownComments, toldVerdict } from './own.ts'
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
  const hash = createHash('sha256')
    .update(JSON.stringify([url, draft.text, draft.replyTo ?? null, draft.kind ?? null]))
    .digest('base64url')
  const known = await storyByUrl(app.db.read, site, url)
  const judged = await judge(app, who, {
    sent: draft.text,
    story: { url, ...known, open: app.rules.openness(known ?? { url }, app.clock()).open },
    replyTo: draft.replyTo,
    postAnyway: draft.postAnyway ?? false,
  })
  // Looked for after the facts were read: a retry must never be refused as a repeat of the comment that it is.
  const before = draft.key ? await answerBefore(app, app.db.read, { reader: who.id, key: draft.key, hash }) : null
  if (before) return before
  const { text, verdict, nudged } = judged
  app.metrics.verdicts.inc({ outcome: verdict.outcome })
  refuseIfAsked(app, judged)

  return app.db.tx(async tx => {
    const again = draft.key ? await answerBefore(app, tx, { reader: who.id, key: draft.key, hash }) : null
    if (again) return again
    const now = app.clock()
    const story = await storyToOpen(tx, { site, url, at: now })
    if (!app.rules.openness(story, now).open) throw new Refusal('story.closed')
    const parent = draft.replyTo ? await commentToReplyTo(tx, { site, story: story.id, id: draft.replyTo }) : null
    const held = verdict.outcome === 'hold'
    const comment = {
      site,
      story: story.id,
      // Behind all that the story has: the order of its comments is that of their transactions, not of anybody's clock.
      id: newIdAfter(story.latest, 'c', now),
      root: parent ? (parent.root ?? parent.id) : null,
      parent: parent?.id ?? null,
      depth: parent ? parent.depth + 1 : 0,
      reader: who.id,
      kind: draft.kind ?? ('comment' as const),
      text,
      state: held ? ('held' as const) : ('shown' as const),
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
    }
    await tx.insertInto('comments').values(comment).execute()
    if (verdict.findings.some(({ label }) => label === 'reviewed')) await countReviewed(tx, who.id, site)
    await tx
      .insertInto('revisions')
      .values({ site, story: story.id, comment: comment.id, no: 1, text, verdict_json: comment.verdict_json, at: now })
      .execute()
    if (held) await openCase(tx, comment, { queue: 'held', priority: priorityOf(verdict.findings), at: now })
    else await countReply(tx, comment, 1)
    if (!held && mayCostALife(verdict.findings))
      await openCase(tx, comment, { queue: 'reported', priority: PRIORITY.threat, at: now })
    await record(tx, {
      kind: held ? 'comment.held' : 'comment.posted',
      site,
      story: story.id,
      comment: comment.id,
      data: held ? {} : { id: comment.id, rootId: comment.root, state: comment.state },
      at: now,
      count: held ? 0 : 1,
    })
    await enqueueReview(tx, app, { comment: comment.id, revision: 1, staff: who.staff })
    const [own] = await ownComments(app, who.id, { id: comment.id, tx })
    const answer: Posted = { comment: own!, verdict: toldVerdict(app.config.language, judged.asSent) }
    if (draft.key)
      await tx
        .insertInto('idempotency')
        .values({
          site,
          reader: who.id,
          key: draft.key,
          hash,
          comment: comment.id,
          answer_json: JSON.stringify(answer),
          at: now,
        })
        .execute()
    return answer
  }, url)
}

/** One less of a reader's next comments waits for a person. */
const countReviewed = (tx: Tx, reader: string, site: string) =>
  tx
    .updateTable('readers')
    .set(eb => ({ reviewed_posts: eb('reviewed_posts', '-', 1) }))
    .where('site', '=', site)
    .where('id', '=', reader)
    .where('reviewed_posts', '>', 0)
    .execute()

async function answerBefore(
  app: App,
  db: Tx,
  { reader, key, hash }: { reader: string; key: string; hash: string },
): Promise<Posted | null> {
  const row = await db
    .selectFrom('idempotency')
    .select(['hash', 'answer_json'])
    .where('site', '=', app.config.site)
    .where('reader', '=', reader)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!row) return null
  if (row.hash !== hash) throw new Refusal('idempotency.mismatch')
  return JSON.parse(row.answer_json)
}

async function commentToReplyTo(tx: Tx, { site, story, id }: { site: string; story: string; id: string }) {
  const row = await tx
    .selectFrom('comments')
    .select(['id', 'root', 'depth', 'state'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.state === 'held') throw new Refusal('comment.unknown')
  if (row.state !== 'shown' && row.state !== 'collapsed') throw new Refusal('comment.gone')
  return row
}
