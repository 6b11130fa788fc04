import type { Summary } from '@parley/contract/light.ts'
import type {
  Comment,
  CommentInPlace,
  Only,
  PublicDecision,
  RepliesPage,
  Reply,
  Sort,
  ThreadPage,
} from '@parley/contract/schemas.ts'
import { type Selectable, sql } from 'kysely'
import type { App } from '../app.ts'
import { eitherOf } from '../db/dialect/either.ts'
import type { Reading } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { stateAfter, type Told } from '../decisions/acts.ts'
import { publicCall } from '../eyewitness/call.ts'
import { type Faces, facesOf } from '../eyewitness/face.ts'
import { Refusal } from '../http/problems.ts'
import { authorId } from '../readers/leaving.ts'
import { publicStory, type StoryRow, storyById } from '../stories/queries.ts'
import { bodyOf } from './body.ts'
import { isPublic } from './state.ts'

export type CommentRow = Selectable<Tables['comments']>
interface Names {
  author_name: string
  author_role: Selectable<Tables['readers']>['role']
  parent_name: string | null
  parent_kind: CommentRow['kind'] | null
}
/** A comment with what its public face needs of its author and of the one it answers. */
export type FacedRow = CommentRow & Names

const FACE = [
  ...(['id', 'kind', 'state', 'reader', 'text', 'posted_at', 'edited_at', 'respects', 'reply_count'] as const),
  ...(['root', 'parent', 'depth', 'decision_json', 'common_ground', 'featured_at'] as const),
] as const
/** The public face alone. */
export type FaceRow = Pick<CommentRow, (typeof FACE)[number]> & Names
const face = sql.raw(`${FACE.map(column => `c.${column}`).join(', ')}, r.name as author_name, r.role as author_role`)

/** Written as the partial indexes have it, so that they are used. */
const isListed = (c: string) => `(${c}.state in ('shown', 'collapsed') or ${c}.reply_count > 0)`
const listed = sql.raw<boolean>(isListed('c'))

/** Ends by asking: what a writer leaves for the others to take up. A question mark within is as often rhetoric. */
const asks = (c: string) => `rtrim(${c}.text, ' )"”’»*_!\n') <> rtrim(${c}.text, ' )"”’»*_!\n?？؟')`
const isPublicIn = (c: string) => `${c}.state in ('shown', 'collapsed')`

/** What alone is listed, as the partial indexes have it. */
const ONLY: Record<Only, (c: string) => string> = {
  picked: c => `${c}.featured_at is not null and ${c}.state = 'shown'`,
  questions: c =>
    `${c}.parent is null and ${c}.reply_count = 0 and ${c}.state = 'shown' and ${c}.kind = 'comment' and ${asks(c)}`,
  accounts: c => `${c}.kind = 'eyewitness' and ${isPublicIn(c)}`,
}

/** Comments with names. */
export function faced(db: Reading) {
  return db
    .selectFrom('comments as c')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .leftJoin('comments as p', join =>
      join
        .onRef('p.site', '=', 'c.site')
        .onRef('p.story', '=', 'c.story')
        .onRef('p.id', '=', 'c.parent')
        .on(sql<boolean>`p.state in ('shown', 'collapsed')`),
    )
    .leftJoin('readers as pr', join => join.onRef('pr.site', '=', 'p.site').onRef('pr.id', '=', 'p.reader'))
    .selectAll('c')
    .select(['r.name as author_name', 'r.role as author_role', 'pr.name as parent_name', 'p.kind as parent_kind'])
}

/** The faces of the accounts among comments, and among those that they answer. */
export const facesIn = (
  db: Reading,
  of: { site: string; story: string | readonly string[] },
  rows: readonly FaceRow[],
): Promise<Faces> =>
  facesOf(
    db,
    of,
    rows.flatMap(({ id, kind, parent, parent_kind }) => [
      ...(kind === 'eyewitness' ? [id] : []),
      ...(parent_kind === 'eyewitness' ? [parent!] : []),
    ]),
  )

