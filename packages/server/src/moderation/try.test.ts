import type { Tried } from '@parley/contract/schemas.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestApp, testApp } from '../testing.ts'

describe('trying the rules at the desk', () => {
  let t: TestApp
  let mona: Client
  beforeAll(async () => {
    t = await testApp()
    mona = await t.signIn('mona', { role: 'moderator' })
  })
  afterAll(() => t.close())

  const tries = async (body: object): Promise<Tried> => {
    const { status, json } = await mona.post('/v1/desk/try', body)
    expect(status).toBe(200)
    return json
  }
  const head = (tried: Tried, name: string) => tried.heads.find(one => one.head === name)!

  it('says what would happen, and which words of which rule carry it', async () => {
    const text = 'The board knew. They are all bloody idiots.'
    const tried = await tries({ text })
    expect(tried.language).toBe('en')
    expect(tried.verdict.outcome).toBe('nudge')
    expect(tried.anyway).toBe('show')
    const insult = head(tried, 'insult')
    expect(insult.rule).toBe('nice')
    expect(insult.score).toBeGreaterThanOrEqual(insult.steps.nudge!)
    expect(insult.reaches).toBe('nudge')
    expect(insult.spans.map(({ start, end }) => text.slice(start, end))).toEqual(['bloody idiots'])
    expect(tried.engine).toBe(t.app.guarded.engine.version)
  })

  it('knows nothing against ordinary words, and has a line for every head', async () => {
    const tried = await tries({ text: 'My cousin delivers gearboxes to both of them.' })
    expect(tried.verdict).toEqual({ outcome: 'show', findings: [] })
    expect(tried.heads.map(({ head }) => head)).toEqual([
      'toxicity',
      'severe',
      'obscene',
      'threat',
      'insult',
      'identity',
      'sexual',
      'spam',
    ])
    expect(tried.heads.every(({ reaches }) => reaches === null)).toBe(true)
  })

  it('finds the language, or takes the one that it is told', async () => {
    expect((await tries({ text: 'Das ist doch nicht der Minister, den wir gewählt haben.' })).language).toBe('de')
    expect((await tries({ text: 'Das ist doch nicht der Minister.', language: 'fr' })).language).toBe('fr')
  })

  it('counts the newsroom’s own conditions, as for anyone who is new', async () => {
    const tried = await tries({ text: 'Look: https://a.example https://b.example https://c.example https://d.example' })
    expect(tried.verdict.outcome).toBe('hold')
    expect(tried.verdict.findings.map(({ label }) => label)).toContain('links')
  })

  it('goes by the newsroom’s steps, and what reads along in the browser is told which differ', async () => {
    const text = 'They are all bloody idiots.'
    expect((await t.guest.get('/v1/site')).json.asksFrom).toEqual({})
    const own = t.app.thresholds.current
    t.app.thresholds.current = { ...own, insult: { nudge: 0.99 }, obscene: {} }
    const tried = await tries({ text })
    expect([tried.verdict.outcome, head(tried, 'insult').steps]).toEqual(['show', { nudge: 0.99 }])
    expect((await t.guest.get('/v1/site')).json.asksFrom).toEqual({ insult: 0.99, obscene: null })
    t.app.thresholds.current = own
  })

  it('stores nothing', async () => {
    const before = await t.app.db.read.selectFrom('comments').select('id').execute()
    await tries({ text: 'They are all bloody idiots.', parent: 'Who are they?', article: 'The board' })
    expect(await t.app.db.read.selectFrom('comments').select('id').execute()).toEqual(before)
  })
})
