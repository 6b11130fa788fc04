import type { StorySettings } from '@parley/contract/house-rules.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { sumOfSettings } from '../db/chain.ts'
import { record } from '../db/events.ts'
import { type StoryRow, storyByUrl, storyToOpen } from './queries.ts'
import { canonicalUrl } from './url.ts'

/**
 * Gives a story its title, opens or closes its discussion, and settles what holds under it alone; makes it known where it was not.
 * `settings` are put in place of those it had; null takes them away. Throws Refusal('story.not-allowed').
 */
export async function changeStory(app: App, { url, title, open, settings }: StorySettings): Promise<StoryRow> {
  const canonical = canonicalUrl(app.config, url)
  return app.db.tx(async tx => {
    const { site } = app.config
    const now = app.clock()
    const story = await storyToOpen(tx, { site, url: canonical, at: now })
    const settings_json = settings ? JSON.stringify(settings) : null
    await tx
      .updateTable('stories')
      .set({
        title: title === undefined ? story.title : cleanText(title).replace(/\s+/g, ' ').slice(0, 300),
        closed_at: open === undefined ? story.closed_at : open ? null : (story.closed_at ?? now),
        ...(settings !== undefined && { settings_json }),
      })
      .where('site', '=', site)
      .where('id', '=', story.id)
      .execute()
    await record(tx, {
      kind: 'story.changed',
      site,
      story: story.id,
      ...(settings !== undefined && { data: { settings: sumOfSettings(settings_json) } }),
      at: now,
    })
    return (await storyByUrl(tx, site, canonical))!
  })
}
