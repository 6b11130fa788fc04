import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NoteRoom, noteRoom } from '../notes/testing.ts'
import { type Client, STORY, type TestApp, testApp } from '../testing.ts'
import { Browser, Page, signedIn, THREAD } from './testing.ts'

const DAY = 86_400_000
let now = Date.UTC(2027, 0, 5, 9)
let t: TestApp
let room: NoteRoom
let bob: Client
let comment: string
beforeAll(async () => {
  t = await testApp({ clock: () => now, env: { PARLEY_NOTES_MINUTES: '0' } })
  room = noteRoom(t, ms => {
    now += ms
  })
  bob = await t.signIn('bob')
  comment = await bob.says('Profits fell by 74 percent in the first quarter.')
})
afterAll(() => t.close())

const browser = (name: string) => signedIn(t, name)

describe('with no script', () => {
  it('a note is written, refused with everything typed, published, and found below its comment', async () => {
    const alice = await browser('alice')
    const thread = await alice.go(THREAD)
    expect(thread.has(`/d/notes?comment=${comment}`)).toBe(true)
    const form = await alice.go(`/d/notes?comment=${comment}`)
    expect(form.text).toContain('Profits fell by 74 percent')
    const fields = { ...form.form('/d/notes'), text: 'The report says 47.', claim: 'fell by 47 percent' }
    const refused = await alice.send('/d/notes', { ...fields, sources: 'https://report.example/q1' })
    expect(refused.alert).toContain('These words are not in the comment')
    expect(refused.has('The report says 47.')).toBe(true)
    const good = { ...refused.form('/d/notes'), text: 'The report says 47.', claim: 'fell by 74 percent' }
    expect((await alice.send('/d/notes', { ...good, sources: 'none' })).alert).toContain(
      'A note needs at least one source',
    )
    const posted = await alice.sendAndFollow('/d/notes', { ...good, sources: 'https://report.example/q1\n' })
    expect(posted.statusLine).toContain('needs ratings from more viewpoints')
    const after = await new Browser(t).go(THREAD)
    expect(after.text).toContain('A note here needs ratings from more viewpoints')
    expect(after.html).toMatch(/rel="nofollow ugc noopener noreferrer"[^>]*>report\.example</)
    expect(after.text).not.toContain('Readers who often disagree')
  })

  it('is rated with reasons, rated otherwise, and the rating taken back; the result is told in words when there is one', async () => {
    const notes = [await room.noteOn(await t.signIn('carla'), comment)]
    for (let n = 1; n < 5; n++)
      notes.push(await room.noteOn(await t.signIn('carla'), await bob.says(`Claim ${n} of five.`)))
    const camps = await Promise.all(Array.from({ length: 14 }, (_, i) => t.signIn(`rater-${i}`)))
    now += 8 * DAY
    const rater = await browser('rater-0')
    const path = `/d/notes/${notes[0]}`
    const page = await rater.go(path)
    const csrf = page.form(`${path}/rating`)
    const rated = await rater.sendAndFollow(`${path}/rating`, {
      ...csrf,
      value: 'not',
      'why-incorrect': 'yes',
      'why-clear': 'yes',
    })
    expect(rated.statusLine).toContain('Thank you')
    const own = (await camps[0]!.get(`/v1/notes/mine?story=${encodeURIComponent(STORY)}`)).json
    expect(own.ratings).toMatchObject([{ value: 'not', reasons: ['incorrect'] }])
    expect(rated.html).toMatch(/value="not" required checked/)
    expect((await rater.sendAndFollow(`${path}/rating`, { ...csrf, back: 'yes' })).statusLine).toContain('taken back')
    expect((await rater.send(`${path}/rating`, csrf)).status).toBe(400)
    await room.rateAll(notes, camps, [
      '++++++++++++++',
      '++++++++------',
      '++++++++------',
      '--------++++++',
      '--------++++++',
    ])
    await room.weigh()
    const shown = await new Browser(t).go(path)
    expect(shown.text).toContain('Readers who often disagree found this helpful')
    expect(shown.text).toMatch(/14 ratings count\. Of readers surely of one view there are \d, of the other \d/)
    expect((await new Browser(t).go(THREAD)).text).toContain('Readers who often disagree found this helpful')
    // What used to be its own address leads to it.
    expect((await new Browser(t).go(`/d/comments/${notes[0]}`)).headers.location).toBe(path)
  })

  it('is asked of a reader by lot, on the page of the discussion', async () => {
    const names = Array.from({ length: 14 }, (_, i) => `rater-${i}`)
    const asked = async (name: string) => {
      const page = await (await browser(name)).go(THREAD)
      const { json } = await (await t.signIn(name)).get(`/v1/notes/mine?story=${encodeURIComponent(STORY)}`)
      expect(page.text.includes('You were drawn by lot to rate a note here')).toBe(json.invited.length > 0)
      return json.invited.length > 0
    }
    await room.noteOn(await t.signIn('fay'), await bob.says('Nobody has looked at this yet.'))
    expect((await Promise.all(names.map(asked))).some(Boolean)).toBe(true)
    expect((await new Browser(t).go(THREAD)).text).not.toContain('drawn by lot')
  })

  it('is hidden with its reason by an editor, whose own note stands under the name of the newsroom', async () => {
    const eva = await t.signIn('eva', { role: 'editor' })
    const id = await room.noteOn(await t.signIn('dora'), null, { text: 'A note about the story itself.' })
    await eva.post(`/v1/desk/notes/${id}/decisions`, { act: 'hide', reason: 'Its source is not what it says.' })
    const words = { story: STORY, claim: '', text: 'We said March; it is May.', sources: [] }
    await eva.post('/v1/desk/notes', { ...words, kind: 'correction' })
    const { text } = await new Browser(t).go(THREAD)
    expect(text).toContain('The newsroom has taken a note out of sight: Its source is not what it says.')
    expect(text).not.toContain('A note about the story itself.')
    expect(text).toContain(`Correction by ${t.app.config.siteName}`)
  })

  it('a reader who is signed out comes back to his words', async () => {
    const guest = new Browser(t)
    const asked = await guest.go(`/d/notes?comment=${comment}`)
    expect(asked).toBeInstanceOf(Page)
    expect(asked.status).toBe(401)
    expect(asked.has(`/d/notes?comment=${comment}`)).toBe(true)
  })
})
