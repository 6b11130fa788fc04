import { type Decide, type Decided, ON_COMMENT } from '@parley/contract/schemas.ts'
import type { QueueId } from '@parley/contract/stream.ts'
import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { closeAppeals, openAppeals, settleAppeals } from '../appeals/settle.ts'
import { PRIORITY } from '../cases/priority.ts'
import { closeCase, openCase, versionOf } from '../cases/queries.ts'
import type { KeptVerdict } from '../comments/own.ts'
import { type CommentRow, iso } from '../comments/queries.ts'
import { isPublic, moveTo } from '../comments/state.ts'
import { record } from '../db/events.ts'
import { caseIdOf, commentIdOf, newId } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { learnFrom } from '../learning/learn.ts'
import { answerReports, unansweredReports } from '../reports/answer.ts'
import { ACT, type Standing, standingAfter, stateAfter } from './acts.ts'
import { type DecisionRow, stateReasons } from './statements.ts'
import { tellAuthor } from './tell.ts'

/** What a decision found, so that an undo can put it back. `told`: what everybody knew of the decision before. */
export interface Before extends Standing {
  state: CommentRow['state']
  queue: QueueId | null
  reviewedAt: number | null
  told: string | null
}

/** How long a suspension lasts and how many comments wait, where nothing else is said. */
const DAYS = 7
const POSTS = 5

export const isOnComment = (act: string): act is (typeof ON_COMMENT)[number] =>
  (ON_COMMENT as readonly string[]).includes(act)

/**
 * A staff member's decision on a comment or its author: one transaction with the state, the statement of reasons, the answers to reports
 * and appeals, the end of the case, what the engine can learn, the event and the mails.
 * What restricts needs a ground and a reason that the author will read.
 * Throws Refusal: case.unknown, case.changed, decision.own, decision.no-rule, decision.no-law, decision.no-reason, decision.no-change,
 * appeal.own-decision (who decided cannot decide on the objection), appeal.none.
 */
export function decideCase(app: App, who: ReaderVisitor, choice: Decide & { caseId: string }): Promise<Decided> {
  return app.db.tx(tx => decideWithin(tx, { app, who }, choice))
}

