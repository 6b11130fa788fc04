import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { check as checkCommand } from '../cli/check.ts'
import { doctor } from '../cli/doctor.ts'
import { model as modelCommand } from '../cli/model.ts'
import { runHere, runParley } from '../cli/testing.ts'
import { openDatabase } from '../db/open.ts'
import { shippedEngine } from '../moderation/engine.ts'
import type { Seen } from '../moderation/phase.ts'
import { STEPS, type Words, wordEngine } from '../moderation/testing.ts'
import { type Client, databaseIn, STORY, type TestApp, testApp } from '../testing.ts'
import { labelsOf } from './learn.ts'
import { type Example, insertExample, type StoredExample } from './queries.ts'
import { reportOf, wilson } from './report.ts'
import { changesFrom, overlay } from './thresholds.ts'
import { LEAST, tune } from './tune.ts'

const WORDS: Words = { blot: { insult: 0.62, toxicity: 0.7 }, harm: { threat: 0.9 }, near: { insult: 0.4 } }
const caseOf = (id: string) => `/v1/desk/cases/k_${id.slice(2)}`

describe('what the desk decides', () => {
  let t: TestApp
  let alice: Client
  let desk: Client
  let colleague: Client
  beforeAll(async () => {
    t = await testApp({ engine: () => wordEngine(WORDS) })
    alice = await t.signIn('alice')
    desk = await t.signIn('eve', { role: 'moderator' })
    colleague = await t.signIn('finn', { role: 'editor' })
  })
  afterAll(() => t.close())

  const decide = async (id: string, choice: object, who = desk) => {
    const answer = await who.post(`${caseOf(id)}/decisions`, choice)
    expect(answer.status, answer.text).toBe(200)
  }
  const remove = (id: string, rule: string, who = desk) =>
    decide(
      id,
      { act: 'remove', rule, explanation: 'Because of its words.', ...(rule === 'illegal' && { law: '§ 185' }) },
      who,
    )
  const learned = async (id: string) =>
    t.app.db.read
      .selectFrom('examples')
      .select(['head', 'rule', 'label', 'score', 'asked', 'source', 'engine', 'language', 'by', 'revision'])
      .where('comment', '=', id)
      .orderBy('head')
      .execute()
  const said = async (id: string) => (await learned(id)).map(({ head, label }) => [head, label])

  it('upheld under a rule, is a 1 for what was found under it', async () => {
    const id = await alice.says('They are a blot.', { postAnyway: true })
    await remove(id, 'nice')
    expect(await learned(id)).toEqual([
      {
        head: 'insult',
        rule: 'nice',
        label: 1,
        score: 0.62,
        asked: 'nudge',
        source: 'decision',
        engine: 'test-1',
        language: 'en',
        by: desk.id,
        revision: 1,
      },
      expect.objectContaining({ head: 'toxicity', label: 1, score: 0.7, asked: 'nudge' }),
    ])
  })

  it('shown, is a 0 for all that was scored', async () => {
    const id = await alice.says('They mean harm.')
    await decide(id, { act: 'show' })
    const rows = await learned(id)
    expect(rows).toHaveLength(8)
    expect(rows.every(row => row.label === 0)).toBe(true)
    expect(rows.find(row => row.head === 'threat')).toMatchObject({ score: 0.9, asked: 'hold', rule: 'threats' })
    expect(rows.find(row => row.head === 'spam')).toMatchObject({ score: 0.01, asked: null })
  })

  it('under a rule where nothing was found, is a miss; truth and law teach nothing', async () => {
    const missed = await alice.says('Words that nobody foresaw.')
    await remove(missed, 'nice')
    expect(await learned(missed)).toMatchObject([{ head: null, rule: 'nice', label: 1, score: null, asked: null }])
    for (const rule of ['truth', 'illegal']) {
      const id = await alice.says(`About ${rule}.`)
      await remove(id, rule)
      expect(await learned(id)).toEqual([])
    }
    // Found as an insult, removed as advertising: that says nothing about insults.
    const other = await alice.says('A blot, for sale.', { postAnyway: true })
    await remove(other, 'spam')
    expect(await said(other)).toEqual([[null, 1]])
  })

  it('and later takes back, is learned anew, as a reversal', async () => {
    const id = await alice.says('A blot, you say?', { postAnyway: true })
    await remove(id, 'nice')
    await decide(id, { act: 'show' }, colleague)
    const rows = await learned(id)
    expect(rows).toHaveLength(8)
    expect(rows.find(row => row.head === 'insult')).toMatchObject({ label: 0, source: 'reversal', by: colleague.id })
    const labelled = await alice.says('A blot, or so they say.', { postAnyway: true })
    await decide(labelled, { act: 'label', rule: 'nice', label: 'Harsh words', explanation: 'Harsh.' })
    expect(await said(labelled)).toContainEqual(['insult', 1])
    await decide(labelled, { act: 'show' }, colleague)
    expect((await learned(labelled))[0]).toMatchObject({ source: 'reversal' })
  })

  it('is learned of the words that were judged; the words of an edit are others', async () => {
    const id = await alice.says('Mild words.')
    await decide(id, { act: 'show' })
    await alice.call('PATCH', `/v1/comments/${id}`, { text: 'They are a blot now.', postAnyway: true })
    await remove(id, 'nice')
    const rows = await learned(id)
    expect(rows.filter(row => row.revision === 1)).toHaveLength(8)
    expect(rows.filter(row => row.revision === 2).map(({ head, label }) => [head, label])).toEqual([
      ['insult', 1],
      ['toxicity', 1],
    ])
  })

  it('is forgotten with the words, when their author takes them back', async () => {
    const id = await alice.says('Soon withdrawn.')
    await decide(id, { act: 'show' })
    expect(await learned(id)).toHaveLength(8)
    expect((await alice.call('DELETE', `/v1/comments/${id}`)).status).toBe(204)
    expect(await learned(id)).toEqual([])
    expect(await t.broken()).toEqual([])
  })

  it('teaches nothing where no engine has judged, or another judge has', () => {
    expect(labelsOf({ outcome: 'show', findings: [] }, { act: 'show', ground: null })).toEqual([])
    const by = { rule: 'nice', label: 'insult', score: 1, spans: [], message: 'x', by: 'Second Look' } satisfies Seen
    expect(labelsOf({ outcome: 'show', findings: [by], scores: null }, { act: 'show', ground: null })).toEqual([])
  })
})

