import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EU_CATEGORIES } from '@parley/contract/house-rules.ts'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../cli/statements.ts'
import { runHere } from '../cli/testing.ts'
import { openDatabase } from '../db/open.ts'
import { corpus, databaseIn } from '../testing.ts'
import { personalIn, redact } from './redact.ts'
import { categoryOf, faultsIn, puidOf, type Sor, type Stated, sorOf } from './sor.ts'
import * as table from './sor-table.ts'
import { seedYear } from './testing.ts'

const STATED: Stated = {
  site: 'default',
  no: 17,
  at: '2026-11-20T10:00:00.000Z',
  act: 'remove',
  territory: [],
  until: null,
  posts: null,
  rule: { id: 'nice', version: 2, title: 'Be nice', text: 'Argue with what people say.' },
  law: null,
  facts: 'It degrades people for where they come from.',
  source: 'report',
  automated: { detection: true, decision: false, engine: '1.0' },
  comment: { postedAt: '2026-11-19T08:00:00.000Z', text: 'They are all thieves, and Hanna Weber leads them.' },
  language: 'de',
  names: ['Alice Moreau', 'Eve'],
}
const sor = (more: Partial<Stated> = {}): Sor => {
  const exported = sorOf({ ...STATED, ...more })
  if (exported.is !== 'ready') throw new Error(JSON.stringify(exported))
  return exported.sor
}

describe('a statement in the fields of the EU database', () => {
  it('under a rule of the newsroom’s own is what the newsroom has said, else a break of its terms', () => {
    const rule = { id: 'constructor-s', version: 1, title: 'Keep to the story', text: 'Write about the story.' }
    expect(sor({ rule }).category).toBe('STATEMENT_CATEGORY_OTHER_VIOLATION_TC')
    for (const category of EU_CATEGORIES) {
      const own = sor({ rule, category })
      expect([own.category, own.category_specification]).toEqual([`STATEMENT_CATEGORY_${category}`, undefined])
      expect(categoryOf(rule.id, new Map([[rule.id, category]]))).toBe(own.category)
    }
    expect(sor({ category: 'VIOLENCE' }).category).toBe('STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH')
  })

  it('L15 says what was restricted, why, on what ground, from what source, and how far software took part', () => {
    expect(sor()).toEqual({
      puid: 'default-17',
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
      decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
      incompatible_content_ground: 'House rule “Be nice”, version 2: Argue with what people say.',
      incompatible_content_explanation: STATED.facts,
      content_type: ['CONTENT_TYPE_TEXT'],
      category: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH',
      content_language: 'DE',
      content_date: '2026-11-19',
      application_date: '2026-11-20',
      decision_facts:
        'A reader’s comment was removed. A reader had reported it under the house rules. Software had pointed at it. A person decided. It degrades people for where they come from.',
      source_type: 'SOURCE_TYPE_OTHER_NOTIFICATION',
      automated_detection: 'Yes',
      automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED',
    })
  })

  it('names the law where it is against one, and the end of what holds for a time', () => {
    expect(sor({ rule: null, law: '§ 130 StGB', source: 'notice' })).toMatchObject({
      decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
      illegal_content_legal_ground: '§ 130 StGB',
      illegal_content_explanation: STATED.facts,
      source_type: 'SOURCE_ARTICLE_16',
    })
    expect(sor({ act: 'suspend', until: '2026-11-27T10:00:00.000Z' })).toMatchObject({
      decision_account: 'DECISION_ACCOUNT_SUSPENDED',
      account_type: 'ACCOUNT_TYPE_PRIVATE',
      end_date_account_restriction: '2026-11-27',
    })
    expect(sor({ act: 'collapse', territory: ['DE', 'US'] })).toMatchObject({
      decision_visibility: ['DECISION_VISIBILITY_OTHER'],
      territorial_scope: ['DE'],
    })
    expect(sor({ act: 'label' })).toMatchObject({ decision_visibility: ['DECISION_VISIBILITY_CONTENT_LABELLED'] })
  })

  it('L15 says that nobody decided, where a program took a comment out of sight', () => {
    const automated = { detection: true, decision: true, engine: 'Second Look' }
    expect(sor({ act: 'hold', source: 'own', automated })).toMatchObject({
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'],
      decision_facts: expect.stringContaining('The decision was made by software.'),
      source_type: 'SOURCE_VOLUNTARY',
      automated_detection: 'Yes',
      automated_decision: 'AUTOMATED_DECISION_FULLY',
    })
  })

  it('is not due where nothing is restricted, or nothing in the EEA', () => {
    for (const act of ['warn', 'warn-reporter', 'pause-reports'] as const)
      expect(sorOf({ ...STATED, act })).toMatchObject({ is: 'not-due' })
    expect(sorOf({ ...STATED, territory: ['US', 'GB'] })).toMatchObject({ is: 'not-due' })
  })

  it('keeps its number for good, whatever signs the site’s id has', () => {
    expect(puidOf('default', 3)).toBe('default-3')
    const odd = [puidOf('süd zeitung', 3), puidOf('s_d zeitung', 3), puidOf('s_d_zeitung', 3)]
    for (const puid of odd) expect(puid).toMatch(/^[a-zA-Z0-9_-]+$/)
    expect(new Set(odd).size).toBe(3)
  })

  it('names nobody and quotes nothing', () => {
    const facts =
      'Alice Moreau writes “They are all thieves”, so says Hanna Weber too: they are all thieves and Hanna; mail alice@paper.example, alice (at) paper.example, call +49 (30) 123 45 67, see https://x.example/alice, @alice_m or u/alice99 at 192.168.1.10.'
    const { incompatible_content_explanation: said, decision_facts: all } = sor({ facts })
    for (const gone of [
      'Alice',
      'Moreau',
      'thieves',
      'Weber',
      'Hanna',
      'paper.example',
      '123',
      'x.example',
      'alice',
      '192.168',
    ])
      for (const text of [said, all]) expect(text).not.toContain(gone)
    expect(said).toContain('[name] writes […]')
    expect(personalIn(String(said))).toEqual([])
  })

  it.each([
    ['who is named by a title', 'It insults Mr. Blackwood without need.', 'name a person'],
    ['and in German', 'Der Beitrag beleidigt Frau Özdemir.', 'name a person'],
    ['a quotation without an end', 'It says “go home to where you came', 'not closed'],
    ['a long number', 'Account 12345 is named.', 'long number'],
    ['a postal address', 'It says that he lives in Gartenstraße 12.', 'postal address'],
    ['an @ that leads nowhere', 'It is addressed to @ the whole town.', '@'],
  ])('is kept back where it is in doubt whether somebody is named: %s', (_, facts, reason) => {
    const exported = sorOf({ ...STATED, facts })
    expect(exported.is).toBe('blocked')
    if (exported.is === 'blocked')
      expect(exported.faults).toContainEqual({
        field: 'incompatible_content_explanation',
        reason: expect.stringContaining(reason),
      })
  })

  it('is cut to what fits', () => {
    const facts = `${'It goes on and on. '.repeat(400)}`
    const exported = sor({ facts })
    expect([...String(exported.incompatible_content_explanation)].length).toBe(2000)
    expect(faultsIn(exported)).toEqual([])
  })

  it('S08 is looked over in no time, however it is made', () => {
    const hostile = [
      '@'.repeat(5000),
      'a@'.repeat(2500),
      '1 '.repeat(2500),
      `“${'‘'.repeat(5000)}`,
      'A '.repeat(2500),
      '((((at'.repeat(800),
    ]
    for (const text of hostile) {
      const before = process.threadCpuUsage()
      redact(text, { comment: text, names: ['A B'] })
      const { user, system } = process.threadCpuUsage(before)
      expect((user + system) / 1000).toBeLessThan(500)
    }
  })
})

