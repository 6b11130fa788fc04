import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import type { Call } from '../http/table.ts'
import { ownStatements, statement } from './statements.ts'

export const one = (app: App, { who, params, query }: Call) =>
  statement(app, { no: Number(params.no), who, key: query.key })

export const mine = (app: App, { who, query }: Call) => ownStatements(app, who as ReaderVisitor, query.after)
