import type { Finding as TextFinding } from '@parley/rules/engine.ts'
import { type Head, RULES_OF, type Thresholds } from '@parley/rules/heads.ts'
import type { FindOwn } from '../house-rules/own-words.ts'

/** What the phases know beside the text: read once, before. */
export interface Facts {
  now: number
  story: { open: boolean }
  reader: { shownBefore: boolean; staff: boolean; reviewed: boolean }
  /** The reader's last comments, newest first, as skeletons for comparison. */
  recent: readonly { skeleton: string; at: number }[]
  /** What may be quoted or spoken about without being said: the comment that is answered, and the story's title. */
  around: { parent?: string; article?: string }
  settings: {
    hold: 'none' | 'first' | 'all'
    /** A text with more links is held. */
    links: number
    limits: boolean
    textMax: number
    language: string
    /** What becomes of a text in a language that the engine does not know. */
    unknownLanguage: 'show' | 'hold'
    /** What becomes of a text that the engine could not read. */
    engineFails: 'open' | 'hold'
    /** Whether a person looks first at what gives away personal data. */
    privateData: 'hold' | 'off'
    /** The newspaper's own, whose mail addresses may be named. */
    domains: readonly string[]
    /** The engine's steps with the newsroom's own over them. */
    thresholds: Thresholds
    /** Finds the newsroom's own words. */
    words: FindOwn
    /** Ids of the house rules that are retired: nothing is held against them. */
    notHeld: ReadonlySet<string>
    /** What somebody is told who writes of harming himself. */
    help: string
  }
}

/** What a phase saw, or another judge. `values` fill the places of its message. */
export type Seen = Omit<TextFinding, 'rule'> & {
  /** Id of a house rule, or `house`. */
  rule: string
  values?: Record<string, string | number>
  /** Name of the judge, where it is not Parley itself. */
  by?: string
  /** His own words, for the desk. */
  said?: string
}

/** A named check. It sees text and facts, reports, and decides nothing. */
export type Phase = (text: string, facts: Facts) => Seen[]

/** A finding that is not about words but about the newsroom's own conditions. */
export function house(
  label: string,
  message: string,
  values?: Record<string, number>,
  spans: TextFinding['spans'] = [],
): Seen {
  return { rule: 'house', label, score: 1, spans, message, ...(values && { values }) }
}

/** The rules that a head speaks to and that hold, the first one first. */
export const rulesHeld = (head: Head, notHeld: ReadonlySet<string>): readonly string[] =>
  RULES_OF[head].filter(rule => !notHeld.has(rule))

/** A finding under a rule that holds: its own, else another one that its head speaks to (degrading words are against `clean` too); [] where none holds. */
export function underHeld(finding: Seen, notHeld: ReadonlySet<string>, head = finding.label as Head): Seen[] {
  if (!notHeld.has(finding.rule)) return [finding]
  const rule = Object.hasOwn(RULES_OF, head) ? rulesHeld(head, notHeld)[0] : undefined
  return rule === undefined ? [] : [{ ...finding, rule }]
}
