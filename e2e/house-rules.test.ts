import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, looks, type Newsroom, openNewsroom, openStory } from './newsroom.ts'

let newsroom: Newsroom
beforeAll(async () => {
  newsroom = await openNewsroom()
})
afterAll(() => newsroom.close())

/** Tab until the focus is on something with this name. */
async function tabTo(page: Page, name: RegExp) {
  for (let presses = 0; presses < 80; presses++) {
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null
      return [...(element?.labels ?? [])].map(label => label.textContent).join(' ') || (element?.textContent ?? '')
    })
    if (name.test(at)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`nothing is named ${name}`)
}

describe('the newsroom’s own rules', () => {
  it('are changed by keyboard alone: a wording, a threshold tried on past comments and applied', async () => {
    const page = await newsroom.windowOf('otto')
    await page.goto(`${newsroom.url}/desk`)
    await page.locator('.row').first().waitFor()
    await page.keyboard.press('h')
    await page.locator('.wording').first().waitFor()
    await expect.poll(() => page.title()).toContain('House rules')
    await tabTo(page, /^Title/)
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Keep it clean, please')
    await tabTo(page, /^Save as version 2/)
    await page.keyboard.press('Enter')
    await page.getByText('Version 2 of “Keep it clean, please” holds from now on.').waitFor()
    await page.getByRole('button', { name: 'Thresholds' }).focus()
    await page.keyboard.press('Enter')
    const slider = page
      .getByRole('group', { name: /^Toxicity/ })
      .getByRole('slider')
      .first()
    await slider.focus()
    const before = Number(await slider.inputValue())
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
    expect(Number(await slider.inputValue())).toBeCloseTo(before - 0.05)
    // Nothing is applied that was not tried.
    await expect.poll(() => page.getByRole('button', { name: 'Apply' }).count()).toBe(0)
    await tabTo(page, /^Try on last week/)
    await page.keyboard.press('Enter')
    await page.getByRole('columnheader', { name: 'With the change' }).waitFor()
    await tabTo(page, /^Apply/)
    await page.keyboard.press('Enter')
    await page.getByText('This holds from now on.').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Thresholds' }).click()
    await expect.poll(async () => Number(await slider.inputValue())).toBeCloseTo(before - 0.05)

    // Readers meet the new words, and find the old ones.
    const reader = await newsroom.window()
    await reader.goto(`${newsroom.url}/d/rules`)
    await reader.getByRole('heading', { name: 'Keep it clean, please' }).waitFor()
    await reader.getByText('1 earlier version').click()
    await reader.getByText('Version 1, until').waitFor()
    await expectAccessible(reader, 'the page of rules')
    await reader.getByRole('link', { name: 'Contact' }).click()
    await reader.getByRole('heading', { name: 'For authorities' }).waitFor()
    await expectAccessible(reader, 'L01 the contact points')
  })

  it('L06 word the reasons that every moderator begins from', async () => {
    const editor = await newsroom.windowOf('otto')
    await editor.goto(`${newsroom.url}/desk#/rules`)
    await editor.getByRole('button', { name: 'Reasons' }).click()
    await editor.getByRole('combobox', { name: 'Reasons for' }).selectOption('Be nice')
    const card = editor.getByRole('group', { name: /^Remove/ })
    await card.getByRole('textbox', { name: 'Text' }).fill('Mind your words{words}, {name}.')
    await card.getByText('“{name}” stands for nothing here').waitFor()
    await expectAccessible(editor, 'a template that cannot be saved')
    await card.getByRole('textbox', { name: 'Text' }).fill('Mind your words{words}: [which they hurt].')
    await card.getByText('Mind your words (“bloody idiots”): [which they hurt].').waitFor()
    await card.getByRole('button', { name: 'Add another' }).click()
    await card.getByRole('textbox', { name: 'Name' }).last().fill('Short')
    await card.getByRole('textbox', { name: 'Text 2' }).fill('Mind your words.')
    await expectAccessible(editor, 'templates that are being changed')
    await editor.getByRole('button', { name: 'Save the reasons' }).click()
    await editor.getByText('The reasons are worded so from now on.').waitFor()

    const page = await newsroom.windowOf('mona')
    await page.goto(`${newsroom.url}/desk#/held`)
    await page.locator('.case .words').first().waitFor()
    await page.keyboard.press('r')
    await page.locator('.grounds button', { hasText: 'Be nice' }).click()
    const reason = page.getByLabel('The author will read')
    await expect.poll(() => reason.inputValue()).toContain('[which they hurt]')
    await page.keyboard.press('Enter')
    await page.getByText('Please fill in [which they hurt] first.').waitFor()
    // By keyboard one goes to and fro among them: the focus stays at the list.
    await page.getByLabel('Begin from').focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => reason.inputValue()).toBe('Mind your words.')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => reason.inputValue()).toContain('[which they hurt]')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => reason.inputValue()).toBe('Mind your words.')
    await expectAccessible(page, 'a decision with several templates')
  })

  it('L02 are added, put in order and retired by keyboard; readers meet them so beside the box and in a report', async () => {
    const editor = await newsroom.windowOf('otto')
    await editor.goto(`${newsroom.url}/desk#/rules`)
    const form = editor.getByRole('form', { name: 'Add a rule' })
    await form.getByRole('textbox', { name: 'Title' }).fill('Keep to the story')
    await form.getByRole('textbox', { name: 'Text' }).fill('Write about the story, not about each other.')
    await expectAccessible(editor, 'a rule that is being added')
    await editor.keyboard.press('Tab')
    await expect.poll(() => form.getByLabel('Id, which').getAttribute('placeholder')).toBe('keep-to-the-story')
    await editor.keyboard.press('Enter')
    await editor.getByText('“Keep to the story” holds from now on.').waitFor()
    for (let no = 5; no > 1; no--) {
      await editor.getByRole('button', { name: 'Up “Keep to the story”' }).focus()
      await editor.keyboard.press('Enter')
      await editor.getByText(`“Keep to the story” is no. ${no} of 6 now.`).waitFor()
    }
    await editor.getByRole('button', { name: 'Retire “No advertising”' }).focus()
    await editor.keyboard.press('Enter')
    await editor.getByRole('heading', { name: /^No advertising/, level: 4 }).waitFor()
    await expect
      .poll(() => editor.evaluate(() => document.activeElement?.textContent))
      .toBe('Bring back “No advertising”')
    await expectAccessible(editor, 'a rule that is retired')

    const reader = await newsroom.windowOf('alice')
    await openStory(reader, newsroom.story)
    const discussion = reader.locator('parley-comments')
    await discussion.getByRole('textbox', { name: 'Your comment' }).focus()
    const rules = discussion.locator('[part=rules]')
    await rules.getByRole('button', { name: 'Keep to the story' }).waitFor()
    expect(await rules.getByRole('button').allTextContents()).not.toContain('No advertising')
    await discussion
      .locator('[part=list]')
      .getByRole('button', { name: /^Report/ })
      .first()
      .click()
    const dialog = discussion.getByRole('dialog')
    await dialog.getByRole('radio', { name: /Keep to the story/ }).check()
    await expect.poll(() => dialog.getByRole('radio', { name: /No advertising/ }).count()).toBe(0)
    await dialog.getByRole('button', { name: 'Send' }).click()
    await dialog.getByText(/R-[0-9A-F]{10}/).waitFor()

    const page = await newsroom.windowOf('mona')
    await page.goto(`${newsroom.url}/desk#/reported`)
    await page.locator('.row').first().waitFor()
    await page.keyboard.press('f')
    await page.getByRole('combobox', { name: /^Rule/ }).selectOption('Keep to the story')
    await expect.poll(() => page.locator('.row').count()).toBe(1)
    await page.locator('.row').click()
    await page.locator('.case .words').first().waitFor()
    await page.keyboard.press('r')
    await expect.poll(() => page.locator('.grounds button').allTextContents()).toContain('2 Keep to the story')
    await page.keyboard.press('2')
    const reason = page.getByLabel('The author will read')
    await expect.poll(() => reason.inputValue()).toContain('against this rule')
    await page.keyboard.press('Escape')

    await editor.getByRole('button', { name: 'Bring back “No advertising”' }).click()
    await editor.getByText('“No advertising” holds again.').waitFor()
  })

  it('are there to be read by a moderator, who cannot change them', async () => {
    const page = await newsroom.windowOf('mona')
    await page.goto(`${newsroom.url}/desk#/rules`)
    await page.getByText('An editor or an admin can change it.').waitFor()
    expect(await page.getByLabel('Title').first().isDisabled()).toBe(true)
  })

  it('hold under a story from the moment they are applied', async () => {
    const page = await newsroom.windowOf('otto')
    await page.goto(`${newsroom.url}/desk#/rules`)
    await page.getByRole('button', { name: 'Own words' }).click()
    await page.getByRole('button', { name: 'Add words' }).click()
    await page.getByRole('textbox', { name: 'Words', exact: true }).fill('gnarl(|s)')
    await page.getByLabel('A comment with them').selectOption('is refused')
    await page.getByLabel('Try the words on a text').fill('These gnarls again')
    await page.locator('mark', { hasText: 'gnarls' }).waitFor()
    await page.getByRole('button', { name: 'Try on last week' }).click()
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByText('This holds from now on.').waitFor()
    const reader = await newsroom.windowOf('bob')
    await openStory(reader, newsroom.quiet)
    const discussion = reader.locator('parley-comments')
    await discussion.getByRole('textbox', { name: 'Your comment' }).fill('Those gn4rls of yours')
    await discussion.getByRole('button', { name: 'Post', exact: true }).click()
    await discussion.getByRole('alert').filter({ hasText: 'does not want to read the marked words' }).waitFor()
    // A pattern that cannot be read is refused with its place.
    await page.getByRole('textbox', { name: 'Words', exact: true }).fill('gnarl, (open')
    await page.getByRole('button', { name: 'Try on last week' }).click()
    await page.getByRole('alert').filter({ hasText: '“(open”' }).waitFor()
  })
})

