/** A text with its disguises undone, and for each of its units the way back to what the reader typed. */
export interface Folded {
  /** Lower case; no width or style variants, no diacritics, no invisible characters; look-alikes are Latin letters. */
  text: string
  /** For each UTF-16 unit of `text`, where the character that it came from starts in the original. Never decreases. */
  at: Int32Array
  /** The same for where that character ends, its combining marks included. Never decreases; always past `at`. */
  end: Int32Array
}

/** UTF-16 offsets in the reader’s own text, end exclusive. */
export interface Span {
  start: number
  end: number
}

/**
 * Letters of other alphabets, and rarer Latin ones, that pass for a Latin letter: after UTS 39 (Unicode security
 * mechanisms), reduced to what stays once compatibility forms are decomposed and marks are gone. Case matters here:
 * a Greek capital may look like another letter than its small one.
 */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'ɑɐɒαΑаАᴀꓮᎪ𐊠',
  b: 'ɓƀƃʙβΒвВьЬᏏᏴꓐƄ',
  c: 'ɕƈᴄсСϲϹⅽꓚᏟᴐ¢ⲥⲤ',
  d: 'đĐɖɗƌðÐԁꓓᎠᴅ',
  e: 'ɘəɛɜǝεΕеЕєЄҽᴇꓰᎬℯ',
  f: 'ƒꜰꓝϝϜֆẝ',
  g: 'ɡɠɢǥցԌᏀꓖɣ',
  h: 'ħĦɦʜΗнНһҺհꓧᎻʰҥ',
  i: 'ıɨɩɪιΙіІӀᎥꓲƗ',
  j: 'ȷɟʝϳјЈյᴊꓙᎫɉ',
  k: 'ƙκΚкКᴋꓗᏦқҡĸⲔ',
  l: 'łŁƚɫɬɭʟӏꓡᏞⅼȴլ',
  m: 'ɱɯмМΜᴍꓟᎷⅿ',
  n: 'ŋŊɲɳƞɴηΝпПոռꓠᴎ',
  o: 'øØɵɔοΟσоОօՕᴏꓳѳөӨ𐊒',
  p: 'ƥþÞρΡрРᴘꓑᏢⲣ',
  q: 'ʠɋԛզգ',
  r: 'ɼɽɾʀгꓣᏒɍᴦⲅ',
  s: 'ʂƨʃѕЅꜱꓢᏚՏ',
  t: 'ƫƭʈŧŦτΤтТᴛꓔᎢ',
  u: 'ʉʊυՍսᴜꓴμɄ',
  v: 'ʋνᴠꓦᏙѵѴ',
  w: 'ωԝԜᴡꓪᏔաɯѡⱳ',
  x: 'χΧхХꓫ×ҳ',
  y: 'ƴɏʏγΥуУүҮꓬʎ',
  z: 'ƶȥʐʑʒΖᴢꓜᏃ',
  ae: 'æÆ',
  oe: 'œŒɶ',
  ss: 'ßẞ',
  '3': 'зЗӡȝ',
  '4': 'чЧ',
  '6': 'б',
  ' ': '\u2800',
  "'": '’‘ʼʹ′‛`´ˈ՚',
}

const LATIN_FOR = new Map<string, string>()
for (const [latin, letters] of Object.entries(LOOKALIKES)) for (const letter of letters) LATIN_FOR.set(letter, latin)

