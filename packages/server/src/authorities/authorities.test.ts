import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { transparencyReport } from '../accounting/report.ts'
import { sorOf } from '../accounting/sor.ts'
import { statedAs } from '../accounting/statements.ts'
import { verify } from '../audit/verify.ts'
import { caseOf } from '../cli/case.ts'
import { runHere } from '../cli/testing.ts'
import { wordEngine } from '../moderation/testing.ts'
import { type Client, mails, PAPER, type TestApp, testApp } from '../testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let t: TestApp
let alice: Client
let bob: Client
let editor: Client
let moderator: Client
let admin: Client
let now = Date.parse('2027-05-05T08:00:00Z')
beforeAll(async () => {
  t = await testApp({
    env: { PARLEY_DUTY_EMAIL: 'duty@paper.example', PARLEY_BODIES_URL: 'https://bodies.example/list' },
    clock: () => now,
    // Nothing but what this is about is found.
    engine: () => wordEngine({}),
  })
  await everybody()
})
afterAll(() => t.close())

/** Sessions end with time; whoever is needed later signs in again. */
async function everybody() {
  alice = await t.signIn('alice', { name: 'Alice Moreau' })
  bob = await t.signIn('bob')
  editor = await t.signIn('eve', { role: 'editor', name: 'Eve' })
  moderator = await t.signIn('mona', { role: 'moderator', name: 'Mona' })
  admin = await t.signIn('ada', { role: 'admin', name: 'Ada' })
}

let stories = 0
const fresh = () => `${PAPER}/law-${++stories}`
const iso = (at: number) => new Date(at).toISOString()
const caseIdOf = (id: string) => `k_${id.slice(2)}`
const SAID = 'A court has ordered us to remove this.'

