import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Newsroom, newsroom, REASON } from '../decisions/testing.ts'
import type { Client } from '../testing.ts'

const WORDS = 'None of your last reports named anything that the rules forbid.'
const illegal = { illegal: { law: '§ 185', explanation: 'It is.', goodFaith: true } }

let n: Newsroom
let moe: Client
let people = 0
beforeAll(async () => {
  n = await newsroom()
})
afterAll(() => n.t.close())
beforeEach(async () => {
  n.fresh()
  moe = await n.t.signIn(`moe${++people}`)
})

const about = async (who: Client = moe) => (await n.eve.get(`/v1/desk/reporters/${who.id}`)).json
const decide = (choice: object, by: Client = n.eve) =>
  by.post(`/v1/desk/reporters/${moe.id}/decisions`, { explanation: WORDS, ...choice })
const codes = (answer: { status: number; json: { code?: string } }) => [answer.status, answer.json.code]

/** A report that the desk finds to be without ground, or right. */
async function reports(body: object = { rule: 'nice' }, right = false): Promise<string> {
  const id = await n.says(n.alice, `Words ${Math.random()}`)
  const { json } = await n.report(moe, id, body)
  if (right) await n.restrict(n.eve, id, { act: 'collapse', rule: 'nice', explanation: REASON })
  else await n.decide(n.eve, id, { act: 'show' })
  await n.passes(0.001)
  return json.reference
}

