import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import type { Call } from '../http/table.ts'
import { fileReport } from './file.ts'
import { decideReporter, reporterRecord } from './misuse.ts'
import { reportStatus } from './status.ts'

export async function file(app: App, { who, params, body, reply }: Call) {
  const receipt = await fileReport(app, who, { ...body, commentId: params.id! })
  reply.code(201)
  return receipt
}

export const status = (app: App, { who, params }: Call) => reportStatus(app, who, params.reference!)

export const reporter = (app: App, { params }: Call) => reporterRecord(app, params.id!)

export const decideOn = (app: App, { who, params, body }: Call) =>
  decideReporter(app, who as ReaderVisitor, { ...body, reader: params.id! })
