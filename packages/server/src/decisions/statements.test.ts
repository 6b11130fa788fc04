import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { statementKey } from './statements.ts'
import { type Newsroom, newsroom, REASON, REMOVAL } from './testing.ts'

const LAW = { law: '§ 186 StGB', explanation: 'canary-of-the-notice', goodFaith: true }

let n: Newsroom
beforeAll(async () => {
  n = await newsroom()
})
afterAll(() => n.t.close())
beforeEach(() => n.fresh())

const read = async (who: Client, no: number) => (await who.get(`/v1/statements/${no}`)).json
const linkIn = (text: string) => /\/d\/statements\/(\d+)\?key=([\w-]+)/.exec(text)

describe('L06 a statement of reasons', () => {
  it('L06 says what is restricted, where, why, how it came to light, and how to object', async () => {
    const id = await n.says(n.alice, 'Words that degrade.')
    const no = await n.restrict(n.eve, id, { ...REMOVAL, territory: ['AT', 'DE'] })
    const told = await read(n.alice, no)
    expect(told).toEqual({
      no,
      at: new Date(n.now()).toISOString(),
      act: 'remove',
      label: null,
      territory: ['AT', 'DE'],
      until: null,
      posts: null,
      rule: { id: 'nice', version: 1, title: 'Be nice', text: expect.stringContaining('degrade') },
      law: null,
      facts: REASON,
      source: 'own',
      automated: { detection: false, decision: false, engine: null },
      story: { title: expect.any(String), url: n.story() },
      comment: { id, postedAt: new Date(n.now()).toISOString(), text: 'Words that degrade.' },
      appealUntil: new Date(n.now() + 184 * 86_400_000).toISOString(),
      appeal: null,
      reversedAt: null,
    })
  })

  it('L06 names the law, and whether a reader or a notice pointed at it', async () => {
    const reported = await n.says(n.alice)
    await n.report(n.bob, reported)
    expect((await read(n.alice, await n.restrict(n.eve, reported))).source).toBe('report')
    const noticed = await n.says(n.alice)
    await n.report(n.t.guest, noticed, { illegal: LAW })
    const told = await read(
      n.alice,
      await n.restrict(n.eve, noticed, {
        act: 'collapse',
        rule: 'illegal',
        explanation: 'It says of him what is not true.',
      }),
    )
    expect(told).toMatchObject({ source: 'notice', law: '§ 186 StGB', rule: null, act: 'collapse' })
    const other = await n.says(n.alice)
    const without = await n.decide(n.eve, other, { act: 'remove', rule: 'illegal', explanation: REASON })
    expect([without.status, without.json.code]).toEqual([422, 'decision.no-law'])
  })

  it('L06 says whether a program had pointed at it, and which', async () => {
    const rude = await n.says(n.alice, 'They are all bloody idiots.', { postAnyway: true })
    const told = await read(n.alice, await n.restrict(n.eve, rude))
    expect(told.automated).toEqual({ detection: true, decision: false, engine: expect.stringMatching(/\d/) })
    const calm = await n.says(n.alice, 'Whoever signed it should explain it.')
    expect((await read(n.alice, await n.restrict(n.eve, calm))).automated.detection).toBe(false)
  })

  it('L06 is written for whatever takes something away, and for nothing else', async () => {
    const dora = await n.t.signIn('dora')
    const id = await n.says(dora)
    const numbers: number[] = []
    for (const choice of [
      { act: 'collapse', rule: 'clean', explanation: REASON },
      { act: 'warn', rule: 'clean', explanation: REASON },
      { act: 'review', rule: 'clean', explanation: REASON, posts: 3 },
      { act: 'suspend', rule: 'clean', explanation: REASON, days: 2 },
      { act: 'remove', rule: 'clean', explanation: REASON },
      { act: 'ban', rule: 'clean', explanation: REASON },
    ])
      numbers.push(await n.restrict(n.eve, id, choice))
    expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i))
    const suspended = await read(dora, numbers[3]!)
    expect([suspended.until, suspended.posts]).toEqual([new Date(n.now() + 2 * 86_400_000).toISOString(), null])
    expect((await read(dora, numbers[2]!)).posts).toBe(3)
    for (const choice of [{ act: 'show' }, { act: 'lift' }])
      expect((await n.decide(n.finn, id, choice)).json.statement).toBeUndefined()
    expect((await dora.get('/v1/me/statements')).json.statements.map((one: { no: number }) => one.no)).toEqual(
      numbers.toReversed(),
    )
  })

  it('L06 comes with the restriction, by mail, and reads well as plain text', async () => {
    const id = await n.says(n.alice)
    await n.report(n.bob, id)
    const no = await n.restrict(n.eve, id)
    const mail = (await n.mailsTo('alice')).at(-1)!
    expect(mail.subject).toBe('About your comment at 127.0.0.1')
    expect(mail.text.replace(/key=[\w-]+/, 'key=KEY')).toBe(
      [
        'Your comment under “Due process %” was removed: nobody but you and the newsroom can read it.',
        '',
        'House rule: Be nice',
        `Reason: ${REASON}`,
        'Where: everywhere.',
        'How it came to this: a reader reported it. Who did is not passed on. No program had pointed at it. A person decided.',
        '',
        'If you think that this is wrong, you can appeal until September 1, 2027, free of charge: say why, and someone who did not decide it looks again.',
        '',
        `Statement of reasons no. ${no}, with the form to appeal:`,
        `http://127.0.0.1:8080/d/statements/${no}?key=KEY`,
        '',
        'You may also turn to a certified body for out-of-court settlement, or to a court, at any time.',
        '',
      ]
        .join('\n')
        .replace('%', n.story().split('-').at(-1)!),
    )
    for (const { text } of await n.outbox()) {
      expect(text).not.toMatch(/\{\w+\}|undefined|null|<\w/)
      expect(text.split('\n').every(line => line === line.trimEnd())).toBe(true)
    }
  })

  it('L06 is reached by its author and by the key in the mail, and by nobody who guesses', async () => {
    const id = await n.says(n.alice)
    const no = await n.restrict(n.eve, id)
    const [, , key] = linkIn((await n.mailsTo('alice')).at(-1)!.text)!
    expect((await n.t.guest.get(`/v1/statements/${no}?key=${key}`)).status).toBe(200)
    expect((await n.alice.get(`/v1/statements/${no}`)).status).toBe(200)
    expect((await n.eve.get(`/v1/statements/${no}`)).status).toBe(200)
    for (const [who, path] of [
      [n.t.guest, `${no}`],
      [n.bob, `${no}`],
      [n.bob, `${no}?key=`],
      [n.bob, `${no}?key=${key!.slice(0, -1)}`],
      [n.bob, `${no}?key=${statementKey(n.t.app, no + 1)}`],
      [n.bob, `${no + 1000}?key=${statementKey(n.t.app, no + 1000)}`],
      [n.alice, `${no + 1000}`],
      [n.alice, '-1'],
      [n.alice, '1.5'],
      [n.alice, 'NaN'],
    ] as const) {
      const answer = await who.get(`/v1/statements/${path}`)
      expect([answer.status, answer.json.code], path).toEqual([404, 'statement.unknown'])
    }
    expect((await n.alice.get(`/v1/statements/${no}`)).headers['cache-control']).toBe('no-store')
  })

  it('L05 L06 never names who reported, to the author or anybody else', async () => {
    const id = await n.says(n.alice)
    const { reference } = (await n.report(n.bob, id)).json
    await n.report(n.t.guest, id, { illegal: { ...LAW, name: 'Dr. Canary', email: 'canary@paper.example' } })
    const no = await n.restrict(n.eve, id)
    const secret = /canary|Bob|Tanaka|R-[0-9A-F]{10}/i
    for (const path of [
      `/v1/statements/${no}`,
      '/v1/me/statements',
      '/v1/me/comments',
      `/v1/me?story=${encodeURIComponent(n.story())}`,
    ])
      expect((await n.alice.get(path)).text, path).not.toMatch(secret)
    for (const { text } of await n.mailsTo('alice')) expect(text).not.toMatch(secret)
    // Nor does who reported learn what was said to the author, or who she is.
    for (const text of [
      (await n.bob.get(`/v1/reports/${reference}`)).text,
      ...(await n.mailsTo('bob')).map(mail => mail.text),
    ])
      expect(text).not.toMatch(/Alice|Moreau|degrades a person|\/d\/statements/)
  })

  it('L06 stays as it was written, whatever becomes of it', async () => {
    const id = await n.says(n.alice, 'As it was then.')
    const no = await n.restrict(n.eve, id, { act: 'collapse', rule: 'clean', explanation: 'First reason.' })
    const first = await read(n.alice, no)
    const rows = () => n.t.app.db.read.selectFrom('statements').selectAll().where('no', '=', no).execute()
    const kept = await rows()
    await n.passes(0.1)
    await n.restrict(n.finn, id, { act: 'remove', rule: 'nice', explanation: 'Second reason.' })
    await n.alice.post(`/v1/statements/${no}/appeals`, { text: 'I object.' })
    await n.decide(n.gina, id, { act: 'show', explanation: 'Both were wrong.' })
    expect(await rows()).toEqual(kept)
    const { appeal, reversedAt, ...later } = await read(n.alice, no)
    const { appeal: _none, reversedAt: _not, ...before } = first
    expect(later).toEqual(before)
    expect(appeal).toMatchObject({ outcome: 'reversed', reasons: 'Both were wrong.' })
  })

  it('R17 everything that must hold, holds', async () => expect(await n.t.broken()).toEqual([]))
})
