import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, type Newsroom, openNewsroom } from './newsroom.ts'

let newsroom: Newsroom
beforeAll(async () => {
  newsroom = await openNewsroom({ PARLEY_PUBLIC_LOG: 'on' })
})
afterAll(() => newsroom?.close())

const WIDE = { width: 1100, height: 900 }
const LOOKS = [
  ['light', {}, WIDE],
  ['dark', { colorScheme: 'dark' }, WIDE],
  ['on a phone', {}, { width: 390, height: 844 }],
  ['forced colours', { forcedColors: 'active' }, WIDE],
] as const

/** The same page in one look after the other. */
async function inEveryLook(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const [name, media, size] of LOOKS) {
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media })
    await page.setViewportSize(size)
    await look(name)
  }
}

const narrowEnough = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

async function overview(): Promise<Page> {
  const page = await newsroom.windowOf('mona')
  await page.goto(`${newsroom.url}/desk`)
  await page.getByRole('link', { name: /^Overview/ }).waitFor()
  await page.keyboard.press('p')
  await page.getByRole('heading', { name: 'Time to decision' }).waitFor()
  return page
}

describe('the overview', () => {
  it('opens by one key, has a table for every picture, and leads on by keys', async () => {
    const page = await overview()
    expect(page.url()).toContain('#/overview')
    await expect.poll(() => page.title()).toBe('Overview · Parley desk')
    const comments = page.getByRole('figure', { name: 'Comments' })
    // All that screen readers get of a picture is its sentence and its table.
    await comments.getByText(/^\d+ posted, \d+ of them held/).waitFor()
    await comments.getByText('Table').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => comments.getByRole('row').count()).toBe(31)
    await page.getByRole('button', { name: '7 days' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => comments.getByRole('row').count()).toBe(8)
    await expect
      .poll(() => page.getByRole('figure', { name: 'Waiting now' }).getByRole('row').count())
      .toBeGreaterThan(1)
    // What is asked of cases does nothing here.
    await page.keyboard.press('r')
    await page.keyboard.press('t')
    await page.getByRole('heading', { name: 'Try the rules' }).waitFor()
    await page.context().close()
  })

  it('is accessible and fits, in every look', async () => {
    const page = await overview()
    for (const table of await page.locator('.picture summary').all()) await table.click()
    await inEveryLook(page, async name => {
      await expectAccessible(page, `overview, ${name}`)
      await narrowEnough(page)
      const tooWide = await page.evaluate(() =>
        [...document.querySelectorAll('.picture table, .picture p')]
          .filter(one => one.getBoundingClientRect().right > innerWidth)
          .map(one => one.textContent?.slice(0, 40)),
      )
      expect(tooWide, name).toEqual([])
    })
    await page.context().close()
  })
})

it('the public log is accessible and fits, in every look', async () => {
  const page = await newsroom.window()
  await page.goto(`${newsroom.url}/d/log`)
  await page.getByRole('heading', { name: 'What our moderators decided' }).waitFor()
  await inEveryLook(page, async name => {
    await expectAccessible(page, `public log, ${name}`)
    await narrowEnough(page)
  })
  await page.context().close()
})
