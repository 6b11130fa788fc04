import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { transparencyReport } from '../accounting/report.ts'
import { sorOf } from '../accounting/sor.ts'
import { statedAs } from '../accounting/statements.ts'
import { openApp } from '../app.ts'
import { fill } from '../comments/filling.ts'
import { STEPS, wordEngine } from '../moderation/testing.ts'
import { type Client, mails, PAPER, type TestApp, testApp } from '../testing.ts'

const WORDS = { blot: { insult: 0.62 }, wretch: { insult: 0.85 }, sigh: { insult: 0.4 }, harm: { threat: 0.9 } }
const DAY = 86_400_000

let now = Date.parse('2027-03-02T10:00:00Z')
let t: TestApp
let alice: Client
let bob: Client
let moderator: Client
let editor: Client
let admin: Client
beforeAll(async () => {
  t = await testApp({ engine: () => wordEngine(WORDS), clock: () => now })
  alice = await t.signIn('alice')
  bob = await t.signIn('bob')
  moderator = await t.signIn('mona', { role: 'moderator' })
  editor = await t.signIn('edith', { role: 'editor', name: 'Edith' })
  admin = await t.signIn('ada', { role: 'admin' })
})
afterAll(() => t.close())

let stories = 0
const fresh = (path = 'news') => `${PAPER}/${path}/story-${++stories}`
const desk = async () => (await editor.get('/v1/desk/rules')).json
const put = (path: string, body: object, who = editor) => who.call('PUT', path, body)
const post = (who: Client, story: string, text: string, more = {}) => who.post('/v1/comments', { story, text, ...more })

describe('S21 what holds in the newsroom', () => {
  const CALLS = [
    ['GET', '/v1/desk/rules/nice', undefined],
    ['PUT', '/v1/desk/rules/nice', { title: 'A', text: 'B', after: 0 }],
    ['POST', '/v1/desk/rules', { id: 'clean', title: 'A', text: 'B' }],
    ['PUT', '/v1/desk/rules', { rules: [], after: 99 }],
    ['POST', '/v1/desk/rules/preview', {}],
    ['PUT', '/v1/desk/thresholds', { changes: {}, after: 99 }],
    ['PUT', '/v1/desk/words', { words: [], after: 99 }],
    ['POST', '/v1/desk/words/try', { words: [], text: 'a' }],
    ['PUT', '/v1/desk/sections', { sections: [], after: 99 }],
    ['PUT', '/v1/desk/reasons', { templates: [], after: 99 }],
    ['PUT', '/v1/desk/stories', { url: `${PAPER}/settled`, settings: { hold: 'all' } }],
  ] as const

  it.each(CALLS)('%s %s is for editors and admins alone', async (method, path, body) => {
    expect((await t.guest.call(method, path, body)).status).toBe(401)
    expect((await alice.call(method, path, body)).json.code).toBe('session.staff-only')
    expect((await moderator.call(method, path, body)).json.code).toBe('session.editor-only')
    for (const who of [editor, admin]) expect([200, 409]).toContain((await who.call(method, path, body)).status)
  })

  it('is shown to every moderator, who is told that he may not change it', async () => {
    expect((await moderator.get('/v1/desk/rules')).json.mayChange).toBe(false)
    expect((await desk()).mayChange).toBe(true)
  })

  it('a moderator still opens and closes a discussion', async () => {
    const url = fresh()
    expect((await put('/v1/desk/stories', { url, open: false }, moderator)).json.open).toBe(false)
  })
})

