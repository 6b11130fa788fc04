import type { CaseView, DecideReporter, Ground } from '@parley/contract/schemas.ts'
import type { Made } from './deciding.ts'
import { markedWords } from './marks.ts'

/**
 * The sentences authors read, one per ground and act. The moderator sees and can change each before it is sent.
 * `{words}` becomes the marked words in quotes and brackets, or nothing; `{law}` the law that is named.
 * `[…]` is a gap that only the moderator can fill: a text is not sent while it has one.
 */
const SENTENCES: Record<Ground, { what: string; remove: string; collapse: string }> = {
  clean: {
    what: 'Your comment uses crude or sexual words{words}.',
    remove: 'You are welcome to say the rest again without them.',
    collapse:
      'Your comment uses words that not everyone wants to meet{words}. It can be read after one more click. You are welcome to say it again without them.',
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
  },
  illegal: {
    what: 'Your comment is against the law: {law}.',
    remove: 'You are welcome to write again without that part.',
    collapse:
      'Your comment may be against the law: {law}. It can be read after one more click while we look further. You are welcome to write again without that part.',
  },
}

/** What follows the facts where the author is meant and not the comment. */
const ENDINGS: Partial<Record<Made, string>> = {
  warn: 'You are welcome to go on writing, without that.',
  review: 'You are welcome to go on writing; a moderator reads what comes next before others can.',
  suspend: 'You are welcome to write again when that time is over.',
  ban: 'You are welcome to go on reading, and to appeal against this decision.',
}

/** The answers to an appeal: whoever appealed reads them. */
const ANSWERS = {
  back: 'We have looked at your comment once more, and you are right: [why the decision was wrong].',
  stands: 'We have looked at your comment once more. The decision stands: [why].',
  stays: 'We have looked at the comment once more. It stays: [why].',
}

/** What whoever reports without ground would read. */
const TO_REPORTERS: Record<DecideReporter['act'], string> = {
  'warn-reporter':
    'Several of your reports were about comments that break no rule: [which]. You are welcome to report what breaks a house rule or the law; please say why.',
  'pause-reports':
    'After our warning you have again reported comments that break no rule: [which]. You are welcome to report again when that time is over.',
  lift: 'We have looked at your reports once more, and you are right: [why].',
}

export const sentenceForReporter = (act: DecideReporter['act']): string => TO_REPORTERS[act]

/** The grounds in the order of their keys, 1 to 6. */
export const GROUNDS = ['clean', 'threats', 'truth', 'nice', 'spam', 'illegal'] as const satisfies readonly Ground[]

const MOST_WORDS = 3
const LAW_GAP = '[which law]'

type Facts = Pick<CaseView, 'text' | 'findings' | 'reportList'>

/** The law that a report names; '' where none does. */
export const lawIn = ({ reportList }: Pick<CaseView, 'reportList'>): string =>
  reportList.find(report => report.law?.trim())?.law?.trim() ?? ''

/** The sentence an author would read, from what was found and reported; of no words in particular where it is about many comments (null). */
export function reasonFor(act: Made, ground: Ground, facts: Facts | null, law = facts ? lawIn(facts) : ''): string {
  const marked = facts?.findings.filter(({ rule }) => rule === ground).flatMap(one => markedWords(facts.text, one))
  const quotes = [...new Set(marked)].slice(0, MOST_WORDS).map(words => `“${words}”`)
  const values: Record<string, string> = {
    words: quotes.length ? ` (${quotes.join(', ')})` : '',
    law: law.trim() || LAW_GAP,
  }
  const { what, remove, collapse } = SENTENCES[ground]
  const sentence = act === 'collapse' ? collapse : `${what} ${ENDINGS[act] ?? remove}`
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!)
}

/** What whoever appealed would read. */
export function answerFor(act: 'show' | 'lift' | 'uphold', { appeals }: Pick<CaseView, 'appeals'>): string {
  if (act !== 'uphold') return ANSWERS.back
  return appeals[0]?.side === 'reporter' ? ANSWERS.stays : ANSWERS.stands
}

/** Where a text still has a gap to fill, brackets included; null where it has none. The gaps are those of the sentences, so a reader's own brackets do not count. */
export function gapIn(text: string): { start: number; end: number } | null {
  for (const gap of GAPS) {
    const start = text.indexOf(gap)
    if (start >= 0) return { start, end: start + gap.length }
  }
  return null
}

const GAPS = [
  LAW_GAP,
  ...new Set(
    [...Object.values(SENTENCES), ANSWERS, TO_REPORTERS]
      .flatMap(sentences => Object.values(sentences))
      .flatMap(sentence => sentence.match(/\[[^\]]+\]/g) ?? []),
  ),
]

/** The ground most likely meant: what most reports name, else the strongest finding that is about a house rule. */
export function likelyGround({ findings, reportList }: Pick<CaseView, 'findings' | 'reportList'>): Ground | null {
  const named = new Map<Ground, number>()
  for (const { rule } of reportList) named.set(rule, (named.get(rule) ?? 0) + 1)
  const [reported] = [...named].toSorted((a, b) => b[1] - a[1])
  if (reported) return reported[0]
  const found = findings.toSorted((a, b) => b.score - a.score)
  return GROUNDS.find(ground => ground === found.find(finding => finding.rule !== 'house')?.rule) ?? null
}
