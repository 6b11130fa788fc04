import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { copyOf, drop } from '../packages/server/src/testing-postgres.ts'
import { freePort } from '../packages/server/src/testing-process.ts'
import { startProxy } from './proxy.ts'

/** A process as newsroom.ts starts it. */
interface Parley {
  said(): string
  end(): Promise<number | null>
}

/**
 * Two processes of Parley on one PostgreSQL database behind one proxy, each restarted in turn for as long as they run: SIGTERM, gone with
 * status 0, started again, ready, then the other. `template`: the database of which theirs is a copy.
 * `stop` throws where a process ended otherwise, or where the proxy saw a request fail.
 */
export async function startTwo(startOne: (env: Record<string, string>) => Promise<Parley>, template: string) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-two-'))
  const database = await copyOf(template)
  const ports = [await freePort(), await freePort()]
  const proxy = await startProxy(ports)
  const start = (i: number) =>
    startOne({
      PARLEY_PORT: String(ports[i]),
      PARLEY_URL: proxy.url,
      PARLEY_DATA: join(folder, String(i)),
      PARLEY_DATABASE_URL: database,
      PARLEY_SECRET: 'two-processes-only-0123456789abcdef0123456789abcdef',
      PARLEY_PROXIES: '127.0.0.1',
      PARLEY_DRAIN_SECONDS: '1',
    })
  // The first one makes the demo newsroom, the second finds it there.
  const running: Parley[] = [await start(0), await start(1)]
  const { faults } = proxy
  const given = () => [...proxy.given.values()]
  let going = true
  let restarts = 0
  const rolling = (async () => {
    for (let i = 0; going; i = 1 - i) {
      const code = await running[i]!.end()
      if (code !== 0) faults.push(`a process ended with ${code}: ${running[i]!.said()}`)
      const { [i]: before } = given()
      running[i] = await start(i)
      restarts++
      // The other one is not stopped before this one is at work.
      while (going && given()[i] === before) await setTimeout(100)
    }
  })().catch(error => void faults.push(String(error)))
  return {
    url: proxy.url,
    async stop() {
      going = false
      await rolling
      for (const one of running) await one.end()
      await proxy.close()
      await drop(database)
      rmSync(folder, { recursive: true, force: true })
      console.log(`${restarts} restarts; requests by process: ${given().join(', ')}`)
      if (faults.length) throw new Error(`failed while processes were restarted: ${[...new Set(faults)].join(' | ')}`)
    },
  }
}
