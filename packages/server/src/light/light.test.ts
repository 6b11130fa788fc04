import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicFrame } from '../http/stream.ts'
import { Browser, idOf } from '../plain/testing.ts'
import { storyByUrl } from '../stories/queries.ts'
import { type Client, PAPER, STORY, type TestApp, testApp } from '../testing.ts'
import { JOB } from './find.ts'
import { newsroom, settle } from './testing.ts'

const TURN = 10 * 60_000
const at = (story: string, query = '') => `/v1/comments?story=${encodeURIComponent(story)}${query && `&${query}`}`
const ids = (json: { comments: { id: string }[] }) => json.comments.map(({ id }) => id)

let t: TestApp
let now = Date.parse('2030-05-30T12:00:00Z')
let alice: Client
let bob: Client
let mona: Client
beforeAll(async () => {
  t = await testApp({ clock: () => now })
  alice = await t.signIn('alice')
  bob = await t.signIn('bob')
  mona = await t.signIn('mona', { role: 'moderator' })
})
afterAll(async () => {
  expect(await t.broken()).toEqual([])
  await t.close()
})
const read = async (query = '', story = STORY) => (await t.guest.get(at(story, query))).json

describe('the sort common ground', () => {
  const made = newsroom({ readers: 400, share: 0.65, seed: 6 })
  const address = (story: number) => `${PAPER}/light/${story}`
  let real: Map<string, string>
  beforeAll(async () => {
    real = await settle(t.app, made, { writer: alice.id, address })
  })
  const jobs = () =>
    t.app.db.read
      .selectFrom('jobs')
      .select(['id', 'payload_json', 'done_at', 'error'])
      .where('kind', '=', JOB)
      .execute()
  /** A respect, so that the job is asked for, and the time at which it is done. */
  async function nextRun(respect: () => Promise<unknown>) {
    await respect()
    expect((await jobs()).filter(({ done_at }) => done_at === null)).toHaveLength(1)
    now += TURN
    t.app.jobs.wake()
    await expect
      .poll(async () => (await jobs()).filter(({ done_at }) => done_at === null), { timeout: 20_000 })
      .toEqual([])
    expect((await jobs()).map(({ error }) => error)).not.toContain('failed')
  }
  const extra = () => real.get(made.stories[11]!.comments[0]!.id)!

  it('is the newest first, in the open, as long as nothing is known', async () => {
    const page = await read('sort=common-ground', address(0))
    expect(page.known).toBe(0)
    expect(ids(page)).toEqual(ids(await read('', address(0))))
    expect((await read('', address(0))).known).toBeUndefined()
  })

  it('L16 puts what both sides respect above what one side loves, which has the most respects; every comment comes once', async () => {
    await nextRun(() => bob.call('PUT', `/v1/comments/${extra()}/respect`))
    const [loved, both] = [real.get(made.loved)!, real.get(made.both)!]
    const respected = ids(await read('sort=respected&limit=100', address(0)))
    expect(respected.indexOf(loved)).toBeLessThan(respected.indexOf(both))
    const whole = await read('sort=common-ground&limit=100', address(0))
    expect(ids(whole).indexOf(both)).toBeLessThan(ids(whole).indexOf(loved))
    expect(whole.known).toBeGreaterThan(20)
    const behind = ids(whole).slice(whole.known)
    expect(behind).toEqual(behind.toSorted().reverse())

    const paged: string[] = []
    let known = 0
    for (let after = ''; ; ) {
      const page = await read(`sort=common-ground&limit=7${after && `&after=${after}`}`, address(0))
      paged.push(...ids(page))
      known += page.known
      if (!page.next) break
      after = page.next
    }
    expect(paged).toEqual(ids(whole))
    expect(known).toBe(whole.known)
  })

  it('refuses the cursor of another order', async () => {
    const { next } = await read('limit=1', address(0))
    expect((await t.guest.get(at(address(0), `sort=common-ground&after=${next}`))).json.code).toBe('cursor.invalid')
  })

  it('keeps one number of a comment, and of readers nothing', async () => {
    const { id } = (await storyByUrl(t.app.db.read, 'default', address(0)))!
    const events = await t.app.db.read
      .selectFrom('events')
      .select(['kind', 'data_json'])
      .where('story', '=', id)
      .execute()
    const found = events.filter(({ kind }) => kind === 'common-ground.found')
    expect(found.length).toBeGreaterThan(0)
    for (const { data_json } of found) expect(Object.keys(JSON.parse(data_json)).sort()).toEqual(['comments', 'count'])
    expect((await jobs()).map(({ payload_json }) => payload_json)).toEqual(['{}'])
  })

  it('is not found twice in ten minutes, and a run that changes nothing writes nothing', async () => {
    const seq = async () => (await storyByUrl(t.app.db.read, 'default', address(1)))!.seq
    const before = await seq()
    await nextRun(async () => {
      await bob.call('DELETE', `/v1/comments/${extra()}/respect`)
      await bob.call('PUT', `/v1/comments/${extra()}/respect`)
      await bob.call('DELETE', `/v1/comments/${extra()}/respect`)
    })
    expect(await seq()).toBe(before)
  })

  it('L20 forgets with the respects of whoever is erased', async () => {
    await t.app.db.tx(async tx => {
      await tx.deleteFrom('respects').where('reader', 'like', 'r_0000000%').execute()
      await tx.updateTable('comments').set({ respects: 0 }).execute()
    })
    await nextRun(() => bob.call('PUT', `/v1/comments/${extra()}/respect`))
    expect((await read('sort=common-ground', address(0))).known).toBe(0)
  })
})

