import { createHash } from 'node:crypto'
import { EditComment, type OwnComment, PostComment } from '@parley/contract/schemas.ts'
import { editComment } from '../comments/edit.ts'
import { ownComments } from '../comments/own.ts'
import { postComment } from '../comments/post.ts'
import { setRespect } from '../comments/respect.ts'
import { withdrawComment } from '../comments/withdraw.ts'
import type { ReaderVisitor } from '../http/auth.ts'
import { html } from '../http/html.ts'
import { Refusal } from '../http/problems.ts'
import { csrfOf } from '../readers/sessions.ts'
import { canonicalUrl } from '../stories/url.ts'
import { ownNotice, words } from './comments.ts'
import { composer, wordsSent } from './composer.ts'
import { inPlacePage } from './in-place.ts'
import { hidden, type Page, sendPage } from './page.ts'
import { commentPath, notePath, placeToReturn, threadPath } from './places.ts'
import { LIMIT, threadPage } from './thread.ts'
import { shaped, type Visit } from './visit.ts'

const reader = (visit: Visit) => visit.who as ReaderVisitor

/** `POST /d/comments`. The key of the form and the words make one request of a form that was sent twice. */
export async function post(visit: Visit) {
  const { app, form } = visit
  const { story, replyTo, kind, postAnyway, key } = form
  const text = wordsSent(visit)
  const draft = shaped(PostComment, {
    story,
    text,
    ...(replyTo && { replyTo }),
    ...(kind && { kind }),
    ...(postAnyway && { postAnyway: true }),
  })
  const once =
    key &&
    createHash('sha256')
      .update(JSON.stringify([key, story, replyTo, kind, text]))
      .digest('base64url')
  const { comment } = await postComment(app, reader(visit), { ...draft, key: once })
  if (comment.state === 'held') return goTo(visit, threadPath(comment.storyUrl, { done: 'held' }), comment.id)
  const place = comment.rootId
    ? commentPath(comment.id, { done: 'posted' })
    : threadPath(comment.storyUrl, { done: 'posted' })
  return goTo(visit, place, comment.id)
}

/** The page that the box was on, with everything typed. A reply whose comment has gone comes back as a comment. */
export async function postPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { app, form } = visit
  if (form.replyTo) {
    try {
      return await inPlacePage(visit, form.replyTo, form, refusal)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return threadPage(
    visit,
    { url: canonicalUrl(app.config, form.story ?? ''), sort: 'newest', after: null, limit: LIMIT },
    form,
    refusal,
  )
}

async function ownComment(visit: Visit): Promise<OwnComment> {
  const [own] = await ownComments(visit.app, reader(visit).id, { id: visit.id })
  if (!own) throw new Refusal('comment.unknown')
  return own
}

/** `GET /d/comments/:id/edit`. Throws Refusal: comment.unknown, comment.gone, edit.too-late. */
export async function editForm(visit: Visit) {
  const own = await ownComment(visit)
  if (own.kind === 'note') return visit.reply.redirect(`${notePath(own.id)}/edit`, 302)
  if (own.state !== 'shown' && own.state !== 'held') throw new Refusal('comment.gone')
  if (!own.editableUntil) throw new Refusal('edit.too-late', { n: visit.app.config.editMinutes })
  return sendPage(visit, await editPage(visit, null))
}

/** `POST /d/comments/:id/edit`. */
export async function edit(visit: Visit) {
  const { app, id, form } = visit
  const change = shaped(EditComment, { text: wordsSent(visit), ...(form.postAnyway && { postAnyway: true }) })
  const { comment } = await editComment(app, reader(visit), { ...change, id })
  if (comment.state === 'held') return goTo(visit, threadPath(comment.storyUrl, { done: 'held' }), id)
  return goTo(visit, commentPath(id, { done: 'edited' }), id)
}

export async function editPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const { say, form } = visit
  const own = await ownComment(visit)
  return {
    title: say('plain.edit'),
    canonical: null,
    here: commentPath(own.id),
    main: html`<h1>${say('plain.edit')}</h1>
${ownNotice(visit, own)}
${composer(visit, {
  action: `${commentPath(own.id)}/edit`,
  fields: {},
  label: say('compose.label'),
  submit: say('compose.save'),
  text: form.text ?? own.text,
  kind: null,
  refusal,
})}
<p><a href="${threadPath(own.storyUrl)}">${say('compose.cancel')}</a></p>`,
  }
}

/** `GET /d/comments/:id/withdraw`: asks once more. Throws Refusal('comment.unknown'). */
export async function withdrawForm(visit: Visit) {
  const { app, say } = visit
  const own = await ownComment(visit)
  return sendPage(visit, {
    title: say('plain.withdraw'),
    canonical: null,
    here: commentPath(own.id),
    main: html`<h1>${say('plain.withdraw')}</h1>
<p>${say('own.withdraw.sure')}</p>
<blockquote class="quoted">${words(own)}</blockquote>
<form method="post" action="${commentPath(own.id)}/withdraw" class="buttons">
<button class="button stop">${say('comment.withdraw')}</button>
<a class="button" href="${threadPath(own.storyUrl)}">${say('plain.keep')}</a>
${hidden({ csrf: csrfOf(app, reader(visit).token) })}
</form>`,
  })
}

/** `POST /d/comments/:id/withdraw`. */
export async function withdraw(visit: Visit) {
  await withdrawComment(visit.app, reader(visit), visit.id)
  const own = await ownComment(visit)
  return goTo(visit, threadPath(own.storyUrl, { done: 'withdrawn' }))
}

/** `POST /d/comments/:id/respect`. */
export async function respect(visit: Visit) {
  const { app, id, form } = visit
  await setRespect(app, reader(visit), { id, respected: form.respected !== 'no' })
  return goTo(visit, placeToReturn(app.config, form.return ?? commentPath(id), undefined), id)
}

/** After what succeeded: a page of its own, at the comment, so that loading it again does nothing again. */
const goTo = ({ reply }: Visit, path: string, id?: string) =>
  reply.redirect(id ? `${path.replace(/#.*/, '')}#${id}` : path, 303)
