import type { App } from '../../app.ts'
import { priorityOf } from '../../cases/priority.ts'
import { openCase } from '../../cases/queries.ts'
import type { KeptVerdict } from '../../comments/own.ts'
import type { ReviewConfig } from '../../config.ts'
import { record } from '../../db/events.ts'
import type { Tx } from '../../db/open.ts'
import { holdByPolicy } from '../../decisions/hold.ts'
import { enqueue, type Worker } from '../../jobs/jobs.ts'
import { type Seen, underHeld } from '../phase.ts'
import { ask, JudgeFault } from './ask.ts'
import { Breaker } from './breaker.ts'
import { commentToReview } from './queries.ts'
import { findingsOf, SHAPES } from './shapes.ts'

/** What a job of this kind holds: no words, so that nothing erased waits in it. */
interface Payload {
  comment: string
  revision: number
}

type Parts = Pick<App, 'config' | 'db' | 'log' | 'clock' | 'metrics' | 'rules'>

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
      const findings = findingsOf(judge.name, opinions).flatMap(one => underHeld(one, app.rules.notHeld))
      app.metrics.reviews.inc({ result: findings.length ? 'found' : 'clear' })
      if (findings.length) await takeIn(app, judge, { ...payload, findings })
    },
  }
}

/**
 * Adds what a judge has found to the comment's verdict, with his name, and opens or joins its case; where the newsroom lets him, a comment
 * that is shown waits in it, out of sight, with a statement of reasons. What he has no house rule for is no ground to take anything away:
 * that waits where everybody can read it. One transaction, one event. What a person has looked at is the person's.
 */
export async function takeIn(
  app: Pick<App, 'config' | 'db' | 'clock' | 'rules'>,
  judge: Pick<ReviewConfig, 'name' | 'acts'>,
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
    const mayHold = judge.acts === 'hold' && comment.state === 'shown' && !decided
    const [ground] = mayHold
      ? findings.filter(({ rule }) => app.rules.find(rule)).toSorted((a, b) => b.score - a.score)
      : []
    const verdict: KeptVerdict = {
      ...before,
      ...(ground && { outcome: 'hold' }),
      findings: [...before.findings.filter(({ by }) => by !== judge.name), ...findings],
    }
    await tx
      .updateTable('comments')
      .set({ verdict_json: JSON.stringify(verdict) })
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
    const held = ground && (await holdByPolicy(tx, app, { comment, found: ground, by: judge.name }))
    if (!decided)
      await openCase(tx, comment, {
        queue: held || comment.state === 'held' ? 'held' : 'reported',
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
        ...held?.data,
      },
      at: now,
      count: held?.count ?? 0,
    })
  })
}
