import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, mails, PAPER, type TestApp, testApp } from '../testing.ts'

const LINKS = 'https://a.example https://b.example https://c.example'
const REASON = 'It degrades people for where they come from.'

let t: TestApp
let now = Date.now()
let alice: Client
let bob: Client
let eve: Client
let finn: Client
let editor: Client
let stories = 0
let story = ''
beforeAll(async () => {
  t = await testApp({ clock: () => now })
  alice = await t.signIn('alice', { name: 'Alice Moreau' })
  bob = await t.signIn('bob', { name: 'Bob Tanaka' })
  await staffSignsIn()
})
afterAll(() => t.close())

async function staffSignsIn() {
  eve = await t.signIn('eve', { name: 'Eve', role: 'moderator' })
  finn = await t.signIn('finn', { name: 'Finn', role: 'moderator' })
  editor = await t.signIn('gwen', { name: 'Gwen', role: 'editor' })
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const caseOf = (id: string) => `k_${id.slice(2)}`
const fresh = () => {
  story = `${PAPER}/cases-${++stories}`
}
const says = (who: Client, text: string, more = {}) => who.says(text, { story, ...more })
const queue = async (name: string, more = '') =>
  (await eve.get(`/v1/desk/cases?queue=${name}${more}`)).json.cases as Record<string, unknown>[]
const idsIn = async (name: string, more = '') => (await queue(name, more)).map(row => row.commentId)
const view = async (id: string, who = eve) => (await who.get(`/v1/desk/cases/${caseOf(id)}`)).json
const decide = (who: Client, id: string, choice: object) => who.post(`/v1/desk/cases/${caseOf(id)}/decisions`, choice)
const remove = { act: 'remove', rule: 'nice', explanation: REASON }
const page = async () => (await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}&limit=100`)).json
const undo = (who: Client, id: string) => who.post(`/v1/desk/decisions/${id}/undo`)
const counts = async () =>
  Object.fromEntries(
    (await eve.get('/v1/desk/queues')).json.queues.map((one: { id: string; count: number }) => [one.id, one.count]),
  )
const mailsTo = async (name: string) => (await mails(t.app)).filter(({ to }) => to === `${name}@paper.example`)

describe('the queues', () => {
  it('hold what waits, each where it belongs, the most pressing first', async () => {
    fresh()
    const before = await counts()
    const held = await says(alice, `Three sources: ${LINKS}`)
    const threat = await says(alice, 'I will kill you, and I know where you live.')
    const quiet = await says(alice, 'A calm remark.')
    const reported = await says(alice, 'Something that somebody minds.')
    const illegal = await says(alice, 'Something that may be against the law.')
    await bob.post(`/v1/comments/${reported}/reports`, { rule: 'nice' })
    await t.guest.post(`/v1/comments/${illegal}/reports`, {
      illegal: { law: '§ 185', explanation: 'It names me.', goodFaith: true },
    })
    expect(await idsIn('held')).toEqual(expect.arrayContaining([held, threat]))
    expect((await idsIn('held')).indexOf(threat)).toBeLessThan((await idsIn('held')).indexOf(held))
    expect(await idsIn('reported')).toEqual(expect.arrayContaining([reported, illegal]))
    expect((await idsIn('reported')).indexOf(illegal)).toBeLessThan((await idsIn('reported')).indexOf(reported))
    expect(await idsIn('threats')).toEqual([threat])
    expect(await idsIn('illegal')).toEqual([illegal])
    expect(await idsIn('new')).toEqual([quiet])
    // The search knows each queue by marks of its own.
    expect(await idsIn('threats', '&search=kill')).toEqual([threat])
    expect(await idsIn('illegal', '&search=something')).toEqual([illegal])
    expect(await idsIn('reported', '&search=something')).toEqual([illegal, reported])
    expect(await idsIn('new', '&search=remark')).toEqual([quiet])
    expect(await idsIn('threats', '&search=something')).toEqual([])
    const after = await counts()
    for (const [name, more] of Object.entries({ held: 2, reported: 2, threats: 1, illegal: 1, new: 1, decided: 0 }))
      expect(after[name] - before[name], name).toBe(more)

    // A notice that is answered is no longer open, and what is decided is among the decided, latest first.
    await decide(eve, illegal, { act: 'show', explanation: 'It states facts.' })
    await decide(finn, reported, remove)
    expect(await idsIn('illegal')).toEqual([])
    const [last, before1] = await queue('decided')
    expect(last).toMatchObject({
      commentId: reported,
      queue: null,
      decided: { act: 'remove', rule: 'nice', by: 'Finn' },
    })
    expect(before1).toMatchObject({ commentId: illegal, decided: { act: 'show', rule: null, by: 'Eve' } })
    expect((await idsIn('all')).slice(0, 5)).toEqual([illegal, reported, quiet, threat, held])
  })

  it('come in pages that leave nothing out and show nothing twice', async () => {
    fresh()
    const ids: string[] = []
    for (let n = 0; n < 7; n++) ids.push(await says(bob, `Page ${n}: ${LINKS}`))
    for (const id of ids.slice(0, 4)) await decide(eve, id, { act: 'show' })
    for (const name of ['held', 'decided', 'new', 'all']) {
      const whole = await idsIn(name, '&limit=100')
      const seen: unknown[] = []
      for (let after: string | null = ''; after !== null; ) {
        const answer: { cases: { commentId: string }[]; next: string | null } = (
          await eve.get(`/v1/desk/cases?queue=${name}&limit=3${after && `&after=${after}`}`)
        ).json
        seen.push(...answer.cases.map(row => row.commentId))
        after = answer.next
      }
      expect(seen, name).toEqual(whole)
    }
    expect((await eve.get('/v1/desk/cases?queue=held&after=nonsense')).json.code).toBe('cursor.invalid')
  })

  it('show with a case what else of its author is open', async () => {
    fresh()
    const carol = await t.signIn('carol', { name: 'Carol' })
    const first = await says(carol, `One: ${LINKS}`)
    const second = await says(carol, `Two: ${LINKS}`)
    await says(carol, 'Calm.')
    expect((await view(first)).others).toMatchObject([{ id: caseOf(second), queue: 'held' }])
    await decide(eve, second, { act: 'show' })
    expect((await view(first)).others).toEqual([])
  })
})

describe('searching', () => {
  it('finds by words, author, story, rule, state and day, in a queue or everywhere, what changes included', async () => {
    fresh()
    const dora = await t.signIn('dora', { name: 'Dora Lindqvist' })
    await eve.call('PUT', '/v1/desk/stories', { url: story, title: 'The lighthouse keeper retires' })
    const held = await says(dora, `Marmalade and ${LINKS}`)
    const shown = await says(dora, 'Marmalade, Straße and café.')
    const other = await says(bob, 'Marmalade is no argument, said Bob.')
    const all = (more: string) => idsIn('all', more)
    expect(await all('&search=marmalade')).toEqual([other, shown, held])
    expect(await all('&search=marmalade%20argument')).toEqual([other])
    expect(await all('&search=cafe')).toEqual([shown])
    expect(await all('&search=marmalad')).toEqual([other, shown, held])
    expect(await all('&search=mar')).toEqual([])
    expect(await idsIn('held', '&search=marmalade')).toEqual([held])
    expect(await all('&search=Lindqvist')).toEqual([shown, held])
    expect(await all('&search=lighthouse')).toEqual([other, shown, held])
    expect(await all('&author=lindq')).toEqual([shown, held])
    expect(await all('&author=nobody')).toEqual([])
    expect(await all('&story=lighthouse&state=held')).toEqual([held])
    expect(await all('&story=lighthouse&author=bob')).toEqual([other])
    expect(await all('&search=%22%20OR%20*%20NEAR(')).toEqual([])
    const today = new Date(now).toISOString().slice(0, 10)
    expect(await all(`&search=marmalade&from=${today}&to=${today}`)).toEqual([other, shown, held])
    expect(await all('&search=marmalade&to=2020-01-01')).toEqual([])
    // The index follows: reports, decisions, edits, names and titles.
    expect(await all('&search=marmalade&rule=truth')).toEqual([])
    await bob.post(`/v1/comments/${shown}/reports`, { rule: 'truth' })
    expect(await all('&search=marmalade&rule=truth')).toEqual([shown])
    expect(await idsIn('reported', '&search=marmalade')).toEqual([shown])
    await decide(eve, shown, remove)
    expect(await idsIn('reported', '&search=marmalade')).toEqual([])
    expect(await all('&search=marmalade&state=removed')).toEqual([shown])
    expect(await idsIn('decided', '&search=marmalade')).toEqual([shown])
    await bob.call('PATCH', `/v1/comments/${other}`, { text: 'Rhubarb is no argument, said Bob.' })
    expect(await all('&search=marmalade')).toEqual([shown, held])
    expect(await all('&search=rhubarb')).toEqual([other])
    await eve.call('PUT', '/v1/desk/stories', { url: story, title: 'The signalman retires' })
    expect(await all('&story=lighthouse')).toEqual([])
    expect(await all('&story=signalman')).toHaveLength(3)
    for (const wrong of ['&state=gone', '&from=yesterday'])
      expect((await eve.get(`/v1/desk/cases?queue=all${wrong}`)).status, wrong).toBe(400)
    expect((await eve.get('/v1/desk/cases?queue=all&rule=none')).json.code).toBe('rule.not-held')
  })
})

describe('colleagues', () => {
  it('write notes to each other that nobody else reads', async () => {
    fresh()
    const id = await says(alice, 'About the mayor.')
    const answer = await eve.post(`/v1/desk/cases/${caseOf(id)}/notes`, { text: 'CANARY: ask the courts desk.' })
    expect(answer.status).toBe(201)
    await finn.post(`/v1/desk/cases/${caseOf(id)}/notes`, { text: 'Done.' })
    expect((await view(id)).notes).toMatchObject([
      { by: 'Eve', text: 'CANARY: ask the courts desk.' },
      { by: 'Finn', text: 'Done.' },
    ])
    expect((await eve.post(`/v1/desk/cases/${caseOf(id)}/notes`, { text: ' \u200b ' })).json.code).toBe('note.empty')
    await decide(eve, id, remove)
    const [{ statement }] = (await view(id)).decisions
    for (const answer of [
      await alice.get(`/v1/statements/${statement}`),
      await alice.get('/v1/me/comments'),
      await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}`),
    ])
      expect(answer.text).not.toContain('CANARY')
    expect(JSON.stringify(await mails(t.app))).not.toContain('CANARY')
  })

  it('take a case, hand it on and give it back', async () => {
    fresh()
    const id = await says(alice, 'Whose case is this?')
    const assign = (who: Client, to: string | null) =>
      who.call('PUT', `/v1/desk/cases/${caseOf(id)}/assignment`, { to })
    const { version } = await view(id)
    expect((await assign(eve, eve.id)).json.assignedTo).toEqual({ id: eve.id, name: 'Eve' })
    expect((await assign(eve, finn.id)).json.assignedTo.name).toBe('Finn')
    expect((await view(id)).assignedTo.name).toBe('Finn')
    expect((await queue('new')).find(row => row.commentId === id)).toMatchObject({ assignedTo: { name: 'Finn' } })
    expect((await assign(eve, alice.id)).json.code).toBe('colleague.unknown')
    expect((await assign(finn, null)).json.assignedTo).toBeNull()
    // Nothing of this is a reason to look again before deciding.
    expect((await view(id)).version).toBe(version)
    const { colleagues } = (await eve.get('/v1/desk/colleagues')).json
    expect(colleagues.map((one: { name: string }) => one.name)).toEqual(['Eve', 'Finn', 'Gwen'])
  })

  it('see who is on a case until he leaves it or his time is over, and are warned, not stopped', async () => {
    fresh()
    const one = await says(alice, 'Two want to decide on this.')
    const two = await says(alice, 'And on this.')
    const claim = async (who: Client, id: string) =>
      (await who.call('PUT', `/v1/desk/cases/${caseOf(id)}/claim`)).json.by.name
    expect(await claim(eve, one)).toBe('Eve')
    expect(await claim(finn, one)).toBe('Eve')
    expect(await claim(eve, one)).toBe('Eve')
    now += 4 * MINUTE
    expect(await claim(finn, one)).toBe('Finn')
    // One case each: who goes on to another lets go.
    await claim(finn, two)
    expect(await claim(eve, one)).toBe('Eve')
    expect((await finn.call('DELETE', '/v1/desk/claim')).status).toBe(204)
    expect(await claim(editor, two)).toBe('Gwen')
    const { version } = await view(two)
    expect((await decide(finn, two, { ...remove, version })).status).toBe(200)
    expect(await claim(eve, two)).toBe('Eve')
    expect((await eve.call('PUT', '/v1/desk/cases/k_0000000000000/claim')).json.code).toBe('case.unknown')
  })
})

