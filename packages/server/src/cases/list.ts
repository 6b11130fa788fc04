import { plainText } from '@parley/contract/body.ts'
import type { CaseRow, Cases, Ground, State } from '@parley/contract/schemas.ts'
import { QUEUES, type QueueId, WAITING, type Waiting } from '@parley/contract/stream.ts'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import { bodyOf } from '../comments/body.ts'
import type { KeptVerdict } from '../comments/own.ts'
import { faced, iso } from '../comments/queries.ts'
import { caseIdOf, commentIdOf } from '../db/ids.ts'
import type { Reading } from '../db/open.ts'
import { labelIn } from '../decisions/acts.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { PRIORITY } from './priority.ts'
import { versionOf } from './queries.ts'
import { latestWatched, type WatchRecord, watchedCount, watchesOf, whyWatched } from './watch.ts'

/** What a moderator looks for: words anywhere, or in one place; all of it has to fit. */
export interface Looked {
  search: string
  author: string
  story: string
  rule: Ground | null
  state: State | null
  /** Posted in this time, in milliseconds. */
  from: number
  to: number
}

/** A comment in a list, and where the page after it begins. */
interface Key {
  comment: string
  cursor: string
}

/** How many wait in each queue, for somebody at the desk. */
export async function queueCountsFor(
  app: App,
  who: Pick<ReaderVisitor, 'id'>,
  counts = queueCounts(app),
): Promise<{ id: QueueId; count: number }[]> {
  const own = await watchedCount(app, who)
  return (await counts).map(one => (one.id === 'watched' ? { ...one, count: own } : one))
}

