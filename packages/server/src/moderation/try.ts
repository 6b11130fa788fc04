import { TEXT_MAX, type Tried, type TryText } from '@parley/contract/schemas.ts'
import { HEADS, RULES_OF, stepFor } from '@parley/rules/heads.ts'
import type { App } from '../app.ts'
import { toldVerdict } from '../comments/own.ts'
import { decide } from './decide.ts'
import { factsAbout } from './facts.ts'
import { rulesHeld } from './phase.ts'
import { examine } from './phases.ts'

/** Nobody in particular: a reader who has not written here before. */
const NEWCOMER = { id: null, staff: false }

/** What a comment of a reader new here would get, and why: for the desk, with scores and steps. Stores nothing. */
export async function tryText(app: App, { text, language, parent, article }: TryText): Promise<Tried> {
  const facts = await factsAbout(app, NEWCOMER, { story: { open: true }, textMax: TEXT_MAX })
  const { thresholds } = facts.settings
  const { findings, asked } = examine(
    {
      engine: app.guarded.engine,
      read: (words, context) => app.guarded.read(words, { ...context, ...(language && { language }) }),
    },
    text,
    { ...facts, around: { ...(parent && { parent }), ...(article && { article }) } },
  )
  const anyway = app.config.postAnyway ? 'show' : 'hold'
  const { reading, version, failed } = asked
  return {
    verdict: toldVerdict(app.config.language, {
      outcome: decide(findings, { thresholds, postAnyway: false, anyway }),
      findings,
    }),
    anyway: decide(findings, { thresholds, postAnyway: true, anyway }),
    language: reading?.language ?? null,
    engine: version,
    failed,
    heads: HEADS.map(head => {
      const found = reading?.findings.find(finding => finding.label === head)
      const learned =
        reading?.language && app.guarded.engine.headsOf(reading.language).includes(head)
          ? (reading.scores?.[head] ?? null)
          : null
      const score = found || learned !== null ? Math.max(found?.score ?? 0, learned ?? 0) : null
      return {
        head,
        rule: rulesHeld(head, facts.settings.notHeld)[0] ?? RULES_OF[head][0]!,
        score,
        learned,
        steps: thresholds[head] ?? {},
        reaches: score !== null && findings.some(one => one.label === head) ? stepFor(thresholds, head, score) : null,
        spans: found?.spans ?? [],
      }
    }),
  }
}
