import type { Timeline } from '@parley/contract/timeline.ts'
import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import type { Call } from '../http/table.ts'
import { storyByUrl } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { proposalsWaiting, timelineAtDesk } from './desk.ts'
import { addSaying, addToTimeline, decideOnEntry, rewordEntry } from './keep.ts'
import { ownProposals, proposeEntry } from './propose.ts'
import { timelineOf } from './queries.ts'

export async function timeline(app: App, { query }: Call): Promise<Timeline> {
  const { site } = app.config
  const story = await storyByUrl(app.db.read, site, canonicalUrl(app.config, query.story))
  return story?.timeline ? timelineOf(app.db.read, site, story.id) : { entries: [], ties: [] }
}

export async function propose(app: App, { who, body, reply }: Call) {
  const proposal = await proposeEntry(app, who as ReaderVisitor, body)
  reply.code(201)
  return proposal
}

export const mine = async (app: App, { who }: Call) => ({
  proposals: await ownProposals(app, (who as ReaderVisitor).id),
})

export const proposals = (app: App, { query }: Call) => proposalsWaiting(app, query.after ?? null)

export const atDesk = (app: App, { query }: Call) => timelineAtDesk(app, query.story)

export async function add(app: App, { who, body, reply }: Call) {
  await addToTimeline(app, who as ReaderVisitor, body)
  reply.code(201)
  return timelineAtDesk(app, body.story)
}

export async function reword(app: App, { who, params, body, reply }: Call) {
  await rewordEntry(app, who as ReaderVisitor, { ...body, id: params.id! })
  reply.code(204)
}

export async function say(app: App, { who, params, body, reply }: Call) {
  await addSaying(app, who as ReaderVisitor, { source: body, id: params.id! })
  reply.code(204)
}

export async function decide(app: App, { who, params, body, reply }: Call) {
  await decideOnEntry(app, who as ReaderVisitor, { ...body, id: params.id! })
  reply.code(204)
}
