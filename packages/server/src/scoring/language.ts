import { languageOf } from '@parley/rules/language.ts'
import type { App } from '../app.ts'

/** Up to so many words a text is too short to tell its language by. */
const SHORT = 3

/** What a text seems to be in. */
export interface Found {
  /** ISO 639-1, or null. */
  language: string | null
  /** There are no letters in it, so there is nothing to tell it by. */
  wordless: boolean
}

/**
 * The language of a text. One too short to tell, in Latin letters, is taken to be in the newsroom’s own, as it is in the
 * discussion; whatever else cannot be told stays unknown, and is never read as if it were English.
 */
export function find(app: App, text: string): Found {
  const language = languageOf(text)
  if (language) return { language, wordless: false }
  const words = text.match(/\p{L}+/gu)
  if (!words) return { language: null, wordless: true }
  const short = words.length <= SHORT && words.every(word => /^\p{Script=Latin}+$/u.test(word))
  return { language: short ? app.config.language : null, wordless: false }
}

/** The language of a tag, without region and script: `pt-BR` is `pt`, `eng` is `en`. What is no tag stays as it is. */
export function baseOf(tag: string): string {
  try {
    return new Intl.Locale(tag).language
  } catch {
    return tag
  }
}
