import type { App } from '../../app.ts'
import { priorityOf } from '../../cases/priority.ts'
import { openCase } from '../../cases/queries.ts'
import type { KeptVerdict } from '../../comments/own.ts'
import type { CommentRow } from '../../comments/queries.ts'
import { moveTo } from '../../comments/state.ts'
import type { ReviewConfig } from '../../config.ts'
import { record } from '../../db/events.ts'
import type { Tx } from '../../db/open.ts'
import { enqueue, type Worker } from '../../jobs/jobs.ts'
import { enqueueMail, mailText } from '../../jobs/mail.ts'
import type { Seen } from '../phase.ts'
import { ask, JudgeFault } from './ask.ts'
import { Breaker } from './breaker.ts'
import { commentToReview } from './queries.ts'
import { findingsOf, SHAPES } from './shapes.ts'

/** What a job of this kind holds: no words, so that nothing erased waits in it. */
interface Payload {
  comment: string
  revision: number
}

type Parts = Pick<App, 'config' | 'db' | 'log' | 'clock' | 'metrics'>

/** Asks for a review of a comment as it now is, where there is a judge; in the transaction that stores the comment. Staff are not reviewed. */
export async function enqueueReview(
  tx: Tx,
  { config, clock }: Pick<App, 'config' | 'clock'>,
  { comment, revision, staff }: Payload & { staff: boolean },
): Promise<void> {
  if (!config.review || staff) return
  await enqueue(tx, { site: config.site, kind: 'review', payload: { comment, revision }, at: clock() })
}

/** Asks another judge about comments, after their writers have been answered. While he fails again and again, nobody waits for him. */
export function reviewer(app: Parts, judge: ReviewConfig): Worker {
  const breaker = new Breaker(app.clock)
  const stopping = new AbortController()
  const shape = SHAPES[judge.shape]
  return {
    ready: () => breaker.mayTry(),
    stop: () => stopping.abort(),
    async do(payload: Payload) {
      const comment = await commentToReview(app.db.read, app.config, payload)
      if (!comment) return
      let opinions: ReturnType<typeof shape.read>
      try {
        opinions = shape.read(await ask(judge, shape.question(comment), stopping.signal))
      } catch (error) {
        if (stopping.signal.aborted || !(error instanceof JudgeFault)) throw error
        app.metrics.reviews.inc({ result: 'failed' })
        if (breaker.failed())
          app.log.error({ judge: judge.name, code: error.code }, 'the other judge is not asked for now')
        throw error
      }
      breaker.succeeded()
      const findings = findingsOf(judge.name, opinions)
      app.metrics.reviews.inc({ result: findings.length ? 'found' : 'clear' })
      if (findings.length) await takeIn(app, judge, { ...payload, findings })
    },
  }
}

/**
 * Adds what a judge has found to the comment's verdict, with his name, and opens or joins its case; where the newsroom lets him,
 * a comment that is shown waits in it. One transaction, one event. What a person has looked at is the person's.
 */
async function takeIn(
  app: Parts,
  judge: ReviewConfig,
  { comment: id, revision, findings }: Payload & { findings: Seen[] },
): Promise<void> {
  await app.db.tx(async tx => {
    const { site } = app.config
    const comment = await tx
      .selectFrom('comments')
      .selectAll()
      .where('site', '=', site)
      .where('id', '=', id)
      .where('revision', '=', revision)
      .where('state', 'in', ['held', 'shown', 'collapsed'])
      .executeTakeFirst()
    if (!comment) return
    const now = app.clock()
    const { story } = comment
    const before = JSON.parse(comment.verdict_json) as KeptVerdict
    const decided = comment.reviewed_at !== null
    const hold = judge.acts === 'hold' && comment.state === 'shown' && !decided
    const verdict: KeptVerdict = {
      ...before,
      ...(hold && { outcome: 'hold' }),
      findings: [...before.findings.filter(({ by }) => by !== judge.name), ...findings],
    }
    await tx
      .updateTable('comments')
      .set({ verdict_json: JSON.stringify(verdict) })
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
    const count = hold ? await moveTo(tx, comment, 'held') : 0
    if (hold) await tellAuthor(app, tx, { comment, by: judge.name })
    if (!decided)
      await openCase(tx, comment, {
        queue: hold || comment.state === 'held' ? 'held' : 'reported',
        priority: priorityOf(findings),
        at: now,
      })
    await record(tx, {
      kind: 'review.made',
      site,
      story,
      comment: id,
      data: {
        judge: judge.name,
        found: findings.map(({ rule, label, score }) => ({ rule, label, score })),
        ...(hold && { changed: true, id, rootId: comment.root, state: 'removed' }),
      },
      at: now,
      count,
    })
  })
}

/** What others could read, and now cannot, its author hears of at once. */
async function tellAuthor(app: Parts, tx: Tx, { comment, by }: { comment: CommentRow; by: string }): Promise<void> {
  const { email, title } = await tx
    .selectFrom('readers as r')
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'r.site').on('s.id', '=', comment.story))
    .select(['r.email', 's.title'])
    .where('r.site', '=', comment.site)
    .where('r.id', '=', comment.reader)
    .executeTakeFirstOrThrow()
  if (email)
    await enqueueMail(tx, app, email, mailText(app, 'held', { story: title, by, link: `${app.config.url}/d/mine` }))
}
