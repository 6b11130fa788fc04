import { TEXT_MAX } from '@parley/contract/schemas.ts'
import type { Scores } from '@parley/rules/heads.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { type KeptVerdict, toldVerdict } from '../comments/own.ts'
import { Refusal } from '../http/problems.ts'
import { decide } from './decide.ts'
import { type Around, factsAbout } from './facts.ts'
import type { Seen } from './phase.ts'
import { examine } from './phases.ts'

/** What is stored of a text. Throws Refusal('text.empty') where nothing can be seen in it. */
export function textToStore(text: string): string {
  const clean = cleanText(text)
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(clean.replace(/[\u115f\u1160\u2800\u3164\uffa0]/g, '')))
    throw new Refusal('text.empty')
  return clean
}

/** What was made of a text: what is to be stored, with its verdict; and the same verdict with spans in the text as it was sent. */
export interface Judged {
  text: string
  verdict: KeptVerdict
  asSent: KeptVerdict
  /** The writer was asked to look again and posts it as it is. */
  nudged: boolean
}

/**
 * Reads the facts, runs the phases, decides about the text as it would be stored.
 * The verdict says by which engine, with which scores, over which thresholds.
 * Throws Refusal('text.empty').
 */
export async function judge(
  app: App,
  who: { id: string | null; staff: boolean; reviewedPosts?: number },
  { sent, postAnyway = false, ...around }: Around & { sent: string; postAnyway?: boolean },
): Promise<Judged> {
  const text = textToStore(sent)
  const facts = await factsAbout(app, who, { ...around, textMax: TEXT_MAX })
  const { thresholds } = facts.settings
  const { findings, asked } = examine(app.guarded, text, facts)
  const anyway = app.config.postAnyway ? 'show' : 'hold'
  const verdict: KeptVerdict = {
    outcome: decide(findings, { thresholds, postAnyway, anyway }),
    findings,
    language: asked.reading?.language ?? null,
    engine: asked.version,
    scores: asked.reading?.scores ? rounded(asked.reading.scores) : null,
    thresholds,
  }
  const nudged = postAnyway && decide(findings, { thresholds, postAnyway: false, anyway }) === 'nudge'
  if (text === sent) return { text, verdict, asSent: verdict, nudged }
  const inSent = examine(app.guarded, sent, facts).findings
  const spansOf = (finding: Seen) =>
    inSent.find(one => one.rule === finding.rule && one.label === finding.label)?.spans ?? []
  const asSent = { ...verdict, findings: findings.map(one => ({ ...one, spans: spansOf(one) })) }
  return { text, verdict, asSent, nudged }
}

/** To three places: more would be kept with every comment, and say nothing. */
const rounded = (scores: Scores) =>
  Object.fromEntries(Object.entries(scores).map(([head, score]) => [head, Math.round(score * 1000) / 1000])) as Scores

/** The refusal that a verdict asks for (story.closed, verdict.refused, verdict.nudge): nudge and refuse store nothing. Null where it asks for none. */
export function refusalAsked(app: App, { asSent }: Judged): Refusal | null {
  const closed = asSent.findings.some(finding => finding.label === 'closed')
  if (!closed && asSent.outcome !== 'refuse' && asSent.outcome !== 'nudge') return null
  const verdict = toldVerdict(app.config.language, asSent)
  const code = closed ? 'story.closed' : asSent.outcome === 'refuse' ? 'verdict.refused' : 'verdict.nudge'
  return new Refusal(code, {}, { verdict })
}
