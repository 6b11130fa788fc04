import type { Head } from '../heads.ts'
import type { Judge, Judgement } from './judges.ts'
import {
  atPrevalence,
  auc,
  averagePrecision,
  type Bin,
  balancedAccuracy,
  bootstrap,
  calibrationError,
  cellsAt,
  counted,
  type Figure,
  f1,
  macroF1,
  raked,
  rankCorrelation,
  reliability,
  type Sample,
  sampleOf,
  thresholdAtFalsePositives,
  thresholdFor,
} from './metrics.ts'
import { DISGUISES, disguised, offending } from './obfuscate.ts'
import { heldOut } from './split.ts'
import { swapped } from './swap.ts'

/** A labelled text as its file has it. A label that is missing or null was not judged. */
export interface Row {
  id: string
  text: string
  [label: string]: unknown
}

/** A row of the contrast sets: generated texts of one kind, with the heads that are sure of it. */
export interface Contrast {
  kind: string
  text: string
  language: string
  labels: Readonly<Partial<Record<Head, number>>>
}

/** What is measured on what. */
export interface Setup {
  judge: Judge
  /** The rows of a file; none where it is not there or must not be looked at. */
  rows(file: string): readonly Row[]
  contrast: readonly Contrast[]
  /** The words that the disguise test disguises. */
  words: readonly string[]
  resamples: number
}

export interface Measured {
  /** Names it in the table of what is to be reached; the same in every run. */
  id: string
  what: string
  figure: Figure
  as: 'area' | 'share' | 'error'
}

export interface Section {
  title: string
  about: string
  measured: Measured[]
}

const TWO_PERCENT = 0.02
const SIX = ['toxicity', 'severe', 'obscene', 'threat', 'insult', 'identity'] as const

/** What the scored rows of the Jigsaw competition’s test set hold: positives of each label, and rows without any. */
const PUBLISHED = {
  rows: 63_978,
  clean: 57_735,
  toxicity: 6_090,
  severe: 367,
  obscene: 3_691,
  threat: 211,
  insult: 3_427,
  identity: 712,
}

const label = (row: Row, name: string): number => Number(row[name])
const judged = (row: Row, name: string) => row[name] !== undefined && row[name] !== null
const scoresOf = (seen: readonly Judgement[], head: Head) => Float64Array.from(seen, one => one.scores[head])
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Measures one judge; sections without rows are left out. */
export function measure(setup: Setup): Section[] {
  return [
    ...measurePromised(setup),
    wikipedia(setup, 'jigsaw_dev', 'Wikipedia, development rows', 'dev.wiki'),
    hateCheckFunctions(setup),
    hateCheckGroups(setup),
    retiredService(setup),
    hatefulNews(setup),
    languages(setup),
    languageFound(setup),
    otherIdentity(setup),
    contrasts(setup),
    calibration(setup),
  ].filter(section => section.measured.length > 0)
}

/** The sections that hold what was promised. */
export function measurePromised(setup: Setup): Section[] {
  return [
    wikipedia(setup, 'jigsaw_test', 'Wikipedia, official test rows', 'wiki'),
    hateCheck(setup),
    templates(setup),
    identitySwap(setup),
    news(setup),
    moderation(setup),
    spam(setup),
    disguises(setup),
  ].filter(section => section.measured.length > 0)
}

/** Everything that a section needs to read rows and put figures in it. */
function desk({ judge, resamples }: Setup) {
  const measured: Measured[] = []
  const options = (units: readonly unknown[] | null | undefined) => ({ resamples, units: units ?? null })
  return {
    measured,
    read: (rows: readonly { text: string }[], language: string | null) =>
      rows.map(row => judge.judge(row.text, language)),
    add(id: string, what: string, as: Measured['as'], figure: Figure) {
      measured.push({ id, what, as, figure })
    },
    /** A figure of a sample. */
    of(sample: Sample, metric: (sample: Sample) => number, units?: readonly unknown[] | null): Figure {
      return bootstrap(sample.row.length, times => metric(counted(sample, times)), options(units))
    },
    /** The share of rows for which something holds. */
    share(holds: readonly boolean[], weights?: ArrayLike<number> | null, units?: readonly unknown[] | null): Figure {
      return bootstrap(
        holds.length,
        times => {
          let [yes, all] = [0, 0]
          for (let i = 0; i < holds.length; i++) {
            const weight = times[i]! * (weights ? weights[i]! : 1)
            all += weight
            if (holds[i]) yes += weight
          }
          return yes / all
        },
        options(units),
      )
    },
    /** Any figure that is computed from how often each row was drawn. */
    any: (rows: number, figure: (times: Float64Array) => number, units?: readonly unknown[] | null): Figure =>
      bootstrap(rows, figure, options(units)),
  }
}

/**
 * Weights that bring rows in which positives were enriched back to the published shares. Only the totals of each label and of
 * clean rows are published in round numbers, so the weights are raked to these; within them the rows’ own combinations stand.
 */
export function publishedWeights(rows: readonly Row[]): Float64Array {
  return raked(rows.length, [
    ...SIX.map(head => ({ has: rows.map(row => label(row, head)), share: PUBLISHED[head] / PUBLISHED.rows })),
    {
      has: rows.map(row => Number(SIX.every(head => label(row, head) === 0))),
      share: PUBLISHED.clean / PUBLISHED.rows,
    },
  ])
}

