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
/** The letters 0 (a) … 25 (z) that a digit or symbol may stand for. */
export const LETTERS_OF = new Map(Object.entries(LEET).map(([char, letters]) => [char.charCodeAt(0), indexes(letters)]))
/** Punctuation and emphasis when it ends a word, never a letter of it. */
const ENDS_WORD = new Set([...'!*#%&+|¡'].map(char => char.charCodeAt(0)))
const ENDS_SENTENCE = new Set([...'.!?'].map(char => char.charCodeAt(0)))
/** French and Italian words that lose their vowel to the next word: l’idiot is two words, don’t is one. */
const ELIDED = new Set('l d j m t s n c qu jusqu un all dall dell nell sull quell bell'.split(' '))

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
  letters: number
  digits: number
  /** A sentence, a paragraph or a quotation ended before it: no phrase goes across. */
  breaks: boolean
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
  let lineStart = true
  let lastEnd = -2
  for (let i = 0; i < units.length; ) {
    if (lineStart) {
      QUOTED.lastIndex = folded.at[i]!
      if (QUOTED.test(text)) {
        const lineEnd = units.indexOf('\n', i)
        i = lineEnd < 0 ? units.length : lineEnd
        breaks = true
      }
      lineStart = false
      if (i >= units.length) break
    }
    const kind = kindOf(units.charCodeAt(i))
    if (kind === LINE_END) {
      // An empty line, or a line that ends its sentence.
      if (sentenceEnded || units.charCodeAt(i + 1) === 0x0a) breaks = true
      lineStart = true
      i++
      continue
    }
    if (kind === SPACE) {
      if (sentenceEnded) breaks = true
      i++
      continue
    }
    if (kind === SEPARATOR || kind === APOSTROPHE) {
      sentenceEnded = ENDS_SENTENCE.has(units.charCodeAt(i))
      i++
      continue
    }
    const from = i
    let letters = 0
    let digits = 0
    for (; i < units.length; i++) {
      const kind = kindOf(units.charCodeAt(i))
      if (kind === LETTER) letters++
      else if (kind === DIGIT) digits++
      else if (kind === APOSTROPHE) {
        const before = i - from
        const elided = before <= 5 && letters === before && ELIDED.has(units.slice(from, i))
        if (elided && kindOf(units.charCodeAt(i + 1)) === LETTER) break
      } else if (kind !== SYMBOL) break
    }
    let to = i
    while (to > from && (ENDS_WORD.has(units.charCodeAt(to - 1)) || units.charCodeAt(to - 1) === 0x27)) to--
    if (letters + digits > 0) {
      tokens.push({
        from,
        to,
        letters,
        digits,
        breaks,
        glued: from === lastEnd + 1 && kindOf(units.charCodeAt(lastEnd)) === SEPARATOR,
      })
      breaks = false
      lastEnd = to
    }
    sentenceEnded = to < i && units.slice(to, i).includes('!')
  }
  return tokens
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
}

/** The letters of the tokens `first` to `last` as one word. */
export function runsOf(units: string, tokens: readonly Token[], first: number, last: number): Runs {
  const runs: Runs = { unit: [], kind: [], count: [], token: [], end: [], lastLetter: 0, digits: 0, letters: 0 }
  for (let t = first; t <= last; t++) {
    const token = tokens[t]!
    runs.letters += token.letters
    runs.digits += token.digits
    for (let i = token.from; i < token.to; i++) {
      const unit = units.charCodeAt(i)
      const kind = kindOf(unit)
      if (kind === APOSTROPHE) continue
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
