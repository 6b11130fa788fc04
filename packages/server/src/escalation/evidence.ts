import type { App } from '../app.ts'
import type { KeptVerdict } from '../comments/own.ts'
import { type CommentRow, iso } from '../comments/queries.ts'
import type { Reading } from '../db/open.ts'
import type { Seen } from '../moderation/phase.ts'

/** What is sealed: the words with all their versions, and everything that is held about whoever wrote them. */
export interface Evidence {
  format: 'parley.evidence.1'
  sealedAt: string
  site: string
  kind: string
  comment: {
    id: string
    address: string
    story: { title: string; url: string }
    state: string
    postedAt: string
    editedAt: string | null
    revision: number
    text: string
  }
  revisions: { no: number; at: string; text: string }[]
  /** The comments that it answers, the nearest last. */
  parents: { id: string; author: string; postedAt: string; text: string }[]
  author: { id: string; name: string; role: string; since: string; account: string }
  /** Network addresses are not kept by Parley; the list says so by being empty. */
  addresses: { email: string | null; network: string[] }
  findings: Seen[]
  engine: string | null
  reports: { reference: string; at: string; ground: string; law: string | null; explanation: string }[]
}

const PARENTS = 5

/** Everything about a comment that could be asked for later, read in one transaction. Who reported it is not in it. */
export async function evidenceOf(
  db: Reading,
  app: Pick<App, 'config'>,
  { comment, kind, at }: { comment: CommentRow; kind: string; at: number },
): Promise<Evidence> {
  const { site, story, id } = comment
  const { title, url } = await db
    .selectFrom('stories')
    .select(['title', 'url'])
    .where('site', '=', site)
    .where('id', '=', story)
    .executeTakeFirstOrThrow()
  const author = await db
    .selectFrom('readers')
    .select(['id', 'name', 'role', 'created_at', 'subject', 'email'])
    .where('site', '=', site)
    .where('id', '=', comment.reader)
    .executeTakeFirstOrThrow()
  const revisions = await db
    .selectFrom('revisions')
    .select(['no', 'at', 'text'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', id)
    .orderBy('no')
    .execute()
  const reports = await db
    .selectFrom('reports')
    .select(['reference', 'at', 'ground', 'law', 'explanation'])
    .where('site', '=', site)
    .where('story', '=', story)
    .where('comment', '=', id)
    .orderBy('id')
    .execute()
  const { findings, engine = null } = JSON.parse(comment.verdict_json) as KeptVerdict
  return {
    format: 'parley.evidence.1',
    sealedAt: iso(at),
    site,
    kind,
    comment: {
      id,
      address: `${app.config.url}/d/comments/${id}`,
      story: { title, url },
      state: comment.state,
      postedAt: iso(comment.posted_at),
      editedAt: comment.edited_at === null ? null : iso(comment.edited_at),
      revision: comment.revision,
      text: comment.text,
    },
    revisions: revisions.map(({ no, at, text }) => ({ no, at: iso(at), text })),
    parents: await parentsOf(db, comment),
    author: {
      id: author.id,
      name: author.name,
      role: author.role,
      since: iso(author.created_at),
      account: author.subject,
    },
    addresses: { email: author.email, network: [] },
    findings,
    engine,
    reports: reports.map(({ at, ...report }) => ({ ...report, at: iso(at) })),
  }
}

async function parentsOf(db: Reading, { site, story, parent }: CommentRow): Promise<Evidence['parents']> {
  const parents: Evidence['parents'] = []
  for (let up = parent; up && parents.length < PARENTS; ) {
    const row = await db
      .selectFrom('comments as c')
      .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
      .select(['c.id', 'c.text', 'c.posted_at', 'c.parent', 'r.name'])
      .where('c.site', '=', site)
      .where('c.story', '=', story)
      .where('c.id', '=', up)
      .executeTakeFirstOrThrow()
    parents.unshift({ id: row.id, author: row.name, postedAt: iso(row.posted_at), text: row.text })
    up = row.parent
  }
  return parents
}
