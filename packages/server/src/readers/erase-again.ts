import { type Erased, sumOf } from '../keeping/erased.ts'
import { beginErasure, eraseOn } from './erase.ts'
import { FORMER, type Parts } from './leaving.ts'

const PAGE = 1000

/**
 * Erases again whoever stands on the list of the erased and is there all the same: in a database that was restored as it was before.
 * `heard` is told how many. Answers how many.
 */
export async function eraseAgain(
  app: Parts,
  list: readonly Erased[],
  heard: (n: number) => void = () => {},
): Promise<number> {
  let n = 0
  for (const [site, erased] of Map.groupBy(list, one => one.site)) {
    const there = { ...app, config: { ...app.config, site } }
    const texts = new Map(erased.map(({ sum, text }) => [sum, text]))
    for (let last = ''; ; ) {
      const rows = await app.db.read
        .selectFrom('readers')
        .select('id')
        .where('site', '=', site)
        .where('id', '>', last)
        .orderBy('id')
        .limit(PAGE)
        .execute()
      for (const { id: reader } of rows) {
        const text = reader.startsWith(FORMER) ? undefined : texts.get(sumOf(site, reader))
        if (text === undefined) continue
        const running = await app.db.read
          .selectFrom('erasures')
          .select('id')
          .where('site', '=', site)
          .where('reader', '=', reader)
          .executeTakeFirst()
        const id = running?.id ?? (await beginErasure(there, { site, reader, text, by: 'list', force: true }))
        await eraseOn(there, id)
        heard(++n)
      }
      if (rows.length < PAGE) break
      last = rows.at(-1)!.id
    }
  }
  return n
}
