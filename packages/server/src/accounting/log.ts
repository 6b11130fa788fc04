import type { PublicLog } from '@parley/contract/schemas.ts'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import { Refusal } from '../http/problems.ts'

const PAGE = 50

/**
 * A page of what was decided, newest first, for everybody, where the newsroom publishes it: the day, the act, the rule, whether software
 * took part, whether it was taken back. No names, words, stories or times of day. Source: Santa Clara 2.0, DSA Art. 14(4).
 * Throws Refusal: request.not-found where it is not published, cursor.invalid.
 */
export async function publicLog(app: App, after: string | null): Promise<PublicLog> {
  const { site, publicLog: published } = app.config
  if (!published) throw new Refusal('request.not-found')
  if (after !== null && !/^[1-9]\d{0,14}$/.test(after)) throw new Refusal('cursor.invalid')
  let query = app.db.read
    .selectFrom('statements as t')
    .innerJoin('decisions as d', join => join.onRef('d.site', '=', 't.site').onRef('d.id', '=', 't.decision'))
    .select(['t.no', 't.at', 'd.act', 'd.ground', 'd.automated', 'd.detected'])
    .select(
      sql<number>`case when exists (select 1 from decisions r where r.site = d.site and r.reverses = d.id) then 1 else 0 end`.as(
        'back',
      ),
    )
    .where('t.site', '=', site)
    .orderBy('t.no', 'desc')
    .limit(PAGE + 1)
  if (after !== null) query = query.where('t.no', '<', Number(after))
  const found = await query.execute()
  const rows = found.slice(0, PAGE)
  return {
    entries: rows.map(row => ({
      day: new Date(row.at).toISOString().slice(0, 10),
      act: row.act,
      rule: row.ground,
      automated: row.automated === 1 || row.detected === 1,
      alone: row.automated === 1,
      overturned: row.back === 1,
    })),
    next: found.length > PAGE ? String(rows.at(-1)!.no) : null,
  }
}
