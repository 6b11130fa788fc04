import { createHash, randomUUID } from 'node:crypto'
import {
  type AnyNote,
  type ContextNote,
  EditNote,
  type NoteInPlace,
  type OwnNotes,
  type OwnRating,
  RATING_VALUES,
  RateNote,
  type RatingValue,
  REASONS_FOR,
  SOURCES_MAX,
  WriteNote,
} from '@parley/contract/notes.ts'
import { commentToShow, publicComment } from '../comments/queries.ts'
import { isPublic } from '../comments/state.ts'
import { facesOf } from '../eyewitness/face.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { html, type Markup } from '../http/html.ts'
import { Refusal } from '../http/problems.ts'
import { personalNotes } from '../notes/own.ts'
import { noteInPlace } from '../notes/queries.ts'
import { rateNote, unrateNote } from '../notes/rate.ts'
import { editNote, ownNote, writeNote } from '../notes/write.ts'
import { csrfOf } from '../readers/sessions.ts'
import { storyById, storyByUrl, unknownStory } from '../stories/queries.ts'
import { canonicalUrl } from '../stories/url.ts'
import { ownNotice, words } from './comments.ts'
import { headOf, noteMarkup, noteWords } from './note.ts'
import { alertOf, fullTime, hidden, type Page, sendPage } from './page.ts'
import { commentPath, notePath, notesPath, signInPath, threadPath } from './places.ts'
import { shaped, type Visit } from './visit.ts'

const reader = (visit: Visit) => visit.who as ReaderVisitor

// ---- one note

/** What just happened, as the page says it to who did it. */
const DONE: Record<string, string> = {
  posted: 'note.posted',
  held: 'note.posted.held',
  edited: 'note.edited',
  rated: 'note.rated',
  unrated: 'note.unrated',
}

/** `GET /d/notes/:id`: a note by itself, and the form to rate it. Throws Refusal('note.unknown'). */
export const noteShown = async (visit: Visit) => sendPage(visit, await notePage(visit, null))

export async function notePage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, say, id, who, query } = visit
  const own = who.kind === 'reader' ? await ownNote(app, app.db.read, who.id, id) : null
  const place = own && !isPublic(own.note.state) ? await ownPlace(visit, own) : await publicPlace(visit)
  const { note, story, about } = place
  const personal =
    who.kind === 'reader' && !own && note.kind === 'reader' ? await personalNotes(app, who, story.url) : null
  const done = who.kind === 'reader' && !refusal ? DONE[query.done ?? ''] : undefined
  return {
    title: say('note.title'),
    canonical: null,
    here: notePath(id),
    status: done ? say(done) : null,
    main: html`<h1>${say('note.title')}</h1>
<p>${say('note.about')}: <a href="${threadPath(story.url)}">${story.title}</a></p>
${about && html`<blockquote class="quoted"><p>${about.author && html`<bdi>${about.author.name}</bdi> · `}<a href="${commentPath(about.id)}#${about.id}">${say('plain.return')}</a></p>${words(about)}</blockquote>`}
${alertOf(visit, refusal)}
${
  own
    ? html`<article class="note reader" aria-labelledby="on-${id}"><h2 class="note-title" id="on-${id}">${headOf(visit, note)}</h2>${note.hidden && html`<div class="notice stop"><p>${say('note.hidden', { reason: note.hidden.reason })}</p></div>`}${ownNotice(visit, own.comment)}${noteWords(visit, note)}
<footer>${own.comment.editableUntil && html`<a href="${notePath(id)}/edit">${say('comment.edit')}</a>`}${isLive(note) && html`<a href="${commentPath(id)}/withdraw">${say('comment.withdraw')}</a>`}</footer></article>`
    : html`${noteMarkup(visit, note as ContextNote, 'alone')}
<p><a class="report" href="${commentPath(id)}/report" rel="nofollow">${say('comment.report')}</a></p>`
}
${note.kind === 'reader' && !note.hidden && isPublic(note.state) && rating(visit, { own: own !== null, personal })}
${note.kind === 'reader' && html`<details><summary>${say('note.how')}</summary><p>${say('note.how.text')}</p></details>`}
<p><a href="${threadPath(story.url)}">${say('thread.whole')}</a></p>`,
  }
}

type Place = Omit<NoteInPlace, 'note'> & { note: AnyNote }
const isLive = ({ state }: AnyNote) => isPublic(state) || state === 'held'
const publicPlace = ({ app, id }: Visit): Promise<Place> => noteInPlace(app.db.read, app.config.site, id)

