import type { Head } from '@parley/rules/heads.ts'
import { queueForEu } from '../accounting/statements.ts'
import type { App } from '../app.ts'
import type { CommentRow } from '../comments/queries.ts'
import { moveTo } from '../comments/state.ts'
import { answersFor } from '../db/chain.ts'
import { caseIdOf } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import { enqueueMail, mailPhrase } from '../jobs/mail.ts'
import type { Seen } from '../moderation/phase.ts'
import { emailOf } from '../reports/answer.ts'
import { POLICY, toldOf } from './acts.ts'
import { decisionId } from './standing.ts'
import { type DecisionRow, stateReasons } from './statements.ts'
import { statementMail } from './tell.ts'

/**
 * Takes a comment that everybody could read out of sight until a person has looked, because another judge found a break of a house rule
 * in it and the newsroom lets him: a decision that nobody made, with its statement of reasons and the mail to the author, in the
 * transaction of whoever calls, which writes the event. Answers what that event says of the decision, and how the story's count changes.
 * Source: DSA Art. 17(1, 3c), 20(6).
 */
export async function holdByPolicy(
  tx: Tx,
  app: Pick<App, 'config' | 'clock' | 'rules'>,
  { comment, found, by }: { comment: CommentRow; found: Pick<Seen, 'rule' | 'label'>; by: string },
): Promise<{ data: object; count: number }> {
  const { site } = comment
  const at = app.clock()
  const rule = app.rules.find(found.rule)
  const drawn: Omit<DecisionRow, 'id'> = {
    site,
    story: comment.story,
    case_id: caseIdOf(comment.id),
    comment: comment.id,
    act: 'hold',
    ground: found.rule,
    rule_version: rule?.version ?? null,
    explanation: mailPhrase(app, 'mail.hold.reason', {
      by,
      what: mailPhrase(app, `mail.hold.${found.label as Head}`),
    }),
    by: POLICY,
    automated: 1,
    at,
    reader: comment.reader,
    law: null,
    territory_json: null,
    days: null,
    posts: null,
    detected: 1,
    source: 'own',
    // Nobody undoes it: a person decides.
    before_json: null,
    reverses: null,
    batch: null,
    waited: null,
    engine: by,
    label: null,
  }
  const row: DecisionRow = { ...drawn, id: await decisionId(tx, drawn) }
  await tx.insertInto('decisions').values(row).execute()
  const count = await moveTo(tx, comment, 'held')
  await tx
    .updateTable('comments')
    .set({ decision_json: toldOf(row) })
    .where('site', '=', site)
    .where('story', '=', comment.story)
    .where('id', '=', comment.id)
    .execute()
  const story = await tx
    .selectFrom('stories')
    .select(['title', 'url'])
    .where('site', '=', site)
    .where('id', '=', comment.story)
    .executeTakeFirstOrThrow()
  const stated = await stateReasons(tx, row, { comment, story, rule, until: null })
  await queueForEu(tx, app.config, { no: stated.no, at })
  const to = await emailOf(tx, site, comment.reader)
  if (to) await enqueueMail(tx, app, to, statementMail(app, { decision: row, stated, story: story.title }))
  return {
    // To readers it is gone, and nothing is said of why.
    data: { ...answersFor(row, stated), changed: true, id: comment.id, rootId: comment.root, state: 'removed' },
    count,
  }
}
