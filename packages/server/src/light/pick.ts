import type { Featured } from '@parley/contract/light.ts'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import { record } from '../db/events.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'

/** So many comments of a story are picked at most: more of them are no choice. */
export const MOST = 50

/**
 * Picks a comment in the newsroom's name, or takes that back; twice is once. A person does it: nothing else ever calls this. What is removed, folded,
 * withdrawn or edited is picked no more (comments/state.ts, comments/edit.ts).
 * Throws Refusal: comment.unknown, comment.gone, featured.full.
 */
export async function setFeatured(
  app: App,
  who: ReaderVisitor,
  { id, featured }: { id: string; featured: boolean },
): Promise<Featured> {
  const { site } = app.config
  return app.db.tx(async tx => {
    const comment = await tx
      .selectFrom('comments as c')
      .leftJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.featured_by'))
      .select(['c.story', 'c.root', 'c.kind', 'c.state', 'c.featured_at', 'r.name'])
      .where('c.site', '=', site)
      .where('c.id', '=', id)
      .executeTakeFirst()
    if (!comment || comment.state === 'held' || comment.kind === 'note') throw new Refusal('comment.unknown')
    if (featured && comment.state !== 'shown') throw new Refusal('comment.gone')
    if ((comment.featured_at !== null) === featured)
      return { id, featured: comment.featured_at === null ? null : iso(comment.featured_at), by: comment.name }
    const { story, root, state } = comment
    if (featured) {
      const picked = await tx
        .selectFrom('comments')
        .select('id')
        .where('site', '=', site)
        .where('story', '=', story)
        .where(sql<boolean>`featured_at is not null and state = 'shown'`)
        .limit(MOST)
        .execute()
      if (picked.length === MOST) throw new Refusal('featured.full', { n: MOST })
    }
    const at = app.clock()
    await tx
      .updateTable('comments')
      .set({ featured_at: featured ? at : null, featured_by: featured ? who.id : null })
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
    const data = { changed: true, id, rootId: root, state, featured, by: who.id }
    await record(tx, { kind: 'comment.featured', site, story, comment: id, data, at })
    return { id, featured: featured ? iso(at) : null, by: featured ? who.name : null }
  }, id)
}
