import { plainText } from '@parley/contract/body.ts'
import type { CaseView, Watch, Watchable } from '@parley/contract/schemas.ts'
import { type Selectable, sql } from 'kysely'
import type { App } from '../app.ts'
import { bodyOf } from '../comments/body.ts'
import { type CommentRow, iso } from '../comments/queries.ts'
import { DESK, ring } from '../db/events.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'

/**
 * How long something is watched, in milliseconds. Watching people is not for ever: it ends by itself, and whoever still has a reason
 * begins again. Source: GDPR Art. 5(1)(c) and (e).
 */
const LASTS = 30 * 86_400_000
/** So much at once can be watched by one person: each of them is looked into for every page. */
const MOST = 50
/** Of what came under each so many are looked at for the number beside the queue. */
const COUNTED = 200

export type WatchRecord = Pick<Selectable<Tables['watches']>, 'target' | 'story' | 'after' | 'until'>

const WHAT: Record<string, Watchable> = { c: 'thread', r: 'reader', s: 'story' }
const whatOf = (target: string): Watchable => WHAT[target[0]!]!

/** What somebody watches now, what was begun last first. */
export const watchesOf = (
  db: Reading,
  site: string,
  { by, now }: { by: string; now: number },
): Promise<WatchRecord[]> =>
  db
    .selectFrom('watches')
    .select(['target', 'story', 'after', 'until'])
    .where('site', '=', site)
    .where('by', '=', by)
    .where('until', '>', now)
    .orderBy('until', 'desc')
    .orderBy('target')
    .execute()

/** The same with the names that the desk knows them by. */
export async function watched(app: App, who: ReaderVisitor): Promise<Watch[]> {
  const { site } = app.config
  const db = app.db.read
  const watches = await watchesOf(db, site, { by: who.id, now: app.clock() })
  const named = async (table: 'readers' | 'stories', column: 'name' | 'title') => {
    const ids = watches.flatMap(({ target }) => (target.startsWith(table[0]!) ? target : []))
    const { rows } = ids.length
      ? await sql<{ id: string; name: string }>`select id, ${sql.ref(column)} as name from ${sql.table(table)}
          where site = ${site} and id in (${sql.join(ids)})`.execute(db)
      : { rows: [] }
    return rows.map(({ id, name }) => [id, name] as const)
  }
  const tops = watches.flatMap(({ target, story }) => (story === null ? [] : target))
  const threads = tops.length
    ? await db.selectFrom('comments').select(['id', 'text']).where('site', '=', site).where('id', 'in', tops).execute()
    : []
  const names = new Map([
    ...(await named('readers', 'name')),
    ...(await named('stories', 'title')),
    ...threads.map(({ id, text }) => [id, plainText(bodyOf(text)).slice(0, 120).toWellFormed()] as const),
  ])
  return watches.map(({ target, until }) => ({
    id: target,
    what: whatOf(target),
    name: names.get(target) ?? '',
    until: iso(until),
  }))
}

/**
 * Begins to watch a comment's thread (by any comment in it), a reader or a story, or begins anew: for whoever asks alone, and for
 * a month. No event: nothing about the discussion changes, and a log that is kept for ever would keep who watched whom.
 * Throws Refusal: watch.unknown, watch.many.
 */
export async function watch(app: App, who: ReaderVisitor, id: string): Promise<Watch[]> {
  const { site } = app.config
  await app.db.tx(async tx => {
    const now = app.clock()
    const { target, story } = await watchable(tx, site, id)
    const others = (await watchesOf(tx, site, { by: who.id, now })).filter(one => one.target !== target)
    if (others.length >= MOST) throw new Refusal('watch.many', { n: MOST })
    const latest = await tx
      .selectFrom('comments')
      .select('id')
      .where('site', '=', site)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const row = { story, after: latest?.id ?? '', until: now + LASTS }
    await tx
      .insertInto('watches')
      .values({ site, by: who.id, target, ...row })
      .onConflict(conflict => conflict.columns(['site', 'by', 'target']).doUpdateSet(row))
      .execute()
    ring(tx, site, DESK)
  })
  return watched(app, who)
}

/** Ends it, by the same id. What is not watched is not watched then either. */
export async function unwatch(app: App, who: ReaderVisitor, id: string): Promise<Watch[]> {
  const { site } = app.config
  await app.db.tx(async tx => {
    const target = id.startsWith('c_') ? await watchable(tx, site, id).catch(() => null) : { target: id }
    await tx
      .deleteFrom('watches')
      .where('site', '=', site)
      .where('by', '=', who.id)
      .where('target', '=', target?.target ?? id)
      .execute()
    ring(tx, site, DESK)
  })
  return watched(app, who)
}

