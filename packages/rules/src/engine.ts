import { type Folded, type Span, spanOf } from './fold.ts'
import {
  HEADS,
  type Head,
  LIST_THRESHOLDS,
  RULES_OF,
  type Scores,
  type Step,
  stepFor,
  type Thresholds,
} from './heads.ts'
import type { RuleId } from './house-rules.ts'
import { languageOf, UNKNOWN } from './language.ts'
import { plainFeatures } from './model/features.ts'
import { unpack } from './model/file.ts'
import { PartModel } from './model/part.ts'
import { isMark, type Words } from './model/words.ts'
import { KNOWN, type Label, type Severity } from './patterns.ts'
import { hasLists, modelWords, type Prepared, preparing } from './prepare.ts'
import { wordsIn } from './quotes.ts'
import { apart } from './spans.ts'

/** What one judge saw in a text, under one rule. */
export interface Finding {
  /** The house rule; `house` is for the server’s own phases, never for a judge. */
  rule: RuleId | 'house'
  /** A head of the engine, or a label of the server’s own. */
  label: string
  /** 0…1: how sure and how grave. */
  score: number
  /** Where in the reader’s text, in UTF-16 units, sorted, apart from each other; empty means the whole text. */
  spans: Span[]
  /** Key of the message catalogue. */
  message: string
}

/** What is known around a text. */
export interface Context {
  /** ISO 639-1 or BCP 47, where the caller knows it; otherwise it is found out. */
  language?: string | null
  /** The newsroom’s own language: believed only of a text too short to tell. */
  hint?: string
  /** The comment that this one answers: what is quoted from it is not counted as said. */
  parent?: string
  /** The story’s title and text, as far as known: its own crude words may be spoken about. */
  article?: string
}

/** Everything the engine has to say of a text. */
export interface Reading {
  /** ISO 639-1; null where the language is not known, and then `scores` is null and only lists were read. */
  language: string | null
  /** Calibrated; null where no model knows the language. */
  scores: Scores | null
  /** One for each rule and label, the gravest first. */
  findings: Finding[]
}

export interface Engine {
  /** Of the model and the lists together; changes whenever a score may. */
  readonly version: string
  readonly thresholds: Thresholds
  /** The heads with learned scores in a language; none where the model does not know it. */
  headsOf(language: string): readonly Head[]
  /** Holds a text against the house rules that a machine may judge. Pure; linear in the text. */
  read(text: string, context?: Context): Reading
}

/** The head that a listed word speaks for. */
export const HEAD_OF: Readonly<Record<Label, Head>> = {
  obscene: 'obscene',
  sexual: 'sexual',
  slur: 'identity',
  insult: 'insult',
  threat: 'threat',
  spam: 'spam',
}

/** How much a listed word counts. */
export const SCORE_OF: Readonly<Record<Severity, number>> = { 1: 0.55, 2: 0.75, 3: 0.95 }

/** The word lists: English always, and those of the text’s language. */
function listed({ folded, hits }: Prepared): Finding[] {
  return hits.flatMap(({ label, severity, from, to }) => {
    if (label === KNOWN) return []
    const head = HEAD_OF[label]
    return {
      rule: RULES_OF[head][0]!,
      label: head,
      score: SCORE_OF[severity],
      spans: [spanOf(folded, from, to)],
      message: `finding.${head}`,
    }
  })
}

/** The language to read a text in: as told, else as found out, else the hint; null where none of these says. */
function spoken(text: string, { language, hint }: Context): string | null {
  const code = language ?? languageOf(text) ?? hint ?? null
  return code === UNKNOWN ? null : (code?.slice(0, 2).toLowerCase() ?? null)
}

/** The engine with its word lists alone. */
export function listEngine(): Engine {
  const prepare = preparing()
  return {
    version: 'lists',
    thresholds: LIST_THRESHOLDS,
    headsOf: language => (hasLists(language) ? HEADS : []),
    read(text, context = {}) {
      const language = spoken(text, context)
      const prepared = prepare(text, language ?? 'en', context)
      const findings = merge(aboutTheArticle(listed(prepared), text, context, LIST_THRESHOLDS))
      if (language === null || !hasLists(language)) return { language: null, scores: null, findings }
      const scores = Object.fromEntries(HEADS.map(head => [head, 0.02])) as Scores
      for (const { label, score } of findings) {
        scores[label as Head] = score
        if (label !== 'spam') scores.toxicity = Math.max(scores.toxicity, score)
      }
      return { language, scores, findings }
    },
  }
}

/** One word that no list has says too little to be scored higher, whatever its letters remind of. */
const LONE_WORD = 0.1

function hasTwoWords(texts: readonly string[]): boolean {
  let words = 0
  for (const text of texts) if (!isMark(text) && ++words === 2) return true
  return false
}

/** Below this share of the step that nudges, the model overrules a listed word that is not grave. */
const LISTED_DOUBT = 0.3

/**
 * The engine with a trained model beside its lists.
 * @param bytes what `npm run train` wrote
 * Throws an Error where they are no model of this version.
 */
