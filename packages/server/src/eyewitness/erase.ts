import type { Tx } from '../db/open.ts'
import { dropBytes } from './pieces.ts'
import type { Key } from './queries.ts'

const BELOW = ['account_steps', 'account_checks', 'account_tasks', 'account_looks', 'account_photos'] as const

/** Removes what belongs to an account beside its comment: place, time, contact, photographs, originals, what the desk kept of them. */
export async function removeAccount(tx: Tx, { site, story, id }: Key): Promise<void> {
  await dropBytes(tx, { site, story }, await photoNames(tx, { site, story, id }))
  for (const table of BELOW)
    await tx.deleteFrom(table).where('site', '=', site).where('story', '=', story).where('account', '=', id).execute()
  await tx.deleteFrom('accounts').where('site', '=', site).where('story', '=', story).where('id', '=', id).execute()
}

/** Removes what is sealed of an account, and the pictures as they were sent: the contact stays unknown from then on. */
export async function removeSealed(tx: Tx, key: Key, { contact }: { contact: boolean }): Promise<void> {
  const { site, story, id } = key
  await dropBytes(tx, key, await photoNames(tx, key), 'original')
  await tx
    .updateTable('account_photos')
    .set({ original_type: null, original_bytes: null })
    .where('site', '=', site)
    .where('story', '=', story)
    .where('account', '=', id)
    .execute()
  if (contact)
    await tx
      .updateTable('accounts')
      .set({ contact: null, contact_fields: '' })
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
}

async function photoNames(tx: Tx, { site, story, id }: Key): Promise<string[]> {
  const rows = await tx
    .selectFrom('account_photos')
    .select('photo')
    .where('site', '=', site)
    .where('story', '=', story)
    .where('account', '=', id)
    .execute()
  return rows.map(({ photo }) => photo)
}

/**
 * Removes what belongs to all accounts of a reader who goes, and answers their ids. Their comments are the caller's: words, revisions and states
 * are as with any comment.
 */
export async function eraseAccounts(tx: Tx, reader: { site: string; id: string }): Promise<string[]> {
  const rows = await tx
    .selectFrom('accounts')
    .select(['site', 'story', 'id'])
    .where('site', '=', reader.site)
    .where('reader', '=', reader.id)
    .execute()
  for (const row of rows) await removeAccount(tx, row)
  return rows.map(({ id }) => id)
}
