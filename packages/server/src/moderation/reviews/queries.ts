import type { Config } from '../../config.ts'
import type { Reading } from '../../db/open.ts'
import type { Reviewed } from './shapes.ts'

/** A comment that is still as it was when a review was asked for, and that somebody may still read; null for any other. */
export async function commentToReview(
  db: Reading,
  { site, url }: Pick<Config, 'site' | 'url'>,
  { comment, revision }: { comment: string; revision: number },
): Promise<Reviewed | null> {
  const row = await db
    .selectFrom('comments as c')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .select(['c.text', 'c.revision', 'c.parent', 'c.reader', 'r.role', 'c.story', 's.url'])
    .where('c.site', '=', site)
    .where('c.id', '=', comment)
    .where('c.revision', '=', revision)
    .where('c.state', 'in', ['held', 'shown', 'collapsed'])
    // What an eyewitness sent to the newsroom alone goes to nobody else.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('accounts as a')
            .select('a.id')
            .whereRef('a.site', '=', 'c.site')
            .whereRef('a.story', '=', 'c.story')
            .whereRef('a.id', '=', 'c.id'),
        ),
      ),
    )
    .executeTakeFirst()
  if (!row) return null
  const { story, url: storyUrl, ...rest } = row
  return { ...rest, story: { id: story, url: storyUrl }, site, domain: new URL(url).hostname }
}
