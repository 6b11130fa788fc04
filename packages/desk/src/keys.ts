import type { AccountAct } from './account-words.ts'
import type { Made } from './deciding.ts'

/** What a key asks for. */
export type Command =
  | {
      do:
        | Made
        | 'next'
        | 'previous'
        | 'again'
        | 'undo'
        | 'select'
        | 'note'
        | 'take'
        | 'story'
        | 'blur'
        | 'search'
        | 'narrow'
        | 'try'
        | 'rules'
        | 'overview'
        | 'watch'
        | 'views'
        | 'stories'
        | 'escalate'
        | AccountAct
        | 'entry'
        | 'help'
        | 'cancel'
    }
  | { do: 'ground'; no: number }

/** The part of a `KeyboardEvent` that matters here. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat' | 'isComposing'
>

export interface Situation {
  /** The focus is in a field that takes characters. */
  typing: boolean
  /** A dialog is open over the desk. */
  dialog: boolean
  /** A ground is being chosen or a reason written. */
  deciding: boolean
  /** Eyewitness accounts are on the screen, and no case: some keys mean what can be done with an account. */
  accounts?: boolean
  /** Single keys are switched on (WCAG 2.1.4). */
  single: boolean
}

/** Every single key, in the order the help lists them. */
export const KEYS = [
  ['j', 'next', 'Next case'],
  ['k', 'previous', 'Previous case'],
  ['a', 'show', 'Leave up or publish; on an appeal, take the decision back'],
  ['c', 'collapse', 'Collapse: readers see it after one more click'],
  ['q', 'label', 'Label: it stays, and readers see a few words with it'],
  ['r', 'remove', 'Remove'],
  ['y', 'uphold', 'On an appeal: the decision stands'],
  ['w', 'warn', 'Warn the author'],
  ['v', 'review', 'Look at the author’s next comments first'],
  ['s', 'suspend', 'Suspend the author for some days'],
  ['n', 'ban', 'Ban the author'],
  ['e', 'escalate', 'Escalate: somebody’s life may be in danger'],
  ['l', 'lift', 'Lift what the author may not do'],
  ['u', 'undo', 'Undo: the decision on the screen, else your last one, all of it'],
  ['d', 'again', 'Decide again what is decided'],
  ['x', 'select', 'Select, to decide on many at once'],
  ['m', 'note', 'Write a note to colleagues'],
  ['i', 'take', 'Make it your case, or give it back'],
  ['z', 'watch', 'Watch this discussion, or watch it no more'],
  ['o', 'story', 'Open the comment in its place on the story'],
  ['b', 'blur', 'Blur graphic words, or stop blurring'],
  ['/', 'search', 'Search'],
  ['f', 'narrow', 'Narrow the list by rule, state or date'],
  ['.', 'views', 'Saved views: open one, or save this search'],
  ['g', 'stories', 'The stories, by their latest comments'],
  ['t', 'try', 'Try the rules on a text'],
  ['h', 'rules', 'The house rules, thresholds, words and settings'],
  ['p', 'overview', 'The overview, in pictures'],
  ['?', 'help', 'This list'],
] as const satisfies [string, Command['do'], string][]

/** What keys mean over an eyewitness account instead; the others stay as they are. */
export const ACCOUNT_KEYS = [
  ['c', 'contacted', 'The reader was contacted'],
  ['r', 'corroborated', 'What it says is borne out'],
  ['v', 'verified', 'Publish as verified by the newsroom'],
  ['n', 'unverified', 'Publish as not verified'],
  ['d', 'declined', 'Decline'],
  ['e', 'entry', 'Make it an entry in the history behind the story'],
] as const satisfies [string, Command['do'], string][]

/** What the same keys mean over a context note, and under what is worth reading. */
export const NOTE_KEYS = [
  ['r', 'remove', 'Hide the note, or withdraw the newsroom’s own'],
  ['a', 'show', 'Show it again'],
  ['f', 'narrow', 'Freeze its status; under Worth reading: feature the comment, or no more'],
  ['l', 'lift', 'Unlock its status'],
  ['m', 'note', 'Write an editors’ note or a correction'],
  ['d', 'again', 'Word the newsroom’s own note anew'],
] as const satisfies [string, Command['do'], string][]

/** What a key press asks for; null where it belongs to the browser or to what is being typed. */
export function commandFor(press: KeyPress, at: Situation): Command | null {
  if (at.dialog || press.isComposing || press.altKey || press.ctrlKey || press.metaKey) return null
  if (press.key === 'Escape') return at.deciding ? { do: 'cancel' } : null
  if (at.typing || !at.single) return null
  const no = at.deciding ? digit(press) : 0
  if (no) return { do: 'ground', no }
  const key = press.key.toLowerCase()
  if (press.shiftKey && /^\p{L}$/u.test(key)) return null
  const keys = at.accounts ? [...ACCOUNT_KEYS, ...KEYS] : KEYS
  const found = keys.find(([name]) => name === key)?.[1]
  // a key held down walks through the list, and decides nothing
  if (!found || (press.repeat && found !== 'next' && found !== 'previous')) return null
  return { do: found }
}

/** So many grounds have a key: 1 to 9. */
export const GROUND_KEYS = 9

/** 1 to 9, or 0. By the key's place too, since some keyboards need Shift for digits. */
function digit({ key, code, shiftKey }: KeyPress): number {
  if (/^[1-9]$/.test(key)) return Number(key)
  return shiftKey ? 0 : Number(/^Digit([1-9])$/.exec(code)?.[1] ?? 0)
}

/** Whether an element takes typed characters, so that single keys must leave it alone. */
export function takesTyping(element: Element | null): boolean {
  if (!element) return false
  if (element.matches('textarea, select, [contenteditable]:not([contenteditable="false"])')) return true
  return element.matches('input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])')
}
