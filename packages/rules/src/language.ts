/** The languages that have word lists. */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'it'

/**
 * Words that hold sentences together, and everyday words, by language (ISO 639-1): those that have lists, and those that must not
 * be taken for one of them.
 */
const COMMON_WORDS: Readonly<Record<string, string>> = {
  en: `the and of to is that it you for was are with they have this be not but what all were when we there can an your which
    their would will if about has more do who would could been from had should because just than then his her these don't i'm it's
    i am an he she him my our us them those how why where out up so no yes one as by at or on a in my me people man woman men women
    very good bad never always stupid hate love like know think get go going want make see say said only really much many too
    such here now here's that's you're they're he's she's we're i've can't won't doesn't isn't aren't didn't please thanks every
    some any other also back come even still own off over after before again nobody everyone someone being does did let let's hi male war
    im u ur dont cant wont isnt thats youre hes shes gonna wanna gotta`,
  de: `der die das und ist nicht ein eine zu den mit von auf für dem sich des im auch es an als wie aus er hat dass sie nach bei
    einer um am sind noch wie einem über wird bin du ich wir ihr nur war bist seid alle kann wenn aber mal schon doch oder keine mehr
    was haben so man sein seine ihre mich mir dich dir uns euch hier da dann weil warum wer wo kein immer nie sehr gut einfach
    leute menschen habe habt werden muss müssen soll sollen gegen ohne unter vor zum zur vom diese dieser dieses jetzt wieder viel`,
  fr: `le les des est et que qui dans pour pas une sur au avec ce il sont plus par je mais nous vous ne cette ont aux du elle
    été leur ils être fait comme tout bien aussi même quand sans ça où donc très faire tu c'est j'ai n'est qu'il d'un votre
    la un de se sa son ses mon ma mes ton ta tes on si y en moi toi lui eux toujours jamais rien personne gens tous toutes
    quel quelle encore peu trop va vont avoir suis es êtes sommes`,
  es: `el los las que y en un una es por con no para se su del al lo como más pero sus le ya o este sí porque esta entre cuando
    muy sin sobre también me hasta hay donde quien desde todo nos durante uno ni contra ese eso eres está son fue qué yo tu hacer eres sois
    la de mi te ti él ella ellos ellas nosotros gente todos nada nunca siempre bien mal tan solo aquí así vez tiene tienen ser estos esos`,
  it: `il di che è la e un per non una sono del con si da come anche le lo ma gli della ha più nel alla ci questo sei hai se dei
    delle dal ho io tu chi mi ti cosa quando perché ancora solo molto tutti tutto essere fatto c'è dell' l'ho quello siete abbiamo
    i al nella lui lei noi voi loro mai sempre niente nessuno gente bene male così qui poi o questa questi quelli suo sua mio mia`,
  nl: `de het een en van ik te dat niet die is op met voor zijn er maar om ook als dan aan zo wat door uit bij naar heeft hebben
    deze wordt nog geen kan mijn jij jullie wij zij hij ze deze moet worden toch wel heel alleen waar wie omdat veel`,
  pt: `o a os as de que e do da em um para com não uma se na por mais dos como mas foi ao ele das tem à seu sua ou ser quando muito
    nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos seus quem nas me esse eles você essa num nem minha`,
  pl: `i w na z się nie do to jest że jak o po za co ale od przez jego tak już tylko dla czy był była być może ma są te ten tego
    ich bardzo jestem jesteś nas was gdy lat mi go`,
  sv: `och att det som en på är av för med den till inte har de om ett han var jag men vi från så kan när man hade sig ska eller
    också bara detta efter under mycket vad alla`,
  da: `og at det som en på er af for med den til ikke har de om et han var jeg men vi fra så kan når man havde sig skal eller
    også kun dette efter hvad alle meget bliver blev`,
  no: `og at det som en på er av for med den til ikke har de om et han var jeg men vi fra så kan når man hadde seg skal eller også
    bare dette etter hva alle mye blir ble`,
  fi: `ja on ei että se oli hän ovat mutta kun niin joka ole myös kuin tai mitä minä sinä tämä olen hyvin vain nyt jos kaikki`,
  cs: `a se na je že to v s z o do si jsem ale jak tak za by jako co po jsou není pro jeho byl od už ve který když ještě jen`,
  hu: `a az és hogy nem is egy ez van volt de csak meg már mint ha még azt el mert így minden nagyon lesz vagy itt aki ami`,
  ro: `și de la în a că nu este un o pe cu pentru din mai care sunt ca dar au fost ce se sa lui această foarte`,
  tr: `ve bir bu da de için çok ne ben sen o biz siz var yok gibi ama daha kadar olan olarak mi en ile değil sonra her şey diye
    çünkü ki nasıl neden bana sana onu
    bunu şu mı mu mü ya hem ise kendi hiç olduğu olur oldu bence lütfen zaman iyi başka aynı bile böyle ancak göre işte ediyor
    şekilde ilgili iki üzerine sadece bütün önce değildir vardır olduğunu olması kabul merhaba nedir kim zaten`,
  ca: `el la els les de que i en un una és per amb no al del com més però va són ha aquest aquesta també molt està hi ho`,
  id: `yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka kita kamu`,
}
/** Letters that only one of the languages writes. */
const OWN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'de',
  ñ: 'es',
  '¿': 'es',
  '¡': 'es',
  œ: 'fr',
  ê: 'fr',
  û: 'fr',
  ã: 'pt',
  õ: 'pt',
  ł: 'pl',
  ż: 'pl',
  ę: 'pl',
  ą: 'pl',
  ş: 'tr',
  ğ: 'tr',
  ı: 'tr',
  ř: 'cs',
  ě: 'cs',
  ő: 'hu',
  ű: 'hu',
  ș: 'ro',
  ț: 'ro',
}
/** Enough to tell, and the work stays small on a long text. */
const UNITS_READ = 1000

