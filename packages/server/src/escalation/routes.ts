import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import type { Call } from '../http/table.ts'
import { escalate as escalateCase } from './escalate.ts'
import { dutyOf } from './page.ts'
import { escalationWithId } from './show.ts'

export const duty = ({ config }: App) => ({ paged: dutyOf(config) })

export async function escalate(app: App, { who, params, body, reply }: Call) {
  const { escalation, again } = await escalateCase(app, who as ReaderVisitor, { ...body, caseId: params.id! })
  reply.code(again ? 200 : 201)
  return escalation
}

export const one = (app: App, { params }: Call) => escalationWithId(app, params.id!)
