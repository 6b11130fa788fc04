import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Newsroom, openNewsroom, openStory } from './newsroom.ts'

/** The main job, as two readers and a moderator do it, in one story; each step stands on the one before. */
describe('from one reader’s keystroke to another reader’s screen', () => {
  let newsroom: Newsroom
  let alice: Page
  let bob: Page
  let mona: Page
  const words = 'My cousin delivers gearboxes to both of them. The forms alone would fill a van.'
  const rude = 'The board knew. They are all bloody idiots and everyone at the plant has said so since March.'

  beforeAll(async () => {
    newsroom = await openNewsroom()
    alice = await newsroom.windowOf('alice')
    bob = await newsroom.windowOf('bob')
    mona = await newsroom.windowOf('mona')
  })
  afterAll(() => newsroom.close())

  const box = (page: Page) => page.locator('parley-comments').getByRole('textbox', { name: 'Your comment' })
  const comment = (page: Page, text: string) => page.locator('parley-comments article').filter({ hasText: text }).last()

  it('shows live counts beside the headlines', async () => {
    await alice.goto(newsroom.url)
    await expect.poll(() => alice.locator('parley-count').first().textContent()).toMatch(/^\d+ comments$/)
  })

  it('shows the story and its discussion to anyone, and moves nothing when it loads', async () => {
    const guest = await newsroom.window({ viewport: { width: 390, height: 800 } })
    await openStory(guest, newsroom.story)
    await expect.poll(() => guest.locator('parley-comments article').count()).toBeGreaterThan(10)
    await guest.locator('parley-comments').getByText('Removed under Be nice').first().waitFor()
    const shift = await guest.evaluate(
      () =>
        new Promise<number>(done => {
          let sum = 0
          new PerformanceObserver(list => {
            for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
              if (!entry.hadRecentInput) sum += entry.value
          }).observe({ type: 'layout-shift', buffered: true })
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)))
        }),
    )
    expect(shift).toBeLessThan(0.1)
    await guest.context().close()
  })

  it('lets a reader post, and shows it in another window without moving what is read there', async () => {
    await openStory(bob, newsroom.story)
    const reading = bob.locator('parley-comments article').nth(4)
    await reading.scrollIntoViewIfNeeded()
    const before = (await reading.boundingBox())!.y

    await openStory(alice, newsroom.story)
    await box(alice).fill(words)
    await alice.locator('parley-comments').getByRole('button', { name: 'Post', exact: true }).click()
    await comment(alice, words).waitFor()

    const pill = bob.locator('parley-comments [part=pill]')
    await pill.waitFor()
    await expect.poll(() => pill.textContent()).toBe('1 new comment')
    expect((await reading.boundingBox())!.y).toBe(before)
    await pill.click()
    await comment(bob, words).waitFor()
  })

  it('carries a reply back', async () => {
    await comment(bob, words)
      .getByRole('button', { name: /^Reply to/ })
      .click()
    const reply = bob.locator('parley-comments textarea:focus')
    await reply.fill('And who fills them in? That is the part I would like to read about.')
    await bob.locator('parley-comments').getByRole('button', { name: 'Post reply' }).click()
    await comment(bob, 'And who fills them in?').waitFor()
    await comment(alice, 'And who fills them in?')
      .or(alice.locator('parley-comments').getByRole('button', { name: /new repl(y|ies)|new comment/ }))
      .first()
      .waitFor()
  })

  it('counts respect once', async () => {
    const respect = comment(bob, words).getByRole('button', { name: /^Respect/ })
    await respect.click()
    await expect.poll(() => respect.getAttribute('aria-pressed')).toBe('true')
    await openStory(bob, newsroom.story)
    await expect
      .poll(() =>
        comment(bob, words)
          .getByRole('button', { name: /^Respect/ })
          .getAttribute('aria-pressed'),
      )
      .toBe('true')
  })

  it('lets the author edit, and keeps the earlier version readable', async () => {
    await comment(alice, words).getByRole('button', { name: 'Edit' }).click()
    const edited = `${words} (A large van.)`
    await alice.locator('parley-comments textarea:focus').fill(edited)
    await alice.locator('parley-comments').getByRole('button', { name: 'Save' }).click()
    await comment(alice, 'A large van').waitFor()
    await openStory(bob, newsroom.story)
    await comment(bob, 'A large van').getByRole('button', { name: 'edited' }).click()
    const versions = bob.locator('parley-comments dialog')
    await expect.poll(() => versions.locator('li').count()).toBe(2)
    await bob.keyboard.press('Escape')
  })

  it('asks a writer to look again, marks the words, and honours “post anyway”', async () => {
    await box(bob).fill(rude)
    await bob.locator('parley-comments').getByRole('button', { name: 'Post', exact: true }).click()
    const nudge = bob.locator('parley-comments').getByRole('alert')
    await nudge.waitFor()
    await expect.poll(() => bob.locator('parley-comments mark').allTextContents()).toEqual(['bloody idiots'])
    await expect.poll(() => nudge.textContent()).toContain('Be nice.')
    await bob.locator('parley-comments').getByRole('button', { name: 'Post anyway' }).click()
    await comment(bob, 'bloody idiots').waitFor()
  })

  it('takes a report, which reaches the desk at once', async () => {
    await mona.goto(`${newsroom.url}/desk`)
    const waiting = mona.getByRole('link', { name: /^Reported/ }).locator('.count')
    await expect.poll(() => waiting.textContent()).toMatch(/^\d+$/)
    const before = Number(await waiting.textContent())
    await openStory(alice, newsroom.story)
    await comment(alice, 'bloody idiots')
      .getByRole('button', { name: /^Report/ })
      .click()
    const dialog = alice.locator('parley-comments dialog')
    await dialog.getByRole('radio', { name: /^Be nice/ }).check()
    await dialog.getByRole('textbox').first().fill('That is no way to speak of people.')
    await dialog.getByRole('button', { name: 'Send report' }).click()
    await expect.poll(() => dialog.textContent()).toMatch(/R-[0-9A-F]{10}/)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await expect.poll(async () => Number(await waiting.textContent())).toBe(before + 1)
  })

  it('is decided at the desk by keys alone, with a rule and a reason', async () => {
    await mona.getByRole('link', { name: /^Reported/ }).click()
    await mona.locator('.row').filter({ hasText: 'bloody idiots' }).click()
    await mona.locator('#case-title').waitFor()
    await expect.poll(() => mona.locator('mark').first().textContent()).toBe('bloody idiots')
    await mona.keyboard.press('r')
    await mona.keyboard.press('4')
    const reason = mona.getByLabel('The author will read')
    await reason.waitFor()
    await expect.poll(() => reason.inputValue()).toContain('bloody idiots')
    await reason.fill('It insults the people it speaks of. You are welcome to say the rest again.')
    await mona.keyboard.press('Enter')
    await expect.poll(() => mona.locator('.row').filter({ hasText: 'bloody idiots' }).count()).toBe(0)
  })

  it('vanishes for everybody at once, leaves one line, and tells the author why', async () => {
    await expect
      .poll(() => alice.locator('parley-comments article').filter({ hasText: 'bloody idiots' }).count())
      .toBe(0)
    await openStory(bob, newsroom.story)
    const own = comment(bob, 'bloody idiots')
    await own.waitFor()
    await expect.poll(() => own.textContent()).toContain('Removed under Be nice')
    await expect.poll(() => own.textContent()).toContain('It insults the people it speaks of.')
    await bob.locator('parley-comments').getByRole('button', { name: 'My comments' }).click()
    const mine = bob.locator('parley-comments dialog')
    await expect.poll(() => mine.textContent()).toContain('It insults the people it speaks of.')
    await bob.keyboard.press('Escape')
    await bob.goto(`${newsroom.url}/demo/mailbox`)
    await expect.poll(() => bob.textContent('body')).toContain('It insults the people it speaks of.')
  })

  it('lets the author withdraw, and keeps the replies below one line', async () => {
    await openStory(alice, newsroom.story)
    await comment(alice, 'A large van').getByRole('button', { name: 'Withdraw' }).click()
    await alice.locator('parley-comments dialog').getByRole('button', { name: 'Withdraw' }).click()
    await expect.poll(() => alice.locator('parley-comments article').filter({ hasText: 'A large van' }).count()).toBe(0)
    const guest = await newsroom.window()
    await openStory(guest, newsroom.story)
    await expect.poll(() => guest.locator('parley-comments').getByText('Withdrawn by its author.').count()).toBe(1)
    await comment(guest, 'And who fills them in?').waitFor()
    await guest.context().close()
  })

  it('keeps what was typed when the page is closed', async () => {
    await openStory(alice, newsroom.quiet)
    await box(alice).fill('I have seen it twice, both times before six')
    await openStory(alice, newsroom.quiet)
    await expect.poll(() => box(alice).inputValue()).toBe('I have seen it twice, both times before six')
    await box(alice).fill('')
  })

  it('welcomes where nobody has written', async () => {
    const guest = await newsroom.window()
    await openStory(guest, newsroom.quiet)
    await expect
      .poll(() => guest.locator('parley-comments [part=empty]').textContent())
      .toContain('Welcome to the discussion.')
    await expect.poll(() => guest.locator('parley-comments [part=count]').textContent()).toBe('0')
    await guest.context().close()
  })

  it('finds a comment again by its link', async () => {
    const guest = await newsroom.window()
    await openStory(guest, newsroom.story)
    const id = await guest.locator('parley-comments article').nth(6).getAttribute('id')
    await guest.goto(`${newsroom.story}#parley-${id}`)
    await expect
      .poll(() => guest.evaluate(() => document.querySelector('parley-comments')?.shadowRoot?.activeElement?.id))
      .toBe(id)
    await guest.context().close()
  })

  it('signs in by a code from the mail', async () => {
    const guest = await newsroom.window()
    await openStory(guest, newsroom.quiet)
    await guest.locator('parley-comments').getByRole('button', { name: 'Sign in' }).click()
    const dialog = guest.locator('parley-comments dialog')
    await dialog.getByLabel('E-mail address').fill('nina@reader.example')
    await dialog.getByRole('button', { name: 'Send me a code' }).click()
    await dialog.getByLabel('Code from the mail').waitFor()
    const mailbox = await newsroom.window()
    await mailbox.goto(`${newsroom.url}/demo/mailbox`)
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await mailbox.textContent('main')) ?? '')![0]
    await dialog.getByLabel('Code from the mail').fill(code.toLowerCase())
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await dialog.getByLabel('Name that others will see').fill('Nina Okafor')
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await guest.locator('parley-comments').getByText('Nina Okafor').first().waitFor()
    await guest.context().close()
    await mailbox.context().close()
  })
})
