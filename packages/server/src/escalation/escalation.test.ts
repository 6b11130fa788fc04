import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../config.ts'
import { wordEngine } from '../moderation/testing.ts'
import { type Client, mails, PAPER, type TestApp, testApp } from '../testing.ts'
import { signatureOf } from '../webhooks/post.ts'

const HELP = 'Call 555 0100 at any hour.'
const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const sum = (text: string) => createHash('sha256').update(text).digest('hex')

/** A pager that answers what it is told to. */
let answers = 200
let paged: { body: string; headers: IncomingHttpHeaders }[] = []
let hook: Server
let t: TestApp
let alice: Client
let bob: Client
let desk: Client
let now = Date.parse('2027-05-05T08:00:00Z')
beforeAll(async () => {
  hook = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      paged.push({ body: Buffer.concat(chunks).toString(), headers: request.headers })
      response.writeHead(answers, answers === 302 ? { location: '/elsewhere' } : {}).end()
    })
  })
  await new Promise<void>(ready => hook.listen(0, '127.0.0.1', ready))
  t = await testApp({
    env: {
      PARLEY_DUTY_EMAIL: 'duty@paper.example',
      PARLEY_DUTY_WEBHOOK: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/page?to=night`,
      PARLEY_DUTY_SECRET: SECRET,
      PARLEY_HELP: HELP,
    },
    clock: () => now,
    // Nothing but what this is about is found.
    engine: () => wordEngine({}),
  })
  alice = await t.signIn('alice', { name: 'Alice Moreau' })
  bob = await t.signIn('bob')
  desk = await t.signIn('mona', { role: 'moderator', name: 'Mona' })
})
afterAll(async () => {
  await t.close()
  hook.close()
})
beforeEach(() => {
  answers = 200
  paged = []
})

let stories = 0
const fresh = () => `${PAPER}/life-${++stories}`
const caseOf = (id: string) => `k_${id.slice(2)}`
const escalate = (id: string, body: object = { kind: 'threat' }, who = desk) =>
  who.post(`/v1/desk/cases/${caseOf(id)}/escalations`, body)
const queueOf = async (id: string) =>
  await t.app.db.read.selectFrom('cases').select(['queue', 'priority']).where('comment', '=', id).executeTakeFirst()

describe('L08 what may cost a life', () => {
  it('is sealed with all its words, times and what is held of its author; the sum stands in the log', async () => {
    const story = fresh()
    const parent = await bob.says('Who will pay for it?', { story })
    const id = await alice.says('You will see.', { story, replyTo: parent })
    now += 60_000
    await alice.call('PATCH', `/v1/comments/${id}`, { text: 'You will see, all of you.' })
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'threats', explanation: 'He means it.' })
    const { status, json } = await escalate(id, { kind: 'threat', note: 'He has written to the reporter too.' })
    expect(status).toBe(201)
    // Paged before the next test counts its own pages.
    await vi.waitFor(() => expect(paged).toHaveLength(1))
    expect(json).toMatchObject({
      caseId: caseOf(id),
      commentId: id,
      kind: 'threat',
      note: 'He has written to the reporter too.',
      by: 'Mona',
      intact: true,
      paged: [
        { how: 'mail', to: 'duty@paper.example' },
        { how: 'webhook', to: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
      ],
    })
    expect(json.sha256).toBe(sum(json.evidence))
    const evidence = JSON.parse(json.evidence)
    expect(evidence).toMatchObject({
      comment: { id, text: 'You will see, all of you.', revision: 2, postedAt: '2027-05-05T08:00:00.000Z' },
      revisions: [
        { no: 1, text: 'You will see.' },
        { no: 2, at: '2027-05-05T08:01:00.000Z', text: 'You will see, all of you.' },
      ],
      parents: [{ id: parent, text: 'Who will pay for it?' }],
      author: { id: alice.id, name: 'Alice Moreau', account: 'sso:alice' },
      addresses: { email: 'alice@paper.example', network: [] },
      reports: [{ ground: 'threats', explanation: 'He means it.' }],
    })
    // Who reported is nobody's business outside the newsroom.
    expect(json.evidence).not.toContain(bob.id === evidence.parents[0].author ? '\0' : 'reporter')
    const event = await t.app.db.read
      .selectFrom('events')
      .select('data_json')
      .where('kind', '=', 'case.escalated')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(event.data_json)).toMatchObject({ escalation: json.id, why: 'threat', sha256: json.sha256 })
    // The report is made of that alone, and is for a person to send.
    for (const said of [
      'To the police',
      '> You will see, all of you.',
      'Version 1, 2027-05-05T08:00:00.000Z',
      'alice@paper.example',
      'sso:alice',
      json.sha256,
      'is sent by a person',
      'Article 18',
    ])
      expect(json.report).toContain(said)
  })

  it('is sealed once: pressed twice it is the same, and nobody is paged twice; other words are another', async () => {
    const id = await alice.says('Just wait.', { story: fresh() })
    const mailsBefore = (await mails(t.app)).length
    const [first, second] = await Promise.all([escalate(id), escalate(id)])
    expect([first.status, second.status].toSorted()).toEqual([200, 201])
    expect(second.json.id).toBe(first.json.id)
    expect((await mails(t.app)).length).toBe(mailsBefore + 1)
    await vi.waitFor(() => expect(paged).toHaveLength(1))
    await alice.call('PATCH', `/v1/comments/${id}`, { text: 'Just wait, you.' })
    const third = await escalate(id)
    expect([third.status, third.json.id === first.json.id]).toEqual([201, false])
    const again = (await desk.get(`/v1/desk/escalations/${first.json.id}`)).json
    expect(again).toEqual(first.json)
    const { escalations } = (await desk.get(`/v1/desk/cases/${caseOf(id)}`)).json
    expect(escalations.map((one: { id: string }) => one.id)).toEqual([first.json.id, third.json.id])
  })

  it('stays as it was sealed whatever its author does, and says so where somebody has changed it', async () => {
    const id = await alice.says('You know what comes.', { story: fresh() })
    const { json } = await escalate(id)
    await alice.call('DELETE', `/v1/comments/${id}`)
    const path = `/v1/desk/escalations/${json.id}`
    expect((await desk.get(path)).json).toMatchObject({ intact: true, evidence: json.evidence })
    const changed = json.evidence.replace('You know', 'They know')
    await t.app.db.tx(tx =>
      tx.updateTable('escalations').set({ evidence_json: changed }).where('id', '=', json.id).execute(),
    )
    expect((await desk.get(path)).json.intact).toBe(false)
  })

  it('pages by mail and webhook with where to look and nobody’s words, again and again until it is taken', async () => {
    answers = 500
    const id = await alice.says('I have your address here.', { story: fresh() })
    const { json } = await escalate(id, { kind: 'threat', note: 'A secret note.' })
    await vi.waitFor(() => expect(paged).toHaveLength(1))
    const [mail] = (await mails(t.app)).slice(-1)
    expect(mail).toMatchObject({ to: 'duty@paper.example', subject: expect.stringContaining(json.id) })
    expect(mail!.text).toContain(`http://127.0.0.1:8080/desk#/all/${caseOf(id)}`)
    const job = () =>
      t.app.db.read
        .selectFrom('jobs')
        .select(['attempts', 'done_at', 'error'])
        .where('kind', '=', 'page')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
    await vi.waitFor(async () =>
      expect(await job()).toMatchObject({ attempts: 1, done_at: null, error: 'page.status' }),
    )
    // A redirect is no answer either.
    answers = 302
    now += 10_000
    t.app.jobs.wake()
    await vi.waitFor(async () => expect(await job()).toMatchObject({ attempts: 2, done_at: null }))
    answers = 204
    now += 60_000
    t.app.jobs.wake()
    await vi.waitFor(async () => expect((await job()).done_at).not.toBeNull())
    expect(paged).toHaveLength(3)
    expect(paged[2]!.headers['content-type']).toBe('application/json')
    // R14: the same message in every try, signed for the time of each.
    expect(new Set(paged.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    for (const { headers, body } of paged)
      expect(headers['webhook-signature']).toBe(
        signatureOf(String(headers['webhook-id']), Number(headers['webhook-timestamp']), body, [SECRET]),
      )
    expect(paged[2]!.headers['webhook-timestamp']).toBe(String(Math.floor(now / 1000)))
    expect(JSON.parse(paged[2]!.body)).toEqual({
      event: 'escalation',
      id: json.id,
      kind: 'threat',
      at: json.at,
      site: 'default',
      name: '127.0.0.1',
      link: `http://127.0.0.1:8080/desk#/all/${caseOf(id)}`,
    })
    for (const said of [mail!.text, mail!.subject, paged[2]!.body])
      for (const secret of ['your address', 'secret note', 'alice', 'Moreau']) expect(said).not.toContain(secret)
  })

  it('is escalated by the act too, which decides nothing and puts the case before all others', async () => {
    const story = fresh()
    const id = await alice.says('We shall meet, the two of us.', { story })
    await bob.post(`/v1/comments/${id}/reports`, { rule: 'nice' })
    expect(await queueOf(id)).toMatchObject({ queue: 'reported' })
    const decided = await desk.post(`/v1/desk/cases/${caseOf(id)}/decisions`, {
      act: 'escalate',
      rule: 'threats',
      explanation: 'Known from before.',
    })
    expect(decided.status).toBe(200)
    expect(decided.json).toMatchObject({
      decision: { act: 'escalate', rule: 'threats', by: 'Mona', statement: null },
      escalation: { id: expect.stringMatching(/^e_/) },
    })
    const sealed = (await desk.get(`/v1/desk/escalations/${decided.json.escalation.id}`)).json
    expect(sealed).toMatchObject({ kind: 'threat', note: 'Known from before.' })
    expect(await queueOf(id)).toEqual({ queue: 'reported', priority: 100 })
    expect((await t.guest.get(`/v1/comments/${id}`)).json.comment.state).toBe('shown')
    const many = await desk.post('/v1/desk/decisions', { act: 'escalate', ids: [caseOf(id)] })
    expect(many.json.code).toBe('request.invalid')
  })

  it('is for the desk alone; what is not there is not there', async () => {
    const id = await alice.says('Something.', { story: fresh() })
    expect((await escalate(id, { kind: 'threat' }, t.guest)).status).toBe(401)
    expect((await escalate(id, { kind: 'threat' }, bob)).json.code).toBe('session.staff-only')
    const { json } = await escalate(id)
    for (const path of ['/v1/desk/duty', `/v1/desk/escalations/${json.id}`])
      expect((await alice.get(path)).json.code).toBe('session.staff-only')
    expect((await escalate('c_000000000000000000000000')).json.code).toBe('case.unknown')
    expect((await desk.get('/v1/desk/escalations/e_0000')).json.code).toBe('escalation.unknown')
    expect((await escalate(id, { kind: 'rudeness' })).json.code).toBe('request.invalid')
  })

  it('is sealed where nobody is named to be paged, and the desk is told that nobody was', async () => {
    const alone = await testApp()
    const carol = await alone.signIn('carol')
    const mona = await alone.signIn('mona', { role: 'moderator' })
    expect((await mona.get('/v1/desk/duty')).json).toEqual({ paged: [] })
    const id = await carol.says('You.', { story: fresh() })
    const { status, json } = await mona.post(`/v1/desk/cases/${caseOf(id)}/escalations`, { kind: 'self-harm' })
    expect([status, json.paged, json.note]).toEqual([201, [], ''])
    await alone.close()
  })

  it('pages only where the newsroom says so in an address', () => {
    expect(() => readConfig({ PARLEY_SECRET: 'x', PARLEY_DUTY_WEBHOOK: 'pager' })).toThrow(/PARLEY_DUTY_WEBHOOK/)
    expect(() => readConfig({ PARLEY_SECRET: 'x', PARLEY_DUTY_WEBHOOK: 'file:///etc/passwd' })).toThrow(
      /PARLEY_DUTY_WEBHOOK/,
    )
    expect(readConfig({ PARLEY_SECRET: 'x' }).help).toMatch(/emergency number/)
    expect(readConfig({ PARLEY_SECRET: 'x' }).help).not.toMatch(/\d/)
  })
})

describe('L08 who writes of harming himself', () => {
  it.each([
    'Honestly, I want to kill myself.',
    'I do not want to live any more',
    'I just want to hurt myself.',
    'I am thinking about suicide a lot.',
    'Ich will mich selbst umbringen.',
    'Ich will nicht mehr leben.',
    'Ich bringe mich um.',
    'Je veux mourir.',
    'Quiero morir.',
    'Voglio farla finita.',
  ])('“%s” is published, comes first at the desk, and its author is told where help is', async text => {
    const story = fresh()
    const { status, json } = await alice.post('/v1/comments', { story, text, postAnyway: true })
    expect(status).toBe(201)
    const found = json.verdict.findings.find((one: { label: string }) => one.label === 'self-harm')
    expect(found).toMatchObject({ rule: 'house', message: HELP })
    expect((await queueOf(json.comment.id))?.priority).toBe(100)
    const own = (await alice.get('/v1/me/comments')).json.comments[0]
    expect(own.verdict.findings.some((one: { message: string }) => one.message === HELP)).toBe(true)
    // Nobody else is told.
    expect((await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}`)).text).not.toContain('555')
    const said = await desk.get(`/v1/desk/cases/${caseOf(json.comment.id)}`)
    expect(said.json.findings.some((one: { label: string }) => one.label === 'self-harm')).toBe(true)
    const { escalation } = (await desk.post(`/v1/desk/cases/${caseOf(json.comment.id)}/decisions`, { act: 'escalate' }))
      .json
    expect((await desk.get(`/v1/desk/escalations/${escalation.id}`)).json.kind).toBe('self-harm')
  })

  it('is never held or refused for it alone', async () => {
    const { json } = await bob.post('/v1/comments', { story: fresh(), text: 'Some days I wish I were dead.' })
    expect([json.comment.state, json.verdict.outcome]).toEqual(['shown', 'show'])
    expect(await queueOf(json.comment.id)).toEqual({ queue: 'reported', priority: 100 })
    const [newest] = (await desk.get('/v1/desk/cases?queue=threats')).json.cases.toReversed()
    expect(newest).toMatchObject({ commentId: json.comment.id, finding: { label: 'self-harm' } })
  })

  it('comes first when it is written in later', async () => {
    const id = await bob.says('A calm remark.', { story: fresh() })
    expect(await queueOf(id)).toBeUndefined()
    await bob.call('PATCH', `/v1/comments/${id}`, { text: 'A calm remark. I want to end my life.' })
    expect(await queueOf(id)).toEqual({ queue: 'reported', priority: 100 })
  })

  it.each([
    'I nearly killed myself laughing.',
    'I could kill myself laughing at this.',
    'I could just kick myself.',
    'I will cut myself off from the news for a week.',
    'Ich will den Plan töten.',
    'Quiero morir de risa.',
    'The plan will kill itself.',
    'He told her that she wants to die with dignity.',
    'The minister does not want to live in that house.',
    'Ich könnte vor Lachen sterben.',
    'Je meurs de rire.',
    'Assisted dying should be a right for those who want to die.',
  ])('“%s” is nothing of the kind', async text => {
    const { json } = await bob.post('/v1/comments', { story: fresh(), text, postAnyway: true })
    expect(json.verdict.findings.filter((one: { label: string }) => one.label === 'self-harm')).toEqual([])
  })

  it('is told on the plain page too', async () => {
    const story = fresh()
    await alice.says('I want to end it all.', { story, postAnyway: true })
    const page = await alice.get(`/d?story=${encodeURIComponent(story)}`)
    expect(page.text).toContain(HELP)
    expect((await t.guest.get(`/d?story=${encodeURIComponent(story)}`)).text).not.toContain(HELP)
  })

  it('leaves everything in order', async () => {
    expect(await t.broken()).toEqual([])
  })
})
