import { type Folded, fold, type Span, spanOf } from './fold.ts'
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
  label: string
  /** 0…1: how sure and how grave. */
  score: number
  /** Where in the reader’s text, in UTF-16 units, sorted, apart from each other; empty means the whole text. */
  spans: Span[]
  /** Key of the message catalogue. */
  message: string
}

/** Reads a text, as typed and folded, in a language (ISO 639-1), and says what it finds. Pure. */
export type Judge = (text: string, folded: Folded, language: string) => Finding[]

/** Which rule a label falls under. Nothing leads to `truth`: no machine judges it. */
const RULE_OF: Readonly<Record<Label, RuleId>> = {
  obscene: 'clean',
  sexual: 'clean',
  slur: 'nice',
  insult: 'nice',
  threat: 'threats',
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
const lists: Judge = (text, folded, language) =>
  matcherFor(language)(text, folded).map(({ label, severity, from, to }) => ({
    rule: RULE_OF[label],
    label,
    score: SCORE_OF[severity],
    spans: [spanOf(folded, from, to)],
    message: `finding.${label}`,
  }))

/** Everything that judges text. The trained model joins here, and nowhere else. */
export const JUDGES: readonly Judge[] = [lists]

/**
 * Holds a text against the house rules that a machine may judge.
 * @param language ISO 639-1 or BCP 47, where it is known; otherwise it is guessed, and English when in doubt
 * @returns one finding for each rule and label, the gravest first
 */
export function check(text: string, language?: string): Finding[] {
  const folded = fold(text)
  const spoken = (language ?? languageOf(text) ?? 'en').slice(0, 2).toLowerCase()
  return merge(JUDGES.flatMap(judge => judge(text, folded, spoken)))
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
