import { TEXT_MAX } from '@parley/contract/schemas.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { type KeptVerdict, toldVerdict } from '../comments/own.ts'
import { Refusal } from '../http/problems.ts'
import { decide } from './decide.ts'
import { factsAbout } from './facts.ts'
import type { Seen } from './phase.ts'
import { findings } from './phases.ts'

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
 * Throws Refusal('text.empty').
 */
export async function judge(
  app: App,
  who: { id: string | null; staff: boolean },
  {
    sent,
    story,
    postAnyway = false,
    except = null,
  }: { sent: string; story: { open: boolean }; postAnyway?: boolean; except?: string | null },
): Promise<Judged> {
  const text = textToStore(sent)
  const facts = await factsAbout(app, who, { story, except, textMax: TEXT_MAX })
  const seen = findings(app.engine, text, facts)
  const verdict = { outcome: decide(seen, postAnyway), findings: seen }
  const nudged = postAnyway && decide(seen, false) === 'nudge'
  if (text === sent) return { text, verdict, asSent: verdict, nudged }
  const inSent = findings(app.engine, sent, facts)
  const spansOf = (finding: Seen) =>
    inSent.find(one => one.rule === finding.rule && one.label === finding.label)?.spans ?? []
  return { text, verdict, asSent: { ...verdict, findings: seen.map(one => ({ ...one, spans: spansOf(one) })) }, nudged }
}

/** Throws the refusal that a verdict asks for: nudge and refuse store nothing. Throws Refusal: story.closed, verdict.refused, verdict.nudge. */
export function refuseIfAsked(app: App, { asSent }: Judged): void {
  const verdict = toldVerdict(app.config.language, asSent)
  if (asSent.findings.some(finding => finding.label === 'closed')) throw new Refusal('story.closed', {}, { verdict })
  if (asSent.outcome === 'refuse') throw new Refusal('verdict.refused', {}, { verdict })
  if (asSent.outcome === 'nudge') throw new Refusal('verdict.nudge', {}, { verdict })
}
