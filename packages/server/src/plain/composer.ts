import { randomUUID } from 'node:crypto'
import type { Kind, Me, Verdict } from '@parley/contract/schemas.ts'
import { segments } from '@parley/contract/segments.ts'
import { SOURCE_MAX, withSource } from '@parley/contract/source.ts'
import { claimsIn } from '@parley/rules/claims.ts'
import { html, type Markup } from '../http/html.ts'
import type { Refusal } from '../http/problems.ts'
import { csrfOf } from '../readers/sessions.ts'
import { alertOf, fullTime, groundTitle, hidden } from './page.ts'
import { RULES_PATH, statementPath } from './places.ts'
import type { Visit } from './visit.ts'

/** What is in the box, and what was said of it. */
export interface Composing {
  action: string
  fields: Readonly<Record<string, string | null | undefined>>
  label: string
  submit: string
  text: string
  /** Null where it is not asked. */
  kind: Kind | null
  refusal: Refusal | null
  /** Signed out: what a first post will ask for. */
  hint?: Markup
}

/** The longest text that is taken at all, in UTF-16 units; what is too long for readers is said after posting. */
const UNITS = 20_000

/** The words of the form, with the source that was named below them. */
export function wordsSent({ form, say }: Visit): string {
  const { text = '' } = form
  const source = form.source?.replace(/\s+/g, ' ').trim()
  return source && text.trim() ? withSource(text, say('source.line', { source })) : text
}

/** The form to write in. After a nudge it shows the marked words, the rule and the reason above the same words in the box. */
export function composer(
  visit: Visit,
  { action, fields, label, submit, text, kind, refusal, hint }: Composing,
): Markup {
  const { app, who, say, form } = visit
  const signed = who.kind === 'reader' && { key: form.key ?? randomUUID(), csrf: csrfOf(app, who.token) }
  return html`<form id="compose" class="composer" method="post" action="${action}#compose">
${
  refusal &&
  html`<div class="review ${refusal.code === 'verdict.nudge' ? 'nudge' : 'stop'}">
${alertOf(visit, refusal)}
${refusal.verdict && reviewed(visit, wordsSent(visit), refusal.verdict)}
</div>`
}
<label for="text">${label}</label>
<textarea id="text" name="text" rows="${refusal ? 6 : 4}" dir="auto" required maxlength="${UNITS}" aria-describedby="${refusal ? 'alert ' : ''}formatting"${refusal && html` autofocus`}>\n${text}</textarea>
<p id="formatting" class="hint">${say('compose.formatting')}</p>
${whereFrom(visit, text, refusal)}
<div class="send">
${kind && html`<label class="choice"><input type="checkbox" name="kind" value="eyewitness"${kind === 'eyewitness' && html` checked`}> ${say('compose.eyewitness')}</label>`}
<span class="buttons">
<button class="button primary">${submit}</button>
${refusal?.code === 'verdict.nudge' && html`<button class="button" name="postAnyway" value="yes">${say(app.config.postAnyway ? 'compose.anyway' : 'compose.as-it-is')}</button>`}
</span>
</div>
${hint}
${hidden({ ...fields, ...signed })}
</form>`
}

/** A place for a source, which nobody needs to fill. It stands open where the words are shown again and something in them can be looked up. */
function whereFrom({ app, say, form }: Visit, text: string, refusal: Refusal | null): Markup {
  const { source = '' } = form
  const open = source || (refusal && claimsIn(text, { hint: app.config.language }).length > 0)
  return html`<details class="source"${open && html` open`}><summary>${say('source.ask')}</summary>
<label for="source" class="hint">${say('source.hint')}</label>
<input id="source" name="source" maxlength="${SOURCE_MAX}" dir="auto" autocomplete="off" value="${source}"></details>`
}

/** The words as they were judged, those that met a rule marked; then each rule with its reason. */
export function reviewed({ app, say }: Visit, text: string, { outcome, findings }: Verdict): Markup {
  const told = findings.map(
    ({ rule, message }) =>
      html`<li>${rule !== 'house' && html`<strong>${groundTitle({ app, say }, rule)}.</strong> `}${message}</li>`,
  )
  const spans = findings.flatMap(finding => finding.spans)
  return html`${spans.length > 0 && html`<p class="marked" dir="auto"><span class="unseen">${say('nudge.marked')}: </span>${segments(text, spans).map(piece => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}</p>`}
<ul class="found">${told}</ul>
${outcome === 'nudge' && html`<p>${say(app.config.postAnyway ? 'nudge.again' : 'nudge.again.held')}</p>`}`
}

/** Until when nothing can be written, why, and where to object. */
export function barredNotice({ app, say }: Visit, { until, reason, statement }: NonNullable<Me['barred']>): Markup {
  const time = until && fullTime(app.config.language, until)
  return html`<div class="notice stop"><p><strong>${time ? say('own.barred.until', { time }) : say('own.barred')}</strong></p>
${reason && html`<p class="said" dir="auto">${say('own.reason', { reason })}</p>`}
${statement !== null && html`<p><a href="${statementPath(statement)}">${say('own.statement.appeal', { no: String(statement) })}</a></p>`}</div>`
}

export function houseRules({ app, say }: Visit): Markup {
  const rules = [...app.rules.current, { title: say('compose.rules'), text: say('compose.rules.text') }]
  return html`<details class="rules"><summary>${say('plain.rules')}</summary>
<dl>${rules.map(({ title, text }) => html`<dt>${title}</dt><dd>${text}</dd>`)}</dl><p><a href="${RULES_PATH}">${say('compose.rules.all')}</a></p></details>`
}
