import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Newsroom, openNewsroom, openStory } from './newsroom.ts'

/** Everything by keys alone: Tab until the focus is where it should be, then Enter, Space or letters. No mouse is used anywhere. */
describe('the whole journey by keyboard', () => {
  let newsroom: Newsroom
  beforeAll(async () => {
    newsroom = await openNewsroom()
  })
  afterAll(() => newsroom.close())

  /** What has the focus, inside shadow trees too: its role and name as they are spoken. */
  const focused = (page: Page) =>
    page.evaluate(() => {
      let at = document.activeElement
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
      const labelled = at as HTMLInputElement | null
      return `${at?.localName}: ${at?.getAttribute('aria-label') ?? labelled?.labels?.[0]?.textContent ?? at?.textContent ?? ''}`
        .replace(/\s+/g, ' ')
        .trim()
    })
  const tabTo = async (page: Page, wanted: RegExp, key = 'Tab') => {
    const seen: string[] = []
    for (let i = 0; i < 150; i++) {
      await page.keyboard.press(key)
      const now = await focused(page)
      seen.push(now)
      if (wanted.test(now)) return
    }
    throw new Error(`${wanted} cannot be reached by ${key}; seen: ${[...new Set(seen)].slice(0, 60).join(' | ')}`)
  }

  it('reads, signs in at the newspaper, writes, is nudged, changes it, posts, replies and reports', async () => {
    const page = await newsroom.window()
    await page.goto(`${newsroom.url}/demo/sign-in?return=%2F`)
    await tabTo(page, /^button: Alice Moreau/)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${newsroom.url}/`)
    await openStory(page, newsroom.story)

    await tabTo(page, /^textarea: Your comment/)
    await page.keyboard.type('What a bloody idiots’ board.')
    // What belongs to writing comes with the first key.
    await page.locator('parley-comments').getByRole('button', { name: 'Post', exact: true }).waitFor()
    await tabTo(page, /^button: Post$/)
    await page.keyboard.press('Enter')
    await page.locator('parley-comments').getByRole('alert').waitFor()
    await tabTo(page, /^button: Change it/)
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toMatch(/^textarea: Your comment/)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('The board might have asked the people on the line first.')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => focused(page)).toContain('The board might have asked')

    await tabTo(page, /^button: Reply to /)
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toMatch(/^textarea: Reply to /)
    await page.keyboard.type('That is worth knowing, thank you.')
    await tabTo(page, /^button: Post reply/)
    await page.keyboard.press('Enter')
    await page
      .locator('parley-comments article')
      .filter({ hasText: 'That is worth knowing, thank you.' })
      .last()
      .waitFor()

    await tabTo(page, /^button: Report the comment by /)
    await page.keyboard.press('Enter')
    await page.locator('parley-comments dialog[open]').waitFor()
    await tabTo(page, /^input: /)
    await page.keyboard.press('Space')
    await tabTo(page, /^textarea: /)
    await page.keyboard.type('It says nothing about the story.')
    await tabTo(page, /^button: Send report/)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('parley-comments dialog').textContent()).toMatch(/R-[0-9A-F]{10}/)
    await page.keyboard.press('Escape')
    await expect.poll(() => focused(page)).toMatch(/^button: Report the comment by /)
    await page.context().close()
  })

  it('tries the rules on a text, alone with its words, and finds it again', async () => {
    const page = await newsroom.windowOf('mona')
    await page.goto(`${newsroom.url}/desk`)
    await page.locator('.row').first().waitFor()
    await page.keyboard.press('t')
    await expect.poll(() => focused(page)).toMatch(/^textarea: Text/)
    expect(page.url()).toMatch(/#\/try$/)
    await page.keyboard.type('They are bloody idiots. t')
    const outcome = page.locator('.becomes')
    await expect.poll(() => outcome.textContent()).toMatch(/^The writer is asked to look again\..*Be nice\./)
    await expect.poll(() => page.locator('.words mark').allTextContents()).toEqual(['bloody idiots'])
    await tabTo(page, /^select: Language/)
    await tabTo(page, /^button: Insult/)
    await page.keyboard.press('Space')
    await expect
      .poll(() => page.getByRole('button', { name: 'Insult', exact: true }).getAttribute('aria-pressed'))
      .toBe('true')
    await tabTo(page, /^button: English: quoted/)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.words').textContent()).toContain('the night shift')
    await tabTo(page, /^a: Held/)
    await page.keyboard.press('Enter')
    await page.locator('.row').first().waitFor()
    await page.keyboard.press('t')
    await expect.poll(() => page.getByLabel('Text', { exact: true }).inputValue()).toContain('the night shift')
    await page.context().close()
  })

  it('keeps the text when the server cannot be reached, says so, and goes on', async () => {
    const page = await newsroom.windowOf('mona')
    await page.goto(`${newsroom.url}/desk#/try`)
    await page.getByLabel('Text', { exact: true }).waitFor()
    await tabTo(page, /^textarea: Text/)
    await page.context().setOffline(true)
    await page.keyboard.type('They are bloody idiots.')
    await page.getByRole('alert').filter({ hasText: 'Your text is kept.' }).waitFor()
    await page.context().setOffline(false)
    await tabTo(page, /^button: Try again/)
    await page.keyboard.press('Enter')
    await page.locator('.words mark').waitFor()
    await page.context().close()
  })

  it('goes through the queues, decides and is told so', async () => {
    const page = await newsroom.windowOf('mona')
    await page.goto(`${newsroom.url}/desk`)
    await page.getByRole('link', { name: /^Held/ }).waitFor()
    await tabTo(page, /^a: Held/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Held/ }).waitFor()
    await page.locator('.row').first().waitFor()
    await page.keyboard.press('j')
    await page.getByRole('button', { name: /Remove/ }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    const before = await page.locator('.row').count()
    await page.keyboard.press('r')
    await page.keyboard.press('1')
    await page.getByLabel('The author will read').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('The words are crude. You are welcome to say the rest again.')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.row').count()).toBe(before - 1)
    await page.context().close()
  })
})
