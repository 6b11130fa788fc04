import type { Webhooks } from '@parley/contract/schemas.ts'
import { iso } from '../comments/queries.ts'
import type { Reading, Tx } from '../db/open.ts'
import { toldAs } from '../db/outbox.ts'
import { messageId } from './message.ts'

/** So many dead letters of a receiver are shown, the oldest first. */
const LETTERS = 50

/** The receivers of a site, what waits for each, and what was given up. `named`: those of the configuration. */
export async function receiversOf(db: Reading, site: string, named: ReadonlySet<string>): Promise<Webhooks> {
  const rows = await db.selectFrom('webhook_receivers').selectAll().where('site', '=', site).orderBy('id').execute()
  const receivers = await Promise.all(
    rows.map(async ({ id, since, off_at, delivered_at }) => {
      const outbox = db.selectFrom('webhook_outbox as o').where('o.site', '=', site).where('o.receiver', '=', id)
      const { all, dead } = await outbox
        .select(({ fn }) => [fn.countAll<number>().as('all'), fn.count<number>('o.dead_at').as('dead')])
        .executeTakeFirstOrThrow()
      const next = await outbox
        .select('o.error')
        .where('o.next_at', 'is not', null)
        .where('o.error', 'is not', null)
        .orderBy('o.next_at')
        .limit(1)
        .executeTakeFirst()
      const letters = await outbox
        .innerJoin('events as e', join =>
          join.onRef('e.site', '=', 'o.site').onRef('e.story', '=', 'o.story').onRef('e.seq', '=', 'o.seq'),
        )
        .select([
          'o.story',
          'o.seq',
          'o.comment',
          'o.attempts',
          'o.dead_at',
          'o.error',
          'e.kind',
          'e.data_json',
          'e.at',
        ])
        .where('o.dead_at', 'is not', null)
        .orderBy('o.dead_at')
        .limit(LETTERS)
        .execute()
      return {
        id,
        named: named.has(id),
        since: iso(since),
        offAt: off_at === null ? null : iso(off_at),
        deliveredAt: delivered_at === null ? null : iso(delivered_at),
        waiting: Number(all) - Number(dead),
        dead: Number(dead),
        error: next?.error ?? null,
        letters: letters.map(one => ({
          id: messageId(one),
          type: toldAs(one.kind, JSON.parse(one.data_json)) ?? one.kind,
          commentId: one.comment,
          at: iso(one.at),
          attempts: one.attempts,
          error: one.error ?? '',
          deadAt: iso(one.dead_at!),
        })),
      }
    }),
  )
  return { receivers }
}

/** Has dead letters of a receiver sent again, from the beginning of their tries. Answers how many; null where there is no such receiver. */
export async function replay(tx: Tx, to: { site: string; receiver: string; at: number }): Promise<number | null> {
  if (!(await isKnown(tx, to))) return null
  const { numUpdatedRows } = await tx
    .updateTable('webhook_outbox')
    .set({ dead_at: null, next_at: to.at, attempts: 0 })
    .where('site', '=', to.site)
    .where('receiver', '=', to.receiver)
    .where('dead_at', 'is not', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Sends to a receiver again that had said it was gone. False where there is no such receiver. */
export async function switchOn(tx: Tx, to: { site: string; receiver: string }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('webhook_receivers')
    .set({ off_at: null })
    .where('site', '=', to.site)
    .where('id', '=', to.receiver)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Forgets a receiver with all that waits for it. False where there is no such receiver. */
export async function forgetReceiver(tx: Tx, to: { site: string; receiver: string }): Promise<boolean> {
  await tx.deleteFrom('webhook_outbox').where('site', '=', to.site).where('receiver', '=', to.receiver).execute()
  const { numDeletedRows } = await tx
    .deleteFrom('webhook_receivers')
    .where('site', '=', to.site)
    .where('id', '=', to.receiver)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

const isKnown = (db: Reading, { site, receiver }: { site: string; receiver: string }) =>
  db.selectFrom('webhook_receivers').select('id').where('site', '=', site).where('id', '=', receiver).executeTakeFirst()
