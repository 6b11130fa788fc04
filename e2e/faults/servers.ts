import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CAREFUL, type PostgresServer, startServer } from '../../packages/server/src/testing-postgres.ts'
import { freePort, type Served, serveProcess } from '../../packages/server/src/testing-process.ts'
import { compileShim, type Shim, shimFor } from './shim.ts'

/** One or two processes of Parley on one database, which can be killed and started again on the same data and ports. */
export interface Servers {
  /** The address of each process, the same for good. */
  urls: string[]
  data: string
  /** A file of SQLite, or postgres://… */
  database: string
  /** Where there is one and it runs here. */
  postgres: PostgresServer | null
  /** Each process's own; none where this machine has no compiler. */
  shims: Shim[]
  /** Starts those that do not run. */
  start(node?: number): Promise<void>
  /** kill -9. */
  kill(node: number): Promise<void>
  /** SIGTERM; answers how it ended. */
  stop(node: number): Promise<{ code: number | null; signal: string | null }>
  signal(node: number, signal: 'SIGSTOP' | 'SIGCONT'): void
  running(node: number): Served
  close(): Promise<void>
}

export interface Setup {
  database: 'sqlite' | 'postgres'
  processes?: number
  env?: Record<string, string>
  /** A bug by name (plants.ts). */
  plant?: string | undefined
  /** Keep a log of what is written (images.ts). */
  logged?: boolean
  /** Does something with the data folder before it is used; answers how that is undone. */
  before?: (data: string) => () => void
}

const PLANTER = fileURLToPath(new URL('planter.ts', import.meta.url))

/** Starts them. What they leave is removed by `close`. */
export async function openServers({
  database,
  processes = 1,
  env = {},
  plant,
  logged = false,
  before,
}: Setup): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-faults-'))
  const data = join(folder, 'data')
  mkdirSync(data)
  const after = before?.(data)
  const library = compileShim(folder)
  const postgres = database === 'postgres' ? await startServer(CAREFUL) : null
  const ports = await Promise.all(Array.from({ length: processes }, freePort))
  const shims = library ? ports.map((_, i) => shimFor(library, { data, folder, name: `process-${i}`, logged })) : []
  const nodes: (Served | null)[] = ports.map(() => null)
  const running = (node: number) => {
    const one = nodes[node]
    if (!one) throw new Error(`process ${node} does not run`)
    return one
  }
  const servers: Servers = {
    urls: ports.map(port => `http://127.0.0.1:${port}`),
    data,
    database: postgres?.url ?? join(data, 'parley.sqlite'),
    postgres,
    shims,
    async start(only) {
      for (const [i, port] of ports.entries())
        if (!nodes[i] && (only ?? i) === i)
          nodes[i] = await serveProcess({
            data,
            port,
            ...(plant && { node: ['--import', PLANTER] }),
            env: {
              ...(plant && { PARLEY_PLANT: plant }),
              ...(postgres && {
                PARLEY_DATABASE_URL: postgres.url,
                PARLEY_SECRET: 'one-secret-of-all-processes-0123456789',
              }),
              ...shims[i]?.env,
              ...env,
            },
          })
    },
    async kill(node) {
      await running(node).kill()
      nodes[node] = null
    },
    async stop(node) {
      const ended = await running(node).stop()
      nodes[node] = null
      return ended
    },
    signal: (node, signal) => void process.kill(-running(node).child.pid!, signal),
    running,
    async close() {
      for (const [i, one] of nodes.entries()) if (one) await servers.kill(i)
      await postgres?.stop()
      after?.()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    await servers.start()
  } catch (error) {
    await servers.close()
    throw error
  }
  return servers
}