describe('L06 the reasons as the newsroom words them', () => {
  const template = (more: object = {}) => ({ rule: 'nice', act: 'remove', name: '', text: 'Mind your words.', ...more })
  const change = async (templates: object[], after?: number) =>
    put('/v1/desk/reasons', { templates, after: after ?? (await desk()).reasons.no })

  it('hold for every moderator from the moment they are saved; earlier ones are kept, with who and when', async () => {
    const first = await change([template()])
    expect(first.json.reasons).toEqual({
      no: 1,
      by: 'Edith',
      at: new Date(now).toISOString(),
      templates: [template()],
    })
    const two = [template({ name: 'Short' }), template({ name: 'Long', text: 'It degrades{words}: [whom]. ' })]
    expect((await change([...two, template({ rule: 'illegal', text: '{law} forbids{words}.' })])).status).toBe(200)
    const held = (await moderator.get('/v1/desk/reasons')).json
    expect(held).toMatchObject({ no: 2, templates: [{ name: 'Short' }, { text: 'It degrades{words}: [whom].' }, {}] })
    const kept = await t.app.db.read.selectFrom('reasons').select(['no', 'by', 'at']).orderBy('no').execute()
    expect(kept).toEqual([1, 2].map(no => ({ no, by: 'Edith', at: now })))
  })

  it('are not overwritten unawares', async () => {
    expect((await change([], 0)).json.code).toBe('rules.changed')
  })

  it.each([
    ['no sentence', template({ text: '{words} [why]' }), 'reason.no-sentence', '“Be nice, remove”'],
    ['a placeholder that is none', template({ text: 'Dear {name},' }), 'reason.unknown-placeholder', '“{name}”'],
    ['a law where a rule is meant', template({ text: 'It is {law}.' }), 'reason.unknown-placeholder', '“{law}”'],
    [
      'words in an answer',
      template({ rule: null, act: 'stays', text: 'No {words}' }),
      'reason.unknown-placeholder',
      '',
    ],
    ['a gap without an end', template({ text: 'It is [what it is.' }), 'reason.unknown-placeholder', '“[what it is.”'],
    ['a rule that is none', template({ rule: 'kind' }), 'rule.unknown', ''],
    ['an answer under a rule', template({ act: 'stays' }), 'rule.unknown', ''],
    ['an act under no rule', template({ rule: null }), 'rule.unknown', ''],
  ])('are refused with %s', async (_what, wrong, code, named) => {
    const before = (await desk()).reasons
    const { status, json } = await change([template({ act: 'warn' }), wrong])
    expect([status, json.code]).toEqual([code === 'rule.unknown' ? 404 : 422, code])
    expect(json.detail).toContain(named)
    expect((await desk()).reasons).toEqual(before)
  })

  it.each([
    ['no name', ['', 'Short']],
    ['the same name', ['Short', 'Short']],
  ])('are refused where two that a moderator chooses between have %s', async (_what, names) => {
    const { json } = await change(names.map(name => template({ name })))
    expect(json.code).toBe('reason.name')
    expect((await change([template(), template({ act: 'warn' })])).status).toBe(200)
  })
})

describe('L02 a house rule', () => {
  it('has the wording that it came with until the newsroom words it anew', async () => {
    const { rules } = (await t.guest.get('/v1/rules')).json
    expect(
      rules.map(({ id, version, title, text }: (typeof HOUSE_RULES)[number]) => ({ id, version, title, text })),
    ).toEqual(HOUSE_RULES.map(({ id, version, title, text }) => ({ id, version, title, text })))
    expect(rules[0].versions).toEqual([
      { version: 1, title: HOUSE_RULES[0]!.title, text: HOUSE_RULES[0]!.text, since: null, until: null },
    ])
  })

  it('gets a new version, which holds at once: for readers, machines and the statement; the earlier ones stay', async () => {
    const story = fresh()
    const [one, two] = [await alice.says('First.', { story }), await alice.says('Second.', { story })]
    const remove = (id: string) =>
      moderator.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, {
        act: 'remove',
        rule: 'nice',
        explanation: 'It degrades.',
      })
    const before = (await remove(one)).json.statement.no
    const worded = { title: 'Be kind', text: 'Speak to others as you would\n across a table.' }
    const answer = await put('/v1/desk/rules/nice', { ...worded, after: 1 })
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({
      id: 'nice',
      version: 2,
      title: 'Be kind',
      text: 'Speak to others as you would across a table.',
      versions: [
        { version: 1, by: '', at: null },
        { version: 2, by: 'Edith', at: '2027-03-02T10:00:00.000Z' },
      ],
    })
    const after = (await remove(two)).json.statement.no
    const statement = async (no: number) => (await alice.get(`/v1/statements/${no}`)).json.rule
    expect(await statement(before)).toMatchObject({ id: 'nice', version: 1, title: 'Be nice' })
    expect(await statement(after)).toEqual({
      id: 'nice',
      version: 2,
      title: 'Be kind',
      text: 'Speak to others as you would across a table.',
    })
    const versions = await t.app.db.read.selectFrom('decisions').select('rule_version').orderBy('id').execute()
    expect(versions.slice(-2).map(row => row.rule_version)).toEqual([1, 2])
    const told = (await mails(t.app)).slice(-2)
    expect([told[0]!.text.includes('Be nice'), told[1]!.text.includes('Be kind')]).toEqual([true, true])

    const site = (await t.guest.get('/v1/site')).json.rules.find((rule: { id: string }) => rule.id === 'nice')
    expect(site).toMatchObject({ version: 2, title: 'Be kind' })
    const nice = (await t.guest.get('/v1/rules')).json.rules.find((rule: { id: string }) => rule.id === 'nice')
    expect(nice.versions).toMatchObject([
      { version: 1, since: null, until: '2027-03-02T10:00:00.000Z' },
      { version: 2, since: '2027-03-02T10:00:00.000Z', until: null },
    ])
    const page = (await t.guest.get('/d/rules')).text
    for (const said of ['Be kind', 'Version 2', 'Be nice', 'March 2, 2027', 'No machine judges this rule'])
      expect(page).toContain(said)
    expect((await t.guest.get(`/d?story=${encodeURIComponent(story)}`)).text).toContain('Be kind')
  })

  it.each([
    ['nobody', { title: 'A', text: 'B', after: 1 }, 'rule.unknown'],
    ['clean', { title: ' \u200b ', text: 'B', after: 1 }, 'rule.empty'],
    ['clean', { title: 'A', text: '\n', after: 1 }, 'rule.empty'],
    ['clean', { title: 'a'.repeat(81), text: 'B', after: 1 }, 'rule.too-long'],
    ['clean', { title: 'A', text: 'b'.repeat(1001), after: 1 }, 'rule.too-long'],
    ['clean', { title: HOUSE_RULES[0]!.title, text: HOUSE_RULES[0]!.text, after: 1 }, 'rule.same'],
    ['clean', { title: 'A', text: 'B', after: 0 }, 'rules.changed'],
    ['clean', { title: 'A', text: 'B' }, 'request.invalid'],
  ])('%s: what cannot stand is refused, and nothing changes', async (id, body, code) => {
    const before = (await t.guest.get('/v1/rules')).text
    expect((await put(`/v1/desk/rules/${id}`, body)).json.code).toBe(code)
    expect((await t.guest.get('/v1/rules')).text).toBe(before)
  })

  it('is told by two editors one after the other, never one over the other unawares', async () => {
    const [first, second] = await Promise.all(
      ['One', 'Two'].map(title => put('/v1/desk/rules/truth', { title, text: 'Say what you know.', after: 1 })),
    )
    expect([first!.status, second!.status].toSorted()).toEqual([200, 409])
    expect((await editor.get('/v1/desk/rules/truth')).json.versions).toHaveLength(2)
  })
})

