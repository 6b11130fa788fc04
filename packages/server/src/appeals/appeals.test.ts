import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Newsroom, newsroom, REASON, REMOVAL } from '../decisions/testing.ts'
import type { Client } from '../testing.ts'

const WHY = { text: 'The minutes of March say so.' }

let n: Newsroom
beforeAll(async () => {
  n = await newsroom()
})
afterAll(() => n.t.close())
beforeEach(() => n.fresh())

const appeal = (who: Client, no: number, body: object = WHY) => who.post(`/v1/statements/${no}/appeals`, body)
const object = (who: Client, reference: string, body: object = WHY) =>
  who.post(`/v1/reports/${reference}/appeals`, body)
const statement = async (who: Client, no: number) => (await who.get(`/v1/statements/${no}`)).json
const report = async (who: Client, reference: string) => (await who.get(`/v1/reports/${reference}`)).json
const codes = (answer: { status: number; json: { code?: string } }) => [answer.status, answer.json.code]
const since = async (before: number) => (await n.outbox()).slice(before).map(({ to, subject }) => [to, subject])

describe('L09 an author’s appeal', () => {
  it('L09 is decided by somebody else, and puts everything back', async () => {
    const id = await n.says(n.alice)
    const { reference } = (await n.report(n.bob, id)).json
    const no = await n.restrict(n.eve, id)
    expect((await n.seen(id))?.state ?? null).toBeNull()
    await n.passes(1)
    const lodged = await appeal(n.alice, no)
    expect(lodged.status).toBe(201)
    expect(await n.view(id)).toMatchObject({
      queue: 'appeals',
      appeals: [{ id: lodged.json.appeal.id, side: 'author', text: WHY.text, decidedBy: 'Eve' }],
    })
    // Whoever decided decides nothing about it, neither way, nor does anybody without reasons.
    for (const act of ['show', 'uphold', 'collapse', 'remove'])
      expect(codes(await n.decide(n.eve, id, { act, rule: 'nice', explanation: 'Second look.' })), act).toEqual([
        403,
        'appeal.own-decision',
      ])
    expect(codes(await n.decide(n.finn, id, { act: 'show' }))).toEqual([422, 'decision.no-reason'])
    const before = (await n.outbox()).length
    expect((await n.decide(n.finn, id, { act: 'show', explanation: 'A source exists.' })).status).toBe(200)
    expect(await n.seen(id)).toMatchObject({ state: 'shown', count: 1 })
    expect(await n.view(id)).toMatchObject({ queue: null, appeals: [], state: 'shown' })
    expect(await statement(n.alice, no)).toMatchObject({
      appeal: { outcome: 'reversed', reasons: 'A source exists.', decidedAt: new Date(n.now()).toISOString() },
      reversedAt: new Date(n.now()).toISOString(),
    })
    // Author and reporter are told, each once, and each what is theirs.
    expect(await since(before)).toEqual([
      ['alice@paper.example', `Your appeal, statement no. ${no}`],
      ['bob@paper.example', `Your report ${reference}`],
    ])
    expect((await n.mailsTo('alice')).at(-1)!.text).toContain('You were right: the decision is taken back.')
    const told = (await n.mailsTo('bob')).at(-1)!.text
    expect(told).toContain('is taken back')
    expect(told).not.toContain('A source exists.')
    expect(await report(n.bob, reference)).toMatchObject({
      outcome: 'upheld',
      reasons: null,
      reversedAt: new Date(n.now()).toISOString(),
      appealUntil: null,
    })
  })

  it('L09 may be upheld, with reasons, and is then over', async () => {
    const id = await n.says(n.alice)
    const no = await n.restrict(n.eve, id, { act: 'collapse', rule: 'clean', explanation: REASON })
    await appeal(n.alice, no)
    const before = (await n.outbox()).length
    expect(codes(await n.decide(n.finn, id, { act: 'uphold' }))).toEqual([422, 'decision.no-reason'])
    expect((await n.decide(n.finn, id, { act: 'uphold', explanation: 'It stands.' })).json.statement).toBeUndefined()
    expect(await n.seen(id)).toMatchObject({ state: 'collapsed' })
    expect(await statement(n.alice, no)).toMatchObject({
      appeal: { outcome: 'upheld', reasons: 'It stands.' },
      reversedAt: null,
    })
    expect(await since(before)).toEqual([['alice@paper.example', `Your appeal, statement no. ${no}`]])
    expect((await n.mailsTo('alice')).at(-1)!.text).toMatch(/The decision stands\.\n\nReason: It stands\.[\s\S]*court/)
    expect((await n.view(id)).queue).toBeNull()
    expect(codes(await appeal(n.alice, no))).toEqual([409, 'appeal.twice'])
    expect(codes(await n.decide(n.finn, id, { act: 'uphold', explanation: 'Again.' }))).toEqual([409, 'appeal.none'])
  })

  it('L09 takes a label away, and tells whoever had reported', async () => {
    const id = await n.says(n.alice)
    const { reference } = (await n.report(n.bob, id)).json
    const labelled = async () => (await n.t.guest.get(`/v1/comments/${id}`)).json.comment.decision?.label ?? null
    const no = await n.restrict(n.eve, id, { act: 'label', rule: 'truth', label: 'Disputed', explanation: REASON })
    expect((await report(n.bob, reference)).outcome).toBe('upheld')
    expect((await appeal(n.alice, no)).status).toBe(201)
    expect(codes(await n.decide(n.eve, id, { act: 'show', explanation: 'x' }))).toEqual([403, 'appeal.own-decision'])
    expect(await labelled()).toBe('Disputed')
    const before = (await n.outbox()).length
    expect((await n.decide(n.finn, id, { act: 'show', explanation: 'A source exists.' })).status).toBe(200)
    expect([await labelled(), await n.seen(id)]).toEqual([null, expect.objectContaining({ state: 'shown', count: 1 })])
    expect((await statement(n.alice, no)).appeal.outcome).toBe('reversed')
    expect(await since(before)).toEqual([
      ['alice@paper.example', `Your appeal, statement no. ${no}`],
      ['bob@paper.example', `Your report ${reference}`],
    ])
  })

  it('L09 is made once, by nobody else, with words, of what is not taken back', async () => {
    const id = await n.says(n.alice)
    const no = await n.restrict(n.eve, id)
    for (const who of [n.t.guest, n.bob, n.finn])
      expect(codes(await appeal(who, no)), who.name).toEqual([404, 'statement.unknown'])
    expect(codes(await appeal(n.alice, no, { text: ' \u200b\n' }))).toEqual([422, 'appeal.empty'])
    expect(codes(await appeal(n.alice, no, { text: '' }))).toEqual([400, 'request.invalid'])
    const [first, second] = await Promise.all([appeal(n.alice, no), appeal(n.alice, no)])
    expect([first, second].map(({ status }) => status).toSorted()).toEqual([201, 409])
    const back = await n.says(n.alice)
    const number = await n.restrict(n.eve, back)
    await n.decide(n.eve, back, { act: 'show' })
    expect((await statement(n.alice, number)).reversedAt).not.toBeNull()
    expect(codes(await appeal(n.alice, number))).toEqual([409, 'appeal.taken-back'])
  })

  it('L09 has six months, free, and needs no sign-in with the link of the mail', async () => {
    const id = await n.says(n.alice)
    const late = await n.says(n.alice)
    const keyOf = (text: string) => /\/d\/statements\/(\d+\?key=[\w-]+)/.exec(text)![1]!.replace('?', '/appeals?')
    await n.restrict(n.eve, id)
    const inTime = keyOf((await n.mailsTo('alice')).at(-1)!.text)
    await n.restrict(n.eve, late)
    const tooLate = keyOf((await n.mailsTo('alice')).at(-1)!.text)
    await n.passes(184)
    expect((await n.t.guest.post(`/v1/statements/${inTime}`, WHY)).status).toBe(201)
    expect((await n.view(id)).queue).toBe('appeals')
    await n.passes(0.001)
    expect(codes(await n.t.guest.post(`/v1/statements/${tooLate}`, WHY))).toEqual([409, 'appeal.late'])
    expect((await n.view(late)).queue).toBeNull()
  })

  it('L09 goes on waiting while something else is decided, and after the comment is withdrawn', async () => {
    const id = await n.says(n.alice)
    const no = await n.restrict(n.eve, id, { act: 'collapse', rule: 'clean', explanation: REASON })
    await appeal(n.alice, no)
    await n.restrict(n.eve, id, { act: 'warn', rule: 'clean', explanation: 'A warning besides.' })
    expect((await n.view(id)).queue).toBe('appeals')
    expect((await n.alice.call('DELETE', `/v1/comments/${id}`)).status).toBe(204)
    expect(await n.view(id)).toMatchObject({ queue: 'appeals', state: 'withdrawn' })
    expect((await n.decide(n.finn, id, { act: 'show', explanation: 'She was right.' })).status).toBe(200)
    expect(await n.view(id)).toMatchObject({ queue: null, state: 'withdrawn' })
    expect((await statement(n.alice, no)).appeal.outcome).toBe('reversed')
  })

  it('L09 against what was done to the author is an appeal like any other', async () => {
    const dora = await n.t.signIn('dora')
    const [one, two] = [await n.says(dora), await n.says(dora, 'Other words.')]
    await n.restrict(n.eve, one, { act: 'ban', rule: 'threats', explanation: REASON })
    const no = await n.restrict(n.finn, two, { act: 'suspend', rule: 'nice', explanation: REASON, days: 30 })
    expect((await dora.post('/v1/comments', { story: n.story(), text: 'x' })).json.code).toBe('reader.banned')
    expect((await appeal(dora, no)).status).toBe(201)
    expect(codes(await n.decide(n.finn, two, { act: 'lift', explanation: 'x' }))).toEqual([403, 'appeal.own-decision'])
    expect((await n.decide(n.eve, two, { act: 'lift', explanation: 'Too hard.' })).status).toBe(200)
    // The ban was another decision, and nobody has objected to it.
    expect((await dora.post('/v1/comments', { story: n.story(), text: 'x' })).json.code).toBe('reader.banned')
    expect((await statement(dora, no)).reversedAt).not.toBeNull()
    expect((await n.mailsTo('dora')).at(-1)!.subject).toBe(`Your appeal, statement no. ${no}`)
    await n.decide(n.finn, one, { act: 'lift' })
    expect((await dora.post('/v1/comments', { story: n.story(), text: 'Back again.' })).status).toBe(201)
  })
})

