import type { App } from '../app.ts'
import { record } from '../db/events.ts'
import { idAt, newId } from '../db/ids.ts'
import { insertStory, storyByUrl, titleFromUrl } from '../stories/queries.ts'

const AT_ONCE = 500

/**
 * For tests: fills a story with comments by direct inserts, all of one reader, all shown; `chain` makes each answer the one before.
 * Counts, versions and numbers are as they would be, so the invariants hold; one event stands for all. Answers the ids, oldest first.
 */
export async function fill(
  app: App,
  {
    story: url,
    reader,
    comments: n,
    chain = false,
    text = i => `Comment number ${i}.`,
  }: { story: string; reader: string; comments: number; chain?: boolean; text?: (i: number) => string },
): Promise<string[]> {
  const { site } = app.config
  const start = app.clock() - n
  const ids = Array.from({ length: n }, (_, i) => idAt('c', start + i))
  await app.db.tx(async tx => {
    await insertStory(tx, {
      site,
      id: newId('s', app.clock()),
      url,
      title: titleFromUrl(url),
      seq: 0,
      count: 0,
      created_at: start,
      closed_at: null,
    })
    const story = (await storyByUrl(tx, site, url))!
    for (let from = 0; from < n; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE)
      const shared = { site, story: story.id, verdict_json: '{"outcome":"show","findings":[]}' }
      await tx
        .insertInto('comments')
        .values(
          some.map((id, j) => {
            const i = from + j
            const below = chain && i > 0
            return {
              ...shared,
              id,
              root: below ? ids[0]! : null,
              parent: below ? ids[i - 1]! : null,
              depth: chain ? i : 0,
              reader,
              kind: 'comment' as const,
              text: text(i),
              state: 'shown' as const,
              posted_at: start + i,
              edited_at: null,
              revision: 1,
              respects: 0,
              reply_count: chain ? (i === 0 ? n - 1 : i < n - 1 ? 1 : 0) : 0,
              nudged_at: null,
              reviewed_at: start + i,
              decision_json: null,
              imported_from: null,
            }
          }),
        )
        .execute()
      await tx
        .insertInto('revisions')
        .values(some.map((comment, j) => ({ ...shared, comment, no: 1, text: text(from + j), at: start + from + j })))
        .execute()
    }
    await record(tx, { kind: 'comment.imported', site, story: story.id, at: app.clock(), count: n })
  })
  return ids
}
