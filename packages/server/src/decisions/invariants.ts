import { sql } from 'kysely'
import { isPublic } from '../comments/state.ts'
import { type Found, type Rule, ruled, type Stories } from '../db/invariants.ts'
import type { Reading } from '../db/open.ts'
import { ACT, standingFrom, stateAfter, takenBack, toldOf } from './acts.ts'
import { historyOf, standingOf } from './standing.ts'

const RESTRICTING = Object.entries(ACT).flatMap(([act, { restricts }]) => (restricts ? [act] : []))
const ON_READER = Object.entries(ACT).flatMap(([act, { on }]) => (on === 'author' || on === 'reporter' ? [act] : []))

/** What must hold of reports, decisions, statements and appeals. Source: reliability row R17. */
export const DUE_PROCESS: readonly Rule[] = [
  ruled(
    'every decision that restricts has its statement of reasons',
    sql`select d.id from decisions d where d.reader is not null and d.act in (${sql.join(RESTRICTING)})
      and not exists (select 1 from statements t where t.site = d.site and t.decision = d.id and t.reader = d.reader)
      and not exists (select 1 from order_comments x join orders o on o.site = x.site and o.id = x.order_id
        where d.source = 'order' and x.site = d.site and x.comment = d.comment and o.secret_until is not null and o.told_at is null)`,
  ),
  ruled(
    'every statement of reasons has its decision, which restricts',
    sql`select cast(t.no as text) as id from statements t where not exists (select 1 from decisions d
      where d.site = t.site and d.id = t.decision and d.act in (${sql.join(RESTRICTING)}))`,
  ),
  {
    ...ruled(
      'statements are numbered without a gap',
      sql`select t.site as id from statements t left join counters n on n.site = t.site and n.name = 'statement'
      group by t.site, n.value having count(*) <> max(t.no) or min(t.no) <> 1 or n.value is null or n.value <> max(t.no)`,
    ),
    whole: true,
  },
  ruled(
    'what is objected to waits among the appeals',
    sql`select a.id from appeals a where a.decided_at is null and not exists (select 1 from cases k
      where k.site = a.site and k.story = a.story and k.id = a.case_id and k.queue = 'appeals')`,
  ),
  ruled(
    'an appeal is decided by somebody else than the decision it is against',
    sql`select a.id from appeals a join decisions d on d.site = a.site and d.id = a.decision
      join decisions x on x.site = a.site and x.id = a.deciding where x.by = d.by or (a.outcome is null) <> (a.decided_at is null)`,
  ),
  ruled(
    'what was done to a reader and found wrong is taken back',
    sql`select a.id from appeals a join decisions d on d.site = a.site and d.id = a.decision
      join decisions x on x.site = a.site and x.id = a.deciding
      where a.outcome = 'reversed' and d.act in (${sql.join(ON_READER)}) and coalesce(x.reverses, '') <> d.id`,
  ),
  ruled(
    'a report waits in a case until it is answered',
    sql`select r.id from reports r where (r.outcome is null and not exists (select 1 from cases k
      where k.site = r.site and k.story = r.story and k.id = r.case_id and k.queue is not null))
      or (r.outcome is null) <> (r.decided_at is null) or (r.outcome in ('upheld', 'refused') and r.decision is null)`,
  ),
  ruled(
    'a case counts its reports',
    sql`select k.id from cases k where k.reports <> (select count(*) from reports r
      where r.site = k.site and r.story = k.story and r.comment = k.comment)`,
  ),
  { rule: 'a comment’s state follows from its last decision', rows: statesAstray },
  { rule: 'a reader’s standing follows from the decisions about him', rows: standingsAstray, whole: true },
]

/**
 * A comment's state is what its last decision left, unless its author has withdrawn it, or it waits anew for words that came later, or among the accounts; what
 * everybody may know of it, its label with it, is what that decision says.
 */
async function statesAstray(db: Reading, some?: Stories): Promise<Found[]> {
  const decisions = await db
    .selectFrom('decisions as d')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'd.site').onRef('c.story', '=', 'd.story').onRef('c.id', '=', 'd.comment'),
    )
    .select(['d.site', 'd.id', 'd.act', 'd.reverses', 'd.comment', 'd.ground', 'd.at', 'd.label', 'd.source'])
    .leftJoin('accounts as a', join =>
      join.onRef('a.site', '=', 'c.site').onRef('a.story', '=', 'c.story').onRef('a.id', '=', 'c.id'),
    )
    .select(['c.state', 'c.edited_at', 'c.decision_json', 'a.id as account', 'a.published_at'])
    .$if(some !== undefined, query =>
      query.where('d.site', '=', some!.site).where('d.story', '>=', some!.from).where('d.story', '<=', some!.to),
    )
    .orderBy('d.id')
    .execute()
  return [...Map.groupBy(decisions, ({ site, comment }) => `${site} ${comment}`).values()].flatMap(all => {
    const back = takenBack(all)
    const last = all.findLast(({ id, act }) => ACT[act].on === 'comment' && !back.has(id))
    const { state, edited_at, comment, decision_json, account, published_at } = all[0]!
    // While an order is secret not even its ground is told.
    const told = last ? [last, ...(last.source === 'order' ? [{ ...last, ground: null }] : [])].map(toldOf) : []
    if (decision_json === null ? last : !told.includes(decision_json)) return [{ id: comment }]
    if (!last || state === 'withdrawn' || state === 'erased') return []
    const left = stateAfter('shown', last.act)
    const anew = left === 'shown' && state === 'held' && edited_at !== null && edited_at >= last.at
    const apart = isPublic(left) && state === 'held' && account !== null && published_at === null
    return state === left || anew || apart ? [] : [{ id: comment }]
  })
}

/** What a reader may do is what the decisions about him lead to. */
async function standingsAstray(db: Reading): Promise<Found[]> {
  const readers = await db
    .selectFrom('readers as r')
    .select(['r.site', 'r.id'])
    .where(
      sql<boolean>`r.suspended_until is not null or r.banned_at is not null or r.reviewed_posts <> 0 or r.reports_paused_until is not null
        or exists (select 1 from decisions d where d.site = r.site and d.reader = r.id
          and d.act in ('review', 'suspend', 'ban', 'pause-reports', 'lift'))`,
    )
    .execute()
  const astray: Found[] = []
  for (const { site, id } of readers) {
    const kept = await standingOf(db, { site, reader: id })
    const replayed = standingFrom(await historyOf(db, { site, reader: id }))
    if (JSON.stringify(kept) !== JSON.stringify({ ...kept, ...replayed })) astray.push({ id })
  }
  return astray
}
