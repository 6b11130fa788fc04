import type { AccountAtDesk, Consent } from '@parley/contract/accounts.ts'
import { describe, expect, it } from 'vitest'
import {
  accountGapIn,
  bylineOf,
  consentWords,
  contactKinds,
  contactLines,
  entryFrom,
  happened,
  hindrance,
  likeness,
  placeWords,
  STEPS,
  sizeWords,
  stepsFrom,
  whenWords,
  whereWords,
} from './account-words.ts'

const consent: Consent = { publish: true, name: 'name', pseudonym: null, keepOriginals: false, tell: true }

it.each([
  [{ from: '2026-11-27', exact: true }, '27 November 2026'],
  [{ from: '2026-11-27T08:10', exact: false }, 'about 27 November 2026, 08:10'],
  [{ from: '2026-11-27T08:10', to: '2026-11-27T08:40', exact: true }, '27 November 2026, 08:10 to 08:40'],
  [
    { from: '2026-11-27T23:50', to: '2026-11-28T00:10', exact: true },
    '27 November 2026, 23:50 to 28 November 2026, 00:10',
  ],
  [{ from: '2026-11-27', to: '2026-11-27', exact: true }, '27 November 2026'],
  [{ from: '2026-13-41', exact: true }, '2026-13-41'],
])('when: %j', (when, words) => {
  expect(whenWords(when)).toBe(words)
})

it.each([
  [{ place: 'Gate 3', precision: 'town' as const }, 'Gate 3', 'Gate 3'],
  [
    { place: 'Gate 3', lat: 53.54123, lon: -9.99321, precision: 'street' as const },
    'Gate 3, 53.541, -9.993 (to about 100 metres)',
    'Gate 3',
  ],
  [
    { place: '', lat: 0, lon: 0, precision: 'town' as const },
    '0.0, 0.0 (to about 11 kilometres)',
    '0.0, 0.0 (to about 11 kilometres)',
  ],
  [{ place: null, lat: null, lon: null, precision: 'exact' as const }, 'not said', 'not said'],
])('where: %j, as exactly as its author chose and no more', (where, words, short) => {
  expect(whereWords(where)).toBe(words)
  expect(placeWords(where)).toBe(short)
})

describe('consent', () => {
  it('is said in sentences, and without publication no name is spoken of', () => {
    expect(consentWords({ ...consent, name: 'pseudonym', pseudonym: 'Gull' })).toEqual([
      'It may be published.',
      'Under another name, “Gull”: who it is, only the newsroom may know.',
      expect.stringMatching(/^Photographs are kept only as the public/),
      expect.stringMatching(/^The reader is told by mail/),
    ])
    expect(consentWords({ ...consent, publish: false, keepOriginals: true, tell: false })).toEqual([
      'It may not be published: it is for the newsroom alone.',
      expect.stringMatching(/^Photographs are kept as they were sent/),
      expect.stringMatching(/wants no mail/),
    ])
  })

  it('says under which name it would be published', () => {
    const reader = { id: 'r_1', name: 'Alice' }
    const by = (more: Partial<Consent>) =>
      bylineOf({ reader, consent: { ...consent, pseudonym: null, tell: true, ...more } as AccountAtDesk['consent'] })
    expect(by({})).toBe('Alice')
    expect(by({ name: 'pseudonym', pseudonym: 'Gull' })).toBe('Gull')
    expect(by({ name: 'newsroom-only' })).not.toContain('Alice')
  })
})

it('S05 the contact says what there is before it is opened, and what it says after', () => {
  expect(contactKinds({ name: true, email: true, phone: false, safeWay: true })).toBe(
    'Name, e-mail, how to reach the reader safely',
  )
  expect(contactKinds({ name: false, email: false, phone: false, safeWay: false })).toBe('')
  expect(contactLines({ phone: '+49 40 1', name: '' })).toEqual([['Telephone', '+49 40 1']])
})

it('S28 an original says how large it is', () => {
  expect([90, 120_001, 3_450_000].map(sizeWords)).toEqual(['1\u00a0kB', '121\u00a0kB', '3.5\u00a0MB'])
})

it('another account is likened by place, distance, time and reader', () => {
  const one = {
    metres: null,
    samePlace: false,
    minutes: null,
    sameReader: false,
  } as AccountAtDesk['duplicates'][number]
  expect(likeness(one)).toEqual(['the same day'])
  expect(likeness({ ...one, metres: 0, minutes: 0 })).toEqual(['the same coordinates', 'at the same time'])
  expect(likeness({ ...one, metres: 120, samePlace: true, minutes: 0 })).toEqual([
    'the same place',
    '120 m away',
    'at the same time',
  ])
  expect(likeness({ ...one, metres: 2340, minutes: 25, sameReader: true })).toEqual([
    'the same reader',
    '2.3 km away',
    '25 min apart',
  ])
})

