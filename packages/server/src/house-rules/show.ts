import type { DeskRules, Reasons, RuleHistory, Rules } from '@parley/contract/house-rules.ts'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import { APPEAL_DAYS } from '../decisions/statements.ts'
import { Refusal } from '../http/problems.ts'
import { appliedThresholds } from '../learning/thresholds.ts'
import { reasonsThatHold } from './reasons.ts'
import { type Rule, ruleLists, rulesWithVersions, sectionsThatHold, wordsThatHold } from './versions.ts'

const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

/** The house rules with all their versions, for everybody. Source: DSA Art. 14(1). */
export async function publicRules(app: App): Promise<Rules> {
  const { site, siteName, language, url } = app.config
  const rules = await rulesWithVersions(app.db.read, site)
  return {
    site: siteName,
    language,
    page: `${url}/d/rules`,
    rules: rules.map(({ id, version, title, text, versions, ...rule }) => ({
      id,
      version,
      title,
      text,
      judgedByMachine: isJudged(app, rule.judgedByMachine, id),
      ...timesOf(rule),
      versions: versions.map((one, i) => ({
        version: one.version,
        title: one.title,
        text: one.text,
        since: isoOrNull(one.at),
        until: isoOrNull(versions[i + 1]?.at ?? null),
      })),
    })),
    machine: {
      engine: app.guarded.engine.version,
      refuses: Object.values(app.thresholds.current).some(steps => steps.refuse !== undefined),
      other: app.config.review?.name ?? null,
      otherHolds: app.config.review?.acts === 'hold',
    },
    appealDays: APPEAL_DAYS,
  }
}

/** The newsroom's own words are a machine too. */
const isJudged = ({ rules }: App, byEngine: boolean, id: string) => byEngine || rules.wordsUnder.has(id)

const timesOf = ({ retiredAt, retirements }: Pick<Rule, 'retiredAt' | 'retirements'>) => ({
  retiredAt: isoOrNull(retiredAt),
  retirements: retirements.map(({ since, until }) => ({ since: iso(since), until: isoOrNull(until) })),
})

/** A house rule as the desk sees it: with who worded it. */
const ruleAtDesk = (app: App, { id, version, title, text, versions, category, ...rule }: Rule): RuleHistory => ({
  id,
  version,
  title,
  text,
  judgedByMachine: isJudged(app, rule.judgedByMachine, id),
  ...timesOf(rule),
  category,
  versions: versions.map(one => ({ ...one, at: isoOrNull(one.at) })),
})

/** One house rule with its history. Throws Refusal('rule.unknown'). */
export async function oneRule(app: App, id: string): Promise<RuleHistory> {
  const rule = (await rulesWithVersions(app.db.read, app.config.site)).find(one => one.id === id)
  if (!rule) throw new Refusal('rule.unknown')
  return ruleAtDesk(app, rule)
}

/** How the newsroom words its reasons, where not as Parley came. */
export async function deskReasons({ db, config }: App): Promise<Reasons> {
  const { no, by, at, value } = await reasonsThatHold(db.read, config.site)
  return { no, by, at: isoOrNull(at), templates: [...value] }
}

/** Everything that the newsroom has settled: the rules, from which scores on what happens, its own words, its sections. */
export async function deskRules(app: App, { mayChange }: { mayChange: boolean }): Promise<DeskRules> {
  const { read } = app.db
  const { site } = app.config
  const log = (await appliedThresholds(read, site)).map(({ no, by, at, engine, changes }) => ({
    no,
    by,
    at: iso(at),
    engine,
    changes,
  }))
  const last = log[0] ?? { no: 0, by: '', at: null, changes: {} }
  const words = await wordsThatHold(read, site)
  const sections = await sectionsThatHold(read, site)
  const list = (await ruleLists(read, site)).at(-1)
  return {
    mayChange,
    rules: (await rulesWithVersions(read, site)).map(rule => ruleAtDesk(app, rule)),
    list: { no: list?.no ?? 0, by: list?.by ?? '', at: isoOrNull(list?.at ?? null) },
    thresholds: {
      no: last.no,
      by: last.by,
      at: last.at,
      engine: app.guarded.engine.version,
      own: { ...app.guarded.engine.thresholds },
      changes: last.changes,
      log,
    },
    words: { no: words.no, by: words.by, at: isoOrNull(words.at), words: [...words.value] },
    sections: {
      no: sections.no,
      by: sections.by,
      at: isoOrNull(sections.at),
      sections: [...sections.value],
      site: app.rules.site,
    },
    reasons: await deskReasons(app),
  }
}
