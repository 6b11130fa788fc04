import type { ReportStatus } from '@parley/contract/schemas.ts'
import type { Selectable } from 'kysely'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import type { Reading } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { appealUntil, takenBackAt } from '../decisions/statements.ts'
import type { Visitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { refusalReasons } from './answer.ts'

/**
 * The report that a reference names. The reference of a guest’s report is the key to it; a signed-in reader’s is his alone.
 * Throws Refusal('report.unknown').
 */
export async function reportToRead(
  app: App,
  db: Reading,
  { reference, who }: { reference: string; who: Visitor },
): Promise<Selectable<Tables['reports']>> {
  const row = await db
    .selectFrom('reports')
    .selectAll()
    .where('site', '=', app.config.site)
    .where('reference', '=', reference.trim().toUpperCase())
    .executeTakeFirst()
  if (!row || (row.reader !== null && row.reader !== who.id)) throw new Refusal('report.unknown')
  return row
}

/** What has become of a report. Tells nothing of the comment’s author, and of the decision no more than its reasons. */
export async function reportStatus(app: App, who: Visitor, reference: string): Promise<ReportStatus> {
  const db = app.db.read
  const row = await reportToRead(app, db, { reference, who })
  const { site } = app.config
  const story = await db
    .selectFrom('stories')
    .select('title')
    .where('site', '=', site)
    .where('id', '=', row.story)
    .executeTakeFirstOrThrow()
  const decision =
    row.decision === null
      ? undefined
      : await db
          .selectFrom('decisions')
          .select(['explanation', 'automated', 'detected'])
          .where('site', '=', site)
          .where('id', '=', row.decision)
          .executeTakeFirst()
  const back =
    row.decision !== null
      ? (await takenBackAt(db, { site, stories: [row.story] }, [row.decision])).get(row.decision)
      : undefined
  const appeal = await db
    .selectFrom('appeals as a')
    .leftJoin('decisions as d', join => join.onRef('d.site', '=', 'a.site').onRef('d.id', '=', 'a.deciding'))
    .select(['a.at', 'a.outcome', 'a.decided_at', 'd.explanation'])
    .where('a.site', '=', site)
    .where('a.report', '=', row.id)
    .executeTakeFirst()
  return {
    reference: row.reference,
    at: iso(row.at),
    rule: row.ground,
    law: row.law,
    storyTitle: story.title,
    outcome: row.outcome,
    decidedAt: row.decided_at === null ? null : iso(row.decided_at),
    // What was said to the author of a restricted comment is the author’s business.
    reasons:
      row.outcome === 'refused' && decision
        ? refusalReasons(app, { law: row.law, explanation: decision.explanation })
        : null,
    automated: decision?.automated === 1 || decision?.detected === 1,
    reversedAt: back === undefined ? null : iso(back),
    appealUntil:
      row.outcome === 'refused' && row.decided_at !== null && (back === undefined || appeal)
        ? iso(appealUntil(row.decided_at))
        : null,
    appeal: appeal
      ? {
          at: iso(appeal.at),
          outcome: appeal.outcome,
          decidedAt: appeal.decided_at === null ? null : iso(appeal.decided_at),
          reasons: appeal.outcome === 'upheld' ? appeal.explanation : null,
        }
      : null,
  }
}
