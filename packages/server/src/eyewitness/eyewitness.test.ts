import { EventEmitter } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exported } from '../keeping/export.ts'
import { type Answer, type Client, mails, ON_POSTGRES, PAPER, type TestApp, testApp } from '../testing.ts'
import { forgetSealed, KEPT } from './forget.ts'
import { admitUpload } from './picture.ts'

const DAY = 86_400_000
const CANARIES = /CANARY|CanaryCam|EyeWitness 1|16\.370|48\.208|48,12\.502/
const MAIL = 'source-canary@witness.example'

/** A photograph of the corpus; a made one where that is not on this machine. */
function photograph(name: string): Buffer | null {
  const file = fileURLToPath(new URL(`../../../../../shared/corpora/images/${name}`, import.meta.url))
  if (existsSync(file)) return readFileSync(file)
  console.log(`not tried: the corpus images/${name} is not on this machine`)
  return null
}

/** A PNG of one colour, with what its head says of its size. */
function png(width: number, height: number, rows = height): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(data.length)
    head.write(type, 4, 'latin1')
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc(Buffer.concat([head.subarray(4), data])))
    return Buffer.concat([head, data, sum])
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  const raw = Buffer.alloc(rows * (1 + width * 3), 120)
  for (let row = 0; row < rows; row++) raw[row * (1 + width * 3)] = 0
  const begin = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([begin, chunk('IHDR', size), chunk('IDAT', deflateSync(raw)), chunk('IEND', Buffer.alloc(0))])
}
function crc(bytes: Buffer): number {
  let c = 0xffffffff
  for (const byte of bytes) {
    c ^= byte
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  }
  return (c ^ 0xffffffff) >>> 0
}

let t: TestApp
let now = Date.parse('2030-01-05T12:00Z')
const lines: string[] = []
let alice: Client
let bob: Client
let mona: Client
let otto: Client
beforeAll(async () => {
  t = await testApp({ clock: () => now, lines, env: { PARLEY_LOG: 'debug' } })
  alice = await t.signIn('alice')
  bob = await t.signIn('bob')
  mona = await t.signIn('mona', { role: 'moderator' })
  otto = await t.signIn('otto', { role: 'editor' })
})
afterAll(async () => {
  expect(await t.broken()).toEqual([])
  await t.close()
})

let stories = 0
/** A story for one test, so that none sees what another wrote. */
const newStory = () => `${PAPER}/business/plant-${++stories}`
const thread = (story: string) => `/v1/comments?story=${encodeURIComponent(story)}`
const calls = (story: string) => `/v1/desk/calls?story=${encodeURIComponent(story)}`
const account = (story: string, more: object = {}) => ({
  story,
  relation: 'there',
  text: 'The gate was closed when the early shift came, and nobody told us why.',
  when: { from: '2030-01-05T05:40', exact: true },
  where: { place: 'Gate 3, Marlbeck', lat: 47.07142, lon: 15.43961, precision: 'street' },
  how: 'I stood before it with forty others.',
  contact: { email: MAIL, safeWay: 'Call after six, never at work.' },
  consent: { publish: true, name: 'name', keepOriginals: true },
  ...more,
})
const consent = (more: object = {}) => ({ publish: true, name: 'name', keepOriginals: true, ...more })

async function sent(who: Client, story: string, more: object = {}): Promise<string> {
  const answer = await who.post('/v1/accounts', account(story, more))
  expect([answer.status, answer.json.code]).toEqual([201, undefined])
  return answer.json.id
}
async function upload(who: Client, id: string, bytes: Buffer, { no = 1, type = 'image/jpeg', alt = '' } = {}) {
  const answer = await t.server.inject({
    method: 'PUT',
    url: `/v1/accounts/${id}/photos/${no}?alt=${encodeURIComponent(alt)}`,
    headers: { origin: PAPER, authorization: `Bearer ${who.token}`, 'content-type': type },
    payload: bytes,
  })
  return { status: answer.statusCode, json: answer.json() }
}
const stage = (id: string, to: string, more: object = {}) =>
  otto.post(`/v1/desk/accounts/${id}/stage`, { to, reason: 'So it is.', ...more })
async function published(id: string, more: object = {}): Promise<Answer> {
  const answer = await stage(id, 'published', more)
  expect([answer.status, answer.json.code]).toEqual([200, undefined])
  return answer
}
async function checked(id: string, items = ['who', 'where', 'when', 'second']) {
  for (const item of items)
    await mona.call('PUT', `/v1/desk/accounts/${id}/checklist/${item}`, { done: true, note: `${item}: seen` })
}
const inThread = async (story: string, id: string) =>
  (await t.guest.get(thread(story))).json.comments.find((one: { id: string }) => one.id === id)
