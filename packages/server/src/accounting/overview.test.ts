import type { Overview } from '@parley/contract/schemas.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseOf, type Newsroom, newsroom, REMOVAL } from '../decisions/testing.ts'
import { testApp } from '../testing.ts'
import { median, rank } from './numbers.ts'

const HOUR = 3600_000

describe('the overview', () => {
  let n: Newsroom
  let overview: (query?: string) => Promise<Overview>
  beforeAll(async () => {
    n = await newsroom()
    overview = async (query = '') => (await n.gina.get(`/v1/desk/overview${query}`)).json
  })
  afterAll(() => n.t.close())
  const today = () => new Date(n.now()).toISOString().slice(0, 10)

  it('begins with nothing', async () => {
    const found = await overview()
    expect(found.to).toBe(today())
    expect(found.volume).toHaveLength(30)
    expect(found.waited).toEqual({ n: 0, median: null, p95: null })
    expect([found.reports, found.queues, found.reliability, found.overturned.rules]).toEqual([[], [], [], []])
  })

  it('counts what was posted and held, how long decisions took, and what waits', async () => {
    await n.says(n.alice, 'Calm words about the plan.')
    await n.says(n.bob, 'Three sources: https://a.example https://b.example https://c.example')
    const reported = await n.says(n.alice, 'Words that somebody reports.')
    await n.report(n.bob, reported, { rule: 'nice' })
    const first = await overview()
    expect(first.volume.at(-1)).toEqual({ day: today(), posted: 3, held: 1 })
    expect(first.queues.map(({ queue, n }) => [queue, n]).toSorted()).toEqual([
      ['held', 1],
      ['reported', 1],
    ])
    expect(first.reports).toEqual([{ rule: 'nice', n: 1, upheld: 0, refused: 0 }])

    await n.passes(2 / 24)
    await n.decide(n.eve, reported, REMOVAL)
    const then = await overview()
    expect(then.waited.n).toBe(1)
    expect(then.waited.median! / HOUR).toBeCloseTo(2, 1)
    expect(then.decisions.at(-1)).toMatchObject({ n: 1, median: then.waited.median })
    expect(then.reports).toEqual([{ rule: 'nice', n: 1, upheld: 1, refused: 0 }])
    expect(then.queues.map(({ queue }) => queue)).toEqual(['held'])
  })

  it('L33 says how often decisions were overturned: by rule, by moderator, by version of the engine', async () => {
    const id = await n.says(n.alice, 'They are all bloody idiots.', { postAnyway: true })
    const no = await n.restrict(n.eve, id)
    await n.alice.post(`/v1/statements/${no}/appeals`, { text: 'It is a quotation.' })
    const lodged = await overview()
    expect(lodged.overturned.rules).toEqual([{ rule: 'nice', decisions: 2, appealed: 1, overturned: 0 }])
    await n.decide(n.finn, id, { act: 'show', explanation: 'It is one.' })
    const { overturned, reliability } = await overview()
    const half = { decisions: 2, appealed: 1, overturned: 1 }
    expect(overturned.rules).toEqual([{ rule: 'nice', ...half }])
    expect(overturned.moderators).toEqual([{ name: 'Eve', ...half }])
    expect(overturned.engines).toContainEqual({
      engine: n.t.app.engine.version,
      decisions: 1,
      appealed: 1,
      overturned: 1,
    })
    expect(overturned.engines).toContainEqual({ engine: null, decisions: 1, appealed: 0, overturned: 0 })

    const insult = reliability.find(({ head }) => head === 'insult')!
    expect(insult.bins.reduce((sum, bin) => sum + bin.n, 0)).toBeGreaterThan(0)
    for (const { from, given, upheld } of insult.bins) {
      expect(given).toBeGreaterThanOrEqual(from)
      expect(given).toBeLessThanOrEqual(from + 0.1)
      expect(upheld).toBeGreaterThanOrEqual(0)
    }
  })

  it('shows a moderator his own record, and nobody else’s', async () => {
    const { json } = await n.finn.get('/v1/desk/overview')
    expect(json.overturned.moderators).toEqual([])
    expect(json.overturned.rules).toHaveLength(1)
    expect((await n.eve.get('/v1/desk/overview')).json.overturned.moderators).toMatchObject([{ name: 'Eve' }])
  })

  it('is of the days that are asked for', async () => {
    const before = await overview('?from=2020-01-01&to=2020-01-31')
    expect(before).toMatchObject({ from: '2020-01-01', to: '2020-01-31', waited: { n: 0 }, reports: [] })
    expect(before.volume).toHaveLength(31)
    for (const query of [
      '?from=2020-02-30',
      '?from=2020-02-01&to=2020-01-01',
      '?from=2018-01-01&to=2020-01-01',
      '?from=x',
    ])
      expect((await n.gina.get(`/v1/desk/overview${query}`)).status).toBe(400)
  })

  it('is for the desk alone', async () => {
    expect((await n.t.guest.get('/v1/desk/overview')).status).toBe(401)
    expect((await n.alice.get('/v1/desk/overview')).status).toBe(403)
  })
})

