import type { Proposal, Proposals, TimelineAtDesk } from '@parley/contract/timeline.ts'
import type { App } from '../app.ts'
import { Refusal } from '../http/problems.ts'
import { storyByUrl, unknownStory } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { inHisWords, proposed, timelineOf } from './queries.ts'
import { suggestEarlier } from './suggest.ts'

const PAGE = 50

const waiting = (app: App) =>
  proposed(app.db.read, app.config.site)
    .innerJoin('readers as r', join => join.onRef('r.site', '=', 't.site').onRef('r.id', '=', 't.by'))
    .select('r.name as reader_name')
    .where('t.shown_at', 'is', null)
    .where('t.closed_at', 'is', null)
    .orderBy('t.id')

type Waiting = Awaited<ReturnType<ReturnType<typeof waiting>['execute']>>[number]

const shown = (row: Waiting): Proposal => ({ ...inHisWords(row), reader: { id: row.by, name: row.reader_name } })

/** The proposals that wait, over all stories, the longest waiting first. Throws Refusal('cursor.invalid'). */
export async function proposalsWaiting(app: App, after: string | null): Promise<Proposals> {
  if (after !== null && !/^t_[0-9a-z]{10,30}$/.test(after)) throw new Refusal('cursor.invalid')
  let query = waiting(app).limit(PAGE + 1)
  if (after) query = query.where('t.id', '>', after)
  const rows = await query.execute()
  const page = rows.slice(0, PAGE)
  return { proposals: page.map(shown), next: rows.length > PAGE ? page.at(-1)!.id : null }
}

/** A story's timeline as an editor works on it: with what waits, and earlier stories that may belong to it. Throws Refusal('story.not-allowed'). */
export async function timelineAtDesk(app: App, address: string): Promise<TimelineAtDesk> {
  const { site } = app.config
  const url = canonicalUrl(app.config, address)
  const story = await storyByUrl(app.db.read, site, url)
  if (!story) {
    const { title } = unknownStory(url)
    return { story: { url, title }, entries: [], ties: [], proposals: [], suggestions: [] }
  }
  const [timeline, proposals, linked] = await Promise.all([
    timelineOf(app.db.read, site, story.id),
    waiting(app).where('t.story', '=', story.id).limit(PAGE).execute(),
    app.db.read
      .selectFrom('timeline')
      .select('link')
      .where('site', '=', site)
      .where('story', '=', story.id)
      .where('link', 'is not', null)
      .where('closed_at', 'is', null)
      .execute(),
  ])
  return {
    story: { url, title: story.title },
    ...timeline,
    proposals: proposals.map(shown),
    suggestions: await suggestEarlier(app, story, new Set(linked.map(({ link }) => link!))),
  }
}
