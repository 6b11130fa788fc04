import { Readable } from 'node:stream'
import { EXPORT_FORMAT } from '@parley/contract/privacy.ts'
import type { FastifyReply } from 'fastify'
import type { App } from '../app.ts'
import { type KeptVerdict, toldVerdict } from '../comments/own.ts'
import { iso } from '../comments/queries.ts'
import { ownAccounts, ownContact } from '../eyewitness/own.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { ownNotes, ownRatings } from '../notes/own.ts'
import { ownProposals } from '../timeline/propose.ts'
import type { Who } from './leaving.ts'

/** So many rows are read at a time: whoever takes his time to download keeps nobody from writing meanwhile. */
const PAGE = 200

type Rows = AsyncGenerator<object>
type List = readonly [name: string, rows: (app: App, who: Who) => Rows]

const time = (at: number | null) => (at === null ? null : iso(Number(at)))

/** Every row of a query, page by page; `next` asks for those behind the last one. */
async function* paged<R>(next: (last: R | null) => Promise<R[]>): AsyncGenerator<R> {
  for (let last: R | null = null; ; ) {
    const rows: R[] = await next(last)
    yield* rows
    if (rows.length < PAGE) return
    last = rows.at(-1)!
  }
}

async function* comments({ db, config }: App, { site, reader }: Who): Rows {
  const page = (last: { id: string } | null) =>
    db.read
      .selectFrom('comments as c')
      .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
      .select([
        'c.id',
        'c.story',
        'c.parent',
        'c.kind',
        'c.state',
        'c.posted_at',
        'c.edited_at',
        'c.respects',
        'c.text',
      ])
      .select(['s.url', 's.title'])
      .where('c.site', '=', site)
      .where('c.reader', '=', reader)
      .where('c.id', '>', last?.id ?? '')
      .orderBy('c.id')
      .limit(PAGE)
      .execute()
  for await (const row of paged<Awaited<ReturnType<typeof page>>[number]>(page)) {
    const versions = await db.read
      .selectFrom('revisions')
      .select(['no', 'at', 'text', 'verdict_json'])
      .where('site', '=', site)
      .where('story', '=', row.story)
      .where('comment', '=', row.id)
      .orderBy('no')
      .execute()
    yield {
      id: row.id,
      story: { url: row.url, title: row.title },
      address: `${config.url}/d/comments/${row.id}`,
      replyTo: row.parent,
      kind: row.kind,
      state: row.state,
      postedAt: time(row.posted_at),
      editedAt: time(row.edited_at),
      respects: row.respects,
      text: row.text,
      revisions: versions.map(({ no, at, text, verdict_json }) => {
        const verdict = JSON.parse(verdict_json) as KeptVerdict
        const { engine = null, language = null, scores = null } = verdict
        return {
          no,
          at: time(at),
          text,
          verdict: { ...toldVerdict(config.language, verdict, 'desk'), engine, language, scores },
        }
      }),
    }
  }
}

async function* respects({ db }: App, { site, reader }: Who): Rows {
  const page = (last: { story: string; comment: string } | null) =>
    db.read
      .selectFrom('respects')
      .select(['story', 'comment', 'at'])
      .where('site', '=', site)
      .where('reader', '=', reader)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('story', 'comment'), '>', tuple(last?.story ?? '', last?.comment ?? '')),
      )
      .orderBy('story')
      .orderBy('comment')
      .limit(PAGE)
      .execute()
  for await (const { at, ...row } of paged<Awaited<ReturnType<typeof page>>[number]>(page))
    yield { ...row, at: time(at) }
}

/** Somebody else's words, about which a report is, are not his to take along. */
async function* reports({ db }: App, { site, reader }: Who): Rows {
  const page = (last: { at: number; id: string } | null) =>
    db.read
      .selectFrom('reports')
      .select(['id', 'reference', 'story', 'comment', 'at', 'ground', 'law', 'explanation', 'name', 'email'])
      .select(['source', 'outcome', 'decided_at'])
      .where('site', '=', site)
      .where('reader', '=', reader)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'id'), '>', tuple(last?.at ?? -1, last?.id ?? '')))
      .orderBy('at')
      .orderBy('id')
      .limit(PAGE)
      .execute()
  for await (const { id: _, at, decided_at, ...row } of paged<Awaited<ReturnType<typeof page>>[number]>(page))
    yield { ...row, at: time(at), decidedAt: time(decided_at) }
}