describe('the public log', () => {
  it('is not there unless the newsroom publishes it', async () => {
    const t = await testApp()
    try {
      expect((await t.guest.get('/v1/log')).status).toBe(404)
      expect((await t.guest.get('/d/log')).status).toBe(404)
    } finally {
      await t.close()
    }
  })

  it('says day, act, rule, machine and what was taken back; no name, no word, no story', async () => {
    const t = await testApp({ env: { PARLEY_PUBLIC_LOG: 'on' } })
    try {
      const [alice, eve, finn] = [
        await t.signIn('alice', { name: 'Alice Moreau' }),
        await t.signIn('eve', { name: 'Xaver Sommer', role: 'moderator' }),
        await t.signIn('finn', { name: 'Finn', role: 'moderator' }),
      ]
      expect((await t.guest.get('/v1/log')).json).toEqual({ entries: [], next: null })
      const decided = async (text: string, choice: object) => {
        const id = await alice.says(text, { postAnyway: true })
        await eve.post(`/v1/desk/cases/${caseOf(id)}/decisions`, { explanation: 'Secret reason.', ...choice })
        return id
      }
      const back = await decided('They are all bloody idiots.', { act: 'remove', rule: 'nice' })
      await decided('Words against a law.', { act: 'remove', rule: 'illegal', law: '§ 1 of the secret law' })
      await decided('Words that stay.', { act: 'show' })
      await alice.post('/v1/statements/1/appeals', { text: 'A secret objection.' })
      await finn.post(`/v1/desk/cases/${caseOf(back)}/decisions`, { act: 'show', explanation: 'A secret answer.' })
      const day = new Date().toISOString().slice(0, 10)
      const { json, text } = await t.guest.get('/v1/log')
      expect(json).toEqual({
        entries: [
          { day, act: 'remove', rule: 'illegal', automated: false, alone: false, overturned: false },
          { day, act: 'remove', rule: 'nice', automated: true, alone: false, overturned: true },
        ],
        next: null,
      })
      const page = (await t.guest.get('/d/log')).text
      expect(page).toContain('Be nice')
      expect(page).toContain('Taken back since.')
      for (const said of [text, page])
        for (const gone of [
          'Alice',
          'Moreau',
          'Xaver',
          'Sommer',
          'ecret',
          'idiots',
          'alliance',
          back,
          back.slice(2),
          'T0',
          'T1',
          'T2',
        ])
          expect(said).not.toContain(gone)
    } finally {
      await t.close()
    }
  })

  it('goes on page by page', async () => {
    const t = await testApp({ env: { PARLEY_PUBLIC_LOG: 'on' } })
    try {
      const alice = await t.signIn('alice')
      const eve = await t.signIn('eve', { role: 'moderator' })
      for (let i = 0; i < 53; i++) {
        const id = await alice.says(`Words, number ${i}, of many.`)
        await eve.post(`/v1/desk/cases/${caseOf(id)}/decisions`, {
          act: 'collapse',
          rule: 'clean',
          explanation: 'Why.',
        })
      }
      const first = (await t.guest.get('/v1/log')).json
      const second = (await t.guest.get(`/v1/log?after=${first.next}`)).json
      expect([first.entries.length, second.entries.length, second.next]).toEqual([50, 3, null])
      expect((await t.guest.get('/d/log')).text).toContain(`/d/log?after=${first.next}`)
      for (const after of ['x', '-1', '1e5', "1'"])
        expect((await t.guest.get(`/v1/log?after=${after}`)).status).toBe(400)
    } finally {
      await t.close()
    }
  })
})

it('the middle of values is one of them, by nearest rank', () => {
  expect([median([]), rank([7], 0.95), median([4, 1, 3, 2])]).toEqual([null, 7, 2])
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
  expect(rank(hundred, 0.95)).toBe(95)
})