describe('the frozen table', () => {
  it('is that of the published schema', () => {
    const text = corpus('dsa/sor-schema-v2.json')
    if (text === null) return
    const published = JSON.parse(text)
    const values = (of: string[] | Record<string, string>) => (Array.isArray(of) ? of : Object.keys(of)).toSorted()
    const ours = {
      decision_visibilities: table.VISIBILITY,
      decision_monetaries: table.MONETARY,
      decision_provisions: table.PROVISION,
      decision_accounts: table.ACCOUNT,
      account_types: table.ACCOUNT_TYPE,
      decision_grounds: table.GROUND,
      incompatible_content_illegals: table.YES_NO,
      content_types: table.CONTENT,
      statement_categories: table.CATEGORY,
      keywords: table.KEYWORD,
      source_types: table.SOURCE,
      automated_detections: table.YES_NO,
      automated_decisions: table.AUTOMATED,
      territorial_scope: table.TERRITORY,
    }
    for (const [name, mine] of Object.entries(ours))
      expect([name, mine.toSorted()]).toEqual([name, values(published[name])])
    expect(Object.keys(ours).toSorted()).toEqual(
      Object.keys(published)
        .filter(key => !key.startsWith('_'))
        .toSorted(),
    )
    const fields = Object.keys(published._rules).flatMap(rule =>
      rule.startsWith('end_date_')
        ? ['visibility', 'monetary', 'service', 'account'].map(what => `end_date_${what}_restriction`)
        : [rule],
    )
    expect(Object.keys(table.FIELDS).toSorted()).toEqual(fields.toSorted())
  })

  it('cannot be changed', () => {
    expect(() => (table.CATEGORY as string[]).push('STATEMENT_CATEGORY_MINE')).toThrow(TypeError)
    expect(() => Object.assign(table.FIELDS, { mine: {} })).toThrow(TypeError)
    expect(() => Object.assign(table.FIELDS.puid!, { max: 9 })).toThrow(TypeError)
  })

  const { decision_visibility: _, ...undecided } = sor()
  const FAULTS: [string, object, string, string][] = [
    ['a field that is not one', { ...sor(), colour: 'red' }, 'colour', 'is not a field'],
    ['no facts', { ...sor(), decision_facts: undefined }, 'decision_facts', 'is missing'],
    ['nothing restricted', undecided, 'decision_visibility', 'nothing says'],
    ['an unknown category', { ...sor(), category: 'STATEMENT_CATEGORY_RUDE' }, 'category', 'does not know'],
    [
      'an explanation of illegal content where it is not',
      { ...sor(), illegal_content_explanation: 'x' },
      'illegal_content_explanation',
      'is not allowed',
    ],
    [
      'no explanation where one is due',
      { ...sor(), incompatible_content_explanation: undefined },
      'incompatible_content_explanation',
      'is missing',
    ],
    ['Greece as EL', { ...sor(), territorial_scope: ['EL'] }, 'territorial_scope', 'does not know EL'],
    ['a day that is none', { ...sor(), content_date: '2026-02-30' }, 'content_date', 'takes a date'],
    ['a puid with a sign too many', { ...sor(), puid: 'default/17' }, 'puid', 'characters'],
    [
      'an identity where nobody notified',
      { ...sor({ source: 'own' }), source_identity: 'a flagger' },
      'source_identity',
      'is not allowed',
    ],
    [
      'an e-mail address in the facts',
      { ...sor(), decision_facts: 'By alice@paper.example.' },
      'decision_facts',
      'an e-mail address',
    ],
    [
      'too many words',
      { ...sor(), incompatible_content_ground: 'x'.repeat(501) },
      'incompatible_content_ground',
      'longer than 500',
    ],
    ['the same twice', { ...sor(), content_type: ['CONTENT_TYPE_TEXT', 'CONTENT_TYPE_TEXT'] }, 'content_type', 'twice'],
    [
      '“other” without saying what',
      { ...sor(), content_type: ['CONTENT_TYPE_OTHER'] },
      'content_type_other',
      'is missing',
    ],
    ['a value where a list is due', { ...sor(), content_type: 'CONTENT_TYPE_TEXT' }, 'content_type', 'takes a list'],
    ['“yes” in small letters', { ...sor(), automated_detection: 'yes' }, 'automated_detection', 'does not know yes'],
  ]
  it.each(FAULTS)('refuses %s', (_, planted, field, reason) => {
    expect(faultsIn(sor())).toEqual([])
    expect(faultsIn(planted as Sor)).toContainEqual({ field, reason: expect.stringContaining(reason) })
  })
})