describe('watching', () => {
  const watch = (who: Client, id: string) => who.call('PUT', `/v1/desk/watches/${id}`)
  const unwatch = (who: Client, id: string) => who.call('DELETE', `/v1/desk/watches/${id}`)
  const why = async () => (await queue('watched')).map(row => [row.commentId, row.watched])
  const ends = async () => {
    for (const { id } of (await eve.get('/v1/desk/watches')).json.watches) await unwatch(eve, id)
  }

  it('gathers what comes under a discussion, a reader and a story, with why, latest first, until it is ended', async () => {
    fresh()
    const ann = await t.signIn('ann', { name: 'Ann' })
    const top = await says(alice, 'The beginning of a thread.')
    const reply = await says(bob, 'An answer.', { replyTo: top })
    await says(bob, 'Beside it.')
    const held = await says(bob, `Below, and held: ${LINKS}`, { replyTo: reply })
    // By any comment of a thread, all of it is meant.
    expect((await watch(eve, held)).json.watches).toMatchObject([
      { id: top, what: 'thread', name: 'The beginning of a thread.' },
    ])
    expect(await why()).toEqual([held, reply, top].map(id => [id, ['thread']]))
    const { watching } = await view(reply)
    expect(watching).toMatchObject([
      { what: 'thread', id: top, until: expect.any(String) },
      { what: 'reader', id: bob.id, until: null },
      { what: 'story', until: null },
    ])
    fresh()
    const elsewhere = await says(ann, 'Of Ann.')
    const [, { id: annId }, { id: storyId }] = (await view(elsewhere)).watching
    await watch(eve, annId)
    await watch(eve, storyId)
    const before = (await counts()).watched
    expect(before).toBe(0)
    const both = await says(ann, 'Of Ann again.')
    const other = await says(alice, 'Of Alice.')
    expect((await why()).slice(0, 4)).toEqual([
      [other, ['story']],
      [both, ['reader', 'story']],
      [elsewhere, ['reader', 'story']],
      [held, ['thread']],
    ])
    // What came since, and nobody has looked at.
    expect((await counts()).watched).toBe(2)
    await decide(finn, both, { act: 'show', explanation: 'All is well.' })
    expect((await counts()).watched).toBe(1)
    expect(await idsIn('watched', '&search=again')).toEqual([both])
    expect(await idsIn('watched', '&search=below')).toEqual([held])
    expect(await idsIn('watched', '&search=beside')).toEqual([])
    const seen: unknown[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { cases: { commentId: string }[]; next: string | null } = (
        await eve.get(`/v1/desk/cases?queue=watched&limit=2${after && `&after=${after}`}`)
      ).json
      seen.push(...page.cases.map(row => row.commentId))
      after = page.next
    }
    expect(seen).toEqual([other, both, elsewhere, held, reply, top])
    await unwatch(eve, storyId)
    expect((await why()).slice(0, 2)).toEqual([
      [both, ['reader']],
      [elsewhere, ['reader']],
    ])
    await ends()
    expect([await why(), (await counts()).watched]).toEqual([[], 0])
  })

  it('is one’s own, told to nobody, and over after a month', async () => {
    fresh()
    const id = await says(alice, 'Watched, and not told.')
    const told = (await mailsTo('alice')).length
    await watch(eve, alice.id)
    await says(alice, 'And more of hers.')
    expect((await finn.get('/v1/desk/watches')).json.watches).toEqual([])
    expect((await finn.get('/v1/desk/cases?queue=watched')).json.cases).toEqual([])
    const own = (await finn.get('/v1/desk/queues')).json.queues.find((one: { id: string }) => one.id === 'watched')
    expect(own.count).toBe(0)
    expect((await view(id, finn)).watching.every((one: { until: unknown }) => one.until === null)).toBe(true)
    expect((await mailsTo('alice')).length).toBe(told)
    expect((await watch(eve, 'r_0000000000000')).json.code).toBe('watch.unknown')
    expect((await watch(eve, 'k_0000000000000')).json.code).toBe('watch.unknown')
    const many = await Promise.all(Array.from({ length: 49 }, (_, n) => t.signIn(`many${n}`)))
    for (const { id } of many) await watch(eve, id)
    expect((await watch(eve, bob.id)).json.code).toBe('watch.many')
    // What is watched already may begin anew.
    expect((await watch(eve, alice.id)).status).toBe(200)
    now += 31 * 24 * HOUR
    await staffSignsIn()
    alice = await t.signIn('alice', { name: 'Alice Moreau' })
    bob = await t.signIn('bob', { name: 'Bob Tanaka' })
    expect((await eve.get('/v1/desk/watches')).json.watches).toEqual([])
    expect(await why()).toEqual([])
    await t.app.jobs.tidy()
    expect(await t.app.db.read.selectFrom('watches').selectAll().execute()).toEqual([])
  })
})

