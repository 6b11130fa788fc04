import type { Decided, DecideReporter, ReporterRecord } from '@parley/contract/schemas.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { openAppeals } from '../appeals/settle.ts'
import { iso } from '../comments/queries.ts'
import { answersFor } from '../db/chain.ts'
import { record } from '../db/events.ts'
import { caseIdOf } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import { ACT, standingAfter, takenBack } from '../decisions/acts.ts'
import type { Before } from '../decisions/decide.ts'
import { decisionId, keepStanding, standingOf } from '../decisions/standing.ts'
import { type DecisionRow, stateReasons } from '../decisions/statements.ts'
import { tell } from '../decisions/tell.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { storyById } from '../stories/queries.ts'
import { answerTakenBack, REMEMBERED, wasRight } from './reporters.ts'

/** How long a pause lasts where nothing else is said. */
const DAYS = 30
/** What is decided about unfounded reports is decided under this law. */
const MISUSE_LAW = 'Regulation (EU) 2022/2065, Art. 23(2)'
/** How many unfounded reports are shown. */
const SHOWN = 20

/**
 * What is known of a reader who reports, by the four criteria of DSA Art. 23(3), for a person to decide upon.
 * Throws Refusal('reporter.unknown').
 */
export async function reporterRecord(app: App, id: string): Promise<ReporterRecord> {
  const { site } = app.config
  const db = app.db.read
  const who = await readerToWeigh(db, site, id)
  const reports = await reportsBy(db, { site, reader: id, at: app.clock() })
  const decisions = await decisionsAbout(db, { site, reader: id })
  const warning = lastWarning(decisions)
  const right = reports.filter(report => report.right === true)
  const unfounded = reports.filter(report => report.right === false)
  const waiting = reports.filter(({ outcome }) => outcome === null)
  const byAuthor = Map.groupBy(unfounded, ({ author }) => author)
  const threats = unfounded.filter(({ ground }) => ground === 'threats').length
  const illegal = unfounded.filter(({ ground }) => ground === 'illegal').length
  const back = takenBack(decisions)
  return {
    reader: { id, name: who.name, since: iso(who.created_at) },
    number: {
      reports: reports.length,
      upheld: right.length,
      unfounded: unfounded.length,
      waiting: waiting.length,
    },
    share: right.length + unfounded.length ? unfounded.length / (right.length + unfounded.length) : null,
    gravity: { threats, illegal, other: unfounded.length - threats - illegal },
    intent: {
      sameAuthor: Math.max(0, ...[...byAuthor.values()].map(one => one.length)),
      unexplained: unfounded.filter(({ explanation }) => !explanation.trim()).length,
      sinceWarning: warning ? unfounded.filter(({ at }) => at > warning.at).length : 0,
    },
    warnedAt: warning ? iso(warning.at) : null,
    pausedUntil: who.reports_paused_until === null ? null : iso(who.reports_paused_until),
    unfounded: unfounded.slice(0, SHOWN).map(report => ({
      reference: report.reference,
      caseId: report.case_id,
      at: iso(report.at),
      rule: report.ground,
      law: report.law,
      explanation: report.explanation,
      storyTitle: report.title,
    })),
    decisions: decisions.map(one => ({
      id: one.id,
      act: one.act,
      rule: null,
      label: null,
      explanation: one.explanation,
      by: one.name ?? '',
      at: iso(one.at),
      automated: false,
      law: one.law,
      days: one.days,
      posts: null,
      statement: one.no,
      reversed: back.has(one.id),
    })),
  }
}

/**
 * Warns a reader whose reports have no ground, pauses his reporting where he goes on after that, or takes back the last of these: one
 * transaction with the statement of reasons, the event and the mail. The decision lies with the case that he last reported without ground, and an objection
 * to it waits there, for someone else. Source: DSA Art. 23(2).
 * Throws Refusal: reporter.unknown, decision.own, decision.no-reason, decision.no-change, undo.appealed, reporter.no-ground,
 * reporter.no-warning.
 */
export async function decideReporter(
  app: App,
  who: ReaderVisitor,
  choice: DecideReporter & { reader: string },
): Promise<Decided> {
  const { act, reader } = choice
  const explanation = cleanText(choice.explanation)
  if (!explanation.trim()) throw new Refusal('decision.no-reason')
  if (reader === who.id) throw new Refusal('decision.own')
  return app.db.tx(async tx => {
    const { site } = app.config
    const at = app.clock()
    await readerToWeigh(tx, site, reader)
    const before = await standingOf(tx, { site, reader })
    const ground = await groundFor(tx, { site, reader, at }, act)
    const days = act === 'pause-reports' ? (choice.days ?? DAYS) : null
    const until = days === null ? null : standingAfter(before, { act, days, posts: null, at }).reportsPausedUntil
    if (until !== null && until === before.reportsPausedUntil) throw new Refusal('decision.no-change')
    const { comment, story } = await commentOf(tx, site, ground)
    const back = 'act' in ground ? ground : null
    const drawn: Omit<DecisionRow, 'id'> = {
      site,
      story: comment.story,
      case_id: caseIdOf(comment.id),
      comment: comment.id,
      act,
      ground: null,
      rule_version: null,
      explanation,
      by: who.id,
      automated: 0,
      at,
      reader,
      law: MISUSE_LAW,
      territory_json: null,
      days,
      posts: null,
      detected: 0,
      source: 'own',
      before_json: JSON.stringify({
        ...before,
        state: comment.state,
        queue: null,
        reviewedAt: comment.reviewed_at,
        told: comment.decision_json,
      } satisfies Before),
      reverses: back?.id ?? null,
      batch: null,
      waited: null,
      engine: null,
      label: null,
    }
    const row: DecisionRow = { ...drawn, id: await decisionId(tx, drawn) }
    await tx.insertInto('decisions').values(row).execute()
    await keepStanding(tx, { site, reader })
    const stated = back ? null : await stateReasons(tx, row, { comment, story, rule: undefined, until })
    await tell(tx, app, { comment, decision: row, stated, settled: [], back, changed: false, story: story.title })
    await record(tx, {
      kind: 'decision.made',
      site,
      story: comment.story,
      comment: comment.id,
      data: answersFor(row, stated),
      at,
    })
    return {
      decision: {
        id: row.id,
        act,
        rule: null,
        explanation,
        label: null,
        by: who.name,
        at: iso(at),
        automated: false,
        law: row.law,
        days,
        posts: null,
        statement: stated?.no ?? null,
        reversed: false,
      },
      ...(stated && { statement: { no: stated.no } }),
    }
  })
}

