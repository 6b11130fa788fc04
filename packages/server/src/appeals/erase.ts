import { counting, type Leaving, type Over, type Parts } from '../readers/leaving.ts'

export const countAppeals = counting('appeals')

/** Takes a reader out of his objections. Those that are open are decided all the same, upon his words; then the words go too. Answers how many. */
export async function eraseAppeals(app: Parts, { site, reader, former }: Leaving): Promise<number> {
  return app.db.tx(async tx => {
    const { numUpdatedRows } = await tx
      .updateTable('appeals')
      .set({ reader: former })
      .where('site', '=', site)
      .where('reader', '=', reader)
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows)
  })
}

/** Takes the words out of the objections of a former reader that are decided by now. */
export async function eraseSettled(app: Parts, { site, former }: Leaving): Promise<Over> {
  const wordy = await app.db.read
    .selectFrom('appeals')
    .select(['id', 'decided_at'])
    .where('site', '=', site)
    .where('reader', '=', former)
    .where('text', '<>', '')
    .execute()
  const decided = wordy.filter(({ decided_at }) => decided_at !== null)
  if (decided.length)
    await app.db.tx(tx =>
      tx
        .updateTable('appeals')
        .set({ text: '' })
        .where('site', '=', site)
        .where('reader', '=', former)
        .where('decided_at', 'is not', null)
        .execute(),
    )
  return { waiting: wordy.length - decided.length, gone: decided.length }
}
