import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { invariants } from '../packages/server/src/db/invariants.ts'
import { openDatabase } from '../packages/server/src/db/open.ts'
import { DUE_PROCESS } from '../packages/server/src/decisions/invariants.ts'
import { everyComment, keepPosting, send, serveProcess, signInAt } from '../packages/server/src/testing-process.ts'

const KILLS = 20

it(`R01, R13: ${KILLS} kills with up to 500 posts in flight lose and double nothing that was acknowledged`, async () => {
  const data = mkdtempSync(join(tmpdir(), 'parley-kill-'))
  let server = await serveProcess({ data })
  onTestFinished(async () => {
    await server.kill()
    rmSync(data, { recursive: true, force: true })
  })
  const acknowledged = new Map<string, string>()
  let unanswered = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const tokens = await Promise.all([1, 2, 3, 4].map(i => signInAt(server.url, `reader-${kill}-${i}`)))
    const load = keepPosting(server.url, tokens, { inFlight: [1, 24, 100, 500][kill % 4]! })
    await load.reached(1 + Math.floor(Math.random() * 300))
    await server.kill()
    await load.stop()
    server = await serveProcess({ data, port: server.port })
    for (const draft of load.sent) if (draft.id) acknowledged.set(draft.key, draft.id)
    for (const draft of [...load.sent.slice(0, 5), ...load.sent.slice(-5)]) {
      const again = await send(server.url, { ...draft, id: null })
      expect(again.status).toBe(201)
      if (draft.id) expect(again.id).toBe(draft.id)
      acknowledged.set(draft.key, again.id!)
    }
    unanswered += load.sent.filter(draft => draft.id === null).length
    const there = await everyComment(server.url)
    expect([...acknowledged.values()].filter(id => there.get(id) !== 1)).toEqual([])
  }
  await server.stop()
  const db = await openDatabase(join(data, 'parley.sqlite'))
  const { twice } = await db.read
    .selectFrom('comments')
    .select(eb => eb(eb.fn.countAll<number>(), '-', eb.fn.count<number>('text').distinct()).as('twice'))
    .executeTakeFirstOrThrow()
  expect(twice).toBe(0)
  expect(await invariants(db.read, DUE_PROCESS)).toEqual([])
  await db.close()
  console.log(`${acknowledged.size} acknowledged over ${KILLS} kills, ${unanswered} unanswered, 0 lost, 0 twice`)
})
