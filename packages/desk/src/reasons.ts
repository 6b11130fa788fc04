import type { ReasonTemplate } from '@parley/contract/house-rules.ts'
import { ANSWERS, type Answer, GAP, REASON_ACTS, type ReasonAct } from '@parley/contract/reasons.ts'
import type { CaseView, DecideReporter, Ground } from '@parley/contract/schemas.ts'
import type { Made } from './deciding.ts'
import { markedWords } from './marks.ts'

interface Sentences {
  what: string
  remove: string
  collapse: string
  /** Where a label says something milder than removal does. */
  label?: string
}

/**
 * The sentences authors read, one per ground and act, where the newsroom has none of its own (contract/reasons.ts says what stands for
 * what). The moderator sees and can change each before it is sent.
 */
const SENTENCES: Record<Ground, Sentences> = {
  clean: {
    what: 'Your comment uses crude or sexual words{words}.',
    remove: 'You are welcome to say the rest again without them.',
    collapse:
      'Your comment uses words that not everyone wants to meet{words}. It can be read after one more click. You are welcome to say it again without them.',
    label:
      'Your comment describes what not everyone wants to meet{words}. It can still be read, and readers see a label with it. You are welcome to reply and say more.',
  },
  threats: {
    what: 'Your comment can be read as a threat against someone{words}.',
    remove: 'You are welcome to say again what you think of the matter, without that part.',
    collapse:
      'Your comment wishes harm to someone{words}. It can be read after one more click. You are welcome to say again what you think of the matter, without that part.',
  },
  truth: {
    what: 'Your comment states something as a fact that is not so: [what is not so].',
    remove: 'You are welcome to write again and say where you know it from.',
    collapse:
      'Your comment states something as a fact that we could not confirm: [what is not confirmed]. It can be read after one more click. You are welcome to reply to it and say where you know it from.',
    label:
      'Your comment states something as a fact that is disputed: [what is disputed, and by whom]. It can still be read, and readers see a label with it. You are welcome to reply to it and say where you know it from.',
  },
  nice: {
    what: 'Your comment insults or degrades the people it speaks of{words}.',
    remove: 'You are welcome to say the rest again.',
    collapse:
      'Your comment is harsher about people than this discussion wants to be{words}. It can be read after one more click. You are welcome to say it again in other words.',
  },
  spam: {
    what: 'Your comment advertises something{words}.',
    remove: 'You are welcome to write about the story itself.',
    collapse:
      'Your comment leads away from the story{words}. It can be read after one more click. You are welcome to write about the story itself.',
    label:
      'Your comment leads away from the story{words}. It can still be read, and readers see a label with it. You are welcome to write about the story itself.',
  },
  illegal: {
    what: 'Your comment is against the law: {law}.',
    remove: 'You are welcome to write again without that part.',
    collapse:
      'Your comment may be against the law: {law}. It can be read after one more click while we look further. You are welcome to write again without that part.',
  },
}

/** Under a rule that is the newsroom's own. */
const GENERAL: Sentences = {
  what: 'Your comment is against this rule{words}: [what is against it].',
  remove: 'You are welcome to say the rest again.',
  collapse:
    'Your comment may be against this rule{words}: [what may be against it]. It can be read after one more click. You are welcome to say it again in other words.',
}

/** What follows the facts where neither removal nor collapse does. */
const ENDINGS: Partial<Record<ReasonAct, string>> = {
  label: 'It can still be read, and readers see a label with it. You are welcome to reply and say more.',
  warn: 'You are welcome to go on writing, without that.',
  review: 'You are welcome to go on writing; a moderator reads what comes next before others can.',
  suspend: 'You are welcome to write again when that time is over.',
  ban: 'You are welcome to go on reading, and to appeal against this decision.',
}

/** The answers to an appeal, which whoever appealed reads, and what whoever reports without ground would read. */
const UNDER_NO_RULE: Record<Answer, string> = {
  back: 'We have looked at your comment once more, and you are right: [why the decision was wrong].',
  stands: 'We have looked at your comment once more. The decision stands: [why].',
  stays: 'We have looked at the comment once more. It stays: [why].',
  'warn-reporter':
    'Several of your reports were about comments that break no rule: [which]. You are welcome to report what breaks a house rule or the law; please say why.',
  'pause-reports':
    'After our warning you have again reported comments that break no rule: [which]. You are welcome to report again when that time is over.',
  'lift-reporter': 'We have looked at your reports once more, and you are right: [why].',
}

