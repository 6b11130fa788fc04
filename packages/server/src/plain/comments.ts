import type { ContextNote } from '@parley/contract/notes.ts'
import type { Values } from '@parley/contract/say.ts'
import type { Me, OwnComment, OwnStatement, Reply } from '@parley/contract/schemas.ts'
import { type Node, tree } from '@parley/contract/tree.ts'
import { html, type Markup } from '../http/html.ts'
import { accountFacts } from './account-facts.ts'
import { bodyMarkup } from './body.ts'
import { notesMarkup } from './note.ts'
import { fullTime, groundTitle, saidWith, timeMarkup } from './page.ts'
import { accountPath, commentPath, signInPath, statementPath } from './places.ts'
import { cameOf } from './statement.ts'
import type { Visit } from './visit.ts'

/** What every comment of a page is shown with. */
export interface Showing {
  visit: Visit
  open: boolean
  respected: ReadonlySet<string>
  /** The visitor's own comments, by id. */
  own: ReadonlyMap<string, OwnComment>
  /** Context notes by the comment that they are about. */
  notes?: ReadonlyMap<string, readonly ContextNote[]>
  /** The comment that the page is about, and what stands below it. */
  current?: { id: string; below: Markup }
}

export const showing = (visit: Visit, open: boolean, me: Me): Showing => ({
  visit,
  open,
  respected: new Set(me.respected),
  own: new Map(me.mine.map(own => [own.id, own])),
})

/** A top comment with replies, as one item of the page's list. `more` leads to further replies. */
export function threadItem(show: Showing, top: Reply, replies: readonly Reply[], more: Markup | null): Markup {
  return html`<li>${commentMarkup(show, top, 0, false)}${repliesMarkup(show, tree(top.id, replies), 1)}${more}</li>`
}

function repliesMarkup(show: Showing, nodes: readonly Node[], level: number): Markup | null {
  if (!nodes.length) return null
  const items = nodes.map(
    ({ reply, named, children }) =>
      html`<li>${commentMarkup(show, reply, level, named)}${repliesMarkup(show, children, level + 1)}</li>`,
  )
  return html`<ol class="replies">${items}</ol>`
}

function commentMarkup(show: Showing, comment: Reply, level: number, named: boolean): Markup {
  const mine = show.own.get(comment.id)
  const own = mine && mine.state !== 'withdrawn' && mine.state !== 'erased' ? mine : undefined
  const current = show.current?.id === comment.id
  if (!own && !comment.author) return gone(show, comment, current)
  return html`<article id="${comment.id}" class="comment${current && ' current'}" aria-labelledby="by-${comment.id}">
${head(show.visit, own ?? comment, level, named)}
${own ? ownNotice(show.visit, own) : null}
${own ? html`${words(own)}${own.account && accountFacts(show.visit, own.account)}` : foldedWords(show.visit, comment)}
${notesMarkup(show.visit, show.notes?.get(comment.id))}
${actions(show, comment, own)}
</article>${current && show.current!.below}`
}

/** The one line that stays of a comment. */
function gone({ visit, current }: Showing, { id, state, decision }: Reply, isCurrent: boolean): Markup {
  const { say } = visit
  const rule = decision?.rule
  const line =
    state !== 'removed'
      ? html`${say(`comment.${state}`)}`
      : rule === 'illegal'
        ? html`${say('comment.removed.law')}`
        : rule
          ? under(visit, 'comment.removed', rule)
          : html`${say('comment.hidden')}`
  return html`<p id="${id}" class="gone ${state}${state === 'removed' && ' stop'}">${line}</p>${isCurrent && current!.below}`
}

const under = (visit: Visit, key: string, ground: string | null | undefined, values: Values = {}): Markup =>
  saidWith(visit.say, key, 'rule', html`<strong>${groundTitle(visit, ground)}</strong>`, values)

export function head(visit: Visit, comment: Omit<Reply, 'state'>, level: number, named: boolean): Markup {
  const { say } = visit
  const { id, author, postedAt, editedAt, kind, featured, replyToName } = comment
  const name = html`<bdi>${author!.name}</bdi>`
  return html`<header>
${level === 0 ? html`<h3 id="by-${id}">${name}</h3>` : html`<h4 id="by-${id}">${name}</h4>`}
${author!.badge && html`<span class="badge staff">${say(`badge.${author!.badge}`)}</span>`}
<span class="when">${named && replyToName && html`${saidWith(say, 'comment.to', 'name', html`<bdi>${replyToName}</bdi>`)} · `}<a href="${commentPath(id)}#${id}">${timeMarkup(visit, postedAt)}</a>${editedAt && html` · <a href="${commentPath(id)}#versions">${say('comment.edited')}</a>`}</span>
${featured && html`<span class="badge picked">${say('comment.featured')}</span>`}
${kind === 'eyewitness' && html`<span class="badge ${comment.account?.verified ? 'staff' : 'witness'}">${say(comment.account?.verified ? 'account.verified' : 'comment.eyewitness')}</span>`}
</header>`
}

