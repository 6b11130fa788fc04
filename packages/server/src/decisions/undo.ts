import type { Undone } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { openAppeals } from '../appeals/settle.ts'
import { PRIORITY } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import type { CommentRow } from '../comments/queries.ts'
import { isPublic, moveTo } from '../comments/state.ts'
import { answersFor } from '../db/chain.ts'
import { record } from '../db/events.ts'
import type { Tx } from '../db/open.ts'
import { stateOfAccount, waitsAsAccount } from '../eyewitness/state.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { problemOf, Refusal } from '../http/problems.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { forgetDecision } from '../learning/queries.ts'
import { announceNote } from '../notes/tell.ts'
import { answerReports, emailOf, unansweredReports } from '../reports/answer.ts'
import { ACT, stateAfter } from './acts.ts'
import { type Before, queueAfter, seenToChange } from './decide.ts'
import { decisionId, keepStanding, standingOf } from './standing.ts'
import { type DecisionRow, statementLink } from './statements.ts'

/** How long a decision can be undone, in milliseconds; after that one decides again. */
const UNDO = 86_400_000

/**
 * Takes back one decision (`d_…`) or a whole batch (`b_…`, the latest first): by whoever made it, or an editor, within 24 hours.
 * Each is a new decision that `reverses` the old one: state, counts, the author’s standing and the case are as they were, reports and
 * appeals that it had answered wait again, and whoever had been told is told. The statement of reasons stays, and says that it was taken back.
 * Throws Refusal: decision.unknown; for a single one also undo.program, undo.not-yours, undo.late, undo.later, undo.appealed, undo.twice, decision.own.
 */
export async function undo(app: App, who: ReaderVisitor, id: string): Promise<Undone> {
  return app.db.tx(async tx => {
    const decisions = await tx
      .selectFrom('decisions')
      .selectAll()
      .where('site', '=', app.config.site)
      .where(id.startsWith('b_') ? 'batch' : 'id', '=', id)
      .orderBy('id', 'desc')
      .execute()
    if (!decisions.length) throw new Refusal('decision.unknown')
    const answer: Undone = { undone: [], problems: [] }
    for (const decision of decisions) {
      // Refused before anything is written, so that the others of a batch can go on.
      const problem = await whyNot(tx, app, { who, decision })
      if (problem && decisions.length === 1) throw problem
      if (problem) {
        const { code, detail } = problemOf(problem, app.config.language, '')
        answer.problems.push({ decision: decision.id, code, detail })
      } else {
        await takeBack(tx, app, { who, decision })
        answer.undone.push({ decision: decision.id, caseId: decision.case_id })
      }
    }
    return answer
  })
}

async function whyNot(
  tx: Tx,
  app: App,
  { who, decision }: { who: ReaderVisitor; decision: DecisionRow },
): Promise<Refusal | null> {
  const { site } = decision
  if (decision.automated === 1) return new Refusal('undo.program')
  const mayUndo = decision.by === who.id || who.role === 'editor' || who.role === 'admin'
  if (!mayUndo) return new Refusal('undo.not-yours')
  if (decision.reader === who.id) return new Refusal('decision.own')
  if (decision.act === 'undo' || decision.before_json === null) return new Refusal('undo.twice')
  const others = tx.selectFrom('decisions').select('id').where('site', '=', site)
  if (await others.where('reverses', '=', decision.id).where('act', '=', 'undo').executeTakeFirst())
    return new Refusal('undo.twice')
  if (app.clock() - decision.at > UNDO) return new Refusal('undo.late')
  const appealed = await tx
    .selectFrom('appeals')
    .select('id')
    .where('site', '=', site)
    .where('comment', '=', decision.comment)
    .where('decision', '=', decision.id)
    .executeTakeFirst()
  if (appealed) return new Refusal('undo.appealed')
  const since = tx
    .selectFrom('decisions as d')
    .select('d.id')
    .where('d.site', '=', site)
    .where('d.id', '>', decision.id)
    .where('d.act', '<>', 'undo')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('decisions as u')
            .select('u.id')
            .whereRef('u.site', '=', 'd.site')
            .whereRef('u.reverses', '=', 'd.id')
            .where('u.act', '=', 'undo'),
        ),
      ),
    )
  const later = await since
    .where('d.story', '=', decision.story)
    .where('d.comment', '=', decision.comment)
    .executeTakeFirst()
  return later ? new Refusal('undo.later') : null
}

