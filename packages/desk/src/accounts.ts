import type {
  AccountAtDesk,
  AccountRow,
  Accounts,
  AccountToTimeline,
  Check,
  CheckItem,
  Contact,
  MoveAccount,
  OpenedContact,
  Stage,
} from '@parley/contract/accounts.ts'
import type { Assigned, Noted, Reader } from '@parley/contract/schemas.ts'
import { batch, computed, type Signal, signal } from '@preact/signals'
import { type AccountAct, accountGapIn, entryFrom, hindrance, STAGE_TITLES, STEPS } from './account-words.ts'
import { createDoing } from './doing.ts'
import { createListing } from './listing.ts'
import { isolated } from './names.ts'
import { type Place, witness } from './place.ts'
import { saveFile } from './save.ts'

export interface AccountsAsked {
  stage: Stage
  /** The address of the story; null for all. */
  story: string | null
  after: string | null
}

/** What the desk asks about eyewitness accounts. Every call may throw `Refused`. */
export interface AccountsApi {
  list(asked: AccountsAsked): Promise<Accounts>
  one(id: string): Promise<AccountAtDesk>
  /** Opens what its author said for the newsroom only; that is logged. */
  contact(id: string): Promise<OpenedContact>
  move(id: string, to: MoveAccount): Promise<AccountAtDesk>
  check(id: string, item: CheckItem, check: Check): Promise<AccountAtDesk>
  addTask(id: string, text: string): Promise<AccountAtDesk>
  doTask(id: string, no: number, done: boolean): Promise<AccountAtDesk>
  /** A photograph as it was sent; that is logged. */
  original(id: string, no: number): Promise<File>
  toTimeline(id: string, words: AccountToTimeline): Promise<void>
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

export const accountsApi = (ask: Ask, write: Ask, file: (path: string) => Promise<File>): AccountsApi => ({
  list({ stage, story, after }) {
    const query = new URLSearchParams({ stage })
    if (story) query.set('story', story)
    if (after) query.set('after', after)
    return ask('GET', `/v1/desk/accounts?${query}`)
  },
  one: id => ask('GET', `/v1/desk/accounts/${id}`),
  contact: id => write('POST', `/v1/desk/accounts/${id}/contact`),
  move: (id, to) => write('POST', `/v1/desk/accounts/${id}/stage`, to),
  check: (id, item, check) => write('PUT', `/v1/desk/accounts/${id}/checklist/${item}`, check),
  addTask: (id, text) => write('POST', `/v1/desk/accounts/${id}/tasks`, { text }),
  doTask: (id, no, done) => write('PUT', `/v1/desk/accounts/${id}/tasks/${no}`, { done }),
  original: (id, no) => file(`/v1/desk/accounts/${id}/photos/${no}/original`),
  toTimeline: (id, words) => write('POST', `/v1/desk/accounts/${id}/timeline`, words),
})

/** A step that is being taken: with the sentence that the account's author will read. */
export interface Acting {
  act: AccountAct
  template: number
  text: string
  problem: string | null
}

/** What its author reads where an editor takes a step back. */
const BACK = 'The newsroom has taken its last step back, to look at your account again.'

/** So often, at most, the numbers are read by whoever is elsewhere, in milliseconds. */
const LOOK = 60_000

export type AccountsAtDesk = ReturnType<typeof createAccounts>

/** The eyewitness accounts, and the one that is open. What is typed stays until it is sent. */
export function createAccounts(
  api: AccountsApi,
  around: {
    reader: Reader
    /** Case notes and whose case it is, by the id of the account's case. */
    cases: {
      note(caseId: string, text: string): Promise<Noted>
      assign(caseId: string, to: string | null): Promise<Assigned>
    }
    place: Signal<Place>
    go(to: Place): void
    wide(): boolean
    /** Says to the others which case is looked at. */
    come(caseId: string | null): void
    told(problem: unknown): string
    say(text: string, failed?: boolean): unknown
    /** Says what was done, with the way back. */
    sayDone(text: string, back: () => Promise<string>): void
  },
) {
  const { told, say } = around
  const stage = signal<Stage>('received')
  /** Only the accounts of this story. */
  const story = signal<{ url: string; title: string } | null>(null)
  const counts = signal<Readonly<Record<string, number>>>({})
  const list = createListing<AccountRow>(async after => {
    const found = await api.list({ stage: stage.value, story: story.value?.url ?? null, after })
    counts.value = found.counts
    return { rows: found.accounts, next: found.next }
  }, told)
  const { rows } = list

  const view = signal<AccountAtDesk | null>(null)
  const viewProblem = signal<string | null>(null)
  const acting = signal<Acting | null>(null)
  /** The entry for the history behind the story that is being written. */
  const entry = signal<AccountToTimeline | null>(null)
  /** What the author said for the newsroom only, once it was opened. */
  const contact = signal<Contact | null>(null)
  const { busy, problem, doing } = createDoing(told)
  /** What was pressed last: there stands what went wrong. */
  const pressed = signal('')
  const index = computed(() => rows.value.findIndex(({ id }) => id === around.place.value.account))
  /** Where the account last stood in the list, for when it has left it. */
  const stood = signal(0)
  /** What was typed, by account and act. */
  const drafts = new Map<string, string>()
  let run = 0
  let rereading = 0
  let looked = Number.NEGATIVE_INFINITY
  let later: ReturnType<typeof setTimeout> | undefined

  const mayEdit = around.reader.role === 'editor' || around.reader.role === 'admin'
  /** What went wrong with what was pressed there; null where nothing did. */
  const failureAt = (place: string) => (pressed.value === place ? problem.value : null)

  function press(place: string, what: () => Promise<unknown>): Promise<boolean> {
    if (!busy.value) pressed.value = place
    return doing(what)
  }

  // ---- the list

  /** Reads the list, and opens its first account beside it where there is room. */
  async function read(wanted = rows.value.length) {
    await list.read(wanted)
    const first = rows.value[0]
    const { witnessing, account } = around.place.value
    if (first && witnessing && !account && around.wide()) around.go(witness(first.id))
  }

  function choose(to: { stage?: Stage; story?: { url: string; title: string } | null }) {
    batch(() => {
      stage.value = to.stage ?? stage.value
      if (to.story !== undefined) story.value = to.story
      rows.value = []
      stood.value = 0
    })
    return read(0)
  }

  /** The list and its numbers as they are now. */
  function refresh() {
    if (index.value >= 0) stood.value = index.value
    return list.follow()
  }

  /** After a change anywhere: the list, and the open account if it is another. */
  async function follow() {
    await refresh()
    await reread()
  }

  /** Reads the number beside the link, for whoever is elsewhere: soon, and not more often than is good for the server. */
  function look() {
    if (later !== undefined) return
    later = setTimeout(
      async () => {
        later = undefined
        looked = Date.now()
        try {
          counts.value = (await api.list({ stage: 'received', story: null, after: null })).counts
        } catch (error) {
          told(error)
        }
      },
      Math.max(0, looked + LOOK - Date.now()),
    )
  }

  function move(by: 1 | -1) {
    const at = index.value
    const row = rows.value[at >= 0 ? at + by : by > 0 ? stood.value : stood.value - 1]
    if (row) around.go(witness(row.id))
    else say(by > 0 ? 'This is the last account.' : 'This is the first account.')
    if (at >= rows.value.length - 3) void list.more()
  }

  // ---- the account

  async function open(id: string | null) {
    const no = ++run
    batch(() => {
      view.value = null
      viewProblem.value = null
      acting.value = null
      entry.value = null
      contact.value = null
      pressed.value = ''
    })
    if (!id) return around.come(null)
    if (index.value >= 0) stood.value = index.value
    try {
      const found = await api.one(id)
      if (no !== run) return
      view.value = found
      around.come(found.caseId)
    } catch (error) {
      if (no === run) viewProblem.value = told(error)
    }
  }

  /** Reads the open account again; what is being typed stays. Whoever has it open is told what a colleague has done. */
  async function reread() {
    const before = view.value
    if (!before || busy.value) return
    const no = run
    const turn = ++rereading
    try {
      const now = await api.one(before.id)
      if (no !== run || turn !== rereading || busy.value) return
      view.value = now
      const last = now.steps.at(-1)
      if (last && before.steps.length < now.steps.length && last.by !== around.reader.name)
        say(`${isolated(last.by)} has just moved this account: ${STAGE_TITLES[last.stage].toLowerCase()}.`)
      else if (before.state !== now.state && now.state === 'removed')
        say('This account has just been removed under a house rule.')
      else if (JSON.stringify(before.consent) !== JSON.stringify(now.consent))
        say('Its author has just changed what he agrees to. Please read it again.')
    } catch (error) {
      const words = told(error)
      if (no !== run || (error as { code?: unknown }).code !== 'account.unknown') return
      batch(() => {
        view.value = null
        contact.value = null
        viewProblem.value = `${words} Its author has taken it back.`
      })
    }
  }

  /** Does something with the open account and shows it as it is then. */
  const change = (place: string, what: (id: string) => Promise<AccountAtDesk>) =>
    press(place, async () => {
      const { id } = view.value!
      const now = await what(id)
      if (view.value?.id === id) view.value = now
    })

  /** The same, and the list after it. */
  async function changed(place: string, what: (id: string) => Promise<AccountAtDesk>) {
    const done = await change(place, what)
    if (done) void refresh()
    return done
  }

  const check = (item: CheckItem, to: Check) => changed(`check ${item}`, id => api.check(id, item, to))
  const addTask = (text: string) => changed('task', id => api.addTask(id, text))
  const doTask = (no: number, done: boolean) => changed(`task ${no}`, id => api.doTask(id, no, done))

  const note = (text: string) =>
    press('note', async () => {
      const { id, caseId } = view.value!
      const { note: kept } = await around.cases.note(caseId, text.trim())
      if (view.value?.id === id) view.value = { ...view.value, notes: [...view.value.notes, kept] }
    })

  /** Takes the account as one's own, or gives it back to all. */
  const take = () =>
    press('take', async () => {
      const shown = view.value
      if (!shown) return
      const to = shown.assignedTo?.id === around.reader.id ? null : around.reader.id
      const { assignedTo } = await around.cases.assign(shown.caseId, to)
      if (view.value?.id === shown.id) view.value = { ...view.value, assignedTo }
      say(assignedTo ? 'This account is yours now.' : 'This account is anybody’s again.')
      void refresh()
    })

  /** Opens the contact; the log says so, and so does the account's history. */
  const openContact = () =>
    press('contact', async () => {
      const { id } = view.value!
      const found = (await api.contact(id)).contact ?? {}
      const now = await api.one(id)
      if (view.value?.id !== id) return
      batch(() => {
        contact.value = found
        view.value = now
      })
    })

  /** Takes out a photograph as it was sent; the log says so. */
  const takeOut = (no: number) =>
    change(`photo ${no}`, async id => {
      const file = await api.original(id, no)
      saveFile(file, file.name)
      return api.one(id)
    })

  // ---- what becomes of it

  const draftKey = (act: string) => `${view.value?.id} ${act}`

  /** Begins a step: the sentence for its author is there to be changed. */
  function begin(act: AccountAct) {
    if (!view.value || !mayEdit) return
    const hindered = hindrance(act, view.value)
    batch(() => {
      entry.value = null
      pressed.value = 'act'
      problem.value = hindered
      acting.value = hindered ? null : worded({ act, template: 0, text: '', problem: null })
    })
  }

  const worded = (now: Acting): Acting => ({
    ...now,
    text: drafts.get(`${draftKey(now.act)} ${now.template}`) ?? STEPS[now.act].templates[now.template]!.text,
    problem: null,
  })

  function pick(template: number) {
    if (acting.value) acting.value = worded({ ...acting.value, template })
  }

  function type(text: string) {
    const now = acting.value
    if (!now) return
    drafts.set(`${draftKey(now.act)} ${now.template}`, text)
    acting.value = { ...now, text, problem: null }
  }

  /** Whether something is being written that Escape leaves. */
  const acts = () => acting.value !== null || entry.value !== null

  function cancel() {
    acting.value = null
    entry.value = null
  }

  /** Sends the step with its sentence. Returns whether it is done; what is missing is said in the form. */
  async function send(): Promise<boolean> {
    const now = acting.value
    const before = view.value
    if (!now || !before || busy.value) return false
    const text = now.text.trim()
    const gap = accountGapIn(text)
    const missing = text
      ? gap && `Please fill in ${text.slice(gap.start, gap.end)} first.`
      : 'Please write what the reader will read.'
    if (missing) {
      acting.value = { ...now, problem: missing }
      return false
    }
    const { to, done, ...step } = STEPS[now.act]
    const sent = { to, from: before.stage, ...('verified' in step && { verified: step.verified }), reason: text }
    if (!(await changed('act', id => api.move(id, sent)))) {
      if (acting.value) acting.value = { ...acting.value, problem: problem.value }
      await reread()
      return false
    }
    for (const key of drafts.keys()) if (key.startsWith(`${before.id} `)) drafts.delete(key)
    acting.value = null
    around.sayDone(`${done} ${isolated(before.reader.name)} reads your words.`, () => takeBack(before))
    return true
  }

  /** Puts an account back to where it was; its author is told that too. */
  async function takeBack({ id, stage: to, verified }: AccountAtDesk) {
    const now = await api.move(id, { to, ...(to === 'published' && { verified }), reason: BACK })
    if (view.value?.id === id) view.value = now
    void refresh()
    return `Taken back: ${STAGE_TITLES[to].toLowerCase()}, as before. Its author is told so.`
  }

  /** Begins an entry for the history behind the story, from the account's own words. */
  function beginEntry() {
    if (!view.value || !mayEdit) return
    const unpublished = view.value.stage !== 'published' || view.value.state !== 'shown'
    batch(() => {
      acting.value = null
      pressed.value = 'act'
      problem.value = unpublished
        ? 'Publish it first: an entry leads to the account, which readers have to be able to read.'
        : null
      entry.value = unpublished ? null : entryFrom(view.value!)
    })
  }

  async function sendEntry(): Promise<boolean> {
    const words = entry.value
    if (!words) return false
    const done = await change('entry', async id => {
      await api.toTimeline(id, words)
      return api.one(id)
    })
    if (!done) return false
    entry.value = null
    say('It is in the history behind the story.')
    return true
  }

  return {
    ...list,
    stage,
    story,
    counts,
    mayEdit,
    read,
    choose,
    follow,
    look,
    /** Looks no more. */
    rest: () => {
      clearTimeout(later)
      later = undefined
    },
    move,
    index,
    stood,
    view,
    viewProblem,
    open,
    busy,
    failureAt,
    check,
    addTask,
    doTask,
    note,
    take,
    contact,
    openContact,
    closeContact: () => {
      contact.value = null
    },
    takeOut,
    acting,
    acts,
    begin,
    pick,
    type,
    cancel,
    send,
    entry,
    beginEntry,
    sendEntry,
  }
}

/** How many wait for something: all that are neither published nor declined. Pure. */
export const waiting = (counts: Readonly<Record<string, number>>): number =>
  (['received', 'contacted', 'corroborated'] as const).reduce((sum, stage) => sum + (counts[stage] ?? 0), 0)
