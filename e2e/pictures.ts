import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openNewsroom, openStory } from './newsroom.ts'

/** Takes the pictures of the README from the demo newsroom: `npm run pictures`. Look at them afterwards. */
const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
mkdirSync(folder, { recursive: true })
const newsroom = await openNewsroom()
const take = async (page: Page, name: string, clip?: { x: number; y: number; width: number; height: number }) => {
  await page.mouse.move(0, 0)
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled', ...(clip && { clip }) })
  console.log(name)
}

const wide = { viewport: { width: 1000, height: 1180 } } as const
const phone = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
  hasTouch: true,
  deviceScaleFactor: 2,
} as const
const toDiscussion = (page: Page) =>
  page.evaluate(() =>
    scrollTo(0, document.querySelector('parley-comments')!.getBoundingClientRect().top + scrollY - 24),
  )

const story = await newsroom.windowOf('alice', wide)
await openStory(story, newsroom.story)
await story.evaluate(() => scrollTo(0, 0))
await take(story, 'story')
await toDiscussion(story)
await take(story, 'discussion')

const discussion = story.locator('parley-comments')
await discussion
  .getByRole('textbox', { name: 'Your comment' })
  .pressSequentially(
    'The board knew. They are all bloody idiots and everyone at the Hollin plant has said so since March.',
  )
await discussion.locator('form [part=hint] mark').waitFor()
await toDiscussion(story)
await take(story, 'nudge', { x: 0, y: 0, width: 1000, height: 680 })

const dark = await newsroom.windowOf('bob', { ...wide, colorScheme: 'dark' })
await openStory(dark, newsroom.story)
await toDiscussion(dark)
await take(dark, 'dark')

const small = await newsroom.window(phone)
await openStory(small, newsroom.story)
await toDiscussion(small)
await take(small, 'phone')

const quiet = await newsroom.window({ viewport: { width: 1000, height: 900 } })
await openStory(quiet, newsroom.quiet)
await toDiscussion(quiet)
const bottom = await quiet.locator('parley-comments').boundingBox()
await take(quiet, 'empty', { x: 0, y: Math.max(0, bottom!.y - 24), width: 1000, height: 460 })

const desk = await newsroom.windowOf('mona', { viewport: { width: 1320, height: 820 } })
await desk.goto(`${newsroom.url}/desk`)
await desk.getByRole('link', { name: /^Reported/ }).click()
await desk.locator('.row').first().click()
await desk.getByRole('button', { name: /Remove/ }).waitFor()
await desk.keyboard.press('r')
await desk.keyboard.press('3')
await desk.getByLabel('The author will read').waitFor()
await take(desk, 'desk')

const trying = await newsroom.windowOf('mona', { viewport: { width: 1320, height: 900 } })
await trying.goto(`${newsroom.url}/desk#/try`)
await trying.getByRole('button', { name: 'English: insult' }).click()
await trying.locator('.heads').waitFor()
await take(trying, 'try-the-rules')

const accounts = await newsroom.windowOf('otto', { viewport: { width: 1320, height: 900 } })
await accounts.goto(`${newsroom.url}/desk#/accounts`)
await accounts.getByRole('button', { name: /^Published/ }).click()
await accounts.locator('.row').filter({ hasText: 'photograph' }).click()
const photograph = accounts.locator('.photographs img')
await photograph.waitFor()
await photograph.evaluate((image: HTMLImageElement) => image.decode())
await take(accounts, 'accounts')

const plain = await newsroom.window({ viewport: { width: 1000, height: 900 }, javaScriptEnabled: false })
await plain.goto(`${newsroom.url}/d?story=${encodeURIComponent(newsroom.story)}`)
await take(plain, 'plain')
// A statement of reasons and an appeal, as the author has them.
const author = await newsroom.windowOf('alice', { viewport: { width: 1000, height: 900 } })
const own = author.locator('parley-comments')
const words = 'The board has lied about the Hollin plant for years, and everyone in town knows it.'
await openStory(author, newsroom.story)
await own.getByRole('textbox', { name: 'Your comment' }).fill(words)
await own.getByRole('button', { name: 'Post', exact: true }).click()
const id = await own.locator('article').filter({ hasText: words }).first().getAttribute('id')
const moderator = await newsroom.windowOf('mona')
await moderator.goto(`${newsroom.url}/desk`)
await moderator.evaluate(
  async address => {
    const { csrf } = await (await fetch('/v1/me')).json()
    await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-parley-csrf': csrf },
      body: JSON.stringify({
        act: 'remove',
        rule: 'truth',
        explanation:
          'It states as fact what no source supports: that the board has lied “for years”. You are welcome to say what you know, and from where.',
      }),
    })
  },
  `/v1/desk/cases/k_${id!.slice(2)}/decisions`,
)
await openStory(author, newsroom.story)
await own.getByRole('button', { name: 'My comments' }).click()
const entry = own.locator('dialog[open] li').filter({ hasText: words })
await entry.getByRole('button', { name: 'Appeal', exact: true }).click()
await entry.getByRole('textbox').fill('The works council’s minutes of March say so; I can send them.')
await take(author, 'appeal')
await entry.getByRole('link', { name: /^Statement no/ }).click()
await author.setViewportSize({ width: 1000, height: 1410 })
await author.locator('h1').waitFor()
await take(author, 'statement')
await newsroom.close()
await newsroom.browser.close()
