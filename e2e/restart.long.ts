import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { everyComment, keepPosting, serveProcess, signInAt } from '../packages/server/src/testing-process.ts'

const RESTARTS = 10

it(`R11: ${RESTARTS} restarts under load fail no post that its key cannot mend`, async () => {
  const data = mkdtempSync(join(tmpdir(), 'parley-restart-'))
  let server = await serveProcess({ data })
  onTestFinished(async () => {
    await server.kill()
    rmSync(data, { recursive: true, force: true })
  })
  const tokens = await Promise.all([1, 2, 3, 4].map(i => signInAt(server.url, `reader-${i}`)))
  const load = keepPosting(server.url, tokens, { inFlight: 24, retry: true })
  const stops: number[] = []
  for (let restart = 1; restart <= RESTARTS; restart++) {
    await load.reached(restart * 40)
    const begun = performance.now()
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    stops.push(performance.now() - begun)
    const log = join(data, 'parley.sqlite-wal')
    expect(existsSync(log) && statSync(log).size > 0).toBe(false)
    server = await serveProcess({ data, port: server.port })
  }
  await load.stop()
  expect(Math.max(...stops)).toBeLessThan(10_000)
  const there = await everyComment(server.url)
  expect(load.sent.filter(draft => there.get(draft.id ?? '') !== 1)).toEqual([])
  expect(there.size).toBe(load.sent.length)
  const retried = load.sent.filter(draft => draft.tries > 1).length
  console.log(
    `${load.sent.length} posts over ${RESTARTS} restarts, ${retried} of them sent again, slowest stop ${Math.round(Math.max(...stops))} ms`,
  )
  expect(await server.stop()).toEqual({ code: 0, signal: null })
})
