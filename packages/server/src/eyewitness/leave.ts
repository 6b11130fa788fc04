import { countingOf } from '../comments/erase.ts'
import type { Leaving, Parts } from '../readers/leaving.ts'
import { removeAccount } from './erase.ts'

export const countAccounts = countingOf('eyewitness')

/**
 * Erases what belongs to a reader's accounts beside their comments: place and time, contact, photographs and their originals, what the desk kept
 * of them; each in a transaction of its own, since photographs are large. What somebody saw tells who he is, so that accounts go whatever
 * becomes of his other words.
 */
export async function leaveAccounts(app: Parts, { site, reader }: Leaving): Promise<number> {
  const rows = await app.db.read
    .selectFrom('accounts')
    .select(['site', 'story', 'id'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .execute()
  for (const row of rows) await app.db.tx(tx => removeAccount(tx, row))
  return 0
}
