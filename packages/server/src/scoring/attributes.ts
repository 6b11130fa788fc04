import { HEADS, type Head, type Scores } from '@parley/rules/heads.ts'
import type { App } from '../app.ts'

/** What an attribute of the retiring service is answered by: one head, or whatever would not let the text pass. */
export type Answerer = Head | 'any-that-holds'

interface Attribute {
  by: Answerer
  /** The old service gave these a score for each sentence even when nobody asked for spans. */
  spansAlways?: true
}

const PRODUCTION: Readonly<Record<string, Head>> = {
  TOXICITY: 'toxicity',
  SEVERE_TOXICITY: 'severe',
  IDENTITY_ATTACK: 'identity',
  INSULT: 'insult',
  PROFANITY: 'obscene',
  THREAT: 'threat',
}

/**
 * The one table of what is answered by what; docs/leaving-perspective.md says it in words. An attack on a fellow commenter is
 * an insult, but the head does not know at whom it is aimed.
 */
export const ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  ...Object.entries(PRODUCTION).map(([name, by]): [string, Attribute] => [name, { by }]),
  ...Object.entries(PRODUCTION).map(([name, by]): [string, Attribute] => [`${name}_EXPERIMENTAL`, { by }]),
  ['SEXUALLY_EXPLICIT', { by: 'sexual' }],
  ['TOXICITY_FAST', { by: 'toxicity' }],
  ['OBSCENE', { by: 'obscene', spansAlways: true }],
  ['SPAM', { by: 'spam', spansAlways: true }],
  ['ATTACK_ON_COMMENTER', { by: 'insult', spansAlways: true }],
  ['LIKELY_TO_REJECT', { by: 'any-that-holds', spansAlways: true }],
])

/** Attributes that the old service had and no head honestly covers: refused, or left out where the caller says so. */
export const UNANSWERED: ReadonlySet<string> = new Set([
  'FLIRTATION',
  'ATTACK_ON_AUTHOR',
  'ATTACK_ON_PUBLISHER',
  'INCOHERENT',
  'INFLAMMATORY',
  'OFF_TOPIC',
  'UNSUBSTANTIAL',
  ...'AFFINITY COMPASSION CURIOSITY NUANCE PERSONAL_STORY REASONING RESPECT CONSTRUCTIVE'
    .split(' ')
    .map(name => `${name}_EXPERIMENTAL`),
  ...'ALIENATION FEARMONGERING GENERALIZATION MORAL_OUTRAGE POWER_APPEAL SCAPEGOATING'
    .split(' ')
    .map(name => `${name}_EXPERIMENTAL`),
])

/** `TOXICITY@6` asks for a version that is gone; ours answers, under the name as asked. */
export const plainName = (name: string): string => name.replace(/@\d+$/, '')

/** What judges, and the steps that hold in this newsroom. */
type Judge = Pick<App, 'engine' | 'thresholds'>

/** The heads whose score can keep a text back. */
const holding = ({ thresholds: { current } }: Judge): Head[] =>
  HEADS.filter(head => current[head]?.hold !== undefined || current[head]?.refuse !== undefined)

/** Does the engine know the attribute in a language (ISO 639-1 or BCP 47)? */
export function knows(judge: Judge, by: Answerer, language: string): boolean {
  const heads = judge.engine.headsOf(language)
  return by === 'any-that-holds' ? holding(judge).some(head => heads.includes(head)) : heads.includes(by)
}

/** The attribute’s score, 0…1. `any-that-holds` is the highest of the heads that can keep a text back. */
export function scoreOf(judge: Judge, by: Answerer, scores: Scores): number {
  return by === 'any-that-holds' ? Math.max(0, ...holding(judge).map(head => scores[head])) : scores[by]
}
