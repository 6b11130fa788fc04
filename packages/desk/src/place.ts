import { QUEUES, type QueueId } from '@parley/contract/stream.ts'

/** Where a moderator is: a queue and a case in it, where the rules are tried or settled, the stories, the history behind one, the context notes or the eyewitness accounts and one of them, what is worth reading, the overview, or what the law asks for. On a phone, no queue means the list of queues, and no case the list of cases. */
export interface Place {
  queue: QueueId | null
  caseId: string | null
  trying?: boolean
  settling?: boolean
  looking?: boolean
  listing?: boolean
  ruling?: boolean
  telling?: boolean
  noting?: boolean
  /** The context note that is open; `new` where the newsroom writes one. */
  note?: string | null
  gleaning?: boolean
  witnessing?: boolean
  /** The eyewitness account that is open. */
  account?: string | null
}

export const TRYING: Place = { queue: null, caseId: null, trying: true }
export const SETTLING: Place = { queue: null, caseId: null, settling: true }
export const LOOKING: Place = { queue: null, caseId: null, looking: true }
export const LISTING: Place = { queue: null, caseId: null, listing: true }
export const RULING: Place = { queue: null, caseId: null, ruling: true }
export const TELLING: Place = { queue: null, caseId: null, telling: true }
export const NOTING: Place = { queue: null, caseId: null, noting: true }
export const WRITING: Place = { ...NOTING, note: 'new' }
export const GLEANING: Place = { queue: null, caseId: null, gleaning: true }
export const WITNESSING: Place = { queue: null, caseId: null, witnessing: true }

export const placeOfNote = (note: string): Place => ({ ...NOTING, note })
/** One eyewitness account; null for their list. */
export const witness = (account: string | null): Place => (account ? { ...WITNESSING, account } : WITNESSING)

/** Reads a place from the address's hash: `#/held/k_1`, `#/try`. What is not understood is left out. */
export function placeOf(hash: string): Place {
  const [, name, caseId = ''] = hash.split('/')
  if (name === 'try') return TRYING
  if (name === 'rules') return SETTLING
  if (name === 'overview') return LOOKING
  if (name === 'stories') return LISTING
  if (name === 'law') return RULING
  if (name === 'history') return TELLING
  if (name === 'worth') return GLEANING
  if (name === 'notes') return /^([a-z]_[0-9a-z]+|new)$/.test(caseId) ? placeOfNote(caseId) : NOTING
  if (name === 'accounts') return witness(/^c_[0-9a-z]+$/.test(caseId) ? caseId : null)
  const queue = QUEUES.find(id => id === name) ?? null
  return { queue, caseId: queue && /^k_[0-9a-z]+$/.test(caseId) ? caseId : null }
}

export function hashOf(place: Place): string {
  const { queue, caseId, trying, settling, looking, listing, ruling, telling } = place
  const { noting, note, gleaning, witnessing, account } = place
  if (trying) return '#/try'
  if (settling) return '#/rules'
  if (looking) return '#/overview'
  if (listing) return '#/stories'
  if (ruling) return '#/law'
  if (telling) return '#/history'
  if (noting) return note ? `#/notes/${note}` : '#/notes'
  if (gleaning) return '#/worth'
  if (witnessing) return account ? `#/accounts/${account}` : '#/accounts'
  return `#${['', queue, caseId].filter(part => part !== null).join('/')}`
}

/** Whether it is a page of its own, with no queue beside it. */
export const isPage = (place: Place): boolean => {
  const { trying, settling, looking, listing, ruling, telling, noting, gleaning, witnessing } = place
  return Boolean(trying || settling || looking || listing || ruling || telling || noting || gleaning || witnessing)
}

/** How far into the columns a place is: 0 queues, 1 cases, notes, accounts, the rules, the stories or the overview, 2 a case, a note or an account. */
export function depthOf(place: Place): number {
  return place.caseId || place.note || place.account ? 2 : place.queue || isPage(place) ? 1 : 0
}
