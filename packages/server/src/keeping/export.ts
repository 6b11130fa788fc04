import type { Config } from '../config.ts'
import type { Db, Reading } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { VERSION } from '../version.ts'

/** What is exported: a story, a comment with every version of its words, and what was reported, decided, stated and objected to about it. */
export interface Chosen {
  /** Milliseconds since 1970 UTC: of comments when they were posted, of the rest when it was done. */
  from: number
  before: number
  /** Id of the one story that is wanted; null for all. */
  story: string | null
  /** With who reported. */
  withReporters: boolean
}

/** Of each kind its fields, as the head of a table has them; what is below something has a dot in its name. */
export const COLUMNS = {
  story: ['id', 'url', 'title', 'count', 'openedAt', 'closedAt'],
  comment: [
    'id',
    'story',
    'replyTo',
    'kind',
    'author.id',
    'author.name',
    'state',
    'postedAt',
    'editedAt',
    'respects',
    'text',
    'account',
    'revisions',
    'note',
  ],
  report: [
    'id',
    'story',
    'comment',
    'at',
    'ground',
    'law',
    'explanation',
    'source',
    'outcome',
    'decision',
    'decidedAt',
    'reporter.id',
    'reporter.name',
    'reporter.email',
  ],
  decision: [
    'id',
    'story',
    'comment',
    'at',
    'act',
    'ground',
    'ruleVersion',
    'law',
    'explanation',
    'by',
    'automated',
    'source',
    'days',
    'posts',
    'label',
    'reverses',
  ],
  statement: ['no', 'story', 'comment', 'decision', 'at', 'body'],
  appeal: ['id', 'story', 'comment', 'decision', 'statement', 'side', 'at', 'text', 'outcome', 'deciding', 'decidedAt'],
} as const satisfies Record<string, readonly string[]>
export type ExportKind = keyof typeof COLUMNS
export const EXPORT_KINDS = Object.keys(COLUMNS) as ExportKind[]

export type Exported = { type: ExportKind | 'export' } & Record<string, unknown>

/** So many rows are read at a time. */
const PAGE = 500

const iso = (at: number | null) => (at === null ? null : new Date(Number(at)).toISOString())

/**
 * The newsroom's data in words and times that people read, as of one moment; first what the export is. Stories come first, then comments in the
 * order of their ids. No address of mail is in it, nor who reported, unless that is asked for, nor who bears a pseudonym.
 */
export async function* exported(
  { db, config, clock }: { db: Db; config: Config; clock: () => number },
  chosen: Chosen,
): AsyncGenerator<Exported> {
  const { site, siteName } = config
  const transaction = await db.read.startTransaction().setIsolationLevel('repeatable read').execute()
  try {
    yield {
      type: 'export',
      format: 'parley.export.1',
      site,
      publication: siteName,
      version: VERSION,
      madeAt: iso(clock()),
      from: chosen.from > 0 ? iso(chosen.from) : null,
      before: Number.isFinite(chosen.before) ? iso(chosen.before) : null,
    }
    const of: Of = { tx: transaction, site, ...chosen, before: Math.min(chosen.before, Number.MAX_SAFE_INTEGER) }
    yield* stories(of)
    yield* comments(of)
    yield* reports(of)
    yield* decisions(of)
    yield* statements(of)
    yield* appeals(of)
  } finally {
    await transaction.rollback().execute()
  }
}

interface Of extends Chosen {
  tx: Reading
  site: string
}

/** Every row of a query, page by page; `next` asks for those behind the last one. */
async function* pages<R>(next: (last: R | null) => Promise<R[]>): AsyncGenerator<R[]> {
  for (let last: R | null = null; ; ) {
    const rows: R[] = await next(last)
    if (rows.length) yield rows
    if (rows.length < PAGE) return
    last = rows.at(-1)!
  }
}

async function* stories({ tx, site, story, from, before }: Of): AsyncGenerator<Exported> {
  const whole = from <= 0 && before === Number.MAX_SAFE_INTEGER
  for await (const rows of pages<{ id: string }>(last =>
    tx
      .selectFrom('stories as s')
      .select(['s.id', 's.url', 's.title', 's.count', 's.created_at', 's.closed_at'])
      .where('s.site', '=', site)
      .where('s.id', '>', last?.id ?? '')
      .$if(story !== null, query => query.where('s.id', '=', story))
      .$if(!whole, query =>
        query.where(({ exists, selectFrom }) =>
          exists(
            selectFrom('comments as c')
              .select('c.id')
              .whereRef('c.site', '=', 's.site')
              .whereRef('c.story', '=', 's.id')
              .where('c.posted_at', '>=', from)
              .where('c.posted_at', '<', before),
          ),
        ),
      )
      .orderBy('s.id')
      .limit(PAGE)
      .execute(),
  ))
    for (const { created_at, closed_at, ...row } of rows as Pick<
      Tables['stories'],
      'id' | 'created_at' | 'closed_at'
    >[])
      yield { type: 'story', ...row, openedAt: iso(created_at), closedAt: iso(closed_at) }
}

