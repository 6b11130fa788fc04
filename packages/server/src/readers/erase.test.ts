import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rewordForEu } from '../accounting/reword.ts'
import { sorOf } from '../accounting/sor.ts'
import { statedAs } from '../accounting/statements.ts'
import { verify } from '../audit/verify.ts'
import { fill } from '../comments/filling.ts'
import { openWhole } from '../db/whole.ts'
import { listed, sumOf } from '../keeping/erased.ts'
import { allRows } from '../keeping/testing.ts'
import { wordEngine } from '../moderation/testing.ts'
import { Browser } from '../plain/testing.ts'
import { type Client, mails, ON_POSTGRES, PAPER, type TestApp, testApp } from '../testing.ts'
import { keepReceiver } from '../webhooks/queries.ts'
import { beginErasure, eraseOn } from './erase.ts'
import { HOLDS } from './rooms.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const STORY = `${PAPER}/who-leaves`
/** A busy machine is slow, not wrong. */
const PATIENCE = { timeout: 30_000 }

let now = Date.parse('2027-06-01T08:00:00Z')
let t: TestApp
let bob: Client
let mona: Client
let ada: Client
beforeAll(async () => {
  t = await testApp({ clock: () => now, engine: () => wordEngine({ menace: { threat: 0.99 } }) })
  bob = await t.signIn('bob', { name: 'Bob Tanaka' })
  mona = await t.signIn('mona', { name: 'Mona', role: 'moderator' })
  ada = await t.signIn('ada', { name: 'Ada', role: 'admin' })
  await t.app.db.tx(tx => keepReceiver(tx, { site: 'default', receiver: 'search', at: now }))
})
afterAll(async () => {
  expect(await t.broken()).toEqual([])
  expect(await verify(t.app.db.read, 'default')).toMatchObject({ ok: true })
  await t.close()
})

