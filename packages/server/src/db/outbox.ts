import { sql } from 'kysely'
import type { Tx } from './open.ts'
import type { EventKind } from './schema.ts'

/** What other systems are told, each as one kind or another of the log. Nothing of orders, notes, or who works at the desk. */
const TOLD = [
  'comment.posted',
  'comment.held',
  'comment.edited',
  'comment.withdrawn',
  'comment.erased',
  'comment.anonymised',
  'report.filed',
  'decision.made',
  'appeal.lodged',
  'case.escalated',
] as const
export type Told = (typeof TOLD)[number]

/** As what other systems are told an event; null where they are not. What another judge takes out of sight is a decision, too. Pure. */
export function toldAs(kind: EventKind, data: Record<string, unknown> | undefined): Told | null {
  if (kind === 'review.made') return data?.decision ? 'decision.made' : null
  // Of accounts, what changes for those who may read them.
  if (kind === 'account.moved') return data?.changed ? 'decision.made' : null
  if (kind === 'account.changed' && data?.changed)
    return data.state === 'removed' ? 'comment.withdrawn' : 'comment.edited'
  return TOLD.find(told => told === kind) ?? null
}

/**
 * Puts an event that was just written into the outbox of every receiver of the site, in the same transaction, with the state that its
 * comment has now. The rows name the event and nothing of it: what is sent is read from the log.
 */
export async function putOut(
  tx: Tx,
  { site, story, seq }: { site: string; story: string; seq: number },
): Promise<void> {
  await sql`insert into webhook_outbox (site, receiver, story, seq, comment, state, attempts, next_at, dead_at, error)
    select e.site, r.id, e.story, e.seq, e.comment, c.state, 0, e.at, null, null
    from webhook_receivers r
    join events e on e.site = r.site and e.story = ${story} and e.seq = ${seq}
    left join comments c on c.site = e.site and c.story = e.story and c.id = e.comment
    where r.site = ${site} and e.comment is not null`.execute(tx)
}
