import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notes as cli } from '../cli/notes.ts'
import { runHere } from '../cli/testing.ts'
import { type Client, mails, ON_POSTGRES, PAPER, STORY, type TestApp, testApp } from '../testing.ts'
import { eraseNotes, eraseRatings } from './erase.ts'
import { ownRatings } from './own.ts'
import { type NoteRoom, noteRoom } from './testing.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const read = (story = STORY) => `/v1/notes?story=${encodeURIComponent(story)}`
const note = (more: object = {}) => ({
  ...{ story: STORY, claim: '', text: 'The report gives another number.', sources: ['https://report.example/q1'] },
  ...more,
})

let now = Date.UTC(2027, 0, 5, 9)
let t: TestApp
let room: NoteRoom
let alice: Client
let bob: Client
let mona: Client
let eva: Client
/** Eight of one camp, six of the other. */
let camps: Client[]
beforeAll(async () => {
  t = await testApp({ clock: () => now, env: { PARLEY_NOTES_MINUTES: '0' } })
  room = noteRoom(t, ms => {
    now += ms
  })
  alice = await t.signIn('alice')
  bob = await t.signIn('bob')
  camps = await Promise.all(Array.from({ length: 14 }, (_, i) => t.signIn(`rater-${i}`)))
  now += 8 * DAY
  await signInDesk()
})
/** Sessions of the desk are short. */
async function signInDesk() {
  mona = await t.signIn('mona', { role: 'moderator' })
  eva = await t.signIn('eva', { role: 'editor' })
}
afterAll(async () => {
  expect(await t.broken()).toEqual([])
  await t.close()
})
const list = async (story = STORY) => (await t.guest.get(read(story))).json.notes

