import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { connectSqlite, type Handle } from '../packages/server/src/db/dialect/sqlite.ts'
import { caseIdOf, idAt } from '../packages/server/src/db/ids.ts'
import { openDatabase } from '../packages/server/src/db/open.ts'

/** A newsroom of many years for measurements, by direct SQL, oldest first; the search is filled by the product's own triggers. */

const SITE = 'default'
const MINUTE = 60_000
/** Comments written in one transaction; a multiple of ten, so that a discussion is in one. */
const CHUNK = 20_000
/** Comments of one reader, on average; a few write most. */
const EACH = 20
/** One comment in so many was decided upon. */
const DECIDED = 25
/** One comment in so many has a finding. */
const FOUND = 10

/** Ten comments, oldest first: place in the ten of the top comment and of the parent. Three top comments, with five, two and no replies. */
export const TEN: readonly { root: number | null; parent: number | null; depth: number; replies: number }[] = [
  { root: null, parent: null, depth: 0, replies: 5 },
  { root: 0, parent: 0, depth: 1, replies: 2 },
  { root: 0, parent: 1, depth: 2, replies: 0 },
  { root: 0, parent: 1, depth: 2, replies: 0 },
  { root: 0, parent: 0, depth: 1, replies: 0 },
  { root: 0, parent: 0, depth: 1, replies: 0 },
  { root: null, parent: null, depth: 0, replies: 2 },
  { root: 6, parent: 6, depth: 1, replies: 0 },
  { root: 6, parent: 6, depth: 1, replies: 0 },
  { root: null, parent: null, depth: 0, replies: 0 },
]

