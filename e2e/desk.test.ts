import { createHmac, randomUUID } from 'node:crypto'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, looks, type Newsroom, openNewsroom } from './newsroom.ts'

const SECRET = 'the-secret-that-this-newspaper-shares-with-its-discussion'
const LINKS = 'https://a.example https://b.example https://c.example'
const REASON = 'It states as fact what no source supports.'

/** How the desk may look; first the one that differs most from what the other tests here look at, which are light and wide. */
const LOOKS = looks(
  [
    ['dark, on a phone', { colorScheme: 'dark', viewport: { width: 390, height: 844 }, hasTouch: true }],
    ['light, wide', { colorScheme: 'light', viewport: { width: 1320, height: 860 } }],
    ['dark, wide', { colorScheme: 'dark', viewport: { width: 1100, height: 800 } }],
    ['high contrast', { contrast: 'more', viewport: { width: 1320, height: 860 } }],
    ['forced colours', { forcedColors: 'active', viewport: { width: 1320, height: 860 } }],
  ] as const,
  1,
)

let newsroom: Newsroom

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs somebody in whom the demo’s own list does not have. Answers the session. */
async function enter(sub: string, role: 'reader' | 'moderator' | 'editor'): Promise<string> {
  const iat = Math.floor(Date.now() / 1000)
  const name = sub[0]!.toUpperCase() + sub.slice(1)
  const email = `${sub}@reader.example`
  const claims = { sub, name, role, email, aud: 'default', iat, exp: iat + 240, jti: randomUUID() }
  const body = `${b64({ alg: 'HS256', typ: 'JWT' })}.${b64(claims)}`
  const sso = `${body}.${createHmac('sha256', SECRET).update(body).digest('base64url')}`
  return (await ask<{ token: string }>('/v1/session', { sso })).token
}

async function ask<T>(path: string, body: object, token?: string): Promise<T> {
  const answer = await fetch(newsroom.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${text}`)
  return JSON.parse(text)
}

const caseOf = (comment: string) => `k_${comment.slice(2)}`
const decide = (session: string, comment: string, choice: object) =>
  ask<{ statement: { no: number } }>(`/v1/desk/cases/${caseOf(comment)}/decisions`, choice, session)

/** The desk of somebody, at a place, ready. */
async function deskOf(session: string, place: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await newsroom.window(options)
  await page.context().addCookies([{ name: 'parley_session', value: session, url: newsroom.url }])
  await page.goto(`${newsroom.url}/desk#/${place}`)
  await page.locator('.queue').first().waitFor({ state: 'attached' })
  return page
}

const row = (page: Page, text: string) => page.locator('.row').filter({ hasText: text })
const notice = (page: Page) => page.locator('.notice')
const noticed = (page: Page, words: RegExp) => expect.poll(() => notice(page).textContent()).toMatch(words)
/** Goes on by keys until the case with these words is on the screen. */
async function goTo(page: Page, text: string) {
  for (let n = 0; n < 60; n++) {
    if (
      (
        await page
          .locator('.case .words')
          .textContent()
          .catch(() => '')
      )?.includes(text)
    )
      return
    await page.keyboard.press('j')
    await page.locator('.case .words').waitFor()
  }
  throw new Error(`“${text}” is not in this list`)
}

/** Nothing on the screen is wider than the screen. */
async function expectNarrowEnough(page: Page, what: string) {
  const wider = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'main, .stories, .story, .case, .cases, .words-and-facts, .acts, .rows, .top, dialog[open]',
      ),
    ]
      .filter(part => part.getClientRects().length > 0 && part.scrollWidth > part.clientWidth + 1)
      .map(part => part.className),
  )
  expect(wider, what).toEqual([])
}

