import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { FREE, type Step, standingFrom, stateAfter, takenBack } from './acts.ts'
import { type Newsroom, newsroom, REASON, REMOVAL } from './testing.ts'

const DAY = 86_400_000

describe('a standing', () => {
  let no = 0
  const step = (act: Exclude<Step, 'waited'>['act'], more: Partial<Exclude<Step, 'waited'>> = {}) => ({
    id: `d_${++no}`,
    act,
    days: null,
    posts: null,
    at: 0,
    reverses: null,
    ...more,
  })

  it('is the hardest of what holds', () => {
    expect(standingFrom([])).toEqual(FREE)
    expect(
      standingFrom([
        step('suspend', { days: 3, at: DAY }),
        step('suspend', { days: 1, at: 2 * DAY }),
        step('review', { posts: 5 }),
        step('ban', { at: 7 }),
        step('pause-reports', { days: 30 }),
        step('warn'),
        step('remove'),
      ]),
    ).toEqual({ suspendedUntil: 4 * DAY, bannedAt: 7, reviewedPosts: 5, reportsPausedUntil: 30 * DAY })
  })

  it('counts the comments that have waited', () => {
    const review = step('review', { posts: 2 })
    expect(standingFrom(['waited', review, 'waited']).reviewedPosts).toBe(1)
    expect(standingFrom([review, 'waited', 'waited', 'waited']).reviewedPosts).toBe(0)
    expect(standingFrom([review, 'waited', step('review', { posts: 4 })]).reviewedPosts).toBe(4)
  })

  it('is as if what was taken back had never been, unless that was taken back', () => {
    const ban = step('ban', { at: 1 })
    const suspend = step('suspend', { days: 1 })
    const back = step('lift', { reverses: suspend.id })
    expect(standingFrom([ban, suspend, back])).toEqual({ ...FREE, bannedAt: 1 })
    expect(standingFrom([ban, suspend, back, step('undo', { reverses: back.id })])).toEqual({
      ...FREE,
      bannedAt: 1,
      suspendedUntil: DAY,
    })
    expect(standingFrom([ban, suspend, step('lift'), step('review', { posts: 1 })])).toEqual({
      ...FREE,
      reviewedPosts: 1,
    })
  })

  it('depends on no decision that was taken back, whatever the rest', () => {
    const acts = fc.constantFrom('suspend', 'ban', 'review', 'warn', 'show', 'lift', 'pause-reports' as const)
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 12 }), fc.nat(11), (list, at) => {
        const steps = list.map((act, i) => step(act as 'ban', { days: i + 1, posts: i + 1, at: i }))
        const gone = steps[at]
        fc.pre(gone !== undefined)
        const rest = steps.filter(one => one !== gone)
        expect(standingFrom([...steps, step('undo', { reverses: gone!.id })])).toEqual(standingFrom(rest))
      }),
      { numRuns: 200 },
    )
  })
})

describe('a state', () => {
  it('is what the last decision leaves; what was withdrawn or erased stays so, whatever is decided', () => {
    expect(stateAfter('held', 'show')).toBe('shown')
    expect(stateAfter('removed', 'show')).toBe('shown')
    expect(stateAfter('shown', 'collapse')).toBe('collapsed')
    expect(stateAfter('collapsed', 'remove')).toBe('removed')
    for (const act of ['warn', 'review', 'suspend', 'ban', 'lift', 'uphold', 'pause-reports'] as const)
      expect(stateAfter('held', act), act).toBe('held')
    for (const act of ['show', 'collapse', 'remove', 'lift'] as const)
      for (const state of ['withdrawn', 'erased'] as const) expect(stateAfter(state, act), act).toBe(state)
  })

  it('knows what is taken back, and what is not any more', () => {
    const chain = [
      { id: 'd_1', reverses: null },
      { id: 'd_2', reverses: 'd_1' },
      { id: 'd_3', reverses: 'd_2' },
    ]
    expect([...takenBack(chain.slice(0, 2))]).toEqual(['d_1'])
    expect([...takenBack(chain)]).toEqual(['d_2'])
  })
})

