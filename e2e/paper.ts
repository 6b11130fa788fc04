import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type NoteRoom, noteRoom } from '../packages/server/src/notes/testing.ts'
import { type Client, PAPER, ssoToken, type TestApp, testApp } from '../packages/server/src/testing.ts'
import { sharedBrowser } from './browser.ts'
import { freePort } from './newsroom.ts'

/**
 * A newspaper on an origin of its own, with the policy that docs/embedding.md asks for, and Parley in this process, so that its clock can
 * be put on: what takes days here takes none.
 */
export interface Paper {
  app: TestApp
  notes: NoteRoom
  url: string
  story: string
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void
  /** A window of somebody who is signed in at the newspaper; of nobody without a name. Its cookies are of no use at Parley’s origin. */
  windowOf(name: string | null, options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

export async function openPaper(): Promise<Paper> {
  const [port, own] = [await freePort(), await freePort()]
  const origin = `http://localhost:${port}`
  const url = `http://127.0.0.1:${own}`
  const story = `${origin}/plant`
  let ahead = 0
  const app = await testApp({
    clock: () => Date.now() + ahead,
    env: {
      PARLEY_URL: url,
      PARLEY_ORIGINS: `${origin},${PAPER}`,
      PARLEY_NOTES_MINUTES: '0',
      PARLEY_NOTES_AGE_DAYS: '0',
    },
  })
  await app.server.listen({ port: own, host: '127.0.0.1' })
  const policy = `default-src 'none'; script-src ${url}; connect-src ${url} 'self'; img-src ${url}; worker-src blob:; style-src 'nonce-own'; require-trusted-types-for 'script'; trusted-types parley`
  const page = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>The plant</title><style nonce="own">body{background:light-dark(#fff,#191816);color:light-dark(#000,#fff)}</style><script type="module" async src="${url}/parley.js"></script><main><h1>The plant</h1><parley-comments sso-url="/token"></parley-comments></main></html>`
  const server = createServer(({ url: path = '/', headers }, response) => {
    const name = /\bname=(\w+)/.exec(headers.cookie ?? '')?.[1]
    if (path === '/token')
      return name
        ? response
            .writeHead(200, { 'content-type': 'application/json' })
            .end(JSON.stringify({ sso: ssoToken(name.toLowerCase(), { name }, { now: Date.now() + ahead }) }))
        : response.writeHead(204).end()
    return response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      .end(page)
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const browser: Browser = await sharedBrowser()
  const contexts: { close(): Promise<void> }[] = []
  const faults: string[] = []
  return {
    app,
    notes: noteRoom(app, ms => {
      ahead += ms
    }),
    url,
    story,
    pass(ms) {
      ahead += ms
    },
    async windowOf(name, options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1100, height: 900 }, ...options })
      contexts.push(context)
      if (name) await context.addCookies([{ name: 'name', value: name, domain: 'localhost', path: '/' }])
      // As in a browser that has seen this reader before.
      if (name)
        await context.addInitScript(() => {
          try {
            localStorage.setItem('parley:known', '1')
          } catch {
            // Not every document has a storage.
          }
        })
      context.on('page', page => {
        page.on('pageerror', error => faults.push(error.message))
        page.on('console', message => {
          if (/Content Security Policy|TrustedHTML/i.test(message.text())) faults.push(message.text())
        })
      })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      return page
    },
    async close() {
      await Promise.all(contexts.map(context => context.close()))
      server.close()
      server.closeAllConnections()
      await app.close()
      if (faults.length > 0) throw new Error(`an error in a page: ${faults.join('; ')}`)
    },
  }
}

/** Readers of two camps who usually disagree, with what shows it: eight of one, six of the other, and twelve notes that they have rated. */
export async function twoCamps({ app, notes, story }: Paper): Promise<Client[]> {
  const camps = await Promise.all(Array.from({ length: 14 }, (_, i) => app.signIn(`rater${i}`)))
  const author = await app.signIn('author')
  const writer = await app.signIn('writer')
  const rated: string[] = []
  for (let n = 0; n < 11; n++) {
    const comment = await author.says(`A claim with the number ${n} in it.`, { story })
    rated.push(await notes.noteOn(writer, comment, { story }))
  }
  const both = ['+++++++++++++o', 'o+++++++++++++', '++++o+++++++++']
  await notes.rateAll(rated, camps, [...both, ...Array(4).fill('++++++++------'), ...Array(4).fill('--------------')])
  return camps
}