/** How many wait in each queue, whoever asks. What is decided, and everything, waits for nobody. */
export async function queueCounts(app: App): Promise<{ id: QueueId; count: number }[]> {
  const { site } = app.config
  const db = app.db.read
  const waiting = await db
    .selectFrom('cases')
    .select(['queue', eb => eb.fn.countAll<number>().as('count')])
    .where('site', '=', site)
    .where('queue', 'is not', null)
    .groupBy('queue')
    .execute()
  const counts = new Map<QueueId | null, number>(waiting.map(row => [row.queue, Number(row.count)]))
  for (const [queue, keys] of [
    ['threats', threats(db, site)],
    ['illegal', illegal(db, site)],
    // Beyond this nobody reads the number; counting it all would be a scan.
    ['new', unreviewed(db, site).limit(NEW_COUNTED)],
  ] as const) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from (${keys}) as t`.execute(db)
    counts.set(queue, Number(rows[0]!.n))
  }
  return QUEUES.map(id => ({ id, count: counts.get(id) ?? 0 }))
}

const NEW_COUNTED = 1000

const open = (db: Reading, site: string) =>
  db.selectFrom('cases as k').select(['k.id', 'k.priority']).where('k.site', '=', site).where('k.queue', 'is not', null)

const threats = (db: Reading, site: string) => open(db, site).where('k.priority', '>=', PRIORITY.threat)

/** With a notice of something illegal that nobody has answered. */
const illegal = (db: Reading, site: string) =>
  open(db, site).where(
    'k.id',
    'in',
    db
      .selectFrom('reports as p')
      .select('p.case_id')
      .where('p.site', '=', site)
      .where('p.law', 'is not', null)
      .where('p.decision', 'is', null),
  )

/** Public, not looked at by anyone, and not waiting in another queue. */
const unreviewed = (db: Reading, site: string) =>
  db
    .selectFrom('comments as c')
    .select('c.id')
    .where('c.site', '=', site)
    .where(
      sql<boolean>`c.reviewed_at is null and c.state = 'shown' and not exists (select 1 from cases o
        where o.site = c.site and o.story = c.story and o.id = ${caseIdIn('c')} and o.queue is not null)`,
    )

/** A comment’s case by its own key: found at once, however many there are in the story. */
const caseIdIn = (c: string) => sql.raw<string>(`'k_' || substr(${c}.id, 3)`)

/**
 * A page of a queue. Where cases wait: the most pressing first, then the longest waiting; new, watched and decided ones, and what was searched for: latest first.
 * Throws Refusal('cursor.invalid').
 */
export async function casesIn(
  app: App,
  who: Pick<ReaderVisitor, 'id'>,
  { queue, after, limit, looked }: { queue: QueueId; after: string | null; limit: number; looked: Looked | null },
): Promise<Cases> {
  const cursor = after === null ? null : /^(\d{1,15})~([ckd]_[0-9a-z]{10,30})$/.exec(after)
  if (after !== null && !cursor) throw new Refusal('cursor.invalid')
  const watches =
    queue === 'watched' ? await watchesOf(app.db.read, app.config.site, { by: who.id, now: app.clock() }) : []
  const page = { watches, after: cursor && { no: Number(cursor[1]), id: cursor[2]! }, limit: limit + 1 }
  const found = looked ? await searched(app, { queue, looked, ...page }) : await keysIn(app, { queue, ...page })
  const keys = found.slice(0, limit)
  return {
    cases: await rowsOf(
      app,
      keys.map(({ comment }) => comment),
      queue === 'watched' ? watches : null,
    ),
    next: found.length > limit ? keys.at(-1)!.cursor : null,
  }
}

interface Page {
  queue: QueueId
  /** What whoever asks watches, where that is asked for. */
  watches: readonly WatchRecord[]
  after: { no: number; id: string } | null
  limit: number
}

const isWaiting = (queue: QueueId): queue is Waiting => (WAITING as readonly string[]).includes(queue)

/** Only the keys of a page, from indexes alone: what is shown of each is read for those on the page. */
async function keysIn(app: App, { queue, watches, after, limit }: Page): Promise<Key[]> {
  const { site } = app.config
  const db = app.db.read
  if (queue === 'new' || queue === 'all') {
    const all =
      queue === 'new' ? unreviewed(db, site) : db.selectFrom('comments as c').select('c.id').where('c.site', '=', site)
    const rows = await (after ? all.where('c.id', '<', commentIdOf(after.id)) : all)
      .orderBy('c.id', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ id }) => ({ comment: id, cursor: `0~${id}` }))
  }
  if (queue === 'watched') {
    const ids = await latestWatched(db, site, { watches, before: after && commentIdOf(after.id), limit })
    return ids.map(id => ({ comment: id, cursor: `0~${id}` }))
  }
  if (queue === 'decided') {
    const last = lastDecisions(db, site)
    const rows = await (after ? last.where('d.id', '<', after.id) : last).orderBy('d.id', 'desc').limit(limit).execute()
    return rows.map(({ id, comment }) => ({ comment, cursor: `0~${id}` }))
  }
  const waiting = isWaiting(queue)
    ? open(db, site).where('k.queue', '=', queue)
    : queue === 'threats'
      ? threats(db, site)
      : illegal(db, site)
  const rows = await (after
    ? waiting.where(sql<boolean>`(k.priority < ${after.no} or (k.priority = ${after.no} and k.id > ${after.id}))`)
    : waiting
  )
    .orderBy('k.priority', 'desc')
    .orderBy('k.id')
    .limit(limit)
    .execute()
  return rows.map(({ id, priority }) => ({ comment: commentIdOf(id), cursor: `${priority}~${id}` }))
}

/** The last decision on each comment; what was undone, and what a program holds for a person, waits. */
const lastDecisions = (db: Reading, site: string) =>
  db
    .selectFrom('decisions as d')
    .select(['d.id', 'd.comment'])
    .where('d.site', '=', site)
    .where('d.act', 'not in', ['undo', 'hold'])
    .where(
      sql<boolean>`not exists (select 1 from decisions x
        where x.site = d.site and x.story = d.story and x.comment = d.comment and x.id > d.id)`,
    )

async function searched(
  app: App,
  { queue, watches, looked: { search, rule, state, ...looked }, after, limit }: Page & { looked: Looked },
): Promise<Key[]> {
  if (queue === 'watched' && !watches.length) return []
  const found = await app.db.search({
    site: app.config.site,
    words: search,
    ...looked,
    under: queue === 'watched' ? watches : null,
    marks: [
      ...(queue === 'all' || queue === 'watched' ? [] : [isWaiting(queue) ? `queue_${queue}` : queue]),
      ...(rule ? [`rule_${rule.replaceAll('-', '_')}`] : []),
      ...(state ? [`state_${state}`] : []),
    ],
    before: after?.no ?? null,
    limit,
  })
  return found.map(({ no, id }) => ({ comment: id, cursor: `${no}~${id}` }))
}

/** Other open cases of a comment’s author, latest first. */
export async function othersOf(app: App, { id, reader }: { id: string; reader: string }): Promise<CaseRow[]> {
  const found = await app.db.search({
    site: app.config.site,
    words: '',
    author: '',
    story: '',
    marks: [reader, 'open'],
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    before: null,
    limit: OTHERS + 1,
  })
  const ids = found.map(one => one.id).filter(one => one !== id)
  return rowsOf(app, ids.slice(0, OTHERS))
}

const OTHERS = 5

/** Comments as the desk lists them, with what is read beside them. */
export const listed = (db: Reading) =>
  faced(db)
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .leftJoin('cases as k', join =>
      join.onRef('k.site', '=', 'c.site').onRef('k.story', '=', 'c.story').on('k.id', '=', caseIdIn('c')),
    )
    .leftJoin('readers as a', join => join.onRef('a.site', '=', 'k.site').onRef('a.id', '=', 'k.assigned_to'))
    .select([
      's.url as story_url',
      's.title as story_title',
      'k.queue',
      'k.reports',
      'k.priority',
      'k.version as case_version',
      'a.id as assigned_id',
      'a.name as assigned_name',
    ])
export type Listed = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]

async function rowsOf(
  app: App,
  ids: readonly string[],
  watches: readonly WatchRecord[] | null = null,
): Promise<CaseRow[]> {
  if (!ids.length) return []
  const { site } = app.config
  const rows = await listed(app.db.read).where('c.site', '=', site).where('c.id', 'in', ids).execute()
  const decisions = await app.db.read
    .selectFrom('comments as c')
    .innerJoin('decisions as d', join =>
      join
        .onRef('d.site', '=', 'c.site')
        .onRef('d.story', '=', 'c.story')
        .on(
          'd.id',
          '=',
          sql<string>`(select max(x.id) from decisions x where x.site = c.site and x.story = c.story and x.comment = c.id)`,
        ),
    )
    .leftJoin('readers as who', join => join.onRef('who.site', '=', 'd.site').onRef('who.id', '=', 'd.by'))
    .select(['d.comment', 'd.act', 'd.ground', 'd.at', 'who.name as by'])
    .where('c.site', '=', site)
    .where('c.id', 'in', ids)
    .execute()
  const last = new Map(decisions.map(one => [one.comment, one]))
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => {
    const row = byId.get(id)
    return row ? [{ ...caseRow(row, last.get(id)), ...(watches && { watched: whyWatched(row, watches) }) }] : []
  })
}

const EXCERPT = 240

/** What a list shows of a case. */
export function caseRow(
  row: Listed,
  decision?: { act: NonNullable<CaseRow['decided']>['act']; ground: Ground | null; at: number; by: string | null },
): CaseRow {
  const { findings } = JSON.parse(row.verdict_json) as KeptVerdict
  // What words were found tells more than that it is somebody's first comment.
  const strongest = findings.toSorted(
    (a, b) => Number(a.rule === 'house') - Number(b.rule === 'house') || b.score - a.score,
  )[0]
  const words = plainText(bodyOf(row.text))
  return {
    id: caseIdOf(row.id),
    commentId: row.id,
    queue: row.queue ?? (row.reviewed_at === null && row.state === 'shown' ? 'new' : null),
    excerpt: words.length > EXCERPT ? `${words.slice(0, EXCERPT).replace(/[\ud800-\udbff]$/, '')}…` : words,
    state: row.state,
    kind: row.kind,
    authorName: row.author_name,
    storyTitle: row.story_title,
    storyUrl: row.story_url,
    postedAt: iso(row.posted_at),
    reports: row.reports ?? 0,
    ...(row.queue && row.priority === PRIORITY.flagged && { flagged: true }),
    finding: strongest ? { rule: strongest.rule, label: strongest.label, score: strongest.score } : null,
    assignedTo: row.assigned_id === null ? null : { id: row.assigned_id, name: row.assigned_name! },
    label: row.state === 'shown' ? labelIn(row.decision_json) : null,
    decided: decision
      ? { act: decision.act, rule: decision.ground, by: decision.by ?? '', at: iso(decision.at) }
      : null,
    version: versionOf(row, row.case_version),
  }
}
