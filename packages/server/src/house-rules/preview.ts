import type { PreviewRules, RulesPreview, Section } from '@parley/contract/house-rules.ts'
import type { Outcome } from '@parley/contract/schemas.ts'
import { TEXT_MAX } from '@parley/contract/schemas.ts'
import { HEADS, type Head, RULES_OF, type Thresholds } from '@parley/rules/heads.ts'
import type { App } from '../app.ts'
import type { KeptVerdict } from '../comments/own.ts'
import { iso } from '../comments/queries.ts'
import { idAt } from '../db/ids.ts'
import type { Reading } from '../db/open.ts'
import { outcomeOf } from '../moderation/decide.ts'
import type { Asked } from '../moderation/engine.ts'
import type { Facts, Seen } from '../moderation/phase.ts'
import { closed } from '../moderation/phases/closed.ts'
import { first } from '../moderation/phases/first.ts'
import { houseRules } from '../moderation/phases/house-rules.ts'
import { links } from '../moderation/phases/links.ts'
import { ownWords } from '../moderation/phases/own-words.ts'
import { isOpen, settingsAt } from '../stories/settings.ts'
import { canonicalUrl } from '../stories/url.ts'
import { checkedSections, readableWords, thresholdsWith } from './check.ts'
import type { FindOwn } from './own-words.ts'

/** The newest comments that a dry run reads, at most. */
export const MOST_READ = 5000
const DAYS = 7
const DAY = 86_400_000
const EXAMPLES = 20
const EXCERPT = 240
/** So many comments are fetched, and so many read again, before others get their turn. */
const PAGE = 250
const AT_ONCE = 25
const ORDER: readonly Outcome[] = ['show', 'nudge', 'hold', 'refuse']

/** Labels of findings that no change at the desk touches: they are taken as they were kept. */
const KEPT = /^(?:reviewed|engine|private-.*)$/

/** What would hold. */
interface Ruling {
  thresholds: Thresholds
  words: FindOwn
  sections: readonly Section[]
  /** What one story would have of its own. */
  story: { url: string; settings_json: string | null } | null
}

type Past = Awaited<ReturnType<typeof pastComments>>[number]

/**
 * What proposed rules would have made of the last days' comments, beside what those that hold make of them. Nothing is changed.
 * Scores are those that were kept with the comments; words and settings are tried on the texts. What was refused then was never stored,
 * so it is not among them. Throws Refusal: thresholds.invalid, words.invalid, sections.invalid, story.not-allowed.
 */
export async function previewRules(app: App, asked: PreviewRules): Promise<RulesPreview> {
  const { site } = app.config
  const holding: Ruling = {
    thresholds: app.thresholds.current,
    words: app.rules.words,
    sections: app.rules.sections,
    story: null,
  }
  const proposed: Ruling = {
    thresholds: asked.changes ? thresholdsWith(app, asked.changes) : holding.thresholds,
    words: asked.words ? readableWords(app, asked.words) : holding.words,
    sections: asked.sections ? checkedSections(app, asked.sections) : holding.sections,
    story: asked.story
      ? {
          url: canonicalUrl(app.config, asked.story.url),
          settings_json: asked.story.settings && JSON.stringify(asked.story.settings),
        }
      : null,
  }
  const since = app.clock() - (asked.days ?? DAYS) * DAY
  const preview: RulesPreview = {
    since: iso(since),
    read: 0,
    bounded: false,
    unscored: 0,
    before: { show: 0, nudge: 0, hold: 0, refuse: 0 },
    after: { show: 0, nudge: 0, hold: 0, refuse: 0 },
    changed: 0,
    examples: [],
  }
  for (let before: string | null = null; ; ) {
    const page = await pastComments(app.db.read, { site, since, before })
    const firsts = await firstShown(app.db.read, site, [...new Set(page.map(({ reader }) => reader))])
    for (const comment of page) {
      if (preview.read === MOST_READ) return { ...preview, bounded: true }
      if (preview.read++ % AT_ONCE === 0) await new Promise<void>(next => setImmediate(next))
      const shownBefore = (firsts.get(comment.reader) ?? comment.id) < comment.id
      count(app, preview, { comment, shownBefore, holding, proposed })
    }
    if (page.length < PAGE) return preview
    before = page.at(-1)!.id
  }
}

/** Adds to a preview what becomes of one comment under what holds, and under what is proposed. */
function count(
  app: App,
  preview: RulesPreview,
  {
    comment,
    shownBefore,
    holding,
    proposed,
  }: { comment: Past; shownBefore: boolean; holding: Ruling; proposed: Ruling },
): void {
  const verdict = JSON.parse(comment.verdict_json) as KeptVerdict
  const before = strongest(app, { comment, verdict, shownBefore }, holding)
  const after = strongest(app, { comment, verdict, shownBefore }, proposed)
  if (verdict.engine === undefined) preview.unscored++
  preview.before[before.outcome]++
  preview.after[after.outcome]++
  if (before.outcome === after.outcome) return
  preview.changed++
  if (preview.examples.length < EXAMPLES) preview.examples.push(example(comment, before, after))
}