/** The same in a transaction that is open: for decisions that are made together (`batch`) or only rehearsed. */
export async function decideWithin(
  tx: Tx,
  { app, who }: { app: App; who: ReaderVisitor },
  choice: Decide & { caseId: string; batch?: string },
): Promise<Decided> {
  const { restricts, on } = ACT[choice.act]
  const ground = choice.rule ?? null
  const explanation = cleanText(choice.explanation ?? '')
  if (restricts && !ground) throw new Refusal('decision.no-rule')
  if ((restricts || on === 'appeal') && !explanation.trim()) throw new Refusal('decision.no-reason')
  const { site } = app.config
  const comment = await commentToDecide(tx, site, choice.caseId)
  if (comment.reader === who.id) throw new Refusal('decision.own')
  const open = await tx
    .selectFrom('cases')
    .select(['version', 'queue'])
    .where('site', '=', site)
    .where('story', '=', comment.story)
    .where('id', '=', choice.caseId)
    .executeTakeFirst()
  if (choice.version !== undefined && choice.version !== versionOf(comment, open?.version))
    throw new Refusal('case.changed')
  const objections = await openAppeals(tx, comment)
  if (objections.some(({ decided }) => decided.by === who.id)) throw new Refusal('appeal.own-decision')
  if (on === 'appeal' && objections.length === 0) throw new Refusal('appeal.none')
  const reports = await unansweredReports(tx, comment)
  const notice = reports.findLast(report => report.law !== null)
  const law = ground === 'illegal' ? cleanText(choice.law ?? notice?.law ?? '').trim() || null : null
  if (restricts && ground === 'illegal' && !law) throw new Refusal('decision.no-law')

  const before = await standingOf(tx, comment)
  const now = app.clock()
  const days = choice.act === 'suspend' ? (choice.days ?? DAYS) : null
  const posts = choice.act === 'review' ? (choice.posts ?? POSTS) : null
  const state = stateAfter(comment.state, choice.act)
  const standing = standingAfter(before, { act: choice.act, days, posts, at: now })
  // What is collapsed already and was reported since may be left as it is; that too is a decision.
  if (on === 'comment' && state === comment.state && choice.act !== 'show' && !open?.queue)
    throw new Refusal('decision.no-change')
  const { findings } = JSON.parse(comment.verdict_json) as KeptVerdict
  const row: DecisionRow = {
    site,
    story: comment.story,
    id: newId('d', now),
    case_id: caseIdOf(comment.id),
    comment: comment.id,
    act: choice.act,
    ground,
    rule_version: HOUSE_RULES.find(rule => rule.id === ground)?.version ?? null,
    explanation,
    by: who.id,
    automated: 0,
    at: now,
    reader: comment.reader,
    law,
    territory_json: choice.territory?.length ? JSON.stringify(choice.territory) : null,
    days,
    posts,
    detected: Number(findings.some(({ rule }) => rule === ground)),
    source: notice ? 'notice' : reports.length > 0 ? 'report' : 'own',
    before_json: JSON.stringify({
      state: comment.state,
      ...before,
      queue: open?.queue ?? null,
      reviewedAt: comment.reviewed_at,
      told: comment.decision_json,
    } satisfies Before),
    reverses: null,
    batch: choice.batch ?? null,
  }
  const settled = settleAppeals(objections, row)
  row.reverses = settled.find(({ outcome }) => outcome === 'reversed')?.decided.id ?? null
  await tx.insertInto('decisions').values(row).execute()
  await closeAppeals(tx, settled, row)
  const count = state === comment.state ? 0 : await moveTo(tx, comment, state)
  await keepStanding(tx, comment, standing)
  await tx
    .updateTable('comments')
    .set({
      reviewed_at: now,
      ...(isOnComment(choice.act) && {
        decision_json: JSON.stringify({ act: choice.act, rule: ground, at: iso(now) }),
      }),
    })
    .where('site', '=', site)
    .where('story', '=', comment.story)
    .where('id', '=', comment.id)
    .execute()
  await closeCase(tx, comment, now)
  // An objection that this says nothing about goes on waiting.
  if (settled.length < objections.length)
    await openCase(tx, comment, { queue: 'appeals', priority: PRIORITY.rest, at: objections[0]!.appeal.at })
  if (isOnComment(choice.act)) await learnFrom(tx, comment, { act: choice.act, ground, by: who.id, at: now })
  const story = await tx
    .selectFrom('stories')
    .select(['title', 'url'])
    .where('site', '=', site)
    .where('id', '=', comment.story)
    .executeTakeFirstOrThrow()
  const no = restricts
    ? await stateReasons(tx, row, {
        comment,
        story,
        until: choice.act === 'suspend' ? standing.suspendedUntil : null,
      })
    : null
  await answerReports(tx, app, { comment, reports, decision: row, story: story.title })
  await tellAuthor(tx, app, {
    comment,
    decision: row,
    statement: no,
    settled,
    changed: state !== comment.state,
    story: story.title,
  })
  const appeared = !isPublic(comment.state) && isPublic(state)
  await record(tx, {
    kind: 'decision.made',
    site,
    story: comment.story,
    comment: comment.id,
    data:
      state === comment.state
        ? {}
        : {
            changed: isPublic(comment.state) || appeared,
            appeared,
            id: comment.id,
            rootId: comment.root,
            state,
            rule: ground,
          },
    at: now,
    count,
  })
  return {
    decision: {
      id: row.id,
      act: row.act,
      rule: ground,
      explanation,
      by: who.name,
      at: iso(now),
      automated: false,
      law,
      days,
      posts,
      statement: no,
      reversed: false,
    },
    ...(no !== null && { statement: { no } }),
  }
}

async function commentToDecide(tx: Tx, site: string, caseId: string): Promise<CommentRow> {
  const comment = await tx
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', commentIdOf(caseId))
    .executeTakeFirst()
  if (!comment) throw new Refusal('case.unknown')
  return comment
}

export async function standingOf(tx: Tx, { site, reader }: CommentRow): Promise<Standing> {
  const row = await tx
    .selectFrom('readers')
    .select(['suspended_until', 'banned_at', 'reviewed_posts'])
    .where('site', '=', site)
    .where('id', '=', reader)
    .executeTakeFirstOrThrow()
  return { suspendedUntil: row.suspended_until, bannedAt: row.banned_at, reviewedPosts: Number(row.reviewed_posts) }
}

export const keepStanding = (
  tx: Tx,
  { site, reader }: CommentRow,
  { suspendedUntil, bannedAt, reviewedPosts }: Standing,
) =>
  tx
    .updateTable('readers')
    .set({ suspended_until: suspendedUntil, banned_at: bannedAt, reviewed_posts: reviewedPosts })
    .where('site', '=', site)
    .where('id', '=', reader)
    .execute()
