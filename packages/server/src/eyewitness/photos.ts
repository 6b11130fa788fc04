import { PHOTO_BYTES, PHOTOS_MAX } from '@parley/contract/accounts.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { isPublic } from '../comments/state.ts'
import { record } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { judge, refusalAsked } from '../moderation/judge.ts'
import { storyById } from '../stories/queries.ts'
import { readPicture } from './picture.ts'
import { bytesOf, dropBytes, storeBytes } from './pieces.ts'
import { type AccountRow, accountToChange, accountToWorkOn, type Key, nextNo, type PhotoRow } from './queries.ts'
import { originalOf, seal, unseal } from './seal.ts'

const TYPES = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const

/**
 * Adds a photograph to one's own account, or puts it in the place of that with the same number. What everybody may see of it is made here; the bytes
 * as they came are sealed where their author agrees, and kept nowhere where he does not.
 * Throws Refusal: account.unknown, account.decided, photo.…, verdict.refused.
 */
export async function addPhoto(
  app: App,
  who: ReaderVisitor,
  { id, no, alt, bytes }: { id: string; no: number; alt: string; bytes: Buffer },
): Promise<void> {
  const { site } = app.config
  if (!Number.isInteger(no) || no < 1 || no > PHOTOS_MAX) throw new Refusal('photo.many', { n: PHOTOS_MAX })
  if (bytes.length > PHOTO_BYTES) throw new Refusal('photo.large', { n: PHOTO_BYTES / 1024 / 1024 })
  const { account } = await accountToChange(app.db.read, site, { id, reader: who.id })
  assertOpen(account)
  const words = cleanText(alt).replace(/\s+/g, ' ').trim()
  if (words) {
    const story = { ...(await storyById(app.db.read, site, account.story)), open: true }
    const judged = await judge(app, who, { sent: words, story, except: id, postAnyway: true })
    const refusal = judged.asSent.outcome === 'refuse' && refusalAsked(app, judged)
    if (refusal) throw refusal
  }
  const picture = await readPicture(bytes)
  await app.db.tx(async tx => {
    const at = app.clock()
    const { account } = await accountToChange(tx, site, { id, reader: who.id })
    assertOpen(account)
    await dropPhoto(tx, account, no)
    const photo = newId('i', at)
    const { story, keep_originals } = account
    const row: PhotoRow = {
      ...{ site, story, account: id, no, photo, type: picture.type, width: picture.width, height: picture.height },
      ...{ alt: words, original_type: null, original_bytes: null, at },
    }
    if (keep_originals) {
      row.original_type = typeOf(bytes)
      row.original_bytes = bytes.length
      await storeBytes(tx, row, 'original', seal(app.config, originalOf(row), bytes))
    }
    await storeBytes(tx, row, 'public', picture.data)
    await tx.insertInto('account_photos').values(row).execute()
    await record(tx, { kind: 'account.changed', site, story, comment: id, data: { what: 'photo', no }, at })
  }, id)
}

const typeOf = (bytes: Buffer) => TYPES[bytes[0] === 0xff ? 'jpeg' : bytes[0] === 0x89 ? 'png' : 'webp']

/** What the newsroom has published it has seen: nothing is added to it afterwards. Throws Refusal('account.decided'). */
function assertOpen({ stage }: AccountRow): void {
  if (stage === 'published' || stage === 'declined') throw new Refusal('account.decided')
}

/** Takes a photograph back, at any time. Throws Refusal: account.unknown, photo.unknown. */
export async function removePhoto(app: App, who: ReaderVisitor, { id, no }: { id: string; no: number }): Promise<void> {
  await app.db.tx(async tx => {
    const { account, comment } = await accountToChange(tx, app.config.site, { id, reader: who.id })
    if (!(await dropPhoto(tx, account, no))) throw new Refusal('photo.unknown')
    const { site, story } = account
    const seen = isPublic(comment.state) && { changed: true, id, rootId: null, state: comment.state }
    const data = { what: 'photo-removed', no, ...seen }
    await record(tx, { kind: 'account.changed', site, story, comment: id, data, at: app.clock() })
  }, id)
}

