import type { App } from '../app.ts'
import type { Call } from '../http/table.ts'
import { tryText } from './try.ts'

export const trying = (app: App, { body }: Call) => tryText(app, body)