const thread = async (story = STORY) => (await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}`)).json
const caseOf = (id: string) => `k_${id.slice(2)}`
const decide = (id: string, choice: object) => mona.post(`/v1/desk/cases/${caseOf(id)}/decisions`, choice)
const REMOVAL = { act: 'remove', rule: 'nice', explanation: 'It degrades a person.' }
const NOTICE = { illegal: { law: '§ 185', explanation: 'It insults me.', goodFaith: true } }
const leave = (who: Client, text: string, more: object = {}) =>
  who.call('DELETE', '/v1/me', { text, confirm: true, ...more })
/** The same, until all is done that is done at once. */
async function leaves(who: Client, text: string, more: object = {}) {
  const answer = await leave(who, text, more)
  expect(answer.status).toBe(200)
  const { id } = answer.json
  await expect
    .poll(async () => {
      t.app.jobs.wake()
      return (await t.guest.get(`/v1/erasures/${id}`)).json.state
    }, PATIENCE)
    .toBe('done')
  return answer
}
/** Until the jobs have done what is due. One that another process could have taken is put off by ten minutes. */
async function jobsAreDone() {
  t.app.jobs.wake()
  await expect
    .poll(async () => {
      const rows = await t.app.db.read
        .selectFrom('jobs')
        .select('run_at')
        .where('kind', '=', 'erasure')
        .where('done_at', 'is', null)
        .execute()
      return rows.filter(({ run_at }) => run_at <= now || run_at === now + 10 * MINUTE).length
    }, PATIENCE)
    .toBe(0)
}
async function passes(time: number) {
  now += time
  await jobsAreDone()
}
/** Until nothing of these words is anywhere, however often something has to be tried again. */
const untilGone = (words: readonly string[]) =>
  expect
    .poll(async () => {
      await passes(MINUTE)
      return tracesOf(words)
    }, PATIENCE)
    .toEqual([])

/** What of these words is anywhere: in a row of any table, or in a byte of any file of the data folder. */
async function tracesOf(words: readonly string[]): Promise<string[]> {
  const rows = Object.entries(await allRows(t.app.config.database)).flatMap(([table, all]) =>
    words.filter(word => JSON.stringify(all).includes(word)).map(word => `${table}: ${word}`),
  )
  if (ON_POSTGRES) {
    const { rows: found } = await sql<{ found: string }>`select found::text as found from findable`.execute(
      t.app.db.read,
    )
    return [
      ...rows,
      ...words.filter(word => JSON.stringify(found).includes(word.toLowerCase())).map(word => `findable: ${word}`),
    ]
  }
  const files = readdirSync(t.app.config.data, { recursive: true, withFileTypes: true }).filter(one => one.isFile())
  return [
    ...rows,
    ...files.flatMap(file => {
      const bytes = readFileSync(join(file.parentPath, file.name))
      const found = words.filter(word => [word, word.toLowerCase()].some(one => bytes.includes(one)))
      return found.map(word => `${file.name}: ${word}`)
    }),
  ]
}

async function noteOn(who: Client, comment: string, more: object) {
  const answer = await who.post('/v1/notes', {
    ...{ story: STORY, comment, text: 'The yearly report gives 47 percent.', sources: ['https://report.example/q1'] },
    ...more,
  })
  if (answer.status !== 201) throw new Error(answer.text)
  const { id } = answer.json.note
  return t.app.db.read.selectFrom('notes').select(['id', 'story']).where('id', '=', id).executeTakeFirstOrThrow()
}

/** A picture of one dot, sent with an account. */
const photograph = (who: Client, id: string, alt: string) =>
  t.server.inject({
    method: 'PUT',
    url: `/v1/accounts/${id}/photos/1?alt=${alt}`,
    headers: { origin: PAPER, authorization: `Bearer ${who.token}`, 'content-type': 'image/png' },
    payload: Buffer.from(DOT, 'base64'),
  })
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const BESIDE = ['accounts', 'account_photos', 'account_pieces', 'account_checks', 'note_ratings'] as const
/** How many rows there are of what lies beside comments. */
const beside = () =>
  Promise.all(
    BESIDE.map(async table => [table, (await t.app.db.read.selectFrom(table).select('site').execute()).length]),
  )
const NOTHING_BESIDE = BESIDE.map(table => [table, 0])

/** Somebody who has done whatever a reader can do, and of whom the desk knows. */
async function whoDidEverything(sub: string, mark: string) {
  const name = `Zora ${mark}`
  const email = `${mark.toLowerCase()}@post.example`
  const zora = await t.signIn(sub, { name, email })
  const words = (what: string) => `${mark}${what} some words about the plan`
  const key = { 'idempotency-key': `key-of-${sub}` }
  const first = (await zora.post('/v1/comments', { story: STORY, text: words('first') }, key)).json.comment.id
  await zora.call('PATCH', `/v1/comments/${first}`, { text: words('edited') })
  const bobs = await bob.says('I see it otherwise.', { story: STORY })
  const reply = await bob.says('That is well said.', { story: STORY, replyTo: first })
  await bob.post(
    '/v1/comments',
    { story: STORY, text: 'And more.', replyTo: first },
    { 'idempotency-key': `bob-${sub}` },
  )
  const removed = await zora.says(words('removed'), { story: STORY })
  const { statement } = (await decide(removed, REMOVAL)).json
  await zora.post(`/v1/statements/${statement.no}/appeals`, { text: words('appeal') })
  await mona.post(`/v1/desk/cases/${caseOf(removed)}/notes`, { text: `${mark}noted` })
  await ada.post(`/v1/desk/cases/${caseOf(removed)}/decisions`, { act: 'uphold', explanation: 'It stays removed.' })
  const withdrawn = await zora.says(words('withdrawn'), { story: STORY })
  await zora.call('DELETE', `/v1/comments/${withdrawn}`)
  const held = await zora.says(words('held +49 170 1234567 is my number'), { story: STORY })
  await zora.call('PUT', `/v1/comments/${bobs}/respect`)
  await zora.post(`/v1/comments/${bobs}/reports`, {
    rule: 'truth',
    explanation: words('report'),
    source: words('of the report'),
  })
  await t.guest.post(`/v1/comments/${reply}/reports`, {
    illegal: { ...NOTICE.illegal, explanation: words('notice'), name, email },
  })
  await decide(bobs, { act: 'show' })
  await decide(reply, { act: 'show' })
  await zora.post('/v1/timeline', {
    story: STORY,
    ...{ happened: '2019-05', title: words('proposed'), detail: '' },
    source: { who: `${mark}source`, url: null, on: null },
  })
  await mona.call('PUT', `/v1/desk/watches/${zora.id}`)
  await mona.post('/v1/desk/views', { name: 'One of them', shared: false, queue: 'held', search: `author:"${name}"` })
  // Beside the words: what a note and an account have of their own, and what a rating says of its rater.
  const note = await noteOn(zora, bobs, {
    claim: 'I see it otherwise.',
    text: words('noted'),
    sources: [`https://${mark}.example/source`],
  })
  const about = await noteOn(bob, first, { claim: `${mark}edited` })
  await t.app.db.tx(tx =>
    tx
      .insertInto('note_ratings')
      .values({
        site: 'default',
        story: about.story,
        note: about.id,
        reader: zora.id,
        value: 2,
        reasons_json: '[]',
        invited: 0,
        at: now,
      })
      .execute(),
  )
  const sent = await zora.post('/v1/accounts', {
    ...{ story: STORY, relation: 'there', text: words('saw'), how: words('how') },
    when: { from: '2027-05-31T05:40', exact: true },
    where: { place: `${mark}place`, lat: 47.07142, lon: 15.43961, precision: 'street' },
    contact: { email: `contact-${email}`, safeWay: `${mark}safe` },
    consent: { publish: true, name: 'name', keepOriginals: true },
  })
  const account = sent.json.id
  expect((await photograph(zora, account, `${mark}alt`)).statusCode).toBe(200)
  await mona.call('PUT', `/v1/desk/accounts/${account}/checklist/who`, { done: true, note: `${mark}checked` })
  await t.guest.post('/v1/session', { email })
  return {
    zora,
    name,
    email,
    first,
    bobs,
    removed,
    withdrawn,
    held,
    note: note.id,
    account,
    no: statement.no as number,
  }
}