const example = (more: Partial<StoredExample>): StoredExample => ({
  id: `x_${++made}`,
  comment: `c_${made}`,
  revision: 1,
  text: 'Words.',
  language: 'en',
  rule: 'nice',
  head: 'insult',
  label: 1,
  score: 0.7,
  asked: 'nudge',
  source: 'decision',
  engine: 'test-1',
  by: 'r_1',
  at: 1,
  ...more,
})
let made = 0
const times = (n: number, more: Partial<StoredExample>) => Array.from({ length: n }, () => example(more))

describe('the interval of a share', () => {
  it('is Wilson’s', () => {
    // Brown, Cai, DasGupta (2001): 0 of 10 → 0…0.2775; textbook value for 8 of 10.
    expect(wilson(0, 10).low).toBe(0)
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 3)
    expect(wilson(8, 10).low).toBeCloseTo(0.4902, 3)
    expect(wilson(8, 10).high).toBeCloseTo(0.9433, 3)
  })
  it('holds the share, and never leaves 0…1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat({ max: 5000 }), (n, some) => {
        const upheld = some % (n + 1)
        const { low, high } = wilson(upheld, n)
        return low >= 0 && high <= 1 && low <= upheld / n + 1e-12 && high >= upheld / n - 1e-12
      }),
    )
  })
})

