import type {
  Act,
  CaseRow,
  CaseView,
  Decide,
  Decision,
  Ground,
  Queues,
  Reader,
  Site,
} from '@parley/contract/schemas.ts'
import { QUEUES } from '@parley/contract/stream.ts'
import { batch, computed, signal } from '@preact/signals'
import { type Api, Refused } from './api.ts'
import type { Place } from './place.ts'
import { gapIn, reasonFor } from './reasons.ts'
import { createTrying } from './trying.ts'

/** A decision in the making: the ground may still be open, then the sentence for the author. */
export interface Deciding {
  act: 'collapse' | 'remove'
  ground: Ground | null
  text: string
  problem: string | null
}

/** What has just happened, said once. `caseId`: the case it is about, to look at again. */
export interface Notice {
  text: string
  failed: boolean
  caseId: string | null
}

/** What the desk needs of the browser. */
export interface Surroundings {
  /** The columns stand side by side, so that a case is shown as soon as its queue is. */
  wide(): boolean
  remember(place: Place): void
  /** The session has ended. */
  signedOut(): void
}

const PAGE = 50
const PAGE_MAX = 100
const GATHER_MS = 1000
const FRESH_MS = 30_000

export type Desk = ReturnType<typeof createDesk>

/** All that the desk knows and can do; the views only show it and call it. */
export function createDesk(api: Api, around: Surroundings, reader: Reader, site: Site) {
  const place = signal<Place>({ queue: null, caseId: null })
  const counts = signal<Readonly<Record<string, number>>>({})
  const connected = signal(true)
  const search = signal('')
  const rows = signal<CaseRow[]>([])
  const next = signal<string | null>(null)
  const reading = signal(false)
  const listProblem = signal<string | null>(null)
  const view = signal<CaseView | null>(null)
  const viewProblem = signal<string | null>(null)
  const deciding = signal<Deciding | null>(null)
  const notice = signal<Notice | null>(null)
  /** The decided case that is to be decided once more. */
  const again = signal<string | null>(null)

  /** Where the case last stood in the list, for when it has left it. */
  const stood = signal(0)
  const index = computed(() => rows.value.findIndex(row => row.id === place.value.caseId))
  const settled = computed(() => view.value !== null && view.value.queue === null && again.value !== view.value.id)

  /** Decided here: kept out of lists that may have been read before the decision was stored. */
  const underway = new Set<string>()
  /** Those of them that are stored: a list read from now on is right without help. */
  const stored = new Set<string>()
  /** What was typed, by case, act and ground; forgotten when it is sent. */
  const drafts = new Map<string, string>()
  let listRun = 0
  let caseRun = 0
  let ahead: { id: string; at: number; view: Promise<CaseView> } | null = null
  let gathering: ReturnType<typeof setTimeout> | undefined

  /** Says a problem in words; a session that has ended leads back to the sign-in. */
  function told(problem: unknown): string {
    if (!(problem instanceof Refused)) throw problem
    if (problem.code === 'session.none' || problem.code === 'session.staff-only') around.signedOut()
    return problem.message
  }

  function say(text: string, failed = false, caseId: string | null = null) {
    notice.value = { text, failed, caseId }
  }

  // ---- the list

  async function readPages(wanted: number): Promise<{ cases: CaseRow[]; next: string | null }> {
    const { queue } = place.value
    if (!queue) return { cases: [], next: null }
    const cases: CaseRow[] = []
    let after: string | null = null
    do {
      const limit = Math.min(PAGE_MAX, wanted - cases.length)
      const page = await api.cases({ queue, search: search.value, after, limit })
      cases.push(...page.cases)
      after = page.next
    } while (after && cases.length < wanted)
    return { cases: cases.filter(row => !underway.has(row.id)), next: after }
  }

  /** Reads the list from its beginning: after a change of queue or search. */
  async function readList() {
    const run = ++listRun
    reading.value = true
    listProblem.value = null
    try {
      const found = await readPages(PAGE)
      if (run !== listRun) return
      batch(() => {
        stood.value = 0
        rows.value = found.cases
        next.value = found.next
      })
      const first = found.cases[0]
      if (first && !place.value.caseId && around.wide()) go({ ...place.value, caseId: first.id })
    } catch (problem) {
      if (run === listRun) listProblem.value = told(problem)
    } finally {
      if (run === listRun) reading.value = false
    }
  }

  /** Reads the next page of the list, if there is one and none is being read. */
  async function more() {
    const { queue } = place.value
    const after = next.value
    if (!queue || !after || reading.value) return
    const run = ++listRun
    reading.value = true
    try {
      const page = await api.cases({ queue, search: search.value, after, limit: PAGE })
      if (run !== listRun) return
      const known = new Set([...rows.value.map(row => row.id), ...underway])
      batch(() => {
        rows.value = [...rows.value, ...page.cases.filter(row => !known.has(row.id))]
        next.value = page.next
        listProblem.value = null
      })
    } catch (problem) {
      if (run === listRun) listProblem.value = told(problem)
    } finally {
      if (run === listRun) reading.value = false
    }
  }

  /** Reads again as much of the list as is loaded, and the open case if the list says that it changed or left. */
  async function refresh() {
    const run = ++listRun
    for (const id of stored) underway.delete(id)
    stored.clear()
    const before = rows.value[index.value]
    if (before) stood.value = index.value
    try {
      const found = await readPages(Math.max(rows.value.length, PAGE))
      if (run !== listRun) return
      batch(() => {
        rows.value = found.cases
        next.value = found.next
        reading.value = false
        listProblem.value = null
      })
      ahead = null
      const after = rows.value[index.value]
      if (before && before.id === place.value.caseId && JSON.stringify(before) !== JSON.stringify(after)) await reread()
    } catch (problem) {
      if (run === listRun) {
        reading.value = false
        told(problem)
      }
    }
  }

  /** Changes come in bursts; one reading answers all of a second. */
  function refreshSoon() {
    gathering ??= setTimeout(() => {
      gathering = undefined
      void refresh()
    }, GATHER_MS)
  }

  // ---- the case

  function read(id: string): Promise<CaseView> {
    if (ahead?.id === id && Date.now() - ahead.at < FRESH_MS) return ahead.view
    return api.caseView(id)
  }

  function readAhead() {
    const row = rows.value[index.value + 1]
    if (index.value < 0 || !row || ahead?.id === row.id) return
    const asked = api.caseView(row.id)
    ahead = { id: row.id, at: Date.now(), view: asked }
    // a failure is told when the case is opened
    asked.catch(() => {
      if (ahead?.view === asked) ahead = null
    })
  }

  async function openCase(id: string | null) {
    const run = ++caseRun
    batch(() => {
      view.value = null
      viewProblem.value = null
      deciding.value = null
      again.value = null
    })
    if (!id) return
    if (index.value >= 0) stood.value = index.value
    try {
      const found = await read(id)
      if (run !== caseRun) return
      view.value = found
      readAhead()
    } catch (problem) {
      if (run === caseRun) viewProblem.value = told(problem)
    }
  }

  /** Reads the open case again and says what changed; what is being typed stays. */
  async function reread() {
    const before = view.value
    if (!before) return
    const run = caseRun
    try {
      const now = await api.caseView(before.id)
      if (run !== caseRun) return
      view.value = now
      if (before.queue !== null && now.queue === null) say(decidedByOther(now))
      else if (before.text !== now.text) say('The author has just changed the words. Please read them again.')
      else if (before.reports < now.reports) say('Another report has just come in.')
    } catch (problem) {
      if (run === caseRun) say(told(problem), true)
    }
  }

  // ---- going about

  /** Goes to a queue or case without a new entry in the browser's history: for addresses that came from there. */
  function arrive(to: Place) {
    const from = place.value
    place.value = to
    if (to.queue !== from.queue) {
      batch(() => {
        rows.value = []
        next.value = null
      })
      ahead = null
      void readList()
    }
    if (to.caseId !== from.caseId) void openCase(to.caseId)
  }

  function go(to: Place) {
    around.remember(to)
    arrive(to)
  }

  /** One case on (1) or back (-1); from a case that has left the list, to those that stood around it. */
  function move(by: 1 | -1) {
    const at = index.value
    const target = at >= 0 ? at + by : by > 0 ? stood.value : stood.value - 1
    const row = rows.value[target]
    if (row) go({ ...place.value, caseId: row.id })
    else say(by > 0 ? 'This is the last case.' : 'This is the first case.')
    if (target >= rows.value.length - 3) void more()
  }

  function find(words: string) {
    if (words === search.value) return
    search.value = words
    void readList()
  }

  // ---- deciding

  const draftKey = (id: string, act: Act, ground: Ground) => `${id} ${act} ${ground}`

  /** Begins to collapse or remove: the ground is chosen next. */
  function begin(act: 'collapse' | 'remove') {
    if (!ready()) return
    const ground = deciding.value?.ground ?? null
    deciding.value = { act, ground: null, text: '', problem: null }
    if (ground) choose(ground)
  }

  /** Chooses the ground, and with it the sentence: the one typed before, else the one made from the findings. */
  function choose(ground: Ground) {
    const shown = view.value
    const { act } = deciding.value ?? {}
    if (!shown || !act) return
    const text = drafts.get(draftKey(shown.id, act, ground)) ?? reasonFor(act, ground, shown)
    deciding.value = { act, ground, text, problem: null }
  }

  function type(text: string) {
    const now = deciding.value
    if (!now?.ground || !view.value) return
    drafts.set(draftKey(view.value.id, now.act, now.ground), text)
    deciding.value = { ...now, text, problem: null }
  }

  function cancel() {
    deciding.value = null
  }

  /** Whether the case on the screen can be decided; says so where it cannot. */
  function ready(): boolean {
    if (!view.value) return false
    if (!settled.value) return true
    say('This case is decided already.')
    return false
  }

  async function show(): Promise<void> {
    if (ready()) await decide('show', null, '')
  }

  /** Sends the sentence and the decision. Returns false where something is missing, and says what. */
  async function send(): Promise<boolean> {
    const now = deciding.value
    if (!now?.ground || !view.value) return false
    const text = now.text.trim()
    const gap = gapIn(text)
    const problem = settled.value
      ? 'Someone else has decided this meanwhile. Your words are kept if you cancel.'
      : !text
        ? 'Please write what the author will read.'
        : gap
          ? `Please fill in ${text.slice(gap.start, gap.end)} first.`
          : null
    if (problem) {
      deciding.value = { ...now, problem }
      return false
    }
    await decide(now.act, now.ground, text)
    return true
  }

  async function decide(act: Act, ground: Ground | null, explanation: string) {
    const decided = view.value
    if (!decided) return
    const { queue } = place.value
    const at = index.value
    const row = rows.value[at]
    const body: Decide = { act, version: decided.version }
    if (ground) Object.assign(body, { rule: ground, explanation })

    underway.add(decided.id)
    leave(decided.id, at)
    say(outcome(decided, act, ground), false, decided.id)
    try {
      await api.decide(decided.id, body)
      for (const key of drafts.keys()) if (key.startsWith(`${decided.id} `)) drafts.delete(key)
      stored.add(decided.id)
      refreshSoon()
    } catch (problem) {
      underway.delete(decided.id)
      if (ground) drafts.set(draftKey(decided.id, act, ground), explanation)
      const sentence = told(problem)
      const now = await api.caseView(decided.id).catch(() => null)
      const mine = now?.decisions.some(made => made.by === reader.name && made.act === act && !had(decided, made))
      // an answer that was lost on its way: the decision itself arrived
      if (mine) return
      if (now && now.queue === null && decided.queue !== null) {
        say(`${decidedByOther(now)} Your decision was not sent.`, true, decided.id)
      } else {
        if (row && place.value.queue === queue && !rows.value.some(({ id }) => id === row.id)) {
          rows.value = rows.value.toSpliced(at, 0, row)
        }
        const kept = ground ? ' The reason you wrote is kept.' : ''
        say(`The comment by ${isolated(decided.author.name)} was not decided. ${sentence}${kept}`, true, decided.id)
      }
      void readCounts()
    }
  }

  /** Takes a case out of the list before the server has answered, and goes on to the one that follows it. */
  function leave(id: string, at: number) {
    const { queue } = place.value
    if (at >= 0) {
      rows.value = rows.value.filter(row => row.id !== id)
      stood.value = at
      const number = queue && counts.value[queue]
      if (queue && number) counts.value = { ...counts.value, [queue]: number - 1 }
    }
    const follower = rows.value[Math.min(stood.value, rows.value.length - 1)]
    go({ queue, caseId: follower?.id ?? null })
    if (stood.value >= rows.value.length - 3) void more()
  }

  function decideAgain() {
    again.value = view.value?.id ?? null
  }

  function outcome(decided: CaseView, act: Act, ground: Ground | null): string {
    const name = isolated(decided.author.name)
    if (act === 'show') {
      return decided.state === 'shown' ? `Left up: the comment by ${name}.` : `Published: the comment by ${name}.`
    }
    return `${decisionTitle({ act, rule: ground })}. ${name} is told why.`
  }

  function decidedByOther({ decisions, author }: CaseView): string {
    const last = decisions.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)
    const what = `The comment by ${isolated(author.name)}`
    if (!last) return `${what} no longer waits for a decision.`
    const who = last.by ? ` by ${isolated(last.by)}` : ''
    return `${what} has been decided meanwhile${who}: ${decisionTitle(last)}.`
  }

  // ---- words that depend on the newsroom's rules

  /** The title of a rule as readers see it; `house` is for the newsroom's own conditions. */
  function ruleTitle(rule: string): string {
    if (rule === 'illegal') return 'Against the law'
    return site.rules.find(({ id }) => id === rule)?.title ?? (rule === 'house' ? 'Newsroom' : rule)
  }

  /** A decision in short: “Removed under Be nice”. */
  function decisionTitle({ act, rule }: Pick<Decision, 'act' | 'rule'>): string {
    if (act === 'show') return 'Shown'
    const done = act === 'remove' ? 'Removed' : 'Collapsed'
    if (!rule) return done
    return rule === 'illegal' ? `${done} as against the law` : `${done} under ${ruleTitle(rule)}`
  }

  // ---- live

  function count(queues: Queues['queues']) {
    counts.value = Object.fromEntries(queues.map(({ id, count }) => [id, count]))
  }

  async function readCounts() {
    try {
      count((await api.queues()).queues)
    } catch (problem) {
      told(problem)
    }
  }

  /** Starts at a place, also once more after a new sign-in; returns what ends it. */
  function start(from: Place): () => void {
    void readCounts()
    const queue = from.queue ?? (around.wide() && !from.trying ? QUEUES[0] : null)
    const known = queue === place.value.queue
    go(from.trying ? from : { queue, caseId: queue ? from.caseId : null })
    if (known) void readList()
    const stop = api.watch(
      queues => {
        count(queues)
        refreshSoon()
      },
      is => {
        // after a gap the list may be old; without a stream the session may have ended
        if (is && !connected.value) refreshSoon()
        if (!is) void readCounts()
        connected.value = is
      },
    )
    return () => {
      clearTimeout(gathering)
      gathering = undefined
      stop()
    }
  }

  return {
    reader,
    place,
    counts,
    connected,
    search,
    rows,
    next,
    reading,
    listProblem,
    view,
    viewProblem,
    deciding,
    notice,
    index,
    stood,
    settled,
    trying: createTrying(api, told),
    ruleTitle,
    decisionTitle,
    start,
    arrive,
    go,
    move,
    find,
    readList,
    more,
    refresh,
    openCase,
    begin,
    choose,
    type,
    cancel,
    show,
    send,
    decideAgain,
    say,
  }
}

const had = (before: CaseView, made: Decision) => before.decisions.some(({ id }) => id === made.id)

/** Keeps a name's writing direction to itself inside a plain sentence (U+2068 … U+2069). */
const isolated = (name: string) => `\u2068${name}\u2069`