describe('L08 what may cost a life', () => {
  it('is escalated by one key and a confirmation; the report is there to be copied, and later again', async () => {
    const reader = await newsroom.windowOf('alice')
    await openStory(reader, newsroom.quiet)
    const discussion = reader.locator('parley-comments')
    await discussion.getByRole('textbox', { name: 'Your comment' }).fill('I do not want to live any more.')
    await discussion.getByRole('button', { name: 'Post', exact: true }).click()
    await discussion.getByText('You are not alone with this').first().waitFor()

    const page = await newsroom.windowOf('mona')
    await page.goto(`${newsroom.url}/desk#/threats`)
    await page.locator('.row', { hasText: 'not want to live' }).click()
    await page.locator('.case .words', { hasText: 'not want to live' }).waitFor()
    await page.keyboard.press('e')
    const dialog = page.getByRole('dialog', { name: 'Is somebody’s life in danger?' })
    await dialog.getByText('Who reported is left out').waitFor()
    await dialog.getByText('Nobody: the newsroom has named no one').waitFor()
    await expectAccessible(page, 'before escalating')
    await dialog.getByRole('button', { name: 'Seal' }).focus()
    await page.keyboard.press('Enter')
    const report = page.getByLabel('Report for the police')
    await report.waitFor()
    await expect.poll(() => report.inputValue()).toContain('> I do not want to live any more.')
    await expectAccessible(page, 'after escalating')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('button', { name: 'Show the report' }).click()
    await expect.poll(() => report.inputValue()).toContain('Reported by: Mona Adler')
  })
})

