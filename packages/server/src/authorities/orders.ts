import type { EnterOrder } from '@parley/contract/authorities.ts'
import { authorities } from '@parley/contract/messages/en.ts'
import { say } from '@parley/contract/say.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { Selectable } from 'kysely'
import type { App } from '../app.ts'
import { type CommentRow, iso } from '../comments/queries.ts'
import { record } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { EventKind, Tables } from '../db/schema.ts'
import { evidenceOf } from '../escalation/evidence.ts'
import { callDuty, linkTo } from '../escalation/page.ts'
import { sha256 } from '../escalation/seal.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { enqueue, type Worker } from '../jobs/jobs.ts'
import { mailPhrase, mailText } from '../jobs/mail.ts'

export type OrderRow = Selectable<Tables['orders']>
export type OrderedComment = Selectable<Tables['order_comments']>

const HOUR = 3600_000
const DAY = 24 * HOUR
/** So long content and data of an order are kept, after it was carried out. Source: Regulation (EU) 2021/784, Art. 6. */
export const KEPT = 184 * DAY
/** Clocks of others may be so much ahead. */
const AHEAD = 5 * 60_000

/** The part of the time after which whoever is on duty is paged once more. */
const AGAIN = 0.75

/**
 * Enters an order of an authority: seals what it is about, starts its clock and pages whoever is on duty, in one transaction. Nothing is
 * taken down, and nothing handed out, by itself. A removal order for terrorist content has one hour from its receipt.
 * Source: DSA Art. 9 and 10; Regulation (EU) 2021/784, Art. 3. Throws Refusal: order.about, order.times. Answers the order's id.
 */
export async function enterOrder(app: App, who: ReaderVisitor, asked: EnterOrder): Promise<string> {
  const { site } = app.config
  const at = app.clock()
  const time = (text: string | undefined) => (text === undefined ? null : momentOf(text))
  const received = momentOf(asked.receivedAt)
  const order: OrderRow = {
    site,
    id: newId('o', at),
    kind: asked.kind,
    authority: cleanText(asked.authority).trim(),
    country: asked.country,
    reference: cleanText(asked.reference).trim(),
    law: cleanText(asked.law).trim(),
    territory_json: asked.territory?.length ? JSON.stringify(asked.territory) : null,
    reader: asked.reader ?? null,
    received_at: received,
    due_at: asked.kind === 'terrorist-content' ? received + HOUR : time(asked.dueAt),
    secret_until: time(asked.secretUntil),
    told_at: null,
    effect_at: null,
    kept_until: at + KEPT,
    by: who.id,
    entered_at: at,
  }
  const times = [order.received_at, order.due_at, order.secret_until]
  if (times.some(Number.isNaN) || received > at + AHEAD) throw new Refusal('order.times')
  if ((order.due_at ?? Number.POSITIVE_INFINITY) <= received || (order.secret_until ?? Number.POSITIVE_INFINITY) <= at)
    throw new Refusal('order.times')
  await app.db.tx(async tx => {
    const comments = await commentsOf(tx, site, asked.comments ?? [])
    await tx.insertInto('orders').values(order).execute()
    for (const comment of comments) {
      const sealed = JSON.stringify(await evidenceOf(tx, app, { comment, kind: order.kind, at }))
      await tx
        .insertInto('order_comments')
        .values({
          site,
          order_id: order.id,
          story: comment.story,
          comment: comment.id,
          decision: null,
          evidence_json: sealed,
          sha256: sha256(sealed),
        })
        .execute()
    }
    await recordOrder(tx, order, { kind: 'order.entered', at })
    await pageFor(tx, app, { order, again: false })
    if (order.due_at !== null) {
      const left = order.due_at - received
      for (const run of [received + AGAIN * left, order.due_at])
        await enqueue(tx, { site, kind: 'order-clock', payload: { site, order: order.id }, at: Math.max(run, at) })
    }
  })
  return order.id
}

/** A time as it was typed, in milliseconds; NaN where there is no such day or hour. Pure. */
export function momentOf(text: string): number {
  const at = Date.parse(text)
  return Number.isNaN(at) || iso(at).slice(0, 16) !== text.slice(0, 16) ? Number.NaN : at
}

