import type { App } from '../app.ts'
import type { KeptVerdict } from '../comments/own.ts'
import { iso } from '../comments/queries.ts'
import { NOTHING, sealOf } from '../db/chain.ts'
import { record } from '../db/events.ts'
import { commentIdOf } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import { ACT } from '../decisions/acts.ts'
import type { Body } from '../decisions/statements.ts'
import { Refusal } from '../http/problems.ts'
import { casePage } from './case-page.ts'
import { disputes } from './disputes.ts'
import { packed, signingKey } from './signing.ts'

/** Whoever takes a case file out: the id of a staff member, or the command line. */
export interface Taker {
  by: string
  /** With whoever reported it; for the court or authority that may ask for that. */
  withReporters: boolean
}

/**
 * Everything on a case in one signed zip: JSON for programs, a page for people. Notes that the desk wrote to itself are left out, and so is,
 * unless asked for, whatever says who reported. That it was taken out, stands in the log. Source: DSA Art. 21(2).
 * Throws Refusal: case.unknown, case.secret while an authority's secrecy holds.
 */
export async function caseFile(
  app: Pick<App, 'config' | 'db' | 'clock'>,
  caseId: string,
  taker: Taker,
): Promise<{ zip: Uint8Array; name: string }> {
  const { site, data } = app.config
  return app.db.tx(async tx => {
    const at = app.clock()
    const found = await caseInFull(tx, app, { caseId, at, withReporters: taker.withReporters })
    const { zip, sha256 } = packed(
      signingKey(data),
      { 'case.json': `${JSON.stringify(found, null, 2)}\n`, 'case.html': casePage(found, app.config) },
      { case: caseId, site, madeAt: iso(at) },
    )
    await record(tx, {
      kind: 'case.exported',
      site,
      story: found.comment.story.id,
      comment: found.comment.id,
      data: { by: taker.by, withReporters: taker.withReporters, sha256 },
      at,
    })
    return { zip, name: `case-${caseId}.zip` }
  })
}

export type CaseFile = Awaited<ReturnType<typeof caseInFull>>

async function caseInFull(
  tx: Tx,
  { config }: Pick<App, 'config'>,
  { caseId, at, withReporters }: { caseId: string; at: number; withReporters: boolean },
) {
  const { site } = config
  const id = commentIdOf(caseId)
  const comment = await tx
    .selectFrom('comments as c')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .selectAll('c')
    .select(['r.name as author', 's.title', 's.url'])
    .where('c.site', '=', site)
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!comment) throw new Refusal('case.unknown')
  const orders = await tx
    .selectFrom('order_comments as x')
    .innerJoin('orders as o', join => join.onRef('o.site', '=', 'x.site').onRef('o.id', '=', 'x.order_id'))
    .selectAll('o')
    .where('x.site', '=', site)
    .where('x.comment', '=', id)
    .orderBy('o.id')
    .execute()
  if (orders.some(one => one.secret_until !== null && one.told_at === null && one.secret_until > at))
    throw new Refusal('case.secret')
  const of = { site, story: comment.story, comment: id }
  const { findings, engine = null, language = null, scores = null } = JSON.parse(comment.verdict_json) as KeptVerdict
  const decisions = await decisionsOf(tx, of, withReporters)
  const decided = new Set(decisions.map(one => one.id))
  return {
    format: 'parley.case.1' as const,
    case: caseId,
    site,
    publication: config.siteName,
    madeAt: iso(at),
    reportersNamed: withReporters,
    comment: {
      id,
      address: `${config.url}/d/comments/${id}`,
      story: { id: comment.story, title: comment.title, url: comment.url },
      author: { id: comment.reader, name: comment.author },
      state: comment.state,
      postedAt: iso(comment.posted_at),
      editedAt: comment.edited_at === null ? null : iso(comment.edited_at),
      revision: comment.revision,
      text: comment.text,
    },
    revisions: await revisionsOf(tx, of),
    verdict: { engine, language, scores, findings },
    reports: await reportsOf(tx, of, withReporters),
    decisions,
    statements: (await statementsOf(tx, of)).filter(one => decided.has(one.decision)),
    appeals: await appealsOf(tx, of, withReporters),
    orders: orders.map(one => ({
      id: one.id,
      kind: one.kind,
      authority: one.authority,
      country: one.country,
      reference: one.reference,
      law: one.law,
      receivedAt: iso(one.received_at),
      effectAt: one.effect_at === null ? null : iso(one.effect_at),
    })),
    disputes: await disputes(tx, site, id),
    events: await eventsOf(tx, of),
  }
}

interface Of {
  site: string
  story: string
  comment: string
}

