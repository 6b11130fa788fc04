import { createHmac, randomUUID } from 'node:crypto'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, type Newsroom, openNewsroom, openStory } from './newsroom.ts'

const SECRET = 'the-secret-that-this-newspaper-shares-with-its-discussion'
const REASON = 'It states as fact what no source supports.'
const ANSWER = 'The minutes of March are a source.'
const APPEAL = 'The works council’s minutes of March say so; I can send them.'

let newsroom: Newsroom

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs somebody in whom the demo’s own list does not have. Answers the session. */
async function enter(sub: string, role: 'reader' | 'moderator'): Promise<string> {
  const iat = Math.floor(Date.now() / 1000)
  const name = sub[0]!.toUpperCase() + sub.slice(1)
  const email = `${sub}@reader.example`
  const claims = { sub, name, role, email, aud: 'default', iat, exp: iat + 240, jti: randomUUID() }
  const body = `${b64({ alg: 'HS256', typ: 'JWT' })}.${b64(claims)}`
  const sso = `${body}.${createHmac('sha256', SECRET).update(body).digest('base64url')}`
  const { token } = await ask<{ token: string }>('/v1/session', { sso })
  return token
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

/** What a moderator decides about a comment, where it is not the desk that is tried. */
const decide = (session: string, comment: string, choice: object) =>
  ask(`/v1/desk/cases/k_${comment.slice(2)}/decisions`, choice, session)

/** A window in which somebody is signed in with no script’s help. */
async function windowWith(session: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await newsroom.window(options)
  await page.context().addCookies([{ name: 'parley_session', value: session, url: newsroom.url }])
  return page
}

/** The last mail to somebody, as plain text. */
async function mailTo(address: string): Promise<string> {
  const page = await newsroom.window({ javaScriptEnabled: false })
  await page.goto(`${newsroom.url}/demo/mailbox`)
  const mails = await page
    .locator('.mail')
    .filter({ hasText: `To ${address}` })
    .allTextContents()
  await page.context().close()
  return mails[0] ?? ''
}

/** The address in a mail that leads to a kind of page. */
const linkIn = (mail: string, kind: string) => new RegExp(`http\\S+/d/${kind}/\\S+`).exec(mail)?.[0] ?? ''

/** Looks at a page that needs no sign-in in both colours, wide and as narrow as a phone. */
async function expectAccessibleTo(address: string, what: string): Promise<void> {
  const page = await newsroom.window()
  await page.goto(address)
  for (const [colorScheme, width] of [
    ['light', 1100],
    ['dark', 390],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 850 })
    await expectAccessible(page, `${what}, ${colorScheme}`)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wider, `${what} is wider than the screen`).toBeLessThanOrEqual(0)
  }
  await page.context().close()
}

const discussion = (page: Page) => page.locator('parley-comments')
const dialog = (page: Page) => discussion(page).locator('dialog[open]')
const comment = (page: Page, text: string) => discussion(page).locator('article').filter({ hasText: text }).last()

/** Opens the case of a comment at the desk, by keys. */
async function openCase(desk: Page, queue: RegExp, words: string): Promise<void> {
  await desk.goto(`${newsroom.url}/desk`)
  await desk.getByRole('link', { name: queue }).press('Enter')
  await desk.locator('.row').filter({ hasText: words }).press('Enter')
  await desk.locator('.case').filter({ hasText: words }).locator('.acts button').first().waitFor()
}

/** Writes what will be read, and sends it. */
async function giveReason(desk: Page, reason: string): Promise<void> {
  await desk.getByLabel(/will read$/).fill(reason)
  await desk.keyboard.press('Enter')
}

