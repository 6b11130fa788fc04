import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { decideMany } from '../decisions/bulk.ts'
import { decideCase } from '../decisions/decide.ts'
import { undo } from '../decisions/undo.ts'
import { escalateAsDecision } from '../escalation/escalate.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { openStream } from '../http/stream.ts'
import type { Call } from '../http/table.ts'
import { claimCase, presence, releaseCases } from './claim.ts'
import { casesIn, queueCounts } from './list.ts'
import { assignCase, staff, writeNote } from './notes.ts'
import { caseToDecide } from './view.ts'

export const queues = async (app: App) => ({ queues: await queueCounts(app) })

const DAY = 86_400_000

export function list(app: App, { query }: Call) {
  const { queue, after = null, limit = 50, rule = null, state = null, from, to } = query
  const [search, author, story] = [query.search, query.author, query.story].map(words => cleanText(words ?? '').trim())
  const looks = [search, author, story, rule, state, from, to].some(Boolean)
  return casesIn(app, {
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

/** At most so often, in milliseconds, however much happens. */
const PACE = 500

/** Tells the desk how many cases wait and who is on which, after any change. */
export function stream(app: App, { request, reply }: Call) {
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
    const read = async () => ({ queues: { queues: await queueCounts(app) }, presence: await presence(app) })
    const events = await app.doorbell.share('the desk', read).catch(() => ({}))
    for (const [event, data] of Object.entries(events)) desk.send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  return tell()
}
