import type { App } from '../app.ts'
import { openAppeals } from '../appeals/settle.ts'
import { PRIORITY } from '../cases/priority.ts'
import { closeCase, openCase } from '../cases/queries.ts'
import { record } from '../db/events.ts'
import { removeAccount } from '../eyewitness/erase.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { forgetExamples } from '../learning/queries.ts'
import { answerReports, unansweredReports } from '../reports/answer.ts'
import { storyById } from '../stories/queries.ts'
import { isPublic, moveTo } from './state.ts'

/** Takes back one's own comment: its words are public no more, its replies stay below one line. Doing it twice is doing it once. Whoever had reported it is told. Throws Refusal: comment.unknown, edit.not-yours, comment.gone. */
export async function withdrawComment(app: App, who: ReaderVisitor, id: string): Promise<void> {
  await app.db.tx(async tx => {
    const { site } = app.config
    const comment = await tx
      .selectFrom('comments')
      .selectAll()
      .where('site', '=', site)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!comment || (comment.reader !== who.id && !isPublic(comment.state))) throw new Refusal('comment.unknown')
    if (comment.reader !== who.id) throw new Refusal('edit.not-yours')
    if (comment.state === 'withdrawn') return
    if (comment.state === 'removed' || comment.state === 'erased') throw new Refusal('comment.gone')
    const now = app.clock()
    const count = await moveTo(tx, comment, 'withdrawn')
    if (comment.kind === 'eyewitness') await removeAccount(tx, comment)
    const { title } = (await storyById(tx, site, comment.story))!
    await answerReports(tx, app, { reports: await unansweredReports(tx, comment), decision: null, story: title })
    await closeCase(tx, comment, now)
    // An objection to what was decided about it is decided all the same.
    const [objection] = await openAppeals(tx, comment)
    if (objection) await openCase(tx, comment, { queue: 'appeals', priority: PRIORITY.rest, at: objection.appeal.at })
    // Words that are taken back teach nothing any more.
    await forgetExamples(tx, site, { story: comment.story, comment: id })
    await record(tx, {
      kind: 'comment.withdrawn',
      site,
      story: comment.story,
      comment: id,
      data: isPublic(comment.state) ? { changed: true, id, rootId: comment.root, state: 'withdrawn' } : {},
      at: now,
      count,
    })
  }, id)
}