async function* comments({ tx, site, story, from, before }: Of): AsyncGenerator<Exported> {
  const page = (last: { id: string } | null) =>
    tx
      .selectFrom('comments as c')
      .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
      .select(['c.id', 'c.story', 'c.parent', 'c.kind', 'c.reader', 'r.name', 'c.state', 'c.posted_at', 'c.edited_at'])
      .leftJoin('accounts as a', join =>
        join.onRef('a.site', '=', 'c.site').onRef('a.story', '=', 'c.story').onRef('a.id', '=', 'c.id'),
      )
      .select(['a.relation', 'a.when_from', 'a.when_to', 'a.when_exact', 'a.place', 'a.lat', 'a.lon'])
      .select(['a.place_precision', 'a.how', 'a.stage', 'a.verified', 'a.publish', 'a.byline', 'a.byline_name'])
      .leftJoin('notes as n', join =>
        join.onRef('n.site', '=', 'c.site').onRef('n.story', '=', 'c.story').onRef('n.id', '=', 'c.id'),
      )
      .select([
        'c.respects',
        'c.featured_at',
        'c.text',
        'n.kind as note_kind',
        'n.about',
        'n.claim',
        'n.sources_json',
        'n.status',
        'n.numbers_json',
      ])
      .where('c.site', '=', site)
      .where('c.id', '>', last?.id ?? '')
      .where('c.posted_at', '>=', from)
      .where('c.posted_at', '<', before)
      .$if(story !== null, query => query.where('c.story', '=', story))
      .orderBy('c.id')
      .limit(PAGE)
      .execute()
  type Row = Awaited<ReturnType<typeof page>>[number]
  for await (const rows of pages<Row>(page)) {
    const versions = await tx
      .selectFrom('comments as c')
      .innerJoin('revisions as v', join =>
        join.onRef('v.site', '=', 'c.site').onRef('v.story', '=', 'c.story').onRef('v.comment', '=', 'c.id'),
      )
      .select(['v.comment', 'v.no', 'v.at', 'v.text'])
      .where('c.site', '=', site)
      .where(
        'c.id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('v.no')
      .execute()
    const byComment = Map.groupBy(versions, ({ comment }) => comment)
    for (const row of rows) {
      const { id, story, parent, kind, reader, name, state, posted_at, edited_at, respects, text } = row
      yield {
        type: 'comment',
        id,
        story,
        replyTo: parent,
        kind,
        // Under the name that its author has chosen: who else he is stays in the database.
        author: row.byline_name === null ? { id: reader, name } : { id: `w_${id.slice(2)}`, name: row.byline_name },
        state,
        postedAt: iso(posted_at),
        editedAt: iso(edited_at),
        respects,
        // Whoever reads it in again picks anew: a pick is a person's act.
        pickedAt: iso(row.featured_at),
        text,
        account: accountIn(row),
        revisions: (byComment.get(id) ?? []).map(({ no, at, text }) => ({ no, at: iso(at), text })),
        ...(row.note_kind !== null && { note: noteOf(row) }),
      }
    }
  }
}

/** What an eyewitness account says beside its words, and where it stands; its contact and photographs are in no export. */
function accountIn(row: { [K in keyof Tables['accounts']]?: Tables['accounts'][K] | null }) {
  if (!row.stage) return null
  return {
    relation: row.relation,
    when: { from: row.when_from, to: row.when_to, exact: row.when_exact === 1 },
    where: { place: row.place, lat: row.lat, lon: row.lon, precision: row.place_precision },
    how: row.how,
    stage: row.stage,
    verified: row.verified === 1,
    publish: row.publish === 1,
    byline: row.byline,
  }
}

/** What a context note has beside its words. Who rated it is in nobody's export but the rater's own. */
const noteOf = (row: {
  note_kind: string | null
  about: string | null
  claim: string | null
  sources_json: string | null
  status: string | null
  numbers_json: string | null
}) => ({
  kind: row.note_kind,
  about: row.about,
  claim: row.claim,
  sources: JSON.parse(row.sources_json ?? '[]'),
  ...(row.note_kind === 'reader' && { status: row.status, numbers: JSON.parse(row.numbers_json ?? 'null') }),
})

/** What is done about comments is read by story and id, which is its key. */
const behind = <T extends { story: string; id: string }>(last: T | null) => [last?.story ?? '', last?.id ?? ''] as const

async function* reports({ tx, site, story, from, before, withReporters }: Of): AsyncGenerator<Exported> {
  const page = (last: { story: string; id: string } | null) =>
    tx
      .selectFrom('reports as p')
      .leftJoin('readers as r', join => join.onRef('r.site', '=', 'p.site').onRef('r.id', '=', 'p.reader'))
      .select(['p.id', 'p.story', 'p.comment', 'p.at', 'p.ground', 'p.law', 'p.explanation', 'p.outcome', 'p.decision'])
      .select(['p.source', 'p.decided_at', 'p.reader', 'r.name', 'p.name as given', 'p.email'])
      .where('p.site', '=', site)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('p.story', 'p.id'), '>', tuple(...behind(last))))
      .where('p.at', '>=', from)
      .where('p.at', '<', before)
      .$if(story !== null, query => query.where('p.story', '=', story))
      .orderBy('p.story')
      .orderBy('p.id')
      .limit(PAGE)
      .execute()
  for await (const rows of pages<Awaited<ReturnType<typeof page>>[number]>(page))
    for (const { at, decided_at, reader, name, given, email, ...row } of rows)
      yield {
        type: 'report',
        ...row,
        at: iso(at),
        decidedAt: iso(decided_at),
        ...(withReporters && { reporter: { id: reader, name: name ?? given, email } }),
      }
}

