import type { App } from '../app.ts'
import type { Call } from '../http/table.ts'
import { fileReport } from './file.ts'

export async function file(app: App, { who, params, body, reply }: Call) {
  const receipt = await fileReport(app, who, { ...body, commentId: params.id! })
  reply.code(201)
  return receipt
}