describe('saved views', () => {
  const VIEWS = '/v1/desk/views'
  const names = async (who: Client) =>
    (await who.get(VIEWS)).json.views.map((one: { name: string }) => one.name) as string[]
  const links = { name: ' Links  of the week ', shared: false, queue: 'held', search: 'links', rule: 'clean' }

  it('are one’s own: for others they do not exist', async () => {
    const made = await eve.post(VIEWS, links)
    expect([made.status, made.json]).toMatchObject([201, { ...links, name: 'Links of the week', mayChange: true }])
    const at = `${VIEWS}/${made.json.id}`
    expect(await names(eve)).toEqual(['Links of the week'])
    for (const who of [finn, editor]) {
      expect(await names(who)).toEqual([])
      expect((await who.call('PUT', at, links)).json.code).toBe('view.unknown')
      expect((await who.call('DELETE', at)).json.code).toBe('view.unknown')
    }
    expect((await eve.call('PUT', at, { ...links, name: 'Renamed', state: 'held' })).json).toMatchObject({
      name: 'Renamed',
      state: 'held',
    })
    expect((await eve.call('PUT', at, { ...links, name: ' \u200b ' })).json.code).toBe('view.empty')
    expect((await eve.post(VIEWS, { ...links, queue: 'nowhere' })).status).toBe(400)
    expect((await eve.call('DELETE', at)).status).toBe(204)
    expect(await names(eve)).toEqual([])
  })

  it('S21 are shared, changed and deleted for all by editors alone, and read by all', async () => {
    const shared = { ...links, name: 'Of the desk', shared: true }
    expect((await eve.post(VIEWS, shared)).json.code).toBe('session.editor-only')
    const { id } = (await editor.post(VIEWS, shared)).json
    expect((await eve.get(VIEWS)).json.views).toMatchObject([{ id, shared: true, mayChange: false }])
    for (const [method, body] of [
      ['PUT', shared],
      ['PUT', { ...shared, shared: false }],
      ['DELETE', undefined],
    ] as const)
      expect((await eve.call(method, `${VIEWS}/${id}`, body)).json.code, method).toBe('session.editor-only')
    const own = (await eve.post(VIEWS, links)).json.id
    expect((await eve.call('PUT', `${VIEWS}/${own}`, { ...links, shared: true })).json.code).toBe('session.editor-only')
    const admin = await t.signIn('ada', { name: 'Ada', role: 'admin' })
    // What is taken back for oneself is nobody else's any more.
    expect((await admin.call('PUT', `${VIEWS}/${id}`, { ...shared, shared: false })).status).toBe(200)
    expect([await names(admin), await names(editor), await names(eve)]).toEqual([
      ['Of the desk'],
      [],
      ['Links of the week'],
    ])
    for (const [who, one] of [
      [admin, id],
      [eve, own],
    ] as const)
      expect((await who.call('DELETE', `${VIEWS}/${one}`)).status).toBe(204)
  })

  it('are at most fifty each', async () => {
    const ids: string[] = []
    for (let n = 0; n < 50; n++) ids.push((await finn.post(VIEWS, { ...links, name: `View ${n}` })).json.id)
    expect((await finn.post(VIEWS, links)).json.code).toBe('view.many')
    expect((await eve.post(VIEWS, links)).status).toBe(201)
    await finn.call('DELETE', `${VIEWS}/${ids[0]}`)
    expect((await finn.post(VIEWS, links)).status).toBe(201)
  })
})

