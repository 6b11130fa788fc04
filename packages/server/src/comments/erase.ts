import type { Kind, Posted } from '@parley/contract/schemas.ts'
import { PRIORITY } from '../cases/priority.ts'
import { closeCase } from '../cases/queries.ts'
import { record } from '../db/events.ts'
import { caseIdOf } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import { forgetExamples } from '../learning/queries.ts'
import { askForCommonGround } from '../light/find.ts'
import { counting, type Leaving, type Over, type Parts, type Who } from '../readers/leaving.ts'
import { answerReports, unansweredReports } from '../reports/answer.ts'
import { storyById } from '../stories/queries.ts'
import type { CommentRow } from './queries.ts'
import { countNote, countReply, isPublic } from './state.ts'

/** So many of one story are erased in one transaction at most, so that whoever writes meanwhile waits for no longer. */
const SOME = 50
/** What was answered to a post is kept for as long, and a little more, in milliseconds: jobs/jobs.ts. */
const ANSWERS_KEPT = 50 * 3600_000

/** Stands in the place of a verdict of words that are gone. */
const NO_VERDICT = '{"outcome":"show","findings":[]}'

/** How many comments of a kind a reader has. */
export const countingOf =
  (kind: Kind) =>
  async (db: Reading, { site, reader }: Who): Promise<number> => {
    const { n } = await db
      .selectFrom('comments')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .where('site', '=', site)
      .where('reader', '=', reader)
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow()
    return Number(n)
  }

export const countComments = countingOf('comment')

/**
 * Erases some of a reader's comments, or leaves those that everybody can read with nobody's name on them. Their place in the thread, their
 * number and their events stay. What the desk must still decide is out of sight at once, and erased when it is decided. Answers how many.
 */
