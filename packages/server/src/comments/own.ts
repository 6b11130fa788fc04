import type { Act, OwnComment, Verdict } from '@parley/contract/schemas.ts'
import type { ON_COMMENT } from '@parley/contract/values.ts'
import type { Scores, Thresholds } from '@parley/rules/heads.ts'
import type { App } from '../app.ts'
import type { Reading } from '../db/open.ts'
import { ACT, stateAfter, takenBack } from '../decisions/acts.ts'
import type { Faces } from '../eyewitness/face.ts'
import { Refusal, sayFinding } from '../http/problems.ts'
import type { Seen } from '../moderation/phase.ts'
import { bodyOf } from './body.ts'
import { authorOf, type FacedRow, faced, facesIn, featuredAt, iso, parentNameOf } from './queries.ts'
import { isPublic } from './state.ts'

/** A verdict as it is kept: findings with message keys, not yet in anyone's language. */
export interface KeptVerdict {
  outcome: Verdict['outcome']
  findings: Seen[]
  /** ISO 639-1; null where it was not known. Absent, as all below, where no engine judged (imports, older rows). */
  language?: string | null
  /** Version of the engine. */
  engine?: string
  /** Null where the language was not known, or the engine failed. */
  scores?: Scores | null
  /** The steps that held then. */
  thresholds?: Thresholds
}

/** Heads that say in general what these others say precisely. */
const GENERAL: ReadonlySet<string> = new Set(['toxicity', 'severe'])
const PRECISE: ReadonlySet<string> = new Set(['insult', 'identity', 'obscene', 'threat'])

/** What a writer is told: one fault once, as precisely as it was found, and nothing that has no consequence for him. */
function forWriter(findings: readonly Seen[]): Seen[] {
  const precise = findings.some(({ label }) => PRECISE.has(label))
  const general = findings.find(({ label }) => GENERAL.has(label))
  return findings.filter(one => (GENERAL.has(one.label) ? !precise && one === general : one.score > 0))
}

/** A verdict as it is told to people: no versions or thresholds. The desk is told everything that was found. */
export function toldVerdict(
  language: string,
  { outcome, findings }: KeptVerdict,
  whom: 'writer' | 'desk' = 'writer',
): Verdict {
  return {
    outcome,
    findings: (whom === 'desk' ? findings : forWriter(findings)).map(
      ({ rule, label, score, spans, message, values }) => ({
        rule,
        label,
        score,
        spans,
        message: sayFinding(language, message, values, spans.length === 0),
      }),
    ),
  }
}

const PAGE = 100
/** How long after a note somebody may edit the comment that it is about, once more, in milliseconds. */
export const TO_ANSWER = 48 * 3_600_000

/** Comments as their own author sees them, newest first: all of them, or those of one story, or one. */
export async function ownComments(
  app: App,
  reader: string,
  {
    story,
    after,
    id,
    ids,
    tx,
  }: { story?: string; after?: string | null; id?: string; ids?: readonly string[]; tx?: Reading },
): Promise<OwnComment[]> {
  const db: Reading = tx ?? app.db.read
  const { site } = app.config
  let query = faced(db)
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .select(['s.url as story_url', 's.title as story_title'])
    .where('c.site', '=', site)
    .where('c.reader', '=', reader)
    .orderBy('c.id', 'desc')
    .limit(PAGE)
  if (story) query = query.where('c.story', '=', story).where('c.kind', '<>', 'note')
  if (after && !/^c_[0-9a-z]{10,30}$/.test(after)) throw new Refusal('cursor.invalid')
  if (after) query = query.where('c.id', '<', after)
  if (id) query = query.where('c.id', '=', id)
  if (ids) query = query.where('c.id', 'in', ids)
  const rows = await query.execute()
  if (!rows.length) return []
  const decided = rows.filter(row => row.decision_json !== null).map(row => row.id)
  const decisions = decided.length
    ? await db
        .selectFrom('decisions as d')
        .leftJoin('statements as t', join => join.onRef('t.site', '=', 'd.site').onRef('t.decision', '=', 'd.id'))
        .select([
          'd.id',
          'd.comment',
          'd.act',
          'd.ground',
          'd.explanation',
          'd.at',
          'd.source',
          'd.label',
          'd.reverses',
          't.no',
        ])
        .where('d.site', '=', site)
        .where('d.story', 'in', [...new Set(rows.map(row => row.story))])
        .where('d.comment', 'in', decided)
        .orderBy('d.id')
        .execute()
    : []
  const faces = await facesIn(db, { site, story: [...new Set(rows.map(row => row.story))] }, rows)
  const onEach = Map.groupBy(decisions, ({ comment }) => comment)
  const noted = await notesAbout(db, site, rows)
  return rows.map(row => {
    const decision = decisionThatHolds(row, onEach.get(row.id) ?? [])
    return ownComment(
      app,
      row,
      // What an authority keeps secret has no statement yet.
      decision && !(decision.source === 'order' && decision.no === null)
        ? {
            act: decision.act as (typeof ON_COMMENT)[number],
            rule: decision.ground,
            label: decision.label,
            explanation: decision.explanation,
            at: iso(decision.at),
            statement: decision.no,
          }
        : undefined,
      faces,
      noted.get(row.id),
    )
  })
}

