import type { Consent } from '@parley/contract/accounts.ts'
import { nameSkeleton } from '@parley/rules/names.ts'
import type { App } from '../app.ts'
import type { Tx } from '../db/open.ts'
import { Refusal } from '../http/problems.ts'
import { claimName } from '../readers/names.ts'
import type { AccountRow } from './queries.ts'
import { phrase } from './words.ts'

/**
 * Under which name an account is published. A pseudonym goes through the same checks as names (S05): nobody's name, nobody else's pseudonym,
 * nothing that looks like the newsroom or like the words that stand where no name is given.
 * Throws Refusal: account.pseudonym, name.….
 */
export async function bylineOf(
  tx: Tx,
  app: Pick<App, 'config'>,
  { name, pseudonym, reader }: Pick<Consent, 'name' | 'pseudonym'> & { reader: string },
): Promise<Pick<AccountRow, 'byline' | 'byline_name' | 'byline_skeleton'>> {
  const unnamed = phrase(app.config.language, 'account.unnamed')
  if (name === 'name') return { byline: name, byline_name: null, byline_skeleton: null }
  if (name === 'newsroom-only') return { byline: name, byline_name: unnamed, byline_skeleton: null }
  const wanted = pseudonym?.trim()
  if (!wanted) throw new Refusal('account.pseudonym')
  const claimed = await claimName(tx, app.config, {
    wanted,
    reader: null,
    staff: false,
    taken: 'refuse',
    author: reader,
  })
  if (claimed.skeleton === nameSkeleton(unnamed)) throw new Refusal('name.reserved')
  return { byline: name, byline_name: claimed.name, byline_skeleton: claimed.skeleton }
}
