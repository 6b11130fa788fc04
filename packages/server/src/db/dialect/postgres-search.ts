import { WAITING } from '@parley/contract/stream.ts'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../schema.ts'
import { BEGINNING, NAMES, timesOf, type Wanted } from './sqlite.ts'

/**
 * How the desk searches on PostgreSQL. The same words and marks as in SQLite’s index (sqlite.ts) are the lexemes of one tsvector a row:
 * words as they are, marks behind a colon, which is in no word. So words and marks together are one question to one index.
 */

/** What a comment is found by beside its words; of all three `is_…`. Dashes are no part of a mark, as in SQLite’s index. */
const MARKS = `create function parley_marks(c comments) returns setof text language sql stable as $$
  select ':' || replace(mark, '-', '_') from (
    select unnest(array['is_comment', c.reader, c.story, 'state_' || c.state,
      to_char(to_timestamp(c.posted_at / 1000) at time zone 'UTC', '"month_"YYYYMM'),
      to_char(to_timestamp(c.posted_at / 1000) at time zone 'UTC', '"day_"YYYYMMDD'),
      'rule_' || (c.decision_json::json ->> 'rule')])
    union all select 'rule_' || (f ->> 'rule') from json_array_elements(c.verdict_json::json -> 'findings') f
    union all select 'rule_' || p.ground from reports p where p.site = c.site and p.story = c.story and p.comment = c.id
    union all select unnest(array['open', 'queue_' || k.queue, case when k.priority >= 100 then 'threats' end,
        case when exists (select 1 from reports p where p.site = c.site and p.story = c.story and p.comment = c.id
          and p.law is not null and p.decision is null) then 'illegal' end])
      from cases k where k.site = c.site and k.story = c.story and k.id = 'k_' || substr(c.id, 3) and k.queue is not null
    union all select 'new' where c.state = 'shown' and c.reviewed_at is null and not exists (select 1 from cases k
      where k.site = c.site and k.story = c.story and k.id = 'k_' || substr(c.id, 3) and k.queue is not null)
    union all select 'decided' where exists (select 1 from decisions d
      where d.site = c.site and d.story = c.story and d.comment = c.id)
  ) as marks (mark) where mark is not null $$`

/** Letters of a word that count. */
const LONGEST = 200

/** Words without case and accents, whatever the locale of the database; a Greek sigma is the same at a word’s end. */
const TERMS = `create function parley_terms(words text) returns text[] language sql immutable parallel safe as $$
  select array(select distinct left(m[1], ${LONGEST}) from regexp_matches(
    replace(lower(regexp_replace(normalize(words, nfd), '[\\u0300-\\u036f]', '', 'g') collate pg_c_utf8), 'ς', 'σ'),
    '[[:alnum:]_]+', 'g') m) $$`

const FOUND = `create function parley_found(c comments) returns tsvector language sql stable as $$
  select array_to_tsvector(parley_terms(c.text) || array(select parley_marks(c))) $$`

const trigger = (name: string, when: string, does: string) => [
  `create function parley_${name}() returns trigger language plpgsql as $$ begin ${does}; return null; end $$`,
  `create trigger ${name} after ${when.replace(' when ', ' for each row when ')}${when.includes(' when ') ? '' : ' for each row'} execute function parley_${name}()`,
]

const anew = (comment: string) => `update findable f set found = parley_found(c) from comments c
  where c.site = new.site and c.story = new.story and c.id = new.${comment} and f.site = c.site and f.id = c.id`

/** A table whose rows are found by one column of words. */
const findableBy = (table: 'readers' | 'stories', column: string) => {
  const found = (row: string) => `array_to_tsvector(parley_terms(${row}.${column}) || ':is_${table}'::text)`
  return [
    ...trigger(
      `${table}_found`,
      `insert on ${table}`,
      `insert into findable (site, id, found) values (new.site, new.id, ${found('new')})`,
    ),
    ...trigger(
      `${table}_renamed`,
      `update of ${column} on ${table} when (old.${column} is distinct from new.${column})`,
      `update findable set found = ${found('new')} where site = new.site and id = new.id`,
    ),
    ...gone(table),
    `insert into findable (site, id, found) select t.site, t.id, ${found('t')} from ${table} t order by t.id`,
  ]
}

const gone = (table: string) =>
  trigger(`${table}_gone`, `delete on ${table}`, 'delete from findable where site = old.site and id = old.id')

