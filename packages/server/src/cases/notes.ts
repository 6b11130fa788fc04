import type { Assigned, Note } from '@parley/contract/schemas.ts'
import { cleanText } from '@parley/rules/text.ts'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import { record } from '../db/events.ts'
import { newId } from '../db/ids.ts'
import type { Reading } from '../db/open.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { commentOfCase, keepCase } from './queries.ts'

/** What the desk has written to itself about a case, oldest first. */
export async function notesOn(db: Reading, site: string, caseId: string): Promise<Note[]> {
  const rows = await db
    .selectFrom('case_notes as n')
    .leftJoin('readers as who', join => join.onRef('who.site', '=', 'n.site').onRef('who.id', '=', 'n.by'))
    .select(['n.id', 'n.text', 'n.at', 'who.name as by'])
    .where('n.site', '=', site)
    .where('n.case_id', '=', caseId)
    .orderBy('n.id')
    .execute()
  return rows.map(({ id, text, at, by }) => ({ id, by: by ?? '', text, at: iso(at) }))
}

/** Writes an internal note: for colleagues only, never changed, never part of a statement. Throws Refusal: case.unknown, note.empty. */
export async function writeNote(
  app: App,
  who: ReaderVisitor,
  { caseId, text }: { caseId: string; text: string },
): Promise<Note> {
  const words = cleanText(text)
  if (!words.trim()) throw new Refusal('note.empty')
  return app.db.tx(async tx => {
    const now = app.clock()
    const { site, story, id: comment } = await commentOfCase(tx, app.config.site, caseId)
    const note = { id: newId('n', now), by: who.id, text: words, at: now }
    await tx
      .insertInto('case_notes')
      .values({ site, story, case_id: caseId, ...note })
      .execute()
    await record(tx, { kind: 'case.noted', site, story, comment, data: { note: note.id }, at: now })
    return { id: note.id, by: who.name, text: words, at: iso(now) }
  })
}

/** Gives a case to a colleague or oneself, or back to all (null). Throws Refusal: case.unknown, colleague.unknown. */
export async function assignCase(
  app: App,
  who: ReaderVisitor,
  { caseId, to }: { caseId: string; to: string | null },
): Promise<Assigned> {
  return app.db.tx(async tx => {
    const now = app.clock()
    const comment = await commentOfCase(tx, app.config.site, caseId)
    const colleague = to === null ? null : ((await staff(tx, app.config.site)).find(({ id }) => id === to) ?? null)
    if (to !== null && !colleague) throw new Refusal('colleague.unknown')
    await keepCase(tx, comment, { assigned_to: to, at: now })
    const { site, story, id } = comment
    await record(tx, { kind: 'case.assigned', site, story, comment: id, data: { to, by: who.id }, at: now })
    return { assignedTo: colleague }
  })
}

/** Everybody who has come to the desk, by name. */
export const staff = (db: Reading, site: string): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('readers')
    .select(['id', 'name'])
    .where('site', '=', site)
    // In these words: those of the index readers_staff.
    .where(sql<boolean>`role <> 'reader'`)
    .orderBy('name')
    .limit(500)
    .execute()