/** What its writer sees of a note that others do not. */
async function ownPlace(
  { app }: Visit,
  { note, comment }: Awaited<ReturnType<typeof ownNote>> & object,
): Promise<Place> {
  const { storyUrl: url, storyTitle: title } = comment
  const row = note.about
    ? await commentToShow(app.db.read, app.config.site, note.about).catch(error => {
        if (error instanceof Refusal) return null
        throw error
      })
    : null
  const about = row && { ...publicComment(row, await facesOf(app.db.read, row, [row.id])), revision: row.revision }
  return { note, story: { url, title }, about: about && { ...about } }
}

/** The form to rate a note, or why one cannot. */
function rating(visit: Visit, { own, personal }: { own: boolean; personal: OwnNotes | null }): Markup {
  const { app, say, id, who, form } = visit
  if (own) return html`<p class="hint">${say('note.rate.own')}</p>`
  if (who.kind === 'guest')
    return html`<p>${say('note.rate.question')} <a href="${signInPath(notePath(id))}" rel="nofollow">${say('session.sign-in')}</a></p>`
  const given = personal?.ratings.find(({ note }) => note === id)
  const { may, why, from } = personal!.mayRate
  if (!may && !(given && why === 'enough'))
    return html`<p class="notice">${say(`note.rate.${why}`, { time: from ? fullTime(app.config.language, from) : '' })}</p>`
  const chosen = RATING_VALUES.find(value => value === form.value) ?? given?.value
  return html`<form method="post" action="${notePath(id)}/rating" class="rating">
<h2>${say(personal!.invited.includes(id) ? 'note.rate.asked' : 'note.rate.question')}</h2>
<fieldset class="choices"><legend class="unseen">${say('note.rate.question')}</legend>
${RATING_VALUES.map(value => html`<label class="choice"><input type="radio" name="value" value="${value}" required${chosen === value && html` checked`}> ${say(`note.value.${value}`)}</label>`)}
</fieldset>
<details${chosen && html` open`}><summary>${say('note.rate.why')}</summary>
${reasonsFor(visit, given)}
</details>
<p class="hint">${say('note.rate.hidden')}</p>
<span class="buttons"><button class="button primary">${say(given ? 'note.rate.again' : 'note.rate.send')}</button>
${given && html`<button class="button" name="back" value="yes" formnovalidate>${say('note.rate.back')}</button>`}</span>
${hidden({ csrf: csrfOf(app, who.token) })}
</form>`
}

/** The same reasons go with more than one answer, so each is asked once: what does not go with the answer is not sent on. */
function reasonsFor({ say, form }: Visit, given: OwnRating | undefined): Markup {
  const all = [...new Set(RATING_VALUES.flatMap(value => REASONS_FOR[value]))]
  return html`${all.map(reason => {
    const ticked = form.value ? form[`why-${reason}`] : given?.reasons.includes(reason)
    return html`<label class="choice"><input type="checkbox" name="why-${reason}" value="yes"${ticked && html` checked`}> ${say(`note.why.${reason}`)}</label>`
  })}`
}

/** `POST /d/notes/:id/rating`. */
export async function rateOnPage(visit: Visit) {
  const { app, id, form, reply } = visit
  if (form.back) {
    await unrateNote(app, reader(visit), id)
    return reply.redirect(notePath(id, 'unrated'), 303)
  }
  const fits = REASONS_FOR[form.value as RatingValue] ?? []
  const reasons = fits.filter(reason => form[`why-${reason}`])
  await rateNote(app, reader(visit), { ...shaped(RateNote, { value: form.value, reasons }), id })
  return reply.redirect(notePath(id, 'rated'), 303)
}

// ---- writing one

const linesOf = (text = '') =>
  text
    .split(/\s+/)
    .map(line => line.trim())
    .filter(Boolean)

/** `GET /d/notes?story=&comment=`. Throws Refusal: story.not-allowed, comment.unknown, comment.gone. */
export const noteForm = async (visit: Visit) => sendPage(visit, await noteFormPage(visit, null))

/** `POST /d/notes`. The key of the form and the words make one request of a form that was sent twice. */
export async function postNote(visit: Visit) {
  const { app, form, reply } = visit
  const { story, comment, claim = '', text = '', sources, postAnyway, key } = form
  const draft = shaped(WriteNote, {
    ...{ story, comment: comment ?? null, claim, text, sources: required(linesOf(sources)) },
    ...(postAnyway && { postAnyway: true }),
  })
  const once =
    key &&
    createHash('sha256')
      .update(JSON.stringify([key, draft]))
      .digest('base64url')
  const { note } = await writeNote(app, reader(visit), { ...draft, key: once })
  return reply.redirect(notePath(note.id, note.state === 'held' ? 'held' : 'posted'), 303)
}

function required(sources: string[]): string[] {
  if (!sources.length) throw new Refusal('note.source')
  return sources.slice(0, SOURCES_MAX)
}