const own = async (who: Client, id: string) => (await who.get(`/v1/accounts/${id}`)).json

/** Every byte that the database has, where it is a file; else every row of its tables. */
async function everyByte(): Promise<string> {
  if (!ON_POSTGRES) {
    await sql`pragma wal_checkpoint(truncate)`.execute(t.app.db.read).catch(() => undefined)
    const folder = join(t.app.config.database, '..')
    const files = readdirSync(folder).filter(name => name.startsWith('parley.sqlite'))
    return files.map(name => readFileSync(join(folder, name), 'latin1')).join('')
  }
  const tables = ['comments', 'revisions', 'accounts', 'account_photos', 'account_pieces', 'events', 'jobs', 'cases']
  const all = await Promise.all(tables.map(name => sql`select * from ${sql.table(name)}`.execute(t.app.db.read)))
  return JSON.stringify(all.map(({ rows }) => rows))
}
const rowsOf = async (table: 'accounts' | 'account_photos' | 'account_pieces', story: string) => {
  const known = await t.app.db.read.selectFrom('stories').select('id').where('url', '=', story).executeTakeFirst()
  const { rows } = await sql`select * from ${sql.table(table)} where story = ${known?.id ?? ''}`.execute(t.app.db.read)
  return rows
}

describe('an account that a reader sends', () => {
  it('waits at the desk, in no thread, no count and no queue of held comments', async () => {
    const story = newStory()
    const id = await sent(alice, story)
    expect((await t.guest.get(thread(story))).json).toMatchObject({ story: { count: 0 }, comments: [] })
    expect((await t.guest.get(`/v1/comments/${id}`)).status).toBe(404)
    const held = (await mona.get('/v1/desk/cases?queue=held')).json.cases
    expect(held.filter((one: { commentId: string }) => one.commentId === id)).toEqual([])
    const { accounts, counts } = (await mona.get(`/v1/desk/accounts?story=${encodeURIComponent(story)}`)).json
    expect(accounts).toMatchObject([{ id, stage: 'received', state: 'held', reader: { name: 'alice' }, photos: 0 }])
    expect(counts.received).toBeGreaterThan(0)
    expect(await own(alice, id)).toMatchObject({
      stage: 'received',
      state: 'held',
      contact: { email: true, phone: false },
    })
    expect((await alice.get(`/v1/me?story=${encodeURIComponent(story)}`)).json.mine).toMatchObject([
      { id, state: 'held', stage: 'received' },
    ])
  })

  it('does not exist for another reader', async () => {
    const id = await sent(alice, newStory())
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '/consent', { publish: false }],
      ['DELETE', '', undefined],
      ['DELETE', '/photos/1', undefined],
      ['GET', '/photos/1', undefined],
    ] as const)
      expect((await bob.call(method, `/v1/accounts/${id}${path}`, body)).json.code).toBe('account.unknown')
    expect((await upload(bob, id, png(4, 4), { type: 'image/png' })).json.code).toBe('account.unknown')
    expect((await bob.get('/v1/accounts/mine')).json.accounts).toEqual([])
  })

  it.each([
    ['a day that is not', { when: { from: '2030-02-30', exact: true } }, 'account.when'],
    ['an hour that is not', { when: { from: '2030-01-04T24:10', exact: true } }, 'account.when'],
    ['a time to come', { when: { from: '2030-01-07', exact: true } }, 'account.when'],
    ['an end before its beginning', { when: { from: '2030-01-05', to: '2030-01-04', exact: false } }, 'account.when'],
    ['half a pair of coordinates', { where: { lat: 48.2, precision: 'town' } }, 'account.where'],
    ['no words', { text: '\u200b \u200b' }, 'text.empty'],
    ['a mail address that is none', { contact: { email: 'alice at home' } }, 'account.contact'],
    ['a pseudonym without the name', { consent: consent({ name: 'pseudonym' }) }, 'account.pseudonym'],
    ['S05 the newsroom’s name', { consent: consent({ name: 'pseudonym', pseudonym: 'Editor' }) }, 'name.reserved'],
    ['S05 a reader’s name', { consent: consent({ name: 'pseudonym', pseudonym: 'B\u043eb' }) }, 'name.taken'],
    ['S05 a blank name', { consent: consent({ name: 'pseudonym', pseudonym: '\u3164\u3164' }) }, 'name.blank'],
    [
      'S05 the words that stand for no name',
      { consent: consent({ name: 'pseudonym', pseudonym: 'Name known to the newsroom' }) },
      'name.reserved',
    ],
    ['insults', { text: 'You fucking idiots, all of you are stupid pigs.' }, 'verdict.nudge'],
  ])('refuses %s, and keeps nothing', async (_, more, code) => {
    const story = newStory()
    expect((await alice.post('/v1/accounts', account(story, more))).json.code).toBe(code)
    expect(await rowsOf('accounts', story)).toEqual([])
  })

  it('S05 a pseudonym is one reader’s: neither another’s pseudonym nor a new reader’s name may look like it', async () => {
    const as = { consent: consent({ name: 'pseudonym', pseudonym: 'Night Shift' }) }
    await sent(alice, newStory(), as)
    await sent(alice, newStory(), as)
    const like = { consent: consent({ name: 'pseudonym', pseudonym: 'N\u0456ght Shift' }) }
    expect((await bob.post('/v1/accounts', account(newStory(), like))).json.code).toBe('name.taken')
    expect((await t.signIn('newcomer', { name: 'Night Shift' })).name).toBe('Night Shift 2')
  })

  it('lets no more wait under one story than the desk can want', async () => {
    const story = newStory()
    for (let i = 0; i < 5; i++) await sent(alice, story, { text: `What I saw, part ${i}.` })
    expect((await alice.post('/v1/accounts', account(story))).json.code).toBe('account.many')
  })

  it('a threat to life in it is at the top of the desk all the same', async () => {
    const id = await sent(alice, newStory(), {
      text: 'I will kill the manager tomorrow, I have a gun.',
      postAnyway: true,
    })
    const { cases } = (await mona.get('/v1/desk/cases?queue=reported')).json
    expect(cases.map((one: { commentId: string }) => one.commentId)).toContain(id)
    // Whatever is decided about its words does not publish it.
    await mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'show' })
    expect((await own(alice, id)).state).toBe('held')
    expect((await t.guest.get(`/v1/comments/${id}`)).status).toBe(404)
  })
})