describe('the report', () => {
  it('says how much of what was found was upheld, by rule, head and step', () => {
    const report = reportOf([
      ...times(6, { asked: 'nudge' }),
      ...times(2, { asked: 'nudge', label: 0 }),
      ...times(2, { asked: 'hold', score: 0.9 }),
      ...times(3, { asked: null, score: 0.1, label: 0 }),
      ...times(4, { head: null, score: null, asked: null }),
      ...times(5, { source: 'suggestion', comment: null, label: 0 }),
      ...times(2, { head: 'threat', rule: 'threats', asked: 'hold', label: 0, score: 0.8, language: 'de' }),
      example({ engine: 'test-0', head: 'spam', rule: 'spam', asked: null, score: 0.2, label: 0 }),
    ])
    const insult = report.heads.find(one => one.head === 'insult')!
    expect(insult.found).toMatchObject({ n: 10, upheld: 8, precision: 0.8 })
    expect(insult.found.low).toBeCloseTo(0.4902, 3)
    expect(insult.nudge).toMatchObject({ n: 8, upheld: 6 })
    expect(insult.hold).toMatchObject({ n: 2, upheld: 2, precision: 1 })
    expect(insult.refuse).toMatchObject({ n: 0, precision: null, low: null })
    expect(report.rules.find(one => one.rule === 'nice')).toMatchObject({ found: { n: 10, upheld: 8 }, missed: 4 })
    expect(report.rules.find(one => one.rule === 'threats')).toMatchObject({ found: { n: 2, upheld: 0 }, missed: 0 })
    expect(report.rules.map(one => one.rule)).not.toContain('truth')
    expect(report.languages).toMatchObject([
      { language: 'en', found: { n: 10 } },
      { language: 'de', found: { n: 2, upheld: 0 } },
    ])
    expect(report.engines).toEqual([
      { engine: 'test-1', texts: 19 },
      { engine: 'test-0', texts: 1 },
    ])
    expect([report.texts, report.suggestions]).toEqual([20, 5])
    // What was given, against what was said.
    expect(insult.reliability).toEqual([
      { from: 0.1, to: 0.2, n: 3, predicted: expect.closeTo(0.1), observed: 0 },
      { from: 0.7, to: 0.8, n: 8, predicted: expect.closeTo(0.7), observed: 0.75 },
      { from: 0.9, to: 1, n: 2, predicted: expect.closeTo(0.9), observed: 1 },
    ])
  })
  it('counts a text once for its rule, however many heads found it', () => {
    const twice = [example({ comment: 'c_same', label: 1 }), example({ comment: 'c_same', head: 'toxicity', label: 1 })]
    const report = reportOf(twice)
    expect(report.rules.find(one => one.rule === 'nice')!.found).toMatchObject({ n: 1, upheld: 1 })
    expect(report.texts).toBe(1)
  })
  it('of nothing says nothing', () => {
    const report = reportOf([])
    expect(report.texts).toBe(0)
    expect(report.heads.every(one => one.found.precision === null && !one.reliability.length)).toBe(true)
  })
})

