import type {
  AddRule,
  ChangeSections,
  ChangeThresholds,
  ChangeWords,
  ListRules,
  RewordRule,
  RuleHistory,
} from '@parley/contract/house-rules.ts'
import { NO_RULE_IDS, RULE_ID } from '@parley/contract/house-rules.ts'
import { cleanText, graphemes } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { appliedThresholds, applyThresholds } from '../learning/thresholds.ts'
import { checkedSections, readableWords, thresholdsWith } from './check.ts'
import { oneRule } from './show.ts'
import {
  insertList,
  insertSections,
  insertVersion,
  insertWords,
  ruleLists,
  rulesWithVersions,
  sectionsThatHold,
  wordsThatHold,
} from './versions.ts'

const TITLE_MAX = 80
const RULE_TEXT_MAX = 1000
/** Those that are retired count too, as they are never gone. */
const RULES_MAX = 100
/** The one rule that has to hold: findings and reports under it go to the top of the queue (cases/priority.ts). Source: DSA Art. 18. */
const PROTECTS_LIFE = 'threats'

/**
 * Words a house rule anew: a new version, which holds from now on. Earlier ones stay with the statements that name them. Source: DSA Art. 14.
 * Throws Refusal: rule.unknown, rule.empty, rule.too-long, rule.same, rules.changed.
 */
export async function rewordRule(
  app: App,
  who: ReaderVisitor,
  { id, after, ...words }: RewordRule & { id: string },
): Promise<RuleHistory> {
  const { site } = app.config
  const { title, text } = checkedWording(words)
  await app.db.tx(async tx => {
    const rule = (await rulesWithVersions(tx, site)).find(one => one.id === id)
    if (!rule) throw new Refusal('rule.unknown')
    if (rule.version !== after) throw new Refusal('rules.changed')
    if (rule.title === title && rule.text === text) throw new Refusal('rule.same')
    await insertVersion(tx, site, {
      id: rule.id,
      version: rule.version + 1,
      title,
      text,
      by: who.name,
      at: app.clock(),
      category: rule.category,
    })
  })
  return refreshed(app, id)
}

/**
 * Adds a house rule, which holds from now on, after all others. No engine judges it; the newsroom's own words may be put under it.
 * Throws Refusal: rule.id, rule.taken (an id is never given twice), rule.too-many, rule.empty, rule.too-long.
 */
export async function addRule(app: App, who: ReaderVisitor, { id, category, ...words }: AddRule): Promise<RuleHistory> {
  const { site } = app.config
  if (!RULE_ID.test(id) || NO_RULE_IDS.includes(id)) throw new Refusal('rule.id', { reserved: NO_RULE_IDS.join(', ') })
  const { title, text } = checkedWording(words)
  await app.db.tx(async tx => {
    const rules = await rulesWithVersions(tx, site)
    if (rules.some(one => one.id === id)) throw new Refusal('rule.taken', { rule: id })
    if (rules.length >= RULES_MAX) throw new Refusal('rule.too-many', { n: RULES_MAX })
    await insertVersion(tx, site, {
      id,
      version: 1,
      title,
      text,
      by: who.name,
      at: app.clock(),
      category: category ?? null,
    })
  })
  return refreshed(app, id)
}

/**
 * Puts the house rules in order, retires some and brings others back. What is retired is held against nobody from now on; what was
 * decided under it stands. Throws Refusal: rules.changed, rules.incomplete, rule.protects-life.
 */
export async function listRules(app: App, who: ReaderVisitor, { rules, after }: ListRules): Promise<void> {
  const { site } = app.config
  await app.db.tx(async tx => {
    const known = await rulesWithVersions(tx, site)
    const no = (await ruleLists(tx, site)).at(-1)?.no ?? 0
    if (no !== after) throw new Refusal('rules.changed')
    const ids = new Set(rules.map(({ id }) => id))
    if (rules.length !== known.length || !known.every(({ id }) => ids.has(id)))
      throw new Refusal('rules.incomplete', { rules: known.map(({ id }) => id).join(', ') })
    const { title } = known.find(({ id }) => id === PROTECTS_LIFE)!
    if (rules.some(({ id, retired }) => retired && id === PROTECTS_LIFE))
      throw new Refusal('rule.protects-life', { title })
    await insertList(tx, site, { no: no + 1, value: rules, by: who.name, at: app.clock() })
  })
  await app.rules.refresh(app.db.read)
}

/** A rule as it holds now, here and at the desk. */
async function refreshed(app: App, id: string): Promise<RuleHistory> {
  await app.rules.refresh(app.db.read)
  return oneRule(app, id)
}

function checkedWording(words: { title: string; text: string }): { title: string; text: string } {
  const title = oneLine(words.title)
  const text = oneLine(words.text)
  if (!title || !text) throw new Refusal('rule.empty')
  if (graphemes(title, TITLE_MAX + 1) > TITLE_MAX || graphemes(text, RULE_TEXT_MAX + 1) > RULE_TEXT_MAX)
    throw new Refusal('rule.too-long', { title: TITLE_MAX, text: RULE_TEXT_MAX })
  return { title, text }
}

const oneLine = (text: string) => cleanText(text).replace(/\s+/g, ' ').trim()

/** Lays steps over the engine's, in place of those that the newsroom had before. Throws Refusal: thresholds.invalid, rules.changed. */
export async function changeThresholds(
  app: App,
  who: ReaderVisitor,
  { changes, after }: ChangeThresholds,
): Promise<void> {
  const { site } = app.config
  thresholdsWith(app, changes)
  await app.db.tx(async tx => {
    const [last] = await appliedThresholds(tx, site, 1)
    if ((last?.no ?? 0) !== after) throw new Refusal('rules.changed')
    const engine = app.guarded.engine.version
    await applyThresholds(tx, site, { changes, engine, by: who.name, at: app.clock() })
  })
  await app.thresholds.refresh(app.db.read)
}

/** Puts the newsroom's own words in place of those it had before. Throws Refusal: words.invalid, rules.changed. */
export async function changeWords(app: App, who: ReaderVisitor, { words, after }: ChangeWords): Promise<void> {
  const { site } = app.config
  readableWords(app, words)
  await app.db.tx(async tx => {
    const { no } = await wordsThatHold(tx, site)
    if (no !== after) throw new Refusal('rules.changed')
    await insertWords(tx, site, { no: no + 1, value: words, by: who.name, at: app.clock() })
  })
  await app.rules.refresh(app.db.read)
}

/** Puts what holds in parts of the site in place of what held before. Throws Refusal: sections.invalid, rules.changed. */
export async function changeSections(app: App, who: ReaderVisitor, { sections, after }: ChangeSections): Promise<void> {
  const { site } = app.config
  const value = checkedSections(app, sections)
  await app.db.tx(async tx => {
    const { no } = await sectionsThatHold(tx, site)
    if (no !== after) throw new Refusal('rules.changed')
    await insertSections(tx, site, { no: no + 1, value, by: who.name, at: app.clock() })
  })
  await app.rules.refresh(app.db.read)
  // Which discussions are open stands on every page.
  app.pages.forgetAll()
}