describe('the desk by keyboard alone', () => {
  let rita: string
  let nils: string
  let mona: string
  /** One that waits, made by the first who needs it. */
  let account: string | undefined
  const says = async (text: string) =>
    (await ask<{ comment: { id: string } }>('/v1/comments', { story: newsroom.story, text, postAnyway: true }, rita))
      .comment.id

  /** An eyewitness account of Rita's, as the form sends it. Answers its id. */
  const witnesses = async (text: string) =>
    (
      await ask<{ id: string }>(
        '/v1/accounts',
        {
          ...{ story: newsroom.story, relation: 'there', text, how: 'I stood at the gate.' },
          when: { from: '2026-11-27T08:10', exact: true },
          where: { place: 'Gate 3, Hollin plant', precision: 'street' },
          contact: { email: 'rita@safe.example', safeWay: 'After eight in the evening.' },
          consent: { publish: true, name: 'name', keepOriginals: false, tell: false },
        },
        rita,
      )
    ).id

  beforeAll(async () => {
    newsroom = await openNewsroom({ PARLEY_SSO_SECRET: SECRET })
    rita = await enter('rita', 'reader')
    nils = await enter('nils', 'moderator')
    mona = await enter('mia', 'moderator')
  })
  afterAll(() => newsroom.close())

  it('an appeal is read with what it is against, and answered by somebody else with a reason; the comment is back', async () => {
    const id = await says('The board has lied about the Hollin plant for years.')
    const { statement } = await decide(nils, id, { act: 'remove', rule: 'truth', explanation: REASON })
    await ask(`/v1/statements/${statement.no}/appeals`, { text: 'The minutes of March say so.' }, rita)

    const own = await deskOf(nils, 'appeals')
    await own.locator('.appeal').getByText('You made this decision. Someone else must answer').waitFor()
    await own.context().close()

    const page = await deskOf(mona, 'appeals')
    const appeal = page.locator('.appeal')
    await appeal.waitFor()
    await expect
      .poll(() => appeal.textContent())
      .toMatch(/Appeal of the author.*The minutes of March say so\..*Nils.*no source supports/s)
    // A text without a reason cannot be sent.
    await page.keyboard.press('y')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'Please fill in [why] first.' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('a')
    await page.getByLabel('Whoever appealed will read').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('You are right: the minutes are a source.')
    await page.keyboard.press('Enter')
    await noticed(page, /Decided on the appeal\. Whoever appealed is told why\./)
    await expect.poll(() => page.locator('.row').count()).toBe(0)
    const kept = async () =>
      (
        await fetch(`${newsroom.url}/v1/statements/${statement.no}`, { headers: { authorization: `Bearer ${rita}` } })
      ).json()
    // The desk goes on before the server has answered.
    await expect.poll(kept).toMatchObject({
      appeal: { outcome: 'reversed', reasons: 'You are right: the minutes are a source.' },
      reversedAt: expect.any(String),
    })
    await page.context().close()
  })

  it('an author is suspended for days, reads why by a number, and it is taken back by one key', async () => {
    await says(`Suspend me for ${LINKS}`)
    const page = await deskOf(mona, 'held')
    await goTo(page, 'Suspend me')
    await page.keyboard.press('s')
    await page.keyboard.press('5')
    await page.getByLabel('Days').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('14')
    await page.keyboard.press('Enter')
    await noticed(page, /Author suspended for 14 days under No advertising/)
    // The case stays on the screen and in its queue: what becomes of the comment is another decision.
    await expect.poll(() => page.locator('.case .words').textContent()).toContain('Suspend me')
    await page.locator('.fact').getByText('suspended until').waitFor()
    const link = notice(page).getByRole('link', { name: /Statement of reasons no\. \d+/ })
    const no = /\d+/.exec((await link.textContent()) ?? '')![0]
    await expect.poll(() => link.getAttribute('href')).toBe(`/d/statements/${no}`)
    await page.keyboard.press('u')
    await noticed(page, /Taken back/)
    await expect.poll(() => page.locator('.fact').getByText('suspended until').count()).toBe(0)
    await page.context().close()
  })

  it('what is against the law names the law', async () => {
    const id = await says(`Against the law, with ${LINKS}`)
    const page = await deskOf(mona, 'held')
    await goTo(page, 'Against the law')
    await page.keyboard.press('r')
    await page.keyboard.press('6')
    await page.getByLabel('Law', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'Please name the law first.' }).waitFor()
    await page.keyboard.type('§ 186 StGB')
    await page.keyboard.press('Enter')
    await noticed(page, /Removed as against the law.*Statement of reasons no\./)
    const { decisions } = await (
      await fetch(`${newsroom.url}/v1/desk/cases/${caseOf(id)}`, { headers: { authorization: `Bearer ${nils}` } })
    ).json()
    expect(decisions).toMatchObject([{ act: 'remove', rule: 'illegal', law: '§ 186 StGB' }])
    await page.context().close()
  })

  it('many are selected, previewed, removed at once and brought back', async () => {
    for (const n of [1, 2, 3]) await says(`Watches, offer ${n}: ${LINKS}`)
    const page = await deskOf(mona, 'held')
    await row(page, 'Watches, offer 3').waitFor()
    for (const n of [1, 2, 3]) {
      await goTo(page, `Watches, offer ${n}`)
      await page.keyboard.press('x')
    }
    await page.getByText('3 selected').waitFor()
    const before = await page.locator('.row').count()
    await page.keyboard.press('r')
    await page.keyboard.press('5')
    await page.getByLabel('The author will read').waitFor()
    await page.keyboard.press('Enter')
    const preview = page.locator('.preview')
    await preview.getByText('held → removed').nth(2).waitFor()
    await expect.poll(() => page.locator('.row').count()).toBe(before)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Remove 3 comments/)
    await page.keyboard.press('Enter')
    await noticed(page, /Removed under No advertising: 3 comments, each with its own statement\./)
    await expect.poll(() => page.locator('.row').count()).toBe(before - 3)
    await page.keyboard.press('u')
    await noticed(page, /Taken back: 3 decisions\./)
    await expect.poll(() => page.locator('.row').count()).toBe(before)
    await page.context().close()
  })

  it('colleagues see who is on a case, whose it is and what was noted, live', async () => {
    await says(`Both look at this: ${LINKS}`)
    const [one, other] = [await deskOf(mona, 'held'), await deskOf(nils, 'held')]
    await goTo(one, 'Both look')
    await row(other, 'Both look').getByText('Mia is on it').waitFor()
    await goTo(other, 'Both look')
    await other.getByText('Mia is on this case right now.').waitFor()
    await one.keyboard.press('m')
    await one.keyboard.type('Ask the business desk.')
    await one.keyboard.press('Enter')
    await one.locator('.notes').getByText('Ask the business desk.').waitFor()
    await one.keyboard.press('Escape')
    await one.keyboard.press('i')
    await noticed(one, /This case is yours now/)
    await row(other, 'Both look').getByText('Mia', { exact: true }).waitFor()
    // The other decides; who is on it is told, and keeps the place.
    await other.keyboard.press('a')
    await noticed(one, /decided meanwhile by .Nils.: Shown/)
    await expect.poll(() => one.locator('.case .words').textContent()).toContain('Both look')
    await one.context().close()
    await other.context().close()
  })

  it('whoever reports without ground is weighed by the four criteria, and warned with a reason', async () => {
    const rolf = await enter('rolf', 'reader')
    for (const n of [1, 2, 3]) {
      const id = await says(`Nothing wrong with this, ${n}.`)
      await ask(`/v1/comments/${id}/reports`, { rule: 'nice', explanation: 'I do not like it.' }, rolf)
      if (n < 3) await decide(nils, id, { act: 'show', explanation: 'It breaks no rule.' })
    }
    const page = await deskOf(mona, 'reported')
    await goTo(page, 'Nothing wrong with this, 3.')
    await page.getByRole('button', { name: /^The reports of\s+Rolf$/ }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 unfounded, 0 right, 1 waiting').waitFor()
    await expectAccessible(page, 'the record of a reporter')
    await dialog.getByRole('button', { name: 'Warn…' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Warn and send' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByRole('alert').filter({ hasText: 'Please fill in [which] first.' }).waitFor()
    await expectAccessible(page, 'the warning of a reporter')
    await dialog.getByLabel('The reader will read').focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('Two of your reports were about comments that break no rule.')
    await dialog.getByRole('button', { name: 'Warn and send' }).focus()
    await page.keyboard.press('Enter')
    await noticed(page, /Done, with statement of reasons no\. \d+\./)
    await expect.poll(() => page.locator('.case .words').textContent()).toContain('Nothing wrong with this, 3.')
    await page.context().close()
  })

  it('searches by words, narrows by rule and state, and finds what was decided', async () => {
    const id = await says('Quinces are the fruit of this discussion.')
    await decide(nils, id, { act: 'collapse', rule: 'clean', explanation: REASON })
    const page = await deskOf(mona, 'all')
    await page.locator('.row').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('quinces')
    await expect.poll(() => page.locator('.row').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('f')
    await page.keyboard.press('End')
    await expect.poll(() => page.locator('.row').count()).toBe(0)
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.locator('.row').count()).toBe(1)
    await page.keyboard.press('Escape')
    await row(page, 'Quinces').getByText('Collapsed under Keep it clean').waitFor()
    await page.context().close()
  })

  it('watches a discussion, a reader and a story: what is new there stands in a queue of one’s own, with why', async () => {
    await says('The quay of marmots will grow.')
    const page = await deskOf(mona, 'new')
    await goTo(page, 'quay of marmots')
    await page.keyboard.press('z')
    await noticed(page, /You watch this discussion until/)
    await page.getByRole('button', { name: 'this reader' }).focus()
    await page.keyboard.press('Enter')
    await noticed(page, /You watch this reader until/)
    await page.locator('.fact').getByText('Only you see that you watch.').waitFor()
    await page.goto(`${newsroom.url}/desk#/watched`)
    await row(page, 'quay of marmots').getByText('Reader', { exact: false }).first().waitFor()
    // Live, and counted until somebody has looked.
    const count = page.getByRole('link', { name: /^Watched/ })
    await expect.poll(() => count.textContent()).toMatch(/0/)
    const id = await says('And it has grown.')
    await row(page, 'And it has grown.').getByText('Reader', { exact: false }).first().waitFor()
    await expect.poll(() => count.textContent()).toMatch(/1/)
    const other = await deskOf(nils, 'watched')
    await other.getByText('Nothing is there under what you watch.').waitFor()
    await other.context().close()
    await decide(nils, id, { act: 'show', explanation: 'It breaks no rule.' })
    await expect.poll(() => count.textContent()).toMatch(/0/)
    await goTo(page, 'quay of marmots')
    await page.keyboard.press('z')
    await noticed(page, /You watch this discussion no more/)
    await page.getByText('What you watch (1)').click()
    await page.getByRole('button', { name: /^End\s+watching Rita/ }).press('Enter')
    await expect.poll(() => page.locator('.row').count()).toBe(0)
    await page.context().close()
  })

  it('keeps a search under a name, opens it by keys, renames and deletes it, and takes that back', async () => {
    await says('Medlars are the fruit of late autumn.')
    const page = await deskOf(mona, 'all')
    await page.keyboard.press('/')
    await page.keyboard.type('medlars')
    await expect.poll(() => page.locator('.row').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('.')
    const dialog = page.getByRole('dialog', { name: 'Saved views' })
    await dialog.getByLabel('Name').focus()
    await page.keyboard.type('Autumn fruit')
    await page.keyboard.press('Enter')
    await noticed(page, /Saved as “Autumn fruit”/)
    const link = page.getByRole('navigation', { name: 'Saved views' }).getByRole('link')
    await expect.poll(() => link.getAttribute('aria-current')).toBe('true')
    await page.goto(`${newsroom.url}/desk#/held`)
    await page.keyboard.press('/')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('#search').inputValue()).toBe('')
    await page.keyboard.press('.')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Autumn fruit/)
    await page.keyboard.press('Enter')
    await row(page, 'Medlars').waitFor()
    await expect.poll(() => page.locator('#search').inputValue()).toBe('medlars')
    await page.keyboard.press('.')
    await dialog.getByRole('button', { name: /^Rename\s+Autumn fruit/ }).press('Enter')
    await page.getByLabel('Another name for Autumn fruit').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('Late fruit')
    await page.keyboard.press('Enter')
    await noticed(page, /“Autumn fruit” is called “Late fruit” now/)
    await page.keyboard.press('.')
    await dialog.getByRole('button', { name: /^Delete\s+Late fruit/ }).press('Enter')
    await noticed(page, /“Late fruit” is deleted/)
    await expect.poll(() => link.count()).toBe(0)
    await page.keyboard.press('u')
    await noticed(page, /“Late fruit” is there again/)
    await expect.poll(() => link.textContent()).toBe('Late fruit')
    await page.context().close()
  })

  it('goes through the stories by keys, closes a discussion, takes that back, and leads to its settings', async () => {
    const page = await deskOf(mona, 'held')
    await page.keyboard.press('g')
    const first = page.locator('.story').first()
    await first.getByText(/\d held/).waitFor()
    await expect.poll(() => page.title()).toBe('Stories · Parley desk')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Renault and Fiat/)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await noticed(page, /The discussion of “Renault and Fiat Chrysler in talks about an alliance” is closed\./)
    await first.getByText('closed', { exact: true }).waitFor()
    const open = async () =>
      (await (await fetch(`${newsroom.url}/v1/comments?story=${encodeURIComponent(newsroom.story)}`)).json()).story.open
    await expect.poll(open).toBe(false)
    await page.keyboard.press('u')
    await noticed(page, /is open again/)
    await expect.poll(open).toBe(true)
    await page.keyboard.press('/')
    await page.keyboard.type('heron')
    await expect.poll(() => page.locator('.story').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'House rules' }).waitFor()
    await page.getByLabel('Its address').waitFor()
    await expect.poll(() => page.getByLabel('Its address').inputValue()).toBe(newsroom.quiet)
    await page.context().close()
  })

  it('takes an eyewitness account from received to published as verified, with an entry in the history, and declines another', async () => {
    const [seen, heard] = [await witnesses('The line stopped at ten past eight.'), await witnesses('I heard of it.')]
    const page = await deskOf(await enter('edda', 'editor'), 'accounts')
    const words = page.locator('.account .words')
    /** By keys, to the account with these words. */
    const comeTo = async (text: string) => {
      await row(page, text).waitFor()
      for (let n = 0; n < 20 && (await words.textContent()) !== text; n++) {
        const before = page.url()
        await page.keyboard.press('j')
        await expect.poll(() => page.url()).not.toBe(before)
        await words.waitFor()
      }
      expect(await words.textContent()).toBe(text)
    }
    await words.waitFor()
    await comeTo('The line stopped at ten past eight.')
    await page.keyboard.press('i')
    await row(page, 'ten past eight').getByText('Yours').waitFor()
    await page.getByText('the same place').waitFor()
    // The contact is opened by an explicit press, and that is written down.
    expect(await page.locator('.account').textContent()).not.toContain('rita@safe.example')
    await page.getByRole('button', { name: 'Open the contact' }).press('Enter')
    await page.getByText('rita@safe.example').waitFor()
    await page.locator('.fact').getByText('Opened the contact').waitFor()
    await page.locator('#account-title').focus()
    await page.keyboard.press('c')
    await page.getByLabel('The reader will read').waitFor()
    await page.keyboard.press('Enter')
    await noticed(page, /Contacted\. .Rita. reads your words\./)
    // Verified is a word that is earned.
    await page.keyboard.press('v')
    await page.getByRole('alert').filter({ hasText: 'tick first: who, where, when' }).waitFor()
    for (const item of ['Who', 'Where', 'When', 'Second source']) {
      await page.getByLabel(new RegExp(`^${item}:`)).press('Space')
      await expect.poll(() => page.locator('.checks .meta').count()).toBeGreaterThan(0)
      await expect.poll(() => page.getByLabel(new RegExp(`^${item}:`)).getAttribute('aria-disabled')).toBe('false')
    }
    await page.locator('#account-title').focus()
    await page.keyboard.press('v')
    await page.getByText('Eyewitness account · verified by the newsroom').waitFor()
    await page.keyboard.press('Enter')
    await noticed(page, /Published as verified by the newsroom\./)
    const own = async (id: string) =>
      (await fetch(`${newsroom.url}/v1/accounts/${id}`, { headers: { authorization: `Bearer ${rita}` } })).json()
    expect(await own(seen)).toMatchObject({ stage: 'published', verified: true, state: 'shown' })
    await page.keyboard.press('e')
    await page.getByLabel('What happened', { exact: true }).press('Enter')
    await noticed(page, /It is in the history behind the story\./)
    await page.getByText('It is in the history behind the story.', { exact: true }).last().waitFor()
    await comeTo('I heard of it.')
    await page.keyboard.press('d')
    await page.getByLabel('Begin from').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('It is told already, by somebody who saw it.')
    await page.keyboard.press('Enter')
    await noticed(page, /Declined\. .Rita. reads your words\./)
    expect((await own(heard)).steps.at(-1).reason).toBe('It is told already, by somebody who saw it.')
    await page.keyboard.press('u')
    await noticed(page, /Taken back: received, as before/)
    expect(await own(heard)).toMatchObject({ stage: 'received', state: 'held' })
    await page.context().close()
  })

  it('an editor hides a note with a reason that readers read, publishes an editors’ note and features a comment, by keys', async () => {
    const plain = async () => (await fetch(`${newsroom.url}/d?story=${encodeURIComponent(newsroom.story)}`)).text()
    const page = await deskOf(await enter('edith', 'editor'), 'notes')
    await page.getByRole('button', { name: /^Shown/ }).press('Enter')
    await row(page, 'The shift plan for June').press('Enter')
    await page.locator('.fact').getByText('Shown: readers who often disagree found this helpful.').waitFor()
    await page.getByRole('heading', { name: 'Note by Alice Moreau' }).focus()
    await page.keyboard.press('r')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'Please write why.' }).waitFor()
    await page.keyboard.type('The plan of June is withdrawn.')
    await expectAccessible(page, 'hiding a note')
    await page.keyboard.press('Enter')
    await noticed(page, /It is out of sight\. Readers see your reason/)
    await expect.poll(plain).toContain('The plan of June is withdrawn.')

    await page.keyboard.press('m')
    await page.getByLabel('Editors’ note', { exact: true }).waitFor()
    await page.keyboard.type('The works council publishes the plan of July on Friday.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('https://works-council.example/july')
    await page.locator('.newsroom-note').getByText('the plan of July on Friday').waitFor()
    await expectAccessible(page, 'an editors’ note and how it will be read')
    await page.keyboard.press('Escape')
    await page.keyboard.press('m')
    await expect
      .poll(() => page.getByLabel('Editors’ note', { exact: true }).inputValue())
      .toBe('The works council publishes the plan of July on Friday.')
    await page.getByRole('button', { name: 'Publish' }).press('Enter')
    await noticed(page, /It is published\./)
    await page.getByRole('heading', { name: 'Editors’ note' }).waitFor()
    await expect.poll(plain).toContain('the plan of July on Friday')

    const featured = async () => {
      const all = await fetch(`${newsroom.url}/v1/comments?story=${encodeURIComponent(newsroom.story)}&only=picked`)
      return (await all.json()).comments.length
    }
    const before = await featured()
    await page.getByRole('link', { name: 'Worth reading' }).press('Enter')
    const suggestion = page.getByRole('list', { name: 'Suggestions' }).locator('.worth-comment').first()
    await suggestion.waitFor()
    await suggestion.focus()
    await page.keyboard.press('f')
    await noticed(page, /is featured as worth reading\./)
    await expect.poll(featured).toBe(before + 1)
    await page.keyboard.press('u')
    await noticed(page, /is featured no more\./)
    await expect.poll(featured).toBe(before)

    const id = await suggestion.getAttribute('data-comment')
    await page.goto(`${newsroom.url}/desk#/all/k_${id!.slice(2)}`)
    await page.getByRole('button', { name: 'Feature as worth reading' }).press('Enter')
    await expect.poll(featured).toBe(before + 1)
    await page.getByRole('button', { name: 'Feature it no more' }).press('Enter')
    await page.getByRole('button', { name: 'Feature as worth reading' }).waitFor()
    await expect.poll(featured).toBe(before)
    await page.context().close()
  })

  it.each(LOOKS)('every state is accessible: %s', async (name, options) => {
    const text = `For ${name}, an appeal.`
    const id = await says(text)
    const { statement } = await decide(nils, id, { act: 'remove', rule: 'truth', explanation: REASON })
    await ask(`/v1/statements/${statement.no}/appeals`, { text: 'The minutes of March say so.' }, rita)
    for (const n of [1, 2]) await says(`For ${name}, ${n}: ${LINKS}`)
    const page = await deskOf(mona, `appeals/${caseOf(id)}`, options)
    const looksWell = async (what: string) => {
      await expectAccessible(page, `${what}, ${name}`)
      await expectNarrowEnough(page, `${what}, ${name}`)
    }
    await page.locator('.appeal').waitFor()
    await looksWell('an appeal')
    await page.keyboard.press('y')
    await page.getByLabel('Whoever appealed will read').waitFor()
    await looksWell('the answer to an appeal')
    await page.keyboard.press('Escape')
    for (const [key, digit] of [
      ['w', '4'],
      ['v', '4'],
      ['s', '6'],
      ['n', '2'],
    ] as const) {
      await page.keyboard.press(key)
      await page.keyboard.press(digit)
      await page.getByLabel('The author will read').waitFor()
      await page.getByText('As it will be read').click()
      await looksWell(`what is done about an author, ${key}`)
      await page.keyboard.press('Escape')
    }
    await page.goto(`${newsroom.url}/desk#/held`)
    await row(page, `For ${name}, 2`).waitFor()
    for (const n of [1, 2])
      await page
        .getByRole('listitem')
        .filter({ has: row(page, `For ${name}, ${n}`) })
        .getByRole('checkbox')
        .check()
    await page.getByText('2 selected').waitFor()
    await looksWell('a selection')
    await page
      .locator('.selection')
      .getByRole('button', { name: /Remove/ })
      .click()
    await page.getByRole('button', { name: /No advertising/ }).click()
    await page.getByLabel('The author will read').press('Enter')
    await page.locator('.preview').waitFor()
    await looksWell('a preview')
    await page.keyboard.press('Escape')
    await page.goto(`${newsroom.url}/desk#/decided`)
    await page.locator('.row').first().waitFor()
    await page.locator('.narrow summary').click()
    await looksWell('what is decided')
    await page.keyboard.press('Escape')
    await row(page, 'Quinces').click()
    await page.locator('.settled').first().waitFor()
    await looksWell('a decided case')
    await page.keyboard.press('z')
    await noticed(page, /You watch this discussion until/)
    await page.goto(`${newsroom.url}/desk#/watched`)
    await row(page, 'Quinces').waitFor()
    await page.getByText('What you watch (').click()
    await looksWell('what is watched')
    await row(page, 'Quinces').click()
    await page.locator('.fact').getByText('Only you see that you watch.').waitFor()
    await page.keyboard.press('z')
    await noticed(page, /no more/)
    await page.keyboard.press('.')
    await page.getByRole('dialog').getByLabel('Name').waitFor()
    await page.getByRole('button', { name: /^Rename/ }).click()
    await looksWell('saved views')
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.locator('.story').first().waitFor()
    await looksWell('the stories')
    await page.goto(`${newsroom.url}/desk#/notes`)
    await row(page, 'The yearly mean in the same paper').press('Enter')
    await page.locator('.sides').waitFor()
    await looksWell('a context note')
    await page.goto(`${newsroom.url}/desk#/worth`)
    await page.locator('.worth-comment').first().waitFor()
    await looksWell('what is worth reading')
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    // However long it is, it is read from its beginning.
    expect((await page.getByRole('heading', { name: 'Keys and options' }).boundingBox())!.y).toBeGreaterThan(0)
    await looksWell('the keys')
    await page.keyboard.press('Escape')
    account ??= await witnesses('I was there in the morning.')
    await page.goto(`${newsroom.url}/desk#/accounts/${account}`)
    await page.locator('.account .words').waitFor()
    await looksWell('an account')
    await page.context().close()
  })
})