/** The toxicity threshold at which F1 is highest on the development rows. */
function devThreshold(setup: Setup): number {
  const rows = setup.rows('jigsaw_dev')
  const scores = scoresOf(desk(setup).read(rows, 'en'), 'toxicity')
  return thresholdFor(
    sampleOf(
      scores,
      rows.map(row => label(row, 'toxicity')),
    ),
    f1,
  )
}

function wikipedia(setup: Setup, file: string, title: string, id: string): Section {
  const { measured, read, add, of, any, share } = desk(setup)
  const rows = setup.rows(file)
  if (rows.length > 0) {
    const seen = read(rows, 'en')
    const weights = publishedWeights(rows)
    const samples = SIX.map(head =>
      sampleOf(
        scoresOf(seen, head),
        rows.map(row => label(row, head)),
        weights,
      ),
    )
    const plain = sampleOf(
      scoresOf(seen, 'toxicity'),
      rows.map(row => label(row, 'toxicity')),
    )
    add(
      `${id}.mean`,
      'mean AUC of the six labels, weighted',
      'area',
      any(rows.length, times => mean(samples.map(sample => auc(counted(sample, times))))),
    )
    SIX.forEach((head, i) => {
      add(`${id}.${head}`, `AUC ${head}, weighted`, 'area', of(samples[i]!, auc))
    })
    const nudge = setup.judge.thresholds.toxicity?.nudge ?? 0.5
    const dev = devThreshold(setup)
    add(`${id}.ap`, 'average precision of toxicity, rows as they are', 'area', of(plain, averagePrecision))
    add(`${id}.ap.weighted`, 'average precision of toxicity, weighted', 'area', of(samples[0]!, averagePrecision))
    const at = (threshold: number) => (sample: Sample) => f1(cellsAt(sample, threshold))
    add(`${id}.f1`, `F1 of toxicity at the threshold chosen on development rows`, 'area', of(plain, at(dev)))
    add(`${id}.f1.weighted`, 'the same, weighted', 'area', of(samples[0]!, at(dev)))
    add(`${id}.f1.shipped`, 'F1 of toxicity at the shipped threshold of a nudge', 'area', of(plain, at(nudge)))
    const clean = rows.map(row => Number(SIX.every(head => label(row, head) === 0)))
    const any6 = clean.map(one => 1 - one)
    const acts = seen.map(one => one.step !== null)
    add(`${id}.clean`, 'clean comments that would be nudged or more', 'share', share(acts, product(weights, clean)))
    add(
      `${id}.found`,
      'comments with a label that would be nudged or more',
      'share',
      share(acts, product(weights, any6)),
    )
  }
  return {
    title,
    about: `Weighted: positives were enriched in these rows; each row counts so that labels have the shares of the ${PUBLISHED.rows.toLocaleString('en')} scored test rows (raked to the published totals).`,
    measured,
  }
}
const product = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Float64Array.from({ length: a.length }, (_, i) => a[i]! * b[i]!)

const COUNTER = new Set(['counter_quote_nh', 'counter_ref_nh'])
const NAMING = new Set(['ident_neutral_nh', 'ident_pos_nh'])

function hateCheck(setup: Setup): Section {
  const { measured, read, add, of, any, share } = desk(setup)
  const rows = setup.rows('hatecheck_test')
  if (rows.length > 0) {
    const seen = read(rows, 'en')
    const units = rows.map(row => row.templ)
    const labels = rows.map(row => label(row, 'identity'))
    const scores = scoresOf(seen, 'identity')
    const all = sampleOf(scores, labels)
    add('hate.auc', 'AUC of the identity head', 'area', of(all, auc, units))
    // Every other template chooses the threshold for the rest, both ways. The half that is open holds even numbers only.
    const fold = rows.map(row => Math.floor(Number(row.templ) / 2) % 2)
    const thresholds = [0, 1].map(other =>
      thresholdFor(
        counted(
          all,
          fold.map(mine => Number(mine !== other)),
        ),
        balancedAccuracy,
      ),
    )
    add(
      'hate.balanced',
      'balanced accuracy, threshold chosen on the other half of the templates',
      'area',
      any(
        rows.length,
        times =>
          balancedAccuracy(
            [0, 1]
              .map(mine =>
                cellsAt(
                  counted(
                    all,
                    times.map((time, i) => (fold[i] === mine ? time : 0)),
                  ),
                  thresholds[mine]!,
                ),
              )
              .reduce((a, b) => ({ tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn, tn: a.tn + b.tn })),
          ),
        units,
      ),
    )
    const shipped = setup.judge.thresholds.identity?.nudge ?? 0.5
    const bal = (threshold: number) => (sample: Sample) => balancedAccuracy(cellsAt(sample, threshold))
    add('hate.balanced.shipped', 'balanced accuracy at the shipped threshold', 'area', of(all, bal(shipped), units))
    const part = (functions: ReadonlySet<string>) => {
      const at = rows.flatMap((row, i) => (functions.has(String(row.functionality)) ? [i] : []))
      return (holds: (one: Judgement) => boolean) =>
        share(
          at.map(i => holds(seen[i]!)),
          null,
          at.map(i => units[i]),
        )
    }
    const naming = part(NAMING)
    const naming5 = naming(one => one.scores.toxicity >= 0.5)
    add('hate.naming', 'neutral and positive statements flagged: toxicity at 0.5', 'share', naming5)
    add(
      'hate.naming.identity',
      'the same: identity at the shipped threshold',
      'share',
      naming(one => one.scores.identity >= shipped),
    )
    add(
      'hate.naming.verdict',
      'the same: any verdict but show',
      'share',
      naming(one => one.step !== null),
    )
    const counter = part(COUNTER)
    add(
      'hate.counter',
      'counter-speech passed: identity at the shipped threshold',
      'share',
      counter(one => one.scores.identity < shipped),
    )
    add(
      'hate.counter.half',
      'the same: identity at 0.5',
      'share',
      counter(one => one.scores.identity < 0.5),
    )
    add(
      'hate.counter.toxicity',
      'the same: toxicity at 0.5',
      'share',
      counter(one => one.scores.toxicity < 0.5),
    )
    add(
      'hate.counter.verdict',
      'the same: the verdict is show',
      'share',
      counter(one => one.step === null),
    )
  }
  return {
    title: 'HateCheck',
    about:
      'Templates that test one thing each (Röttger et al. 2021). Only half of the templates is open; intervals are drawn by template. Nothing was trained on them.',
    measured,
  }
}