/** What is said: an act under a rule or a law, or an answer under none. */
export type Said = { rule: string; act: ReasonAct } | { rule: null; act: Answer }

/** The sentence that Parley came with. */
export function shipped({ rule, act }: Said): string {
  if (rule === null) return UNDER_NO_RULE[act]
  const { what, remove, ...milder } = (SENTENCES as Record<string, Sentences | undefined>)[rule] ?? GENERAL
  const whole = act === 'collapse' || act === 'label' ? milder[act] : undefined
  return whole ?? `${what} ${ENDINGS[act] ?? remove}`
}

/** Which answer a decision gives whoever appealed. */
export function answerTo(act: Made, { appeals }: Pick<CaseView, 'appeals'>): Answer {
  if (act !== 'uphold') return 'back'
  return appeals[0]?.side === 'reporter' ? 'stays' : 'stands'
}

export const answerToReporter = (act: DecideReporter['act']): Answer => (act === 'lift' ? 'lift-reporter' : act)

/** A sentence to begin from, by its name: '' where there is but one. */
export type Template = Pick<ReasonTemplate, 'name' | 'text'>

/** What a moderator may begin from, the first one by default: the newsroom's own, else what Parley came with. Never empty. */
export function templatesFor(own: readonly ReasonTemplate[], { rule, act }: Said): readonly Template[] {
  const ours = own.filter(one => one.rule === rule && one.act === act).map(({ name, text }) => ({ name, text }))
  return ours.length ? ours : [{ name: '', text: shipped({ rule, act } as Said) }]
}

/** The grounds that Parley has sentences for. */
export const GROUNDS: readonly Ground[] = Object.keys(SENTENCES)

const MOST_WORDS = 3
const LAW_GAP = '[which law]'

type Facts = Pick<CaseView, 'text' | 'findings' | 'reportList'>

/** The law that a report names; '' where none does. */
export const lawIn = ({ reportList }: Pick<CaseView, 'reportList'>): string =>
  reportList.find(report => report.law?.trim())?.law?.trim() ?? ''

/** The sentence an author would read, from what was found and reported; of no words in particular where it is about many comments (null). */
export function reasonFor(
  template: string,
  ground: string,
  facts: Facts | null,
  law = facts ? lawIn(facts) : '',
): string {
  const marked = facts?.findings.filter(({ rule }) => rule === ground).flatMap(one => markedWords(facts.text, one))
  const quotes = [...new Set(marked)].slice(0, MOST_WORDS).map(words => `“${words}”`)
  const values: Record<string, string> = {
    words: quotes.length ? ` (${quotes.join(', ')})` : '',
    law: law.trim() || LAW_GAP,
  }
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

const gapsIn = (templates: readonly string[]) => templates.flatMap(text => text.match(GAP) ?? [])

/** The gaps of every sentence that a moderator may have begun from. */
export const gapsOf = (own: readonly ReasonTemplate[]): readonly string[] => [
  ...new Set([...SHIPPED_GAPS, ...gapsIn(own.map(({ text }) => text))]),
]

/** Where a text still has a gap to fill, brackets included; null where it has none. The gaps are those of the sentences, so a reader's own brackets do not count. */
export function gapIn(text: string, gaps = SHIPPED_GAPS): { start: number; end: number } | null {
  for (const gap of gaps) {
    const start = text.indexOf(gap)
    if (start >= 0) return { start, end: start + gap.length }
  }
  return null
}

const SHIPPED_GAPS: readonly string[] = [
  LAW_GAP,
  ...new Set(
    gapsIn([
      ...[...GROUNDS, ''].flatMap(rule => REASON_ACTS.map(act => shipped({ rule, act }))),
      ...ANSWERS.map(act => shipped({ rule: null, act })),
    ]),
  ),
]

/** The ground most likely meant, of those that hold: what most reports name, else the strongest finding that is about a house rule. */
export function likelyGround(
  { findings, reportList }: Pick<CaseView, 'findings' | 'reportList'>,
  grounds: readonly Ground[] = GROUNDS,
): Ground | null {
  const named = new Map<Ground, number>()
  for (const { rule } of reportList) if (grounds.includes(rule)) named.set(rule, (named.get(rule) ?? 0) + 1)
  const [reported] = [...named].toSorted((a, b) => b[1] - a[1])
  if (reported) return reported[0]
  const found = findings.toSorted((a, b) => b.score - a.score)
  return found.find(({ rule }) => grounds.includes(rule))?.rule ?? null
}
