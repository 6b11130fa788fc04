import type { Stretch } from './numbers.ts'

/** Words of a street’s name that are small anywhere. */
const SMALL = new Set(
  'de la las los el del della delle dei degli di da do dos du des le les l d y et e and of the am an der die den im in zum zur von san st n no num numero civico'.split(
    ' ',
  ),
)
/** Somebody lives there, or is to be found there. */
const LIVES =
  /(?:\b(?:lives?|living|lived|resid\w*|address|house|home|flat|apartment|moved|visit|find (?:him|her|them|me)|pick (?:him|her|me) up|knock|found) (?:\w+ ){0,3}?(?:at|is|on|to|:)?|\baddress:?|wohn\w*|adresse|anschrift|lebt|zuhause|zu hause|daheim|besuch\w*|habite\w*|domicil\w*|demeure|reside\w*|chez (?:lui|elle|moi)|vive|vivo|viven|direccion|casa|abita\w*|abito|indirizzo)[^\n\d]{0,35}$/
/** The same just before it: then even a street in small letters is one. */
const LIVES_AT = /\b(?:liv(?:es?|ed|ing)|resid\w+|address|house|home|flat)(?: is)?(?: (?:at|is|on|to|in))?:? $/
/** Postcode and town, or a flat, after street and number. */
const TOWN =
  /^\.?,? ?\(?(?:(?:[a-z]{1,2}-)?\d{4,5} \p{Lu}|[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}|(?:apt|flat|unit|suite|#|\d\. ?(?:stock|og))|\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?,? (?:[A-Z]{2}\d?\b|\d{5}))/u
/** Makes the number before it a quantity. */
const UNIT =
  /^(?:[.,:]\d| ?(?:%|€|\$|°|uhr|h\b|km|m\b|kg|ans?\b|euros?\b|people|personas|persone|personen|leute|jahr|years?|anni|anos|mal\b|min|prozent|mio|mill|grad|punkt|punti|points|puntos|fois|volte|veces|stelle|platze)| de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|\. ?(?:januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember))/
/** Known to everybody, in films or of the state. */
const PUBLIC =
  /^(?:1[01],? downing|1600,? (?:pennsylvania|amphitheatre)|221 ?b?,? baker|21,? jump|742,? evergreen|4,? privet|12,? grimmauld|42,? wallaby|1,? infinite|30,? rockefeller|55,? rue du faubourg|36,? quai des orfevres|willy-brandt-strasse 1|platz der republik 1|calle 13)(?!\d)/

const MONTH = /(?:january|february|march|april|may|june|july|august|september|october|november|december) $/
const NONE: ReadonlySet<string> = new Set()

const isYear = (number: string) => /^(?:19|20)\d\d$/.test(number)

const ENGLISH =
  /(?<![\p{L}\d:/$€£#_-]|\d[.,])(\d{1,5}[abc]?),? ((?:(?:[\p{L}'-]{2,20}|\p{L}{1,4}\.|[nsew]|\d{1,3}(?:st|nd|rd|th)) ){1,3})(street|st|road|rd|avenue|ave|lane|ln|drive|dr|crescent|terrace|boulevard|blvd|gardens|grove|mews|parkway|pkwy|close|court|ct|place|pl|square|sq|circle|way|row|hill|trail)(?![\p{L}\d'])/gu
/** Said of much else than streets. */
const ENGLISH_WEAK = new Set(
  'close court ct place pl square sq circle way row hill trail gardens grove drive'.split(' '),
)
/** Of these a full stop behind them says nothing. */
const ENGLISH_OTHER = new Set('court ct place pl sq way row hill circle trail'.split(' '))
const GENERIC = /^(?:wall|high|main|fleet|sesame|bourbon|coronation)\b/
const QUANTITY = /^(?:way|the|of|more|percent|million|billion|thousand)\b/

const FRENCH =
  /(?<![\p{L}\d:/$€£#_-]|\d[.,])(\d{1,4})(?: ?(?:bis|ter|quater|[a-d]))?,? (rue|avenue|av\.?|boulevard|bd\.?|bld|impasse|quai|chemin|ruelle|allee|allees|place|cours|route|square|passage|cite|residence|lotissement|sentier) ((?:(?:de la|de l'|de|du|des|d'|la|le|les|l') ?)?)([\p{L}][\p{L}'.-]+)((?: \p{L}[\p{L}'-]+){0,3})/gu
/** English words as well. */
const FRENCH_WEAK = /^(?:place|cours|route|square|passage|cite|residence)$/
const FRENCH_STRONG = /^(?:rue|avenue|av\.?|boulevard|bd\.?|bld|impasse|ruelle)$/
const FRENCH_NONE = /^(?:chez|et|ou|plus|a|pour|dans|qui|que|est|sont|par|avec|sans|en|sur|voisine?s?)$/

const SOUTHERN =
  /(?<![\p{L}\d])(calle|c\/|avda\.?|avenida|av\.|plaza|pza\.?|paseo|ronda|travesia|callejon|glorieta|via|viale|v\.le|piazza|p\.zza|p\.za|piazzale|vicolo|corso|largo|lungomare|contrada)(?!\p{L}) ?((?:(?:[\p{L}'-]{1,20},?|\p{L}{1,4}\.) ){1,6})(?:n\.?[o°º]?\.? ?|numero |num\.? |civico )?(\d{1,4})(?!\d)/gu
const SOUTHERN_WEAK = new Set(['via', 'corso', 'largo', 'ronda'])

const GERMAN =
  /(strasse|str\.?|gasse|allee|chaussee|weg|platz|ring|damm|ufer|steig)[ ]?(\d{1,3}) ?(?:[a-h](?!\p{L}))?(?![\p{L}\d])/gu
/** Spares looking for them where nothing would show that they are meant. */
const HINTS_AT_PLACED = /wohn|anschrift|adresse|\d[a-h]?[,.]?\s\(?\d{4,5} /
const GERMAN_KIND = /(?:strasse|gasse|allee|chaussee|weg|platz|ring|damm|ufer|steig) $/
/** Am Alten Markt 5, Unter den Linden 77. */
const GERMAN_PLACED =
  /(?<!\p{L})(?:am|an der|an den|im|in der|auf der|auf dem|unter den|hinter der|zum|zur) ((?:[\p{L}-]{3,20} ){1,3})\d{1,3}[a-h]?(?![\p{L}\d])/gu
const GERMAN_STRONG = /^(?:strasse|str\.?|gasse|allee|chaussee)$/
const GERMAN_NONE =
  /^(?:bundes|landes|kreis|staats|europa|schnell|einbahn|wasser|auf|um|aus|ruck|heim|schul|rad|geh|fuss|wander|hin|sitz|steh|stell|park|start|tabellen|arbeits|studien|ausbildungs|listen|welt|kita|spiel|stamm|camping|die|der|das|den|dem|diese[rmns]?|eine[rmn]?|in|auf|von|neue|jede)$/

/** Houses where somebody may live: street and number, as they are written in English, German, French, Spanish and Italian. */
export function addressesIn(text: string, { text: units, at }: { text: string; at: Int32Array }): Stretch[] {
  if (!/\d/.test(units)) return []
  const found: Stretch[] = []
  const typed = (from: number, to = from + 1) => text.slice(at[from]!, at[to] ?? text.length)
  const isCapital = (i: number) => /^\p{Lu}/u.test(typed(i))
  const lives = (from: number) => LIVES.test(units.slice(Math.max(0, from - 60), from))
  const inTown = (to: number) => TOWN.test(typed(to, Math.min(units.length, to + 40)))
  /** Nothing goes on after it in the same clause. */
  const endsAt = (to: number) => /^ ?(?:[.,;:!?)\n]|$)/.test(units.slice(to, to + 2))
  const isShouted = (from: number, to: number) => !/\p{Ll}/u.test(typed(from, to))
  const isDay = (from: number) => MONTH.test(units.slice(Math.max(0, from - 10), from))
  const add = (from: number, end: number) => {
    let to = end
    while (/[.,' -]/.test(units[to - 1]!)) to--
    if (!UNIT.test(units.slice(to, to + 14)) && !PUBLIC.test(units.slice(from, to + 1))) found.push({ from, to })
  }
  /** Whether every word has a capital but those that are small in any name, and one has. */
  const isName = (from: number, words: string, small: ReadonlySet<string>): boolean => {
    let names = 0
    for (const { 0: word, index } of words.matchAll(/[^\s,]+/g)) {
      if (isCapital(from + index) || /^\d/.test(word)) names++
      else if (!small.has(word.replace(/['.].*/, ''))) return false
    }
    return names > 0
  }

  for (const { 0: whole, index, 1: number, 2: name, 3: kind } of units.matchAll(ENGLISH)) {
    const to = index + whole.length
    const nameAt = to - kind!.length - name!.length
    if (QUANTITY.test(name!)) continue
    const named = isName(nameAt, name!, NONE) && isCapital(to - kind!.length)
    if (named) {
      const odd = isYear(number!) || isShouted(index, to) || isDay(index)
      const sure = !odd && !ENGLISH_WEAK.has(kind!) && !GENERIC.test(name!)
      const ends = !odd && !ENGLISH_OTHER.has(kind!) && endsAt(to)
      if (!sure && !ends && !lives(index) && !inTown(to) && units.slice(index - 3, index) !== 'at ') continue
    } else if (
      GENERIC.test(name!) ||
      name!.split(' ').length > 3 ||
      !LIVES_AT.test(units.slice(Math.max(0, index - 40), index))
    )
      continue
    add(index, to)
  }
  for (const { 0: whole, index, 1: number, 2: kind, 3: of, 4: name, 5: more } of units.matchAll(FRENCH)) {
    if (isYear(number!) || FRENCH_NONE.test(name!)) continue
    const nameAt = index + whole.length - more!.length - name!.length
    const last = index + whole.length
    if (FRENCH_WEAK.test(kind!) && !of && (kind === 'route' || !endsAt(last)) && !lives(index) && !inTown(last))
      continue
    if (!isCapital(nameAt) && !(FRENCH_STRONG.test(kind!) && (of || lives(index)))) continue
    let to = index + whole.length - more!.length
    for (const { 0: word, index: i } of more!.matchAll(/ ([^ ]+)/g)) {
      if (!isCapital(index + whole.length - more!.length + i + 1)) break
      to = index + whole.length - more!.length + i + word.length
    }
    add(index, to)
  }
  for (const { 0: whole, index, 1: kind, 2: name, 3: number } of units.matchAll(SOUTHERN)) {
    const to = index + whole.length
    const nameAt = index + whole.indexOf(name!, kind!.length)
    if (isYear(number!) || !isName(nameAt, name!, SMALL)) continue
    const before = units.slice(Math.max(0, index - 4), index)
    if (
      SOUTHERN_WEAK.has(kind!) &&
      !/(?:^|[,:(\n] ?|\b(?:in|di|a|al|su) )$/.test(before) &&
      !lives(index) &&
      !inTown(to)
    )
      continue
    add(index, to)
  }
  const placed = HINTS_AT_PLACED.test(units) ? units.matchAll(GERMAN_PLACED) : []
  for (const { 0: whole, index, 1: name } of placed) {
    const to = index + whole.length
    // A street that says that it is one is found below.
    if (GERMAN_KIND.test(name!) || !isName(index + whole.indexOf(name!), name!, NONE)) continue
    if (inTown(to) || /(?:wohn\p{L}*|anschrift:?|adresse:?) $/u.test(units.slice(Math.max(0, index - 20), index)))
      add(index, to)
  }
  for (const { 0: whole, index, 1: kind } of units.matchAll(GERMAN)) {
    const to = index + whole.length
    let from = index
    while (from > 0 && index - from < 40 && /[\p{L}-]/u.test(units[from - 1]!)) from--
    const compound = units.slice(from, index)
    if (compound === '') {
      // Berliner Straße 12
      let end = from
      while (end > 0 && from - end < 2 && units[end - 1] === ' ') end--
      let start = end
      while (start > 0 && end - start < 30 && /[\p{L}-]/u.test(units[start - 1]!)) start--
      const name = units.slice(start, end)
      if (end === from || name.length < 3 || GERMAN_NONE.test(name) || !isCapital(start) || !isCapital(from)) continue
      from = start
    } else if (GERMAN_NONE.test(compound) || !isCapital(from) || compound.length < 3) continue
    if (!GERMAN_STRONG.test(kind!) && !lives(from) && !inTown(to)) continue
    add(from, to)
  }
  return found
}