/** The strongest step that anything in a comment would have asked for: `hold` too where its writer would have been asked first. */
function strongest(
  app: App,
  past: { comment: Past; verdict: KeptVerdict; shownBefore: boolean },
  ruling: Ruling,
): { outcome: Outcome; why: Seen[] } {
  const { thresholds } = ruling
  const asks = findingsUnder(app, past, ruling).map(finding => ({ finding, outcome: outcomeOf(finding, thresholds) }))
  const outcome = ORDER.findLast(one => asks.some(asked => asked.outcome === one)) ?? 'show'
  return { outcome, why: asks.filter(asked => asked.outcome === outcome && outcome !== 'show').map(one => one.finding) }
}

/** What the phases would have found under a ruling, from what was kept of their findings then. */
function findingsUnder(
  app: App,
  { comment, verdict, shownBefore }: { comment: Past; verdict: KeptVerdict; shownBefore: boolean },
  { thresholds, words, sections, story: changed }: Ruling,
): Seen[] {
  const { language, unknownLanguage, engineFails, privateData, domains, help } = app.config
  const story = {
    url: comment.url,
    settings_json: comment.settings_json,
    created_at: comment.story_at,
    ...(changed?.url === comment.url && changed),
  }
  const settings = settingsAt(app.rules.site, sections, story)
  const facts: Facts = {
    now: comment.posted_at,
    story: { open: isOpen(settings, story, comment.posted_at) },
    reader: { shownBefore, staff: comment.role !== 'reader', reviewed: false },
    recent: [],
    around: {},
    settings: {
      hold: settings.hold,
      links: settings.links,
      limits: false,
      textMax: TEXT_MAX,
      language,
      unknownLanguage,
      engineFails,
      privateData,
      domains,
      thresholds,
      words,
      notHeld: app.rules.notHeld,
      help,
    },
  }
  const { text } = comment
  const own = app.guarded.engine.thresholds
  return [
    ...verdict.findings.filter(({ label, by }) => by === undefined && KEPT.test(label)),
    ...[closed, links, first, ownWords].flatMap(phase => phase(text, facts)),
    ...houseRules(text, { reading: readingFrom(verdict, own), version: '', failed: false }, facts, own),
  ]
}

/**
 * What the engine said of a text, from what was kept: its findings that counted then, and those that its scores reached its own steps for
 * without reaching the newsroom's of that day. A head that reached both and is not there was left to one that says it more plainly.
 */
function readingFrom(
  { engine, language = null, scores = null, findings, thresholds = {} }: KeptVerdict,
  own: Thresholds,
) {
  if (engine === undefined) return null
  const found = findings.filter(({ label, by }) => by === undefined && HEADS.includes(label as Head))
  for (const head of HEADS) {
    const score = scores?.[head] ?? 0
    const counted = (steps: Thresholds) => outcomeOf({ label: head, score }, steps) !== 'show'
    if (counted(own) && !counted(thresholds) && !found.some(({ label }) => label === head))
      found.push({ rule: RULES_OF[head][0]!, label: head, score, spans: [], message: `finding.${head}` })
  }
  return { language, scores, findings: found as NonNullable<Asked['reading']>['findings'] }
}

function example(comment: Past, before: { outcome: Outcome }, after: { outcome: Outcome; why: Seen[] }) {
  const words = comment.text.replace(/\s+/g, ' ')
  return {
    id: comment.id,
    excerpt: words.length > EXCERPT ? `${words.slice(0, EXCERPT).toWellFormed()}…` : words,
    authorName: comment.author_name,
    storyTitle: comment.title,
    postedAt: iso(comment.posted_at),
    before: before.outcome,
    after: after.outcome,
    why: after.why.map(({ rule, label, score }) => ({ rule, label, score })),
  }
}

/** The next comments since a time that still have words, newest first. */
const pastComments = (db: Reading, { site, since, before }: { site: string; since: number; before: string | null }) =>
  db
    .selectFrom('comments as c')
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 'c.site').onRef('r.id', '=', 'c.reader'))
    .innerJoin('stories as s', join => join.onRef('s.site', '=', 'c.site').onRef('s.id', '=', 'c.story'))
    .select([
      'c.id',
      'c.text',
      'c.reader',
      'c.posted_at',
      'c.verdict_json',
      'r.name as author_name',
      'r.role',
      's.url',
      's.title',
      's.settings_json',
      's.created_at as story_at',
    ])
    .where('c.site', '=', site)
    .where('c.id', '>', idAt('c', since).slice(0, 12))
    // an id is never before its time, but after a clock that stepped back it may be behind it
    .where('c.posted_at', '>=', since)
    .where('c.state', 'in', ['held', 'shown', 'collapsed', 'removed'])
    .orderBy('c.id', 'desc')
    .$if(before !== null, query => query.where('c.id', '<', before!))
    .limit(PAGE)
    .execute()

/** Each reader's first comment that is shown. */
async function firstShown(db: Reading, site: string, readers: readonly string[]): Promise<Map<string, string>> {
  if (readers.length === 0) return new Map()
  const rows = await db
    .selectFrom('comments')
    .select(['reader', eb => eb.fn.min('id').as('id')])
    .where('site', '=', site)
    .where('reader', 'in', readers)
    .where('state', '=', 'shown')
    .groupBy('reader')
    .execute()
  return new Map(rows.map(({ reader, id }) => [reader, id]))
}
