import type { Reading } from '../db/open.ts'
import { sha256 } from '../escalation/seal.ts'
import type { Leaving, Parts, Who } from '../readers/leaving.ts'
import { KEPT } from './orders.ts'

/** What of a reader is sealed for authorities. */
export interface Sealed {
  n: number
  /** When the last of it may go, in milliseconds; null where nothing is sealed. */
  until: number | null
}

const orderedOf = (db: Reading, { site, reader }: Who) =>
  db
    .selectFrom('order_comments as x')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'x.site').onRef('c.story', '=', 'x.story').onRef('c.id', '=', 'x.comment'),
    )
    .innerJoin('orders as o', join => join.onRef('o.site', '=', 'x.site').onRef('o.id', '=', 'x.order_id'))
    .select(['x.order_id', 'x.comment', 'o.kept_until'])
    .where('c.site', '=', site)
    .where('c.reader', '=', reader)
    .where('x.evidence_json', '<>', '')
    .execute()

const escalatedOf = (db: Reading, { site, reader }: Who) =>
  db
    .selectFrom('escalations as e')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'e.site').onRef('c.story', '=', 'e.story').onRef('c.id', '=', 'e.comment'),
    )
    .select(['e.story', 'e.id', 'e.at'])
    .where('c.site', '=', site)
    .where('c.reader', '=', reader)
    .execute()

export async function sealedOf(db: Reading, who: Who): Promise<Sealed> {
  const ends = [
    ...(await orderedOf(db, who)).map(({ kept_until }) => Number(kept_until)),
    ...(await escalatedOf(db, who)).map(({ at }) => Number(at) + KEPT),
  ]
  return { n: ends.length, until: ends.length ? Math.max(...ends) : null }
}

/** Orders that name a reader and no comments name nobody then. */
export async function releaseOrders(app: Parts, { site, reader, former }: Leaving): Promise<void> {
  await app.db.tx(tx =>
    tx.updateTable('orders').set({ reader: former }).where('site', '=', site).where('reader', '=', reader).execute(),
  )
}

/**
 * Erases what was sealed of a former reader for authorities and has had its time: six months after an order was carried out, or after
 * something was escalated because a life was in danger. Answers when the next of it may go (null where nothing is left),
 * and how much is gone.
 * Source: Regulation (EU) 2021/784, Art. 6; GDPR Art. 17(3)(b).
 */
export async function eraseSealed(
  app: Parts,
  { site, former, at }: Leaving,
): Promise<{ next: number | null; gone: number }> {
  const who = { site, reader: former }
  const ordered = await orderedOf(app.db.read, who)
  const escalated = await escalatedOf(app.db.read, who)
  const isOver = ({ until }: { until: number }) => until <= at
  const orders = ordered.map(one => ({ ...one, until: Number(one.kept_until) }))
  const escalations = escalated.map(one => ({ ...one, until: Number(one.at) + KEPT }))
  if ([...orders, ...escalations].some(isOver))
    await app.db.tx(async tx => {
      // That there was an order, and about which comment, stays; of what was sealed nothing.
      for (const { order_id, comment } of orders.filter(isOver))
        await tx
          .updateTable('order_comments')
          .set({ evidence_json: '', sha256: sha256('') })
          .where('site', '=', site)
          .where('order_id', '=', order_id)
          .where('comment', '=', comment)
          .execute()
      for (const { story, id } of escalations.filter(isOver))
        await tx
          .deleteFrom('escalations')
          .where('site', '=', site)
          .where('story', '=', story)
          .where('id', '=', id)
          .execute()
    })
  const all = [...orders, ...escalations]
  const left = all.filter(one => !isOver(one)).map(({ until }) => until)
  return { next: left.length ? Math.min(...left) : null, gone: all.length - left.length }
}