const seen = ['reader', 'text', 'state', 'verdict_json', 'decision_json', 'reviewed_at']
const all = (row: string) => seen.map(column => `${row}.${column}`).join(', ')

const CHANGED = trigger(
  'comments_changed',
  `update of ${seen.join(', ')} on comments when ((${all('old')}) is distinct from (${all('new')}))`,
  anew('id'),
)
/** The same in place of what an earlier version made. */
export const CHANGED_ANEW: readonly string[] = [
  'drop trigger comments_changed on comments',
  'drop function parley_comments_changed',
  ...CHANGED,
]

/** What the desk finds comments by, kept by triggers so that no writer can forget it. What is erased there is erased here. */
export const FINDABLE: readonly string[] = [
  `create table findable (no bigint generated always as identity primary key, site text collate "C" not null,
    id text collate "C" not null, found tsvector not null, unique (site, id))`,
  'create index findable_found on findable using gin (found)',
  TERMS,
  MARKS,
  FOUND,
  ...trigger(
    'comments_found',
    'insert on comments',
    'insert into findable (site, id, found) values (new.site, new.id, parley_found(new))',
  ),
  ...CHANGED,
  ...gone('comments'),
  ...trigger('cases_opened', 'insert on cases', anew('comment')),
  ...trigger(
    'cases_moved',
    'update of queue, priority on cases when ((old.queue, old.priority) is distinct from (new.queue, new.priority))',
    anew('comment'),
  ),
  ...trigger('reports_filed', 'insert on reports', anew('comment')),
  ...trigger(
    'reports_answered',
    'update of decision on reports when (old.decision is distinct from new.decision)',
    anew('comment'),
  ),
  ...findableBy('readers', 'name'),
  ...findableBy('stories', 'title'),
  'insert into findable (site, id, found) select c.site, c.id, parley_found(c) from comments c order by c.id',
]

/** As STORY_SUMS in sqlite.ts. */
export const SUMS: readonly string[] = [
  // Once a statement: PostgreSQL walks over all versions of a row that one transaction has changed again and again.
  `create function parley_stories_latest() returns trigger language plpgsql as $$ begin
    update stories s set latest = n.id from (select site, story, max(id) as id from added group by site, story) n
    where s.site = n.site and s.id = n.story and s.latest < n.id;
    return null; end $$`,
  `create trigger stories_latest after insert on comments referencing new table as added
    for each statement execute function parley_stories_latest()`,
  ...[
    ['opened', 'insert on cases when (new.queue is not null)', null],
    ['moved', 'update of queue on cases when (old.queue is distinct from new.queue)', 'old.queue'],
  ].flatMap(([name, when, before]) =>
    trigger(
      `stories_case_${name}`,
      when!,
      `update stories set ${WAITING.map(queue => `${queue} = ${queue} + (new.queue is not distinct from '${queue}')::int - (${before ?? 'null::text'} is not distinct from '${queue}')::int`).join(', ')}
      where site = new.site and id = new.story`,
    ),
  ),
]

const isPublic = (row: string) => `${row}.state in ('shown', 'collapsed') and ${row}.kind = 'comment'`
const others = (row: string) => `exists (select 1 from comments c where c.site = ${row}.site and c.story = ${row}.story
  and c.reader = ${row}.reader and ${isPublic('c')} and c.id <> ${row}.id)`
const person = (row: string, by: '+ 1' | '- 1') => `update stories set people = people ${by}
  where site = ${row}.site and id = ${row}.story and ${isPublic(row)} and not ${others(row)}`

/** As PEOPLE in sqlite.ts. Of whoever comes with many at once no more is read than he brings: he is new if he has no others. */
export const PEOPLE: readonly string[] = [
  `create function parley_stories_people() returns trigger language plpgsql as $$ begin
    update stories s set people = s.people + n.more from (
      select a.site, a.story, count(*) as more from (
        select a.site, a.story, a.reader, count(*) as here from added a where ${isPublic('a')} group by a.site, a.story, a.reader) a
      where a.here = (select count(*) from (select 1 from comments c where c.site = a.site and c.story = a.story
        and c.reader = a.reader and ${isPublic('c')} limit a.here + 1) c)
      group by a.site, a.story) n
    where s.site = n.site and s.id = n.story;
    return null; end $$`,
  `create trigger stories_people_came after insert on comments referencing new table as added
    for each statement execute function parley_stories_people()`,
  ...trigger(
    'stories_people_changed',
    `update of state, reader on comments when ((${isPublic('old')}, old.reader) is distinct from (${isPublic('new')}, new.reader))`,
    `${person('old', '- 1')}; ${person('new', '+ 1')}`,
  ),
  ...trigger('stories_people_gone', 'delete on comments', person('old', '- 1')),
]

