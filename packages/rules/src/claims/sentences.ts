import type { Span } from '../fold.ts'

/** What ends with a full stop and is no end of a sentence. */
const SHORT = new Set(
  `mr mrs ms dr prof st sr jr vs no nos vol fig inc ltd co corp gen sen rep gov lt col capt approx est e.g i.e u.s u.k u.n a.m p.m
  bzw ca usw etc z.b d.h u.a o.ä nr str hr fr vgl bspw ggf inkl mio mrd tsd evtl abs art bd jh
  m mm mme mlle cf env av p.ex art sra srta ee.uu p.ej aprox núm sig sigg avv ing pag ecc es`.split(/\s+/),
)

const END = /[.!?…]+["'”’»)\]]{0,3}(?=\s|$)|\n+/gu

/** German dates and ordinals: “am 3. Oktober”, “der 2. Weltkrieg”. */
const ORDINAL = /(?:^|[^\d.,])\d{1,2}\.$/

/**
 * The sentences of a text, in UTF-16 units of it, without the space around them. A line end ends a sentence; a line that is
 * quoted (`> …`) is none of the writer’s. Linear in the text.
 */
export function sentencesOf(text: string): Span[] {
  const found: Span[] = []
  let start = 0
  let quoted = false
  const close = (end: number) => {
    const piece = text.slice(start, end)
    const from = start + (piece.length - piece.trimStart().length)
    const to = from + piece.trim().length
    if (start === 0 || text[start - 1] === '\n') quoted = text[from] === '>'
    if (to > from && !quoted) found.push({ start: from, end: to })
    start = end
  }
  for (const { 0: mark, index } of text.matchAll(END)) {
    const end = index + mark.length
    if (mark === '.' && goesOn(text, index, end)) continue
    close(end)
  }
  close(text.length)
  return found
}

/** Whether a full stop only shortens the word before it, or counts. */
function goesOn(text: string, at: number, end: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at)
  const word = (/[\p{L}.]+$/u.exec(before)?.[0] ?? '').toLowerCase()
  if (SHORT.has(word) || (word.length === 1 && /\p{Lu}/u.test(before.at(-1)!))) return true
  const next = /\S/u.exec(text.slice(end, end + 3))?.[0] ?? ''
  return /\p{Ll}/u.test(next) || (ORDINAL.test(`${before}.`) && /\p{Lu}/u.test(next))
}
