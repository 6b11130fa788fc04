import type { Selectable } from 'kysely'
import type { CommentRow } from '../comments/queries.ts'
import type { Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { ACT } from '../decisions/acts.ts'
import type { DecisionRow } from '../decisions/statements.ts'

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

const GRAVITY = { show: 0, collapse: 1, remove: 2 } as const

/**
 * What a decision means for the objections that were open. Pure.
 *
 * Against what was done to a comment: taken back by anything milder, upheld by the same or worse. Against what was done to its author:
 * taken back by `lift`. Against leaving a comment as it was: taken back by whatever restricts it. `uphold` leaves all as it is.
 * An objection that a decision says nothing about stays open.
 */
export function settleAppeals(objections: readonly Objection[], { act }: Pick<DecisionRow, 'act'>): Settled[] {
  return objections.flatMap(objection => {
    const outcome = outcomeOf(objection, act)
    return outcome === null ? [] : { ...objection, outcome }
  })
}

function outcomeOf({ appeal, decided }: Objection, act: DecisionRow['act']): Settled['outcome'] | null {
  if (act === 'uphold') return 'upheld'
  if (appeal.side === 'reporter') return ACT[act].restricts ? 'reversed' : act === 'show' ? 'upheld' : null
  if (act in GRAVITY && decided.act in GRAVITY)
    return GRAVITY[act as keyof typeof GRAVITY] < GRAVITY[decided.act as keyof typeof GRAVITY] ? 'reversed' : 'upheld'
  if (ACT[decided.act].on === 'author' && act === 'lift') return 'reversed'
  return null
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
