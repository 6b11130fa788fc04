import {
  anchorOf,
  type answersFor,
  answersForRow,
  NOTHING,
  SETTLED_TABLES,
  sealOf,
  settledOf,
  sumOfDecision,
  sumOfSettings,
  sumOfStatement,
} from '../db/chain.ts'
import type { Reading } from '../db/open.ts'

/** Where a chain breaks first. */
export interface Broken {
  /** Id of the story; `SITE` in the chain of the site; null where the list of stories itself is broken. */
  story: string | null
  /** Number of the event, or of the story in the list of stories; null where a story is missing as a whole, or no event answers for something. */
  no: number | null
  what: 'changed' | 'removed' | 'inserted' | 'missing' | 'unlisted' | 'other'
  said: string
}

/** Stands for the site where the id of a story stands: its chain is of what the newsroom has settled. No story is called so. */
export const SITE = 'site'

/** Where that is, in words. */
export function placeOf({ story, no }: Broken): string {
  if (story === null) return `entry ${no} of the list of stories`
  const chain = story === SITE ? 'what the newsroom has settled' : `story ${story}`
  return no === null ? chain : `${chain}, number ${no}`
}

/** A story's chain, or the site's, as it stood when it was written down outside. */
export interface Head {
  story: string
  seq: number
  hash: string
}

export interface Audit {
  ok: boolean
  stories: number
  events: number
  /** Of the last change to what the newsroom has settled. */
  settled: { no: number; hash: string }
  /** Of the last story in the list; with the heads of the stories it stands for everything. */
  anchor: { no: number; hash: string }
  broken: Broken | null
}

/** So many events are read at a time. */
const PAGE = 2000

/**
 * Follows the chains of a site: what the newsroom has settled, the list of its stories, then every story's events, in order of their ids;
 * stops at the first broken link.
 * `heads` were written down earlier, outside the database: whoever rewrites a whole chain cannot rewrite them.
 */
export async function verify(db: Reading, site: string, heads: readonly Head[] = []): Promise<Audit> {
  // One transaction sees one moment, whoever writes meanwhile.
  return db.transaction().execute(async tx => {
    const nothing = { no: 0, hash: NOTHING }
    const audit: Audit = { ok: false, stories: 0, events: 0, settled: nothing, anchor: nothing, broken: null }
    const listed = new Set<string>()
    const known = new Map(heads.map(head => [head.story, head]))
    const ofSite = known.get(SITE)
    known.delete(SITE)
    audit.broken =
      (await brokenSite(tx, site, { audit, head: ofSite })) ??
      (await brokenList(tx, site, { audit, listed })) ??
      (await brokenStory(tx, site, { audit, listed, heads: known }))
    audit.ok = audit.broken === null
    return audit
  })
}

/** The same for what the newsroom has settled alone: a handful of rows, read in some milliseconds. */
export async function verifySettled(db: Reading, site: string): Promise<Pick<Audit, 'settled' | 'broken'>> {
  return db.transaction().execute(async tx => {
    const audit = { settled: { no: 0, hash: NOTHING } }
    return { broken: await brokenSite(tx, site, { audit, head: undefined }), ...audit }
  })
}

