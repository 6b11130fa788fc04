import { type Kysely, sql } from 'kysely'
import { answersForRow, NOTHING, SETTLED, type Settled, sealOf, settledOf, sumOfSettings } from '../chain.ts'
import { eitherOf } from '../dialect/either.ts'
import { MARKS_ANEW } from '../dialect/sqlite.ts'

/** The logs that there were before. */
const LOGS = ['house_rules', 'thresholds', 'own_words', 'sections'] as const

/**
 * The SQL here is the common subset of SQLite and PostgreSQL.
 * What the newsroom had settled before is sealed as it is found: what was changed earlier cannot be known, what is changed from now on can.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run('alter table house_rules add column category text')
  await run(`create table rule_lists (
    site text not null, no bigint not null, list_json text not null, by text not null, at bigint not null,
    primary key (site, no))`)
  await run(`create table site_events (
    site text not null, no bigint not null, kind text not null, data_json text not null, at bigint not null,
    hash text not null, primary key (site, no))`)
  await sealLogs(db)
  await sealStories(db)
  // On PostgreSQL no mark has had a dash in it.
  for (const statement of eitherOf(db, { sqlite: MARKS_ANEW, postgres: [] })) await run(statement)
}

type Row = { site: string; at: number } & Record<string, string | number | null>

async function sealLogs(db: Kysely<unknown>): Promise<void> {
  const found: Omit<Settled, 'no'>[] = []
  for (const table of LOGS) {
    const order = sql.join(['site', ...SETTLED[table].named].map(column => sql.ref(column)))
    const { rows } = await sql<Row>`select * from ${sql.table(table)} order by ${order}`.execute(db)
    for (const row of rows)
      found.push({
        site: row.site,
        kind: SETTLED[table].kind,
        data_json: JSON.stringify(answersForRow(table, row)),
        at: row.at,
      })
  }
  const last = new Map<string, { no: number; hash: string }>()
  for (const one of found.toSorted((a, b) => a.at - b.at)) {
    const before = last.get(one.site) ?? { no: 0, hash: NOTHING }
    const event = { ...one, no: before.no + 1 }
    const hash = settledOf(before.hash, event)
    await sql`insert into site_events (site, no, kind, data_json, at, hash)
      values (${event.site}, ${event.no}, ${event.kind}, ${event.data_json}, ${event.at}, ${hash})`.execute(db)
    last.set(one.site, { no: event.no, hash })
  }
  for (const [site, { no }] of last)
    await sql`insert into counters (site, name, value) values (${site}, 'settled', ${no})`.execute(db)
}

/** A story with settings of its own has had an event when it got them, so there is one to follow upon. */
async function sealStories(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    site: string
    story: string
    seq: number
    count: number
    settings_json: string
    at: number
    hash: string
  }>`select s.site, s.id as story, s.seq, s.count, s.settings_json, e.at, e.hash from stories s
    join events e on e.site = s.site and e.story = s.id and e.seq = s.seq where s.settings_json is not null`.execute(db)
  for (const { site, story, settings_json, ...last } of rows) {
    const data_json = JSON.stringify({ settings: sumOfSettings(settings_json), count: Number(last.count) })
    const [seq, at] = [Number(last.seq) + 1, Number(last.at)]
    const event = { site, story, seq, kind: 'story.changed', comment: null, data_json, at }
    await sql`insert into events (site, story, seq, kind, comment, data_json, at, hash)
      values (${site}, ${story}, ${seq}, ${event.kind}, null, ${data_json}, ${at}, ${sealOf(last.hash, event)})`.execute(
      db,
    )
    await sql`update stories set seq = ${seq} where site = ${site} and id = ${story}`.execute(db)
  }
}
