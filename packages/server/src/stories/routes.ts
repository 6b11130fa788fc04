import type { StoryAtDesk } from '@parley/contract/house-rules.ts'
import { type Site, type Story, TEXT_MAX } from '@parley/contract/schemas.ts'
import { HEADS, RULES_OF, type Steps } from '@parley/rules/heads.ts'
import type { HouseRule } from '@parley/rules/house-rules.ts'
import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { publicCall } from '../eyewitness/call.ts'
import { isEditor } from '../http/auth.ts'
import { askedBy, COUNTS, sendBytes } from '../http/bytes.ts'
import { Refusal } from '../http/problems.ts'
import { followStory } from '../http/stream.ts'
import type { Call } from '../http/table.ts'
import { changeStory } from './change.ts'
import { storiesAtDesk } from './list.ts'
import { publicStory, type StoryRow, storyByUrl, unknownStory } from './queries.ts'
import { ownOf } from './settings.ts'
import { canonicalUrl } from './url.ts'

export async function counts(app: App, { query, request, reply }: Call) {
  const bytes = await app.pages.counts([query.story].flat(), askedBy(request))
  return sendBytes(request, reply, bytes, { cache: COUNTS })
}

export function site(app: App, { reply }: Call): Site {
  const { siteName, language, editMinutes, postAnyway } = app.config
  reply.header('cache-control', 'public, max-age=300')
  return {
    name: siteName,
    language,
    rules: app.rules.current.map(worded),
    retired: app.rules.retired.map(worded),
    textMax: TEXT_MAX,
    editMinutes,
    postAnyway,
    asksFrom: asksFrom(app),
  }
}

const worded = ({ id, version, title, text }: HouseRule) => ({ id, version, title, text })

/** What reads along in a reader's browser knows the engine's own steps; of the newsroom's it needs those that differ. It names the first rule of a head: where that is retired it is silent. */
function asksFrom({ guarded, thresholds, rules }: App): Site['asksFrom'] {
  const first = (steps: Steps | undefined) => Math.min(...Object.values(steps ?? {}))
  return Object.fromEntries(
    HEADS.flatMap(head => {
      const held = !rules.notHeld.has(RULES_OF[head][0]!)
      const [own, now] = [first(guarded.engine.thresholds[head]), first(held ? thresholds.current[head] : {})]
      return own === now ? [] : [[head, now === Number.POSITIVE_INFINITY ? null : now]]
    }),
  )
}

export const stream = (app: App, { query, request, reply }: Call) =>
  followStory(app, request, reply, canonicalUrl(app.config, query.story))

/** A moderator opens and closes a discussion; what holds in it an editor settles. */
export async function change(app: App, { who, body }: Call): Promise<Story> {
  if (body.settings !== undefined && !isEditor(who)) throw new Refusal('session.editor-only')
  return storyNow(app, await changeStory(app, body))
}

export const storyNow = ({ rules, clock }: App, row: StoryRow): Story => ({
  ...publicStory(row),
  open: rules.openness(row, clock()).open,
  call: publicCall(row, clock()),
})

/** What holds under a story, and what of it is its own. */
export async function atDesk(app: App, { query }: Call): Promise<StoryAtDesk> {
  const url = canonicalUrl(app.config, query.story)
  const row = await storyByUrl(app.db.read, app.config.site, url)
  const story = row ? storyNow(app, row) : { ...unknownStory(url), open: app.rules.openness({ url }, app.clock()).open }
  return { story, settings: row ? ownOf(row) : null, holds: app.rules.settingsAt(row ?? { url }) }
}

/** The desk's list of stories. */
export function list(app: App, { query }: Call) {
  const { search, open = null, after = null, limit = 50 } = query
  return storiesAtDesk(app, { search: cleanText(search ?? '').trim(), open, after, limit })
}
