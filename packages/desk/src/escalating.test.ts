import type { CaseView, Escalate, Escalation } from '@parley/contract/schemas.ts'
import { describe, expect, it } from 'vitest'
import { Refused } from './api.ts'
import { createEscalating, likelyKind } from './escalating.ts'

const finding = (rule: string, label: string) => ({ rule, label, score: 1, spans: [], message: '' })
const view = { id: 'k_1', findings: [], reportList: [] } as unknown as CaseView

describe('what an escalation is likely about', () => {
  it('is the writer’s own life only where his words say so and nothing else threatens', () => {
    const selfHarm = finding('house', 'self-harm')
    expect(likelyKind({ findings: [selfHarm], reportList: [] })).toBe('self-harm')
    expect(likelyKind({ findings: [selfHarm, finding('threats', 'threat')], reportList: [] })).toBe('threat')
    expect(likelyKind({ findings: [], reportList: [] })).toBe('threat')
  })
})

describe('escalating', () => {
  function desk({ refuses = false } = {}) {
    const sent: [string, Escalate][] = []
    const escalating = createEscalating(
      {
        duty: async () => ({ paged: [{ how: 'mail', to: 'duty@paper.example' }] }),
        async escalate(id, escalation) {
          sent.push([id, escalation])
          if (refuses) throw new Refused('server.busy', 'Try again.')
          return { id: 'e_1', report: 'To the police' } as Escalation
        },
        escalation: async id => ({ id, report: 'Again' }) as Escalation,
      },
      problem => (problem as Refused).message,
    )
    return { escalating, sent }
  }

  it('says who is paged before anything is sent, then shows the report', async () => {
    const { escalating, sent } = desk()
    await escalating.begin(view)
    expect(escalating.now.value).toMatchObject({ kind: 'threat', duty: [{ to: 'duty@paper.example' }], done: null })
    expect(sent).toEqual([])
    escalating.change({ note: ' He called. ' })
    const [first, second] = await Promise.all([escalating.send(), escalating.send()])
    expect([first, second]).toEqual([true, false])
    expect(sent).toEqual([['k_1', { kind: 'threat', note: 'He called.' }]])
    expect(escalating.now.value?.done?.report).toBe('To the police')
    escalating.close()
    expect(escalating.now.value).toBeNull()
  })

  it('keeps the note where it was not sent, and says why', async () => {
    const { escalating } = desk({ refuses: true })
    await escalating.begin(view)
    escalating.change({ note: 'He called.' })
    expect(await escalating.send()).toBe(false)
    expect(escalating.now.value).toMatchObject({ note: 'He called.', problem: 'Try again.', busy: false, done: null })
  })

  it('shows one that was made before', async () => {
    const { escalating } = desk()
    await escalating.look(view, 'e_9')
    expect(escalating.now.value?.done).toMatchObject({ id: 'e_9', report: 'Again' })
  })
})
