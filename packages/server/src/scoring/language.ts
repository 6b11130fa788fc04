import type { Reading } from '@parley/rules/engine.ts'
import { languageOf, UNKNOWN } from '@parley/rules/language.ts'
import type { App } from '../app.ts'
import { Refusal } from '../http/problems.ts'

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

/** What the engine says of a text in a language. The lists do not stand in for it here: other systems take scores for what they are. Throws Refusal('server.fault') where it cannot answer. */
export function readingOf(app: App, text: string, language: string): Reading {
  const { reading, failed } = app.guarded.read(text, { language })
  if (failed || !reading) throw new Refusal('server.fault')
  return reading
}
