/** A stretch of a folded text. */
export interface Stretch {
  from: number
  to: number
}

/** What stands between the digits of one number. */
const GAP = '[ ./()–-]{0,3}'
/** Begins where no word, price or longer number does. */
const ALONE = '(?<![\\p{L}\\d$€£#=_]|\\d[.,:/-]|\\d{4} )'

/** Says that the number that follows is one to be called. */
const CUE =
  '(?:tel(?! aviv)|mob|telephone|telefon|telefonnummer|phone|cell|mobile|whatsapp|fax|handy|handynummer|rufnummer|portable|movil|celular|telefono|cellulare|' +
  '(?:my|his|her|their|phone|meine|seine|ihre|mon|son|mi|su|mio|suo|sua) (?:number|nummer|numero|num)|call|ring|text|anruf|anrufen|ruf|ruft|appelez|appelle|appeler|llama\\p{L}{0,3}|chiama\\p{L}{0,4})' +
  '(?![\\p{L}])[^\\d\\n#&]{0,20}?'

const PHONES = [
  // +49 170 1234567, 0044 20 7946 0958
  `(?<![\\p{L}\\d]|\\d[ .,-])(?:\\+ ?|00 ?)(?=[1-9])\\d(?:${GAP}\\d){7,14}`,
  // (212) 555-0187, 1-212-555-0187, 212.555.0187
  `${ALONE}(?:1[ .-]?)?(?:\\([2-9]\\d\\d\\)[ -]?|[2-9]\\d\\d[ .-])[2-9]\\d\\d[ .-]\\d{4}`,
  // 0170 1234567, 030/123456-7, 06 12 34 56 78, (01234) 567890
  `${ALONE}\\(?0[1-9](?:${GAP}\\d){7,10}`,
  // 612 34 56 78, 347 1234567, 347 123 4567
  `${ALONE}(?:[6-9]\\d\\d(?:[ .-]\\d\\d){3}|3[2-9]\\d[ ./-](?:\\d{6,7}|\\d{3}[ .-]\\d{4}))`,
].map(pattern => new RegExp(`${pattern}(?![ .-]?\\d)(?!\\p{L}|[%°€$£])`, 'gu'))
const AFTER_CUE = new RegExp(`(?<!\\p{L})${CUE}(\\+?\\(?\\d(?:${GAP}\\d){6,14})(?![.,-]?\\d)(?![\\p{L}%°€$£])`, 'gu')

/** Country codes in use, as far as they can be told by one or two digits, and how many digits follow in all. */
const COUNTRY = /^(?:1\d{10}|7\d{10}|(?:2\d|3\d|4\d|5\d|6\d|8[1246]|9[0-58])\d{6,13})$/
/** Anybody’s: free of charge, at a fixed price, of services; as they are dialled at home or from abroad. */
const SERVICE =
  /^(?:(?:\+|00)?1?(?:8(?:00|33|44|55|66|77|88)|900)\d{7}|(?:0|(?:\+|00)(?:44|49|43|41|39|34))(?:80[089]|900|180|137|116|30[03]\d{7}$|333\d{7}$|84[45]\d{7}$)\d*|(?:(?:\+|00)34)?90[0-2]\d{6}|(?:(?:\+|00)39)?800\d{3,6}|(?:0|(?:\+|00)33)8\d{8})$/
/** Said before a number that is there to be called by everybody. */
const PUBLIC =
  /(?:help ?lines?|hot ?lines?|crisis|suicide|samaritans|emergency|senators?|congress|representatives?|office|white house|customer service|notruf|seelsorge|beratung|buro|sos |urgences?|emergencias?|emergenza|telefono amico)[^\n]{0,60}$/