const KNOWN: ReadonlySet<string> = new Set<Language>(['en', 'de', 'fr', 'es', 'it'])
const CODES = Object.keys(COMMON_WORDS)
/** For each common word, the languages that have it, as indexes. */
const LANGUAGES_OF = new Map<string, number[]>()
CODES.forEach((code, index) => {
  for (const word of new Set(COMMON_WORDS[code]!.split(/\s+/))) {
    const known = LANGUAGES_OF.get(word)
    if (known) known.push(index)
    else LANGUAGES_OF.set(word, [index])
  }
})
const OWNER_OF = new Map(
  Object.entries(OWN_LETTERS).map(([letter, code]) => [letter.charCodeAt(0), CODES.indexOf(code)]),
)

/** A letter of a Latin script. */
const isLatin = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7) ||
  (unit >= 0x1e00 && unit <= 0x1eff)
/** A letter of any other script, or half of one. */
const isForeign = (unit: number): boolean =>
  (unit >= 0x250 && unit <= 0x1fff && !(unit >= 0x1e00 && unit <= 0x1eff) && !(unit >= 0x2b0 && unit <= 0x36f)) ||
  (unit >= 0x2e80 && unit <= 0xd7ff) ||
  (unit >= 0xf900 && unit <= 0xfdff)

const DRAWN_OUT = /(.)\1{2,}/g
const ADDRESS = /(?:https?:\/\/|www\.)\S*/g

/** What language a text is in when it is surely in none that is known here. */
export const UNKNOWN = 'und'

/**
 * Tells the language of a text from its common words and letters. Reads the first 1,000 units.
 * @returns ISO 639-1; `und` where it is another language or script than those known here; null where the text is too short or too
 * mixed to tell
 */
export function languageOf(text: string): string | null {
  const start = text.slice(0, UNITS_READ).toLowerCase().replace(ADDRESS, ' ')
  const evidence = new Float64Array(CODES.length)
  // What is said again, or drawn out, is one word: nothing more can be told from it.
  const words = new Set<string>()
  let letters = 0
  let latin = 0
  let foreign = 0
  let from = -1
  let drawnOut = false
  const owned = new Set<number>()
  for (let i = 0; i <= start.length; i++) {
    const unit = i < start.length ? start.charCodeAt(i) : 0
    const owner = unit > 0x7f ? OWNER_OF.get(unit) : undefined
    // Each letter counts once.
    if (owner !== undefined && !owned.has(unit)) {
      owned.add(unit)
      evidence[owner]! += 1
    }
    if (isLatin(unit)) {
      latin++
      if (from < 0) from = i
      else if (i - from > 1 && unit === start.charCodeAt(i - 1) && unit === start.charCodeAt(i - 2)) drawnOut = true
      continue
    }
    if ((unit === 0x27 || unit === 0x2019) && from >= 0) continue
    if (isForeign(unit)) foreign++
    if (from >= 0) {
      const written = start.slice(from, i)
      const word = drawnOut ? written.replace(DRAWN_OUT, '$1$1') : written
      from = -1
      drawnOut = false
      if (words.has(word)) continue
      words.add(word)
      if (word.length === 1) letters++
      const languages = LANGUAGES_OF.get(word.includes('’') ? word.replaceAll('’', "'") : word)
      // A word of several languages tells little of each.
      if (languages) for (const language of languages) evidence[language]! += 1 / languages.length
    }
  }
  if (foreign > latin && foreign >= 2) return UNKNOWN
  let best = 0
  let second = 1
  for (let l = 1; l < evidence.length; l++) {
    if (evidence[l]! > evidence[best]!) {
      second = best
      best = l
    } else if (l !== best && (second === best || evidence[l]! > evidence[second]!)) second = l
  }
  const most = evidence[best]!
  const { size } = words
  // What is spelt letter by letter looks like the short words of some language.
  if (letters > size / 2) return null
  // One short word that other languages have too is no sign of them.
  const least = size > 8 ? 2 : size > 3 || !KNOWN.has(CODES[best]!) ? 1.4 : 1
  if (most >= least && most >= 1.4 * evidence[second]! && most >= size * 0.08) return CODES[best]!
  return (size >= 8 && most === 0) || (size >= 14 && most < size * 0.04) ? UNKNOWN : null
}
