import { HEAD_OF, SCORE_OF } from '@parley/rules/engine.ts'
import { RULES_OF } from '@parley/rules/heads.ts'
import type { Found } from '@parley/rules/own-words.ts'
import type { Phase, Seen } from '../phase.ts'

/** What the newsroom looks for itself, beside the engine and its lists. */
export const ownWords: Phase = (text, { settings, around }) => settings.words(text, Object.values(around)).map(seenIn)

/** One kind of the newsroom's own words, as a finding. What is made of it, decide.ts says by `own` and `own-threat`. */
export function seenIn({ label, severity, spans }: Found): Seen {
  return {
    rule: RULES_OF[HEAD_OF[label]][0]!,
    label: label === 'threat' ? 'own-threat' : 'own',
    score: SCORE_OF[severity],
    spans,
    message: 'finding.own',
  }
}