/** Every row of the newsroom's logs has its event, in a chain, and every event its row, as it was written. */
async function brokenSite(
  db: Reading,
  site: string,
  { audit, head }: { audit: Pick<Audit, 'settled'>; head: Head | undefined },
): Promise<Broken | null> {
  const broken = (no: number | null, what: Broken['what'], said: string): Broken => ({ story: SITE, no, what, said })
  const rows = await settledRows(db, site)
  const counter = await db
    .selectFrom('counters')
    .select('value')
    .where('site', '=', site)
    .where('name', '=', 'settled')
    .executeTakeFirst()
  const events = await db.selectFrom('site_events').selectAll().where('site', '=', site).orderBy('no').execute()
  for (const event of events) {
    const no = audit.settled.no + 1
    if (event.no !== no)
      return event.no > no
        ? broken(no, 'removed', 'this event was taken out')
        : broken(event.no, 'inserted', 'this event was put in')
    if (event.hash !== settledOf(audit.settled.hash, event))
      return broken(no, 'changed', 'this event was changed, or the one before was sealed anew')
    if (head?.seq === no && head.hash !== event.hash)
      return broken(no, 'other', 'this event is not the one that was written down')
    const { table, row, sum } = JSON.parse(event.data_json) as ReturnType<typeof answersForRow>
    const name = [table, ...row].join(' ')
    const found = rows.get(name)
    if (found === undefined) return broken(no, 'changed', `its row (${name}) was taken out`)
    if (found !== sum) return broken(no, 'changed', `its row (${name}) was changed`)
    rows.delete(name)
    audit.settled = { no, hash: event.hash }
  }
  const last = Math.max(Number(counter?.value ?? 0), head?.seq ?? 0)
  if (audit.settled.no < last)
    return broken(audit.settled.no + 1, 'removed', `the log ends before this event; it went to ${last}`)
  if (audit.settled.no > last) return broken(last + 1, 'inserted', 'this event was put in at the end')
  const [name] = rows.keys()
  return name === undefined ? null : broken(null, 'inserted', `this row (${name}) was put in: no event answers for it`)
}

/** The sum of every row of the newsroom's logs, by table and name. */
async function settledRows(db: Reading, site: string): Promise<Map<string, string>> {
  const sums = new Map<string, string>()
  for (const table of SETTLED_TABLES)
    for (const found of await db.selectFrom(table).selectAll().where('site', '=', site).execute()) {
      const { row, sum } = answersForRow(table, found)
      sums.set([table, ...row].join(' '), sum)
    }
  return sums
}

async function brokenList(
  db: Reading,
  site: string,
  { audit, listed }: { audit: Audit; listed: Set<string> },
): Promise<Broken | null> {
  const broken = (no: number, what: Broken['what'], said: string): Broken => ({ story: null, no, what, said })
  const counter = await db
    .selectFrom('counters')
    .select('value')
    .where('site', '=', site)
    .where('name', '=', 'anchor')
    .executeTakeFirst()
  for (;;) {
    const rows = await db
      .selectFrom('anchors')
      .selectAll()
      .where('site', '=', site)
      .where('no', '>', audit.anchor.no)
      .orderBy('no')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      const no = audit.anchor.no + 1
      if (row.no !== no) return broken(no, 'removed', 'this story was taken out of the list of stories')
      if (row.hash !== anchorOf(audit.anchor.hash, row))
        return broken(no, 'changed', 'the list of stories was changed here, or the entry before was sealed anew')
      audit.anchor = { no, hash: row.hash }
      listed.add(row.story)
    }
    if (rows.length < PAGE) break
  }
  const last = Number(counter?.value ?? 0)
  return last === audit.anchor.no
    ? null
    : broken(audit.anchor.no + 1, 'removed', `the list of stories ends at ${audit.anchor.no}; it had ${last}`)
}

