import { FileReport, type Reply } from '@parley/contract/schemas.ts'
import { SOURCE_MAX } from '@parley/contract/source.ts'
import { commentToShow, facesIn, publicComment } from '../comments/queries.ts'
import { isPublic } from '../comments/state.ts'
import { html, type Markup } from '../http/html.ts'
import { Refusal } from '../http/problems.ts'
import { csrfOf } from '../readers/sessions.ts'
import { fileReport } from '../reports/file.ts'
import { storyById } from '../stories/queries.ts'
import { words } from './comments.ts'
import { alertOf, hidden, type Page, saidWith, sendPage, timeMarkup } from './page.ts'
import { commentPath, notesPath, reportStatusPath, signInPath } from './places.ts'
import { shaped, type Visit } from './visit.ts'

const reportPath = (id: string) => `${commentPath(id)}/report`

/** `GET /d/comments/:id/report`: the choices, or the receipt. Throws Refusal: comment.unknown, comment.gone. */
export async function reportForm(visit: Visit) {
  const { say, query, id } = visit
  const { reference } = query
  if (!reference || !/^R-[0-9A-F]{10}$/.test(reference)) return sendPage(visit, await reportPage(visit, null))
  return sendPage(visit, {
    title: say('plain.report.done'),
    canonical: null,
    here: commentPath(id),
    main: html`<h1>${say('plain.report.done')}</h1>
<p class="status" role="status">${saidWith(say, 'report.sent', 'reference', html`<strong>${reference}</strong>`)}</p>
<p><a href="${reportStatusPath(reference)}">${say('report.follow')}</a></p>
<p><a href="${commentPath(id)}">${say('plain.return')}</a></p>`,
  })
}

/** `POST /d/comments/:id/report`: against a house rule, or against the law. */
export async function report(visit: Visit) {
  const { app, id, form } = visit
  const { rule, explanation, source, law = '', name, email } = form
  const notice = form.illegal
    ? {
        illegal: {
          law: form.illegal === 'private' ? visit.say('report.private.law') : law,
          explanation: explanation ?? '',
          goodFaith: form.goodFaith === 'yes',
          ...(name && { name }),
          ...(email && { email }),
        },
      }
    : { rule, ...(explanation && { explanation }), ...(source && { source }) }
  const { reference } = await fileReport(app, visit.who, { ...shaped(FileReport, notice), commentId: id })
  return visit.reply.redirect(`${reportPath(id)}?reference=${reference}`, 303)
}

/** The forms, or that of somebody who is written about, with everything that was chosen and typed. */
export async function reportPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, say, id, query, form } = visit
  const about = form.illegal ?? query.about
  const row = await commentToShow(app.db.read, app.config.site, id)
  const comment = publicComment(row, await facesIn(app.db.read, row, [row]))
  if (!isPublic(comment.state)) throw new Refusal('comment.gone')
  const story = (await storyById(app.db.read, app.config.site, row.story))!
  return {
    title: say('report.title'),
    canonical: null,
    here: reportPath(id),
    main: html`<h1>${say('report.title')}</h1>
${quoted(visit, comment)}
${alertOf(visit, refusal)}
${
  about === 'private'
    ? aboutMe(visit, id)
    : html`${privateLink(visit, id)}
${againstRule(visit, id, row.kind === 'note' ? null : story.url)}
${againstLaw(visit, id)}`
}
<p><a href="${commentPath(id)}">${say('compose.cancel')}</a> · <a href="/d/report-status">${say('report.status')}</a></p>`,
  }
}

const quoted = (visit: Visit, comment: Reply): Markup =>
  html`<blockquote class="quoted"><p><bdi>${comment.author!.name}</bdi> · <span class="when">${timeMarkup(visit, comment.postedAt)}</span></p>${words(comment)}</blockquote>`

/** @param about the story of what can have a note; null for what cannot */
function againstRule(visit: Visit, id: string, about: string | null): Markup {
  const { say, who, app, form } = visit
  if (who.kind === 'guest')
    return html`<p>${say('report.sign-in')} <a href="${signInPath(reportPath(id))}">${say('session.sign-in')}</a></p>`
  const rules = app.rules.current.map(
    rule =>
      html`<label class="choice"><input type="radio" name="rule" value="${rule.id}" required${form.rule === rule.id && html` checked`}> <span><strong>${rule.title}</strong> ${rule.text}</span></label>`,
  )
  return html`<form method="post" action="${reportPath(id)}">
<h2>${say('plain.report.rule')}</h2>
<fieldset><legend>${say('report.which')}</legend>${rules}</fieldset>
<label for="what"><span class="otherwise">${say('report.explanation')}</span> <span class="of-truth">${say('report.wrong')}</span> <span class="hint">(${say('report.optional')})</span></label>
<textarea id="what" name="explanation" rows="3" maxlength="2000" dir="auto">\n${form.illegal ? '' : form.explanation}</textarea>
<div class="of-truth">
<label for="source">${say('report.source')} <span class="hint">(${say('report.optional')})</span></label>
<input id="source" name="source" maxlength="${SOURCE_MAX}" dir="auto" aria-describedby="source-hint" value="${form.source}">
<p id="source-hint" class="hint">${say('report.source.hint')}</p>
${about && html`<p>${say('report.note.text')} <a href="${notesPath(about, id)}">${say('report.note')}</a></p>`}
</div>
<button class="button primary">${say('report.send')}</button>
${hidden({ csrf: csrfOf(app, who.token) })}
</form>`
}

/** Somebody who is written about need not know the law: one choice, no account. Sources: DSA Art. 16, GDPR Art. 17. */
const privateLink = ({ say }: Visit, id: string): Markup =>
  html`<p><a class="button" href="${reportPath(id)}?about=private" rel="nofollow">${say('report.private')}</a></p>`

const aboutMe = (visit: Visit, id: string): Markup =>
  html`<h2>${visit.say('report.private')}</h2>
<p>${visit.say('report.private.text')}</p>
<form method="post" action="${reportPath(id)}">
${notice(visit, 'private')}
</form>`

function againstLaw(visit: Visit, id: string): Markup {
  const { say, who, form } = visit
  const open = who.kind === 'guest' || form.illegal
  return html`<details class="law"${open && html` open`}><summary><h2>${say('report.illegal')}</h2></summary>
<form method="post" action="${reportPath(id)}">
<label for="law">${say('report.law')}</label>
<input id="law" name="law" required maxlength="500" value="${form.law}">
${notice(visit, 'yes')}
</form></details>`
}

/** What a notice of something illegal says beside the law, and by whom. */
const notice = ({ say, who, app, form }: Visit, illegal: 'yes' | 'private'): Markup =>
  html`<label for="why">${say(illegal === 'private' ? 'report.private.why' : 'report.why')}</label>
<textarea id="why" name="explanation" rows="4" required maxlength="2000" dir="auto">\n${form.illegal ? form.explanation : ''}</textarea>
<p id="who" class="hint">${say('report.who')}</p>
<label for="name">${say('report.name')}</label>
<input id="name" name="name" maxlength="200" autocomplete="name" value="${form.name}" aria-describedby="who">
<label for="email">${say('report.email')}</label>
<input id="email" name="email" type="email" maxlength="254" autocomplete="email" value="${form.email}" aria-describedby="who">
<label class="choice"><input type="checkbox" name="goodFaith" value="yes" required${form.goodFaith && html` checked`}> ${say('report.good-faith')}</label>
<button class="button primary">${say('report.send')}</button>
${hidden({ illegal, csrf: who.kind === 'reader' ? csrfOf(app, who.token) : null })}`
