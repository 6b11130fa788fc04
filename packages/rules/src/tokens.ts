import type { Folded } from './fold.ts'

// What a unit of folded text is to a word.
const SEPARATOR = 0
const SPACE = 1
const LINE_END = 2
export const LETTER = 3
const DIGIT = 4
export const SYMBOL = 5
const APOSTROPHE = 6

/** What a digit or a symbol inside a word may stand for. It may also be noise there, except for a digit. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'gb',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'aou',
  $: 's',
  '!': 'il',
  '¡': 'i',
  '|': 'il',
  '+': 't',
  '€': 'e',
  '£': 'l',
  '#': 'aeiou',
  '%': 'aeiou',
  '&': 'aeiou',
  '*': 'aeiou',
}
export const STAR = 0x2a
export const AT = 0x40
/** The letters 0 (a) … 25 (z) that a digit or symbol may stand for. */
export const LETTERS_OF = new Map(Object.entries(LEET).map(([char, letters]) => [char.charCodeAt(0), indexes(letters)]))
const HYPHEN = 0x2d
const EXCLAMATION = 0x21
/** Emphasis, hash tags and punctuation around a word, never its first or last letter. */
const NEVER_FIRST = new Set([...'*#%&+|¡'].map(char => char.charCodeAt(0)))
const NEVER_LAST = new Set([...NEVER_FIRST, EXCLAMATION])
const ENDS_SENTENCE = new Set([...'.!?'].map(char => char.charCodeAt(0)))
/** Words that an apostrophe ties to the next one without making one of both: l’idiot, who’re; but don’t is one word. */
const ELIDED = new Set('who l d j m t s n c qu jusqu un all dall dell nell sull quell bell sant'.split(' '))
const ELISION = new RegExp(`(?<![\\p{L}'’])(${[...ELIDED].join('|')})['’](?=\\p{L})`, 'giu')

/** Takes apart in a pattern what is taken apart in a text. */
export function withoutElisions(pattern: string): string {
  return pattern.replace(ELISION, '$1 ')
}

/** Letters as numbers, a = 0 … z = 25. */
export function indexes(letters: string): number[] {
  return [...letters].map(letter => letter.charCodeAt(0) - 97)
}

const kinds = new Uint8Array(0x10000).fill(255)
function kindOf(unit: number): number {
  let kind = kinds[unit]!
  if (kind === 255) {
    const char = String.fromCharCode(unit)
    if (unit === 0x0a) kind = LINE_END
    else if (unit >= 0x30 && unit <= 0x39) kind = DIGIT
    else if (unit === 0x27) kind = APOSTROPHE
    else if (LETTERS_OF.has(unit)) kind = SYMBOL
    else if (/[\p{L}\p{M}\p{N}\p{Cs}]/u.test(char)) kind = LETTER
    else kind = /\s/.test(char) ? SPACE : SEPARATOR
    kinds[unit] = kind
  }
  return kind
}

/** A word of the folded text, units `from` to `to`. Words on quoted lines are left out. */
export interface Token {
  from: number
  to: number
  /** The units between: one string for all that look it up. */
  written: string
  letters: number
  digits: number
  /** A sentence, a paragraph or a quotation ended before it: no phrase goes across. */
  breaks: boolean
  /** Only spaces, hyphens or emphasis stand between the word before and this one. */
  near: boolean
  /** Exactly one character, not a space, stands between the word before and this one: 1,000 or fu-nny. */
  glued: boolean
}

const QUOTED = /[ \t]{0,3}>/y

