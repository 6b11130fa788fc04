import type { Selectable } from 'kysely'
import type { App } from '../app.ts'
import type { CommentRow } from '../comments/queries.ts'
import type { Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { ACT } from '../decisions/acts.ts'
import { appealUntil, type DecisionRow } from '../decisions/statements.ts'
import { enqueueMail, mailDay, mailPhrase, mailText } from '../jobs/mail.ts'

export type ReportRow = Selectable<Tables['reports']>

/** Reports on a comment that nobody has answered, oldest first. */
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
    .where('outcome', 'is', null)
    .orderBy('id')
    .execute()

/** What a decision says of the reports that wait; null where it says nothing of them. Pure. */
export const answerOf = (act: DecisionRow['act']): 'upheld' | 'refused' | null =>
  act === 'show' ? 'refused' : ACT[act].restricts && ACT[act].on !== 'reporter' ? 'upheld' : null

/** Why a report was refused, in the words of who decided, or in ours where he gave none: a short key is pressed often. */
export const refusalReasons = (
  app: Pick<App, 'config'>,
  { law, explanation }: { law: string | null; explanation: string },
): string => explanation.trim() || mailPhrase(app, law === null ? 'mail.report.no-break' : 'mail.report.no-law')

/**
 * Answers reports, in the transaction of what answers them: whoever left an address learns the outcome and how to object.
 * They learn whether a program took part, too. Without a decision the comment's author has taken it back. Source: DSA Art. 16(5, 6).
 */
export async function answerReports(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  { reports, decision, story }: { reports: readonly ReportRow[]; decision: DecisionRow | null; story: string },
): Promise<void> {
  const outcome = decision ? answerOf(decision.act) : ('withdrawn' as const)
  if (outcome === null) return
  const at = decision?.at ?? app.clock()
  for (const report of reports) {
    const { site, reference, law } = report
    await tx
      .updateTable('reports')
      .set({ decision: decision?.id ?? null, outcome, decided_at: at })
      .where('site', '=', site)
      .where('story', '=', report.story)
      .where('id', '=', report.id)
      .execute()
    const to = await addressOf(tx, report)
    if (to)
      await enqueueMail(
        tx,
        app,
        to,
        mailText(app, `report-${outcome}`, {
          reference,
          story,
          ...(decision && {
            how: mailPhrase(app, 'mail.how.answer', {
              detected: mailPhrase(app, decision.detected ? 'mail.how.detected' : 'mail.how.not-detected'),
            }),
          }),
          ...(outcome === 'refused' && {
            reason: refusalReasons(app, { law, explanation: decision!.explanation }),
            until: mailDay(app, appealUntil(at)),
          }),
          link: `${app.config.url}/d/reports/${reference}`,
        }),
      )
  }
}

/** Where reporters can be written to: of these reports, and of those that these decisions answered. */
export async function reportersOf(
  tx: Tx,
  { site, story }: Pick<DecisionRow, 'site' | 'story'>,
  { ids, answeredBy }: { ids: readonly string[]; answeredBy: readonly string[] },
): Promise<{ id: string; reference: string; to: string; answered: string | null }[]> {
  if (ids.length + answeredBy.length === 0) return []
  const reports = await tx
    .selectFrom('reports')
    .select(['site', 'id', 'reference', 'email', 'reader', 'decision'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where(eb =>
      eb.or([
        ...(ids.length ? [eb('id', 'in', ids)] : []),
        ...(answeredBy.length ? [eb('decision', 'in', answeredBy)] : []),
      ]),
    )
    .orderBy('id')
    .execute()
  const found = []
  for (const report of reports) {
    const to = await addressOf(tx, report)
    if (to) found.push({ id: report.id, reference: report.reference, to, answered: report.decision })
  }
  return found
}

/** What was left with the report; else what is known of whoever made it signed in. */
const addressOf = async (tx: Tx, { site, email, reader }: Pick<ReportRow, 'site' | 'email' | 'reader'>) =>
  email ?? (reader === null ? null : await emailOf(tx, site, reader))

export async function emailOf(tx: Tx, site: string, reader: string): Promise<string | null> {
  const row = await tx
    .selectFrom('readers')
    .select('email')
    .where('site', '=', site)
    .where('id', '=', reader)
    .executeTakeFirst()
  return row?.email ?? null
}
