import { INSIDE, LETTER_COUNT, NUMBER, START, type WordTree } from './patterns.ts'
import { AT, LETTER, LETTERS_OF, type Runs, runsOf, STAR, SYMBOL, type Token } from './tokens.ts'

/** A listed word found: `run` and `end` are the last run that it needs and the unit after it. */
interface Found {
  word: number
  depth: number
  run: number
  end: number
}

/**
 * Looks for listed words that begin at run `first`, under a root of the tree of letters.
 * Unless `anyEnd`, a word that may not go on has to end where the letters of the runs end.
 */
type WordsIn = (runs: Runs, first: number, root: number, anyEnd: boolean) => readonly Found[]

const NOTHING: readonly Found[] = []
/** More symbols in one word than this are decoration or code, not disguise. */
const MOST_SYMBOL_RUNS = 6
/** A place on the way through the tree is a node, and how many stars stood for letters so far (0, 2 or 3). */
const STARS = 4

/**
 * Whether what reads as a word of `depth` letters is more likely a number: A55 is a road, 45$ a price, 5h17 a time of day, and
 * da607991 somebody’s reference; but 4$$, 8u11sh17 and 45sh013 are words.
 */
function isRatherNumber({ digits, letters, symbols }: Runs, depth: number): boolean {
  if (digits === 0 || (digits === 1 && symbols > 1)) return false
  if (depth < 4) return true
  return letters < 2 || digits > (depth < 6 ? letters : 2 * letters) + 1
}

/** Whether a row of single letters begins with the article: what is a f a g. */
const isArticle = ({ unit, count }: Runs): boolean => unit[0] === A && count[0] === 1
const A = 97

/**
 * Walks the tree of letters with every reading of the runs at once: a run counts as one or two of its letter, a digit
 * or a symbol as any letter that it may stand for, and one row of two or three stars as any letters.
 */
function lookup(tree: WordTree): WordsIn {
  const next = Int32Array.from(tree.next)
  const whole = Int32Array.from(tree.whole)
  const open = Int32Array.from(tree.open)
  const seen = new Int32Array(tree.depth.length * STARS)
  let stamp = 0
  let places: number[] = []
  let after: number[] = []
  let found: Found[] | undefined

  const reach = (place: number): void => {
    if (seen[place] === stamp) return
    seen[place] = stamp
    after.push(place)
  }
  const repeat = (place: number, letter: number, count: number): void => {
    const stars = place % STARS
    const once = next[((place - stars) / STARS) * LETTER_COUNT + letter]!
    if (once === 0) return
    reach(once * STARS + stars)
    if (count === 1) return
    const twice = next[once * LETTER_COUNT + letter]!
    if (twice !== 0) reach(twice * STARS + stars)
  }
  const anyLetters = (node: number, count: number, left: number): void => {
    if (left === 0) {
      reach(node * STARS + count)
      return
    }
    for (let edge = node * LETTER_COUNT; edge < (node + 1) * LETTER_COUNT; edge++) {
      if (next[edge] !== 0) anyLetters(next[edge]!, count, left - 1)
    }
  }

  const collect = (place: number, runs: Runs, run: number, anyEnd: boolean): void => {
    const stars = place % STARS
    const node = (place - stars) / STARS
    const word = whole[node]!
    const start = open[node]!
    if (word < 0 && start < 0) return
    const depth = tree.depth[node]!
    // At least half of a word has to be readable.
    if (stars * 2 > depth + 1 || isRatherNumber(runs, depth)) return
    found ??= []
    if (word >= 0 && (anyEnd || run >= runs.lastLetter)) found.push({ word, depth, run, end: runs.end[run]! })
    if (start >= 0) found.push({ word: start, depth, run, end: runs.end[anyEnd ? run : runs.lastLetter]! })
  }
  /** Spares the walk where no word begins with this letter. Only a letter begins a word inside a token. */
  const mayBegin = (runs: Runs, first: number, root: number): boolean => {
    if (runs.kind[first] !== LETTER) return root === START
    const letter = runs.unit[first]! - 97
    return letter >= 0 && letter < LETTER_COUNT && next[root * LETTER_COUNT + letter] !== 0
  }

  return (runs, first, root, anyEnd) => {
    if (!mayBegin(runs, first, root)) return NOTHING
    found = undefined
    places.length = 0
    places.push(root * STARS)
    let symbolRuns = 0
    for (let run = first; run < runs.unit.length; run++) {
      const unit = runs.unit[run]!
      const kind = runs.kind[run]!
      const count = runs.count[run]!
      if (kind === LETTER && (unit < 97 || unit >= 97 + LETTER_COUNT)) break
      if (kind === LETTER && count === 1 && places.length === 1) {
        // The usual case needs no sets.
        const stars = places[0]! % STARS
        const node = next[((places[0]! - stars) / STARS) * LETTER_COUNT + unit - 97]!
        if (node === 0) break
        places[0] = node * STARS + stars
        collect(places[0], runs, run, anyEnd)
        continue
      }
      after.length = 0
      if (++stamp === 0x7fffffff) {
        seen.fill(0)
        stamp = 1
      }
      if (kind === LETTER) {
        for (const place of places) repeat(place, unit - 97, count)
      } else if (kind === SYMBOL && ++symbolRuns > MOST_SYMBOL_RUNS) {
        break
      } else if (kind === SYMBOL ? run > first || unit !== AT : run === first) {
        // A symbol may be mere noise, and so may the digits before a word; but @name is somebody’s name.
        for (const place of places) reach(place)
      }
      const noise = kind === LETTER ? 0 : after.length
      if (unit === STAR && count > 1) {
        if (count < STARS) {
          for (const place of places) if (place % STARS === 0) anyLetters(place / STARS, count, count)
        }
      } else if (kind !== LETTER) {
        for (const letter of LETTERS_OF.get(unit)!) for (const place of places) repeat(place, letter, count)
      }
      if (after.length === 0) break
      const before = places
      places = after
      after = before
      for (let i = noise; i < places.length; i++) collect(places[i]!, runs, run, anyEnd)
    }
    return found ?? NOTHING
  }
}