describe('the stories', () => {
  interface Row {
    title: string
    url: string
    count: number
    waiting: object
    closed: string | null
    section: string | null
    latestAt: string | null
  }
  const stories = async (more = '') => (await eve.get(`/v1/desk/stories${more}`)).json.stories as Row[]
  const titled = async (more: string) => (await stories(more)).map(({ title }) => title)
  const named = async (title: string) => {
    fresh()
    await eve.call('PUT', '/v1/desk/stories', { url: story, title })
    return story
  }

  it('lie in the order of their latest comments, with what waits under each, what is closed, and by what', async () => {
    const [bakery, harbour, archive] = [
      await named('A bakery opens on Zinnia Street'),
      await named('The harbour of Zinnia is dredged'),
      await named('From the archive of Zinnia'),
    ]
    const says = (who: Client, text: string, at: string) => who.says(text, { story: at })
    const held = await says(alice, `Flour: ${LINKS}`, bakery)
    const shown = await says(bob, 'Good bread.', bakery)
    await says(alice, 'Mud.', harbour)
    expect((await titled('')).slice(0, 2)).toEqual([
      'The harbour of Zinnia is dredged',
      'A bakery opens on Zinnia Street',
    ])
    const of = async (url: string) => (await stories('?search=zinnia')).find(row => row.url === url)!
    expect(await of(bakery)).toMatchObject({
      count: 1,
      waiting: { held: 1, reported: 0, appeals: 0 },
      closed: null,
      section: null,
      latestAt: new Date(now).toISOString(),
    })
    expect(await of(archive)).toMatchObject({ count: 0, latestAt: null })
    // What waits is kept as it moves.
    await bob.post(`/v1/comments/${held}/reports`, { rule: 'nice' }).catch(() => null)
    await alice.post(`/v1/comments/${shown}/reports`, { rule: 'nice' })
    expect((await of(bakery)).waiting).toEqual({ held: 1, reported: 1, appeals: 0 })
    const { decision, statement } = (await decide(eve, shown, remove)).json
    await bob.post(`/v1/statements/${statement.no}/appeals`, { text: 'It is good bread.' })
    expect((await of(bakery)).waiting).toEqual({ held: 1, reported: 0, appeals: 1 })
    await decide(finn, shown, { act: 'show', explanation: 'It is.' })
    await decide(eve, held, { act: 'show' })
    expect((await of(bakery)).waiting).toEqual({ held: 0, reported: 0, appeals: 0 })
    expect(decision.act).toBe('remove')
    // A new comment brings a story to the top, and it can be closed and opened there.
    await says(bob, 'More bread.', bakery)
    expect((await titled(''))[0]).toBe('A bakery opens on Zinnia Street')
    await eve.call('PUT', '/v1/desk/stories', { url: harbour, open: false })
    expect((await of(harbour)).closed).toBe('desk')
    expect(await titled('?open=false&search=zinnia')).toEqual(['The harbour of Zinnia is dredged'])
    expect(await titled('?open=false')).toContain('The harbour of Zinnia is dredged')
    expect(await titled('?open=true')).not.toContain('The harbour of Zinnia is dredged')
    // So are those that a section closes, or their age.
    const sections = async (list: object[]) => {
      const { no } = (await editor.get('/v1/desk/rules')).json.sections
      expect((await editor.call('PUT', '/v1/desk/sections', { sections: list, after: no })).status).toBe(200)
    }
    await sections([
      { prefix: bakery, closed: true },
      { prefix: `${PAPER}/`, closesAfterDays: 1 },
    ])
    expect(await of(bakery)).toMatchObject({ closed: 'section', section: bakery })
    expect(await titled('?open=false&search=bakery')).toEqual(['A bakery opens on Zinnia Street'])
    expect((await titled('?open=false'))[0]).toBe('A bakery opens on Zinnia Street')
    now += 25 * HOUR
    await staffSignsIn()
    expect((await of(archive)).closed).toBe('age')
    expect(await titled('?open=true&search=zinnia')).toEqual([])
    await sections([])
    await eve.call('PUT', '/v1/desk/stories', { url: harbour, open: true })
    expect(await titled('?open=false&search=zinnia')).toEqual([])
  })

  it('are found by words of the title, and come in pages that leave nothing out and show nothing twice', async () => {
    expect(await titled('?search=zinnia%20harbour')).toEqual(['The harbour of Zinnia is dredged'])
    expect(await titled('?search=zinni')).toHaveLength(3)
    expect(await titled('?search=%22%20OR%20*')).toEqual([])
    for (const more of ['', '&open=true', '&search=zinnia', '&open=true&search=zinnia']) {
      const whole = await titled(`?limit=100${more}`)
      const seen: string[] = []
      for (let after: string | null = ''; after !== null; ) {
        const page: { stories: Row[]; next: string | null } = (
          await eve.get(`/v1/desk/stories?limit=2${more}${after && `&after=${encodeURIComponent(after)}`}`)
        ).json
        seen.push(...page.stories.map(({ title }) => title))
        after = page.next
      }
      expect(seen, more).toEqual(whole)
    }
    for (const wrong of ['nonsense', '12~s_0000000000000', 'c_000000000000'])
      expect((await eve.get(`/v1/desk/stories?after=${wrong}`)).json.code, wrong).toBe('cursor.invalid')
  })
})

