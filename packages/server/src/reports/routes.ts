import type { App } from '../app.ts'
import type { Call } from '../http/table.ts'
import { fileReport } from './file.ts'
import { reportStatus } from './status.ts'

export async function file(app: App, { who, params, body, reply }: Call) {
  const receipt = await fileReport(app, who, { ...body, commentId: params.id! })
  reply.code(201)
  return receipt
}

export const status = (app: App, { who, params }: Call) => reportStatus(app, who, params.reference!)