describe('S33: what a reader has left, after “delete my data”', () => {
  const MARK = 'Qanarydelete'
  let who: Awaited<ReturnType<typeof whoDidEverything>>
  let before: Awaited<ReturnType<typeof thread>>
  it('L20: goes, words, name and address, from every row and every byte of every file, at once', async () => {
    who = await whoDidEverything('zora', MARK)
    before = await thread()
    expect(await tracesOf([MARK])).not.toEqual([])
    const answer = await leaves(who.zora, 'delete')
    expect(answer.json).toMatchObject({ text: 'delete' })
    expect(String(answer.headers['set-cookie'])).toMatch(/parley_session=;/)
    expect(await tracesOf([MARK])).toEqual([])
    await jobsAreDone()
    expect(await tracesOf([MARK])).toEqual([])
  })

  it('issue 6: leaves no photograph, original, contact or rating, and the notes are weighed anew without him', async () => {
    expect(await beside()).toEqual(NOTHING_BESIDE)
    await t.app.notes.runNow()
    const runs = await t.app.db.read.selectFrom('note_runs').select(['ratings', 'taking']).execute()
    expect(runs).toEqual([{ ratings: 0, taking: 0 }])
  })

  it('leaves the thread in its shape, with the right counts, and nothing of it in pages that were kept', async () => {
    const after = await thread()
    expect(JSON.stringify(after)).not.toContain(MARK)
    const first = after.comments.find(({ id }: { id: string }) => id === who.first)
    expect(first).toMatchObject({ state: 'erased', author: null, body: [], replyCount: 2 })
    expect(first.replies.map(({ replyToName }: { replyToName: string | null }) => replyToName)).toEqual([null, null])
    expect(after.story.count).toBe(before.story.count - 1)
    const bobs = after.comments.find(({ id }: { id: string }) => id === who.bobs)
    expect(bobs.respects).toBe(0)
  })

  it('leaves decisions and numbered statements as they were written, about nobody', async () => {
    const { json } = await mona.get(`/v1/statements/${who.no}`)
    expect(json).toMatchObject({ no: who.no, facts: REMOVAL.explanation, comment: { id: who.removed, text: '' } })
    expect(await verify(t.app.db.read, 'default')).toMatchObject({ ok: true })
    expect(await t.broken()).toEqual([])
    // Whether his name is in it, nobody can look any more.
    const [stated] = await statedAs(t.app.db.read, 'default', [who.no])
    expect(sorOf(stated!)).toMatchObject({ is: 'blocked' })
    const anew = await rewordForEu(t.app.db, 'default', { no: who.no, text: 'It degrades.', by: 'Gina', at: now })
    expect(anew.is).toBe('ready')
  })

  it('is told to other systems as what became of each comment (GDPR Art. 19), without a word', async () => {
    const told = await t.app.db.read
      .selectFrom('webhook_outbox as o')
      .innerJoin('events as e', join => join.onRef('e.story', '=', 'o.story').onRef('e.seq', '=', 'o.seq'))
      .select(['e.kind', 'o.comment', 'o.state'])
      .where('e.kind', '=', 'comment.erased')
      .execute()
    expect(told.map(({ comment }) => comment).toSorted()).toEqual(
      [who.first, who.removed, who.withdrawn, who.held, who.note, who.account].toSorted(),
    )
    expect(new Set(told.map(({ state }) => state))).toEqual(new Set(['erased']))
  })

  it('ends his sessions, and lets him come back with the same account as somebody new, with none of it', async () => {
    expect((await who.zora.get('/v1/me/comments')).json.code).toBe('session.none')
    const again = await t.signIn('zora', { name: who.name, email: who.email })
    expect(again.id).not.toBe(who.zora.id)
    expect((await again.get('/v1/me/comments')).json.comments).toEqual([])
    await leaves(again, 'delete')
  })

  it('does not leave his id either, once what he had under way can be written no more', async () => {
    await untilGone([MARK, who.zora.id])
    const rows = () => t.app.db.read.selectFrom('erasures').select(['reader', 'over_at']).execute()
    await expect
      .poll(async () => {
        await passes(MINUTE)
        return (await rows()).filter(({ reader, over_at }) => reader || over_at === null)
      }, PATIENCE)
      .toEqual([])
  })

  it('L20: stands in a list outside the database, by a sum that tells nobody who it was', async () => {
    const list = await listed(t.app.config.erased)
    expect(list[0]).toMatchObject({ site: 'default', text: 'delete', sum: sumOf('default', who.zora.id) })
    expect(readFileSync(t.app.config.erased, 'utf8')).not.toContain(who.zora.id)
  })
})