describe('a note', () => {
  it('is no comment: not in the thread, the replies, the count or the stream of new comments', async () => {
    const comment = await bob.says('Profits fell by 74 percent in the first quarter.')
    const before = await t.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)
    const id = await room.noteOn(alice, comment, { claim: 'fell by 74 percent' })
    const after = (await t.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)).json
    expect(after.comments).toEqual(before.json.comments)
    expect(after.story).toMatchObject({ count: before.json.story.count, notes: 1 })
    expect((await t.guest.get(`/v1/comments/${id}`)).json.code).toBe('comment.unknown')
    expect((await t.guest.get(`/v1/comments/${comment}/replies`)).json.replies).toEqual([])
    expect((await alice.get(`/v1/me?story=${encodeURIComponent(STORY)}`)).json.mine).toEqual([])
    expect(await list()).toMatchObject([
      { id, about: comment, kind: 'reader', author: { name: 'alice' }, status: 'needs_more', numbers: null },
    ])
    expect((await bob.says('An answer.', { replyTo: id }).catch(String)) as string).toContain('comment.unknown')
    expect((await bob.call('PUT', `/v1/comments/${id}/respect`)).json.code).toBe('comment.unknown')
    expect((await t.guest.get(`/v1/notes/${id}`)).json).toMatchObject({ note: { id }, about: { id: comment } })
  })

  it('tells whoever wrote the comment, who may then edit it once more for two days, and says that it was edited', async () => {
    const comment = await bob.says('The plant in Turin closes in March of this year.')
    now += HOUR
    const edit = (text: string) => bob.call('PATCH', `/v1/comments/${comment}`, { text })
    expect((await edit('Later words, too late.')).json.code).toBe('edit.too-late')
    const id = await room.noteOn(alice, comment, { text: 'The works council was told of May, not of March.' })
    const mail = (await mails(t.app)).filter(({ to }) => to === 'bob@paper.example').at(-1)!
    expect(mail.text).toContain(`/d/notes/${id}`)
    const { json: own } = await bob.get('/v1/me/comments')
    expect(own.comments.find((one: { id: string }) => one.id === comment)).toMatchObject({
      notes: 1,
      editableUntil: new Date(now + 2 * DAY).toISOString(),
    })
    now += 47 * HOUR
    await signInDesk()
    expect((await edit('The plant in Turin closes in May of this year.')).status).toBe(200)
    expect(await room.shown(id)).toMatchObject({ aboutRevision: 1, editedSince: true })
    expect((await edit('And once again.')).json.code).toBe('edit.too-late')
    expect((await bob.get(`/v1/notes/mine?story=${encodeURIComponent(STORY)}`)).json.aboutMine).toContain(id)
  })

  it.each([
    ['no source', { sources: [] }, 'note.source'],
    ['S03 a source that is no web address', { sources: ['javascript:alert(1)'] }, 'note.source'],
    ['a source with a password', { sources: ['https://a:b@paper.example/'] }, 'note.source'],
    ['nothing to see', { text: '\u200b\u200b' }, 'text.empty'],
    ['a comment that is not there', { comment: 'c_00000000000000000000' }, 'comment.unknown'],
    ['an insult', { text: 'You are a stupid idiot and a disgusting moron.' }, 'verdict.nudge'],
    ['an insult in what it quotes', { claim: 'You are a stupid idiot and a disgusting moron.' }, 'verdict.nudge'],
    ['a story of nobody', { story: 'https://other.example/x' }, 'story.not-allowed'],
  ])('refuses %s, and keeps nothing of it', async (_, more, code) => {
    const before = await list()
    expect((await camps[0]!.post('/v1/notes', note(more))).json.code).toBe(code)
    expect(await list()).toEqual(before)
  })

  it('quotes a comment word for word or not at all', async () => {
    const comment = await bob.says('The **merger** would make 15 million cars a year.')
    const say = (claim: string) => camps[1]!.post('/v1/notes', note({ comment, claim }))
    expect((await say('would make 51 million cars')).json.code).toBe('note.claim')
    expect((await say('“The merger would make 15 million cars”')).status).toBe(201)
    expect((await say('')).json.code).toBe('note.twice')
  })

  it('answers the same draft under the same key once', async () => {
    const key = { 'idempotency-key': 'note-key-0001' }
    const first = await camps[2]!.post('/v1/notes', note(), key)
    expect((await camps[2]!.post('/v1/notes', note(), key)).json).toEqual(first.json)
    expect((await camps[2]!.post('/v1/notes', note({ text: 'Other words.' }), key)).json.code).toBe(
      'idempotency.mismatch',
    )
  })

  it('goes the way of a comment: edited, reported, removed with a statement, appealed to and back, withdrawn', async () => {
    const id = await room.noteOn(camps[3]!, null)
    const words = {
      claim: '',
      text: 'The report of May gives another number.',
      sources: ['https://report.example/may'],
    }
    const edited = await camps[3]!.call('PATCH', `/v1/notes/${id}`, words)
    expect(edited.json).toMatchObject({ note: { sources: words.sources }, comment: { text: words.text } })
    expect((await alice.call('PATCH', `/v1/notes/${id}`, words)).json.code).toBe('edit.not-yours')
    expect((await camps[3]!.call('PATCH', `/v1/comments/${id}`, { text: 'By the other way.' })).json.code).toBe(
      'comment.unknown',
    )
    expect((await t.guest.get(`/v1/comments/${id}/revisions`)).json.revisions).toHaveLength(2)
    expect((await alice.post(`/v1/comments/${id}/reports`, { rule: 'clean' })).status).toBe(201)
    const { notes, count } = (await t.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)).json.story
    const decision = { act: 'remove', rule: 'clean', explanation: 'It advertises.' }
    const removed = await mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, decision)
    const story = async () => (await t.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)).json.story
    expect(await story()).toMatchObject({ notes: notes - 1, count })
    expect(await room.shown(id)).toBeUndefined()
    expect((await t.guest.get(`/v1/notes/${id}`)).json.code).toBe('note.unknown')
    const own = (await camps[3]!.get(`/v1/notes/mine?story=${encodeURIComponent(STORY)}`)).json.own
    expect(own[0]).toMatchObject({ note: { id, state: 'removed' }, comment: { reason: { rule: 'clean' } } })
    const { no } = removed.json.statement
    expect((await camps[3]!.post(`/v1/statements/${no}/appeals`, { text: 'It does not.' })).status).toBe(201)
    const again = { act: 'show', explanation: 'It does not, indeed.' }
    expect((await eva.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, again)).status).toBe(200)
    expect(await room.shown(id)).toMatchObject({ id })
    expect((await story()).notes).toBe(notes)
    expect((await camps[3]!.call('DELETE', `/v1/notes/${id}`)).status).toBe(204)
    expect((await story()).notes).toBe(notes - 1)
  })

  it('waits for a moderator where its words do, and is told of when they are let through', async () => {
    const comment = await bob.says('Nobody knows who sits on that board.')
    const held = await camps[4]!.post('/v1/notes', note({ comment, text: 'I will kill you and burn down your house.' }))
    expect(held.json).toMatchObject({ comment: { state: 'held' }, verdict: { outcome: 'hold' } })
    const { id } = held.json.note
    expect(await room.shown(id)).toBeUndefined()
    const told = async () => (await mails(t.app)).filter(({ text }) => text.includes(`/d/notes/${id}`)).length
    expect(await told()).toBe(0)
    await mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'show', explanation: '' })
    expect(await room.shown(id)).toMatchObject({ id })
    expect(await told()).toBe(1)
  })

  it('goes when the comment that it quotes goes', async () => {
    const comment = await bob.says('This will not stand here for long.')
    const id = await room.noteOn(camps[5]!, comment, { claim: 'This will not stand here' })
    await bob.call('DELETE', `/v1/comments/${comment}`)
    expect(await room.shown(id)).toBeUndefined()
    expect((await t.guest.get(`/v1/notes/${id}`)).json.code).toBe('note.unknown')
  })
})