describe('a proposal of steps', () => {
  /** Upheld more and more as the score rises: none below 0.3, all above 0.8. */
  const graded = (n: number) =>
    Array.from({ length: n }, (_, i) => {
      const score = (i + 0.5) / n
      return example({ score, label: score > 0.8 ? 1 : score < 0.3 ? 0 : ((i % 2) as 0 | 1) })
    })

  it('is the lowest score that keeps the promise', () => {
    const examples = graded(1000)
    const { changes, proposals } = tune(examples, STEPS)
    const nudge = changes.insult!.nudge!
    const upheldFrom = (from: number) => {
      const above = examples.filter(one => one.score! >= from)
      return wilson(above.filter(one => one.label === 1).length, above.length, 1.645).low
    }
    expect(upheldFrom(nudge)).toBeGreaterThanOrEqual(0.5)
    expect(upheldFrom(nudge - 0.01)).toBeLessThan(0.5)
    expect(changes.insult!.hold!).toBeGreaterThan(nudge)
    expect(changes.insult!.refuse!).toBeGreaterThan(changes.insult!.hold!)
    expect(proposals.find(one => one.head === 'insult' && one.step === 'nudge')).toMatchObject({
      now: 0.5,
      proposed: nudge,
      why: 'enough',
    })
    // A stricter newsroom gets a higher step.
    expect(tune(examples, STEPS, { nudge: 0.8, hold: 0.9, refuse: 0.95 }).changes.insult!.nudge!).toBeGreaterThan(nudge)
  })
  it('says when there are too few, and when nothing keeps the promise', () => {
    expect(tune(graded(LEAST - 1), STEPS)).toMatchObject({ changes: {} })
    expect(tune(graded(LEAST - 1), STEPS).proposals.find(one => one.head === 'insult')).toMatchObject({
      proposed: null,
      why: 'too-few',
    })
    const never = tune(times(500, { label: 0, score: 0.9 }), STEPS)
    expect(never.changes).toEqual({})
    expect(never.proposals.find(one => one.head === 'insult')).toMatchObject({ why: 'not-reached', n: 500, upheld: 0 })
  })
  it('leaves threats, steps that are not, and labels of others alone', () => {
    const { changes, proposals } = tune(
      [
        ...times(500, { head: 'threat', rule: 'threats', label: 0, score: 0.9 }),
        ...times(500, { head: 'toxicity', label: 1, score: 0.7 }),
        ...times(500, { source: 'suggestion', score: 0.2 }),
      ],
      STEPS,
    )
    expect(Object.keys(changes)).toEqual(['toxicity'])
    expect(Object.keys(changes.toxicity!)).toEqual(['nudge'])
    expect(proposals.find(one => one.head === 'threat')).toMatchObject({ why: 'threat', proposed: null })
    expect(proposals.find(one => one.head === 'insult')).toMatchObject({ why: 'too-few', n: 0 })
  })
  it('can always be applied', () => {
    const row = fc.record({
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      label: fc.constantFrom(0 as const, 1 as const),
    })
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 30, maxLength: 300 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (rows, at) => {
          const steps = { insult: { nudge: at, hold: (1 + at) / 2, refuse: (3 + at) / 4 } }
          const { changes } = tune(
            rows.map(one => example(one)),
            steps,
          )
          expect(() => changesFrom(changes, steps)).not.toThrow()
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('a newsroom’s own steps', () => {
  it('lie over the engine’s: a number is new, null is never, what is absent stays', () => {
    expect(overlay(STEPS, { insult: { nudge: 0.6, refuse: null }, spam: { hold: 0.9 } })).toEqual({
      insult: { nudge: 0.6, hold: 0.8 },
      toxicity: { nudge: 0.6 },
      threat: { hold: 0.5 },
      spam: { hold: 0.9 },
    })
    expect(overlay(STEPS, {})).toEqual(STEPS)
  })
  it.each([
    [null, /no thresholds/],
    [[], /no thresholds/],
    [{ rudeness: { nudge: 0.5 } }, /no head “rudeness”/],
    [{ insult: 0.5 }, /takes steps/],
    [{ insult: { warn: 0.5 } }, /the step “warn”/],
    [{ insult: { nudge: 1.5 } }, /0 to 1/],
    [{ insult: { nudge: '0.5' } }, /0 to 1/],
    [{ insult: { nudge: Number.NaN } }, /0 to 1/],
    [{ insult: { nudge: 0.9 } }, /must rise/],
    [{ threat: { hold: null } }, /always held/],
  ])('%j is refused', (given, why) => {
    expect(() => changesFrom(given, STEPS)).toThrow(why)
  })
})

/** Some commands are processes of their own. */
const COMMANDS = { timeout: 60_000 }

describe('parley model', COMMANDS, () => {
  let data: string
  afterEach(() => rmSync(data, { recursive: true, force: true }))
  const folder = () => {
    data = mkdtempSync(join(tmpdir(), 'parley-model-'))
    return data
  }
  const model = async (args: string[]) => {
    const ran = await runHere(data, modelCommand, args)
    return { ...ran, json: ran.status === 0 && args.includes('--json') ? JSON.parse(ran.out) : null }
  }
  async function fill(examples: Partial<Example>[]) {
    const db = await openDatabase(await databaseIn(data))
    await db.tx(async tx => {
      for (const [i, more] of examples.entries())
        await insertExample(tx, 'default', {
          about: { text: `Example number ${i}.` },
          language: 'en',
          rule: 'nice',
          head: 'insult',
          label: 1,
          score: 0.9,
          asked: 'hold',
          source: 'decision',
          engine: shippedEngine().version,
          by: 'r_1',
          at: Date.now() - 1000,
          ...more,
        })
    })
    await db.close()
  }
  const file = (value: unknown) => {
    const path = join(data, 'steps.json')
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
    return path
  }

  it('reports, tunes, exports and forgets', async () => {
    folder()
    const old = Date.now() - 40 * 24 * 3600_000
    await fill([
      ...Array.from({ length: 60 }, () => ({})),
      ...Array.from({ length: 10 }, () => ({ label: 0 as const, score: 0.3, asked: null })),
      { at: old, source: 'reversal' },
      { source: 'suggestion', by: 'coral' },
    ])
    const report = (await model(['report', '--json'])).json
    expect(report.heads.find((one: { head: string }) => one.head === 'insult').hold).toMatchObject({
      n: 60,
      upheld: 60,
    })
    expect(report).toMatchObject({ texts: 70, suggestions: 1, running: shippedEngine().version })
    expect((await model(['report', '--days', '60', '--json'])).json.texts).toBe(71)
    const told = (await model(['report'])).out
    expect(told).toMatch(/nice +60 +60 +100 % \(94–100 %\)|nice +60 +60 +100 % \(94 %–100 %\)/)
    expect(told).toContain('Only what people looked at is counted')

    const proposed = (await model(['tune', '--json'])).json
    expect(proposed.engine).toBe(shippedEngine().version)
    expect(proposed.proposals.find((one: { head: string }) => one.head === 'spam')).toMatchObject({ why: 'too-few' })
    expect((await model(['tune'])).out).toMatch(/Criterion: .*95 % confidence/)
    expect((await model(['thresholds', '--json'])).json).toMatchObject({ changes: {}, log: [] })

    const lines = (await model(['examples', '--jsonl'])).out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines).toHaveLength(72)
    expect(lines.find(one => one.source === 'suggestion')).toMatchObject({
      text: 'Example number 71.',
      head: 'insult',
      label: 1,
      by: 'coral',
    })
    expect((await model(['examples'])).out).toMatch(/decision +70\nreversal +1\nsuggestion +1/)

    expect((await model(['forget'])).status).toBe(1)
    expect((await model(['forget', '--source', 'suggestion', '--json'])).json).toEqual({ forgotten: 1 })
    expect((await model(['forget', '--before', new Date(old + 1000).toISOString(), '--json'])).json).toEqual({
      forgotten: 1,
    })
    expect((await model(['forget', '--all', '--json'])).json).toEqual({ forgotten: 70 })
    expect((await model(['examples', '--json'])).json).toEqual({ examples: [] })
  })

  it('exports a comment’s words as long as they are there, and forgets a reader’s', async () => {
    folder()
    const t = await testApp({ data, engine: () => wordEngine(WORDS) })
    onTestFinished(() => t.close())
    const alice = await t.signIn('alice')
    const bob = await t.signIn('bob')
    const desk = await t.signIn('eve', { role: 'moderator' })
    const ids = [await alice.says('The words of Alice.'), await alice.says('More of Alice.'), await bob.says('Of Bob.')]
    for (const id of ids)
      await desk.post(`${caseOf(id)}/decisions`, { act: 'remove', rule: 'nice', explanation: 'So.' })
    const texts = async () =>
      (await model(['examples', '--json'])).json.examples.map((one: { text: string }) => one.text).toSorted()
    expect(await texts()).toEqual(['More of Alice.', 'Of Bob.', 'The words of Alice.'])
    expect((await model(['forget', '--comment', ids[0]!, '--json'])).json).toEqual({ forgotten: 1 })
    expect((await model(['forget', '--reader', alice.id, '--json'])).json).toEqual({ forgotten: 1 })
    expect(await texts()).toEqual(['Of Bob.'])
    // Words that are erased are no example any more, whoever has erased them.
    await t.app.db.tx(tx => tx.updateTable('comments').set({ state: 'erased' }).where('id', '=', ids[2]!).execute())
    expect(await texts()).toEqual([])
  })

  it('applies what a person says, and the running server follows', async () => {
    folder()
    const t = await testApp({ data, engine: () => wordEngine(WORDS) })
    onTestFinished(() => t.close())
    const alice = await t.signIn('alice')
    const outcome = async (text: string) => (await alice.post('/v1/check', { text, story: STORY })).json.verdict
    expect(await outcome('It is near.')).toEqual({ outcome: 'show', findings: [] })
    const steps = {
      insult: { nudge: 0.3, hold: 0.97, refuse: 0.99 },
      toxicity: { nudge: null, hold: null, refuse: null },
    }
    const applied = (await model(['apply', file({ thresholds: steps }), '--by', 'Eve', '--json'])).json
    expect(applied).toMatchObject({ no: 1, by: 'Eve', engine: shippedEngine().version, changes: steps })
    await vi.waitFor(async () => expect((await outcome('It is near.')).outcome).toBe('nudge'), { timeout: 10_000 })
    expect((await outcome('It is near.')).findings).toMatchObject([
      { rule: 'nice', label: 'insult', score: 0.4, spans: [], message: expect.stringMatching(/^This may hurt/) },
    ])
    // What lies below the newsroom's steps is not told.
    expect((await outcome('A blot.')).findings.map((one: { label: string }) => one.label)).toEqual(['insult'])
    const id = await alice.says('It is near.', { postAnyway: true })
    const { judged } = (await (await t.signIn('eve', { role: 'moderator' })).get(caseOf(id))).json
    expect(judged.thresholds).toMatchObject({ insult: { nudge: 0.3, hold: 0.97 }, toxicity: {} })
    // A second file changes what it names; the rest stays.
    const second = await runParley(data, ['model', 'apply', '-', '--by', 'Finn'], {
      input: JSON.stringify({ thresholds: { insult: { nudge: 0.35 } } }),
    })
    expect(second.status, second.said).toBe(0)
    const now = (await model(['thresholds', '--json'])).json
    expect(now.changes).toEqual({ ...steps, insult: { ...steps.insult, nudge: 0.35 } })
    expect(now.log.map((one: { no: number; by: string }) => [one.no, one.by])).toEqual([
      [2, 'Finn'],
      [1, 'Eve'],
    ])
    expect((await model(['thresholds'])).out).toMatch(/insult +nudge +0\.35 +the newsroom’s; the engine’s is/)
    // check speaks as the server does, with the newsroom's steps.
    const checked = JSON.parse((await runHere(data, checkCommand, ['Words.', '--json'])).out)
    expect(checked.thresholds.insult).toEqual({ nudge: 0.35, hold: 0.97, refuse: 0.99 })
    const { checks } = JSON.parse((await runHere(data, doctor, ['--json'])).out)
    expect(checks).toContainEqual({ what: 'thresholds', ok: true, said: 'the newsroom’s own (no. 2, by Finn)' })
    // L01: a hint, which fails nothing.
    const said = expect.stringContaining('PARLEY_CONTACT_AUTHORITIES')
    expect(checks).toContainEqual({ what: 'contact points', ok: true, hint: true, said })
    await model(['reset', '--by', 'Eve'])
    await vi.waitFor(async () => expect((await outcome('It is near.')).outcome).toBe('show'), { timeout: 10_000 })
    expect((await model(['thresholds', '--json'])).json.changes).toEqual({})
  })

  it('applies nothing that is not understood', async () => {
    folder()
    for (const [given, why] of [
      ['not json', /not JSON/],
      [{}, /no thresholds/],
      [{ thresholds: {} }, /changes nothing/],
      [{ engine: 'of-last-year', thresholds: { insult: { nudge: 0.5 } } }, /made for engine of-last-year/],
      [{ thresholds: { insult: { nudge: 2 } } }, /0 to 1/],
      [{ thresholds: { threat: { hold: null } } }, /always held/],
    ] as const) {
      const ran = await model(['apply', file(given)])
      expect([ran.status, ran.said], JSON.stringify(given)).toEqual([1, expect.stringMatching(why)])
    }
    expect((await model(['thresholds', '--json'])).json.log).toEqual([])
  })
})

describe('parley check', COMMANDS, () => {
  const nowhere = join(tmpdir(), 'parley-no-such-folder')

  it('says verdict, language, scores, steps and version, as the server comes to them', async () => {
    const { status, out } = await runParley(nowhere, ['check', 'They are all bloody idiots.', '--json'])
    expect(status).toBe(0)
    const said = JSON.parse(out)
    const { version, thresholds } = shippedEngine()
    expect(said).toMatchObject({ language: 'en', engine: version, thresholds })
    expect(said.verdict.findings.length).toBeGreaterThan(0)
    expect(Object.keys(said.scores)).toHaveLength(8)
    const t = await testApp()
    onTestFinished(() => t.close())
    const server = (await t.guest.post('/v1/check', { text: 'They are all bloody idiots.' })).json.verdict
    expect(said.verdict).toEqual(server)
  })
  it('reads what it is told to read, from standard input too', async () => {
    const { out } = await runParley(nowhere, ['check', '-', '--language', 'de', '--json'], {
      input: 'Sie sind alle da.',
    })
    expect(JSON.parse(out).language).toBe('de')
    const told = (await runHere(nowhere, checkCommand, ['They are all bloody idiots.'])).out
    expect(told).toMatch(/^nudge\n/)
    expect(told).toContain(`engine ${shippedEngine().version}`)
  })
})
