import type { Decide, Decided } from '@parley/contract/schemas.ts'
import type { Waiting } from '@parley/contract/stream.ts'
import { LABEL_MAX, ON_COMMENT } from '@parley/contract/values.ts'
import { cleanText } from '@parley/rules/text.ts'
import { queueForEu } from '../accounting/statements.ts'
import type { App } from '../app.ts'
import { closeAppeals, type Objection, openAppeals, type Settled, settleAppeals } from '../appeals/settle.ts'
import { ordersOn } from '../authorities/queries.ts'
import { PRIORITY } from '../cases/priority.ts'
import { closeCase, commentOfCase, openCase, versionOf } from '../cases/queries.ts'
import type { KeptVerdict } from '../comments/own.ts'
import { type CommentRow, iso } from '../comments/queries.ts'
import { isPublic, moveTo } from '../comments/state.ts'
import { answersFor } from '../db/chain.ts'
import { record } from '../db/events.ts'
import { caseIdOf } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { DecisionSource } from '../db/schema.ts'
import { stateOfAccount, waitsAsAccount } from '../eyewitness/state.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { learnFrom } from '../learning/learn.ts'
import { announceNote } from '../notes/tell.ts'
import { answerOf, answerReports, type ReportRow, unansweredReports } from '../reports/answer.ts'
import { ACT, isMilder, labelIn, type Standing, standingAfter, stateAfter, takenBack, toldOf } from './acts.ts'
import { decisionId, keepStanding, standingOf } from './standing.ts'
import { type DecisionRow, stateReasons } from './statements.ts'
import { tell } from './tell.ts'

