import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { newDraft, send, signInAt } from '../../packages/server/src/testing-process.ts'
import { call, STORIES } from './clients.ts'
import { Random } from './random.ts'
import { openServers } from './servers.ts'

/** A server under a steady load, looked at from outside: whether anything of it grows. */
export interface SoakReport {
  seconds: number
  requests: number
  failed: number
  /** Open files of the process when nobody asks it anything, before and after. */
  files: { before: number; after: number }
  /** Size of SQLite's log in MB: the largest while only Parley reads, while somebody else holds on to an old state, and after that. */
  log: { usual: number; held: number; after: number }
  /** Resident memory in MB, and how much more it became in an hour, by the straight line through the second half of the time. */
  memory: { first: number; last: number; slope: number }
}

const MB = 2 ** 20

export async function soak({
  seconds,
  rate = 50,
  seed,
}: {
  seconds: number
  /** Requests in a second. */
  rate?: number
  seed: number
}): Promise<SoakReport> {
  const [random, servers] = [new Random(seed), await openServers({ database: 'sqlite' })]
  try {
    const [url, { pid }] = [servers.urls[0]!, servers.running(0).child]
    const tokens = await Promise.all(['alice', 'bob', 'carol'].map(name => signInAt(url, name)))
    const files = () => readdirSync(`/proc/${pid}/fd`).length
    const logSize = () => statSync(join(servers.data, 'parley.sqlite-wal')).size / MB
    const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
    let [requests, failed] = [0, 0]
    const ask = async () => {
      const [chance, story] = [random.next(), encodeURIComponent(random.of(STORIES))]
      requests++
      if (chance < 0.2) {
        const { status } = await send(url, newDraft(random.of(tokens)))
        if (status !== 201) failed++
      } else if (chance < 0.25) {
        // A stream that is opened and left.
        const leave = new AbortController()
        const stream = await fetch(`${url}/v1/stream?story=${story}`, { signal: leave.signal }).catch(() => null)
        if (!stream?.ok) failed++
        leave.abort()
      } else {
        const { status } = await call(
          'GET',
          `${url}${chance < 0.9 ? `/v1/comments?story=${story}&sort=${random.of(['newest', 'oldest', 'respected'])}` : `/v1/counts?story=${story}`}`,
        )
        if (status !== 200) failed++
      }
    }
    const under = new Set<Promise<void>>()
    const begin = performance.now()
    const held = { from: begin + seconds * 400, to: begin + seconds * 700 }
    const seen = { usual: 0, held: 0, after: 0 }
    const points: { at: number; mb: number }[] = []
    let [before, reader] = [0, null as ReturnType<typeof holdOn> | null]
    for (let i = 0; performance.now() < begin + seconds * 1000; i++) {
      const now = performance.now()
      if (!before && now > begin + 3000) {
        await Promise.all(under)
        before = files()
      }
      if (!reader && now > held.from && now < held.to) reader = holdOn(servers.database)
      if (reader && now > held.to) {
        reader()
        reader = null
      }
      if (i % rate === 0) {
        const phase = now < held.from ? 'usual' : now < held.to ? 'held' : 'after'
        // After the reader has gone it takes a round of the log until it is cut.
        seen[phase] = phase === 'after' ? logSize() : Math.max(seen[phase], logSize())
        points.push({ at: (now - begin) / 3600_000, mb: memory() })
      }
      const asked = ask()
        .catch(() => void failed++)
        .finally(() => under.delete(asked))
      under.add(asked)
      await new Promise(next => setTimeout(next, 1000 / rate))
    }
    reader?.()
    await Promise.all(under)
    const after = files()
    await servers.stop(0)
    return {
      seconds: Math.round((performance.now() - begin) / 1000),
      requests,
      failed,
      files: { before, after },
      log: rounded(seen),
      memory: rounded({
        first: points[0]!.mb,
        last: points.at(-1)!.mb,
        slope: slopeOf(points.slice(points.length / 2)),
      }),
    }
  } finally {
    await servers.close()
  }
}

const rounded = <T extends Record<string, number>>(all: T) =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Math.round(value * 10) / 10])) as T

/** Somebody else's connection that holds on to the state of now; answers how it lets go. */
function holdOn(database: string): () => void {
  const other = new Sqlite(database, { readonly: true })
  other.exec('begin; select id from comments limit 1')
  return () => void other.close()
}

/** By least squares. */
function slopeOf(points: readonly { at: number; mb: number }[]): number {
  const mean = (of: (one: { at: number; mb: number }) => number) =>
    points.reduce((sum, one) => sum + of(one), 0) / points.length
  const [x, y] = [mean(({ at }) => at), mean(({ mb }) => mb)]
  return mean(({ at, mb }) => (at - x) * (mb - y)) / (mean(({ at }) => (at - x) ** 2) || 1)
}
