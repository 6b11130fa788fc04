import { type Catalogue, say, type Values } from '@parley/contract/say.ts'

/** What a catalogue file exports, as far as a reader's browser needs it. */
export interface Translation {
  count: Catalogue
  thread: Catalogue
  write: Catalogue
  timeline: Catalogue
}

const translations = import.meta.glob<Translation>([
  '../../contract/src/messages/*.ts',
  '!../../contract/src/messages/en.ts',
])

/** A voice in one language. English is built in; the sections of the catalogue are learnt as they are needed. */
export interface Speech {
  /** BCP 47 tag for plural forms, numbers and dates: the page's own where its words exist, else `en`. */
  language: string
  learn(section: keyof Translation, english: Catalogue): void
  say(key: string, values?: Values): string
}

/** The nearest catalogue to a language tag: `pt-BR`, else `pt`, else none. Tags are compared without regard to case. */
export function nearest(tag: string, available: readonly string[]): string | undefined {
  const wanted = tag.toLowerCase()
  return (
    available.find(name => name.toLowerCase() === wanted) ??
    available.find(name => name.toLowerCase() === wanted.split('-')[0])
  )
}

const isTag = (tag: string) => {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

/** Loads the catalogue of a language and answers a voice; a language without one is spoken to in English. */
export async function speak(tag: string): Promise<Speech> {
  const paths = Object.keys(translations)
  const names = paths.map(path => path.replace(/^.*\/|\.ts$/g, ''))
  const name = nearest(tag, names)
  const translation =
    name === undefined ? undefined : await translations[paths[names.indexOf(name)]!]!().catch(() => undefined)
  const english = tag.toLowerCase().startsWith('en')
  const language = isTag(tag) && (translation || english) ? tag : 'en'
  const words: Record<string, Catalogue[string]> = {}
  return {
    language,
    learn: (section, fallback) => Object.assign(words, fallback, translation?.[section]),
    say: (key, values) => say(words, language, key, values),
  }
}

/** The language an element stands in: its own `lang`, else that of what it stands in. */
export function languageOf(element: HTMLElement): string {
  return element.closest('[lang]')?.getAttribute('lang') || navigator.language || 'en'
}
