import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'

/** Bytes of a piece; base64 makes them 32 kB of text. Backups and copies hold a thousand rows in memory. */
const PIECE = 24 * 1024
/** So many are written in one statement. */
const AT_ONCE = 32

type Part = Tables['account_pieces']['part']
interface Named {
  site: string
  story: string
  photo: string
}

/** Writes the bytes of a photograph. */
export async function storeBytes(tx: Tx, { site, story, photo }: Named, part: Part, bytes: Buffer): Promise<void> {
  const rows = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, no) => ({
    ...{ site, story, photo, part, no },
    data: bytes.toString('base64', no * PIECE, (no + 1) * PIECE),
  }))
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx
      .insertInto('account_pieces')
      .values(rows.slice(from, from + AT_ONCE))
      .execute()
}

/** The bytes of a photograph; empty where there are none. */
export async function bytesOf(db: Reading, { site, story, photo }: Named, part: Part): Promise<Buffer> {
  const rows = await db
    .selectFrom('account_pieces')
    .select('data')
    .where('site', '=', site)
    .where('story', '=', story)
    .where('photo', '=', photo)
    .where('part', '=', part)
    .orderBy('no')
    .execute()
  return Buffer.concat(rows.map(({ data }) => Buffer.from(data, 'base64')))
}

/** Removes the bytes of photographs: those of one part, or all. */
export async function dropBytes(
  tx: Tx,
  { site, story }: Pick<Named, 'site' | 'story'>,
  photos: readonly string[],
  part?: Part,
): Promise<void> {
  if (!photos.length) return
  let query = tx
    .deleteFrom('account_pieces')
    .where('site', '=', site)
    .where('story', '=', story)
    .where('photo', 'in', photos)
  if (part) query = query.where('part', '=', part)
  await query.execute()
}
