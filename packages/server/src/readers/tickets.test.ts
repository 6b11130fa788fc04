import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, PAPER, STORY, type TestApp, testApp } from '../testing.ts'

const FORM = `/d/timeline?story=${encodeURIComponent(STORY)}`

let now = Date.now()
let t: TestApp
let alice: Client
beforeAll(async () => {
  t = await testApp({ clock: () => now })
  alice = await t.signIn('alice')
})
afterAll(() => t.close())

/** The way to a page as a script on the newspaper's page gets it. */
async function ticketTo(to: string, who = alice): Promise<string> {
  const { status, json } = await who.post('/v1/session/page', { to })
  expect(status).toBe(200)
  const url = new URL(json.url)
  expect(url.pathname).toBe('/d/in')
  return url.pathname + url.search
}
/** Follows it as a browser does that comes from a page. */
const follow = (path: string, referer: string | null = `${PAPER}/`) =>
  t.guest.call('GET', path, undefined, referer === null ? {} : { referer })
const cookieOf = ({ headers }: { headers: Record<string, unknown> }) =>
  /parley_session=([\w-]+)/.exec(String(headers['set-cookie']))?.[1]

describe('the link that keeps a reader signed in', () => {
  it('leads to the form, as the same reader, and ends with his session', async () => {
    const bob = await t.signIn('bob')
    const arrived = await follow(await ticketTo(FORM, bob))
    expect([arrived.status, arrived.headers.location]).toEqual([303, FORM])
    const cookie = `parley_session=${cookieOf(arrived)}`
    const form = await t.guest.call('GET', FORM, undefined, { cookie })
    expect([form.status, form.text]).toEqual([200, expect.stringContaining('You write as <bdi>bob')])
    await bob.call('DELETE', '/v1/session')
    expect((await t.guest.call('GET', FORM, undefined, { cookie })).status).toBe(401)
  })

  it('works once, within a minute', async () => {
    const once = await ticketTo(FORM)
    const late = await ticketTo(FORM)
    expect((await follow(once)).status).toBe(303)
    now += 61_000
    for (const gone of [once, late, '/d/in', `/d/in?ticket=made-up&to=${encodeURIComponent(FORM)}`]) {
      const page = await follow(gone)
      expect([page.status, cookieOf(page)], gone).toEqual([401, undefined])
      expect(page.text).toContain('works once, for a minute')
    }
    // And from the sign-in on to where it led.
    expect((await follow(once)).text).toContain(`name="return" value="${FORM.replaceAll('&', '&amp;')}"`)
  })

  it('is of no use to whoever reads the database, nor after its session has ended', async () => {
    const cora = await t.signIn('cora')
    const path = await ticketTo(FORM, cora)
    const rows = JSON.stringify(await t.app.db.read.selectFrom('sessions').selectAll().execute())
    const ticket = new URLSearchParams(path.split('?')[1]).get('ticket')!
    expect(rows).not.toContain(ticket)
    expect(
      (await t.guest.call('GET', '/v1/me/comments', undefined, { authorization: `Bearer ${ticket}` })).status,
    ).toBe(401)
    await cora.call('DELETE', '/v1/session')
    expect((await follow(path)).status).toBe(401)
  })

  it('S26 leads to own pages only', async () => {
    for (const to of [
      'https://evil.example/d',
      '//evil.example/d',
      '/desk',
      '/d/../desk',
      '/d\\@evil.example',
      'd',
      '/v1/me',
    ]) {
      const { status, json } = await alice.post('/v1/session/page', { to })
      expect([status, json.code], to).toEqual([400, 'request.invalid'])
    }
    const path = await ticketTo('/d/mine')
    const turned = await follow(path.replace(/to=.*/, `to=${encodeURIComponent('https://evil.example/')}`))
    expect([turned.status, turned.headers.location]).toEqual([303, '/d/mine'])
  })

  it.each([null, 'https://evil.example/', `${PAPER}.evil.example/`])(
    'signs nobody in who comes from %s, for he would write as somebody else',
    async referer => {
      const page = await follow(await ticketTo(FORM), referer)
      expect([page.status, cookieOf(page)]).toEqual([401, undefined])
    },
  )

  it('leaves whoever is signed in there as he is, where it is good no more', async () => {
    const path = await ticketTo(FORM)
    const cookie = `parley_session=${cookieOf(await follow(path))}`
    const again = await t.guest.call('GET', path, undefined, { cookie, referer: `${PAPER}/` })
    expect([again.status, again.headers.location, cookieOf(again)]).toEqual([303, FORM, undefined])
  })
})
