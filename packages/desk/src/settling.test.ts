import type { DeskRules, PreviewRules, RulesPreview } from '@parley/contract/house-rules.ts'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused } from './api.ts'
import type { RulesApi } from './rules-api.ts'
import { createSettling, sentences, stepWith, withStep } from './settling.ts'

const own = { insult: { nudge: 0.5, hold: 0.8 }, threat: { hold: 0.5 } }

describe('a step', () => {
  it('is the engine’s until it is changed, and no change when it is the engine’s again', () => {
    expect(stepWith(own, {}, 'insult', 'nudge')).toBe(0.5)
    expect(stepWith(own, {}, 'insult', 'refuse')).toBeNull()
    const lower = withStep(own, {}, { head: 'insult', step: 'nudge', from: 0.3 })
    expect(lower).toEqual({ insult: { nudge: 0.3 } })
    expect(stepWith(own, lower, 'insult', 'nudge')).toBe(0.3)
    const never = withStep(own, lower, { head: 'insult', step: 'hold', from: null })
    expect(never).toEqual({ insult: { nudge: 0.3, hold: null } })
    expect(stepWith(own, never, 'insult', 'hold')).toBeNull()
    const back = withStep(own, never, { head: 'insult', step: 'nudge', from: 0.5 })
    expect(back).toEqual({ insult: { hold: null } })
    expect(withStep(own, back, { head: 'insult', step: 'hold', from: 0.8 })).toEqual({})
  })
})

const came = (more: Partial<RulesPreview>): RulesPreview => ({
  since: '2027-01-01T00:00:00.000Z',
  read: 2310,
  bounded: false,
  unscored: 0,
  before: { show: 2299, nudge: 0, hold: 11, refuse: 0 },
  after: { show: 2296, nudge: 0, hold: 14, refuse: 0 },
  changed: 3,
  examples: [],
  ...more,
})

describe('what a change would have done', () => {
  it('is said in one sentence for each step that differs', () => {
    expect(sentences(came({}))).toEqual(['This would have held 14 of 2,310, 3 more than what holds now.'])
    const fewer = came({ after: { show: 2300, nudge: 2, hold: 8, refuse: 0 } })
    expect(sentences(fewer)).toEqual([
      'This would have held 8 of 2,310, 3 fewer than what holds now.',
      'This would have nudged 2 of 2,310, 2 more than what holds now.',
    ])
    expect(sentences(came({ changed: 0 }))).toEqual(['Nothing would have been different.'])
    expect(sentences(came({ read: 0 }))).toEqual(['There are no comments from these days to try it on.'])
  })

  it('is said too where as many come as go', () => {
    const same = came({
      before: { show: 1, nudge: 0, hold: 1, refuse: 0 },
      after: { show: 1, nudge: 0, hold: 1, refuse: 0 },
    })
    expect(sentences({ ...same, read: 2, changed: 2 })).toEqual([
      'As many would have been shown, nudged, held and refused as now, but 2 of 2 would have changed places.',
    ])
  })
})

const RULE = { judgedByMachine: true, retiredAt: null, retirements: [], category: null, versions: [] }

