/** The languages that have word lists. */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'it'

/** Short words that hold sentences together and are rare in the other four languages. */
const FUNCTION_WORDS: Readonly<Record<Language, string>> = {
  en: `the and of to is that it you for was are with they have this be not but what all were when we there can an your which
    their would will if about has more do who would could been from had should because just than then his her these don't i'm it's`,
  de: `der die das und ist nicht ein eine zu den mit von auf für dem sich des im auch es an als wie aus er hat dass sie nach bei
    einer um am sind noch wie einem über wird bin du ich wir ihr nur war bist seid alle kann wenn aber mal schon doch oder keine mehr was haben`,
  fr: `le les des est et que qui dans pour pas une sur au avec ce il sont plus par je mais nous vous ne cette ont aux du elle
    été leur ils être fait comme tout bien aussi même quand sans ça où donc très faire tu c'est j'ai n'est qu'il d'un votre`,
  es: `el los las que y en un una es por con no para se su del al lo como más pero sus le ya o este sí porque esta entre cuando
    muy sin sobre también me hasta hay donde quien desde todo nos durante uno ni contra ese eso eres está son fue qué yo tu hacer eres sois`,
  it: `il di che è la e un per non una sono del con si da come anche le lo ma gli della ha più nel alla ci questo sei hai se dei
    delle dal ho io tu chi mi ti cosa quando perché ancora solo molto tutti tutto essere fatto c'è dell' l'ho quello siete abbiamo`,
}
/** Letters that only one of the languages writes. */
const OWN_LETTERS: Readonly<Record<string, Language>> = {
  ß: 'de',
  ä: 'de',
  ö: 'de',
  ñ: 'es',
  '¿': 'es',
  '¡': 'es',
  œ: 'fr',
  ê: 'fr',
  ç: 'fr',
  û: 'fr',
}
/** Enough to tell, and the work stays small on a long text. */
const UNITS_READ = 2000
const LEAST_EVIDENCE = 3

const LANGUAGES_OF = new Map<string, Language[]>()
for (const [language, words] of Object.entries(FUNCTION_WORDS)) {
  for (const word of new Set(words.split(/\s+/))) {
    const known = LANGUAGES_OF.get(word)
    if (known) known.push(language as Language)
    else LANGUAGES_OF.set(word, [language as Language])
  }
}

/**
 * Guesses the language of a text from its function words and letters.
 * @returns null where the text is too short, in another script or language, or evenly mixed
 */
export function languageOf(text: string): Language | null {
  const start = text.slice(0, UNITS_READ).toLowerCase().replaceAll('’', "'")
  const evidence: Record<Language, number> = { en: 0, de: 0, fr: 0, es: 0, it: 0 }
  const words = start.match(/[\p{L}']+/gu) ?? []
  for (const word of words) {
    const languages = LANGUAGES_OF.get(word)
    // A word of several languages tells little of each.
    for (const language of languages ?? []) evidence[language] += 1 / languages!.length
  }
  for (const letter of new Set(start)) {
    const language = OWN_LETTERS[letter]
    if (language) evidence[language] += 1
  }
  const [best, second] = (Object.entries(evidence) as [Language, number][]).sort((a, b) => b[1] - a[1])
  const [language, most] = best!
  const enough = most >= LEAST_EVIDENCE || (most >= 2 && words.length <= 8)
  return enough && most >= 1.5 * second![1] && most >= words.length * 0.12 ? language : null
}