describe('L09 a reporter’s appeal', () => {
  it('L09 is against a refusal, and leads to a statement for the author', async () => {
    const id = await n.says(n.alice)
    const { reference } = (await n.report(n.bob, id)).json
    const other = (await n.report(n.carol, id)).json.reference
    expect(codes(await object(n.bob, reference))).toEqual([409, 'appeal.not-refused'])
    await n.decide(n.eve, id, { act: 'show', explanation: 'An opinion, sharply put.' })
    expect(await report(n.bob, reference)).toMatchObject({ outcome: 'refused', reasons: 'An opinion, sharply put.' })
    expect((await n.mailsTo('bob')).at(-1)!.text).toMatch(
      /It stays\.\n\nReason: An opinion, sharply put\.\nNo program had pointed at it\. A person decided\.[\s\S]*you can appeal until/,
    )
    expect((await object(n.bob, reference)).status).toBe(201)
    expect(await n.view(id)).toMatchObject({ queue: 'appeals', appeals: [{ side: 'reporter', decidedBy: 'Eve' }] })
    expect(codes(await n.decide(n.eve, id, REMOVAL))).toEqual([403, 'appeal.own-decision'])
    const before = (await n.outbox()).length
    const no = await n.restrict(n.finn, id)
    expect(await statement(n.alice, no)).toMatchObject({ source: 'report', act: 'remove' })
    // Whoever else was refused then is told as well.
    expect(await since(before)).toEqual([
      ['alice@paper.example', 'About your comment at 127.0.0.1'],
      ['bob@paper.example', `Your report ${reference}`],
      ['carol@paper.example', `Your report ${other}`],
    ])
    const told = await report(n.bob, reference)
    expect(told).toMatchObject({ appeal: { outcome: 'reversed', reasons: null }, reversedAt: expect.any(String) })
    for (const text of [JSON.stringify(told), ...(await n.mailsTo('bob')).map(mail => mail.text)])
      expect(text).not.toContain(REASON)
    expect(await report(n.carol, other)).toMatchObject({ outcome: 'refused', reversedAt: expect.any(String) })
  })

  it('L09 is upheld with reasons, which the reporter reads', async () => {
    const id = await n.says(n.alice)
    const { reference } = (await n.report(n.bob, id)).json
    await n.decide(n.eve, id, { act: 'show' })
    expect((await report(n.bob, reference)).reasons).toBe('We found nothing in it that breaks this rule.')
    await object(n.bob, reference)
    expect(codes(await object(n.bob, reference))).toEqual([409, 'appeal.twice'])
    const before = (await n.outbox()).length
    await n.decide(n.finn, id, { act: 'uphold', explanation: 'Still an opinion.' })
    expect(await report(n.bob, reference)).toMatchObject({
      appeal: { outcome: 'upheld', reasons: 'Still an opinion.' },
    })
    expect(await since(before)).toEqual([['bob@paper.example', `Your report ${reference}`]])
    expect(await n.seen(id)).toMatchObject({ state: 'shown' })
  })

  it('L09 is a guest’s by his reference alone, and nobody’s who signed in elsewhere', async () => {
    const id = await n.says(n.alice)
    const illegal = { law: '§ 185', explanation: 'It names me.', goodFaith: true, email: 'guest@paper.example' }
    const guest = (await n.report(n.t.guest, id, { illegal })).json.reference
    const bobs = (await n.report(n.bob, id)).json.reference
    await n.decide(n.eve, id, { act: 'show' })
    expect((await report(n.t.guest, guest)).reasons).toBe('We did not find that it is against the law.')
    for (const who of [n.t.guest, n.carol, n.alice]) {
      expect(codes(await object(who, bobs)), who.name).toEqual([404, 'report.unknown'])
      expect((await who.get(`/v1/reports/${bobs}`)).status).toBe(404)
    }
    expect(codes(await object(n.t.guest, 'R-0000000000'))).toEqual([404, 'report.unknown'])
    expect((await object(n.t.guest, guest)).status).toBe(201)
    const no = await n.restrict(n.finn, id, { act: 'remove', rule: 'illegal', explanation: 'It is one.' })
    expect(await statement(n.alice, no)).toMatchObject({ source: 'notice', law: '§ 185' })
    expect((await n.mailsTo('guest')).map(({ subject }) => subject)).toEqual(Array(3).fill(`Your report ${guest}`))
  })

  it('L09 of somebody at the desk is decided by neither who refused nor who objects', async () => {
    const id = await n.says(n.alice)
    const { reference } = (await n.report(n.finn, id)).json
    await n.decide(n.eve, id, { act: 'show' })
    await object(n.finn, reference)
    expect(codes(await n.decide(n.finn, id, REMOVAL))).toEqual([403, 'appeal.own'])
    expect(codes(await n.decide(n.eve, id, REMOVAL))).toEqual([403, 'appeal.own-decision'])
    await n.restrict(n.gina, id)
  })

  it('L09 has six months too', async () => {
    const id = await n.says(n.alice)
    const illegal = { law: '§ 185', explanation: 'It names me.', goodFaith: true }
    const { reference } = (await n.report(n.t.guest, id, { illegal })).json
    await n.decide(n.eve, id, { act: 'show' })
    await n.passes(184.001)
    expect(codes(await object(n.t.guest, reference))).toEqual([409, 'appeal.late'])
  })
})

