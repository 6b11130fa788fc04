import type { Statement } from '@parley/contract/schemas.ts'
import { html, type Markup } from '../http/html.ts'
import type { Refusal } from '../http/problems.ts'
import { csrfOf } from '../readers/sessions.ts'
import { alertOf, fullTime, hidden } from './page.ts'
import type { Visit } from './visit.ts'

/** A decision that may be appealed, or was. */
export interface Appealable {
  appeal: Statement['appeal']
  until: string
  /** Where the form is sent to. */
  action: string
  refusal: Refusal | null
  /** Message keys of how it can end. */
  ends: { upheld: string; reversed: string }
}

/** The form to appeal with, or what has come of the appeal. */
export function appealMarkup(visit: Visit, { appeal, until, action, refusal, ends }: Appealable): Markup {
  const { app, say } = visit
  const time = (at: string) => fullTime(app.config.language, at)
  const alert = alertOf(visit, refusal)
  if (!appeal && app.clock() > Date.parse(until) && !visit.form.text)
    return html`<p>${say('appeal.over', { time: time(until) })}</p>`
  if (!appeal) return html`${alert}${form(visit, { action, until, refusal })}`
  const lodged = html`${alert}<p>${say('appeal.lodged', { time: time(appeal.at) })}</p>`
  if (!appeal.outcome) return html`${lodged}<p class="notice held">${say('appeal.waiting')}</p>`
  return html`${lodged}
<div class="notice${appeal.outcome === 'reversed' && ' good'}"><p><strong>${say(ends[appeal.outcome])}</strong></p>
${appeal.reasons && html`<p class="said" dir="auto">${say('appeal.reason', { reason: appeal.reasons })}</p>`}
${appeal.decidedAt && html`<p class="hint">${say('appeal.decided', { time: time(appeal.decidedAt) })}</p>`}</div>`
}

function form(visit: Visit, { action, until, refusal }: Pick<Appealable, 'action' | 'until' | 'refusal'>): Markup {
  const { app, who, say, form } = visit
  return html`<form method="post" action="${action}#appeal">
<label for="text">${say('appeal.label')}</label>
<textarea id="text" name="text" rows="6" required maxlength="5000" dir="auto" aria-describedby="${refusal && 'alert '}until"${refusal && html` autofocus`}>\n${form.text}</textarea>
<p id="until" class="hint">${say('appeal.hint', { time: fullTime(app.config.language, until) })}</p>
<button class="button primary">${say('appeal.send')}</button>
${hidden({ csrf: who.kind === 'reader' ? csrfOf(app, who.token) : null })}
</form>`
}

/** What is known of something, one line each; a line without words is left out. */
export const facts = (lines: readonly (readonly [string, Markup | string | null])[]): Markup =>
  html`<dl class="facts">${lines.map(([name, words]) => words && html`<div><dt>${name}</dt><dd>${words}</dd></div>`)}</dl>`
