import { fold, type Span, spanOf } from './fold.ts'
import { compile } from './matcher.ts'
import { open } from './open.ts'
import { cut, isGroup, type Label, type Patterns, type Severity, type WordList } from './patterns.ts'
import { apart } from './spans.ts'

/** Words beside the lists that are shipped, in the same syntax. */
export interface OwnWords {
  patterns: Patterns
  label: Label
  severity: Severity
}

/** What was found of them in a text: one for each label, with the gravest severity. */
export interface Found {
  label: Label
  severity: Severity
  /** In the text as typed, sorted, apart from each other. */
  spans: Span[]
}

export type FindWords = (text: string, sources?: readonly string[]) => Found[]

/** A pattern that cannot be read: of which entry, which part of it, and why. */
export class PatternError extends Error {
  /** From 0. */
  readonly entry: number
  readonly place: string
  constructor(entry: number, place: string, why: string) {
    super(why)
    this.entry = entry
    this.place = place
  }
}

/** Spellings that one word of a pattern may stand for, at most. */
const MOST_SPELLINGS = 512
const foldWord = (word: string) => fold(word).text

/**
 * Makes words ready to be found in texts, through all disguises that the lists are read through. What a text quotes from `sources` is left out.
 * Pure; finding is linear in the text. Throws PatternError.
 * @param allow innocent words and phrases: whatever is found inside one of them does not count
 */
export function findWords(words: readonly OwnWords[], allow: Patterns = ''): FindWords {
  for (const [entry, { patterns }] of words.entries()) assertReadable(patterns, entry)
  return findShipped(words, allow)
}

/** The same for words that are shipped, without a look at each by itself, which takes as long again. Throws SyntaxError. */
export function findShipped(words: readonly OwnWords[], allow: Patterns = ''): FindWords {
  const match = compile([{ entries: words, intensifiers: '', allow }], foldWord)
  return (text, sources = []) => {
    const { folded, tokens } = open(text, sources)
    const found = new Map<Label, Found>()
    for (const { label, severity, from, to } of match(folded, tokens)) {
      if (label === 'known') continue
      const one = found.get(label) ?? { label, severity, spans: [] }
      one.severity = Math.max(one.severity, severity) as Severity
      one.spans.push(spanOf(folded, from, to))
      found.set(label, one)
    }
    return [...found.values()].map(one => ({ ...one, spans: apart(one.spans) }))
  }
}

/** Each pattern by itself, so that the one that cannot be read is named. */
function assertReadable(patterns: Patterns, entry: number): void {
  for (const pattern of partsOf(patterns)) {
    const alone: WordList = {
      entries: [{ label: 'insult', severity: 1, patterns: pattern }],
      intensifiers: '',
      allow: '',
    }
    try {
      if (mostSpellings(pattern) > MOST_SPELLINGS)
        throw new SyntaxError('A word in it stands for too many spellings; make several patterns of it')
      compile([alone], foldWord)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      throw new PatternError(entry, pattern, plainly(error.message))
    }
  }
}

/** How many spellings the one word of a pattern has that has most: alternatives inside a word multiply, those of words do not. */
const mostSpellings = (pattern: string): number => Math.max(...cut(pattern, ' ').map(spellingsOf))

function spellingsOf(element: string): number {
  if (isGroup(element)) return Math.max(...cut(element.slice(1, -1), '|').map(mostSpellings))
  let product = 2 ** (element.match(/[äöü]/g)?.length ?? 0)
  for (let open = element.indexOf('('); open >= 0; ) {
    let close = open + 1
    for (let depth = 1; depth > 0; close++) {
      if (element[close] === '(') depth++
      if (element[close] === ')') depth--
    }
    const options = cut(element.slice(open + 1, close - 1), '|').map(spellingsOf)
    product *= options.reduce((sum, n) => sum + n, 0)
    open = element.indexOf('(', close)
  }
  return product
}

/** Cut at commas and line ends outside parentheses, as far as these match. */
function partsOf(patterns: Patterns): string[] {
  const parts = ['']
  let depth = 0
  for (const char of patterns) {
    if (char === '(') depth++
    if (char === ')') depth--
    if (depth === 0 && (char === ',' || char === '\n')) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map(part => part.trim()).filter(Boolean)
}

/** The sentence of a SyntaxError without the pattern, which is named beside it. */
const plainly = (message: string) => {
  const said = message.split(':')[0]!.replace(/\.$/, '')
  return said[0]!.toLowerCase() + said.slice(1)
}
