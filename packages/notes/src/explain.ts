import { type Assessed, candidateOf } from './assess.ts'
import { type NotesConfig, V1 } from './config.ts'
import type { NoteState } from './status.ts'

/** The sentences, by message key; `{name}` is one of the values. */
export const ENGLISH = {
  'note.shown': 'Shown: readers who often disagree found this helpful.',
  'note.not-helpful': 'Not shown: readers of both sides found this not helpful.',
  'note.needs-more': 'Not shown: it needs ratings from more viewpoints.',
  'note.soon': 'Not shown yet: it has what is needed, and has to keep it for a while.',
  'note.settled': 'It has been shown for {days} days; only an editor can change that now.',
  'note.no-ratings': 'Nobody who takes part has rated it.',
  'note.few-ratings': 'Ratings that count: {count}, of at least {least}.',
  'note.enough-ratings': 'Ratings that count: {count}.',
  'note.no-sides': 'No two viewpoints can be told apart among its raters, so nobody can agree across them.',
  'note.few-sure': 'Raters surely on one side: {lo}; on the other: {hi}; needed of each: {least}.',
  'note.enough-sure': 'Raters surely on one side: {lo}; on the other: {hi}.',
  'note.expected': 'One side would rate it {lo}, the other {hi}; 0 is not helpful, 1 is helpful.',
  'note.lower-short': 'Allowing for chance, the less convinced side rates it {lower} at least; {least} is needed.',
  'note.lower-enough': 'Allowing for chance, the less convinced side rates it {lower} at least.',
  'note.net-short':
    'Helpful less not helpful, of sure raters: {lo} on one side, {hi} on the other; needed of each: {least}.',
  'note.upper-low': 'Allowing for chance, even the more convinced side rates it {upper} at most.',
  'note.pending':
    'Its status is about to change: found in {runs} of {least} runs in a row, which must span {minutes} minutes.',
  'note.keeps': 'It keeps its status: less is needed to keep one than to get one.',
} as const

export type MessageKey = keyof typeof ENGLISH

export interface Sentence {
  message: MessageKey
  /** Rounded for showing: ratings from 0 to 1 with two digits, never to the better side of a limit. */
  values: Readonly<Record<string, number>>
}

/**
 * Why a note is shown or not: its status first, then every condition that decides, met or not, then what is about to happen. Speaks
 * of sides and numbers, never of a person.
 */
export function explain(state: NoteState, m: Assessed, config: NotesConfig = V1): Sentence[] {
  if (state.settled) return [say(STATUS.shown), say('note.settled', { days: config.settleAfter / DAY })]
  const soon = state.pending?.to === 'shown'
  return [say(soon ? 'note.soon' : STATUS[state.status]), ...conditions(m, config), ...prospects(state, m, config)]
}

const DAY = 86_400_000
const MINUTE = 60_000
const STATUS = { shown: 'note.shown', not_helpful: 'note.not-helpful', needs_more: 'note.needs-more' } as const

const say = (message: MessageKey, values: Record<string, number> = {}): Sentence => ({ message, values })

function conditions(m: Assessed, { show, notHelpful }: NotesConfig): Sentence[] {
  if (m.predLo === null || m.predHi === null || m.lcb === null || m.ucb === null) return [say('note.no-ratings')]
  const few = m.count < show.ratings
  const counted = say(few ? 'note.few-ratings' : 'note.enough-ratings', { count: m.count, least: show.ratings })
  if (!m.axis) return [counted, say('note.no-sides')]
  // There are two ways out of "needs more"; what is told is the one that its numbers point to.
  const poor = m.ucb <= notHelpful.upper
  const least = poor ? notHelpful.sure : show.sure
  const fewSure = Math.min(m.sureLo, m.sureHi) < least
  const told = [
    counted,
    say(fewSure ? 'note.few-sure' : 'note.enough-sure', { lo: m.sureLo, hi: m.sureHi, least }),
    say('note.expected', { lo: rating(m.predLo, Math.round), hi: rating(m.predHi, Math.round) }),
  ]
  if (poor) return [...told, say('note.upper-low', { upper: rating(m.ucb, Math.ceil) })]
  const lower = { lower: rating(m.lcb, Math.floor), least: show.lower }
  told.push(say(m.lcb < show.lower ? 'note.lower-short' : 'note.lower-enough', lower))
  if (Math.min(m.netLo, m.netHi) < show.net)
    told.push(say('note.net-short', { lo: m.netLo, hi: m.netHi, least: show.net }))
  return told
}

function prospects({ status, pending }: NoteState, m: Assessed, config: NotesConfig): Sentence[] {
  const { runs, time } = config.patience
  if (pending) return [say('note.pending', { runs: pending.runs, least: runs, minutes: time / MINUTE })]
  return status !== 'needs_more' && candidateOf(m, config) === 'needs_more' ? [say('note.keeps')] : []
}

const rating = (value: number, rounded: (value: number) => number) =>
  rounded(Math.min(Math.max(value, 0), 1) * 100) / 100

export function inEnglish({ message, values }: Sentence): string {
  return ENGLISH[message].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}
