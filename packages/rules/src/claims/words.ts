const TOKEN =
  /\d{1,2}:\d\d(?::\d\d)?|[$€£]\s?\d[\d.,]*|\d[\d.,]*\d\s?[%€$£]|\d\s?[%€$£]|\d[\d.,]*\d|\d|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|[?!:;,“”"«»„–—-]/gu

/** What makes many of a number, or a share, or money, where it follows; in the five languages. */
const MANY =
  /^(?:hundreds?|thousands?|millions?|billions?|trillions?|tausend|millionen|milliarden?|mio|mrd|mille|milliards?|mil|millón|millones|mila|milioni|milione|miliardi|miliardo)$/
const PERCENT = /^(?:percent|percentage|prozent)$/
/** “Per cent”, “pour cent”, “por ciento”, “per cento”. */
const PER = /^(?:per|pour|por)$/
const OF_HUNDRED = /^(?:cent|ciento|cento)$/
const MONEY = /^(?:dollars?|euros?|pounds?|dólares|dollari|euro)$/

/** “2.”, “(3)” before a sentence. */
const LISTED = /^\W{0,3}\d{1,2}[.)]\s/

/** What no share is: “I agree 100 %”, “110 % right”. */
const WHOLLY = /^(?:100|110|1000)\D*$/

/** What a number is; a year is not told from other numbers of four digits that begin like one. */
function numberOf(token: string, next: string, after: string): string {
  const percent = /%/.test(token) || PERCENT.test(next) || (PER.test(next) && OF_HUNDRED.test(after))
  if (percent) return WHOLLY.test(token) ? '#number' : '#percent'
  if (/[$€£]/.test(token) || MONEY.test(next) || (MANY.test(next) && MONEY.test(after))) return '#money'
  if (MANY.test(next) || /\d{5}/.test(token) || /^\d{1,3}[.,]\d{3}(?!\d)/.test(token)) return '#many'
  return /^(?:1[5-9]|20)\d\d$/.test(token) ? '#year' : '#number'
}

/**
 * A sentence as the recogniser of claims reads it: words in small letters, each number as what it is (`#year`, `#percent`, `#money`,
 * `#many`, `#number`), `#name` before what is written like a name. Linear in the sentence.
 */
export function claimWords(sentence: string): string[] {
  const tokens = sentence.replace(LISTED, '').match(TOKEN) ?? []
  const small = tokens.map(token => token.toLowerCase().replaceAll('’', "'"))
  return tokens.flatMap((token, i) => {
    if (token.includes(':') && token.length > 1) return '#time'
    if (/\d/.test(token)) return numberOf(token, small[i + 1] ?? '', small[i + 2] ?? '')
    const word = small[i]!
    return i > 0 && token.length > 1 && token.toLowerCase() !== token && !/^i'/.test(word) ? ['#name', word] : word
  })
}

/** From so many words on a sentence is as long as the next of these steps. */
const LENGTHS = [5, 9, 14, 20, 30]

/** What the model is asked of a sentence: its words and pairs of them, how it begins, how many names and numbers, how long it is. */
export function claimFeatures(sentence: string): string[] {
  const features = new Set<string>()
  let names = 0
  let numbers = 0
  let before = '^'
  let length = 0
  for (const word of claimWords(sentence)) {
    if (word === '#name') {
      names++
      continue
    }
    if (/[\p{L}#]/u.test(word)) length++
    if (word.startsWith('#')) numbers++
    if (/^[a-z]{3,}ed$/.test(word)) features.add('-ed')
    features.add(word)
    features.add(`${before} ${word}`)
    before = word
  }
  if (names > 0) features.add('#name')
  if (names > 1) features.add('#name+')
  if (names > 3) features.add('#name++')
  if (numbers > 1) features.add('#number+')
  features.add(`=${LENGTHS.filter(step => length >= step).length}`)
  return [...features]
}
