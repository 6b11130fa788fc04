import type { Folded } from './fold.ts'
import { ALLOWED, type Grammar, grammarOf, type KNOWN, type Label, type Severity, type WordList } from './patterns.ts'
import type { Token } from './tokens.ts'
import { type Reading, reader } from './words.ts'

/** One listed thing in a folded text: units `from` (inclusive) to `to` (exclusive). */
export interface Hit {
  label: Label | typeof KNOWN
  severity: Severity
  from: number
  to: number
  /** The tokens that it spans, first and after the last, and the listed word where it is one word. */
  first: number
  next: number
  word: string | null
}

export type Matcher = (folded: Folded, tokens: readonly Token[]) => Hit[]

/**
 * Compiles lists to one matcher: a tree of letters finds the listed words in each token, through all disguises at once,
 * and the phrases are followed from word to word. Both keep a set of places and only go forward, so the time is linear
 * in the text: the lists, not the text, bound the sets.
 * @param foldWord gives a listed word the shape that it has in a folded text
 */
export function compile(lists: readonly WordList[], foldWord: (word: string) => string): Matcher {
  const grammar = grammarOf(lists, foldWord)
  const { entries, intensifiers } = grammar
  const phrases = phrasesOf(grammar)
  const readings = reader(grammar.tree)

  return (folded, tokens) => {
    phrases.tidy()
    const readingsAt = readings(folded.text, tokens)
    const found: { meaning: number; first: number; next: number; to: number; word: string | null }[] = []
    /** For each token, how far the innocent phrase reaches that begins there. */
    const allowedTo: number[] = tokens.map(() => 0)
    const isIntensifier: boolean[] = tokens.map(() => false)
    /** Phrases that have begun, under the token that has to go on with them, as pairs: state, first token. */
    const begun: (number[] | undefined)[] = []

    const wait = (token: number, state: number, first: number): void => {
      begun[token] ??= []
      const waiting = begun[token]
      for (let i = 0; i < waiting.length; i += 2) if (waiting[i] === state) return
      waiting.push(state, first)
    }
    const advance = (state: number, first: number, reading: Reading): void => {
      const after = phrases.after(state, reading.word)
      if (after === DEAD) return
      if (phrases.goesOn(after)) wait(reading.next, after, first)
      for (const meaning of phrases.meanings(after)) {
        if (meaning === ALLOWED) allowedTo[first] = Math.max(allowedTo[first]!, reading.to)
        else {
          const word = state === 0 ? grammar.words[reading.word]! : null
          found.push({ meaning, first, next: reading.next, to: reading.to, word })
        }
      }
    }
    for (let t = 0; t < tokens.length; t++) {
      const waiting = tokens[t]!.breaks ? undefined : begun[t]
      begun[t] = undefined
      for (const reading of readingsAt(t)) {
        if (reading.next === t + 1 && intensifiers.has(reading.word)) {
          isIntensifier[t] = true
          if (waiting) for (let i = 0; i < waiting.length; i += 2) wait(t + 1, waiting[i]!, waiting[i + 1]!)
        }
        advance(0, t, reading)
        if (waiting) for (let i = 0; i < waiting.length; i += 2) advance(waiting[i]!, waiting[i + 1]!, reading)
      }
    }

    for (let t = 1; t < tokens.length; t++) allowedTo[t] = Math.max(allowedTo[t]!, allowedTo[t - 1]!)
    const hits: Hit[] = []
    for (const { meaning, first, next, to, word } of found) {
      if (allowedTo[first]! >= to) continue
      const { label, severity } = entries[meaning]!
      let start = first
      if (label === 'insult' || label === 'slur') {
        while (first - start < 3 && tokens[start]!.near && isIntensifier[start - 1]) start--
      }
      hits.push({ label, severity, from: tokens[start]!.from, to, first, next, word })
    }
    return hits
  }
}

const DEAD = -1
/** Phrase states kept from one text to the next, at most. */
const MOST_STATES = 20_000

/** Follows phrases with one state at a time, which stands for all places that the words so far may have led to. */
interface Phrases {
  /** The state after a word, or DEAD. State 0 is where every phrase begins. */
  after: (state: number, word: number) => number
  /** What the phrases that end in a state mean. */
  meanings: (state: number) => readonly number[]
  /** Whether longer phrases lead through a state. */
  goesOn: (state: number) => boolean
  /** To be called between texts: forgets states when there are too many. */
  tidy: () => void
}

/** Builds the states as texts lead to them (subset construction), since few of the possible phrases are ever written. */
function phrasesOf({ steps, meanings }: Grammar): Phrases {
  interface State {
    places: readonly number[]
    meanings: readonly number[]
    goesOn: boolean
    next: Map<number, number>
  }
  let states: State[] = []
  const known = new Map<string, number>()
  const stateOf = (places: readonly number[]): number => {
    const key = places.join()
    let state = known.get(key)
    if (state === undefined) {
      state = states.length
      states.push({
        places,
        meanings: places.flatMap(place => meanings[place]!),
        goesOn: places.some(place => steps[place]!.size > 0),
        next: new Map(),
      })
      known.set(key, state)
    }
    return state
  }
  stateOf([0])
  return {
    after: (state, word) => {
      const { places, next } = states[state]!
      let after = next.get(word)
      if (after === undefined) {
        const reached = new Set(places.flatMap(place => steps[place]!.get(word) ?? []))
        after = reached.size === 0 ? DEAD : stateOf([...reached].sort((a, b) => a - b))
        next.set(word, after)
      }
      return after
    },
    meanings: state => states[state]!.meanings,
    goesOn: state => states[state]!.goesOn,
    tidy: () => {
      if (states.length <= MOST_STATES) return
      states = []
      known.clear()
      stateOf([0])
    },
  }
}
