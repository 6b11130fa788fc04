import { type Folded, fold } from './fold.ts'
import { GROUP_WORDS } from './groups.ts'
import { de } from './lists/de.ts'
import { en } from './lists/en.ts'
import { es } from './lists/es.ts'
import { fr } from './lists/fr.ts'
import { it } from './lists/it.ts'
import { compile, type Hit, type Matcher } from './matcher.ts'
import { type Words, wordsOf } from './model/words.ts'
import { open } from './open.ts'
import { KNOWN, type WordList } from './patterns.ts'
import type { Token } from './tokens.ts'

/** A text made ready for lists and model, once for both. */
export interface Prepared {
  text: string
  folded: Folded
  tokens: readonly Token[]
  hits: Hit[]
}

const LISTS: Readonly<Record<string, readonly WordList[]>> = {
  en: [en],
  de: [en, de],
  fr: [en, fr],
  es: [en, es],
  it: [en, it],
}

/** Whether there are word lists of a language (ISO 639-1). */
export const hasLists = (language: string): boolean => Object.hasOwn(LISTS, language)

/** Folds a text, takes it apart and looks its words up in the lists of a language (ISO 639-1). */
export type Prepare = (text: string, language: string, sources?: { parent?: string; article?: string }) => Prepared

/**
 * Makes texts ready. Linear in the text. What a text quotes from the comment that it answers, or from the article, is left out.
 * Lists are compiled when a language is first needed; a language without lists is looked up in the English ones.
 * @param known words beside the lists that are to be read through disguise
 */
export function preparing(known: readonly string[] = []): Prepare {
  const more: WordList = {
    entries: [{ label: KNOWN, severity: 1, patterns: known.join(',') }],
    intensifiers: '',
    allow: '',
  }
  const matchers = new Map<string, Matcher>()
  const matcherFor = (language: string): Matcher => {
    const listed = hasLists(language) ? language : 'en'
    let matcher = matchers.get(listed)
    if (!matcher) {
      matcher = compile([...LISTS[listed]!, more], word => fold(word).text)
      matchers.set(listed, matcher)
    }
    return matcher
  }
  return (text, language, { parent, article } = {}) => {
    const sources = [parent, article].filter(source => source !== undefined)
    const { folded, tokens } = open(text, sources)
    return { text, folded, tokens, hits: matcherFor(language)(folded, tokens) }
  }
}

/** What stands for a group’s name in front of the model: one person, several, an adjective. No name may be a real word. */
export const GROUP_MARKS = { one: '<one>', many: '<many>', which: '<which>' } as const

const groups = new Map<string, ReadonlyMap<string, string>>()

function groupsOf(language: string): ReadonlyMap<string, string> {
  const known = Object.hasOwn(GROUP_WORDS, language) ? (language as keyof typeof GROUP_WORDS) : 'en'
  let marks = groups.get(known)
  if (!marks) {
    marks = new Map(
      Object.entries(GROUP_MARKS).flatMap(([kind, mark]) =>
        GROUP_WORDS[known][kind as keyof typeof GROUP_MARKS].split(/\s+/).map(word => [fold(word).text, mark] as const),
      ),
    )
    groups.set(known, marks)
  }
  return marks
}

/** The words of a prepared text as the model reads them. */
export const modelWords = ({ folded, tokens, hits }: Prepared, language: string): Words =>
  wordsOf(folded, tokens, hits, groupsOf(language))
