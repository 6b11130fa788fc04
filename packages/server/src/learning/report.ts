import { HEADS, type Head, RULES_OF, type Step } from '@parley/rules/heads.ts'
import { HOUSE_RULES, type RuleId } from '@parley/rules/house-rules.ts'
import type { StoredExample } from './queries.ts'

/** How many of `n` were upheld, with the 95 % interval of the share; null where there is nothing to share. */
export interface Share {
  n: number
  upheld: number
  precision: number | null
  low: number | null
  high: number | null
}

export interface Bin {
  from: number
  to: number
  n: number
  /** Mean of what the engine gave. */
  predicted: number
  /** Share that people upheld. */
  observed: number
}

export interface ModelReport {
  /** Texts that people have judged. */
  texts: number
  /** Versions of the engine, the most frequent first. */
  engines: { engine: string; texts: number }[]
  rules: { rule: RuleId; found: Share; missed: number }[]
  heads: ({ head: Head; rule: RuleId; found: Share; reliability: Bin[] } & Record<Step, Share>)[]
  languages: { language: string | null; found: Share }[]
  /** Labels that clients of the scoring address have sent; they are in no figure above. */
  suggestions: number
}

/** Normal quantile of a two-sided 95 % interval. */
const Z95 = 1.96
const BINS = 10
const STEPS = ['nudge', 'hold', 'refuse'] as const

/** The interval of a share by Wilson (1927): right for few, and never outside 0…1. `z` is the normal quantile. n > 0. */
export function wilson(upheld: number, n: number, z = Z95): { low: number; high: number } {
  const share = upheld / n
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/**
 * Holds the engine against the desk. Pure.
 * Precision: of what a step found, the share that staff upheld. Reliability: what the engine gave against what staff said.
 * Only what people have looked at is here: held and reported comments far more than others, so nothing follows about the rest.
 */
export function reportOf(examples: readonly StoredExample[]): ModelReport {
  const desk = examples.filter(example => example.source !== 'suggestion')
  const found = desk.filter(isFound)
  const engines = Map.groupBy(desk, example => example.engine ?? 'none')
  return {
    texts: textsIn(desk),
    engines: [...engines].map(([engine, some]) => ({ engine, texts: textsIn(some) })).sort((a, b) => b.texts - a.texts),
    rules: HOUSE_RULES.filter(rule => rule.judgedByMachine).map(({ id }) => ({
      rule: id,
      found: shareOfTexts(found.filter(({ head }) => RULES_OF[head][0] === id)),
      missed: desk.filter(example => example.head === null && example.rule === id).length,
    })),
    heads: HEADS.map(head => {
      const said = desk.filter(example => example.head === head)
      const at = (step: Step) => shareOf(said.filter(example => example.asked === step))
      return {
        head,
        rule: RULES_OF[head][0]!,
        found: shareOf(said.filter(isFound)),
        ...(Object.fromEntries(STEPS.map(step => [step, at(step)])) as Record<Step, Share>),
        reliability: binsOf(said),
      }
    }),
    languages: [...Map.groupBy(found, example => example.language)]
      .map(([language, some]) => ({ language, found: shareOfTexts(some) }))
      .sort((a, b) => b.found.n - a.found.n),
    suggestions: examples.length - desk.length,
  }
}

const isFound = (example: StoredExample): example is StoredExample & { head: Head } =>
  example.head !== null && example.asked !== null && example.asked !== 'show'

const keyOf = ({ id, comment, revision }: StoredExample) => (comment === null ? id : `${comment} ${revision}`)
const textsIn = (some: readonly StoredExample[]) => new Set(some.map(keyOf)).size

const shareOf = (some: readonly { label: 0 | 1 }[]): Share => {
  const n = some.length
  const upheld = some.filter(({ label }) => label === 1).length
  return {
    n,
    upheld,
    ...(n ? { precision: upheld / n, ...wilson(upheld, n) } : { precision: null, low: null, high: null }),
  }
}

/** A text in which two heads were found counts once, and is upheld if one of them was. */
const shareOfTexts = (some: readonly StoredExample[]): Share =>
  shareOf([...Map.groupBy(some, keyOf).values()].map(heads => ({ label: heads.some(one => one.label === 1) ? 1 : 0 })))

function binsOf(said: readonly StoredExample[]): Bin[] {
  const scored = said.filter((one): one is StoredExample & { score: number } => one.score !== null)
  return [...Map.groupBy(scored, ({ score }) => Math.min(BINS - 1, Math.floor(score * BINS)))]
    .sort(([a], [b]) => a - b)
    .map(([i, some]) => ({
      from: i / BINS,
      to: (i + 1) / BINS,
      n: some.length,
      predicted: some.reduce((sum, { score }) => sum + score, 0) / some.length,
      observed: some.filter(({ label }) => label === 1).length / some.length,
    }))
}
