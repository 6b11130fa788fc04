import { type Folded, fold } from './fold.ts'
import type { Token } from './tokens.ts'

/** What opens a quotation, and what may close it. */
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”“',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '‘': '’',
  '‚': '‘’',
}
/** A quotation that runs longer than this is none. */
const LONGEST_QUOTATION = 2000

const OPENING = new RegExp(`[${Object.keys(CLOSING).join('')}]`)

const plain = (folded: string): string => ` ${folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `

/** The quotations of a text, as places between their marks. Linear in the text. */
export function quotationsIn(text: string): { from: number; to: number }[] {
  if (!OPENING.test(text)) return []
  const found: { from: number; to: number }[] = []
  /** Up to where it is known that nothing closes, by what would close: no place is looked at twice for the same mark. */
  const looked = new Map<string, number>()
  for (let i = 0; i < text.length; i++) {
    const closing = CLOSING[text[i]!]
    if (closing === undefined) continue
    const end = Math.min(text.length, i + LONGEST_QUOTATION)
    let to = Math.max(i + 1, looked.get(closing) ?? 0)
    while (to < end && !closing.includes(text[to]!)) to++
    if (to >= end) {
      looked.set(closing, to)
      continue
    }
    found.push({ from: i + 1, to })
    i = to
  }
  return found
}

/**
 * The words that are the writer’s own: without those of quotations that stand in the parent comment or in the article.
 * @param sources the texts that may be quoted
 */
export function ownTokens(
  text: string,
  folded: Folded,
  tokens: readonly Token[],
  sources: readonly string[],
): readonly Token[] {
  if (sources.length === 0) return tokens
  const quotations = quotationsIn(text)
  if (quotations.length === 0) return tokens
  const said = sources.map(source => plain(fold(source).text))
  const quoted = quotations.filter(({ from, to }) => {
    const words = plain(fold(text.slice(from, to)).text)
    return words.trim() !== '' && said.some(source => source.includes(words))
  })
  if (quoted.length === 0) return tokens
  const kept: Token[] = []
  let breaks = false
  for (const token of tokens) {
    const at = folded.at[token.from]!
    if (quoted.some(({ from, to }) => at >= from && at < to)) breaks = true
    else {
      kept.push(breaks ? { ...token, breaks: true, near: false, glued: false } : token)
      breaks = false
    }
  }
  return kept
}

/** The words of a text, folded: to tell whether a word is spoken about rather than brought up. */
export const wordsIn = (text: string): ReadonlySet<string> => new Set(plain(fold(text).text).trim().split(' '))