/** A listed word read from one or more tokens: the phrase goes on at token `next`; the word ends before unit `to`. */
export interface Reading {
  word: number
  next: number
  to: number
}

/** Words looked for inside one token, at most, so that one made of nothing else costs no more. */
const MOST_FOUND = 8
/** Shorter words are too often the accident of initials. */
const SHORTEST_JOINED = 4
/** Longer tokens are not worth remembering, and no more of them are remembered than this. */
const LONGEST_KNOWN = 24
const MOST_KNOWN = 20_000

/** Gives for the tokens of a text a function from a token to all that may begin there. */
export function reader(
  tree: WordTree,
): (units: string, tokens: readonly Token[]) => (token: number) => readonly Reading[] {
  const wordsIn = lookup(tree)
  /** What people write repeats itself: each token is looked up once. */
  const known = new Map<string, readonly { word: number; length: number }[]>()

  const lookUp = (units: string, tokens: readonly Token[], t: number) => {
    const { from, to, letters, digits } = tokens[t]!
    const runs = runsOf(units, tokens, t, t)
    const found = [...wordsIn(runs, 0, START, false)]
    for (let run = 0; run < runs.unit.length && found.length < MOST_FOUND; run++) {
      found.push(...wordsIn(runs, run, INSIDE, false))
    }
    const words = found.map(({ word, end }) => ({ word, length: end - from }))
    if (digits > 0 && letters < 2) words.push({ word: NUMBER, length: to - from })
    return words
  }
  const wordsOf = (units: string, tokens: readonly Token[], t: number) => {
    const { written } = tokens[t]!
    if (written.length > LONGEST_KNOWN) return lookUp(units, tokens, t)
    let words = known.get(written)
    if (!words) {
      words = lookUp(units, tokens, t)
      if (known.size >= MOST_KNOWN) known.clear()
      known.set(written, words)
    }
    return words
  }

  return (units, tokens) => {
    const joined = joinedReadings(units, tokens, wordsIn)
    return t => {
      const words = wordsOf(units, tokens, t)
      const more = joined.get(t)
      if (words.length === 0) return more ?? NO_READINGS
      const own = words.map(({ word, length }) => ({
        word,
        next: word === NUMBER ? afterNumber(tokens, t) : t + 1,
        to: tokens[t]!.from + length,
      }))
      return more ? [...own, ...more] : own
    }
  }
}

const NO_READINGS: readonly Reading[] = []

/** The token after a number that is written with separators, such as 1,000,000. */
function afterNumber(tokens: readonly Token[], t: number): number {
  let next = t + 1
  while (next < t + 4 && tokens[next]?.glued && tokens[next]!.digits > 0 && tokens[next]!.letters === 0) next++
  return next
}

/** Words that are spread over several tokens: `f u c k`, `f.u.c.k`, `f u c king`, `fu.ck`. By their first token. */
function joinedReadings(units: string, tokens: readonly Token[], wordsIn: WordsIn): Map<number, Reading[]> {
  const readings = new Map<number, Reading[]>()
  const add = (first: number, last: number, word: number, to: number): void => {
    const list = readings.get(first)
    const reading = { word, next: last + 1, to }
    if (list) list.push(reading)
    else readings.set(first, [reading])
  }
  const together = (t: number): boolean => tokens[t]!.from - tokens[t - 1]!.to <= 3
  const single = (t: number): boolean => tokens[t] !== undefined && tokens[t].to - tokens[t].from === 1

  /** The tokens as one word, which has to need the last of them. */
  const whole = (first: number, last: number): void => {
    const runs = runsOf(units, tokens, first, last)
    if (runs.digits > 0) return
    for (const root of [START, INSIDE]) {
      for (const { word, depth, run, end } of wordsIn(runs, 0, root, false)) {
        const lastToken = (runs.token[run + 1] ?? last + 1) - 1
        if (depth >= SHORTEST_JOINED && lastToken === last) add(first, last, word, end)
      }
    }
  }
  /** A row of single letters, where a word may begin and end anywhere. */
  const spaced = (first: number, last: number): void => {
    const runs = runsOf(units, tokens, first, last)
    if (runs.letters < 3) return
    for (let start = 0; start < runs.unit.length; start++) {
      if (runs.kind[start] !== LETTER) continue
      for (const root of [START, INSIDE]) {
        for (const { word, depth, run, end } of wordsIn(runs, start, root, true)) {
          const all = (start === 0 || (start === 1 && isArticle(runs))) && run === runs.unit.length - 1
          const lastToken = (runs.token[run + 1] ?? last + 1) - 1
          if (depth >= SHORTEST_JOINED || (all && depth === 3)) add(runs.token[start]!, lastToken, word, end)
        }
      }
    }
  }

  for (let t = 0; t < tokens.length; ) {
    let last = t
    if (single(t)) {
      while (single(last + 1) && together(last + 1)) last++
      if (last > t) {
        spaced(t, last)
        const rest = tokens[last + 1]
        if (rest && together(last + 1) && rest.to - rest.from <= 5) whole(t, last + 1)
      }
    }
    t = last + 1
  }
  for (let t = 0; t < tokens.length; ) {
    let last = t
    while (tokens[last + 1]?.glued) last++
    if (last > t && last - t < 12 && tokens[last]!.to - tokens[t]!.from <= 40) whole(t, last)
    t = last + 1
  }
  return readings
}
