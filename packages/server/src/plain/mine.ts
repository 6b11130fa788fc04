import { plainText } from '@parley/contract/body.ts'
import type { OwnComment, OwnStatement } from '@parley/contract/schemas.ts'
import { ownComments } from '../comments/own.ts'
import { isPublic } from '../comments/state.ts'
import { ACT } from '../decisions/acts.ts'
import { ownStatements } from '../decisions/statements.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { html, type Markup } from '../http/html.ts'
import { ownProposals } from '../timeline/propose.ts'
import { ownActions, ownNotice, words } from './comments.ts'
import { sendPage, timeMarkup } from './page.ts'
import { commentPath, OWN_DATA_PATH, statementPath, threadPath } from './places.ts'
import { actWords, cameOf } from './statement.ts'
import { ownProposal } from './timeline.ts'
import type { Visit } from './visit.ts'

/** As many as one reading of a reader's own comments gives. */
const PAGE = 100

/** `GET /d/mine`: the reader's own comments, newest first, with what became of them and why; before them what was decided about himself. */
export async function mine(visit: Visit) {
  const { app, who, query, say } = visit
  const reader = who as ReaderVisitor
  const comments = await ownComments(app, reader.id, { after: query.after ?? null })
  const { statements } = await ownStatements(app, reader)
  const about = query.after ? [] : statements.filter(({ act }) => ACT[act].on !== 'comment')
  // Newest first, so the first is the one that counts.
  const latest = (id: string) => statements.find(one => one.comment.id === id && ACT[one.act].on === 'comment')
  const proposals = query.after ? [] : await ownProposals(app, reader.id)
  const next = comments.length === PAGE && comments.at(-1)!.id
  return sendPage(visit, {
    title: say('session.mine'),
    canonical: null,
    here: '/d/mine',
    main: html`<h1>${say('session.mine')}</h1>
${about.length > 0 && html`<section aria-labelledby="account"><h2 id="account">${say('own.account')}</h2><ul class="statements">${about.map(one => html`<li>${statementLine(visit, one)}</li>`)}</ul></section>`}
${comments.length ? html`<ol class="threads">${comments.map(own => html`<li>${item(visit, own, latest(own.id))}</li>`)}</ol>` : html`<p class="empty">${say('own.empty')}</p>`}
${proposals.length > 0 && html`<section aria-labelledby="proposals"><h2 id="proposals">${say('own.proposals')}</h2><ul class="statements">${proposals.map(one => html`<li>${ownProposal(say, app.config.language, one)}<p><a href="${threadPath(one.story.url)}">${one.story.title}</a></p></li>`)}</ul></section>`}
${next && html`<nav class="paging" aria-label="${say('session.mine')}"><a class="button" rel="next" href="/d/mine?after=${next}">${say('plain.older')}</a></nav>`}
<p class="further"><a href="${OWN_DATA_PATH}">${say('own.data')}</a></p>`,
  })
}

/** A statement about the reader himself, with what has come of it. */
function statementLine(visit: Visit, statement: OwnStatement): Markup {
  const { say } = visit
  const { no, at, facts, rule } = statement
  const came = cameOf(visit, statement)
  return html`<p><strong>${actWords(visit, statement)}</strong>${rule && html` · ${rule.title}`} · <span class="when">${timeMarkup(visit, at)}</span></p>
<p class="said" dir="auto">${say('own.reason', { reason: facts })}</p>
${came && html`<p>${came}</p>`}
<p><a href="${statementPath(no)}">${say(came ? 'own.statement' : 'own.statement.appeal', { no: String(no) })}</a></p>`
}

function item(visit: Visit, own: OwnComment, statement: OwnStatement | undefined): Markup {
  const { say } = visit
  const { id, state } = own
  const place = isPublic(state) ? `${commentPath(id)}#${id}` : threadPath(own.storyUrl)
  return html`<article id="${id}" class="comment" aria-labelledby="on-${id}">
<header>
<h2 id="on-${id}"><a href="${place}">${own.storyTitle}<span class="unseen">: ${plainText(own.body).slice(0, 60)}</span></a></h2>
<span class="badge ${state}">${say(`state.${state}`)}</span>
<span class="when">${timeMarkup(visit, own.postedAt)}</span>
</header>
${ownNotice(visit, own, statement)}
${words(own)}
<footer>${ownActions(visit, own)}</footer>
</article>`
}