/** What HateCheck’s functions are called in plain words. */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  derog_neg_emote_h: 'strong dislike',
  derog_neg_attrib_h: 'bad qualities ascribed',
  derog_dehum_h: 'dehumanising',
  derog_impl_h: 'implicit contempt',
  threat_dir_h: 'direct threat',
  threat_norm_h: 'call for harm',
  slur_h: 'hate with a slur',
  profanity_h: 'hate with profanity',
  ref_subs_clause_h: 'hate by a pronoun in the next clause',
  ref_subs_sent_h: 'hate by a pronoun in the next sentence',
  negate_pos_h: 'hate as a negated compliment',
  phrase_question_h: 'hate as a question',
  phrase_opinion_h: 'hate as an opinion',
  spell_char_swap_h: 'spelling: letters swapped',
  spell_char_del_h: 'spelling: letter missing',
  spell_space_del_h: 'spelling: space missing',
  spell_space_add_h: 'spelling: spaces added',
  spell_leet_h: 'spelling: digits for letters',
  slur_homonym_nh: 'harmless: word that only looks like a slur',
  slur_reclaimed_nh: 'harmless: reclaimed slur',
  profanity_nh: 'harmless: profanity at nobody',
  negate_neg_nh: 'harmless: hate negated',
  ident_neutral_nh: 'harmless: identity named',
  ident_pos_nh: 'harmless: identity praised',
  counter_quote_nh: 'harmless: hate quoted to reject it',
  counter_ref_nh: 'harmless: hate mentioned to reject it',
  target_obj_nh: 'not identity: abuse of things',
  target_indiv_nh: 'not identity: abuse of one person',
  target_group_nh: 'not identity: abuse of other groups',
}

function hateCheckFunctions(setup: Setup): Section {
  const { measured, read, add, share } = desk(setup)
  const rows = setup.rows('hatecheck_test')
  const threshold = setup.judge.thresholds.identity?.nudge ?? 0.5
  for (const name of Object.keys(FUNCTIONS)) {
    const mine = rows.filter(row => row.functionality === name)
    if (mine.length === 0) continue
    const seen = read(mine, 'en')
    const units = mine.map(row => row.templ)
    const hate = name.endsWith('_h')
    const right = (flagged: (one: Judgement) => boolean) =>
      share(
        seen.map(one => flagged(one) === hate),
        null,
        units,
      )
    add(
      `function.identity.${name}`,
      FUNCTIONS[name]!,
      'share',
      right(one => one.scores.identity >= threshold),
    )
    add(
      `function.toxicity.${name}`,
      FUNCTIONS[name]!,
      'share',
      right(one => one.scores.toxicity >= 0.5),
    )
    add(
      `function.verdict.${name}`,
      FUNCTIONS[name]!,
      'share',
      right(one => one.step !== null),
    )
  }
  return {
    title: 'HateCheck by function',
    about: 'Share judged rightly: hateful ones flagged, the others passed.',
    measured,
  }
}

function hateCheckGroups(setup: Setup): Section {
  const { measured, read, add, of, share } = desk(setup)
  const rows = setup.rows('hatecheck_test').filter(row => row.target)
  const threshold = setup.judge.thresholds.identity?.nudge ?? 0.5
  for (const target of [...new Set(rows.map(row => String(row.target)))].sort()) {
    const mine = rows.filter(row => row.target === target)
    const seen = read(mine, 'en')
    const labels = mine.map(row => label(row, 'identity'))
    const units = mine.map(row => row.templ)
    add(`group.auc.${target}`, target, 'area', of(sampleOf(scoresOf(seen, 'identity'), labels), auc, units))
    const flagged = seen.map(one => one.scores.identity >= threshold)
    add(`group.found.${target}`, target, 'share', share(flagged, labels, units))
    add(
      `group.wrong.${target}`,
      target,
      'share',
      share(
        flagged,
        labels.map(one => 1 - one),
        units,
      ),
    )
  }
  return { title: 'HateCheck by group', about: 'At the shipped threshold of the identity head.', measured }
}

