import { mail } from '@parley/contract/messages/en.ts'
import { type Catalogue, say, type Values } from '@parley/contract/say.ts'
import type { Transporter, TransportOptions } from 'nodemailer'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import type { Tx } from '../db/open.ts'
import type { Pressure } from '../http/pressure.ts'
import { enqueue, type Worker } from './jobs.ts'

export interface Mail {
  subject: string
  text: string
}
export type MailKind = keyof typeof KEYS

const CATALOGUES: Record<string, Catalogue> = { en: mail }
const KEYS = {
  'proposal-accept': { subject: 'mail.proposal.subject', text: 'mail.proposal.accept' },
  'proposal-decline': { subject: 'mail.proposal.subject', text: 'mail.proposal.decline' },
  'proposal-retire': { subject: 'mail.proposal.subject', text: 'mail.proposal.retire' },
  account: { subject: 'mail.account.subject', text: 'mail.account.text' },
  'note-written': { subject: 'mail.note.subject', text: 'mail.note.written' },
  'note-published': { subject: 'mail.note.subject', text: 'mail.note.published' },
  'note-hide': { subject: 'mail.note.own.subject', text: 'mail.note.hide' },
  'note-unhide': { subject: 'mail.note.own.subject', text: 'mail.note.unhide' },
  'note-alarm': { subject: 'mail.note.alarm.subject', text: 'mail.note.alarm' },
  duty: { subject: 'mail.duty.subject', text: 'mail.duty.text' },
  order: { subject: 'mail.order.subject', text: 'mail.order.text' },
  'order-again': { subject: 'mail.order.again.subject', text: 'mail.order.again.text' },
  'order-informed': { subject: 'mail.order.informed.subject', text: 'mail.order.informed.text' },
  code: { subject: 'mail.code.subject', text: 'mail.code.text' },
  'erasure-code': { subject: 'mail.erasure.subject', text: 'mail.erasure.text' },
  report: { subject: 'mail.report.subject', text: 'mail.report.text' },
  show: { subject: 'mail.decision.subject', text: 'mail.decision.show' },
  unlabel: { subject: 'mail.decision.subject', text: 'mail.decision.unlabel' },
  statement: { subject: 'mail.decision.subject', text: 'mail.statement.text' },
  undo: { subject: 'mail.decision.subject', text: 'mail.decision.undo' },
  'report-undo': { subject: 'mail.report.subject', text: 'mail.report.undo' },
  'appeal-undo': { subject: 'mail.appeal.subject', text: 'mail.appeal.undo' },
  lift: { subject: 'mail.decision.subject', text: 'mail.decision.lift' },
  'reporter-statement': { subject: 'mail.reporter.subject', text: 'mail.statement.text' },
  'reporter-lift': { subject: 'mail.reporter.subject', text: 'mail.reporter.lift' },
  'appeal-reversed': { subject: 'mail.appeal.subject', text: 'mail.appeal.reversed' },
  'appeal-upheld': { subject: 'mail.appeal.subject', text: 'mail.appeal.upheld' },
  'report-upheld': { subject: 'mail.report.subject', text: 'mail.report.upheld' },
  'report-refused': { subject: 'mail.report.subject', text: 'mail.report.refused' },
  'report-withdrawn': { subject: 'mail.report.subject', text: 'mail.report.withdrawn' },
  'report-acted': { subject: 'mail.report.subject', text: 'mail.report.acted' },
  'report-reversed': { subject: 'mail.report.subject', text: 'mail.report.reversed' },
  'report-appeal-reversed': { subject: 'mail.report.subject', text: 'mail.report.appeal.reversed' },
  'report-appeal-upheld': { subject: 'mail.report.subject', text: 'mail.report.appeal.upheld' },
} as const

/** Words a mail from the catalogue. Subjects are one line whatever the values hold. */
export function mailText(
  app: { config: Config },
  kind: MailKind,
  values: Values,
  language = app.config.language,
): Mail {
  const catalogue = CATALOGUES[language] ?? CATALOGUES.en!
  const all = { site: app.config.siteName, ...values }
  return {
    subject: say(catalogue, language, KEYS[kind].subject, all)
      .replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
      .slice(0, 200),
    text: say(catalogue, language, KEYS[kind].text, all),
  }
}

/** A sentence of a mail, in the site's language. */
export const mailPhrase = ({ config: { language } }: { config: Config }, key: keyof typeof mail, values?: Values) =>
  say(CATALOGUES[language] ?? CATALOGUES.en!, language, key, values)

/** A day as the site's language writes it, UTC. */
export const mailDay = ({ config: { language } }: { config: Config }, at: number) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at)

/** Puts a mail into the outbox, in the same transaction as what it tells of. */
export async function enqueueMail(
  tx: Tx,
  app: Pick<App, 'config' | 'clock'>,
  to: string,
  { subject, text }: Mail,
): Promise<void> {
  await enqueue(tx, { site: app.config.site, kind: 'mail', payload: { to, subject, text }, at: app.clock() })
}

/** How long a server of mail may take to be there, and how long it may then say nothing, in milliseconds: the other mails wait behind. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 30_000 }

/** Sends mails by SMTP; null where no server is set, and mails stay in the outbox for the demo's mailbox page. */
export function mailer(config: Config, pressure: Pick<Pressure, 'sheds'>): Worker | null {
  if (!config.smtpUrl) return null
  const { smtpUrl } = config
  // Read with the first mail: a start has no time for it.
  let transport: Promise<Transporter> | undefined
  const stopping = Promise.withResolvers<never>()
  stopping.promise.catch(() => {})
  return {
    ready: () => !pressure.sheds('preview'),
    // Whoever stops does not wait for a server that says nothing; the mail is sent again by the next start.
    stop: () => stopping.reject(new Error('stopping')),
    async do({ to, subject, text }: { to: string } & Mail) {
      transport ??= import('nodemailer').then(({ default: nodemailer }) =>
        nodemailer.createTransport({
          url: smtpUrl,
          ...PATIENCE,
          disableFileAccess: true,
          disableUrlAccess: true,
        } as TransportOptions),
      )
      const sent = (await transport).sendMail({
        from: config.mailFrom,
        to: { name: '', address: to },
        subject,
        text,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      sent.catch(() => {})
      await Promise.race([sent, stopping.promise])
    },
  }
}
