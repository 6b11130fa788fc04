import type { Tx } from './open.ts'

/** The next number under a name; its row stays locked until the transaction ends, so that no number is given twice or left out. */
export async function nextNumber(tx: Tx, site: string, name: string): Promise<number> {
  const { value } = await tx
    .insertInto('counters')
    .values({ site, name, value: 1 })
    .onConflict(conflict =>
      conflict.columns(['site', 'name']).doUpdateSet(eb => ({ value: eb('counters.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return Number(value)
}
