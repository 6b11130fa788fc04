import type { Selectable } from 'kysely'
import type { App } from '../app.ts'
import type { CommentRow } from '../comments/queries.ts'
import type { Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { ACT } from '../decisions/acts.ts'
import type { DecisionRow } from '../decisions/statements.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'

type ReportRow = Selectable<Tables['reports']>

/** Reports on a comment that no decision has answered, oldest first. */
export const unansweredReports = (
  tx: Tx,
  { site, story, id }: Pick<CommentRow, 'site' | 'story' | 'id'>,
): Promise<ReportRow[]> =>
  tx
    .selectFrom('reports')
    .selectAll()
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', id)
    .where('decision', 'is', null)
    .orderBy('id')
    .execute()

/** Answers reports with a decision, in its transaction: whoever left an address learns the outcome and how to object. Source: DSA Art. 16(5). */
export async function answerReports(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  {
    comment,
    reports,
    decision,
    story,
  }: { comment: CommentRow; reports: readonly ReportRow[]; decision: DecisionRow; story: string },
): Promise<void> {
  const outcome = ACT[decision.act].restricts
    ? ('upheld' as const)
    : decision.act === 'show'
      ? ('refused' as const)
      : null
  if (outcome === null) return
  for (const report of reports) {
    await tx
      .updateTable('reports')
      .set({ decision: decision.id, outcome, decided_at: decision.at })
      .where('site', '=', comment.site)
      .where('story', '=', comment.story)
      .where('id', '=', report.id)
      .execute()
    const to = report.email ?? (report.reader === null ? null : await emailOf(tx, comment.site, report.reader))
    if (to)
      await enqueueMail(
        tx,
        app,
        to,
        mailText(app, outcome === 'upheld' ? 'report-upheld' : 'report-refused', {
          reference: report.reference,
          story,
          reason: outcome === 'refused' ? decision.explanation : '',
          link: `${app.config.url}/d/reports/${report.reference}`,
        }),
      )
  }
}

export async function emailOf(tx: Tx, site: string, reader: string): Promise<string | null> {
  const row = await tx
    .selectFrom('readers')
    .select('email')
    .where('site', '=', site)
    .where('id', '=', reader)
    .executeTakeFirst()
  return row?.email ?? null
}
