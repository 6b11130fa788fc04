import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { connectSqlite } from '../packages/server/src/db/dialect/sqlite.ts'
import { sharedBrowser } from './browser.ts'
import { startTwo } from './two-processes.ts'

const PARLEY = fileURLToPath(new URL('../packages/server/bin/parley.mjs', import.meta.url))

/** The small one: every page that is looked at takes it in first. */
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

export const freePort = () =>
  new Promise<number>((done, failed) => {
    const server = createServer()
      .on('error', failed)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number }
        server.close(() => done(port))
      })
  })

/** A server of Parley as a process of its own, ready to be asked. */
export async function startParley(command: 'demo' | 'serve', env: Record<string, string> = {}) {
  const port = Number(env.PARLEY_PORT ?? (await freePort()))
  const data = env.PARLEY_DATA ?? mkdtempSync(join(tmpdir(), 'parley-e2e-'))
  const url = `http://127.0.0.1:${port}`
  const child: ChildProcess = spawn(process.execPath, [PARLEY, command], {
    env: {
      ...process.env,
      PARLEY_PORT: String(port),
      PARLEY_DATA: data,
      PARLEY_LIMITS: 'off',
      PARLEY_RESERVE_MB: '0',
      PARLEY_LOG: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A test that is cut off leaves no server behind.
  const cut = () => void child.kill('SIGKILL')
  process.once('exit', cut)
  child.once('exit', () => process.off('exit', cut))
  let said = ''
  child.stdout!.on('data', chunk => (said += chunk))
  child.stderr!.on('data', chunk => (said += chunk))
  const ended = new Promise<number | null>(done => child.once('exit', done))
  // Counted, not timed: on a busy machine the clock runs on while nothing else does.
  for (let tries = 0; ; await setTimeout(100)) {
    if (child.exitCode !== null || ++tries > 400) {
      child.kill('SIGKILL')
      throw new Error(`parley ${command} does not start: ${said}`)
    }
    if (
      await fetch(`${url}/readyz`).then(
        answer => answer.ok,
        () => false,
      )
    )
      break
  }
  return {
    url,
    data,
    child,
    said: () => said,
    /** SIGTERM; answers the exit status. Its data stay. */
    end() {
      child.kill('SIGTERM')
      return ended
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

export interface Newsroom {
  url: string
  story: string
  /** The story without comments. */
  quiet: string
  browser: Browser
  /** A window of its own: its own cookies, its own storage. Whatever it asks of another host fails the test. */
  window(options?: BrowserContextOptions): Promise<Page>
  /** A window of someone who is signed in at the newspaper. */
  windowOf(person: 'alice' | 'bob' | 'dora' | 'mona' | 'otto', options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** The first so many of the looks in every `npm test`, all of them with PARLEY_LONG=1. */
export const looks = <T>(all: readonly T[], always: number): readonly T[] =>
  process.env.PARLEY_LONG ? all : all.slice(0, always)

export const closeWindows = (browser: Browser) => Promise.all(browser.contexts().map(context => context.close()))

/** Where one newsroom after the other opens: addresses are in what it holds, so the port is kept between them, and what is there at first is made once. */
interface Place {
  port: number
  /** Keeps the port while no newsroom is open. */
  keeper?: Server
  /** What a newsroom holds that nobody has entered yet, by file. */
  fresh?: Record<string, Buffer>
}
const places: Place[] = []

const keep = async (place: Place) => {
  place.keeper = createServer().listen(place.port, '127.0.0.1').unref()
  await once(place.keeper, 'listening')
  places.push(place)
}

/** The demo newsroom as it is on its first day. What `env` sets holds for what happens from then on. */
export async function startDemo(env: Record<string, string>) {
  const place = places.pop() ?? { port: await freePort() }
  await new Promise(done => (place.keeper ? place.keeper.close(done) : done(null)))
  const data = mkdtempSync(join(tmpdir(), 'parley-e2e-'))
  mkdirSync(join(data, 'demo'))
  for (const [file, bytes] of Object.entries(place.fresh ?? {})) writeFileSync(join(data, 'demo', file), bytes)
  const parley = await startParley('demo', { PARLEY_PORT: String(place.port), PARLEY_DATA: data, ...env })
  place.fresh ??= firstDay(data)
  return {
    ...parley,
    async stop() {
      await parley.stop()
      await keep(place)
    },
  }
}

/** What a demo newsroom holds that has just opened. */
function firstDay(data: string): Record<string, Buffer> {
  const copy = join(data, 'first-day.sqlite')
  const database = connectSqlite(join(data, 'demo', 'parley.sqlite'))
  database.prepare('vacuum into ?').run(copy)
  database.close()
  return { secret: readFileSync(join(data, 'demo', 'secret')), 'parley.sqlite': readFileSync(copy) }
}

/** The demo newsroom with its browser: one process, or with a PostgreSQL (`vitest --project two`) two of them, each restarted again and again. */
export async function openNewsroom(env: Record<string, string> = {}): Promise<Newsroom> {
  const template = process.env.PARLEY_TEST_DATABASE
  const [parley, browser] = await Promise.all([
    template ? startTwo(own => startParley('demo', { ...own, ...env }), template) : startDemo(env),
    sharedBrowser(),
  ])
  const strangers: string[] = []
  const faults: string[] = []
  const front = await (await fetch(parley.url)).text()
  const quiet = [...front.matchAll(/href="(\/[a-z]+\/[a-z0-9-]+)"/g)]
    .map(hit => hit[1]!)
    .find(path => /heron/.test(path))
  const window = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1100, height: 900 }, ...options })
    const page = await context.newPage()
    // A window whose process has been stopped comes back within 30 seconds.
    page.setDefaultTimeout(template ? 45_000 : 15_000)
    page.on('request', request => {
      if (!request.url().startsWith(parley.url) && !/^(data|blob|about):/.test(request.url()))
        strangers.push(request.url())
    })
    page.on('pageerror', error => faults.push(error.message))
    page.on('console', message => {
      if (/Content Security Policy|TrustedHTML/i.test(message.text())) faults.push(message.text())
    })
    return page
  }
  return {
    url: parley.url,
    story: `${parley.url}/business/alliance-talks`,
    quiet: `${parley.url}${quiet}`,
    browser,
    window,
    async windowOf(person, options) {
      const page = await window(options)
      // As the newspaper's form does it; e2e/keyboard.test.ts signs in by the form.
      const answer = await page.context().request.post(`${parley.url}/demo/sign-in`, {
        headers: { origin: parley.url },
        form: { person, return: '/' },
        maxRedirects: 0,
      })
      assert.equal(answer.status(), 303)
      return page
    },
    async close() {
      await closeWindows(browser)
      await parley.stop()
      assert.deepEqual(strangers, [], 'a page asked somebody else')
      assert.deepEqual(faults, [], 'an error in a page')
    },
  }
}

/** Goes to a story and waits until its discussion is there. */
export async function openStory(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('parley-comments').scrollIntoViewIfNeeded()
  await page.locator('parley-comments [part=list], parley-comments [part=empty]').first().waitFor()
}

/** Fails with what axe finds against WCAG 2.2 AA on a page, shadow trees included; with `within`, in that part of the discussion alone. */
export async function expectAccessible(page: Page, what: string, within?: string): Promise<void> {
  // By the debugger, so that a page's own strict policy need not be loosened for it; once, until the page is left.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const violations = await page.evaluate(
    async part =>
      (
        await (window as unknown as { axe: typeof axe }).axe.run(
          part ? { fromShadowDom: ['parley-comments', part] } : document,
          {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            resultTypes: ['violations'],
          },
        )
      ).violations,
    within,
  )
  const said = violations.map(({ id, nodes }) => `${id} at ${nodes.map(node => node.target.join(' ')).join(', ')}`)
  assert.deepEqual(said, [], what)
}
