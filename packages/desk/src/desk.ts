import type {
  Act,
  CaseRow,
  CaseView,
  Decide,
  Decision,
  Ground,
  Queues,
  Reader,
  RuleHistory,
  Site,
} from '@parley/contract/schemas.ts'
import { QUEUES, type QueueId } from '@parley/contract/stream.ts'
import { batch, computed, signal } from '@preact/signals'
import { createAccounts } from './accounts.ts'
import { type Api, type Narrowing, Refused } from './api.ts'
import { createColleagues } from './colleagues.ts'
import { DAYS, type Deciding, isOnAuthor, labelUnder, type Made, needs, POSTS, reversalOf } from './deciding.ts'
import { createErasing } from './erasing.ts'
import { createEscalating } from './escalating.ts'
import { createHistory } from './history.ts'
import { createHooks } from './hooks.ts'
import { createLaw } from './law.ts'
import { createLooking } from './looking.ts'
import { isolated } from './names.ts'
import { createNotes } from './notes.ts'
import { createPhrasing } from './phrasing.ts'
import { isPage, type Place } from './place.ts'
import { answerTo, lawIn, reasonFor, type Said, type Template } from './reasons.ts'
import { createSettling } from './settling.ts'
import { createStories } from './stories.ts'
import { createTrying } from './trying.ts'
import { createViews, type Search } from './views.ts'
import { createWatching } from './watching.ts'
import { createWeighing } from './weighing.ts'
import { createWorth } from './worth.ts'

/** What has just happened, said once. `caseId`: the case it is about, to look at again; `statement`: the number of what the author reads. */
export interface Notice {
  text: string
  failed: boolean
  caseId: string | null
  statement: number | null
  /** What `u` takes back: a decision or a batch. */
  undo: string | null
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
const MANY = 100
export const WIDE: Narrowing = { rule: '', state: '', from: '', to: '' }
/** Nothing leaves these by being decided. */
const KEEPS: ReadonlySet<QueueId | null> = new Set(['watched', 'decided', 'all'])
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
  const narrowing = signal<Narrowing>(WIDE)
  const selected = signal<ReadonlySet<string>>(new Set())
  const colleagues = createColleagues(api, reader)
  /** What was decided here and can be taken back, the latest last. */
  const made: { id: string; cases: readonly string[]; back?: () => Promise<string> }[] = []
  const rows = signal<CaseRow[]>([])
  const next = signal<string | null>(null)
  const reading = signal(false)
  const listProblem = signal<string | null>(null)
  const view = signal<CaseView | null>(null)
  const viewProblem = signal<string | null>(null)
  const deciding = signal<Deciding | null>(null)
  const notice = signal<Notice | null>(null)
  const phrasing = createPhrasing(api.rules, { told, say })
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
  /** What was typed, by case, act, ground and template; forgotten when it is sent. */
  const drafts = new Map<string, string>()
  /** Which template was begun from where it was not the first, by case, act and ground. */
  const picked = new Map<string, number>()
  /** Said at the end of a list; of no use anywhere else. */
  let end: Notice | null = null
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

  function say(text: string, failed = false, caseId: string | null = null): Notice {
    const said = { text, failed, caseId, statement: null, undo: null }
    notice.value = said
    return said
  }

  // ---- the list

