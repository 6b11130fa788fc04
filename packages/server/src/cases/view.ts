import type { CaseView, Finding } from '@parley/contract/schemas.ts'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import { ordersAbout } from '../authorities/show.ts'
import { bodyOf } from '../comments/body.ts'
import { type KeptVerdict, toldVerdict } from '../comments/own.ts'
import { type CommentRow, faced, iso } from '../comments/queries.ts'
import { commentIdOf } from '../db/ids.ts'
import type { Reading } from '../db/open.ts'
import { escalationsOf } from '../escalation/show.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { noteToChange } from '../notes/queries.ts'
import { caseRow, listed, othersOf } from './list.ts'
import { notesOn } from './notes.ts'
import { watchesOf, watchingOf } from './watch.ts'

const PARENTS = 3

/** As it is called now. */
const flaggerName = sql<
  string | null
>`(select f.name from flaggers f where f.site = reports.site and f.id = reports.flagger
  order by f.version desc limit 1)`

/** Everything about one comment that the desk decides on; whoever wrote it is not told who reported it, at the desk either. Throws Refusal('case.unknown'). */
export async function caseToDecide(app: App, who: ReaderVisitor, id: string): Promise<CaseView> {
  const { site, language } = app.config
  const db = app.db.read
  const row = await listed(db).where('c.site', '=', site).where('c.id', '=', commentIdOf(id)).executeTakeFirst()
  if (!row) throw new Refusal('case.unknown')
  const note = row.kind === 'note' ? await noteToChange(db, site, row.id) : null
  const [appeals, others, notes, reports, decisions, revisions, author, parents] = [
    await openObjections(db, site, row.id),
    await othersOf(app, row),
    await notesOn(db, site, id),
    await db
      .selectFrom('reports')
      .leftJoin('readers as who', join =>
        join.onRef('who.site', '=', 'reports.site').onRef('who.id', '=', 'reports.reader'),
      )
      .select([
        'reports.reference',
        'reports.ground',
        'reports.explanation',
        'reports.law',
        'reports.at',
        'reports.reader',
        'reports.revision',
        'reports.source',
        'who.name as reporter',
      ])
      .select(flaggerName.as('flagger'))
      .where('reports.site', '=', site)
      .where('reports.story', '=', row.story)
      .where('reports.comment', '=', row.id)
      .orderBy('reports.id')
      .execute(),
    await decisionsOn(db, site, row),
    await db
      .selectFrom('revisions')
      .select(['no', 'at', 'text'])
      .where('site', '=', site)
      .where('story', '=', row.story)
      .where('comment', '=', row.id)
      .orderBy('no')
      .execute(),
    await recordOf(app, row.reader),
    await parentsOf(db, { ...row, parent: note?.about ?? row.parent }),
  ]
  const last = decisions.at(-1)
  const own = row.reader === who.id
  const kept = JSON.parse(row.verdict_json) as KeptVerdict
  const findings: Finding[] = toldVerdict(language, kept, 'desk').findings.map((finding, i) => {
    const { said } = kept.findings[i]!
    return said === undefined ? finding : { ...finding, message: `${finding.message} “${said}”` }
  })
  return {
    ...caseRow(row),
    decided: last ? { act: last.act, rule: last.rule, by: last.by, at: last.at } : null,
    text: row.text,
    body: bodyOf(row.text),
    findings,
    ...judgedBy(kept),
    parents,
    reportList: reports.map(report => ({
      reference: report.reference,
      rule: report.ground,
      explanation: report.explanation,
      law: report.law,
      at: iso(report.at),
      reporter: own ? null : report.reporter,
      reporterId: own ? null : report.reader,
      revision: report.revision,
      ...(!own && report.flagger !== null && { flagger: report.flagger }),
      ...(report.source !== null && { source: report.source }),
    })),
    author: { id: row.reader, name: row.author_name, ...author, nudgedAndPosted: row.nudged_at !== null },
    revisions: revisions.map(({ no, at, text }) => ({ no, at: iso(at), text })),
    decisions,
    escalations: await escalationsOf(app, row.id),
    orders: await ordersAbout(app, row.id),
    appeals,
    watching: watchingOf(row, await watchesOf(db, site, { by: who.id, now: app.clock() })),
    others,
    notes,
    ...(note && { note: { kind: note.kind, claim: note.claim, sources: JSON.parse(note.sources_json) } }),
  }
}

