import { counting, type Leaving, type Parts } from '../readers/leaving.ts'
import { keepStanding } from './standing.ts'

const SOME = 100

export const countDecisions = counting('decisions')

/**
 * Makes some decisions about a reader, and their statements of reasons, such about nobody: what was decided, why and under which number stays
 * as it was written, and the chain of the log answers for it. Answers how many. Source: GDPR Art. 17(3)(b) and (e); DSA Art. 17 and 24.
 */
export async function releaseDecisions(app: Parts, { site, reader, former }: Leaving): Promise<number> {
  const some = await app.db.read
    .selectFrom('decisions')
    .select(['story', 'id'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .orderBy('id')
    .limit(SOME)
    .execute()
  if (some.length)
    await app.db.tx(async tx => {
      for (const { story, id } of some) {
        await tx
          .updateTable('decisions')
          .set({ reader: former })
          .where('site', '=', site)
          .where('story', '=', story)
          .where('id', '=', id)
          .execute()
        await tx
          .updateTable('statements')
          .set({ reader: former })
          .where('site', '=', site)
          .where('decision', '=', id)
          .where('reader', '=', reader)
          .execute()
      }
      for (const one of [reader, former]) await keepStanding(tx, { site, reader: one })
    })
  return some.length
}
