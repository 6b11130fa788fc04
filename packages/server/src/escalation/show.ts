import { police } from '@parley/contract/messages/en.ts'
import { say } from '@parley/contract/say.ts'
import type { CaseView, Escalation } from '@parley/contract/schemas.ts'
import type { Selectable } from 'kysely'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import type { Tables } from '../db/schema.ts'
import { Refusal } from '../http/problems.ts'
import type { Evidence } from './evidence.ts'
import { sha256 } from './seal.ts'

export type EscalationRow = Selectable<Tables['escalations']>

/** What was sealed, whether it still is as it was, and a report for the police in words. Throws Refusal('escalation.unknown'). */
export async function escalationWithId(app: App, id: string): Promise<Escalation> {
  const row = await app.db.read
    .selectFrom('escalations as e')
    .leftJoin('readers as r', join => join.onRef('r.site', '=', 'e.site').onRef('r.id', '=', 'e.by'))
    .selectAll('e')
    .select('r.name as by_name')
    .where('e.site', '=', app.config.site)
    .where('e.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('escalation.unknown')
  const by = row.by_name ?? ''
  return {
    id: row.id,
    caseId: row.case_id,
    commentId: row.comment,
    kind: row.kind,
    note: row.note,
    by,
    at: iso(row.at),
    paged: JSON.parse(row.paged_json),
    sha256: row.sha256,
    intact: sha256(row.evidence_json) === row.sha256,
    evidence: row.evidence_json,
    report: policeReport(app, row, by),
  }
}

/** The escalations of a comment, the first one first. */
export async function escalationsOf(
  { db, config }: App,
  comment: string,
): Promise<NonNullable<CaseView['escalations']>> {
  const rows = await db.read
    .selectFrom('escalations as e')
    .leftJoin('readers as r', join => join.onRef('r.site', '=', 'e.site').onRef('r.id', '=', 'e.by'))
    .select(['e.id', 'e.kind', 'e.at', 'r.name as by'])
    .where('e.site', '=', config.site)
    .where('e.comment', '=', comment)
    .orderBy('e.at')
    .orderBy('e.id')
    .execute()
  return rows.map(({ id, kind, by, at }) => ({ id, kind, by: by ?? '', at: iso(at) }))
}

/** Everything that the police would ask for, from the sealed evidence alone. A person sends it. */
function policeReport({ config }: App, row: EscalationRow, by: string): string {
  const { comment, revisions, parents, author, addresses } = JSON.parse(row.evidence_json) as Evidence
  const told = (key: string, values = {}) => say(police, config.language, key, values)
  const quoted = (text: string) => text.replace(/^/gm, '> ')
  return told('police.report', {
    site: config.siteName,
    what: told(`police.${row.kind}`),
    by,
    time: iso(row.at),
    reference: row.id,
    note: row.note || told('police.empty'),
    address: comment.address,
    title: comment.story.title,
    url: comment.story.url,
    posted: comment.postedAt,
    state: comment.state,
    text: quoted(comment.text),
    versions: revisions.map(({ no, at, text }) => `Version ${no}, ${at}:\n${quoted(text)}`).join('\n\n'),
    name: author.name,
    id: author.id,
    since: author.since,
    account: author.account,
    email: addresses.email ?? told('police.none'),
    parents:
      parents.map(one => `${one.author}, ${one.postedAt}:\n${quoted(one.text)}`).join('\n\n') || told('police.empty'),
    sha256: row.sha256,
  })
}
