import type { OwnWord, Section } from '@parley/contract/schemas.ts'
import { HOUSE_RULES, type HouseRule, type RuleId } from '@parley/rules/house-rules.ts'
import { RULES, ring } from '../db/events.ts'
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

export interface Rule extends HouseRule {
  /** The first one first; the last one holds. */
  versions: readonly Version[]
}

/** Every house rule as it holds now, with all its wordings. */
export async function rulesWithVersions(db: Reading, site: string): Promise<Rule[]> {
  const rows = await db.selectFrom('house_rules').selectAll().where('site', '=', site).orderBy('version').execute()
  return HOUSE_RULES.map(shipped => {
    const first: Version = { version: shipped.version, title: shipped.title, text: shipped.text, by: '', at: null }
    const own = rows
      .filter(({ id }) => id === shipped.id)
      .map(
        ({ version, title, text, by, at }): Version => ({ version: Number(version), title, text, by, at: Number(at) }),
      )
    const versions = [first, ...own]
    const { version, title, text } = versions.at(-1)!
    return { ...shipped, version, title, text, versions }
  })
}

export async function insertVersion(
  tx: Tx,
  site: string,
  { id, version, title, text, by, at }: Version & { id: RuleId; at: number },
): Promise<void> {
  await tx.insertInto('house_rules').values({ site, id, version, title, text, by, at }).execute()
  ring(tx, site, RULES)
}

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

export async function insertWords(
  tx: Tx,
  site: string,
  { no, value, by, at }: Entry<OwnWord> & { at: number },
): Promise<void> {
  await tx
    .insertInto('own_words')
    .values({ site, no, words_json: JSON.stringify(value), by, at })
    .execute()
  ring(tx, site, RULES)
}

export async function insertSections(
  tx: Tx,
  site: string,
  { no, value, by, at }: Entry<Section> & { at: number },
): Promise<void> {
  await tx
    .insertInto('sections')
    .values({ site, no, sections_json: JSON.stringify(value), by, at })
    .execute()
  ring(tx, site, RULES)
}
