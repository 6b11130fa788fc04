import { fold } from './fold.ts'
import { graphemes, limitStacks } from './text.ts'

export const NAME_GRAPHEMES = { min: 2, max: 40 } as const

export type NameProblem = 'name.blank' | 'name.too-long' | 'name.reserved' | 'name.characters'

/** Names of those who speak for the newsroom or the software. A name may not hold one as a word of its own. */
const ROLES =
  `admin, admins, administrator, administrators, administration, moderator, moderators, moderation, mod, mods
  editor, editors, editor in chief, editorial team, newsroom, staff, official, parley, webmaster, sysadmin, support team
  redaktion, chefredaktion, redakteur, redakteurin, moderatorin, rédaction, rédacteur, modérateur, modératrice, administrateur
  redacción, moderador, moderadora, administrador, redazione, moderatore, moderatrice, amministratore`
    .split(/[,\n]/)
    .map(role => role.trim())
/** Names that only as a whole pretend to be one of those. */
const WHOLE_ROLES = [
  'system',
  'editorial',
  'the editor',
  'the newspaper',
  'help desk',
  'support',
  'anonymous',
  'deleted',
]

/** What sets or isolates a direction, beyond a mere mark. */
const BIDI_FORMAT = /[\u202a-\u202e\u2066-\u2069]/
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2800]/gu
const UNUSABLE = /[\p{Cs}\p{Co}\p{Cn}]/u
/** Ticks, shields and stars that could pass for a badge beside the name. */
const BADGES = /[☑✅✓✔🗸🗹✪⭐★☆🌟🛡🔰🏅🎖👑👮🔒🔏🔑⚜®™©\u{1f396}\u{1f6e1}]/u
const OUTER = /[\p{P}\s]/u
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u
/** Joiners that belong: within an emoji, after a virama, and between Arabic letters. */
const JOINER =
  /(?<=\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})|(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])[\u200c\u200d]|(?<=\p{Script=Arabic})\u200c(?=\p{Script=Arabic})|(?<=\p{Extended_Pictographic})\ufe0f/gu

/**
 * A name as it is stored and shown: NFC, one line, single spaces, nothing invisible, no control of direction, no towers
 * of marks. Cleaning twice changes nothing.
 */
export function cleanName(name: string): string {
  const cleaned = cleanedOnce(name.toWellFormed())
  // What is taken out may bring letters together that compose, or part a joiner from its letter.
  return cleaned === name ? name : cleanName(cleaned)
}

function cleanedOnce(name: string): string {
  let kept = ''
  let from = 0
  for (const joiner of name.matchAll(JOINER)) {
    kept += name.slice(from, joiner.index).replace(INVISIBLE, '') + joiner[0]
    from = joiner.index + joiner[0].length
  }
  kept += name.slice(from).replace(INVISIBLE, '')
  const line = kept.replace(/[\s\p{Z}]+/gu, ' ').replace(CONTROLS, '')
  return limitStacks(line.normalize('NFC')).replace(/ {2,}/g, ' ').trim()
}

/**
 * What two names that a reader could take for each other have in common (after UTS 39): case, width, accents, look-alike
 * letters, invisible characters and outer punctuation do not count; 1 is l, 0 is o, rn is m, and so is a capital I within
 * small letters an l. Names are unique by this. The order of digits and letters counts.
 */
export function nameSkeleton(name: string): string {
  // Nothing invisible may keep a mark from its letter, and composing may bring invisible ones forth.
  const plain = name
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/(?<=\p{Ll})I/gu, 'l')
  // A letter and its capital may look like different Latin letters: the capital decides for both.
  const folded = alike(fold(plain.toUpperCase()).text.replace(/[1|]/g, 'l').replace(/0/g, 'o')).replace(/\s+/g, ' ')
  let start = 0
  let end = folded.length
  while (start < end && OUTER.test(folded[start]!)) start++
  while (end > start && OUTER.test(folded[end - 1]!)) end--
  return start < end ? folded.slice(start, end) : folded.trim()
}

/** Pairs of letters that look like one. */
function alike(folded: string): string {
  return folded.replaceAll('rn', 'm').replaceAll('vv', 'w')
}

/**
 * Why a name cannot be had, or null. Looks at the name as sent; what `cleanName` mends is no problem, but for
 * controls of direction, which are only ever there to deceive.
 * @param reserved the outlet’s own names; the usual roles are reserved anyway
 */
export function nameProblem(name: string, reserved: readonly string[]): null | NameProblem {
  const clean = cleanName(name)
  if (graphemes(clean, NAME_GRAPHEMES.max) > NAME_GRAPHEMES.max) return 'name.too-long'
  if (graphemes(clean, NAME_GRAPHEMES.min) < NAME_GRAPHEMES.min) return 'name.blank'
  // An override shows the letters in reverse.
  const turned = BIDI_FORMAT.test(name)
  const readings = turned ? [clean, [...clean].reverse().join('')] : [clean]
  if (readings.some(reading => isReserved(reading, reserved))) return 'name.reserved'
  if (turned || UNUSABLE.test(name) || BADGES.test(name)) return 'name.characters'
  if (limitStacks(name) !== name || !LETTER_OR_DIGIT.test(clean)) return 'name.characters'
  return null
}

function isReserved(name: string, reserved: readonly string[]): boolean {
  const readings = wordings(name)
  const names = reserved.flatMap(wordings)
  const inside = [...ROLE_WORDINGS, ...names].some(wanted => readings.some(given => holds(given, wanted)))
  if (inside) return true
  return [...ROLE_WORDINGS, ...WHOLE_WORDINGS, ...names].some(wanted =>
    readings.some(given => sameWhole(given.join(''), wanted.join(''))),
  )
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  l: 'i',
  '|': 'i',
  '!': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** The words of a name as a hurried eye reads them: once with digits as letters, once with digits as gaps. */
function wordings(name: string): string[][] {
  const spaced = name.replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' ')
  const readings = [spaced, spaced.toUpperCase()].flatMap(cased => {
    const folded = fold(cased).text
    const leet = folded.replace(/[013457l|!@$]/g, char => LEET[char]!)
    const gaps = folded.replace(/[\d|!@$]/g, ' ').replaceAll('l', 'i')
    return [leet, gaps]
  })
  return [...new Set(readings)].map(reading => alike(reading).match(/[\p{L}\p{M}]+/gu) ?? [])
}

/** Whether the wanted words stand in a row among the given ones. */
function holds(given: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false
  return given.some((_, start) => wanted.every((word, i) => nearly(given[start + i] ?? '', word)))
}

/** Without its gaps, so that a d m i n is admin; short ones are too easily the accident of initials. */
function sameWhole(given: string, wanted: string): boolean {
  return wanted.length >= 5 && nearly(given, wanted)
}

/** The same, or in a long word with one letter added, left out or changed. */
function nearly(given: string, wanted: string): boolean {
  if (given === wanted) return true
  if (wanted.length < 8 || Math.abs(given.length - wanted.length) > 1) return false
  let same = 0
  while (same < wanted.length && given[same] === wanted[same]) same++
  const skipGiven = given.length >= wanted.length ? 1 : 0
  const skipWanted = wanted.length >= given.length ? 1 : 0
  return given.slice(same + skipGiven) === wanted.slice(same + skipWanted)
}

const ROLE_WORDINGS = ROLES.flatMap(wordings)
const WHOLE_WORDINGS = WHOLE_ROLES.flatMap(wordings)
