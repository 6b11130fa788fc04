import { drawTies, halfOf } from '@parley/contract/ties.ts'
import { ProposeEntry, type Source, type Tie, type Timeline, type TimelineEntry } from '@parley/contract/timeline.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { html, type Markup } from '../http/html.ts'
import type { Refusal } from '../http/problems.ts'
import { csrfOf } from '../readers/sessions.ts'
import { storyByUrl, unknownStory } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { ownProposals, proposeEntry } from '../timeline/propose.ts'
import { alertOf, hidden, type Page, type Say, sendPage } from './page.ts'
import { commentPath, threadPath, timelinePath } from './places.ts'
import { shaped, type Visit } from './visit.ts'

/** So many entries stand open, those that came last: what brought the readers here is the discussion. */
const SHOWN = 3

/** A year, month or day as the language writes it. */
export function dayIn(language: string, day: string): string {
  const parts = day.split('-').length
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    ...(parts > 1 && { month: 'long' }),
    ...(parts > 2 && { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(Date.parse(`${day}${'-01'.repeat(3 - parts)}T00:00Z`))
}

/** The history behind a story: a list that is drawn as a line through time, and below it who is tied to whom. */
export function timelineSection(visit: Visit, { entries, ties }: Timeline, story: string): Markup {
  const { say } = visit
  const earlier = entries.slice(0, -SHOWN)
  return html`<section class="history" aria-labelledby="history">
<h2 id="history">${say('thread.history')}</h2>
${earlier.length > 0 && html`<details><summary>${say('timeline.earlier-entries', { n: earlier.length })}</summary><ol class="timeline">${earlier.map(one => entry(visit, one))}</ol></details>`}
${entries.length > 0 && html`<ol class="timeline">${entries.slice(-SHOWN).map(one => entry(visit, one))}</ol>`}
${ties.length > 0 && html`<details><summary>${say('timeline.ties')}</summary>${tiesFigure(visit, ties)}</details>`}
<p><a href="${timelinePath(story)}" rel="nofollow">${say('timeline.propose')}</a></p>
</section>`
}

function entry(visit: Visit, { happened, title, detail, by, account, story, said, standing }: TimelineEntry): Markup {
  const { app, say } = visit
  const links = [
    story && html`<a href="${story.url}">${say('timeline.earlier')}: ${story.title}</a>`,
    account && html`<a href="${commentPath(account)}">${say('timeline.account')}</a>`,
  ].filter(link => link !== null)
  return html`<li data-standing="${standing}">
<time datetime="${happened}">${dayIn(app.config.language, happened)}</time>
<h3><bdi>${title}</bdi></h3>
${detail && html`<p class="body" dir="auto">${detail}</p>`}
${links.length > 0 && html`<p>${links.map((link, i) => html`${i > 0 && ' · '}${link}`)}</p>`}
${sayings(visit, said)}
${by === 'reader' && html`<p class="hint">${say('timeline.by-reader')}</p>`}
</li>`
}

/** Who says so now; what was said before stands behind one click. */
function sayings(visit: Visit, said: readonly Source[]): Markup {
  const { say } = visit
  const [now, ...before] = said.toReversed()
  return html`<p class="saying">${now && saying(visit, now)}</p>
${before.length > 0 && html`<details class="before"><summary>${say('timeline.before', { n: before.length })}</summary><ul>${before.map(one => html`<li>${saying(visit, one)}</li>`)}</ul></details>`}`
}

function saying({ app, say }: Visit, { standing, who, url, on }: Source): Markup {
  const [before, after] = say(`timeline.${standing}`, { who: '\0' }).split('\0')
  const name = html`<bdi>${who}</bdi>`
  return html`${before}${url ? html`<a href="${url}" rel="nofollow ugc noreferrer">${name}</a>` : name}${after}${on && html`, <time datetime="${on}">${dayIn(app.config.language, on)}</time>`}`
}

/** The picture says nothing that the list does not, so that only the list is read out. */
function tiesFigure(visit: Visit, ties: readonly Tie[]): Markup {
  const { say } = visit
  const { width, height, names, lines } = drawTies(ties)
  return html`<figure class="ties">
<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
${lines.map(({ x1, y1, x2, y2, x, y }, i) => html`<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" data-standing="${ties[i]!.standing}"/><text x="${x}" y="${y}">${say(`tie.${ties[i]!.relation}`)}</text>`)}
${names.map(({ name, x, y }) => html`<rect x="${x - halfOf(name)}" y="${y - 16}" width="${2 * halfOf(name)}" height="32" rx="8"/><text class="name" x="${x}" y="${y}">${name.length > 24 ? `${name.slice(0, 23)}…` : name}</text>`)}
</svg>
<ul>${ties.map(one => html`<li data-standing="${one.standing}"><p>${tieSentence(visit, one)}</p>${sayings(visit, one.said)}</li>`)}</ul></figure>`
}

function tieSentence({ app, say }: Visit, { from, to, relation, since, until }: Tie): Markup {
  const day = (date: string) => dayIn(app.config.language, date)
  const when = since
    ? until
      ? say('tie.from-to', { since: day(since), until: day(until) })
      : say('tie.since', { since: day(since) })
    : until && say('tie.until', { until: day(until) })
  return html`<strong>${say(`tie.${relation}.sentence`, { from, to })}</strong>${when && html`, ${when}`}`
}

// ---- proposing

/** `GET /d/timeline?story=`: the form for a proposal, and what became of earlier ones. */
export const timelineForm = async (visit: Visit) => sendPage(visit, await proposalPage(visit, null))

/** `POST /d/timeline`. */
export async function propose(visit: Visit) {
  const { app, form, who, reply } = visit
  const { story, happened, title, detail = '', by, url = null } = form
  const draft = shaped(ProposeEntry, { story, happened, title, detail, source: { who: by, url, on: null } })
  const proposal = await proposeEntry(app, who as ReaderVisitor, draft)
  return reply.redirect(timelinePath(proposal.story.url, 'proposed'), 303)
}

export async function proposalPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, say, query, form, who } = visit
  const url = canonicalUrl(app.config, form.story ?? query.story ?? '')
  const story = (await storyByUrl(app.db.read, app.config.site, url)) ?? unknownStory(url)
  const { id, token } = who as ReaderVisitor
  const own = (await ownProposals(app, id)).filter(one => one.story.url === url)
  const done = query.done === 'proposed' && form.title === undefined
  return {
    title: say('timeline.propose.title'),
    canonical: null,
    here: timelinePath(url),
    status: done ? say('timeline.proposed') : null,
    main: html`<h1>${say('timeline.propose.title')}</h1>
<p>${say('timeline.propose.text', { story: story.title })}</p>
${alertOf(visit, refusal)}
${refusal?.verdict && html`<ul class="found">${refusal.verdict.findings.map(({ message }) => html`<li>${message}</li>`)}</ul>`}
<form method="post" action="/d/timeline">
<label for="title">${say('timeline.propose.what')}</label>
<input id="title" name="title" required minlength="3" maxlength="140" value="${form.title}">
<label for="happened">${say('timeline.propose.when')} <span class="hint">${say('timeline.propose.when.hint')}</span></label>
<input id="happened" name="happened" required pattern="[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?" maxlength="10" placeholder="2019-05" value="${form.happened}">
<label for="detail">${say('timeline.propose.detail')} <span class="hint">(${say('report.optional')})</span></label>
<textarea id="detail" name="detail" rows="3" maxlength="600" dir="auto">\n${form.detail}</textarea>
<label for="by">${say('timeline.propose.who')} <span class="hint">${say('timeline.propose.who.hint')}</span></label>
<input id="by" name="by" required minlength="2" maxlength="120" value="${form.by}">
<label for="url">${say('timeline.propose.url')} <span class="hint">(${say('report.optional')})</span></label>
<input id="url" name="url" inputmode="url" maxlength="2000" placeholder="https://" value="${form.url}">
<button class="button primary">${say('timeline.propose.send')}</button>
${hidden({ story: url, csrf: csrfOf(app, token) })}
</form>
${own.length > 0 && html`<section aria-labelledby="own"><h2 id="own">${say('timeline.own')}</h2><ul class="statements">${own.map(one => html`<li>${ownProposal(say, app.config.language, one)}</li>`)}</ul></section>`}
<p><a href="${threadPath(url)}">${say('thread.whole')}</a></p>`,
  }
}

export const ownProposal = (
  say: Say,
  language: string,
  { title, happened, state, reason }: Awaited<ReturnType<typeof ownProposals>>[number],
): Markup =>
  html`<p><strong><bdi>${title}</bdi></strong>, ${dayIn(language, happened)} · ${say(`timeline.own.${state}`)}</p>
${reason && html`<p class="said" dir="auto">${say('own.reason', { reason })}</p>`}`
