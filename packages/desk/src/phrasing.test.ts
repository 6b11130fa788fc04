import type { DeskRules, Reasons, ReasonTemplate } from '@parley/contract/house-rules.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { Refused } from './api.ts'
import { createPhrasing, faultSaid, withTemplates } from './phrasing.ts'
import { shipped } from './reasons.ts'

const REMOVED = { rule: 'nice', act: 'remove' } as const

describe('templates that are being changed', () => {
  it('are the newsroom’s own while they differ from how Parley came', () => {
    const own = withTemplates([], REMOVED, [{ name: '', text: 'Mind your words.' }])
    expect(own).toEqual([{ ...REMOVED, name: '', text: 'Mind your words.' }])
    expect(withTemplates(own, REMOVED, [{ name: '', text: shipped(REMOVED) }])).toEqual([])
  })

  it.each([
    ['{name} again', 'nice', '“{name}” stands for nothing here. You can use {words}, [a gap to fill].'],
    ['{law} again', 'nice', '“{law}” stands for nothing here. You can use {words}, [a gap to fill].'],
    ['It is [what', 'illegal', '“[what” stands for nothing here. You can use {words}, {law}, [a gap to fill].'],
    ['{words} [why]', 'nice', 'There is no sentence in it.'],
    ['It is {law}{words}: [why].', 'illegal', ''],
  ])('%s under %s: %s', (text, rule, said) => expect(faultSaid(text, rule)).toBe(said))
})

describe('phrasing', () => {
  let holds: Reasons
  let asked: number
  let phrasing: ReturnType<typeof createPhrasing>
  beforeEach(async () => {
    holds = { no: 3, by: 'Edith', at: '2027-01-01T00:00:00Z', templates: [] }
    asked = 0
    phrasing = createPhrasing(
      {
        async reasons() {
          asked++
          return holds
        },
        async rewordReasons(templates: readonly ReasonTemplate[], after: number) {
          if (after !== holds.no) throw new Refused('rules.changed', 'Someone else has just changed this.')
          holds = { ...holds, no: after + 1, templates: [...templates] }
          return { reasons: holds } as DeskRules
        },
      },
      { told: problem => (problem as Refused).message, say: () => {} },
    )
    await phrasing.read()
  })

  it('saves over what was seen, once it differs, and begins from that', async () => {
    expect(phrasing.changed.value).toBe(false)
    phrasing.change(REMOVED, [{ name: '', text: 'Mind [what].' }])
    expect(phrasing.changed.value).toBe(true)
    expect(phrasing.templates(REMOVED)[0]!.text).toBe(shipped(REMOVED))
    expect(await phrasing.save()).toBe(true)
    expect(phrasing.changed.value).toBe(false)
    expect(phrasing.templates(REMOVED)).toEqual([{ name: '', text: 'Mind [what].' }])
    expect(phrasing.gapIn('Mind [what].')).not.toBeNull()
  })

  it('says so where somebody else has saved meanwhile, keeps what is typed, and starts again from theirs when asked', async () => {
    holds = { ...holds, no: 4, templates: [{ ...REMOVED, name: '', text: 'Theirs.' }] }
    phrasing.change({ ...REMOVED, act: 'warn' }, [{ name: '', text: 'Ours.' }])
    expect(await phrasing.save()).toBe(false)
    expect(phrasing.problem.value).toBe('Someone else has just changed this.')
    expect(phrasing.draft.value[0]!.text).toBe('Ours.')
    await phrasing.discard()
    expect(phrasing.draft.value).toEqual(holds.templates)
  })

  it('is read anew once a minute at most', async () => {
    await phrasing.read()
    expect(asked).toBe(1)
  })
})