/** Each run gives the same numbers. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const SYLLABLES = [...'bdfghklmnprstvwz'].flatMap(sound => [...'aeiou'].map(vowel => sound + vowel))
/** As many words as a newspaper's readers use, by how often they use them: half of what they write are the first two hundred. */
export const VOCABULARY = 40_000
export function wordOf(rank: number): string {
  // 50,021 is prime: each rank has a number of its own, and neighbours do not look alike.
  const number = (rank * 7919 + 101) % 50_021
  return [number, Math.floor(number / 80), Math.floor(number / 6400)].map(part => SYLLABLES[part % 80]).join('')
}
const said = (random: () => number) => wordOf(Math.floor(VOCABULARY ** random()))
const sentence = (random: () => number, words: number) => {
  const text = Array.from({ length: words }, () => said(random)).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** 200 first names, and so many last ones that few have both in common. */
export const nameOf = (reader: number) => {
  const [first, last] = [wordOf(1000 + ((reader * 31) % 200)), wordOf(2000 + ((reader * 17) % 9973))]
  return [first, last].map(part => part.charAt(0).toUpperCase() + part.slice(1)).join(' ')
}
export const titleOf = (story: number) => sentence(dice(story + 1), 7)

const RULES = ['nice', 'clean', 'threats', 'truth'] as const
const HEADS = { nice: 'insult', clean: 'obscene', threats: 'threat', truth: 'spam' } as const
const SCORES = { toxicity: 0.2, severe: 0, obscene: 0.1, threat: 0, insult: 0.3, identity: 0, sexual: 0, spam: 0 }
const [QUIET, ...LOUD] = [null, ...RULES].map(rule =>
  JSON.stringify({
    outcome: rule ? 'hold' : 'show',
    findings: rule
      ? [
          {
            rule,
            label: HEADS[rule],
            score: 0.8,
            spans: [{ start: 0, end: 5 }],
            message: `finding.${HEADS[rule]}`,
          },
        ]
      : [],
    language: 'en',
    engine: 'bench',
    scores: SCORES,
  }),
) as [string, ...string[]]

export interface Newsroom {
  comments: number
  stories: number
  readers: number
  /** Open cases. */
  cases: number
  now: number
}

/** Makes a newsroom with so many comments, a minute apart, ten a story, and so many open cases among the latest; `tell` hears how far it is. */
export async function makeNewsroom(
  folder: string,
  { comments, cases }: { comments: number; cases: number },
  tell: (done: string) => void,
): Promise<Newsroom> {
  const file = join(folder, 'parley.sqlite')
  await (await openDatabase(file)).close()
  const handle = connectSqlite(file)
  // What is lost here is made again.
  for (const quick of ['synchronous = OFF', 'journal_mode = OFF', 'cache_size = -1048576']) handle.pragma(quick)
  const now = Date.now()
  const at = (n: number) => now - (comments - n) * MINUTE
  const readers = Array.from({ length: Math.ceil(comments / EACH) }, (_, i) => idAt('r', at(i) - comments * MINUTE))
  const write = writing(handle)
  const staff = idAt('r', at(0))
  handle.transaction(() => {
    write.reader(SITE, staff, 'bench:staff', 'Bench Staff', 'bench staff', 'moderator', at(0))
    for (const [i, id] of readers.entries())
      write.reader(SITE, id, `bench:${i}`, nameOf(i), `${nameOf(i)} ${i}`, 'reader', at(0))
  })()
  for (let first = 0; first < comments; first += CHUNK) {
    handle.transaction(() => {
      for (let story = first / 10; story < Math.min(first + CHUNK, comments) / 10; story++)
        discuss(write, { story, at, readers, staff, latest: comments - 2 * cases })
    })()
    tell(`${Math.min(first + CHUNK, comments).toLocaleString('en')} of ${comments.toLocaleString('en')} comments`)
    await turn()
  }
  const open = handle.prepare('select count(*) from cases where queue is not null').pluck().get() as number
  handle.close()
  return { comments, stories: Math.ceil(comments / 10), readers: readers.length, cases: open, now }
}

type Writing = ReturnType<typeof writing>

/** What of a newsroom is written, as prepared statements. */
function writing(handle: Handle) {
  const into = (table: string, columns: string) => {
    const statement = handle.prepare(
      `insert into ${table} (${columns}) values (${columns.replace(/\w+/g, '?').replaceAll('? ?', '?')})`,
    )
    return (...values: (string | number | null)[]) => void statement.run(values)
  }
  const decide = handle.prepare(
    'update comments set reviewed_at = ?, decision_json = ? where site = ? and story = ? and id = ?',
  )
  return {
    reader: into('readers', 'site, id, subject, name, skeleton, role, created_at'),
    story: into('stories', 'site, id, url, title, seq, count, created_at'),
    comment: into(
      'comments',
      'site, story, id, root, parent, depth, reader, kind, text, state, posted_at, revision, respects, reply_count, verdict_json',
    ),
    revision: into('revisions', 'site, story, comment, no, text, verdict_json, at'),
    event: into('events', 'site, story, seq, kind, comment, data_json, at'),
    decision: into(
      'decisions',
      'site, story, id, case_id, comment, act, ground, rule_version, explanation, by, automated, at, reader, detected, source, waited, engine',
    ),
    example: into(
      'examples',
      'site, id, story, comment, revision, language, rule, head, label, score, asked, source, engine, by, at',
    ),
    report: into(
      'reports',
      'site, story, id, comment, case_id, reference, ground, explanation, law, reader, at, revision, weight',
    ),
    appeal: into('appeals', 'site, id, story, comment, case_id, decision, side, reader, text, at'),
    aCase: into('cases', 'site, story, id, comment, queue, priority, reports, opened_at, version'),
    decide: (...values: (string | number)[]) => void decide.run(values),
  }
}

interface Told {
  story: number
  at: (n: number) => number
  readers: readonly string[]
  staff: string
  /** From this comment on every second one has an open case. */
  latest: number
}

/** One story with its ten comments, and what became of each. */
function discuss(write: Writing, { story: number, at, readers, staff, latest }: Told) {
  const random = dice(number * 10 + 7)
  const first = number * 10
  const story = idAt('s', at(first))
  write.story(SITE, story, `https://paper.example/bench/${number}`, titleOf(number), 10, 10, at(first))
  const ids = TEN.map((_, i) => idAt('c', at(first + i)))
  for (const [i, { root, parent, depth, replies }] of TEN.entries()) {
    const n = first + i
    const fate = fateOf(n, latest)
    const rule = fate.queue === 'held' || n % FOUND === 0 ? Math.floor(random() * LOUD.length) : null
    const comment = {
      story,
      id: ids[i]!,
      reader: readers[Math.floor(readers.length * random() ** 2)]!,
      at: at(n),
      rule: rule === null ? null : RULES[rule]!,
      staff,
    }
    const text = `${sentence(random, 10 + Math.floor(random() * 50))}.`
    const verdict = rule === null ? QUIET : LOUD[rule]!
    const [rootId, parentId] = [root, parent].map(place => (place === null ? null : ids[place]!))
    write.comment(
      ...[SITE, story, comment.id, rootId!, parentId!, depth, comment.reader, 'comment', text, fate.state],
      ...[comment.at, 1, Math.floor(random() * 40), replies, verdict],
    )
    write.revision(SITE, story, comment.id, 1, text, verdict, comment.at)
    const event = JSON.stringify({ id: comment.id, rootId, state: fate.state, count: i + 1 })
    const kind = fate.queue === 'held' ? 'comment.held' : 'comment.posted'
    write.event(SITE, story, i + 1, kind, comment.id, event, comment.at)
    if (fate.act) decided(write, { ...comment, act: fate.act, objected: fate.queue === 'appeals' })
    if (fate.queue) waits(write, { ...comment, queue: fate.queue, illegal: fate.illegal, random })
  }
}

interface Fate {
  state: 'shown' | 'held' | 'removed'
  queue: 'held' | 'reported' | 'appeals' | null
  act: 'show' | 'remove' | null
  illegal: boolean
}

/** What became of a comment: of ten open cases four are held, four reported (one of them as illegal) and two objected to. */
function fateOf(n: number, latest: number): Fate {
  const rest: Fate = { state: 'shown', queue: null, act: null, illegal: false }
  if (n < latest) {
    if (n % DECIDED) return rest
    return (n / DECIDED) % 3 ? { ...rest, state: 'removed', act: 'remove' } : { ...rest, act: 'show' }
  }
  if (n % 2) return rest
  const place = (n / 2) % 10
  if (place < 4) return { ...rest, state: 'held', queue: 'held' }
  if (place < 8) return { ...rest, queue: 'reported', illegal: place === 4 }
  return { ...rest, state: 'removed', queue: 'appeals', act: 'remove' }
}

interface Written {
  story: string
  id: string
  reader: string
  at: number
  rule: (typeof RULES)[number] | null
  staff: string
}

function decided(
  write: Writing,
  { story, id, reader, at, rule, staff, act, objected }: Written & { act: NonNullable<Fate['act']>; objected: boolean },
) {
  const [when, decision, ground] = [at + 30 * MINUTE, idAt('d', at), act === 'remove' ? (rule ?? 'nice') : null]
  const caseId = caseIdOf(id)
  write.decision(
    ...[SITE, story, decision, caseId, id, act, ground, 1, 'It degrades a person.', staff, 0, when, reader],
    ...[Number(rule !== null), 'own', 30 * MINUTE, rule && 'bench'],
  )
  write.decide(when, JSON.stringify({ act, rule: ground, at: new Date(when).toISOString() }), SITE, story, id)
  write.example(
    ...[SITE, idAt('x', when), story, id, 1, 'en', rule ?? 'nice', HEADS[rule ?? 'nice'], Number(act === 'remove')],
    ...[(at % 1000) / 1000, rule && 'hold', 'decision', 'bench', staff, when],
  )
  if (objected)
    write.appeal(SITE, idAt('a', when), story, id, caseId, decision, 'author', reader, 'Look again, please.', when)
}

function waits(
  write: Writing,
  {
    story,
    id,
    reader,
    at,
    rule,
    queue,
    illegal,
    random,
  }: Written & { queue: NonNullable<Fate['queue']>; illegal: boolean; random: () => number },
) {
  const reports = queue === 'reported' ? 1 + Math.floor(random() * 3) : 0
  const priority = illegal ? 50 : rule === 'threats' ? 100 : Math.floor(random() * 10)
  write.aCase(SITE, story, caseIdOf(id), id, queue, priority, reports, at, 1)
  for (let i = 0; i < reports; i++) {
    const report = idAt('p', at + i)
    write.report(
      ...[SITE, story, report, id, caseIdOf(id), `R-${report.slice(-10)}`, illegal ? 'illegal' : 'nice'],
      ...['It is about me.', illegal ? '§ 185' : null, i ? null : reader, at + i, 1, 50],
    )
  }
}

/** Of so many stories one discussion was closed by the desk. */
export const CLOSED = 50

/**
 * Makes the archive of a large newspaper: so many stories, oldest first, each with one comment as its latest. What the product's triggers
 * would write row by row is written at once: the index of titles, and each story's sums. What comments alone are found by is left out.
 */
export async function makeArchive(folder: string, stories: number, tell: (done: string) => void): Promise<void> {
  const file = join(folder, 'parley.sqlite')
  await (await openDatabase(file)).close()
  const handle = connectSqlite(file)
  for (const quick of ['synchronous = OFF', 'journal_mode = OFF', 'cache_size = -1048576']) handle.pragma(quick)
  for (const name of ['stories_found', 'comments_found', 'stories_latest']) handle.exec(`drop trigger ${name}`)
  const indexes = (table: string) =>
    handle
      .prepare('select name, sql from sqlite_master where type = ? and tbl_name = ? and sql is not null')
      .all('index', table) as {
      name: string
      sql: string
    }[]
  const later = indexes('stories')
  for (const { name } of [...later, ...indexes('comments')]) handle.exec(`drop index ${name}`)
  const write = writing(handle)
  const now = Date.now()
  const at = (n: number) => now - (stories - n) * MINUTE
  const reader = idAt('r', at(0))
  write.reader(SITE, reader, 'bench:reader', 'Bench Reader', 'bench reader', 'reader', at(0))
  const story = handle.prepare(
    `insert into stories (site, id, url, title, seq, count, created_at, closed_at, latest, held, reported)
     values (?, ?, ?, ?, 1, 1, ?, ?, ?, ?, ?)`,
  )
  // Ids that sort by time as all do, without what costs most of making one.
  const bare = (time: number) => time.toString(32).padStart(10, '0').padEnd(22, '0')
  for (let first = 0; first < stories; first += CHUNK) {
    handle.transaction(() => {
      for (let n = first; n < Math.min(first + CHUNK, stories); n++) {
        // The latest comment is not under the latest story: old ones are read and written under, too.
        const [id, latest] = [`s_${bare(at(n))}`, `c_${bare(at((n * 7919) % stories))}`]
        const closed = n % CLOSED === 0 ? at(n) + 14 * 1440 * MINUTE : null
        story.run(
          SITE,
          id,
          `https://paper.example/archive/${n}`,
          titleOf(n),
          at(n),
          closed,
          latest,
          Number(n % 97 === 0),
          Number(n % 89 === 0),
        )
        write.comment(
          ...[
            SITE,
            id,
            latest,
            null,
            null,
            0,
            reader,
            'comment',
            'A remark.',
            'shown',
            at((n * 7919) % stories),
            1,
            0,
            0,
            QUIET,
          ],
        )
      }
    })()
    await turn()
  }
  tell(`${stories.toLocaleString('en')} stories`)
  handle.exec(`insert into findable (site, id) select site, id from stories order by id;
    insert into stories_finder (rowid, words) select f.no, s.title from stories s join findable f on f.site = s.site and f.id = s.id order by f.no`)
  for (const { sql } of later) handle.exec(sql)
  handle.close()
}