export const words = ({ body }: Pick<Reply, 'body'>): Markup =>
  html`<div class="body" dir="auto">${bodyMarkup(body)}</div>`

/** The words as everybody reads them: with the newsroom’s label, or behind one more click. */
function foldedWords(visit: Visit, comment: Reply): Markup {
  const { label, rule } = comment.decision ?? {}
  const all = html`${words(comment)}${comment.account && accountFacts(visit, comment.account)}`
  if (label)
    return html`<p class="label"><strong><bdi>${label}</bdi></strong> · ${under(visit, 'comment.labelled', rule)}</p>${all}`
  if (comment.state !== 'collapsed') return all
  return html`<details class="folded"><summary>${under(visit, 'comment.collapsed', comment.decision?.rule)} <span class="link">${visit.say('comment.collapsed.show')}</span></summary>${all}</details>`
}

/** What became of the writer's own comment, under which rule, and why, with the way to the statement of reasons. */
export function ownNotice(
  visit: Visit,
  { id, state, stage, verdict, reason, editableUntil, notes }: OwnComment,
  statement?: OwnStatement,
): Markup {
  const { app, say } = visit
  const found = state === 'held' && !reason ? verdict.findings : []
  const rule = reason?.rule ?? found.find(finding => finding.rule !== 'house')?.rule
  const why = reason?.explanation && html`<p>${say('own.reason', { reason: reason.explanation })}</p>`
  const stated = statementWords(visit, reason?.statement ?? null, statement)
  const label = state === 'shown' && reason?.label
  const account =
    stage &&
    html`<div class="notice"><p>${say(`account.own.${stage}`)} <a href="${accountPath(id)}">${say('account.own')}</a></p></div>`
  if (account && state === 'held' && !reason) return account
  const help = state === 'shown' && verdict.findings.find(({ label }) => label === 'self-harm')?.message
  return html`${help && html`<div class="notice"><p>${help}</p></div>`}${account}${state === 'held' && html`<div class="notice held"><p>${rule ? under(visit, 'own.held.rule', rule) : say('own.held')}</p>${found.map(({ message }) => html`<p>${message}</p>`)}${why}${stated}</div>`}
${(state === 'removed' || state === 'collapsed') && html`<div class="notice stop"><p>${under(visit, `own.${state}`, reason?.rule)}</p>${why}${stated}</div>`}
${label && html`<div class="notice"><p>${under(visit, 'own.labelled', reason.rule, { label })}</p>${why}${stated}</div>`}
${state === 'shown' && !label && statement && html`<div class="notice">${statementWords(visit, statement.no, statement)}</div>`}
${notes > 0 && html`<p class="hint">${say('own.noted', { n: notes })}</p>`}
${editableUntil && html`<p class="hint">${say('own.edit.until', { time: fullTime(app.config.language, editableUntil) })}</p>`}`
}

/** The way to the statement of reasons `no`, and what has come of it where that is known. */
function statementWords(visit: Visit, no: number | null, statement: OwnStatement | undefined): Markup | null {
  if (no === null) return null
  const came = statement?.no === no ? cameOf(visit, statement) : null
  return html`<p>${came} <a href="${statementPath(no)}">${visit.say(came ? 'own.statement' : 'own.statement.appeal', { no: String(no) })}</a></p>`
}

function actions(show: Showing, comment: Reply, own: OwnComment | undefined): Markup {
  const { visit, open, respected } = show
  const { say, who } = visit
  const { id, respects, author } = comment
  const place = commentPath(id)
  if (own)
    return html`<footer>${respects > 0 && html`<span class="count">${say('comment.respect')} · ${respects}</span>`}${own.state === 'shown' && open && replyLink(show, comment)}${ownActions(visit, own)}</footer>`
  const spoken = html`${say('comment.respect')}${respects > 0 && html` · ${respects}`}`
  const given = respected.has(id)
  const respect =
    who.kind === 'guest'
      ? html`<a href="${signInPath(place)}" rel="nofollow">${spoken}</a>`
      : html`<button form="acts" formaction="${place}/respect" name="respected" value="${given ? 'no' : 'yes'}" aria-pressed="${String(given)}">${spoken}</button>`
  return html`<footer>${respect}${open && comment.state === 'shown' && html`${replyLink(show, comment)}<a href="/d/notes?comment=${id}" rel="nofollow">${say('note.write')}</a>`}<a class="report" href="${place}/report" rel="nofollow" aria-label="${say('comment.report.of', { name: author!.name })}">${say('comment.report')}</a></footer>`
}

const replyLink = ({ visit: { say } }: Showing, { id, author }: Reply): Markup =>
  html`<a href="${commentPath(id)}#compose" aria-label="${say('comment.reply.to', { name: author!.name })}">${say('comment.reply')}</a>`

export function ownActions({ say }: Visit, { id, state, editableUntil }: OwnComment): Markup {
  const live = state === 'shown' || state === 'collapsed' || state === 'held'
  return html`${editableUntil && html`<a href="${commentPath(id)}/edit">${say('comment.edit')}</a>`}${live && html`<a href="${commentPath(id)}/withdraw">${say('comment.withdraw')}</a>`}`
}
