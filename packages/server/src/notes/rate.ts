import { type MayRate, type OwnRating, type Rated, type RateNote, REASONS_FOR } from '@parley/contract/notes.ts'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import { record } from '../db/events.ts'
import type { Reading } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { isReadable, noteRow } from './queries.ts'

const DAY = 86_400_000
/** As they are stored: twice the rating. */
export const VALUES = ['not', 'somewhat', 'helpful'] as const

/**
 * Rates a reader's note, or rates it otherwise than before. What it leads to is seen with the next run: nobody learns of a rating by what follows it at once.
 * Throws Refusal: note.unknown, rating.none, rating.own, rating.staff, rating.young, rating.enough, rating.reasons.
 */
export async function rateNote(
  app: App,
  who: ReaderVisitor,
  { id, value, reasons }: RateNote & { id: string },
): Promise<Rated> {
  if (reasons.some(reason => !REASONS_FOR[value].includes(reason))) throw new Refusal('rating.reasons')
  await app.notes.lot.ready()
  const { site } = app.config
  const rated = await app.db.tx(async tx => {
    const at = app.clock()
    const note = await noteRow(tx, site, id)
    if (!isReadable(note)) throw new Refusal('note.unknown')
    if (note.reader === who.id) throw new Refusal('rating.own')
    if (note.kind !== 'reader' || note.hidden_json !== null) throw new Refusal('rating.none')
    const key = { site, story: note.story, note: id, reader: who.id }
    const before = await ratingOf(tx, key)
    const may = await mayRate(app, tx, who, before !== undefined)
    if (!may.may) throw new Refusal(`rating.${may.why!}`, { from: may.from?.slice(0, 10) ?? '' })
    const row = { value: VALUES.indexOf(value), reasons_json: JSON.stringify(reasons), at }
    if (before && before.value === row.value && before.reasons_json === row.reasons_json) return null
    await tx
      .insertInto('note_ratings')
      .values({ ...key, ...row, invited: Number(app.notes.lot.isInvited(id, who.id)) })
      .onConflict(conflict => conflict.columns(['site', 'story', 'note', 'reader']).doUpdateSet(row))
      .execute()
    // Who rated, and how, is in no log: it must be possible to forget it.
    await record(tx, { kind: 'note.rated', site, story: note.story, comment: id, at })
    return note.story
  }, id)
  if (rated) await app.notes.rated({ story: rated, note: id })
  return answer(app, who, id)
}

/** Takes back one's rating. Doing it twice is doing it once. Throws Refusal('note.unknown'). */
export async function unrateNote(app: App, who: ReaderVisitor, id: string): Promise<Rated> {
  const { site } = app.config
  const story = await app.db.tx(async tx => {
    const note = await noteRow(tx, site, id)
    const { numDeletedRows } = await tx
      .deleteFrom('note_ratings')
      .where('site', '=', site)
      .where('story', '=', note.story)
      .where('note', '=', id)
      .where('reader', '=', who.id)
      .executeTakeFirst()
    if (!Number(numDeletedRows)) {
      if (!isReadable(note)) throw new Refusal('note.unknown')
      return null
    }
    await record(tx, { kind: 'note.rated', site, story: note.story, comment: id, at: app.clock() })
    return note.story
  }, id)
  if (story) await app.notes.rated({ story, note: id })
  return answer(app, who, id)
}

async function answer(app: App, who: ReaderVisitor, id: string): Promise<Rated> {
  const { read } = app.db
  const row = await read
    .selectFrom('note_ratings')
    .selectAll()
    .where('site', '=', app.config.site)
    .where('reader', '=', who.id)
    .where('note', '=', id)
    .executeTakeFirst()
  return { rating: row ? ownRating(row) : null, mayRate: await mayRate(app, read, who) }
}

export const ownRating = (row: { note: string; value: number; reasons_json: string; at: number }): OwnRating => ({
  note: row.note,
  value: VALUES[row.value]!,
  reasons: JSON.parse(row.reasons_json),
  at: iso(row.at),
})

const ratingOf = (db: Reading, key: { site: string; story: string; note: string; reader: string }) =>
  db
    .selectFrom('note_ratings')
    .select(['value', 'reasons_json'])
    .where('site', '=', key.site)
    .where('story', '=', key.story)
    .where('note', '=', key.note)
    .where('reader', '=', key.reader)
    .executeTakeFirst()

/**
 * Whether somebody may rate now: with an account of some age, some number of times a day, and not from the desk. Limits of the specification's section 9:
 * what the mathematics cannot keep out, these make dear. `again`: he rates otherwise what he has rated before.
 */
export async function mayRate(app: App, db: Reading, who: ReaderVisitor, again = false): Promise<MayRate> {
  const { site, notes } = app.config
  if (who.staff) return { may: false, why: 'staff', from: null }
  const now = app.clock()
  const { created_at } = await db
    .selectFrom('readers')
    .select('created_at')
    .where('site', '=', site)
    .where('id', '=', who.id)
    .executeTakeFirstOrThrow()
  const grown = created_at + notes.age
  if (now < grown) return { may: false, why: 'young', from: iso(grown) }
  if (again) return { may: true, why: null, from: null }
  const today = await db
    .selectFrom('note_ratings')
    .select('at')
    .where('site', '=', site)
    .where('reader', '=', who.id)
    .where('at', '>', now - DAY)
    .orderBy('at', 'desc')
    .limit(notes.aDay)
    .execute()
  if (today.length < notes.aDay) return { may: true, why: null, from: null }
  return { may: false, why: 'enough', from: iso((today.at(-1)?.at ?? now) + DAY) }
}
