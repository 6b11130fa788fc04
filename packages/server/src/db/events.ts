import type { Tx } from './open.ts'
import type { EventKind } from './schema.ts'

export interface Event {
  kind: EventKind
  site: string
  story: string
  comment?: string
  data?: Record<string, unknown>
  at: number
  /** How many more (or fewer) comments everybody may read. */
  count?: number
}

/** What a commit tells the rest of the process: numbers only; who wants more reads the log. */
export interface Change {
  site: string
  story: string
  url: string
  seq: number
}

const changes = new WeakMap<Tx, Change[]>()

/** What was recorded in a transaction so far. */
export const changesIn = (tx: Tx): readonly Change[] => changes.get(tx) ?? []

/** Raises the story's number and writes the event under it; its row lock makes commit order equal number order. Answers the number and the new count. */
export async function record(tx: Tx, event: Event): Promise<{ seq: number; count: number }> {
  const story = await tx
    .updateTable('stories')
    .set(eb => ({ seq: eb('seq', '+', 1), count: eb('count', '+', event.count ?? 0) }))
    .where('site', '=', event.site)
    .where('id', '=', event.story)
    .returning(['seq', 'count', 'url'])
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('events')
    .values({
      site: event.site,
      story: event.story,
      seq: story.seq,
      kind: event.kind,
      comment: event.comment ?? null,
      data_json: JSON.stringify({ ...event.data, count: story.count }),
      at: event.at,
    })
    .execute()
  changes.set(tx, [...changesIn(tx), { site: event.site, story: event.story, url: story.url, seq: story.seq }])
  return story
}
