import { languageOf, UNKNOWN } from '@parley/rules/language.ts'
import type { App } from '../app.ts'

/** What a text seems to be in. */
export interface Found {
  /** ISO 639-1, or `und` for one that is not known. */
  language: string
  /** There are no letters in it, so there is nothing to tell it by. */
  wordless: boolean
}

/**
 * The language of a text. One too short to tell is taken to be in the newsroom’s own, as it is in the discussion; a language that
 * is not known stays so, and is never read as if it were another.
 */
export function find(app: App, text: string): Found {
  if (!/\p{L}/u.test(text)) return { language: UNKNOWN, wordless: true }
  return { language: languageOf(text) ?? baseOf(app.config.language), wordless: false }
}

/** The language of a tag, without region and script: `pt-BR` is `pt`, `eng` is `en`. What is no tag stays as it is. */
export function baseOf(tag: string): string {
  try {
    return new Intl.Locale(tag).language
  } catch {
    return tag
  }
}
