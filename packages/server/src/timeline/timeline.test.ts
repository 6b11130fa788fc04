import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, mails, PAPER, STORY, type TestApp, testApp } from '../testing.ts'

const EARLIER = `${PAPER}/business/talks-begin`
const read = (story = STORY) => `/v1/timeline?story=${encodeURIComponent(story)}`
const ofDesk = (story = STORY) => `/v1/desk/timeline?story=${encodeURIComponent(story)}`
const FT = { standing: 'reported', who: 'Financial Times', url: 'https://ft.example/talks', on: '2019-05-25' } as const
const entry = (more: object = {}) => ({
  ...{ happened: '2019-05-25', title: 'The talks become known', detail: '', story: null, account: null },
  ...more,
})
const tie = (more: object = {}) => ({
  ...{ from: 'Renault', to: 'Fiat Chrysler', relation: 'talks', since: '2019-05', until: null },
  ...more,
})

let t: TestApp
let alice: Client
let mona: Client
let eva: Client
beforeAll(async () => {
  t = await testApp()
  alice = await t.signIn('alice')
  mona = await t.signIn('mona', { role: 'moderator' })
  eva = await t.signIn('eva', { role: 'editor' })
})
afterAll(async () => {
  expect(await t.broken()).toEqual([])
  await t.close()
})
const shown = async (story = STORY) => (await t.guest.get(read(story))).json
const add = (body: object) => eva.post('/v1/desk/timeline', { story: STORY, source: FT, ...body })

describe('the timeline of a story', () => {
  it('is empty where nothing was entered, and for a story nobody knows', async () => {
    expect(await shown()).toEqual({ entries: [], ties: [] })
    expect(await shown(`${PAPER}/unheard-of`)).toEqual({ entries: [], ties: [] })
  })

  it('has entries by date, as exactly as it is known, and says who says so', async () => {
    for (const [happened, title] of [
      ['2019-05', 'A month'],
      ['2018-11-19', 'A day'],
      ['2019', 'A year'],
    ])
      expect((await add({ entry: entry({ happened, title }) })).status).toBe(201)
    const { entries } = await shown()
    expect(entries.map(({ title }: { title: string }) => title)).toEqual(['A day', 'A year', 'A month'])
    expect(entries[0]).toMatchObject({ by: 'newsroom', standing: 'reported', said: [FT], account: null, story: null })
    const thread = await t.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)
    expect(thread.json.story.timeline).toBe(3)
  })

  it.each([
    ['a day that is not', entry({ happened: '2019-02-30' }), 'timeline.day'],
    ['a month that is not', entry({ happened: '2019-13' }), 'request.invalid'],
    ['no title', entry({ title: '\u200b\u200b\u200b' }), 'text.empty'],
    ['a story that is not known', entry({ story: `${PAPER}/never` }), 'timeline.link'],
    ['this very story', entry({ story: STORY }), 'timeline.link'],
    ['an account that is not there', entry({ account: 'c_00000000000000000000' }), 'timeline.account'],
  ])('refuses %s, and keeps nothing of it', async (_, words, code) => {
    const before = await shown()
    const answer = await add({ entry: words })
    expect(answer.json.code).toBe(code)
    expect(await shown()).toEqual(before)
  })

  it.each(['ftp://paper.example/x', 'javascript:alert(1)', 'https://a:b@paper.example/', 'not an address'])(
    'S03 takes no source at %s',
    async url => {
      expect((await add({ entry: entry(), source: { ...FT, url } })).json.code).toBe('timeline.source')
    },
  )

  it('wants an entry or a tie, one of the two', async () => {
    expect((await add({})).status).toBe(400)
    expect((await add({ entry: entry(), tie: tie() })).status).toBe(400)
  })

  it('links an earlier story, and an account while that is public', async () => {
    await eva.call('PUT', '/v1/desk/stories', { url: EARLIER, title: 'Talks begin' })
    const account = await alice.says('I was at the gate when the letters came.', { kind: 'eyewitness' })
    await add({ entry: entry({ title: 'With both', story: EARLIER, account }) })
    const both = async () => (await shown()).entries.find(({ title }: { title: string }) => title === 'With both')
    expect(await both()).toMatchObject({ story: { url: EARLIER, title: 'Talks begin' }, account })
    await alice.call('DELETE', `/v1/comments/${account}`)
    expect(await both()).toMatchObject({ account: null })
  })

  it('keeps what was said before when a later source says otherwise', async () => {
    const answer = await add({ entry: entry({ title: 'It rises' }), source: { ...FT, standing: 'speculation' } })
    const { id } = answer.json.entries.find(({ title }: { title: string }) => title === 'It rises')
    const official = { standing: 'official', who: 'Fiat Chrysler', url: null, on: '2019-05-27' }
    expect((await eva.post(`/v1/desk/timeline/${id}/sources`, official)).status).toBe(204)
    const one = (await shown()).entries.find((one: { id: string }) => one.id === id)
    expect(one).toMatchObject({ standing: 'official', said: [{ standing: 'speculation' }, official] })
  })

  it('is worded anew and taken out with a reason', async () => {
    const { json } = await add({ entry: entry({ title: 'Misspelt' }) })
    const { id } = json.entries.find(({ title }: { title: string }) => title === 'Misspelt')
    expect((await eva.call('PUT', `/v1/desk/timeline/${id}`, { entry: entry({ title: 'Well spelt' }) })).status).toBe(
      204,
    )
    expect(JSON.stringify(await shown())).toContain('Well spelt')
    const decide = (act: string, reason: string) => eva.post(`/v1/desk/timeline/${id}/decisions`, { act, reason })
    expect((await decide('retire', ' ')).json.code).toBe('timeline.reason')
    expect((await decide('accept', '')).json.code).toBe('timeline.decided')
    expect((await decide('retire', 'It was another firm.')).status).toBe(204)
    expect(JSON.stringify(await shown())).not.toContain('Well spelt')
    expect((await decide('retire', 'Again.')).json.code).toBe('timeline.decided')
  })

  it('draws ties, and refuses one of a name with itself or backwards in time', async () => {
    expect((await add({ tie: tie() })).status).toBe(201)
    expect((await shown()).ties).toMatchObject([{ ...tie(), standing: 'reported' }])
    expect((await add({ tie: tie({ to: ' Renault' }) })).json.code).toBe('timeline.tie')
    expect((await add({ tie: tie({ since: '2019', until: '2018' }) })).json.code).toBe('timeline.day')
  })

  it('is written by editors alone', async () => {
    for (const who of [t.guest, alice, mona])
      expect(
        (await who.post('/v1/desk/timeline', { story: STORY, source: FT, entry: entry() })).status,
      ).toBeGreaterThan(400)
  })
})