async function revisionsOf(tx: Tx, { site, story, comment }: Of) {
  const rows = await tx
    .selectFrom('revisions')
    .select(['no', 'at', 'text'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', comment)
    .orderBy('no')
    .execute()
  return rows.map(({ at, ...row }) => ({ ...row, at: iso(at) }))
}

async function reportsOf(tx: Tx, { site, story, comment }: Of, named: boolean) {
  const rows = await tx
    .selectFrom('reports as p')
    .leftJoin('readers as r', join => join.onRef('r.site', '=', 'p.site').onRef('r.id', '=', 'p.reader'))
    .select(['p.reference', 'p.at', 'p.ground', 'p.law', 'p.explanation', 'p.revision', 'p.outcome', 'p.decided_at'])
    .select(['p.source', 'p.decision', 'p.reader', 'p.name as given', 'p.email', 'r.name'])
    .where('p.site', '=', site)
    .where('p.story', '=', story)
    .where('p.comment', '=', comment)
    .orderBy('p.id')
    .execute()
  return rows.map(({ reference, at, decided_at, reader, given, email, name, ...row }) => ({
    at: iso(at),
    ...row,
    decidedAt: decided_at === null ? null : iso(decided_at),
    // A reference opens the status of a report to whoever has it.
    ...(named && { reference, reporter: { id: reader, name: name ?? given, email } }),
  }))
}

/** Without what was decided about whoever reported, which would say who he is. */
async function decisionsOf(tx: Tx, { site, story, comment }: Of, named: boolean) {
  const rows = await tx
    .selectFrom('decisions as d')
    .leftJoin('readers as r', join => join.onRef('r.site', '=', 'd.site').onRef('r.id', '=', 'd.by'))
    .select(['d.id', 'd.act', 'd.ground', 'd.rule_version as ruleVersion', 'd.law', 'd.explanation', 'd.at', 'd.days'])
    .select(['d.posts', 'd.source', 'd.detected', 'd.automated', 'd.engine', 'd.reverses', 'd.reader', 'r.name as by'])
    .where('d.site', '=', site)
    .where('d.story', '=', story)
    .where('d.comment', '=', comment)
    .orderBy('d.id')
    .execute()
  const ofReporters = new Set(rows.filter(row => ACT[row.act].on === 'reporter').map(row => row.id))
  return rows
    .filter(row => named || !(ofReporters.has(row.id) || ofReporters.has(row.reverses ?? '')))
    .map(({ at, detected, automated, reader, ...row }) => ({
      ...row,
      ...(named && { reader }),
      at: iso(at),
      detected: detected === 1,
      automated: automated === 1,
    }))
}

async function statementsOf(tx: Tx, { site, story, comment }: Of) {
  const rows = await tx
    .selectFrom('statements')
    .select(['no', 'at', 'decision', 'body_json'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', comment)
    .orderBy('no')
    .execute()
  return rows.map(({ at, body_json, ...row }) => ({ ...row, at: iso(at), ...(JSON.parse(body_json) as Body) }))
}

async function appealsOf(tx: Tx, { site, story, comment }: Of, named: boolean) {
  const rows = await tx
    .selectFrom('appeals')
    .select(['id', 'side', 'decision', 'statement', 'text', 'at', 'outcome', 'deciding', 'reader'])
    .select('decided_at')
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', comment)
    .orderBy('id')
    .execute()
  return rows.map(({ at, decided_at, reader, ...row }) => ({
    ...row,
    at: iso(at),
    decidedAt: decided_at === null ? null : iso(decided_at),
    ...((named || row.side === 'author') && { reader }),
  }))
}

/** Every event of the comment as it is stored, with the seal of the one before it in its story, so that each can be checked by itself. */
async function eventsOf(tx: Tx, { site, story, comment }: Of) {
  return tx
    .selectFrom('events as e')
    .leftJoin('events as b', join =>
      join
        .onRef('b.site', '=', 'e.site')
        .onRef('b.story', '=', 'e.story')
        .on(eb => eb('b.seq', '=', eb('e.seq', '-', 1))),
    )
    .select(['e.site', 'e.story', 'e.seq', 'e.kind', 'e.comment', 'e.data_json', 'e.at', 'e.hash', 'b.hash as before'])
    .where('e.site', '=', site)
    .where('e.story', '=', story)
    .where('e.comment', '=', comment)
    .orderBy('e.seq')
    .execute()
}

/** The number of the first event of a case file whose seal does not fit; null where all fit. Pure. */
export function brokenEvent({ events }: Pick<CaseFile, 'events'>): number | null {
  return events.find(({ before, hash, ...row }) => sealOf(before ?? NOTHING, row) !== hash)?.seq ?? null
}
