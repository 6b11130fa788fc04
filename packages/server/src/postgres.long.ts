import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { fill, type Step } from './db/migrate.ts'
import { openDatabase } from './db/open.ts'
import setup, { copyOf, drop } from './testing-postgres.ts'

/** PARLEY_ROWS=1000000 is the long run. */
const ROWS = Number(process.env.PARLEY_ROWS ?? 100_000)
const BATCH = 500
/** Whoever works with the table waits for no lock longer than this, in milliseconds; he would be turned away. */
const PATIENCE = 100

/** As a release that adds a column would do it: the column, then an index of what is left, batches by it, and the index that is wanted. */
const STEPS: Record<string, Step> = {
  '9999-notes': {
    up: async db => void (await sql`alter table jobs add column note text`.execute(db)),
    async fill(db) {
      await sql`create index concurrently if not exists jobs_without_note on jobs (id) where note is null`.execute(db)
      const { numAffectedRows } = await sql`update jobs set note = 'filled'
        where id in (select id from jobs where note is null order by id limit ${sql.lit(BATCH)})`.execute(db)
      if (numAffectedRows) return true
      await sql`drop index concurrently jobs_without_note`.execute(db)
      await sql`create index concurrently if not exists jobs_by_note on jobs (note)`.execute(db)
      return false
    },
  },
}

it(`R12: a table of ${ROWS} rows gets a column that is filled, and an index, while others work with it and wait ${PATIENCE} ms at most`, async () => {
  let template = ''
  const end = await setup({
    provide: (_name, url) => {
      template = String(url)
    },
  })
  onTestFinished(end)
  const url = await copyOf(template)
  onTestFinished(() => drop(url).then(() => {}))
  const db = await openDatabase(url)
  onTestFinished(() => db.close())
  await sql`insert into jobs (id, site, kind, payload_json, run_at, attempts)
    select 'j_' || lpad(cast(i as text), 8, '0'), 'x', 'x', '{}', 1, 0 from generate_series(1, ${sql.lit(ROWS)}) i`.execute(
    db.read,
  )
  await sql`analyze jobs`.execute(db.read)

  const other = new pg.Client({ connectionString: url })
  await other.connect()
  onTestFinished(() => other.end())
  await other.query(`set lock_timeout = ${PATIENCE}`)
  let going = true
  let worked = 0
  let turnedAway = 0
  const working = (async () => {
    while (going) {
      const id = `j_${String(1 + Math.floor(Math.random() * ROWS)).padStart(8, '0')}`
      await other.query('select id, site, kind from jobs where id = $1', [id])
      const changed = await other.query('update jobs set attempts = attempts + 1 where id = $1', [id]).then(
        ({ rowCount }) => rowCount,
        error => {
          expect(error.code).toBe('55P03')
          return void turnedAway++
        },
      )
      if (changed) worked++
    }
  })()
  const begun = performance.now()
  await STEPS['9999-notes']!.up(db.read as unknown as Kysely<unknown>)
  await fill(db.read, STEPS)
  const took = performance.now() - begun
  going = false
  await working
  const { rows } = await sql<{
    left: number
    done: number
  }>`select count(*) filter (where note is null) as left, sum(attempts) as done from jobs`.execute(db.read)
  expect(rows[0]).toEqual({ left: 0, done: worked })
  expect(worked).toBeGreaterThan(100)
  // On a machine that is busy with other things a batch of rows may be held a moment longer.
  expect(turnedAway).toBeLessThan(worked / 50)
  console.log(
    `${ROWS} rows filled in ${Math.round(took)} ms; ${worked} changed by others meanwhile, ${turnedAway} turned away`,
  )
})
