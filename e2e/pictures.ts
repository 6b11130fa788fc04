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
await take(story, 'nudge', { x: 0, y: 0, width: 1000, height: 560 })

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

// An eyewitness account with a photograph of the newspaper's own, as an editor works on it.
const witness = await newsroom.windowOf('bob')
await witness.evaluate(async story => {
  const { sso } = await (await fetch('/demo/token')).json()
  const session = await fetch('/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sso }),
  })
  const headers = { 'x-parley-csrf': (await session.json()).csrf }
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const sent = await fetch('/v1/accounts', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ story, relation: 'there', how: 'I work in the paint shop, and was on the early shift.' },
      text: 'At ten past eight the line stopped. The shift leader told us to go home, and could not say for how long. When we came out to gate 3, two cars of the board drove in.',
      when: { from: `${day}T08:10`, to: `${day}T08:40`, exact: false },
      where: { place: 'Gate 3, Hollin plant', precision: 'street' },
      contact: { email: 'bob@reader.example', safeWay: 'After eight in the evening, never at work.' },
      consent: { publish: true, name: 'pseudonym', pseudonym: 'Early shift', keepOriginals: true, tell: true },
    }),
  })
  const { id } = await sent.json()
  const canvas = new OffscreenCanvas(1200, 800)
  const draw = canvas.getContext('2d')!
  for (const [colour, ...box] of [
    ['#b9c6cf', 0, 0, 1200, 800],
    ['#6f7a72', 0, 520, 1200, 280],
    ['#8a4b3c', 120, 220, 960, 320],
    ['#5d5a54', 480, 320, 240, 220],
    ['#23211e', 300, 560, 190, 80],
    ['#23211e', 620, 590, 210, 90],
  ] as const) {
    draw.fillStyle = colour
    draw.fillRect(...box)
  }
  await fetch(`/v1/accounts/${id}/photos/1?alt=${encodeURIComponent('Gate 3, with two dark cars before it')}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'image/jpeg' },
    body: await canvas.convertToBlob({ type: 'image/jpeg' }),
  })
}, newsroom.story)
const accounts = await newsroom.windowOf('otto', { viewport: { width: 1320, height: 900 } })
await accounts.goto(`${newsroom.url}/desk#/accounts`)
await accounts.locator('.photographs img').waitFor()
await accounts.locator('.photographs img').evaluate((image: HTMLImageElement) => image.decode())
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
