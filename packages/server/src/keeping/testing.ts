import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { fill } from '../comments/filling.ts'
import { settle } from '../db/events.ts'
import { openWhole } from '../db/whole.ts'
import { seedDemo } from '../demo/seed.ts'
import { JOB } from '../light/find.ts'
import { PAPER, type TestApp, testApp } from '../testing.ts'
import { copyOf, drop } from '../testing-postgres.ts'

/** A newsroom in which much has happened, and whose names are not plain. */
export async function newsroom(options: Parameters<typeof testApp>[0] = {}): Promise<TestApp> {
  const paper = await testApp({ ...options, config: { demo: true, ...options.config } })
  const { app } = paper
  await seedDemo(app)
  const { site } = app.config
  // More of a table than is read at a time.
  const { id: reader } = await app.db.read.selectFrom('readers').select('id').limit(1).executeTakeFirstOrThrow()
  await fill(app, { story: `${PAPER}/crowded`, reader, comments: 1050 })
  await app.db.tx(tx => settle(tx, 'own_words', { site, no: 1, words_json: '[]', by: 'the desk', at: app.clock() }))
  // What orders by bytes, and by nothing else, has these behind each other: U+FFFD, then what UTF-16 writes as U+D83D U+DE00.
  for (const email of ['\ufffd@paper.example', '😀@paper.example', 'ä@paper.example', 'Z@paper.example'])
    await app.db.tx(tx => tx.insertInto('staff').values({ site, email, role: 'editor', added_at: 1 }).execute())
  // What the past respects have asked for is due at once, and what the latest ask for would be some minutes later: nothing stands still before.
  const asked = () => app.db.read.selectFrom('jobs').select('id').where('kind', '=', JOB).where('done_at', 'is', null)
  await vi.waitFor(
    async () => {
      app.jobs.wake()
      if ((await asked().where('run_at', '<=', app.clock()).execute()).length)
        throw new Error('a job is still to be done')
    },
    { timeout: 30_000 },
  )
  await app.db.tx(tx => tx.deleteFrom('jobs').where('kind', '=', JOB).where('done_at', 'is', null).execute())
  return paper
}

/** Every row of a database, by table. */
export async function allRows(database: string): Promise<Record<string, unknown[]>> {
  const whole = await openWhole(database)
  const sitting = await whole.sit('read')
  try {
    const found: Record<string, unknown[]> = {}
    for (const table of await whole.tables()) {
      found[table.name] = []
      for await (const rows of sitting.rows(table)) found[table.name]!.push(...rows)
    }
    return found
  } finally {
    await sitting.end()
    await whole.close()
  }
}

/** A folder that is gone after the test. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'parley-keeping-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** An empty database on PostgreSQL, gone after the test. */
export async function emptyPostgres(): Promise<string> {
  const url = await copyOf(process.env.PARLEY_TEST_DATABASE!)
  onTestFinished(() => drop(url).then(() => {}))
  return url
}