async function brokenStory(
  db: Reading,
  site: string,
  { audit, listed, heads }: { audit: Audit; listed: Set<string>; heads: Map<string, Head> },
): Promise<Broken | null> {
  const found = await db.selectFrom('stories').select(['id', 'seq', 'settings_json']).where('site', '=', site).execute()
  const counted = new Map(found.map(row => [row.id, Number(row.seq)]))
  const settings = new Map(found.map(row => [row.id, row.settings_json]))
  const stories = [...new Set([...listed, ...heads.keys(), ...counted.keys()])].sort()
  const chains = eventsOf(db, site)
  let event = (await chains.next()).value
  for (const story of stories) {
    // Events of a story that is neither listed nor there.
    if (event && event.story < story) return unlisted(event.story)
    let before = { seq: 0, hash: NOTHING }
    let settled: { no: number | null; sum: string } = { no: null, sum: sumOfSettings(null) }
    for (; event && event.story === story; event = (await chains.next()).value) {
      const no = before.seq + 1
      if (!listed.has(story)) return unlisted(story)
      if (event.seq !== no)
        return event.seq > no
          ? { story, no, what: 'removed', said: 'this event was taken out' }
          : { story, no: event.seq, what: 'inserted', said: 'this event was put in' }
      if (event.hash !== sealOf(before.hash, event))
        return { story, no, what: 'changed', said: 'this event was changed, or the one before was sealed anew' }
      before = { seq: no, hash: event.hash }
      const head = heads.get(story)
      if (head?.seq === no && head.hash !== event.hash)
        return { story, no, what: 'other', said: 'this event is not the one that was written down' }
      const decision = await brokenDecision(db, event)
      if (decision) return { story, no, what: 'changed', said: decision }
      const sum = event.kind === 'story.changed' ? JSON.parse(event.data_json).settings : undefined
      if (sum !== undefined) settled = { no, sum }
      audit.events++
    }
    const last = Math.max(counted.get(story) ?? 0, heads.get(story)?.seq ?? 0)
    if (before.seq === 0 && (listed.has(story) || last > 0))
      return { story, no: null, what: 'missing', said: 'the whole story is missing' }
    if (before.seq < last)
      return { story, no: before.seq + 1, what: 'removed', said: `the log ends before this event; it went to ${last}` }
    if (counted.has(story) && before.seq > counted.get(story)!)
      return { story, no: counted.get(story)! + 1, what: 'inserted', said: 'this event was put in at the end' }
    if (sumOfSettings(settings.get(story) ?? null) !== settled.sum)
      return { story, no: settled.no, what: 'changed', said: 'the settings of this story were changed' }
    if (before.seq > 0) audit.stories++
  }
  return event ? unlisted(event.story) : null
}

/** Events that answer for a decision or its statement. */
const DECIDES: ReadonlySet<string> = new Set(['decision.made', 'statement.given', 'review.made'])

/** What is wrong with the decision that an event answers for, or with its statement; null where nothing is, or where it is older than such sums. */
async function brokenDecision(
  db: Reading,
  event: { site: string; story: string; kind: string; data_json: string },
): Promise<string | null> {
  if (!DECIDES.has(event.kind)) return null
  const { decision, sum, statement, stated } = JSON.parse(event.data_json) as Partial<ReturnType<typeof answersFor>>
  if (decision === undefined || sum === undefined) return null
  const row = await db
    .selectFrom('decisions')
    .selectAll()
    .where('site', '=', event.site)
    .where('story', '=', event.story)
    .where('id', '=', decision)
    .executeTakeFirst()
  if (!row) return `its decision ${decision} was taken out`
  if (sumOfDecision(row) !== sum) return `its decision ${decision} was changed`
  if (statement === undefined) return null
  const written = await db
    .selectFrom('statements')
    .select(['no', 'body_json'])
    .where('site', '=', event.site)
    .where('no', '=', statement)
    .executeTakeFirst()
  if (!written) return `its statement no. ${statement} was taken out`
  return sumOfStatement(written) === stated ? null : `its statement no. ${statement} was changed`
}

const unlisted = (story: string): Broken => ({
  story,
  no: 1,
  what: 'unlisted',
  said: 'this story was put in: it is not in the list of stories',
})

/** Every event of a site, by story and number, a page at a time. */
async function* eventsOf(db: Reading, site: string) {
  for (let last = { story: '', seq: 0 }; ; ) {
    const { story, seq } = last
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('site', '=', site)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('story', 'seq'), '>', tuple(story, seq)))
      .orderBy('story')
      .orderBy('seq')
      .limit(PAGE)
      .execute()
    yield* rows
    if (rows.length < PAGE) return
    last = rows.at(-1)!
  }
}

/** The last event of the site and of every story, to be written down where whoever can write to the database cannot. */
export async function headsOf(db: Reading, site: string): Promise<Head[]> {
  const settled = await db
    .selectFrom('site_events')
    .select(['no', 'hash'])
    .where('site', '=', site)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()
  const stories = await db
    .selectFrom('stories as s')
    .innerJoin('events as e', join =>
      join.onRef('e.site', '=', 's.site').onRef('e.story', '=', 's.id').onRef('e.seq', '=', 's.seq'),
    )
    .select(['e.story', 'e.seq', 'e.hash'])
    .where('s.site', '=', site)
    .orderBy('e.story')
    .execute()
  return settled ? [{ story: SITE, seq: Number(settled.no), hash: settled.hash }, ...stories] : stories
}
