import type { AnswerOrder } from '@parley/contract/authorities.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { enqueue } from '../jobs/jobs.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { emailOf } from '../reports/answer.ts'
import { commentsIn, KEPT, type OrderRow, orderToHandle, recordOrder } from './orders.ts'

/**
 * Writes down what a person has sent to the authority: that its order has come, that it is carried out, or why it is not. Each once; it is
 * carried out or it is not. An order to give information takes effect with its answer, and whom it is about is told then, unless it is secret.
 * Source: DSA Art. 9(1, 5) and 10(1, 5). Throws Refusal: order.unknown, order.settled, order.not-carried-out.
 */
export async function answerOrder(
  app: App,
  who: ReaderVisitor,
  { id, kind, text }: AnswerOrder & { id: string },
): Promise<void> {
  const { site } = app.config
  await app.db.tx(async tx => {
    const order = await orderToHandle(tx, site, id)
    const answers = await tx
      .selectFrom('order_answers')
      .select('kind')
      .where('site', '=', site)
      .where('order_id', '=', id)
      .execute()
    const has = (one: AnswerOrder['kind']) => answers.some(answer => answer.kind === one)
    if (has(kind) || (kind !== 'receipt' && (has('done') || has('refused')))) throw new Refusal('order.settled')
    if (kind === 'refused' && order.effect_at !== null) throw new Refusal('order.settled')
    const informs = kind === 'done' && order.kind === 'information'
    if (kind === 'done' && !informs && order.effect_at === null) throw new Refusal('order.not-carried-out')
    const at = app.clock()
    await tx
      .insertInto('order_answers')
      .values({ site, order_id: id, kind, text: cleanText(text), by: who.id, at })
      .execute()
    if (informs) await informed(tx, app, { order, at })
    await recordOrder(tx, order, { kind: 'order.answered', at, data: { answer: kind } })
  })
}

async function informed(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  { order, at }: { order: OrderRow; at: number },
): Promise<void> {
  const { site, id, secret_until } = order
  const secret = secret_until !== null && secret_until > at
  await tx
    .updateTable('orders')
    .set({ effect_at: at, kept_until: at + KEPT, ...(!secret && { told_at: at }) })
    .where('site', '=', site)
    .where('id', '=', id)
    .execute()
  if (secret) await enqueue(tx, { site, kind: 'secrecy', payload: { site, order: id }, at: secret_until })
  else await tellOfInformation(tx, app, order)
}

/** Tells whom an order to give information is about, where an address is known. */
export async function tellOfInformation(tx: Tx, app: Pick<App, 'config' | 'clock'>, order: OrderRow): Promise<void> {
  const { site, authority, law, reference } = order
  for (const reader of await readersOf(tx, order)) {
    const to = await emailOf(tx, site, reader)
    if (to) await enqueueMail(tx, app, to, mailText(app, 'order-informed', { authority, law, reference }))
  }
}

/** Whom an order is about: the reader that it names, or else the authors of its comments. */
async function readersOf(tx: Tx, order: OrderRow): Promise<string[]> {
  if (order.reader !== null) return [order.reader]
  const comments = (await commentsIn(tx, order)).map(({ comment }) => comment)
  const rows = await tx
    .selectFrom('comments')
    .select('reader')
    .distinct()
    .where('site', '=', order.site)
    .where('id', 'in', comments)
    .execute()
  return rows.map(row => row.reader)
}