describe('settling', () => {
  let holds: DeskRules
  let said: string[]
  let ruled: string[]
  let previewed: PreviewRules[]
  let api: RulesApi
  let settling: ReturnType<typeof createSettling>
  beforeEach(async () => {
    said = []
    previewed = []
    holds = {
      mayChange: true,
      rules: [{ id: 'nice', version: 1, title: 'Be nice', text: 'Argue.', ...RULE }],
      list: { no: 7, by: '', at: null },
      thresholds: { no: 4, by: '', at: null, engine: 'e', own, changes: { insult: { nudge: 0.4 } }, log: [] },
      words: { no: 0, by: '', at: null, words: [] },
      sections: {
        no: 2,
        by: '',
        at: null,
        sections: [],
        site: { hold: 'none', links: 2, closesAfterDays: null, closed: false },
      },
      reasons: { no: 0, by: '', at: null, templates: [] },
    }
    const unused = () => Promise.reject(new Error('not asked for'))
    api = {
      all: async () => holds,
      reword: async (_id, title, text, after) => {
        if (after !== 1) throw new Refused('rules.changed', 'Someone else has just changed this.')
        return { ...holds.rules[0]!, title, text, version: 2 }
      },
      add: async ({ category = null, ...added }) => ({ ...RULE, version: 1, ...added, category }),
      async list(rules, after) {
        if (after !== holds.list.no) throw new Refused('rules.changed', 'Someone else has just changed this.')
        const retired = new Map(rules.map(one => [one.id, one.retired]))
        holds = {
          ...holds,
          rules: rules.map(({ id }) => rule(id, retired.get(id) ? '2027-01-01' : null)),
          list: { ...holds.list, no: after + 1 },
        }
        return holds
      },
      thresholds: async (changes, after) => {
        expect(after).toBe(holds.thresholds.no)
        holds = { ...holds, thresholds: { ...holds.thresholds, no: after + 1, changes } }
        return holds
      },
      words: unused,
      sections: unused,
      reasons: unused,
      rewordReasons: unused,
      tryWords: unused,
      preview: async proposed => {
        previewed.push(proposed)
        return came({})
      },
      story: unused,
      settle: unused,
    }
    settling = createSettling(api, {
      told: problem => (problem as Refused).message,
      say: text => said.push(text),
      ruled: rules => (ruled = rules.map(({ id, title }) => `${id}: ${title}`)),
    })
    await settling.read()
    settling.tab.value = 'thresholds'
  })

  const lower = (from: number) => {
    settling.changes.value = withStep(own, settling.changes.value, { head: 'insult', step: 'nudge', from })
  }

  it('begins with what holds, and proposes only what differs', () => {
    expect(settling.changes.value).toEqual({ insult: { nudge: 0.4 } })
    expect(settling.proposal.value).toBeNull()
    lower(0.3)
    expect(settling.proposal.value).toEqual({ changes: { insult: { nudge: 0.3 } } })
    settling.discard()
    expect(settling.proposal.value).toBeNull()
  })

  it('applies only what was tried: a change after that is to be tried again', async () => {
    lower(0.3)
    expect(settling.mayApply.value).toBe(false)
    await settling.apply()
    expect(holds.thresholds.no).toBe(4)
    await settling.preview()
    expect(previewed).toEqual([{ changes: { insult: { nudge: 0.3 } } }])
    expect(settling.mayApply.value).toBe(true)
    lower(0.2)
    expect(settling.mayApply.value).toBe(false)
    lower(0.3)
    expect(settling.mayApply.value).toBe(true)
    await settling.apply()
    expect(holds.thresholds).toMatchObject({ no: 5, changes: { insult: { nudge: 0.3 } } })
    expect(settling.proposal.value).toBeNull()
    expect(said).toEqual(['This holds from now on.'])
  })

  it('proposes nothing by a row that is still empty', () => {
    settling.tab.value = 'words'
    settling.words.value = [{ patterns: ' ', label: 'insult', severity: 1 }]
    expect(settling.proposal.value).toBeNull()
    settling.words.value = [...settling.words.value, { patterns: 'newt', label: 'insult', severity: 1 }]
    expect(settling.proposal.value).toEqual({ words: [{ patterns: 'newt', label: 'insult', severity: 1 }] })
    settling.tab.value = 'settings'
    settling.sections.value = [{ prefix: '' }]
    expect(settling.proposal.value).toBeNull()
  })

  it('keeps what was typed where the server refuses, and says why', async () => {
    settling.drafts.value = { nice: { title: 'Be kind', text: 'Argue.' } }
    holds = { ...holds, rules: [{ ...holds.rules[0]!, version: 3 }] }
    await settling.read()
    await settling.reword('nice')
    expect(settling.problem.value).toBe('Someone else has just changed this.')
    expect(settling.drafts.value.nice?.title).toBe('Be kind')
  })

  it('words a rule anew, and forgets the draft', async () => {
    settling.drafts.value = { nice: { title: 'Be kind', text: 'Argue.' } }
    await settling.reword('nice')
    expect(settling.holds.value?.rules[0]).toMatchObject({ version: 2, title: 'Be kind' })
    expect(settling.drafts.value).toEqual({})
    expect(ruled).toEqual(['nice: Be kind'])
    expect(said).toEqual(['Version 2 of “Be kind” holds from now on.'])
  })

  const rule = (id: string, retiredAt: string | null = null) => ({
    ...RULE,
    id,
    version: 1,
    title: id,
    text: '',
    retiredAt,
  })

  it('adds a rule under the id that its title suggests', async () => {
    settling.adding.value = { ...settling.adding.value, title: 'Don’t go off-topic, s’il vous plaît!', text: 'Stay.' }
    await settling.add()
    expect(settling.holds.value?.rules.map(({ id }) => id)).toEqual(['nice', 'dont-go-off-topic-sil-vous-pla'])
    expect(ruled).toHaveLength(2)
    expect(settling.adding.value.title).toBe('')
  })

  it('moves a rule past the next one that holds, retires and brings back; where another has just done so, shows that', async () => {
    holds = { ...holds, rules: [rule('a'), rule('old', '2026-01-01'), rule('b'), rule('c')] }
    await settling.read()
    await settling.move('c', -1)
    await settling.move('a', 1)
    expect(settling.holds.value?.rules.map(({ id }) => id)).toEqual(['c', 'old', 'a', 'b'])
    expect(said.at(-1)).toBe('“a” is no. 2 of 3 now.')
    expect(await settling.move('c', -1)).toBe(false)
    await settling.retire('c', true)
    await settling.retire('old', false)
    expect(settling.holds.value?.rules.map(one => one.retiredAt !== null)).toEqual([true, false, false, false])
    holds = { ...holds, rules: [rule('other')], list: { ...holds.list, no: 99 } }
    await settling.retire('a', true)
    expect(settling.holds.value?.rules.map(({ id }) => id)).toEqual(['other'])
    expect(settling.problem.value).toContain('Someone else')
  })

  it('does one thing at a time', async () => {
    const asked = vi.spyOn(api, 'preview')
    lower(0.3)
    await Promise.all([settling.preview(), settling.preview()])
    expect(asked).toHaveBeenCalledTimes(1)
  })
})
