import type { AccountToTimeline, Check, CheckItem, Contact, MoveAccount } from '@parley/contract/accounts.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { PRIORITY } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import type { CommentRow } from '../comments/queries.ts'
import { isPublic, moveTo } from '../comments/state.ts'
import { record } from '../db/events.ts'
import type { Tx } from '../db/open.ts'
import { stateAfter, type Told } from '../decisions/acts.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { enqueueMail, mailText } from '../jobs/mail.ts'
import { emailOf } from '../reports/answer.ts'
import { storyById } from '../stories/queries.ts'
import { detailOf, lineOf } from '../timeline/clean.ts'
import { addToTimeline } from '../timeline/keep.ts'
import { openedContact } from './own.ts'
import { lookedAt } from './photos.ts'
import { type AccountRow, accountToWorkOn, addStep, changeAccount, type Key, nextNo } from './queries.ts'
import { phrase } from './words.ts'

/**
 * Brings an account to another stage, with a reason that its author reads on his page; a mail tells him no more than that there is news. Published, it
 * is under the story from then on, and says whether the newsroom has verified it; back at another stage it is out of sight again. Declining says
 * nothing against its words: what breaks a house rule is decided in its case.
 * Throws Refusal: account.unknown, comment.gone, decision.own, account.consent, account.unchecked, account.same, account.moved, text.empty.
 */
export async function moveAccount(
  app: App,
  who: ReaderVisitor,
  { id, to, from, verified: claimed = false, reason }: MoveAccount & { id: string },
): Promise<void> {
  const words = lineOf(reason)
  await app.db.tx(async tx => {
    const at = app.clock()
    const { account, comment } = await accountToWorkOn(tx, app.config.site, id)
    const verified = to === 'published' && claimed
    if (comment.state === 'removed' || comment.state === 'withdrawn' || comment.state === 'erased')
      throw new Refusal('comment.gone')
    if (account.reader === who.id) throw new Refusal('decision.own')
    if (from && from !== account.stage) throw new Refusal('account.moved')
    if (to === account.stage && verified === (account.verified === 1)) throw new Refusal('account.same')
    if (to === 'published' && !account.publish) throw new Refusal('account.consent')
    if (verified) await assertChecked(tx, account)
    const published_at = to === 'published' ? (account.published_at ?? at) : null
    await changeAccount(tx, account, { stage: to, stage_at: at, verified: Number(verified), published_at })
    await addStep(tx, account, { stage: to, verified: Number(verified), reason: words, by: who.id, at })
    const { state, count } = await show(tx, comment, {
      before: account.published_at !== null,
      after: published_at !== null,
      at,
    })
    await tellAuthor(tx, app, account)
    const appeared = !isPublic(comment.state) && isPublic(state)
    await record(tx, {
      kind: 'account.moved',
      site: account.site,
      story: account.story,
      comment: id,
      data: {
        ...{ stage: to, verified, by: who.id },
        ...((appeared || isPublic(comment.state)) && {
          ...{ changed: true, appeared, id, rootId: null },
          state: state === 'held' ? 'removed' : state,
        }),
      },
      at,
      count,
    })
  }, id)
}

/** Brings an account into sight or out of it; what was decided about its words holds. */
async function show(
  tx: Tx,
  comment: CommentRow,
  { before, after, at }: { before: boolean; after: boolean; at: number },
): Promise<{ state: CommentRow['state']; count: number }> {
  const appears = after && !before && comment.state === 'held'
  const told = comment.decision_json === null ? null : (JSON.parse(comment.decision_json) as Told)
  const left = told ? stateAfter('shown', told.act) : 'shown'
  const state = appears ? left : !after && isPublic(comment.state) ? 'held' : comment.state
  // From now on it is held by that decision alone, and waits as whatever is held does.
  if (appears && left === 'held') await openCase(tx, comment, { queue: 'held', priority: PRIORITY.rest, at })
  const count = state === comment.state ? 0 : await moveTo(tx, comment, state)
  if (appears)
    await tx
      .updateTable('comments')
      .set({ reviewed_at: at })
      .where('site', '=', comment.site)
      .where('story', '=', comment.story)
      .where('id', '=', comment.id)
      .execute()
  return { state, count }
}

/** "Verified by the newsroom" means this. Throws Refusal('account.unchecked'). */
async function assertChecked(tx: Tx, { site, story, id }: Key): Promise<void> {
  const rows = await tx
    .selectFrom('account_checks')
    .select('item')
    .where('site', '=', site)
    .where('story', '=', story)
    .where('account', '=', id)
    .where('done', '=', 1)
    .execute()
  const done = new Set(rows.map(({ item }) => item))
  const all = (['who', 'where', 'when'] as const).every(item => done.has(item))
  if (!all || !(done.has('original') || done.has('second'))) throw new Refusal('account.unchecked')
}