describe('the ratings of notes', () => {
  it('are kept from authors, newcomers, the desk, and whoever has given enough of them', async () => {
    const id = await room.noteOn(camps[6]!, null)
    const rate = (who: Client, body: object = { value: 'helpful', reasons: ['clear'] }) =>
      who.call('PUT', `/v1/notes/${id}/rating`, body)
    expect((await rate(camps[6]!)).json.code).toBe('rating.own')
    expect((await rate(mona)).json.code).toBe('rating.staff')
    const young = await t.signIn('young')
    expect((await rate(young)).json.code).toBe('rating.young')
    const mine = (await young.get(`/v1/notes/mine?story=${encodeURIComponent(STORY)}`)).json
    expect(mine).toMatchObject({
      invited: [],
      mayRate: { may: false, why: 'young', from: new Date(now + 7 * DAY).toISOString() },
    })
    expect((await rate(alice, { value: 'helpful', reasons: ['incorrect'] })).json.code).toBe('rating.reasons')
    expect((await rate(alice)).json).toMatchObject({ rating: { value: 'helpful', reasons: ['clear'] } })
    expect((await alice.get(`/v1/notes/mine?story=${encodeURIComponent(STORY)}`)).json.ratings).toMatchObject([
      { note: id, value: 'helpful' },
    ])
    // Nobody else learns of it.
    expect(JSON.stringify(await list())).not.toContain('helpful')
    expect((await alice.call('DELETE', `/v1/notes/${id}/rating`)).json.rating).toBeNull()
    const { aDay } = t.app.config.notes
    t.app.config.notes.aDay = 0
    expect((await rate(alice)).json.code).toBe('rating.enough')
    t.app.config.notes.aDay = aDay
  })

  it('are asked of about a dozen by lot, the same ones each time, and told apart from those of volunteers', async () => {
    const invitedTo = async (who: Client) =>
      (await who.get(`/v1/notes/mine?story=${encodeURIComponent(STORY)}`)).json.invited as string[]
    const all = await Promise.all(camps.map(invitedTo))
    expect(await Promise.all(camps.map(invitedTo))).toEqual(all)
    const asked = all.flat().length
    const possible = camps.length * (await list()).length
    expect(asked).toBeGreaterThan(0.3 * possible)
    expect(asked).toBeLessThan(possible)
    const [who, id] = [camps[8]!, all[8]![0]!]
    const other = (await list()).find(
      (one: { id: string; author: { name: string } }) => !all[8]!.includes(one.id) && one.author.name !== who.name,
    )
    await room.rate(who, id, 'helpful')
    await room.rate(who, other.id, 'helpful')
    const rows = await t.app.db.read.selectFrom('note_ratings').select(['note', 'invited']).execute()
    expect(rows.toSorted((a, b) => a.invited - b.invited)).toEqual([
      { note: other.id, invited: 0 },
      { note: id, invited: 1 },
    ])
    for (const one of [id, other.id]) await who.call('DELETE', `/v1/notes/${one}/rating`)
  })
})

