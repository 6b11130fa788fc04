import type { Finding, Outcome, Tried, TryText } from '@parley/contract/schemas.ts'
import type { Head } from '@parley/rules/heads.ts'
import { signal } from '@preact/signals'
import type { Api } from './api.ts'

/** What is typed to be held against the rules; `auto` finds the language out. */
export interface Trial {
  text: string
  parent: string
  article: string
  language: string
}

const NOTHING: Trial = { text: '', parent: '', article: '', language: 'auto' }

/** Milliseconds without a key until it is asked; and until it is said that the answer takes its time. */
const PAUSE_MS = 250
const SLOW_MS = 600

export type Trying = ReturnType<typeof createTrying>

/** What is tried, and what came of it. Lives as long as the desk, so that nothing typed is lost on the way to a queue and back. */
export function createTrying(api: Pick<Api, 'tryText'>, told: (problem: unknown) => string) {
  const trial = signal(NOTHING)
  /** The last answer, with the text that it is about. */
  const answer = signal<{ text: string; tried: Tried } | null>(null)
  const slow = signal(false)
  const problem = signal<string | null>(null)
  /** Only the words of this head are marked; null for all. */
  const head = signal<Head | null>(null)
  let run = 0
  let later: ReturnType<typeof setTimeout> | undefined

  function change(changed: Partial<Trial>) {
    trial.value = { ...trial.value, ...changed }
    clearTimeout(later)
    later = setTimeout(() => void ask(), PAUSE_MS)
  }

  async function ask() {
    clearTimeout(later)
    const no = ++run
    const { text, parent, article, language } = trial.value
    if (!text.trim()) {
      answer.value = null
      problem.value = null
      return
    }
    const body: TryText = {
      text,
      ...(parent.trim() && { parent }),
      ...(article.trim() && { article }),
      ...(language !== 'auto' && { language }),
    }
    const waiting = setTimeout(() => {
      slow.value = no === run
    }, SLOW_MS)
    try {
      const tried = await api.tryText(body)
      if (no !== run) return
      answer.value = { text, tried }
      problem.value = null
      if (!tried.heads.some(one => one.head === head.value && one.spans.length > 0)) head.value = null
    } catch (error) {
      if (no === run) problem.value = told(error)
    } finally {
      clearTimeout(waiting)
      if (no === run) slow.value = false
    }
  }

  /** Shows the words of one head alone, or of all again. */
  function choose(chosen: Head) {
    head.value = head.value === chosen ? null : chosen
  }

  return { trial, answer, slow, problem, head, change, ask, choose }
}

/** What would happen, in words. */
export const BECOMES: Readonly<Record<Outcome, string>> = {
  show: 'It is shown at once.',
  nudge: 'The writer is asked to look again.',
  hold: 'It is held until a person has looked at it.',
  refuse: 'It is refused: it cannot be posted like this.',
}

/** And after a nudge, where the words stay as they are. */
export const ANYWAY: Readonly<Record<Outcome, string>> = {
  show: 'Posted anyway, it is shown.',
  nudge: '',
  hold: 'Posted anyway, it is held until a person has looked at it.',
  refuse: '',
}

/** The words to be marked: of one head, or of all that would make something happen, or of all where nothing would. */
export function marksOf({ heads }: Tried, chosen: Head | null): Finding[] {
  const marked = chosen
    ? heads.filter(({ head }) => head === chosen)
    : heads.some(({ reaches }) => reaches)
      ? heads.filter(({ reaches }) => reaches)
      : heads
  return marked.map(({ head, rule, score, spans }) => ({ rule, label: head, score: score ?? 0, spans, message: '' }))
}
