/** What `GET /v1/stream` sends. `id:` of each event is the story's number; ids only, never words, so that nothing removed can be replayed. */
export interface StreamEvents {
  /** A comment became public. `rootId` is null for a top comment. */
  comment: { id: string; rootId: string | null; count: number }
  /** A comment's words or state changed; ask again for it. `rule` is the ground of the decision, if there was one. */
  state: { id: string; rootId: string | null; state: string; rule: string | null; count: number }
  /** The number of public comments. */
  count: { count: number }
  /** Too much was missed to send one by one; read the page again. */
  reset: { count: number }
}
export const STREAM_EVENTS = ['comment', 'state', 'count', 'reset'] as const satisfies (keyof StreamEvents)[]

/** What `GET /v1/desk/stream` sends: how many cases wait in each queue, after any change. */
export interface DeskEvents {
  queues: { queues: { id: QueueId; count: number }[] }
}

export const QUEUES = ['reported', 'held', 'appeals', 'new'] as const
export type QueueId = (typeof QUEUES)[number]
