import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { decideMany } from '../decisions/bulk.ts'
import { decideCase } from '../decisions/decide.ts'
import { undo } from '../decisions/undo.ts'
import { escalateAsDecision } from '../escalation/escalate.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { openStream } from '../http/stream.ts'
import type { Call } from '../http/table.ts'
import { openAlarms } from '../notes/alarms.ts'
import { claimCase, presence, releaseCases } from './claim.ts'
import { casesIn, queueCounts, queueCountsFor } from './list.ts'
import { assignCase, staff, writeNote } from './notes.ts'
import { caseToDecide } from './view.ts'
import { changeView, deleteView, saveView, viewsFor } from './views.ts'
import { unwatch, watch, watched } from './watch.ts'

export const queues = async (app: App, { who }: Call) => ({
  queues: await queueCountsFor(app, who as ReaderVisitor),
  noteAlarms: await openAlarms(app.db.read, app.config.site),
})

const DAY = 86_400_000

export function list(app: App, { who, query }: Call) {
  const { queue, after = null, limit = 50, rule = null, state = null, from, to } = query
  const [search, author, story] = [query.search, query.author, query.story].map(words => cleanText(words ?? '').trim())
  if (rule !== null) app.rules.assertKnown(rule)
  const looks = [search, author, story, rule, state, from, to].some(Boolean)
  return casesIn(app, who as ReaderVisitor, {
    queue,
    after,
    limit,
    looked: looks
      ? {
          search: search!,
          author: author!,
          story: story!,
          rule,
          state,
          from: from ? Date.parse(from) : 0,
          to: to ? Date.parse(to) + DAY - 1 : app.clock(),
        }
      : null,
  })
}

export const one = (app: App, { who, params }: Call) => caseToDecide(app, who as ReaderVisitor, params.id!)

export const decide = (app: App, { who, params, body }: Call) =>
  body.act === 'escalate'
    ? escalateAsDecision(app, who as ReaderVisitor, { ...body, caseId: params.id! })
    : decideCase(app, who as ReaderVisitor, { ...body, caseId: params.id! })

export const many = (app: App, { who, body }: Call) => decideMany(app, who as ReaderVisitor, body)

export const takeBack = (app: App, { who, params }: Call) => undo(app, who as ReaderVisitor, params.id!)

export async function note(app: App, { who, params, body, reply }: Call) {
  const written = await writeNote(app, who as ReaderVisitor, { caseId: params.id!, text: body.text })
  reply.code(201)
  return { note: written }
}

export const assign = (app: App, { who, params, body }: Call) =>
  assignCase(app, who as ReaderVisitor, { caseId: params.id!, to: body.to })

export const claim = (app: App, { who, params }: Call) => claimCase(app, who as ReaderVisitor, params.id!)

export async function release(app: App, { who, reply }: Call) {
  await releaseCases(app, who as ReaderVisitor)
  return reply.code(204).send()
}

export const colleagues = async (app: App) => ({ colleagues: await staff(app.db.read, app.config.site) })

export const watches = async (app: App, { who }: Call) => ({ watches: await watched(app, who as ReaderVisitor) })

export const beginToWatch = async (app: App, { who, params }: Call) => ({
  watches: await watch(app, who as ReaderVisitor, params.id!),
})

export const endWatching = async (app: App, { who, params }: Call) => ({
  watches: await unwatch(app, who as ReaderVisitor, params.id!),
})

export const views = async (app: App, { who }: Call) => ({ views: await viewsFor(app, who as ReaderVisitor) })

export async function keepView(app: App, { who, body, reply }: Call) {
  const view = await saveView(app, who as ReaderVisitor, body)
  reply.code(201)
  return view
}

export const alterView = (app: App, { who, params, body }: Call) =>
  changeView(app, who as ReaderVisitor, { id: params.id!, to: body })

export async function dropView(app: App, { who, params, reply }: Call) {
  await deleteView(app, who as ReaderVisitor, params.id!)
  return reply.code(204).send()
}

/** At most so often, in milliseconds, however much happens. */
const PACE = 500

/** Tells the desk how many cases and alarms wait and who is on which, after any change. Of what one watches only oneself is told. */
export function stream(app: App, { who, request, reply }: Call) {
  let timer: NodeJS.Timeout | null = null
  const forget = app.doorbell.listen('*', () => {
    timer ??= setTimeout(() => void tell(), PACE)
  })
  const desk = openStream(app, request, reply)
  desk.onGone(() => {
    forget()
    if (timer) clearTimeout(timer)
  })
  async function tell() {
    timer = null
    const read = async () => ({
      counts: await queueCounts(app),
      noteAlarms: await openAlarms(app.db.read, app.config.site),
      presence: await presence(app),
    })
    const own = async () => {
      const { counts, noteAlarms, presence } = await app.doorbell.share('the desk', read)
      const queues = await queueCountsFor(app, who as ReaderVisitor, Promise.resolve(counts))
      return { queues: { queues, noteAlarms }, presence }
    }
    const events = await app.doorbell.share(`the desk of ${who.id}`, own).catch(() => ({}))
    for (const [event, data] of Object.entries(events)) desk.send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  return tell()
}
