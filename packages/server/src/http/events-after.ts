import type { Reading } from '../db/open.ts'
import type { EventKind } from '../db/schema.ts'

export interface StoredEvent {
  seq: number
  kind: EventKind
  data: {
    id?: string
    rootId?: string | null
    state?: string
    rule?: string | null
    changed?: boolean
    appeared?: boolean
    count: number
  }
}

/** A story's events after a number, at most `limit`, with the story's own number and count. */
export async function eventsAfter(db: Reading, site: string, story: string, after: number, limit: number) {
  const now = await db
    .selectFrom('stories')
    .select(['seq', 'count'])
    .where('site', '=', site)
    .where('id', '=', story)
    .executeTakeFirstOrThrow()
  const rows =
    now.seq - after > limit
      ? []
      : await db
          .selectFrom('events')
          .select(['seq', 'kind', 'data_json'])
          .where('site', '=', site)
          .where('story', '=', story)
          .where('seq', '>', after)
          .where('seq', '<=', now.seq)
          .orderBy('seq')
          .execute()
  const events = rows.map((row): StoredEvent => ({ seq: row.seq, kind: row.kind, data: JSON.parse(row.data_json) }))
  return { events, seq: now.seq, count: now.count }
}