describe('L20: a reader whose words may stay', () => {
  const MARK = 'Qanarystay'
  it('loses his name everywhere, and nobody can tell which words are of one person', async () => {
    const who = await whoDidEverything('yara', MARK)
    await leaves(who.zora, 'anonymise')
    await untilGone([who.name, who.email, who.zora.id])
    const after = await thread()
    const first = after.comments.find(({ id }: { id: string }) => id === who.first)
    expect(first).toMatchObject({ state: 'shown', author: { id: 'r_former', name: 'Former reader', badge: null } })
    expect(JSON.stringify(first.body)).toContain(`${MARK}edited`)
    // What nobody but he could read goes altogether, and so do accounts.
    const gone = ['removed', 'withdrawn', 'held', 'report', 'notice', 'appeal', 'proposed', 'source', 'checked']
    expect(await tracesOf([...gone, 'saw', 'how', 'place', 'safe', 'alt'].map(what => MARK + what))).toEqual([])
    expect(await beside()).toEqual(NOTHING_BESIDE)
    // A note that everybody can read stays as it was, as nobody's.
    const { notes } = (await t.guest.get(`/v1/notes?story=${encodeURIComponent(STORY)}`)).json
    expect(notes.find(({ id }: { id: string }) => id === who.note)).toMatchObject({
      claim: 'I see it otherwise.',
      author: { id: 'r_former', name: 'Former reader' },
    })
    const found = await mona.get(`/v1/desk/cases?queue=all&search=${MARK}edited`)
    expect(found.json.cases.map(({ authorName }: { authorName: string }) => authorName)).toEqual(['Former reader'])
  })
})

