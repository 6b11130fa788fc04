import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, looks, type Newsroom, openNewsroom, openStory } from './newsroom.ts'

/** axe finds nothing in any state of the newspaper, the discussion, the plain page and the desk; light and dark, wide and narrow. */
describe.each(
  looks(
    [
      ['light, wide', { colorScheme: 'light', viewport: { width: 1100, height: 900 } }],
      ['dark, on a phone', { colorScheme: 'dark', viewport: { width: 390, height: 800 }, hasTouch: true }],
    ] as const,
    1,
  ),
)('every state is accessible: %s', (_name, options) => {
  let newsroom: Newsroom
  beforeAll(async () => {
    newsroom = await openNewsroom()
  })
  afterAll(() => newsroom.close())

  it('the newspaper', async () => {
    const page = await newsroom.window(options)
    for (const path of ['/', '/demo/sign-in', '/demo/mailbox']) {
      await page.goto(newsroom.url + path)
      await expectAccessible(page, path)
    }
  })

  it('the discussion: thread, empty, nudge, reply, own comment, dialogs', async () => {
    const page = await newsroom.windowOf('alice', options)
    const discussion = page.locator('parley-comments')
    await openStory(page, newsroom.quiet)
    await expectAccessible(page, 'empty thread')
    await openStory(page, newsroom.story)
    await expectAccessible(page, 'thread')
    await discussion.getByRole('button', { name: '1 picked by the newsroom' }).click()
    await expect.poll(() => discussion.locator('article').count()).toBeLessThan(8)
    await expect.poll(() => discussion.locator('article').first().innerText()).toContain('Picked by the newsroom')
    await expectAccessible(page, 'what is picked', '[part=list]')
    await discussion.getByRole('button', { name: 'Common ground' }).click()
    await discussion.getByText('Of what follows we know too little').waitFor()
    await expectAccessible(page, 'common ground', '[part=list]')
    await discussion.getByRole('button', { name: 'Newest' }).click()
    await expect.poll(() => discussion.getByText('Of what follows').count()).toBe(0)
    await discussion.getByRole('textbox', { name: 'Your comment' }).fill('They are all bloody idiots there.')
    await discussion.getByRole('button', { name: 'Post', exact: true }).click()
    await discussion.getByRole('alert').waitFor()
    await expectAccessible(page, 'nudge', 'form')
    await discussion.getByRole('button', { name: 'Post anyway' }).click()
    await discussion.locator('article').filter({ hasText: 'bloody idiots there' }).first().waitFor()
    await expectAccessible(page, 'own comment')
    await discussion
      .getByRole('button', { name: /^Reply to/ })
      .first()
      .click()
    await expectAccessible(page, 'reply', 'article form, article ~ form')
    await discussion
      .getByRole('button', { name: /^Report the comment/ })
      .first()
      .click()
    await discussion.locator('dialog[open]').waitFor()
    await expectAccessible(page, 'report', 'dialog[open]')
    await discussion.getByRole('radio', { name: /against the law/ }).check()
    await expectAccessible(page, 'report of what is illegal', 'dialog[open]')
    await discussion.getByRole('radio', { name: /It is about me/ }).check()
    await discussion.getByLabel('What is it, and about whom?').waitFor()
    await expect.poll(() => discussion.getByLabel(/^Which law/).count()).toBe(0)
    await expectAccessible(page, 'report of what is private', 'dialog[open]')
    await page.keyboard.press('Escape')
    await discussion.getByRole('button', { name: 'My comments' }).click()
    await discussion.locator('dialog[open] li').first().waitFor()
    await expectAccessible(page, 'my comments', 'dialog[open]')
    await page.keyboard.press('Escape')
    await discussion.getByRole('button', { name: 'Withdraw' }).first().click()
    await discussion.locator('dialog[open]').waitFor()
    await expectAccessible(page, 'withdraw', 'dialog[open]')
  })

  it('the sign-in dialog', async () => {
    const page = await newsroom.window(options)
    await openStory(page, newsroom.story)
    await page.locator('parley-comments').getByRole('button', { name: 'Sign in' }).click()
    await page.locator('parley-comments dialog[open]').waitFor()
    await expectAccessible(page, 'sign-in', 'dialog[open]')
  })

  it('the plain page: thread, comment, report, sign-in, own comments', async () => {
    const page = await newsroom.windowOf('alice', options)
    await openStory(page, newsroom.story)
    await page.locator('parley-comments').getByRole('textbox', { name: 'Your comment' }).focus()
    await page.locator('parley-comments').getByRole('button', { name: 'My comments' }).waitFor()
    await page.goto(`${newsroom.url}/d?story=${encodeURIComponent(newsroom.story)}`)
    await expectAccessible(page, 'plain thread')
    const report = await page.locator('a[href*="/report"]').first().getAttribute('href')
    for (const path of [report!, `${report}?about=private`, '/d/mine', '/d/sign-in']) {
      await page.goto(new URL(path, newsroom.url).href)
      await expectAccessible(page, `plain ${path.replace(/c_[0-9a-z]+/, 'c_…')}`)
    }
  })

  it('the desk: the rules tried on a text', async () => {
    const page = await newsroom.windowOf('mona', options)
    await page.goto(`${newsroom.url}/desk#/try`)
    await page.getByLabel('Text', { exact: true }).waitFor()
    await expectAccessible(page, 'nothing tried yet')
    await page.getByText('What it answers, and what the story is about').click()
    for (const sample of ['English: insult', 'Deutsch: threat', 'Français: quoted']) {
      await page.getByRole('button', { name: sample }).click()
      await page.locator('.heads').waitFor()
      await expectAccessible(page, sample)
    }
    // Nothing is wider than the screen.
    expect(
      await page
        .locator('.trial')
        .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))
        .then(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBe(0)
  })

  it('the desk: sign-in, queue, case, decision, help', async () => {
    const guest = await newsroom.window(options)
    await guest.goto(`${newsroom.url}/desk`)
    await guest.getByLabel('E-mail address').waitFor()
    await expectAccessible(guest, 'desk sign-in')
    const page = await newsroom.windowOf('mona', options)
    await page.goto(`${newsroom.url}/desk`)
    const queue = page.getByRole('link', { name: /^Reported/ })
    await queue.waitFor()
    await expectAccessible(page, 'desk')
    await queue.click()
    await page.locator('.row').first().click()
    await page.getByRole('button', { name: /Remove/ }).waitFor()
    await expectAccessible(page, 'case')
    await page.keyboard.press('r')
    await page.keyboard.press('4')
    await page.getByLabel('The author will read').waitFor()
    await expectAccessible(page, 'decision')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await expectAccessible(page, 'help')
    expect(await page.title()).not.toBe('')
  })

  it('L07 the desk: an order of an authority is entered from a case, carried out and answered', async () => {
    const page = await newsroom.windowOf('otto', options)
    await page.goto(`${newsroom.url}/desk`)
    await page.getByRole('link', { name: 'Everything' }).click()
    await page.locator('.row').last().click()
    await page.getByRole('button', { name: 'Enter an order about it…' }).click()
    await expectAccessible(page, 'an order is entered')
    await page.getByRole('radio', { name: /one hour/ }).check()
    await page.getByLabel('Authority').fill('Police of Bonn')
    await page.getByLabel('Member State').fill('de')
    await page.getByLabel('Its reference').fill('TCO-1')
    await page.getByLabel('Legal ground').fill('Regulation (EU) 2021/784')
    await page.getByText('1 comment', { exact: true }).waitFor()
    await page.getByRole('button', { name: /^Enter, and page/ }).click()
    await page
      .getByRole('complementary', { name: 'Orders of authorities' })
      .getByText(/5\d min left/)
      .waitFor()
    await expectAccessible(page, 'an order that presses')
    await page.getByRole('button', { name: 'Carry it out' }).click()
    await page.getByText('Tell the authority what was done').waitFor()
    await expectAccessible(page, 'an order that is carried out')
    await page.getByRole('button', { name: 'I have sent this' }).click()
    await page.getByText(/^Answer, sent by/).waitFor()
    await expect.poll(() => page.getByRole('complementary').count()).toBe(0)
    for (const tab of ['Trusted flaggers', 'Certified bodies']) {
      await page.getByRole('button', { name: tab }).click()
      await expectAccessible(page, tab)
    }
  })
})