async function ordered(more: object, who = editor) {
  const answer = await who.post('/v1/desk/orders', {
    kind: 'remove',
    authority: 'Regional court of Bonn',
    country: 'DE',
    reference: '1 A 2/27',
    law: '§ 185',
    receivedAt: iso(now),
    ...more,
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.json
}
const order = async (id: string) => (await moderator.get(`/v1/desk/orders/${id}`)).json
const carryOut = (id: string, who = moderator) => who.post(`/v1/desk/orders/${id}/effect`, { explanation: SAID })
const answered = (id: string, kind: string, text = 'As we have sent it.') =>
  editor.post(`/v1/desk/orders/${id}/answers`, { kind, text })
const stateOf = async (id: string) =>
  (await t.app.db.read.selectFrom('comments').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const mailsTo = async (to: string) => (await mails(t.app)).filter(mail => mail.to === to)
const statements = async (who: Client) => (await who.get('/v1/me/statements')).json.statements
/** Does what is due by now. */
async function due(kind: string) {
  const { read } = t.app.db
  const open = read.selectFrom('jobs').select('id').where('kind', '=', kind).where('done_at', 'is', null)
  const ids = (await open.where('run_at', '<=', now).execute()).map(({ id }) => id)
  t.app.jobs.wake()
  // a job that has been taken says no longer when it was due, so it is waited for by name
  await vi.waitFor(async () => expect(await open.where('id', 'in', ids).execute()).toEqual([]))
}

describe('L18 a removal order for terrorist content', () => {
  it('has one hour, pages at once and before it is over, and no more once it is carried out', async () => {
    const id = await alice.says('Words that somebody has ordered away.', { story: fresh() })
    const before = (await mailsTo('duty@paper.example')).length
    const paged = async () => (await mailsTo('duty@paper.example')).slice(before).map(mail => mail.subject)
    const received = now
    const { id: no, dueAt } = await ordered({ kind: 'terrorist-content', comments: [id] })
    expect(dueAt).toBe(iso(received + HOUR))
    expect(await paged()).toEqual([expect.stringContaining('Now: a removal order for terrorist content')])
    now = received + 44 * MINUTE
    await due('order-clock')
    expect(await paged()).toHaveLength(1)
    now = received + 45 * MINUTE
    await due('order-clock')
    expect((await paged())[1]).toContain('Still open')
    const [mail] = (await mailsTo('duty@paper.example')).slice(-1)
    expect(mail!.text).toContain('http://127.0.0.1:8080/desk#/law')
    for (const secret of ['ordered away', 'Alice']) expect(mail!.text).not.toContain(secret)
    expect((await carryOut(no)).status).toBe(200)
    now = received + HOUR
    await due('order-clock')
    expect(await paged()).toHaveLength(2)
    expect((await order(no)).effectAt).toBe(iso(received + 45 * MINUTE))
  })

  it('keeps content and data for six months, whatever becomes of the comment', async () => {
    const id = await alice.says('These words are kept.', { story: fresh() })
    const { id: no } = await ordered({ kind: 'terrorist-content', comments: [id] })
    await alice.call('DELETE', `/v1/comments/${id}`)
    await carryOut(no)
    const found = await order(no)
    expect(Date.parse(found.keptUntil) - now).toBe(184 * DAY)
    expect(found.comments[0]).toMatchObject({ state: 'withdrawn', decision: null, intact: true })
    expect(JSON.parse(found.evidence[0]).comment.text).toBe('These words are kept.')
    await t.app.jobs.tidy()
    expect((await order(no)).evidence).toEqual(found.evidence)
    await t.app.db.tx(tx =>
      tx
        .updateTable('order_comments')
        .set({ evidence_json: found.evidence[0].replace('kept', 'gone') })
        .where('order_id', '=', no)
        .execute(),
    )
    expect((await order(no)).comments[0].intact).toBe(false)
  })
})

describe('L07 an order to act against illegal content', () => {
  it('is carried out as a decision like every other: gone, counted, told with reasons, open to appeal', async () => {
    const story = fresh()
    const id = await alice.says('Words about a judge.', { story })
    const { id: no, drafts } = await ordered({ comments: [id], territory: ['DE'] })
    expect(drafts.reason).toContain('Regional court of Bonn (1 A 2/27)')
    expect((await moderator.get(`/v1/desk/cases/${caseIdOf(id)}`)).json.orders).toEqual([
      { id: no, kind: 'remove', authority: 'Regional court of Bonn', secret: false },
    ])
    const { json } = await carryOut(no)
    expect(json).toMatchObject({ effectAt: iso(now), toldAt: iso(now), settled: false })
    expect(await stateOf(id)).toBe('removed')
    expect((await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}`)).json.story.count).toBe(0)
    const [stated] = await statements(alice)
    expect(stated).toMatchObject({ act: 'remove', source: 'order', law: '§ 185', facts: SAID, comment: { id } })
    expect((await mailsTo('alice@paper.example')).at(-1)!.text).toContain('an authority ordered it')
    expect((await alice.post(`/v1/statements/${stated.no}/appeals`, { text: 'It was satire.' })).status).toBe(201)
    // It is no decision of Art. 17, which the EU's database is for.
    const [exported] = await statedAs(t.app.db.read, 'default', [stated.no])
    expect(sorOf(exported!)).toMatchObject({ is: 'not-due', why: expect.stringContaining('Art. 17(5)') })
    const page = (await alice.get(`/d/statements/${stated.no}`)).text
    for (const part of ['An authority ordered it.', 'href="https://bodies.example/list"']) expect(page).toContain(part)
    // Done twice is done once.
    expect((await carryOut(no)).status).toBe(200)
    expect((await statements(alice)).filter((one: { comment: { id: string } }) => one.comment.id === id)).toHaveLength(
      1,
    )
  })

  it('settles no appeal, so that nobody is kept from carrying it out', async () => {
    const id = await alice.says('Reported, left up, and objected to.', { story: fresh() })
    const { reference } = (await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice' })).json
    await moderator.post(`/v1/desk/cases/${caseIdOf(id)}/decisions`, { act: 'show' })
    await bob.post(`/v1/reports/${reference}/appeals`, { text: 'Look again.' })
    const { id: no } = await ordered({ comments: [id] })
    expect((await carryOut(no, moderator)).status).toBe(200)
    expect(await stateOf(id)).toBe('removed')
    expect((await moderator.get(`/v1/desk/cases/${caseIdOf(id)}`)).json).toMatchObject({
      queue: 'appeals',
      appeals: [{ side: 'reporter' }],
    })
  })

  it('is answered by a person, each answer once, and counts as done only after it is', async () => {
    const id = await alice.says('Something.', { story: fresh() })
    const { id: no } = await ordered({ comments: [id] })
    expect((await answered(no, 'done')).json.code).toBe('order.not-carried-out')
    expect((await answered(no, 'receipt')).json.answers).toMatchObject([{ kind: 'receipt', by: 'Eve' }])
    expect((await answered(no, 'receipt')).json.code).toBe('order.settled')
    await carryOut(no)
    expect((await order(no)).drafts.done).toContain(`/d/comments/${id}: removed`)
    expect((await answered(no, 'refused')).json.code).toBe('order.settled')
    expect((await answered(no, 'done')).json.settled).toBe(true)
    const refused = await ordered({ comments: [await alice.says('Else.', { story: fresh() })] })
    expect((await answered(refused.id, 'refused', 'No law is named.')).json.settled).toBe(true)
    expect((await carryOut(refused.id)).json.code).toBe('order.settled')
  })

  it('stands before those that are settled, the most pressing first', async () => {
    const [a, b] = [await alice.says('One.', { story: fresh() }), await alice.says('Two.', { story: fresh() })]
    const late = await ordered({ comments: [a], dueAt: iso(now + 3 * DAY) })
    const soon = await ordered({ comments: [b], dueAt: iso(now + DAY) })
    const { orders } = (await moderator.get('/v1/desk/orders')).json
    const ids = orders.map((one: { id: string }) => one.id)
    expect(ids.indexOf(soon.id)).toBeLessThan(ids.indexOf(late.id))
    const settled = orders.map((one: { settled: boolean }) => one.settled)
    expect(settled).toEqual(settled.toSorted())
  })

  it('names something that is here, and times that can be', async () => {
    const enter = (more: object) => ordered(more).catch(error => JSON.parse(error.message).code)
    const id = await alice.says('Here.', { story: fresh() })
    expect(await enter({})).toBe('order.about')
    expect(await enter({ comments: ['c_000000000000000000000000'] })).toBe('order.about')
    expect(await enter({ reader: (await t.signIn('silent')).id })).toBe('order.about')
    expect(await enter({ comments: [id], receivedAt: iso(now + HOUR) })).toBe('order.times')
    expect(await enter({ comments: [id], dueAt: iso(now - 1) })).toBe('order.times')
    expect(await enter({ comments: [id], secretUntil: iso(now - 1) })).toBe('order.times')
    expect(await enter({ comments: [id], receivedAt: '2027-02-31T10:00Z' })).toBe('order.times')
  })
})

describe('L07 secrecy', () => {
  it('tells nobody before it ends; then the statement is made and sent, with the whole time to appeal', async () => {
    const story = fresh()
    const id = await alice.says('Words under secrecy.', { story })
    await bob.says('An answer.', { story, replyTo: id })
    const told = (await mailsTo('alice@paper.example')).length
    const number = (await statements(alice)).length
    const { id: no } = await ordered({ comments: [id], secretUntil: iso(now + 8 * DAY) })
    // Decided like any other, its author would be told.
    const removal = { act: 'remove', rule: 'nice', explanation: 'It degrades.' }
    const decided = await moderator.post(`/v1/desk/cases/${caseIdOf(id)}/decisions`, removal)
    expect(decided.json.code).toBe('order.secret')
    const { json } = await carryOut(no)
    expect(json).toMatchObject({ toldAt: null, effectAt: iso(now) })
    expect(json.drafts.done).toContain('is not told before')
    expect(await stateOf(id)).toBe('removed')
    const own = (await alice.get('/v1/me/comments')).json.comments.find((one: { id: string }) => one.id === id)
    expect(own).toMatchObject({ state: 'removed', reason: null })
    const page = (await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}`)).json
    expect(page.comments[0]).toMatchObject({ id, state: 'removed', decision: { rule: null } })
    const silent = async () => {
      expect(await mailsTo('alice@paper.example')).toHaveLength(told)
      expect(await statements(alice)).toHaveLength(number)
      expect(await t.broken()).toEqual([])
    }
    await silent()
    expect((await admin.post(`/v1/desk/cases/${caseIdOf(id)}/file`, {})).json.code).toBe('case.secret')
    // Prolonged: the first day passes in silence.
    const until = now + 12 * DAY
    expect((await editor.call('PUT', `/v1/desk/orders/${no}/secrecy`, { until: iso(until) })).status).toBe(200)
    now += 8 * DAY
    await due('secrecy')
    await silent()
    now = until
    await due('secrecy')
    await everybody()
    const [stated] = await statements(alice)
    expect(stated).toMatchObject({ source: 'order', at: iso(now), comment: { id } })
    expect(Date.parse(stated.appealUntil) - now).toBe(184 * DAY)
    expect(await mailsTo('alice@paper.example')).toHaveLength(told + 1)
    expect((await order(no)).toldAt).toBe(iso(now))
    expect((await editor.call('PUT', `/v1/desk/orders/${no}/secrecy`, { until: null })).json.code).toBe('order.told')
    expect(await t.broken()).toEqual([])
    expect((await verify(t.app.db.read, 'default')).broken).toBeNull()
    // The log answers for the statement that came later.
    const kept = await t.app.db.read
      .selectFrom('statements')
      .select('body_json')
      .where('no', '=', stated.no)
      .executeTakeFirstOrThrow()
    const change = (body_json: string) =>
      t.app.db.tx(tx => tx.updateTable('statements').set({ body_json }).where('no', '=', stated.no).execute())
    await change(kept.body_json.replace(SAID, 'Something else.'))
    expect((await verify(t.app.db.read, 'default')).broken?.said).toContain(`no. ${stated.no} was changed`)
    await change(kept.body_json)
  })

  it('does not tell that a comment is back, either', async () => {
    const id = await alice.says('Back soon.', { story: fresh() })
    const { id: no } = await ordered({ comments: [id], secretUntil: iso(now + DAY) })
    await carryOut(no)
    const told = (await mailsTo('alice@paper.example')).length
    expect((await editor.post(`/v1/desk/cases/${caseIdOf(id)}/decisions`, { act: 'show' })).status).toBe(200)
    expect(await mailsTo('alice@paper.example')).toHaveLength(told)
  })
})

describe('L07 an order to give information', () => {
  it('hands out nothing by itself; the reader is told when it is answered, or when secrecy ends', async () => {
    const id = await alice.says('Whose words are these?', { story: fresh() })
    const told = (await mailsTo('alice@paper.example')).length
    const informed = async () => (await mailsTo('alice@paper.example')).slice(told).map(mail => mail.subject)
    const open = await ordered({ kind: 'information', comments: [id] })
    expect((await carryOut(open.id)).json.code).toBe('order.information')
    expect(await informed()).toEqual([])
    expect((await answered(open.id, 'done')).json).toMatchObject({
      effectAt: iso(now),
      toldAt: iso(now),
      settled: true,
    })
    expect(await informed()).toEqual(['An authority has asked 127.0.0.1 about you'])
    const secret = await ordered({ kind: 'information', reader: alice.id, secretUntil: iso(now + DAY) })
    expect(secret).toMatchObject({ reader: { id: alice.id, name: 'Alice Moreau' }, comments: [] })
    expect((await answered(secret.id, 'done')).json.toldAt).toBeNull()
    expect(await informed()).toHaveLength(1)
    await editor.call('PUT', `/v1/desk/orders/${secret.id}/secrecy`, { until: null })
    await vi.waitFor(async () => expect(await informed()).toHaveLength(2))
    expect(await stateOf(id)).toBe('shown')
  })
})

describe('L11 trusted flaggers', () => {
  const FLAGGER = {
    name: 'Hotline',
    awardedBy: 'Coordinator of Germany',
    email: 'Notices@Hotline.example',
    since: '2027-01-01',
    until: null,
    suspended: false,
    note: '',
  }
  const NOTICE = { illegal: { law: '§ 130', explanation: 'Incites.', goodFaith: true } }
  let flagger: { id: string }
  let sender: Client
  beforeAll(async () => {
    flagger = (await admin.post('/v1/desk/flaggers', FLAGGER)).json
    sender = await byMail('notices@hotline.example', 'Hotline desk')
  })

  /** Signs somebody in by the code that was sent to an address. */
  async function byMail(email: string, name: string): Promise<Client> {
    const { challenge } = (await t.guest.post('/v1/session', { email })).json
    const [mail] = (await mailsTo(email)).slice(-1)
    const code = /^ {4}(\S+)$/m.exec(mail!.text)![1]!
    const { token, reader } = (await t.guest.post('/v1/session', { email, code, challenge, name })).json
    const call: Client['call'] = (method, path, body, headers) =>
      t.guest.call(method, path, body, { authorization: `Bearer ${token}`, ...headers })
    return { ...t.guest, ...reader, token, call, get: path => call('GET', path), post: (p, b) => call('POST', p, b) }
  }
  const priorityOf = async (id: string) =>
    (await t.app.db.read.selectFrom('cases').select('priority').where('comment', '=', id).executeTakeFirstOrThrow())
      .priority

  it('come before all others but what may cost a life, by an address that they have proved', async () => {
    const [theirs, many, life] = await Promise.all([1, 2, 3].map(() => alice.says('Incites.', { story: fresh() })))
    await sender.post(`/v1/comments/${theirs}/reports`, NOTICE)
    for (let i = 0; i < 40; i++) await t.guest.post(`/v1/comments/${many}/reports`, NOTICE)
    await bob.post(`/v1/comments/${life}/reports`, { rule: 'threats' })
    expect(await priorityOf(theirs!)).toBeGreaterThan(await priorityOf(many!))
    expect(await priorityOf(life!)).toBeGreaterThan(await priorityOf(theirs!))
    const view = (await moderator.get(`/v1/desk/cases/${caseIdOf(theirs!)}`)).json
    expect(view).toMatchObject({ flagged: true, reportList: [{ flagger: 'Hotline' }] })
    const { cases } = (await moderator.get('/v1/desk/cases?queue=illegal')).json
    expect(cases[0]).toMatchObject({ commentId: theirs, flagged: true })
    expect(cases[1]).not.toHaveProperty('flagged')
    // The same address in a newspaper's token, or typed into the form, proves nothing.
    const id = await alice.says('Incites too.', { story: fresh() })
    const pretender = await t.signIn('pretender', { email: 'notices@hotline.example' })
    await pretender.post(`/v1/comments/${id}/reports`, NOTICE)
    await t.guest.post(`/v1/comments/${id}/reports`, {
      illegal: { ...NOTICE.illegal, email: 'notices@hotline.example' },
    })
    const { reportList } = (await moderator.get(`/v1/desk/cases/${caseIdOf(id)}`)).json
    expect(reportList.map((report: { flagger?: string }) => report.flagger)).toEqual([undefined, undefined])
    // Under a house rule they are a reader like others.
    const rude = await alice.says('Rude.', { story: fresh() })
    await sender.post(`/v1/comments/${rude}/reports`, { rule: 'nice' })
    expect(await priorityOf(rude)).toBeLessThan(50)
  })

  it('are listed with how right they were, and a letter to the coordinator with the numbers', async () => {
    const [right, wrong] = [await alice.says('A.', { story: fresh() }), await alice.says('B.', { story: fresh() })]
    for (const id of [right, wrong]) await sender.post(`/v1/comments/${id}/reports`, NOTICE)
    now += 2 * HOUR
    const removal = { act: 'remove', rule: 'illegal', law: '§ 130', explanation: 'It incites.' }
    await moderator.post(`/v1/desk/cases/${caseIdOf(right)}/decisions`, removal)
    await moderator.post(`/v1/desk/cases/${caseIdOf(wrong)}/decisions`, { act: 'show' })
    const [one] = (await moderator.get('/v1/desk/flaggers')).json.flaggers
    expect(one).toMatchObject({
      id: flagger.id,
      active: true,
      reports: 3,
      upheld: 1,
      refused: 1,
      open: 1,
      medianHours: 2,
    })
    for (const said of ['Coordinator of Germany', 'Notices in all: 3', '50%', 'Hotline'])
      expect(one.misuse).toContain(said)
  })

  it('lose their place while they are suspended, and the log of the site keeps every change', async () => {
    const change = (more: object) => admin.call('PUT', `/v1/desk/flaggers/${flagger.id}`, { ...FLAGGER, ...more })
    for (const more of [{ suspended: true }, { until: '2027-02-01' }, { since: '2030-01-01' }]) {
      expect((await change(more)).json.active).toBe(false)
      const id = await alice.says('Incites.', { story: fresh() })
      await sender.post(`/v1/comments/${id}/reports`, NOTICE)
      expect((await moderator.get(`/v1/desk/cases/${caseIdOf(id)}`)).json.reportList[0]).not.toHaveProperty('flagger')
    }
    expect((await change({})).json.active).toBe(true)
    expect((await admin.post('/v1/desk/flaggers', { ...FLAGGER, name: 'Again' })).json.code).toBe('flagger.twice')
    const versions = await t.app.db.read.selectFrom('flaggers').select('version').execute()
    expect(versions).toHaveLength(5)
    expect((await verify(t.app.db.read, 'default')).broken).toBeNull()
  })
})

describe('L10 before a certified body', () => {
  const DISPUTE = {
    body: 'Appeals Centre',
    reference: 'AC-7',
    opened: '2027-04-01',
    outcome: null,
    closed: null,
    costs: '',
    followed: null,
    note: '',
  }
  let id: string
  let reference: string
  beforeAll(async () => {
    id = await alice.says('Words in dispute.', { story: fresh() })
    await alice.call('PATCH', `/v1/comments/${id}`, { text: 'Words in dispute, reworded.' })
    reference = (await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice', explanation: 'Rude.' })).json.reference
    const decided = await moderator.post(`/v1/desk/cases/${caseIdOf(id)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: 'It degrades.',
    })
    await alice.post(`/v1/statements/${decided.json.statement.no}/appeals`, { text: 'It does not.' })
    await moderator.post(`/v1/desk/reporters/${bob.id}/decisions`, { act: 'warn-reporter', explanation: 'No ground.' })
  })
  const exported = async (who: Client, body: object = {}) => {
    const answer = await t.server.inject({
      method: 'POST',
      url: `/v1/desk/cases/${caseIdOf(id)}/file`,
      headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json', origin: PAPER },
      payload: JSON.stringify(body),
    })
    return { status: answer.statusCode, bytes: answer.rawPayload, headers: answer.headers }
  }

  it('a referral is written down with its outcome, costs, days, and whether it was followed', async () => {
    const { json, status } = await editor.post(`/v1/desk/cases/${caseIdOf(id)}/disputes`, DISPUTE)
    expect([status, json.caseId, json.days]).toEqual([201, caseIdOf(id), null])
    const path = `/v1/desk/disputes/${json.id}`
    const closed = { ...DISPUTE, outcome: 'reversed', closed: '2027-05-01', costs: '90 EUR', followed: true }
    expect((await editor.call('PUT', path, { ...DISPUTE, outcome: 'kept' })).json.code).toBe('dispute.outcome')
    expect((await editor.call('PUT', path, { ...closed, closed: '2027-03-01' })).json.code).toBe('dispute.outcome')
    expect((await editor.call('PUT', path, closed)).json).toMatchObject({ days: 30, outcome: 'reversed', by: 'Eve' })
    expect((await moderator.get('/v1/desk/disputes')).json.disputes).toHaveLength(1)
  })

  it('the case file has everything but who reported, signed, and says in the log that it was taken out', async () => {
    const { status, bytes, headers } = await exported(editor)
    expect([status, headers['content-type']]).toEqual([200, 'application/zip'])
    const files = unzipSync(bytes)
    expect(Object.keys(files).toSorted()).toEqual(
      ['case.html', 'case.json', 'manifest.json', 'manifest.sig', 'public-key.pem'].toSorted(),
    )
    const found = JSON.parse(strFromU8(files['case.json']!))
    expect(found).toMatchObject({
      comment: { id, state: 'removed', author: { name: 'Alice Moreau' } },
      revisions: [{ text: 'Words in dispute.' }, { text: 'Words in dispute, reworded.' }],
      reports: [{ ground: 'nice', explanation: 'Rude.', outcome: 'upheld' }],
      statements: [{ facts: 'It degrades.', source: 'report' }],
      appeals: [{ side: 'author', text: 'It does not.' }],
      disputes: [{ body: 'Appeals Centre' }],
    })
    expect(found.events.map((one: { kind: string }) => one.kind)).toContain('appeal.lodged')
    for (const file of ['case.json', 'case.html'])
      for (const secret of [bob.id, 'bob', reference]) expect(strFromU8(files[file]!), secret).not.toContain(secret)
    const event = await t.app.db.read
      .selectFrom('events')
      .select('data_json')
      .where('kind', '=', 'case.exported')
      .where('comment', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(event.data_json)).toMatchObject({ by: editor.id, withReporters: false })
  })

  it('names reporters for an admin alone, who asks for it', async () => {
    expect((await exported(editor, { withReporters: true })).status).toBe(403)
    const { bytes } = await exported(admin, { withReporters: true })
    const found = JSON.parse(strFromU8(unzipSync(bytes)['case.json']!))
    expect(found.reports[0]).toMatchObject({ reference, reporter: { id: bob.id, name: 'bob' } })
  })

  it('`parley case verify` knows a file that was changed, and another newsroom’s key', async () => {
    const { data } = t.app.config
    const file = join(data, 'case.zip')
    const none = await runHere(data, caseOf, ['k_000000000000000000000000', '--out', file])
    expect(none).toMatchObject({ status: 1, said: 'There is no such case.' })
    expect(await runHere(data, caseOf, [caseIdOf(id), '--out', file])).toMatchObject({ status: 0 })
    const asked = (zip: Uint8Array, more: string[] = []) => {
      writeFileSync(file, zip)
      return runHere(data, caseOf, ['verify', file, ...more])
    }
    const good = readFileSync(file)
    expect(await asked(good)).toMatchObject({ status: 0, out: expect.stringContaining('as expected') })
    const files = unzipSync(good)
    const with_ = (more: Record<string, Uint8Array>) => zipSync({ ...files, ...more })
    const without = (name: string) => zipSync(Object.fromEntries(Object.entries(files).filter(([one]) => one !== name)))
    const text = (name: string) => strFromU8(files[name]!)
    for (const [zip, said] of [
      [
        with_({ 'case.json': strToU8(text('case.json').replace('It degrades.', 'It was fine.')) }),
        'case.json was changed',
      ],
      [with_({ 'more.txt': strToU8('x') }), 'more.txt was put in'],
      [without('case.html'), 'case.html is missing'],
      [with_({ 'manifest.json': strToU8(`${text('manifest.json')} `) }), 'the signature does not fit'],
      [without('manifest.sig'), 'it is no case file'],
      [strToU8('nothing of the kind'), 'cannot be read'],
    ] as const)
      expect(await asked(zip)).toMatchObject({ status: 1, said: expect.stringContaining(said) })
    const key = join(data, 'theirs.pem')
    writeFileSync(key, (await runHere(join(data, 'elsewhere'), caseOf, ['key'])).out)
    expect(await asked(good, ['--key', key])).toMatchObject({
      status: 1,
      said: expect.stringContaining('signed by another key'),
    })
  })
})

describe('L13 the yearly report', () => {
  it('counts orders by kind and Member State, notices of trusted flaggers, and disputes', async () => {
    const year = { from: Date.parse('2028-01-01T00:00Z'), before: Date.parse('2029-01-01T00:00Z') }
    now = Date.parse('2028-03-01T10:00Z')
    await everybody()
    const alike = async (more: object) => ordered({ comments: [await alice.says('X.', { story: fresh() })], ...more })
    const [de, fr, refused] = [await alike({}), await alike({ country: 'FR' }), await alike({})]
    now += 2 * HOUR
    for (const one of [de, fr, refused]) await answered(one.id, 'receipt')
    now += 2 * HOUR
    for (const one of [de, fr]) await carryOut(one.id)
    await answered(refused.id, 'refused')
    await alike({ kind: 'terrorist-content', country: 'AT' })
    const sheets = await transparencyReport(t.app.db.read, t.app.config, { ...year, now })
    const rows = sheets.find(one => one.name === '2-orders')!.rows
    const act = 'to act against illegal content'
    expect(rows.filter(([first]) => first === act)).toEqual([
      [act, 'all', 3, 3, 2, 1, 2, 4],
      [act, 'DE', 2, 2, 1, 1, 2, 4],
      [act, 'FR', 1, 1, 1, 0, 2, 4],
    ])
    expect(rows.find(([first, state]) => String(first).includes('one hour') && state === 'AT')).toEqual([
      expect.any(String),
      'AT',
      1,
      1,
      0,
      0,
      null,
      null,
    ])
    const before = { from: Date.parse('2027-01-01T00:00Z'), before: year.from, now }
    const last = await transparencyReport(t.app.db.read, t.app.config, before)
    const notices = last.find(one => one.name === '3-notices')!
    const total = notices.rows.find(([first]) => first === 'total')!
    expect(total[notices.columns.indexOf('of trusted flaggers')]).toBe(3)
    expect(total[notices.columns.indexOf('of trusted flaggers, acted on')]).toBe(1)
    const disputes = last.find(one => one.name === '6-complaints-and-suspensions')!.rows
    expect(disputes.find(([first]) => first === 'disputes before certified bodies')).toEqual([
      'disputes before certified bodies',
      1,
      0,
      1,
      0,
      720,
    ])
    // What an authority ordered is nobody's own initiative.
    const own = sheets.find(one => one.name === '4-own-initiative-illegal')!.rows.find(([first]) => first === 'total')!
    expect(own[1]).toBe(0)
  })

  it('leaves everything in order', async () => {
    expect(await t.broken()).toEqual([])
  })
})