function templates(setup: Setup): Section {
  const { measured, read, add, of, share } = desk(setup)
  const rows = setup.rows('madlibs_test')
  if (rows.length > 0) {
    const seen = read(rows, 'en')
    const labels = rows.map(row => label(row, 'toxicity'))
    const harmless = labels.map(one => 1 - one)
    const shipped = setup.judge.thresholds.toxicity?.nudge ?? 0.5
    const at = (threshold: number) =>
      share(
        seen.map(one => one.scores.toxicity >= threshold),
        harmless,
      )
    add('templates.auc', 'AUC of toxicity', 'area', of(sampleOf(scoresOf(seen, 'toxicity'), labels), auc))
    add('templates.fpr', 'harmless ones flagged: toxicity at 0.5', 'share', at(0.5))
    add('templates.fpr.shipped', 'the same: toxicity at the shipped threshold', 'share', at(shipped))
    add(
      'templates.verdict',
      'the same: any verdict but show',
      'share',
      share(
        seen.map(one => one.step !== null),
        harmless,
      ),
    )
    add(
      'templates.found',
      'toxic ones found: any verdict but show',
      'share',
      share(
        seen.map(one => one.step !== null),
        labels,
      ),
    )
  }
  return {
    title: 'Bias templates',
    about:
      'Generated sentences that differ in who is named (Dixon et al. 2018); half of them is open. Nothing was trained on them.',
    measured,
  }
}

const SWAPS = 5
function identitySwap(setup: Setup): Section {
  const { measured, read, add, any } = desk(setup)
  const rows = [...setup.rows('jigsaw_dev'), ...setup.rows('jigsaw_test')].filter(row => swapped(row.text, 1) !== null)
  const labels = rows.map(row => label(row, 'toxicity'))
  if (labels.some(one => one === 1)) {
    const before = sampleOf(scoresOf(read(rows, 'en'), 'toxicity'), labels)
    const after = Array.from({ length: SWAPS }, (_, round) => {
      const texts = rows.map(row => ({ text: swapped(row.text, round) ?? row.text }))
      return sampleOf(scoresOf(read(texts, 'en'), 'toxicity'), labels)
    })
    const aucAfter = (times: Float64Array) => mean(after.map(one => auc(counted(one, times))))
    const n = rows.length
    add(
      'swap.before',
      'AUC of toxicity as written',
      'area',
      any(n, times => auc(counted(before, times))),
    )
    add('swap.after', 'with groups swapped', 'area', any(n, aucAfter))
    add(
      'swap.lost',
      'lost',
      'error',
      any(n, times => auc(counted(before, times)) - aucAfter(times)),
    )
  }
  return {
    title: 'Identities swapped',
    about: `Wikipedia comments that name a group, and the same with each group replaced by another of its kind; mean of ${SWAPS} drawings.`,
    measured,
  }
}

const STORED: readonly [Head, string][] = [
  ['toxicity', 'TOXICITY@6'],
  ['severe', 'SEVERE_TOXICITY@2'],
  ['insult', 'INSULT'],
  ['obscene', 'OBSCENE'],
  ['identity', 'IDENTITY_ATTACK'],
  ['threat', 'THREAT'],
  ['sexual', 'SEXUALLY_EXPLICIT'],
]
function retiredService(setup: Setup): Section {
  const { measured, read, add, of, any } = desk(setup)
  const all = setup.rows('perspective_2k_scores')
  const kept = all.filter(row => heldOut(row.id))
  const stored = (rows: readonly Row[], name: string) =>
    rows.map(row => (row.persp as Record<string, number>)[name] ?? 0)
  const testing = setup.rows('jigsaw_test').length > 0
  const known = new Set(setup.rows('jigsaw_train').map(row => row.id.slice(3)))
  const labelled = testing ? all.filter(row => judged(row, 'toxicity') && !known.has(row.id.slice(4))) : []
  if (labelled.length > 0) {
    const seen = read(labelled, 'en')
    for (const [head, name] of STORED.slice(0, 5)) {
      const labels = labelled.map(row => label(row, head))
      const [ours, theirs] = [sampleOf(scoresOf(seen, head), labels), sampleOf(stored(labelled, name), labels)]
      add(`retired.ours.${head}`, `AUC ${head}, ours`, 'area', of(ours, auc))
      add(`retired.theirs.${head}`, `AUC ${head}, the retired service`, 'area', of(theirs, auc))
      add(
        `retired.gap.${head}`,
        `AUC ${head}, ours less the service’s`,
        'error',
        any(labelled.length, times => auc(counted(ours, times)) - auc(counted(theirs, times))),
      )
    }
  }
  const unseen = labelled.filter(row => heldOut(row.id))
  if (unseen.length > 0) {
    const labels = unseen.map(row => label(row, 'toxicity'))
    const scores = scoresOf(read(unseen, 'en'), 'toxicity')
    add('retired.unseen.ours', 'AUC toxicity, ours, rows kept from training', 'area', of(sampleOf(scores, labels), auc))
    add(
      'retired.unseen.theirs',
      'AUC toxicity, the retired service, the same rows',
      'area',
      of(sampleOf(stored(unseen, 'TOXICITY@6'), labels), auc),
    )
  }
  if (kept.length > 0) {
    const seen = read(kept, 'en')
    for (const [head, name] of STORED)
      add(
        `retired.rank.${head}`,
        `rank correlation with its stored ${head} scores, rows kept from training`,
        'area',
        of(sampleOf(scoresOf(seen, head), stored(kept, name)), rankCorrelation),
      )
  }
  return {
    title: 'The retired service',
    about:
      'Wikipedia comments for which its scores were stored. It has likely been trained on their labels; our model learned from its scores for nine rows in ten, never from these labels.',
    measured,
  }
}

