import type { Reasons, ReasonTemplate } from '@parley/contract/house-rules.ts'
import { faultIn, placeholdersOf } from '@parley/contract/reasons.ts'
import { computed, signal } from '@preact/signals'
import { gapIn, gapsOf, type Said, shipped, type Template, templatesFor } from './reasons.ts'
import type { RulesApi } from './rules-api.ts'

/** For so long what was read is taken for what holds, in milliseconds. */
const FRESH = 60_000

export type Phrasing = ReturnType<typeof createPhrasing>

/** What keeps a template from being saved, in words; '' where nothing does. Pure. */
export function faultSaid(text: string, rule: string | null): string {
  const fault = faultIn(text, rule)
  if (!fault) return ''
  if (fault.is === 'no-sentence') return 'There is no sentence in it.'
  const known = [...placeholdersOf(rule).map(name => `{${name}}`), '[a gap to fill]'].join(', ')
  return `“${fault.placeholder}” stands for nothing here. You can use ${known}.`
}

/** A list of templates with those for one act replaced; what is as Parley came is none of the newsroom's own. Pure. */
export function withTemplates(
  all: readonly ReasonTemplate[],
  said: Said,
  templates: readonly Template[],
): readonly ReasonTemplate[] {
  const asCame = templates.length === 1 && !templates[0]!.name && templates[0]!.text === shipped(said)
  const others = all.filter(one => one.rule !== said.rule || one.act !== said.act)
  const own = asCame ? [] : templates.map(({ name, text }): ReasonTemplate => ({ ...said, name, text }))
  return sorted([...others, ...own])
}

/** How the newsroom words its reasons: what moderators begin from, and what an editor is about to change. */
export function createPhrasing(
  api: Pick<RulesApi, 'reasons' | 'rewordReasons'>,
  { told, say }: { told(problem: unknown): string; say(text: string): unknown },
) {
  const holds = signal<Reasons>({ no: 0, by: '', at: null, templates: [] })
  const draft = signal<readonly ReasonTemplate[]>([])
  const problem = signal<string | null>(null)
  const busy = signal(false)
  let readAt = Number.NEGATIVE_INFINITY

  const changed = computed(() => JSON.stringify(draft.value) !== JSON.stringify(sorted(holds.value.templates)))
  const gaps = computed(() => gapsOf(holds.value.templates))

  /** What is being changed stays as it is typed, and is refused where somebody else has saved meanwhile. */
  function take(now: Reasons) {
    const untouched = !changed.value
    holds.value = now
    if (untouched) draft.value = sorted(now.templates)
  }

  /** Reads them, if that was not done within the last minute; a form that is open keeps its sentence. */
  async function read(): Promise<void> {
    if (Date.now() - readAt < FRESH) return
    readAt = Date.now()
    try {
      take(await api.reasons())
    } catch (error) {
      // what was read before, or what Parley came with, will do until then
      readAt = Number.NEGATIVE_INFINITY
      told(error)
    }
  }

  async function save(): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      const { reasons } = await api.rewordReasons(draft.value, holds.value.no)
      holds.value = reasons
      draft.value = sorted(reasons.templates)
      say('The reasons are worded so from now on.')
      return true
    } catch (error) {
      problem.value = told(error)
      return false
    } finally {
      busy.value = false
    }
  }

  /** Starts again from what holds now, read anew. */
  async function discard() {
    problem.value = null
    draft.value = sorted(holds.value.templates)
    readAt = Number.NEGATIVE_INFINITY
    await read()
  }

  return {
    holds,
    draft,
    problem,
    busy,
    changed,
    read,
    save,
    discard,
    change: (said: Said, templates: readonly Template[]) => {
      draft.value = withTemplates(draft.value, said, templates)
    },
    templates: (said: Said) => templatesFor(holds.value.templates, said),
    gapIn: (text: string) => gapIn(text, gaps.value),
  }
}

const sorted = (templates: readonly ReasonTemplate[]): readonly ReasonTemplate[] => {
  const place = ({ rule, act }: ReasonTemplate) => `${rule ?? ''} ${act}`
  return templates.toSorted((a, b) => place(a).localeCompare(place(b)))
}
