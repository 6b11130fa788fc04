import { type Catalogue, say, type Values } from '@parley/contract/say.ts'

/** What a catalogue file exports, as far as a reader's browser needs it. */
export interface Translation {
  count: Catalogue
  thread: Catalogue
  write: Catalogue
  along: Catalogue
  dialogs: Catalogue
  timeline: Catalogue
  contextNotes: Catalogue
  accounts: Catalogue
}

const translations = import.meta.glob<Translation>(['./*.ts', '!./en.ts'], { base: '../../contract/src/messages' })

/** A voice in one language. English is built in; the sections of the catalogue are learnt as they are needed. */
export interface Speech {
  /** BCP 47 tag for plural forms, numbers and dates: the page's own where its words exist, else `en`. */
  language: string
  learn(english: Partial<Translation>): void
  say(key: string, values?: Values): string
}

/** The nearest catalogue to a language tag: `pt-BR`, else `pt`, else none. Tags are compared without regard to case. */
export function nearest(tag: string, available: readonly string[]): string | undefined {
  const named = (wanted: string) => available.find(name => name.toLowerCase() === wanted.toLowerCase())
  return named(tag) ?? named(tag.replace(/-.*/, ''))
}

const localeOf = (tag: string) => {
  try {
    return new Intl.Locale(tag)
  } catch {
    return null
  }
}

/** Loads the catalogue of a language and answers a voice; a language without one is spoken to in English. */
export async function speak(tag: string): Promise<Speech> {
  const names = Object.keys(translations).map(path => path.slice(2, -3))
  const translation = await translations[`./${nearest(tag, names)}.ts`]?.().catch(() => undefined)
  const language = localeOf(tag) && (translation || /^en/i.test(tag)) ? tag : 'en'
  const words: Record<string, Catalogue[string]> = {}
  return {
    language,
    learn: english => {
      let section: keyof Translation
      for (section in english) Object.assign(words, english[section], translation?.[section])
    },
    say: (key, values) => say(words, language, key, values),
  }
}

/** The language an element stands in: its own `lang`, else that of what it stands in. */
export function languageOf(element: HTMLElement): string {
  return element.closest<HTMLElement>('[lang]')?.lang || navigator.language
}
