import { type Folded, fold, type Span, spanOf } from './fold.ts'
import { HEADS, type Head, LIST_THRESHOLDS, RULES_OF, type Scores, type Thresholds } from './heads.ts'
import type { RuleId } from './house-rules.ts'
import { languageOf } from './language.ts'
import { de } from './lists/de.ts'
import { en } from './lists/en.ts'
import { es } from './lists/es.ts'
import { fr } from './lists/fr.ts'
import { it } from './lists/it.ts'
import { compile, type Matcher } from './matcher.ts'
import type { Label, Severity, WordList } from './patterns.ts'

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

const HEAD_OF: Readonly<Record<Label, Head>> = {
  obscene: 'obscene',
  sexual: 'sexual',
  slur: 'identity',
  insult: 'insult',
  threat: 'threat',
  spam: 'spam',
}

const SCORE_OF: Readonly<Record<Severity, number>> = { 1: 0.55, 2: 0.75, 3: 0.95 }

const LISTS: Readonly<Record<string, readonly WordList[]>> = {
  en: [en],
  de: [en, de],
  fr: [en, fr],
  es: [en, es],
  it: [en, it],
}

const matchers = new Map<string, Matcher>()

/** The matcher of a language, compiled when it is first needed. */
function matcherFor(language: string): Matcher {
  const known = Object.hasOwn(LISTS, language) ? language : 'en'
  let matcher = matchers.get(known)
  if (!matcher) {
    matcher = compile(LISTS[known]!, word => fold(word).text)
    matchers.set(known, matcher)
  }
  return matcher
}

/** The word lists: English always, and those of the text’s language. */
function listed(text: string, folded: Folded, language: string): Finding[] {
  return matcherFor(language)(text, folded).map(({ label, severity, from, to }) => {
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

/** The engine with its word lists alone. */
export function listEngine(): Engine {
  return {
    version: 'lists',
    thresholds: LIST_THRESHOLDS,
    headsOf: language => (Object.hasOwn(LISTS, language) ? HEADS : []),
    read(text, context = {}) {
      const language = context.language?.slice(0, 2).toLowerCase() ?? languageOf(text)
      const findings = merge(listed(text, fold(text), language ?? 'en'))
      if (language === null || !Object.hasOwn(LISTS, language)) return { language: null, scores: null, findings }
      const scores = Object.fromEntries(HEADS.map(head => [head, 0.02])) as Scores
      for (const { label, score } of findings) {
        scores[label as Head] = score
        if (label !== 'spam') scores.toxicity = Math.max(scores.toxicity, score)
      }
      return { language, scores, findings }
    },
  }
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

/** Spans in order, those that overlap made one. */
function apart(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1)
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else result.push({ ...span })
  }
  return result
}