function news(setup: Setup): Section {
  const { measured, read, add, of } = desk(setup)
  const rows = setup.rows('civil_spans').filter(row => row.split === 'dev')
  if (rows.length > 0) {
    const seen = read(rows, 'en')
    for (const head of ['toxicity', 'insult', 'identity', 'obscene', 'threat'] as const) {
      const scores = scoresOf(seen, head)
      const soft = rows.map(row => label(row, head))
      const hard = soft.map(one => Number(one >= 0.5))
      add(`news.${head}`, `AUC ${head}, most readers said so`, 'area', of(sampleOf(scores, hard), auc))
      add(`news.soft.${head}`, `AUC ${head}, each reader’s voice counted`, 'area', of(sampleOf(scores, soft), auc))
    }
  }
  return {
    title: 'News comments',
    about:
      'Development rows of Civil Comments, all of them already suspected of being toxic, so areas are lower than elsewhere.',
    measured,
  }
}

function hatefulNews(setup: Setup): Section {
  const { measured, read, add, of } = desk(setup)
  const rows = setup.rows('foxnews_test')
  if (rows.length > 0)
    add(
      'fox.identity',
      'AUC identity',
      'area',
      of(
        sampleOf(
          scoresOf(read(rows, 'en'), 'identity'),
          rows.map(row => label(row, 'identity')),
        ),
        auc,
      ),
    )
  return {
    title: 'News comments with their articles’ hate labels',
    about: 'Half of the Fox News set (Gao and Huang 2017).',
    measured,
  }
}

const CATEGORIES: readonly [string, Head][] = [
  ['sexual', 'sexual'],
  ['hate', 'identity'],
  ['hate_threat', 'identity'],
  ['harassment', 'toxicity'],
  ['violence', 'threat'],
]
function moderation(setup: Setup): Section {
  const { measured, read, add, of } = desk(setup)
  for (const [category, head] of CATEGORIES) {
    if (!setup.judge.thresholds[head]) continue
    const rows = setup.rows('openai_moderation_test').filter(row => judged(row, category))
    if (rows.length === 0) continue
    const scores = scoresOf(read(rows, 'en'), head)
    const labels = rows.map(row => label(row, category))
    add(
      `moderation.${category}`,
      `AUC ${category.replace('_', ', ')} by the ${head} head`,
      'area',
      of(sampleOf(scores, labels), auc),
    )
  }
  return {
    title: 'A moderation service’s own test',
    about: 'Half of the rows that OpenAI published with its moderation paper (Markov et al. 2022).',
    measured,
  }
}

function spam(setup: Setup): Section {
  const { measured, read, add, of, share } = desk(setup)
  const rows = setup.judge.thresholds.spam ? setup.rows('spam_youtube_sms').filter(row => heldOut(row.id)) : []
  for (const [prefix, what] of [
    ['yt-', 'comments'],
    ['sms-', 'messages'],
  ] as const) {
    const mine = rows.filter(row => row.id.startsWith(prefix))
    if (mine.length === 0) continue
    const seen = read(mine, 'en')
    const labels = mine.map(row => label(row, 'spam'))
    add(`spam.${what}`, `AUC spam, ${what}`, 'area', of(sampleOf(scoresOf(seen, 'spam'), labels), auc))
  }
  const wiki = setup.rows('jigsaw_dev')
  const threshold = setup.judge.thresholds.spam?.nudge ?? 0.5
  if (wiki.length > 0 && rows.length > 0)
    add(
      'spam.fpr',
      'Wikipedia comments taken for spam at the shipped threshold',
      'share',
      share(read(wiki, 'en').map(one => one.scores.spam >= threshold)),
    )
  return { title: 'Spam', about: 'Rows kept from training by their id.', measured }
}

