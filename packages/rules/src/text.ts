const MARK = /^\p{M}$/u
const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u
const MODIFIER = /^\p{Emoji_Modifier}$/u
/** Scripts that stack more marks on one letter than others do. */
const STACKING_SCRIPT = /^[\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Hebrew}]$/u
const MOST_MARKS = 4
const MOST_MARKS_STACKING = 8
/** The longest emoji in use joins four. */
const MOST_JOINS = 8
const ZWJ = '\u200d'

// Each alternative begins with an escape and none runs past the next one, so the time stays linear.
const ANSI = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)/g
const LINE_BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g
/** Control characters but line feed and tab; embeddings and overrides of direction; annotation marks; byte order marks. */
const STRIPPED = /[\0-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufff9-\ufffb\ufeff]/g
/** Invisible tag characters, but for the flags that are written with them. */
const TAGS = /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * What is stored of any text that a reader sends: Unicode NFC, well formed, with plain line ends and without anything
 * that could reach beyond its own line when shown: control characters, terminal escapes, direction overrides, isolates
 * left open, towers of combining marks, endless joined emoji. Blank text becomes ''. Linear time; cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(ANSI, '')
    .replace(LINE_BREAKS, '\n')
    .replace(STRIPPED, '')
    .replace(TAGS, '$1')
    .split('\n')
    .map(line => balanced(line))
    .join('\n')
  const limited = limitStacks(plain.normalize('NFC'))
  if (!VISIBLE.test(limited)) return ''
  return limited
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/^\n+|\n+$/g, '')
}

/** Keeps of one paragraph the direction isolates that are opened and closed in it. */
function balanced(line: string): string {
  if (!/[\u2066-\u2069]/.test(line)) return line
  const dropped = new Set<number>()
  const open: number[] = []
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i)
    if (unit >= 0x2066 && unit <= 0x2068) open.push(i)
    else if (unit === 0x2069 && open.pop() === undefined) dropped.add(i)
  }
  for (const i of open) dropped.add(i)
  let kept = ''
  for (let i = 0; i < line.length; i++) if (!dropped.has(i)) kept += line[i]
  return kept
}

/** Keeps at most a few combining marks on one letter, and a few joiners in one emoji. */
export function limitStacks(text: string): string {
  if (!/[\u0300-\uffff]/.test(text)) return text
  let kept = ''
  let marks = 0
  let joins = 0
  let last = ''
  for (const char of text) {
    if (char < '\u0300') {
      marks = 0
      joins = 0
    } else if (MARK.test(char)) {
      if (++marks > (STACKING_SCRIPT.test(char) ? MOST_MARKS_STACKING : MOST_MARKS)) continue
    } else if (char === ZWJ) {
      if (++joins > MOST_JOINS) continue
    } else if (!IGNORABLE.test(char)) {
      marks = 0
      // What no joiner ties to the emoji before begins a new one; a skin tone does not.
      if (last !== ZWJ && !MODIFIER.test(char)) joins = 0
    }
    last = char
    kept += char
  }
  return kept
}

/**
 * Counts what a reader takes for characters (extended grapheme clusters).
 * @param cap counting stops there: the answer is at most `cap + 1`
 */
export function graphemes(text: string, cap = Number.POSITIVE_INFINITY): number {
  if (ONE_EACH.test(text)) return Math.min(text.length, cap + 1)
  // Made when it is first needed: it takes fifteen milliseconds of a start.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  let count = 0
  for (const _ of segmenter.segment(text)) if (++count > cap) break
  return count
}

/** Up to U+02FF every unit is a character of its own, but for a line end of two (UAX 29). */
const ONE_EACH = /^[\0-\x0c\x0e-\u02ff]*$/
let segmenter: Intl.Segmenter | undefined