export async function noteFormPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, say, query, form } = visit
  const { site } = app.config
  const id = form.comment ?? query.comment
  const row = id ? await commentToShow(app.db.read, site, id) : null
  if (row && (!isPublic(row.state) || row.kind === 'note')) throw new Refusal('comment.gone')
  const about = row && publicComment(row, await facesOf(app.db.read, row, [row.id]))
  const url = row
    ? (await storyById(app.db.read, site, row.story))!.url
    : canonicalUrl(app.config, form.story ?? query.story ?? '')
  const story = (await storyByUrl(app.db.read, site, url)) ?? unknownStory(url)
  return {
    title: say('note.write.title'),
    canonical: null,
    here: notesPath(url, id),
    main: html`<h1>${say('note.write.title')}</h1>
<p>${say('note.about')}: <a href="${threadPath(url)}">${story.title}</a></p>
${about && html`<blockquote class="quoted"><p><bdi>${about.author?.name}</bdi></p>${words(about)}</blockquote>`}
<p>${say('note.write.text')}</p>
${fields(visit, {
  ...{ action: '/d/notes', refusal, submit: say('note.write.send') },
  ...{ claim: form.claim ?? query.claim, text: form.text, sources: form.sources },
  more: { story: url, comment: id, key: form.key ?? randomUUID() },
})}
<p><a href="${id ? `${commentPath(id)}#${id}` : threadPath(url)}">${say('compose.cancel')}</a></p>`,
  }
}

function fields(
  visit: Visit,
  {
    action,
    refusal,
    submit,
    claim,
    text,
    sources,
    more,
  }: {
    action: string
    refusal: Refusal | null
    submit: string
    claim: string | undefined
    text: string | undefined
    sources: string | undefined
    more: Readonly<Record<string, string | null | undefined>>
  },
): Markup {
  const { app, say } = visit
  return html`${
    refusal &&
    html`<div class="review ${refusal.code === 'verdict.nudge' ? 'nudge' : 'stop'}">${alertOf(visit, refusal)}
${refusal.verdict && html`<ul class="found">${refusal.verdict.findings.map(({ message }) => html`<li>${message}</li>`)}</ul>`}</div>`
  }
<form method="post" action="${action}">
<label for="claim">${say('note.write.claim')} <span class="hint">${say('note.write.claim.hint')}</span></label>
<textarea id="claim" name="claim" rows="2" maxlength="500" dir="auto">\n${claim}</textarea>
<label for="text">${say('note.write.words')}</label>
<textarea id="text" name="text" rows="5" dir="auto" required maxlength="20000"${refusal && html` autofocus`}>\n${text}</textarea>
<label for="sources">${say('note.write.sources')} <span class="hint">${say('note.write.sources.hint', { n: SOURCES_MAX })}</span></label>
<textarea id="sources" name="sources" rows="2" required inputmode="url" placeholder="https://">\n${sources}</textarea>
<span class="buttons"><button class="button primary">${submit}</button>
${refusal?.code === 'verdict.nudge' && html`<button class="button" name="postAnyway" value="yes">${say(app.config.postAnyway ? 'compose.anyway' : 'compose.as-it-is')}</button>`}</span>
${hidden({ ...more, csrf: csrfOf(app, reader(visit).token) })}
</form>`
}

/** `GET /d/notes/:id/edit`. Throws Refusal: note.unknown, edit.too-late. */
export const editNoteForm = async (visit: Visit) => sendPage(visit, await editNotePage(visit, null))

/** `POST /d/notes/:id/edit`. */
export async function editOnPage(visit: Visit) {
  const { app, id, form, reply } = visit
  const { claim = '', text = '', sources, postAnyway } = form
  const change = shaped(EditNote, {
    ...{ claim, text, sources: required(linesOf(sources)) },
    ...(postAnyway && { postAnyway: true }),
  })
  const { note } = await editNote(app, reader(visit), { ...change, id })
  return reply.redirect(notePath(id, note.state === 'held' ? 'held' : 'edited'), 303)
}

export async function editNotePage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, say, id, form } = visit
  const own = await ownNote(app, app.db.read, reader(visit).id, id)
  if (!own) throw new Refusal('note.unknown')
  if (!own.comment.editableUntil && !refusal) throw new Refusal('edit.too-late', { n: app.config.editMinutes })
  return {
    title: say('note.edit.title'),
    canonical: null,
    here: notePath(id),
    main: html`<h1>${say('note.edit.title')}</h1>
${fields(visit, {
  ...{ action: `${notePath(id)}/edit`, refusal, submit: say('compose.save'), more: {} },
  claim: form.claim ?? (form.text === undefined ? own.note.claim : ''),
  text: form.text ?? own.comment.text,
  sources: form.sources ?? own.note.sources.join('\n'),
})}
<p><a href="${notePath(id)}">${say('compose.cancel')}</a></p>`,
  }
}
