import { police } from '@parley/contract/messages/en.ts'
import { say } from '@parley/contract/say.ts'
import type { Duty } from '@parley/contract/schemas.ts'
import type { App } from '../app.ts'
import { iso } from '../comments/queries.ts'
import type { Config } from '../config.ts'
import { newId } from '../db/ids.ts'
import type { Tx } from '../db/open.ts'
import { enqueue, type Worker } from '../jobs/jobs.ts'
import { enqueueMail, type Mail, mailText } from '../jobs/mail.ts'
import { post } from '../webhooks/post.ts'
import type { EscalationRow } from './show.ts'

/** What a pager is told: where to look. No words of anybody. */
interface Page {
  event?: 'escalation' | 'order'
  id: string
  kind: string
  /** The case to look at; without one, the page of the law. */
  caseId?: string
  at: string
  /** Tells one page from another; the same in every try. */
  message?: string
}

/** Who is paged, as the newsroom has named them; of an address that is called, its host alone. */
export const dutyOf = ({ dutyEmail, dutyWebhook }: Config): Duty['paged'] => [
  ...(dutyEmail ? [{ how: 'mail' as const, to: dutyEmail }] : []),
  ...(dutyWebhook ? [{ how: 'webhook' as const, to: new URL(dutyWebhook).host }] : []),
]

export const linkTo = ({ url }: Config, caseId?: string) => (caseId ? `${url}/desk#/all/${caseId}` : `${url}/desk#/law`)

/** Asks for the pages, in the transaction that seals. They are tried again until they are taken. */
export async function page(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  { escalation, by }: { escalation: EscalationRow; by: string },
): Promise<void> {
  const { config } = app
  const { id, kind, case_id, at } = escalation
  const mail = mailText(app, 'duty', {
    by,
    time: iso(at),
    what: say(police, config.language, `police.${kind}`),
    reference: id,
    link: linkTo(config, case_id),
  })
  await callDuty(tx, app, { mail, page: { id, kind, caseId: case_id, at: iso(at) } })
}

/** Calls whoever is on duty by mail and webhook, in the transaction of what has happened. */
export async function callDuty(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  { mail, page }: { mail: Mail; page: Page },
): Promise<void> {
  const { dutyEmail, dutyWebhook, site } = app.config
  if (dutyEmail) await enqueueMail(tx, app, dutyEmail, mail)
  if (!dutyWebhook) return
  const at = app.clock()
  await enqueue(tx, { site, kind: 'page', payload: { ...page, message: newId('w', at) }, at })
}

/** The webhook did not take a page. */
class PageFault extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Calls the address that the newsroom has set, as other systems are called (webhooks/post.ts), but sooner again. Null where none is set. */
export function pager({ config, clock }: Pick<App, 'config' | 'clock'>): Worker | null {
  const { dutyWebhook: url, dutySecrets: secrets, webhookPatience: patience, site, siteName } = config
  if (!url) return null
  const stopping = new AbortController()
  return {
    stop: () => stopping.abort(),
    async do({ event = 'escalation', id, kind, caseId, at, message = id }: Page) {
      const body = JSON.stringify({ event, id, kind, at, site, name: siteName, link: linkTo(config, caseId) })
      const to = { url, secrets, patience, stop: stopping.signal }
      const answer = await post(to, { id: message, at: clock(), body })
      if (typeof answer === 'string') throw new PageFault(`page.${answer}`)
      if (answer < 200 || answer > 299) throw new PageFault('page.status')
    },
  }
}
