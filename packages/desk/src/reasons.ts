import type { CaseView, Ground } from '@parley/contract/schemas.ts'
import { markedWords } from './marks.ts'

/**
 * The sentences authors read, one per ground and act. The moderator sees and can change each before it is sent.
 * `{words}` becomes the marked words in quotes and brackets, or nothing; `{law}` the law a report names.
 * `[…]` is a gap that only the moderator can fill: a text is not sent while it has one.
 */
const SENTENCES: Record<Ground, Record<'remove' | 'collapse', string>> = {
  clean: {
    remove: 'Your comment uses crude or sexual words{words}. You are welcome to say the rest again without them.',
    collapse:
      'Your comment uses words that not everyone wants to meet{words}. It can be read after one more click. You are welcome to say it again without them.',
  },
  threats: {
    remove:
      'Your comment can be read as a threat against someone{words}. You are welcome to say again what you think of the matter, without that part.',
    collapse:
      'Your comment wishes harm to someone{words}. It can be read after one more click. You are welcome to say again what you think of the matter, without that part.',
  },
  truth: {
    remove:
      'Your comment states something as a fact that is not so: [what is not so]. You are welcome to write again and say where you know it from.',
    collapse:
      'Your comment states something as a fact that we could not confirm: [what is not confirmed]. It can be read after one more click. You are welcome to reply to it and say where you know it from.',
  },
  nice: {
    remove: 'Your comment insults or degrades the people it speaks of{words}. You are welcome to say the rest again.',
    collapse:
      'Your comment is harsher about people than this discussion wants to be{words}. It can be read after one more click. You are welcome to say it again in other words.',
  },
  spam: {
    remove: 'Your comment advertises something{words}. You are welcome to write about the story itself.',
    collapse:
      'Your comment leads away from the story{words}. It can be read after one more click. You are welcome to write about the story itself.',
  },
  illegal: {
    remove: 'Your comment is against the law: {law}. You are welcome to write again without that part.',
    collapse:
      'Your comment may be against the law: {law}. It can be read after one more click while we look further. You are welcome to write again without that part.',
  },
}

/** The grounds in the order of their keys, 1 to 6. */
export const GROUNDS = ['clean', 'threats', 'truth', 'nice', 'spam', 'illegal'] as const satisfies readonly Ground[]

const MOST_WORDS = 3
const LAW_GAP = '[which law]'

/** The sentence an author would read, from what was found and reported. */
export function reasonFor(
  act: 'remove' | 'collapse',
  ground: Ground,
  { text, findings, reportList }: Pick<CaseView, 'text' | 'findings' | 'reportList'>,
): string {
  const marked = findings.filter(finding => finding.rule === ground).flatMap(finding => markedWords(text, finding))
  const quotes = [...new Set(marked)].slice(0, MOST_WORDS).map(words => `“${words}”`)
  const law = reportList.find(report => report.law?.trim())?.law?.trim()
  const values: Record<string, string> = { words: quotes.length ? ` (${quotes.join(', ')})` : '', law: law ?? LAW_GAP }
  return SENTENCES[ground][act].replace(/\{(\w+)\}/g, (_, name: string) => values[name]!)
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
    Object.values(SENTENCES)
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
