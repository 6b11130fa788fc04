import type { Head } from '../../heads.ts'

export type Language = 'en' | 'de' | 'fr' | 'es' | 'it'
export type Labels = Partial<Record<Head, number>>

/** A text of our own making. Labels are 0…1; a head that is missing was not judged. */
export interface Contrast {
  text: string
  language: Language
  /** What the text is an example of: neutral, derogation, quoted … */
  kind: string
  labels: Labels
  /** By frame, not by text: no frame of the one is in the other. */
  split: 'train' | 'dev'
}

/** A group of people as frames name it: `slots` are the forms of a language, each one text. */
export interface Group {
  /** faith, nation, race, gender, love, trans, age, body, move, class */
  category: string
  /** Which half of `<masculine/feminine>` in a frame belongs to it, and which people; null where both may. */
  feminine: boolean | null
  slots: Readonly<Record<string, string>>
}

/** A person whom frames name, with pronouns or whatever else agrees. */
export interface Person {
  feminine: boolean
  slots: Readonly<Record<string, string>>
}

/**
 * Frames of one kind. One frame a line: `{slot}` takes a form of the group, of the person, or a word of the vocabulary
 * (the same one throughout the frame); `[a|b|]` takes one of the alternatives; `<a/b>` agrees with the group,
 * `<<a/b>>` with the person; `faith,nation> ` before it keeps it to groups of those categories. A frame of two halves,
 * `hateful || harmless`, makes a pair that differs in nothing else.
 */
export interface FrameSet {
  kind: string
  /** How many texts, about; a pair counts as two. */
  count: number
  labels: Labels
  /** Of the second half of a pair. */
  labelsOfSecond?: Labels
  frames: string
  /** Others may quote these, as `{hate}` or whatever name is given here. */
  quotedAs?: string
  /** Part of the texts with a slip of the keyboard or letters drawn apart, 0…1; a twentieth where not said. */
  misspelt?: number
  /** No sentence around it and no change of case: the text is whole as it is. */
  bare?: boolean
}

export interface Grammar {
  language: Language
  groups: readonly Group[]
  people: readonly Person[]
  /** Alternatives, with `|` between. */
  words: Readonly<Record<string, string>>
  /** Harmless sentences around a frame, with `|` between. */
  before: string
  after: string
  /** Mends articles and contractions once all slots are filled. */
  mend?: (text: string) => string
}

/** Mulberry32: a small generator of uniform numbers in 0…1, the same everywhere for one seed. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** One frame in eight is kept from training. */
const DEV_OF = 8
const DEV_AT = 5

/** How often the same sentence may come again in other dress: the words around it are not what is taught. */
const MOST_DRESSES = 2

interface Frame {
  text: string
  second: string | null
  categories: readonly string[] | null
  split: 'train' | 'dev'
}

export function framesOf(set: FrameSet): Frame[] {
  return set.frames
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .map((line, index) => {
      const [, only, rest] = /^(?:([a-z,]+)> )?(.*)$/.exec(line)!
      const [text, second] = rest!.split(' || ')
      return {
        text: text!,
        second: second ?? null,
        categories: only ? only.split(',') : null,
        split: index % DEV_OF === DEV_AT ? 'dev' : 'train',
      }
    })
}

/** What counts as the same text. */
export const sameText = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

