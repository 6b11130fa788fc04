/** What `GET /v1/stream` sends. `id:` of each event is the story's number; ids only, never words, so that nothing removed can be replayed. */
export interface StreamEvents {
  /** A comment became public. `rootId` is null for a top comment. */
  comment: { id: string; rootId: string | null; count: number }
  /** A comment's words or state changed; ask again for it. `rule` is the ground of the decision, if there was one. */
  state: { id: string; rootId: string | null; state: string; rule: string | null; count: number }
  /** Something about the story's context notes has changed: read `GET /v1/notes` again. */
  notes: { count: number }
  /** The number of public comments. */
  count: { count: number }
  /** Too much was missed to send one by one; read the page again. */
  reset: { count: number }
}
export const STREAM_EVENTS = ['comment', 'state', 'notes', 'count', 'reset'] as const satisfies (keyof StreamEvents)[]

/** What `GET /v1/desk/stream` sends after any change. */
export interface DeskEvents {
  /** How many cases wait in each queue. */
  queues: { queues: { id: QueueId; count: number }[] }
  /** Who has which case open, and until when it is theirs to decide (ISO 8601). */
  presence: { colleagues: { id: string; name: string; caseId: string; until: string }[] }
}

/** Where a case waits, each in one. */
export const WAITING = ['reported', 'held', 'appeals'] as const
export type Waiting = (typeof WAITING)[number]
/** The rest are views across them: what may cost a life, what may be against the law, what nobody has looked at, what one watches oneself, what was decided last, everything. */
export const QUEUES = [...WAITING, 'threats', 'illegal', 'new', 'watched', 'decided', 'all'] as const
export type QueueId = (typeof QUEUES)[number]
