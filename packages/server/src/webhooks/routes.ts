import type { App } from '../app.ts'
import { Refusal } from '../http/problems.ts'
import type { Call } from '../http/table.ts'
import { receiversOf, replay, switchOn } from './show.ts'

export const all = ({ db, config }: App) =>
  receiversOf(db.read, config.site, new Set(config.webhooks.map(({ name }) => name)))

export async function again(app: App, { params, who }: Call) {
  const to = { site: app.config.site, receiver: params.id!, at: app.clock() }
  const n = await app.db.tx(tx => replay(tx, to))
  if (n === null) throw new Refusal('webhook.unknown')
  app.log.info({ receiver: to.receiver, n, by: who.id }, 'dead letters are sent again')
  app.webhooks.wake()
  return all(app)
}

export async function on(app: App, { params, who }: Call) {
  const to = { site: app.config.site, receiver: params.id! }
  if (!(await app.db.tx(tx => switchOn(tx, to)))) throw new Refusal('webhook.unknown')
  app.log.info({ receiver: to.receiver, by: who.id }, 'a receiver of webhooks is switched on again')
  app.webhooks.wake()
  return all(app)
}
