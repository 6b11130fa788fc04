import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, PAPER, type TestApp, testApp } from '../testing.ts'
import { type Browser, OWN, Page, signedIn } from './testing.ts'

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const WORDS = 'The gate was closed when the early shift came.'
let t: TestApp
let alice: Browser
let otto: Client
let now = Date.parse('2030-01-05T12:00Z')
beforeAll(async () => {
  t = await testApp({ clock: () => now })
  alice = await signedIn(t, 'alice')
  otto = await t.signIn('otto', { role: 'editor' })
})
afterAll(async () => {
  expect(await t.broken()).toEqual([])
  await t.close()
})

let stories = 0
const newStory = () => `${PAPER}/business/gate-${++stories}`
const formAt = (story: string) => `/d/accounts?story=${encodeURIComponent(story)}`

/** Sends a form as a browser sends one with files: fields first, an empty file where none was chosen. */
async function upload(
  browser: Browser,
  url: string,
  fields: Record<string, string>,
  photos: Record<string, Buffer> = {},
) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) if (!name.startsWith('alt')) form.append(name, value)
  for (const no of [1, 2, 3, 4]) {
    const bytes = photos[`photo${no}`]
    form.append(`photo${no}`, new File(bytes ? [new Uint8Array(bytes)] : [], bytes ? 'gate.png' : ''))
    form.append(`alt${no}`, fields[`alt${no}`] ?? '')
  }
  const request = new Request('http://x/', { method: 'POST', body: form })
  const answer = await t.server.inject({
    method: 'POST',
    url,
    headers: {
      origin: OWN,
      cookie: [...browser.cookies].map(pair => pair.join('=')).join('; '),
      'content-type': request.headers.get('content-type')!,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return new Page(answer.statusCode, answer.body, answer.headers)
}
const filled = async (browser: Browser, story: string, more: Record<string, string> = {}) => ({
  ...(await browser.go(formAt(story))).form('/d/accounts'),
  ...{ relation: 'there', text: WORDS, day: '2030-01-05', time: '05:40', exact: 'no', place: 'Gate 3' },
  ...{ precision: 'street', how: 'I stood there.', phone: '0123', publish: 'yes', name: 'name', tell: 'yes' },
  ...more,
})
const placeOf = (page: Page) => String(page.headers.location).split('?')[0]!
const idOf = (page: Page) => placeOf(page).split('/').at(-1)!
async function sent(story: string, more: Record<string, string> = {}, photos: Record<string, Buffer> = {}) {
  const answer = await upload(alice, '/d/accounts', await filled(alice, story, more), photos)
  expect([answer.status, answer.alert]).toEqual([303, ''])
  return answer
}

it('an account goes out with a photograph and without a script, and its page says what became of it', async () => {
  const story = newStory()
  const answer = await sent(story, { originals: 'yes', alt2: 'The gate' }, { photo2: PIXEL })
  const page = await alice.go(String(answer.headers.location))
  expect(page.statusLine).toContain('Your account is with the newsroom')
  for (const words of [
    WORDS,
    'about January 5, 2030',
    'Gate 3',
    'The newsroom has it.',
    'Telephone',
    'kept as you sent it',
  ])
    expect(page.text).toContain(words)
  expect(page.text).not.toContain('0123')
  const photo = await alice.go(`${placeOf(answer)}/photos/2`)
  expect([photo.status, photo.headers['content-type']]).toEqual([200, 'image/webp'])
  const thread = await alice.go(`/d?story=${encodeURIComponent(story)}`)
  expect(thread.text).toContain('The newsroom has it.')
  expect(thread.text).toContain(WORDS)
})

it('sent twice, it is one account', async () => {
  const story = newStory()
  const fields = await filled(alice, story)
  const [first, second] = [await upload(alice, '/d/accounts', fields), await upload(alice, '/d/accounts', fields)]
  expect([first.status, idOf(second)]).toEqual([303, idOf(first)])
})

it('what is wrong with a photograph does not keep the words from the newsroom', async () => {
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')
  const answer = await sent(newStory(), {}, { photo1: page, photo2: Buffer.alloc(15 * 1024 * 1024 + 1), photo3: PIXEL })
  const { text, html } = await alice.go(String(answer.headers.location))
  expect(text).toContain('Photograph 1 was not taken: This is no photograph')
  expect(text).toContain('Photograph 2 was not taken: A photograph has at most 15 MB')
  expect(html.match(/<img /g)).toHaveLength(1)
  // Nothing but what this page itself could have said.
  const made = await alice.go(`${placeOf(answer)}?failed=1.server.fault,x,2.photo.kind`)
  expect(made.text).not.toContain('server.fault')
})

it.each([
  ['a day to come', { day: '2030-02-05' }, 'not in the future'],
  ['half a pair of coordinates', { lat: '48,2' }, 'Coordinates are two numbers'],
  ['what is no number', { lat: 'north', lon: '16' }, 'Coordinates are two numbers'],
  ['a pseudonym without the name', { name: 'pseudonym' }, 'write the name under which'],
  ['rude words', { text: 'You fucking idiots, all of you are stupid pigs.' }, 'look at your words once more'],
])('comes back with %s, and keeps all that was typed', async (_, more, sentence) => {
  const story = newStory()
  const fields = await filled(alice, story, { pseudonym: '', ...more })
  const page = await upload(alice, '/d/accounts', fields, { photo1: PIXEL })
  expect(page.status).toBeGreaterThanOrEqual(400)
  expect(page.alert).toContain(sentence)
  expect(page.text).toContain('choose your photographs again')
  for (const [name, value] of Object.entries(fields))
    if (['day', 'time', 'place', 'phone', 'lat'].includes(name)) expect(page.html).toContain(`value="${value}"`)
  expect(page.text).toContain(fields.text)
  expect(page.html).toMatch(/name="exact" value="no" checked/)
  // Without the sign of its own page nothing is kept, and the form as it came back does go out.
  if (page.html.includes('postAnyway'))
    expect((await upload(alice, '/d/accounts', { ...fields, postAnyway: 'yes' })).status).toBe(303)
})

it('S17 takes no form that is not of its own page, and asks to sign in first', async () => {
  const story = newStory()
  const fields = await filled(alice, story)
  expect((await upload(alice, '/d/accounts', { ...fields, csrf: 'x' }, { photo1: PIXEL })).status).toBe(403)
  const guest = await signedIn(t, 'guest')
  guest.cookies.clear()
  const asked = await guest.go(formAt(story))
  expect([asked.status, asked.text.includes('Sign in')]).toEqual([401, true])
  const bob = await signedIn(t, 'bob')
  expect((await bob.go(`/d/accounts/${idOf(await sent(story))}`)).status).toBe(404)
})

it('published, it shows its badge, place, time and photograph to everybody; the reader changes consent and takes it back', async () => {
  const story = newStory()
  const thread = `/d?story=${encodeURIComponent(story)}`
  const id = idOf(await sent(story, { alt1: 'A closed gate' }, { photo1: PIXEL }))
  for (const item of ['who', 'where', 'when', 'original'])
    await otto.call('PUT', `/v1/desk/accounts/${id}/checklist/${item}`, { done: true, note: '' })
  await otto.post(`/v1/desk/accounts/${id}/stage`, { to: 'published', verified: true, reason: 'Two others saw it.' })
  const guest = await signedIn(t, 'reader')
  const page = await guest.go(thread)
  expect(page.text).toContain('Eyewitness account · verified by the newsroom')
  expect(page.html).toMatch(
    /<img src="\/media\/default\/i_\w+" width="1" height="1" loading="lazy" alt="A closed gate">/,
  )
  const own = await alice.go(`/d/accounts/${id}`)
  expect(own.text).toContain('verified by the newsroom')
  expect(own.text).toContain('Two others saw it.')
  const consent = own.form(`/d/accounts/${id}/consent`)
  await alice.sendAndFollow(`/d/accounts/${id}/consent`, { ...consent, publish: 'yes', name: 'newsroom-only' })
  expect((await guest.go(thread)).text).toContain('Name known to the newsroom')
  const { csrf } = own.form(`/d/accounts/${id}/photo`)
  const less = await alice.sendAndFollow(`/d/accounts/${id}/photo`, { csrf: csrf!, no: '1' })
  expect(less.statusLine).toContain('The photograph is gone')
  const gone = await alice.sendAndFollow(`/d/accounts/${id}/withdraw`, { csrf: csrf! })
  expect(gone.statusLine).toContain('Your account is taken back')
  expect((await guest.go(thread)).text).not.toContain(WORDS)
})

it('adds photographs later, until it is settled', async () => {
  const id = idOf(await sent(newStory()))
  const { csrf } = (await alice.go(`/d/accounts/${id}`)).form(`/d/accounts/${id}/photos`)
  const added = await upload(alice, `/d/accounts/${id}/photos`, { csrf: csrf! }, { photo1: PIXEL })
  expect(added.headers.location).toBe(`/d/accounts/${id}?done=photos`)
  await otto.post(`/v1/desk/accounts/${id}/stage`, { to: 'declined', reason: 'It was another day.' })
  expect((await alice.go(`/d/accounts/${id}`)).text).not.toContain('Add photographs')
})

it('a call is asked at the head of the discussion and of the form, until it closes', async () => {
  const story = newStory()
  const question = 'Were you at the plant this morning?'
  const until = new Date(now + 3600_000).toISOString()
  await otto.call('PUT', `/v1/desk/calls?story=${encodeURIComponent(story)}`, { question, until })
  const thread = `/d?story=${encodeURIComponent(story)}`
  expect((await alice.go(thread)).text).toContain(question)
  expect((await alice.go(formAt(story))).text).toContain(question)
  now += 3600_000
  expect((await alice.go(thread)).text).not.toContain(question)
  now -= 3600_000
})