describe('L20: what the desk must still decide', () => {
  it('is out of sight at once, and erased when it is decided (GDPR Art. 17(3))', async () => {
    const xeno = await t.signIn('xeno', { name: 'Xeno Qanarywaits' })
    const insult = await xeno.says('Qanarywaits insult', { story: STORY })
    const threat = await xeno.says('menace Qanarywaits threat', { story: STORY })
    const plain = await xeno.says('Qanarywaits plain words', { story: STORY })
    const { reference } = (await bob.post(`/v1/comments/${insult}/reports`, NOTICE)).json
    await bob.post(`/v1/comments/${plain}/reports`, { rule: 'nice', explanation: '' })
    const rehearsal = (await ada.get(`/v1/desk/readers/${xeno.id}/erasure`)).json
    expect(rehearsal.stays).toContainEqual({ what: 'waiting', n: 2, until: null })
    // Whom it is about is not told that somebody has reported him.
    expect((await xeno.get('/v1/me/erasure')).json.stays).toContainEqual({ what: 'waiting', n: null, until: null })
    const { id } = (await leaves(xeno, 'delete')).json
    for (const comment of [insult, threat, plain])
      expect((await t.guest.get(`/v1/comments/${comment}`)).status).not.toBe(200)
    expect((await bob.get(`/v1/reports/${reference}`)).json.outcome).toBeNull()
    await untilGone(['Xeno'])
    expect(await tracesOf(['Qanarywaits'])).not.toEqual([])
    const desk = (await mona.get(`/v1/desk/cases/${caseOf(insult)}`)).json
    expect(JSON.stringify(desk)).toContain('Qanarywaits insult')
    expect((await decide(insult, { ...REMOVAL, rule: 'illegal' })).status).toBe(200)
    expect((await decide(threat, { ...REMOVAL, rule: 'threats' })).status).toBe(200)
    await passes(60 * MINUTE)
    await untilGone(['Qanarywaits'])
    expect((await t.guest.get(`/v1/erasures/${id}`)).json.state).toBe('done')
  })

  it('L18: is kept sealed for an authority as long as the law asks, and goes after that; a secret order is not given away', async () => {
    const wim = await t.signIn('wim', { name: 'Wim Qanaryorder' })
    const id = await wim.says('Qanaryorder words', { story: STORY })
    const { json: order } = await ada.post('/v1/desk/orders', {
      ...{ kind: 'remove', authority: 'Regional court', country: 'DE', reference: '1 A 2/27', law: '§ 185' },
      ...{ receivedAt: new Date(now).toISOString(), comments: [id] },
      secretUntil: new Date(now + 30 * DAY).toISOString(),
    })
    const told = (await wim.get('/v1/me/erasure')).json.stays
    expect(told).toContainEqual({ what: 'authorities', n: null, until: null })
    expect((await ada.get(`/v1/desk/readers/${wim.id}/erasure`)).json.stays).toContainEqual({
      what: 'authorities',
      n: 1,
      until: order.keptUntil,
    })
    await leaves(wim, 'delete')
    await passes(3 * MINUTE)
    expect((await tracesOf(['Qanaryorder'])).every(trace => /order_comments|sqlite/.test(trace))).toBe(true)
    ada = await t.signIn('ada', { name: 'Ada', role: 'admin' })
    expect((await ada.get(`/v1/desk/orders/${order.id}`)).json.evidence[0]).toContain('Qanaryorder words')
    now += 185 * DAY
    await untilGone(['Qanaryorder'])
    for (const [name, role] of [
      ['ada', 'admin'],
      ['mona', 'moderator'],
    ] as const) {
      const back = await t.signIn(name, { name: name === 'ada' ? 'Ada' : 'Mona', role })
      if (name === 'ada') ada = back
      else mona = back
    }
    bob = await t.signIn('bob', { name: 'Bob Tanaka' })
    expect((await ada.get(`/v1/desk/orders/${order.id}`)).json).toMatchObject({
      evidence: [],
      comments: [{ intact: true }],
    })
  })
})

