import type { PublicAccount, When, Where } from '@parley/contract/accounts.ts'
import type { Selectable } from 'kysely'
import type { CommentRow } from '../comments/queries.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { Refusal } from '../http/problems.ts'

export type AccountRow = Selectable<Tables['accounts']>
export type PhotoRow = Selectable<Tables['account_photos']>
export interface Key {
  site: string
  story: string
  id: string
}

/** What an account says beside its words. Pure. */
export const toldIn = (row: AccountRow): Pick<PublicAccount, 'relation' | 'how'> & { when: When; where: Where } => ({
  relation: row.relation,
  when: { from: row.when_from, to: row.when_to, exact: row.when_exact === 1 },
  where: { place: row.place, lat: row.lat, lon: row.lon, precision: row.place_precision },
  how: row.how,
})

/** An account with its comment. Throws Refusal('account.unknown'). */
export async function accountToWorkOn(
  db: Reading,
  site: string,
  id: string,
): Promise<{ account: AccountRow; comment: CommentRow }> {
  const comment = await db
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', id)
    .where('kind', '=', 'eyewitness')
    .executeTakeFirst()
  const account = comment && (await accountOf(db, comment))
  if (!account) throw new Refusal('account.unknown')
  return { account, comment }
}

/** The same where it is the reader's own: what is somebody else's does not exist. Throws Refusal('account.unknown'). */
export async function accountToChange(db: Reading, site: string, { id, reader }: { id: string; reader: string }) {
  const found = await accountToWorkOn(db, site, id)
  if (found.account.reader !== reader) throw new Refusal('account.unknown')
  return found
}

/** What belongs to a comment that is an account which came by the form; undefined for every other. */
export const accountOf = (db: Reading, { site, story, id }: Key): Promise<AccountRow | undefined> =>
  db
    .selectFrom('accounts')
    .selectAll()
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', id)
    .executeTakeFirst()

/** The photographs of accounts, by account. */
export async function photosOf(db: Reading, site: string, accounts: readonly Key[]): Promise<Map<string, PhotoRow[]>> {
  if (!accounts.length) return new Map()
  const rows = await db
    .selectFrom('account_photos')
    .selectAll()
    .where('site', '=', site)
    .where('story', 'in', [...new Set(accounts.map(({ story }) => story))])
    .where(
      'account',
      'in',
      accounts.map(({ id }) => id),
    )
    .orderBy('account')
    .orderBy('no')
    .execute()
  return Map.groupBy(rows, ({ account }) => account)
}

/** Changes an account's own row. */
export const changeAccount = (tx: Tx, { site, story, id }: Key, set: Partial<AccountRow>) =>
  tx.updateTable('accounts').set(set).where('site', '=', site).where('story', '=', story).where('id', '=', id).execute()

/** What is kept of an account in several rows is numbered from 1. */
export async function nextNo(
  tx: Tx,
  table: 'account_steps' | 'account_looks' | 'account_tasks',
  { site, story, id }: Key,
): Promise<number> {
  const last = await tx
    .selectFrom(table)
    .select(eb => eb.fn.max('no').as('no'))
    .where('site', '=', site)
    .where('story', '=', story)
    .where('account', '=', id)
    .executeTakeFirst()
  return Number(last?.no ?? 0) + 1
}

/** Writes what became of an account, and what its author is told. */
export async function addStep(
  tx: Tx,
  account: Key,
  step: Pick<Tables['account_steps'], 'stage' | 'verified' | 'reason' | 'by' | 'at'>,
): Promise<void> {
  const { site, story, id } = account
  await tx
    .insertInto('account_steps')
    .values({ site, story, account: id, no: await nextNo(tx, 'account_steps', account), ...step })
    .execute()
}
