import type { Decide, Decided } from '@parley/contract/schemas.ts'
import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { closeCase, versionOf } from '../cases/queries.ts'
import { iso } from '../comments/queries.ts'
import { isPublic, moveTo, stateAfter } from '../comments/state.ts'
import { record } from '../db/events.ts'
import { caseIdOf, commentIdOf, newId } from '../db/ids.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { learnFrom } from '../learning/learn.ts'

/**
 * A staff member's decision on a comment: one transaction with the state, the end of the case, what the engine can learn, the event and the author's mail.
 * What restricts needs a ground and a reason that the author will read.
 * Throws Refusal: case.unknown, case.changed, decision.own, decision.no-rule, decision.no-reason, decision.no-change.
 */
export async function decideCase(app: App, who: ReaderVisitor, choice: Decide & { caseId: string }): Promise<Decided> {
  const ground = choice.rule ?? null
  const explanation = cleanText(choice.explanation ?? '')
  if (choice.act !== 'show') {
    if (!ground) throw new Refusal('decision.no-rule')
    if (!explanation.trim()) throw new Refusal('decision.no-reason')
  }
  return app.db.tx(async tx => {
    const { site, language } = app.config
    const comment = await tx
      .selectFrom('comments')
      .selectAll()
      .where('site', '=', site)
      .where('id', '=', commentIdOf(choice.caseId))
      .executeTakeFirst()
    if (!comment) throw new Refusal('case.unknown')
    if (comment.reader === who.id) throw new Refusal('decision.own')
    const open = await tx
      .selectFrom('cases')
      .select(['version', 'queue'])
      .where('site', '=', site)
      .where('story', '=', comment.story)
      .where('id', '=', choice.caseId)
      .executeTakeFirst()
    if (choice.version !== undefined && choice.version !== versionOf(comment, open?.version))
      throw new Refusal('case.changed')
    const state = stateAfter(comment.state, choice.act)
    // What is collapsed already and was reported since may be left as it is; that too is a decision.
    if (state === comment.state && choice.act !== 'show' && !open?.queue) throw new Refusal('decision.no-change')
    const now = app.clock()
    const decision = {
      site,
      story: comment.story,
      id: newId('d', now),
      case_id: caseIdOf(comment.id),
      comment: comment.id,
      act: choice.act,
      ground,
      rule_version: HOUSE_RULES.find(rule => rule.id === ground)?.version ?? null,
      explanation,
      by: who.id,
      automated: 0,
      at: now,
    }
    await tx.insertInto('decisions').values(decision).execute()
    const count = await moveTo(tx, comment, state)
    await tx
      .updateTable('comments')
      .set({ reviewed_at: now, decision_json: JSON.stringify({ act: choice.act, rule: ground, at: iso(now) }) })
      .where('site', '=', site)
      .where('story', '=', comment.story)
      .where('id', '=', comment.id)
      .execute()
    await closeCase(tx, comment, now)
    await learnFrom(tx, comment, { act: choice.act, ground, by: who.id, at: now })
    const appeared = !isPublic(comment.state) && isPublic(state)
    await record(tx, {
      kind: 'decision.made',
      site,
      story: comment.story,
      comment: comment.id,
      data:
        state === comment.state
          ? {}
          : {
              changed: isPublic(comment.state) || appeared,
              appeared,
              id: comment.id,
              rootId: comment.root,
              state,
              rule: ground,
            },
      at: now,
      count,
    })
    const author = await tx
      .selectFrom('readers')
      .select(['email', 'name'])
      .where('site', '=', site)
      .where('id', '=', comment.reader)
      .executeTakeFirstOrThrow()
    if (author.email && state !== comment.state) {
      const story = await tx
        .selectFrom('stories')
        .select('title')
        .where('site', '=', site)
        .where('id', '=', comment.story)
        .executeTakeFirstOrThrow()
      const rule = HOUSE_RULES.find(one => one.id === ground)?.title ?? explanation
      await enqueueMail(
        tx,
        app,
        author.email,
        mailText(
          app,
          choice.act,
          { story: story.title, rule, reason: explanation, link: `${app.config.url}/d/mine` },
          language,
        ),
      )
    }
    return {
      decision: {
        id: decision.id,
        act: decision.act,
        rule: ground,
        explanation,
        by: who.name,
        at: iso(now),
        automated: false,
      },
    }
  })
}
