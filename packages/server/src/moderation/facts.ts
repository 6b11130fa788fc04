import type { App } from '../app.ts'
import type { Facts } from './phase.ts'
import { skeletonOf } from './skeleton.ts'

/** The last comments that the repeat phase compares with. */
const RECENT = 5

/** Everything the phases need to know, in one read. */
export async function factsAbout(
  app: App,
  who: { id: string | null; staff: boolean },
  { story, except, textMax }: { story: { open: boolean }; except: string | null; textMax: number },
): Promise<Facts> {
  const { site, hold, limits, language } = app.config
  const mine = (reader: string) =>
    app.db.read.selectFrom('comments').where('site', '=', site).where('reader', '=', reader).orderBy('id', 'desc')
  const recent = who.id && limits ? await mine(who.id).select(['id', 'text', 'posted_at']).limit(RECENT).execute() : []
  const shown =
    who.id && hold === 'first'
      ? await mine(who.id).select('id').where('state', '=', 'shown').limit(1).executeTakeFirst()
      : undefined
  return {
    now: app.clock(),
    story,
    reader: { shownBefore: shown !== undefined, staff: who.staff },
    recent: recent.filter(row => row.id !== except).map(row => ({ skeleton: skeletonOf(row.text), at: row.posted_at })),
    settings: { hold, limits, textMax, language },
  }
}