describe('parley statements export', () => {
  const YEAR = ['--from', '2025-01-01', '--to', '2025-12-31']
  let data: string
  let written: number
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'parley-sor-'))
    const db = await openDatabase(await databaseIn(data))
    const rows = await seedYear(db, 2025, 1800)
    written = rows.statements.filter(({ at }) => Number(at) < Date.UTC(2026, 0, 1)).length
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await db.close()
    return () => {
      vi.restoreAllMocks()
      rmSync(data, { recursive: true, force: true })
    }
  })

  it('writes a thousand statements in batches of a hundred, every one of them good, and nobody in them', async () => {
    const { status, out } = await runHere(data, statements, ['export', ...YEAR, '--json'])
    const { batches, blocked, notDue } = JSON.parse(out)
    const all: Sor[] = batches.flatMap((batch: { statements: Sor[] }) => batch.statements)
    expect(all.length).toBeGreaterThan(1000)
    expect(all.length + blocked.length + notDue.length).toBe(written)
    expect(status).toBe(blocked.length ? 1 : 0)
    expect(batches.slice(0, -1).every((batch: { statements: Sor[] }) => batch.statements.length === 100)).toBe(true)
    expect(all.flatMap(one => faultsIn(one))).toEqual([])
    expect(new Set(all.map(one => one.puid)).size).toBe(all.length)
    const text = JSON.stringify(all)
    for (const gone of ['bloody fool', 'Hanna', 'Weber', 'me@paper', '1234567', '@seller', 'cheap.example', 'Reader 7'])
      expect(text).not.toContain(gone)
  })

  it('writes a batch a line without --json, and only the days that are asked for', async () => {
    const lines = async (...days: string[]) =>
      (await runHere(data, statements, ['export', ...days])).out
        .split('\n')
        .filter(Boolean)
        .flatMap(line => JSON.parse(line).statements as Sor[])
    const june = await lines('--from', '2025-06-01', '--to', '2025-06-30')
    expect(june.length).toBeGreaterThan(20)
    for (const one of june) expect(String(one.application_date).slice(0, 7)).toBe('2025-06')
    expect(await lines('--from', '2024-01-01', '--to', '2024-12-31')).toEqual([])
  })

  it('sends nothing where no address is set', async () => {
    expect(await runHere(data, statements, ['send', ...YEAR])).toMatchObject({
      status: 1,
      said: expect.stringContaining('PARLEY_SOR_URL'),
    })
  })
})