/** What a decision found, so that an undo can put it back. `told`: what everybody knew of the decision before. */
export interface Before extends Standing {
  state: CommentRow['state']
  queue: Waiting | null
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
 * Throws Refusal: case.unknown, case.changed, decision.own, decision.no-rule, rule.not-held, decision.no-law, decision.no-label, decision.no-reason,
 * decision.no-change,
 * order.secret (an authority's order waits to be carried out instead),
 * appeal.own-decision (who decided cannot decide on the objection), appeal.own (nor who objected), appeal.none.
 */
export function decideCase(app: App, who: ReaderVisitor, choice: Decide & { caseId: string }): Promise<Decided> {
  return app.db.tx(tx => decideWithin(tx, { app, who }, choice))
}

/** The same in a transaction that is open: for decisions that are made together (`batch`) or only rehearsed. */
export async function decideWithin(tx: Tx, { app, who }: By, choice: Choice): Promise<Decided> {
  const found = await weigh(tx, { app, who }, choice)
  const { comment, state, standing, settled, reports, back } = found
  const drawn = rowOf({ app, who }, choice, found)
  const row: DecisionRow = { ...drawn, id: await decisionId(tx, drawn) }
  const { site, act, ground, at } = row
  await tx.insertInto('decisions').values(row).execute()
  await closeAppeals(tx, settled, row)
  const count = state === comment.state ? 0 : await moveTo(tx, comment, state)
  if (comment.kind === 'note' && isPublic(state) && !isPublic(comment.state)) await announceNote(tx, app, comment)
  // Under secrecy not even the ground is told.
  const toldRule = choice.order?.secret ? null : ground
  const told = isOnComment(act) ? toldOf({ ...row, ground: toldRule }) : comment.decision_json
  if (ACT[act].on === 'author') await keepStanding(tx, { site, reader: row.reader! })
  await tx
    .updateTable('comments')
    .set({
      reviewed_at: at,
      ...(isOnComment(act) && { decision_json: told }),
    })
    .where('site', '=', site)
    .where('story', '=', comment.story)
    .where('id', '=', comment.id)
    .execute()
  await moveCase(tx, found, { act, at })
  // What an authority orders says nothing of how right the engine is.
  if (isOnComment(act) && !choice.order)
    await learnFrom(tx, comment, { act, ground, notHeld: app.rules.notHeld, by: who.id, at })
  const story = await tx
    .selectFrom('stories')
    .select(['title', 'url'])
    .where('site', '=', site)
    .where('id', '=', comment.story)
    .executeTakeFirstOrThrow()
  const until = act === 'suspend' ? standing.suspendedUntil : null
  const secret = choice.order?.secret ?? false
  const stated =
    ACT[act].restricts && !secret
      ? await stateReasons(tx, row, { comment, story, rule: app.rules.find(ground), until })
      : null
  const no = stated?.no ?? null
  // What an authority has ordered is no decision in the sense of Art. 17 and 24(5).
  if (no !== null && !choice.order) await queueForEu(tx, app.config, { no, at })
  await answerReports(tx, app, { reports, decision: row, story: story.title })
  const changed = state !== comment.state
  await tell(tx, app, { comment, decision: row, stated, settled, back, changed, story: story.title })
  await record(tx, {
    kind: 'decision.made',
    site,
    story: comment.story,
    comment: comment.id,
    data: {
      ...answersFor(row, stated),
      ...seenToChange(comment, { state, told, rule: toldRule }),
    },
    at,
    count,
  })
  return {
    decision: {
      id: row.id,
      act,
      rule: ground,
      label: row.label,
      explanation: row.explanation,
      by: who.name,
      at: iso(at),
      automated: false,
      law: row.law,
      days: row.days,
      posts: row.posts,
      statement: no,
      reversed: false,
    },
    ...(no !== null && { statement: { no } }),
  }
}

/** What an event says of a comment whose state is another now, or its label, for those who have it before them. Pure. */
export function seenToChange(
  comment: CommentRow,
  { state, told, rule }: { state: CommentRow['state']; told: string | null; rule: string | null },
) {
  const wasPublic = isPublic(comment.state)
  const relabelled = wasPublic && labelIn(told) !== labelIn(comment.decision_json)
  if (state === comment.state && !relabelled) return {}
  const appeared = !wasPublic && isPublic(state)
  return { changed: wasPublic || appeared, appeared, id: comment.id, rootId: comment.root, state, rule }
}

interface By {
  app: App
  who: ReaderVisitor
}
type Choice = Decide & {
  caseId: string
  batch?: string
  /** An authority has ordered it; `secret`: whom it is about may not be told yet. */
  order?: { secret: boolean }
}
type Found = Awaited<ReturnType<typeof weigh>>

/** Reads what a choice is about and what it would lead to, and refuses it before anything is written. Throws Refusal: see decideCase. */
async function weigh(tx: Tx, { app, who }: By, choice: Choice) {
  const { act } = choice
  const { restricts, on } = ACT[act]
  const ground = choice.rule ?? null
  const explanation = cleanText(choice.explanation ?? '')
  const label = act === 'label' ? oneLine(choice.label ?? '') : null
  if (label === '') throw new Refusal('decision.no-label')
  if (restricts && !ground) throw new Refusal('decision.no-rule')
  if (ground !== null) app.rules.assertHolds(ground)
  if ((restricts || on === 'appeal') && !explanation.trim()) throw new Refusal('decision.no-reason')
  const { site } = app.config
  const comment = await commentOfCase(tx, site, choice.caseId)
  if (comment.reader === who.id) throw new Refusal('decision.own')
  const open = await tx
    .selectFrom('cases')
    .select(['version', 'queue', 'opened_at', 'priority'])
    .where('site', '=', site)
    .where('story', '=', comment.story)
    .where('id', '=', choice.caseId)
    .executeTakeFirst()
  if (choice.version !== undefined && choice.version !== versionOf(comment, open?.version))
    throw new Refusal('case.changed')
  if (restricts && !choice.order && (await awaitsSecretOrder(tx, comment))) throw new Refusal('order.secret')
  const objections = await openAppeals(tx, comment)
  if (on === 'appeal' && objections.length === 0) throw new Refusal('appeal.none')
  // An order settles no objection: whoever decides on that, decides on its own reasons.
  const settled = choice.order ? [] : settleAppeals(objections, { act, by: who.id })
  if (settled.length > 0 && !explanation.trim()) throw new Refusal('decision.no-reason')
  const reports = await unansweredReports(tx, comment)
  const upon = [...(await reportsAppealed(tx, settled)), ...reports]
  const notice = upon.findLast(report => report.law !== null)
  const law = ground === 'illegal' ? cleanText(choice.law ?? notice?.law ?? '').trim() || null : null
  if (restricts && ground === 'illegal' && !law) throw new Refusal('decision.no-law')
  const before = await standingOf(tx, comment)
  const at = app.clock()
  const days = act === 'suspend' ? (choice.days ?? DAYS) : null
  const posts = act === 'review' ? (choice.posts ?? POSTS) : null
  const state = await stateOfAccount(tx, comment, stateAfter(comment.state, act))
  const standing = standingAfter(before, { act, days, posts, at })
  // What is collapsed already and was reported since may be left as it is; that too is a decision.
  const relabelled = act === 'label' && isPublic(comment.state) && label !== labelIn(comment.decision_json)
  const same =
    on === 'comment'
      ? state === comment.state && !relabelled && act !== 'show' && !open?.queue
      : on === 'author' && act !== 'warn' && settled.length === 0 && sameStanding(before, standing)
  if (same) throw new Refusal('decision.no-change')
  const source: DecisionSource = choice.order ? 'order' : notice ? 'notice' : upon.length > 0 ? 'report' : 'own'
  const back = await decisionTakenBack(tx, comment, { act, settled })
  return {
    comment,
    open,
    objections,
    settled,
    reports,
    source,
    back,
    before,
    state,
    standing,
    ground,
    label,
    explanation,
    law,
    days,
    posts,
    at,
  }
}

/** Words of the newsroom that stand on one line. */
const oneLine = (text: string) => [...cleanText(text).replace(/\s+/g, ' ').trim()].slice(0, LABEL_MAX).join('')

function rowOf({ app, who }: By, { act, territory, batch }: Choice, found: Found): Omit<DecisionRow, 'id'> {
  const { comment, open, back, ground, at } = found
  const { findings, engine = null } = JSON.parse(comment.verdict_json) as KeptVerdict
  const pointedAt = findings.filter(({ rule }) => rule === ground)
  // Parley's own engine, or else the other judge who saw it.
  const judge = pointedAt.some(({ by }) => by === undefined) ? engine : (pointedAt[0]?.by ?? null)
  const before: Before = {
    state: comment.state,
    ...found.before,
    queue: open?.queue ?? null,
    reviewedAt: comment.reviewed_at,
    told: comment.decision_json,
  }
  return {
    site: comment.site,
    story: comment.story,
    case_id: caseIdOf(comment.id),
    comment: comment.id,
    act,
    ground,
    rule_version: app.rules.find(ground)?.version ?? null,
    explanation: found.explanation,
    by: who.id,
    automated: 0,
    at,
    // What takes back a decision about somebody else is about him.
    reader: (ACT[act].on === 'comment' ? null : back?.reader) ?? comment.reader,
    law: found.law,
    territory_json: territory?.length ? JSON.stringify(territory) : null,
    days: found.days,
    posts: found.posts,
    detected: Number(pointedAt.length > 0),
    source: found.source,
    before_json: JSON.stringify(before),
    reverses: back?.id ?? null,
    batch: batch ?? null,
    waited: open?.queue ? at - open.opened_at : null,
    engine: judge,
    label: found.label,
  }
}

/** Ends the case, or lets it wait for what is still open. */
async function moveCase(
  tx: Tx,
  { comment, open, objections, settled, reports, state }: Found,
  { act, at }: Pick<DecisionRow, 'act' | 'at'>,
): Promise<void> {
  await closeCase(tx, comment, at)
  const queue = queueAfter({
    objections: objections.length - settled.length,
    state,
    apart: await waitsAsAccount(tx, comment),
    // What says nothing of the reports, or of what a machine has pointed at, leaves them waiting.
    reported: answerOf(act) === null && (reports.length > 0 || open?.queue === 'reported'),
  })
  if (queue)
    await openCase(tx, comment, { queue, priority: open?.priority ?? PRIORITY.rest, at: open?.opened_at ?? at })
}

/** Where a comment's case waits: whatever is still open keeps it at the desk. Pure. */
export function queueAfter({
  objections,
  state,
  reported,
  apart,
}: {
  objections: number
  state: CommentRow['state']
  reported: boolean
  /** It waits among the accounts. */
  apart: boolean
}): Waiting | null {
  if (objections > 0) return 'appeals'
  if (state === 'held' && !apart) return 'held'
  return reported && state !== 'withdrawn' && state !== 'erased' ? 'reported' : null
}

const sameStanding = (a: Standing, b: Standing) =>
  a.suspendedUntil === b.suspendedUntil && a.bannedAt === b.bannedAt && a.reviewedPosts === b.reviewedPosts

/** The decision that another takes back: what holds of the comment, where a milder act is chosen, or else what was objected to. */
async function decisionTakenBack(
  tx: Tx,
  { site, story, id }: CommentRow,
  { act, settled }: { act: DecisionRow['act']; settled: readonly Settled[] },
): Promise<DecisionRow | null> {
  const objected = settled.find(({ outcome }) => outcome === 'reversed')?.decided ?? null
  // Who acts on the author after all leaves the comment as it was decided.
  if (!isOnComment(act)) return objected && ACT[objected.act].on !== 'comment' ? objected : null
  const decisions = await tx
    .selectFrom('decisions')
    .selectAll()
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', id)
    .orderBy('id')
    .execute()
  const back = takenBack(decisions)
  const holds = decisions.findLast(one => isOnComment(one.act) && !back.has(one.id))
  return holds && isMilder(act, holds.act) ? holds : objected
}

/** The reports whose refusal is objected to: what is decided now is decided upon them. */
async function reportsAppealed(tx: Tx, settled: readonly Objection[]): Promise<ReportRow[]> {
  const ids = settled.flatMap(({ appeal }) => appeal.report ?? [])
  if (ids.length === 0) return []
  const { site, story } = settled[0]!.appeal
  return tx
    .selectFrom('reports')
    .selectAll()
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
}

/** An authority has ordered it away in secrecy and that is not done yet: a decision like others would tell its author. */
async function awaitsSecretOrder(tx: Tx, { site, id }: CommentRow): Promise<boolean> {
  const order = await ordersOn(tx, site, id)
    .select('o.id')
    .where('o.kind', '<>', 'information')
    .where('o.secret_until', 'is not', null)
    .where('o.told_at', 'is', null)
    .where('o.effect_at', 'is', null)
    .executeTakeFirst()
  return order !== undefined
}
