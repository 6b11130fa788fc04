import type { Tx } from '../db/open.ts'
import { counting, type Leaving, type Over, type Parts } from '../readers/leaving.ts'

const SOME = 100

/** What a reader has reported signed in. */
export const countReports = counting('reports')

/**
 * Takes a reader out of some of his reports: who it was, name and address at once; what he wrote as soon as the report is answered, since
 * somebody may be in need of that answer. That there was a report, and what came of it, stays. Answers how many.
 */
export async function eraseReports(app: Parts, { site, reader, former }: Leaving): Promise<number> {
  const some = await app.db.read
    .selectFrom('reports')
    .select(['story', 'id', 'outcome'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .limit(SOME)
    .execute()
  if (some.length)
    await app.db.tx(async tx => {
      for (const { story, id } of some)
        await tx
          .updateTable('reports')
          .set({ reader: former, name: null, email: null })
          .where('site', '=', site)
          .where('story', '=', story)
          .where('id', '=', id)
          .execute()
    })
  return some.length
}

/** The same for what was reported without a sign-in under the address that is his. */
export async function eraseReportsFrom(tx: Tx, { site, former }: Leaving, email: string): Promise<void> {
  const sent = await tx
    .selectFrom('reports')
    .select(['story', 'id', 'comment', 'reader'])
    .where('site', '=', site)
    .where('email', '=', email)
    .execute()
  const taken = new Set<string>()
  for (const { story, id, comment, reader } of sent) {
    // One comment is reported once by one reader; a second time only by a guest.
    const again = reader === null && taken.has(comment)
    taken.add(comment)
    await tx
      .updateTable('reports')
      .set({
        name: null,
        email: null,
        ...(reader === null && !again && { reader: former }),
        ...(again && { explanation: '', source: null }),
      })
      .where('site', '=', site)
      .where('story', '=', story)
      .where('id', '=', id)
      .execute()
  }
}

/** Takes his words out of the reports of a former reader that are answered by now. */
export async function eraseAnswered(app: Parts, { site, former }: Leaving): Promise<Over> {
  const wordy = await app.db.read
    .selectFrom('reports')
    .select(['story', 'id', 'outcome', 'law'])
    .where('site', '=', site)
    .where('reader', '=', former)
    .where(eb => eb.or([eb('explanation', '<>', ''), eb('law', '<>', ''), eb('source', 'is not', null)]))
    .execute()
  const answered = wordy.filter(({ outcome }) => outcome !== null)
  for (let i = 0; i < answered.length; i += SOME)
    await app.db.tx(async tx => {
      for (const { story, id, law } of answered.slice(i, i + SOME))
        await tx
          .updateTable('reports')
          .set({ explanation: '', source: null, ...(law !== null && { law: '' }) })
          .where('site', '=', site)
          .where('story', '=', story)
          .where('id', '=', id)
          .execute()
    })
  return { waiting: wordy.length - answered.length, gone: answered.length }
}
