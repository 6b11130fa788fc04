import type { App } from '../app.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import type { Call } from '../http/table.ts'
import { publicLog } from './log.ts'
import { overviewOf } from './overview.ts'

export const log = (app: App, { query }: Call) => publicLog(app, query.after ?? null)

export const overview = (app: App, { who, query }: Call) => overviewOf(app, who as ReaderVisitor, query)
