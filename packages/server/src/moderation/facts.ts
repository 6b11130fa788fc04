import type { App } from '../app.ts'
import { prepared } from '../db/prepared.ts'
import { titleFromUrl } from '../stories/queries.ts'
import type { Place } from '../stories/settings.ts'
import type { Facts } from './phase.ts'
import { skeletonOf } from './skeleton.ts'

/** The last comments that the repeat phase compares with. */
const RECENT = 5

/** A text's surroundings, as far as its writer's request tells them. */
export interface Around {
  story: Place & { open: boolean; title?: string }
  /** Id of the comment that is answered. */
  replyTo?: string | null | undefined
  /** Id of the comment that is edited: it does not repeat itself. */
  except?: string | null
}

const lastOf = prepared((db, { site, reader }: { site: string; reader: string }) =>
  db
    .selectFrom('comments')
    .select(['id', 'text', 'posted_at'])
    .where('site', '=', site)
    .where('reader', '=', reader)
    .orderBy('id', 'desc')
    .limit(RECENT),
)

/** Everything the phases need to know, read at once. */
export async function factsAbout(
  app: App,
  who: { id: string | null; staff: boolean; reviewedPosts?: number },
  { story, replyTo = null, except = null, textMax }: Around & { textMax: number },
): Promise<Facts> {
  const { site, limits, language, unknownLanguage, engineFails, privateData, domains, help } = app.config
  const { hold, links } = app.rules.settingsAt(story)
  const [recent, shown, parent] = await Promise.all([
    who.id && limits ? lastOf(app.db.read, { site, reader: who.id }) : [],
    who.id && hold === 'first' ? shownOf(app, who.id) : undefined,
    replyTo ? publicText(app, replyTo) : undefined,
  ])
  return {
    now: app.clock(),
    story: { open: story.open },
    reader: { shownBefore: shown !== undefined, staff: who.staff, reviewed: (who.reviewedPosts ?? 0) > 0 },
    recent: recent.filter(row => row.id !== except).map(row => ({ skeleton: skeletonOf(row.text), at: row.posted_at })),
    around: { ...(parent !== undefined && { parent }), ...articleOf(story) },
    settings: {
      hold,
      links,
      limits,
      textMax,
      language,
      unknownLanguage,
      engineFails,
      privateData,
      domains,
      thresholds: app.thresholds.current,
      words: app.rules.words,
      notHeld: app.rules.notHeld,
      help,
    },
  }
}

const shownOf = ({ db, config }: App, reader: string) =>
  db.read
    .selectFrom('comments')
    .select('id')
    .where('site', '=', config.site)
    .where('reader', '=', reader)
    .where('state', '=', 'shown')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The words of a comment that everybody can read. What they cannot read cannot be quoted. */
async function publicText({ db, config }: App, id: string): Promise<string | undefined> {
  const row = await db.read
    .selectFrom('comments')
    .select('text')
    .where('site', '=', config.site)
    .where('id', '=', id)
    .where('state', 'in', ['shown', 'collapsed'])
    .executeTakeFirst()
  return row?.text
}

/** The newsroom's own title. One that was made of an address says only what anybody may have typed there. */
const articleOf = ({ url, title }: Around['story']): { article?: string } =>
  url !== undefined && title !== undefined && title !== titleFromUrl(url) ? { article: title } : {}
