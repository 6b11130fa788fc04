import { expect } from 'vitest'
import { PAPER, STORY, ssoToken, type TestApp } from '../testing.ts'

export const OWN = 'http://127.0.0.1:8080'
export const THREAD = `/d?story=${encodeURIComponent(STORY)}`

/** What a browser without scripts makes of a page: its text, and its forms with the fields that were filled in. */
export class Page {
  readonly status: number
  readonly html: string
  readonly headers: Record<string, unknown>
  constructor(status: number, html: string, headers: Record<string, unknown>) {
    this.status = status
    this.html = html
    this.headers = headers
  }
  get text() {
    return unescaped(this.html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]*>/g, ''))
  }
  get linkedData() {
    return JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(this.html)![1]!)
  }
  get alert() {
    return unescaped(/role="alert">([^<]*)/.exec(this.html)?.[1] ?? '')
  }
  get statusLine() {
    return /role="status">([\s\S]*?)<\/p>/.exec(this.html)?.[1]?.replace(/<[^>]*>/g, '')
  }
  /** The fields of the form that is sent to an address, as they stand. */
  form(action: string): Record<string, string> {
    const form = [...this.html.matchAll(/<form[^>]* action="([^"#]*)[^"]*"[^>]*>([\s\S]*?)<\/form>/g)]
      .filter(([, to]) => to === action)
      .at(-1)
    if (!form) throw new Error(`no form to ${action} on the page: ${this.text.slice(0, 300)}`)
    const fields = [...form[2]!.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
      ([, name, value]) => [name!, unescaped(value!)],
    )
    const box = /<textarea[^>]* name="([^"]*)"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(form[2]!)
    return { ...Object.fromEntries(fields), ...(box && { [box[1]!]: unescaped(box[2]!) }) }
  }
  has(path: string) {
    return unescaped(this.html).includes(path)
  }
}

export const unescaped = (text: string) =>
  text.replace(
    /&(?:amp|lt|gt|quot|#39|#96);/g,
    sign => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#96;': '`' })[sign]!,
  )

/** A browser with its cookies, with no script. */
export class Browser {
  readonly #test: TestApp
  readonly cookies = new Map<string, string>()
  constructor(test: TestApp) {
    this.#test = test
  }
  async ask(
    method: 'GET' | 'POST',
    url: string,
    fields?: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const answer = await this.#test.server.inject({
      method,
      url,
      headers: {
        cookie: [...this.cookies].map(pair => pair.join('=')).join('; '),
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded', origin: OWN }),
        ...headers,
      },
      ...(fields && { payload: new URLSearchParams(fields).toString() }),
    })
    for (const { name, value } of answer.cookies) value ? this.cookies.set(name, value) : this.cookies.delete(name)
    return new Page(answer.statusCode, answer.body, answer.headers)
  }
  go = (url: string, headers?: Record<string, string>) => this.ask('GET', url, undefined, headers)
  send = (url: string, fields: Record<string, string>, headers?: Record<string, string>) =>
    this.ask('POST', url, fields, headers)
  /** Sends a form and loads the page that it leads to. */
  async sendAndFollow(url: string, fields: Record<string, string>): Promise<Page> {
    const answer = await this.send(url, fields)
    expect([answer.status, answer.alert]).toEqual([303, ''])
    return this.go(String(answer.headers.location).replace(/#.*/, ''))
  }
  async post(text: string, more: Record<string, string> = {}): Promise<Page> {
    const page = await this.go(more.replyTo ? `/d/comments/${more.replyTo}` : THREAD)
    return this.sendAndFollow('/d/comments', { ...page.form('/d/comments'), ...more, text })
  }
}

export async function signedIn(test: TestApp, name: string, claims: Record<string, unknown> = {}): Promise<Browser> {
  const browser = new Browser(test)
  const answer = await browser.send(
    '/d/sign-in',
    { sso: ssoToken(name, claims, { now: test.app.clock() }), return: THREAD },
    { origin: PAPER },
  )
  expect(answer.status).toBe(303)
  return browser
}

/** The id of the article that holds these words. */
export const idOf = (page: Page, words: string) => {
  const before = page.html.slice(0, page.html.indexOf(words, page.html.indexOf('</head>')))
  return [...before.matchAll(/<article id="(c_\w+)"/g)].at(-1)![1]!
}
