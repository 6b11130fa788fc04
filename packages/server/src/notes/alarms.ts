import { noteDesk } from '@parley/contract/messages/en.ts'
import type { NoteAlarm } from '@parley/contract/notes.ts'
import { type Catalogue, say, type Values } from '@parley/contract/say.ts'
import type { Selectable } from 'kysely'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import { newId } from '../db/ids.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import type { StoredRun } from './run.ts'
import { tellEditors } from './tell.ts'

type Kind = NoteAlarm['kind']
export type AlarmRow = Selectable<Tables['note_alarms']>
type Parts = Pick<App, 'config' | 'db' | 'clock'>

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** More than so many sure raters of one side who turn against a shown note within an hour are a burst. Source: specification, section 9. */
export const BURST = { more: 3, within: HOUR }
/** From so strong a correlation on the sides are about something else than views, told from so many sure raters. */
const CORRELATED = { from: 0.5, raters: 30 }
/** The scores have come together where their standard deviation is less than this share of what it was, told from so many notes. */
const COLLAPSED = { below: 0.5, notes: 20 }
/** The same is not told twice within this time. */
const AGAIN = 7 * DAY
/** More raters than this are not looked up: their correlation is as good from the first ones. */
const LOOK = 20_000

const CATALOGUES: Record<string, Catalogue> = { en: noteDesk }
const sentence = ({ config: { language } }: Pick<App, 'config'>, key: string, values: Values) =>
  say(CATALOGUES[language] ?? CATALOGUES.en!, language, key, values)

export const alarmOf = (app: Pick<App, 'config'>, row: AlarmRow): NoteAlarm => ({
  id: row.id,
  kind: row.kind,
  note: row.note,
  text: sentence(app, `note.alarm.${row.kind}`, JSON.parse(row.values_json)),
  at: iso(row.at),
  seenAt: row.seen_at === null ? null : iso(row.seen_at),
})

/** Writes an alarm and tells the editors, in the transaction of whoever calls. */
export async function raise(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  { kind, story = '', note = null, values }: { kind: Kind; story?: string; note?: string | null; values: Values },
): Promise<void> {
  const at = app.clock()
  const { site, url } = app.config
  await tx
    .insertInto('note_alarms')
    .values({
      ...{ site, story, id: newId('n', at), kind, note, values_json: JSON.stringify(values), at },
      ...{ seen_at: null, seen_by: null },
    })
    .execute()
  await tellEditors(tx, app, {
    what: sentence(app, `note.alarm.${kind}`, values),
    link: `${url}/desk#/notes${note ? `/${note}` : ''}`,
  })
}

/**
 * Those of some notes against which more than three sure raters of one side have turned since a time: how many. Sides are those of the last run, and are not told.
 * @param against who rated a shown note “not helpful” lately
 */
export function burstsIn(
  against: readonly { note: string; reader: string }[],
  sideOf: (reader: string) => number,
): Map<string, number> {
  const bursts = new Map<string, number>()
  for (const [note, rows] of Map.groupBy(against, row => row.note)) {
    const sides = rows.map(({ reader }) => sideOf(reader))
    const most = Math.max(sides.filter(side => side < 0).length, sides.filter(side => side > 0).length)
    if (most > BURST.more) bursts.set(note, most)
  }
  return bursts
}

/** Pearson's correlation; 0 where one of the two does not vary. Pure. */
export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const n = xs.length
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / n
  const [mx, my] = [mean(xs), mean(ys)]
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [xs[i]! - mx, ys[i]! - my]
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0
}

/** Standard deviation of the scores of notes that have an axis and enough ratings; null where these are too few to tell. */
export function spreadOf({ notes }: Pick<StoredRun, 'notes'>): number | null {
  const scores = notes.filter(({ axis, count }) => axis && count >= 5).map(({ score }) => score!)
  if (scores.length < COLLAPSED.notes) return null
  const mean = scores.reduce((sum, one) => sum + one, 0) / scores.length
  return Math.sqrt(scores.reduce((sum, one) => sum + (one - mean) ** 2, 0) / scores.length)
}

/**
 * What is wrong with a whole run: the sides differ in how old or how busy their accounts are, or the scores have come together since the last one. Source:
 * specification, section 9.
 */
export async function wrongWith(
  app: Parts,
  run: StoredRun,
  before: { spread: number | null } | undefined,
): Promise<{ kind: Kind; values: Values }[]> {
  const wrong: { kind: Kind; values: Values }[] = []
  const { raterSide } = run.sides
  const { raterComponent, byRater } = run.ratings
  // Sides of parts that nothing connects cannot be compared; the largest part is looked at.
  const sizes = new Map<number, number>()
  for (const c of raterComponent) sizes.set(c, (sizes.get(c) ?? 0) + 1)
  const largest = [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0]
  const sure = run.raterIds.flatMap((id, u) => (raterSide[u] !== 0 && raterComponent[u] === largest ? [{ id, u }] : []))
  if (sure.length >= CORRELATED.raters) {
    const looked = sure.slice(0, LOOK)
    const sides = looked.map(({ u }) => raterSide[u]!)
    const busy = looked.map(({ u }) => Math.log(byRater.start[u + 1]! - byRater.start[u]!))
    const born = await bornAt(
      app.db.read,
      app.config.site,
      looked.map(({ id }) => id),
    )
    const now = app.clock()
    const old = looked.map(({ id }) => Math.log(1 + Math.max(0, now - (born.get(id) ?? now)) / DAY))
    for (const [kind, r] of [
      ['age', correlation(sides, old)],
      ['activity', correlation(sides, busy)],
    ] as const)
      if (Math.abs(r) >= CORRELATED.from)
        wrong.push({ kind, values: { r: Math.abs(r).toFixed(2), raters: looked.length } })
  }
  const spread = spreadOf(run)
  if (spread !== null && before?.spread != null && spread < COLLAPSED.below * before.spread)
    wrong.push({ kind: 'spread', values: { before: before.spread.toFixed(2), after: spread.toFixed(2) } })
  return wrong
}

async function bornAt(db: Reading, site: string, ids: readonly string[]): Promise<Map<string, number>> {
  const born = new Map<string, number>()
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await db
      .selectFrom('readers')
      .select(['id', 'created_at'])
      .where('site', '=', site)
      .where('id', 'in', ids.slice(from, from + 500))
      .execute()
    for (const row of rows) born.set(row.id, row.created_at)
  }
  return born
}

/** Writes what is wrong, unless the same was told lately or waits to be looked at. */
export async function raiseOfSite(app: Parts, wrong: readonly { kind: Kind; values: Values }[]): Promise<void> {
  for (const one of wrong)
    await app.db.tx(async tx => {
      const known = await tx
        .selectFrom('note_alarms')
        .select('id')
        .where('site', '=', app.config.site)
        .where('story', '=', '')
        .where('kind', '=', one.kind)
        .where(eb => eb.or([eb('seen_at', 'is', null), eb('at', '>', app.clock() - AGAIN)]))
        .executeTakeFirst()
      if (!known) await raise(tx, app, one)
    })
}
