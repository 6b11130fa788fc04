import { statfs } from 'node:fs/promises'
import { WAITING } from '@parley/contract/stream.ts'
import { STATES } from '@parley/contract/values.ts'
import Database from 'better-sqlite3'
import { type Dialect, type Kysely, SqliteAdapter, SqliteDialect, SqliteQueryCompiler, sql } from 'kysely'
import { assertCurrent, type Current } from '../current.ts'
import { atOnce } from '../prepared.ts'
import type { Tables } from '../schema.ts'

/** SQLite: how a file is opened so that what is answered is durable, and how the desk searches in it. */

/** The oldest SQLite that is trusted with readers' words. */
export const OLDEST_SQLITE = '3.53.2'

/** File systems on which SQLite's write-ahead log is not safe: NFS, SMB, CIFS, SMB2, AFS, Ceph, GlusterFS through FUSE is not recognisable. */
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
])

/** What a start looks at before it trusts a database. */
export interface StartFacts extends Current {
  sqlite: string
  journal: string
  /** 2 is FULL: a commit returns only after the disk has it. */
  synchronous: number
  fileSystem: number
}

/** Refuses to start on what could lose acknowledged comments. Throws an Error whose message says what to do. */
export function assertSafe(facts: StartFacts): void {
  const older = facts.sqlite.localeCompare(OLDEST_SQLITE, 'en', { numeric: true }) < 0
  if (older)
    throw new Error(`SQLite ${facts.sqlite} is too old; ${OLDEST_SQLITE} or newer is needed. Run npm ci again.`)
  if (facts.journal !== 'wal') throw new Error(`the database is in journal mode ${facts.journal}; wal is needed`)
  if (facts.synchronous !== 2)
    throw new Error(
      `the database runs with synchronous=${facts.synchronous}; FULL (2) is needed, or a power cut loses comments`,
    )
  const network = NETWORK_FILE_SYSTEMS.get(facts.fileSystem >>> 0)
  if (network) throw new Error(`the data folder is on ${network}; put PARLEY_DATA on a local disk`)
  assertCurrent(facts)
}

export type Handle = Database.Database
export type Connect = (file: string) => Handle

/** Opens one connection with the settings that make an answer of 2xx durable. */
export const connectSqlite: Connect = file => {
  const handle = new Database(file)
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma('foreign_keys = ON')
  handle.pragma('busy_timeout = 5000')
  // What is deleted is overwritten: readers are promised that.
  handle.pragma('secure_delete = ON')
  // The machine keeps the file in its own memory too, so a miss here is a copy and no wait.
  handle.pragma('cache_size = -8192')
  handle.pragma('temp_store = MEMORY')
  handle.pragma('wal_autocheckpoint = 2000')
  // Where somebody else's long read has kept the log growing, it is cut again afterwards.
  handle.pragma('journal_size_limit = 16777216')
  return handle
}

export async function fileSystemOf(folder: string): Promise<number> {
  return (await statfs(folder)).type
}

/** Kysely commits each statement of a migration by itself, so that one may turn off foreign keys. None of ours does. */
class OneCommit extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

/**
 * SQLite plans a join anew for each value that stands alone for a parameter, since a 0 or 1 may be a frequent one; that costs twenty times
 * the join itself. Behind a plus, which changes nothing, it takes no notice of values: a statement has one plan.
 */
class OnePlan extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder() {
    return '+?'
  }
}

/** Statements that one connection keeps compiled. Lists in queries make a text for each length, so there is an end to it. */
const STATEMENTS = 500

/** Kysely asks for every statement anew; compiling costs more than running most of them, so what has been compiled is kept. */
export function sqliteDialect(handle: Handle): Dialect {
  const compiled = new Map<string, Database.Statement>()
  const prepare = (text: string) => {
    const known = compiled.get(text)
    if (known) return known
    if (compiled.size >= STATEMENTS) compiled.clear()
    const statement = handle.prepare(text)
    compiled.set(text, statement)
    return statement
  }
  const dialect = new SqliteDialect({ database: { prepare, close: () => void handle.close() } })
  dialect.createAdapter = () => {
    const adapter = new OneCommit()
    atOnce.set(adapter, (text, parameters) => {
      const statement = prepare(text)
      if (statement.reader) return statement.all(parameters)
      statement.run(parameters)
      return []
    })
    return adapter
  }
  dialect.createQueryCompiler = () => new OnePlan()
  return dialect
}

// ---- search

