import type { PublicAccount, Stage } from '@parley/contract/accounts.ts'
import type { Author } from '@parley/contract/schemas.ts'
import type { Reading } from '../db/open.ts'
import { type AccountRow, type PhotoRow, photosOf, toldIn } from './queries.ts'

/** What everybody may see of an account beside the words of its comment. */
export interface Face {
  account: PublicAccount
  /** In the place of the comment's author; null where it bears his name. */
  author: Author | null
  /** Where it stands; for its author. */
  stage: Stage
}
export type Faces = ReadonlyMap<string, Face>

const NONE: Faces = new Map()

/** The faces of those of these comments that are accounts which came by the form, whatever stage they are at. */
export async function facesOf(
  db: Reading,
  { site, story }: { site: string; story: string | readonly string[] },
  ids: readonly string[],
): Promise<Faces> {
  if (!ids.length) return NONE
  const rows = await db
    .selectFrom('accounts')
    .selectAll()
    .where('site', '=', site)
    .where('story', 'in', [story].flat())
    .where('id', 'in', ids)
    .execute()
  if (!rows.length) return NONE
  const photos = await photosOf(db, site, rows)
  return new Map(rows.map(row => [row.id, faceOf(row, photos.get(row.id) ?? [])]))
}

export const faceOf = (row: AccountRow, photos: readonly PhotoRow[]): Face => ({
  stage: row.stage,
  account: {
    ...toldIn(row),
    photos: photos.map(({ site, photo, ...one }) => ({ ...shown(one), url: `/media/${site}/${photo}` })),
    verified: row.verified === 1,
    byline: row.byline,
  },
  // Nothing leads from it to whatever else its author has written.
  author: row.byline_name === null ? null : { id: `w_${row.id.slice(2)}`, name: row.byline_name, badge: null },
})

export const shown = ({ no, width, height, alt }: Pick<PhotoRow, 'no' | 'width' | 'height' | 'alt'>) => ({
  no,
  width,
  height,
  alt,
})
