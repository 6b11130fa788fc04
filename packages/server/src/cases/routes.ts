import { cleanText } from '@parley/rules/text.ts'
import type { App } from '../app.ts'
import { decideCase } from '../decisions/decide.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { openStream } from '../http/stream.ts'
import type { Call } from '../http/table.ts'
import { casesIn, caseToDecide, queueCounts } from './queries.ts'

export const queues = async (app: App) => ({ queues: await queueCounts(app) })

export const list = (app: App, { query }: Call) =>
  casesIn(app, {
    queue: query.queue,
    after: query.after ?? null,
    limit: query.limit ?? 50,
    search: cleanText(query.search ?? '').trim() || null,
  })

export const one = (app: App, { params }: Call) => caseToDecide(app, params.id!)

export const decide = (app: App, { who, params, body }: Call) =>
  decideCase(app, who as ReaderVisitor, { ...body, caseId: params.id! })

/** At most so often, in milliseconds, however much happens. */
const PACE = 500

/** Tells the desk how many cases wait, after any change. */
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
    const queues = await queueCounts(app).catch(() => null)
    if (queues) desk.send(`event: queues\ndata: ${JSON.stringify({ queues })}\n\n`)
  }
  return tell()
}
