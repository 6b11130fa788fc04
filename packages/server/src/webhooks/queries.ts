import type { Selectable } from 'kysely'
import type { Reading, Tx } from '../db/open.ts'
import type { EventKind, Tables } from '../db/schema.ts'

export type Waiting = Selectable<Tables['webhook_outbox']>
type Of = { site: string; receiver: string }

/** Makes a receiver known: from now on events are put into its outbox. */
export async function keepReceiver(tx: Tx, { site, receiver, at }: Of & { at: number }): Promise<void> {
  await tx
    .insertInto('webhook_receivers')
    .values({ site, id: receiver, since: at, off_at: null, delivered_at: null })
    .onConflict(conflict => conflict.columns(['site', 'id']).doNothing())
    .execute()
}

/** What may be sent now, what has waited longest first. Of one comment only the first: the others wait behind it, also behind a dead letter. */
export const dueFor = (db: Reading, { site, receiver, now, limit }: Of & { now: number; limit: number }) =>
  db
    .selectFrom('webhook_outbox as o')
    .innerJoin('webhook_receivers as r', join => join.onRef('r.site', '=', 'o.site').onRef('r.id', '=', 'o.receiver'))
    .selectAll('o')
    .where('o.site', '=', site)
    .where('o.receiver', '=', receiver)
    .where('o.next_at', '<=', now)
    .where('r.off_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_outbox as e')
            .select('e.seq')
            .where('e.site', '=', site)
            .where('e.receiver', '=', receiver)
            .whereRef('e.story', '=', 'o.story')
            .whereRef('e.comment', '=', 'o.comment')
            .whereRef('e.seq', '<', 'o.seq'),
        ),
      ),
    )
    .orderBy('o.next_at')
    .limit(limit)
    .execute()

/** What is put off for longer than there is a reason for (`longest`, by how often it was tried, in milliseconds) was put off by a clock that was ahead: it is due now. */
export async function bringNear(
  tx: Tx,
  { site, now, longest }: { site: string; now: number; longest: readonly number[] },
): Promise<void> {
  for (const [attempts, wait] of longest.entries())
    await tx
      .updateTable('webhook_outbox')
      .set({ next_at: now })
      .where('site', '=', site)
      .where('attempts', '=', attempts)
      .where('next_at', '>', now + wait)
      .execute()
}

/** When something comes due that was not at the last look; null where nothing waits for its time. */
export async function nextTime(db: Reading, { site, receiver, after }: Of & { after: number }): Promise<number | null> {
  const row = await db
    .selectFrom('webhook_outbox')
    .select('next_at')
    .where('site', '=', site)
    .where('receiver', '=', receiver)
    .where('next_at', '>', after)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst()
  return row?.next_at ?? null
}

/** One row of the outbox, as it was read: whoever changes it first has it. */
const asRead = (tx: Tx, { site, receiver, story, seq, next_at }: Waiting) =>
  tx
    .updateTable('webhook_outbox')
    .where('site', '=', site)
    .where('receiver', '=', receiver)
    .where('story', '=', story)
    .where('seq', '=', seq)
    .where('next_at', '=', next_at)

/** Takes a row for a time, so that no other process sends it meanwhile. Null where another was quicker. */
export async function take(tx: Tx, row: Waiting, until: number): Promise<Waiting | null> {
  const { numUpdatedRows } = await asRead(tx, row).set({ next_at: until }).executeTakeFirst()
  return numUpdatedRows ? { ...row, next_at: until } : null
}

/** Those of the same comment that wait behind a row. */
const behind = (tx: Tx, { site, receiver, story, comment, seq }: Waiting) =>
  tx
    .updateTable('webhook_outbox')
    .where('site', '=', site)
    .where('receiver', '=', receiver)
    .where('story', '=', story)
    .where('comment', '=', comment)
    .where('seq', '>', seq)
    .where('dead_at', 'is', null)

/** It has arrived: it is done, and the next of its comment is due. */
export async function forget(tx: Tx, row: Waiting, now: number): Promise<void> {
  const { site, receiver, story, seq } = row
  await tx
    .deleteFrom('webhook_outbox')
    .where('site', '=', site)
    .where('receiver', '=', receiver)
    .where('story', '=', story)
    .where('seq', '=', seq)
    .execute()
  await behind(tx, row).where('next_at', '>', now).set({ next_at: now }).execute()
  await tx
    .updateTable('webhook_receivers')
    .set({ delivered_at: now })
    .where('site', '=', site)
    .where('id', '=', receiver)
    .execute()
}

/** It has not arrived; those behind it are not looked at sooner. Nothing where the row is another's by now. */
export async function putOff(
  tx: Tx,
  row: Waiting,
  to: Pick<Waiting, 'attempts' | 'next_at' | 'dead_at' | 'error'>,
): Promise<void> {
  await asRead(tx, row).set(to).execute()
  if (to.next_at !== null)
    await behind(tx, row).where('next_at', '<', to.next_at).set({ next_at: to.next_at }).execute()
}

export async function switchOff(tx: Tx, { site, receiver, at }: Of & { at: number }): Promise<void> {
  await tx
    .updateTable('webhook_receivers')
    .set({ off_at: at })
    .where('site', '=', site)
    .where('id', '=', receiver)
    .where('off_at', 'is', null)
    .execute()
}

/** What is told of an event: read from the log, so that nothing of it waits anywhere else. */
export async function eventToTell(
  db: Reading,
  { site, story, seq }: Pick<Waiting, 'site' | 'story' | 'seq'>,
): Promise<{ kind: EventKind; data: Record<string, unknown>; at: number; url: string }> {
  const { data_json, ...event } = await db
    .selectFrom('events as e')
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'e.site').onRef('s.id', '=', 'e.story'))
    .select(['e.kind', 'e.data_json', 'e.at', 's.url'])
    .where('e.site', '=', site)
    .where('e.story', '=', story)
    .where('e.seq', '=', seq)
    .executeTakeFirstOrThrow()
  return { ...event, data: JSON.parse(data_json) }
}
