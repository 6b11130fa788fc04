import type { Tx } from '../db/open.ts'
import { removeSealed } from './erase.ts'

const DAY = 86_400_000
/** Days after which what is sealed is kept no longer: of an account that was declined or removed, and of one that is published. */
export const KEPT = { declined: 90, published: 365 } as const
/** So many at a time. */
const AT_ONCE = 50

/** Removes contacts and originals that have had their time. Answers of how many accounts. */
export async function forgetSealed(tx: Tx, site: string, now: number): Promise<number> {
  const rows = await tx
    .selectFrom('accounts as a')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'a.site').onRef('c.story', '=', 'a.story').onRef('c.id', '=', 'a.id'),
    )
    .select(['a.site', 'a.story', 'a.id'])
    .where('a.site', '=', site)
    .where(({ or, and, eb, exists, selectFrom }) =>
      and([
        or([
          and([
            or([eb('a.stage', '=', 'declined'), eb('c.state', '=', 'removed')]),
            eb('a.stage_at', '<', now - KEPT.declined * DAY),
          ]),
          and([eb('a.stage', '=', 'published'), eb('a.stage_at', '<', now - KEPT.published * DAY)]),
        ]),
        or([
          eb('a.contact', 'is not', null),
          exists(
            selectFrom('account_photos as p')
              .select('p.no')
              .whereRef('p.site', '=', 'a.site')
              .whereRef('p.story', '=', 'a.story')
              .whereRef('p.account', '=', 'a.id')
              .where('p.original_bytes', 'is not', null),
          ),
        ]),
      ]),
    )
    .limit(AT_ONCE)
    .execute()
  for (const row of rows) await removeSealed(tx, row, { contact: true })
  return rows.length
}