async function dropPhoto(tx: Tx, { site, story, id }: Key, no: number): Promise<boolean> {
  const gone = await tx
    .deleteFrom('account_photos')
    .where('site', '=', site)
    .where('story', '=', story)
    .where('account', '=', id)
    .where('no', '=', no)
    .returning('photo')
    .execute()
  await dropBytes(
    tx,
    { site, story },
    gone.map(({ photo }) => photo),
  )
  return gone.length > 0
}

export interface Shown {
  type: string
  data: Buffer
}

const photoAt = (db: Reading, { site, story, id }: Key, no: number) =>
  db
    .selectFrom('account_photos')
    .selectAll()
    .where('site', '=', site)
    .where('story', '=', story)
    .where('account', '=', id)
    .where('no', '=', no)
    .executeTakeFirst()

/** A photograph as everybody may see it, for its author (`reader`) or the desk, published or not. Throws Refusal: account.unknown, photo.unknown. */
export async function photoToLookAt(
  app: App,
  { id, no, reader }: { id: string; no: number; reader?: string },
): Promise<Shown> {
  const db = app.db.read
  const { account } = await (reader === undefined
    ? accountToWorkOn(db, app.config.site, id)
    : accountToChange(db, app.config.site, { id, reader }))
  const row = await photoAt(db, account, no)
  if (!row) throw new Refusal('photo.unknown')
  return { type: row.type, data: await bytesOf(db, row, 'public') }
}

/**
 * Names a photograph that everybody may see: its account is published, its author agrees, nothing was decided against its words. Whatever else there
 * is does not exist. Throws Refusal('photo.unknown').
 */
export async function publicPhoto(app: App, { site, photo }: { site: string; photo: string }): Promise<PhotoRow> {
  const row =
    site === app.config.site
      ? await app.db.read
          .selectFrom('account_photos as p')
          .innerJoin('accounts as a', join =>
            join.onRef('a.site', '=', 'p.site').onRef('a.story', '=', 'p.story').onRef('a.id', '=', 'p.account'),
          )
          .innerJoin('comments as c', join =>
            join.onRef('c.site', '=', 'a.site').onRef('c.story', '=', 'a.story').onRef('c.id', '=', 'a.id'),
          )
          .selectAll('p')
          .select('c.state')
          .where('p.site', '=', site)
          .where('p.photo', '=', photo)
          .where('a.published_at', 'is not', null)
          .where('a.publish', '=', 1)
          .executeTakeFirst()
      : undefined
  if (!row || !isPublic(row.state)) throw new Refusal('photo.unknown')
  return row
}

export const publicBytes = (app: App, row: PhotoRow): Promise<Buffer> => bytesOf(app.db.read, row, 'public')

/**
 * A photograph as it was sent, with what the camera wrote into it: for an editor, whose look is written down before he has it.
 * Throws Refusal: account.unknown, photo.unknown, account.sealed.
 */
export async function originalToLookAt(
  app: App,
  who: ReaderVisitor,
  { id, no }: { id: string; no: number },
): Promise<Shown> {
  const { site } = app.config
  const { account } = await accountToWorkOn(app.db.read, site, id)
  const row = await photoAt(app.db.read, account, no)
  if (!row?.original_type) throw new Refusal('photo.unknown')
  const data = unseal(app.config, originalOf(row), await bytesOf(app.db.read, row, 'original'))
  await app.db.tx(async tx => {
    await lookedAt(tx, account, { what: 'original', photo: no, by: who.id, at: app.clock() })
  }, id)
  return { type: row.original_type, data }
}

/** Writes down that somebody opened what is sealed: with the account, and in the story's log, which outlives it. */
export async function lookedAt(
  tx: Tx,
  account: Key,
  { what, photo, by, at }: { what: 'contact' | 'original'; photo: number | null; by: string; at: number },
): Promise<void> {
  const { site, story, id } = account
  await tx
    .insertInto('account_looks')
    .values({ site, story, account: id, no: await nextNo(tx, 'account_looks', account), what, photo, by, at })
    .execute()
  await record(tx, { kind: 'account.opened', site, story, comment: id, data: { what, photo, by }, at })
}
