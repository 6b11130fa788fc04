import { type Selectable, sql } from 'kysely'
import { anchorOf, answersForRow, NOTHING, SETTLED, type SettledTable, sealOf, settledOf } from './chain.ts'
import { nextNumber } from './numbers.ts'
import type { Tx } from './open.ts'
import { putOut, toldAs } from './outbox.ts'
import { prepared } from './prepared.ts'
import type { EventKind, Tables } from './schema.ts'

export interface Event {
  kind: EventKind
  site: string
  story: string
  comment?: string
  data?: Record<string, unknown>
  at: number
  /** How many more (or fewer) comments everybody may read. */
  count?: number
}

/** What a commit tells the rest of the process: numbers only; who wants more reads the log. */
export interface Change {
  site: string
  story: string
  url: string
  seq: number
  /** It takes nothing away from what everybody reads, so whoever reads may hear of it a moment later. */
  adds?: boolean
}

const ADDING: ReadonlySet<EventKind> = new Set(['comment.posted', 'respect.given', 'respect.taken', 'note.rated'])

const changes = new WeakMap<Tx, Change[]>()
const stories = new WeakMap<Tx, { site: string; story: string }[]>()

/** Whose events a transaction has recorded, or was about to when it failed. */
export const storiesIn = (tx: Tx): readonly { site: string; story: string }[] => stories.get(tx) ?? []

/** What was recorded in a transaction so far. */
export const changesIn = (tx: Tx): readonly Change[] => changes.get(tx) ?? []

/** Stands for a story where something changes that is in no story's log: who is on which case, what the newsroom has settled, and what is to be done. */
export const DESK = 'desk'
export const RULES = 'rules'
export const JOBS = 'jobs'

/** Tells every process of such a change once it is committed. */
export const ring = (tx: Tx, site: string, what: typeof DESK | typeof RULES | typeof JOBS) =>
  void changes.set(tx, [...changesIn(tx), { site, story: what, url: '', seq: 0 }])

const raise = prepared((db, { site, story, more }: { site: string; story: string; more: number }) =>
  db
    .updateTable('stories')
    .set(eb => ({ seq: eb('seq', '+', 1), count: eb('count', '+', more) }))
    .where('site', '=', site)
    .where('id', '=', story)
    .returning(['seq', 'count', 'url'])
    .returning([
      sql<string | null>`(select e.hash from events e where e.site = stories.site and e.story = stories.id
        and e.seq = stories.seq - 1)`.as('before'),
      sql<string | null>`(select min(r.id) from webhook_receivers r where r.site = stories.site)`.as('receiver'),
    ]),
)
const insertEvent = prepared((db, row: Selectable<Tables['events']>) => db.insertInto('events').values(row))

/**
 * Raises the story's number and writes the event under it; its row lock makes commit order equal number order. Answers the number and the new count.
 * Each event is sealed with that before it in its story (chain.ts), so that one changed, removed or put in later is noticed by `parley audit verify`.
 */
export async function record(tx: Tx, event: Event): Promise<{ seq: number; count: number }> {
  stories.set(tx, [...storiesIn(tx), { site: event.site, story: event.story }])
  const [story] = await raise(tx, { site: event.site, story: event.story, more: event.count ?? 0 })
  if (!story) throw new Error(`there is no story ${event.story}`)
  const row = {
    site: event.site,
    story: event.story,
    seq: story.seq,
    kind: event.kind,
    comment: event.comment ?? null,
    data_json: JSON.stringify({ ...event.data, count: story.count }),
    at: event.at,
  }
  await insertEvent(tx, { ...row, hash: sealOf(story.before ?? NOTHING, row) })
  if (story.seq === 1) await anchor(tx, event)
  if (story.receiver !== null && toldAs(event.kind, event.data)) await putOut(tx, row)
  const { site, kind } = event
  const change = { site, story: event.story, url: story.url, seq: story.seq, adds: ADDING.has(kind) }
  changes.set(tx, [...changesIn(tx), change])
  return { seq: story.seq, count: story.count }
}

/** Gives a story its place among the stories of its site with its first event, so that one that is missing as a whole is noticed. */
async function anchor(tx: Tx, { site, story, at }: Event): Promise<void> {
  const no = await nextNumber(tx, site, 'anchor')
  const before = await tx
    .selectFrom('anchors')
    .select('hash')
    .where('site', '=', site)
    .where('no', '=', no - 1)
    .executeTakeFirst()
  const row = { site, no, story, at }
  await tx
    .insertInto('anchors')
    .values({ ...row, hash: anchorOf(before?.hash ?? NOTHING, row) })
    .execute()
}

/**
 * Adds a row to one of the logs of what the newsroom has settled (chain.ts), with its event in the chain of the site. Such events are of
 * no story: streams do not tell of them.
 */
export async function settle<T extends SettledTable>(tx: Tx, table: T, row: Tables[T]): Promise<void> {
  const { site, at } = row
  ring(tx, site, RULES)
  await tx
    .insertInto(table as SettledTable)
    .values(row as never)
    .execute()
  const no = await nextNumber(tx, site, 'settled')
  const before = await tx
    .selectFrom('site_events')
    .select('hash')
    .where('site', '=', site)
    .where('no', '=', no - 1)
    .executeTakeFirst()
  const data_json = JSON.stringify(answersForRow(table, row))
  const event = { site, no, kind: SETTLED[table].kind, data_json, at }
  await tx
    .insertInto('site_events')
    .values({ ...event, hash: settledOf(before?.hash ?? NOTHING, event) })
    .execute()
}
