import { randomBytes } from 'node:crypto'
import type { FileReport } from '@parley/contract/schemas.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { flaggerOf } from '../authorities/flaggers.ts'
import { priorityOfReports, weightOf } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import { isPublic } from '../comments/state.ts'
import { record } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import { assertMayWrite, type Visitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { cleanEmail } from '../readers/email.ts'
import { unansweredReports } from './answer.ts'
import { reporterOf } from './reporters.ts'

export type Notice = FileReport & { commentId: string }

/**
 * Files a report: one transaction with the case and the receipt. Against a house rule one must be signed in; what is illegal anybody may report.
 * A report never changes what is shown: people decide. Whoever left an address, or is signed in, has a receipt by mail.
 * Throws Refusal: session.none, reader.banned, reader.suspended, report.paused, comment.unknown, report.own, report.twice (with the first reference), report.good-faith, rule.not-held, email.invalid.
 */
export async function fileReport(app: App, who: Visitor, notice: Notice): Promise<{ reference: string }> {
  const illegal = 'illegal' in notice ? notice.illegal : null
  const reader = who.kind === 'reader' ? who.id : null
  if (!illegal && !reader) throw new Refusal('session.none')
  if (!illegal) assertMayWrite(app, who)
  if ('rule' in notice) assertRule(app, notice.rule)
  if (illegal && !illegal.goodFaith) throw new Refusal('report.good-faith')
  const email = illegal?.email?.trim() ? cleanEmail(illegal.email) : null
  const { site } = app.config
  const reporter = reader ? await reporterOf(app.db.read, { site, reader, at: app.clock() }) : null
  if (reporter?.pausedUntil && reporter.pausedUntil > app.clock())
    throw new Refusal('report.paused', { until: new Date(reporter.pausedUntil).toISOString().slice(0, 10) })
  const to = email ?? reporter?.email ?? null
  // Nobody can have another's mailbox filled by reporting: beyond the budget of an address the receipt is on the page alone.
  const mayMail =
    to !== null &&
    (await app.limits.take('mail', { site, reader: null, ip: to }).then(
      () => true,
      () => false,
    ))
  const ground = 'rule' in notice ? notice.rule : 'illegal'
  const source = 'rule' in notice && notice.source ? cleanText(notice.source).replace(/\s+/g, ' ').trim() : ''

  return app.db.tx(async tx => {
    const comment = await commentToReport(tx, site, notice.commentId)
    if (comment.reader === reader) throw new Refusal('report.own')
    const twice = reader ? await earlierReport(tx, site, comment, reader) : undefined
    if (twice) throw new Refusal('report.twice', { reference: twice.reference })
    const now = app.clock()
    const weight = weightOf(reporter)
    const flagger = illegal && reader ? await flaggerOf(app, tx, reader) : null
    const waiting = [...(await unansweredReports(tx, comment)), { ground, weight, flagger }]
    const priority = priorityOfReports(waiting)
    const filed = await openCase(tx, comment, { queue: 'reported', priority, at: now, reports: 1 })
    const reference = `R-${randomBytes(5).toString('hex').toUpperCase()}`
    await tx
      .insertInto('reports')
      .values({
        site,
        story: comment.story,
        id: newId('p', now),
        comment: comment.id,
        case_id: filed.id,
        reference,
        ground,
        explanation: cleanText(illegal?.explanation ?? ('rule' in notice ? (notice.explanation ?? '') : '')),
        law: illegal ? cleanText(illegal.law) : null,
        reader,
        name: illegal?.name ? cleanText(illegal.name) : null,
        email,
        at: now,
        revision: comment.revision,
        weight,
        flagger,
        source: source || null,
      })
      .execute()
    if (to && mayMail) {
      const { title } = await tx
        .selectFrom('stories')
        .select('title')
        .where('site', '=', site)
        .where('id', '=', comment.story)
        .executeTakeFirstOrThrow()
      const link = `${app.config.url}/d/reports/${reference}`
      await enqueueMail(tx, app, to, mailText(app, 'report', { reference, story: title, link }))
    }
    await record(tx, { kind: 'report.filed', site, story: comment.story, comment: comment.id, at: now })
    return { reference }
  }, notice.commentId)
}

/** What is against a law is reported in another way, with the law. */
function assertRule({ rules }: App, rule: string): void {
  rules.assertHolds(rule === 'illegal' ? '' : rule)
}

/** Only what everybody can read can be reported. */
async function commentToReport(tx: Tx, site: string, id: string) {
  const comment = await tx
    .selectFrom('comments')
    .select(['site', 'story', 'id', 'reader', 'state', 'revision'])
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!comment || !isPublic(comment.state)) throw new Refusal('comment.unknown')
  return comment
}

const earlierReport = (tx: Tx, site: string, comment: { story: string; id: string }, reader: string) =>
  tx
    .selectFrom('reports')
    .select('reference')
    .where('site', '=', site)
    .where('story', '=', comment.story)
    .where('comment', '=', comment.id)
    .where('reader', '=', reader)
    .executeTakeFirst()