/** What everybody may see of a comment. Words and author of one that is not public never come near the answer. */
export function publicComment(row: FaceRow, faces: Faces): Reply {
  const open = isPublic(row.state)
  return {
    id: row.id,
    kind: open ? row.kind : 'comment',
    state: row.state === 'held' ? 'removed' : row.state,
    author: open ? authorOf(row, faces) : null,
    body: open ? bodyOf(row.text) : [],
    postedAt: iso(row.posted_at),
    editedAt: open && row.edited_at !== null ? iso(row.edited_at) : null,
    respects: open ? row.respects : 0,
    replyCount: row.reply_count,
    rootId: row.root,
    replyTo: row.parent,
    replyToName: parentNameOf(row, faces),
    depth: row.depth,
    decision: publicDecision(row),
    featured: featuredAt(row),
    account: open ? (faces.get(row.id)?.account ?? null) : null,
  }
}

/** Since when the newsroom has picked it, as long as it is shown. */
export const featuredAt = ({ state, featured_at }: Pick<FaceRow, 'state' | 'featured_at'>): string | null =>
  featured_at !== null && state === 'shown' ? iso(featured_at) : null

/** What everybody may know of the decision that holds, as long as the comment is in the state that it led to. */
function publicDecision({ state, decision_json }: FaceRow): PublicDecision | null {
  if (decision_json === null) return null
  const told = JSON.parse(decision_json) as Told
  const holds = told.act !== 'show' && told.act !== 'hold' && stateAfter('shown', told.act) === state
  return holds ? (told as PublicDecision) : null
}

/** Who wrote it; of an account, whoever its author says that he is. */
export const authorOf = (row: FaceRow, faces: Faces) =>
  faces.get(row.id)?.author ?? {
    id: authorId(row.reader),
    name: row.author_name,
    badge: row.author_role === 'reader' ? null : row.author_role,
  }

export const parentNameOf = ({ parent, parent_name }: FaceRow, faces: Faces): string | null =>
  parent_name === null ? null : (faces.get(parent ?? '')?.author?.name ?? parent_name)

export const iso = (time: number) => new Date(time).toISOString()

/** A page of top comments, each with its first replies. The cost does not depend on the size of the story. */
export async function threadPage(
  db: Reading,
  story: StoryRow,
  { sort, only, after, limit }: { sort: Sort; only?: Only | null; after: string | null; limit: number },
  repliesShown: number,
): Promise<ThreadPage> {
  const among = only ? ONLY[only]('c') : `c.parent is null and c.kind <> 'note' and ${isListed('c')}`
  // Written out: building this with a query builder costs more than running it.
  const { rows: found } = await sql<FaceRow>`select ${face}, null as parent_name, null as parent_kind
    from comments c join readers r on r.site = c.site and r.id = c.reader
    where c.site = ${story.site} and c.story = ${story.id} and ${sql.raw(among)}
      ${after ? sql`and ${place(sort, after)}` : NOTHING}
    order by ${ORDER[sort]} limit ${limit + 1}`.execute(db)
  const rows = found.slice(0, limit)
  const roots = rows.filter(row => row.parent === null && row.reply_count > 0).map(row => row.id)
  const replies = await firstReplies(db, story, roots, repliesShown)
  const faces = await facesIn(db, { site: story.site, story: story.id }, [...rows, ...[...replies.values()].flat()])
  const last = rows.at(-1)
  return {
    story: publicStory(story),
    comments: rows.map(row => withReplies(row, replies.get(row.id) ?? [], { shown: repliesShown, faces })),
    next: found.length > limit && last ? cursorOf(sort, last) : null,
    ...(sort === 'common-ground' && { known: rows.filter(({ common_ground }) => common_ground >= 0).length }),
    ...(after === null && { summary: await summaryOf(db, story) }),
  }
}

/** Of each kind no more are counted, so that the cost does not depend on the size of the story. */
const COUNTED = 1000

