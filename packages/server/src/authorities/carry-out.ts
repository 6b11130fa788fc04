import type { App } from '../app.ts'
import { isPublic } from '../comments/state.ts'
import { caseIdOf } from '../db/ids.ts'
import { decideWithin } from '../decisions/decide.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { enqueue } from '../jobs/jobs.ts'
import { commentsIn, isSettled, KEPT, orderToHandle, recordOrder } from './orders.ts'

/**
 * Carries out an order to remove: a decision on each of its comments that can still be read or waits to be, made like every other, so that
 * count, statement, appeal and log follow. While secrecy holds, nobody is told; what tells is the job of secrecy.ts. Doing it twice is doing
 * it once. Source: DSA Art. 9(5); Regulation (EU) 2021/784, Art. 3(3) and 11.
 * Throws Refusal: order.unknown, order.information, order.settled (it was refused), and what a decision throws.
 */
export async function carryOut(
  app: App,
  who: ReaderVisitor,
  { id, explanation }: { id: string; explanation: string },
): Promise<void> {
  const { site } = app.config
  await app.db.tx(async tx => {
    const order = await orderToHandle(tx, site, id)
    if (order.kind === 'information') throw new Refusal('order.information')
    if (order.effect_at === null && (await isSettled(tx, order))) throw new Refusal('order.settled')
    const at = app.clock()
    const secret = order.secret_until !== null && order.secret_until > at && order.told_at === null
    const removed: string[] = []
    for (const { comment } of await commentsIn(tx, order)) {
      const { state } = await tx
        .selectFrom('comments')
        .select('state')
        .where('site', '=', site)
        .where('id', '=', comment)
        .executeTakeFirstOrThrow()
      if (!isPublic(state) && state !== 'held') continue
      const { decision } = await decideWithin(
        tx,
        { app, who },
        {
          caseId: caseIdOf(comment),
          act: 'remove',
          rule: 'illegal',
          law: order.law,
          explanation,
          order: { secret },
        },
      )
      await tx
        .updateTable('order_comments')
        .set({ decision: decision.id })
        .where('site', '=', site)
        .where('order_id', '=', id)
        .where('comment', '=', comment)
        .execute()
      removed.push(comment)
    }
    if (order.effect_at !== null && !removed.length) return
    await tx
      .updateTable('orders')
      .set({ effect_at: order.effect_at ?? at, kept_until: at + KEPT, ...(!secret && { told_at: at }) })
      .where('site', '=', site)
      .where('id', '=', id)
      .execute()
    if (secret) await enqueue(tx, { site, kind: 'secrecy', payload: { site, order: id }, at: order.secret_until! })
    await recordOrder(tx, order, { kind: 'order.carried-out', at, data: { removed: removed.length, secret } })
  })
}
