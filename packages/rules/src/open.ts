import { type Folded, fold } from './fold.ts'
import { ownTokens } from './quotes.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A text folded, and its words: not to be changed by whoever reads them, since others read the same. */
export interface Opened {
  folded: Folded
  /** The writer’s own: without what is quoted from the sources. */
  tokens: readonly Token[]
}

let lastFolded: { text: string; folded: Folded; tokens: readonly Token[] } | undefined
let lastOpened: { of: typeof lastFolded; sources: readonly string[]; opened: Opened } | undefined

/**
 * A text ready to be read. Repeats, the newsroom’s own words, self-harm, personal data and the engine read the same text one after the
 * other, so the last one is remembered; to its callers this is a pure function. Linear in the text.
 * @param sources the texts that may be quoted
 */
export function open(text: string, sources: readonly string[] = []): Opened {
  if (lastFolded?.text !== text) {
    const folded = fold(text)
    lastFolded = { text, folded, tokens: tokensOf(text, folded) }
  }
  if (lastOpened?.of !== lastFolded || !same(lastOpened.sources, sources)) {
    const { folded, tokens } = lastFolded
    const opened = { folded, tokens: ownTokens(text, folded, tokens, sources) }
    lastOpened = { of: lastFolded, sources, opened }
  }
  return lastOpened.opened
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((text, i) => text === b[i])