export function modelEngine(bytes: Uint8Array): Engine {
  const { header, tensor } = unpack(bytes)
  const { thresholds } = header
  const prepare = preparing(header.known)
  const parts = new Map(header.parts.map(part => [part.language, new PartModel(part, tensor)]))
  return {
    version: header.version,
    thresholds,
    headsOf: language => parts.get(language)?.heads ?? [],
    read(text, context = {}) {
      const language = spoken(text, context)
      const part = language === null ? undefined : parts.get(language)
      const prepared = prepare(text, language ?? 'en', context)
      const byLists = listed(prepared)
      if (language === null || !part) {
        const known = language !== null && hasLists(language) ? language : null
        return { language: known, scores: null, findings: merge(aboutTheArticle(byLists, text, context, thresholds)) }
      }
      const words = modelWords(prepared, language)
      const learned = part.score(words.texts, plainFeatures(prepared))
      const scores = Object.fromEntries(HEADS.map(head => [head, 0])) as Scores
      const most = prepared.hits.length === 0 && !hasTwoWords(words.texts) ? LONE_WORD : 1
      part.heads.forEach((head, h) => {
        scores[head] = Math.min(most, learned[h]!)
      })
      const believed = byLists.filter(
        ({ label, score }) =>
          score >= SCORE_OF[3] ||
          !part.heads.includes(label as Head) ||
          scores[label as Head] >= LISTED_DOUBT * (thresholds[label as Head]?.nudge ?? 0),
      )
      const stepOf = (head: Head, score = scores[head]) => stepFor(thresholds, head, score)
      const reached = plainest(
        part.heads.filter(head => stepOf(head) !== null),
        believed,
        stepOf,
      )
      const shares = reached.length > 0 ? part.contributions(words.texts, reached) : []
      reached.forEach((head, i) => {
        believed.push({
          rule: RULES_OF[head][0]!,
          label: head,
          score: scores[head],
          spans: carriers(words, shares[i]!, prepared.folded),
          message: `finding.${head}`,
        })
      })
      return { language, scores, findings: merge(aboutTheArticle(believed, text, context, thresholds)) }
    },
  }
}

/** Words named to the writer for one head, at most. */
const MOST_CARRIERS = 6
/** They carry this share of all that speaks for the head, and each at least that share of what the first of them does. */
const CARRIED = 0.6
const LEAST_OF_FIRST = 0.25

/** The words that carried a score, neighbours in one span. */
function carriers({ texts, from, to }: Words, shares: Float64Array, folded: Folded): Span[] {
  const order = [...texts.keys()]
    .filter(i => shares[i]! > 0 && !isMark(texts[i]!))
    .sort((a, b) => shares[b]! - shares[a]! || a - b)
  if (order.length === 0) return []
  const all = order.reduce((sum, i) => sum + shares[i]!, 0)
  const chosen: number[] = []
  let carried = 0
  for (const i of order) {
    if (chosen.length === MOST_CARRIERS || carried >= CARRIED * all) break
    if (shares[i]! < LEAST_OF_FIRST * shares[order[0]!]!) break
    carried += shares[i]!
    chosen.push(i)
  }
  const spans: Span[] = []
  let last = -2
  for (const i of chosen.sort((a, b) => a - b)) {
    const span = spanOf(folded, from[i]!, to[i]!)
    if (i === last + 1) spans.at(-1)!.end = span.end
    else spans.push(span)
    last = i
  }
  return spans
}

/** A finding made only of words that the article itself uses is a question to the writer, never more. */
function aboutTheArticle(findings: Finding[], text: string, { article }: Context, thresholds: Thresholds): Finding[] {
  if (article === undefined || findings.length === 0) return findings
  const spokenAbout = wordsIn(article)
  return findings.map(finding => {
    const { hold } = thresholds[finding.label as Head] ?? {}
    if (finding.label === 'threat' || hold === undefined || finding.score < hold || finding.spans.length === 0)
      return finding
    const said = finding.spans.flatMap(({ start, end }) => [...wordsIn(text.slice(start, end))])
    return said.every(word => spokenAbout.has(word)) ? { ...finding, score: hold - 0.01 } : finding
  })
}

const GRAVITY: readonly (Step | null)[] = [null, 'nudge', 'hold', 'refuse']

/**
 * Toxicity says no more than a head that names what it is, under the same rule; nor does its severe form, unless it asks for more.
 * @param stepOf what the score of a head asks for
 */
function plainest(
  reached: readonly Head[],
  listed: readonly Finding[],
  stepOf: (head: Head, score?: number) => Step | null,
): readonly Head[] {
  const gravity = (head: Head, score?: number) => GRAVITY.indexOf(stepOf(head, score))
  const isNamed = (head: Head) => head !== 'toxicity' && head !== 'severe' && RULES_OF[head][0] === RULES_OF.toxicity[0]
  const named = [
    ...reached.filter(isNamed).map(head => gravity(head)),
    ...listed.filter(({ label }) => isNamed(label as Head)).map(({ label, score }) => gravity(label as Head, score)),
  ]
  if (named.length === 0) return reached
  return reached.filter(head => head !== 'toxicity' && (head !== 'severe' || gravity(head) > Math.max(...named)))
}

function merge(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>()
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.label}`
    const same = merged.get(key)
    if (!same) merged.set(key, { ...finding, spans: [...finding.spans] })
    else {
      same.score = Math.max(same.score, finding.score)
      same.spans.push(...finding.spans)
    }
  }
  for (const finding of merged.values()) finding.spans = apart(finding.spans)
  return [...merged.values()].sort((a, b) => b.score - a.score)
}
