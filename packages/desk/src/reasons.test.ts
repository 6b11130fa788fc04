import type { CaseView, Finding } from '@parley/contract/schemas.ts'
import { describe, expect, it } from 'vitest'
import { answerFor, GROUNDS, gapIn, likelyGround, reasonFor } from './reasons.ts'

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

describe('the sentence for the author', () => {
  it('quotes the words that were marked under the same rule', () => {
    const findings = [mark('nice', 0.8, 'bloody idiots'), mark('clean', 0.3, 'bloody')]
    expect(reasonFor('remove', 'nice', facts({ findings }))).toContain('(“bloody idiots”)')
    expect(reasonFor('remove', 'clean', facts({ findings }))).toContain('(“bloody”)')
    expect(reasonFor('remove', 'spam', facts({ findings }))).not.toContain('“')
  })

  it('quotes each words once, and three at most', () => {
    const findings = [mark('nice', 0.8, 'They', 'are', 'all', 'bloody'), mark('nice', 0.7, 'They')]
    expect(reasonFor('remove', 'nice', facts({ findings }))).toContain('(“They”, “are”, “all”)')
  })

  it('takes words that look like its own marks as they are', () => {
    const odd: Facts = {
      text: '{law} $& {words}',
      findings: [{ rule: 'nice', label: '', score: 1, message: '', spans: [{ start: 0, end: 16 }] }],
      reportList: [],
    }
    expect(reasonFor('remove', 'nice', odd)).toContain('“{law} $& {words}”')
  })

  it.each(GROUNDS)('under %s ends in what the writer may do, with nothing left unfilled but its gaps', ground => {
    for (const act of ['remove', 'collapse'] as const) {
      const sentence = reasonFor(act, ground, facts())
      expect(sentence).toMatch(/You are welcome to [^.]+\.$/)
      expect(sentence).not.toMatch(/[{}]/)
    }
  })

  it('names the law that a report names, and asks for it otherwise', () => {
    const named = reasonFor('remove', 'illegal', facts({ reportList: [report('nice'), report('illegal', ' § 185 ')] }))
    expect(named).toContain('against the law: § 185.')
    expect(gapIn(named)).toBeNull()
    const open = reasonFor('remove', 'illegal', facts())
    const gap = gapIn(open)!
    expect(open.slice(gap.start, gap.end)).toBe('[which law]')
  })
})

describe('what is done about an author', () => {
  it.each(['warn', 'review', 'suspend', 'ban'] as const)('%s says what was written and what he may do', act => {
    for (const ground of GROUNDS) {
      const sentence = reasonFor(act, ground, facts(), '§ 185')
      expect(sentence).toMatch(/^Your comment .+ You are welcome to [^.]+\.$/)
      expect(sentence).not.toMatch(/[{}]/)
    }
  })

  it('quotes no words where it is about many comments', () => {
    expect(reasonFor('remove', 'nice', null)).not.toContain('“')
  })
})

describe('the answer to an appeal', () => {
  it('has a gap for the reason, and speaks to whoever objected', () => {
    const appeal = { id: 'a_1', decision: 'd_1', text: '', at: '', decidedBy: '' }
    const stays = answerFor('uphold', { appeals: [{ ...appeal, side: 'reporter' }] })
    const stands = answerFor('uphold', { appeals: [{ ...appeal, side: 'author' }] })
    const back = answerFor('show', { appeals: [{ ...appeal, side: 'author' }] })
    expect([stays, stands, back].map(text => gapIn(text) !== null)).toEqual([true, true, true])
    expect(new Set([stays, stands, back]).size).toBe(3)
  })
})

describe('gaps', () => {
  it('are those of our sentences, not a reader’s brackets', () => {
    expect(gapIn('You wrote “[sic] idiots”.')).toBeNull()
    expect(gapIn(reasonFor('remove', 'truth', facts()))).not.toBeNull()
    expect(gapIn(reasonFor('collapse', 'truth', facts()))).not.toBeNull()
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
