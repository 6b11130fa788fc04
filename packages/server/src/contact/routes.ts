import type { App } from '../app.ts'
import type { Call } from '../http/table.ts'
import { placeOf } from './points.ts'

/** `GET /.well-known/parley.json`: the same for everybody. */
export function place(app: App, { reply }: Call) {
  reply.header('cache-control', 'public, max-age=300')
  return placeOf(app.config)
}
