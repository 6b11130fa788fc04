import { expect, it, onTestFinished } from 'vitest'
import { invariants } from '../../packages/server/src/db/invariants.ts'
import { openDatabase } from '../../packages/server/src/db/open.ts'
import { DUE_PROCESS } from '../../packages/server/src/decisions/invariants.ts'
import { Clients, pagesOf, STORIES } from './clients.ts'
import { History } from './history.ts'
import { Random } from './random.ts'
import { problemsIn, run } from './run.ts'
import { openServers } from './servers.ts'

it('R01 R14 R16 R17: kill -9 of two processes and of PostgreSQL itself under load loses, doubles and disorders nothing', async () => {
  const faults = ['kill-database', 'kill'] as const
  const report = await run({ seed: 1, database: 'postgres', processes: 2, rounds: 6, faults, inFlight: [1, 24] })
  console.log(JSON.stringify({ ...report, found: undefined }))
  expect(problemsIn(report), JSON.stringify(report.found, null, 1)).toBe(0)
  expect(report.faults['kill-database']).toBeGreaterThan(0)
})

it('R07: where the clocks of two processes differ by five minutes, comments and decisions keep their order', async () => {
  const servers = await openServers({ database: 'postgres', processes: 2 })
  onTestFinished(() => servers.close())
  if (!servers.shims.length) return
  const history = new History()
  const by = servers.urls.map(url => new Clients(history, { urls: [url], random: new Random(1) }))
  for (const clients of by) await clients.enter()
  servers.shims[1]!.step(300_000)
  const story = STORIES[0]!
  const ids: string[] = []
  for (let i = 0; i < 8; i++) {
    const { entry } = await by[i % 2]!.post('one', { story, mark: String(i) })
    expect(entry.status).toBe(201)
    ids.push(entry.id!)
  }
  // The process that is ahead decides first.
  for (const [i, act] of (['remove', 'show', 'remove', 'show'] as const).entries()) {
    await by[(i + 1) % 2]!.decide('desk', ids[2]!, act)
    expect(history.of('decide').at(-1)!.status).toBe(200)
  }
  for (const url of servers.urls) expect(await pagesOf(url, story)).toEqual(ids)
  const db = await openDatabase(servers.database)
  expect(await invariants(db.read, DUE_PROCESS)).toEqual([])
  await db.close()
})
