import { record } from '../db/events.ts'
import type { Reading } from '../db/open.ts'
import type { Leaving, Parts, Who } from '../readers/leaving.ts'
import { countShown } from './queries.ts'

const SOME = 50

export const countProposals = async (db: Reading, { site, reader }: Who): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('timeline')
        .select(eb => eb.fn.countAll<number>().as('n'))
        .where('site', '=', site)
        .where('by', '=', reader)
        .where('newsroom', '=', 0)
        .executeTakeFirstOrThrow()
    ).n,
  )

/**
 * Erases some of what a reader has proposed for the history behind stories, with its sources; where his words may stay, those that everybody
 * can read stay as nobody's. Answers how many.
 */
export async function eraseProposals(app: Parts, { site, reader, former, text, at }: Leaving): Promise<number> {
  const some = await app.db.read
    .selectFrom('timeline')
    .select(['story', 'id'])
    .where('site', '=', site)
    .where('by', '=', reader)
    .where('newsroom', '=', 0)
    .orderBy('id')
    .limit(SOME)
    .execute()
  for (const { story, id } of some)
    await app.db.tx(async tx => {
      const key = { site, story, id }
      const row = await tx
        .selectFrom('timeline')
        .select(['shown_at', 'closed_at'])
        .where(eb => eb.and({ ...key, by: reader }))
        .executeTakeFirst()
      if (!row) return
      const isShown = row.shown_at !== null && row.closed_at === null
      const sources = { site, story, entry: id }
      if (isShown && text === 'anonymise') {
        await tx
          .updateTable('timeline')
          .set({ by: former })
          .where(eb => eb.and(key))
          .execute()
        await tx
          .updateTable('timeline_sources')
          .set({ by: former })
          .where(eb => eb.and({ ...sources, by: reader }))
          .execute()
      } else {
        await tx
          .deleteFrom('timeline_sources')
          .where(eb => eb.and(sources))
          .execute()
        await tx
          .deleteFrom('timeline')
          .where(eb => eb.and(key))
          .execute()
        if (isShown) await countShown(tx, key, -1)
      }
      await record(tx, { kind: 'timeline.changed', site, story, data: { entry: id, what: 'erased' }, at })
    }, story)
  return some.length
}
