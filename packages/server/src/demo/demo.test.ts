import type { ContextNote } from '@parley/contract/notes.ts'
import type { Comment, OwnComment, Reply } from '@parley/contract/schemas.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../testing.ts'
import { ownPath } from './routes.ts'
import { seedDemo } from './seed.ts'
import { STORIES, urlOf } from './stories.ts'

const ORIGIN = 'http://127.0.0.1:8080'
const [lead, bypass, heron] = STORIES.map(story => urlOf(ORIGIN, story)) as [string, string, string]

/** A browser without scripts: it keeps cookies and sends forms. */
function browser(t: TestApp) {
  const jar = new Map<string, string>()
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    more: { form?: Record<string, string>; json?: object; origin?: string } = {},
  ) => {
    const answer = await t.server.inject({
      method,
      url,
      cookies: Object.fromEntries(jar),
      headers: {
        ...(method === 'POST' && { origin: more.origin ?? ORIGIN }),
        ...(more.form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(more.form && { payload: new URLSearchParams(more.form).toString() }),
      ...(more.json && { payload: more.json }),
    })
    for (const { name, value } of answer.cookies) value ? jar.set(name, value) : jar.delete(name)
    return answer
  }
  return {
    get: (url: string) => send('GET', url),
    submit: (url: string, form: Record<string, string>, origin?: string) =>
      send('POST', url, { form, ...(origin && { origin }) }),
    post: (url: string, json: object) => send('POST', url, { json }),
  }
}

describe('the demo newsroom', () => {
  let t: TestApp
  beforeAll(async () => {
    t = await testApp({ config: { demo: true } })
    await seedDemo(t.app)
  })
  afterAll(() => t.close())

  const discussion = async (story: string) => {
    const { comments } = (await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}&sort=oldest&limit=100`))
      .json
    return comments.flatMap(({ replies, ...top }: Comment) => [top, ...replies]) as Reply[]
  }

  describe('has a seeded discussion', () => {
    it('that is sound, and counted by story', async () => {
      const { counts } = (
        await t.guest.get(
          `/v1/counts?${[lead, bypass, heron].map(url => `story=${encodeURIComponent(url)}`).join('&')}`,
        )
      ).json
      expect(counts).toEqual({ [lead]: 25, [bypass]: 8, [heron]: 0 })
      expect(await t.broken()).toEqual([])
    })

    it('that reads like a real one: depth, an eyewitness, an edit, respect, times in the past', async () => {
      const comments = await discussion(lead)
      expect(Math.max(...comments.map(comment => comment.depth))).toBe(4)
      expect(comments.filter(comment => comment.kind === 'eyewitness')).toMatchObject([
        { author: { name: 'Emil Weber' }, respects: 11, account: null },
        { author: { name: 'Oskar Brandt' }, account: { verified: true, photos: [{ width: 1200, height: 800 }] } },
        { author: { name: 'Seals and Gaskets' }, account: { verified: false, byline: 'pseudonym' } },
      ])
      expect(comments.filter(comment => comment.editedAt).map(comment => comment.author?.name)).toEqual(['Luca Ferri'])
      const ages = comments.map(comment => (t.app.clock() - Date.parse(comment.postedAt)) / 60_000)
      expect(Math.min(...ages)).toBeLessThan(60)
      expect(Math.max(...ages)).toBeGreaterThan(24 * 60)
    })

    it('with notes that readers agree on, one that needs ratings and one of the editors, by the ratings alone', async () => {
      const notes = async (story: string) =>
        (await t.guest.get(`/v1/notes?story=${encodeURIComponent(story)}`)).json.notes.map(
          ({ kind, status, author }: ContextNote) => `${kind} ${status} ${author?.name}`,
        )
      expect(await notes(lead)).toEqual([
        'editors null undefined',
        'reader shown Alice Moreau',
        'reader needs_more Farah Nasser',
      ])
      expect(await notes(bypass)).toEqual([
        'reader shown Luca Ferri',
        'reader needs_more Kemi Adeyemi',
        'reader needs_more Bob Tanaka',
      ])
    })

    it('with a comment removed and one collapsed, and the reason for their authors', async () => {
      const comments = await discussion(lead)
      expect(
        comments.filter(comment => comment.decision).map(({ state, decision }) => [state, decision?.rule]),
      ).toEqual([
        ['removed', 'nice'],
        ['collapsed', 'clean'],
      ])
      const jonas = await t.signIn('jonas', { name: 'Jonas Keller' })
      const mine: OwnComment[] = (await jonas.get('/v1/me/comments')).json.comments
      expect(mine.map(comment => [comment.state, comment.reason?.rule])).toEqual([
        ['held', undefined],
        ['removed', 'nice'],
      ])
      expect(mine[1]!.reason!.explanation).toContain('degrades them')
    })

    it('with a threat held and two reports waiting at the desk', async () => {
      const mona = await t.signIn('mona', { name: 'Mona Adler', role: 'moderator' })
      const cases = async (queue: string) => (await mona.get(`/v1/desk/cases?queue=${queue}`)).json.cases
      expect(await cases('held')).toMatchObject([{ authorName: 'Jonas Keller', finding: { rule: 'threats' } }])
      expect(await cases('reported')).toMatchObject([{ authorName: 'Nora Whelan', reports: 2 }])
    })

    it('with a call, and an account that waits at the desk', async () => {
      const { story } = (await t.guest.get(`/v1/comments?story=${encodeURIComponent(lead)}`)).json
      expect(story.call.question).toContain('Do you work at a supplier?')
      const otto = await t.signIn('otto', { name: 'Otto Lang', role: 'editor' })
      const { accounts } = (await otto.get('/v1/desk/accounts')).json
      expect(accounts).toMatchObject([{ reader: { name: 'Gwen Pritchard' }, consent: { name: 'newsroom-only' } }])
    })

    it('that is not written twice', async () => {
      const before = await discussion(lead)
      await seedDemo(t.app)
      expect(await discussion(lead)).toEqual(before)
    })
  })

  describe('shows pages', () => {
    const PAGES = ['/', ...STORIES.map(story => story.path), '/demo/sign-in', '/demo/mailbox']

    it.each(PAGES)('%s: nothing inline, nothing foreign, no script but Parley’s', async path => {
      const page = await browser(t).get(path)
      expect(page.statusCode).toBe(200)
      expect(page.headers['content-security-policy']).toContain(
        "default-src 'none'; script-src 'self'; worker-src blob:; style-src 'self'",
      )
      expect(page.body).not.toMatch(/<style|\sstyle=|\son\w+=/i)
      const script = path === '/' ? 'parley-count' : 'parley'
      expect(page.body.match(/<script[^>]*>/g)).toEqual([`<script type="module" async src="/${script}.js">`])
      const targets = [...page.body.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(match => match[1])
      expect(targets.filter(target => !/^[/#]/.test(target!))).toEqual([])
      expect(page.body).toContain('all their comments are invented')
    })

    it('with every file they name', async () => {
      const { body } = await browser(t).get('/')
      const files = [...body.matchAll(/"(\/demo\/[\w-]+\.\w+)"/g)].map(match => match[1]!)
      expect(files.length).toBeGreaterThan(3)
      for (const file of files) expect((await browser(t).get(file)).statusCode).toBe(200)
    })

    it('with a count beside each headline, and the discussion below the story', async () => {
      const front = (await browser(t).get('/')).body
      for (const url of [lead, bypass, heron]) expect(front).toContain(`<parley-count story="${url}">`)
      expect(front).toContain('href="/business/alliance-talks"')
      const story = (await browser(t).get('/business/alliance-talks')).body
      expect(story).toContain(`<parley-comments story="${lead}" sso-url="/demo/token"`)
      expect(story).toContain(`<a href="/d?story=${encodeURIComponent(lead)}">`)
    })

    it('with the mails that were not sent, as text', async () => {
      await browser(t).post('/v1/session', { email: 'new@reader.example' })
      const { body } = await browser(t).get('/demo/mailbox')
      expect(body).toContain('new@reader.example')
      expect(body).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4} is your code/)
      expect(body.indexOf('new@reader.example')).toBeLessThan(body.indexOf('oskar@reader.example'))
    })
  })

  describe('signs people in', () => {
    const me = async (b: ReturnType<typeof browser>) => (await b.get('/v1/me')).json().reader

    it('as a reader, whom the discussion learns of by a token', async () => {
      const b = browser(t)
      expect((await b.get('/demo/token')).statusCode).toBe(204)
      const answer = await b.submit('/demo/sign-in', { person: 'alice', return: '/business/alliance-talks#discussion' })
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/business/alliance-talks#discussion'])
      expect((await b.get('/')).body).toContain('Signed in as Alice Moreau')
      const session = await b.post('/v1/session', (await b.get('/demo/token')).json())
      expect(session.json().reader).toMatchObject({ name: 'Alice Moreau', role: 'reader' })
    })

    it('as the moderator, who may open the desk at once', async () => {
      const b = browser(t)
      await b.submit('/demo/sign-in', { person: 'mona', return: '/desk' })
      expect(await me(b)).toMatchObject({ name: 'Mona Adler', role: 'moderator' })
      expect((await b.get('/v1/desk/queues')).statusCode).toBe(200)
    })

    it('as one person at a time, until they sign out', async () => {
      const b = browser(t)
      await b.submit('/demo/sign-in', { person: 'mona', return: '/' })
      await b.submit('/demo/sign-in', { person: 'bob', return: '/' })
      expect(await me(b)).toBeNull()
      await b.post('/v1/session', (await b.get('/demo/token')).json())
      expect(await me(b)).toMatchObject({ name: 'Bob Tanaka' })
      await b.submit('/demo/sign-out', { return: '/' })
      expect(await me(b)).toBeNull()
      expect((await b.get('/demo/token')).statusCode).toBe(204)
    })

    it('nobody whom it does not know, and nobody from another site', async () => {
      const b = browser(t)
      const unknown = await b.submit('/demo/sign-in', { person: 'eve', return: '/desk' })
      expect(unknown.headers.location).toBe('/demo/sign-in?return=%2Fdesk')
      expect(
        (await b.submit('/demo/sign-in', { person: 'mona', return: '/desk' }, 'https://evil.example')).statusCode,
      ).toBe(403)
      expect((await b.get('/demo/token')).statusCode).toBe(204)
    })

    it.each([
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https://evil.example/',
      'https:evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '\t//evil.example',
      '/%0d%0aset-cookie:a=b\r\nset-cookie: a=b',
      '',
      ' /desk',
    ])('and never sends them away to %j', async back => {
      const answer = await browser(t).submit('/demo/sign-in', { person: 'alice', return: back })
      expect(answer.headers.location).toBe('/')
    })

    it.each([
      '/desk',
      '/business/alliance-talks#parley-c_01',
      '/d?story=http%3A%2F%2F127.0.0.1%3A8080%2Fa&x=//evil.example',
      '/.//evil.example',
    ])('but back to %j on this site', path => {
      expect(ownPath(path)).toBe(path)
      expect(new URL(ownPath(path), ORIGIN).origin).toBe(ORIGIN)
    })
  })
})

describe('without the demo', () => {
  let t: TestApp
  beforeAll(async () => {
    t = await testApp()
  })
  afterAll(() => t.close())

  it('there is no newspaper, and nobody signs in by pressing a button', async () => {
    const b = browser(t)
    expect((await b.submit('/demo/sign-in', { person: 'mona', return: '/desk' })).statusCode).toBeGreaterThanOrEqual(
      400,
    )
    expect((await b.get('/demo/mailbox')).statusCode).toBe(404)
    expect((await b.get('/v1/me')).json().reader).toBeNull()
  })
})
