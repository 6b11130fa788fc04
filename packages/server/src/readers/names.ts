import { cleanName, nameProblem, nameSkeleton } from '@parley/rules/names.ts'
import type { Config } from '../config.ts'
import type { Tx } from '../db/open.ts'
import { Refusal } from '../http/problems.ts'

/**
 * Makes a wanted name fit to be shown: cleaned, not the newsroom's, not one that looks like another reader's or the pseudonym of one.
 * `taken: 'number'` puts a number behind a name that is taken (for names that the newsroom or an import gives), 'refuse' throws Refusal('name.taken').
 * Staff may bear the newsroom's names. Throws Refusal('name.…').
 */
export async function claimName(
  tx: Tx,
  config: Config,
  {
    wanted,
    reader,
    staff,
    taken,
    author = reader,
  }: {
    wanted: string
    reader: string | null
    staff: boolean
    taken: 'number' | 'refuse'
    /** Whose pseudonyms it may be. */
    author?: string | null
  },
): Promise<{ name: string; skeleton: string }> {
  const name = cleanName(wanted)
  const problem = nameProblem(wanted, [config.siteName])
  if (problem && !(staff && problem === 'name.reserved')) throw new Refusal(problem)
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name} ${n}`
    const skeleton = nameSkeleton(candidate)
    const other = await tx
      .selectFrom('readers')
      .select('id')
      .where('site', '=', config.site)
      .where('skeleton', '=', skeleton)
      .executeTakeFirst()
    const pseudonym = await tx
      .selectFrom('accounts')
      .select('reader')
      .where('site', '=', config.site)
      .where('byline_skeleton', '=', skeleton)
      .executeTakeFirst()
    if ((!other || other.id === reader) && (!pseudonym || pseudonym.reader === author))
      return { name: candidate, skeleton }
    if (taken === 'refuse') throw new Refusal('name.taken')
  }
}