  async function readPages(wanted: number): Promise<{ cases: CaseRow[]; next: string | null }> {
    const { queue } = place.value
    if (!queue) return { cases: [], next: null }
    const cases: CaseRow[] = []
    let after: string | null = null
    do {
      const limit = Math.min(PAGE_MAX, wanted - cases.length)
      const page = await api.cases({ queue, search: search.value, ...narrowing.value, after, limit })
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
        keepSelected()
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
      const page = await api.cases({ queue, search: search.value, ...narrowing.value, after, limit: PAGE })
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
        keepSelected()
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
      if (place.value.witnessing) void accounts.follow()
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
    colleagues.come(id)
    batch(() => {
      view.value = null
      viewProblem.value = null
      if (!deciding.value?.many) deciding.value = null
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
      if (before.queue !== null && now.queue === null) {
        // what one has decided oneself, among many or in another window, is no news
        if (now.decisions.at(-1)?.by !== reader.name) say(decidedByOther(now))
      } else if (before.text !== now.text) say('The author has just changed the words. Please read them again.')
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
    if (end && notice.value === end) notice.value = null
    if (to.queue !== from.queue) {
      batch(() => {
        rows.value = []
        next.value = null
      })
      ahead = null
      void readList()
    }
    // whoever goes to a case is on that one, and on no account any more
    if (to.account !== from.account) void accounts.open(to.account ?? null)
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
    else end = say(by > 0 ? 'This is the last case.' : 'This is the first case.')
    if (target >= rows.value.length - 3) void more()
  }

  function find(words: string) {
    if (words === search.value) return
    search.value = words
    void readList()
  }

  function narrow(to: Partial<Narrowing>) {
    narrowing.value = { ...narrowing.value, ...to }
    void readList()
  }

  /** What is looked for now, as a view keeps it; null where no queue is open. */
  function searchNow(): Search | null {
    const { queue } = place.value
    if (!queue) return null
    const { rule, state, from, to } = narrowing.value
    return {
      queue,
      ...(search.value && { search: search.value }),
      ...(rule && { rule }),
      ...(state && { state }),
      ...(from && { from }),
      ...(to && { to }),
    }
  }

  /** Looks for what a saved view keeps, in its queue. */
  function openView({ queue, search: words = '', rule, state, from = '', to = '' }: Search) {
    const known = queue === place.value.queue
    batch(() => {
      search.value = words
      narrowing.value = rule || state || from || to ? { rule: rule ?? '', state: state ?? '', from, to } : WIDE
    })
    go({ queue, caseId: null })
    if (known) void readList()
  }

  // ---- selecting

  /** Takes a case into the selection, or out of it. */
  function select(id: string | null = place.value.caseId) {
    if (id === null || !rows.value.some(row => row.id === id)) return
    const now = new Set(selected.value)
    if (!now.delete(id)) {
      if (now.size >= MANY) return void say(`At most ${MANY} comments are decided at once.`, true)
      now.add(id)
    }
    selected.value = now
    if (deciding.value?.many) deciding.value = now.size ? { ...deciding.value, many: { preview: null } } : null
  }

  function selectAll() {
    const all = rows.value.slice(0, MANY).map(row => row.id)
    selected.value = new Set(selected.value.size === all.length ? [] : all)
  }

  /** What has left the list is no longer meant. */
  function keepSelected() {
    const here = new Set(rows.value.map(row => row.id))
    if (selected.value.size) selected.value = new Set([...selected.value].filter(id => here.has(id)))
  }

  // ---- deciding

  const choiceKey = (id: string, { act, ground }: Deciding) => `${id} ${act} ${ground ?? ''}`
  const draftKey = (id: string, now: Deciding) => `${choiceKey(id, now)} ${now.template}`
  /** Under what the drafts for a selection are kept. */
  const MANY_KEY = 'many'
  const aboutOf = (now: Deciding) => (now.many ? null : view.value)
  const idOf = (now: Deciding) => (now.many ? MANY_KEY : (view.value?.id ?? ''))
  const appealed = (now: Deciding) => !now.many && (view.value?.appeals.length ?? 0) > 0

  /** Begins to decide on the selection, or on the open case: what it still needs is asked for. */
  function begin(act: Made) {
    const many = selected.value.size > 0 ? { preview: null } : null
    if (!many && !ready()) return
    void phrasing.read()
    const before = deciding.value
    const now: Deciding = {
      act,
      ground: null,
      law: before?.law ?? (many || !view.value ? '' : lawIn(view.value)),
      label: before?.label ?? '',
      days: before?.days ?? DAYS,
      posts: before?.posts ?? POSTS,
      template: 0,
      text: '',
      problem: null,
      many,
    }
    const { ground, reason } = needs(act, appealed(now))
    if (!reason) return void (many ? preview(now) : decide(now))
    deciding.value = now
    if (ground && before?.ground) return choose(before.ground)
    const shown = aboutOf(now)
    if (!ground && shown) deciding.value = worded(now)
  }

  /** Leaves up or publishes; where there is an appeal, takes back what it is against. */
  function show() {
    const appeal = selected.value.size === 0 && view.value ? reversalOf(view.value) : null
    return begin(appeal ?? 'show')
  }

  /** Chooses the ground, and with it the sentence: the one typed before, else the one made from the findings. */
  function choose(ground: Ground) {
    const now = deciding.value
    if (!now || !needs(now.act, appealed(now)).ground) return
    const label = now.label === labelUnder(now.ground) ? labelUnder(ground) : now.label
    deciding.value = worded({ ...now, ground, label, problem: null, many: now.many && { preview: null } })
  }

  /** What the reason can begin from: the first one, where nobody has picked another. */
  function templates(now: Deciding): readonly Template[] {
    const said = now.ground
      ? { rule: now.ground, act: now.act }
      : { rule: null, act: answerTo(now.act, view.value ?? { appeals: [] }) }
    return phrasing.templates(said as Said)
  }

  function sentenceOf(now: Deciding, law = now.law): string {
    const all = templates(now)
    const { text } = all[now.template] ?? all[0]!
    return now.ground ? reasonFor(text, now.ground, aboutOf(now), law) : text
  }

  /** With what was typed before, else with the sentence of its template. */
  function worded(now: Deciding): Deciding {
    const next = { ...now, template: picked.get(choiceKey(idOf(now), now)) ?? 0 }
    return { ...next, text: drafts.get(draftKey(idOf(next), next)) ?? sentenceOf(next) }
  }

  /** Begins from another template; what was typed over the one before is there again when that is picked. */
  function pick(template: number) {
    const now = deciding.value
    if (!now) return
    picked.set(choiceKey(idOf(now), now), template)
    deciding.value = worded({ ...now, problem: null, many: now.many && { preview: null } })
  }

  function type(text: string) {
    const now = deciding.value
    if (!now) return
    drafts.set(draftKey(idOf(now), now), text)
    deciding.value = { ...now, text, problem: null, many: now.many && { preview: null } }
  }

  /** Names the law, and with it the sentence, unless that is in the moderator's own words already. */
  function name(law: string) {
    const now = deciding.value
    if (!now?.ground) return
    const text = now.text === sentenceOf(now) ? sentenceOf(now, law) : now.text
    deciding.value = { ...now, law, text, problem: null, many: now.many && { preview: null } }
  }

  /** How many days a suspension lasts, how many of the next comments wait, or what readers will see with the comment. */
  function measure(to: Partial<Pick<Deciding, 'days' | 'posts' | 'label'>>) {
    const now = deciding.value
    if (now) deciding.value = { ...now, ...to, problem: null, many: now.many && { preview: null } }
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

  /** What is missing before this can be sent, in words; null where nothing is. */
  function missing(now: Deciding): string | null {
    const { ground, reason } = needs(now.act, appealed(now))
    const text = now.text.trim()
    const gap = phrasing.gapIn(text)
    if (!now.many && settled.value) return 'Someone else has decided this meanwhile. Your words are kept if you cancel.'
    if (ground && !now.ground) return 'Please choose the rule first.'
    if (now.ground === 'illegal' && !now.law.trim()) return 'Please name the law first.'
    if (now.act === 'suspend' && !(now.days >= 1 && now.days <= 365)) return 'Please choose 1 to 365 days.'
    if (now.act === 'review' && !(now.posts >= 1 && now.posts <= 100)) return 'Please choose 1 to 100 comments.'
    if (now.act === 'label' && !now.label.trim()) return 'Please write the label first.'
    if (reason && !text) return 'Please write what the author will read.'
    if (gap) return `Please fill in ${text.slice(gap.start, gap.end)} first.`
    return null
  }

  /** Sends the sentence and the decision; of a selection, first asks what would happen. Returns false where something is missing, and says what. */
  async function send(): Promise<boolean> {
    const now = deciding.value
    if (!now || (now.many ? !selected.value.size : !view.value)) return false
    const problem = missing(now)
    if (problem) {
      deciding.value = { ...now, problem }
      return false
    }
    if (!now.many) await decide(now)
    else if (now.many.preview) await decideMany(now)
    else await preview(now)
    return true
  }

  const bodyOf = ({ act, ground, law, label, days, posts, text }: Deciding): Decide => ({
    act,
    ...(ground && { rule: ground }),
    ...(text.trim() && { explanation: text.trim() }),
    ...(ground === 'illegal' && { law: law.trim() }),
    ...(act === 'label' && { label: label.trim() }),
    ...(act === 'suspend' && { days }),
    ...(act === 'review' && { posts }),
  })

  async function decide(now: Deciding) {
    const decided = view.value
    if (!decided) return
    // what is about the author, and what stays in its list, is not gone on from
    if (isOnAuthor(now.act) || KEEPS.has(place.value.queue)) return decideHere(now, decided)
    const { act } = now
    const { queue } = place.value
    const at = index.value
    const row = rows.value[at]

    underway.add(decided.id)
    leave(decided.id, at)
    const said = say(outcome(decided, now), false, decided.id)
    try {
      const { decision, statement } = await api.decide(decided.id, { ...bodyOf(now), version: decided.version })
      forget(decided.id)
      stored.add(decided.id)
      keepMade({ id: decision.id, cases: [decided.id] }, said, statement?.no)
      refreshSoon()
    } catch (problem) {
      underway.delete(decided.id)
      if (now.text) drafts.set(draftKey(decided.id, now), now.text)
      const sentence = told(problem)
      const found = await api.caseView(decided.id).catch(() => null)
      const mine = found?.decisions.find(one => one.by === reader.name && one.act === act && !had(decided, one))
      // an answer that was lost on its way: the decision itself arrived
      if (mine) return keepMade({ id: mine.id, cases: [decided.id] }, said, mine.statement ?? undefined)
      if (found && found.queue === null && decided.queue !== null) {
        say(`${decidedByOther(found)} Your decision was not sent.`, true, decided.id)
      } else {
        if (row && place.value.queue === queue && !rows.value.some(({ id }) => id === row.id)) {
          rows.value = rows.value.toSpliced(at, 0, row)
        }
        const kept = now.text ? ' The reason you wrote is kept.' : ''
        say(`The comment by ${isolated(decided.author.name)} was not decided. ${sentence}${kept}`, true, decided.id)
      }
      void readCounts()
    }
  }

  /** Decides and stays with the case, to see what has become of it. */
  async function decideHere(now: Deciding, decided: CaseView) {
    try {
      const { decision, statement } = await api.decide(decided.id, { ...bodyOf(now), version: decided.version })
      deciding.value = null
      forget(decided.id)
      const said = say(outcome(decided, now), false, decided.id)
      keepMade({ id: decision.id, cases: [decided.id] }, said, statement?.no)
      await showAnew(decided.id)
    } catch (problem) {
      const sentence = told(problem)
      if (deciding.value) deciding.value = { ...deciding.value, problem: sentence }
      else say(sentence, true)
    }
  }

  /** Reads the open case again without a word about what has changed, as it was changed here. */
  async function showAnew(id: string) {
    refreshSoon()
    const found = await api.caseView(id).catch(() => null)
    if (found && place.value.caseId === id) {
      again.value = null
      view.value = found
    }
  }

  function forget(about: string) {
    for (const kept of [drafts, picked])
      for (const key of kept.keys()) if (key.startsWith(`${about} `)) kept.delete(key)
  }

  /** Remembers what can be taken back, and says so where its notice still stands. */
  function keepMade(one: (typeof made)[number], said: Notice, statement: number | undefined) {
    made.push(one)
    if (notice.value === said) notice.value = { ...said, statement: statement ?? null, undo: one.id }
  }

  let backs = 0
  /** Says what was done beside decisions, with the way back. */
  function sayDone(text: string, back: () => Promise<string>) {
    const id = `back ${++backs}`
    made.push({ id, cases: [], back })
    notice.value = { ...say(text), undo: id }
  }

  /** Whether what the notice offers to take back is no decision. */
  const offersBack = () => made.some(({ id, back }) => back !== undefined && id === notice.value?.undo)

  // ---- many at once

  async function preview(now: Deciding) {
    const ids = [...selected.value]
    deciding.value = { ...now, many: { preview: null } }
    try {
      const found = await api.decideMany({ ...bodyOf(now), ids, versions: versionsOf(ids), dryRun: true })
      if (deciding.value?.many) deciding.value = { ...deciding.value, many: { preview: found } }
    } catch (problem) {
      if (deciding.value) deciding.value = { ...deciding.value, problem: told(problem) }
    }
  }

  const versionsOf = (ids: string[]) =>
    Object.fromEntries(rows.value.flatMap(({ id, version }) => (ids.includes(id) ? [[id, version]] : [])))

  async function decideMany(now: Deciding) {
    const ids = now.many!.preview!.results.flatMap(({ id, problem }) => (problem ? [] : id))
    if (!ids.length) return cancel()
    try {
      const { batch: id, results } = await api.decideMany({ ...bodyOf(now), ids, versions: versionsOf(ids) })
      const done = results.filter(({ decision }) => decision !== null)
      forget(MANY_KEY)
      batch(() => {
        deciding.value = null
        selected.value = new Set()
      })
      const rest = results.length - done.length
      const said = say(
        `${decisionTitle({ act: now.act, rule: now.ground })}: ${comments(done.length)}, each with its own statement.${rest ? ` ${rest} could not be decided.` : ''}`,
        rest > 0,
      )
      if (id) keepMade({ id, cases: done.map(one => one.id) }, said, undefined)
      await refresh()
      const { caseId } = place.value
      if (caseId && ids.includes(caseId)) await showAnew(caseId)
    } catch (problem) {
      if (deciding.value) deciding.value = { ...deciding.value, problem: told(problem) }
    }
  }

  // ---- taking back

  /** What `u` takes back: the decision that is on the screen, with all that was decided together with it; else what was decided here last. */
  function latest(): string | undefined {
    if (offersBack()) return notice.value!.undo!
    const shown = settled.value ? view.value : null
    const last = shown && standing(shown)
    if (!last) return made.at(-1)?.id
    return made.findLast(({ cases }) => cases.includes(shown.id))?.id ?? last.id
  }

  async function undo(id = latest()) {
    if (!id) return void say('There is nothing to take back.')
    const own = made.find(one => one.id === id)
    try {
      if (own?.back) {
        say(await own.back())
        return void made.splice(made.indexOf(own), 1)
      }
      const { undone, problems } = await api.undo(id)
      const at = made.findIndex(one => one.id === id)
      if (at >= 0) made.splice(at, 1)
      for (const { caseId } of undone) underway.delete(caseId)
      const rest = problems.length ? ` ${problems.length} could not be: ${problems[0]!.detail}` : ''
      say(
        undone.length === 1
          ? `Taken back. The case is as it was, and whoever was told has been told.${rest}`
          : `Taken back: ${undone.length} decisions.${rest}`,
        problems.length > 0,
        undone[0]?.caseId ?? null,
      )
      await refresh()
      const { caseId } = place.value
      if (caseId && undone.some(one => one.caseId === caseId)) await showAnew(caseId)
      void readCounts()
    } catch (problem) {
      say(told(problem), true)
    }
  }

  // ---- among colleagues

  /** Writes a note that only the desk reads. Returns whether it is kept. */
  async function note(text: string): Promise<boolean> {
    const shown = view.value
    if (!shown || !text.trim()) return false
    try {
      const { note } = await api.note(shown.id, text.trim())
      if (view.value?.id === shown.id) view.value = { ...view.value, notes: [...view.value.notes, note] }
      return true
    } catch (problem) {
      say(told(problem), true)
      return false
    }
  }

  /** Takes the open case as one's own, or gives it back to all. */
  async function take() {
    const shown = view.value
    if (!shown) return
    try {
      const { assignedTo } = await api.assign(shown.id, shown.assignedTo?.id === reader.id ? null : reader.id)
      if (view.value?.id === shown.id) view.value = { ...view.value, assignedTo }
      say(assignedTo ? 'This case is yours now.' : 'This case is anybody’s again.')
      refreshSoon()
    } catch (problem) {
      say(told(problem), true)
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

  function outcome(decided: CaseView, now: Deciding): string {
    const name = isolated(decided.author.name)
    if (decided.appeals.length > 0)
      return `${now.act === 'uphold' ? 'The decision stands.' : 'Decided on the appeal.'} Whoever appealed is told why.`
    if (now.act === 'show' && decided.label !== null) return `Shown without its label: the comment by ${name}.`
    if (now.act === 'show')
      return decided.state === 'shown' ? `Left up: the comment by ${name}.` : `Published: the comment by ${name}.`
    if (now.act === 'lift') return `${name} can write again, and is told so.`
    return `${decisionTitle({ ...now, rule: now.ground })}. ${name} is told why.`
  }

  function decidedByOther({ decisions, author }: CaseView): string {
    const last = decisions.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)
    const what = `The comment by ${isolated(author.name)}`
    if (!last) return `${what} no longer waits for a decision.`
    const who = last.by ? ` by ${isolated(last.by)}` : ''
    return `${what} has been decided meanwhile${who}: ${decisionTitle(last)}.`
  }

  // ---- words that depend on the newsroom's rules

  /** What holds, and what held once: both have a title, and only what holds is offered. */
  const ruling = signal({ held: site.rules, retired: site.retired })

  function ruled(rules: readonly RuleHistory[]) {
    const worded = ({ id, version, title, text }: RuleHistory) => ({ id, version, title, text })
    ruling.value = {
      held: rules.filter(({ retiredAt }) => retiredAt === null).map(worded),
      retired: rules.filter(({ retiredAt }) => retiredAt !== null).map(worded),
    }
  }

  /** What a decision can be made under, in the order of the keys: the rules that hold, and the law. */
  const grounds = (): readonly Ground[] => [...ruling.value.held.map(({ id }) => id), 'illegal']
  /** The same with the rules that are retired: what was decided under them can be looked for. */
  const allGrounds = (): readonly Ground[] => [...grounds(), ...ruling.value.retired.map(({ id }) => id)]

  /** The title of a rule as readers see it; `house` is for the newsroom's own conditions. */
  function ruleTitle(rule: string): string {
    if (rule === 'illegal') return 'Against the law'
    return ruleOf(rule)?.title ?? (rule === 'house' ? 'Newsroom' : rule)
  }

  /** A house rule in full, as its author reads it; null where it is none. */
  const ruleOf = (rule: Ground | null) => {
    const { held, retired } = ruling.value
    return [...held, ...retired].find(({ id }) => id === rule) ?? null
  }

  /** A decision in short: “Removed under Be nice”. */
  function decisionTitle({
    act,
    rule,
    days = null,
    posts = null,
    label = null,
  }: Pick<Decision, 'act' | 'rule'> & {
    days?: number | null
    posts?: number | null
    label?: string | null
  }): string {
    const done =
      act === 'suspend' && days
        ? `Author suspended for ${days === 1 ? 'a day' : `${days} days`}`
        : act === 'review' && posts
          ? `Next ${posts === 1 ? 'comment' : `${posts} comments`} looked at first`
          : act === 'label' && label
            ? `Labelled “${isolated(label.trim())}”`
            : DONE[act]
    if (!rule) return done
    return rule === 'illegal' ? `${done} as against the law` : `${done} under ${ruleTitle(rule)}`
  }

  // ---- live

  function count({ queues, noteAlarms }: Queues) {
    batch(() => {
      counts.value = Object.fromEntries(queues.map(({ id, count }) => [id, count]))
      notes.unseen.value = noteAlarms
    })
  }

  async function readCounts() {
    try {
      count(await api.queues())
    } catch (problem) {
      told(problem)
    }
  }

  /** Starts at a place, also once more after a new sign-in; returns what ends it. */
  function start(from: Place): () => void {
    void readCounts()
    void phrasing.read()
    void views.read()
    law.look()
    accounts.look()
    notes.look()
    const queue = from.queue ?? (around.wide() && !isPage(from) ? QUEUES[0] : null)
    const known = queue === place.value.queue
    go(isPage(from) ? from : { queue, caseId: queue ? from.caseId : null })
    if (known) void readList()
    const stop = api.watch({
      queues(now) {
        count(now)
        refreshSoon()
        if (place.value.listing) void stories.follow()
        if (!place.value.witnessing) accounts.look()
        law.look()
        notes.look()
      },
      presence: colleagues.heard,
      connected(is) {
        // after a gap the list may be old; without a stream the session may have ended
        if (is && !connected.value) refreshSoon()
        if (!is) void readCounts()
        connected.value = is
      },
    })
    return () => {
      clearTimeout(gathering)
      gathering = undefined
      colleagues.leave()
      law.rest()
      accounts.rest()
      notes.rest()
      stop()
    }
  }

  const law = createLaw(api.law, { told, say: words => void say(words) })
  const history = createHistory(api.history, { told, say: words => void say(words) })
  const notes = createNotes(api.notes, {
    ...{ told, go, wide: around.wide },
    say: words => void say(words),
    place: () => place.value,
    mayEdit: reader.role === 'editor' || reader.role === 'admin',
  })
  const stories = createStories(api.finding, { told, say, sayDone })
  const accounts = createAccounts(api.accounts, {
    ...{ reader, cases: api, place, go, told, say, sayDone },
    wide: around.wide,
    come: colleagues.come,
  })
  const views = createViews(api.finding, { told, sayDone, now: searchNow })
  const watching = createWatching(api.finding, {
    told,
    say,
    view,
    changed: () => {
      if (place.value.queue === 'watched') refreshSoon()
    },
  })

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
    narrowing,
    selected,
    colleagues,
    trying: createTrying(api, told),
    weighing: createWeighing(api, { told, done: words => void say(words), phrasing }),
    looking: createLooking(api, told),
    hooks: createHooks(api.hooks, { admin: reader.role === 'admin', told, say }),
    law,
    history,
    notes,
    worth: createWorth(api.worth, {
      ...{ told, say, sayDone },
      changed({ id, featured }) {
        if (view.value?.commentId === id) view.value = { ...view.value, featured }
      },
    }),
    erasing: createErasing(api.erasing, told),
    siteName: site.name,
    settling: createSettling(api.rules, { told, say, ruled }),
    phrasing,
    templates,
    pick,
    escalating: createEscalating(api.life, told),
    stories,
    accounts,
    views,
    watching,
    offersBack,
    searchNow,
    openView,
    reread,
    grounds,
    allGrounds,
    ruleTitle,
    ruleOf,
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
    narrow,
    select,
    selectAll,
    choose,
    type,
    name,
    measure,
    cancel,
    show,
    send,
    undo,
    note,
    take,
    decideAgain,
    say,
  }
}

const DONE: Record<Act, string> = {
  show: 'Shown',
  collapse: 'Collapsed',
  label: 'Labelled',
  remove: 'Removed',
  hold: 'Held by a program',
  warn: 'Author warned',
  review: 'Next comments looked at first',
  suspend: 'Author suspended',
  ban: 'Author banned',
  lift: 'Lifted',
  uphold: 'Appeal answered: the decision stands',
  escalate: 'Escalated',
  undo: 'Taken back',
  'warn-reporter': 'Reporter warned',
  'pause-reports': 'Reports paused',
}

/** The last decision on a case that can still be taken back. */
export const standing = ({ decisions }: Pick<CaseView, 'decisions'>): Decision | undefined =>
  decisions.findLast(({ act, reversed }) => act !== 'undo' && act !== 'escalate' && act !== 'hold' && !reversed)

const comments = (n: number) => (n === 1 ? '1 comment' : `${n} comments`)

const had = (before: CaseView, made: Decision) => before.decisions.some(({ id }) => id === made.id)
