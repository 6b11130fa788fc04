import type { Respects } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { record } from '../db/events.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { askForCommonGround } from '../light/find.ts'
import { isPublic } from './state.ts'

/** Gives or takes back respect for another's comment; one a reader, however often it is asked. Throws Refusal: comment.unknown, comment.gone, respect.own. */
export async function setRespect(
  app: App,
  who: ReaderVisitor,
  { id, respected }: { id: string; respected: boolean },
): Promise<Respects> {
  return app.db.tx(async tx => {
    const { site } = app.config
    const comment = await tx
      .selectFrom('comments')
      .select(['story', 'reader', 'state', 'respects', 'kind'])
      .where('site', '=', site)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!comment || comment.kind === 'note' || comment.state === 'held') throw new Refusal('comment.unknown')
    if (!isPublic(comment.state)) throw new Refusal('comment.gone')
    if (comment.reader === who.id) throw new Refusal('respect.own')
    const { story } = comment
    const now = app.clock()
    const changed = respected
      ? await tx
          .insertInto('respects')
          .values({ site, story, comment: id, reader: who.id, at: now })
          .onConflict(conflict => conflict.doNothing())
          .executeTakeFirst()
          .then(result => Number(result.numInsertedOrUpdatedRows ?? 0))
      : await tx
          .deleteFrom('respects')
          .where('site', '=', site)
          .where('story', '=', story)
          .where('comment', '=', id)
          .where('reader', '=', who.id)
          .executeTakeFirst()
          .then(result => -Number(result.numDeletedRows))
    if (changed !== 0) {
      await tx
        .updateTable('comments')
        .set(eb => ({ respects: eb('respects', '+', changed) }))
        .where('site', '=', site)
        .where('story', '=', story)
        .where('id', '=', id)
        .execute()
      await record(tx, { kind: changed > 0 ? 'respect.given' : 'respect.taken', site, story, comment: id, at: now })
      await askForCommonGround(tx, { site, at: now })
    }
    return { respects: comment.respects + changed, respected }
  }, id)
}
