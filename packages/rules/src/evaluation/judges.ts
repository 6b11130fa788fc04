import { Filter } from 'bad-words'
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity'
import type { Engine, Finding } from '../engine.ts'
import { HEADS, type Head, type Scores, type Step, stepFor, type Thresholds } from '../heads.ts'

/** What a judge says of one text. */
export interface Judgement {
  /** The language that it was judged in; null where unknown. */
  language: string | null
  /** Whether a model or a list of that language gave the scores; if not, they are what the lists alone saw. */
  known: boolean
  scores: Scores
  /** The gravest step that any finding asks for. */
  step: Step | null
  /** The findings' labels that reach a step. */
  named: Head[]
}

/** Whoever is measured: the engine, or a plain list of words. */
export interface Judge {
  name: string
  /** Heads without any are not its business. */
  thresholds: Thresholds
  /** Whether its scores are fine enough to choose a threshold from; a list has hits and no more. */
  graded: boolean
  /** @param language of the newsroom, for a text that does not tell its own; null if nothing is known */
  judge(text: string, language: string | null): Judgement
}

/** The gravest last. */
export const STEPS: readonly (Step | null)[] = [null, 'nudge', 'hold', 'refuse']
const nothing = (): Scores => Object.fromEntries(HEADS.map(head => [head, 0])) as Scores

/** The gravest step that findings ask for, and the heads that ask for any. */
export function asked(
  thresholds: Thresholds,
  findings: readonly Pick<Finding, 'label' | 'score'>[],
): { step: Step | null; named: Head[] } {
  let step: Step | null = null
  const named: Head[] = []
  for (const { label, score } of findings) {
    const one = stepFor(thresholds, label as Head, score)
    if (one !== null) named.push(label as Head)
    if (STEPS.indexOf(one) > STEPS.indexOf(step)) step = one
  }
  return { step, named }
}

/** The engine as a newsroom runs it: the text’s own language where it tells one, otherwise the newsroom’s. */
export function engineJudge(name: string, engine: Engine): Judge {
  return {
    name,
    thresholds: engine.thresholds,
    graded: true,
    judge(text, language) {
      const reading = engine.read(text, language === null ? {} : { hint: language })
      const scores = reading.scores ?? nothing()
      if (reading.scores === null)
        for (const { label, score } of reading.findings) scores[label as Head] = Math.max(scores[label as Head], score)
      const known = reading.scores !== null
      return { language: reading.language, known, scores, ...asked(engine.thresholds, reading.findings) }
    },
  }
}

/** A model that gives log odds, in the order of HEADS, of some of the heads: as it comes, flagging from one half on. */
export function oddsJudge(name: string, heads: readonly Head[], odds: (text: string) => ArrayLike<number>): Judge {
  const thresholds: Thresholds = Object.fromEntries(heads.map(head => [head, { nudge: 0.5 }]))
  return {
    name,
    thresholds,
    graded: true,
    judge(text, language) {
      const of = odds(text)
      const scores = nothing()
      for (const head of heads) scores[head] = 1 / (1 + Math.exp(-of[HEADS.indexOf(head)]!))
      const findings = heads.map(label => ({ label, score: scores[label] }))
      return { language, known: true, scores, ...asked(thresholds, findings) }
    },
  }
}

/** Flags from one hit on; the more of a text is listed, the higher. The same for every head, since a plain list tells none apart; none of them looks for spam. */
function listJudge(name: string, hits: (text: string, language: string | null) => number): Judge {
  const steps = { nudge: 0.5 }
  return {
    name,
    thresholds: Object.fromEntries(HEADS.filter(head => head !== 'spam').map(head => [head, steps])),
    graded: false,
    judge(text, language) {
      const found = hits(text, language)
      const words = text.split(/\s+/).length
      const score = found === 0 ? 0 : 0.5 + 0.5 * Math.min(1, found / words)
      const scores = Object.fromEntries(HEADS.map(head => [head, score])) as Scores
      return { language, known: true, scores, step: found === 0 ? null : 'nudge', named: found === 0 ? [] : [...HEADS] }
    },
  }
}

/** A list of words and phrases, found as whole words in either case and in no other disguise. */
export function plainListJudge(name: string, lists: Readonly<Record<string, readonly string[]>>): Judge {
  const patterns = new Map(
    Object.entries(lists).map(([language, words]) => [
      language,
      new RegExp(
        `(?<![\\p{L}\\p{N}])(?:${[...words]
          .sort((a, b) => b.length - a.length)
          .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('|')})(?![\\p{L}\\p{N}])`,
        'giu',
      ),
    ]),
  )
  return listJudge(name, (text, language) => text.match(patterns.get(language ?? 'en') ?? /(?!)/g)?.length ?? 0)
}

/** npm’s `obscenity` with the settings that its manual recommends for English. */
export function obscenityJudge(): Judge {
  const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })
  return listJudge('obscenity', text => matcher.getAllMatches(text).length)
}

/** npm’s `bad-words` as it comes. It says whether a text holds a word of its list, not how many. */
export function badWordsJudge(): Judge {
  const filter = new Filter()
  return listJudge('bad-words', text => (filter.isProfane(text) ? 1 : 0))
}

/** Judges each text once in each language. */
export function remembering(judge: Judge): Judge {
  const seen = new Map<string, Judgement>()
  return {
    ...judge,
    judge(text, language) {
      const key = `${language} ${text}`
      let judgement = seen.get(key)
      if (!judgement) {
        judgement = judge.judge(text, language)
        seen.set(key, judgement)
      }
      return judgement
    },
  }
}