describe('the desk', () => {
  it('publishes it, verified or not; the badge is told as data, never as text (S05)', async () => {
    const story = newStory()
    const id = await sent(alice, story)
    expect((await inThread(story, id))?.id).toBeUndefined()
    await published(id)
    expect(await inThread(story, id)).toMatchObject({
      kind: 'eyewitness',
      author: { id: alice.id, name: 'alice' },
      account: {
        ...{ relation: 'there', verified: false, byline: 'name', photos: [] },
        when: { from: '2030-01-05T05:40', to: null, exact: true },
        // No finer than its author gives it.
        where: { place: 'Gate 3, Marlbeck', lat: 47.071, lon: 15.44, precision: 'street' },
      },
    })
    expect((await stage(id, 'published', { verified: true })).json.code).toBe('account.unchecked')
    await checked(id, ['who', 'where', 'when'])
    expect((await stage(id, 'published', { verified: true })).json.code).toBe('account.unchecked')
    await checked(id, ['second'])
    await published(id, { verified: true })
    expect((await inThread(story, id)).account.verified).toBe(true)
    expect((await t.guest.get(thread(story))).json.story.count).toBe(1)
    expect((await own(alice, id)).steps).toMatchObject([
      { stage: 'received' },
      { stage: 'published', verified: false, reason: 'So it is.' },
      { stage: 'published', verified: true },
    ])
    expect((await stage(id, 'published', { verified: true })).json.code).toBe('account.same')
    await stage(id, 'corroborated')
    expect(await inThread(story, id)).toBeUndefined()
    expect((await own(alice, id)).verified).toBe(false)
  })

  it('an account of today’s kind, sent as a comment, has nothing beside its words and is not verified', async () => {
    const story = newStory()
    const id = await alice.says('I saw the fire from my window.', { story, kind: 'eyewitness' })
    expect(await inThread(story, id)).toMatchObject({ kind: 'eyewitness', account: null })
    expect((await mona.get(`/v1/desk/accounts/${id}`)).json.code).toBe('account.unknown')
  })

  it('needs a reason, and an editor; nobody publishes his own', async () => {
    const id = await sent(otto, newStory())
    expect((await stage(id, 'published')).json.code).toBe('decision.own')
    const hers = await sent(alice, newStory())
    expect((await mona.post(`/v1/desk/accounts/${hers}/stage`, { to: 'declined', reason: 'No.' })).status).toBe(403)
    expect((await stage(hers, 'declined', { reason: '\u200b' })).json.code).toBe('text.empty')
    expect((await stage(hers, 'declined', { reason: 'We could not find it confirmed.' })).status).toBe(200)
    expect((await own(alice, hers)).steps.at(-1)).toMatchObject({
      stage: 'declined',
      reason: 'We could not find it confirmed.',
    })
    const mail = (await mails(t.app)).at(-1)!
    expect(mail).toMatchObject({ to: 'alice@paper.example' })
    expect(JSON.stringify(mail)).toContain(`/d/accounts/${hers}`)
    expect(JSON.stringify(mail)).not.toMatch(/eyewitness|declin|confirmed|plant/i)
  })

  it('tells nobody by mail who does not want it', async () => {
    const id = await sent(bob, newStory(), { consent: consent({ tell: false }) })
    const before = (await mails(t.app)).length
    await stage(id, 'contacted')
    expect((await mails(t.app)).length).toBe(before)
  })

  it('keeps a checklist, tasks and notes', async () => {
    const id = await sent(alice, newStory())
    await checked(id, ['who'])
    const at = `/v1/desk/accounts/${id}`
    expect((await mona.post(`${at}/tasks`, { text: 'Ask the fire brigade' })).status).toBe(201)
    await otto.call('PUT', `${at}/tasks/1`, { done: true })
    await mona.post(`/v1/desk/cases/k_${id.slice(2)}/notes`, { text: 'Sounds right.' })
    const view = (await otto.get(at)).json
    expect(view.checklist[0]).toMatchObject({ item: 'who', done: true, note: 'who: seen', by: 'mona' })
    expect(view.checklist.slice(1).every((one: { done: boolean }) => !one.done)).toBe(true)
    expect(view.tasks).toMatchObject([{ no: 1, text: 'Ask the fire brigade', by: 'mona', done: { by: 'otto' } }])
    expect(view.notes).toMatchObject([{ text: 'Sounds right.', by: 'mona' }])
    expect((await otto.call('PUT', `${at}/tasks/2`, { done: true })).json.code).toBe('account.task')
  })

  it('finds accounts of the same place and time, under other stories too', async () => {
    const at = (from: string, where: object) => ({ when: { from, exact: true }, where })
    const here = { lat: 51.5, lon: -0.12, precision: 'exact' }
    const id = await sent(alice, newStory(), at('2029-11-02T09:00', here))
    const near = await sent(bob, newStory(), at('2029-11-02T10:30', { ...here, lat: 51.505 }))
    const sameDay = await sent(bob, newStory(), at('2029-11-02', { ...here, lat: 51.503 }))
    await sent(bob, newStory(), at('2029-11-02T10:30', { ...here, lat: 51.6 }))
    await sent(bob, newStory(), at('2029-11-02T19:00', here))
    const { duplicates } = (await mona.get(`/v1/desk/accounts/${id}`)).json
    const found = new Map(duplicates.map((one: { id: string }) => [one.id, one]))
    expect([...found.keys()].toSorted()).toEqual([near, sameDay].toSorted())
    expect(found.get(near)).toMatchObject({ minutes: 90, metres: 556, sameReader: false })
    expect(found.get(sameDay)).toMatchObject({ minutes: null })
  })

  it('a decision under a rule takes a published one away, with its statement; undone, it is back', async () => {
    const story = newStory()
    const id = await sent(alice, story)
    await published(id)
    const removed = await mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
      ...{ act: 'remove', rule: 'private', explanation: 'It names a private address.' },
      ...{ rule: 'nice' },
    })
    expect(removed.json.statement.no).toBeGreaterThan(0)
    expect(await inThread(story, id)).toBeUndefined()
    const list = async (at: string) =>
      (await mona.get(`/v1/desk/accounts?stage=${at}&story=${encodeURIComponent(story)}`)).json.accounts.length
    expect([await list('published'), await list('declined')]).toEqual([0, 1])
    await mona.post(`/v1/desk/decisions/${removed.json.decision.id}/undo`)
    expect((await inThread(story, id)).state).toBe('shown')
  })

  it('an appeal that is right brings an account back to the desk, not under the story', async () => {
    const story = newStory()
    const id = await sent(alice, story)
    const removal = { act: 'remove', rule: 'nice', explanation: 'It degrades a person.' }
    const { statement } = (await mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, removal)).json
    await alice.post(`/v1/statements/${statement.no}/appeals`, { text: 'Look again.' })
    await otto.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'show', explanation: 'You were right.' })
    expect(await own(alice, id)).toMatchObject({ state: 'held', stage: 'received' })
    expect(await inThread(story, id)).toBeUndefined()
  })

  it('makes an entry of the timeline in one step, which names nobody', async () => {
    const story = newStory()
    const id = await sent(alice, story)
    const at = `/v1/desk/accounts/${id}/timeline`
    const entry = { title: 'The gate stays closed', detail: '' }
    expect((await otto.post(at, entry)).json.code).toBe('timeline.account')
    await published(id)
    expect((await otto.post(at, entry)).status).toBe(201)
    const { entries } = (await t.guest.get(`/v1/timeline?story=${encodeURIComponent(story)}`)).json
    expect(entries).toMatchObject([{ happened: '2030-01-05', account: id, standing: 'reader' }])
    expect(JSON.stringify(entries)).not.toContain('alice')
    expect((await mona.get(`/v1/desk/accounts/${id}`)).json.inTimeline).toBe(1)
  })
})