/** Of a comment as it has just been written (a dash in a rule's id would cut the mark in two): its author, its story, its state, when, what was found. */
const marksOf = (c: string) => `${c}.reader || ' ' || ${c}.story || ' state_' || ${c}.state
  || strftime(' month_%Y%m day_%Y%m%d', ${c}.posted_at / 1000, 'unixepoch')
  || coalesce((select ' ' || group_concat('rule_' || replace(json_extract(f.value, '$.rule'), '-', '_'), ' ') from json_each(${c}.verdict_json, '$.findings') f), '')`

/** And what has become of it since. From a priority of 100 on it may cost a life (cases/priority.ts). */
const fateOf = (c: string) => {
  const here = (t: string) => `${t}.site = ${c}.site and ${t}.story = ${c}.story and ${t}.comment = ${c}.id`
  return `coalesce(' rule_' || replace(json_extract(${c}.decision_json, '$.rule'), '-', '_'), '')
  || coalesce((select ' ' || group_concat('rule_' || replace(p.ground, '-', '_'), ' ') from reports p where ${here('p')}), '')
  || coalesce((select ' open queue_' || k.queue || case when k.priority >= 100 then ' threats' else '' end
    || case when exists (select 1 from reports p where ${here('p')} and p.law is not null and p.decision is null) then ' illegal' else '' end
    from cases k where k.site = ${c}.site and k.story = ${c}.story and k.id = 'k_' || substr(${c}.id, 3) and k.queue is not null),
    case when ${c}.state = 'shown' and ${c}.reviewed_at is null then ' new' else '' end)
  || case when exists (select 1 from decisions d where ${here('d')}) then ' decided' else '' end`
}

const anew = (row: string, comment: string) => `
  delete from finder where rowid = (select no from findable where site = ${row}.site and id = ${row}.${comment});
  insert into finder (rowid, words, marks) select no, words, marks from found_comments where site = ${row}.site and id = ${row}.${comment};`

const fts = (columns: string) =>
  `fts5 (${columns}, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2 tokenchars '_'")`

/** A table whose rows are found by one column of words. */
const findableBy = (table: 'readers' | 'stories', column: string) => [
  `create trigger ${table}_found after insert on ${table} begin
    insert into findable (site, id) values (new.site, new.id);
    insert into ${table}_finder (rowid, words) values (last_insert_rowid(), new.${column}); end`,
  `create trigger ${table}_renamed after update of ${column} on ${table} when old.${column} is not new.${column} begin
    update ${table}_finder set words = new.${column} where rowid = (select no from findable where site = new.site and id = new.id); end`,
  gone(table, `${table}_finder`),
  `insert into findable (site, id) select site, id from ${table} order by id`,
  `insert into ${table}_finder (rowid, words) select f.no, t.${column} from ${table} t join findable f on f.site = t.site and f.id = t.id`,
]

const gone = (table: string, finder: string) => `create trigger ${table}_gone after delete on ${table} begin
    delete from ${finder} where rowid = (select no from findable where site = old.site and id = old.id);
    delete from findable where site = old.site and id = old.id; end`

/** What gives comments their marks. */
const MARKS = [
  `create view found_comments as select f.no, c.site, c.id, c.text as words, ${marksOf('c')} || ${fateOf('c')} as marks
    from comments c join findable f on f.site = c.site and f.id = c.id`,
  `create trigger comments_found after insert on comments begin
    insert into findable (site, id) values (new.site, new.id);
    insert into finder (rowid, words, marks) values (last_insert_rowid(), new.text,
      ${marksOf('new')} || case when new.state = 'shown' and new.reviewed_at is null then ' new' else '' end); end`,
]

/** The same in place of what an earlier version made. */
export const MARKS_ANEW: readonly string[] = ['drop view found_comments', 'drop trigger comments_found', ...MARKS]

/** Keeps a comment's words and marks as they are now; its author too, who may be nobody any more. */
const CHANGED = `create trigger comments_changed after update of reader, text, state, verdict_json, decision_json, reviewed_at on comments
    when (old.reader, old.text, old.state, old.verdict_json, old.decision_json, old.reviewed_at)
      is not (new.reader, new.text, new.state, new.verdict_json, new.decision_json, new.reviewed_at) begin ${anew('new', 'id')} end`

/** The same in place of what an earlier version made. */
export const CHANGED_ANEW: readonly string[] = ['drop trigger comments_changed', CHANGED]

/** Inverted indexes, of which what was deleted stays a part until its pages are merged. */
export const FINDERS = ['finder', 'readers_finder', 'stories_finder'] as const