const pick = (id: string) => mona.call('PUT', `/v1/desk/comments/${id}/featured`)

describe('what the newsroom picks', () => {
  const picked = async (id: string) => (await t.guest.get(`/v1/comments/${id}`)).json.comment?.featured ?? null

  it('is picked by a person, told to everybody with the comment, listed by itself, and taken back', async () => {
    const id = await alice.says('I worked at the plant for ten years.')
    const reply = await bob.says('What was it like?', { replyTo: id })
    const answer = await pick(id)
    expect(answer.json).toEqual({ id, featured: new Date(now).toISOString(), by: 'mona' })
    expect((await pick(id)).json).toEqual(answer.json)
    await pick(reply)
    const event = await t.app.db.read
      .selectFrom('events')
      .selectAll()
      .where('comment', '=', reply)
      .where('kind', '=', 'comment.featured')
      .executeTakeFirstOrThrow()
    // Who reads along asks for the comment again.
    const told = publicFrame({ ...event, data: JSON.parse(event.data_json) })
    expect(told).toContain(`event: state\ndata: {"id":"${reply}","rootId":"${id}","state":"shown","rule":null`)
    expect(told).not.toContain(mona.id)
    const page = await read('only=picked')
    expect(ids(page)).toEqual([reply, id])
    expect(page.summary.picked).toBe(2)
    expect((await read()).comments.find((one: { id: string }) => one.id === id).featured).toBe(answer.json.featured)
    await mona.call('DELETE', `/v1/desk/comments/${id}/featured`)
    expect((await mona.call('DELETE', `/v1/desk/comments/${id}/featured`)).json.featured).toBe(null)
    expect(ids(await read('only=picked'))).toEqual([reply])
  })

  it.each([
    ['withdrawn', (id: string) => alice.call('DELETE', `/v1/comments/${id}`)],
    ['edited', (id: string) => alice.call('PATCH', `/v1/comments/${id}`, { text: 'Quite other words.' })],
    [
      'removed, also after it is shown again',
      async (id: string) => {
        const decide = (act: string) =>
          mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act, rule: 'nice', explanation: 'A reason.' })
        expect((await decide('remove')).status).toBe(200)
        expect((await pick(id)).json.code).toBe('comment.gone')
        expect((await decide('show')).status).toBe(200)
      },
    ],
    [
      'collapsed',
      (id: string) =>
        mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'collapse', rule: 'nice', explanation: 'So.' }),
    ],
  ])('is picked no more when it is %s', async (_, change) => {
    const id = await alice.says(`Words that are picked, ${now}.`)
    await pick(id)
    expect(await picked(id)).not.toBe(null)
    await change(id)
    expect(await picked(id)).toBe(null)
    const row = await t.app.db.read
      .selectFrom('comments')
      .select(['featured_at', 'featured_by'])
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row).toEqual({ featured_at: null, featured_by: null })
  })

  it('L20 is picked no more when its writer is erased, and the order is found anew without his respects', async () => {
    const zoe = await t.signIn('zoe')
    const id = await zoe.says('Words of somebody who leaves.')
    await pick(id)
    const other = await alice.says('Words that she respects.')
    await zoe.call('PUT', `/v1/comments/${other}/respect`)
    await t.app.db.tx(tx => tx.deleteFrom('jobs').where('kind', '=', JOB).execute())
    expect((await zoe.call('DELETE', '/v1/me', { text: 'delete', confirm: true })).status).toBe(200)
    const respects = async () => (await t.guest.get(`/v1/comments/${other}`)).json.comment.respects
    await expect.poll(() => (t.app.jobs.wake(), respects()), { timeout: 20_000 }).toBe(0)
    expect(ids(await read('only=picked'))).not.toContain(id)
    const jobs = t.app.db.read.selectFrom('jobs').select('done_at').where('kind', '=', JOB)
    expect(await jobs.execute()).toEqual([{ done_at: null }])
  })

  it('is a choice: fifty of a story at most', async () => {
    const url = `${PAPER}/light/0`
    const all = ids(await read('limit=100', url))
    const some = all.concat(ids(await read(`limit=100&after=${all.at(-1)}`, url)))
    const { id: story } = (await storyByUrl(t.app.db.read, 'default', url))!
    for (let i = some.length; i < 51; i++) some.push(await alice.says(`Number ${i} of them.`, { story: url }))
    await t.app.db.tx(tx =>
      tx
        .updateTable('comments')
        .set({ featured_at: now, featured_by: mona.id })
        .where('story', '=', story)
        .where('id', 'in', some.slice(0, 50))
        .execute(),
    )
    expect((await pick(some[50]!)).json.code).toBe('featured.full')
    await mona.call('DELETE', `/v1/desk/comments/${some[0]}/featured`)
    expect((await pick(some[50]!)).status).toBe(200)
  })
})

