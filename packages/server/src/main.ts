import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import { type App, openApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { buildServer } from './http/server.ts'
import { watchDisk } from './keeping/disk.ts'

/** A stop may take so long, in milliseconds; then what is left is cut. */
const STOP = 10_000
/** So many connections may wait to be taken, as when all readers come back at once; the system may allow fewer. */
const BACKLOG = 4096

/** One JSON line an event, with no address, token or word of any reader. */
export function logger(config: Pick<Config, 'logLevel'>) {
  // Not pino's own writer: where whoever reads the log is gone, that one tries the same line again for ever when the process ends.
  process.stdout.on('error', () => {})
  return pino(
    { level: config.logLevel, base: { service: 'parley' }, timestamp: pino.stdTimeFunctions.isoTime },
    process.stdout,
  )
}

/** Starts the server and stops it gracefully on SIGTERM or SIGINT; `before` is done before it listens. Answers where it listens. */
export async function serve(config: Config = readConfig(), before: (app: App) => Promise<void> = async () => {}) {
  const log = logger(config)
  if (!config.limits) log.warn('PARLEY_LIMITS=off: no rate limits and no repeat phase. For measurements only.')
  const app = await openApp(config, log)
  // The word lists are read once, before anybody waits for it.
  app.guarded.read('', { hint: config.language })
  await before(app)
  const server = await buildServer(app)
  const address = await server
    .listen({ host: config.host, port: config.port, backlog: BACKLOG })
    .catch(async (error: NodeJS.ErrnoException) => {
      // An open connection would keep the process from ending.
      await app.close()
      if (error.code !== 'EADDRINUSE') throw error
      throw new Error(`port ${config.port} is taken by another program; stop it, or choose another with PARLEY_PORT`)
    })
  const unwatch = watchDisk(config, log)
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    const cut = globalThis
      .setTimeout(() => {
        log.warn('some requests did not finish in time')
        process.exit(1)
      }, STOP)
      .unref()
    unwatch()
    // Streams are told to come back, and nothing is ready here any more; what the proxy sends until it has noticed is served as ever.
    app.doorbell.close()
    await setTimeout(config.drain)
    // A connection is kept alive after its last answer; nobody waits for it to be used again.
    const idle = setInterval(() => server.server.closeIdleConnections(), 50)
    await server.close()
    clearInterval(idle)
    await app.close()
    clearTimeout(cut)
    log.info('stopped')
    process.exit(0)
  }
  // Before anybody is told that it is ready, and may stop it.
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
  log.info({ address }, 'ready')
  // Nobody waits for either.
  app.jobs.wake()
  app.jobs.tidy().catch(error => log.error({ err: error }, 'old rows could not be removed'))
  return { app, server, address }
}
