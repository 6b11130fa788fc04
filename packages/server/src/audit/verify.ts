import { anchorOf, type answersFor, NOTHING, sealOf, sumOfDecision, sumOfStatement } from '../db/chain.ts'
import type { Reading } from '../db/open.ts'

/** Where a chain breaks first. */
export interface Broken {
  /** Id of the story; null where the list of stories itself is broken. */
  story: string | null
  /** Number of the event, or of the story in the list of stories; null where a story is missing as a whole. */
  no: number | null
  what: 'changed' | 'removed' | 'inserted' | 'missing' | 'unlisted' | 'other'
  said: string
}

/** A story's chain as it stood when it was written down outside. */
export interface Head {
  story: string
  seq: number
  hash: string
}

export interface Audit {
  ok: boolean
  stories: number
  events: number
  /** Of the last story in the list; with the heads of the stories it stands for everything. */
  anchor: { no: number; hash: string }
  broken: Broken | null
}

/** So many events are read at a time. */
const PAGE = 2000

/**
 * Follows the chains of a site: the list of its stories, then every story's events, in order of their ids; stops at the first broken link.
 * `heads` were written down earlier, outside the database: whoever rewrites a whole chain cannot rewrite them.
 */
export async function verify(db: Reading, site: string, heads: readonly Head[] = []): Promise<Audit> {
  // One transaction sees one moment, whoever writes meanwhile.
  return db.transaction().execute(async tx => {
    const audit: Audit = { ok: false, stories: 0, events: 0, anchor: { no: 0, hash: NOTHING }, broken: null }
    const listed = new Set<string>()
    audit.broken =
      (await brokenList(tx, site, { audit, listed })) ??
      (await brokenStory(tx, site, { audit, listed, heads: new Map(heads.map(head => [head.story, head])) }))
    audit.ok = audit.broken === null
    return audit
  })
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
  const counted = new Map(
    (await db.selectFrom('stories').select(['id', 'seq']).where('site', '=', site).execute()).map(row => [
      row.id,
      Number(row.seq),
    ]),
  )
  const stories = [...new Set([...listed, ...heads.keys(), ...counted.keys()])].sort()
  const chains = eventsOf(db, site)
  let event = (await chains.next()).value
  for (const story of stories) {
    // Events of a story that is neither listed nor there.
    if (event && event.story < story) return unlisted(event.story)
    let before = { seq: 0, hash: NOTHING }
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
      audit.events++
    }
    const last = Math.max(counted.get(story) ?? 0, heads.get(story)?.seq ?? 0)
    if (before.seq === 0 && (listed.has(story) || last > 0))
      return { story, no: null, what: 'missing', said: 'the whole story is missing' }
    if (before.seq < last)
      return { story, no: before.seq + 1, what: 'removed', said: `the log ends before this event; it went to ${last}` }
    if (counted.has(story) && before.seq > counted.get(story)!)
      return { story, no: counted.get(story)! + 1, what: 'inserted', said: 'this event was put in at the end' }
    if (before.seq > 0) audit.stories++
  }
  return event ? unlisted(event.story) : null
}

/** What is wrong with the decision that an event answers for, or with its statement; null where nothing is, or where it is older than such sums. */
async function brokenDecision(
  db: Reading,
  event: { site: string; story: string; kind: string; data_json: string },
): Promise<string | null> {
  if (event.kind !== 'decision.made') return null
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

/** The last event of every story, to be written down where whoever can write to the database cannot. */
export async function headsOf(db: Reading, site: string): Promise<Head[]> {
  return db
    .selectFrom('stories as s')
    .innerJoin('events as e', join =>
      join.onRef('e.site', '=', 's.site').onRef('e.story', '=', 's.id').onRef('e.seq', '=', 's.seq'),
    )
    .select(['e.story', 'e.seq', 'e.hash'])
    .where('s.site', '=', site)
    .orderBy('e.story')
    .execute()
}