const LANGUAGE_SETS: readonly {
  file: string
  language: string
  name: string
  kept: (row: Row) => boolean
  toxic: (row: Row) => number
}[] = [
  {
    file: 'germeval2018_de',
    language: 'de',
    name: 'German tweets, offensive',
    kept: row => heldOut(row.id),
    toxic: row => label(row, 'offensive'),
  },
  {
    file: 'germeval2021_de',
    language: 'de',
    name: 'German comments, toxic',
    kept: row => heldOut(row.id),
    toxic: row => label(row, 'toxicity'),
  },
  {
    file: 'mlma_en_fr_ar',
    language: 'fr',
    name: 'French tweets, not “normal” (noisy)',
    kept: row => row.lang === 'fr' && heldOut(row.id),
    toxic: row => Number(row.sentiment !== 'normal'),
  },
  ...(['es', 'it'] as const).map(language => ({
    file: 'jigsaw_multilingual_es_it_tr',
    language,
    name: language === 'es' ? 'Spanish Wikipedia, toxic' : 'Italian Wikipedia, toxic',
    kept: (row: Row) => row.lang === language && row.split === 'dev',
    toxic: (row: Row) => label(row, 'toxicity'),
  })),
]
function languages(setup: Setup): Section {
  const { measured, read, add, of } = desk(setup)
  const shipped = setup.judge.thresholds.toxicity?.nudge ?? 0.5
  for (const { file, language, name, kept, toxic } of LANGUAGE_SETS) {
    const rows = setup.rows(file).filter(kept)
    if (rows.length === 0) continue
    const sample = sampleOf(scoresOf(read(rows, language), 'toxicity'), rows.map(toxic))
    const id = `language.${file.slice(0, 11)}.${language}`
    add(`${id}.auc`, `${name}: AUC`, 'area', of(sample, auc))
    add(
      `${id}.f1`,
      `${name}: macro-F1 at 0.5`,
      'area',
      of(sample, one => macroF1(cellsAt(one, 0.5))),
    )
    add(
      `${id}.f1.shipped`,
      `${name}: macro-F1 at the shipped threshold`,
      'area',
      of(sample, one => macroF1(cellsAt(one, shipped))),
    )
  }
  return {
    title: 'German, French, Spanish, Italian',
    about: 'Rows kept from training by their id, or by the split that the source gives.',
    measured,
  }
}

/** The same plain sentences in languages that no model knows. */
const UNKNOWN: readonly string[] = [
  'De gemeenteraad heeft gisteren besloten dat de brug volgend jaar wordt vernieuwd, en dat werd tijd.',
  'Ik vind het jammer dat niemand van de partij zelf naar de avond is gekomen om vragen te beantwoorden.',
  'Rada miasta zdecydowała wczoraj, że most zostanie odnowiony w przyszłym roku, i bardzo dobrze.',
  'Kommunfullmäktige beslutade i går att bron ska byggas om nästa år, och det var på tiden.',
  'A câmara municipal decidiu ontem que a ponte será renovada no próximo ano, e já não era sem tempo.',
  'Byrådet besluttede i går, at broen skal fornyes næste år, og det var også på tide.',
  'Městská rada včera rozhodla, že most bude příští rok opraven, a bylo na čase.',
  'A városi tanács tegnap úgy döntött, hogy jövőre felújítják a hidat, és már ideje volt.',
  'Kaupunginvaltuusto päätti eilen, että silta uusitaan ensi vuonna, ja jo oli aikakin.',
  'Вчера городской совет решил обновить мост в следующем году, и давно пора.',
  'Міська рада вчора вирішила оновити міст наступного року, і давно пора.',
  'Belediye meclisi dün köprünün gelecek yıl yenilenmesine karar verdi, artık zamanı gelmişti.',
  '市議会は昨日、来年橋を改修することを決めた。やっとだ。',
  'قرر مجلس المدينة أمس تجديد الجسر في العام المقبل، وقد حان الوقت.',
]
function languageFound(setup: Setup): Section {
  const { measured, read, add, share } = desk(setup)
  const unknown: [string, readonly { text: string }[]][] = [
    [
      'Turkish Wikipedia',
      setup.rows('jigsaw_multilingual_es_it_tr').filter(row => row.lang === 'tr' && row.split === 'dev'),
    ],
    ['Arabic tweets', setup.rows('mlma_en_fr_ar').filter(row => row.lang === 'ar' && heldOut(row.id))],
    ['sentences in 13 other languages', UNKNOWN.map(text => ({ text }))],
  ]
  for (const [name, rows] of unknown) {
    if (rows.length === 0) continue
    const seen = read(rows, null)
    add(
      `unknown.english.${name}`,
      `${name}: scored as if English`,
      'share',
      share(seen.map(one => one.known && one.language === 'en')),
    )
    add(`unknown.any.${name}`, `${name}: scored as any language`, 'share', share(seen.map(one => one.known)))
  }
  const spoken: [string, string, readonly Row[]][] = [
    ['en', 'English Wikipedia', setup.rows('jigsaw_dev')],
    ...LANGUAGE_SETS.map(
      ({ language, name, file, kept }) =>
        [language, name.split(',')[0]!, setup.rows(file).filter(kept)] as [string, string, readonly Row[]],
    ),
  ]
  for (const [language, name, rows] of spoken) {
    if (rows.length === 0) continue
    const seen = read(rows, null)
    add(`found.right.${name}`, `${name}: told without help`, 'share', share(seen.map(one => one.language === language)))
    add(
      `found.wrong.${name}`,
      `${name}: taken for another language`,
      'share',
      share(seen.map(one => one.language !== null && one.language !== language)),
    )
  }
  return {
    title: 'Which language',
    about:
      'A text that does not tell its language is scored in the newsroom’s own; one that tells an unknown language is not scored.',
    measured,
  }
}

