import type { ReasonAct } from '@parley/contract/reasons.ts'
import type { CaseView, Finding } from '@parley/contract/schemas.ts'
import { describe, expect, it } from 'vitest'
import { answerTo, GROUNDS, gapIn, gapsOf, likelyGround, reasonFor, shipped, templatesFor } from './reasons.ts'

type Facts = Pick<CaseView, 'text' | 'findings' | 'reportList'>
const text = 'They are all bloody idiots, idiots I say.'
const mark = (rule: string, score: number, ...words: string[]): Finding => ({
  rule,
  label: 'insult',
  score,
  message: '',
  spans: words.map(word => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length })),
})
const report = (rule: CaseView['reportList'][number]['rule'], law: string | null = null) => ({
  reference: 'R-1',
  rule,
  law,
  explanation: '',
  at: '2026-01-01T00:00:00Z',
  reporter: null,
  reporterId: null,
  revision: null,
})
const facts = (more: Partial<Facts> = {}): Facts => ({ text, findings: [], reportList: [], ...more })

/** As Parley came. */
const came = (act: ReasonAct, rule: string, ...of: [Facts | null, law?: string]) =>
  reasonFor(shipped({ rule, act }), rule, ...of)

describe('the sentence for the author', () => {
  it('quotes the words that were marked under the same rule', () => {
    const findings = [mark('nice', 0.8, 'bloody idiots'), mark('clean', 0.3, 'bloody')]
    expect(came('remove', 'nice', facts({ findings }))).toContain('(“bloody idiots”)')
    expect(came('remove', 'clean', facts({ findings }))).toContain('(“bloody”)')
    expect(came('remove', 'spam', facts({ findings }))).not.toContain('“')
  })

  it('quotes each words once, and three at most', () => {
    const findings = [mark('nice', 0.8, 'They', 'are', 'all', 'bloody'), mark('nice', 0.7, 'They')]
    expect(came('remove', 'nice', facts({ findings }))).toContain('(“They”, “are”, “all”)')
  })

  it('takes words that look like its own marks as they are', () => {
    const odd: Facts = {
      text: '{law} $& {words}',
      findings: [{ rule: 'nice', label: '', score: 1, message: '', spans: [{ start: 0, end: 16 }] }],
      reportList: [],
    }
    expect(came('remove', 'nice', odd)).toContain('“{law} $& {words}”')
  })

  it.each(GROUNDS)('under %s ends in what the writer may do, with nothing left unfilled but its gaps', ground => {
    for (const act of ['remove', 'collapse'] as const) {
      const sentence = came(act, ground, facts())
      expect(sentence).toMatch(/You are welcome to [^.]+\.$/)
      expect(sentence).not.toMatch(/[{}]/)
    }
  })

  it('names the law that a report names, and asks for it otherwise', () => {
    const named = came('remove', 'illegal', facts({ reportList: [report('nice'), report('illegal', ' § 185 ')] }))
    expect(named).toContain('against the law: § 185.')
    expect(gapIn(named)).toBeNull()
    const open = came('remove', 'illegal', facts())
    const gap = gapIn(open)!
    expect(open.slice(gap.start, gap.end)).toBe('[which law]')
  })
})

describe('what is done about an author', () => {
  it.each(['label', 'warn', 'review', 'suspend', 'ban'] as const)(
    '%s says what was written and what he may do',
    act => {
      for (const ground of GROUNDS) {
        const sentence = came(act, ground, facts(), '§ 185')
        expect(sentence).toMatch(/^Your comment .+ You are welcome to [^.]+\.$/)
        expect(sentence).not.toMatch(/[{}]/)
      }
    },
  )

  it('quotes no words where it is about many comments', () => {
    expect(came('remove', 'nice', null)).not.toContain('“')
  })
})

describe('the answer to an appeal', () => {
  it('has a gap for the reason, and speaks to whoever objected', () => {
    const appeal = { id: 'a_1', decision: 'd_1', text: '', at: '', decidedBy: '' }
    const answer = (act: 'uphold' | 'show', side: 'reporter' | 'author') =>
      shipped({ rule: null, act: answerTo(act, { appeals: [{ ...appeal, side }] }) })
    const stays = answer('uphold', 'reporter')
    const stands = answer('uphold', 'author')
    const back = answer('show', 'author')
    expect([stays, stands, back].map(text => gapIn(text) !== null)).toEqual([true, true, true])
    expect(new Set([stays, stands, back]).size).toBe(3)
  })
})

describe('the newsroom’s own sentences', () => {
  const own = [
    { rule: 'nice', act: 'remove' as const, name: 'Short', text: 'Mind{words}.' },
    { rule: 'nice', act: 'remove' as const, name: 'Long', text: 'It degrades [whom].' },
    { rule: 'pets', act: 'warn' as const, name: '', text: 'No pets.' },
  ]

  it('stand in place of ours where there are any, the first one first', () => {
    expect(templatesFor(own, { rule: 'nice', act: 'remove' }).map(({ name }) => name)).toEqual(['Short', 'Long'])
    expect(templatesFor(own, { rule: 'nice', act: 'warn' })).toEqual([
      { name: '', text: shipped({ rule: 'nice', act: 'warn' }) },
    ])
    expect(templatesFor(own, { rule: 'pets', act: 'warn' })).toEqual([{ name: '', text: 'No pets.' }])
    const findings = [mark('nice', 0.8, 'idiots')]
    expect(reasonFor(own[0]!.text, 'nice', facts({ findings }))).toBe('Mind (“idiots”).')
  })

  it('have gaps of their own, which are filled before anything is sent', () => {
    const text = 'It degrades [whom].'
    expect(gapIn(text)).toBeNull()
    expect(gapIn(text, gapsOf(own))).toEqual({ start: 12, end: 18 })
    expect(gapIn('It degrades you [sic].', gapsOf(own))).toBeNull()
  })

  it('fall back on a general one under a rule that is new, with a gap for what is against it', () => {
    const { text } = templatesFor(own, { rule: 'pets', act: 'remove' })[0]!
    expect(text).toMatch(/^Your comment is against this rule.+You are welcome to [^.]+\.$/)
    expect(gapIn(text)).not.toBeNull()
  })
})

describe('gaps', () => {
  it('are those of our sentences, not a reader’s brackets', () => {
    expect(gapIn('You wrote “[sic] idiots”.')).toBeNull()
    expect(gapIn(came('remove', 'truth', facts()))).not.toBeNull()
    expect(gapIn(came('collapse', 'truth', facts()))).not.toBeNull()
  })
})

describe('the likely ground', () => {
  it('is what most reports name, before any finding', () => {
    const reportList = [report('spam'), report('truth'), report('truth')]
    expect(likelyGround(facts({ reportList, findings: [mark('nice', 0.99)] }))).toBe('truth')
  })

  it('is the strongest finding under a house rule where nobody reported', () => {
    const findings = [mark('clean', 0.3), mark('house', 1), mark('nice', 0.8)]
    expect(likelyGround(facts({ findings }))).toBe('nice')
    expect(likelyGround(facts())).toBeNull()
    expect(likelyGround(facts({ findings: [mark('house', 1)] }))).toBeNull()
  })
})