export async function eraseComments(app: Parts, of: Leaving): Promise<number> {
  const { site, reader } = of
  const some = await app.db.read
    .selectFrom('comments')
    .select(['story', 'id'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .orderBy('id')
    .limit(SOME)
    .execute()
  return eraseThese(app, of, some)
}

/** The same for those that had to wait, as soon as they need not any more. */
export async function eraseDecided(app: Parts, of: Leaving): Promise<Over> {
  const { site, former } = of
  const kept = await app.db.read
    .selectFrom('comments')
    .select(['story', 'id'])
    .where('site', '=', site)
    .where('reader', '=', former)
    .where('text', '<>', '')
    .$if(of.text === 'anonymise', query => query.where('state', 'not in', ['shown', 'collapsed']))
    .execute()
  let waiting = 0
  for (const { story, id } of kept) {
    const waits = await app.db.tx(async tx => {
      const comment = await commentToErase(tx, { site, id, reader: former })
      if (!comment || (await mustWait(tx, comment))) return true
      await erase(tx, app, { comment, of })
      return false
    }, story)
    if (waits) waiting++
  }
  return { waiting, gone: kept.length - waiting }
}

async function eraseThese(app: Parts, of: Leaving, some: readonly { story: string; id: string }[]): Promise<number> {
  for (const [story, ids] of Map.groupBy(some, one => one.story))
    await app.db.tx(async tx => {
      for (const { id } of ids) {
        const comment = await commentToErase(tx, { site: of.site, id, reader: of.reader })
        if (!comment) continue
        if (of.text === 'anonymise' && maySay(comment)) await makeNobodys(tx, { comment, of })
        else if (await mustWait(tx, comment)) await takeOutOfSight(tx, { comment, of })
        else await erase(tx, app, { comment, of })
      }
    }, story)
  return some.length
}

/** May it stay without a name? What somebody saw tells who he is. */
const maySay = ({ state, kind }: CommentRow) => isPublic(state) && kind !== 'eyewitness'

const commentToErase = (tx: Tx, { site, id, reader }: { site: string; id: string; reader: string }) =>
  tx
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', id)
    .where('reader', '=', reader)
    .executeTakeFirst()

/**
 * Must the desk still decide on its words: is it a notice of something illegal that nobody has answered, an open objection, or may it cost a
 * life? Source: GDPR Art. 17(3)(b) and (e); DSA Art. 16(6), 18 and 20.
 */
export async function mustWait(db: Reading, { site, story, id }: Pick<CommentRow, 'site' | 'story' | 'id'>) {
  const open = await db
    .selectFrom('cases')
    .select(['priority', 'queue'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', caseIdOf(id))
    .where('queue', 'is not', null)
    .executeTakeFirst()
  if (!open) return false
  if (open.priority >= PRIORITY.threat || open.queue === 'appeals') return true
  const notice = await db
    .selectFrom('reports')
    .select('id')
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', id)
    .where('law', 'is not', null)
    .where('outcome', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return notice !== undefined
}

/** How many of a reader's comments the desk must still decide on. */
export async function countWaiting(db: Reading, { site, reader }: Pick<Leaving, 'site' | 'reader'>): Promise<number> {
  const open = await db
    .selectFrom('comments as c')
    .innerJoin('cases as k', join =>
      join.onRef('k.site', '=', 'c.site').onRef('k.story', '=', 'c.story').onRef('k.comment', '=', 'c.id'),
    )
    .select(['c.site', 'c.story', 'c.id'])
    .where('c.site', '=', site)
    .where('c.reader', '=', reader)
    .where('k.queue', 'is not', null)
    .execute()
  let waiting = 0
  for (const comment of open) if (await mustWait(db, comment)) waiting++
  return waiting
}

interface One {
  comment: CommentRow
  of: Leaving
}

/** Whoever imports the same archive again does not bring it back, but which of the other system's it was is not said here any more. */
const foreignOf = ({ imported_from }: CommentRow) => imported_from && 'import'

async function makeNobodys(tx: Tx, { comment, of }: One): Promise<void> {
  await rewrite(tx, comment, { reader: of.former, imported_from: foreignOf(comment) })
  await forgetInside(tx, comment, of)
  await tell(tx, 'comment.anonymised', { comment, of }, comment.state)
}

async function takeOutOfSight(tx: Tx, { comment, of }: One): Promise<void> {
  await rewrite(tx, comment, { reader: of.former, state: 'withdrawn', imported_from: foreignOf(comment) })
  await forgetInside(tx, comment, of)
  await tell(tx, 'comment.withdrawn', { comment, of }, 'withdrawn')
}

async function erase(tx: Tx, app: Parts, { comment, of }: One): Promise<void> {
  const { site, story, id, revision } = comment
  const reports = await unansweredReports(tx, comment)
  if (reports.length) {
    const { title } = (await storyById(tx, site, story))!
    await answerReports(tx, app, { reports, decision: null, story: title })
  }
  const waits = await tx
    .selectFrom('cases')
    .select('id')
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', caseIdOf(id))
    .where('queue', 'is not', null)
    .executeTakeFirst()
  if (waits) await closeCase(tx, comment, of.at)
  await forgetInside(tx, comment, of)
  await forgetExamples(tx, site, { story, comment: id })
  const versions = { site, story, comment: id }
  await tx
    .deleteFrom('revisions')
    .where(eb => eb.and(versions))
    .where('no', '<>', revision)
    .execute()
  await tx
    .updateTable('revisions')
    .set({ text: '', verdict_json: NO_VERDICT })
    .where(eb => eb.and(versions))
    .execute()
  await rewrite(tx, comment, {
    reader: of.former,
    text: '',
    state: 'erased',
    verdict_json: NO_VERDICT,
    nudged_at: null,
    edited_at: null,
    imported_from: foreignOf(comment),
  })
  await tell(tx, 'comment.erased', { comment, of }, 'erased')
}

const rewrite = (tx: Tx, { site, story, id }: CommentRow, to: Partial<CommentRow>) =>
  tx
    .updateTable('comments')
    // What is not shown any more is picked no more.
    .set({ ...to, ...(to.state && { featured_at: null, featured_by: null }) })
    .where('site', '=', site)
    .where('story', '=', story)
    .where('id', '=', id)
    .execute()

/** What the desk has noted to itself about it; and his name, where it stands in what those were answered who replied to him. */
async function forgetInside(tx: Tx, { site, story, id, root, reply_count }: CommentRow, of: Leaving): Promise<void> {
  await tx.deleteFrom('case_notes').where('site', '=', site).where('case_id', '=', caseIdOf(id)).execute()
  if (reply_count === 0) return
  const replies = await tx
    .selectFrom('comments')
    .select(['id', 'reader'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('root', '=', root ?? id)
    .where('parent', '=', id)
    .where('posted_at', '>', of.at - ANSWERS_KEPT)
    .execute()
  for (const reply of replies) {
    const answered = { site, reader: reply.reader, comment: reply.id }
    const answer = await tx
      .selectFrom('idempotency')
      .select('answer_json')
      .where(eb => eb.and(answered))
      .executeTakeFirst()
    if (!answer) continue
    const { comment, ...rest } = JSON.parse(answer.answer_json) as Posted
    await tx
      .updateTable('idempotency')
      .set({ answer_json: JSON.stringify({ comment: { ...comment, replyToName: null }, ...rest }) })
      .where(eb => eb.and(answered))
      .execute()
  }
}

async function tell(
  tx: Tx,
  kind: 'comment.erased' | 'comment.anonymised' | 'comment.withdrawn',
  { comment, of }: One,
  state: CommentRow['state'],
): Promise<void> {
  const { site, story, id, root } = comment
  const change = Number(isPublic(state)) - Number(isPublic(comment.state))
  const isNote = comment.kind === 'note'
  if (isNote) await countNote(tx, comment, change)
  else await countReply(tx, comment, change)
  // Of one that was out of sight already a line is left where something is below it.
  const seen = isPublic(comment.state) || comment.reply_count > 0
  await record(tx, {
    kind,
    site,
    story,
    comment: id,
    data: seen ? { changed: true, id, rootId: root, state } : {},
    at: of.at,
    count: isNote ? 0 : change,
  })
}

export const countRespects = counting('respects')

/** Takes back some of the respects that a reader has given. Answers how many. */
export async function eraseRespects(app: Parts, of: Leaving): Promise<number> {
  const { site, reader, at } = of
  const some = await app.db.read
    .selectFrom('respects')
    .select(['story', 'comment'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .limit(SOME)
    .execute()
  for (const [story, given] of Map.groupBy(some, one => one.story))
    await app.db.tx(async tx => {
      for (const { comment } of given) {
        const { numDeletedRows } = await tx
          .deleteFrom('respects')
          .where('site', '=', site)
          .where('story', '=', story)
          .where('comment', '=', comment)
          .where('reader', '=', reader)
          .executeTakeFirstOrThrow()
        if (!numDeletedRows) continue
        await tx
          .updateTable('comments')
          .set(eb => ({ respects: eb('respects', '-', 1) }))
          .where('site', '=', site)
          .where('story', '=', story)
          .where('id', '=', comment)
          .execute()
        await record(tx, { kind: 'respect.taken', site, story, comment, at })
        await askForCommonGround(tx, { site, at: app.clock() })
      }
    }, story)
  return some.length
}
