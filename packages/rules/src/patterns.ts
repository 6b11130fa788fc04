import { indexes, withoutElisions } from './tokens.ts'

/** What a listed word or phrase is. */
export type Label = 'obscene' | 'sexual' | 'slur' | 'insult' | 'threat' | 'spam'
/** A word that the model knows to carry weight: it is read through disguise, but to stand there is no finding. */
export const KNOWN = 'known'
/** 1 mild, 2 plain, 3 grave. */
export type Severity = 1 | 2 | 3

/**
 * Patterns, separated by commas or line ends outside parentheses; each is whole words: `idiot` is not found in `idiotype`.
 * - `idiot(|s)`: a part of a word that may differ or be missing
 * - `(i will|we will) (really|) win`: words that may differ or be missing
 * - `low-life`: one word or two
 * - `*idiot*`: the word may go on before or after
 * - `#`: any number, such as 500, $5,000 or 20k
 *
 * Case, accents and apostrophes do not count, ä may be written ae, and disguises are undone before a pattern is looked for.
 */
export type Patterns = string

export interface WordList {
  entries: readonly { label: Label | typeof KNOWN; severity: Severity; patterns: Patterns }[]
  /** Words that may stand inside a phrase without breaking it, and belong to the insult that they precede. */
  intensifiers: Patterns
  /** Innocent words and phrases: whatever is found inside one of them does not count. */
  allow: Patterns
}

/** Cuts at the separators that stand outside all parentheses. */
export function cut(pattern: string, separators: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!
    if (char === '(') depth++
    else if (char === ')') depth--
    else if (depth === 0 && separators.includes(char)) {
      parts.push(pattern.slice(start, i))
      start = i + 1
    }
    if (depth < 0) break
  }
  if (depth !== 0) throw new SyntaxError(`The parentheses of this pattern do not match: ${pattern}`)
  parts.push(pattern.slice(start))
  return parts
}

/** Whether an element is one group of alternatives from its first character to its last. */
export function isGroup(element: string): boolean {
  if (!element.startsWith('(')) return false
  let depth = 0
  for (let i = 0; i < element.length; i++) {
    if (element[i] === '(') depth++
    else if (element[i] === ')' && --depth === 0) return i === element.length - 1
  }
  return false
}

/** The words that one element stands for: `ass(|es)` is ass and asses. */
function spellings(element: string): string[] {
  const open = element.indexOf('(')
  if (open < 0) return [element]
  let close = open
  for (let depth = 0; close < element.length; close++) {
    if (element[close] === '(') depth++
    else if (element[close] === ')' && --depth === 0) break
  }
  return cut(element.slice(open + 1, close), '|').flatMap(part =>
    spellings(element.slice(0, open) + part + element.slice(close + 1)),
  )
}

export const LETTER_COUNT = 26
/** Where words begin that must start the token, and where those that may start inside it. */
export const START = 0
export const INSIDE = 1

const NO_WORD = -1

/** All words of the lists as one tree of letters; a word’s number stands at the node of its last letter. */
export interface WordTree {
  /** The node after `node` and `letter`, at `node * LETTER_COUNT + letter`; 0 for none. */
  next: Int32Array
  depth: number[]
  /** The word that has to end the token here, and the one that may go on; below 0 for none. */
  whole: number[]
  open: number[]
}

function addNode(tree: WordTree, depth: number): number {
  const end = (tree.depth.length + 1) * LETTER_COUNT
  if (tree.next.length < end) {
    const grown = new Int32Array(2 * end)
    grown.set(tree.next)
    tree.next = grown
  }
  tree.depth.push(depth)
  tree.whole.push(NO_WORD)
  tree.open.push(NO_WORD)
  return tree.depth.length - 1
}

function addWord(tree: WordTree, word: string, id: number): void {
  let node = word.startsWith('*') ? INSIDE : START
  const letters = word.replace(/^\*|\*$/g, '')
  if (!/^[a-z]+$/.test(letters)) throw new SyntaxError(`A listed word may hold letters only: ${word}`)
  for (const letter of indexes(letters)) {
    const edge = node * LETTER_COUNT + letter
    let next = tree.next[edge]!
    if (next === 0) {
      next = addNode(tree, tree.depth[node]! + 1)
      tree.next[edge] = next
    }
    node = next
  }
  if (word.endsWith('*')) tree.open[node] = id
  else tree.whole[node] = id
}

