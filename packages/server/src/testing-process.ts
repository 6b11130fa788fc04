import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { BARE, databaseIn, databaseOf, PAPER, SSO_SECRET, STORY, ssoToken } from './testing.ts'

/** A real `parley serve` as a child process, and readers who keep posts in flight: for crashes, restarts and measurements. */

const PARLEY = fileURLToPath(new URL('../bin/parley.mjs', import.meta.url))

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}
export interface Served {
  url: string
  port: number
  child: ChildProcess
  /** Everything it has logged. */
  log(): string
  ended: Promise<Ended>
  /** kill -9. Resolves when it is gone. */
  kill(): Promise<Ended>
  /** SIGTERM. Resolves when it is gone. */
  stop(): Promise<Ended>
}

export const freePort = () =>
  new Promise<number>((done, failed) => {
    const server = createServer().on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) end(child, 'SIGKILL')
})

/** An older Node only hands over to Node 24 in a child of its own, so signals go to the whole group. */
function end(child: ChildProcess, signal: NodeJS.Signals) {
  try {
    process.kill(-child.pid!, signal)
  } catch {
    // It is gone already.
  }
}

/** Starts `parley serve` on a data folder; resolves when it listens. Throws with its last lines where it does not. */
export async function serveProcess({
  data,
  port,
  env = {},
  node = [],
}: {
  data: string
  port?: number
  env?: Record<string, string>
  node?: string[]
}): Promise<Served> {
  const at = port ?? (await freePort())
  await databaseIn(data)
  const url = `http://127.0.0.1:${at}`
  const child = spawn(process.execPath, [...node, PARLEY, 'serve'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...BARE,
      PARLEY_PORT: String(at),
      PARLEY_URL: url,
      PARLEY_DATA: data,
      PARLEY_SSO_SECRET: SSO_SECRET,
      PARLEY_ORIGINS: PAPER,
      PARLEY_LIMITS: 'off',
      PARLEY_RESERVE_MB: '0',
      ...databaseOf(data),
      ...env,
    },
  })
  running.add(child)
  let log = ''
  const ended = new Promise<Ended>(done => {
    child.on('close', (code, signal) => {
      running.delete(child)
      done({ code, signal })
    })
  })
  const ready = new Promise<void>(done => {
    const hear = (chunk: Buffer) => {
      log += chunk
      if (log.includes('"msg":"ready"')) done()
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
  })
  const early = await Promise.race([ready, ended])
  if (early)
    throw new Error(
      `parley serve ended with ${early.code ?? early.signal}: ${log.trim().split('\n').slice(-3).join(' | ')}`,
    )
  const send = (signal: NodeJS.Signals) => {
    end(child, signal)
    return ended
  }
  return { url, port: at, child, log: () => log, ended, kill: () => send('SIGKILL'), stop: () => send('SIGTERM') }
}

/** Signs a reader in by the newsroom's token; answers the session's token. */
export async function signInAt(url: string, sub: string): Promise<string> {
  const answer = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: PAPER },
    body: JSON.stringify({ sso: ssoToken(sub, { name: `Reader ${sub}` }) }),
  })
  if (!answer.ok) throw new Error(`signing in ${sub} answers ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { token: string }).token
}

export interface Sent {
  /** Of the session of its writer: keys belong to their readers. */
  token: string
  key: string
  text: string
  /** The comment's id, once a 201 has come. */
  id: string | null
  /** The last status, 0 where the connection broke. */
  status: number
  tries: number
}

/** Posts one draft on STORY, once. A broken connection is a status of 0. */
export async function send(url: string, draft: Sent): Promise<Sent> {
  draft.tries++
  try {
    const answer = await fetch(`${url}/v1/comments`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: PAPER,
        authorization: `Bearer ${draft.token}`,
        'idempotency-key': draft.key,
      },
      body: JSON.stringify({ story: STORY, text: draft.text }),
    })
    const text = await answer.text()
    draft.status = answer.status
    if (answer.status === 201) draft.id = JSON.parse(text).comment.id
  } catch {
    draft.status = 0
  }
  return draft
}

let drafts = 0
/** A draft like no other. */
export const newDraft = (token: string): Sent => ({
  token,
  key: randomUUID(),
  text: `Thought ${++drafts}: sharing platforms keeps two plants open.`,
  id: null,
  status: 0,
  tries: 0,
})

export interface Load {
  sent: Sent[]
  /** Resolves when so many posts have been answered 201 since the load began. */
  reached(acknowledged: number): Promise<void>
  /** No new posts; resolves when those in flight are over. */
  stop(): Promise<void>
}

/** Keeps `inFlight` posts going; a writer whose post fails writes no more. With `retry`, what was not answered 201 is sent again under its key, until it is. */
export function keepPosting(
  url: string,
  tokens: string[],
  { inFlight, retry = false }: { inFlight: number; retry?: boolean },
): Load {
  const sent: Sent[] = []
  const waiting: { n: number; done: () => void }[] = []
  let acknowledged = 0
  let on = true
  async function write(token: string) {
    while (on) {
      const draft = newDraft(token)
      sent.push(draft)
      await send(url, draft)
      while (retry && draft.id === null) {
        // The embed waits too before it tries again.
        await new Promise(next => setTimeout(next, 100))
        await send(url, draft)
      }
      if (draft.id === null) return
      acknowledged++
      for (const one of waiting) if (acknowledged >= one.n) one.done()
    }
  }
  const writers = Array.from({ length: inFlight }, (_, i) => write(tokens[i % tokens.length]!))
  return {
    sent,
    reached: n => new Promise(done => (acknowledged >= n ? done() : void waiting.push({ n, done }))),
    async stop() {
      on = false
      await Promise.all(writers)
    },
  }
}

/** How often each comment stands on the public pages of STORY. */
export async function everyComment(url: string): Promise<Map<string, number>> {
  const seen = new Map<string, number>()
  for (let after = ''; ; ) {
    const answer = await fetch(
      `${url}/v1/comments?story=${encodeURIComponent(STORY)}&sort=oldest&limit=100${after && `&after=${encodeURIComponent(after)}`}`,
    )
    if (!answer.ok) throw new Error(`reading answers ${answer.status}: ${await answer.text()}`)
    const page = (await answer.json()) as { comments: { id: string }[]; next: string | null }
    for (const { id } of page.comments) seen.set(id, (seen.get(id) ?? 0) + 1)
    if (!page.next) return seen
    after = page.next
  }
}