describe('one decision over many', () => {
  const many = (who: Client, ids: string[], more: object = {}) =>
    who.post('/v1/desk/decisions', { ids: ids.map(caseOf), ...remove, ...more })

  it('is previewed without a trace, then made with a statement each under one batch, and taken back together', async () => {
    fresh()
    const ids = [await says(alice, 'First.'), await says(bob, 'Second.'), await says(alice, 'Third.')]
    const own = await says(eve, 'The newsroom writes.')
    await bob.post(`/v1/comments/${ids[0]}/reports`, { rule: 'nice' })
    const before = { mails: (await mails(t.app)).length, page: await page(), view: await view(ids[0]!) }

    const dry = (await many(eve, [...ids, own], { dryRun: true })).json
    expect(dry.batch).toBeNull()
    expect(dry.results).toMatchObject([
      {
        authorName: 'Alice Moreau',
        excerpt: 'First.',
        before: 'shown',
        after: 'removed',
        decision: null,
        problem: null,
      },
      { authorName: 'Bob Tanaka', before: 'shown', after: 'removed' },
      { before: 'shown', after: 'removed' },
      { before: 'shown', after: null, problem: { code: 'decision.own' } },
    ])
    expect({ mails: (await mails(t.app)).length, page: await page(), view: await view(ids[0]!) }).toEqual(before)

    const versions = Object.fromEntries(await Promise.all(ids.map(async id => [caseOf(id), (await view(id)).version])))
    const made = (await many(eve, [...ids, own], { versions })).json
    expect(made.batch).toMatch(/^b_/)
    const numbers = made.results.slice(0, 3).map((one: { decision: { statement: number } }) => one.decision.statement)
    expect(new Set(numbers).size).toBe(3)
    expect(made.results[3]).toMatchObject({ decision: null, problem: { code: 'decision.own' } })
    expect((await page()).story.count).toBe(1)
    expect((await alice.get(`/v1/statements/${numbers[0]}`)).json).toMatchObject({ act: 'remove', facts: REASON })

    const undone = (await undo(eve, made.batch)).json
    expect(undone.undone).toHaveLength(3)
    expect(undone.problems).toEqual([])
    expect((await page()).story.count).toBe(4)
    expect((await view(ids[0]!)).queue).toBe('reported')
    expect((await alice.get(`/v1/statements/${numbers[0]}`)).json.reversedAt).not.toBeNull()
  })

  it('leaves alone what has changed since it was seen', async () => {
    fresh()
    const [one, two] = [await says(alice, 'One.'), await says(alice, 'Two.')]
    const versions = { [caseOf(one)]: (await view(one)).version, [caseOf(two)]: (await view(two)).version }
    await bob.post(`/v1/comments/${two}/reports`, { rule: 'nice' })
    const { results } = (await many(eve, [one, two], { versions })).json
    expect(results).toMatchObject([{ problem: null }, { problem: { code: 'case.changed' }, decision: null }])
    expect((await page()).story.count).toBe(1)
  })

  it('needs a ground and a reason as one decision does, and at most a hundred at once', async () => {
    fresh()
    const id = await says(alice, 'One.')
    const { results } = (await many(eve, [id], { explanation: ' ' })).json
    expect(results[0].problem.code).toBe('decision.no-reason')
    expect((await eve.post('/v1/desk/decisions', { ids: [], act: 'show' })).status).toBe(400)
    expect(
      (await eve.post('/v1/desk/decisions', { ids: Array.from({ length: 101 }, (_, i) => `k_${i}`), act: 'show' }))
        .status,
    ).toBe(400)
    expect((await eve.post('/v1/desk/decisions', { ids: [caseOf(id)], act: 'undo' })).status).toBe(400)
  })
})

