import { hash, seeded } from './split.ts'

/** The ways in which offending words are disguised for the test, each after what readers really do. */
export const DISGUISES = [
  'leet',
  'spaces',
  'dots',
  'homoglyphs',
  'zero-width',
  'full width',
  'star',
  'repeats',
] as const
export type Disguise = (typeof DISGUISES)[number]

const LEET: Readonly<Record<string, string>> = {
  a: '4@',
  b: '8',
  e: '3',
  g: '9',
  i: '1!',
  l: '1',
  o: '0',
  s: '5$',
  t: '7',
  z: '2',
}
/** Cyrillic and Greek letters that look like the Latin one. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'аα',
  c: 'с',
  e: 'е',
  h: 'һ',
  i: 'іι',
  j: 'ј',
  k: 'кκ',
  m: 'м',
  n: 'п',
  o: 'оο',
  p: 'рρ',
  s: 'ѕ',
  t: 'т',
  u: 'υ',
  v: 'ν',
  x: 'х',
  y: 'у',
}
const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff']

type Draw = () => number
const pick = <T>(from: ArrayLike<T>, draw: Draw): T => from[Math.floor(draw() * from.length)]!

/** Changes at least one letter that can be changed, and of the others most. */
function letters(word: string, table: Readonly<Record<string, string>>, draw: Draw): string {
  const can = [...word].flatMap((letter, i) => (Object.hasOwn(table, letter.toLowerCase()) ? [i] : []))
  const sure = can.length > 0 ? pick(can, draw) : -1
  return [...word]
    .map((letter, i) =>
      can.includes(i) && (i === sure || draw() < 0.7) ? pick(table[letter.toLowerCase()]!, draw) : letter,
    )
    .join('')
}

const REWRITE: Readonly<Record<Disguise, (word: string, draw: Draw) => string>> = {
  leet: (word, draw) => letters(word, LEET, draw),
  spaces: word => [...word].join(' '),
  dots: word => [...word].join('.'),
  homoglyphs: (word, draw) => letters(word, LOOKALIKES, draw),
  'zero-width': (word, draw) =>
    [...word].map((letter, i) => (i > 0 && (i === 1 || draw() < 0.5) ? pick(INVISIBLE, draw) : '') + letter).join(''),
  'full width': word => word.replace(/[!-~]/g, unit => String.fromCharCode(unit.charCodeAt(0) + 0xfee0)),
  star: word => word.replace(/(?<=.)[aeiouy](?=.)/i, '*'),
  repeats: (word, draw) => {
    const at = 1 + Math.floor(draw() * (word.length - 1))
    return word.slice(0, at) + word[at]!.repeat(2 + Math.floor(draw() * 4)) + word.slice(at)
  },
}

/** Finds the words of a list as whole words, in either case; words shorter than three letters and phrases are left out. */
export function offending(list: readonly string[]): RegExp {
  const words = list.filter(word => /^[a-z]{3,}$/.test(word)).sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

/**
 * A text with its offending words disguised, always in the same way for the same text.
 * @returns null where no word could be
 */
export function disguised(text: string, words: RegExp, how: Disguise): string | null {
  const draw = seeded(hash(`${how} ${text}`))
  const result = text.replace(words, word => REWRITE[how](word, draw))
  return result === text ? null : result
}
