import { plainText } from '@parley/contract/body.ts'
import type { OwnComment } from '@parley/contract/schemas.ts'
import { ownComments } from '../comments/own.ts'
import { isPublic } from '../comments/state.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { html, type Markup } from '../http/html.ts'
import { ownActions, ownNotice, words } from './comments.ts'
import { sendPage, timeMarkup } from './page.ts'
import { commentPath, threadPath } from './places.ts'
import type { Visit } from './visit.ts'

/** As many as one reading of a reader's own comments gives. */
const PAGE = 100

/** `GET /d/mine`: the reader's own comments, newest first, with what became of them and why. */
export async function mine(visit: Visit) {
  const { app, who, query, say } = visit
  const comments = await ownComments(app, (who as ReaderVisitor).id, { after: query.after ?? null })
  const next = comments.length === PAGE && comments.at(-1)!.id
  return sendPage(visit, {
    title: say('session.mine'),
    canonical: null,
    here: '/d/mine',
    main: html`<h1>${say('session.mine')}</h1>
${comments.length ? html`<ol class="threads">${comments.map(own => html`<li>${item(visit, own)}</li>`)}</ol>` : html`<p class="empty">${say('own.empty')}</p>`}
${next && html`<nav class="paging" aria-label="${say('session.mine')}"><a class="button" rel="next" href="/d/mine?after=${next}">${say('plain.older')}</a></nav>`}`,
  })
}

function item(visit: Visit, own: OwnComment): Markup {
  const { say } = visit
  const { id, state } = own
  const place = isPublic(state) ? `${commentPath(id)}#${id}` : threadPath(own.storyUrl)
  return html`<article id="${id}" class="comment" aria-labelledby="on-${id}">
<header>
<h2 id="on-${id}"><a href="${place}">${own.storyTitle}<span class="unseen">: ${plainText(own.body).slice(0, 60)}</span></a></h2>
<span class="badge ${state}">${say(`state.${state}`)}</span>
<span class="when">${timeMarkup(visit, own.postedAt)}</span>
</header>
${ownNotice(visit, own)}
${words(own)}
<footer>${ownActions(visit, own)}</footer>
</article>`
}