async function takeBack(
  tx: Tx,
  app: App,
  { who, decision }: { who: ReaderVisitor; decision: DecisionRow },
): Promise<void> {
  const { site } = decision
  const now = app.clock()
  const before = JSON.parse(decision.before_json!) as Before
  const comment = await tx
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', site)
    .where('story', '=', decision.story)
    .where('id', '=', decision.comment)
    .executeTakeFirstOrThrow()
  const standing = await standingOf(tx, comment)
  const found: Before = {
    state: comment.state,
    ...standing,
    queue: null,
    reviewedAt: comment.reviewed_at,
    told: comment.decision_json,
  }
  const row: DecisionRow = {
    ...decision,
    id: await decisionId(tx, { ...decision, at: now }),
    act: 'undo',
    explanation: '',
    by: who.id,
    at: now,
    days: null,
    posts: null,
    label: null,
    before_json: JSON.stringify(found),
    reverses: decision.id,
    batch: null,
    waited: null,
  }
  await tx.insertInto('decisions').values(row).execute()
  // What its author has withdrawn or rewritten since stays so.
  const stands = comment.state !== stateAfter(before.state, decision.act)
  const state = stands ? comment.state : await stateOfAccount(tx, comment, before.state)
  const count = state === comment.state ? 0 : await moveTo(tx, comment, state)
  if (comment.kind === 'note' && isPublic(state) && !isPublic(comment.state)) await announceNote(tx, app, comment)
  const told = ACT[decision.act].on === 'comment' ? before.told : comment.decision_json
  // It follows from the decisions that stand.
  if (decision.reader !== null) await keepStanding(tx, { site, reader: decision.reader })
  await tx
    .updateTable('comments')
    .set({ reviewed_at: before.reviewedAt, decision_json: told })
    .where('site', '=', site)
    .where('story', '=', comment.story)
    .where('id', '=', comment.id)
    .execute()
  if (ACT[decision.act].on === 'comment') await forgetDecision(tx, comment)
  await tellAgain(tx, app, { comment, decision, before })
  await reopen(tx, { comment: { ...comment, state }, decision, before })
  await record(tx, {
    kind: 'decision.made',
    site,
    story: comment.story,
    comment: comment.id,
    data: {
      ...answersFor(row, null),
      ...seenToChange(comment, { state, told, rule: told === null ? null : JSON.parse(told).rule }),
    },
    at: now,
    count,
  })
}

/** The case waits again for whatever is open now: objections and reports that the decision had answered, or what else it had waited for. */
async function reopen(
  tx: Tx,
  { comment, decision, before }: { comment: CommentRow; decision: DecisionRow; before: Before },
): Promise<void> {
  const { site, story } = comment
  const queue = queueAfter({
    objections: (await openAppeals(tx, comment)).length,
    state: comment.state,
    apart: await waitsAsAccount(tx, comment),
    reported: before.queue === 'reported' || (await unansweredReports(tx, comment)).length > 0,
  })
  if (!queue) return
  const kept = await tx
    .selectFrom('cases')
    .select(['priority', 'opened_at'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', decision.case_id)
    .executeTakeFirst()
  await openCase(tx, comment, {
    queue,
    priority: kept?.priority ?? PRIORITY.rest,
    at: kept?.opened_at ?? decision.at,
  })
}

/** Whom the decision was told, learns that it is taken back; what it had answered waits again. */
async function tellAgain(
  tx: Tx,
  app: App,
  { comment, decision, before }: { comment: CommentRow; decision: DecisionRow; before: Before },
): Promise<void> {
  const { site, url } = app.config
  const { title: story } = await tx
    .selectFrom('stories')
    .select('title')
    .where('site', '=', site)
    .where('id', '=', comment.story)
    .executeTakeFirstOrThrow()
  const reports = await tx
    .updateTable('reports')
    .set({ decision: null, outcome: null, decided_at: null })
    .where('site', '=', site)
    .where('story', '=', comment.story)
    .where('decision', '=', decision.id)
    .returningAll()
    .execute()
  // Of what its author has taken back since, there is nothing left to decide.
  const gone = comment.state === 'withdrawn'
  if (gone) await answerReports(tx, app, { reports, decision: null, story })
  for (const { reference, email, reader } of gone ? [] : reports) {
    const to = email ?? (reader === null ? null : await emailOf(tx, site, reader))
    const link = `${url}/d/reports/${reference}`
    if (to) await enqueueMail(tx, app, to, mailText(app, 'report-undo', { reference, story, link }))
  }
  const appeals = await tx
    .updateTable('appeals')
    .set({ decided_at: null, outcome: null, deciding: null })
    .where('site', '=', site)
    .where('comment', '=', comment.id)
    .where('deciding', '=', decision.id)
    .returning(['statement', 'reader', 'report'])
    .execute()
  const author = await emailOf(tx, site, decision.reader ?? comment.reader)
  for (const { statement, reader: who, report } of appeals) {
    const objector = who === null ? null : await emailOf(tx, site, who)
    if (statement !== null && objector) {
      const link = statementLink(app, statement)
      await enqueueMail(tx, app, objector, mailText(app, 'appeal-undo', { no: String(statement), story, link }))
    }
    if (report === null) continue
    const { reference, email, reader } = await tx
      .selectFrom('reports')
      .select(['reference', 'email', 'reader'])
      .where('site', '=', site)
      .where('story', '=', comment.story)
      .where('id', '=', report)
      .executeTakeFirstOrThrow()
    const to = email ?? (reader === null ? null : await emailOf(tx, site, reader))
    const link = `${url}/d/reports/${reference}`
    if (to) await enqueueMail(tx, app, to, mailText(app, 'report-undo', { reference, story, link }))
  }
  const stated = await tx
    .selectFrom('statements')
    .select('no')
    .where('site', '=', site)
    .where('decision', '=', decision.id)
    .executeTakeFirst()
  const published = decision.act === 'show' && before.state !== 'shown'
  const heard = appeals.some(({ statement }) => statement !== null)
  if (author && !heard && (stated || published || decision.act === 'lift'))
    await enqueueMail(
      tx,
      app,
      author,
      mailText(app, 'undo', { story, link: stated ? statementLink(app, stated.no) : `${url}/d/mine` }),
    )
}
