import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, type Newsroom, openNewsroom, openStory } from './newsroom.ts'

/** Reading, posting and reporting with scripts switched off. Each step stands on the one before. */
describe('with no script', () => {
  let newsroom: Newsroom
  let page: Page
  const words = 'My neighbour paints the bodies at the plant. He says the line never stood still in March.'

  beforeAll(async () => {
    newsroom = await openNewsroom()
    page = await newsroom.window({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } })
  })
  afterAll(() => newsroom.close())

  it('the story links to its discussion, which can be read', async () => {
    await page.goto(newsroom.story)
    await page.locator('parley-comments a').click()
    await expect.poll(() => page.locator('article').count()).toBeGreaterThan(10)
    await expect.poll(() => page.getByText('Removed under Be nice').count()).toBe(1)
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!)
    expect(JSON.stringify(data)).toContain('"@type":"Comment"')
    const wide = await page.locator('html').boundingBox()
    expect(wide!.width).toBeLessThanOrEqual(390)
  })

  it('asks to sign in before posting, by a code from the mail, and keeps what was typed', async () => {
    await page.locator('#text').fill(words)
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await page.getByLabel('E-mail address').fill('piet@reader.example')
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await page.getByLabel('Code from the mail').waitFor()
    const mailbox = await newsroom.window()
    await mailbox.goto(`${newsroom.url}/demo/mailbox`)
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await mailbox.textContent('main')) ?? '')![0]
    await mailbox.context().close()
    await page.getByLabel('Code from the mail').fill(code)
    if (await page.getByLabel('Name that others will see').count())
      await page.getByLabel('Name that others will see').fill('Piet de Vries')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    if (await page.getByLabel('Name that others will see').count()) {
      await page.getByLabel('Name that others will see').fill('Piet de Vries')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    }
    await expect.poll(() => page.locator('#text').inputValue()).toBe(words)
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await page.locator('article').filter({ hasText: words }).first().waitFor()
  })

  it('nudges with the words marked, and honours “post anyway”', async () => {
    await page.goto(`${newsroom.url}/d?story=${encodeURIComponent(newsroom.story)}`)
    await page.locator('#text').fill('They are all bloody idiots up there.')
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await expect.poll(() => page.locator('mark').allTextContents()).toEqual(['bloody idiots'])
    await expect.poll(() => page.locator('#text').inputValue()).toBe('They are all bloody idiots up there.')
    await page.getByRole('button', { name: 'Post anyway' }).click()
    await page.locator('article').filter({ hasText: 'bloody idiots up there' }).first().waitFor()
  })

  it('takes a report and gives a reference', async () => {
    await page.goto(`${newsroom.url}/d?story=${encodeURIComponent(newsroom.story)}`)
    await page
      .getByRole('link', { name: /^Report the comment by/ })
      .or(page.locator('a[href*="/report"]'))
      .first()
      .click()
    await page.getByRole('radio', { name: /^Be nice/ }).check()
    await page.getByRole('button', { name: 'Send report' }).click()
    await expect.poll(() => page.textContent('main')).toMatch(/R-[0-9A-F]{10}/)
  })

  it('shows the author his own comments with their states', async () => {
    await page.goto(`${newsroom.url}/d/mine`)
    await expect.poll(() => page.locator('article').count()).toBe(2)
  })

  it('a proposal for the history behind the story is accepted at the desk and stands above the discussion', async () => {
    await page.goto(`${newsroom.url}/d?story=${encodeURIComponent(newsroom.story)}`)
    await page.getByRole('link', { name: /Propose an entry/ }).click()
    await page.getByLabel('What happened').fill('The paint shop at Hollin burns down')
    await page.getByLabel('When').fill('2004-02-30')
    await page.getByLabel('Who says so?').fill('the fire brigade’s yearbook')
    await page.getByRole('button', { name: 'Propose' }).click()
    // What was typed stays where the date was no date.
    await page.getByText('There is no such date as 2004-02-30').waitFor()
    await expect.poll(() => page.getByLabel('What happened').inputValue()).toBe('The paint shop at Hollin burns down')
    await page.getByLabel('When').fill('2004-02')
    await page.getByRole('button', { name: 'Propose' }).click()
    await page.getByText('An editor will look at it').waitFor()
    await page.getByText('waits for an editor').waitFor()

    const desk = await newsroom.windowOf('otto', { viewport: { width: 1200, height: 900 } })
    await desk.goto(`${newsroom.url}/desk#/history`)
    const proposal = desk.getByRole('region', { name: 'The paint shop at Hollin burns down' })
    await proposal.getByLabel('Why, as the reader will read it').fill('Thank you, we have the yearbook here.')
    await expectAccessible(desk, 'the proposals')
    await proposal.getByRole('button', { name: 'Accept' }).click()
    await desk.getByText('Accepted. The reader is told.').waitFor()
    await desk.getByRole('button', { name: 'The story’s history' }).first().click()
    await desk.getByRole('button', { name: 'Add an entry' }).click()
    await desk.getByRole('button', { name: 'Another source' }).first().click()
    await expectAccessible(desk, 'the history of a story at the desk')
    await desk.context().close()

    const guest = await newsroom.window({ viewport: { width: 390, height: 800 }, hasTouch: true })
    await openStory(guest, newsroom.story)
    await guest.locator('parley-comments').getByText('The history behind this story').click()
    await guest.locator('parley-comments').getByText('The paint shop at Hollin burns down').waitFor()
    await guest.locator('parley-comments').getByText('Said by a reader, from the fire brigade’s yearbook').waitFor()
    await expectAccessible(guest, 'the history above the discussion')
    await guest.context().close()

    await page.goto(`${newsroom.url}/d?story=${encodeURIComponent(newsroom.story)}`)
    await page.getByText('Who is tied to whom').click()
    await page.getByText('Renault and Fiat Chrysler: in talks').waitFor()
    await expect.poll(() => page.locator('svg line').count()).toBe(5)
  })
})
