import type { SaveView, View } from '@parley/contract/schemas.ts'
import { cleanText } from '@parley/rules/text.ts'
import { type Selectable, sql } from 'kysely'
import type { App } from '../app.ts'
import { newId } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import type { Tables } from '../db/schema.ts'
import { isEditor, type ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'

/** Of one's own, and of the desk's together. */
const MOST = 50

type ViewRecord = Selectable<Tables['views']>

/** One's own views and those that the desk shares, by name. Those of others are nobody else's business. */
export async function viewsFor(app: App, who: ReaderVisitor): Promise<View[]> {
  const views = app.db.read.selectFrom('views').selectAll().where('site', '=', app.config.site)
  const rows = [
    ...(await views.where('by', '=', who.id).where('shared_at', 'is', null).orderBy('id').limit(MOST).execute()),
    ...(await views.where('shared_at', 'is not', null).orderBy('id').limit(MOST).execute()),
  ]
  return rows.map(row => viewOf(row, who)).sort((a, b) => a.name.localeCompare(b.name))
}

function viewOf({ id, name, shared_at, query_json }: ViewRecord, who: ReaderVisitor): View {
  const shared = shared_at !== null
  return { id, name, shared, ...JSON.parse(query_json), mayChange: !shared || isEditor(who) }
}

/**
 * Keeps a search under a name. No event: it is a tool of the desk and changes nothing about the discussion.
 * Throws Refusal: session.editor-only (to share), view.empty, view.many.
 */
export async function saveView(app: App, who: ReaderVisitor, { name, shared, ...query }: SaveView): Promise<View> {
  if (shared && !isEditor(who)) throw new Refusal('session.editor-only')
  return app.db.tx(async tx => {
    const { site } = app.config
    const now = app.clock()
    await assertRoom(tx, site, shared ? null : who.id)
    const row: ViewRecord = {
      site,
      id: newId('v', now),
      by: who.id,
      name: nameOf(name),
      shared_at: shared ? now : null,
      query_json: JSON.stringify(query),
      at: now,
    }
    await tx.insertInto('views').values(row).execute()
    return viewOf(row, who)
  })
}

/** Puts another name, search or audience in place of what a view had. Throws Refusal: view.unknown, session.editor-only, view.empty, view.many. */
export async function changeView(
  app: App,
  who: ReaderVisitor,
  { id, to: { name, shared, ...query } }: { id: string; to: SaveView },
): Promise<View> {
  return app.db.tx(async tx => {
    const row = await viewToChange(tx, { site: app.config.site, id, who })
    if (shared && !isEditor(who)) throw new Refusal('session.editor-only')
    const was = row.shared_at !== null
    // What is shared no more is its maker's again, and that may be somebody else: it becomes whose it was taken by.
    const owner = was && !shared ? who.id : row.by
    if (was !== shared) await assertRoom(tx, row.site, shared ? null : owner)
    const changed: ViewRecord = {
      ...row,
      by: owner,
      name: nameOf(name),
      shared_at: shared ? (row.shared_at ?? app.clock()) : null,
      query_json: JSON.stringify(query),
    }
    await tx.updateTable('views').set(changed).where('site', '=', row.site).where('id', '=', id).execute()
    return viewOf(changed, who)
  })
}

/** Deletes a view. Throws Refusal: view.unknown, session.editor-only. */
export async function deleteView(app: App, who: ReaderVisitor, id: string): Promise<void> {
  await app.db.tx(async tx => {
    const { site } = await viewToChange(tx, { site: app.config.site, id, who })
    await tx.deleteFrom('views').where('site', '=', site).where('id', '=', id).execute()
  })
}

async function viewToChange(
  tx: Tx,
  { site, id, who }: { site: string; id: string; who: ReaderVisitor },
): Promise<ViewRecord> {
  const row = await tx.selectFrom('views').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst()
  if (!row || (row.shared_at === null && row.by !== who.id)) throw new Refusal('view.unknown')
  if (row.shared_at !== null && !isEditor(who)) throw new Refusal('session.editor-only')
  return row
}

/** Throws Refusal('view.many') where somebody, or (null) the desk, has as many views as there can be. */
async function assertRoom(tx: Tx, site: string, by: string | null): Promise<void> {
  const views = tx.selectFrom('views').select('id').where('site', '=', site)
  const kept =
    by === null ? views.where('shared_at', 'is not', null) : views.where('by', '=', by).where('shared_at', 'is', null)
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${kept.limit(MOST)}) as t`.execute(tx)
  if (Number(rows[0]!.n) >= MOST) throw new Refusal('view.many', { n: MOST })
}

/** Throws Refusal('view.empty'). */
function nameOf(text: string): string {
  const name = cleanText(text).replace(/\s+/g, ' ').trim()
  if (!name) throw new Refusal('view.empty')
  return name
}
