import { createHmac, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '@parley/contract/schemas.ts'
import type { Engine } from '@parley/rules/engine.ts'
import { pino } from 'pino'
import { Check, Errors } from 'typebox/value'
import { type App, openApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { type Connect, connectSqlite, type Handle } from './db/dialect/sqlite.ts'
import { invariants } from './db/invariants.ts'
import { isThere, openDatabase } from './db/open.ts'
import { DUE_PROCESS } from './decisions/invariants.ts'
import { buildServer } from './http/server.ts'
import { ROUTES } from './http/table.ts'
import { copyOf, drop } from './testing-postgres.ts'

/** Set-up for tests of the server: a real app on a database of its own, spoken to over HTTP (injected, or listening). */
export const SSO_SECRET = 'tests-only-secret-0123456789abcdef0123456789abcdef'
export const PAPER = 'https://paper.example'
export const STORY = `${PAPER}/business/alliance-talks`

/** All that a process of Parley is given of the environment of its test. */
export const BARE = { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A newsroom's token, HS256. `claims` overrides anything; a claim of undefined is left out. */
export function ssoToken(
  sub: string,
  claims: Record<string, unknown> = {},
  {
    secret = SSO_SECRET,
    header = { alg: 'HS256', typ: 'JWT' },
    now = Date.now(),
  }: { secret?: string; header?: object; now?: number } = {},
): string {
  const iat = Math.floor(now / 1000)
  const body = `${b64(header)}.${b64({ sub, name: sub, role: 'reader', aud: 'default', iat, exp: iat + 240, jti: randomUUID(), email: `${sub}@paper.example`, ...claims })}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

const PATHS = ROUTES.map(route => ({ ...route, path: new RegExp(`^${route.url.replace(/:\w+/g, '[^/]+')}$`) }))

/** Holds an answer against the schema that the table promises for it, undeclared fields included. Whatever a test is about, this is checked too. */
function assertPromised(method: string, url: string, status: number, json: unknown): void {
  const path = url.split('?')[0]!
  const route = PATHS.find(one => one.method === method && one.path.test(path))
  const schema = status >= 400 ? Problem : route?.answers?.[status]
  if (!route || !schema) return
  if (!Check(schema, json))
    throw new Error(
      `${method} ${route.url} answers ${status} with ${JSON.stringify(Errors(schema, json)[0])}: ${JSON.stringify(json).slice(0, 300)}`,
    )
}

/** A file of the hostile texts that lie beside the checkout, or null where they do not (then it says so). */
export function corpus(path: string): string | null {
  const file = fileURLToPath(new URL(`../../../../shared/corpora/${path}`, import.meta.url))
  if (existsSync(file)) return readFileSync(file, 'utf8')
  console.log(`not tried: the corpus ${path} is not on this machine`)
  return null
}

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  json: any
  text: string
  headers: Record<string, string | string[] | number | undefined>
}
export interface Client {
  id: string
  name: string
  token: string
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Posts a comment on STORY and answers its id. */
  says(text: string, more?: Record<string, unknown>): Promise<string>
}

export interface TestApp {
  app: App
  server: Awaited<ReturnType<typeof buildServer>>
  guest: Client
  signIn(sub: string, claims?: Record<string, unknown>): Promise<Client>
  /** The same reader, spoken for at this app: for two on one database. */
  as(reader: Client): Client
  /** The invariants that do not hold; [] where all is well. */
  broken(): ReturnType<typeof invariants>
  close(): Promise<void>
}

/** Databases on PostgreSQL by the data folder of their test app, for commands that are run beside it. */
const databases = new Map<string, string>()

/** The settings by which another process finds the database of a data folder, where it is not in there. */
export function databaseOf(data: string): { PARLEY_DATABASE_URL?: string; PARLEY_SECRET?: string } {
  const database = databases.get(data)
  return database ? { PARLEY_DATABASE_URL: database, PARLEY_SECRET: SSO_SECRET } : {}
}

/** Do these tests run on PostgreSQL? */
export const ON_POSTGRES = process.env.PARLEY_TEST_DATABASE !== undefined

/** The database of a data folder: a file in it, or on PostgreSQL one that is made the first time. */
export async function databaseIn(data: string): Promise<string> {
  const template = process.env.PARLEY_TEST_DATABASE
  if (!template) return join(data, 'parley.sqlite')
  const database = databases.get(data) ?? (await copyOf(template))
  databases.set(data, database)
  return database
}

let image: Buffer | undefined

/** The bytes of a database in which nothing has happened yet, so that the migrations run once and not for every test. */
async function newDatabase(): Promise<Buffer> {
  if (image) return image
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
  const file = join(folder, 'parley.sqlite')
  await (await openDatabase(file)).close()
  image = readFileSync(file)
  rmSync(folder, { recursive: true })
  return image
}

/** Opens an app for a test. Limits are off unless asked for; the clock may be the test's. */
export async function testApp({
  env = {},
  config = {},
  clock,
  connect,
  engine,
  data: given,
  lines,
}: {
  env?: Record<string, string>
  config?: Partial<Config>
  clock?: () => number
  connect?: Connect
  /** In place of the one that is shipped. */
  engine?: () => Engine
  data?: string
  /** Collects what is logged, one JSON line each. */
  lines?: string[]
} = {}): Promise<TestApp> {
  const data = given ?? mkdtempSync(join(tmpdir(), 'parley-test-'))
  const own = ON_POSTGRES && !connect && !config.database
  const database = own ? await databaseIn(data) : undefined
  const settings: Config = {
    ...readConfig({
      PARLEY_DATA: data,
      PARLEY_SSO_SECRET: SSO_SECRET,
      PARLEY_ORIGINS: PAPER,
      PARLEY_LIMITS: 'off',
      PARLEY_URL: 'http://127.0.0.1:8080',
      PARLEY_LOG: lines ? 'debug' : 'silent',
      ...databaseOf(data),
      ...env,
    }),
    ...config,
  }
  const log = lines
    ? pino({ level: settings.logLevel }, { write: line => void lines.push(line) })
    : pino({ level: 'silent' })
  if (!isThere(settings.database)) writeFileSync(settings.database, await newDatabase())
  const handles: Handle[] = []
  const app = await openApp(settings, log, {
    ...(clock && { clock }),
    connect(file) {
      const handle = (connect ?? connectSqlite)(file)
      handles.push(handle)
      return handle
    },
    ...(engine && { engine }),
  })
  // No test of this kind cuts the power, so none waits for the disk.
  for (const handle of handles) handle.pragma('synchronous = OFF')
  // How slow the machine is decides nothing in a test: nobody looks at it any more.
  app.pressure.close()
  const server = await buildServer(app)
  await server.ready()

  const client = (token: string, who: { id: string; name: string }): Client => {
    const call: Client['call'] = async (method, url, body, headers = {}) => {
      const answer = await server.inject({
        method: method as 'GET',
        url,
        headers: {
          origin: PAPER,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = answer.body
      let json = null
      try {
        json = JSON.parse(text)
      } catch {
        // Not every answer is JSON.
      }
      assertPromised(method, url, answer.statusCode, json)
      return { status: answer.statusCode, json, text, headers: answer.headers }
    }
    const post: Client['post'] = (path, body, headers) => call('POST', path, body, headers)
    return {
      ...who,
      token,
      call,
      get: path => call('GET', path),
      post,
      async says(text, more = {}) {
        const answer = await post('/v1/comments', { story: STORY, text, ...more })
        if (answer.status !== 201)
          throw new Error(`posting “${text.slice(0, 60)}” answers ${answer.status}: ${answer.text.slice(0, 300)}`)
        return answer.json.comment.id
      },
    }
  }
  const guest = client('', { id: '', name: '' })
  return {
    app,
    server,
    guest,
    async signIn(sub, claims = {}) {
      const answer = await guest.post('/v1/session', {
        sso: ssoToken(sub, { name: sub, ...claims }, { now: app.clock() }),
      })
      if (answer.status !== 200) throw new Error(`signing in ${sub} answers ${answer.status}: ${answer.text}`)
      return client(answer.json.token, answer.json.reader)
    },
    as: reader => client(reader.token, reader),
    broken: () => invariants(app.db.read, DUE_PROCESS),
    async close() {
      app.doorbell.close()
      await server.close()
      await app.close()
      // What has a folder of its own is opened again.
      if (database && !given) await drop(database)
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** The mails in the outbox, oldest first. */
export async function mails(app: App): Promise<{ to: string; subject: string; text: string }[]> {
  const rows = await app.db.read
    .selectFrom('jobs')
    .select('payload_json')
    .where('kind', '=', 'mail')
    .orderBy('id')
    .execute()
  return rows.map(row => JSON.parse(row.payload_json))
}