/** The last decision on a comment that nobody has taken back, as long as the comment is as it left it. Pure. */
function decisionThatHolds<D extends { id: string; act: Act; reverses: string | null }>(
  { state, reviewed_at }: FacedRow,
  decisions: readonly D[],
): D | undefined {
  const back = takenBack(decisions)
  const last = decisions.findLast(({ id, act }) => ACT[act].on === 'comment' && !back.has(id))
  // Whoever left it up has not seen words that came later.
  return last && stateAfter(state, last.act) === state && (last.act !== 'show' || reviewed_at !== null)
    ? last
    : undefined
}

/** How many public context notes are about each of some comments, and when the latest became public (ms). */
export async function notesAbout(
  db: Reading,
  site: string,
  comments: readonly Pick<FacedRow, 'id' | 'story'>[],
): Promise<Map<string, Noted>> {
  if (!comments.length) return new Map()
  const rows = await db
    .selectFrom('notes as n')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'n.site').onRef('c.story', '=', 'n.story').onRef('c.id', '=', 'n.id'),
    )
    .select(eb => ['n.about', eb.fn.countAll<number>().as('n'), eb.fn.max('n.public_at').as('latest')])
    .where('n.site', '=', site)
    .where('n.story', 'in', [...new Set(comments.map(row => row.story))])
    .where(
      'n.about',
      'in',
      comments.map(row => row.id),
    )
    .where('c.state', 'in', ['shown', 'collapsed'])
    .where('n.hidden_json', 'is', null)
    .groupBy('n.about')
    .execute()
  return new Map(
    rows.map(row => [row.about!, { n: Number(row.n), latest: row.latest === null ? null : Number(row.latest) }]),
  )
}
export interface Noted {
  n: number
  latest: number | null
}

/** Until when a comment can be edited, ms: some minutes; and once more for two days when somebody has written a note about it. Pure. */
export function editableUntil(
  row: Pick<FacedRow, 'posted_at' | 'edited_at'>,
  editMinutes: number,
  noted: number | null = null,
): number {
  const until = row.posted_at + editMinutes * 60_000
  return noted !== null && (row.edited_at === null || row.edited_at < noted)
    ? Math.max(until, noted + TO_ANSWER)
    : until
}

/** A comment as its author sees it, with the reason of the decision that holds. Pure. */
export function ownComment(
  app: App,
  row: FacedRow & { story_url: string; story_title: string },
  reason?: OwnComment['reason'],
  faces: Faces = new Map(),
  noted?: Noted,
): OwnComment {
  const until = editableUntil(row, app.config.editMinutes, noted?.latest)
  const stage = faces.get(row.id)?.stage ?? null
  const open = (row.state === 'shown' || row.state === 'held') && (stage === null || stage === 'received')
  const editable = open && app.clock() < until
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    author: authorOf(row, faces),
    body: bodyOf(row.text),
    postedAt: iso(row.posted_at),
    editedAt: row.edited_at === null ? null : iso(row.edited_at),
    respects: row.respects,
    replyCount: row.reply_count,
    rootId: row.root,
    replyTo: row.parent,
    replyToName: parentNameOf(row, faces),
    depth: row.depth,
    decision: null,
    featured: featuredAt(row),
    account: isPublic(row.state) ? (faces.get(row.id)?.account ?? null) : null,
    stage,
    text: row.text,
    storyUrl: row.story_url,
    storyTitle: row.story_title,
    editableUntil: editable ? iso(until) : null,
    notes: noted?.n ?? 0,
    verdict: toldVerdict(app.config.language, JSON.parse(row.verdict_json)),
    reason: reason ?? null,
  }
}