/** The word that stands for any number. */
export const NUMBER = 0
export const ALLOWED = -1
const NOWHERE: ReadonlyMap<number, number[]> = new Map()

/** Lists made ready for matching. */
export interface Grammar {
  tree: WordTree
  /** For each state of a phrase, the states that a word leads to. State 0 is where every phrase begins. */
  steps: readonly ReadonlyMap<number, readonly number[]>[]
  /** For each state, what the phrases that end there mean: an index into `entries`, or ALLOWED. */
  meanings: readonly (readonly number[])[]
  entries: readonly { label: Label | typeof KNOWN; severity: Severity }[]
  /** Words that are intensifiers. */
  intensifiers: ReadonlySet<number>
  /** The letters of each word. */
  words: readonly string[]
}

/**
 * Reads the patterns of lists.
 * @param foldWord gives a listed word the shape that it has in a folded text
 */
export function grammarOf(lists: readonly WordList[], foldWord: (word: string) => string): Grammar {
  const tree: WordTree = { next: new Int32Array(0), depth: [], whole: [], open: [] }
  addNode(tree, 0)
  addNode(tree, 0)
  const ids = new Map<string, number>([['#', NUMBER]])
  /** Most states are the end of a phrase: these need no map of their own. */
  const steps: ReadonlyMap<number, number[]>[] = [NOWHERE]
  const meanings: number[][] = [[]]
  const entries: { label: Label | typeof KNOWN; severity: Severity }[] = []
  const intensifiers = new Set<number>()

  const newState = (): number => {
    meanings.push([])
    return steps.push(NOWHERE) - 1
  }
  const folded = new Map<string, string>()
  const idOf = (written: string): number => {
    let word = folded.get(written)
    if (word === undefined) {
      word = foldWord(written).replaceAll("'", '')
      folded.set(written, word)
    }
    let id = ids.get(word)
    if (id === undefined) {
      id = ids.size
      ids.set(word, id)
      addWord(tree, word, id)
    }
    return id
  }
  const step = (from: readonly number[], word: string, to: number): void => {
    const id = idOf(word)
    for (const state of from) {
      const targets = steps[state]!.get(id)
      if (targets) targets.push(to)
      else if (steps[state] === NOWHERE) steps[state] = new Map([[id, [to]]])
      else (steps[state] as Map<number, number[]>).set(id, [to])
    }
  }
  /** Adds words that lead on from the given states; the states where they end. */
  const follow = (pattern: string, start: readonly number[]): readonly number[] => {
    let states = start
    for (const element of cut(pattern, ' ')) {
      if (element === '') continue
      if (isGroup(element)) {
        states = [...new Set(cut(element.slice(1, -1), '|').flatMap(option => follow(option, states)))]
        continue
      }
      const after = newState()
      for (const spelling of spellings(element)) {
        const parts = spelling.split('-')
        step(states, parts.join(''), after)
        if (parts.length > 1) step(follow(parts.slice(0, -1).join(' '), states), parts.at(-1)!, after)
      }
      states = [after]
    }
    return states
  }
  const add = (patterns: Patterns, meaning: number): void => {
    for (const written of cut(patterns, ',\n')) {
      const pattern = withoutElisions(written)
        .replace(/[äöü]/g, umlaut => `(${umlaut}|${umlaut.normalize('NFD')[0]}e)`)
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/(?<=[(|]) | (?=[|)])/g, '')
      if (pattern === '') continue
      for (const state of follow(pattern, [0])) {
        if (state === 0) throw new SyntaxError(`This pattern could be no word at all: ${pattern}`)
        meanings[state]!.push(meaning)
      }
    }
  }
  for (const list of lists) {
    for (const entry of list.entries) add(entry.patterns, entries.push(entry) - 1)
    add(list.allow, ALLOWED)
    for (const word of list.intensifiers.split(/[,\s]+/)) {
      if (word !== '') for (const spelling of spellings(word)) intensifiers.add(idOf(spelling))
    }
  }
  return { tree, steps, meanings, entries, intensifiers, words: [...ids.keys()].map(word => word.replaceAll('*', '')) }
}