describe('the numbers of a thread', () => {
  const story = `${PAPER}/light/numbers`
  const summary = async () => (await read('', story)).summary

  it('count people, accounts and open questions, as they come and go', async () => {
    expect(await summary()).toBeUndefined()
    const question = await alice.says('Who owns the plant now? (I could not find it.) Does anybody know?"', { story })
    await alice.says('It was sold. Who knows? Nobody.', { story })
    expect(await summary()).toEqual({ people: 1, accounts: 0, notes: 0, questions: 1, picked: 0 })
    expect(ids(await read('only=questions', story))).toEqual([question])
    const answer = await bob.says('A fund does.', { story, replyTo: question })
    const seen = await bob.says('I was at the gate.', { story, kind: 'eyewitness' })
    expect(await summary()).toEqual({ people: 2, accounts: 1, notes: 0, questions: 0, picked: 0 })
    expect(ids(await read('only=accounts', story))).toEqual([seen])
    await bob.call('DELETE', `/v1/comments/${answer}`)
    expect(await summary()).toMatchObject({ people: 1, accounts: 1, questions: 1 })
    await bob.call('DELETE', `/v1/comments/${seen}`)
    expect(await summary()).toEqual({ people: 1, accounts: 0, notes: 0, questions: 1, picked: 0 })
  })

  it('count the notes that are shown, and no writer of notes for a person', async () => {
    const eva = await t.signIn('eva', { role: 'editor' })
    const note = { story, kind: 'correction', claim: '', text: 'It was sold in May, not in March.', sources: [] }
    expect((await eva.post('/v1/desk/notes', note)).status).toBe(201)
    const waiting = {
      story,
      claim: '',
      text: 'The register has another date.',
      sources: ['https://register.example/1'],
    }
    expect((await bob.post('/v1/notes', waiting)).status).toBe(201)
    expect(await summary()).toMatchObject({ people: 1, notes: 1 })
  })

  it('count a reader again when his only comment comes back', async () => {
    const id = await bob.says('Said once.', { story })
    const decide = (act: string) =>
      mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act, rule: 'nice', explanation: 'A reason.' })
    await decide('remove')
    expect((await summary()).people).toBe(1)
    await decide('show')
    expect((await summary()).people).toBe(2)
  })

  it('come with the first page only', async () => {
    const { next } = await read('limit=1', story)
    expect((await read(`limit=1&after=${next}`, story)).summary).toBeUndefined()
  })
})

