import type { DecideReporter, ReporterRecord } from '@parley/contract/schemas.ts'
import { signal } from '@preact/signals'
import type { Api } from './api.ts'
import type { Phrasing } from './phrasing.ts'
import { answerToReporter, type Template } from './reasons.ts'

/** Whoever reports, looked at by the four criteria, and what is about to be done about it. */
export interface Weighing {
  id: string
  record: ReporterRecord | null
  act: DecideReporter['act'] | null
  days: number
  /** Which of the templates was begun from. */
  template: number
  text: string
  busy: boolean
  problem: string | null
}

const DAYS = 30

/** Weighing a reporter: first the record, then a warning, a pause, or the taking back of one (DSA Art. 23). */
export function createWeighing(
  api: Api,
  {
    told,
    done,
    phrasing,
  }: { told(problem: unknown): string; done(words: string): void; phrasing: Pick<Phrasing, 'templates' | 'gapIn'> },
) {
  const now = signal<Weighing | null>(null)
  const change = (to: Partial<Weighing>) => {
    if (now.value) now.value = { ...now.value, ...to }
  }

  async function look(id: string) {
    now.value = { id, record: null, act: null, days: DAYS, template: 0, text: '', busy: false, problem: null }
    try {
      const record = await api.reporter(id)
      if (now.value?.id === id) change({ record })
    } catch (error) {
      change({ problem: told(error) })
    }
  }

  const templates = (act: DecideReporter['act']): readonly Template[] =>
    phrasing.templates({ rule: null, act: answerToReporter(act) })

  /** Chooses what is done, and with it the sentence: that of the first template, or of another one. */
  const choose = (act: DecideReporter['act'], template = 0) =>
    change({ act, template, text: templates(act)[template]!.text, problem: null })

  async function send(): Promise<boolean> {
    const asked = now.value
    if (!asked?.act || asked.busy) return false
    const text = asked.text.trim()
    const gap = phrasing.gapIn(text)
    const problem = !text
      ? 'Please write what the reader will read.'
      : gap
        ? `Please fill in ${text.slice(gap.start, gap.end)} first.`
        : null
    if (problem) {
      change({ problem })
      return false
    }
    change({ busy: true, problem: null })
    try {
      const days = asked.act === 'pause-reports' ? { days: asked.days } : {}
      const { statement } = await api.decideReporter(asked.id, { act: asked.act, explanation: text, ...days })
      now.value = null
      done(statement ? `Done, with statement of reasons no. ${statement.no}.` : 'Taken back. The reader is told.')
      return true
    } catch (error) {
      change({ busy: false, problem: told(error) })
      return false
    }
  }

  return { now, look, templates, choose, change, send, close: () => (now.value = null) }
}
