import type { App } from '../app.ts'
import type { Call } from '../http/table.ts'
import { appealReport, appealStatement } from './lodge.ts'

export async function ofStatement(app: App, { who, params, query, body, reply }: Call) {
  const lodged = await appealStatement(app, who, { no: Number(params.no), key: query.key, text: body.text })
  reply.code(201)
  return lodged
}

export async function ofReport(app: App, { who, params, body, reply }: Call) {
  const lodged = await appealReport(app, who, { reference: params.reference!, text: body.text })
  reply.code(201)
  return lodged
}