describe('the plain page', () => {
  const path = (query = '', story = `${PAPER}/light/numbers`) => `/d?story=${encodeURIComponent(story)}${query}`

  it('says the numbers, each leading to what it counts, and marks what is picked', async () => {
    const browser = new Browser(t)
    const whole = await browser.go(path())
    expect(whole.text).toContain('2 people')
    expect(whole.has(path('&only=questions'))).toBe(true)
    expect(whole.has(path('&only=picked'))).toBe(false)
    const questions = await browser.go(path('&only=questions'))
    expect(questions.text).toContain('Does anybody know?')
    expect(questions.text).not.toContain('It was sold. Who knows?')
    expect(questions.text).toContain('Show the whole discussion')
    const none = await browser.go(path('&only=picked'))
    expect(none.text).toContain('There are none any more.')
    await pick(idOf(whole, 'Said once.'))
    expect((await browser.go(path())).text).toContain('Picked by the newsroom')
    expect((await browser.go(path('&only=picked'))).text).toContain('Said once.')
  })

  it('L16 says where the order of common ground ends, and leads to how each order is found', async () => {
    const browser = new Browser(t)
    const page = await browser.go(path('&sort=common-ground'))
    expect(page.text).toContain('Of what follows we know too little')
    expect(page.has('/d/rules#order')).toBe(true)
    const rules = await browser.go('/d/rules')
    expect(rules.html).toContain('id="order"')
    for (const sort of ['Newest and Oldest', 'Most respected', 'Common ground']) expect(rules.text).toContain(sort)
  })
})

describe('what may be worth reading', () => {
  const story = `${PAPER}/light/worth`
  const worth = async (query = `story=${encodeURIComponent(story)}`) => (await mona.get(`/v1/desk/worth?${query}`)).json

  it('is suggested to the desk with the words that speak for it, the best first; what is picked stands apart', async () => {
    await alice.says('No.', { story })
    const sourced = await alice.says('According to the 2018 report of the ministry it was 40 %.', { story })
    const best = await bob.says(
      'I worked at the plant for ten years, because my father did. See https://paper.example/study for the figures.',
      { story },
    )
    const found = await worth()
    expect(found.suggestions.map(({ id }: { id: string }) => id)).toEqual([best, sourced])
    expect([found.looked, found.next, found.picked]).toEqual([3, null, []])
    const { text, reasons } = found.suggestions[0]
    expect(reasons.map(({ merit }: { merit: string }) => merit).sort()).toEqual(['experience', 'reasoned', 'sourced'])
    const words = reasons.flatMap((one: { spans: { start: number; end: number }[] }) =>
      one.spans.map(({ start, end }) => text.slice(start, end)),
    )
    expect(words).toEqual(expect.arrayContaining(['I worked', 'because', 'https://paper.example/study']))
    await mona.call('PUT', `/v1/desk/comments/${best}/featured`)
    const after = await worth()
    expect(after.suggestions.map(({ id }: { id: string }) => id)).toEqual([sourced])
    expect(after.picked).toMatchObject([{ id: best, by: 'mona' }])
    expect((await worth('')).picked.map(({ id }: { id: string }) => id)).toContain(best)
  })

  it('never picks anything, and readers are not told of it', async () => {
    expect((await alice.get('/v1/desk/worth')).status).toBe(403)
    expect((await read('only=picked', story)).comments).toHaveLength(1)
    expect(JSON.stringify(await read('', story))).not.toContain('merit')
  })

  it('is empty for a story that nobody knows, and refuses a cursor that no page has said', async () => {
    expect(await worth(`story=${encodeURIComponent(`${PAPER}/unheard`)}`)).toEqual({
      picked: [],
      suggestions: [],
      looked: 0,
      next: null,
    })
    expect((await mona.get('/v1/desk/worth?after=x')).json.code).toBe('cursor.invalid')
  })
})
