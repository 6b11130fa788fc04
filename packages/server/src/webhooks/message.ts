import { iso } from '../comments/queries.ts'
import { toldAs } from '../db/outbox.ts'
import type { EventKind } from '../db/schema.ts'
import type { Waiting } from './queries.ts'

/** What of an event's data is told beside where it happened: ids, and nothing else. */
const IDS = ['decision', 'appeal', 'escalation'] as const

/** Names an event for good: its story, and its number there. Pure. */
export const messageId = ({ story, seq }: Pick<Waiting, 'story' | 'seq'>) => `${story}-${seq}`

/**
 * What another system is told: that something happened, where, and in which state the comment was then. No words, names, rules, laws or
 * reporters: whoever wants more asks Parley, which knows what he may read. Pure.
 */
export function messageOf(
  row: Pick<Waiting, 'site' | 'story' | 'seq' | 'comment' | 'state'>,
  { kind, data, at, url }: { kind: EventKind; data: Record<string, unknown>; at: number; url: string },
): string {
  const { site, story, seq, comment, state } = row
  return JSON.stringify({
    id: messageId(row),
    type: toldAs(kind, data),
    at: iso(at),
    site,
    story: { id: story, url },
    seq,
    comment: { id: comment, state },
    ...Object.fromEntries(IDS.flatMap(name => (typeof data[name] === 'string' ? [[name, { id: data[name] }]] : []))),
  })
}
