import { plainText } from '@parley/contract/body.ts'
import type { CaseRow, Cases, CaseView, Finding } from '@parley/contract/schemas.ts'
import { QUEUES, type QueueId } from '@parley/contract/stream.ts'
import { type Selectable, sql } from 'kysely'
import type { App } from '../app.ts'
import { bodyOf } from '../comments/body.ts'
import { type KeptVerdict, toldVerdict } from '../comments/own.ts'
import { type CommentRow, faced, iso } from '../comments/queries.ts'
import { caseIdOf, commentIdOf } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { Refusal } from '../http/problems.ts'

export type CaseRecord = Selectable<Tables['cases']>
type CommentKey = Pick<CommentRow, 'site' | 'story' | 'id'>

/** Puts a comment's case into a queue, or raises it there. A comment has one case, for good. */
export async function openCase(
  tx: Tx,
  comment: CommentKey,
  { queue, priority, at, reports = 0 }: { queue: QueueId; priority: number; at: number; reports?: number },
): Promise<CaseRecord> {
  return tx
    .insertInto('cases')
    .values({
      site: comment.site,
      story: comment.story,
      id: caseIdOf(comment.id),
      comment: comment.id,
      queue,
      priority,
      reports,
      opened_at: at,
      closed_at: null,
      version: 1,
    })
    .onConflict(conflict =>
      conflict.columns(['site', 'story', 'id']).doUpdateSet(eb => ({
        // A held comment waits among the held even when it is reported too, and an appealed one among the appeals.
        queue: sql<QueueId>`case when cases.queue in ('held', 'appeals') then cases.queue else ${queue} end`,
        priority: sql<number>`case when cases.queue is not null and cases.priority > ${priority} then cases.priority else ${priority} end`,
        reports: eb('cases.reports', '+', reports),
        opened_at: sql<number>`case when cases.queue is null then ${at} else cases.opened_at end`,
        closed_at: null,
        version: eb('cases.version', '+', 1),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Takes a comment's case out of its queue. Where there was none there is a closed one then, so that whoever decides on an older version is told. */
export async function closeCase(tx: Tx, comment: CommentKey, at: number): Promise<void> {
  const { site, story } = comment
  await tx
    .insertInto('cases')
    .values({
      site,
      story,
      id: caseIdOf(comment.id),
      comment: comment.id,
      queue: null,
      priority: 0,
      reports: 0,
      opened_at: at,
      closed_at: at,
      version: 1,
    })
    .onConflict(conflict =>
      conflict
        .columns(['site', 'story', 'id'])
        .doUpdateSet(eb => ({ queue: null, closed_at: at, version: eb('cases.version', '+', 1) })),
    )
    .execute()
}

/** How many wait in each queue. */
export async function queueCounts(app: App): Promise<{ id: QueueId; count: number }[]> {
  const { site } = app.config
  const waiting = await app.db.read
    .selectFrom('cases')
    .select(['queue', eb => eb.fn.countAll<number>().as('count')])
    .where('site', '=', site)
    .where('queue', 'is not', null)
    .groupBy('queue')
    .execute()
  // Beyond this nobody reads the number; counting it all would be a scan.
  const capped = await app.db.read
    .selectFrom(unreviewed(app.db.read, site).select('c.id').limit(NEW_COUNTED).as('t'))
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const counts = new Map(waiting.map(row => [row.queue, Number(row.count)]))
  return QUEUES.map(id => ({ id, count: id === 'new' ? Number(capped.count) : (counts.get(id) ?? 0) }))
}

const NEW_COUNTED = 1000

/** Public, not looked at by anyone, and not waiting in another queue. */
const unreviewed = (db: Reading, site: string) =>
  faced(db)
    .where('c.site', '=', site)
    .where(
      sql<boolean>`c.reviewed_at is null and c.state = 'shown' and not exists (select 1 from cases o
        where o.site = c.site and o.story = c.story and o.comment = c.id and o.queue is not null)`,
    )

const like = (words: string) => `%${words.replace(/[\\%_]/g, sign => `\\${sign}`)}%`

/** A page of a queue. Reported and held: the most pressing first, then the longest waiting. New: newest first. Throws Refusal('cursor.invalid'). */
export async function casesIn(
  app: App,
  { queue, after, limit, search }: { queue: QueueId; after: string | null; limit: number; search: string | null },
): Promise<Cases> {
  const { site } = app.config
  const db = app.db.read
  const withStory = <Q extends ReturnType<typeof faced>>(query: Q) =>
    query
      .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
      .leftJoin('cases as k', join =>
        join.onRef('k.site', '=', 'c.site').onRef('k.story', '=', 'c.story').onRef('k.comment', '=', 'c.id'),
      )
      .select(['s.url as story_url', 's.title as story_title', 'k.reports as reports', 'k.priority as priority'])
  const cursor = after === null ? null : /^(\d{1,9})~([ck]_[0-9a-z]{10,30})$/.exec(after)
  if (after !== null && !cursor) throw new Refusal('cursor.invalid')
  let query = withStory(queue === 'new' ? unreviewed(db, site) : faced(db).where('c.site', '=', site))
  if (queue === 'new') {
    query = query.orderBy('c.id', 'desc')
    if (cursor) query = query.where('c.id', '<', commentIdOf(cursor[2]!))
  } else {
    query = query.where('k.queue', '=', queue).orderBy('k.priority', 'desc').orderBy('k.id')
    if (cursor)
      query = query.where(
        sql<boolean>`(k.priority < ${Number(cursor[1])} or (k.priority = ${Number(cursor[1])} and k.id > ${cursor[2]!}))`,
      )
  }
  if (search) {
    const words = like(search)
    query = query.where(
      sql<boolean>`(lower(c.text) like lower(${words}) escape '\\' or lower(r.name) like lower(${words}) escape '\\' or lower(s.title) like lower(${words}) escape '\\')`,
    )
  }
  const found = await query.limit(limit + 1).execute()
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    cases: rows.map(row => caseRow(row, queue)),
    next: found.length > limit && last ? `${last.priority ?? 0}~${caseIdOf(last.id)}` : null,
  }
}

type Listed = Awaited<ReturnType<ReturnType<typeof faced>['execute']>>[number] & {
  story_url: string
  story_title: string
  reports: number | null
}

const EXCERPT = 240

function caseRow<Q extends QueueId | null>(row: Listed, queue: Q): Omit<CaseRow, 'queue'> & { queue: Q } {
  const { findings } = JSON.parse(row.verdict_json) as KeptVerdict
  // What words were found tells more than that it is somebody's first comment.
  const strongest = findings.toSorted(
    (a, b) => Number(a.rule === 'house') - Number(b.rule === 'house') || b.score - a.score,
  )[0]
  const words = plainText(bodyOf(row.text))
  return {
    id: caseIdOf(row.id),
    commentId: row.id,
    queue,
    excerpt: words.length > EXCERPT ? `${words.slice(0, EXCERPT).replace(/[\ud800-\udbff]$/, '')}…` : words,
    state: row.state,
    kind: row.kind,
    authorName: row.author_name,
    storyTitle: row.story_title,
    storyUrl: row.story_url,
    postedAt: iso(row.posted_at),
    reports: row.reports ?? 0,
    finding: strongest ? { rule: strongest.rule, label: strongest.label, score: strongest.score } : null,
  }
}

/** Raised by everything that a moderator should have seen before deciding: reports, decisions, other words. */
export const versionOf = (comment: Pick<CommentRow, 'revision'>, caseVersion: number | null | undefined) =>
  comment.revision + (caseVersion ?? 0)

const PARENTS = 3

/** Everything about one comment that the desk decides on. Throws Refusal('case.unknown'). */
export async function caseToDecide(app: App, id: string): Promise<CaseView> {
  const { site, language } = app.config
  const db = app.db.read
  const row = await faced(db)
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .leftJoin('cases as k', join =>
      join.onRef('k.site', '=', 'c.site').onRef('k.story', '=', 'c.story').onRef('k.comment', '=', 'c.id'),
    )
    .select([
      's.url as story_url',
      's.title as story_title',
      'k.reports as reports',
      'k.queue as case_queue',
      'k.version as case_version',
    ])
    .where('c.site', '=', site)
    .where('c.id', '=', commentIdOf(id))
    .executeTakeFirst()
  if (!row) throw new Refusal('case.unknown')
  const [appeals, reports, decisions, revisions, author, parents] = [
    await openObjections(db, site, row.id),
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
        'who.name as reporter',
      ])
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
    await recordOf(db, site, row.reader),
    await parentsOf(db, row),
  ]
  const kept = JSON.parse(row.verdict_json) as KeptVerdict
  const findings: Finding[] = toldVerdict(language, kept, 'desk').findings.map((finding, i) => {
    const { said } = kept.findings[i]!
    return said === undefined ? finding : { ...finding, message: `${finding.message} “${said}”` }
  })
  return {
    ...caseRow(row, row.case_queue ?? (row.reviewed_at === null && row.state === 'shown' ? ('new' as const) : null)),
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
      reporter: report.reporter,
    })),
    author: { id: row.reader, name: row.author_name, ...author, nudgedAndPosted: row.nudged_at !== null },
    revisions: revisions.map(({ no, at, text }) => ({ no, at: iso(at), text })),
    decisions,
    appeals,
    version: versionOf(row, row.case_version),
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
      't.no as statement',
      'who.name as by',
    ])
    .where('d.site', '=', site)
    .where('d.story', '=', comment.story)
    .where('d.comment', '=', comment.id)
    .orderBy('d.id')
    .execute()
  const reversed = new Set(rows.map(({ reverses }) => reverses))
  return rows.map(row => ({
    id: row.id,
    act: row.act,
    rule: row.ground,
    explanation: row.explanation,
    by: row.by ?? '',
    at: iso(row.at),
    automated: row.automated === 1,
    law: row.law,
    days: row.days,
    posts: row.posts,
    statement: row.statement,
    reversed: reversed.has(row.id),
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

async function recordOf(db: Reading, site: string, reader: string) {
  const comments = db.selectFrom('comments').where('site', '=', site).where('reader', '=', reader)
  const [all, removed, who] = [
    await comments.select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
    await comments
      .where('state', '=', 'removed')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
    await db
      .selectFrom('readers')
      .select('created_at')
      .where('site', '=', site)
      .where('id', '=', reader)
      .executeTakeFirstOrThrow(),
  ]
  return { since: iso(who.created_at), comments: Number(all.n), removed: Number(removed.n) }
}

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
