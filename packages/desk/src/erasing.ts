import type { EraseReader, Erasure, Rehearsal } from '@parley/contract/privacy.ts'
import { batch, signal } from '@preact/signals'
import { createDoing } from './doing.ts'

/** What an admin asks about erasing a reader. Every call may throw `Refused`. */
export interface ErasingApi {
  rehearse(reader: string): Promise<Rehearsal>
  erase(reader: string, how: EraseReader): Promise<Erasure>
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

export const erasingApi = (ask: Ask, write: Ask): ErasingApi => ({
  rehearse: reader => ask('GET', `/v1/desk/readers/${reader}/erasure`),
  erase: (reader, how) => write('POST', `/v1/desk/readers/${reader}/erasure`, how),
})

export interface Erasing {
  reader: { id: string; name: string }
  /** Null until it is known. */
  found: Rehearsal | null
  text: EraseReader['text']
  /** That it cannot be taken back was read. */
  sure: boolean
  done: Erasure | null
}

/** A reader's erasure by an admin: first what would go and what would stay, then, once that was read, the erasure itself. */
export function createErasing(api: ErasingApi, told: (problem: unknown) => string) {
  const now = signal<Erasing | null>(null)
  const { problem, busy, doing } = createDoing(told)

  const change = (to: Partial<Erasing>) => {
    if (now.value) now.value = { ...now.value, ...to }
  }

  function begin(reader: Erasing['reader']) {
    batch(() => {
      problem.value = null
      now.value = { reader, found: null, text: 'delete', sure: false, done: null }
    })
    return doing(async () => {
      const found = await api.rehearse(reader.id)
      if (now.value?.reader.id === reader.id) change({ found })
    })
  }

  async function erase(): Promise<boolean> {
    const { reader, text, sure } = now.value!
    if (!sure) {
      problem.value = 'Please confirm that you have read that it cannot be taken back.'
      return false
    }
    return doing(async () => change({ done: await api.erase(reader.id, { text, confirm: true }) }))
  }

  return { now, problem, busy, begin, change, erase, close: () => (now.value = null) }
}

/** What goes, as it is called: of one, of several. */
export const GOES: Record<Rehearsal['goes'][number]['what'], readonly [string, string]> = {
  comments: ['comment', 'comments'],
  notes: ['context note', 'context notes'],
  ratings: ['rating of a context note', 'ratings of context notes'],
  accounts: ['eyewitness account, with its photographs', 'eyewitness accounts, with their photographs'],
  proposals: ['proposal for the history behind a story', 'proposals for the history behind stories'],
  respects: ['respect given', 'respects given'],
  reports: ['report', 'reports'],
  appeals: ['appeal', 'appeals'],
  sessions: ['signed-in browser', 'signed-in browsers'],
  mails: ['letter not yet sent', 'letters not yet sent'],
}

export const STAYS: Record<Rehearsal['stays'][number]['what'], string> = {
  waiting: 'what the desk must still decide; nobody else sees it any more, and it goes when that is decided',
  authorities: 'evidence sealed for an authority, or because a life may be in danger',
  decisions: 'decisions and numbered statements, without name or words',
  log: 'entries of the log: that something was written, never by whom',
  quotes: 'comments of others that quote it',
}
