import type { Overview } from '@parley/contract/schemas.ts'
import { HEADS } from '@parley/rules/heads.ts'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import type { Reading } from '../db/open.ts'
import { ACT, POLICY } from '../decisions/acts.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { rank } from './numbers.ts'

const DAY = 86_400_000
/** The days that are shown where none are asked for, and the most at once. */
const USUAL = 30
const MOST = 366

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

interface Range {
  site: string
  from: number
  before: number
}

/**
 * What happened in a range of days, UTC, and how long it took: each figure from an index, none by reading comments.
 * How often a moderator’s decisions were overturned is shown to him and to editors. Throws Refusal('request.invalid').
 */
export async function overviewOf(
  app: App,
  who: ReaderVisitor,
  asked: { from?: string; to?: string },
): Promise<Overview> {
  const today = Math.floor(app.clock() / DAY) * DAY
  const last = asked.to === undefined ? today : dayFrom(asked.to)
  const from = asked.from === undefined ? last - (USUAL - 1) * DAY : dayFrom(asked.from)
  if (from > last || last - from >= MOST * DAY)
    throw new Refusal('request.invalid', { reason: `“from” to “to” takes 1 to ${MOST} days` })
  const db = app.db.read
  const range: Range = { site: app.config.site, from, before: last + DAY }
  const volume = await volumeOf(db, range)
  const decided = await decidedIn(db, range)
  return {
    from: dayOf(from),
    to: dayOf(last),
    volume,
    ...waits(decided, range),
    reports: await reportsByRule(db, range),
    overturned: await overturnedIn(db, range, who),
    queues: await queuesNow(db, range.site),
    reliability: await reliabilityIn(db, range),
  }
}

function dayFrom(text: string): number {
  const at = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(at) || dayOf(at) !== text) throw new Refusal('request.invalid', { reason: `${text} is no day` })
  return at
}

const daysOf = ({ from, before }: Range) => Array.from({ length: (before - from) / DAY }, (_, i) => from + i * DAY)

/** Comments by day, and how many of them were held when they were posted. The words are those of the index events_of_comments. */
async function volumeOf(db: Reading, range: Range): Promise<Overview['volume']> {
  const { rows } = await sql<{ day: number; kind: string; n: number }>`
    select at / 86400000 as day, kind, count(*) as n from events
    where site = ${range.site} and kind in ('comment.posted', 'comment.held')
      and at / 86400000 >= ${range.from / DAY} and at / 86400000 < ${range.before / DAY}
    group by at / 86400000, kind`.execute(db)
  const counted = new Map(rows.map(({ day, kind, n }) => [`${kind} ${day}`, Number(n)]))
  return daysOf(range).map(at => {
    const count = (kind: string) => counted.get(`${kind} ${at / DAY}`) ?? 0
    return { day: dayOf(at), posted: count('comment.posted') + count('comment.held'), held: count('comment.held') }
  })
}

interface Wait {
  at: number
  waited: number
}

const decidedIn = (db: Reading, { site, from, before }: Range): Promise<Wait[]> =>
  db
    .selectFrom('decisions')
    .select(['at', sql<number>`waited`.as('waited')])
    .where('site', '=', site)
    .where('at', '>=', from)
    .where('at', '<', before)
    .where('waited', 'is not', null)
    .execute()

function waits(decided: readonly Wait[], range: Range): Pick<Overview, 'decisions' | 'waited'> {
  const byDay = Map.groupBy(decided, ({ at }) => Math.floor(at / DAY) * DAY)
  const figures = (some: readonly Wait[]) => {
    const times = some.map(({ waited }) => waited).sort((a, b) => a - b)
    return { n: times.length, median: rank(times, 0.5), p95: rank(times, 0.95) }
  }
  return {
    decisions: daysOf(range).map(at => ({ day: dayOf(at), ...figures(byDay.get(at) ?? []) })),
    waited: figures(decided),
  }
}

async function reportsByRule(db: Reading, { site, from, before }: Range): Promise<Overview['reports']> {
  const rows = await db
    .selectFrom('reports')
    .select(['ground', 'outcome', eb => eb.fn.countAll<number>().as('n')])
    .where('site', '=', site)
    .where('at', '>=', from)
    .where('at', '<', before)
    .groupBy(['ground', 'outcome'])
    .execute()
  const sum = (some: typeof rows) => some.reduce((total, { n }) => total + Number(n), 0)
  return [...Map.groupBy(rows, ({ ground }) => ground)]
    .map(([rule, some]) => ({
      rule,
      n: sum(some),
      upheld: sum(some.filter(({ outcome }) => outcome === 'upheld')),
      refused: sum(some.filter(({ outcome }) => outcome === 'refused')),
    }))
    .sort((a, b) => b.n - a.n)
}

const corrected = sql<number>`case when d.automated = 1
  and exists (select 1 from decisions r where r.site = d.site and r.reverses = d.id) then 1 else 0 end`
const RESTRICTING = Object.entries(ACT).flatMap(([act, { restricts }]) => (restricts ? [act as keyof typeof ACT] : []))