async function watchable(tx: Tx, site: string, id: string): Promise<{ target: string; story: string | null }> {
  if (id.startsWith('c_')) {
    const comment = await tx
      .selectFrom('comments')
      .select(['id', 'root', 'story'])
      .where('site', '=', site)
      .where('id', '=', id)
      .executeTakeFirst()
    if (comment) return { target: comment.root ?? comment.id, story: comment.story }
  } else if (id.startsWith('r_') || id.startsWith('s_')) {
    const known = await tx
      .selectFrom(id.startsWith('r_') ? 'readers' : 'stories')
      .select('id')
      .where('site', '=', site)
      .where('id', '=', id)
      .executeTakeFirst()
    if (known) return { target: id, story: null }
  }
  throw new Refusal('watch.unknown')
}

type Watched = Pick<CommentRow, 'id' | 'root' | 'reader' | 'story'>
const targetsOf = ({ id, root, reader, story }: Watched) =>
  ({ thread: root ?? id, reader, story }) satisfies Record<Watchable, string>

/** Why a comment is among what is watched. Pure. */
export function whyWatched(comment: Watched, watches: readonly WatchRecord[]): Watchable[] {
  const targets = new Set(watches.map(({ target }) => target))
  return Object.entries(targetsOf(comment)).flatMap(([what, target]) =>
    targets.has(target) ? (what as Watchable) : [],
  )
}

/** What of a case can be watched, and until when somebody does. Pure. */
export const watchingOf = (comment: Watched, watches: readonly WatchRecord[]): CaseView['watching'] =>
  Object.entries(targetsOf(comment)).map(([what, id]) => {
    const until = watches.find(({ target }) => target === id)?.until
    return { what: what as Watchable, id, until: until === undefined ? null : iso(until) }
  })

/** The latest comments under one thing that is watched, each from an index in which they lie in order. */
function under(
  db: Reading,
  site: string,
  { target, story }: WatchRecord,
  page: { before?: string | null; limit: number },
) {
  const all = db.selectFrom('comments as c').select(['c.id', 'c.reviewed_at', 'c.state']).where('c.site', '=', site)
  const of = target.startsWith('r_')
    ? all.where('c.reader', '=', target)
    : story === null
      ? all.where('c.story', '=', target)
      : all.where('c.root', '=', target)
  return (page.before ? of.where('c.id', '<', page.before) : of).orderBy('c.id', 'desc').limit(page.limit)
}

/** The comment itself that a thread begins with. */
const top = (db: Reading, site: string, { target }: WatchRecord) =>
  db
    .selectFrom('comments as c')
    .select(['c.id', 'c.reviewed_at', 'c.state'])
    .where('c.site', '=', site)
    .where('c.id', '=', target)

/** The latest comments under all that is watched, each once; before the one with an id, where it is given. */
export async function latestWatched(
  db: Reading,
  site: string,
  { watches, before, limit }: { watches: readonly WatchRecord[]; before: string | null; limit: number },
): Promise<string[]> {
  if (!watches.length) return []
  const parts = watches.flatMap(one => {
    const below = sql`select id from (${under(db, site, one, { before, limit })}) as u`
    const itself = before ? top(db, site, one).where('c.id', '<', before) : top(db, site, one)
    return one.story === null ? [below] : [below, sql`select id from (${itself}) as u`]
  })
  const { rows } = await sql<{ id: string }>`select distinct id from (${sql.join(parts, sql` union all `)}) as w
    order by id desc limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** How many came under what somebody watches since he began to, and have been looked at by nobody. */
export async function watchedCount(app: App, who: Pick<ReaderVisitor, 'id'>): Promise<number> {
  const { site } = app.config
  const db = app.db.read
  const watches = await watchesOf(db, site, { by: who.id, now: app.clock() })
  if (!watches.length) return 0
  const parts = watches.map(
    one => sql`select id, reviewed_at, state from
      (${under(db, site, one, { limit: COUNTED }).where('c.id', '>', one.after)}) as u`,
  )
  const { rows } = await sql<{
    n: number
  }>`select count(distinct id) as n from (${sql.join(parts, sql` union all `)}) as w
    where reviewed_at is null and state in ('shown', 'held')`.execute(db)
  return Number(rows[0]!.n)
}
