import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, freePort, type Newsroom, openNewsroom, openStory } from './newsroom.ts'

/** Milliseconds from the last key to the marks on the page. */
const SOON = 150

/** A newspaper of its own origin, with the policy that docs/embedding.md asks for and nothing more. */
async function newspaper(port: number, parley: string) {
  const policy = `default-src 'none'; script-src ${parley}; connect-src ${parley}; worker-src blob:; require-trusted-types-for 'script'; trusted-types parley`
  const server = createServer((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      .end(
        `<!doctype html><html lang="en"><title>A story</title><script type="module" async src="${parley}/parley.js"></script><parley-comments></parley-comments>`,
      ),
  ).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://localhost:${port}/story`, close: () => void server.close() }
}

/** Words are read where they are written: in the reader's browser, before anything is sent. */
describe('the nudge before anything is sent', () => {
  let newsroom: Newsroom
  let paper: { url: string; close(): void }
  beforeAll(async () => {
    const port = await freePort()
    newsroom = await openNewsroom({ PARLEY_ORIGINS: `http://localhost:${port}` })
    paper = await newspaper(port, newsroom.url)
  })
  afterAll(async () => {
    paper.close()
    await newsroom.close()
  })

  const discussion = (page: Page) => page.locator('parley-comments')
  const box = (page: Page) => discussion(page).getByRole('textbox', { name: 'Your comment' })
  const hint = (page: Page) => discussion(page).locator('form [part=hint]').first()

  /** Types as a person does, and answers how long after the last key the marks stood on the page. */
  async function typed(page: Page, words: string): Promise<number> {
    await page.evaluate(() => {
      const root = document.querySelector('parley-comments')!.shadowRoot!
      const seen = { key: 0, marked: 0 }
      ;(window as unknown as { seen: typeof seen }).seen = seen
      root.querySelector('textarea')!.addEventListener('input', () => {
        seen.key = performance.now()
        seen.marked = 0
      })
      new MutationObserver(() => {
        if (!seen.marked && root.querySelector('form [part=hint] mark')) seen.marked = performance.now()
      }).observe(root, { subtree: true, childList: true, characterData: true })
    })
    await box(page).pressSequentially(words)
    await hint(page).locator('mark').first().waitFor()
    return page.evaluate(() => {
      const { seen } = window as unknown as { seen: { key: number; marked: number } }
      return seen.marked - seen.key
    })
  }

  it('loads nothing for it before the first key, and then only from the discussion’s own server', async () => {
    const page = await newsroom.windowOf('alice')
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    const forIt = () => asked.filter(path => /(nudge|judge)-/.test(path))
    await openStory(page, newsroom.story)
    await box(page).focus()
    await discussion(page).getByRole('button', { name: 'Post', exact: true }).waitFor()
    // What is loaded by itself ends with the stream.
    await expect.poll(() => asked).toContain('/v1/stream')
    expect(forIt()).toEqual([])
    await box(page).press('T')
    await expect.poll(forIt).toContainEqual(expect.stringMatching(/^\/embed\/nudge-[\w-]+\.js$/))
    await box(page).fill('Idiots')
    await hint(page).locator('mark').waitFor()
    expect(page.workers()).toHaveLength(1)
    expect(asked.filter(path => /judge-/.test(path))).toEqual([])
    // In no word list: the browser's own model hears it.
    await expect.poll(forIt).toContainEqual(expect.stringMatching(/^\/embed\/nudge-[\w-]+\.bin$/))
    await box(page).fill('This writer is a pathetic liar and a disgrace to the whole town')
    await expect
      .poll(() => hint(page).locator('mark').allTextContents())
      .toContainEqual(expect.stringMatching(/pathetic/))
    await page.context().close()
  })

  it(`marks the words and names the rule within ${SOON} ms of the last key, with the network cut off`, async () => {
    const page = await newsroom.windowOf('alice')
    const loaded: string[] = []
    page.on('requestfinished', request => loaded.push(request.url()))
    await openStory(page, newsroom.quiet)
    await typed(page, 'Idiots')
    // The last thing that reading along needs is its model.
    await expect.poll(() => loaded).toContainEqual(expect.stringMatching(/nudge-[\w-]+\.bin$/))
    const sent: string[] = []
    page.on('request', request => sent.push(request.url()))
    await page.context().setOffline(true)
    const took: number[] = []
    for (let i = 0; i < 7; i++) {
      await box(page).fill('')
      await expect.poll(() => hint(page).locator('mark').count()).toBe(0)
      took.push(await typed(page, 'The board are bloody idiots'))
    }
    await expect.poll(() => hint(page).textContent()).toMatch(/Be nice: [^.]*idiots/)
    await expect.poll(() => discussion(page).locator('.shade mark').allTextContents()).toEqual(['bloody idiots'])
    expect(sent.filter(url => !/\/v1\/stream|^blob:/.test(url))).toEqual([])
    const median = took.toSorted((a, b) => a - b)[3]!
    console.log(`the nudge: ${took.map(ms => Math.round(ms)).join(', ')} ms after the last key`)
    expect(median).toBeLessThan(SOON)
    await page.context().close()
  })

  it('moves nothing, says it once to those who do not see it, and says so when it is gone', async () => {
    const page = await newsroom.windowOf('bob', { viewport: { width: 390, height: 800 }, hasTouch: true })
    await openStory(page, newsroom.quiet)
    await box(page).focus()
    const post = discussion(page).getByRole('button', { name: 'Post', exact: true })
    await post.waitFor()
    await discussion(page).getByRole('button', { name: 'My comments' }).waitFor()
    await page.evaluate(() => {
      const said: string[] = []
      ;(window as unknown as { said: string[] }).said = said
      const live = document.querySelector('parley-comments')!.shadowRoot!.querySelector('section > [role=status]')!
      new MutationObserver(() => {
        if (live.textContent) said.push(live.textContent)
      }).observe(live, { childList: true, characterData: true, subtree: true })
    })
    const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said)
    const atEachWidth = async () => {
      const places: unknown[] = []
      for (const width of [340, 390, 420, 460, 500, 560, 700]) {
        await page.setViewportSize({ width, height: 800 })
        places.push(await post.boundingBox())
      }
      return places
    }
    const before = await atEachWidth()
    await typed(page, 'Idiots, all')
    expect(await atEachWidth()).toEqual(before)
    await expect.poll(said).toEqual(['Be nice: Idiots. Have another look before you post?'])
    await box(page).pressSequentially(' of them idiots')
    await expect.poll(() => hint(page).locator('mark').allTextContents()).toEqual(['Idiots', 'idiots'])
    await expectAccessible(page, 'heard', 'form')
    await box(page).fill('All of them')
    await expect
      .poll(said)
      .toEqual(['Be nice: Idiots. Have another look before you post?', 'Nothing is marked any more.'])
    await page.context().close()
  })

  it('asks once where something comes from, moves nothing that is pressed, and posts with or without an answer', async () => {
    const page = await newsroom.windowOf('alice', { viewport: { width: 390, height: 800 }, hasTouch: true })
    await openStory(page, newsroom.quiet)
    await box(page).focus()
    const post = discussion(page).getByRole('button', { name: 'Post', exact: true })
    await post.waitFor()
    await discussion(page).getByRole('button', { name: 'My comments' }).waitFor()
    const before = await post.boundingBox()
    const source = discussion(page).getByRole('textbox', { name: 'Where does this come from?' })
    const claim = 'The plant has received $1.4 billion since 2009.'
    await box(page).fill(claim)
    await source.waitFor()
    expect(await post.boundingBox()).toEqual(before)
    await expectAccessible(page, 'source', 'form')
    await discussion(page).getByRole('button', { name: 'No, thank you' }).click()
    await source.waitFor({ state: 'detached' })
    // What is heard of a pause is said when it would be asked again.
    await box(page).fill(`${claim} What bloody idiots.`)
    await expect
      .poll(() => discussion(page).getByRole('status').allTextContents())
      .toContainEqual(expect.stringMatching(/Be nice/))
    expect(await source.count()).toBe(0)
    const kept = await page.evaluate(
      () => Object.values(localStorage).filter(one => /"answered":true/.test(one)).length,
    )
    expect(kept).toBe(1)
    await box(page).fill('')
    await box(page).fill(claim)
    await source.fill('The yearly report')
    await post.click()
    const own = discussion(page).locator('article').filter({ hasText: claim })
    await own.waitFor()
    expect(await own.locator('[part=body]').textContent()).toContain('Source: The yearly report')
    await page.context().close()
  })

  it('never stands in the way: the server judges, and there is one notice', async () => {
    const page = await newsroom.windowOf('bob')
    await openStory(page, newsroom.quiet)
    await typed(page, 'What bloody idiots')
    await page.keyboard.press('Control+Enter')
    await discussion(page).getByRole('alert').waitFor()
    await expect.poll(() => discussion(page).locator('form').locator('[part=hint], [part=notice]').count()).toBe(1)
    await expect.poll(() => discussion(page).locator('mark').allTextContents()).toEqual(['bloody idiots'])
    await discussion(page).getByRole('button', { name: 'Change it' }).click()
    await expect.poll(() => hint(page).locator('mark').allTextContents()).toEqual(['bloody idiots'])
    await page.context().close()
  })

  it('keeps its marks on the words where the box scrolls', async () => {
    const page = await newsroom.windowOf('bob', { viewport: { width: 700, height: 500 } })
    await openStory(page, newsroom.quiet)
    await box(page).fill(`${'A line of no interest.\n'.repeat(30)}You bloody idiots`)
    await discussion(page).locator('.shade mark').waitFor()
    const seen = await page.evaluate(() => {
      const root = document.querySelector('parley-comments')!.shadowRoot!
      const area = root.querySelector('textarea')!
      area.scrollTop = area.scrollHeight
      return new Promise<{ below: number; scrolled: number }>(done =>
        requestAnimationFrame(() => {
          const mark = root.querySelector('.shade mark')!.getBoundingClientRect()
          done({ below: area.getBoundingClientRect().bottom - mark.bottom, scrolled: area.scrollTop })
        }),
      )
    })
    expect(seen.scrolled).toBeGreaterThan(100)
    expect(seen.below).toBeGreaterThan(0)
    expect(seen.below).toBeLessThan(40)
    await page.context().close()
  })

  it('is read by the word lists where the model does not come, and an unreachable judge is no error', async () => {
    const page = await newsroom.windowOf('bob')
    await page.context().route('**/embed/*.bin', route => route.abort())
    await openStory(page, newsroom.quiet)
    expect(await typed(page, 'The board are bloody idiots')).toBeGreaterThan(0)
    await page.context().close()

    const alone = await newsroom.windowOf('alice')
    let asked = 0
    await alone.context().route(/\/embed\/(nudge|judge)-/, route => {
      asked++
      return route.abort()
    })
    await openStory(alone, newsroom.quiet)
    await box(alone).fill('The board are bloody idiots')
    await expect.poll(() => asked).toBeGreaterThanOrEqual(2)
    await discussion(alone).getByRole('button', { name: 'Post', exact: true }).click()
    await discussion(alone).getByRole('alert').waitFor()
    await alone.context().close()
  })

  it('works in a newspaper’s page of another origin, in a worker, under its policy', async () => {
    const page = await (await newsroom.browser.newContext({ locale: 'en-GB' })).newPage()
    const faults: string[] = []
    page.on('pageerror', error => faults.push(error.message))
    page.on('console', message => {
      if (/Content Security Policy|Trusted/i.test(message.text())) faults.push(message.text())
    })
    await openStory(page, paper.url)
    expect(await typed(page, 'The board are bloody idiots')).toBeGreaterThan(0)
    expect(page.workers()).toHaveLength(1)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('is read in the page itself where its policy allows no worker', async () => {
    const page = await (await newsroom.browser.newContext({ locale: 'en-GB' })).newPage()
    const faults: string[] = []
    page.on('pageerror', error => faults.push(error.message))
    await page.route(newsroom.quiet, async route => {
      const answer = await route.fetch()
      const policy = `${answer.headers()['content-security-policy']}; require-trusted-types-for 'script'; trusted-types 'none'`
      await route.fulfill({
        response: answer,
        headers: { ...answer.headers(), 'content-security-policy': policy.replace('worker-src blob:;', '') },
      })
    })
    await openStory(page, newsroom.quiet)
    expect(await typed(page, 'The board are bloody idiots')).toBeGreaterThan(0)
    expect(page.workers()).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

/** Where the newsroom wants a person to look at what was nudged and is sent all the same. */
describe('with PARLEY_POST_ANYWAY=off', () => {
  let newsroom: Newsroom
  beforeAll(async () => {
    newsroom = await openNewsroom({ PARLEY_POST_ANYWAY: 'off' })
  })
  afterAll(() => newsroom.close())

  it('says so before it is sent, holds it, and tells its author why, with the words; without script too', async () => {
    const page = await newsroom.windowOf('alice')
    await openStory(page, newsroom.quiet)
    const discussion = page.locator('parley-comments')
    await discussion.getByRole('textbox', { name: 'Your comment' }).fill('The board are bloody idiots')
    await discussion.getByRole('button', { name: 'Post', exact: true }).click()
    const notice = discussion.getByRole('alert')
    await notice.waitFor()
    await expect.poll(() => notice.textContent()).toContain('a moderator will look at it before it is published')
    await expect.poll(() => discussion.getByRole('button', { name: 'Post anyway' }).count()).toBe(0)
    await discussion.getByRole('button', { name: 'Send it as it is' }).click()
    const own = discussion.locator('article').filter({ hasText: 'bloody idiots' })
    await own.waitFor()
    await expect.poll(() => own.textContent()).toContain('It is held under Be nice until a moderator has looked at it.')
    await expect.poll(() => own.locator('mark').allTextContents()).toEqual(['bloody idiots'])

    await page.goto(`${newsroom.url}/d?story=${encodeURIComponent(newsroom.quiet)}`)
    await page.getByLabel('Your comment').fill('What bloody idiots they are')
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await page.getByRole('button', { name: 'Send it as it is' }).waitFor()
    await expect.poll(() => page.textContent('main')).toContain('a moderator will look at it before it is published')
    await page.context().close()
  })
})