const DROPPED = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}]$/u
const MARK = /^\p{M}$/u
const MARKS = /\p{M}/gu
const SHARED_MARK = /^\p{Script=Inherited}$/u
const FOLDING_SCRIPTS = /^[\p{ASCII}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
const LINE_BREAK = /^[\v\f\u0085\u2028\u2029]$/

/** A mark that folds away wherever it stands, or only on a folded letter; the rest is the text to put in its place. */
const ANY_BASE = 1
const LATIN_BASE = 2
type Folding = string | typeof ANY_BASE | typeof LATIN_BASE

function foldingOf(char: string, code: number): Folding {
  if (LINE_BREAK.test(char)) return '\n'
  if (MARK.test(char)) return SHARED_MARK.test(char) ? ANY_BASE : LATIN_BASE
  if (DROPPED.test(char)) return ''
  // Letters drawn as white on black, and the halves of flags, have no compatibility form.
  if (code >= 0x1f150 && code <= 0x1f169) return String.fromCharCode(97 + code - 0x1f150)
  if (code >= 0x1f170 && code <= 0x1f189) return String.fromCharCode(97 + code - 0x1f170)
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return String.fromCharCode(97 + code - 0x1f1e6)
  const plain = char.normalize('NFKD').replace(MARKS, '')
  // Elsewhere (kana, Hangul, Arabic …) a mark makes another letter, and nothing here looks like a Latin one.
  const kept = FOLDING_SCRIPTS.test(plain) || LATIN_FOR.has(plain) ? plain : char.normalize('NFKC')
  // One Arabic ligature is eighteen letters long: nothing is gained by writing it out.
  if (kept.length > 6) return char
  let folded = ''
  for (const letter of kept) {
    if (MARK.test(letter) && SHARED_MARK.test(letter)) continue
    const small = letter.toLowerCase()
    folded += LATIN_FOR.get(letter) ?? LATIN_FOR.get(small) ?? small
  }
  return folded
}

/** What each ASCII unit folds to; 0 for control characters, which are dropped. */
const ASCII = Uint16Array.from({ length: 0x80 }, (_, unit) => {
  if (unit === 0x0b || unit === 0x0c) return 0x0a
  if (unit === 0x60) return 0x27
  if (unit === 0x7f || (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d)) return 0
  return unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit
})

const foldings = new Map<number, Folding>()

function knownFolding(char: string, code: number): Folding {
  let folding = foldings.get(code)
  if (folding === undefined) {
    // Text that walks through all of Unicode must not fill the memory.
    if (foldings.size >= 8192) foldings.clear()
    folding = foldingOf(char, code)
    foldings.set(code, folding)
  }
  return folding
}

/** Nothing to undo but capitals: every unit stays where it is. */
const PLAIN = /^[\t\n\r -_a-~]*$/
let places = { at: Int32Array.of(0), end: Int32Array.of(1) }

/** Each unit where it stands. The same numbers for every text, so they are made once. */
function inPlace(length: number): Pick<Folded, 'at' | 'end'> {
  if (places.at.length < length) {
    const at = Int32Array.from({ length: Math.max(length, 1024) }, (_, i) => i)
    places = { at, end: at.map(i => i + 1) }
  }
  return { at: places.at.subarray(0, length), end: places.end.subarray(0, length) }
}

/**
 * Undoes what hides a word from a list: case, width and styled letters (NFKC, character by character, so that the
 * way back stays exact), diacritics and stacked marks, look-alike letters (UTS 39), invisible and direction characters.
 * What depends on the word (leet, spacing, repeats) is undone when matching. Takes time linear in the text.
 */
export function fold(text: string): Folded {
  if (PLAIN.test(text)) return { text: text.toLowerCase(), ...inPlace(text.length) }
  let units = new Uint16Array(text.length)
  let at = new Int32Array(text.length)
  let end = new Int32Array(text.length)
  let length = 0
  const put = (unit: number, from: number, to: number): void => {
    if (length === units.length) {
      units = grown(units, new Uint16Array(length * 2))
      at = grown(at, new Int32Array(length * 2))
      end = grown(end, new Int32Array(length * 2))
    }
    units[length] = unit
    at[length] = from
    end[length] = to
    length++
  }
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      const folded = ASCII[unit]!
      if (folded !== 0) put(folded, i, i + 1)
      i++
      continue
    }
    const code = text.codePointAt(i)!
    const next = i + (code > 0xffff ? 2 : 1)
    const char = text.slice(i, next)
    const folding = knownFolding(char, code)
    if (typeof folding === 'string') {
      for (let k = 0; k < folding.length; k++) put(folding.charCodeAt(k), i, next)
    } else if (folding === LATIN_BASE && !(units[length - 1]! >= 0x61 && units[length - 1]! <= 0x7a)) {
      for (let k = 0; k < char.length; k++) put(char.charCodeAt(k), i, next)
    } else if (length > 0 && end[length - 1] === i) {
      // The mark belongs to the letter just before it, whose units all end where its last mark ends.
      const start = at[length - 1]
      for (let k = length - 1; k >= 0 && at[k] === start; k--) end[k] = next
    }
    i = next
  }
  let folded = ''
  for (let i = 0; i < length; i += 4096) {
    folded += String.fromCharCode.apply(null, units.subarray(i, Math.min(length, i + 4096)) as unknown as number[])
  }
  return { text: folded, at: at.subarray(0, length), end: end.subarray(0, length) }
}

function grown<Units extends { set: (units: Units) => void }>(units: Units, larger: Units): Units {
  larger.set(units)
  return larger
}

/**
 * Where a range of the folded text stands in the original.
 * @param from first unit of the folded text
 * @param to unit after the last, greater than `from`
 */
export function spanOf(folded: Folded, from: number, to: number): Span {
  const start = folded.at[from]
  const end = folded.end[to - 1]
  if (start === undefined || end === undefined || to <= from) {
    throw new RangeError(`No range ${from}–${to} in a folded text of ${folded.text.length} units.`)
  }
  return { start, end }
}
