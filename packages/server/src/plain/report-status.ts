import { Appeal, type ReportStatus } from '@parley/contract/schemas.ts'
import { appealReport } from '../appeals/lodge.ts'
import { html, type Markup } from '../http/html.ts'
import { Refusal } from '../http/problems.ts'
import { reportStatus } from '../reports/status.ts'
import { appealMarkup, facts } from './appeal.ts'
import { alertOf, fullTime, groundTitle, type Page, sendPage } from './page.ts'
import { reportStatusPath, signInPath } from './places.ts'
import { shaped, type Visit } from './visit.ts'

/** `GET /d/report-status`: asks for a reference; `?reference=` leads to it. */
export async function askReference(visit: Visit) {
  const { query, reply } = visit
  const reference = query.reference?.trim()
  if (reference) return reply.redirect(reportStatusPath(reference), 303)
  return sendPage(visit, askPage(visit, null))
}

/** `GET /d/reports/:id`: what has become of a report. A guest’s reference is the key to it; a signed-in reader’s is his alone. */
export const reportShown = async (visit: Visit) => sendPage(visit, await statusPage(visit, null))

/** `POST /d/reports/:id`: the reporter’s appeal against a refusal. */
export async function object(visit: Visit) {
  const { app, who, id, form } = visit
  const { text } = form.text ? shaped(Appeal, { text: form.text }) : { text: '' }
  try {
    await appealReport(app, who, { reference: id, text })
  } catch (error) {
    // The session may have ended while he wrote.
    const unknown = error instanceof Refusal && error.code === 'report.unknown'
    throw unknown && who.kind === 'guest' ? new Refusal('session.none') : error
  }
  return visit.reply.redirect(reportStatusPath(id, 'appealed'), 303)
}

/** Asks for a reference, again where the last one led nowhere. */
export function askPage(visit: Visit, refusal: Refusal | null): Page {
  const { say, who, id } = visit
  return {
    title: say('report.status'),
    canonical: null,
    here: id ? reportStatusPath(id) : '/d/report-status',
    main: html`<h1>${say('report.status')}</h1>
<form action="/d/report-status">
${alertOf(visit, refusal)}
<label for="reference">${say('report.reference')}</label>
<input id="reference" name="reference" class="code" required maxlength="40" autocapitalize="characters" autocomplete="off" spellcheck="false" value="${id}" aria-describedby="looks">
<p id="looks" class="hint">${say('report.reference.hint')}</p>
<button class="button primary">${say('report.look')}</button>
</form>
${refusal && who.kind === 'guest' && html`<p><a href="${signInPath(reportStatusPath(id))}" rel="nofollow">${say('session.sign-in')}</a></p>`}`,
  }
}

/** A report with its outcome, and the form to appeal against a refusal. Throws Refusal('report.unknown'). */
export async function statusPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, who, say, query } = visit
  const report = await reportStatus(app, who, visit.id)
  const { reference, appeal, appealUntil } = report
  const here = reportStatusPath(reference)
  const title = say('report.heading', { reference })
  return {
    title,
    canonical: null,
    here,
    status: query.done === 'appealed' && appeal && !appeal.outcome ? say('appeal.received') : null,
    main: html`<h1>${title}</h1>
${facts([
  [say('report.about'), say('report.about.story', { story: report.storyTitle })],
  [say('report.as'), report.law ? say('report.as.law', { law: report.law }) : groundTitle(visit, report.rule)],
  [say('report.at'), fullTime(app.config.language, report.at)],
])}
<section aria-labelledby="outcome"><h2 id="outcome">${say('report.outcome')}</h2>
${outcome(visit, report)}
<p class="hint">${say('report.hidden')}</p></section>
${
  appealUntil &&
  html`<section id="appeal" aria-labelledby="disagree"><h2 id="disagree">${say(appeal ? 'appeal.yours' : 'statement.appeal')}</h2>
${appealMarkup(visit, {
  appeal,
  until: appealUntil,
  action: here,
  refusal,
  ends: { upheld: 'report.appeal.upheld', reversed: 'report.appeal.reversed' },
})}</section>`
}`,
  }
}

function outcome({ app, say }: Visit, { outcome, decidedAt, reversedAt, reasons, automated }: ReportStatus): Markup {
  if (!outcome) return html`<p class="notice held">${say('report.waiting')}</p>`
  const time = (at: string) => fullTime(app.config.language, at)
  const came = reversedAt
    ? say(outcome === 'refused' ? 'report.acted' : 'report.taken-back', { time: time(reversedAt) })
    : say(`report.${outcome}`)
  return html`<div class="notice${outcome === 'upheld' && !reversedAt && ' good'}"><p><strong>${came}</strong></p>
${reasons && html`<p class="said" dir="auto">${say('appeal.reason', { reason: reasons })}</p>`}
<p class="hint">${decidedAt && say('appeal.decided', { time: time(decidedAt) })} ${say(automated ? 'report.program' : 'report.person')}</p></div>`
}
