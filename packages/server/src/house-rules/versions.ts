import type { EuCategory, ListRules, OwnWord, Section } from '@parley/contract/house-rules.ts'
import { HOUSE_RULES, type HouseRule } from '@parley/rules/house-rules.ts'
import { settle } from '../db/events.ts'
import type { Reading, Tx } from '../db/open.ts'

/** One wording of a house rule. The one that Parley ships with is nobody's, and has no date. */
export interface Version {
  version: number
  title: string
  text: string
  /** Name of the staff member. */
  by: string
  at: number | null
}

/** A time in which a rule does not hold; `until` is null while it lasts. */
export interface Retirement {
  since: number
  until: number | null
}

export interface Rule extends HouseRule {
  /** The first one first; the last one holds. */
  versions: readonly Version[]
  /** The first one first. */
  retirements: readonly Retirement[]
  /** Since when it does not hold; null where it does. */
  retiredAt: number | null
  /** In the EU's database; null where the newsroom has named none. */
  category: EuCategory | null
}

/** A house rule in the newsroom's list. */
export type Listed = ListRules['rules'][number]

/** Every house rule that there is or was, as it is worded now, with all its wordings; in the order in which readers see them. */
export async function rulesWithVersions(db: Reading, site: string): Promise<Rule[]> {
  const rows = await db.selectFrom('house_rules').selectAll().where('site', '=', site).orderBy('version').execute()
  const lists = await ruleLists(db, site)
  const own = Map.groupBy(rows, ({ id }) => id)
  const added = rows
    .filter(({ id }) => !HOUSE_RULES.some(shipped => shipped.id === id))
    .filter(({ version }) => Number(version) === 1)
    .sort((a, b) => Number(a.at) - Number(b.at))
  // What has come since the newsroom last put them in order stands at the end.
  const ids = new Set([...(lists.at(-1)?.value ?? []), ...HOUSE_RULES, ...added].map(({ id }) => id))
  return [...ids].map(id => {
    const shipped = HOUSE_RULES.find(one => one.id === id)
    const worded = (own.get(id) ?? []).map(
      ({ version, title, text, by, at }): Version => ({ version: Number(version), title, text, by, at: Number(at) }),
    )
    const versions = shipped
      ? [{ version: shipped.version, title: shipped.title, text: shipped.text, by: '', at: null }, ...worded]
      : worded
    const { version, title, text } = versions.at(-1)!
    const retirements = retirementsOf(id, lists)
    return {
      id,
      version,
      title,
      text,
      judgedByMachine: shipped?.judgedByMachine ?? false,
      versions,
      retirements,
      retiredAt: retirements.findLast(({ until }) => until === null)?.since ?? null,
      category: (own.get(id)?.at(-1)?.category ?? null) as EuCategory | null,
    }
  })
}

/** When a rule did not hold, from all lists there were, the first one first. */
function retirementsOf(id: string, lists: readonly (Entry<Listed> & { at: number })[]): Retirement[] {
  const retirements: Retirement[] = []
  for (const { value, at } of lists) {
    const retired = value.find(one => one.id === id)?.retired ?? false
    const last = retirements.at(-1)
    const is = last !== undefined && last.until === null
    if (retired && !is) retirements.push({ since: at, until: null })
    if (!retired && is) last.until = at
  }
  return retirements
}

/** Every list of the rules that there was, the last one last: it holds. */
export async function ruleLists(db: Reading, site: string): Promise<(Entry<Listed> & { at: number })[]> {
  const rows = await db.selectFrom('rule_lists').selectAll().where('site', '=', site).orderBy('no').execute()
  return rows.map(({ no, list_json, by, at }) => ({
    no: Number(no),
    value: JSON.parse(list_json) as Listed[],
    by,
    at: Number(at),
  }))
}

/** What the newsroom's own rules are for the EU's database, where it has said so; by the rule's id. */
export async function ownCategories(db: Reading, site: string): Promise<Map<string, EuCategory>> {
  const rows = await db
    .selectFrom('house_rules')
    .select(['id', 'category'])
    .where('site', '=', site)
    .where('category', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, category }) => [id, category as EuCategory]))
}

export const insertVersion = (
  tx: Tx,
  site: string,
  { id, version, title, text, by, at, category }: Version & Pick<Rule, 'id' | 'category'> & { at: number },
): Promise<void> => settle(tx, 'house_rules', { site, id, version, title, text, by, at, category })

export const insertList = (
  tx: Tx,
  site: string,
  { no, value, by, at }: Entry<Listed> & { at: number },
): Promise<void> => settle(tx, 'rule_lists', { site, no, list_json: JSON.stringify(value), by, at })

/** An entry of a log of which the last one holds; no. 0 where there is none yet. */
export interface Entry<T> {
  no: number
  value: readonly T[]
  by: string
  at: number | null
}

const NOTHING = { no: 0, value: [], by: '', at: null }

export async function wordsThatHold(db: Reading, site: string): Promise<Entry<OwnWord>> {
  const row = await db
    .selectFrom('own_words')
    .selectAll()
    .where('site', '=', site)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { no: Number(row.no), value: JSON.parse(row.words_json), by: row.by, at: Number(row.at) } : NOTHING
}

export async function sectionsThatHold(db: Reading, site: string): Promise<Entry<Section>> {
  const row = await db
    .selectFrom('sections')
    .selectAll()
    .where('site', '=', site)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { no: Number(row.no), value: JSON.parse(row.sections_json), by: row.by, at: Number(row.at) } : NOTHING
}

export const insertWords = (
  tx: Tx,
  site: string,
  { no, value, by, at }: Entry<OwnWord> & { at: number },
): Promise<void> => settle(tx, 'own_words', { site, no, words_json: JSON.stringify(value), by, at })

export const insertSections = (
  tx: Tx,
  site: string,
  { no, value, by, at }: Entry<Section> & { at: number },
): Promise<void> => settle(tx, 'sections', { site, no, sections_json: JSON.stringify(value), by, at })