async function commentsOf(tx: Tx, site: string, ids: readonly string[]): Promise<CommentRow[]> {
  if (!ids.length) return []
  const rows = await tx.selectFrom('comments').selectAll().where('site', '=', site).where('id', 'in', ids).execute()
  if (rows.length < ids.length) throw new Refusal('order.about')
  return rows.toSorted((a, b) => a.id.localeCompare(b.id))
}

/** The order, by its id. Throws Refusal('order.unknown'). */
export async function orderToHandle(db: Reading, site: string, id: string): Promise<OrderRow> {
  const row = await db.selectFrom('orders').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('order.unknown')
  return row
}

export const commentsIn = (db: Reading, { site, id }: Pick<OrderRow, 'site' | 'id'>): Promise<OrderedComment[]> =>
  db
    .selectFrom('order_comments')
    .selectAll()
    .where('site', '=', site)
    .where('order_id', '=', id)
    .orderBy('comment')
    .execute()

/**
 * Writes the event of an order into the log of each comment that it is about; where it names a reader alone, into that of his last comment
 * or report. Throws Refusal('order.about') where there is neither.
 */
export async function recordOrder(
  tx: Tx,
  order: OrderRow,
  { kind, at, data = {} }: { kind: EventKind; at: number; data?: Record<string, unknown> },
): Promise<void> {
  const { site, id } = order
  const comments: { story: string; comment: string }[] = await commentsIn(tx, order)
  if (!comments.length) comments.push(await lastOf(tx, order))
  for (const { story, comment } of comments)
    await record(tx, { kind, site, story, comment, data: { order: id, ...data }, at })
}

async function lastOf(tx: Tx, { site, reader }: OrderRow): Promise<{ story: string; comment: string }> {
  if (reader === null) throw new Refusal('order.about')
  const last =
    (await tx
      .selectFrom('comments')
      .select(['story', 'id as comment'])
      .where('site', '=', site)
      .where('reader', '=', reader)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()) ??
    (await tx
      .selectFrom('reports')
      .select(['story', 'comment'])
      .where('site', '=', site)
      .where('reader', '=', reader)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst())
  if (!last) throw new Refusal('order.about')
  return last
}

/** What kind of order it is, in words. */
export const kindOf = (app: Pick<App, 'config'>, { kind }: Pick<OrderRow, 'kind'>): string =>
  say(authorities, app.config.language, `order.kind.${kind}`)

async function pageFor(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  { order, again }: { order: OrderRow; again: boolean },
): Promise<void> {
  const { id, kind, authority, due_at } = order
  const mail = mailText(app, again ? 'order-again' : 'order', {
    what: kindOf(app, order),
    authority,
    time: iso(order.received_at),
    due:
      due_at === null
        ? mailPhrase(app, 'mail.order.no-due')
        : mailPhrase(app, 'mail.order.due', { time: iso(due_at).slice(0, 16).replace('T', ' ') }),
    reference: id,
    link: linkTo(app.config),
  })
  await callDuty(tx, app, { mail, page: { event: 'order', id, kind, at: iso(order.received_at) } })
}

/** Pages again, before the time of an order is over and when it is, unless it was carried out or refused meanwhile. */
export const orderClock = (app: Pick<App, 'config' | 'clock' | 'db'>): Worker => ({
  async do({ site, order: id }: { site: string; order: string }) {
    await app.db.tx(async tx => {
      const order = await orderToHandle(tx, site, id)
      if (order.effect_at !== null || (await isSettled(tx, order))) return
      await pageFor(tx, app, { order, again: true })
    })
  },
})

/** The authority has its answer: carried out, or why not. */
export async function isSettled(db: Reading, { site, id }: Pick<OrderRow, 'site' | 'id'>): Promise<boolean> {
  const answer = await db
    .selectFrom('order_answers')
    .select('kind')
    .where('site', '=', site)
    .where('order_id', '=', id)
    .where('kind', 'in', ['done', 'refused'])
    .executeTakeFirst()
  return answer !== undefined
}
