import type { App } from '../app.ts'
import type { Settled } from '../appeals/settle.ts'
import type { CommentRow } from '../comments/queries.ts'
import type { Tx } from '../db/open.ts'
import { enqueueMail, type Mail, mailDay, mailPhrase, mailText } from '../jobs/mail.ts'
import { answerOf, emailOf, reportersOf } from '../reports/answer.ts'
import { ACT } from './acts.ts'
import { appealUntil, type DecisionRow, type Stated, statementLink } from './statements.ts'

/** What a decision has led to, for those who must hear of it. */
export interface News {
  comment: CommentRow
  decision: DecisionRow
  /** The statement of reasons that was made from it. */
  stated: Stated | null
  settled: readonly Settled[]
  /** The decision that this one takes back. */
  back: DecisionRow | null
  changed: boolean
  story: string
}

/**
 * Tells by mail, in the decision's transaction: whom it is about what was decided, whoever objected what came of it, and whoever was told
 * otherwise before that it is otherwise now.
 */
export async function tell(tx: Tx, app: App, news: News): Promise<void> {
  const { comment, decision, stated, settled, back, changed, story } = news
  const send = async (reader: string, mail: Mail) => {
    const to = await emailOf(tx, decision.site, reader)
    if (to) await enqueueMail(tx, app, to, mail)
  }
  const objected = settled.filter(({ appeal }) => appeal.statement !== null)
  for (const { appeal, outcome } of objected)
    await send(
      appeal.reader!,
      mailText(app, outcome === 'reversed' ? 'appeal-reversed' : 'appeal-upheld', {
        story,
        reason: decision.explanation,
        no: String(appeal.statement),
        link: statementLink(app, appeal.statement!),
      }),
    )
  if (stated) await send(decision.reader!, statementMail(app, { decision, stated, story }))
  else if (objected.length === 0 && decision.act === 'lift')
    await send(
      decision.reader!,
      mailText(app, back && ACT[back.act].on === 'reporter' ? 'reporter-lift' : 'lift', {
        link: `${app.config.url}/d/mine`,
      }),
    )
  else if (objected.length === 0 && changed && decision.act === 'show' && !(await isSecret(tx, back)))
    await send(comment.reader, mailText(app, 'show', { story, link: `${app.config.url}/d/mine` }))
  else if (objected.length === 0 && !changed && decision.act === 'show' && back?.act === 'label')
    await send(comment.reader, mailText(app, 'unlabel', { story, link: `${app.config.url}/d/mine` }))
  await tellReporters(tx, app, news)
}

/** Whether an authority has ordered a decision and its secrecy still holds: it has no statement yet. */
async function isSecret(tx: Tx, decision: DecisionRow | null): Promise<boolean> {
  if (decision?.source !== 'order') return false
  const { site, id } = decision
  return !(await tx
    .selectFrom('statements')
    .select('no')
    .where('site', '=', site)
    .where('decision', '=', id)
    .executeTakeFirst())
}

/** The statement of reasons as a mail, to be read without opening the page. */
export function statementMail(
  app: Pick<App, 'config'>,
  { decision, stated: { no, body }, story }: { decision: DecisionRow; stated: Stated; story: string },
): Mail {
  const countries = new Intl.DisplayNames(app.config.language, { type: 'region' })
  const { rule, law } = body
  return mailText(app, ACT[decision.act].on === 'reporter' ? 'reporter-statement' : 'statement', {
    what: mailPhrase(app, `mail.decision.${decision.act as 'remove'}`, {
      story,
      label: body.label ?? '',
      n: body.posts ?? 0,
      end: body.until === null ? '' : mailDay(app, Date.parse(body.until)),
    }),
    ground: rule
      ? mailPhrase(app, 'mail.ground.rule', { rule: rule.title })
      : mailPhrase(app, decision.ground === null ? 'mail.ground.misuse' : 'mail.ground.law', { law: law ?? '' }),
    reason: decision.explanation,
    where: body.territory.length
      ? mailPhrase(app, 'mail.where.some', {
          countries: new Intl.ListFormat(app.config.language).format(
            body.territory.map(code => countries.of(code) ?? code),
          ),
        })
      : mailPhrase(app, 'mail.where.everywhere'),
    how: body.automated.decision
      ? mailPhrase(app, 'mail.how.program', { by: body.automated.engine ?? '' })
      : decision.ground === null
        ? mailPhrase(app, 'mail.how.misuse')
        : mailPhrase(app, 'mail.how', {
            source: mailPhrase(app, `mail.how.${body.source}`),
            detected: mailPhrase(app, body.automated.detection ? 'mail.how.detected' : 'mail.how.not-detected'),
          }),
    until: mailDay(app, appealUntil(decision.at)),
    no: String(no),
    link: statementLink(app, no),
  })
}

/** Whoever objected to a refusal hears what came of it; whoever was told what is taken back now hears that. */
async function tellReporters(tx: Tx, app: App, { decision, settled, back, story }: News): Promise<void> {
  const objections = new Map(settled.map(({ appeal, outcome }) => [appeal.report, outcome]))
  const reversed = settled
    .filter(({ outcome, decided }) => outcome === 'reversed' && ACT[decided.act].on === ACT[decision.act].on)
    .map(({ decided }) => decided)
  const answers = new Map([...reversed, ...(back ? [back] : [])].map(({ id, act }) => [id, act]))
  const reporters = await reportersOf(tx, decision, {
    ids: [...objections.keys()].filter(id => id !== null),
    answeredBy: [...answers.keys()],
  })
  for (const { id, to, reference, answered } of reporters) {
    const outcome = objections.get(id)
    const kind = outcome
      ? (`report-appeal-${outcome}` as const)
      : answerOf(answers.get(answered!)!) === 'upheld'
        ? 'report-reversed'
        : 'report-acted'
    const link = `${app.config.url}/d/reports/${reference}`
    await enqueueMail(tx, app, to, mailText(app, kind, { reference, story, reason: decision.explanation, link }))
  }
}
