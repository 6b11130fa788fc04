import type {
  AddRule,
  Changes,
  DeskRules,
  OwnWord,
  PreviewRules,
  RuleHistory,
  RulesPreview,
  Section,
  StoryAtDesk,
  TriedWords,
} from '@parley/contract/house-rules.ts'
import type { Head, Step, Thresholds } from '@parley/rules/heads.ts'
import { batch, computed, signal } from '@preact/signals'
import type { RulesApi } from './rules-api.ts'

export const TABS = ['rules', 'reasons', 'thresholds', 'words', 'settings'] as const
export type Tab = (typeof TABS)[number]

/** What can be tried on past comments before it holds. */
export type Proposal = Pick<PreviewRules, 'changes' | 'words' | 'sections' | 'story'>

export interface RuleDraft {
  title: string
  text: string
}

const PAUSE_MS = 250
/** A rule that is about to be added. */
export type NewRule = Required<AddRule>
const BLANK: NewRule = { id: '', title: '', text: '', category: 'OTHER_VIOLATION_TC' }

/** An id that a title suggests: its letters and digits in lower case, with dashes; at most 30. */
export const idFrom = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}|[’']/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 30)
    .replace(/-$/, '')

/** The step that holds with changes over the engine's own: a number, or null for never. */
export function stepWith(own: Thresholds, changes: Changes, head: Head, step: Step): number | null {
  const change = changes[head]?.[step]
  return change === undefined ? (own[head]?.[step] ?? null) : change
}

/** Changes with one step set anew; what is the engine's own again is no change. Pure. */
export function withStep(
  own: Thresholds,
  changes: Changes,
  { head, step, from }: { head: Head; step: Step; from: number | null },
): Changes {
  const { [step]: _, ...others } = changes[head] ?? {}
  const steps = (own[head]?.[step] ?? null) === from ? others : { ...others, [step]: from }
  const { [head]: __, ...rest } = changes
  return Object.keys(steps).length ? { ...rest, [head]: steps } : rest
}

/** “This would have held 14 of 2,310 comments, 3 more than now.”, one for each step that differs; what stays is not said. */
export function sentences({ before, after, read, changed }: RulesPreview): string[] {
  if (read === 0) return ['There are no comments from these days to try it on.']
  if (changed === 0) return ['Nothing would have been different.']
  const done = { refuse: 'refused', hold: 'held', nudge: 'nudged' } as const
  const said = (['refuse', 'hold', 'nudge'] as const).flatMap(step => {
    const more = after[step] - before[step]
    if (more === 0) return []
    const than = `${counted(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} than what holds now`
    return `This would have ${done[step]} ${counted(after[step])} of ${counted(read)}, ${than}.`
  })
  if (said.length) return said
  return [
    `As many would have been shown, nudged, held and refused as now, but ${counted(changed)} of ${counted(read)} would have changed places.`,
  ]
}

const counted = (n: number) => n.toLocaleString('en')

export type Settling = ReturnType<typeof createSettling>

/** What holds in the newsroom, and what is about to. Lives as long as the desk, so that nothing typed is lost on the way to a queue and back. */
export function createSettling(
  api: RulesApi,
  around: {
    told(problem: unknown): string
    say(text: string, failed?: boolean): unknown
    /** These rules there are now: the desk offers those that hold, and calls all of them so. */
    ruled(rules: readonly RuleHistory[]): void
  },
) {
  const holds = signal<DeskRules | null>(null)
  const problem = signal<string | null>(null)
  const busy = signal(false)
  const tab = signal<Tab>('rules')
  /** What is typed over a rule, by its id. */
  const drafts = signal<Readonly<Record<string, RuleDraft>>>({})
  /** The rule that is being added; its id follows its title until it has been written itself. */
  const adding = signal<NewRule>(BLANK)
  const changes = signal<Changes>({})
  const words = signal<readonly OwnWord[]>([])
  const sections = signal<readonly Section[]>([])
  const story = signal<StoryAtDesk | null>(null)
  const storySettings = signal<StoryAtDesk['settings']>(null)
  /** What came of a dry run, and of which proposal: only that one may be applied. */
  const rehearsed = signal<{ of: string; preview: RulesPreview } | null>(null)
  const sample = signal('')
  const found = signal<{ text: string; tried: TriedWords } | { problem: string } | null>(null)
  let later: ReturnType<typeof setTimeout> | undefined
  let run = 0

  /** Without rows that nothing is written in yet. */
  const written = computed(() => words.value.filter(({ patterns }) => patterns.trim()))
  const named = computed(() => sections.value.filter(({ prefix }) => prefix.trim()))

  /** What the tab on the screen proposes; null where nothing differs from what holds. */
  const proposal = computed<Proposal | null>(() => {
    const now = holds.value
    if (!now) return null
    if (tab.value === 'thresholds') return differs(changes.value, now.thresholds.changes) && { changes: changes.value }
    if (tab.value === 'words') return differs(written.value, now.words.words) && { words: written.value }
    if (tab.value === 'settings') {
      const open = story.value
      const all = differs(named.value, now.sections.sections) && { sections: named.value }
      const one = open &&
        differs(storySettings.value, open.settings) && {
          story: { url: open.story.url, settings: storySettings.value },
        }
      return all || one ? { ...all, ...one } : null
    }
    return null
  })

  const mayApply = computed(() => proposal.value !== null && rehearsed.value?.of === JSON.stringify(proposal.value))

  function differs(one: unknown, other: unknown): null | true {
    return JSON.stringify(one) === JSON.stringify(other) ? null : true
  }

  function take(now: DeskRules) {
    batch(() => {
      holds.value = now
      problem.value = null
    })
    around.ruled(now.rules)
  }

  /** Starts again from what holds. */
  function discard() {
    const now = holds.value
    if (!now) return
    batch(() => {
      changes.value = now.thresholds.changes
      words.value = now.words.words
      sections.value = now.sections.sections
      storySettings.value = story.value?.settings ?? null
      drafts.value = {}
      adding.value = BLANK
      rehearsed.value = null
      problem.value = null
    })
  }

  /** Does something with the server, says what went wrong, and answers whether it went right. */
  async function doing(work: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      await work()
      return true
    } catch (error) {
      problem.value = around.told(error)
      return false
    } finally {
      busy.value = false
    }
  }

  const read = () =>
    doing(async () => {
      const first = holds.value === null
      take(await api.all())
      if (first) discard()
    })

  const reword = (id: string) =>
    doing(async () => {
      const rule = holds.value?.rules.find(one => one.id === id)
      const draft = drafts.value[id]
      if (!rule || !draft) return
      const worded = await api.reword(id, draft.title, draft.text, rule.version)
      const now = holds.value!
      take({ ...now, rules: now.rules.map(one => (one.id === id ? worded : one)) })
      const { [id]: _, ...others } = drafts.value
      drafts.value = others
      around.say(`Version ${worded.version} of “${worded.title}” holds from now on.`)
    })

  const add = () =>
    doing(async () => {
      const { id, ...rule } = adding.value
      const added = await api.add({ id: id || idFrom(rule.title), ...rule })
      const now = holds.value!
      take({ ...now, rules: [...now.rules, added] })
      adding.value = BLANK
      around.say(`“${added.title}” holds from now on.`)
    })

  /** Puts the rules in another order, or changes which of them hold; where somebody else has just done so, what holds now is shown. */
  const list = (change: (rules: readonly RuleHistory[]) => readonly RuleHistory[], said: string) =>
    doing(async () => {
      const now = holds.value!
      const rules = change(now.rules).map(({ id, retiredAt }) => ({ id, retired: retiredAt !== null }))
      try {
        take(await api.list(rules, now.list.no))
      } catch (error) {
        take(await api.all())
        throw error
      }
      around.say(said)
    })

  /** Nobody is held to a retired rule. */
  function retire(id: string, retired: boolean) {
    const { title } = holds.value!.rules.find(one => one.id === id)!
    const at = retired ? new Date(0).toISOString() : null
    return list(
      rules => rules.map(rule => (rule.id === id ? { ...rule, retiredAt: at } : rule)),
      retired ? `“${title}” is retired.` : `“${title}” holds again.`,
    )
  }

  /** Moves a rule over the one that holds before it (-1), or after it (1). */
  function move(id: string, by: -1 | 1) {
    const held = holds.value!.rules.filter(({ retiredAt }) => retiredAt === null)
    const [rule, other] = [held.find(one => one.id === id), held[held.findIndex(one => one.id === id) + by]]
    if (!rule || !other) return Promise.resolve(false)
    const place = held.indexOf(other) + 1
    return list(
      rules => rules.map(one => (one.id === id ? other : one.id === other.id ? rule : one)),
      `“${rule.title}” is no. ${place} of ${held.length} now.`,
    )
  }

  const preview = () =>
    doing(async () => {
      const proposed = proposal.value
      if (!proposed) return
      const answer = await api.preview(proposed)
      rehearsed.value = { of: JSON.stringify(proposed), preview: answer }
    })

  const apply = () =>
    doing(async () => {
      const now = holds.value
      const proposed = proposal.value
      if (!now || !proposed || !mayApply.value) return
      if (proposed.changes) take(await api.thresholds(proposed.changes, now.thresholds.no))
      if (proposed.words) take(await api.words(proposed.words, now.words.no))
      if (proposed.sections) take(await api.sections(proposed.sections, now.sections.no))
      if (proposed.story) {
        await api.settle(proposed.story)
        showStory(await api.story(proposed.story.url))
      }
      rehearsed.value = null
      discard()
      around.say('This holds from now on.')
    })

  /** Looks for the words that are being written in a text, while either changes. */
  function trySample(text = sample.value) {
    sample.value = text
    clearTimeout(later)
    const no = ++run
    if (!text.trim() || !written.value.length) {
      found.value = null
      return
    }
    later = setTimeout(async () => {
      try {
        const tried = await api.tryWords(written.value, text)
        if (no === run) found.value = { text, tried }
      } catch (error) {
        if (no === run) found.value = { problem: around.told(error) }
      }
    }, PAUSE_MS)
  }

  function showStory(shown: StoryAtDesk) {
    batch(() => {
      story.value = shown
      storySettings.value = shown.settings
    })
  }

  const openStory = (url: string) => doing(async () => showStory(await api.story(url)))

  /** Opens or closes the discussion of the story on the screen, at once. */
  const openOrClose = (open: boolean) =>
    doing(async () => {
      const shown = story.value
      if (!shown) return
      const { url } = shown.story
      const changed = await api.settle({ url, open })
      story.value = { ...shown, story: changed }
      around.say(changed.open ? 'The discussion is open.' : 'The discussion is closed.')
    })

  return {
    holds,
    problem,
    busy,
    tab,
    drafts,
    adding,
    changes,
    words,
    sections,
    story,
    storySettings,
    rehearsed,
    proposal,
    mayApply,
    sample,
    found,
    read,
    discard,
    reword,
    add,
    retire,
    move,
    preview,
    apply,
    trySample,
    openStory,
    openOrClose,
  }
}