async function* decisions({ tx, site, story, from, before }: Of): AsyncGenerator<Exported> {
  const page = (last: { story: string; id: string } | null) =>
    tx
      .selectFrom('decisions as d')
      .leftJoin('readers as r', join => join.onRef('r.site', '=', 'd.site').onRef('r.id', '=', 'd.by'))
      .select(['d.id', 'd.story', 'd.comment', 'd.at', 'd.act', 'd.ground', 'd.rule_version as ruleVersion', 'd.law'])
      .select(['d.explanation', 'd.by as decider', 'r.name', 'd.automated', 'd.source', 'd.days', 'd.posts', 'd.label'])
      .select('d.reverses')
      .where('d.site', '=', site)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('d.story', 'd.id'), '>', tuple(...behind(last))))
      .where('d.at', '>=', from)
      .where('d.at', '<', before)
      .$if(story !== null, query => query.where('d.story', '=', story))
      .orderBy('d.story')
      .orderBy('d.id')
      .limit(PAGE)
      .execute()
  for await (const rows of pages<Awaited<ReturnType<typeof page>>[number]>(page))
    for (const { at, decider, name, automated, ...row } of rows)
      yield { type: 'decision', ...row, at: iso(at), by: name ?? decider, automated: automated === 1 }
}

async function* statements({ tx, site, story, from, before }: Of): AsyncGenerator<Exported> {
  const page = (last: { no: number } | null) =>
    tx
      .selectFrom('statements')
      .select(['no', 'story', 'comment', 'decision', 'at', 'body_json'])
      .where('site', '=', site)
      .where('no', '>', last?.no ?? 0)
      .where('at', '>=', from)
      .where('at', '<', before)
      .$if(story !== null, query => query.where('story', '=', story!))
      .orderBy('no')
      .limit(PAGE)
      .execute()
  for await (const rows of pages<Awaited<ReturnType<typeof page>>[number]>(page))
    for (const { at, body_json, ...row } of rows)
      yield { type: 'statement', ...row, at: iso(at), body: JSON.parse(body_json) }
}

async function* appeals({ tx, site, story, from, before }: Of): AsyncGenerator<Exported> {
  const page = (last: { id: string } | null) =>
    tx
      .selectFrom('appeals')
      .select(['id', 'story', 'comment', 'decision', 'statement', 'side', 'at', 'text', 'outcome', 'deciding'])
      .select('decided_at')
      .where('site', '=', site)
      .where('id', '>', last?.id ?? '')
      .where('at', '>=', from)
      .where('at', '<', before)
      .$if(story !== null, query => query.where('story', '=', story!))
      .orderBy('id')
      .limit(PAGE)
      .execute()
  for await (const rows of pages<Awaited<ReturnType<typeof page>>[number]>(page))
    for (const { at, decided_at, ...row } of rows)
      yield { type: 'appeal', ...row, at: iso(at), decidedAt: iso(decided_at) }
}

/** An exported thing as a row of its kind's table: what is in a list is JSON. Pure. */
export const rowOf = (kind: ExportKind, found: Exported): (string | number | null)[] =>
  COLUMNS[kind].map(name => {
    const value = name.split('.').reduce<unknown>((of, part) => (of as Record<string, unknown> | null)?.[part], found)
    if (value === undefined || value === null) return null
    if (typeof value === 'number' || typeof value === 'string') return value
    return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
  })
