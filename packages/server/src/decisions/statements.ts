import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Me, OwnStatements, Statement } from '@parley/contract/schemas.ts'
import type { HouseRule } from '@parley/rules/house-rules.ts'
import type { Selectable } from 'kysely'
import type { App } from '../app.ts'
import { type CommentRow, iso } from '../comments/queries.ts'
import { nextNumber } from '../db/numbers.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import type { ReaderVisitor, Visitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'

export type DecisionRow = Selectable<Tables['decisions']>

/** Six months, in which a decision may be objected to. Source: DSA Art. 20(1). */
export const APPEAL_DAYS = 184
const DAY = 86_400_000

/** When the time to object is over, in milliseconds. */
export const appealUntil = (at: number): number => at + APPEAL_DAYS * DAY

/** What is kept of a statement; the rest is what has become of it since. */
export type Body = Omit<Statement, 'no' | 'at' | 'appeal' | 'reversedAt' | 'appealUntil' | 'comment'> & {
  /** The words themselves stay where they are, so that what erases them erases them here. */
  comment: Omit<Statement['comment'], 'text'> & { revision: number }
}

/** A statement as it has just been written. */
export interface Stated {
  no: number
  body: Body
}

/**
 * Writes the statement of reasons for a decision that restricts, in the decision's own transaction: no later than it takes effect.
 * Contents after DSA Art. 17(3); it names nobody but its reader, and quotes nothing but his own words.
 */
export async function stateReasons(
  tx: Tx,
  decision: DecisionRow,
  {
    comment,
    story,
    rule,
    until,
  }: {
    comment: CommentRow
    story: { title: string; url: string }
    /** As it is worded now: the statement keeps these words, whatever becomes of the rule. */
    rule: HouseRule | undefined
    until: number | null
  },
): Promise<Stated> {
  const { site } = decision
  const body: Body = {
    act: decision.act,
    label: decision.label,
    territory: decision.territory_json === null ? [] : JSON.parse(decision.territory_json),
    until: until === null ? null : iso(until),
    posts: decision.posts,
    rule: rule ? { id: rule.id, version: rule.version, title: rule.title, text: rule.text } : null,
    law: decision.law,
    facts: decision.explanation,
    source: decision.source,
    automated: {
      detection: decision.detected === 1,
      decision: decision.automated === 1,
      engine: decision.engine,
    },
    story,
    comment: {
      id: comment.id,
      postedAt: iso(comment.posted_at),
      revision: decision.reader === comment.reader ? comment.revision : NOT_HIS_OWN,
    },
  }
  const no = await nextNumber(tx, site, 'statement')
  await tx
    .insertInto('statements')
    .values({
      site,
      no,
      story: decision.story,
      comment: comment.id,
      decision: decision.id,
      reader: decision.reader!,
      body_json: JSON.stringify(body),
      at: decision.at,
    })
    .execute()
  return { no, body }
}

/** In place of a version of somebody else's comment: no words belong to the statement. */
const NOT_HIS_OWN = 0

/** Opens a statement from a mail without a sign-in, and nothing else. */
export const statementKey = (app: Pick<App, 'config'>, no: number): string =>
  createHmac('sha256', app.config.secret).update(`statement ${app.config.site} ${no}`).digest('base64url')

export const statementLink = (app: Pick<App, 'config'>, no: number): string =>
  `${app.config.url}/d/statements/${no}?key=${statementKey(app, no)}`

function keyFits(app: App, no: number, key: string): boolean {
  const right = Buffer.from(statementKey(app, no))
  const given = Buffer.from(key)
  return right.length === given.length && timingSafeEqual(right, given)
}

/** The row of a statement, for its own reader, for the desk, or for whoever holds its key. Throws Refusal('statement.unknown'). */
export async function statementToRead(
  app: App,
  db: Reading,
  { no, who, key }: { no: number; who: Visitor; key?: string | undefined },
): Promise<Selectable<Tables['statements']>> {
  const row = Number.isSafeInteger(no)
    ? await db
        .selectFrom('statements')
        .selectAll()
        .where('site', '=', app.config.site)
        .where('no', '=', no)
        .executeTakeFirst()
    : undefined
  if (!row || !(who.staff || who.id === row.reader || (key !== undefined && keyFits(app, no, key))))
    throw new Refusal('statement.unknown')
  return row
}

/** A statement with what has become of it. Throws Refusal('statement.unknown'). */
export async function statement(
  app: App,
  asked: { no: number; who: Visitor; key?: string | undefined },
): Promise<Statement> {
  const row = await statementToRead(app, app.db.read, asked)
  const [told] = await withWhatBecame(app.db.read, [row])
  return told!
}

/** As many of a reader’s statements as are read at once. */
const PAGE = 50