/** Not what has become of it: whoever else reads his mail learns nothing from it. */
async function tellAuthor(tx: Tx, app: App, { site, id, reader, tell }: AccountRow): Promise<void> {
  const to = tell ? await emailOf(tx, site, reader) : null
  if (to) await enqueueMail(tx, app, to, mailText(app, 'account', { link: `${app.config.url}/d/accounts/${id}` }))
}

const touched = (tx: Tx, { site, story, id }: Key, data: Record<string, unknown>, at: number) =>
  record(tx, { kind: 'account.checked', site, story, comment: id, data, at })

/** Ticks an item of the checklist, or takes the tick back, with a note for colleagues. Throws Refusal('account.unknown'). */
export async function checkItem(
  app: App,
  who: ReaderVisitor,
  { id, item, done, note }: Check & { id: string; item: CheckItem },
): Promise<void> {
  await app.db.tx(async tx => {
    const at = app.clock()
    const { account } = await accountToWorkOn(tx, app.config.site, id)
    const kept = { done: Number(done), note: detailOf(note), by: who.id, at }
    await tx
      .insertInto('account_checks')
      .values({ site: account.site, story: account.story, account: id, item, ...kept })
      .onConflict(conflict => conflict.columns(['site', 'story', 'account', 'item']).doUpdateSet(kept))
      .execute()
    await touched(tx, account, { item, done, by: who.id }, at)
  }, id)
}

/** Writes down what is still to be done. Throws Refusal: account.unknown, text.empty. */
export async function addTask(app: App, who: ReaderVisitor, { id, text }: { id: string; text: string }): Promise<void> {
  const words = lineOf(text)
  await app.db.tx(async tx => {
    const at = app.clock()
    const { account } = await accountToWorkOn(tx, app.config.site, id)
    const { site, story } = account
    const no = await nextNo(tx, 'account_tasks', account)
    await tx
      .insertInto('account_tasks')
      .values({ site, story, account: id, no, text: words, by: who.id, at, done_by: null, done_at: null })
      .execute()
    await touched(tx, account, { task: no, by: who.id }, at)
  }, id)
}

/** Says that a task is done, or is not after all. Throws Refusal: account.unknown, account.task. */
export async function doTask(
  app: App,
  who: ReaderVisitor,
  { id, no, done }: { id: string; no: number; done: boolean },
): Promise<void> {
  await app.db.tx(async tx => {
    const at = app.clock()
    const { account } = await accountToWorkOn(tx, app.config.site, id)
    const changed = await tx
      .updateTable('account_tasks')
      .set(done ? { done_by: who.id, done_at: at } : { done_by: null, done_at: null })
      .where('site', '=', account.site)
      .where('story', '=', account.story)
      .where('account', '=', id)
      .where('no', '=', no)
      .returning('no')
      .execute()
    if (!changed.length) throw new Refusal('account.task')
    await touched(tx, account, { task: no, done, by: who.id }, at)
  }, id)
}

/** Opens what an author gave the newsroom to reach him by; that it was opened, and by whom, is written down before it is told. Throws Refusal: account.unknown, account.sealed. */
export async function openContact(app: App, who: ReaderVisitor, id: string): Promise<Contact | null> {
  const { account } = await accountToWorkOn(app.db.read, app.config.site, id)
  const contact = openedContact(app, account)
  if (contact)
    await app.db.tx(tx => lookedAt(tx, account, { what: 'contact', photo: null, by: who.id, at: app.clock() }), id)
  return contact
}

/**
 * Makes an entry of the story's timeline from a published account, in one step: on its day, with the way to it. The source names nobody, so that nothing
 * of a name stays when its author takes it back. Answers the story's address.
 * Throws Refusal: account.unknown, timeline.account, timeline.full, text.empty.
 */
export async function accountToTimeline(
  app: App,
  who: ReaderVisitor,
  { id, title, detail }: AccountToTimeline & { id: string },
): Promise<string> {
  const { account } = await accountToWorkOn(app.db.read, app.config.site, id)
  const { url } = (await storyById(app.db.read, account.site, account.story))!
  const verified = account.verified === 1
  await addToTimeline(app, who, {
    story: url,
    entry: { happened: account.when_from.slice(0, 10), title, detail: cleanText(detail), story: null, account: id },
    source: {
      standing: verified ? 'confirmed' : 'reader',
      who: phrase(app.config.language, verified ? 'account.source.verified' : 'account.source'),
      url: null,
      on: null,
    },
  })
  return url
}
