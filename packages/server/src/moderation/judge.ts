import { TEXT_MAX } from '@parley/contract/schemas.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { type KeptVerdict, toldVerdict } from '../comments/own.ts'
import { Refusal } from '../http/problems.ts'
import { decide } from './decide.ts'
import { factsAbout } from './facts.ts'
import { findings } from './phases.ts'

/** What is stored of a text. Throws Refusal('text.empty') where nothing can be seen in it. */
export function textToStore(text: string): string {
  const clean = cleanText(text)
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(clean.replace(/[\u115f\u1160\u2800\u3164\uffa0]/g, ''))) throw new Refusal('text.empty')
  return clean
}

/** Reads the facts, runs the phases, decides. The text must be as textToStore made it, so that spans point at what is shown. */
export async function judge(
  app: App,
  who: { id: string | null; staff: boolean },
  { text, story, postAnyway = false, except = null }: { text: string; story: { open: boolean }; postAnyway?: boolean; except?: string | null },
): Promise<KeptVerdict> {
  const facts = await factsAbout(app, who, { story, except, textMax: TEXT_MAX })
  const seen = findings(text, facts)
  return { outcome: decide(seen, postAnyway), findings: seen }
}

/** Throws the refusal that a verdict asks for: nudge and refuse store nothing. */
export function refuseIfAsked(app: App, verdict: KeptVerdict): void {
  if (verdict.findings.some(finding => finding.label === 'closed')) throw new Refusal('story.closed', {}, { verdict: toldVerdict(app.config.language, verdict) })
  if (verdict.outcome === 'refuse') throw new Refusal('verdict.refused', {}, { verdict: toldVerdict(app.config.language, verdict) })
  if (verdict.outcome === 'nudge') throw new Refusal('verdict.nudge', {}, { verdict: toldVerdict(app.config.language, verdict) })
}
