import type {
  ChangeSections,
  ChangeThresholds,
  ChangeWords,
  RewordRule,
  RuleHistory,
} from '@parley/contract/schemas.ts'
import { cleanText, graphemes } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { appliedThresholds, applyThresholds } from '../learning/thresholds.ts'
import { checkedSections, readableWords, thresholdsWith } from './check.ts'
import { ruleAtDesk } from './show.ts'
import {
  insertSections,
  insertVersion,
  insertWords,
  rulesWithVersions,
  sectionsThatHold,
  wordsThatHold,
} from './versions.ts'

const TITLE_MAX = 80
const RULE_TEXT_MAX = 1000

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
  const title = oneLine(words.title)
  const text = oneLine(words.text)
  if (!title || !text) throw new Refusal('rule.empty')
  if (graphemes(title, TITLE_MAX + 1) > TITLE_MAX || graphemes(text, RULE_TEXT_MAX + 1) > RULE_TEXT_MAX)
    throw new Refusal('rule.too-long', { title: TITLE_MAX, text: RULE_TEXT_MAX })
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
    })
  })
  await app.rules.refresh(app.db.read)
  return ruleAtDesk((await rulesWithVersions(app.db.read, site)).find(one => one.id === id)!)
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
  readableWords(words)
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
