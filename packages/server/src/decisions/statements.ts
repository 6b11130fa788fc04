import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Statement } from '@parley/contract/schemas.ts'
import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import type { Selectable } from 'kysely'
import type { App } from '../app.ts'
import type { KeptVerdict } from '../comments/own.ts'
import { type CommentRow, iso } from '../comments/queries.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import type { Visitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'

export type DecisionRow = Selectable<Tables['decisions']>

/** Six months, in which a decision may be objected to. Source: DSA Art. 20(1). */
export const APPEAL_DAYS = 184
const DAY = 86_400_000

/** When the time to object is over, in milliseconds. */
export const appealUntil = (at: number): number => at + APPEAL_DAYS * DAY

/** What is kept of a statement; the rest is what has become of it since. */
type Body = Omit<Statement, 'no' | 'at' | 'appeal' | 'reversedAt' | 'appealUntil' | 'comment'> & {
  /** The words themselves stay where they are, so that what erases them erases them here. */
  comment: Omit<Statement['comment'], 'text'> & { revision: number }
}

/** The next number under a name; its row stays locked until the transaction ends, so that no number is given twice or left out. */
export async function nextNumber(tx: Tx, site: string, name: string): Promise<number> {
  const { value } = await tx
    .insertInto('counters')
    .values({ site, name, value: 1 })
    .onConflict(conflict =>
      conflict.columns(['site', 'name']).doUpdateSet(eb => ({ value: eb('counters.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return Number(value)
}

/**
 * Writes the statement of reasons for a decision that restricts, in the decision's own transaction: no later than it takes effect.
 * Contents after DSA Art. 17(3); it names nobody but its reader, and quotes nothing but his own words.
 */
export async function stateReasons(
  tx: Tx,
  decision: DecisionRow,
  { comment, story, until }: { comment: CommentRow; story: { title: string; url: string }; until: number | null },
): Promise<number> {
  const { site } = decision
  const rule = HOUSE_RULES.find(one => one.id === decision.ground)
  const { engine = null } = JSON.parse(comment.verdict_json) as KeptVerdict
  const body: Body = {
    act: decision.act,
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
      engine: decision.detected === 1 || decision.automated === 1 ? engine : null,
    },
    story,
    comment: { id: comment.id, postedAt: iso(comment.posted_at), revision: comment.revision },
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
      reader: comment.reader,
      body_json: JSON.stringify(body),
      at: decision.at,
    })
    .execute()
  return no
}

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
  const db = app.db.read
  const row = await statementToRead(app, db, asked)
  const appeal = await db
    .selectFrom('appeals as a')
    .leftJoin('decisions as d', join => join.onRef('d.site', '=', 'a.site').onRef('d.id', '=', 'a.deciding'))
    .select(['a.at', 'a.outcome', 'a.decided_at', 'd.explanation'])
    .where('a.site', '=', row.site)
    .where('a.statement', '=', row.no)
    .executeTakeFirst()
  const reversing = await db
    .selectFrom('decisions')
    .select('at')
    .where('site', '=', row.site)
    .where('story', '=', row.story)
    .where('reverses', '=', row.decision)
    .executeTakeFirst()
  const { comment, ...body } = JSON.parse(row.body_json) as Body
  const words = await db
    .selectFrom('revisions')
    .select('text')
    .where('site', '=', row.site)
    .where('story', '=', row.story)
    .where('comment', '=', row.comment)
    .where('no', '=', comment.revision)
    .executeTakeFirst()
  return {
    no: row.no,
    at: iso(row.at),
    ...body,
    comment: { id: comment.id, postedAt: comment.postedAt, text: words?.text ?? '' },
    appealUntil: iso(appealUntil(row.at)),
    appeal: appeal
      ? {
          at: iso(appeal.at),
          outcome: appeal.outcome,
          decidedAt: appeal.decided_at === null ? null : iso(appeal.decided_at),
          reasons: appeal.explanation,
        }
      : null,
    reversedAt: reversing ? iso(reversing.at) : null,
  }
}
