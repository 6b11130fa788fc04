import type { Me } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { ownComments } from '../comments/own.ts'
import { barredFor } from '../decisions/statements.ts'
import type { Visitor } from '../http/auth.ts'
import { storyByUrl } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { csrfOf } from './sessions.ts'

/** What is personal about a story, to be laid over its public page: who reads, what he respected, his own comments there. Throws Refusal('story.not-allowed'). */
export async function personal(app: App, who: Visitor, storyUrl: string | undefined): Promise<Me> {
  if (who.kind === 'guest') return { reader: null, csrf: null, respected: [], mine: [], barred: null }
  const reader = { id: who.id, name: who.name, role: who.role }
  const csrf = csrfOf(app, who.token)
  const story = storyUrl
    ? await storyByUrl(app.db.read, app.config.site, canonicalUrl(app.config, storyUrl))
    : undefined
  const barred = await barredFor(app, who)
  if (!story) return { reader, csrf, respected: [], mine: [], barred }
  const respected = await app.db.read
    .selectFrom('respects')
    .select('comment')
    .where('site', '=', story.site)
    .where('story', '=', story.id)
    .where('reader', '=', who.id)
    .orderBy('at', 'desc')
    .limit(1000)
    .execute()
  return {
    reader,
    csrf,
    respected: respected.map(row => row.comment),
    mine: await ownComments(app, who.id, { story: story.id }),
    barred,
  }
}