describe('undo', () => {
  it('puts back state, counts and queue, opens the reports again, and tells whoever was told', async () => {
    fresh()
    const id = await says(alice, `Held: ${LINKS}`)
    const shown = (await decide(eve, id, { act: 'show' })).json.decision
    expect((await page()).story.count).toBe(1)
    const sent = (await mailsTo('alice')).length
    expect((await undo(eve, shown.id)).json.undone).toEqual([{ decision: shown.id, caseId: caseOf(id) }])
    expect(await view(id)).toMatchObject({
      state: 'held',
      queue: 'held',
      decisions: [
        { act: 'show', reversed: true },
        { act: 'undo', by: 'Eve' },
      ],
    })
    expect((await page()).story.count).toBe(0)
    expect((await mailsTo('alice')).slice(sent)).toMatchObject([{ text: expect.stringContaining('taken back') }])
    expect((await undo(eve, shown.id)).json.code).toBe('undo.twice')
    // And it can be decided anew, by anyone.
    expect((await decide(finn, id, { act: 'show' })).status).toBe(200)

    const reported = await says(alice, 'Somebody minds this.')
    const reply = await says(bob, 'An answer.', { replyTo: reported })
    const { reference } = (await bob.post(`/v1/comments/${reported}/reports`, { rule: 'nice' })).json
    const removed = (await decide(eve, reported, remove)).json.decision
    expect((await bob.get(`/v1/reports/${reference}`)).json.outcome).toBe('upheld')
    const told = (await mailsTo('bob')).length
    await undo(editor, removed.id)
    expect((await bob.get(`/v1/reports/${reference}`)).json).toMatchObject({ outcome: null, decidedAt: null })
    expect((await mailsTo('bob')).slice(told)).toMatchObject([{ text: expect.stringContaining(reference) }])
    expect(await view(reported)).toMatchObject({ state: 'shown', queue: 'reported' })
    const comment = (await page()).comments.find((one: { id: string }) => one.id === reported)
    expect(comment).toMatchObject({ decision: null, replyCount: 1, replies: [{ id: reply }] })
    expect(await idsIn('decided')).not.toContain(reported)
  })

  it('puts back what its author may do', async () => {
    fresh()
    const mark = await t.signIn('mark', { name: 'Mark' })
    const id = await says(mark, 'A first word.')
    const post = async () => (await mark.post('/v1/comments', { story, text: `Again, ${++now}.` })).status
    const suspended = (await decide(eve, id, { ...remove, act: 'suspend', days: 3 })).json.decision
    expect(await post()).toBe(403)
    expect((await view(id)).author.suspendedUntil).not.toBeNull()
    await undo(eve, suspended.id)
    expect(await post()).toBe(201)
    expect((await view(id)).author.suspendedUntil).toBeNull()
    // Of two that hold, the other stays.
    await decide(finn, id, { ...remove, act: 'suspend', days: 1 })
    const banned = (await decide(eve, id, { ...remove, act: 'ban' })).json.decision
    await undo(eve, banned.id)
    expect((await view(id)).author).toMatchObject({ banned: false, suspendedUntil: expect.any(String) })
  })

  it('is for whoever decided or an editor, for a day, and for nothing that has been decided on since', async () => {
    fresh()
    const id = await says(alice, 'Much decided.')
    const first = (await decide(eve, id, { act: 'collapse', rule: 'clean', explanation: 'The language.' })).json
      .decision
    expect((await undo(finn, first.id)).json.code).toBe('undo.not-yours')
    expect((await undo(alice, first.id)).status).toBe(403)
    expect((await undo(eve, 'd_000000000000')).json.code).toBe('decision.unknown')
    const second = (await decide(finn, id, remove)).json.decision
    expect((await undo(eve, first.id)).json.code).toBe('undo.later')
    await undo(finn, second.id)
    expect((await view(id)).state).toBe('collapsed')
    expect((await page()).comments[0].decision).toMatchObject({ act: 'collapse', rule: 'clean' })
    now += 25 * HOUR
    // A session at the desk is over by then.
    await staffSignsIn()
    expect((await undo(eve, first.id)).json.code).toBe('undo.late')
    const third = (await decide(eve, id, remove)).json.decision
    await alice.post(`/v1/statements/${third.statement}/appeals`, { text: 'I named nobody.' })
    expect((await undo(eve, third.id)).json.code).toBe('undo.appealed')
  })

  it('of the answer to an appeal lets it wait again', async () => {
    fresh()
    const id = await says(alice, 'Appealed.')
    const { statement } = (await decide(eve, id, remove)).json
    await alice.post(`/v1/statements/${statement.no}/appeals`, { text: 'I named nobody.' })
    expect(await idsIn('appeals')).toContain(id)
    const back = (await decide(finn, id, { act: 'show', explanation: 'You are right.' })).json.decision
    expect((await alice.get(`/v1/statements/${statement.no}`)).json.appeal.outcome).toBe('reversed')
    await undo(finn, back.id)
    expect(await view(id)).toMatchObject({ state: 'removed', queue: 'appeals', appeals: [{ decidedBy: 'Eve' }] })
    expect((await alice.get(`/v1/statements/${statement.no}`)).json).toMatchObject({
      appeal: { outcome: null },
      reversedAt: null,
    })
    expect((await view(id)).decisions.map((one: { reversed: boolean }) => one.reversed)).toEqual([false, true, false])
  })
})

it('S21 nothing of the desk is open to readers or guests', async () => {
  fresh()
  const id = await says(alice, 'A remark.')
  for (const [method, path, body] of [
    ['POST', `/v1/desk/cases/${caseOf(id)}/notes`, { text: 'x' }],
    ['PUT', `/v1/desk/cases/${caseOf(id)}/assignment`, { to: null }],
    ['PUT', `/v1/desk/cases/${caseOf(id)}/claim`, undefined],
    ['DELETE', '/v1/desk/claim', undefined],
    ['GET', '/v1/desk/colleagues', undefined],
    ['POST', '/v1/desk/decisions', { ids: [caseOf(id)], ...remove }],
    ['POST', '/v1/desk/decisions/d_000000000000/undo', undefined],
    ['GET', '/v1/desk/cases?queue=all&search=remark', undefined],
  ] as const) {
    expect((await t.guest.call(method, path, body)).status, path).toBe(401)
    expect((await bob.call(method, path, body)).json.code, path).toBe('session.staff-only')
  }
  expect((await view(id)).notes).toEqual([])
})

it('R17 everything that must hold, holds', async () => expect(await t.broken()).toEqual([]))
