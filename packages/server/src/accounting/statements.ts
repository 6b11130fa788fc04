import type { KeptVerdict } from '../comments/own.ts'
import { iso } from '../comments/queries.ts'
import type { Config } from '../config.ts'
import type { Reading, Tx } from '../db/open.ts'
import type { Body } from '../decisions/statements.ts'
import { ownCategories } from '../house-rules/versions.ts'
import { FORMER } from '../readers/leaving.ts'
import type { Stated } from './sor.ts'

/** Numbers of a site's statements from one time up to another, in order. */
export async function statementsBetween(
  db: Reading,
  site: string,
  { from, before }: { from: number; before: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('statements')
    .select('no')
    .where('site', '=', site)
    .where('at', '>=', from)
    .where('at', '<', before)
    .orderBy('no')
    .execute()
  return rows.map(row => row.no)
}

/** Statements with the words of their comments and the names of whoever has to do with them, so that both can be kept out of what is exported; with their facts as they are worded for that. */
export async function statedAs(db: Reading, site: string, nos: readonly number[]): Promise<Stated[]> {
  if (nos.length === 0) return []
  const rows = await db
    .selectFrom('statements as t')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 't.site').onRef('c.story', '=', 't.story').onRef('c.id', '=', 't.comment'),
    )
    .innerJoin('decisions as d', join =>
      join.onRef('d.site', '=', 't.site').onRef('d.story', '=', 't.story').onRef('d.id', '=', 't.decision'),
    )
    .innerJoin('readers as author', join =>
      join.onRef('author.site', '=', 't.site').onRef('author.id', '=', 't.reader'),
    )
    .leftJoin('readers as by', join => join.onRef('by.site', '=', 't.site').onRef('by.id', '=', 'd.by'))
    .leftJoin('comments as parent', join =>
      join
        .onRef('parent.site', '=', 'c.site')
        .onRef('parent.story', '=', 'c.story')
        .onRef('parent.id', '=', 'c.parent'),
    )
    .leftJoin('readers as answered', join =>
      join.onRef('answered.site', '=', 'parent.site').onRef('answered.id', '=', 'parent.reader'),
    )
    .select(['t.no', 't.at', 't.story', 't.comment', 't.reader', 't.body_json', 'c.verdict_json'])
    .select(['author.name as author', 'by.name as moderator', 'answered.name as answered'])
    .where('t.site', '=', site)
    .where('t.no', 'in', nos)
    .orderBy('t.no')
    .execute()
  const wordings = await db
    .selectFrom('eu_wordings')
    .select(['no', 'text'])
    .where('site', '=', site)
    .where('no', 'in', nos)
    .orderBy('version')
    .execute()
  const reporters = await db
    .selectFrom('reports as p')
    .leftJoin('readers as r', join => join.onRef('r.site', '=', 'p.site').onRef('r.id', '=', 'p.reader'))
    .select(['p.comment', 'p.name as given', 'r.name'])
    .where('p.site', '=', site)
    .where('p.story', 'in', [...new Set(rows.map(row => row.story))])
    .where('p.comment', 'in', [...new Set(rows.map(row => row.comment))])
    .execute()
  const revisions = await db
    .selectFrom('revisions')
    .select(['comment', 'text'])
    .where('site', '=', site)
    .where('story', 'in', [...new Set(rows.map(row => row.story))])
    .where('comment', 'in', [...new Set(rows.map(row => row.comment))])
    .execute()
  const own = await ownCategories(db, site)
  const reworded = new Map(wordings.map(({ no, text }) => [no, text]))
  const words = Map.groupBy(revisions, row => row.comment)
  const reported = Map.groupBy(reporters, row => row.comment)
  return rows.map(row => {
    const kept = JSON.parse(row.body_json) as Body
    const { language = null } = JSON.parse(row.verdict_json) as KeptVerdict
    const others = (reported.get(row.comment) ?? []).flatMap(one => [one.given, one.name])
    return {
      site,
      no: row.no,
      at: iso(row.at),
      act: kept.act,
      territory: kept.territory,
      until: kept.until,
      posts: kept.posts,
      rule: kept.rule,
      category: (kept.rule && own.get(kept.rule.id)) ?? null,
      law: kept.law,
      facts: reworded.get(row.no) ?? kept.facts,
      source: kept.source,
      automated: kept.automated,
      comment: {
        postedAt: kept.comment.postedAt,
        text: (words.get(row.comment) ?? []).map(({ text }) => text).join('\n'),
      },
      language,
      erased: row.reader.startsWith(FORMER) && !reworded.has(row.no),
      names: [row.author, row.moderator, row.answered, ...others].filter(name => name !== null),
    }
  })
}

/** Puts a statement into the outbox, where the newsroom sends them; in the transaction that writes it. */
export async function queueForEu(
  tx: Tx,
  { site, sor }: Pick<Config, 'site' | 'sor'>,
  { no, at }: { no: number; at: number },
): Promise<void> {
  if (sor) await queueStatements(tx, site, { nos: [no], at })
}

/** Puts statements into the outbox that are not in it. Answers how many. */
export async function queueStatements(
  tx: Tx,
  site: string,
  { nos, at }: { nos: readonly number[]; at: number },
): Promise<number> {
  let queued = 0
  for (let i = 0; i < nos.length; i += 500) {
    const rows = nos.slice(i, i + 500).map(no => ({
      site,
      no,
      at,
      attempts: 0,
      next_at: at,
      sent_at: null,
      result: null,
      error: null,
    }))
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('eu_outbox')
      .values(rows)
      .onConflict(conflict => conflict.columns(['site', 'no']).doNothing())
      .executeTakeFirstOrThrow()
    queued += Number(numInsertedOrUpdatedRows ?? 0)
  }
  return queued
}