function judgedBy({ engine, language = null, scores = null, thresholds = {} }: KeptVerdict): Pick<CaseView, 'judged'> {
  return engine === undefined ? {} : { judged: { engine, language, scores, thresholds } as CaseView['judged'] & object }
}

async function decisionsOn(db: Reading, site: string, comment: { story: string; id: string }) {
  const rows = await db
    .selectFrom('decisions as d')
    .leftJoin('readers as who', join => join.onRef('who.site', '=', 'd.site').onRef('who.id', '=', 'd.by'))
    .leftJoin('statements as t', join => join.onRef('t.site', '=', 'd.site').onRef('t.decision', '=', 'd.id'))
    .select([
      'd.id',
      'd.act',
      'd.ground',
      'd.explanation',
      'd.at',
      'd.automated',
      'd.law',
      'd.days',
      'd.posts',
      'd.reverses',
      'd.label',
      't.no as statement',
      'who.name as by',
    ])
    .where('d.site', '=', site)
    .where('d.story', '=', comment.story)
    .where('d.comment', '=', comment.id)
    .orderBy('d.id')
    .execute()
  const taken = new Map(rows.map(row => [row.reverses, row.id]))
  // What took it back may have been taken back itself.
  const reversed = (id: string): boolean => taken.has(id) && !reversed(taken.get(id)!)
  return rows.map(row => ({
    id: row.id,
    act: row.act,
    rule: row.ground,
    label: row.label,
    explanation: row.explanation,
    by: row.by ?? '',
    at: iso(row.at),
    automated: row.automated === 1,
    law: row.law,
    days: row.days,
    posts: row.posts,
    statement: row.statement,
    reversed: reversed(row.id),
  }))
}

async function openObjections(db: Reading, site: string, comment: string): Promise<CaseView['appeals']> {
  const rows = await db
    .selectFrom('appeals as a')
    .innerJoin('decisions as d', join => join.onRef('d.site', '=', 'a.site').onRef('d.id', '=', 'a.decision'))
    .leftJoin('readers as who', join => join.onRef('who.site', '=', 'd.site').onRef('who.id', '=', 'd.by'))
    .select(['a.id', 'a.decision', 'a.side', 'a.text', 'a.at', 'who.name as by'])
    .where('a.site', '=', site)
    .where('a.comment', '=', comment)
    .where('a.decided_at', 'is', null)
    .orderBy('a.id')
    .execute()
  return rows.map(({ by, at, ...row }) => ({ ...row, at: iso(at), decidedBy: by ?? '' }))
}

async function recordOf({ db: { read: db }, config: { site }, clock }: App, reader: string) {
  const now = clock()
  const comments = db.selectFrom('comments').where('site', '=', site).where('reader', '=', reader)
  const [all, removed, who] = [
    await comments.select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
    await comments
      .where('state', '=', 'removed')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
    await db
      .selectFrom('readers')
      .select(['created_at', 'suspended_until', 'banned_at', 'reviewed_posts'])
      .where('site', '=', site)
      .where('id', '=', reader)
      .executeTakeFirstOrThrow(),
  ]
  return {
    since: iso(who.created_at),
    comments: Number(all.n),
    removed: Number(removed.n),
    suspendedUntil: who.suspended_until !== null && who.suspended_until > now ? iso(who.suspended_until) : null,
    banned: who.banned_at !== null,
    reviewedPosts: Number(who.reviewed_posts),
  }
}

/** What it answers; of a note, what it is about. */
async function parentsOf(db: Reading, row: CommentRow) {
  const parents: CaseView['parents'] = []
  for (let up = row.parent; up && parents.length < PARENTS; ) {
    const parent = await faced(db)
      .where('c.site', '=', row.site)
      .where('c.story', '=', row.story)
      .where('c.id', '=', up)
      .executeTakeFirstOrThrow()
    parents.unshift({ id: parent.id, authorName: parent.author_name, text: parent.text, state: parent.state })
    up = parent.parent
  }
  return parents
}
