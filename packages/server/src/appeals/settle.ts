import type { Selectable } from 'kysely'
import type { CommentRow } from '../comments/queries.ts'
import type { Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { ACT, isMilder } from '../decisions/acts.ts'
import type { DecisionRow } from '../decisions/statements.ts'
import { Refusal } from '../http/problems.ts'

type AppealRow = Selectable<Tables['appeals']>

/** An open objection with the decision that it is against. */
export interface Objection {
  appeal: AppealRow
  decided: DecisionRow
}
export type Settled = Objection & { outcome: 'upheld' | 'reversed' }

/** Objections on a comment that nobody has decided yet, oldest first. */
export async function openAppeals(tx: Tx, { site, id }: Pick<CommentRow, 'site' | 'id'>): Promise<Objection[]> {
  const appeals = await tx
    .selectFrom('appeals')
    .selectAll()
    .where('site', '=', site)
    .where('comment', '=', id)
    .where('decided_at', 'is', null)
    .orderBy('id')
    .execute()
  if (appeals.length === 0) return []
  const decisions = await tx
    .selectFrom('decisions')
    .selectAll()
    .where('site', '=', site)
    .where(
      'id',
      'in',
      appeals.map(({ decision }) => decision),
    )
    .execute()
  const byId = new Map(decisions.map(one => [one.id, one]))
  return appeals.map(appeal => ({ appeal, decided: byId.get(appeal.decision)! }))
}

/**
 * What an act of somebody at the desk means for the objections that are open, oldest first. Pure.
 *
 * Against what was done to a comment: taken back by anything milder, upheld by the same or worse. Against what was done to a reader:
 * taken back by `lift`, one at a time. Against leaving a comment as it was: taken back by whatever restricts it. `uphold` leaves all as it
 * is that is not one's own. An objection that an act says nothing about stays open.
 * Throws Refusal: appeal.own-decision, appeal.own.
 */
export function settleAppeals(
  objections: readonly Objection[],
  { act, by }: Pick<DecisionRow, 'act' | 'by'>,
): Settled[] {
  const settled = objections.flatMap(objection => {
    const outcome = outcomeOf(objection, act)
    return outcome === null ? [] : { ...objection, outcome }
  })
  const meant = act === 'lift' ? settled.slice(0, 1) : settled
  const others = meant.filter(({ appeal, decided }) => decided.by !== by && appeal.reader !== by)
  if (others.length === meant.length || (act === 'uphold' && others.length > 0)) return others
  throw new Refusal(meant.some(({ decided }) => decided.by === by) ? 'appeal.own-decision' : 'appeal.own')
}

function outcomeOf({ decided }: Objection, act: DecisionRow['act']): Settled['outcome'] | null {
  if (act === 'uphold') return 'upheld'
  const { on } = ACT[decided.act]
  if (on === 'author' || on === 'reporter') return act === 'lift' ? 'reversed' : null
  if (decided.act === 'show') return ACT[act].restricts ? 'reversed' : act === 'show' ? 'upheld' : null
  if (ACT[act].on !== 'comment') return null
  return isMilder(act, decided.act) ? 'reversed' : 'upheld'
}

/** Writes down how objections were settled. */
export async function closeAppeals(tx: Tx, settled: readonly Settled[], { id, at }: DecisionRow): Promise<void> {
  for (const { appeal, outcome } of settled)
    await tx
      .updateTable('appeals')
      .set({ decided_at: at, outcome, deciding: id })
      .where('site', '=', appeal.site)
      .where('id', '=', appeal.id)
      .execute()
}