/**
 * Decisions of the range that restrict, and what became of the objections to them, whenever those came. What a program decided is
 * overturned, too, where a person who looked at it decided otherwise, and is on nobody's record.
 */
async function overturnedIn(
  db: Reading,
  { site, from, before }: Range,
  who: ReaderVisitor,
): Promise<Overview['overturned']> {
  const rows = await db
    .selectFrom('decisions as d')
    .leftJoin('readers as who', join => join.onRef('who.site', '=', 'd.site').onRef('who.id', '=', 'd.by'))
    .leftJoin('appeals as a', join =>
      join.onRef('a.site', '=', 'd.site').onRef('a.decision', '=', 'd.id').on('a.side', '=', 'author'),
    )
    .select(['d.ground', 'd.by', 'd.engine', 'who.name', 'a.outcome'])
    .select(sql<number>`case when a.id is null then 0 else 1 end`.as('appealed'))
    .select(corrected.as('corrected'))
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('d.site', '=', site)
    .where('d.at', '>=', from)
    .where('d.at', '<', before)
    .where('d.act', 'in', RESTRICTING)
    .groupBy(['d.ground', 'd.by', 'd.engine', 'who.name', 'a.outcome'])
    .groupBy([sql`case when a.id is null then 0 else 1 end`, corrected])
    .execute()
  const figures = (some: typeof rows) => {
    const sum = (of: typeof rows) => of.reduce((total, { n }) => total + Number(n), 0)
    return {
      decisions: sum(some),
      appealed: sum(some.filter(({ appealed }) => appealed === 1)),
      overturned: sum(some.filter(({ outcome, corrected }) => outcome === 'reversed' || corrected === 1)),
    }
  }
  const by = <K, R>(key: (row: (typeof rows)[number]) => K, told: (key: K, some: typeof rows) => R): R[] =>
    [...Map.groupBy(rows, key)]
      .sort(([, a], [, b]) => figures(b).decisions - figures(a).decisions)
      .map(([k, some]) => told(k, some))
  const seesAll = who.role !== 'moderator'
  return {
    rules: by(
      row => row.ground,
      (rule, some) => ({ rule, ...figures(some) }),
    ),
    moderators: by(
      row => row.by,
      (id, some) => ({ id, name: some[0]?.name ?? '', ...figures(some) }),
    )
      .filter(({ id }) => id !== POLICY && (seesAll || id === who.id))
      .map(({ id: _, ...row }) => row),
    engines: by(
      row => row.engine,
      (engine, some) => ({ engine, ...figures(some) }),
    ),
  }
}

/** What waits now, and since when: the oldest and the one in the middle. */
async function queuesNow(db: Reading, site: string): Promise<Overview['queues']> {
  const counts = await db
    .selectFrom('cases')
    .select([
      sql<string>`queue`.as('queue'),
      eb => eb.fn.countAll<number>().as('n'),
      eb => eb.fn.min('opened_at').as('oldest'),
    ])
    .where('site', '=', site)
    .where('queue', 'is not', null)
    .groupBy('queue')
    .execute()
  const queues: Overview['queues'] = []
  for (const { queue, n, oldest } of counts) {
    const middle = await db
      .selectFrom('cases')
      .select('opened_at')
      .where('site', '=', site)
      .where('queue', '=', queue as never)
      .orderBy('opened_at')
      .offset(Math.floor((Number(n) - 1) / 2))
      .limit(1)
      .executeTakeFirst()
    queues.push({ queue, n: Number(n), oldest: iso(Number(oldest)), median: middle ? iso(middle.opened_at) : null })
  }
  return queues.sort((a, b) => b.n - a.n)
}

const BINS = 10

/**
 * What the engine gave a head, against what moderators said of it, in tenths. The words are those of the index examples_by_score, in whose
 * order it is counted; `+at` keeps the index by time out of it, which would have to sort.
 */
async function reliabilityIn(db: Reading, { site, from, before }: Range): Promise<Overview['reliability']> {
  const { rows } = await sql<{ head: string; tenth: number; n: number; given: number; upheld: number }>`
    select head, floor(score * 10) as tenth, count(*) as n, sum(score) as given, sum(label) as upheld from examples
    where site = ${site} and source <> 'suggestion' and score is not null and head is not null
      and +at >= ${from} and +at < ${before}
    group by head, floor(score * 10)`.execute(db)
  const found = Map.groupBy(rows, ({ head }) => head)
  return HEADS.flatMap(head => {
    const some = found.get(head)
    if (!some) return []
    // A score of 1 belongs to the last tenth.
    const bins = [...Map.groupBy(some, ({ tenth }) => Math.min(BINS - 1, Number(tenth)))].map(([tenth, parts]) => {
      const sum = (of: 'n' | 'given' | 'upheld') => parts.reduce((total, part) => total + Number(part[of]), 0)
      const n = sum('n')
      return { from: tenth / BINS, n, given: sum('given') / n, upheld: sum('upheld') / n }
    })
    return [{ head, bins: bins.sort((a, b) => a.from - b.from) }]
  })
}
