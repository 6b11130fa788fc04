import type { App } from '../app.ts'
import { answersFor } from '../db/chain.ts'
import { record } from '../db/events.ts'
import type { Tx } from '../db/open.ts'
import { stateReasons } from '../decisions/statements.ts'
import { statementMail } from '../decisions/tell.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { enqueue, type Worker } from '../jobs/jobs.ts'
import { enqueueMail } from '../jobs/mail.ts'
import { emailOf } from '../reports/answer.ts'
import { tellOfInformation } from './answer.ts'
import { commentsIn, momentOf, type OrderRow, orderToHandle, recordOrder } from './orders.ts'

/**
 * Prolongs the secrecy of an order, or ends it (`until` null): whom it is about is told as soon as it ends.
 * Throws Refusal: order.unknown, order.told, order.times.
 */
export async function changeSecrecy(
  app: App,
  who: ReaderVisitor,
  { id, until }: { id: string; until: string | null },
): Promise<void> {
  const { site } = app.config
  await app.db.tx(async tx => {
    const order = await orderToHandle(tx, site, id)
    const now = app.clock()
    const ends = until === null ? now : momentOf(until)
    if (order.told_at !== null) throw new Refusal('order.told')
    if (Number.isNaN(ends) || ends < now) throw new Refusal('order.times')
    await tx.updateTable('orders').set({ secret_until: ends }).where('site', '=', site).where('id', '=', id).execute()
    await enqueue(tx, { site, kind: 'secrecy', payload: { site, order: id }, at: ends })
    await recordOrder(tx, order, { kind: 'order.changed', at: now, data: { secretUntil: ends, by: who.id } })
  })
}

/** Tells whom an order is about when its secrecy is over: the statements of reasons are made and sent then, with the whole time to appeal before them. */
export const secrecy = (app: Pick<App, 'config' | 'clock' | 'db'>): Worker => ({
  async do({ site, order: id }: { site: string; order: string }) {
    await app.db.tx(async tx => {
      const order = await orderToHandle(tx, site, id)
      const at = app.clock()
      // Prolonged, or ended before it was carried out: another job tells, or the carrying out does.
      if (order.told_at !== null || order.effect_at === null || (order.secret_until ?? 0) > at) return
      if (order.kind === 'information') await tellOfInformation(tx, app, order)
      else await giveStatements(tx, app, { order, at })
      await tx.updateTable('orders').set({ told_at: at }).where('site', '=', site).where('id', '=', id).execute()
      await recordOrder(tx, order, { kind: 'order.changed', at, data: { told: true } })
    })
  },
})

async function giveStatements(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  { order, at }: { order: OrderRow; at: number },
): Promise<void> {
  const { site } = order
  for (const { story, comment: id } of await commentsIn(tx, order)) {
    const decisions = await tx
      .selectFrom('decisions as d')
      .selectAll('d')
      .where('d.site', '=', site)
      .where('d.story', '=', story)
      .where('d.comment', '=', id)
      .where('d.source', '=', 'order')
      .where('d.act', '=', 'remove')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('statements as t')
              .select('t.no')
              .whereRef('t.site', '=', 'd.site')
              .whereRef('t.decision', '=', 'd.id'),
          ),
        ),
      )
      .orderBy('d.id')
      .execute()
    if (!decisions.length) continue
    const comment = await tx
      .selectFrom('comments')
      .selectAll()
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const under = await tx
      .selectFrom('stories')
      .select(['title', 'url'])
      .where('site', '=', site)
      .where('id', '=', story)
      .executeTakeFirstOrThrow()
    const to = await emailOf(tx, site, comment.reader)
    for (const decision of decisions) {
      // The time to object runs from when it is given.
      const given = { ...decision, at }
      const stated = await stateReasons(tx, given, { comment, story: under, rule: undefined, until: null })
      if (to) await enqueueMail(tx, app, to, statementMail(app, { decision: given, stated, story: under.title }))
      await record(tx, { kind: 'statement.given', site, story, comment: id, data: answersFor(decision, stated), at })
    }
  }
}