function otherIdentity(setup: Setup): Section {
  const { measured, read, add, of } = desk(setup)
  const sets: [string, string, (row: Row) => boolean][] = [
    ['gab_hate', 'Gab, held-out', row => heldOut(row.id)],
    ['implicit_hate', 'implicit hate, development rows', row => row.split === 'dev'],
    ['stormfront', 'Stormfront, held-out', row => heldOut(row.id)],
    ['davidson', 'tweets (Davidson), development rows', row => row.split === 'dev'],
    ['toxigen_prompts', 'ToxiGen prompts, development rows', row => row.split === 'dev'],
  ]
  for (const [file, name, kept] of sets) {
    const rows = setup.rows(file).filter(kept)
    if (rows.length === 0) continue
    const labels = rows.map(row => label(row, 'identity'))
    add(
      `identity.${file}`,
      `AUC identity: ${name}`,
      'area',
      of(sampleOf(scoresOf(read(rows, 'en'), 'identity'), labels), auc),
    )
  }
  const gab = setup.rows('gab_hate').filter(row => heldOut(row.id))
  if (gab.length > 0)
    add(
      'threat.gab_hate',
      'AUC threat: Gab, calls for violence',
      'area',
      of(
        sampleOf(
          scoresOf(read(gab, 'en'), 'threat'),
          gab.map(row => label(row, 'call_violence')),
        ),
        auc,
      ),
    )
  const ruddit = setup.rows('ruddit').filter(row => row.split === 'dev')
  if (ruddit.length > 0)
    add(
      'toxicity.ruddit',
      'rank correlation of toxicity with offensiveness: Reddit replies',
      'area',
      of(
        sampleOf(
          scoresOf(read(ruddit, 'en'), 'toxicity'),
          ruddit.map(row => label(row, 'offensiveness')),
        ),
        rankCorrelation,
      ),
    )
  return { title: 'Other development rows', about: 'Kept from training by their split or id.', measured }
}

const IN_WORDS: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  it: 'Italian',
}
function contrasts(setup: Setup): Section {
  const { measured, read, add, of, share } = desk(setup)
  const rows = setup.contrast
  const seen = rows.length > 0 ? rows.map(row => read([row], row.language)[0]!) : []
  for (const language of [...new Set(rows.map(row => row.language))])
    for (const head of ['toxicity', 'identity', 'threat'] as const) {
      const at = rows.flatMap((row, i) => (row.language !== language || row.labels[head] === undefined ? [] : [i]))
      if (at.length === 0) continue
      const sample = sampleOf(
        at.map(i => seen[i]!.scores[head]),
        at.map(i => Number(rows[i]!.labels[head]! >= 0.5)),
      )
      add(`contrast.auc.${head}.${language}`, `AUC ${head}, ${IN_WORDS[language] ?? language}`, 'area', of(sample, auc))
    }
  const kindOf = ({ kind, language }: Contrast) =>
    language === 'en' ? kind : `all kinds, ${IN_WORDS[language] ?? language}`
  for (const kind of [...new Set(rows.map(kindOf))]) {
    const at = rows.flatMap((row, i) => (kindOf(row) === kind ? [i] : []))
    for (const head of ['identity', 'toxicity', 'threat'] as const) {
      const with1 = at.filter(i => rows[i]!.labels[head] !== undefined)
      if (with1.length === 0) continue
      const threshold =
        head === 'toxicity' ? 0.5 : (setup.judge.thresholds[head]?.nudge ?? setup.judge.thresholds[head]?.hold ?? 0.5)
      const right = with1.map(i => seen[i]!.scores[head] >= threshold === rows[i]!.labels[head]! >= 0.5)
      add(`contrast.${head}.${kind}`, kind, 'share', share(right))
    }
    const bad = (i: number) => Object.values(rows[i]!.labels).some(one => one! >= 0.5)
    add(`contrast.verdict.${kind}`, kind, 'share', share(at.map(i => (seen[i]!.step !== null) === bad(i))))
  }
  return {
    title: 'Contrast sets',
    about:
      'Our own generated sentences whose frames were kept from training; identity and threat at their shipped thresholds, toxicity at 0.5.',
    measured,
  }
}