/**
 * What the desk finds comments by: an inverted index of FTS5 beside the tables, kept by triggers so that no writer can forget it.
 * It keeps no texts, only in which rows words and marks are; `findable` says whose the rows are. What is erased there is erased here.
 */
export const SEARCH_INDEX: readonly string[] = [
  'create table findable (no integer primary key, site text not null, id text not null, unique (site, id))',
  `create virtual table finder using ${fts('words, marks')}`,
  ...MARKS,
  CHANGED,
  gone('comments', 'finder'),
  `create trigger cases_opened after insert on cases begin ${anew('new', 'comment')} end`,
  `create trigger cases_moved after update of queue, priority on cases
    when (old.queue, old.priority) is not (new.queue, new.priority) begin ${anew('new', 'comment')} end`,
  `create trigger reports_filed after insert on reports begin ${anew('new', 'comment')} end`,
  `create trigger reports_answered after update of decision on reports when old.decision is not new.decision begin ${anew('new', 'comment')} end`,
  `create virtual table readers_finder using ${fts('words')}`,
  ...findableBy('readers', 'name'),
  `create virtual table stories_finder using ${fts('words')}`,
  ...findableBy('stories', 'title'),
  'insert into findable (site, id) select site, id from comments order by id',
  'insert into finder (rowid, words, marks) select no, words, marks from found_comments',
]

/** What the desk's list of stories is in the order of, and shows of what waits: kept with every comment and case, so that no writer can forget it. */
export const STORY_SUMS: readonly string[] = [
  `create trigger stories_latest after insert on comments begin
    update stories set latest = new.id where site = new.site and id = new.story and latest < new.id; end`,
  ...[
    ['opened after insert on cases when new.queue is not null', null],
    ['moved after update of queue on cases when old.queue is not new.queue', 'old.queue'],
  ].map(
    ([when, before]) => `create trigger stories_case_${when} begin
      update stories set ${WAITING.map(queue => `${queue} = ${queue} + (new.queue is '${queue}') - (${before} is '${queue}')`).join(', ')}
      where site = new.site and id = new.story; end`,
  ),
]

const public_ = (row: string) => `(${row}.state in ('shown', 'collapsed') and ${row}.kind = 'comment')`
const another = (row: string) => `exists (select 1 from comments c where c.site = ${row}.site and c.story = ${row}.story
  and c.reader = ${row}.reader and c.state in ('shown', 'collapsed') and c.kind = 'comment' and c.id <> ${row}.id)`
/** One more or fewer among the people of a story, if that is their only comment there. */
const one = (row: string, by: '+ 1' | '- 1') => `update stories set people = people ${by}
  where site = ${row}.site and id = ${row}.story and ${public_(row)} and not ${another(row)};`

/**
 * How many people have commented under a story, where everybody may read it: kept with every comment, since counting them means reading all of it. An
 * eyewitness account counts for nobody: whoever gives one under another name could be told by this number to be among those who comment, or not.
 */
export const PEOPLE: readonly string[] = [
  `create trigger stories_people_came after insert on comments when ${public_('new')} begin ${one('new', '+ 1')} end`,
  `create trigger stories_people_changed after update of state, reader on comments
    when (${public_('old')}, old.reader) is not (${public_('new')}, new.reader) begin ${one('old', '- 1')} ${one('new', '+ 1')} end`,
  `create trigger stories_people_gone after delete on comments when ${public_('old')} begin ${one('old', '- 1')} end`,
]

export interface Wanted {
  site: string
  /** Every one of them in the text, or in the author’s name, or in the story’s title. */
  words: string
  /** Words of the author’s name, and of the story’s title. */
  author: string
  story: string
  /** Each of these has to be there: `queue_held`, `rule_nice`, `state_removed`, the id of a reader. */
  marks: readonly string[]
  /** Under one of these: a top comment with its story, a reader, a story. Null: anywhere. */
  under?: readonly { target: string; story: string | null }[] | null
  /** Posted in this time, in milliseconds. */
  from: number
  to: number
  /** Where the page before ended. */
  before: number | null
  limit: number
}

/** Names that a search may mean, at most: where it asks for a name, and where its words may be one among others. */
export const NAMES = { meant: 50, possible: 10 }
/** Longer times are asked for by month, and those by nothing. */
const [DAYS, MONTHS] = [31, 36]
const DAY = 86_400_000
/** From so many letters on the last word may be the beginning of one: shorter ones begin too many. */
export const BEGINNING = { word: 4, name: 2 }

