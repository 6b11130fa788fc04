import type { Measured, Section } from './measures.ts'

/** A figure that was promised: how far to get, and what there was before. */
export interface Target {
  id: string
  what: string
  reach: number
  /** The best that was measured before this model; none where nothing was. */
  before: number | null
  /** Whether less is better. */
  less?: true
}

export const TARGETS: readonly Target[] = [
  { id: 'wiki.mean', what: 'Wikipedia: mean AUC of six labels', reach: 0.98, before: 0.976 },
  { id: 'wiki.toxicity', what: 'Wikipedia: toxicity, AUC', reach: 0.967, before: 0.964 },
  { id: 'wiki.ap', what: 'Wikipedia: toxicity, average precision', reach: 0.86, before: 0.84 },
  { id: 'wiki.f1', what: 'Wikipedia: toxicity, F1', reach: 0.78, before: 0.77 },
  { id: 'hate.auc', what: 'HateCheck: AUC', reach: 0.83, before: 0.76 },
  { id: 'hate.balanced', what: 'HateCheck: balanced accuracy', reach: 0.75, before: 0.69 },
  { id: 'hate.naming', what: 'HateCheck: identity named or praised, flagged', reach: 0.08, before: null, less: true },
  { id: 'hate.counter', what: 'HateCheck: counter-speech passed', reach: 0.85, before: null },
  { id: 'templates.auc', what: 'bias templates: AUC', reach: 0.95, before: 0.91 },
  { id: 'templates.fpr', what: 'bias templates: harmless flagged', reach: 0.03, before: 0.04, less: true },
  { id: 'swap.lost', what: 'AUC lost when identities are swapped', reach: 0.02, before: 0.033, less: true },
  { id: 'news.insult', what: 'news comments: insult, AUC', reach: 0.76, before: 0.73 },
  { id: 'news.identity', what: 'news comments: identity, AUC', reach: 0.78, before: 0.75 },
  { id: 'news.obscene', what: 'news comments: obscene, AUC', reach: 0.87, before: 0.85 },
  { id: 'moderation.sexual', what: 'sexual, AUC', reach: 0.95, before: 0.933 },
  { id: 'spam.comments', what: 'spam in comments, AUC', reach: 0.985, before: 0.981 },
  { id: 'spam.messages', what: 'spam in messages, AUC', reach: 0.995, before: 0.993 },
  { id: 'disguise.kept.first', what: 'kept under the worst of six disguises', reach: 0.98, before: 0.97 },
  { id: 'disguise.kept.second', what: 'kept under the worst of stars and repeats', reach: 0.92, before: 0.8 },
]

export const figureNamed = (sections: readonly Section[], id: string): Measured | undefined =>
  sections.flatMap(section => section.measured).find(one => one.id === id)

/** How far a value is past its target; negative where it falls short. */
export const past = (target: Target, value: number): number =>
  target.less ? target.reach - value : value - target.reach
