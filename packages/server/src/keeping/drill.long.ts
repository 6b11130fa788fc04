import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runParley } from '../cli/testing.ts'
import { fill } from '../comments/filling.ts'
import { sealOf } from '../db/chain.ts'
import type { Tx } from '../db/open.ts'
import { PAPER, type TestApp, testApp } from '../testing.ts'
import { everyComment, freePort, keepPosting, serveProcess, signInAt } from '../testing-process.ts'

const [STORIES, EACH] = [60, 400]
const COMMENTS = STORIES * EACH
const env = { PARLEY_BACKUP_KEY: randomBytes(32).toString('base64') }

/** An event for each comment of a story, as there is where readers have written them: `fill` makes one for all. */
async function tellOfEach(tx: Tx, story: { site: string; id: string }, comments: readonly string[]): Promise<void> {
  const { site, id } = story
  const last = await tx.selectFrom('events').selectAll().where('story', '=', id).executeTakeFirstOrThrow()
  let { hash } = last
  const rows = comments.map((comment, i) => {
    const data_json = JSON.stringify({ comment: { id: comment, state: 'shown' }, count: i + 1 })
    const event = { site, story: id, seq: i + 2, kind: 'comment.posted' as const, comment, data_json, at: last.at + i }
    hash = sealOf(hash, event)
    return { ...event, hash }
  })
  for (let from = 0; from < rows.length; from += 200)
    await tx
      .insertInto('events')
      .values(rows.slice(from, from + 200))
      .execute()
  await tx
    .updateTable('stories')
    .set({ seq: rows.length + 1 })
    .where('id', '=', id)
    .execute()
}

/** Seconds that something takes, and what it answers. */
async function timed<T>(does: Promise<T>): Promise<{ took: number; value: T }> {
  const began = performance.now()
  const value = await does
  return { took: (performance.now() - began) / 1000, value }
}

const told: string[] = []
const tell = (what: string, seconds: number) =>
  told.push(
    `${what}: ${seconds.toFixed(1)} s, ${((seconds / 60) * (1e6 / COMMENTS)).toFixed(1)} minutes for a million comments`,
  )

describe(`R05: a drill with ${COMMENTS} comments`, () => {
  let folder: string
  let data: string
  let paper: TestApp
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-drill-'))
    data = join(folder, 'data')
    mkdirSync(data)
    paper = await testApp({ data })
    const alice = await paper.signIn('alice')
    for (let n = 0; n < STORIES; n++) {
      const url = `${PAPER}/drill/${n}`
      const texts = Array.from(
        { length: EACH },
        (_, i) => `Thought ${i} of ${n}: ${randomBytes(90).toString('base64')}`,
      )
      const text = (i: number) => texts[i]!
      const ids = await fill(paper.app, { story: url, reader: alice.id, comments: EACH, text })
      await paper.app.db.tx(async tx => {
        const story = await tx
          .selectFrom('stories')
          .select(['site', 'id'])
          .where('url', '=', url)
          .executeTakeFirstOrThrow()
        await tellOfEach(tx, story, ids)
      })
    }
    expect(await paper.broken()).toEqual([])
    await paper.app.close()
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    console.log([`${process.platform}, ${COMMENTS} comments, whatever else the machine did`, ...told].join('\n'))
  })

  it('saved while readers write, restored in a new place, served from there, and moved on while readers write', async () => {
    const server = await serveProcess({ data })
    const alice = await signInAt(server.url, 'alice')
    const load = keepPosting(server.url, [alice], { inFlight: 1 })
    await load.reached(1)
    const file = join(folder, 'night.parley')
    const saved = await timed(runParley(data, ['backup', file, '--json'], { env }))
    expect(saved.value.status, saved.value.said).toBe(0)
    const before = load.sent.filter(draft => draft.id !== null).length
    await load.stop()
    await server.kill()
    tell('backup', saved.took)
    const manifest = JSON.parse(saved.value.out)
    expect(manifest.tables.comments.rows).toBeGreaterThan(COMMENTS)
    expect(manifest.tables.comments.rows).toBeLessThanOrEqual(COMMENTS + before)

    // The machine is gone; there is the file, the key, and another machine.
    const elsewhere = join(folder, 'elsewhere')
    const restored = await timed(runParley(elsewhere, ['restore', file, '--json'], { env }))
    expect(restored.value.status, restored.value.said).toBe(0)
    tell('restore', restored.took)
    expect(JSON.parse(restored.value.out)).toMatchObject({ ok: true, broken: [], tables: manifest.tables })
    const again = await timed(serveProcess({ data: elsewhere, port: await freePort() }))
    tell('restore until served', restored.took + again.took)
    const reading = again.value
    const there = await everyComment(reading.url)
    for (const draft of load.sent.slice(0, 1)) expect(there.get(draft.id!)).toBe(1)

    const moving = keepPosting(reading.url, [await signInAt(reading.url, 'bob')], { inFlight: 1 })
    await moving.reached(3)
    const target = join(folder, 'moved', 'parley.sqlite')
    const moved = await timed(runParley(elsewhere, ['copy', '--to', `sqlite:${target}`, '--json'], { env }))
    expect(moved.value.status, moved.value.said).toBe(0)
    // Writers are turned away by now.
    await moving.stop()
    await reading.stop()
    tell('copy', moved.took)
    const done = JSON.parse(moved.value.out)
    tell('of it nobody could write', done.stopped / 1000)
    expect(done).toMatchObject({ ok: true, broken: [] })
    const last = await serveProcess({ data: elsewhere, env: { PARLEY_DATABASE_URL: `sqlite:${target}` } })
    const seen = await everyComment(last.url)
    const lost = moving.sent.filter(({ id }) => id !== null && seen.get(id) !== 1)
    expect(lost).toEqual([])
    await last.stop()
    told.push(
      `the file: ${(statSync(file).size / 1e6).toFixed(1)} MB of a database of ${(manifest.bytes / 1e6).toFixed(1)} MB`,
    )
  })
})