describe('what can be done', () => {
  const checklist = (...items: string[]) =>
    ['who', 'where', 'when', 'original', 'second'].map(item => ({
      ...{ item, done: items.includes(item), note: '', by: null, at: null },
    })) as AccountAtDesk['checklist']
  const account = (more: Partial<AccountAtDesk>) => ({ consent, checklist: checklist(), ...more }) as AccountAtDesk

  it('goes on from where it stands, and never to where it stands', () => {
    const from = (stage: AccountAtDesk['stage'], verified = false) => stepsFrom({ stage, verified })
    expect(from('received')).toEqual(['contacted', 'corroborated', 'verified', 'unverified', 'declined'])
    expect(from('corroborated')).toEqual(['verified', 'unverified', 'declined'])
    expect(from('published', true)).toEqual(['unverified', 'declined'])
    expect(from('published')).toEqual(['verified', 'declined'])
    expect(from('declined')).not.toContain('declined')
  })

  it('S05 is not called verified before who, where and when are ticked, and the original or a second source', () => {
    expect(hindrance('verified', account({}))).toBe(
      'To call it verified, tick first: who, where, when, the original or a second source.',
    )
    expect(hindrance('verified', account({ checklist: checklist('who', 'where', 'when') }))).toMatch(
      /: the original or/,
    )
    for (const last of ['original', 'second'])
      expect(hindrance('verified', account({ checklist: checklist('who', 'where', 'when', last) }))).toBeNull()
    expect(hindrance('unverified', account({}))).toBeNull()
  })

  it('publishes nothing whose author does not agree', () => {
    for (const act of ['verified', 'unverified'] as const)
      expect(hindrance(act, account({ consent: { ...consent, publish: false } as AccountAtDesk['consent'] }))).toMatch(
        /does not agree/,
      )
    expect(
      hindrance('declined', account({ consent: { ...consent, publish: false } as AccountAtDesk['consent'] })),
    ).toBeNull()
  })

  it('has a sentence for each step that says the gap it still has', () => {
    for (const { templates } of Object.values(STEPS))
      for (const { text } of templates) {
        const gap = accountGapIn(text)
        expect(text.includes('[')).toBe(gap !== null)
        if (gap) expect(text.slice(gap.start, gap.end)).toMatch(/^\[[^[\]]+\]$/)
      }
    expect(accountGapIn('A reader may write [so].')).toBeNull()
  })
})

describe('an entry for the history', () => {
  it('begins with the first sentence, and has all of it below', () => {
    expect(entryFrom({ text: 'The line stopped at ten past eight.\n\nWe were sent home.' })).toEqual({
      title: 'The line stopped at ten past eight',
      detail: 'The line stopped at ten past eight. We were sent home.',
    })
    expect(entryFrom({ text: 'The line stopped.' })).toEqual({ title: 'The line stopped', detail: '' })
  })

  it('is never longer than what is kept, and cut between words', () => {
    const { title, detail } = entryFrom({ text: 'Something happened there '.repeat(60) })
    expect(title.length).toBeLessThanOrEqual(140)
    expect(detail.length).toBeLessThanOrEqual(600)
    expect(title).toMatch(/(Something|happened|there)…$/)
  })
})

it('tells what happened, the latest first, with who looked at what', () => {
  const account = {
    at: '2026-11-27T08:00:00Z',
    reader: { id: 'r_1', name: 'Alice' },
    steps: [{ stage: 'published', verified: true, reason: 'Checked.', at: '2026-11-28T08:00:00Z', by: 'Otto' }],
    looks: [
      { by: 'Otto', at: '2026-11-27T09:00:00Z', what: 'contact', photo: null },
      { by: 'Otto', at: '2026-11-27T10:00:00Z', what: 'original', photo: 2 },
    ],
  } as unknown as AccountAtDesk
  expect(happened(account).map(({ what, by, said }) => [what, by, said])).toEqual([
    ['Published as verified', 'Otto', 'Checked.'],
    ['Took out the original of photograph 2', 'Otto', ''],
    ['Opened the contact', 'Otto', ''],
    ['Sent', 'Alice', ''],
  ])
})