describe('L20: a window that was left open', () => {
  it('is not enough: a sign-in of the last ten minutes is, or the code that goes to his own address', async () => {
    const vera = await t.signIn('vera', { name: 'Vera', email: 'vera@post.example' })
    now += 11 * MINUTE
    expect((await vera.get('/v1/me/erasure')).json).toMatchObject({ fresh: false, canMail: true })
    expect((await leave(vera, 'delete')).json.code).toBe('erasure.sign-in-again')
    const sent = await vera.post('/v1/me/erasure/code')
    expect(sent.status).toBe(202)
    const { challenge } = sent.json
    expect((await leave(vera, 'delete', { code: '0000-0000', challenge })).json.code).toBe('session.code')
    const mail = (await mails(t.app)).findLast(({ to }) => to === 'vera@post.example')!
    expect(mail.text).toContain('erase')
    const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(mail.text)!
    await leaves(vera, 'delete', { code, challenge })
  })

  it.each([
    ['nobody', () => t.guest, 'session.none'],
    ['whoever works at the desk', () => mona, 'erasure.staff'],
  ])('%s cannot be erased here', async (_who, client, code) => {
    expect((await leave(client(), 'delete')).json.code).toBe(code)
  })

  it('has to say that it cannot be taken back', async () => {
    const answer = await bob.call('DELETE', '/v1/me', { text: 'delete' })
    expect(answer.json.code).toBe('request.invalid')
  })

  it('whoever is banned may go too', async () => {
    const rex = await t.signIn('rex')
    const id = await rex.says('Words of one who is banned.', { story: STORY })
    await decide(id, { act: 'ban', rule: 'nice', explanation: 'Again and again.' })
    await leaves(rex, 'delete')
  })

  it('an admin can erase a reader upon a letter; nobody else can', async () => {
    const una = await t.signIn('una')
    const url = `/v1/desk/readers/${una.id}/erasure`
    expect((await mona.post(url, { text: 'delete', confirm: true })).json.code).toBe('session.admin-only')
    expect((await ada.post(url, { text: 'delete', confirm: true })).status).toBe(200)
    expect((await ada.post(url, { text: 'delete', confirm: true })).json.code).toBe('erasure.running')
    expect((await ada.get('/v1/desk/readers/r_nobody/erasure')).json.code).toBe('reader.unknown')
  })
})

describe('L20: somebody who has written much', () => {
  it('goes in pieces, from wherever it was cut off, and it is said how far it has come', async () => {
    const tom = await t.signIn('tom', { name: 'Tom Qanarymuch' })
    await fill(t.app, {
      story: `${PAPER}/much`,
      reader: tom.id,
      comments: 400,
      chain: true,
      text: i => `Qanarymuch ${i}`,
    })
    const id = await beginErasure(t.app, { site: 'default', reader: tom.id, text: 'delete', by: 'reader' })
    expect(await eraseOn(t.app, id, { heard: gone => gone >= 150 })).not.toBeNull()
    const { json } = await t.guest.get(`/v1/erasures/${id}`)
    expect(json).toMatchObject({ state: 'running', done: 150, of: 400 })
    await passes(MINUTE)
    expect((await t.guest.get(`/v1/erasures/${id}`)).json).toMatchObject({ state: 'done', done: 400 })
    expect((await thread(`${PAPER}/much`)).story.count).toBe(0)
    await untilGone(['Qanarymuch'])
  })
})

