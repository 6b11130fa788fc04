import type { CaseView, Duty, Escalate, Escalation } from '@parley/contract/schemas.ts'
import { batch, signal } from '@preact/signals'
import type { LifeApi } from './rules-api.ts'

/** What is about to be escalated, or what was. */
export interface Escalating {
  view: CaseView
  kind: Escalate['kind']
  note: string
  /** Who would be paged; null while that is being asked. */
  duty: Duty['paged'] | null
  done: Escalation | null
  busy: boolean
  problem: string | null
}

/** What it is most likely about: the writer's own life where his words say so and nothing else threatens. */
export const likelyKind = ({ findings, reportList }: Pick<CaseView, 'findings' | 'reportList'>): Escalate['kind'] => {
  const threat = findings.some(({ rule }) => rule === 'threats') || reportList.some(({ rule }) => rule === 'threats')
  return !threat && findings.some(({ label }) => label === 'self-harm') ? 'self-harm' : 'threat'
}

/** Escalating a case: first what will be sealed and who is paged, then the report that a person sends. */
export function createEscalating(api: LifeApi, told: (problem: unknown) => string) {
  const now = signal<Escalating | null>(null)
  const change = (to: Partial<Escalating>) => {
    if (now.value) now.value = { ...now.value, ...to }
  }

  async function begin(view: CaseView) {
    now.value = { view, kind: likelyKind(view), note: '', duty: null, done: null, busy: false, problem: null }
    try {
      const { paged } = await api.duty()
      change({ duty: paged })
    } catch (error) {
      change({ problem: told(error) })
    }
  }

  /** Shows one that was made before. */
  async function look(view: CaseView, id: string) {
    now.value = { view, kind: 'threat', note: '', duty: [], done: null, busy: true, problem: null }
    try {
      change({ done: await api.escalation(id), busy: false })
    } catch (error) {
      change({ problem: told(error), busy: false })
    }
  }

  async function send(): Promise<boolean> {
    const asked = now.value
    if (!asked || asked.busy) return false
    change({ busy: true, problem: null })
    try {
      const note = asked.note.trim()
      const done = await api.escalate(asked.view.id, { kind: asked.kind, ...(note && { note }) })
      change({ done, busy: false })
      return true
    } catch (error) {
      batch(() => change({ busy: false, problem: told(error) }))
      return false
    }
  }

  return { now, change, begin, look, send, close: () => (now.value = null) }
}
