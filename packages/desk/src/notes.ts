import type {
  DecideOnNote,
  DeskNote,
  DeskNotes,
  NoteAct,
  NoteAlarm,
  Notes,
  PublishNote,
  RewordNote,
} from '@parley/contract/notes.ts'
import type { CaseView } from '@parley/contract/schemas.ts'
import { batch, signal } from '@preact/signals'
import { createDoing } from './doing.ts'
import { createListing } from './listing.ts'
import { NOTING, type Place, placeOfNote, WRITING } from './place.ts'

/** In the order of the screen: what needs an editor comes first. */
export const NOTE_LISTS = ['alarms', 'waiting', 'shown', 'all'] as const
export type NoteList = (typeof NOTE_LISTS)[number]

/** What the desk asks about context notes. Every call may throw `Refused`. */
export interface NotesApi {
  list(list: NoteList, after: string | null): Promise<DeskNotes>
  note(id: string): Promise<DeskNote>
  /** What everybody may read of the notes under a comment. */
  under(story: string, comment: string): Promise<Notes>
  /** The versions of a comment. */
  versions(comment: string): Promise<Pick<CaseView, 'revisions'>>
  publish(note: PublishNote): Promise<DeskNote>
  reword(id: string, words: RewordNote): Promise<DeskNote>
  decide(id: string, decision: DecideOnNote): Promise<DeskNote>
  /** An alarm has been looked at. */
  seen(alarm: string): Promise<void>
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

export const notesApi = (ask: Ask, write: Ask): NotesApi => ({
  list: (list, after) => ask('GET', `/v1/desk/notes?${new URLSearchParams({ list, ...(after && { after }) })}`),
  note: id => ask('GET', `/v1/desk/notes/${id}`),
  under: (story, comment) => ask('GET', `/v1/notes?${new URLSearchParams({ story, comment })}`),
  versions: comment => ask('GET', `/v1/desk/cases/k_${comment.slice(2)}`),
  publish: note => write('POST', '/v1/desk/notes', note),
  reword: (id, words) => write('PATCH', `/v1/desk/notes/${id}`, words),
  decide: (id, decision) => write('POST', `/v1/desk/notes/${id}/decisions`, decision),
  seen: alarm => write('POST', `/v1/desk/note-alarms/${alarm}/seen`),
})

/** What the newsroom writes a note about: a comment, or the story as a whole. */
export interface Target {
  story: DeskNote['story']
  about: { id: string; authorName: string; text: string } | null
}

/** What is being written in the newsroom's name. */
export interface Draft extends Target {
  /** The newsroom's own note that is worded anew; null for another one. */
  note: string | null
  kind: PublishNote['kind']
  claim: string
  text: string
  /** As they are typed, one a line. */
  sources: string
}

/** What an editor is about to do to a note, with the reason that everybody will read. */
export interface Acting {
  note: string
  act: NoteAct
  reason: string
}

type NoteRow = DeskNote & { id: string }
const rowOf = (found: DeskNote): NoteRow => ({ ...found, id: found.note.id })

const LOOK = 5_000

const DONE: Record<NoteAct, string> = {
  hide: 'It is out of sight. Readers see your reason in its place.',
  unhide: 'It is back where it was, and your reason is to be read in its history.',
  freeze: 'Its status stays as it is until you unlock it.',
  unlock: 'From the next run on its status follows the ratings again.',
}

/** The context notes: those that need somebody, the one that is open, and what the newsroom writes itself. */
export function createNotes(
  api: NotesApi,
  around: {
    told(problem: unknown): string
    say(text: string): unknown
    go(to: Place): void
    place(): Place
    /** Whoever is here may act on notes, and write in the newsroom's name. */
    mayEdit: boolean
    /** The list and the note stand side by side. */
    wide(): boolean
  },
) {
  const { told, say } = around
  /** Null until it is known whether there is an alarm to begin with. */
  const list = signal<NoteList | null>(null)
  const counts = signal<DeskNotes['counts'] | null>(null)
  const raters = signal<DeskNotes['raters'] | null>(null)
  /** About the whole site, and not looked at yet. */
  const alarms = signal<readonly NoteAlarm[]>([])
  const open = signal<DeskNote | null>(null)
  const openProblem = signal<string | null>(null)
  const writing = signal<Draft | null>(null)
  const acting = signal<Acting | null>(null)
  const { problem, busy, doing } = createDoing(told)
  /** What was typed, until it is sent. */
  const drafts = new Map<string, Draft>()
  const reasons = new Map<string, string>()
  let looked = Number.NEGATIVE_INFINITY
  let later: ReturnType<typeof setTimeout> | undefined
  /** From where one went to write. */
  let from = NOTING
  let run = 0

  const heard = (found: DeskNotes) =>
    batch(() => {
      counts.value = found.counts
      raters.value = found.raters
      alarms.value = found.alarms
    })

  const listing = createListing<NoteRow>(async after => {
    looked = Date.now()
    const found = await api.list(list.value ?? 'waiting', after)
    heard(found)
    return { rows: found.notes.map(rowOf), next: found.next }
  }, told)

  /** Another list altogether. */
  function begin(to: NoteList) {
    batch(() => {
      list.value = to
      listing.rows.value = []
      listing.next.value = null
    })
    return listing.read(0)
  }

  /** Reads the list. At first it is that of the alarms, where there is one. */
  async function read() {
    if (list.value === null) {
      const known = counts.value !== null
      await begin(counts.value?.alarms ? 'alarms' : 'waiting')
      // came straight here, before anything was counted
      if (!known && counts.value?.alarms) await begin('alarms')
    } else await listing.read()
    const first = listing.rows.value[0]
    const { noting, note } = around.place()
    if (first && noting && !note && around.wide()) around.go(placeOfNote(first.note.id))
  }

  /** Counts what needs an editor, and reads the list again where it is on the screen: soon, and not more often than is good for the server. */
  function look() {
    if (later !== undefined) return
    later = setTimeout(
      () => {
        later = undefined
        if (around.place().noting) {
          void listing.read()
          if (open.value && acting.value === null) void show(open.value.note.id)
        } else {
          looked = Date.now()
          api.list('alarms', null).then(heard).catch(told)
        }
      },
      Math.max(0, looked + LOOK - Date.now()),
    )
  }

  /** Opens a note, with what the list has of it until the rest has come. */
  async function show(id: string | null) {
    const no = ++run
    const found = id === null ? undefined : [open.value, ...listing.rows.value].find(one => one?.note.id === id)
    batch(() => {
      open.value = found ?? null
      openProblem.value = null
      if (acting.value?.note !== id) acting.value = null
    })
    if (id === null) return
    try {
      const now = await api.note(id)
      if (no === run) changed(now)
    } catch (error) {
      if (no === run) openProblem.value = told(error)
    }
  }

  function changed(now: DeskNote) {
    open.value = now
    listing.rows.value = listing.rows.value.map(row => (row.id === now.note.id ? rowOf(now) : row))
  }

  /** The note before or after the one that is open. Answers whether there is one. */
  function move(by: 1 | -1): boolean {
    const all = listing.rows.value
    const at = all.findIndex(({ note }) => note.id === around.place().note)
    const target = all[at < 0 ? 0 : at + by]
    if (at + by >= all.length - 3) void listing.more()
    if (target) around.go(placeOfNote(target.note.id))
    return target !== undefined
  }

  // ---- what an editor does

  function ponder(act: NoteAct) {
    const { id } = open.value!.note
    problem.value = null
    acting.value = { note: id, act, reason: reasons.get(`${id} ${act}`) ?? '' }
  }

  function give(reason: string) {
    const now = acting.value!
    reasons.set(`${now.note} ${now.act}`, reason)
    acting.value = { ...now, reason }
  }

  /** Sends it; what is missing is said, and what was typed stays. */
  async function act(): Promise<boolean> {
    const { note, act, reason } = acting.value!
    if (reason.trim().length < 3) {
      problem.value = 'Please write why. Everybody can read it.'
      return false
    }
    return doing(async () => {
      const now = await api.decide(note, { act, reason: reason.trim() })
      reasons.delete(`${note} ${act}`)
      batch(() => {
        acting.value = null
        if (open.value?.note.id === note) changed(now)
      })
      say(DONE[act])
      void listing.read()
    })
  }

  const seen = (alarm: NoteAlarm) =>
    doing(async () => {
      await api.seen(alarm.id)
      say('Looked at. It is no longer counted.')
      if (open.value && alarm.note === open.value.note.id) changed(await api.note(alarm.note))
      await listing.read()
    })

  // ---- in the newsroom's name

  const keyOf = ({ note, story, about }: Pick<Draft, 'note' | 'story' | 'about'>) => note ?? about?.id ?? story.url

  /** Begins to write, or goes on with what was typed before about the same. */
  function write(draft: Draft) {
    problem.value = null
    writing.value = drafts.get(keyOf(draft)) ?? draft
    from = around.place()
    around.go(WRITING)
  }

  function type(to: Partial<Draft>) {
    const now = { ...writing.value!, ...to }
    drafts.set(keyOf(now), now)
    writing.value = now
  }

  async function send(): Promise<boolean> {
    const draft = writing.value!
    const missing = wants(draft)
    if (missing) {
      problem.value = missing
      return false
    }
    return doing(async () => {
      const words = wordsOf(draft)
      const now = draft.note
        ? await api.reword(draft.note, words)
        : await api.publish({
            ...{ story: draft.story.url, comment: draft.about?.id ?? null, kind: draft.kind },
            ...words,
          })
      drafts.delete(keyOf(draft))
      writing.value = null
      open.value = now
      say(draft.note ? 'It says so from now on. The earlier words stay to be read.' : 'It is published.')
      around.go(placeOfNote(now.note.id))
      void listing.read()
    })
  }

  /** Leaves the form for where one came from; what was typed is there again when one comes back to it. */
  function leave() {
    writing.value = null
    problem.value = null
    around.go(from)
  }

  return {
    mayEdit: around.mayEdit,
    list,
    counts,
    raters,
    alarms,
    listing,
    open,
    openProblem,
    writing,
    acting,
    problem,
    busy,
    read,
    look,
    rest() {
      clearTimeout(later)
      later = undefined
    },
    choose: begin,
    show,
    move,
    ponder,
    give,
    act,
    cancel() {
      acting.value = null
      problem.value = null
    },
    seen,
    write,
    type,
    send,
    leave,
    under: api.under,
    /** A version of a comment as it was; null where it is not kept. */
    version: async (comment: string, no: number | null) =>
      (await api.versions(comment)).revisions.find(one => one.no === no)?.text ?? null,
  }
}

export type NotesAtDesk = ReturnType<typeof createNotes>

// ---- pure

const SOURCES_MAX = 5

/** The addresses that were typed, one a line. */
export const sourcesIn = (typed: string): string[] =>
  typed
    .split(/\s+/)
    .map(line => line.trim())
    .filter(Boolean)

const wordsOf = ({ claim, text, sources }: Draft) => ({
  claim: claim.trim(),
  text: text.trim(),
  sources: sourcesIn(sources),
})

/** What a draft still needs before it can be published, in words; null where nothing. Pure. */
export function wants(draft: Pick<Draft, 'text' | 'sources'>): string | null {
  const sources = sourcesIn(draft.sources)
  const wrong = sources.find(one => !/^https?:\/\/[^/]/i.test(one))
  if (!draft.text.trim()) return 'Please write the note first.'
  if (wrong) return `“${wrong}” is no web address. One begins with https://`
  if (sources.length > SOURCES_MAX) return `Please name at most ${SOURCES_MAX} sources.`
  return null
}

/** A draft of the newsroom's own about something. */
export const newDraft = (target: Target): Draft => ({
  ...target,
  ...{ note: null, kind: 'editors', claim: '', text: '', sources: '' },
})

/** The newsroom's own note, to be worded anew. */
export const draftOf = ({ note, story, about, text }: DeskNote): Draft => ({
  ...{ story, about, note: note.id, kind: note.kind === 'correction' ? 'correction' : 'editors' },
  ...{ claim: note.claim, text, sources: note.sources.join('\n') },
})

/** What can be done to a note as it stands, the likely first. Pure. */
export function actsOn({ kind, hidden, frozen, settled, state }: DeskNote['note']): NoteAct[] {
  if (state !== 'shown' && state !== 'collapsed') return []
  if (hidden) return ['unhide']
  if (kind !== 'reader') return ['hide']
  return frozen || settled ? ['hide', 'unlock'] : ['hide', 'freeze']
}

/** How a note stands, in a word or two, and how pressing that is. Pure. */
export function standingOf({ kind, status, hidden, frozen, settled, state }: DeskNote['note']): {
  words: string
  gravity: 'stop' | 'look' | 'slight' | undefined
}[] {
  if (state !== 'shown' && state !== 'collapsed') return [{ words: OUT_OF_SIGHT[state], gravity: 'slight' }]
  return [
    ...(hidden ? [{ words: kind === 'reader' ? 'Hidden' : 'Withdrawn', gravity: 'slight' as const }] : []),
    ...(status ? [{ words: STATUS_WORDS[status], gravity: undefined }] : []),
    ...(frozen ? [{ words: 'Frozen', gravity: 'look' as const }] : []),
    ...(settled ? [{ words: 'Settled', gravity: undefined }] : []),
    ...(state === 'collapsed' ? [{ words: 'Collapsed', gravity: 'slight' as const }] : []),
  ]
}

export const STATUS_WORDS = {
  needs_more: 'Needs ratings from more viewpoints',
  shown: 'Shown',
  not_helpful: 'Found not helpful',
} as const

const OUT_OF_SIGHT = {
  held: 'Held',
  removed: 'Removed',
  withdrawn: 'Withdrawn by its author',
  erased: 'Erased',
} as const

/** What an alarm means, and what can be done about it. */
export const ALARMS: Record<NoteAlarm['kind'], { title: string; means: string; can: string }> = {
  burst: {
    title: 'One side turned at once',
    means:
      'More than three raters who are surely on one side found it not helpful within an hour. Somebody may have called for it; or one side has just learnt something. Its status stands still meanwhile.',
    can: 'Read it and its sources again. If it holds, unlock it: the ratings count as before. If it does not, hide it and say why. Left alone, it keeps its status.',
  },
  age: {
    title: 'The sides differ by the age of their accounts',
    means:
      'What parts the raters in two is how old their accounts are, more than how they see things. Accounts may have been made for this. “Readers who often disagree” then says little.',
    can: 'Look at the notes that were shown last, and freeze or hide those that do not hold. If new accounts are behind it, let accounts be older before they may rate (PARLEY_NOTES_AGE_DAYS).',
  },
  activity: {
    title: 'The sides differ by how much they rate',
    means:
      'What parts the raters in two is how busy they are, more than how they see things. A few who rate a great deal may be steering it. “Readers who often disagree” then says little.',
    can: 'Look at the notes that were shown last, and freeze or hide those that do not hold. Fewer ratings a day take weight from the busy ones (PARLEY_NOTES_RATINGS_A_DAY).',
  },
  spread: {
    title: 'The scores have come together',
    means:
      'From one run to the next the scores of all notes moved close to each other. Many may be rating everything the same way, whatever it says.',
    can: 'Look at what changed its status since then, and freeze what should not have moved. If nothing is wrong, there is nothing to do: the next runs will part them again.',
  },
}

/** One line of what became of a note. */
export interface Happened {
  at: string
  words: string
  by: string | null
  reason: string | null
}

const ACT_PAST: Record<NoteAct, string> = {
  hide: 'Hidden',
  unhide: 'Shown again',
  freeze: 'Frozen',
  unlock: 'Unlocked',
}

const TOWARDS = {
  shown: 'Its ratings lead to its being shown',
  not_helpful: 'Its ratings lead to its being found not helpful',
  needs_more: 'Its ratings no longer carry its status',
} as const

/** What became of a note, the latest first: where its ratings lead it, and what editors did. Pure. */
export function happenings({ note, pending, acts }: Pick<DeskNote, 'note' | 'pending' | 'acts'>): Happened[] {
  const own = note.kind !== 'reader'
  const first = { at: note.postedAt, words: own ? 'Published' : 'Written', by: null, reason: null }
  return [
    first,
    ...(note.editedAt ? [{ at: note.editedAt, words: 'Worded anew', by: null, reason: null }] : []),
    ...(pending ? [{ at: pending.since, words: TOWARDS[pending.to], by: null, reason: null }] : []),
    ...acts.map(({ act, reason, by, at }) => ({
      ...{ at, by, reason, words: own && act === 'hide' ? 'Withdrawn' : ACT_PAST[act] },
    })),
  ].toSorted((a, b) => b.at.localeCompare(a.at))
}

/** Why a rater finds a note helpful or not, as he chose it. */
export const REASON_WORDS: Record<DeskNote['reasons'][number]['reason'], string> = {
  clear: 'clear',
  'good-sources': 'good sources',
  'to-the-point': 'to the point',
  'adds-context': 'adds context',
  neutral: 'neutral',
  incorrect: 'not correct',
  'weak-sources': 'weak sources',
  'beside-the-point': 'beside the point',
  opinion: 'an opinion',
  unclear: 'unclear',
  unfair: 'unfair',
  'not-needed': 'not needed',
}

/** What is needed of each side before a note is shown, and of what the less convinced one would rate it, doubt taken off: docs/notes.md. */
export const NEEDED = { score: 0.6, sure: 3, net: 1 } as const