/** The numbers of a story: people are kept with it, the rest is counted in indexes that hold nothing else. */
async function summaryOf(db: Reading, { site, id, people, notes }: StoryRow): Promise<Summary> {
  const count = (
    only: Only,
  ) => sql`(select count(*) from (select 1 as one from comments c where c.site = ${site} and c.story = ${id}
    and ${sql.raw(ONLY[only]('c'))} limit ${COUNTED}) as x)`
  // Of few stories there are notes, and of these few.
  const shown = notes
    ? sql`(select count(*) from (select 1 as one from notes n join comments c on c.site = n.site and c.story = n.story and c.id = n.id
      where n.site = ${site} and n.story = ${id} and (n.kind <> 'reader' or n.status = 'shown') and n.hidden_json is null
      and c.state = 'shown' limit ${COUNTED}) as x)`
    : sql.raw('0')
  const { rows } = await sql<Record<Only | 'notes', number>>`select ${count('picked')} as picked,
    ${count('questions')} as questions, ${count('accounts')} as accounts, ${shown} as notes`.execute(db)
  const counted = rows[0]!
  return {
    people,
    accounts: Number(counted.accounts),
    notes: Number(counted.notes),
    questions: Number(counted.questions),
    picked: Number(counted.picked),
  }
}

const NOTHING = sql.raw('')
const ORDER: Record<Sort, ReturnType<typeof sql.raw>> = {
  newest: sql.raw('c.id desc'),
  oldest: sql.raw('c.id'),
  respected: sql.raw('c.respects desc, c.id desc'),
  // What nothing is known of has -1: it stands behind the rest, the newest first.
  'common-ground': sql.raw('c.common_ground desc, c.id desc'),
}
/** Orders by a number, and of equals the newest first. */
const NUMBER: Partial<Record<Sort, 'respects' | 'common_ground'>> = {
  respected: 'respects',
  'common-ground': 'common_ground',
}

const cursorOf = (sort: Sort, row: FaceRow) => {
  const number = NUMBER[sort]
  return number ? `${row[number]}~${row.id}` : row.id
}

/** Where a page goes on. Throws Refusal('cursor.invalid') for what no page has ever said. */
function place(sort: Sort, cursor: string) {
  const parts = /^(?:(-1|\d{1,9})~)?(c_[0-9a-z]{10,30})$/.exec(cursor)
  const number = NUMBER[sort]
  if (!parts || (number !== undefined) !== (parts[1] !== undefined)) throw new Refusal('cursor.invalid')
  const id = parts[2]!
  if (number) return sql<boolean>`(${sql.ref(`c.${number}`)}, c.id) < (${Number(parts[1])}, ${id})`
  return sort === 'oldest' ? sql<boolean>`c.id > ${id}` : sql<boolean>`c.id < ${id}`
}

function withReplies(row: FaceRow, replies: FaceRow[], { shown, faces }: { shown: number; faces: Faces }): Comment {
  const first = replies.slice(0, shown)
  return {
    ...publicComment(row, faces),
    replies: first.map(reply => publicComment(reply, faces)),
    nextReplies: replies.length > shown ? first.at(-1)!.id : null,
  }
}

/** The first replies of each thread, oldest first, and one more where there are more. */
async function firstReplies(
  db: Reading,
  story: StoryRow,
  roots: string[],
  shown: number,
): Promise<Map<string, FaceRow[]>> {
  if (!roots.length) return new Map()
  // Of each thread no more is read than that, however long it is.
  const first = eitherOf(db, {
    sqlite: sql`join comments c on ${below('c')}
      and c.id <= coalesce((select x.id from comments x where ${below('x')} order by x.id limit 1 offset ${shown}), '~')`,
    postgres: sql`cross join lateral (select * from comments c where ${below('c')} order by c.id limit ${shown + 1}) c`,
  })
  const { rows } =
    await sql<FaceRow>`select ${face}, pr.name as parent_name, p.kind as parent_kind from comments t ${first}
    join readers r on r.site = c.site and r.id = c.reader
    left join comments p on p.site = c.site and p.story = c.story and p.id = c.parent and p.state in ('shown', 'collapsed')
    left join readers pr on pr.site = p.site and pr.id = p.reader
    where t.site = ${story.site} and t.story = ${story.id} and t.id in (${sql.join(roots)})`.execute(db)
  return Map.groupBy(
    rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    row => row.root!,
  )
}

