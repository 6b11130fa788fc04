import type { App } from '../app.ts'
import type { Call } from '../http/table.ts'
import { statement } from './statements.ts'

export const one = (app: App, { who, params, query }: Call) =>
  statement(app, { no: Number(params.no), who, key: query.key })