/**
 * The comments that have what is wanted, latest first, with the number that the next page begins after.
 * Whole words first, whose rows lie in order; only where there are none the last word may be the beginning of one, for which all rows are put in order.
 */
export async function search(db: Kysely<Tables>, wanted: Wanted): Promise<{ no: number; id: string }[]> {
  const whole = await searchFor(db, wanted, true)
  return whole.length || !wanted.words ? whole : searchFor(db, wanted, false)
}

async function searchFor(
  db: Kysely<Tables>,
  { site, words, author, story, marks, under = null, from, to, before, limit }: Wanted,
  whole: boolean,
): Promise<{ no: number; id: string }[]> {
  const typed = termsOf(words, whole ? null : BEGINNING.word)
  const asked = marks.map(mark => `marks : ${quoted(mark)}`)
  const times = timesOf(from, to)
  if (times.length) asked.push(anyOf(times))
  // There is no mark for a thread: its story has one, and the rest is looked at row by row.
  const targets = under?.map(({ target }) => target)
  if (under) asked.push(anyOf(under.map(({ target, story }) => story ?? target)))
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
    asked.push(ids.length ? `(words : (${typed}) OR ${anyOf(ids)})` : `words : (${typed})`)
  } else if (words.trim()) return []
  const { rows } = await sql<{ no: number; id: string }>`
    select f.no, f.id from finder join findable f on f.no = finder.rowid join comments c on c.site = f.site and c.id = f.id
    where finder match ${asked.join(' AND ') || anyOf(STATES.map(state => `state_${state}`))} and finder.rowid < ${before ?? Number.MAX_SAFE_INTEGER}
      and f.site = ${site} and c.posted_at between ${from} and ${to}
      ${targets ? sql`and (c.reader in (${sql.join(targets)}) or c.story in (${sql.join(targets)}) or coalesce(c.root, c.id) in (${sql.join(targets)}))` : sql``}
    order by finder.rowid desc limit ${limit}`.execute(db)
  return rows
}

const idsNamed = async (
  db: Kysely<Tables>,
  table: 'readers' | 'stories',
  wanted: { site: string; name: string; limit: number },
): Promise<string[]> => (await named(db, table, wanted)).map(({ id }) => id)

/** Whose names these words are, the latest first, with the number that the next page begins after: whole words, else the beginning of the last one. */
export async function named(
  db: Kysely<Tables>,
  table: 'readers' | 'stories',
  { site, name, before = null, limit }: { site: string; name: string; before?: number | null; limit: number },
): Promise<{ no: number; id: string }[]> {
  const finder = sql.table(`${table}_finder`)
  for (const terms of [termsOf(name, null), termsOf(name, BEGINNING.name)]) {
    if (!terms) continue
    const { rows } = await sql<{ no: number; id: string }>`
      select f.no, f.id from ${finder} n join findable f on f.no = n.rowid
      where ${finder} match ${terms} and n.rowid < ${before ?? Number.MAX_SAFE_INTEGER} and f.site = ${site}
      order by n.rowid desc limit ${limit}`.execute(db)
    if (rows.length) return rows
  }
  return []
}

const quoted = (term: string) => `"${term.replaceAll('"', '""')}"`
const anyOf = (ids: readonly string[]) => `marks : (${ids.map(quoted).join(' OR ')})`

/**
 * Typed words as FTS5 reads them, all of them wanted; with so many letters the last one may be the beginning of a longer one (null never).
 * Empty where nothing is to be looked for.
 */
function termsOf(words: string, beginning: number | null): string {
  const terms = words.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []
  const opens = (term: string, i: number) => beginning !== null && i === terms.length - 1 && term.length >= beginning
  return terms.map((term, i) => (opens(term, i) ? `${quoted(term)} *` : quoted(term))).join(' AND ')
}

/** The marks of the days or months of a time; the rest is looked at row by row. Empty where the time is too long for that. */
export function timesOf(from: number, to: number): string[] {
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10).replaceAll('-', '')
  if (to - from <= DAYS * DAY) {
    const days = new Set<string>()
    for (let time = from; time <= to; time += DAY) days.add(dayOf(time))
    return [...days.add(dayOf(to))].map(day => `day_${day}`)
  }
  if (to - from > MONTHS * DAYS * DAY) return []
  const months = new Set<string>()
  for (let time = from; time <= to; time += 28 * DAY) months.add(dayOf(time).slice(0, 6))
  return [...months.add(dayOf(to).slice(0, 6))].map(month => `month_${month}`)
}