function disguises(setup: Setup): Section {
  const { measured, read, add, any } = desk(setup)
  const rows = [...setup.rows('jigsaw_dev'), ...setup.rows('jigsaw_test')]
  const words = offending(setup.words)
  const positives = rows.filter(row => label(row, 'obscene') === 1 && row.text.search(words) >= 0)
  if (positives.length > 0) {
    const obscene = (texts: readonly { text: string }[]) => scoresOf(read(texts, 'en'), 'obscene')
    const clean = rows.filter(row => label(row, 'obscene') === 0)
    const threshold = setup.judge.graded
      ? thresholdAtFalsePositives(sampleOf(obscene(clean), new Float64Array(clean.length)), TWO_PERCENT)
      : 0.5
    const found = obscene(positives).map(score => Number(score >= threshold))
    const n = positives.length
    const sum = (values: ArrayLike<number>, times: Float64Array) =>
      times.reduce((total, time, i) => total + time * values[i]!, 0)
    const of = (values: ArrayLike<number>) =>
      any(n, times => sum(values, times) / sum(new Float64Array(n).fill(1), times))
    add('disguise.clean', 'found as written', 'share', of(found))
    const all = DISGUISES.map(how => {
      const hidden = obscene(positives.map(row => ({ text: disguised(row.text, words, how) ?? row.text }))).map(score =>
        Number(score >= threshold),
      )
      add(`disguise.found.${how}`, `${how}: found`, 'share', of(hidden))
      add(
        `disguise.kept.${how}`,
        `${how}: kept of what is found as written`,
        'share',
        any(n, times => sum(hidden, times) / sum(found, times)),
      )
      return hidden
    })
    const worst = (from: number, to: number) =>
      any(n, times => Math.min(...all.slice(from, to).map(hidden => sum(hidden, times) / sum(found, times))))
    add(
      'disguise.kept.first',
      'the worst of leet, spaces, dots, homoglyphs, zero-width, full width: kept',
      'share',
      worst(0, 6),
    )
    add('disguise.kept.second', 'the worst of star and repeats: kept', 'share', worst(6, 8))
  }
  return {
    title: 'Disguised words',
    about:
      'Obscene Wikipedia comments with a listed word, that word rewritten; share found by the obscene head at the threshold that flags 2 % of comments that are not obscene (a plain list: at its first hit).',
    measured,
  }
}

/** The development rows of each head with a label or, for `sexual`, with the retired service’s stored score. */
function calibrationSamples(setup: Setup): [Head, Sample][] {
  const { read } = desk(setup)
  const samples: [Head, Sample][] = []
  const wiki = setup.rows('jigsaw_dev')
  if (wiki.length > 0) {
    const seen = read(wiki, 'en')
    for (const head of SIX)
      samples.push([
        head,
        sampleOf(
          scoresOf(seen, head),
          wiki.map(row => label(row, head)),
        ),
      ])
  }
  const stored = setup.rows('perspective_2k_scores').filter(row => heldOut(row.id))
  if (stored.length > 0)
    samples.push([
      'sexual',
      sampleOf(
        scoresOf(read(stored, 'en'), 'sexual'),
        stored.map(row => (row.persp as Record<string, number>).SEXUALLY_EXPLICIT ?? 0),
      ),
    ])
  const spam = setup.rows('spam_youtube_sms').filter(row => heldOut(row.id))
  if (spam.length > 0)
    samples.push([
      'spam',
      sampleOf(
        scoresOf(read(spam, 'en'), 'spam'),
        spam.map(row => label(row, 'spam')),
      ),
    ])
  return samples
}

function calibration(setup: Setup): Section {
  const { measured, add, of } = desk(setup)
  for (const [head, sample] of calibrationSamples(setup))
    for (const prevalence of [0.05, 0.1])
      add(
        `calibration.${head}.${prevalence}`,
        `${head}, ${prevalence * 100} % positive`,
        'error',
        of(sample, one => calibrationError(atPrevalence(one, prevalence))),
      )
  return {
    title: 'Calibration',
    about:
      'Expected calibration error on development rows, 15 equal steps, positives weighted to that share. `sexual` has no labels there and is held against the retired service’s stored scores.',
    measured,
  }
}

/** What each head foretold and what was true, at one positive in ten. */
export function reliabilityOf(setup: Setup): { head: Head; bins: Bin[] }[] {
  return calibrationSamples(setup).map(([head, sample]) => ({ head, bins: reliability(atPrevalence(sample, 0.1), 10) }))
}

/** Sections whose figures make a table: a line for each thing, a column for each way of looking at it. */
const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  function: { identity: 'identity head', toxicity: 'toxicity head', verdict: 'verdict' },
  group: { auc: 'AUC', found: 'hate found', wrong: 'harmless flagged' },
  contrast: { identity: 'identity head', toxicity: 'toxicity head', threat: 'threat head', verdict: 'verdict' },
}
export interface Crossed {
  columns: readonly string[]
  lines: readonly { what: string; rows: number; cells: readonly (Measured | null)[] }[]
}

/** The figures of a section that stand in a table, by the first part of their ids: `prefix.column.thing`. */
export function crossed(section: Section, prefix: 'function' | 'group' | 'contrast'): Crossed {
  const names = Object.keys(COLUMNS[prefix]!)
  const lines = new Map<string, { what: string; rows: number; cells: (Measured | null)[] }>()
  for (const one of section.measured) {
    const [first, column, ...rest] = one.id.split('.')
    const at = names.indexOf(column!)
    if (first !== prefix || at < 0 || rest.length === 0) continue
    const key = rest.join('.')
    const line = lines.get(key) ?? { what: one.what, rows: 0, cells: names.map(() => null) }
    line.rows = Math.max(line.rows, one.figure.n)
    line.cells[at] = one
    lines.set(key, line)
  }
  return { columns: Object.values(COLUMNS[prefix]!), lines: [...lines.values()] }
}
