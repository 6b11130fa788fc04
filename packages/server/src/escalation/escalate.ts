import type { Decide, Decided, Escalate, Escalation } from '@parley/contract/schemas.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { PRIORITY } from '../cases/priority.ts'
import { commentOfCase } from '../cases/queries.ts'
import { record } from '../db/events.ts'
import { caseIdOf, newId } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { evidenceOf } from './evidence.ts'
import { dutyOf, page } from './page.ts'
import { sha256 } from './seal.ts'
import { type EscalationRow, escalationWithId } from './show.ts'

/**
 * Somebody's life may be in danger: seals the evidence and pages whoever is on duty, in one transaction with one event, which carries the sum.
 * Nothing is sent to the police. The same words escalated twice for the same reason are the same escalation, and nobody is paged twice.
 * Source: DSA Art. 18. Throws Refusal('case.unknown').
 */
export async function escalate(
  app: App,
  who: ReaderVisitor,
  { caseId, kind, note = '' }: Escalate & { caseId: string },
): Promise<{ escalation: Escalation; again: boolean }> {
  const { site } = app.config
  const { id, again } = await app.db.tx(async tx => {
    const comment = await commentOfCase(tx, site, caseId)
    const earlier = await tx
      .selectFrom('escalations')
      .select('id')
      .where('site', '=', site)
      .where('comment', '=', comment.id)
      .where('revision', '=', comment.revision)
      .where('kind', '=', kind)
      .executeTakeFirst()
    if (earlier) return { id: earlier.id, again: true }
    const at = app.clock()
    const sealed = JSON.stringify(await evidenceOf(tx, app, { comment, kind, at }))
    const row: EscalationRow = {
      site,
      story: comment.story,
      id: newId('e', at),
      case_id: caseIdOf(comment.id),
      comment: comment.id,
      revision: comment.revision,
      kind,
      note: cleanText(note).trim(),
      by: who.id,
      at,
      paged_json: JSON.stringify(dutyOf(app.config)),
      evidence_json: sealed,
      sha256: sha256(sealed),
    }
    await tx.insertInto('escalations').values(row).execute()
    await page(tx, app, { escalation: row, by: who.name })
    await toTheTop(tx, row)
    await record(tx, {
      kind: 'case.escalated',
      site,
      story: row.story,
      comment: row.comment,
      data: { escalation: row.id, why: kind, sha256: row.sha256 },
      at,
    })
    return { id: row.id, again: false }
  })
  return { escalation: await escalationWithId(app, id), again }
}

/**
 * The same as a choice among decisions. It decides nothing about the comment, which goes on waiting; what it is about, the rule says, or else
 * what was found in the words. Throws Refusal('case.unknown').
 */
export async function escalateAsDecision(
  app: App,
  who: ReaderVisitor,
  { caseId, rule = null, explanation = '' }: Decide & { caseId: string },
): Promise<Decided> {
  const { verdict_json } = await commentOfCase(app.db.read, app.config.site, caseId)
  const ofSelf = rule === null && /"label":"self-harm"/.test(verdict_json)
  const kind = ofSelf ? 'self-harm' : 'threat'
  const { escalation } = await escalate(app, who, { caseId, kind, note: explanation })
  return {
    decision: {
      id: escalation.id,
      act: 'escalate',
      rule,
      explanation: escalation.note,
      by: escalation.by,
      at: escalation.at,
      automated: false,
      label: null,
      law: null,
      days: null,
      posts: null,
      statement: null,
      reversed: false,
    },
    escalation: { id: escalation.id },
  }
}

/** A case that waits comes before everything else. */
const toTheTop = (tx: Tx, { site, story, case_id }: EscalationRow) =>
  tx
    .updateTable('cases')
    .set(eb => ({ priority: PRIORITY.threat, version: eb('version', '+', 1) }))
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', case_id)
    .where('queue', 'is not', null)
    .execute()