/** A report, a decision, an appeal and a reversal, as four people see them; each step stands on the one before. */
describe('due process, from a report to a reversal', () => {
  const words = 'The board has lied about the Hollin plant for years, and everyone in town knows it.'
  let dora: Page
  let alice: Page
  let mona: Page
  let id: string
  let nils: string
  let status: string
  let statement: string

  beforeAll(async () => {
    newsroom = await openNewsroom({ PARLEY_SSO_SECRET: SECRET })
    dora = await newsroom.windowOf('dora')
    alice = await newsroom.windowOf('alice')
    mona = await newsroom.windowOf('mona')
    nils = await enter('nils', 'moderator')
  })
  afterAll(() => newsroom.close())

  it('a reader reports a comment, and is given the page that says what becomes of it', async () => {
    await openStory(alice, newsroom.story)
    await discussion(alice).getByRole('textbox', { name: 'Your comment' }).fill(words)
    await discussion(alice).getByRole('button', { name: 'Post', exact: true }).click()
    await comment(alice, words).waitFor()
    id = (await comment(alice, words).getAttribute('id'))!

    await openStory(dora, newsroom.story)
    await comment(dora, words)
      .getByRole('button', { name: /^Report/ })
      .click()
    await dialog(dora)
      .getByRole('radio', { name: /against the law/ })
      .check()
    await dialog(dora).getByText('You may leave both out if it is about the sexual abuse of children.').waitFor()
    await expect.poll(() => dialog(dora).getByLabel('Your name').count()).toBe(1)
    await dialog(dora)
      .getByRole('radio', { name: /^Be truthful/ })
      .check()
    await dialog(dora).getByRole('textbox').first().fill('I have looked and found no source for this.')
    await dialog(dora).getByRole('button', { name: 'Send report' }).click()
    const receipt = dialog(dora).getByRole('link', { name: 'See what becomes of it' })
    await receipt.waitFor()
    await expectAccessible(dora, 'receipt', 'dialog[open]')
    await receipt.click()
    await dora.getByText('It is waiting. A person will look at it.').waitFor()
    status = dora.url()
    await expectAccessible(dora, 'report that waits')
  })

  it('a moderator decides by keys alone', async () => {
    await openCase(mona, /^Reported/, words)
    await mona.keyboard.press('r')
    await mona.keyboard.press('3')
    await giveReason(mona, REASON)
    await expect.poll(() => mona.locator('.row').filter({ hasText: words }).count()).toBe(0)
  })

  it('the reporter is told that it was acted on, and not what the author was told', async () => {
    const told = async () => {
      await dora.reload()
      return (await dora.textContent('main'))!
    }
    // The desk is a step ahead of the decision that it has sent.
    await expect.poll(told).toContain('We have looked at it, and we have acted on it.')
    expect(await told()).not.toContain(REASON)
    const mail = await mailTo('dora@reader.example')
    expect(mail).toContain('we have acted on it.')
    expect(linkIn(mail, 'reports')).toBe(status)
  })

  it('the author is mailed a statement of reasons that opens without a sign-in', async () => {
    const mail = await mailTo('alice@reader.example')
    expect(mail).toContain(REASON)
    statement = linkIn(mail, 'statements')
    const page = await newsroom.window()
    await page.goto(statement)
    const text = (await page.textContent('main'))!
    for (const part of [
      'Your comment was removed.',
      'Everywhere',
      'Be truthful',
      REASON,
      'Who reported it is not passed on.',
      words,
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('Dora')
    await page.context().close()
    await expectAccessibleTo(statement, 'statement')
    const guest = await newsroom.window()
    await guest.goto(statement.replace(/\?.*/, ''))
    expect(await guest.textContent('main')).not.toContain(words)
    await guest.context().close()
  })

  it('the author appeals under “My comments”; what was typed survives a failure and a closed dialog', async () => {
    await openStory(alice, newsroom.story)
    await expect.poll(() => comment(alice, words).textContent()).toMatch(/Statement no\. \d+, and how to appeal/)
    await discussion(alice).getByRole('button', { name: 'My comments' }).click()
    const entry = dialog(alice).locator('li').filter({ hasText: words })
    await entry.getByText('Removed under Be truthful').waitFor()
    await expect.poll(() => entry.textContent()).toContain(REASON)
    await entry.getByRole('link', { name: /^Statement no\. \d+$/ }).waitFor()
    await entry.getByRole('button', { name: 'Appeal', exact: true }).click()
    const box = entry.getByRole('textbox', { name: 'Why should this be decided differently?' })
    await box.fill(APPEAL)
    await expectAccessible(alice, 'appeal under My comments', 'dialog[open]')
    await alice.route('**/appeals', route => route.abort())
    await entry.getByRole('button', { name: 'Send appeal' }).click()
    await entry.getByRole('alert').waitFor()
    await expect.poll(() => box.inputValue()).toBe(APPEAL)
    await alice.unroute('**/appeals')
    await alice.keyboard.press('Escape')
    await discussion(alice).getByRole('button', { name: 'My comments' }).click()
    await expect.poll(() => box.inputValue()).toBe(APPEAL)
    await entry.getByRole('button', { name: 'Send appeal' }).click()
    await entry.getByText('Your appeal is waiting').waitFor()
    await expectAccessible(alice, 'appeal that waits', 'dialog[open]')
    await expectAccessibleTo(statement, 'statement with an appeal')
  })

  it('a second moderator reverses by keys alone, and the comment is back with its count', async () => {
    const guest = await newsroom.window()
    await openStory(guest, newsroom.story)
    const count = async () => Number(await discussion(guest).locator('[part=count]').textContent())
    const before = await count()
    const desk = await windowWith(nils)
    await openCase(desk, /^Appeals/, words)
    await desk.getByText(APPEAL).first().waitFor()
    await desk.keyboard.press('a')
    await giveReason(desk, ANSWER)
    await expect.poll(() => desk.locator('.row').filter({ hasText: words }).count()).toBe(0)
    await expect
      .poll(async () => {
        await openStory(guest, newsroom.story)
        return comment(guest, words).count()
      })
      .toBe(1)
    expect(await count()).toBe(before + 1)
    // The desk is a step ahead of the decision that it has sent: who closes it earlier may take it along.
    await desk.context().close()
    await guest.context().close()
  })

  it('author and reporter are told', async () => {
    const toAuthor = await mailTo('alice@reader.example')
    expect(toAuthor).toContain('You were right: the decision is taken back.')
    expect(toAuthor).toContain(ANSWER)
    expect(linkIn(toAuthor, 'statements')).toBe(statement)
    const toReporter = await mailTo('dora@reader.example')
    expect(toReporter).toContain('taken back')
    expect(linkIn(toReporter, 'reports')).toBe(status)
    await dora.reload()
    await expect.poll(() => dora.textContent('main')).toContain('took that back on')
    await expectAccessible(dora, 'report that was taken back')
    await expectAccessibleTo(statement, 'statement that was taken back')
    await openStory(alice, newsroom.story)
    await discussion(alice).getByRole('button', { name: 'My comments' }).click()
    await dialog(alice).getByText('Your appeal was right: the decision is taken back.').waitFor()
    await alice.goto(`${newsroom.url}/d/mine`)
    await expect.poll(() => alice.textContent('main')).toContain('Your appeal was right')
    await expectAccessible(alice, 'own comments with an appeal')
  })

  it('a moderator labels it by keys alone: it stays, every reader sees the label at once, and the author why', async () => {
    const guest = await newsroom.window()
    await openStory(guest, newsroom.story)
    await openCase(mona, /^Everything/, words)
    await mona.keyboard.press('d')
    await mona.keyboard.press('q')
    await mona.keyboard.press('3')
    const label = mona.getByRole('textbox', { name: 'Label' })
    await expect.poll(() => label.evaluate(field => field === document.activeElement)).toBe(true)
    await expect.poll(() => label.inputValue()).toBe('Disputed claim')
    await expectAccessible(mona, 'labelling')
    await mona.keyboard.type('Disputed by the board')
    await giveReason(mona, REASON)
    await mona.locator('.case').getByText('Readers see the label').waitFor()
    await expectAccessible(mona, 'case with a label')
    await comment(guest, words).getByText('Disputed by the board').waitFor()
    await comment(guest, words).getByText('Label of the newsroom, under').waitFor()
    await expectAccessible(guest, 'comment with a label')
    await guest.goto(`${newsroom.url}/d/comments/${id}`)
    await expect.poll(() => guest.locator(`#${id} .label`).textContent()).toContain('Disputed by the board')
    await expectAccessible(guest, 'plain comment with a label')
    await guest.context().close()
    await openStory(alice, newsroom.story)
    await discussion(alice).getByRole('button', { name: 'My comments' }).click()
    const entry = dialog(alice).locator('li').filter({ hasText: words })
    await entry.getByText('Readers see the label “Disputed by the board”').waitFor()
    await entry.getByRole('button', { name: 'Appeal', exact: true }).waitFor()
    await expectAccessible(alice, 'my comments with a label', 'dialog[open]')
    await expectAccessibleTo(linkIn(await mailTo('alice@reader.example'), 'statements'), 'statement of a label')
  })

  it('who is suspended is told in the place of the box until when, why, and how to appeal', async () => {
    await decide(nils, id, { act: 'suspend', rule: 'nice', explanation: 'After two warnings.', days: 2 })
    await openStory(alice, newsroom.quiet)
    const notice = discussion(alice).getByRole('alert')
    await notice.getByText(/You cannot write here until/).waitFor()
    await expect.poll(() => notice.textContent()).toContain('After two warnings.')
    expect(await discussion(alice).getByRole('textbox', { name: 'Your comment' }).isVisible()).toBe(false)
    await expectAccessible(alice, 'suspended')
    const link = await notice.getByRole('link').getAttribute('href')
    const page = await newsroom.window()
    await page.goto(link!)
    await expect.poll(() => page.textContent('main')).toContain('You cannot write comments here for a time.')
    await page.context().close()
    await discussion(alice).getByRole('button', { name: 'My comments' }).click()
    await dialog(alice).getByRole('heading', { name: 'About your account' }).waitFor()
    await expectAccessible(alice, 'my comments of who is suspended', 'dialog[open]')
  })
})

/** The same with scripts off for reader and author. */
describe('due process with no script', () => {
  const options = { javaScriptEnabled: false, viewport: { width: 390, height: 800 } }
  const words = 'The council was paid for the permit. Ask anyone at the ferry.'
  const name = 'Anna Citizen'
  const address = 'anna@citizen.example'
  let mona: string
  let nils: string
  let piet: Page
  let reader: Page
  let thread: string
  let id: string
  let status: string

  beforeAll(async () => {
    newsroom = await openNewsroom({ PARLEY_SSO_SECRET: SECRET })
    mona = await enter('mona', 'moderator')
    nils = await enter('nils', 'moderator')
    piet = await windowWith(await enter('piet', 'reader'), options)
    reader = await newsroom.window(options)
    thread = `${newsroom.url}/d?story=${encodeURIComponent(newsroom.quiet)}`
  })
  afterAll(() => newsroom.close())

  const reports = async () => {
    await reader.goto(`${newsroom.url}/d/comments/${id}/report`)
    await reader.getByLabel('Which law, or why is it illegal?').fill('Defamation')
    await reader.getByLabel('Explain why').fill('It says that named people took money.')
    await reader.getByLabel('Your name').fill(name)
    await reader.getByLabel('Your e-mail, for our answer').fill(address)
    await reader.getByRole('checkbox', { name: /good faith/ }).check()
    await reader.getByRole('button', { name: 'Send report' }).click()
    await reader.getByRole('link', { name: 'See what becomes of it' }).click()
    await reader.waitForURL(/\/d\/reports\//)
    return reader.url()
  }
  const posts = async (text: string) => {
    await piet.goto(thread)
    await piet.locator('#text').fill(text)
    await piet.getByRole('button', { name: 'Post', exact: true }).click()
    return (await piet.locator('article').filter({ hasText: text }).first().getAttribute('id'))!
  }

  it('somebody without an account reports what is against the law', async () => {
    id = await posts(words)
    status = await reports()
    await expect.poll(() => reader.textContent('main')).toContain('Against the law: Defamation')
    await expect.poll(() => reader.textContent('main')).toContain('It is waiting.')
    expect(linkIn(await mailTo(address), 'reports')).toBe(status)
    await expectAccessibleTo(status, 'report that waits')
  })

  it('the reference leads back to it', async () => {
    await reader.goto(`${newsroom.url}/d/report-status`)
    await reader.getByLabel('Reference of the report').fill(status.split('/').at(-1)!.toLowerCase())
    await reader.getByRole('button', { name: 'Look it up' }).click()
    await expect.poll(() => reader.textContent('main')).toContain('Against the law: Defamation')
    await expectAccessibleTo(`${newsroom.url}/d/report-status`, 'asking for a reference')
    await expectAccessibleTo(`${newsroom.url}/d/reports/R-0000000000`, 'unknown reference')
  })

  it('the author reads the statement from his mail, and appeals', async () => {
    await decide(mona, id, { act: 'remove', rule: 'illegal', explanation: REASON })
    await piet.goto(`${newsroom.url}/d/mine`)
    await piet.getByRole('link', { name: /^Statement no\. \d+, and how to appeal$/ }).click()
    await expect.poll(() => piet.textContent('main')).toContain('Defamation')
    const statement = linkIn(await mailTo('piet@reader.example'), 'statements')
    // On another device, where he is not signed in.
    const phone = await newsroom.window(options)
    await phone.goto(statement)
    const text = (await phone.textContent('main'))!
    expect(text).toContain(REASON)
    expect(text).not.toContain(name)
    await phone.getByLabel('Why should this be decided differently?').fill(APPEAL)
    await phone.getByRole('button', { name: 'Send appeal' }).click()
    await expect.poll(() => phone.getByRole('status').textContent()).toContain('Your appeal has arrived.')
    await phone.context().close()
    await expectAccessibleTo(statement, 'statement with an appeal')
  })

  it('a second moderator reverses; the comment is back, and both are told', async () => {
    await reader.goto(thread)
    expect(await reader.textContent('main')).not.toContain(words)
    await decide(nils, id, { act: 'show', explanation: ANSWER })
    await reader.goto(thread)
    await expect.poll(() => reader.textContent('main')).toContain(words)
    expect(await mailTo('piet@reader.example')).toContain('You were right: the decision is taken back.')
    expect(await mailTo(address)).toContain('taken back')
    await reader.goto(status)
    await expect.poll(() => reader.textContent('main')).toContain('took that back on')
    await piet.goto(`${newsroom.url}/d/mine`)
    await expect.poll(() => piet.textContent('main')).toContain('Your appeal was right: the decision is taken back.')
  })

  it('a report that was refused is answered with reasons, and can be appealed', async () => {
    id = await posts('The ferry’s new owner has a cousin on the council.')
    status = await reports()
    await decide(mona, id, { act: 'show', explanation: 'Having a cousin is no offence.' })
    await reader.goto(status)
    await expect.poll(() => reader.textContent('main')).toContain('Reason: Having a cousin is no offence.')
    expect(await mailTo(address)).toContain('Having a cousin is no offence.')
    await expectAccessibleTo(status, 'report that was refused')
    await reader.getByLabel('Why should this be decided differently?').fill('It is not true of this owner.')
    await reader.getByRole('button', { name: 'Send appeal' }).click()
    await expect.poll(() => reader.getByRole('status').textContent()).toContain('Your appeal has arrived.')
    await decide(nils, id, { act: 'remove', rule: 'truth', explanation: 'It is about somebody else.' })
    await reader.goto(status)
    await expect.poll(() => reader.textContent('main')).toContain('You were right, and we have acted on it.')
    expect(await mailTo(address)).toContain('You were right')
    await expectAccessibleTo(status, 'report that was right after all')
  })
})
