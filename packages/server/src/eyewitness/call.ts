import type { PublicCall, PutCall } from '@parley/contract/accounts.ts'
import type { App } from '../app.ts'
import { record } from '../db/events.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { Refusal } from '../http/problems.ts'
import { type StoryRow, storyById, storyByUrl, storyToOpen } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { lineOf } from '../timeline/clean.ts'

/** As it is kept with its story. */
interface Asked {
  question: string
  /** Milliseconds since 1970, UTC. */
  until: number
}

const DAY = 86_400_000
/** A call is open for so many days at most. */
const DAYS = 31

/** What the newsroom asks of eyewitnesses under a story; null where it asks nothing, or no more. It closes by itself. Pure. */
export function callAt({ call_json }: Pick<StoryRow, 'call_json'>, now: number): Asked | null {
  const asked = call_json === null ? null : (JSON.parse(call_json) as Asked)
  return asked && now < asked.until ? asked : null
}

/** The same as everybody reads it. Pure. */
export function publicCall(story: Pick<StoryRow, 'call_json'>, now: number): PublicCall | null {
  const asked = callAt(story, now)
  return asked && { question: asked.question, until: new Date(asked.until).toISOString() }
}

/** Asks eyewitnesses under a story, in the newsroom's name, or asks something else there. Throws Refusal: story.not-allowed, text.empty, call.until. */
export async function putCall(
  app: App,
  who: ReaderVisitor,
  { story: address, question, until }: PutCall & { story: string },
): Promise<StoryRow> {
  const closes = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(until) ? Date.parse(until) : Number.NaN
  const now = app.clock()
  if (!(closes > now && closes <= now + DAYS * DAY)) throw new Refusal('call.until', { n: DAYS })
  const asked: Asked = { question: lineOf(question), until: closes }
  return keepCall(app, who, { address, asked })
}

/** Asks no more. Throws Refusal: story.not-allowed, story.unknown. */
export const endCall = (app: App, who: ReaderVisitor, address: string): Promise<StoryRow> =>
  keepCall(app, who, { address, asked: null })

function keepCall(
  app: App,
  who: ReaderVisitor,
  { address, asked }: { address: string; asked: Asked | null },
): Promise<StoryRow> {
  const { site } = app.config
  const url = canonicalUrl(app.config, address)
  return app.db.tx(async tx => {
    const at = app.clock()
    const story = asked ? await storyToOpen(tx, { site, url, at }) : await storyByUrl(tx, site, url)
    if (!story) throw new Refusal('story.unknown')
    await tx
      .updateTable('stories')
      .set({ call_json: asked && JSON.stringify(asked) })
      .where('site', '=', site)
      .where('id', '=', story.id)
      .execute()
    await record(tx, { kind: 'call.changed', site, story: story.id, data: { by: who.id, asked }, at })
    return (await storyById(tx, site, story.id))!
  }, url)
}
