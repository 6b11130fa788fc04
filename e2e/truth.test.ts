import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../packages/server/src/testing.ts'
import { expectAccessible } from './newsroom.ts'
import { openPaper, type Paper, twoCamps } from './paper.ts'

const HALF_AN_HOUR = 1_800_000

/** What readers add to a story: on the newspaper's page, where Parley is somebody else, and on Parley's own pages, to which a link leads. */
describe('be truthful, share with us', () => {
  let paper: Paper
  let camps: Client[]
  let editor: Client
  let comment: string
  beforeAll(async () => {
    paper = await openPaper()
    camps = await twoCamps(paper)
    editor = await paper.app.signIn('eva', { name: 'Eva', role: 'editor' })
    const bob = await paper.app.signIn('bob', { name: 'Bob' })
    comment = await bob.says('Profits fell by 74 percent in the first quarter.', { story: paper.story })
  })
  afterAll(() => paper.close())

  const discussion = (page: Page) => page.locator('parley-comments')
  /** Goes to the story, and waits until the comments are there. */
  async function open(page: Page): Promise<Page> {
    await page.goto(paper.story)
    await discussion(page).locator('[part=list]').waitFor()
    return page
  }
  /** A reader who is known as soon as he comes, as in a browser that has seen him before. */
  async function reader(name: string, options?: Parameters<Paper['windowOf']>[1]): Promise<Page> {
    const page = await open(await paper.windowOf(name, options))
    await discussion(page).getByRole('button', { name: 'My comments' }).waitFor()
    return page
  }
  /** The tab that a link opens. */
  async function follow(page: Page, press: () => Promise<void>): Promise<Page> {
    const [tab] = await Promise.all([page.context().waitForEvent('page'), press()])
    await tab.locator('main h1').waitFor()
    return tab
  }

  it('a note: written, rated, shown to everybody, and lost again', async () => {
    const bob = await reader('Bob')
    const alice = await reader('Alice')
    const of = (page: Page) => discussion(page).locator(`[id="${comment}"]`)

    const form = await follow(alice, () => of(alice).getByRole('link', { name: 'Add context' }).click())
    expect(new URL(form.url()).origin).toBe(paper.url)
    expect(await form.locator('header').textContent()).toContain('You write as Alice')
    await form.locator('[name=claim]').fill('fell by 74 percent')
    await form.locator('[name=text]').fill('The yearly report gives 47 percent.')
    await form.locator('[name=sources]').fill('https://report.example/q1')
    await form.locator('form:has([name=claim]) button.primary').click()
    await form.getByRole('status').filter({ hasText: 'Your note is published' }).waitFor()

    // Whoever wrote the comment sees it at once, folded; what is read stays where it was.
    const line = /A note here needs ratings from more viewpoints|You were drawn by lot to rate this note/
    await of(bob).locator('summary').filter({ hasText: line }).first().waitFor()
    expect(await of(bob).getByText('A context note stands under your comment').count()).toBe(1)
    expect(await of(bob).getByText('The yearly report gives').isVisible()).toBe(false)

    // One rates it by keys alone, in its place.
    const rater = await reader('rater0', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    await of(rater).locator('summary').first().focus()
    await rater.keyboard.press('Enter')
    await of(rater).getByRole('note').getByRole('button', { name: 'Helpful', exact: true }).focus()
    await rater.keyboard.press('Enter')
    await of(rater).getByRole('checkbox', { name: 'Good sources' }).focus()
    await rater.keyboard.press('Space')
    await expectAccessible(rater, 'a note that is rated', '[part=note]')
    await of(rater).getByRole('button', { name: 'Send my rating' }).focus()
    await rater.keyboard.press('Enter')
    await of(rater).getByText('Thank you. Nobody sees how you rated').waitFor()

    const note = (await paper.app.guest.get(`/v1/notes?story=${encodeURIComponent(paper.story)}&comment=${comment}`))
      .json.notes[0]
    expect(note).toMatchObject({ claim: 'fell by 74 percent', status: 'needs_more', numbers: null })
    for (const other of camps.slice(1)) await paper.notes.rate(other, note.id, 'helpful')
    await paper.notes.weigh()

    const agreed = 'Readers who often disagree found this helpful'
    await of(bob).locator('summary').filter({ hasText: agreed }).waitFor()
    const guest = await open(await paper.windowOf(null))
    const shown = of(guest).getByRole('note', { name: agreed })
    expect(await shown.textContent()).toContain('The yearly report gives 47 percent.')
    expect(await shown.getByRole('link', { name: 'report.example/q1' }).getAttribute('rel')).toContain('nofollow')
    await shown.getByText('How is this decided?').click()
    await shown.getByText('14 ratings count').waitFor()
    await expectAccessible(guest, 'a note that is shown', 'article:has([part=note])')
    await shown.getByRole('button', { name: 'Report this note' }).click()
    const report = discussion(guest).getByRole('dialog', { name: 'Report this comment' })
    await report.getByText('The yearly report gives 47 percent.').waitFor()
    await report.getByRole('radio', { name: 'Be truthful' }).waitFor()
    await guest.keyboard.press('Escape')

    // One side finds it helpful no more; not all at once, which would be an alarm.
    for (const other of camps.slice(8)) {
      paper.pass(HALF_AN_HOUR)
      await paper.notes.rate(other, note.id, 'not')
    }
    await paper.notes.weigh()
    await expect.poll(() => of(guest).getByText(agreed).count()).toBe(0)
    expect(await of(guest).getByText('The yearly report gives').isVisible()).toBe(false)
  })

  it('S05 an eyewitness account with a photograph: from sending to “verified”, and nothing of the camera or the contact gets out', async () => {
    const image = fileURLToPath(new URL('../../shared/corpora/images/own-gps-all-segments.jpg', import.meta.url))
    if (!existsSync(image)) return console.log('not tried: the corpus images is not on this machine')
    const canaries = /CANARY|CanaryCam|EyeWitness 1|16\.370|48\.208|48,12\.502|source-canary|0171 555/
    expect(readFileSync(image).toString('latin1')).toMatch(canaries)

    const guest = await open(await paper.windowOf(null))
    const wanda = await reader('Wanda')
    await discussion(wanda).getByRole('button', { name: 'Tell us what you saw' }).click()
    const form = await follow(wanda, () =>
      discussion(wanda).getByRole('link', { name: 'I know the background' }).click(),
    )
    expect(await form.locator('header').textContent()).toContain('You write as Wanda')
    expect(await form.locator('[name=relation]:checked').getAttribute('value')).toBe('background')
    await form.locator('[name=text]').fill('Two buses came through the north gate, and nobody was let in until nine.')
    await form.locator('[name=day]').fill('2026-01-05')
    await form.locator('[name=time]').fill('07:15')
    await form.locator('[name=place]').fill('North gate')
    await form.locator('[name=how]').fill('I stood at the gate.')
    await form.locator('[name=email]').fill('source-canary@witness.example')
    await form.locator('[name=phone]').fill('0171 555 0134')
    await form.locator('[name=photo1]').setInputFiles(image)
    await form.locator('[name=alt1]').fill('Two buses at a gate')
    await form.locator('form.account-form button.primary').click()
    await form.waitForURL(/\/d\/accounts\/c_/)
    const id = /c_[0-9a-z]+/.exec(form.url())![0]

    // Held until the newsroom publishes it, and verified only with its checklist done.
    const thread = () => paper.app.guest.get(`/v1/comments?story=${encodeURIComponent(paper.story)}`)
    expect((await thread()).text).not.toContain(id)
    const at = `/v1/desk/accounts/${id}`
    const move = (to: string, verified?: boolean) =>
      editor.post(`${at}/stage`, { to, reason: 'We have talked.', ...(verified !== undefined && { verified }) })
    for (const item of ['who', 'where', 'when', 'second'])
      await editor.call('PUT', `${at}/checklist/${item}`, { done: true, note: '' })
    for (const to of ['contacted', 'corroborated']) expect((await move(to)).status).toBe(200)
    expect((await move('published', true)).status).toBe(200)

    await discussion(guest).getByRole('button', { name: '1 new comment' }).click()
    const account = discussion(guest).locator(`[id="${id}"]`)
    await account.getByText('Eyewitness account · verified by the newsroom').waitFor()
    expect(await account.textContent()).toMatch(/Knows the background · January 5, 2026 at 7:15.AM · North gate/)
    const photo = account.getByRole('img', { name: 'Two buses at a gate' })
    await photo.scrollIntoViewIfNeeded()
    await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
    await account.getByRole('button', { name: 'Two buses at a gate' }).click()
    await account.getByRole('dialog', { name: 'Two buses at a gate' }).waitFor()
    await expectAccessible(guest, 'a photograph, large', 'dialog[open]')
    await guest.keyboard.press('Escape')
    await expect.poll(() => account.getByRole('dialog').count()).toBe(0)
    await expectAccessible(guest, 'an account', 'article:has([part=told])')

    const { url } = (await thread()).json.comments[0].account.photos[0]
    const get = async (path: string) => {
      const answer = await fetch(new URL(path, paper.url))
      expect(answer.status, path).toBe(200)
      return `${JSON.stringify([...answer.headers])}${Buffer.from(await answer.arrayBuffer()).toString('latin1')}`
    }
    const story = encodeURIComponent(paper.story)
    for (const path of [
      url,
      `/v1/comments?story=${story}`,
      `/v1/comments/${id}`,
      `/d?story=${story}`,
      `/d/comments/${id}`,
    ])
      expect(await get(path), path).not.toMatch(canaries)
    expect(await guest.content()).not.toMatch(canaries)
  })

  it('S26 leads to Parley’s own pages as whoever reads; to the sign-in with nobody signed in', async () => {
    const guest = await open(await paper.windowOf(null))
    const tab = await follow(guest, () => discussion(guest).getByRole('link', { name: 'Add context' }).first().click())
    expect(new URL(tab.url()).pathname).toBe('/d/notes')
    await tab.getByRole('heading', { name: 'Sign in to take part' }).waitFor()
  })
})