describe('the rules as the newsroom’s own', () => {
  let now = Date.parse('2027-03-02T10:00:00Z')
  let t: TestApp
  let alice: Client
  let bob: Client
  let moderator: Client
  let editor: Client
  const ADDED = { id: 'on-topic', title: 'Keep to the story', text: 'Write about the story, not about each other.' }
  beforeAll(async () => {
    t = await testApp({ engine: () => wordEngine({ ...WORDS, kin: { identity: 0.8 } }), clock: () => now })
    alice = await t.signIn('alice')
    bob = await t.signIn('bob')
    moderator = await t.signIn('mona', { role: 'moderator' })
    editor = await t.signIn('edith', { role: 'editor', name: 'Edith' })
    const changes = { identity: { nudge: 0.6 } }
    expect((await editor.call('PUT', '/v1/desk/thresholds', { changes, after: 0 })).status).toBe(200)
    const added = await editor.post('/v1/desk/rules', { ...ADDED, category: 'SCAMS_AND_FRAUD' })
    expect([added.status, added.json.category]).toEqual([201, 'SCAMS_AND_FRAUD'])
  })
  afterAll(() => t.close())

  const desk = async () => (await editor.get('/v1/desk/rules')).json
  const publicly = async () => (await t.guest.get('/v1/rules')).json.rules
  const site = async () => (await t.guest.get('/v1/site')).json
  const ids = (rules: { id: string }[]) => rules.map(({ id }) => id)
  /** Puts the rules in order; those that are not named follow as they are. */
  async function list(changes: Record<string, boolean>, { first = [] as string[], after = undefined as unknown } = {}) {
    const { rules, list } = await desk()
    const all = rules.map((rule: { id: string; retiredAt: string | null }) => ({
      id: rule.id,
      retired: changes[rule.id] ?? rule.retiredAt !== null,
    }))
    const sorted = all.toSorted((a: { id: string }, b: { id: string }) => +first.includes(b.id) - +first.includes(a.id))
    return editor.call('PUT', '/v1/desk/rules', { rules: sorted, after: after ?? list.no })
  }
  const report = (who: Client, id: string, rule: string) => who.post(`/v1/comments/${id}/reports`, { rule })
  const remove = (id: string, rule: string) =>
    moderator.post(`/v1/desk/cases/k_${id.slice(2)}/decisions`, { act: 'remove', rule, explanation: 'It is not.' })
  const says = (who: Client, text: string) => who.post('/v1/comments', { story: fresh(), text })

  it('L02 one that is added holds at once, after the others: for readers, reports, decisions, statements, search and machines', async () => {
    expect(ids((await site()).rules)).toEqual(['clean', 'threats', 'truth', 'nice', 'spam', 'on-topic'])
    expect((await publicly()).at(-1)).toMatchObject({
      ...ADDED,
      version: 1,
      judgedByMachine: false,
      retiredAt: null,
      retirements: [],
      versions: [{ version: 1, since: new Date(now).toISOString(), until: null }],
    })
    const id = await alice.says('My cat is fine.', { story: fresh() })
    expect((await t.guest.get(`/d/comments/${id}`)).text).toContain('My cat')
    expect((await bob.get(`/d/comments/${id}/report`)).text).toContain(ADDED.title)
    const filed = await report(bob, id, 'on-topic')
    expect(filed.status).toBe(201)
    const decided = await remove(id, 'on-topic')
    expect(decided.json.decision).toMatchObject({ act: 'remove', rule: 'on-topic' })
    const statement = (await alice.get(`/v1/statements/${decided.json.statement.no}`)).json
    expect(statement.rule).toEqual({ ...ADDED, version: 1 })
    expect((await mails(t.app)).at(-1)!.text).toContain(ADDED.title)
    const found = (await moderator.get('/v1/desk/cases?queue=all&rule=on-topic')).json.cases
    expect(found.map((one: { commentId: string }) => one.commentId)).toEqual([id])
    const day = new Date(now).toISOString().slice(0, 10)
    const overview = (await editor.get(`/v1/desk/overview?from=${day}&to=${day}`)).json
    expect(overview.reports).toEqual([{ rule: 'on-topic', n: 1, upheld: 1, refused: 0 }])
    const sheets = await transparencyReport(t.app.db.read, t.app.config, { from: now - DAY, before: now + DAY, now })
    const row = (sheet: string, name: string) =>
      sheets.find(one => one.name === sheet)!.rows.find(([first]) => first === name)!
    expect(row('3b-reports-under-the-rules', 'on-topic').slice(0, 3)).toEqual(['on-topic', 1, 1])
    expect(row('5-own-initiative-rules', 'STATEMENT_CATEGORY_SCAMS_AND_FRAUD')[1]).toBe(1)
    const [stated] = await statedAs(t.app.db.read, t.app.config.site, [decided.json.statement.no])
    expect(sorOf(stated!)).toMatchObject({ sor: { category: 'STATEMENT_CATEGORY_SCAMS_AND_FRAUD' } })
    expect((await t.guest.get('/d/rules')).text).toContain(ADDED.text)
    await editor.call('PUT', '/v1/desk/rules/on-topic', { title: 'Stay on it', text: 'Keep to it.', after: 1 })
    expect((await publicly()).at(-1)).toMatchObject({ version: 2, title: 'Stay on it' })
  })

  it('search tells ids apart that begin alike', async () => {
    now += 1000
    await editor.post('/v1/desk/rules', { ...ADDED, id: 'on' })
    const id = await alice.says('My dog is fine.', { story: fresh() })
    await report(bob, id, 'on')
    const found = (await moderator.get('/v1/desk/cases?queue=all&rule=on')).json.cases
    expect(found.map((one: { commentId: string }) => one.commentId)).toEqual([id])
  })

  it.each([
    [{ ...ADDED, id: 'On topic' }, 'rule.id'],
    [{ ...ADDED, id: 'x' }, 'rule.id'],
    [{ ...ADDED, id: 'on-' }, 'rule.id'],
    [{ ...ADDED, id: 'a'.repeat(31) }, 'rule.id'],
    [{ ...ADDED, id: 'illegal' }, 'rule.id'],
    [{ ...ADDED, id: 'constructor' }, 'rule.id'],
    [ADDED, 'rule.taken'],
    [{ ...ADDED, id: 'nice' }, 'rule.taken'],
    [{ ...ADDED, id: 'other', title: ' ' }, 'rule.empty'],
    [{ ...ADDED, id: 'other', text: 'b'.repeat(1001) }, 'rule.too-long'],
    [{ ...ADDED, id: 'other', category: 'RUDENESS' }, 'request.invalid'],
  ])('%j cannot be added, and nothing changes', async (rule, code) => {
    const before = await publicly()
    expect((await editor.post('/v1/desk/rules', rule)).json.code).toBe(code)
    expect(await publicly()).toEqual(before)
  })

  it('stand in the newsroom’s order beside the box', async () => {
    expect((await list({}, { first: ['nice'] })).status).toBe(200)
    expect(ids((await site()).rules)[0]).toBe('nice')
    const page = (await t.guest.get(`/d?story=${encodeURIComponent(fresh())}`)).text
    expect(page.indexOf('Be nice')).toBeLessThan(page.indexOf('Keep it clean'))
    expect((await list({}, { after: 0 })).json.code).toBe('rules.changed')
  })

  it('L02 one that is retired holds against nobody from then on, and is known still to what was decided under it', async () => {
    const before = await says(bob, 'you wretch of a man')
    expect(before.json.verdict.findings[0]).toMatchObject({ rule: 'nice', label: 'insult' })
    const id = await alice.says('Said before.', { story: fresh() })
    const { no } = (await remove(id, 'nice')).json.statement
    const since = new Date(now).toISOString()
    expect((await list({ nice: true })).status).toBe(200)

    expect(ids((await site()).rules)).not.toContain('nice')
    expect((await site()).retired).toMatchObject([{ id: 'nice', title: 'Be nice' }])
    expect((await site()).asksFrom).toMatchObject({ insult: null, toxicity: null })
    expect((await says(bob, 'you wretch of a woman')).json.verdict).toMatchObject({ outcome: 'show', findings: [] })
    // Degrading words are against “Keep it clean” too.
    expect((await says(bob, 'those kin again')).json.verdict.findings).toMatchObject([
      { rule: 'clean', label: 'identity' },
    ])
    const other = await alice.says('Said after.', { story: fresh() })
    const box = (await t.guest.get(`/d?story=${encodeURIComponent(fresh())}`)).text
    expect(box).not.toContain('Be nice')
    expect((await bob.get(`/d/comments/${other}/report`)).text).not.toContain('Be nice')

    const held = 'clean, threats, truth, spam, on-topic, on'
    for (const answer of [await report(bob, other, 'nice'), await remove(other, 'nice')]) {
      expect([answer.status, answer.json.code]).toEqual([422, 'rule.not-held'])
      expect(answer.json.detail).toContain(held)
    }
    for (const answer of [
      await report(bob, other, 'no-such'),
      await report(bob, other, 'illegal'),
      await remove(other, 'Nice!'),
    ])
      expect([answer.status, answer.json.code]).toEqual([422, 'rule.not-held'])

    expect((await alice.get(`/v1/statements/${no}`)).json.rule).toMatchObject({ id: 'nice', title: 'Be nice' })
    expect((await alice.get(`/d/statements/${no}`)).text).toContain('Be nice')
    expect((await moderator.get('/v1/desk/cases?queue=all&rule=nice')).json.cases[0].commentId).toBe(id)
    const known = (await publicly()).find((rule: { id: string }) => rule.id === 'nice')
    expect(known).toMatchObject({ retiredAt: since, retirements: [{ since, until: null }] })
    const page = (await t.guest.get('/d/rules')).text
    expect(page.indexOf('No longer in force')).toBeLessThan(page.indexOf('Be nice'))
    expect(page).toContain('retired since March 2, 2027')
  })

  it('what is decided meanwhile teaches nothing of a retired rule, and counts for nothing in a dry run', async () => {
    const { json } = await says(bob, 'a wretch, as they say')
    await moderator.post(`/v1/desk/cases/k_${json.comment.id.slice(2)}/decisions`, { act: 'show' })
    const rows = await t.app.db.read
      .selectFrom('examples')
      .select(['head', 'rule'])
      .where('comment', '=', json.comment.id)
      .execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ head }) => head === 'insult')).toEqual([])
    const preview = (
      await editor.post('/v1/desk/rules/preview', {
        changes: { insult: { nudge: 0.1, hold: 0.2 }, identity: { nudge: 0.6 } },
      })
    ).json
    expect(preview.changed).toBe(0)
  })

  it('comes back with its dates', async () => {
    const since = new Date(now).toISOString()
    now += DAY
    editor = await t.signIn('edith', { role: 'editor', name: 'Edith' })
    await list({ nice: false })
    const until = new Date(now).toISOString()
    const known = (await publicly()).find((rule: { id: string }) => rule.id === 'nice')
    expect(known).toMatchObject({ retiredAt: null, retirements: [{ since, until }] })
    bob = await t.signIn('bob')
    expect((await says(bob, 'what a wretch')).json.verdict.findings[0]).toMatchObject({ rule: 'nice' })
  })

  it.each([['threats', { threats: true }, 'rule.protects-life', 'top of the queue']])(
    'L18 %s cannot be retired, as it protects life',
    async (_, changes, code, said) => {
      const { json, status } = await list(changes)
      expect([status, json.code]).toEqual([422, code])
      expect(json.detail).toContain(said)
    },
  )

  it.each([
    ['one that is left out', (rules: object[]) => rules.slice(1)],
    ['one that is named twice', (rules: object[]) => [rules[0], ...rules.slice(0, -1)]],
    ['one that is none', (rules: object[]) => [...rules.slice(1), { id: 'none', retired: false }]],
  ])('a list with %s is refused', async (_, wrong) => {
    const { rules, list } = await desk()
    const named = rules.map(({ id }: { id: string }) => ({ id, retired: false }))
    const { json } = await editor.call('PUT', '/v1/desk/rules', { rules: wrong(named), after: list.no })
    expect([json.code, json.detail.includes('on-topic')]).toEqual(['rules.incomplete', true])
  })

  it('own words can be put under a rule that was added, and then a machine points at it', async () => {
    const { no } = (await desk()).words
    const word = { patterns: 'football', label: 'insult', severity: 1 }
    const put = (more: object) => editor.call('PUT', '/v1/desk/words', { words: [{ ...word, ...more }], after: no })
    expect((await put({ rule: 'truth' })).json).toMatchObject({ code: 'words.invalid' })
    expect((await put({ rule: 'none' })).json.code).toBe('rule.not-held')
    expect((await put({ rule: 'on-topic', label: 'threat' })).json.code).toBe('words.invalid')
    expect((await put({ rule: 'on-topic' })).status).toBe(200)
    alice = await t.signIn('alice')
    expect((await says(alice, 'And the football?')).json.verdict.findings).toMatchObject([
      { rule: 'on-topic', label: 'own', spans: [{ start: 8, end: 16 }] },
    ])
    const topic = async () => (await publicly()).find((rule: { id: string }) => rule.id === 'on-topic')
    expect((await topic()).judgedByMachine).toBe(true)
    await list({ 'on-topic': true })
    expect((await says(alice, 'And the football again?')).json.verdict.findings).toEqual([])
  })
})

