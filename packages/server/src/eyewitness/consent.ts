import type { ChangeConsent } from '@parley/contract/accounts.ts'
import type { App } from '../app.ts'
import type { CommentRow } from '../comments/queries.ts'
import { isPublic, moveTo } from '../comments/state.ts'
import { withdrawComment } from '../comments/withdraw.ts'
import { record } from '../db/events.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { bylineOf } from './byline.ts'
import { removeAccount, removeSealed } from './erase.ts'
import { type AccountRow, accountToChange, addStep, changeAccount } from './queries.ts'

/**
 * Changes what a reader agrees to, at once: without consent to publish nobody reads it any more, without consent to keep originals there are none,
 * and under another name it stands under that one only. Throws Refusal: account.unknown, account.pseudonym, name.….
 */
export async function changeConsent(
  app: App,
  who: ReaderVisitor,
  { id, ...change }: ChangeConsent & { id: string },
): Promise<void> {
  await app.db.tx(async tx => {
    const at = app.clock()
    const { account, comment } = await accountToChange(tx, app.config.site, { id, reader: who.id })
    const renamed = change.name !== undefined || change.pseudonym !== undefined
    const set: Partial<AccountRow> = {
      ...(change.publish !== undefined && { publish: Number(change.publish) }),
      ...(change.keepOriginals !== undefined && { keep_originals: Number(change.keepOriginals) }),
      ...(change.tell !== undefined && { tell: Number(change.tell) }),
      ...(renamed &&
        (await bylineOf(tx, app, {
          name: change.name ?? account.byline,
          pseudonym: change.pseudonym ?? (account.byline === 'pseudonym' ? account.byline_name : null),
          reader: who.id,
        }))),
    }
    if (!Object.keys(set).length) return
    await changeAccount(tx, account, set)
    if (change.keepOriginals === false) await removeSealed(tx, account, { contact: false })
    const taken = change.publish === false && account.published_at !== null
    const count = taken ? await takeDown(tx, { account, comment, by: who.id, at }) : 0
    const wasPublic = isPublic(comment.state)
    await record(tx, {
      kind: 'account.changed',
      site: account.site,
      story: account.story,
      comment: id,
      data: {
        what: 'consent',
        given: Object.keys(set),
        // To readers it is gone, and nothing is said of why.
        ...(wasPublic && { changed: true, id, rootId: null, state: taken ? 'removed' : comment.state }),
      },
      at,
      count,
    })
  }, id)
}

/** Back to where it was before it was published. Answers how the story's count changes. */
async function takeDown(
  tx: Tx,
  { account, comment, by, at }: { account: AccountRow; comment: CommentRow; by: string; at: number },
): Promise<number> {
  const before = await tx
    .selectFrom('account_steps')
    .select('stage')
    .where('site', '=', account.site)
    .where('story', '=', account.story)
    .where('account', '=', account.id)
    .where('stage', '<>', 'published')
    .orderBy('no', 'desc')
    .executeTakeFirst()
  const stage = before?.stage ?? 'received'
  await changeAccount(tx, account, { stage, stage_at: at, verified: 0, published_at: null })
  await addStep(tx, account, { stage, verified: 0, reason: '', by, at })
  return isPublic(comment.state) ? moveTo(tx, comment, 'held') : 0
}

/**
 * Takes an account back: nobody reads it any more, and place, contact, photographs and originals are gone. Of one that was removed under a rule
 * only these go. Throws Refusal('account.unknown').
 */
export async function withdrawAccount(app: App, who: ReaderVisitor, id: string): Promise<void> {
  await accountToChange(app.db.read, app.config.site, { id, reader: who.id })
  try {
    await withdrawComment(app, who, id)
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'comment.gone')) throw error
    await app.db.tx(async tx => {
      const { account } = await accountToChange(tx, app.config.site, { id, reader: who.id })
      await removeAccount(tx, account)
      const { site, story } = account
      await record(tx, {
        kind: 'account.changed',
        site,
        story,
        comment: id,
        data: { what: 'removed' },
        at: app.clock(),
      })
    }, id)
  }
}