/** All texts of a language, from its grammar and its frames. The same seed gives the same texts. */
export function textsOf(grammar: Grammar, sets: readonly FrameSet[], seed: number): Contrast[] {
  const random = uniform(seed)
  const below = (n: number) => Math.floor(random() * n)
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!
  const words = new Map(Object.entries(grammar.words).map(([name, list]) => [name, list.split('|')]))
  const before = grammar.before.split('|')
  const after = grammar.after.split('|')
  const quotable = new Map<string, Frame[]>()
  for (const set of sets)
    if (set.quotedAs)
      quotable.set(set.quotedAs, [...(quotable.get(set.quotedAs) ?? []), ...framesOf(set).filter(one => !one.second)])

  /** Fills a frame. Slots keep what they were given, so that both halves of a pair say the same. */
  function fill(
    text: string,
    frame: Frame,
    group: Group,
    other: Group['slots'],
    person: Person,
    given: Map<string, string>,
    depth = 0,
  ): string {
    const filled = text
      .replace(/<<([^/<>]*)\/([^<>]*)>>/g, (_, m: string, f: string) => (person.feminine ? f : m))
      .replace(/<([^/<>]*)\/([^<>]*)>/g, (_, m: string, f: string) => (group.feminine ? f : m))
      .replace(/\[([^[\]]*)\]/g, (all, list: string) => {
        const known = given.get(all)
        if (known !== undefined) return known
        const chosen = oneOf(list.split('|'))
        given.set(all, chosen)
        return chosen
      })
      .replace(/\{(\w+)\}/g, (_, name: string) => {
        const known = given.get(name)
        if (known !== undefined) return known
        const chosen = wordFor(name, frame, group, other, person, given, depth)
        given.set(name, chosen)
        return chosen
      })
    return /[{[<]/.test(filled) && depth < 5 ? fill(filled, frame, group, other, person, given, depth + 1) : filled
  }

  function wordFor(
    name: string,
    frame: Frame,
    group: Group,
    other: Group['slots'],
    person: Person,
    given: Map<string, string>,
    depth: number,
  ): string {
    const quotes = quotable.get(name.replace(/\d$/, ''))
    if (quotes) {
      const fitting = quotes.filter(
        one => one.split === frame.split && (one.categories?.includes(group.category) ?? true),
      )
      return fill(oneOf(fitting).text, frame, group, other, person, given, depth + 1).replace(/[.!…]+$/, '')
    }
    const own = group.slots[name] ?? person.slots[name] ?? other[name.replace(/2$/, '')]
    if (own !== undefined) return own
    // {word2} is another one of {word}.
    const list = words.get(name) ?? words.get(name.replace(/\d$/, ''))
    if (!list) throw new Error(`${grammar.language}: no words for {${name}} in: ${frame.text}`)
    const taken = given.get(name.replace(/\d$/, ''))
    return oneOf(list.length > 1 ? list.filter(word => word !== taken) : list)
  }

  const result: Contrast[] = []
  const seen = new Set<string>()
  const said = new Map<string, number>()
  for (const set of sets) {
    const frames = framesOf(set)
    let made = 0
    for (let round = 0; made < set.count && round < set.count * 4; round++) {
      const frame = frames[round % frames.length]!
      const fitting = frame.categories
        ? grammar.groups.filter(group => frame.categories!.includes(group.category))
        : grammar.groups
      if (fitting.length === 0) throw new Error(`${grammar.language}: no group for: ${frame.text}`)
      const group = oneOf(fitting)
      const person = oneOf(grammar.people.filter(one => group.feminine === null || one.feminine === group.feminine))
      // {name2} and {one2} are another person and a group of another kind.
      const other = {
        ...oneOf(grammar.groups.filter(one => one.category !== group.category)).slots,
        ...oneOf(grammar.people.filter(one => one !== person)).slots,
      }
      const given = new Map<string, string>()
      const dress = set.bare ? (text: string) => text : dressing(set)
      const plain = [frame.text, ...(frame.second === null ? [] : [frame.second])].map(half =>
        sentences(mend(fill(half, frame, group, other, person, given))),
      )
      const worn = said.get(plain[0]!) ?? 0
      if (worn >= MOST_DRESSES) continue
      said.set(plain[0]!, worn + 1)
      const halves = plain.map(dress)
      const keys = halves.map(sameText)
      if (keys.some(key => seen.has(key)) || new Set(keys).size < keys.length) continue
      halves.forEach((text, index) => {
        seen.add(keys[index]!)
        result.push({
          text,
          language: grammar.language,
          kind: set.kind,
          labels: index === 0 ? set.labels : set.labelsOfSecond!,
          split: frame.split,
        })
      })
      made += halves.length
    }
  }
  return result

  function mend(text: string): string {
    const tidy = text
      .replace(/ +/g, ' ')
      .replace(/\?\.(?!\.)/g, '?')
      .replace(/ ([,.](?!\.))/g, '$1')
      .trim()
    return grammar.mend ? grammar.mend(tidy) : tidy
  }

  /** One way to dress a text, drawn once, so that a pair wears the same. */
  function dressing(set: FrameSet): (text: string) => string {
    const [around, ending, casing, slip, where] = [random(), random(), random(), random(), random()]
    const lead = oneOf(before)
    const tail = oneOf(after)
    return text => {
      let dressed = text
      if (slip < (set.misspelt ?? 0.05)) dressed = misspell(dressed, slip / (set.misspelt ?? 0.05), where)
      if (ending < 0.2) dressed = dressed.replace(/\.$/, '')
      else if (ending < 0.28) dressed = dressed.replace(/\.$/, '!')
      else if (ending < 0.32) dressed = dressed.replace(/\.$/, '...')
      if (around < 0.14) dressed = `${lead} ${dressed}`
      if (around > 0.1 && around < 0.24) dressed = `${/[.!?…"”]$/.test(dressed) ? dressed : `${dressed}.`} ${tail}`
      if (casing < 0.12) dressed = dressed.toLowerCase()
      else if (casing < 0.145) dressed = dressed.toUpperCase()
      if (casing > 0.8) dressed = dressed.replace(/'/g, '’')
      return dressed
    }
  }
}

/** A capital at the start of every sentence. */
function sentences(text: string): string {
  return text.replace(
    /(^|[.!?] +)(["“«„¿¡(]*)(\p{Ll})(?![\w-]*[.:/@]\S)/gu,
    (_, start: string, marks: string, letter: string) => start + marks + letter.toUpperCase(),
  )
}

/** A slip in one longer word: two letters swapped, one left out or doubled, or the word drawn apart. `how` and `where` are 0…1. */
function misspell(text: string, how: number, where: number): string {
  const longer = [...text.matchAll(/\p{L}{5,}/gu)]
  const word = longer[Math.floor(where * longer.length)]
  if (!word) return text
  const letters = word[0]
  const at = 1 + Math.floor(((where * 7919) % 1) * (letters.length - 2))
  const slipped =
    how < 0.3
      ? letters.slice(0, at) + letters[at + 1] + letters[at] + letters.slice(at + 2)
      : how < 0.6
        ? letters.slice(0, at) + letters.slice(at + 1)
        : how < 0.75
          ? letters.slice(0, at) + letters[at] + letters.slice(at)
          : how < 0.9
            ? [...letters].join(' ')
            : `${letters.slice(0, at)} ${letters.slice(at)}`
  return text.slice(0, word.index) + slipped + text.slice(word.index + letters.length)
}