describe('thresholds', () => {
  it('are laid over the engine’s, hold at once, and are kept in a log with who and when', async () => {
    const story = fresh()
    expect((await post(alice, story, 'a sigh of a plan')).status).toBe(201)
    const { thresholds } = await desk()
    expect(thresholds).toMatchObject({ no: 0, own: STEPS, changes: {}, engine: 'test-1', log: [] })
    const answer = await put('/v1/desk/thresholds', { changes: { insult: { nudge: 0.3, refuse: null } }, after: 0 })
    expect(answer.json.thresholds).toMatchObject({
      no: 1,
      by: 'Edith',
      changes: { insult: { nudge: 0.3, refuse: null } },
      log: [{ no: 1, engine: 'test-1' }],
    })
    expect((await post(bob, story, 'what a sigh of a plan')).json.code).toBe('verdict.nudge')
    expect((await put('/v1/desk/thresholds', { changes: {}, after: 0 })).json.code).toBe('rules.changed')
    expect((await put('/v1/desk/thresholds', { changes: {}, after: 1 })).json.thresholds.changes).toEqual({})
    expect((await post(bob, story, 'what a sigh of a plan')).status).toBe(201)
  })

  it.each([
    [{ insult: { nudge: 0.9 } }, 'thresholds.invalid'],
    [{ threat: { hold: null } }, 'thresholds.invalid'],
    [{ insult: { nudge: 1.2 } }, 'request.invalid'],
    [{ rudeness: { nudge: 0.2 } }, 'request.invalid'],
    [{ insult: { warn: 0.2 } }, 'request.invalid'],
  ])('%j are refused', async (changes, code) => {
    expect((await put('/v1/desk/thresholds', { changes, after: 2 })).json.code).toBe(code)
    expect((await editor.post('/v1/desk/rules/preview', { changes })).json.code).toBe(code)
  })
})