/**
 * Upon what is decided: the last report without ground, or for `lift` the decision that it takes back.
 * Throws Refusal: decision.no-change, undo.appealed, reporter.no-ground, reporter.no-warning.
 */
async function groundFor(
  tx: Tx,
  who: { site: string; reader: string; at: number },
  act: DecideReporter['act'],
): Promise<ReportOf | DecisionRow> {
  const decisions = await decisionsAbout(tx, who)
  if (act === 'lift') {
    const back = takenBack(decisions)
    const last = decisions.findLast(one => ACT[one.act].on === 'reporter' && !back.has(one.id))
    if (!last) throw new Refusal('decision.no-change')
    const objections = await openAppeals(tx, { site: who.site, id: last.comment })
    if (objections.some(({ decided }) => decided.id === last.id)) throw new Refusal('undo.appealed')
    return last
  }
  const unfounded = (await reportsBy(tx, who)).filter(({ right }) => right === false)
  if (!unfounded[0]) throw new Refusal('reporter.no-ground')
  const warning = lastWarning(decisions)
  if (act === 'pause-reports' && !(warning && unfounded.some(({ at }) => at > warning.at)))
    throw new Refusal('reporter.no-warning')
  return unfounded[0]
}

async function readerToWeigh(db: Reading, site: string, id: string) {
  const who = await db
    .selectFrom('readers')
    .select(['name', 'created_at', 'reports_paused_until'])
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!who) throw new Refusal('reporter.unknown')
  return who
}

type ReportOf = Awaited<ReturnType<typeof reportsBy>>[number]

/** A reader's reports of the last twelve months, newest first. */
async function reportsBy(db: Reading, { site, reader, at }: { site: string; reader: string; at: number }) {
  const rows = await db
    .selectFrom('reports as r')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'r.site').onRef('c.story', '=', 'r.story').onRef('c.id', '=', 'r.comment'),
    )
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'r.site').onRef('s.id', '=', 'r.story'))
    .select([
      'r.reference',
      'r.story',
      'r.comment',
      'r.case_id',
      'r.at',
      'r.ground',
      'r.law',
      'r.explanation',
      'r.outcome',
      answerTakenBack.as('back'),
      'c.reader as author',
      's.title',
    ])
    .where('r.site', '=', site)
    .where('r.reader', '=', reader)
    .where('r.at', '>', at - REMEMBERED)
    .orderBy('r.at', 'desc')
    .orderBy('r.id', 'desc')
    .execute()
  return rows.map(row => ({ ...row, right: wasRight(row) }))
}

/** What was decided about a reader's reports, and what took that back; oldest first. */
async function decisionsAbout(
  db: Reading,
  { site, reader }: { site: string; reader: string },
): Promise<(DecisionRow & { name: string | null; no: number | null })[]> {
  const all = await db
    .selectFrom('decisions as d')
    .leftJoin('readers as who', join => join.onRef('who.site', '=', 'd.site').onRef('who.id', '=', 'd.by'))
    .leftJoin('statements as t', join => join.onRef('t.site', '=', 'd.site').onRef('t.decision', '=', 'd.id'))
    .selectAll('d')
    .select(['who.name', 't.no'])
    .where('d.site', '=', site)
    .where('d.reader', '=', reader)
    .orderBy('d.id')
    .execute()
  const about = new Set<string>()
  return all.filter(({ id, act, reverses }) => {
    const kept = ACT[act].on === 'reporter' || (reverses !== null && about.has(reverses))
    if (kept) about.add(id)
    return kept
  })
}

function lastWarning(decisions: readonly DecisionRow[]): DecisionRow | undefined {
  const back = takenBack(decisions)
  return decisions.findLast(({ id, act }) => act === 'warn-reporter' && !back.has(id))
}

async function commentOf(tx: Tx, site: string, { story, comment }: { story: string; comment: string }) {
  const row = await tx
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', comment)
    .executeTakeFirstOrThrow()
  const { title, url } = (await storyById(tx, site, story))!
  return { comment: row, story: { title, url } }
}
