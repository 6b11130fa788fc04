import type { Contact, OwnAccount, SendAccount } from '@parley/contract/accounts.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { mayCostALife, PRIORITY } from '../cases/priority.ts'
import { openCase } from '../cases/queries.ts'
import { answerBefore, countReviewed, insertAnswer, insertNew } from '../comments/publish.ts'
import { record } from '../db/events.ts'
import { newIdAfter } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { judge, refusalAsked } from '../moderation/judge.ts'
import { hashOf } from '../readers/sessions.ts'
import { storyByUrl, storyToOpen } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { bylineOf } from './byline.ts'
import { callAt } from './call.ts'
import { ownAccounts } from './own.ts'
import { howOf, whenOf, whereOf } from './place.ts'
import { type AccountRow, addStep } from './queries.ts'
import { contactOf, seal } from './seal.ts'

/** So many accounts of one reader wait under one story. */
const WAITING = 5

/**
 * A reader's account of what he saw. Its words go through the phases as any text does; then it waits at the desk, whatever they found, until the
 * newsroom publishes it, and is in no queue of held comments: nothing is wrong with it. The same key with the same draft answers the same account again.
 * Throws Refusal: story.not-allowed, story.closed, text.empty, verdict.nudge, verdict.refused, account.when, account.where, account.contact,
 * account.pseudonym, account.many, idempotency.mismatch, name.….
 */
export async function sendAccount(
  app: App,
  who: ReaderVisitor,
  { key, ...draft }: SendAccount & { key?: string | undefined },
): Promise<OwnAccount> {
  const { site } = app.config
  const hash = hashOf(JSON.stringify(draft))
  const before = key && (await sentBefore(app, { site, reader: who.id, key, hash }))
  if (before) return before
  const url = canonicalUrl(app.config, draft.story)
  const now = app.clock()
  const when = whenOf(draft.when, now)
  const where = whereOf(draft.where)
  const how = howOf(draft.how)
  const contact = contactToKeep(draft.contact)
  const known = await storyByUrl(app.db.read, site, url)
  // A newsroom that asks wants to be answered, whether or not the discussion is open.
  const open = app.rules.openness(known ?? { url }, now).open || (known !== undefined && callAt(known, now) !== null)
  const story = { url, ...known, open }
  const postAnyway = draft.postAnyway ?? false
  const judged = await judge(app, who, { sent: draft.text, story, postAnyway })
  const refusal = refusalAsked(app, judged)
  app.metrics.verdicts.inc({ outcome: refusal ? judged.verdict.outcome : 'hold' })
  if (refusal) throw refusal
  const besides = [how, where.place].filter(Boolean).join('\n\n')
  const refused = besides && refusalAsked(app, await judge(app, who, { sent: besides, story, postAnyway: true }))
  if (refused) throw refused

  const id = await app.db.tx(async tx => {
    const at = app.clock()
    const again = key && (await answerBefore(tx, { site, reader: who.id, key, hash }))
    if (again) return again.comment.id
    const story = await storyToOpen(tx, { site, url, at })
    await assertRoom(tx, { site, story: story.id, reader: who.id })
    const byline = await bylineOf(tx, app, { ...draft.consent, reader: who.id })
    const comment = await insertNew(tx, {
      ...{ site, story: story.id, id: newIdAfter(story.latest, 'c', at), root: null, parent: null, depth: 0 },
      ...{ reader: who.id, kind: 'eyewitness', text: judged.text, state: 'held', posted_at: at },
      verdict_json: JSON.stringify(judged.verdict),
      nudged_at: judged.nudged ? at : null,
    })
    if (judged.verdict.findings.some(({ label }) => label === 'reviewed')) await countReviewed(tx, who.id, site)
    const row: AccountRow = {
      ...{ site, story: story.id, id: comment.id, reader: who.id, relation: draft.relation },
      ...{ when_from: when.from, when_to: when.to, when_exact: Number(when.exact) },
      ...{ place: where.place, lat: where.lat, lon: where.lon, place_precision: where.precision, how },
      contact: contact && seal(app.config, contactOf(comment), Buffer.from(JSON.stringify(contact))).toString('base64'),
      contact_fields: Object.keys(contact ?? {}).join(','),
      publish: Number(draft.consent.publish),
      ...byline,
      keep_originals: Number(draft.consent.keepOriginals),
      tell: Number(draft.consent.tell ?? true),
      ...{ stage: 'received', stage_at: at, verified: 0, published_at: null },
    }
    await tx.insertInto('accounts').values(row).execute()
    await addStep(tx, row, { stage: 'received', verified: 0, reason: '', by: who.id, at })
    if (mayCostALife(judged.verdict.findings))
      await openCase(tx, comment, { queue: 'reported', priority: PRIORITY.threat, at })
    const answer_json = JSON.stringify({ comment: { id: comment.id } })
    if (key) await insertAnswer(tx, { site, reader: who.id, key, hash, comment: comment.id, answer_json, at })
    await record(tx, { kind: 'account.received', site, story: story.id, comment: comment.id, at })
    return comment.id
  }, url)
  const [own] = await ownAccounts(app, who.id, { id })
  return own!
}

/** The account that was sent with this key; null where none was. Throws Refusal: idempotency.mismatch, account.unknown (it was taken back). */
async function sentBefore(
  app: App,
  named: { site: string; reader: string; key: string; hash: string },
): Promise<OwnAccount | null> {
  const before = await answerBefore(app.db.read, named)
  if (!before) return null
  const [own] = await ownAccounts(app, named.reader, { id: before.comment.id })
  if (!own) throw new Refusal('account.unknown')
  return own
}

async function assertRoom(
  tx: Tx,
  { site, story, reader }: { site: string; story: string; reader: string },
): Promise<void> {
  const { n } = await tx
    .selectFrom('accounts')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('site', '=', site)
    .where('story', '=', story)
    .where('reader', '=', reader)
    .where('stage', 'not in', ['published', 'declined'])
    .executeTakeFirstOrThrow()
  if (Number(n) >= WAITING) throw new Refusal('account.many', { n: WAITING })
}

/** What is kept of a contact: lines without what cannot be seen; null where nothing is given. Throws Refusal('account.contact'). */
function contactToKeep(contact: Contact = {}): Contact | null {
  const given = Object.entries(contact)
    .map(([field, text]) => [field, cleanText(text).replace(/\s+/g, ' ').trim()] as const)
    .filter(([, text]) => text)
  const kept = Object.fromEntries(given) as Contact
  if (kept.email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(kept.email)) throw new Refusal('account.contact')
  return given.length ? kept : null
}