describe('own words', () => {
  const words = [
    { patterns: 'flibber(|s)', label: 'insult', severity: 1 },
    { patterns: 'gorgon hats', label: 'spam', severity: 3 },
    { patterns: 'mount the scaffold', label: 'threat', severity: 1 },
    { patterns: 'wobbly', label: 'obscene', severity: 2 },
  ]

  it('ask again, hold and refuse by their severity, through disguise; a threat is always held and comes first', async () => {
    const story = fresh()
    const { no } = (await desk()).words
    expect((await put('/v1/desk/words', { words, after: no })).json.words).toMatchObject({
      no: no + 1,
      words,
      by: 'Edith',
    })
    const nudged = await post(alice, story, 'You fl1bbers, all.')
    expect(nudged.json).toMatchObject({
      code: 'verdict.nudge',
      verdict: { findings: [{ rule: 'nice', label: 'own', spans: [{ start: 4, end: 12 }] }] },
    })
    expect((await post(alice, story, 'You fl1bbers, all.', { postAnyway: true })).json.comment.state).toBe('shown')
    expect((await post(alice, story, 'A wobbly plan.')).json.code).toBe('verdict.nudge')
    expect((await post(alice, story, 'A wobbly plan.', { postAnyway: true })).json.comment.state).toBe('held')
    expect((await post(alice, story, 'Gorgon hats here', { postAnyway: true })).json.code).toBe('verdict.refused')
    const threat = await post(bob, story, 'You will mount the scaffold.')
    expect(threat.json.comment.state).toBe('held')
    const priorities = await t.app.db.read
      .selectFrom('cases')
      .select(['priority'])
      .where('comment', '=', threat.json.comment.id)
      .execute()
    expect(priorities).toEqual([{ priority: 100 }])
  })

  it('survive a start, and hold in another process soon', async () => {
    const other = await openApp(t.app.config, t.app.log, { clock: () => now, engine: () => wordEngine(WORDS) })
    expect(other.rules.words('flibber')).toHaveLength(1)
    expect(other.rules.find('nice')?.title).toBe('Be kind')
    const more = [...words, { patterns: 'zounds', label: 'obscene', severity: 1 }]
    await put('/v1/desk/words', { words: more, after: (await desk()).words.no })
    await vi.waitFor(() => expect(other.rules.words('zounds')).toHaveLength(1), { timeout: 10_000 })
    await put('/v1/desk/words', { words, after: (await desk()).words.no })
    await other.close()
  })

  it('can be tried on a text before they hold', async () => {
    const tried = await editor.post('/v1/desk/words/try', {
      words: [{ patterns: 'heron', label: 'insult', severity: 2 }],
      text: 'That HER0N of yours',
    })
    expect(tried.json).toMatchObject({ outcome: 'nudge', findings: [{ label: 'own', spans: [{ start: 5, end: 10 }] }] })
    expect((await post(bob, fresh(), 'That heron of yours')).status).toBe(201)
  })

  it.each(['toad, (newt', 'newt 7up', '(|)'])('%j is refused with its place', async patterns => {
    const { no } = (await desk()).words
    const answer = await put('/v1/desk/words', {
      words: [...words, { patterns, label: 'insult', severity: 1 }],
      after: no,
    })
    expect(answer.json.code).toBe('words.invalid')
    expect(answer.json.detail).toContain('Entry 5')
    expect(answer.json.detail).toContain(patterns.split(', ').at(-1))
    expect((await desk()).words.no).toBe(no)
  })
})

