import { HEADS, RULES_OF, type Thresholds } from '@parley/rules/heads.ts'
import { outcomeOf } from '../decide.ts'
import type { Asked } from '../engine.ts'
import { type Facts, house, type Seen, underHeld } from '../phase.ts'

/**
 * What the engine's reading comes to in this newsroom: the findings that reach a step of its thresholds, and whether a person
 * must look because the engine could not answer or does not know the language. Nothing is held against a retired rule. `own` are the engine's thresholds before the newsroom's.
 */
export function houseRules(text: string, { reading, failed }: Asked, facts: Facts, own: Thresholds): Seen[] {
  const { engineFails, unknownLanguage, thresholds, notHeld } = facts.settings
  const seen: Seen[] = []
  if (failed)
    seen.push(
      engineFails === 'hold' && !facts.reader.staff
        ? house('engine', 'finding.engine')
        : { ...house('engine', 'finding.engine.open'), score: 0 },
    )
  if (!reading) return seen
  const unread = !failed && reading.language === null && /\p{L}/u.test(text)
  if (unread && unknownLanguage === 'hold' && !facts.reader.staff) seen.push(house('language', 'finding.language'))
  seen.push(
    ...reading.findings
      .filter(finding => outcomeOf(finding, thresholds) !== 'show')
      .flatMap(finding => underHeld(finding, notHeld)),
  )
  // Below its own steps the engine reports nothing; the newsroom's may be lower.
  for (const head of HEADS) {
    const score = reading.scores?.[head] ?? 0
    const lowered =
      outcomeOf({ label: head, score }, own) === 'show' && outcomeOf({ label: head, score }, thresholds) !== 'show'
    if (lowered && !seen.some(finding => finding.label === head))
      seen.push(
        ...underHeld({ rule: RULES_OF[head][0]!, label: head, score, spans: [], message: `finding.${head}` }, notHeld),
      )
  }
  return seen
}
