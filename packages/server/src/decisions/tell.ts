import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import type { App } from '../app.ts'
import type { Settled } from '../appeals/settle.ts'
import type { CommentRow } from '../comments/queries.ts'
import type { Tx } from '../db/open.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { emailOf } from '../reports/answer.ts'
import { type DecisionRow, statementLink } from './statements.ts'

/** Tells by mail, in the decision’s transaction: its author what was decided, and whoever objected what came of it. */
export async function tellAuthor(
  tx: Tx,
  app: App,
  {
    comment,
    decision,
    statement,
    settled,
    changed,
    story,
  }: {
    comment: CommentRow
    decision: DecisionRow
    statement: number | null
    settled: readonly Settled[]
    changed: boolean
    story: string
  },
): Promise<void> {
  const { site, url } = app.config
  const rule = HOUSE_RULES.find(one => one.id === decision.ground)?.title ?? decision.law ?? ''
  const author = await emailOf(tx, site, comment.reader)
  const objected = settled.find(({ appeal }) => appeal.side === 'author')
  if (author && statement !== null)
    await enqueueMail(
      tx,
      app,
      author,
      mailText(app, decision.act as 'remove', {
        story,
        rule,
        reason: decision.explanation,
        no: statement,
        days: decision.days ?? 0,
        posts: decision.posts ?? 0,
        link: statementLink(app, statement),
      }),
    )
  else if (author && objected)
    await enqueueMail(
      tx,
      app,
      author,
      mailText(app, objected.outcome === 'reversed' ? 'appeal-reversed' : 'appeal-upheld', {
        story,
        reason: decision.explanation,
        no: objected.appeal.statement!,
        link: statementLink(app, objected.appeal.statement!),
      }),
    )
  else if (author && (changed || decision.act === 'lift'))
    await enqueueMail(tx, app, author, mailText(app, decision.act as 'show', { story, link: `${url}/d/mine` }))
  for (const { appeal, outcome } of settled) {
    if (appeal.side !== 'reporter') continue
    const report = await tx
      .selectFrom('reports')
      .select(['reference', 'email', 'reader'])
      .where('site', '=', site)
      .where('story', '=', appeal.story)
      .where('id', '=', appeal.report!)
      .executeTakeFirstOrThrow()
    const to = report.email ?? (report.reader === null ? null : await emailOf(tx, site, report.reader))
    if (to)
      await enqueueMail(
        tx,
        app,
        to,
        mailText(app, outcome === 'reversed' ? 'report-appeal-reversed' : 'report-appeal-upheld', {
          reference: report.reference,
          story,
          reason: decision.explanation,
          link: `${url}/d/reports/${report.reference}`,
        }),
      )
  }
  if (objected?.outcome === 'reversed') await tellReporters(tx, app, { comment, decision: objected.decided, story })
}

/** Whoever was told that a report was right is told when that is taken back. */
async function tellReporters(
  tx: Tx,
  app: App,
  { comment, decision, story }: { comment: CommentRow; decision: DecisionRow; story: string },
): Promise<void> {
  const reports = await tx
    .selectFrom('reports')
    .select(['reference', 'email', 'reader'])
    .where('site', '=', comment.site)
    .where('story', '=', comment.story)
    .where('decision', '=', decision.id)
    .where('outcome', '=', 'upheld')
    .execute()
  for (const report of reports) {
    const to = report.email ?? (report.reader === null ? null : await emailOf(tx, comment.site, report.reader))
    if (to)
      await enqueueMail(
        tx,
        app,
        to,
        mailText(app, 'report-reversed', {
          reference: report.reference,
          story,
          link: `${app.config.url}/d/reports/${report.reference}`,
        }),
      )
  }
}