describe('settings', () => {
  it('of a section hold in its stories, the nearest last; a story’s own before all', async () => {
    const { no } = (await desk()).sections
    const sections = [
      { prefix: `${PAPER}/opinion`, hold: 'all', links: 0 },
      { prefix: `${PAPER}/opinion/letters/`, hold: 'first' },
      { prefix: `${PAPER}/obituaries`, closed: true },
      { prefix: `${PAPER}/sport`, closesAfterDays: 14 },
    ]
    expect((await put('/v1/desk/sections', { sections, after: no })).json.sections).toMatchObject({
      no: no + 1,
      sections,
      site: { hold: 'none', links: 2, closesAfterDays: null, closed: false },
    })
    const state = async (story: string, text = `Words about ${story.slice(PAPER.length)}`) => {
      const answer = await post(alice, story, text)
      return answer.json.comment?.state ?? answer.json.code
    }
    expect(await state(fresh('opinion'))).toBe('held')
    expect(await state(fresh('opinionated'))).toBe('shown')
    // Alice has had something shown; somebody new has not.
    expect(await state(fresh('opinion/letters'))).toBe('shown')
    const carol = await t.signIn('carol')
    expect((await post(carol, fresh('opinion/letters'), 'Hello.')).json.comment.state).toBe('held')
    expect(await state(fresh('opinion/letters'), 'See https://a.example')).toBe('held')
    expect(await state(fresh('obituaries'))).toBe('story.closed')
    const unknown = fresh('obituaries')
    expect((await t.guest.get(`/v1/comments?story=${encodeURIComponent(unknown)}`)).json.story.open).toBe(false)

    const own = fresh('opinion')
    await put('/v1/desk/stories', { url: own, settings: { hold: 'none', links: 1 } })
    expect(await state(own, 'One link https://a.example')).toBe('shown')
    expect(await state(own, 'Two https://a.example https://b.example')).toBe('held')
    const shown = (await moderator.get(`/v1/desk/story?story=${encodeURIComponent(own)}`)).json
    expect(shown).toMatchObject({ settings: { hold: 'none', links: 1 }, holds: { hold: 'none', links: 1 } })
    await put('/v1/desk/stories', { url: own, settings: null })
    expect(await state(own, 'One more link https://a.example')).toBe('held')
  })

  it('close a discussion by its age, to writers and on every page, kept ones too; a story may stay open', async () => {
    const [story, kept] = [fresh('sport'), fresh('sport')]
    const id = await alice.says('Who won?', { story })
    await alice.says('And here?', { story: kept })
    await put('/v1/desk/stories', { url: kept, settings: { closesAfterDays: null } })
    const open = async (url: string) =>
      (await t.guest.get(`/v1/comments?story=${encodeURIComponent(url)}`)).json.story.open
    expect([await open(story), await open(kept)]).toEqual([true, true])
    now += 14 * DAY - 1
    expect(await open(story)).toBe(true)
    now += 1
    expect([await open(story), await open(kept)]).toEqual([false, true])
    expect((await t.guest.get(`/v1/comments/${id}`)).json.story.open).toBe(false)
    bob = await t.signIn('bob')
    expect((await post(bob, story, 'Too late?')).json.code).toBe('story.closed')
    expect((await post(bob, kept, 'In time?')).status).toBe(201)
    editor = await t.signIn('edith', { role: 'editor', name: 'Edith' })
    alice = await t.signIn('alice')
    moderator = await t.signIn('mona', { role: 'moderator' })
  })

  it.each([
    ['https://elsewhere.example/opinion', 'none of the newsroom’s own pages'],
    ['javascript:alert(1)', 'none of the newsroom’s own pages'],
    [`${PAPER}/opinion?a=b`, 'without “?”'],
    [`${PAPER}/a`, 'twice'],
  ])('%s is no section', async (prefix, why) => {
    const { no } = (await desk()).sections
    const sections = why === 'twice' ? [{ prefix }, { prefix }] : [{ prefix }]
    const answer = await put('/v1/desk/sections', { sections, after: no })
    expect(answer.json.code).toBe('sections.invalid')
    expect(answer.json.detail).toContain(why)
    expect((await desk()).sections.no).toBe(no)
  })
})