/** As `search` in sqlite.ts. */
export async function search(db: Kysely<Tables>, wanted: Wanted): Promise<{ no: number; id: string }[]> {
  const whole = await searchFor(db, wanted, null)
  return whole.length || !wanted.words ? whole : searchFor(db, wanted, BEGINNING.word)
}

async function searchFor(
  db: Kysely<Tables>,
  { site, words, author, story, marks, under = null, from, to, before, limit }: Wanted,
  beginning: number | null,
): Promise<{ no: number; id: string }[]> {
  const typed = termsOf(words, beginning)
  const asked = marks.map(mark)
  // There is no mark for a thread: its story has one, and the rest is looked at row by row.
  const targets = under?.map(({ target }) => target)
  if (under) asked.push(anyOf(under.map(({ target, story }) => story ?? target)))
  const times = timesOf(from, to)
  if (times.length) asked.push(anyOf(times))
  for (const [name, table] of [
    [author, 'readers'],
    [story, 'stories'],
  ] as const) {
    if (!name) continue
    const ids = await idsNamed(db, table, { site, name, limit: NAMES.meant })
    if (!ids.length) return []
    asked.push(anyOf(ids))
  }
  if (typed) {
    const possible = { site, name: words, limit: NAMES.possible }
    const ids = [...(await idsNamed(db, 'readers', possible)), ...(await idsNamed(db, 'stories', possible))]
    asked.push(ids.length ? `((${typed}) | ${anyOf(ids)})` : `(${typed})`)
  } else if (words.trim()) return []
  const { rows } = await sql<{ no: number; id: string }>`
    select f.no, f.id from findable f join comments c on c.site = f.site and c.id = f.id
    where f.found @@ cast(${asked.join(' & ') || mark('is_comment')} as tsquery) and f.no < ${before ?? Number.MAX_SAFE_INTEGER}
      and f.site = ${site} and c.posted_at between ${from} and ${to}
      ${targets ? sql`and (c.reader in (${sql.join(targets)}) or c.story in (${sql.join(targets)}) or coalesce(c.root, c.id) in (${sql.join(targets)}))` : sql``}
    order by f.no desc limit ${limit}`.execute(db)
  return rows
}

const idsNamed = async (
  db: Kysely<Tables>,
  table: 'readers' | 'stories',
  wanted: { site: string; name: string; limit: number },
): Promise<string[]> => (await named(db, table, wanted)).map(({ id }) => id)

/** As `named` in sqlite.ts. */
export async function named(
  db: Kysely<Tables>,
  table: 'readers' | 'stories',
  { site, name, before = null, limit }: { site: string; name: string; before?: number | null; limit: number },
): Promise<{ no: number; id: string }[]> {
  for (const terms of [termsOf(name, null), termsOf(name, BEGINNING.name)]) {
    if (!terms) continue
    const { rows } = await sql<{ no: number; id: string }>`
      select f.no, f.id from findable f where f.found @@ cast(${`${mark(`is_${table}`)} & ${terms}`} as tsquery)
      and f.no < ${before ?? Number.MAX_SAFE_INTEGER} and f.site = ${site} order by f.no desc limit ${limit}`.execute(
      db,
    )
    if (rows.length) return rows
  }
  return []
}

const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`
const mark = (name: string) => quoted(`:${name.replaceAll('-', '_')}`)
const anyOf = (names: readonly string[]) => `(${names.map(mark).join(' | ')})`

/**
 * Typed words as `parley_terms` reads them, all of them wanted; with so many letters the last one may be the beginning of a longer one (null
 * never). Empty where nothing is to be looked for.
 */
function termsOf(words: string, beginning: number | null): string {
  const bare = words
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ς', 'σ')
  const terms = Array.from(bare.matchAll(/[\p{Alphabetic}0-9_]+/gu), ([term]) => [...term].slice(0, LONGEST).join(''))
  const opens = (term: string, i: number) => beginning !== null && i === terms.length - 1 && term.length >= beginning
  return terms.map((term, i) => (opens(term, i) ? `${quoted(term)}:*` : quoted(term))).join(' & ')
}