/** Said before a number that is none to call. */
const OTHER_NUMBER =
  /(?:isbn|issn|doi|oldid|diff|user|case|docket|order|ticket|invoice|article|patent|aktenzeichen|az|nr|no|id|ref|ean)[ .:=#-]{0,3}(?:(?:number|no|nr)[ .:]{0,2})?$/
const DATE = /(?<!\d)(?:[0-3]?\d[./-][0-3]?\d[./-](?:19|20)?\d\d(?![./-]?\d)|(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d)/
const INTERNET_ADDRESS = /^(?:\+ ?)?\(?\d{1,3}(?:\.\d{1,3}){3}\)?$/
const YEARS = /^(?:(?:19|20)\d\d\D*)+$/

/** Phone numbers in a folded text, as they are written in Europe and North America. */
export function phonesIn(units: string): Stretch[] {
  if (!/\d[\d ./()–-]{4,30}\d/.test(units)) return []
  const found: Stretch[] = []
  for (const pattern of PHONES)
    for (const hit of units.matchAll(pattern)) {
      if (isPhone(units, hit.index, hit[0], false)) found.push({ from: hit.index, to: hit.index + hit[0].length })
    }
  for (const hit of units.matchAll(AFTER_CUE)) {
    const written = hit[1]!
    const from = hit.index + hit[0].length - written.length
    if (isPhone(units, from, written, true)) found.push({ from, to: from + written.length })
  }
  return found
}

function isPhone(units: string, from: number, written: string, cued: boolean): boolean {
  const digits = written.replace(/[^\d+]/g, '')
  const groups = written.match(/\d+/g)!
  if (INTERNET_ADDRESS.test(written) || YEARS.test(written)) return false
  if (DATE.test(written) && !/^0\d([ .-]?)\d\d(?:\1\d\d){3}$/.test(written)) return false
  // In pairs numbers have ten digits; lottery numbers more or fewer.
  if (groups.every(group => group.length === 2) && groups.length !== 5 && !/^(?:\+|00)/.test(written)) return false
  // 1 2 3 4 5 6 7 8 is counting; 1 000 000 is much.
  if (groups.filter(group => group.length === 1).length > 3 || new Set(digits).size < 3) return false
  if (groups.length === 1 && /^\+?0?1?23456789?0?$/.test(digits)) return false
  if (/^\d{1,2}(?:[ .]\d{3})+$/.test(written)) return false
  const international = /^(?:\+|00)/.test(digits)
  if (international && !COUNTRY.test(digits.replace(/^(?:\+|00)/, '').replace(/^(\d\d)0(?=\d{9})/, '$1'))) return false
  const before = units.slice(Math.max(0, from - 70), from)
  if (OTHER_NUMBER.test(before)) return false
  if (SERVICE.test(digits) || PUBLIC.test(before)) return false
  // Ten digits without a gap may be anything, unless they begin as mobile numbers do.
  if (groups.length === 1 && !international && !cued) return /^0(?:1[567]\d{8,10}|[67]\d{8,9})$/.test(digits)
  return true
}

/** How long an IBAN is, by country. */
const IBAN_LENGTH: Readonly<Record<string, number>> = Object.fromEntries(
  `ad24 at20 be16 bg22 ch21 cy28 cz24 de22 dk18 ee20 es24 fi18 fr27 gb22 gr27 hr21 hu28 ie22 is26 it27 li21 lt20 lu20 lv21
   mc27 mt31 nl18 no15 pl28 pt25 ro24 rs22 se24 si19 sk24 sm27 tr26 ua29`
    .split(/\s+/)
    .map(one => [one.slice(0, 2), Number(one.slice(2))]),
)
const IBAN_START = /(?<![\p{L}\d])[a-z]{2}\d\d(?=[ -]?[a-z\d]{2})/gu
const CARD = /(?<![\d.,$€£=_-])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}|3[47]\d\d([ -]?)\d{6}\2\d{5})(?![ -]?\d)/g

/** Bank accounts (IBAN) and payment cards whose check digits are right. */
export function accountsIn(units: string): Stretch[] {
  const found: Stretch[] = []
  for (const { index } of units.matchAll(IBAN_START)) {
    const to = ibanEnd(units, index)
    if (to) found.push({ from: index, to })
  }
  for (const hit of units.matchAll(CARD)) {
    const digits = hit[0].replace(/\D/g, '')
    if (/^(?:4|5[1-5]|2[2-7]|3[47]|6011|65)/.test(digits) && new Set(digits).size > 1 && luhn(digits))
      found.push({ from: hit.index, to: hit.index + hit[0].length })
  }
  return found
}

/** Where the IBAN ends that begins here; 0 where none does. Its remainder by 97 has to be 1 (ISO 13616). */
function ibanEnd(units: string, from: number): number {
  const length = IBAN_LENGTH[units.slice(from, from + 2)]
  if (!length) return 0
  let written = ''
  let i = from
  for (; written.length < length && i < from + length * 2; i++) {
    const char = units[i] ?? '\n'
    if (/[a-z\d]/.test(char)) written += char
    else if (!/[ -]/.test(char)) return 0
  }
  if (written.length < length || /[\p{L}\d]/u.test(units[i] ?? ' ')) return 0
  let rest = 0
  for (const char of written.slice(4) + written.slice(0, 4))
    for (const digit of String(Number.parseInt(char, 36))) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1 ? i : 0
}

function luhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const PLATE_CUE =
  /(?<!\p{L})(?:licen[cs]e plates?|number plates?|plate (?:number|no)|plates?|registration|kennzeichen|nummernschild|autonummer|immatricul\p{L}*|plaque|matr[ií]cul[ae]|targat?[ao]?)[^\d\n]{0,25}$/iu
/** M-XY 1234; AB-123-CD; and, where it is called a plate, letters and digits in two or three groups. */
const PLATE =
  /(?<![\p{L}\d-])(?:[A-ZÄÖÜ]{1,3}-[A-Z]{2} (?!(?:19|20)\d\d)\d{3,4}[EH]?|[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2})(?![\p{L}\d-])/gu
const CALLED_PLATE =
  /(?<![\p{L}\d-])(?=[A-ZÄÖÜ\d -]{0,9}\d)(?=[\d -]{0,6}[A-ZÄÖÜ])[A-ZÄÖÜ\d]{1,4}(?:[ -]?[A-ZÄÖÜ\d]{1,4}){1,2}(?![\p{L}\d-])/gu

/** Licence plates in a text as typed: capitals are part of them. */
export function platesIn(text: string): Stretch[] {
  const found = [...text.matchAll(PLATE)].map(hit => ({ from: hit.index, to: hit.index + hit[0].length }))
  if (!/plate|regist|kennz|schild|nummer|immat|plaque|matr|targ/i.test(text)) return found
  for (const hit of text.matchAll(CALLED_PLATE)) {
    const { length } = hit[0].replace(/[ -]/g, '')
    if (length < 5 || length > 8 || !PLATE_CUE.test(text.slice(Math.max(0, hit.index - 50), hit.index))) continue
    found.push({ from: hit.index, to: hit.index + hit[0].length })
  }
  return found
}

const MAIL_UNIT = /[a-z0-9._%+-]/
const AT_SIGN =
  /@|[ ]?[([{] ?(?:at|arroba|chiocciola|@) ?[)\]}] ?| at (?=(?:gmail|googlemail|yahoo|hotmail|outlook|gmx|web|icloud|aol|proton(?:mail)?)(?:\.| dot | \(dot\) | punkt | punto | point ))/g
const HOST =
  /(?:[a-z0-9-]{1,63}(?:\.| ?[([{] ?(?:dot|punkt|point|punto) ?[)\]}] ?| dot | punkt | punto | point )){1,4}[a-z]{2,12}(?![a-z0-9@-])/y
/** Addresses of an office, not of a person. */
const OFFICE =
  /^(?:info|infos|contact|contacto|contatti|kontakt|office|mail|post|press|presse|prensa|stampa|news|newsroom|redaktion|redaction|redaccion|redazione|letters?|leserbriefe?|editors?|support|service|help|hello|sales|jobs|admin|abuse|privacy|datenschutz|legal|noreply|no-reply|webmaster|postmaster|permissions)(?:-[a-z]{2})?$/

/**
 * E-mail addresses of people in a folded text, written plainly or with (at) and (dot).
 * @param domains the newspaper’s own, whose addresses are there to be written to
 */
export function mailsIn(units: string, domains: readonly string[]): Stretch[] {
  const found: Stretch[] = []
  for (const at of units.matchAll(AT_SIGN)) {
    let from = at.index
    while (from > 0 && at.index - from < 64 && MAIL_UNIT.test(units[from - 1]!)) from--
    while (from < at.index && !/[a-z0-9]/.test(units[from]!)) from++
    HOST.lastIndex = at.index + at[0].length
    const host = HOST.exec(units)
    const name = units.slice(from, at.index)
    if (!host || name.length < 2) continue
    const domain = host[0].replace(/ ?[([{]? ?\b(?:dot|punkt|point|punto)\b ?[)\]}]? ?/g, '.')
    const own = domains.some(one => domain === one || domain.endsWith(`.${one}`))
    if (own || OFFICE.test(name)) continue
    found.push({ from, to: HOST.lastIndex })
  }
  return found
}