/** Which comments are replies in a thread t. */
const below = (c: string) =>
  sql.raw(
    `${c}.site = t.site and ${c}.story = t.story and ${c}.root = t.id and ${c}.parent is not null and ${isListed(c)}`,
  )

/** A page of the replies below a top comment, oldest first, flat. Throws Refusal('cursor.invalid'). */
export async function repliesPage(
  db: Reading,
  top: FacedRow,
  after: string | null,
  limit: number,
): Promise<RepliesPage> {
  let query = faced(db)
    .where('c.site', '=', top.site)
    .where('c.story', '=', top.story)
    .where('c.root', '=', top.root ?? top.id)
    .where('c.parent', 'is not', null)
    .where(listed)
    .orderBy('c.id')
    .limit(limit + 1)
  if (after) query = query.where(place('oldest', after))
  const found = await query.execute()
  const rows = found.slice(0, limit)
  const faces = await facesIn(db, top, rows)
  return { replies: rows.map(row => publicComment(row, faces)), next: found.length > limit ? rows.at(-1)!.id : null }
}

/** One listed comment. What is not listed does not exist. Throws Refusal('comment.unknown'). */
export async function commentToShow(db: Reading, site: string, id: string): Promise<FacedRow> {
  const row = await faced(db).where('c.site', '=', site).where('c.id', '=', id).where(listed).executeTakeFirst()
  if (!row) throw new Refusal('comment.unknown')
  return row
}

/** How far up a permalink's thread goes. */
const PATH = 50

/** One comment in its place: story, top comment, and the parents between. Throws Refusal('comment.unknown'). */
export async function commentInPlace(
  { db: { read: db }, config: { site }, rules, clock }: Pick<App, 'db' | 'config' | 'rules' | 'clock'>,
  id: string,
): Promise<CommentInPlace> {
  const row = await commentToShow(db, site, id)
  // It stands in no thread, and has a page of its own.
  if (row.kind === 'note') throw new Refusal('comment.unknown')
  const story = (await storyById(db, site, row.story))!
  const top = row.root
    ? await faced(db)
        .where('c.site', '=', site)
        .where('c.story', '=', row.story)
        .where('c.id', '=', row.root)
        .executeTakeFirstOrThrow()
    : row
  const path: FacedRow[] = []
  for (let up = row.parent; up && up !== top.id && path.length < PATH; ) {
    const parent: FacedRow = await faced(db)
      .where('c.site', '=', site)
      .where('c.story', '=', row.story)
      .where('c.id', '=', up)
      .executeTakeFirstOrThrow()
    path.unshift(parent)
    up = parent.parent
  }
  const replies = (await firstReplies(db, story, [top.id], 5)).get(top.id) ?? []
  const faces = await facesIn(db, row, [row, top, ...path, ...replies])
  const now = clock()
  return {
    story: { ...publicStory(story), open: rules.openness(story, now).open, call: publicCall(story, now) },
    comment: publicComment(row, faces),
    top: withReplies(top, replies, { shown: 5, faces }),
    path: path.map(one => publicComment(one, faces)),
  }
}

/** Versions of a comment whose words are public; one that was held and then rewritten never was. Throws Refusal('comment.unknown'). */
export async function publicRevisions(db: Reading, site: string, id: string) {
  const row = await commentToShow(db, site, id)
  if (!isPublic(row.state)) throw new Refusal('comment.unknown')
  const rows = await db
    .selectFrom('revisions')
    .select(['no', 'at', 'text', 'verdict_json'])
    .where('site', '=', site)
    .where('story', '=', row.story)
    .where('comment', '=', id)
    .orderBy('no')
    .execute()
  return rows
    .filter(({ no, verdict_json }) => no === row.revision || JSON.parse(verdict_json).outcome !== 'hold')
    .map(({ no, at, text }) => ({ no, at: iso(at), body: bodyOf(text) }))
}
