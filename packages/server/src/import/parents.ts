import { sql } from 'kysely'
import type { CommentRow } from '../comments/queries.ts'
import { isPublic } from '../comments/state.ts'
import { type Batch, flush, formerReader, makeComment, type Place, placeOf, type Run } from './batch.ts'
import { note } from './report.ts'

/** Where a reply hangs: below `place`, or at the top where that is null. `exact`: that is what it answers. */
export interface Above {
  place: Place | null
  exact: boolean
}

/**
 * Finds where an answer to a comment of the other system hangs: below that, or where that was left out, below the next one above it.
 * What was deleted there keeps its place as a line without words, made here when the first reply needs it (`stubs`).
 * Answers null where the parent is not there, or not yet, or in another story.
 */
export async function findAbove(
  run: Run,
  batch: Batch,
  { parent, story, stubs }: { parent: string; story: string; stubs: boolean },
): Promise<Above | null> {
  const seen = new Set<string>()
  for (let up: string | null = parent; up !== null && !seen.has(up); ) {
    seen.add(up)
    const place = await placeOf(run, batch, up)
    if (place) return place.story === story ? { place, exact: up === parent } : null
    const gone = run.gone.get(up)
    if (!gone) return null
    if (gone.deleted && stubs) return { place: await makeStub(run, batch, up, story), exact: up === parent }
    up = gone.parent
  }
  return { place: null, exact: false }
}

async function makeStub(run: Run, batch: Batch, foreign: string, story: string): Promise<Place> {
  const { parent, at } = run.gone.get(foreign)!
  // Asked for again while its own parents are looked for, it must not be made again: files may hold circles.
  run.gone.delete(foreign)
  const above = parent === null ? { place: null } : await findAbove(run, batch, { parent, story, stubs: true })
  const when = Math.min(at ?? batch.now, batch.now)
  const reader = await formerReader(run, batch, when)
  const stub = makeComment(run, batch, {
    foreign,
    story,
    place: above?.place ?? null,
    at: when,
    reader,
    text: '',
    state: 'withdrawn',
  })
  if (!above) wait(run, stub, { parent: parent!, example: null, alone: true })
  return stub
}

/** Remembers a comment whose parent is not there yet. */
export function wait(
  run: Run,
  { id, story }: Place,
  more: { parent: string; example: string | null; alone: boolean },
): void {
  run.waiting.set(id, { story, ...more })
}

/** Looks whether a comment that is here already hangs where it belongs, which it does not where an import was cut off. */
export async function compare(
  run: Run,
  batch: Batch,
  here: Place,
  { parent, example }: { parent: string; example: string },
): Promise<void> {
  const above = await findAbove(run, batch, { parent, story: here.story, stubs: false })
  if (!above || (above.exact && here.parent === null)) wait(run, here, { parent, example, alone: false })
  else if (!above.exact || above.place?.id !== here.parent) note(run.report, 'parent-left-out', example)
}

/** Hangs a comment that waited below its parent, if that came in the end and it is not there yet. */
export async function settle(run: Run, batch: Batch, id: string): Promise<void> {
  const { story, parent, example, alone } = run.waiting.get(id)!
  const say = (what: 'parent-missing' | 'parent-left-out') => example !== null && note(run.report, what, example)
  const row = await commentAt(run, batch, story, id)
  if (!row) return
  const above = await findAbove(run, batch, { parent, story, stubs: row.parent === null })
  if (!above) return void say('parent-missing')
  if (row.parent !== null) return void (above.place?.id !== row.parent && say('parent-left-out'))
  await flush(run, batch)
  let { place } = above
  if (place && (place.root ?? place.id) === id) return void say('parent-missing')
  // Replies are listed by their ids, so nothing hangs below what is younger.
  while (place && place.id > id)
    place = place.parent === null ? null : ((await commentAt(run, batch, story, place.parent)) ?? null)
  if (place !== above.place || !above.exact) say('parent-left-out')
  if (!place) return
  await attach(run, batch, { row, place, alone })
}

const commentAt = (run: Run, batch: Batch, story: string, id: string): Promise<CommentRow | undefined> =>
  batch.tx
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', run.app.config.site)
    .where('story', '=', story)
    .where('id', '=', id)
    .executeTakeFirst()

/** Moves a top comment with all that hangs below it under another comment, and keeps every count. */
async function attach(
  run: Run,
  batch: Batch,
  { row, place, alone }: { row: CommentRow; place: Place; alone: boolean },
): Promise<void> {
  const { site, story, id } = row
  const root = place.root ?? place.id
  const depth = place.depth + 1
  const comments = batch.tx.updateTable('comments').where('site', '=', site).where('story', '=', story)
  if (!alone)
    await comments
      .set(eb => ({ root, depth: eb('depth', '+', depth) }))
      .where('root', '=', id)
      .execute()
  const direct = sql<number>`(select count(*) from comments as below where below.site = ${site} and below.story = ${story}
    and below.parent = ${id} and below.state in ('shown', 'collapsed'))`
  await comments
    .set({ parent: place.id, root, depth, reply_count: alone ? 0 : direct })
    .where('id', '=', id)
    .execute()
  const itself = Number(isPublic(row.state))
  const more = (count: number) => comments.set(eb => ({ reply_count: eb('reply_count', '+', count) }))
  await more(row.reply_count + itself)
    .where('id', '=', root)
    .execute()
  if (place.id !== root && itself) await more(itself).where('id', '=', place.id).execute()
  batch.changed.set(story, batch.changed.get(story) ?? 0)
  // What is remembered of roots and depths is no longer true.
  batch.places.clear()
  const top = run.waiting.get(root)
  if (top) top.alone = false
}