async function* appeals({ db }: App, { site, reader }: Who): Rows {
  const rows = await db.read
    .selectFrom('appeals')
    .select(['id', 'story', 'comment', 'decision', 'statement', 'side', 'at', 'text', 'outcome', 'decided_at'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .orderBy('id')
    .execute()
  for (const { at, decided_at, ...row } of rows) yield { ...row, at: time(at), decidedAt: time(decided_at) }
}

/** His context notes, beside their words among the comments. */
async function* notes(app: App, { reader }: Who): Rows {
  for (let before: string | null = null; ; ) {
    const found: Awaited<ReturnType<typeof ownNotes>> = await ownNotes(app, app.db.read, reader, null, before)
    for (const { note } of found) {
      const { id, about, claim, sources, status, numbers } = note
      yield { id, about, claim, sources, status, numbers }
    }
    before = found.at(-1)?.note.id ?? null
    if (before === null) return
  }
}

async function* ratings({ db }: App, { site, reader }: Who): Rows {
  yield* await ownRatings(db.read, site, reader)
}

/** His eyewitness accounts with what he gave the newsroom to reach him by. Photographs are at their addresses, for him signed in. */
async function* accounts(app: App, { site, reader }: Who): Rows {
  const ids = await app.db.read
    .selectFrom('accounts')
    .select('id')
    .where('site', '=', site)
    .where('reader', '=', reader)
    .orderBy('id')
    .execute()
  for (const { id } of ids)
    for (const account of await ownAccounts(app, reader, { id }))
      yield {
        ...account,
        contact: await ownContact(app, reader, id),
        photos: account.photos.map(photo => ({ ...photo, url: `${app.config.url}${photo.url}` })),
      }
}

async function* proposals(app: App, { reader }: Who): Rows {
  yield* await ownProposals(app, reader)
}

/** What was decided about him and why; who decided is not said, and nothing of what an authority keeps secret. */
async function* decisions({ db }: App, { site, reader }: Who): Rows {
  const page = (last: { id: string } | null) =>
    db.read
      .selectFrom('decisions as d')
      .leftJoin('statements as t', join => join.onRef('t.site', '=', 'd.site').onRef('t.decision', '=', 'd.id'))
      .select(['d.id', 'd.story', 'd.comment', 'd.at', 'd.act', 'd.ground', 'd.law', 'd.explanation', 'd.label'])
      .select([
        'd.days',
        'd.posts',
        'd.automated',
        'd.detected',
        'd.engine',
        'd.source',
        'd.reverses',
        't.no',
        't.body_json',
      ])
      .where('d.site', '=', site)
      .where('d.reader', '=', reader)
      .where('d.id', '>', last?.id ?? '')
      .where(eb => eb.or([eb('d.source', '<>', 'order'), eb('t.no', 'is not', null)]))
      .orderBy('d.id')
      .limit(PAGE)
      .execute()
  for await (const { at, automated, detected, no, body_json, ...row } of paged<
    Awaited<ReturnType<typeof page>>[number]
  >(page))
    yield {
      ...row,
      at: time(at),
      automated: automated === 1,
      detected: detected === 1,
      statement: no === null ? null : { no, body: JSON.parse(body_json!) },
    }
}

async function* sessions({ db }: App, { site, reader }: Who): Rows {
  const rows = await db.read
    .selectFrom('sessions')
    .select(['created_at', 'expires_at'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .orderBy('created_at')
    .execute()
  for (const { created_at, expires_at } of rows) yield { begun: time(created_at), ends: time(expires_at) }
}

/** What he has given. Source: GDPR Art. 20. */
const PROVIDED: readonly List[] = [
  ['comments', comments],
  ['notes', notes],
  ['ratings', ratings],
  ['accounts', accounts],
  ['proposals', proposals],
  ['respects', respects],
  ['reports', reports],
  ['appeals', appeals],
]
/** What came of it. Source: GDPR Art. 15. */
const ABOUT: readonly List[] = [
  ['decisions', decisions],
  ['sessions', sessions],
]

/**
 * Everything that is held of a reader, as one object of JSON, piece by piece. Nobody else is named in it, and never who reported. The desk's
 * notes to itself are not in it: they are about others too, and a person looks at them before they are given out.
 * Source: GDPR Art. 15 and 20.
 */
export async function* exportOf(app: App, who: Who): AsyncGenerator<string> {
  const { site, siteName } = app.config
  const row = await app.db.read
    .selectFrom('readers')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', who.reader)
    .executeTakeFirstOrThrow()
  const head = {
    format: EXPORT_FORMAT,
    site,
    publication: siteName,
    madeAt: iso(app.clock()),
    reader: {
      id: row.id,
      name: row.name,
      email: row.email,
      account: row.subject,
      since: time(row.created_at),
      suspendedUntil: time(row.suspended_until),
      bannedAt: time(row.banned_at),
      nextCommentsWait: Number(row.reviewed_posts),
      reportsPausedUntil: time(row.reports_paused_until),
    },
  }
  yield JSON.stringify(head, null, 1).slice(0, -2)
  for (const [part, lists] of [
    ['provided', PROVIDED],
    ['about', ABOUT],
  ] as const) {
    yield `,\n "${part}": {`
    for (const [i, [name, rows]] of lists.entries()) {
      yield `${i ? ',' : ''}\n  "${name}": [`
      let first = true
      for await (const found of rows(app, who)) {
        yield `${first ? '' : ','}\n   ${JSON.stringify(found)}`
        first = false
      }
      yield first ? ']' : '\n  ]'
    }
    yield '\n }'
  }
  yield '\n}\n'
}

/** Sends it as a file, piece by piece, as fast as it is taken. */
export function sendExport(app: App, { id }: ReaderVisitor, reply: FastifyReply) {
  const { site } = app.config
  const name = `${site.replace(/[^\w.-]+/g, '-')}-${iso(app.clock()).slice(0, 10)}.json`
  return reply
    .type('application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Readable.from(exportOf(app, { site, reader: id })))
}
