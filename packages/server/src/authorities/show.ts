import type { Order, OrderInFull } from '@parley/contract/authorities.ts'
import { plainText } from '@parley/contract/body.ts'
import { authorities } from '@parley/contract/messages/en.ts'
import { say } from '@parley/contract/say.ts'
import type { CaseView } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { bodyOf } from '../comments/body.ts'
import { iso } from '../comments/queries.ts'
import { caseIdOf } from '../db/ids.ts'
import type { Reading } from '../db/open.ts'
import { sha256 } from '../escalation/seal.ts'
import { type OrderRow, orderToHandle } from './orders.ts'
import { notAnswered, ordersOn } from './queries.ts'

/** So many orders are shown: all that still want something, then the latest. */
const SHOWN = 100
const EXCERPT = 160

/** Orders as the desk sees them: those that still want something first, the most pressing before the others. */
export async function ordersAtDesk(app: App): Promise<Order[]> {
  const { site } = app.config
  const db = app.db.read
  const latest = await db
    .selectFrom('orders')
    .selectAll()
    .where('site', '=', site)
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute()
  const open = await db
    .selectFrom('orders as o')
    .selectAll('o')
    .where('o.site', '=', site)
    .where(notAnswered('done', 'refused'))
    .execute()
  const rows = [...new Map([...open, ...latest].map(row => [row.id, row])).values()]
  const orders = await Promise.all(rows.map(row => toldOrder(db, row)))
  const far = '~'
  return orders.toSorted(
    (a, b) =>
      Number(a.settled) - Number(b.settled) ||
      Number(a.effectAt !== null) - Number(b.effectAt !== null) ||
      (a.settled ? 0 : (a.dueAt ?? far).localeCompare(b.dueAt ?? far)) ||
      b.id.localeCompare(a.id),
  )
}

/** One order with the texts to begin with and what was sealed. Throws Refusal('order.unknown'). */
export async function orderInFull(app: App, id: string): Promise<OrderInFull> {
  const { site } = app.config
  const row = await orderToHandle(app.db.read, site, id)
  const order = await toldOrder(app.db.read, row)
  const sealed = await app.db.read
    .selectFrom('order_comments')
    .select('evidence_json')
    .where('site', '=', site)
    .where('order_id', '=', id)
    .orderBy('comment')
    .execute()
  return {
    ...order,
    drafts: draftsFor(app, row, order),
    evidence: sealed.map(one => one.evidence_json).filter(Boolean),
  }
}

async function toldOrder(db: Reading, row: OrderRow): Promise<Order> {
  const { site, id } = row
  const comments = await db
    .selectFrom('order_comments as x')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'x.site').onRef('c.story', '=', 'x.story').onRef('c.id', '=', 'x.comment'),
    )
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .select(['c.id', 'c.text', 'c.state', 'r.name', 's.title', 'x.decision', 'x.sha256', 'x.evidence_json'])
    .where('x.site', '=', site)
    .where('x.order_id', '=', id)
    .orderBy('x.comment')
    .execute()
  const answers = await db
    .selectFrom('order_answers as a')
    .leftJoin('readers as r', join => join.onRef('r.site', '=', 'a.site').onRef('r.id', '=', 'a.by'))
    .select(['a.kind', 'a.text', 'a.at', 'r.name'])
    .where('a.site', '=', site)
    .where('a.order_id', '=', id)
    .orderBy('a.at')
    .execute()
  const people = await db
    .selectFrom('readers')
    .select(['id', 'name'])
    .where('site', '=', site)
    .where('id', 'in', [row.by, ...(row.reader === null ? [] : [row.reader])])
    .execute()
  const nameOf = (reader: string) => people.find(one => one.id === reader)?.name ?? ''
  const time = (at: number | null) => (at === null ? null : iso(at))
  return {
    id,
    kind: row.kind,
    authority: row.authority,
    country: row.country,
    reference: row.reference,
    law: row.law,
    territory: row.territory_json === null ? [] : JSON.parse(row.territory_json),
    receivedAt: iso(row.received_at),
    dueAt: time(row.due_at),
    enteredAt: iso(row.entered_at),
    by: nameOf(row.by),
    reader: row.reader === null ? null : { id: row.reader, name: nameOf(row.reader) },
    comments: comments.map(one => ({
      id: one.id,
      caseId: caseIdOf(one.id),
      authorName: one.name,
      storyTitle: one.title,
      excerpt: plainText(bodyOf(one.text)).slice(0, EXCERPT),
      state: one.state,
      decision: one.decision,
      sha256: one.sha256,
      intact: sha256(one.evidence_json) === one.sha256,
    })),
    secretUntil: time(row.secret_until),
    toldAt: time(row.told_at),
    effectAt: time(row.effect_at),
    keptUntil: iso(row.kept_until),
    answers: answers.map(({ kind, text, at, name }) => ({ kind, text, by: name ?? '', at: iso(at) })),
    settled: answers.some(({ kind }) => kind !== 'receipt'),
  }
}

/** Texts for the authority and for whoever is told, from what is known; a person reads, changes and sends them. */
function draftsFor(app: App, row: OrderRow, order: Order): OrderInFull['drafts'] {
  const { language, siteName, url } = app.config
  const told = (key: keyof typeof authorities, values = {}) => say(authorities, language, key, values)
  const minutes = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`
  const values = {
    site: siteName,
    authority: row.authority,
    reference: row.reference,
    law: row.law,
    id: row.id,
    received: minutes(order.receivedAt),
    entered: minutes(order.enteredAt),
    effect: minutes(order.effectAt ?? iso(app.clock())),
    kept: order.keptUntil.slice(0, 10),
    told:
      order.secretUntil !== null && order.toldAt === null && Date.parse(order.secretUntil) > app.clock()
        ? told('order.secret', { until: order.secretUntil.slice(0, 10) })
        : told('order.told'),
    comments: order.comments
      .map(({ id, state }) =>
        told('order.done.comment', { address: `${url}/d/comments/${id}`, state: say(STATES, language, state) }),
      )
      .join('\n'),
  }
  return {
    reason: told('order.reason', values),
    receipt: told('order.receipt', values),
    done: told(row.kind === 'information' ? 'order.done.information' : 'order.done', values),
    refused: told('order.refused', values),
  }
}

/** The states of a comment, as an authority is told them. */
const STATES = {
  held: 'never published',
  shown: 'published',
  collapsed: 'published, collapsed',
  removed: 'removed',
  withdrawn: 'withdrawn by its author',
  erased: 'erased',
}

/** The orders about a comment that wait to be carried out, or are still secret. */
export async function ordersAbout(app: App, comment: string): Promise<NonNullable<CaseView['orders']>> {
  const rows = await ordersOn(app.db.read, app.config.site, comment)
    .select(['o.id', 'o.kind', 'o.authority', 'o.secret_until', 'o.told_at', 'o.effect_at'])
    .orderBy('o.id')
    .execute()
  const now = app.clock()
  return rows
    .map(({ secret_until, told_at, effect_at, ...order }) => ({
      ...order,
      secret: secret_until !== null && told_at === null && secret_until > now,
      done: effect_at !== null,
    }))
    .filter(({ secret, done }) => secret || !done)
    .map(({ done: _, ...order }) => order)
}