describe.each(
  looks(
    [
      ['light, wide', { colorScheme: 'light', viewport: { width: 1100, height: 900 } }],
      ['dark, on a phone', { colorScheme: 'dark', viewport: { width: 390, height: 800 }, hasTouch: true }],
    ] as const,
    1,
  ),
)('every tab of the rules is accessible: %s', (_name, options) => {
  it('as it stands and as it is being changed, with nothing beyond its edge', async () => {
    const page = await newsroom.windowOf('otto', options)
    await page.goto(`${newsroom.url}/desk#/rules`)
    await page.locator('.wording').first().waitFor()
    const fits = () =>
      page.evaluate(() =>
        [document.body, ...document.querySelectorAll('.settled-things, .rehearsal')].every(
          ({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth,
        ),
      )
    await expectAccessible(page, 'rules')
    expect(await fits()).toBe(true)
    await page.getByRole('button', { name: 'Reasons' }).click()
    await page.getByRole('combobox', { name: 'Reasons for' }).waitFor()
    await expectAccessible(page, 'reasons')
    expect(await fits()).toBe(true)
    const changes: [string, () => Promise<unknown>][] = [
      [
        'Thresholds',
        () =>
          page
            .getByRole('spinbutton')
            .first()
            .fill('0.2')
            .then(() => page.keyboard.press('Tab')),
      ],
      [
        'Own words',
        () =>
          page
            .getByRole('button', { name: 'Add words' })
            .click()
            .then(() => page.locator('#words-1').fill('newt')),
      ],
      [
        'Settings',
        async () => {
          await page.getByRole('button', { name: 'Add a section' }).click()
          await page.locator('#section-1').fill(`${newsroom.url}/business`)
          await page.getByLabel('Discussions close').first().selectOption('after so many days')
        },
      ],
    ]
    for (const [tab, change] of changes) {
      await page.getByRole('button', { name: tab }).click()
      await change()
      await page.getByRole('button', { name: 'Try on last week' }).waitFor()
      await expectAccessible(page, tab)
      await page.getByRole('button', { name: 'Try on last week' }).click()
      await page.getByRole('columnheader', { name: 'With the change' }).waitFor()
      await expectAccessible(page, `${tab}, tried`)
      expect(await fits()).toBe(true)
    }
  })
})
