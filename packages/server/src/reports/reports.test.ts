import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { type Client, mails, PAPER, type TestApp, testApp } from '../testing.ts'

const ILLEGAL = { law: '§ 186 StGB', explanation: 'It says of me what is not true.', goodFaith: true }

describe('a report', () => {
  let t: TestApp
  let now = Date.now()
  let alice: Client
  let bob: Client
  let carol: Client
  let desk: Client
  const story = `${PAPER}/reported`
  beforeAll(async () => {
    t = await testApp({ clock: () => now })
    alice = await t.signIn('alice', { name: 'Alice Moreau' })
    bob = await t.signIn('bob', { name: 'Bob Tanaka' })
    carol = await t.signIn('carol', { name: 'Carol Diaz' })
    desk = await t.signIn('eve', { role: 'moderator' })
  })
  afterAll(() => t.close())

  const says = (text = 'Some words.') => alice.says(text, { story })
  const report = (who: Client, id: string, body: object) => who.post(`/v1/comments/${id}/reports`, body)
  const illegal = (more: object = {}) => ({ illegal: { ...ILLEGAL, ...more } })
  const caseOf = async (id: string) => (await desk.get(`/v1/desk/cases/k_${id.slice(2)}`)).json
  const queue = async (id: string) =>
    (await desk.get(`/v1/desk/cases?queue=${id}&limit=100`)).json.cases as { commentId: string }[]

  it('against a house rule opens a case, and has a receipt', async () => {
    const id = await says()
    const { status, json } = await report(bob, id, {
      rule: 'nice',
      explanation: 'It degrades\u0000 my neighbours.\u202e',
    })
    expect(status).toBe(201)
    expect(json.reference).toMatch(/^R-[0-9A-F]{10}$/)
    expect((await queue('reported')).map(one => one.commentId)).toContain(id)
    const view = await caseOf(id)
    expect(view).toMatchObject({ queue: 'reported', reports: 1, state: 'shown', text: 'Some words.' })
    expect(view.reportList).toEqual([
      {
        reference: json.reference,
        rule: 'nice',
        explanation: 'It degrades my neighbours.',
        law: null,
        at: new Date(now).toISOString(),
        reporter: 'Bob Tanaka',
        reporterId: bob.id,
        revision: 1,
      },
    ])
  })

  it('that something is not true keeps what is wrong and by which source for the case, and hides nothing', async () => {
    const id = await says('The plant has received $1.4 billion since 2009.')
    const source = ' https://statistics.example/\n2009 '
    const reports = [
      { rule: 'truth', explanation: 'It was 1.1 billion.', source },
      { rule: 'truth', source: 'The yearly report, page 12' },
      { rule: 'truth', explanation: 'Made up.' },
    ]
    const readers = [bob, carol, await t.signIn('dan', { name: 'Dan Okafor' })]
    for (const [i, body] of reports.entries()) expect((await report(readers[i]!, id, body)).status).toBe(201)
    const view = await caseOf(id)
    expect(view).toMatchObject({ queue: 'reported', state: 'shown', reports: 3 })
    expect(view.reportList.map((one: { source?: string }) => one.source)).toEqual([
      'https://statistics.example/ 2009',
      'The yearly report, page 12',
      undefined,
    ])
    const inPlace = await t.guest.get(`/v1/comments/${id}`)
    expect(inPlace.json.comment).toMatchObject({ state: 'shown', decision: null })
    expect(JSON.stringify(inPlace.json)).not.toContain('statistics.example')
  })

  it('of what is against the law needs no sign-in, has a receipt by mail, and tells nobody’s words', async () => {
    const id = await says('Words that must not travel by mail.')
    const { status, json } = await report(t.guest, id, illegal({ name: 'Dr. N. Obody', email: 'Nobody@Paper.Example' }))
    expect(status).toBe(201)
    const [mail] = (await mails(t.app)).filter(one => one.to === 'nobody@paper.example')
    expect(mail!.subject).toBe(`Your report ${json.reference}`)
    expect(mail!.text).toContain(json.reference)
    expect(mail!.text).not.toMatch(/Words that must not|Alice|Obody/)
    const view = await caseOf(id)
    expect(view.reportList).toMatchObject([
      { rule: 'illegal', law: '§ 186 StGB', explanation: 'It says of me what is not true.', reporter: null },
    ])
    // Nobody's name or address is at the desk's list or anywhere else.
    expect(JSON.stringify(view)).not.toMatch(/Obody|nobody@/i)
  })

  it.each([
    ['without good faith', illegal({ goodFaith: false }), 422, 'report.good-faith'],
    ['without a law', illegal({ law: '' }), 400, 'request.invalid'],
    ['without an explanation', illegal({ explanation: '' }), 400, 'request.invalid'],
    ['with an address that is none', illegal({ email: 'nobody' }), 422, 'email.invalid'],
    ['with an address that is two', illegal({ email: 'a@b.example, c@d.example' }), 422, 'email.invalid'],
    ['with an address that is more', illegal({ email: 'a@b.example\r\nBcc: c@d.example' }), 422, 'email.invalid'],
    ['under a rule that is none', { rule: 'house' }, 422, 'rule.not-held'],
    ['under a rule by a guest', { rule: 'nice' }, 401, 'session.none'],
    ['with a source that is a page long', { rule: 'truth', source: 'x'.repeat(501) }, 400, 'request.invalid'],
    ['with too much to say', { rule: 'nice', explanation: 'x'.repeat(2001) }, 400, 'request.invalid'],
  ])('%s is refused, and opens nothing', async (_name, body, status, code) => {
    const id = await says()
    const answer = await report('rule' in body && status !== 401 ? bob : t.guest, id, body)
    expect([answer.status, answer.json.code]).toEqual([status, code])
    expect((await queue('reported')).map(one => one.commentId)).not.toContain(id)
  })

  it('is made once by a reader, who is told its reference again', async () => {
    const id = await says()
    const first = await report(bob, id, { rule: 'nice' })
    for (const body of [{ rule: 'nice' }, { rule: 'clean' }, illegal()]) {
      const again = await report(bob, id, body)
      expect([again.status, again.json.code, again.json.reference]).toEqual([409, 'report.twice', first.json.reference])
      expect(again.json.detail).toContain(first.json.reference)
    }
    expect((await caseOf(id)).reports).toBe(1)
  })

  it('is one when a reader presses fifty times at the same moment', async () => {
    const id = await says()
    const answers = await Promise.all(Array.from({ length: 50 }, () => report(bob, id, { rule: 'nice' })))
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(1)
    expect(answers.filter(answer => answer.status === 409)).toHaveLength(49)
    expect((await caseOf(id)).reportList).toHaveLength(1)
  })

  it('is not made of one’s own comment, nor of what cannot be read', async () => {
    const id = await says()
    expect((await report(alice, id, { rule: 'nice' })).json.code).toBe('report.own')
    expect((await report(alice, id, illegal())).json.code).toBe('report.own')
    const held = await says('See https://a.example https://b.example https://c.example')
    await alice.call('DELETE', `/v1/comments/${id}`)
    for (const [who, gone] of [
      [bob, held],
      [bob, id],
      [t.guest, held],
      [bob, 'c_00000000000000000000'],
    ] as const)
      expect((await report(who, gone, illegal())).json.code).toBe('comment.unknown')
  })

  it('puts threats first, then the law, then what many report, then the longest waiting', async () => {
    const fresh = await testApp({ clock: () => now })
    const [author, one, two, three] = await Promise.all(
      ['author', 'one', 'two', 'three'].map(name => fresh.signIn(name)),
    )
    const eve = await fresh.signIn('eve', { role: 'editor' })
    const ids: Record<string, string> = {}
    for (const name of ['early', 'late', 'many', 'law', 'threat']) {
      now += 1000
      ids[name] = await author!.says(`The ${name} one.`, { story })
    }
    const file = (who: Client, name: string, body: object) => who.post(`/v1/comments/${ids[name]}/reports`, body)
    await file(one!, 'late', { rule: 'nice' })
    await file(one!, 'early', { rule: 'spam' })
    for (const who of [one!, two!, three!]) await file(who, 'many', { rule: 'nice' })
    await file(fresh.guest, 'law', { illegal: ILLEGAL })
    await file(one!, 'threat', { rule: 'threats' })
    await file(two!, 'threat', { rule: 'nice' })
    const order: string[] = []
    for (let after = ''; ; ) {
      const { cases, next } = (await eve.get(`/v1/desk/cases?queue=reported&limit=2${after}`)).json
      order.push(...cases.map((found: { excerpt: string }) => found.excerpt))
      if (!next) break
      after = `&after=${encodeURIComponent(next)}`
    }
    expect(order).toEqual(['threat', 'law', 'many', 'early', 'late'].map(name => `The ${name} one.`))
    const { queues } = (await eve.get('/v1/desk/queues')).json
    expect(
      Object.fromEntries(queues.map((queue: { id: string; count: number }) => [queue.id, queue.count])),
    ).toMatchObject({
      reported: 5,
      held: 0,
      appeals: 0,
      threats: 1,
      illegal: 1,
    })
    for (const cursor of ['x', '5', '~k_0', "1~k_0' or 1=1"])
      expect((await eve.get(`/v1/desk/cases?queue=reported&after=${encodeURIComponent(cursor)}`)).json.code).toBe(
        'cursor.invalid',
      )
    expect(await fresh.broken()).toEqual([])
    await fresh.close()
  })

  it('is nobody’s business but the desk’s: no public page, stream event or author learns of it', async () => {
    const id = await says('Quiet.')
    const page = async () => (await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}&limit=100`)).json
    const before = await page()
    await report(bob, id, { rule: 'clean', explanation: 'canary-explanation' })
    const after = await page()
    expect({ ...after, story: { ...after.story, seq: 0 } }).toEqual({ ...before, story: { ...before.story, seq: 0 } })
    for (const answer of [
      await alice.get('/v1/me/comments'),
      await alice.get(`/v1/me?story=${encodeURIComponent(story)}`),
      await t.guest.get(`/v1/comments/${id}`),
    ])
      expect(answer.text).not.toMatch(/canary|R-[0-9A-F]{10}|"reports"/)
  })

  it('may be made again of what the desk has left standing, by others', async () => {
    const id = await says()
    await report(bob, id, { rule: 'nice' })
    await desk.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'show' })
    expect((await caseOf(id)).queue).toBeNull()
    expect((await report(bob, id, { rule: 'nice' })).json.code).toBe('report.twice')
    expect((await report(carol, id, { rule: 'nice' })).status).toBe(201)
    expect(await caseOf(id)).toMatchObject({ queue: 'reported', reports: 2 })
  })

  it('R17 leaves everything that must hold, held', async () => expect(await t.broken()).toEqual([]))
})

describe('S24 numbers', () => {
  let t: TestApp
  let alice: Client
  let desk: Client
  const story = `${PAPER}/numbers`
  beforeAll(async () => {
    t = await testApp()
    alice = await t.signIn('alice')
    desk = await t.signIn('eve', { role: 'moderator' })
  })
  afterAll(() => t.close())

  it('S24 two hundred toggles at once end in one truth', async () => {
    const id = await alice.says('Toggle me.', { story })
    const readers = await Promise.all(Array.from({ length: 10 }, (_, n) => t.signIn(`toggler${n}`)))
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        readers[n % 10]!.call(n % 20 < 10 ? 'PUT' : 'DELETE', `/v1/comments/${id}/respect`),
      ),
    )
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]))
    const rows = await t.app.db.read.selectFrom('respects').select('reader').where('comment', '=', id).execute()
    const shown = (await t.guest.get(`/v1/comments/${id}`)).json.comment.respects
    expect(shown).toBe(rows.length)
    for (const reader of readers) {
      const { respected } = (await reader.get(`/v1/me?story=${encodeURIComponent(story)}`)).json
      expect(respected.includes(id)).toBe(rows.some(row => row.reader === reader.id))
    }
    await Promise.all(readers.map(reader => reader.call('PUT', `/v1/comments/${id}/respect`)))
    expect((await t.guest.get(`/v1/comments/${id}`)).json.comment.respects).toBe(10)
    expect(await t.broken()).toEqual([])
  })

  it('S24 a thousand fresh accounts cannot hide a comment, only bring it to a person’s desk', async () => {
    const id = await alice.says('A thousand dislike this.', { story })
    const { site } = t.app.config
    const comment = await t.app.db.read
      .selectFrom('comments')
      .select(['story'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const now = t.app.clock()
    const crowd = Array.from({ length: 999 }, (_, n) => ({ reader: newId('r', now), n }))
    const last = await t.signIn('last')
    expect((await last.post(`/v1/comments/${id}/reports`, { rule: 'threats' })).status).toBe(201)
    await t.app.db.tx(async tx => {
      for (let from = 0; from < crowd.length; from += 100) {
        const some = crowd.slice(from, from + 100)
        await tx
          .insertInto('readers')
          .values(
            some.map(({ reader, n }) => ({
              site,
              id: reader,
              subject: `sso:fresh${n}`,
              email: null,
              name: `Fresh ${n}`,
              skeleton: `fresh ${n}`,
              role: 'reader' as const,
              created_at: now,
              banned_at: null,
            })),
          )
          .execute()
        await tx
          .insertInto('reports')
          .values(
            some.map(({ reader, n }) => ({
              site,
              story: comment.story,
              id: newId('p', now),
              comment: id,
              case_id: `k_${id.slice(2)}`,
              reference: `R-${n}`,
              ground: 'nice' as const,
              explanation: '',
              law: null,
              reader,
              name: null,
              email: null,
              at: now,
            })),
          )
          .execute()
      }
      await tx.updateTable('cases').set({ reports: 1000 }).where('comment', '=', id).execute()
    })
    // The next one goes the whole way, over all of them.
    const one = await t.signIn('one-more')
    expect((await one.post(`/v1/comments/${id}/reports`, { rule: 'nice' })).status).toBe(201)
    const { json } = await t.guest.get(`/v1/comments?story=${encodeURIComponent(story)}`)
    expect(json.comments.find((shown: { id: string }) => shown.id === id)).toMatchObject({
      state: 'shown',
      body: [{ p: ['A thousand dislike this.'] }],
      decision: null,
    })
    const view = (await desk.get(`/v1/desk/cases/k_${id.slice(2)}`)).json
    expect([view.reports, view.queue, view.state, view.decisions]).toEqual([1001, 'reported', 'shown', []])
    expect(
      (await alice.get('/v1/me/comments')).json.comments.find((own: { id: string }) => own.id === id),
    ).toMatchObject({ state: 'shown', reason: null })
    expect(await t.broken()).toEqual([])
  })
})