describe('whoever is protected', () => {
  it('S05 is known by a pseudonym that leads to nothing else of his, in replies too', async () => {
    const story = newStory()
    const id = await sent(alice, story, { consent: consent({ name: 'pseudonym', pseudonym: 'Third Gate' }) })
    await published(id)
    const replied = await bob.post('/v1/comments', { story, text: 'Thank you for telling.', replyTo: id })
    expect(replied.json.comment.replyToName).toBe('Third Gate')
    await bob.post('/v1/comments', { story, text: 'Another one.', replyTo: replied.json.comment.id })
    const pages = [
      await t.guest.get(thread(story)),
      await t.guest.get(`/v1/comments/${id}`),
      await t.guest.get(`/v1/comments/${replied.json.comment.id}`),
      await t.guest.get(`/v1/comments/${id}/replies`),
      await bob.get(`/v1/me?story=${encodeURIComponent(story)}`),
      await t.guest.get(`/d?story=${encodeURIComponent(story)}`),
      await t.guest.get(`/d/comments/${id}`),
      await bob.get(`/d/comments/${id}/report`),
    ]
    for (const { text } of pages) {
      expect(text).not.toMatch(/alice/)
      expect(text).not.toContain(alice.id)
    }
    expect(pages[0]!.text).toContain('Third Gate')
    const out = await all(exported(t.app, { from: 0, before: Infinity, story: null, withReporters: true }))
    const one = out.find(row => row.type === 'comment' && row.id === id)
    expect(one).toMatchObject({ author: { name: 'Third Gate' }, account: { stage: 'published', byline: 'pseudonym' } })
    expect(JSON.stringify(out)).not.toContain(MAIL)
    await alice.call('PATCH', `/v1/accounts/${id}/consent`, { name: 'newsroom-only' })
    expect(await inThread(story, id)).toMatchObject({
      author: { name: 'Name known to the newsroom', badge: null },
      account: { byline: 'newsroom-only' },
    })
    expect((await mona.get(`/v1/desk/accounts/${id}`)).json.reader.name).toBe('alice')
  })

  it('takes back consent at any time: nobody reads it from then on, and it may be given again', async () => {
    const story = newStory()
    const id = await sent(alice, story)
    await stage(id, 'contacted')
    await upload(alice, id, png(8, 8), { type: 'image/png', alt: 'A gate' })
    await published(id)
    const [photo] = (await inThread(story, id)).account.photos
    expect((await t.guest.get(photo.url)).status).toBe(200)
    await alice.call('PATCH', `/v1/accounts/${id}/consent`, { publish: false })
    expect(await inThread(story, id)).toBeUndefined()
    expect((await t.guest.get(photo.url)).json.code).toBe('photo.unknown')
    expect(await own(alice, id)).toMatchObject({ stage: 'contacted', consent: { publish: false } })
    expect((await stage(id, 'published')).json.code).toBe('account.consent')
    await alice.call('PATCH', `/v1/accounts/${id}/consent`, { publish: true })
    await published(id)
    expect((await t.guest.get(photo.url)).status).toBe(200)
  })

  it('may be taken back by whoever may write no more', async () => {
    const story = newStory()
    const dora = await t.signIn('dora')
    const id = await sent(dora, story)
    await published(id)
    const ban = { act: 'ban', rule: 'nice', explanation: 'A reason.' }
    expect((await mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, ban)).status).toBe(200)
    expect((await dora.post('/v1/accounts', account(story))).json.code).toBe('reader.banned')
    expect((await dora.call('PATCH', `/v1/accounts/${id}/consent`, { keepOriginals: false })).status).toBe(200)
    expect((await dora.call('DELETE', `/v1/accounts/${id}`)).status).toBe(204)
  })

  it('sent again with the same key it is the same account, with other words it is refused', async () => {
    const story = newStory()
    const send = (more: object) =>
      alice.post('/v1/accounts', account(story, more), { 'idempotency-key': 'one-key-12345' })
    const first = await send({})
    expect((await send({})).json.id).toBe(first.json.id)
    expect((await send({ how: 'Somebody told me.' })).json.code).toBe('idempotency.mismatch')
  })

  it('contact is opened by an editor, each look written down; nobody else, and nothing on the disk, has it', async () => {
    const id = await sent(alice, newStory())
    const at = `/v1/desk/accounts/${id}`
    expect((await mona.post(`${at}/contact`)).status).toBe(403)
    expect((await otto.get(at)).text).not.toContain(MAIL)
    expect((await otto.post(`${at}/contact`)).json.contact).toEqual({
      email: MAIL,
      safeWay: 'Call after six, never at work.',
    })
    expect((await otto.get(at)).json.looks).toMatchObject([{ by: 'otto', what: 'contact', photo: null }])
    const bytes = await everyByte()
    expect(bytes).not.toContain(MAIL)
    expect(bytes).not.toContain(Buffer.from(MAIL).toString('base64').slice(2, 20))
    expect(lines.join('\n')).not.toContain(MAIL)
    const { rows } = await sql<{
      data_json: string
    }>`select data_json from events where kind = 'account.opened' and comment = ${id}`.execute(t.app.db.read)
    expect(rows.map(row => JSON.parse(row.data_json))).toMatchObject([{ what: 'contact', by: otto.id }])
  })

  it('what is sealed opens with its own secret and in its own row only', async () => {
    const id = await sent(alice, newStory())
    const { contact } = await t.app.db.read
      .selectFrom('accounts')
      .select('contact')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { secret } = t.app.config
    t.app.config.secret = 'another-secret-0123456789abcdef0123456789'
    expect((await otto.post(`/v1/desk/accounts/${id}/contact`)).json.code).toBe('account.sealed')
    t.app.config.oldSecrets = [secret]
    expect((await otto.post(`/v1/desk/accounts/${id}/contact`)).status).toBe(200)
    Object.assign(t.app.config, { secret, oldSecrets: [] })
    const other = await sent(bob, newStory())
    await t.app.db.tx(tx => tx.updateTable('accounts').set({ contact }).where('id', '=', other).execute())
    expect((await otto.post(`/v1/desk/accounts/${other}/contact`)).json.code).toBe('account.sealed')
    expect((await otto.post(`/v1/desk/accounts/${id}/contact`)).status).toBe(200)
  })

  it('S33 withdrawn, nothing is left of place, contact, photographs and originals', async () => {
    const story = newStory()
    const id = await sent(alice, story)
    await upload(alice, id, png(8, 8), { type: 'image/png' })
    await published(id)
    const [photo] = (await inThread(story, id)).account.photos
    const [kept] = (await rowsOf('accounts', story)) as { contact: string }[]
    const pieces = (await rowsOf('account_pieces', story)) as { part: string; data: string }[]
    // The picture itself is one of many of the same colour.
    const original = pieces.find(({ part }) => part === 'original')!.data
    const sealed = [kept!.contact, original].map(text => text.slice(0, 80))
    const before = await everyByte()
    for (const text of sealed) expect(before).toContain(text)
    expect((await alice.call('DELETE', `/v1/accounts/${id}`)).status).toBe(204)
    const after = await everyByte()
    for (const text of sealed) expect(after).not.toContain(text)
    for (const table of ['accounts', 'account_photos', 'account_pieces'] as const)
      expect(await rowsOf(table, story)).toEqual([])
    expect((await t.guest.get(photo.url)).status).toBe(404)
    expect((await mona.get(`/v1/desk/accounts/${id}`)).json.code).toBe('account.unknown')
    expect((await t.guest.get(thread(story))).json).toMatchObject({ story: { count: 0 }, comments: [] })
  })

  it('S33 of one that was removed under a rule, contact and photographs go all the same', async () => {
    const story = newStory()
    const id = await sent(alice, story)
    await mona.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
      act: 'remove',
      rule: 'nice',
      explanation: 'A reason.',
    })
    expect((await alice.call('DELETE', `/v1/accounts/${id}`)).status).toBe(204)
    expect(await rowsOf('accounts', story)).toEqual([])
  })

  it('what is sealed is forgotten when it has had its time', async () => {
    const story = newStory()
    const id = await sent(alice, story)
    await upload(alice, id, png(8, 8), { type: 'image/png' })
    await stage(id, 'declined')
    const forget = (days: number) => t.app.db.tx(tx => forgetSealed(tx, t.app.config.site, now + days * DAY))
    await forget(KEPT.declined - 1)
    expect((await own(alice, id)).photos[0].original).toBe(true)
    await forget(KEPT.declined + 1)
    expect(await own(alice, id)).toMatchObject({ contact: { email: false }, photos: [{ original: false }] })
    expect((await rowsOf('account_pieces', story)).length).toBe(1)
  })

  it('its words are changed only until the desk has begun', async () => {
    const id = await sent(alice, newStory())
    expect((await alice.call('PATCH', `/v1/comments/${id}`, { text: 'The gate was closed all morning.' })).status).toBe(
      200,
    )
    expect((await own(alice, id)).state).toBe('held')
    await stage(id, 'contacted')
    expect((await alice.call('PATCH', `/v1/comments/${id}`, { text: 'It was open.' })).json.code).toBe(
      'account.decided',
    )
  })
})

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of source) found.push(one)
  return found
}

