import type { Contact, OwnAccount } from '@parley/contract/accounts.ts'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import { storyByUrl } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { shown } from './face.ts'
import { type AccountRow, accountToChange, photosOf, toldIn } from './queries.ts'
import { contactOf, unseal } from './seal.ts'

/** So many of his accounts a reader sees. */
const OWN = 100

/** A reader's own accounts, the latest first, with what became of each: all of them, or those under one story, or one. */
export async function ownAccounts(
  app: App,
  reader: string,
  { story, id }: { story?: string; id?: string } = {},
): Promise<OwnAccount[]> {
  const { site } = app.config
  const db = app.db.read
  const known = story && (await storyByUrl(db, site, canonicalUrl(app.config, story)))
  if (story && !known) return []
  let query = db
    .selectFrom('accounts as a')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'a.site').onRef('c.story', '=', 'a.story').onRef('c.id', '=', 'a.id'),
    )
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'a.site').onRef('s.id', '=', 'a.story'))
    .selectAll('a')
    .select(['c.text', 'c.state', 'c.posted_at', 's.url as story_url', 's.title as story_title'])
    .where('a.site', '=', site)
    .where('a.reader', '=', reader)
    .orderBy('a.id', 'desc')
    .limit(OWN)
  if (known) query = query.where('a.story', '=', known.id)
  if (id) query = query.where('a.id', '=', id)
  const rows = await query.execute()
  if (!rows.length) return []
  const photos = await photosOf(db, site, rows)
  const steps = await db
    .selectFrom('account_steps')
    .select(['account', 'stage', 'verified', 'reason', 'at'])
    .where('site', '=', site)
    .where('story', 'in', [...new Set(rows.map(row => row.story))])
    .where(
      'account',
      'in',
      rows.map(row => row.id),
    )
    .orderBy('no')
    .execute()
  const stepsOf = Map.groupBy(steps, ({ account }) => account)
  return rows.map(row => ({
    id: row.id,
    story: { url: row.story_url, title: row.story_title },
    ...toldIn(row),
    text: row.text,
    at: iso(row.posted_at),
    state: row.state,
    stage: row.stage,
    verified: row.verified === 1,
    consent: consentIn(row),
    contact: contactFieldsOf(row),
    photos: (photos.get(row.id) ?? []).map(one => ({
      ...shown(one),
      url: `/v1/accounts/${row.id}/photos/${one.no}`,
      original: one.original_bytes !== null,
    })),
    steps: (stepsOf.get(row.id) ?? []).map(({ stage, verified, reason, at }) => ({
      stage,
      verified: verified === 1,
      reason,
      at: iso(at),
    })),
  }))
}

/** What its author gave the newsroom to reach him by; for himself. Throws Refusal: account.unknown, account.sealed. */
export async function ownContact(app: App, reader: string, id: string): Promise<Contact | null> {
  const { account } = await accountToChange(app.db.read, app.config.site, { id, reader })
  return openedContact(app, account)
}

/** Throws Refusal('account.sealed'). */
export const openedContact = (app: Pick<App, 'config'>, row: AccountRow): Contact | null =>
  row.contact === null
    ? null
    : JSON.parse(unseal(app.config, contactOf(row), Buffer.from(row.contact, 'base64')).toString())

export const consentIn = (row: AccountRow): OwnAccount['consent'] => ({
  publish: row.publish === 1,
  name: row.byline,
  pseudonym: row.byline === 'pseudonym' ? row.byline_name : null,
  keepOriginals: row.keep_originals === 1,
  tell: row.tell === 1,
})

export function contactFieldsOf({ contact_fields }: Pick<AccountRow, 'contact_fields'>): OwnAccount['contact'] {
  const has = new Set(contact_fields.split(','))
  return { name: has.has('name'), email: has.has('email'), phone: has.has('phone'), safeWay: has.has('safeWay') }
}