describe('a dry run', () => {
  let all: { id: string; text: string; story: string }[]
  beforeAll(async () => {
    now += 30 * DAY
    for (const who of ['alice', 'bob', 'edith'] as const) {
      const client = await t.signIn(who, who === 'edith' ? { role: 'editor', name: 'Edith' } : {})
      if (who === 'alice') alice = client
      else if (who === 'bob') bob = client
      else editor = client
    }
    await put('/v1/desk/words', { words: [], after: (await desk()).words.no })
    await put('/v1/desk/sections', { sections: [], after: (await desk()).sections.no })
    all = []
    const texts = ['a blot', 'a wretch', 'a sigh', 'calm words', 'a gnarl', 'see https://a.example', 'I will harm you']
    for (const [i, text] of Array.from({ length: 28 }, (_, i) => [i, texts[i % texts.length]!] as const)) {
      const story = `${PAPER}/${i % 2 ? 'politics' : 'culture'}/dry-${i}`
      now += 60_000
      const said = `${text} no. ${i}`
      all.push({ id: await alice.says(said, { story, postAnyway: true }), text: said, story })
    }
    // Older than a week by then, and withdrawn: neither is read.
    await alice.call('DELETE', `/v1/comments/${all.pop()!.id}`)
  })

  const preview = async (body: object) => (await editor.post('/v1/desk/rules/preview', body)).json
  const count = (test: (one: { text: string; story: string }) => boolean) => all.filter(test).length

  it('says what thresholds would have done, as a plain loop over the same comments counts it', async () => {
    const { before, after, read, changed, examples, bounded } = await preview({
      changes: { insult: { nudge: 0.35, hold: 0.6 } },
    })
    const scored = (one: { text: string }) => Object.entries(WORDS).find(([word]) => one.text.includes(word))?.[1] ?? {}
    const insult = (one: { text: string }) => (scored(one) as { insult?: number }).insult ?? 0
    const threat = (one: { text: string }) => one.text.includes('harm')
    expect([read, bounded]).toEqual([all.length, false])
    expect(before).toEqual({
      show: count(one => !threat(one) && insult(one) < 0.5),
      nudge: count(one => insult(one) >= 0.5 && insult(one) < 0.8),
      hold: count(one => insult(one) >= 0.8 || threat(one)),
      refuse: 0,
    })
    expect(after).toEqual({
      show: count(one => !threat(one) && insult(one) < 0.35),
      nudge: count(one => insult(one) >= 0.35 && insult(one) < 0.6),
      hold: count(one => insult(one) >= 0.6 || threat(one)),
      refuse: 0,
    })
    expect(changed).toBe(count(one => /blot|sigh/.test(one.text)))
    expect(examples[0]).toMatchObject({ authorName: 'alice', why: [{ rule: 'nice', label: 'insult' }] })
    expect(examples.length).toBe(Math.min(20, changed))
  })

  it('says what words would have done', async () => {
    const { after, changed } = await preview({ words: [{ patterns: 'gnarl', label: 'insult', severity: 3 }] })
    expect(after.refuse).toBe(count(one => one.text.includes('gnarl')))
    expect(changed).toBe(after.refuse)
  })

  it('says what settings would have done', async () => {
    const politics = { prefix: `${PAPER}/politics` }
    const inPolitics = (one: { story: string }) => one.story.includes('/politics/')
    const held = (one: { text: string }) => /wretch|harm/.test(one.text)
    expect((await preview({ sections: [{ ...politics, hold: 'all' }] })).after.hold).toBe(
      count(one => inPolitics(one) || held(one)),
    )
    expect((await preview({ sections: [{ ...politics, links: 0 }] })).after.hold).toBe(
      count(one => (inPolitics(one) && one.text.includes('https:')) || held(one)),
    )
    expect((await preview({ sections: [{ ...politics, closed: true }] })).after.refuse).toBe(count(inPolitics))
    const [one] = all
    expect((await preview({ story: { url: one!.story, settings: { hold: 'all' } } })).changed).toBe(
      count(({ story, text }) => story === one!.story && !held({ text })),
    )
    // Alice has been shown long before.
    expect((await preview({ sections: [{ ...politics, hold: 'first' }] })).changed).toBe(0)
  })

  it('changes nothing, and nothing proposed changes nothing', async () => {
    const { before, after, changed, examples } = await preview({})
    expect(after).toEqual(before)
    expect([changed, examples]).toEqual([0, []])
    expect((await desk()).thresholds.changes).toEqual({})
    expect((await preview({ days: 1 })).read).toBe(all.length)
    now += 8 * DAY
    editor = await t.signIn('edith', { role: 'editor', name: 'Edith' })
    expect((await preview({})).read).toBe(0)
    expect((await preview({ days: 90 })).read).toBeGreaterThan(all.length)
  })

  it('reads the newest 5,000 and says that there were more; what no engine judged it says too', async () => {
    const large = await testApp()
    const carol = await large.signIn('carol')
    const edith = await large.signIn('edith', { role: 'editor' })
    const texts = (i: number) => (i < 100 ? `An old gnarl, no. ${i}` : `Calm words, no. ${i}`)
    await fill(large.app, { story: fresh(), reader: carol.id, comments: 5100, text: texts })
    const words = [{ patterns: 'gnarl', label: 'insult', severity: 1 }]
    const { json } = await edith.post('/v1/desk/rules/preview', { words })
    expect(json).toMatchObject({ read: 5000, bounded: true, unscored: 5000, changed: 0 })
    await large.close()
  })

  it('leaves everything in order', async () => {
    expect(await t.broken()).toEqual([])
  })
})
