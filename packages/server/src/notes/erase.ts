import type { Tx } from '../db/open.ts'

/**
 * Removes all ratings of a reader, in the transaction of whoever erases him. Factors and sides that were inferred from them are in no table: the next run sees that
 * ratings are gone and fits anew without them. What this process holds of the last run in memory goes by `app.notes.forget()`, after the commit. Answers how many
 * there were.
 */
export async function eraseRatings(tx: Tx, site: string, reader: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('note_ratings')
    .where('site', '=', site)
    .where('reader', '=', reader)
    .executeTakeFirst()
  // The clock of the last run is turned back, so that a run follows even where as many were given as were removed.
  await tx.updateTable('note_runs').set({ ratings: -1, latest: -1 }).where('site', '=', site).execute()
  return Number(numDeletedRows)
}

/**
 * Removes what a reader's notes have beside their comments: what they quote, their sources, and who rated them; and his words where notes about his comments quote
 * them. The rows stay, as those of the comments do, with nothing in them. Words, revisions and states are the comments' own, and go with these (`moveTo` counts a
 * story's notes too). `unseen`: only those that go, where what everybody can read stays with nobody's name. Answers how many notes he had written.
 */
export async function eraseNotes(
  tx: Tx,
  site: string,
  reader: string,
  { unseen = false }: { unseen?: boolean } = {},
): Promise<number> {
  const his = await tx
    .selectFrom('notes as n')
    .innerJoin('comments as c', join =>
      join.onRef('c.site', '=', 'n.site').onRef('c.story', '=', 'n.story').onRef('c.id', '=', 'n.id'),
    )
    .select(['n.story', 'n.id'])
    .where('n.site', '=', site)
    .where('c.reader', '=', reader)
    .where('n.kind', '=', 'reader')
    .$if(unseen, query => query.where('c.state', 'not in', ['shown', 'collapsed']))
    .execute()
  const empty = { claim: '', sources_json: '[]', pending_json: null, numbers_json: null, measured_json: null }
  for (const { story, id } of his) {
    await tx
      .updateTable('notes')
      .set({ ...empty, status: 'needs_more', shown_at: null, settled: 0 })
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
    await tx
      .deleteFrom('note_ratings')
      .where('site', '=', site)
      .where('story', '=', story)
      .where('note', '=', id)
      .execute()
  }
  const quoting = await tx
    .selectFrom('comments as a')
    .innerJoin('notes as n', join =>
      join.onRef('n.site', '=', 'a.site').onRef('n.story', '=', 'a.story').onRef('n.about', '=', 'a.id'),
    )
    .select(['n.story', 'n.id'])
    .where('a.site', '=', site)
    .where('a.reader', '=', reader)
    .$if(unseen, query =>
      query.where(eb => eb.or([eb('a.state', 'not in', ['shown', 'collapsed']), eb('a.kind', '=', 'eyewitness')])),
    )
    .execute()
  for (const { story, id } of quoting)
    await tx
      .updateTable('notes')
      .set({ claim: '' })
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
  return his.length
}
