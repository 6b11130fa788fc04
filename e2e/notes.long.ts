import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type NoteRoom, noteRoom } from '../packages/server/src/notes/testing.ts'
import { type Client, STORY, ssoToken, type TestApp, testApp } from '../packages/server/src/testing.ts'
import { sharedBrowser } from './browser.ts'
import { closeWindows, expectAccessible, freePort } from './newsroom.ts'

/** The clock is the test's: a status takes half an hour. */
const DAY = 86_400_000
let now = Date.UTC(2027, 0, 5, 9)
let url: string
let t: TestApp
let room: NoteRoom
let comment: string
let camps: Client[]
beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  t = await testApp({ clock: () => now, env: { PARLEY_URL: url, PARLEY_NOTES_MINUTES: '0' } })
  room = noteRoom(t, ms => {
    now += ms
  })
  comment = await (await t.signIn('bob')).says('Profits fell by 74 percent in the first quarter.')
  camps = await Promise.all(Array.from({ length: 14 }, (_, i) => t.signIn(`rater-${i}`)))
  now += 8 * DAY
  await t.server.listen({ port, host: '127.0.0.1' })
})
afterAll(async () => {
  await closeWindows(await sharedBrowser())
  await t.close()
})

/** A window of a reader who is signed in; without scripts, but for what looks whether it is accessible. */
async function windowOf(name: string, javaScriptEnabled = false): Promise<Page> {
  const context = await (await sharedBrowser()).newContext({ javaScriptEnabled })
  const page = await context.newPage()
  const answer = await page.request.post(`${url}/v1/session`, {
    headers: { origin: url },
    data: { sso: ssoToken(name, {}, { now }) },
  })
  expect(answer.status()).toBe(200)
  return page
}

it('a note goes its way with no script: written, rated, shown, and lost again', async () => {
  const alice = await windowOf('alice')
  const thread = `${url}/d?story=${encodeURIComponent(STORY)}`
  await alice.goto(thread)
  await alice.getByRole('article').getByRole('link', { name: 'Add context' }).click()
  await alice.getByLabel(/Which words/).fill('fell by 74 percent')
  await alice.getByLabel(/What should readers know/).fill('The report says 47 percent.')
  await alice.getByLabel(/Where can it be read/).fill('https://report.example/q1')
  await alice.getByRole('button', { name: 'Publish the note' }).click()
  await alice.getByText('It needs ratings from more viewpoints before it is shown').waitFor()
  const note = new URL(alice.url()).pathname.split('/').at(-1)!

  const others: string[] = []
  for (let n = 0; n < 4; n++)
    others.push(await room.noteOn(await t.signIn('carla'), await (await t.signIn('bob')).says(`Claim ${n} of four.`)))
  await room.rateAll(others, camps, ['++++++++------', '++++++++------', '--------++++++', '--------++++++'])
  await room.rateAll([note], camps, [' +++++++++++++'])

  const rater = await windowOf('rater-0')
  await rater.goto(`${url}/d/notes/${note}`)
  const looked = await windowOf('rater-1', true)
  await looked.goto(`${url}/d/notes/${note}`)
  await expectAccessible(looked, 'a note and the form to rate it')
  await looked.goto(`${url}/d/notes?comment=${comment}`)
  await expectAccessible(looked, 'the form for a note')
  await rater.getByLabel('Helpful', { exact: true }).check()
  await rater.getByText('Why? (as many as fit)').click()
  await rater.getByLabel('Good sources').check()
  await rater.getByRole('button', { name: 'Send my rating' }).click()
  await rater.getByText('Thank you.').waitFor()
  expect(await rater.getByLabel('Helpful', { exact: true }).isChecked()).toBe(true)

  const agreed = 'Readers who often disagree found this helpful'
  await alice.goto(thread)
  expect(await alice.getByText(agreed).count()).toBe(0)
  await room.weigh()
  await alice.goto(thread)
  await alice
    .getByRole('article', { name: agreed })
    .getByText(/14 ratings count/)
    .waitFor()
  expect(await alice.locator(`#${comment}`).getByText('The report says 47 percent.').count()).toBe(1)

  // One side finds otherwise, one after the other.
  for (const who of camps.slice(8)) {
    await room.rate(who, note, 'not')
    now += 30 * 60_000
  }
  await room.weigh()
  await alice.goto(thread)
  expect(await alice.getByText(agreed).count()).toBe(0)
  await alice.locator(`#${comment}`).getByText('A note here needs ratings from more viewpoints').waitFor()
})
