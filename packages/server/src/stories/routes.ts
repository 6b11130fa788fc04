import { TEXT_MAX } from '@parley/contract/schemas.ts'
import { HOUSE_RULES } from '@parley/rules/house-rules.ts'
import type { App } from '../app.ts'
import { Refusal } from '../http/problems.ts'
import { followStory } from '../http/stream.ts'
import type { Call } from '../http/table.ts'
import { changeStory } from './change.ts'
import { countsOf, publicStory } from './queries.ts'
import { canonicalUrl, canonicalUrlOf } from './url.ts'

export async function counts(app: App, { query, reply }: Call) {
  // One foreign link must not blank every count on a page: it is left out.
  const asked = new Map<string, string>()
  for (const url of [query.story].flat() as string[]) {
    const canonical = canonicalUrlOf(app.config, url)
    if (canonical) asked.set(url, canonical)
  }
  if (!asked.size) throw new Refusal('story.not-allowed')
  const known = await countsOf(app.db.read, app.config.site, [...new Set(asked.values())])
  reply.header('cache-control', 'public, max-age=0, s-maxage=2')
  return { counts: Object.fromEntries([...asked].map(([url, canonical]) => [url, known.get(canonical) ?? 0])) }
}

export function site(app: App, { reply }: Call) {
  const { siteName, language, editMinutes, postAnyway } = app.config
  reply.header('cache-control', 'public, max-age=300')
  return {
    name: siteName,
    language,
    rules: HOUSE_RULES.map(({ id, version, title, text }) => ({ id, version, title, text })),
    textMax: TEXT_MAX,
    editMinutes,
    postAnyway,
  }
}

export const stream = (app: App, { query, request, reply }: Call) =>
  followStory(app, request, reply, canonicalUrl(app.config, query.story))

export async function change(app: App, { body }: Call) {
  return publicStory(await changeStory(app, body))
}