/** The words of a text, in order. */
export function tokensOf(text: string, folded: Folded): Token[] {
  const units = folded.text
  const tokens: Token[] = []
  let sentenceEnded = false
  let breaks = true
  let near = false
  let lineStart = true
  let lastEnd = -2
  for (let i = 0; i < units.length; ) {
    if (lineStart) {
      lineStart = false
      QUOTED.lastIndex = folded.at[i]!
      if (QUOTED.test(text)) {
        const lineEnd = units.indexOf('\n', i)
        i = lineEnd < 0 ? units.length : lineEnd
        breaks = true
        continue
      }
    }
    const unit = units.charCodeAt(i)
    const kind = kindOf(unit)
    const startsWord = kind === LETTER || kind === DIGIT || (kind === SYMBOL && mayBeginWord(units, i))
    if (!startsWord) {
      if (ENDS_SENTENCE.has(unit)) sentenceEnded = true
      if (kind === LINE_END) {
        lineStart = true
        if (units.charCodeAt(i + 1) === 0x0a) breaks = true
      }
      if ((kind === LINE_END || kind === SPACE) && sentenceEnded) breaks = true
      if (kind !== SPACE && unit !== STAR && unit !== HYPHEN) near = false
      i++
      continue
    }
    const from = i
    let to = i + 1
    let letters = 0
    let digits = 0
    for (; i < units.length; i++) {
      const unit = units.charCodeAt(i)
      const kind = kindOf(unit)
      if (kind === LETTER) {
        letters++
        to = i + 1
      } else if (kind === DIGIT) {
        digits++
        to = i + 1
      } else if (kind === APOSTROPHE) {
        const before = i - from
        const elided = before <= 5 && letters === before && ELIDED.has(units.slice(from, i))
        if (elided && kindOf(units.charCodeAt(i + 1)) === LETTER) break
      } else if (kind === SYMBOL) {
        if (unit === EXCLAMATION && !isWordly(units, i + 1)) break
        if (!NEVER_LAST.has(unit)) to = i + 1
      } else break
    }
    i = Math.max(to, from + 1)
    if (letters + digits === 0) continue
    const glued = from === lastEnd + 1 && kindOf(units.charCodeAt(lastEnd)) === SEPARATOR
    tokens.push({ from, to, written: units.slice(from, to), letters, digits, breaks, near, glued })
    lastEnd = to
    sentenceEnded = false
    breaks = false
    near = true
  }
  return tokens
}

/** Whether a symbol stands for the first letter of a word, as in $hit. */
function mayBeginWord(units: string, i: number): boolean {
  const unit = units.charCodeAt(i)
  if (NEVER_FIRST.has(unit) || !isWordly(units, i + 1)) return false
  return unit !== EXCLAMATION || i === 0 || kindOf(units.charCodeAt(i - 1)) <= LINE_END
}

/** Whether a letter, a digit or a symbol other than an exclamation mark stands here. */
function isWordly(units: string, i: number): boolean {
  const unit = units.charCodeAt(i)
  const kind = kindOf(unit)
  return kind === LETTER || kind === DIGIT || (kind === SYMBOL && unit !== EXCLAMATION)
}

/** A word as letters with how often each stands in a row: `fuuuck` is f×1 u×3 c×1 k×1. */
export interface Runs {
  unit: number[]
  kind: number[]
  count: number[]
  /** Index of the token that a run begins in. */
  token: number[]
  /** Unit after the run. */
  end: number[]
  /** The last run of a letter, after which nothing can be part of a word any more. */
  lastLetter: number
  digits: number
  letters: number
  /** Units that are neither. */
  symbols: number
}

/** The letters of the tokens `first` to `last` as one word. */
export function runsOf(units: string, tokens: readonly Token[], first: number, last: number): Runs {
  const runs: Runs = {
    unit: [],
    kind: [],
    count: [],
    token: [],
    end: [],
    lastLetter: 0,
    digits: 0,
    letters: 0,
    symbols: 0,
  }
  for (let t = first; t <= last; t++) {
    const token = tokens[t]!
    runs.letters += token.letters
    runs.digits += token.digits
    for (let i = token.from; i < token.to; i++) {
      const unit = units.charCodeAt(i)
      const kind = kindOf(unit)
      if (kind === APOSTROPHE) continue
      if (kind === SYMBOL) runs.symbols++
      const k = runs.unit.length - 1
      if (runs.unit[k] === unit) {
        runs.count[k]!++
        runs.end[k] = i + 1
      } else {
        runs.unit.push(unit)
        runs.kind.push(kind)
        runs.count.push(1)
        runs.token.push(t)
        runs.end.push(i + 1)
        if (kind === LETTER) runs.lastLetter = k + 1
      }
    }
  }
  return runs
}
