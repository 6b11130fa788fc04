import type { Posted, Verdict } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { mayCostALife, PRIORITY, priorityOf } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import { type Event, record } from '../db/events.ts'
import { newIdAfter } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Tables } from '../db/schema.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { type Judged, type judge, refusalAsked } from '../moderation/judge.ts'
import { enqueueReview } from '../moderation/reviews/review.ts'
import { hashOf } from '../readers/sessions.ts'
import { type StoryRow, storyByUrl, storyToOpen } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { toldVerdict } from './own.ts'
import type { CommentRow } from './queries.ts'

/** How every comment begins, whatever is said in it. */
const NEW = {
  ...{ edited_at: null, revision: 1, respects: 0, reply_count: 0, reviewed_at: null, decision_json: null },
  ...{ imported_from: null, common_ground: -1, featured_at: null, featured_by: null },
}
type NewComment = Omit<CommentRow, keyof typeof NEW>
/** What is known of it before it is known what it hangs below. */
export type Begun = Omit<NewComment, 'root' | 'parent' | 'depth' | 'kind'>

export interface ToPublish<Said> {
  /** Address of the story, as it was sent. */
  story: string
  key?: string | undefined
  /** By what else a draft is known that comes again under the same key. */
  said: readonly unknown[]
  judged(story: Parameters<typeof judge>[2]['story']): Promise<Judged>
  /** Stores it; answers the rest of its event, and what its author is told beside the verdict once all is stored. */
  store(
    tx: Tx,
    begun: Begun,
    story: StoryRow,
  ): Promise<{ event: Pick<Event, 'kind' | 'data' | 'count'>; told(): Said | Promise<Said> }>
}

/**
 * Publishes what a reader says under a story, a comment or a note, or holds it for a moderator. Durable when it answers.
 * The same key with the same draft answers the same again, once and for all (a day at least).
 * Throws Refusal: story.not-allowed, story.closed, text.empty, verdict.nudge, verdict.refused, idempotency.mismatch, and what `judged` and `store` throw.
 */
export async function publish<Said extends object>(
  app: App,
  who: ReaderVisitor,
  draft: ToPublish<Said>,
): Promise<Said & { verdict: Verdict }> {
  const { site } = app.config
  const { key } = draft
  const url = canonicalUrl(app.config, draft.story)
  const hash = hashOf(JSON.stringify([url, ...draft.said]))
  const known = await storyByUrl(app.db.read, site, url)
  const open = app.rules.openness(known ?? { url }, app.clock()).open
  const judged = await draft.judged({ url, ...known, open })
  const { text, verdict } = judged
  const answered = async (db: Reading) =>
    key ? answerBefore<Said & { verdict: Verdict }>(db, { site, reader: who.id, key, hash }) : null
  const refusal = refusalAsked(app, judged)
  if (refusal) {
    // A retry must never be refused as a repeat of what it is.
    const before = await answered(app.db.read)
    if (before) return before
  }
  app.metrics.verdicts.inc({ outcome: verdict.outcome })
  if (refusal) throw refusal

  return app.db.tx(async tx => {
    const before = await answered(tx)
    if (before) return before
    const at = app.clock()
    const story = await storyToOpen(tx, { site, url, at })
    if (!app.rules.openness(story, at).open) throw new Refusal('story.closed')
    const held = verdict.outcome === 'hold'
    // Behind all that the story has: the order of its comments is that of their transactions, not of anybody's clock.
    const id = newIdAfter(story.latest, 'c', at)
    const comment = { site, story: story.id, id }
    const { event, told } = await draft.store(
      tx,
      {
        ...{ ...comment, reader: who.id, text, state: held ? 'held' : 'shown', posted_at: at },
        ...{ verdict_json: JSON.stringify(verdict), nudged_at: judged.nudged ? at : null },
      },
      story,
    )
    if (verdict.findings.some(({ label }) => label === 'reviewed')) await countReviewed(tx, who.id, site)
    if (held) await openCase(tx, comment, { queue: 'held', priority: priorityOf(verdict.findings), at })
    else if (mayCostALife(verdict.findings))
      await openCase(tx, comment, { queue: 'reported', priority: PRIORITY.threat, at })
    await record(tx, { ...event, site, story: story.id, comment: id, at })
    await enqueueReview(tx, app, { comment: id, revision: 1, staff: who.staff })
    const answer = { ...(await told()), verdict: toldVerdict(app.config.language, judged.asSent) }
    const answer_json = JSON.stringify(answer)
    if (key) await insertAnswer(tx, { site, reader: who.id, key, hash, comment: id, answer_json, at })
    return answer
  }, url)
}

const insertComment = prepared((tx, row: CommentRow) => tx.insertInto('comments').values(row))
const insertRevision = prepared((tx, row: Tables['revisions']) => tx.insertInto('revisions').values(row))
export const insertAnswer = prepared((tx, row: Tables['idempotency']) => tx.insertInto('idempotency').values(row))

/** A new comment with its first revision, in the transaction of whoever calls, which writes the event. */
export async function insertNew(tx: Tx, begun: NewComment): Promise<CommentRow> {
  const comment = { ...begun, ...NEW }
  const { site, story, id, text, verdict_json, posted_at: at } = comment
  await insertComment(tx, comment)
  await insertRevision(tx, { site, story, comment: id, no: 1, text, verdict_json, at })
  return comment
}

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
export async function answerBefore<Answer = Posted>(
  db: Reading,
  { hash, ...named }: { site: string; reader: string; key: string; hash: string },
): Promise<Answer | null> {
  const [row] = await byKey(db, named)
  if (!row) return null
  if (row.hash !== hash) throw new Refusal('idempotency.mismatch')
  return JSON.parse(row.answer_json)
}