describe('a proposal', () => {
  const draft = (more: object = {}) => ({
    ...{ story: STORY, happened: '1998', title: 'The gear works at Hollin opens', detail: 'My father was there.' },
    ...{ source: { who: 'The town archive', url: 'https://archive.example/1998', on: null } },
    ...more,
  })
  const propose = (who: Client, more: object = {}) => who.post('/v1/timeline', draft(more))

  it('waits for an editor, is answered by mail with the reason, and shows who says so', async () => {
    const sent = await propose(alice)
    expect(sent.json).toMatchObject({ state: 'waiting', reason: null, title: 'The gear works at Hollin opens' })
    expect(JSON.stringify(await shown())).not.toContain('Hollin')
    const { proposals } = (await mona.get('/v1/desk/proposals')).json
    expect(proposals).toMatchObject([{ id: sent.json.id, reader: { name: alice.name } }])
    const decided = await eva.post(`/v1/desk/timeline/${sent.json.id}/decisions`, {
      act: 'accept',
      reason: 'Thank you.',
    })
    expect(decided.status).toBe(204)
    expect((await shown()).entries[0]).toMatchObject({ by: 'reader', standing: 'reader', happened: '1998' })
    expect((await alice.get('/v1/me/timeline')).json.proposals[0]).toMatchObject({ state: 'shown' })
    expect((await mails(t.app)).at(-1)).toMatchObject({
      to: 'alice@paper.example',
      text: expect.stringContaining('Thank you.'),
    })
  })

  it('is declined with a reason that its reader sees; nobody else sees the proposal', async () => {
    const { json } = await propose(alice, { title: 'They always knew about it' })
    const decide = (reason: string) => eva.post(`/v1/desk/timeline/${json.id}/decisions`, { act: 'decline', reason })
    expect((await decide('')).json.code).toBe('timeline.reason')
    expect((await decide('No source that we can follow.')).status).toBe(204)
    const [own] = (await alice.get('/v1/me/timeline')).json.proposals
    expect(own).toMatchObject({ state: 'declined', reason: 'No source that we can follow.' })
    expect((await (await t.signIn('bob')).get('/v1/me/timeline')).json.proposals).toEqual([])
    expect((await mails(t.app)).at(-1)!.text).toContain('No source that we can follow.')
  })

  it('goes through the house rules first', async () => {
    expect(
      (await propose(alice, { title: 'Those idiots again', detail: 'What bloody idiots they all are.' })).json.code,
    ).toMatch(/^verdict\./)
    expect((await propose(t.guest)).json.code).toBe('session.none')
    expect((await propose(alice, { source: { who: 'Me', url: 'nowhere at all', on: null } })).json.code).toBe(
      'timeline.source',
    )
  })

  it('is one of a few that wait', async () => {
    const carl = await t.signIn('carl')
    for (let n = 0; n < 5; n++) expect((await propose(carl, { title: `Number ${n} of it` })).status).toBe(201)
    expect((await propose(carl, { title: 'One more of it' })).json).toMatchObject({ code: 'timeline.many' })
    expect((await propose(carl, { story: EARLIER, title: 'Elsewhere it may' })).status).toBe(201)
  })

  it('is paged', async () => {
    const { proposals, next } = (await mona.get('/v1/desk/proposals')).json
    expect(proposals).toHaveLength(6)
    expect(next).toBeNull()
    expect((await mona.get(`/v1/desk/proposals?after=${proposals[4].id}`)).json.proposals).toEqual([proposals[5]])
    expect((await mona.get('/v1/desk/proposals?after=x')).json.code).toBe('cursor.invalid')
  })
})

describe('earlier stories', () => {
  it('are suggested by names and words that they share, unless they are linked already', async () => {
    const of = (slug: string, title: string) => eva.call('PUT', '/v1/desk/stories', { url: `${PAPER}/${slug}`, title })
    await of('a', 'Volkswagen and Ford form an alliance for vans')
    await of('b', 'Ford closes its plant at Saarlouis')
    await of('c', 'The heron on the ferry')
    await of('d', 'What Ford and Volkswagen want from each other')
    const suggested = async () => (await mona.get(ofDesk(`${PAPER}/d`))).json.suggestions
    expect(await suggested()).toMatchObject([
      { url: `${PAPER}/a`, shares: ['Volkswagen', 'Ford'] },
      { url: `${PAPER}/b`, shares: ['Ford'] },
    ])
    await eva.post('/v1/desk/timeline', { story: `${PAPER}/d`, source: FT, entry: entry({ story: `${PAPER}/a` }) })
    expect((await suggested()).map(({ url }: { url: string }) => url)).toEqual([`${PAPER}/b`])
  })
})
