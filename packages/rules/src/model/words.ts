import type { Folded } from '../fold.ts'
import type { Hit } from '../matcher.ts'
import type { Token } from '../tokens.ts'

/** A text as the model reads it: words without disguise, and marks that stand between them. */
export interface Words {
  texts: string[]
  /** For each word, the units of the folded text that it stands for. */
  from: number[]
  to: number[]
}

/** Where a sentence ends, where it is shouted, and where it is asked. */
export const STOP = '.'
const SHOUT = '!'
const QUESTION = '?'
const NUMBER = '#'

/** More words are not read: a decision about a text this long is made on its beginning. */
export const MOST_WORDS = 2000
const LONGEST_WORD = 32

/** What a digit or a symbol inside a word most often stands for. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '¡': 'i',
  '|': 'l',
  '+': 't',
  '€': 'e',
  '£': 'l',
}
const PLAIN = /^\p{L}+(?:'\p{L}+)*$/u
const THRICE = /(.)\1\1+/gu

/** A word with its digits and symbols read as letters, and drawn-out letters shortened. */
function plainWord(written: string, { letters, digits }: Token): string {
  let word = written
  if (letters === 0) return digits > 0 ? NUMBER : word
  if (!PLAIN.test(word)) {
    let read = ''
    for (const char of word) read += LEET[char] ?? char
    word = read
  }
  return word.replace(THRICE, '$1$1').slice(0, LONGEST_WORD)
}

/** What people write repeats itself: how a token without a listed word is read, by how it is written. */
const plainWords = new Map<string, string>()
const MOST_KNOWN = 20_000

function knownPlainWord(written: string, token: Token): string {
  let word = plainWords.get(written)
  if (word === undefined) {
    word = plainWord(written, token)
    if (plainWords.size >= MOST_KNOWN) plainWords.clear()
    if (written.length <= LONGEST_WORD) plainWords.set(written, word)
  }
  return word
}

/** Written as listed words are: nothing to undo. */
const AS_LISTED = /^(?!.*(.)\1\1)\p{L}+(?:'\p{L}+)*$/u

/**
 * The words of a text as the model knows them: a listed word that is disguised is read as the listed word, letters that stand
 * apart are joined, a name of a group of people becomes one of three marks, so that no group weighs more than another.
 * @param groups what stands for a group’s name, by the name
 */
export function wordsOf(
  folded: Folded,
  tokens: readonly Token[],
  hits: readonly Hit[],
  groups: ReadonlyMap<string, string>,
): Words {
  const words: Words = { texts: [], from: [], to: [] }
  const put = (text: string, from: number, to: number): void => {
    words.texts.push(text)
    words.from.push(from)
    words.to.push(to)
  }
  const listed = new Map<number, Hit>()
  for (const hit of hits) {
    if (hit.word === null) continue
    const before = listed.get(hit.first)
    // Of words that end at the same place the longest is meant: f a g g o t has two g, though one would do.
    if (!before || before.next < hit.next || (before.next === hit.next && before.word!.length < hit.word.length))
      listed.set(hit.first, hit)
  }
  let last = 0
  for (let t = 0; t < tokens.length && words.texts.length < MOST_WORDS; ) {
    const token = tokens[t]!
    if (t > 0 && last < token.from) marksBetween(folded.text, last, token.from, token.breaks, put)
    const { written } = token
    const hit = listed.size > 0 ? listed.get(t) : undefined
    let next = t + 1
    let text: string
    if (hit && (hit.next > next || !AS_LISTED.test(written))) {
      next = hit.next
      text = hit.word!
    } else {
      let end = t
      while (
        isSingle(tokens, end + 1) &&
        isSingle(tokens, end) &&
        tokens[end + 1]!.from - tokens[end]!.to <= 3 &&
        (listed.get(end + 1)?.next ?? 0) <= end + 2
      )
        end++
      if (end - t >= 2) {
        next = end + 1
        text = ''
        for (let k = t; k <= end; k++) text += plainWord(tokens[k]!.written, tokens[k]!)
      } else text = knownPlainWord(written, token)
    }
    const to = tokens[next - 1]!.to
    put(groups.get(text) ?? text, token.from, to)
    last = to
    t = next
  }
  if (tokens.length > 0) marksBetween(folded.text, last, folded.text.length, true, put)
  return words
}

const isSingle = (tokens: readonly Token[], t: number): boolean => {
  const token = tokens[t]
  return token !== undefined && token.to - token.from === 1 && token.letters === 1
}

function marksBetween(
  units: string,
  from: number,
  to: number,
  breaks: boolean,
  put: (text: string, from: number, to: number) => void,
): void {
  let shouted = false
  let asked = false
  for (let i = from; i < to; i++) {
    const unit = units.charCodeAt(i)
    if (unit === 0x21) shouted = true
    else if (unit === 0x3f) asked = true
  }
  if (shouted) put(SHOUT, from, to)
  if (asked) put(QUESTION, from, to)
  if (breaks && !shouted && !asked) put(STOP, from, to)
}

/** Whether a word is a mark rather than somebody’s word. */
export const isMark = (text: string): boolean => text === STOP || text === SHOUT || text === QUESTION

/** Whether a word is a mark that stands for the name of a group of people. */
export const isGroup = (text: string): boolean => text.charCodeAt(0) === BEGIN

/** 32 bits of a string (FNV-1a over its UTF-16 units, then mixed). */
export function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mixed(hash)
}

/** Spreads 32 bits over all 32 (the finaliser of MurmurHash3). */
export function mixed(bits: number): number {
  let hash = bits ^ (bits >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const PIECE_SEED = 0x1b873593
const [BEGIN, END] = [0x3c, 0x3e]

/** Numbers of the pieces of a word: its runs of three to five letters, with its beginning and end as letters. */
export function piecesOf(word: string): number[] {
  const length = word.length + 2
  const unitAt = (i: number) => (i === 0 ? BEGIN : i === length - 1 ? END : word.charCodeAt(i - 1))
  const pieces: number[] = []
  for (let size = 3; size <= 5 && size < length; size++)
    for (let from = 0; from + size <= length; from++) {
      let hash = PIECE_SEED + size
      for (let i = from; i < from + size; i++) hash = Math.imul(hash ^ unitAt(i), 0x01000193)
      pieces.push(mixed(hash))
    }
  return pieces
}

/** Sets a word’s own row apart from its bucket in the linear model. */
export const OWN_SEED = 7

/** The rows of the network’s table for a word: its own, then those of its pieces; each half of the table for one kind. */
export function networkRows(word: string, rows: number): number[] {
  const half = rows / 2
  const own = [hashOf(word, OWN_SEED) & (half - 1)]
  if (isMark(word) || isGroup(word)) return own
  for (const piece of piecesOf(word)) own.push(half + (piece & (half - 1)))
  return own
}