/** The statements about a reader, newest first. `after` is the number of the last one read. Throws Refusal('cursor.invalid'). */
export async function ownStatements(app: App, { id }: ReaderVisitor, after?: string): Promise<OwnStatements> {
  if (after !== undefined && !/^\d{1,15}$/.test(after)) throw new Refusal('cursor.invalid')
  let query = app.db.read
    .selectFrom('statements')
    .selectAll()
    .where('site', '=', app.config.site)
    .where('reader', '=', id)
    .orderBy('no', 'desc')
    .limit(PAGE)
  if (after !== undefined) query = query.where('no', '<', Number(after))
  const told = await withWhatBecame(app.db.read, await query.execute())
  return {
    statements: told.map(one => ({ ...one, link: statementLink(app, one.no) })),
    next: told.length === PAGE ? String(told.at(-1)!.no) : null,
  }
}

/** Why somebody cannot write here at present, and where he can object; null where he can. */
export async function barredFor(app: App, who: ReaderVisitor): Promise<Me['barred']> {
  const suspended = who.suspendedUntil !== null && who.suspendedUntil > app.clock()
  if (!who.banned && !suspended) return null
  const last = await app.db.read
    .selectFrom('statements as t')
    .innerJoin('decisions as d', join => join.onRef('d.site', '=', 't.site').onRef('d.id', '=', 't.decision'))
    .select(['t.no', 'd.explanation'])
    .where('t.site', '=', app.config.site)
    .where('t.reader', '=', who.id)
    .where('d.act', '=', who.banned ? 'ban' : 'suspend')
    .orderBy('t.no', 'desc')
    .executeTakeFirst()
  return {
    until: who.banned ? null : iso(who.suspendedUntil!),
    reason: last?.explanation ?? '',
    statement: last?.no ?? null,
    link: last ? statementLink(app, last.no) : null,
  }
}

/** When decisions were taken back, for those that still are: what takes back can be taken back itself. */
export async function takenBackAt(
  db: Reading,
  { site, stories }: { site: string; stories: readonly string[] },
  decisions: readonly string[],
): Promise<Map<string, number>> {
  if (decisions.length === 0) return new Map()
  const reversing = await db
    .selectFrom('decisions')
    .select(['id', 'reverses', 'at'])
    .where('site', '=', site)
    .where('story', 'in', stories)
    .where('reverses', 'in', decisions)
    .execute()
  const undone = await takenBackAt(
    db,
    { site, stories },
    reversing.map(({ id }) => id),
  )
  return new Map(reversing.filter(({ id }) => !undone.has(id)).map(({ reverses, at }) => [reverses!, at]))
}

/** Statements as they are kept, with the words that they are about and what has become of them since. */
async function withWhatBecame(db: Reading, rows: readonly Selectable<Tables['statements']>[]): Promise<Statement[]> {
  if (rows.length === 0) return []
  const { site } = rows[0]!
  const stories = [...new Set(rows.map(row => row.story))]
  const appeals = await db
    .selectFrom('appeals as a')
    .leftJoin('decisions as d', join => join.onRef('d.site', '=', 'a.site').onRef('d.id', '=', 'a.deciding'))
    .select(['a.statement', 'a.at', 'a.outcome', 'a.decided_at', 'd.explanation'])
    .where('a.site', '=', site)
    .where(
      'a.statement',
      'in',
      rows.map(row => row.no),
    )
    .execute()
  const back = await takenBackAt(
    db,
    { site, stories },
    rows.map(row => row.decision),
  )
  const revisions = await db
    .selectFrom('revisions')
    .select(['comment', 'no', 'text'])
    .where('site', '=', site)
    .where('story', 'in', stories)
    .where(
      'comment',
      'in',
      rows.map(row => row.comment),
    )
    .execute()
  const appealOf = new Map(appeals.map(one => [one.statement, one]))
  const words = new Map(revisions.map(one => [`${one.comment} ${one.no}`, one.text]))
  return rows.map(row => {
    const { comment, ...body } = JSON.parse(row.body_json) as Body
    const { id, postedAt, revision } = comment
    const appeal = appealOf.get(row.no)
    const reversed = back.get(row.decision)
    return {
      no: row.no,
      at: iso(row.at),
      ...body,
      // Statements from before there were labels say nothing of them.
      label: body.label ?? null,
      comment: { id, postedAt, text: words.get(`${id} ${revision}`) ?? '' },
      appealUntil: iso(appealUntil(row.at)),
      appeal: appeal
        ? {
            at: iso(appeal.at),
            outcome: appeal.outcome,
            decidedAt: appeal.decided_at === null ? null : iso(appeal.decided_at),
            reasons: appeal.explanation,
          }
        : null,
      reversedAt: reversed === undefined ? null : iso(reversed),
    }
  })
}
