import { HEAD_OF, SCORE_OF } from '@parley/rules/engine.ts'
import { RULES_OF } from '@parley/rules/heads.ts'
import type { FoundOwn } from '../../house-rules/own-words.ts'
import { type Phase, type Seen, underHeld } from '../phase.ts'

/** What the newsroom looks for itself, beside the engine and its lists. */
export const ownWords: Phase = (text, { settings, around }) =>
  settings.words(text, Object.values(around)).flatMap(found => seenIn(found, settings.notHeld))

/** One kind of the newsroom's own words, as a finding; none where its rule is retired. What is made of it, decide.ts says by `own` and `own-threat`. */
export function seenIn({ label, severity, spans, rule }: FoundOwn, notHeld: ReadonlySet<string>): Seen[] {
  const seen: Seen = {
    rule: RULES_OF[HEAD_OF[label]][0]!,
    label: label === 'threat' ? 'own-threat' : 'own',
    score: SCORE_OF[severity],
    spans,
    message: 'finding.own',
  }
  if (rule !== undefined) return notHeld.has(rule) ? [] : [{ ...seen, rule }]
  return underHeld(seen, notHeld, HEAD_OF[label])
}