describe('L05 every report is answered', () => {
  it('L04 L05 with a receipt at once and the outcome later, by mail, also to whoever is signed in', async () => {
    const id = await n.says(n.alice)
    const before = (await n.mailsTo('bob')).length
    const { reference } = (await n.report(n.bob, id)).json
    expect(await report(n.bob, reference)).toMatchObject({ outcome: null, decidedAt: null, reasons: null })
    await n.restrict(n.eve, id)
    const mails = (await n.mailsTo('bob')).slice(before)
    expect(mails.map(({ subject }) => subject)).toEqual([`Your report ${reference}`, `Your report ${reference}`])
    expect(mails[0]!.text).toContain('Thank you for your report')
    expect(mails[1]!.text).toContain('we have acted on it. No program had pointed at it. A person decided. Thank you.')
    expect(await report(n.bob, reference)).toMatchObject({ outcome: 'upheld', reasons: null, automated: false })
  })

  it('L05 where its author takes the comment back first, too', async () => {
    const id = await n.says(n.alice)
    const { reference } = (await n.report(n.bob, id)).json
    await n.alice.call('DELETE', `/v1/comments/${id}`)
    expect(await report(n.bob, reference)).toMatchObject({ outcome: 'withdrawn', appealUntil: null })
    expect((await n.mailsTo('bob')).at(-1)!.text).toContain('took it back before we had decided')
    expect((await n.view(id)).queue).toBeNull()
  })

  it('L05 not by what says nothing of it: the case goes on waiting', async () => {
    const id = await n.says(n.alice)
    const no = await n.restrict(n.eve, id, { act: 'collapse', rule: 'clean', explanation: REASON })
    await appeal(n.alice, no)
    const { reference } = (await n.report(n.bob, id)).json
    await n.decide(n.finn, id, { act: 'uphold', explanation: 'It stands.' })
    expect(await report(n.bob, reference)).toMatchObject({ outcome: null })
    expect((await n.view(id)).queue).toBe('reported')
    await n.restrict(n.finn, id)
    expect(await report(n.bob, reference)).toMatchObject({ outcome: 'upheld' })
  })

  it('R17 everything that must hold, holds', async () => expect(await n.t.broken()).toEqual([]))
})