describe('what is done to an author', () => {
  let n: Newsroom
  let dora: Client
  let people = 0
  beforeAll(async () => {
    n = await newsroom()
  })
  afterAll(() => n.t.close())
  beforeEach(async () => {
    n.fresh()
    dora = await n.t.signIn(`dora${++people}`)
  })

  const act = (choice: object, id: string) => n.restrict(n.eve, id, { rule: 'nice', explanation: REASON, ...choice })
  const writes = async (who = dora) =>
    (await who.post('/v1/comments', { story: n.story(), text: `Words ${Math.random()}` })).json
  const code = async () => (await writes()).code ?? (await writes()).comment?.state

  it('suspended, he cannot write, respect or report until the day, and can then', async () => {
    const [id, other] = [await n.says(dora), await n.says(n.alice)]
    await act({ act: 'suspend', days: 3 }, id)
    expect(await code()).toBe('reader.suspended')
    expect((await writes()).detail).toContain(new Date(n.now() + 3 * DAY).toISOString().slice(0, 10))
    expect((await dora.call('PUT', `/v1/comments/${other}/respect`)).json.code).toBe('reader.suspended')
    expect((await dora.call('PATCH', `/v1/comments/${id}`, { text: 'x' })).json.code).toBe('reader.suspended')
    expect((await n.report(dora, other)).json.code).toBe('reader.suspended')
    // What is against the law he may report, and his statement he may read and object to.
    const illegal = { law: '§ 185', explanation: 'It names me.', goodFaith: true }
    expect((await n.report(dora, other, { illegal })).status).toBe(201)
    const { statements } = (await dora.get('/v1/me/statements')).json
    expect(statements).toHaveLength(1)
    expect((await dora.get(`/v1/statements/${statements[0].no}`)).status).toBe(200)
    expect((await dora.post(`/v1/statements/${statements[0].no}/appeals`, { text: 'Too long.' })).status).toBe(201)
    expect((await dora.get('/v1/me')).json.barred).toMatchObject({ statement: statements[0].no, reason: REASON })
    expect((await n.seen(id))?.state).toBe('shown')
    await n.passes(3)
    expect(await code()).toBe('shown')
    expect((await dora.get('/v1/me')).json.barred).toBeNull()
  })

  it('banned, he cannot write, and can read his statement and object', async () => {
    const id = await n.says(dora)
    const no = await act({ act: 'ban' }, id)
    expect(await code()).toBe('reader.banned')
    expect((await dora.get(`/v1/statements/${no}`)).json.act).toBe('ban')
    expect((await dora.post(`/v1/statements/${no}/appeals`, { text: 'Never.' })).status).toBe(201)
    expect((await n.decide(n.finn, id, { act: 'lift', explanation: 'Too hard.' })).status).toBe(200)
    expect(await code()).toBe('shown')
  })

  it('under review, his next comments wait for a person, and the one after does not', async () => {
    const id = await n.says(dora)
    const no = await act({ act: 'review', posts: 2 }, id)
    expect((await dora.get(`/v1/statements/${no}`)).json.posts).toBe(2)
    const [first, second, third] = [await writes(), await writes(), await writes()]
    expect([first, second, third].map(({ comment }) => comment.state)).toEqual(['held', 'held', 'shown'])
    expect(first.verdict.findings).toMatchObject([{ rule: 'house', label: 'reviewed' }])
    expect((await n.view(first.comment.id)).queue).toBe('held')
  })

  it('warned, he writes on; lifted, he writes at once and hears of it', async () => {
    const id = await n.says(dora)
    await act({ act: 'warn' }, id)
    expect(await code()).toBe('shown')
    await act({ act: 'suspend', days: 5 }, id)
    await act({ act: 'review', posts: 5 }, id)
    expect((await n.decide(n.finn, id, { act: 'lift' })).status).toBe(200)
    expect(await code()).toBe('shown')
    expect((await n.mailsTo(dora.name)).at(-1)!.text).toContain('you can write comments as before')
  })

  it('changes nothing twice', async () => {
    const id = await n.says(dora)
    for (const choice of [{ act: 'lift' }, { act: 'ban' }, { act: 'suspend', days: 9 }, { act: 'review', posts: 3 }]) {
      if (choice.act !== 'lift') await act(choice, id)
      const again = await n.decide(n.finn, id, { rule: 'nice', explanation: REASON, ...choice })
      expect([again.status, again.json.code], choice.act).toEqual([409, 'decision.no-change'])
    }
    const shorter = await n.decide(n.finn, id, { act: 'suspend', days: 1, rule: 'nice', explanation: REASON })
    expect(shorter.json.code).toBe('decision.no-change')
  })

  it('is never done by himself, and leaves a held comment waiting', async () => {
    const id = await n.says(n.finn)
    expect((await n.decide(n.finn, id, { act: 'lift' })).json.code).toBe('decision.own')
    const held = await n.says(dora, 'See https://a.example https://b.example https://c.example')
    await act({ act: 'warn' }, held)
    expect(await n.view(held)).toMatchObject({ queue: 'held', state: 'held' })
    await n.restrict(n.eve, held, REMOVAL)
    expect((await n.view(held)).queue).toBeNull()
  })

  it('R17 everything that must hold, holds', async () => expect(await n.t.broken()).toEqual([]))
})