describe('L19: what a reader takes along', () => {
  it('is all that is held of him, and names nobody else', async () => {
    const who = await whoDidEverything('sara', 'Mark')
    await t.guest.post(`/v1/comments/${who.first}/reports`, NOTICE)
    const answer = await who.zora.get('/v1/me/export')
    expect(answer.headers['content-disposition']).toMatch(/attachment; filename="default-2027-\d\d-\d\d.json"/)
    const { provided, about, reader } = answer.json
    expect(reader).toMatchObject({ name: who.name, email: who.email, account: 'sso:sara' })
    const ids = provided.comments.map(({ id }: { id: string }) => id)
    expect(ids).toEqual([who.first, who.removed, who.withdrawn, who.held, who.note, who.account])
    expect(provided.notes).toMatchObject([{ id: who.note, sources: ['https://mark.example/source'] }])
    expect(provided.ratings).toMatchObject([{ value: 'helpful', invited: false }])
    expect(provided.accounts).toMatchObject([
      {
        id: who.account,
        contact: { safeWay: 'Marksafe' },
        photos: [{ url: expect.stringContaining('/v1/accounts/') }],
      },
    ])
    expect(provided.comments[0].revisions.map(({ text }: { text: string }) => text)).toEqual([
      expect.stringContaining('Markfirst'),
      expect.stringContaining('Markedited'),
    ])
    expect(provided.comments[3].revisions[0].verdict).toMatchObject({ outcome: 'hold' })
    expect(provided.reports).toMatchObject([
      { comment: who.bobs, ground: 'truth', source: expect.stringContaining('of the report'), outcome: 'refused' },
    ])
    expect(provided.appeals).toMatchObject([{ outcome: 'upheld', statement: who.no }])
    expect(provided.respects).toMatchObject([{ comment: who.bobs }])
    expect(provided.proposals).toMatchObject([{ state: 'waiting' }])
    expect(about.decisions).toMatchObject([{ act: 'remove', statement: { no: who.no } }, { act: 'uphold' }])
    expect(about.sessions).toHaveLength(1)
    for (const other of ['Bob', 'Mona', 'Ada', bob.id, mona.id, ada.id, who.zora.token, 'It insults me'])
      expect(answer.text).not.toContain(other)
  })

  it('is nobody else’s', async () => {
    expect((await t.guest.get('/v1/me/export')).json.code).toBe('session.none')
  })
})

describe('L19, L20: with no script', () => {
  it('a reader sees what is held, takes it along, sees what would go and stay, and goes', async () => {
    const rita = new Browser(t)
    const reader = await t.signIn('rita', { name: 'Rita <b>', email: 'rita@post.example' })
    rita.cookies.set('parley_session', reader.token)
    await reader.says('Words of Rita.', { story: STORY })
    await reader.post('/v1/timeline', {
      story: STORY,
      ...{ happened: '2019-05', title: 'Her proposal', detail: '' },
      source: { who: 'An archive', url: null, on: null },
    })
    const mine = await rita.go('/d/mine')
    expect(mine.text).toContain('Her proposal')
    expect(mine.has('/d/mine/data')).toBe(true)
    const data = await rita.go('/d/mine/data')
    expect(data.text).toContain('1 comment')
    expect(data.text).toContain('rita@post.example')
    const file = await rita.go('/d/mine/data.json')
    expect(JSON.parse(file.html).provided.comments).toHaveLength(1)
    now += 11 * MINUTE
    const ask = await rita.go('/d/mine/erase?text=delete')
    expect(ask.text).toContain('This stays, and why')
    expect(() => ask.form('/d/mine/erase')).toThrow()
    const sent = await rita.send('/d/mine/erase/code', ask.form('/d/mine/erase/code'))
    expect(sent.statusLine).toContain('code')
    const { text } = (await mails(t.app)).findLast(({ to }) => to === 'rita@post.example')!
    const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)!
    const form = sent.form('/d/mine/erase')
    const unsure = await rita.send('/d/mine/erase', { ...form, code })
    expect(unsure.alert).toContain('tick the box')
    const wrong = await rita.send('/d/mine/erase', { ...form, code: 'ZZZZ-ZZZZ', confirm: 'yes' })
    expect(wrong.alert).toContain('not right')
    const gone = await rita.send('/d/mine/erase', { ...form, code, confirm: 'yes' })
    expect(gone.status).toBe(303)
    const shown = await rita.go(String(gone.headers.location))
    expect(shown.statusLine).toMatch(/It is done|pieces are erased/)
    expect(rita.cookies.has('parley_session')).toBe(false)
    expect((await rita.go('/d/mine/data')).status).toBe(401)
  })
})

