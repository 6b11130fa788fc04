import { type Kysely, sql } from 'kysely'
import { anchorOf, NOTHING, type Sealed, sealOf } from '../chain.ts'

/** So many events are read and sealed at a time. */
const PAGE = 500

/**
 * The SQL here is the common subset of SQLite and PostgreSQL.
 * Events from before are sealed as they are found: what was changed earlier cannot be known, what is changed from now on can.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`alter table events add column hash text not null default ''`)
  await run(`create table anchors (
    site text not null, no bigint not null, story text not null, at bigint not null, hash text not null,
    primary key (site, no), unique (site, story))`)
  await sealEvents(db)
  await anchorStories(db)

  await run('alter table decisions add column waited bigint')
  await run('alter table decisions add column engine text')
  await run('create index statements_by_time on statements (site, at)')
  await run('create index decisions_by_time on decisions (site, at)')
  await run('create index decisions_by_reversed on decisions (site, reverses) where reverses is not null')
  await run('create index reports_by_time on reports (site, at, ground, outcome)')
  await run('create index appeals_by_time on appeals (site, at)')
  await run('create index appeals_by_decision on appeals (site, decision)')
  await run('create index cases_by_age on cases (site, queue, opened_at) where queue is not null')
  // In tenths of the score: what was given is counted in the order of this index.
  await run(`create index examples_by_score on examples (site, head, floor(score * 10), at, score, label)
    where source <> 'suggestion' and score is not null`)
  // By day: what was posted is counted in the order of this index.
  await run(`create index events_of_comments on events (site, (at / 86400000), kind)
    where kind in ('comment.posted', 'comment.held')`)
  await run(`create table eu_outbox (
    site text not null, no bigint not null, at bigint not null, attempts bigint not null, next_at bigint,
    sent_at bigint, result text, error text, primary key (site, no))`)
  await run('create index eu_outbox_waiting on eu_outbox (site, next_at) where next_at is not null')
}

/** The last event that was sealed. */
type Link = Pick<Sealed, 'site' | 'story' | 'seq'> & { hash: string }

async function sealEvents(db: Kysely<unknown>): Promise<void> {
  for (let last: Link | undefined; ; ) {
    const { rows } = await sql<Sealed>`select site, story, seq, kind, comment, data_json, at from events
      ${last ? sql`where (site, story, seq) > (${last.site}, ${last.story}, ${last.seq})` : sql``}
      order by site, story, seq limit ${PAGE}`.execute(db)
    if (rows.length === 0) return
    const sealed: Link[] = []
    for (const row of rows) {
      const event = { ...row, seq: Number(row.seq), at: Number(row.at) }
      const { site, story, seq } = event
      const before: string = last?.site === site && last.story === story ? last.hash : NOTHING
      last = { site, story, seq, hash: sealOf(before, event) }
      sealed.push(last)
    }
    const values = sealed.map(one => sql`(${one.site}, ${one.story}, cast(${one.seq} as bigint), ${one.hash})`)
    await sql`with sealed (site, story, seq, hash) as (values ${sql.join(values)})
      update events set hash = sealed.hash from sealed
      where events.site = sealed.site and events.story = sealed.story and events.seq = sealed.seq`.execute(db)
  }
}

async function anchorStories(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    site: string
    story: string
    at: number
  }>`select site, story, at from events where seq = 1
    order by site, at, story`.execute(db)
  let last: { site: string; no: number; hash: string } | undefined
  for (const { site, story, at } of rows) {
    const before: { no: number; hash: string } = last?.site === site ? last : { no: 0, hash: NOTHING }
    const anchor = { site, no: before.no + 1, story, at: Number(at) }
    const hash = anchorOf(before.hash, anchor)
    await sql`insert into anchors (site, no, story, at, hash)
      values (${site}, ${anchor.no}, ${story}, ${anchor.at}, ${hash})`.execute(db)
    last = { site, no: anchor.no, hash }
  }
  await sql`insert into counters (site, name, value) select site, 'anchor', max(no) from anchors group by site`.execute(
    db,
  )
}
