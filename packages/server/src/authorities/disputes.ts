import type { Dispute, KeepDispute } from '@parley/contract/authorities.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { Selectable } from 'kysely'
import type { App } from '../app.ts'
import { commentOfCase } from '../cases/queries.ts'
import { record } from '../db/events.ts'
import { caseIdOf, newId } from '../db/ids.ts'
import type { Reading } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'

type DisputeRow = Selectable<Tables['disputes']>

const DAY = 86_400_000

/** Writes down that a case went before a certified body. Source: DSA Art. 21. Throws Refusal: case.unknown, dispute.outcome. */
export async function openDispute(
  app: App,
  who: ReaderVisitor,
  { caseId, ...kept }: KeepDispute & { caseId: string },
): Promise<Dispute> {
  const { site } = app.config
  const at = app.clock()
  await app.db.tx(async tx => {
    const comment = await commentOfCase(tx, site, caseId)
    const row: DisputeRow = {
      site,
      story: comment.story,
      id: newId('z', at),
      comment: comment.id,
      ...keptRow(kept),
      by: who.id,
      at,
    }
    await tx.insertInto('disputes').values(row).execute()
    await record(tx, {
      kind: 'dispute.kept',
      site,
      story: row.story,
      comment: row.comment,
      data: { dispute: row.id, ...logged(row) },
      at,
    })
  })
  return (await disputes(app.db.read, site)).find(one => one.caseId === caseId)!
}

/** Changes what is written of a dispute, its outcome above all; the log keeps what was written before. Throws Refusal: dispute.unknown, dispute.outcome. */
export async function changeDispute(
  app: App,
  who: ReaderVisitor,
  { id, ...kept }: KeepDispute & { id: string },
): Promise<Dispute> {
  const { site } = app.config
  await app.db.tx(async tx => {
    const row = await tx
      .selectFrom('disputes')
      .select(['story', 'comment'])
      .where('site', '=', site)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new Refusal('dispute.unknown')
    const now = keptRow(kept)
    await tx
      .updateTable('disputes')
      .set(now)
      .where('site', '=', site)
      .where('story', '=', row.story)
      .where('id', '=', id)
      .execute()
    await record(tx, {
      kind: 'dispute.kept',
      site,
      ...row,
      data: { dispute: id, ...logged(now), by: who.id },
      at: app.clock(),
    })
  })
  return (await disputes(app.db.read, site)).find(one => one.id === id)!
}

/** What the log keeps, for good: nothing in free words but the body's own name. */
const logged = ({ body, opened, outcome, closed, followed }: ReturnType<typeof keptRow>) => ({
  body,
  opened,
  outcome,
  closed,
  followed,
})

function keptRow({ body, reference, opened, outcome, closed, costs, followed, note }: KeepDispute) {
  if ((outcome === null) !== (closed === null) || (closed !== null && closed < opened))
    throw new Refusal('dispute.outcome')
  return {
    body: cleanText(body).trim(),
    reference: cleanText(reference).trim(),
    opened,
    outcome,
    closed,
    costs: cleanText(costs).trim(),
    followed: followed === null ? null : Number(followed),
    note: cleanText(note).trim(),
  }
}

/** Whole days from one to the other. Pure. */
export const daysBetween = (opened: string, closed: string): number =>
  Math.round((Date.parse(closed) - Date.parse(opened)) / DAY)

/** All disputes, the latest first; or those of one comment. */
export async function disputes(db: Reading, site: string, comment?: string): Promise<Dispute[]> {
  let query = db
    .selectFrom('disputes as z')
    .leftJoin('readers as r', join => join.onRef('r.site', '=', 'z.site').onRef('r.id', '=', 'z.by'))
    .selectAll('z')
    .select('r.name as by_name')
    .where('z.site', '=', site)
    .orderBy('z.id', 'desc')
  if (comment !== undefined) query = query.where('z.comment', '=', comment)
  return (await query.execute()).map(row => ({
    id: row.id,
    caseId: caseIdOf(row.comment),
    body: row.body,
    reference: row.reference,
    opened: row.opened,
    outcome: row.outcome,
    closed: row.closed,
    costs: row.costs,
    followed: row.followed === null ? null : row.followed === 1,
    note: row.note,
    days: row.closed === null ? null : daysBetween(row.opened, row.closed),
    by: row.by_name ?? '',
  }))
}
