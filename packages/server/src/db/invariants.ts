import { type RawBuilder, sql } from 'kysely'
import { eitherOf } from './dialect/either.ts'
import type { Reading } from './open.ts'

export interface Found {
  id: string
}
/** What must hold at all times, and how those are found for whom it does not. */
export interface Rule {
  rule: string
  /** Of some stories, or of all. */
  rows(db: Reading, some?: Stories): Promise<Found[]>
  /** It is about a whole site, and cannot be looked at story by story. */
  whole?: true
}
/** Stories of a site that were opened one after another. */
export interface Stories {
  site: string
  /** Ids of the first and the last. */
  from: string
  to: string
}

/** Tables that are kept by story. */
const BY_STORY = [
  'comments',
  'revisions',
  'respects',
  'events',
  'cases',
  'reports',
  'decisions',
  'statements',
  'appeals',
  'accounts',
  'notes',
]

/** A rule that one query can tell. Where some stories are asked about, the tables hold no others for it. */
export const ruled = (rule: string, query: RawBuilder<Found>): Rule => ({
  rule,
  rows: async (db, some) => (await (some ? sql<Found>`${only(db, some)} ${query}` : query).execute(db)).rows,
})

/** SQLite would take a name within its own definition for the definition. */
const only = (db: Reading, { site, from, to }: Stories) => {
  const schema = eitherOf(db as never, { sqlite: 'main.', postgres: '' })
  const table = (name: string, key: string) =>
    sql`${sql.raw(`${name} as not materialized (select * from ${schema}${name}`)} where site = ${site} and ${sql.ref(key)} between ${from} and ${to})`
  return sql`with ${sql.join([table('stories', 'id'), ...BY_STORY.map(name => table(name, 'story'))])}`
}

/** What must hold of comments and counts. Source: reliability row R17. */
const RULES: readonly Rule[] = [
  ruled(
    'a story counts its public comments',
    sql`select s.id from stories s where s.count <> (select count(*) from comments c
      where c.site = s.site and c.story = s.id and c.state in ('shown', 'collapsed') and c.kind <> 'note')`,
  ),
  ruled(
    'a story counts its public notes, and none of them stands in a thread',
    sql`select s.id from stories s where s.notes <> (select count(*) from comments c
      where c.site = s.site and c.story = s.id and c.state in ('shown', 'collapsed') and c.kind = 'note')
      or exists (select 1 from comments c where c.site = s.site and c.story = s.id and c.kind = 'note'
        and (c.root is null or c.root <> c.id or c.parent is not null))`,
  ),
  ruled(
    'a note has its own row, and a row its note',
    sql`select c.id from comments c left join notes n on n.site = c.site and n.story = c.story and n.id = c.id
      where (c.kind = 'note') <> (n.id is not null)`,
  ),
  ruled(
    'a story counts the people who are heard in it',
    sql`select s.id from stories s where s.people <> (select count(distinct c.reader) from comments c
      where c.site = s.site and c.story = s.id and c.state in ('shown', 'collapsed') and c.kind = 'comment')`,
  ),
  ruled(
    'what the newsroom has picked is shown',
    sql`select c.id from comments c where c.featured_at is not null and c.state <> 'shown'`,
  ),
  ruled(
    'a reply has a parent and a top comment in its story',
    sql`select c.id from comments c where c.parent is not null and (
      not exists (select 1 from comments p where p.site = c.site and p.story = c.story and p.id = c.parent) or
      not exists (select 1 from comments t where t.site = c.site and t.story = c.story and t.id = c.root and t.parent is null))`,
  ),
  ruled(
    'a top comment counts the public replies below it',
    sql`select t.id from comments t left join (select site, story, root, count(*) as n from comments
      where parent is not null and state in ('shown', 'collapsed') group by site, story, root) c
      on c.site = t.site and c.story = t.story and c.root = t.id
      where t.parent is null and t.reply_count <> coalesce(c.n, 0)`,
  ),
  ruled(
    'a reply counts its direct public replies, so that no public child is without its parent’s line',
    sql`select t.id from comments t left join (select site, story, parent, count(*) as n from comments
      where parent is not null and state in ('shown', 'collapsed') group by site, story, parent) c
      on c.site = t.site and c.story = t.story and c.parent = t.id
      where t.parent is not null and t.reply_count <> coalesce(c.n, 0)`,
  ),
  ruled(
    'respects are counted, one a reader',
    sql`select c.id from comments c where c.imported_from is null and c.respects <> (select count(*) from respects r
      where r.site = c.site and r.story = c.story and r.comment = c.id)`,
  ),
  ruled(
    'a story’s number is that of its last event, and none is missing',
    sql`select s.id from stories s where s.seq <> (select count(*) from events e where e.site = s.site and e.story = s.id)
      or s.seq <> (select coalesce(max(e.seq), 0) from events e where e.site = s.site and e.story = s.id)`,
  ),
  ruled(
    'every comment’s last version is what is shown',
    sql`select c.id from comments c left join revisions v on v.site = c.site and v.story = c.story and v.comment = c.id and v.no = c.revision
      where v.text is null or v.text <> c.text`,
  ),
  ruled(
    'a story’s latest comment is that',
    sql`select s.id from stories s where s.latest <> coalesce((select max(c.id) from comments c
      where c.site = s.site and c.story = s.id), '')`,
  ),
  ruled(
    'a story counts what waits under it, by where it waits',
    sql`select s.id from stories s left join (select site, story,
        sum(case queue when 'held' then 1 else 0 end) as held,
        sum(case queue when 'reported' then 1 else 0 end) as reported,
        sum(case queue when 'appeals' then 1 else 0 end) as appeals
      from cases where queue is not null group by site, story) k on k.site = s.site and k.story = s.id
      where s.held <> coalesce(k.held, 0) or s.reported <> coalesce(k.reported, 0) or s.appeals <> coalesce(k.appeals, 0)`,
  ),
  ruled(
    'what is held waits in a case, or among the accounts',
    sql`select c.id from comments c where c.state = 'held' and not exists (select 1 from cases k
      where k.site = c.site and k.story = c.story and k.comment = c.id and k.queue is not null)
      and not exists (select 1 from accounts a where a.site = c.site and a.story = c.story and a.id = c.id and a.published_at is null)`,
  ),
  ruled(
    'an account that everybody may read is published, and its author agrees',
    sql`select c.id from comments c join accounts a on a.site = c.site and a.story = c.story and a.id = c.id
      where c.state in ('shown', 'collapsed') and (a.published_at is null or a.publish = 0)`,
  ),
]

/**
 * Looks for what must never be; empty where all is well. Of all stories it reads every table: for the doctor and for tests; of `some`, what is theirs
 * (jobs/watch.ts). `more`: what else must hold.
 */
export async function invariants(
  db: Reading,
  more: readonly Rule[],
  some?: Stories,
): Promise<{ rule: string; said: string }[]> {
  const broken: { rule: string; said: string }[] = []
  for (const { rule, rows, whole } of [...RULES, ...more]) {
    if (some && whole) continue
    const found = await rows(db, some)
    if (found.length) broken.push({ rule, said: `does not hold for ${found.length}, first ${found[0]!.id}` })
    // On SQLite a query keeps everybody else waiting.
    if (some) await new Promise(next => setImmediate(next))
  }
  return broken
}
