import { existsSync, statSync } from 'node:fs'
import type { History } from './history.ts'
import type { Random } from './random.ts'
import type { Servers } from './servers.ts'

/** What goes wrong, and how it is mended. Which, when and where comes of the seed, and all of it is in the history. */

export type Fault = 'kill' | 'restart' | 'pause' | 'kill-database' | 'fsync' | 'full' | 'clock'

const DAY = 86_400_000
/** How long it stays so, in milliseconds. */
const LASTS = 300
const lasts = () => new Promise(next => setTimeout(next, LASTS))

interface Struck {
  servers: Servers
  history: History
  random: Random
}

const FAULTS: Record<Fault, (struck: Struck, node: number) => Promise<void>> = {
  async kill({ servers }, node) {
    await servers.kill(node)
    await servers.start(node)
  },
  async restart({ servers }, node) {
    const { code, signal } = await servers.stop(node)
    if (code !== 0) throw new Error(`a graceful stop ends with ${code ?? signal}`)
    const wal = `${servers.database}-wal`
    if (!servers.postgres && existsSync(wal) && statSync(wal).size) throw new Error('a graceful stop leaves a log')
    await servers.start(node)
  },
  /** It does nothing for a moment, and notices only that time has passed. */
  async pause({ servers }, node) {
    servers.signal(node, 'SIGSTOP')
    await lasts()
    servers.signal(node, 'SIGCONT')
  },
  async 'kill-database'({ servers }) {
    await servers.postgres!.kill()
    await lasts()
    await servers.postgres!.start()
  },
  async fsync({ servers, random }, node) {
    const shim = servers.shims[node]!
    shim.failSync(1 + random.below(5))
    while (shim.willFail()) await new Promise(next => setTimeout(next, 50))
  },
  async full({ servers }, node) {
    servers.shims[node]!.fill(true)
    await lasts()
    servers.shims[node]!.fill(false)
  },
  async clock({ servers, random }, node) {
    const ahead = random.of([-DAY, -300_000, 300_000, DAY])
    servers.shims[node]!.step(ahead)
    await lasts()
    servers.shims[node]!.step(0)
  },
}

/** What can go wrong here: PostgreSQL's disk is its own business, and without a compiler no disk is anybody's. */
export function possible({ postgres, shims }: Pick<Servers, 'postgres' | 'shims'>): Fault[] {
  const disk: Fault[] = shims.length && !postgres ? ['fsync', 'full'] : []
  return [
    'kill',
    'restart',
    'pause',
    ...(postgres ? (['kill-database'] as const) : []),
    ...disk,
    ...(shims.length ? (['clock'] as const) : []),
  ]
}

/** Lets something go wrong and mends it. Throws where it cannot be mended. */
export async function strike(struck: Struck, fault: Fault): Promise<void> {
  const node = struck.random.below(struck.servers.urls.length)
  struck.history.fault(`${fault} of process ${node}`)
  await FAULTS[fault](struck, node)
  struck.history.fault('mended')
}