describe('L12 misuse of reports', () => {
  it('L12 is weighed by number, share, gravity and intent', async () => {
    await reports({ rule: 'nice', explanation: 'Here is why.' }, true)
    await reports()
    await reports({ rule: 'threats' })
    const last = await reports(illegal)
    const waits = await n.says(n.alice)
    await n.report(moe, waits)
    const found = await about()
    expect(found).toMatchObject({
      reader: { id: moe.id, name: moe.name },
      number: { reports: 5, upheld: 1, unfounded: 3, waiting: 1 },
      share: 0.75,
      gravity: { threats: 1, illegal: 1, other: 1 },
      intent: { sameAuthor: 3, unexplained: 2, sinceWarning: 0 },
      warnedAt: null,
      pausedUntil: null,
      decisions: [],
    })
    expect(found.unfounded).toHaveLength(3)
    expect(found.unfounded[0]).toMatchObject({ reference: last, rule: 'illegal', law: '§ 185', explanation: 'It is.' })
    // A reader who has reported nothing has nothing against him; who is not there is not there.
    expect(await about(n.bob)).toMatchObject({ number: { reports: 0 }, share: null, unfounded: [] })
    expect(codes(await n.eve.get('/v1/desk/reporters/r_00000000000000000000'))).toEqual([404, 'reporter.unknown'])
  })

  it('L12 what was refused and put right by an appeal is no misuse', async () => {
    const id = await n.says(n.alice)
    const { reference } = (await n.report(moe, id)).json
    await n.decide(n.eve, id, { act: 'show' })
    expect((await about()).number).toMatchObject({ unfounded: 1, upheld: 0 })
    await moe.post(`/v1/reports/${reference}/appeals`, { text: 'Look again.' })
    await n.restrict(n.finn, id)
    expect((await about()).number).toMatchObject({ unfounded: 0, upheld: 1 })
  })

  it('L12 is warned of first, and reporting is paused only where it goes on', async () => {
    expect(codes(await decide({ act: 'warn-reporter' }))).toEqual([409, 'reporter.no-ground'])
    await reports()
    expect(codes(await decide({ act: 'pause-reports' }))).toEqual([409, 'reporter.no-warning'])
    const warned = await decide({ act: 'warn-reporter' })
    expect(warned.status).toBe(200)
    const no = warned.json.statement.no
    expect((await about()).warnedAt).not.toBeNull()
    expect(codes(await decide({ act: 'pause-reports' }))).toEqual([409, 'reporter.no-warning'])
    // He may go on reporting, until he has gone on without ground.
    await n.passes(1)
    await reports()
    const paused = await decide({ act: 'pause-reports', days: 10 })
    expect(paused.status).toBe(200)
    const open = await n.says(n.alice)
    for (const body of [{ rule: 'nice' }, illegal]) {
      const answer = await n.report(moe, open, body)
      expect(codes(answer)).toEqual([403, 'report.paused'])
      expect(answer.json.detail).toContain(new Date(n.now() + 10 * 86_400_000).toISOString().slice(0, 10))
    }
    // He writes on, and so does everybody else report.
    await n.says(moe, 'I write on.')
    expect((await n.report(n.bob, open)).status).toBe(201)
    expect((await about()).intent.sinceWarning).toBe(1)
    expect(codes(await decide({ act: 'pause-reports', days: 5 }))).toEqual([409, 'decision.no-change'])
    // L06: each has its statement of reasons, with nobody else's words.
    for (const [number, act] of [
      [no, 'warn-reporter'],
      [paused.json.statement.no, 'pause-reports'],
    ] as const) {
      const told = (await moe.get(`/v1/statements/${number}`)).json
      expect(told).toMatchObject({ act, facts: WORDS, rule: null, law: expect.stringContaining('Art. 23') })
      expect(told.comment.text).toBe('')
      expect((await n.alice.get(`/v1/statements/${number}`)).status).toBe(404)
    }
    const mails = (await n.mailsTo(moe.name)).filter(({ subject }) => subject.startsWith('About your reports'))
    expect(mails).toHaveLength(2)
    expect(mails[0]!.text).toMatch(/^This is a warning about your reports: you have reported without ground/)
    expect(mails[1]!.text).toMatch(
      /^You cannot report comments until \w+ \d+, 2027, because reports without ground went on/,
    )
    await n.passes(10)
    moe = await n.t.signIn(moe.name)
    expect((await n.report(moe, open)).status).toBe(201)
  })

  it('L12 L09 is appealed like any other decision, and decided by someone else', async () => {
    await reports()
    await decide({ act: 'warn-reporter' })
    await n.passes(0.01)
    await reports()
    const { no } = (await decide({ act: 'pause-reports' })).json.statement
    expect((await moe.post(`/v1/statements/${no}/appeals`, { text: 'I meant every one.' })).status).toBe(201)
    const found = await about()
    const { caseId } = found.unfounded[0]
    const waiting = (await n.eve.get(`/v1/desk/cases/${caseId}`)).json
    expect(waiting).toMatchObject({ queue: 'appeals', appeals: [{ side: 'reporter', decidedBy: 'Eve' }] })
    const on = (by: Client, choice: object) => by.post(`/v1/desk/cases/${caseId}/decisions`, choice)
    expect(codes(await on(n.eve, { act: 'lift', explanation: 'x' }))).toEqual([403, 'appeal.own-decision'])
    expect(codes(await decide({ act: 'lift' }))).toEqual([409, 'undo.appealed'])
    // Nothing is done to the comment's author by it.
    const before = (await n.outbox()).length
    expect((await on(n.finn, { act: 'lift', explanation: 'He may report.' })).status).toBe(200)
    expect((await n.outbox()).slice(before).map(({ to }) => to)).toEqual([`${moe.name}@paper.example`])
    expect((await about()).pausedUntil).toBeNull()
    expect((await moe.get(`/v1/statements/${no}`)).json).toMatchObject({
      reversedAt: expect.any(String),
      appeal: { outcome: 'reversed', reasons: 'He may report.' },
    })
    await reports()
  })

  it('L12 can be taken back by the desk, and is told', async () => {
    await reports()
    await decide({ act: 'warn-reporter' })
    expect((await decide({ act: 'lift' })).json.statement).toBeUndefined()
    expect((await about()).warnedAt).toBeNull()
    expect((await about()).decisions.map((one: { act: string; reversed: boolean }) => [one.act, one.reversed])).toEqual(
      [
        ['warn-reporter', true],
        ['lift', false],
      ],
    )
    expect((await n.mailsTo(moe.name)).at(-1)!.text).toContain('you can report comments as before')
    expect(codes(await decide({ act: 'lift' }))).toEqual([409, 'decision.no-change'])
  })

  it('L12 is decided with reasons, by staff, and never about oneself', async () => {
    await reports()
    expect(codes(await decide({ act: 'warn-reporter', explanation: ' \u200b' }))).toEqual([422, 'decision.no-reason'])
    expect((await decide({ act: 'warn-reporter' }, n.bob)).status).toBe(403)
    expect((await decide({ act: 'warn-reporter' }, n.t.guest)).status).toBe(401)
    expect((await n.bob.get(`/v1/desk/reporters/${moe.id}`)).status).toBe(403)
    expect((await decide({ act: 'ban' })).status).toBe(400)
    const own = await n.eve.post(`/v1/desk/reporters/${n.eve.id}/decisions`, {
      act: 'warn-reporter',
      explanation: WORDS,
    })
    expect(codes(own)).toEqual([403, 'decision.own'])
    // A case is decided by acts on comments and authors alone.
    const id = await n.says(n.alice)
    for (const act of ['warn-reporter', 'pause-reports', 'undo'])
      expect((await n.decide(n.eve, id, { act, rule: 'nice', explanation: WORDS })).status, act).toBe(400)
  })

  it('L12 in the order of the queue, whoever was often wrong stands behind whoever comes new', async () => {
    for (let i = 0; i < 3; i++) await reports()
    const [early, late] = [await n.says(n.alice, 'The early one.'), await n.says(n.alice, 'The late one.')]
    await n.report(moe, early)
    await n.report(await n.t.signIn(`new${people}`), late)
    const { cases } = (await n.eve.get('/v1/desk/cases?queue=reported&limit=100')).json
    const order = cases.map(({ commentId }: { commentId: string }) => commentId)
    expect(order.indexOf(late)).toBeLessThan(order.indexOf(early))
  })

  it('L12 in the order of the queue, what an appeal has put right counts as right', async () => {
    for (let i = 0; i < 3; i++) {
      const reference = await reports()
      expect((await moe.post(`/v1/reports/${reference}/appeals`, { text: 'Look again.' })).status).toBe(201)
      const { caseId } = (await about()).unfounded[0]
      await n.restrict(n.finn, `c_${caseId.slice(2)}`)
    }
    const [early, late] = [
      await n.says(n.alice, 'Reported by who comes new.'),
      await n.says(n.alice, 'Reported by him.'),
    ]
    await n.report(await n.t.signIn(`new${people}`), early)
    await n.report(moe, late)
    const { cases } = (await n.eve.get('/v1/desk/cases?queue=reported&limit=100')).json
    const order = cases.map(({ commentId }: { commentId: string }) => commentId)
    expect(order.indexOf(late)).toBeLessThan(order.indexOf(early))
  })

  it('R17 everything that must hold, holds', async () => expect(await n.t.broken()).toEqual([]))
})