describe('photographs', () => {
  it.each(['own-gps-all-segments.jpg', 'own-gps-exif-text.png'])(
    'S28 %s loses all that the camera wrote; the original is sealed for editors, each look written down',
    async name => {
      const bytes = photograph(name)
      if (!bytes) return
      const story = newStory()
      const id = await sent(alice, story)
      const type = name.endsWith('png') ? 'image/png' : 'image/jpeg'
      const answer = await upload(alice, id, bytes, { type, alt: 'The gate in the morning' })
      expect([answer.status, answer.json.code]).toEqual([200, undefined])
      await published(id)
      const [photo] = (await inThread(story, id)).account.photos
      const shown = await t.server.inject({ url: photo.url })
      expect(shown.rawPayload.toString('latin1')).not.toMatch(/CANARY|Canary|WITNESS|Exif|Photoshop|adobe|ICC_PROFILE/)
      // Upright: the camera had lain on its side.
      if (type === 'image/jpeg') expect([photo.width, photo.height]).toEqual([800, 600])
      expect(shown.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-disposition': expect.stringMatching(/^inline; filename="i_\w+\.(jpg|webp)"$/),
        'cache-control': 'public, max-age=86400, s-maxage=1, must-revalidate',
      })
      const etag = String(shown.headers.etag)
      expect((await t.server.inject({ url: photo.url, headers: { 'if-none-match': etag } })).statusCode).toBe(304)
      for (const text of [await everyByte(), (await t.guest.get(thread(story))).text, lines.join('\n')])
        expect(text).not.toMatch(CANARIES)
      const at = `/v1/desk/accounts/${id}/photos/1/original`
      expect((await mona.get(at)).status).toBe(403)
      const original = await t.server.inject({ url: at, headers: { authorization: `Bearer ${otto.token}` } })
      expect(original.rawPayload.equals(bytes)).toBe(true)
      expect(original.headers['content-disposition']).toMatch(/^attachment/)
      expect((await otto.get(`/v1/desk/accounts/${id}`)).json.looks).toMatchObject([
        { what: 'original', photo: 1, by: 'otto' },
      ])
      await alice.call('PATCH', `/v1/accounts/${id}/consent`, { keepOriginals: false })
      expect((await otto.get(at)).json.code).toBe('photo.unknown')
      expect((await t.guest.get(photo.url)).status).toBe(200)
    },
  )

  it('S28 keeps no original of whoever does not agree', async () => {
    const story = newStory()
    const id = await sent(alice, story, { consent: consent({ keepOriginals: false }) })
    const { json } = await upload(alice, id, png(2000, 100), { type: 'image/png' })
    expect(json.photos).toMatchObject([{ no: 1, width: 1600, height: 80, original: false }])
    expect((await rowsOf('account_pieces', story)).map(row => (row as { part: string }).part)).toEqual(['public'])
  })

  it.each([
    ['S29 one that says 65535 × 65535', png(65_535, 65_535, 1), 'photo.pixels'],
    ['S29 one that says more than a phone has', png(9000, 8000, 1), 'photo.pixels'],
    ['one that is cut short', png(400, 400).subarray(0, 300), 'photo.broken'],
    ['S30 a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'photo.kind'],
    ['S30 a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'photo.kind'],
    [
      'S30 a photograph that is a page too',
      Buffer.concat([png(4, 4), Buffer.from('<script>alert(1)</script>')]),
      'photo.kind',
    ],
    [
      'S30 a photograph that is an archive too',
      Buffer.concat([png(4, 4), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
      'photo.kind',
    ],
    ['S30 a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;'), 'photo.kind'],
    ['nothing', Buffer.alloc(0), 'photo.kind'],
  ])('refuses %s, and keeps nothing of it', async (_, bytes, code) => {
    const story = newStory()
    const id = await sent(alice, story)
    expect((await upload(alice, id, bytes, { type: 'image/png' })).json.code).toBe(code)
    expect(await rowsOf('account_pieces', story)).toEqual([])
  })

  it('S29 refuses what moves, and reads no more of it than its head', async () => {
    const id = await sent(alice, newStory())
    const frame = (r: number) => sharp({ create: { width: 8, height: 8, channels: 3, background: { r, g: 9, b: 9 } } })
    const frames = await Promise.all([0, 99, 200].map(red => frame(red).png().toBuffer()))
    const moving = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    expect((await upload(alice, id, moving, { type: 'image/webp' })).json.code).toBe('photo.pixels')
  })

  it('takes four of 15 MB, replaces and removes them, and none once it is settled', async () => {
    const id = await sent(alice, newStory())
    const put = (no: number, bytes = png(8, 8)) => upload(alice, id, bytes, { no, type: 'image/png' })
    expect((await put(5)).json.code).toBe('photo.many')
    expect((await put(1, Buffer.alloc(15 * 1024 * 1024 + 1))).json.code).toBe('photo.large')
    await put(1)
    expect((await put(1, png(9, 9))).json.photos).toMatchObject([{ no: 1, width: 9 }])
    await put(2)
    expect((await alice.call('DELETE', `/v1/accounts/${id}/photos/1`)).json.photos).toMatchObject([{ no: 2 }])
    await published(id)
    expect((await put(3)).json.code).toBe('account.decided')
    expect((await alice.call('DELETE', `/v1/accounts/${id}/photos/2`)).json.photos).toEqual([])
  })

  it('S29 so many may come at once, of all and of one reader', () => {
    const requests = Array.from({ length: 11 }, () => new EventEmitter())
    const busy = (reader: string) => expect(() => admitUpload(new EventEmitter(), reader)).toThrow('server.busy')
    for (const [i, request] of requests.slice(0, 10).entries()) admitUpload(request, `r_${i >> 1}`)
    busy('r_9')
    for (const request of requests.slice(2, 4)) request.emit('close')
    busy('r_0')
    admitUpload(requests[10]!, 'r_1')
    for (const request of [...requests.slice(0, 2), ...requests.slice(4)]) request.emit('close')
  })

  it('takes bytes nowhere else', async () => {
    const headers = { origin: PAPER, authorization: `Bearer ${alice.token}`, 'content-type': 'image/png' }
    const answer = await t.server.inject({ method: 'POST', url: '/v1/comments', headers, payload: png(4, 4) })
    expect(answer.json().code).toBe('request.type')
  })
})

describe('a call of the newsroom', () => {
  it('is in the story until it closes by itself, and is answered while the discussion is closed', async () => {
    const story = newStory()
    const question = 'Were you at the plant this morning?'
    const put = await otto.call('PUT', calls(story), { question, until: new Date(now + 3600_000).toISOString() })
    expect(put.json.call).toEqual({ question, until: new Date(now + 3600_000).toISOString() })
    expect((await t.guest.get(thread(story))).json.story.call.question).toBe(question)
    await mona.call('PUT', '/v1/desk/stories', { url: story, open: false })
    await sent(alice, story)
    now += 3600_000
    expect((await t.guest.get(thread(story))).json.story.call).toBeNull()
    expect((await alice.post('/v1/accounts', account(story))).json.code).toBe('story.closed')
    now -= 3600_000
  })

  it('is taken back, and takes no time that has gone or is far off', async () => {
    const story = newStory()
    const put = (until: string) => otto.call('PUT', calls(story), { question: 'Did you see it?', until })
    for (const until of ['2030-01-05T11:59:00Z', '2030-03-01T00:00:00Z', 'tomorrow'])
      expect((await put(until)).json.code).toBe('call.until')
    expect((await otto.call('DELETE', calls(story))).json.code).toBe('story.unknown')
    await put('2030-01-06T00:00:00Z')
    expect((await mona.call('DELETE', calls(story))).status).toBe(403)
    expect((await otto.call('DELETE', calls(story))).json.call).toBeNull()
    expect((await t.guest.get(thread(story))).json.story.call).toBeNull()
  })
})
