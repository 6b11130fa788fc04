import type { Selectable } from 'kysely'
import { countAppeals, eraseAppeals, eraseSettled } from '../appeals/erase.ts'
import { eraseSealed, releaseOrders } from '../authorities/erase.ts'
import { countComments, countRespects, eraseComments, eraseDecided, eraseRespects } from '../comments/erase.ts'
import type { Reading } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { releaseDecisions } from '../decisions/erase.ts'
import { countAccounts, leaveAccounts } from '../eyewitness/leave.ts'
import { countNotes, countRatings, leaveNotes, leaveRatings } from '../notes/leave.ts'
import { countReports, eraseAnswered, eraseReports } from '../reports/erase.ts'
import { countProposals, eraseProposals } from '../timeline/erase.ts'
import type { Leaving, Over, Parts, Room, Who } from './leaving.ts'

/** What each room holds of a reader, and how it forgets him. What lies beside comments is found by them, so it goes before them. */
export const ROOMS: readonly Room[] = [
  { what: 'accounts', count: countAccounts, erase: leaveAccounts },
  { what: 'ratings', count: countRatings, erase: leaveRatings },
  { what: 'notes', count: countNotes, erase: leaveNotes },
  { what: 'comments', count: countComments, erase: eraseComments },
  { what: 'proposals', count: countProposals, erase: eraseProposals },
  { what: 'respects', count: countRespects, erase: eraseRespects },
  { what: 'reports', count: countReports, erase: eraseReports },
  { what: 'appeals', count: countAppeals, erase: eraseAppeals },
]

/** What stays, and only is no longer about him. */
export const RELEASE: readonly ((app: Parts, of: Leaving) => Promise<unknown>)[] = [releaseOrders, releaseDecisions]

/**
 * What had to be kept for a time, as far as that is over. Answers how many things still wait for the desk, when the next of what is sealed
 * may go, and how much is gone.
 */
export async function eraseWhatIsOver(app: Parts, of: Leaving): Promise<Over & { next: number | null }> {
  const all = [await eraseDecided(app, of), await eraseAnswered(app, of), await eraseSettled(app, of)]
  const sealed = await eraseSealed(app, of)
  return {
    waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
    gone: all.reduce((sum, { gone }) => sum + gone, sealed.gone),
    next: sealed.next,
  }
}

/** How many things of a reader go. */
export async function countHeld(db: Reading, who: Who): Promise<{ what: Room['what']; n: number }[]> {
  const counted = []
  for (const { what, count } of ROOMS) counted.push({ what, n: await count(db, who) })
  return counted
}

type Columns<T extends keyof Tables> = readonly (keyof Selectable<Tables[T]>)[]

/** Who could be known from a table, and by which columns. */
export interface Holds<T extends keyof Tables> {
  /** The reader, by his id. */
  reader?: Columns<T>
  /** His words, name or address. */
  words?: Columns<T>
  /** Who did it at the desk: his office, which is kept. */
  desk?: Columns<T>
}

/**
 * What every table could hold of a reader: whoever adds one says it here, and how it goes in one of the rooms above. Tables that hold nobody
 * have an empty entry. `docs/privacy.md` says the same to people.
 */
export const HOLDS: { readonly [T in keyof Tables]: Holds<T> } = {
  stories: {},
  readers: { reader: ['id'], words: ['subject', 'email', 'name', 'skeleton'] },
  staff: { words: ['email'] },
  sessions: { reader: ['reader'] },
  sign_in_codes: { words: ['email'] },
  used_tokens: {},
  comments: { reader: ['reader'], words: ['text', 'verdict_json', 'imported_from'], desk: ['featured_by'] },
  revisions: { words: ['text', 'verdict_json'] },
  respects: { reader: ['reader'] },
  cases: { desk: ['assigned_to', 'claimed_by'] },
  case_notes: { words: ['text'], desk: ['by'] },
  watches: { reader: ['target'], desk: ['by'] },
  views: { words: ['query_json', 'name'], desk: ['by'] },
  reports: { reader: ['reader'], words: ['explanation', 'source', 'law', 'name', 'email'] },
  decisions: { reader: ['reader'], desk: ['by'] },
  counters: {},
  statements: { reader: ['reader'] },
  appeals: { reader: ['reader'], words: ['text'] },
  events: {},
  anchors: {},
  site_events: {},
  eu_outbox: {},
  webhook_receivers: {},
  webhook_outbox: {},
  idempotency: { reader: ['reader'], words: ['answer_json'] },
  jobs: { words: ['payload_json'] },
  imports: {},
  examples: { words: ['text'], desk: ['by'] },
  thresholds: { desk: ['by'] },
  house_rules: { desk: ['by'] },
  rule_lists: { desk: ['by'] },
  own_words: { desk: ['by'] },
  sections: { desk: ['by'] },
  reasons: { desk: ['by'] },
  eu_wordings: { desk: ['by'] },
  escalations: { words: ['evidence_json'], desk: ['by'] },
  orders: { reader: ['reader'], desk: ['by'] },
  order_comments: { words: ['evidence_json'] },
  order_answers: { desk: ['by'] },
  flaggers: { desk: ['by', 'email', 'name'] },
  disputes: { desk: ['by'] },
  timeline: { reader: ['by'], words: ['words_json'], desk: ['decided_by'] },
  timeline_sources: { reader: ['by'], words: ['who', 'url'] },
  notes: { words: ['claim', 'sources_json'] },
  note_ratings: { reader: ['reader'] },
  note_acts: { desk: ['by'] },
  note_alarms: { desk: ['seen_by'] },
  note_runs: {},
  accounts: { reader: ['reader'], words: ['place', 'how', 'contact', 'byline_name', 'byline_skeleton'] },
  account_steps: { desk: ['by'] },
  account_checks: { words: ['note'], desk: ['by'] },
  account_tasks: { words: ['text'], desk: ['by', 'done_by'] },
  account_looks: { desk: ['by'] },
  account_photos: { words: ['alt'] },
  account_pieces: { words: ['data'] },
  erasures: { reader: ['reader'], desk: ['by'] },
}
