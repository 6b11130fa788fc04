import type { Act, Ground } from '@parley/contract/schemas.ts'
import { HEADS, type Head, RULES_OF, type Thresholds } from '@parley/rules/heads.ts'
import { HOUSE_RULES, type RuleId } from '@parley/rules/house-rules.ts'
import type { KeptVerdict } from '../comments/own.ts'
import type { CommentRow } from '../comments/queries.ts'
import type { Tx } from '../db/open.ts'
import { labelIn } from '../decisions/acts.ts'
import { outcomeOf } from '../moderation/decide.ts'
import { rulesHeld } from '../moderation/phase.ts'
import { type Example, forgetDecision, insertExample } from './queries.ts'

type Label = Pick<Example, 'rule' | 'head' | 'label' | 'score' | 'asked'>

/**
 * What a person's decision says about a verdict of the engine. Pure.
 *
 * Shown: no rule is broken, so every head that was scored or found is 0, but for those whose rules are retired (`notHeld`): of them
 * nothing was said.
 * Restricted under a rule: the heads that were found and speak to that rule are 1; where none was, the rule has been missed (head null).
 * Heads of other rules get no label, as a moderator names one ground of several. What no machine judges (truth, the law) teaches nothing.
 */
export function labelsOf(
  { findings, scores, thresholds = {} }: KeptVerdict,
  { act, ground, notHeld = new Set() }: { act: Act; ground: Ground | null; notHeld?: ReadonlySet<string> },
): Label[] {
  const found = new Map(
    findings.filter(({ by, label }) => by === undefined && isHead(label)).map(one => [one.label as Head, one]),
  )
  const said = (head: Head, rule: RuleId, label: 0 | 1): Label => {
    const finding = found.get(head)
    const score = finding?.score ?? scores?.[head] ?? null
    return { rule, head, label, score, asked: finding ? outcomeOf(finding, thresholds as Thresholds) : null }
  }
  if (act === 'show')
    return HEADS.filter(head => (scores || found.has(head)) && rulesHeld(head, notHeld).length > 0).map(head =>
      said(head, RULES_OF[head][0]!, 0),
    )
  const rule = HOUSE_RULES.find(({ id, judgedByMachine }) => id === ground && judgedByMachine)?.id
  if (!rule) return []
  const upheld = [...found.keys()].filter(head => RULES_OF[head].includes(rule))
  return upheld.length
    ? upheld.map(head => said(head, rule, 1))
    : [{ rule, head: null, label: 1, score: null, asked: null }]
}

const isHead = (label: string): label is Head => HEADS.includes(label as Head)

/** Keeps what a staff member's decision teaches, in the decision's own transaction; it takes the place of what an earlier one taught about the same words. */
export async function learnFrom(
  tx: Tx,
  comment: CommentRow,
  { by, at, ...decided }: { act: Act; ground: Ground | null; notHeld: ReadonlySet<string>; by: string; at: number },
): Promise<void> {
  const verdict = JSON.parse(comment.verdict_json) as KeptVerdict
  await forgetDecision(tx, comment)
  // What was never judged (an import) teaches nothing about the engine.
  if (verdict.engine === undefined) return
  const { language = null, engine } = verdict
  const { site, story, id, revision } = comment
  const labelled = comment.state === 'shown' && labelIn(comment.decision_json) !== null
  const restricted = comment.state === 'removed' || comment.state === 'collapsed' || labelled
  const reversal = decided.act === 'show' && restricted
  for (const label of labelsOf(verdict, decided))
    await insertExample(tx, site, {
      ...label,
      about: { story, comment: id, revision },
      language,
      engine,
      source: reversal ? 'reversal' : 'decision',
      by,
      at,
    })
}