describe('the status of a note', () => {
  const notes: string[] = []
  beforeAll(async () => {
    for (let n = 0; n < 12; n++) {
      const comment = await bob.says(`A claim with the number ${n} in it.`)
      notes.push(await room.noteOn(n < 6 ? alice : await t.signIn('carla'), comment))
    }
    const both = ['++++++++++++++', '+++++++++++++o', 'o+++++++++++++', '++++o+++++++++']
    const larger = Array(4).fill('++++++++------')
    const neither = Array(4).fill('--------------')
    await room.rateAll(notes, camps, [...both, ...larger, ...neither])
  })

  const atDesk = async (id: string) => (await mona.get(`/v1/desk/notes/${id}`)).json

  it('shows the desk alone, before it is given, how far each side is and what is needed', async () => {
    expect(await atDesk(notes[4]!)).toMatchObject({ numbers: null, sides: null, history: [] })
    await t.app.notes.runNow()
    const one = await atDesk(notes[4]!)
    expect(one).toMatchObject({
      note: { status: 'needs_more', numbers: null },
      needs: { count: 5, sure: 3, net: 1, lower: 0.6 },
      history: [],
    })
    const { lo, hi, lower, upper } = one.sides
    expect(Math.min(lo, hi)).toBeCloseTo(one.numbers.score, 2)
    expect([lower, Math.min(lo, hi), Math.max(lo, hi), upper]).toEqual([lower, lo, hi, upper].toSorted((a, b) => a - b))
    for (const share of [lower, upper]) expect(share === Math.min(1, Math.max(0, share))).toBe(true)
    const story = encodeURIComponent(STORY)
    const told = await Promise.all([
      t.guest.get(read()),
      t.guest.get(`/v1/notes/${notes[4]}`),
      alice.get(`/v1/notes/mine?story=${story}`),
      alice.get(`/v1/me/comments`),
      t.guest.get(`/v1/comments?story=${story}`),
      t.guest.get(`/d/notes/${notes[4]}`),
    ])
    for (const { status, text } of told) {
      expect(status).toBe(200)
      expect(text).not.toMatch(/"(sides|needs|lower|upper|history|pred\w*|[lu]cb)"/)
      for (const number of [lo, hi, lower, upper]) expect(text).not.toContain(String(number))
    }
    // Of a note that nobody rated there are no sides.
    expect(await atDesk(await room.noteOn(camps[0]!, null))).toMatchObject({ sides: null, history: [] })
  })

  it('is not given by one run; two that agree half an hour apart give it, with its numbers and one event', async () => {
    await t.app.notes.runNow()
    expect(await room.shown(notes[0]!)).toMatchObject({ status: 'needs_more', numbers: null })
    now += HOUR / 2
    await t.app.notes.runNow()
    const statuses = (await list())
      .filter((one: { id: string }) => notes.includes(one.id))
      .toSorted((a: { id: string }, b: { id: string }) => notes.indexOf(a.id) - notes.indexOf(b.id))
      .map((one: { status: string }) => one.status)
    expect(statuses).toEqual([
      ...Array(4).fill('shown'),
      ...Array(4).fill('needs_more'),
      ...Array(4).fill('not_helpful'),
    ])
    const first = await room.shown(notes[0]!)
    expect(first.numbers).toMatchObject({ count: 14, netLo: first.numbers.sureLo, netHi: first.numbers.sureHi })
    expect(first.numbers.score).toBeGreaterThan(0.6)
    expect(first.numbers.score).toBeLessThanOrEqual(1)
    const events = await t.app.db.read
      .selectFrom('events')
      .select('data_json')
      .where('kind', '=', 'note.changed')
      .where('comment', '=', notes[0]!)
      .execute()
    expect(events.map(row => JSON.parse(row.data_json))).toMatchObject([{ status: 'shown', numbers: first.numbers }])
    expect((await atDesk(notes[0]!)).history).toEqual([{ status: 'shown', at: new Date(now).toISOString() }])
  })

  it('does nothing where nothing was rated and no status is on its way', async () => {
    const events = () =>
      t.app.db.read
        .selectFrom('events')
        .select(eb => eb.fn.countAll().as('n'))
        .executeTakeFirst()
    const before = await events()
    now += HOUR
    await t.app.notes.runNow()
    expect(await events()).toEqual(before)
  })

  it('tells the desk why, which viewpoints are missing, and nothing of any rater', async () => {
    const waiting = (await mona.get('/v1/desk/notes?list=waiting')).json
    const one = waiting.notes.find((found: { note: { id: string } }) => found.note.id === notes[4])
    expect(one.why.join(' ')).toContain('Not shown: it needs ratings from more viewpoints.')
    expect(one.why.join(' ')).toContain('on one side')
    expect(one).toMatchObject({ numbers: { count: 14 }, ratings: { invited: expect.any(Number) } })
    expect(waiting.raters).toMatchObject({ taking: 14, startingUp: true, sides: true })
    expect(waiting.counts.shown).toBe(4)
    const shown = (await mona.get('/v1/desk/notes?list=shown')).json
    expect(shown.notes.map((found: { note: { id: string } }) => found.note.id).toSorted()).toEqual(
      notes.slice(0, 4).toSorted(),
    )
    for (const rater of camps) expect(JSON.stringify(shown)).not.toContain(rater.id)
    const columns = JSON.stringify(await t.app.db.read.selectFrom('notes').selectAll().execute())
    for (const rater of camps.slice(7)) expect(columns).not.toContain(rater.id)
    expect(columns).not.toMatch(/factor|intercept|side"/)
  })

  it('is explained on the command line', async () => {
    const explain = (...args: string[]) => runHere(t.app.config.data, cli, ['explain', ...args])
    const { out } = await explain(notes[4]!)
    expect(out).toMatch(/^Not shown: it needs ratings from more viewpoints\.\nRatings that count: 14\.\n/)
    expect(JSON.parse((await explain(notes[0]!, '--json')).out)).toMatchObject({
      status: 'shown',
      numbers: { count: 14 },
    })
    expect((await explain('c_00000000000000000000')).said).toContain('there is no note')
    expect((await explain('4')).said).toContain('--file')
  })

  it('is hidden, frozen and unlocked by an editor with a reason that everybody reads; not by a moderator', async () => {
    const id = notes[1]!
    const act = (who: Client, act: string, reason = 'We are looking into its source.') =>
      who.post(`/v1/desk/notes/${id}/decisions`, { act, reason })
    expect((await act(mona, 'hide')).status).toBe(403)
    expect((await act(eva, 'hide', '  \u200b ')).json.code).toBe('note.reason')
    expect((await act(eva, 'hide')).json.acts).toMatchObject([{ act: 'hide', by: 'eva' }])
    expect(await room.shown(id)).toMatchObject({
      body: [],
      author: null,
      hidden: { reason: 'We are looking into its source.' },
    })
    expect((await act(eva, 'hide')).json.code).toBe('note.decided')
    expect((await act(eva, 'unhide')).status).toBe(200)
    expect((await act(eva, 'freeze')).status).toBe(200)
    expect(await room.shown(id)).toMatchObject({ status: 'shown', frozen: { reason: expect.any(String) } })
    expect((await act(eva, 'unlock')).status).toBe(200)
    expect((await act(eva, 'unlock')).json.code).toBe('note.decided')
  })

  it('is frozen, and an editor told, when more than three sure raters of one side turn within an hour', async () => {
    const id = notes[2]!
    const before = (await mails(t.app)).length
    for (const who of camps.slice(0, 3)) await room.rate(who, id, 'not')
    expect(await room.shown(id)).toMatchObject({ status: 'shown', frozen: null })
    await room.rate(camps[3]!, id, 'not')
    expect(await room.shown(id)).toMatchObject({ status: 'shown', frozen: { reason: '' } })
    const counted = async () => (await mona.get('/v1/desk/queues')).json.noteAlarms
    expect(await counted()).toBe(1)
    const { json } = await mona.get('/v1/desk/notes?list=alarms')
    expect(json).toMatchObject({ counts: { alarms: 1 }, notes: [{ note: { id }, alarms: [{ kind: 'burst' }] }] })
    const mail = (await mails(t.app)).slice(before)
    expect(mail).toMatchObject([{ to: 'eva@paper.example', text: expect.stringContaining('4 raters') }])
    await room.weigh()
    expect(await room.shown(id)).toMatchObject({ status: 'shown' })
    const [alarm] = json.notes[0].alarms
    expect((await mona.post(`/v1/desk/note-alarms/${alarm.id}/seen`)).status).toBe(403)
    expect((await eva.post(`/v1/desk/note-alarms/${alarm.id}/seen`)).status).toBe(204)
    expect((await mona.get('/v1/desk/notes?list=alarms')).json).toMatchObject({ counts: { alarms: 0 }, notes: [] })
    expect(await counted()).toBe(0)
  })

  it('is lost at once where one side is plainly lost, and later where it is lost a little at a time', async () => {
    const id = notes[3]!
    const { shown_at } = await t.app.db.read
      .selectFrom('notes')
      .select('shown_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(shown_at).not.toBeNull()
    for (const who of camps.slice(8)) {
      await room.rate(who, id, 'not')
      now += HOUR / 2
    }
    expect(await room.shown(id)).toMatchObject({ status: 'needs_more', numbers: null })
  })

  it('settles after 14 days, and only an editor unlocks it then', async () => {
    now += 15 * DAY
    await signInDesk()
    await t.app.notes.runNow()
    expect(await room.shown(notes[0]!)).toMatchObject({ status: 'shown', settled: true })
    for (const who of camps.slice(8)) await room.rate(who, notes[0]!, 'not')
    await room.weigh()
    expect(await room.shown(notes[0]!)).toMatchObject({ status: 'shown', settled: true })
    await eva.post(`/v1/desk/notes/${notes[0]}/decisions`, { act: 'unlock', reason: 'Its source has changed.' })
    now += 2 * HOUR
    await room.weigh()
    expect(await room.shown(notes[0]!)).toMatchObject({ status: 'needs_more', settled: false })
    const { history } = await atDesk(notes[0]!)
    expect(history.map((one: { status: string }) => one.status)).toEqual(['shown', 'needs_more'])
    const log = await t.app.db.read
      .selectFrom('events')
      .select(['at', 'data_json'])
      .where('kind', '=', 'note.changed')
      .where('comment', '=', notes[0]!)
      .orderBy('seq')
      .execute()
    const last = log.findLast(({ data_json }) => JSON.parse(data_json).status === 'needs_more')!
    expect(history.at(-1).at).toBe(new Date(last.at).toISOString())
  })

  it('S33 follows when a rater goes: his ratings are gone, and the next run is without him', async () => {
    const { read } = t.app.db
    expect(await ownRatings(read, 'default', camps[13]!.id)).toHaveLength(12)
    await t.app.db.tx(async tx => {
      await eraseRatings(tx, 'default', camps[13]!.id)
      await eraseNotes(tx, 'default', camps[13]!.id)
    })
    await t.app.notes.runNow()
    expect(await ownRatings(read, 'default', camps[13]!.id)).toEqual([])
    expect((await mona.get('/v1/desk/notes?list=all')).json.raters.taking).toBe(13)
    expect((await mona.get(`/v1/desk/notes/${notes[1]}`)).json.numbers.count).toBe(13)
  })
})

describe('a note of the newsroom', () => {
  it('is published at once under its name, never says that readers agree, and keeps what it said before', async () => {
    const comment = await bob.says('It was the largest deal of its kind ever made.')
    const draft = note({ comment, kind: 'editors', sources: [], text: 'Three larger ones are in our archive.' })
    expect((await mona.post('/v1/desk/notes', draft)).status).toBe(403)
    const { json, status } = await eva.post('/v1/desk/notes', draft)
    expect(status).toBe(201)
    const { id } = json.note
    expect(await room.shown(id)).toMatchObject({ kind: 'editors', author: null, status: null, numbers: null })
    expect((await list())[0].id).toBe(id)
    expect((await alice.call('PUT', `/v1/notes/${id}/rating`, { value: 'helpful', reasons: [] })).json.code).toBe(
      'rating.none',
    )
    const words = { claim: '', text: 'Four larger ones are in our archive.', sources: [`${PAPER}/archive`] }
    const reworded = await eva.call('PATCH', `/v1/desk/notes/${id}`, words)
    expect(reworded.json).toMatchObject({ text: words.text, note: { sources: words.sources } })
    expect(reworded.json.revisions).toMatchObject(
      [{ text: 'Three larger ones are in our archive.' }, words].map(({ text }) => ({ text })),
    )
    expect((await eva.call('PATCH', `/v1/desk/notes/${notes0}`, words)).json.code).toBe('note.readers')
    expect(
      (await eva.post(`/v1/desk/notes/${id}/decisions`, { act: 'freeze', reason: 'It has no status.' })).json.code,
    ).toBe('note.newsrooms')
    expect((await mails(t.app)).at(-1)).toMatchObject({ to: 'bob@paper.example', text: expect.stringContaining(id) })
  })

  let notes0: string
  beforeAll(async () => {
    notes0 = await room.noteOn(camps[9]!, null)
  })
})

it('says so on the stream', async () => {
  const comment = await bob.says('Somebody reads along here.')
  const seq = (await t.guest.get(`/v1/comments?story=${encodeURIComponent(STORY)}`)).json.story.seq
  await room.noteOn(camps[10]!, comment)
  const base = ON_POSTGRES
    ? await t.server.listen({ port: 0, host: '127.0.0.1' })
    : await t.server.listen({ port: 0, host: '127.0.0.1' })
  const answer = await fetch(`${base}/v1/stream?story=${encodeURIComponent(STORY)}`, {
    headers: { 'last-event-id': String(seq) },
  })
  let told = ''
  for await (const part of answer.body!) {
    told += Buffer.from(part).toString()
    if (told.includes('event: notes')) break
  }
  expect(told).not.toContain('event: comment')
})
