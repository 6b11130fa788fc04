import { createHmac, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { sharedBrowser } from './browser.ts'
import { closeWindows, startDemo } from './newsroom.ts'

/** A few of our own, for a clone that has no corpora beside it. */
const OWN = [
  '<script>document.title="run"</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt&colon;alert(1))',
  '</script><script>alert(1)</script>',
  '<a href="data:text/html,<script>alert(1)</script>">a</a>',
  '![x](https://evil.example/track.png)',
  '{{constructor.constructor("alert(1)")()}}',
  '\u202eevil\u202c <b>bold</b> &lt;img src=x onerror=alert(1)&gt;',
]

const corpus = (path: string) => fileURLToPath(new URL(`../../shared/corpora/${path}`, import.meta.url))

/** Every hostile string there is; our own few where the corpora are not beside the clone, and says so. */
export function payloads(): string[] {
  if (!existsSync(corpus('xss/payloads.txt'))) {
    console.log('The shared corpora are not here: only our own payloads are tried.')
    return OWN
  }
  const own = JSON.parse(readFileSync(corpus('strings/own-hostile-strings.json'), 'utf8')) as Record<string, unknown>
  const lists = [
    readFileSync(corpus('xss/payloads.txt'), 'utf8').split('\n'),
    JSON.parse(readFileSync(corpus('strings/blns.json'), 'utf8')) as string[],
    readFileSync(corpus('markdown/markdown-it-xss.txt'), 'utf8').split(/\n\.\n/),
    ...Object.values(own).filter(Array.isArray),
  ]
  return [
    ...OWN,
    ...new Set(
      lists
        .flat()
        .filter((text): text is string => typeof text === 'string' && text.trim() !== '' && text.length < 4000),
    ),
  ]
}

const SECRET = 'hostile-only-secret-0123456789abcdef0123456789abcdef'
const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
function token(sub: string, name: string, role = 'reader') {
  const now = Math.floor(Date.now() / 1000)
  const body = `${b64({ alg: 'HS256', typ: 'JWT' })}.${b64({ sub, name, role, aud: 'default', iat: now, exp: now + 240, jti: randomUUID() })}`
  return `${body}.${createHmac('sha256', SECRET).update(body).digest('base64url')}`
}

/** What a reader's words may become. */
const ELEMENTS = [
  'p',
  'em',
  'strong',
  'code',
  'a',
  'blockquote',
  'ul',
  'ol',
  'li',
  'br',
  'pre',
  'mark',
  'span',
  'bdi',
  'del',
  'ins',
]
const A_PAGE = 80

/**
 * Sends every payload through each field that shows text (words of a comment, its edit, a name, a report, a moderator's reason, a story's title)
 * and looks at all of it in a real browser: the discussion on a newspaper's page, the plain page, the author's own view, the desk.
 * Fails if a script runs, a dialog opens, a policy is violated, somebody else is asked for anything, or an element appears that no text may make.
 */
export async function tryAll(all: readonly string[]): Promise<number> {
  const parley = await startDemo({ PARLEY_SSO_SECRET: SECRET })
  const browser = await sharedBrowser()
  const alarms: string[] = []
  try {
    const call = async (who: string, method: string, path: string, body?: unknown) => {
      const answer = await fetch(parley.url + path, {
        method,
        headers: {
          ...(who && { authorization: `Bearer ${who}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
      return { status: answer.status, json: (await answer.json().catch(() => null)) as any }
    }
    const signIn = async (sub: string, name: string, role?: string) => {
      const { status, json } = await call('', 'POST', '/v1/session', { sso: token(sub, name, role) })
      return status === 200 ? (json.token as string) : null
    }
    const author = (await signIn('author', 'Ann Author', 'moderator'))!
    const reporter = (await signIn('reporter', 'Rita Reporter'))!
    const moderator = (await signIn('moderator', 'Mona Moderator', 'moderator'))!

    const watch = async (cookie?: string) => {
      const context = await browser.newContext({ viewport: { width: 1000, height: 900 } })
      if (cookie) await context.addCookies([{ name: 'parley_session', value: cookie, url: parley.url }])
      if (cookie) await context.addInitScript(() => localStorage.setItem('parley:known', '1'))
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      page.on('dialog', dialog => {
        alarms.push(`a dialog opened: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('popup', () => alarms.push('a window opened'))
      page.on('console', message => {
        if (/Content Security Policy|Trusted/i.test(message.text())) alarms.push(message.text())
      })
      page.on('request', request => {
        if (!request.url().startsWith(parley.url) && !/^data:/.test(request.url()))
          alarms.push(`asked for ${request.url()}`)
      })
      return page
    }
    const reader = await watch()
    const own = await watch(author)
    const desk = await watch(moderator)

    for (let from = 0; from < all.length; from += A_PAGE) {
      const some = all.slice(from, from + A_PAGE)
      const story = `${parley.url}/business/alliance-talks?part=${from / A_PAGE}`
      await call(moderator, 'PUT', '/v1/desk/stories', { url: story, title: some[0]!.slice(0, 300) })
      const ids: string[] = []
      for (const [i, payload] of some.entries()) {
        const named = i < 20 ? await signIn(`n${from + i}`, payload.slice(0, 60)) : null
        const posted = await call(named ?? author, 'POST', '/v1/comments', { story, text: payload, postAnyway: true })
        if (posted.status !== 201) continue
        const { id } = posted.json.comment
        ids.push(id)
        if (i % 4 === 0)
          await call(named ?? author, 'PATCH', `/v1/comments/${id}`, { text: `${payload} edited`, postAnyway: true })
        await call(reporter, 'POST', `/v1/comments/${id}/reports`, { rule: 'nice', explanation: payload })
        if (i % 3 === 0)
          await call(moderator, 'POST', `/v1/desk/cases/k_${id.slice(2)}/decisions`, {
            act: 'collapse',
            rule: 'nice',
            explanation: payload,
          })
      }

      // The discussion on a newspaper's own page, as anyone and as its author sees it.
      for (const page of [reader, own]) {
        await page.goto(`${parley.url}/business/alliance-talks`)
        await page.evaluate(url => {
          const fresh = document.createElement('parley-comments')
          fresh.setAttribute('story', url)
          document.querySelector('parley-comments')!.replaceWith(fresh)
          fresh.scrollIntoView()
        }, story)
        await page.locator('parley-comments [part=list], parley-comments [part=empty]').first().waitFor()
        // Looked for and pressed in one step: the last page of comments may arrive, and take the button away, between two.
        const pressed = () =>
          page.evaluate(() => {
            const buttons = document.querySelector('parley-comments')!.shadowRoot!.querySelectorAll('button')
            const more = [...buttons].find(button => button.textContent === 'More comments')
            more?.click()
            return more !== undefined
          })
        await expect.poll(pressed, { timeout: 15_000 }).toBe(false)
        const folded = page.locator('parley-comments').getByRole('button', { name: 'Show it' })
        while (await folded.count()) await folded.first().click()
        await inspect(page, 'discussion', alarms)
      }
      await reader.goto(`${parley.url}/d?story=${encodeURIComponent(story)}`)
      await inspect(reader, 'plain page', alarms)
      await own.goto(`${parley.url}/d/mine`)
      await inspect(own, 'own comments', alarms)

      await desk.goto(`${parley.url}/desk`)
      await desk.getByRole('link', { name: /^Reported/ }).click()
      await desk.locator('.row').first().waitFor()
      await inspect(desk, 'desk list', alarms)
      for (const id of ids.filter((_, i) => i % 8 === 1)) {
        await desk.goto(`${parley.url}/desk#/reported/k_${id.slice(2)}`)
        await desk.locator('#case-title').waitFor()
        await inspect(desk, 'desk case', alarms)
      }
      // So that the next round's list is its own.
      for (const id of ids) await call(moderator, 'POST', `/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'show' })
    }
    await reader.goto(`${parley.url}/demo/mailbox`)
    await inspect(reader, 'mailbox', alarms)
    expect([...new Set(alarms)]).toEqual([])
    return all.length
  } finally {
    await closeWindows(browser)
    await parley.stop()
  }
}

/** Looks at a page as it stands: its title, its handlers, its links, and what readers' words have become. */
async function inspect(page: Page, what: string, alarms: string[]) {
  const found = await page.evaluate(allowed => {
    const wrong: string[] = []
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        for (const { name } of element.attributes) if (/^on/i.test(name)) wrong.push(`${element.localName} has ${name}`)
        const href = element.getAttribute('href') ?? element.getAttribute('xlink:href')
        if (href !== null && element.localName === 'a' && !/^(https?:|mailto:|[/#?])/i.test(href))
          wrong.push(`a link to ${href.slice(0, 60)}`)
        if (
          /^(iframe|object|embed|base|math|form)$/.test(element.localName) &&
          element.closest('[part~=body], [dir=auto]')
        )
          wrong.push(`${element.localName} in a text`)
        if (element.matches('[part~=body] *') && !allowed.includes(element.localName))
          wrong.push(`${element.localName} in a comment`)
        if (element.shadowRoot) look(element.shadowRoot)
      }
    }
    look(document)
    if (/^(run|xss)/i.test(document.title)) wrong.push(`the title is ${document.title}`)
    return wrong
  }, ELEMENTS)
  for (const wrong of found) alarms.push(`${what}: ${wrong}`)
}