describe('L21: every table', () => {
  /** Columns of text in which there is no person and none of his words, wherever they are: ids of things, kinds, states, days. */
  const THINGS = new Set([
    ...[
      'site',
      'story',
      'id',
      'comment',
      'case_id',
      'decision',
      'deciding',
      'reverses',
      'batch',
      'order_id',
      'root',
      'parent',
    ],
    ...[
      'entry',
      'account',
      'photo',
      'item',
      'receiver',
      'report',
      'reference',
      'kind',
      'state',
      'status',
      'stage',
      'act',
    ],
    ...[
      'outcome',
      'queue',
      'ground',
      'side',
      'role',
      'standing',
      'result',
      'rule',
      'head',
      'language',
      'engine',
      'type',
    ],
    ...['hash', 'sha256', 'data_json', 'decision_json', 'before_json', 'territory_json', 'paged_json', 'measured_json'],
    ...[
      'numbers_json',
      'pending_json',
      'error',
      'country',
      'opened',
      'closed',
      'since',
      'until',
      'happened',
      'said_on',
    ],
  ])
  /** Words of the newsroom and of authorities, by table. */
  const OFFICE: Record<string, readonly string[]> = {
    stories: ['url', 'title', 'settings_json', 'latest', 'call_json'],
    sessions: ['token_hash'],
    sign_in_codes: ['challenge_hash', 'code_hash'],
    used_tokens: ['jti'],
    watches: ['after'],
    reports: ['flagger'],
    decisions: ['explanation', 'law', 'label', 'source'],
    statements: ['body_json'],
    idempotency: ['key'],
    imports: ['source', 'foreign_id'],
    examples: ['asked', 'source'],
    counters: ['name'],
    thresholds: ['changes_json'],
    house_rules: ['title', 'text', 'category'],
    rule_lists: ['list_json'],
    own_words: ['words_json'],
    sections: ['sections_json'],
    reasons: ['templates_json'],
    eu_wordings: ['text'],
    escalations: ['note'],
    orders: ['authority', 'law'],
    order_answers: ['text'],
    flaggers: ['awarded_by', 'note'],
    disputes: ['body', 'costs', 'note'],
    timeline: ['link', 'reason'],
    notes: ['about', 'hidden_json', 'frozen_json'],
    note_ratings: ['note', 'reasons_json'],
    note_acts: ['note', 'reason'],
    note_alarms: ['note', 'values_json'],
    accounts: ['relation', 'when_from', 'when_to', 'place_precision', 'contact_fields', 'byline'],
    account_steps: ['reason'],
    account_looks: ['what'],
    account_photos: ['original_type'],
    account_pieces: ['part'],
    erasures: ['former', 'text'],
  }
  it('says what of a reader it holds, so that nothing new is forgotten when he goes', async () => {
    const whole = await openWhole(t.app.config.database)
    const tables = (await whole.tables()).filter(({ name }) => name !== 'filled')
    await whole.close()
    expect(tables.map(({ name }) => name).toSorted()).toEqual(Object.keys(HOLDS).toSorted())
    const unsaid = tables.flatMap(({ name, columns }) => {
      const { reader = [], words = [], desk = [] } = HOLDS[name as keyof typeof HOLDS] as Record<string, string[]>
      const said = [...reader, ...words, ...desk, ...(OFFICE[name] ?? [])]
      return columns
        .filter(({ type }) => type === 'text')
        .filter(one => !said.includes(one.name) && !THINGS.has(one.name))
        .map(one => `${name}.${one.name}`)
    })
    expect(unsaid).toEqual([])
  })

  it('is told of in docs/privacy.md', () => {
    const text = readFileSync(new URL('../../../../docs/privacy.md', import.meta.url), 'utf8')
    const holding = Object.entries(HOLDS).filter(([, one]) => Object.keys(one).length > 0)
    for (const [table] of holding) expect(text).toContain(`\`${table}\``)
  })
})
