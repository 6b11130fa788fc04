import type { PublicLogEntry } from '@parley/contract/schemas.ts'
import { publicLog } from '../accounting/log.ts'
import { html } from '../http/html.ts'
import { groundTitle, type Page, sendPage } from './page.ts'
import type { Visit } from './visit.ts'

const LOG_PATH = '/d/log'

/** `GET /d/log`: what moderators decided, where the newsroom publishes it; a page of `?after=`. */
export async function log(visit: Visit) {
  const { entries, next } = await publicLog(visit.app, visit.query.after ?? null)
  return sendPage(visit, logPage(visit, { entries, next }))
}

function logPage(visit: Visit, { entries, next }: { entries: readonly PublicLogEntry[]; next: string | null }): Page {
  const { app, say, query } = visit
  const date = new Intl.DateTimeFormat(app.config.language, { dateStyle: 'long', timeZone: 'UTC' })
  const days = [...Map.groupBy(entries, ({ day }) => day)]
  return {
    title: say('log.title'),
    canonical: query.after ? null : app.config.url + LOG_PATH,
    here: LOG_PATH,
    main: html`<h1>${say('log.title')}</h1>
<p>${say('log.text')}</p>
${entries.length === 0 && html`<p class="hint">${say('log.none')}</p>`}
${days.map(
  ([
    day,
    some,
  ]) => html`<section aria-labelledby="d-${day}"><h2 id="d-${day}"><time datetime="${day}">${date.format(Date.parse(day))}</time></h2>
<ul class="log">${some.map(
    ({ act, rule, automated, alone, overturned }) =>
      html`<li>${say(`log.${act}`)} ${
        rule && html`<b>${rule === 'illegal' ? say('log.illegal') : groundTitle(visit, rule)}.</b>`
      } <span class="hint">${say(alone ? 'log.program' : automated ? 'log.automated' : 'log.person')}${overturned && html` ${say('log.overturned')}`}</span></li>`,
  )}</ul></section>`,
)}
${next && html`<p><a href="${LOG_PATH}?after=${next}" rel="next">${say('log.older')}</a></p>`}`,
  }
}
