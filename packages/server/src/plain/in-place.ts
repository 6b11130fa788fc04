import type { RepliesPage, Reply } from '@parley/contract/schemas.ts'
import { inOrder } from '@parley/contract/tree.ts'
import { commentInPlace, publicRevisions } from '../comments/queries.ts'
import { isPublic } from '../comments/state.ts'
import { html, type Markup } from '../http/html.ts'
import type { Refusal } from '../http/problems.ts'
import { personal } from '../readers/personal.ts'
import { bodyMarkup } from './body.ts'
import { showing, threadItem } from './comments.ts'
import { barredNotice, composer } from './composer.ts'
import { linkedData } from './linked-data.ts'
import { notesByComment } from './note.ts'
import { fullTime, type Page, sendPage } from './page.ts'
import { commentPath, notePath, threadPath } from './places.ts'
import { statusOf } from './thread.ts'
import type { Fields, Visit } from './visit.ts'

/** `GET /d/comments/:id`: one comment in its place, with its thread's replies and a box to answer it. A context note has a page of its own. Throws Refusal: comment.unknown, cursor.invalid. */
export async function inPlace(visit: Visit) {
  const { app, id, reply } = visit
  const note = await app.db.read
    .selectFrom('notes')
    .select('id')
    .where('site', '=', app.config.site)
    .where('id', '=', id)
    .executeTakeFirst()
  return note ? reply.redirect(notePath(id), 302) : sendPage(visit, await inPlacePage(visit, id))
}

/** The page of a comment, with what was typed where a reply has come back. */
export async function inPlacePage(
  visit: Visit,
  id: string,
  typed: Fields = {},
  refusal: Refusal | null = null,
): Promise<Page> {
  const { app, say } = visit
  const after = refusal ? null : (visit.query.after ?? null)
  const { story, comment, top, path } = await commentInPlace(app, id)
  const bytes = await app.pages.replies(top.id, after, { target: '', fresh: visit.who.kind === 'reader' })
  const { replies, next }: RepliesPage = JSON.parse(bytes.identity.toString())
  // However far down it stands, the comment asked for is there, below those it answers.
  const shown = inOrder(replies, after ? [] : [...path, comment].filter(reply => reply.id !== top.id))
  const me = await personal(app, visit.who, story.url)
  const canonical = app.config.url + commentPath(id, { after })
  const below = html`${!after && comment.editedAt && (await versions(visit, id))}${story.open && comment.state === 'shown' && (me.barred && !typed.text ? barredNotice(visit, me.barred) : replyBox(visit, story.url, comment, typed, refusal))}`
  const notes = await notesByComment(visit, story)
  const show = { ...showing(visit, story.open, me), notes, current: { id, below } }
  const more =
    next &&
    html`<p class="more-replies"><a rel="next" href="${commentPath(id, { after: next })}">${say('plain.more-replies')}</a></p>`
  return {
    title: comment.author ? say('plain.by', { name: comment.author.name }) : say('plain.title', { title: story.title }),
    canonical: isPublic(comment.state) ? canonical : null,
    here: commentPath(id, { after }),
    status: statusOf(visit),
    data: linkedData(app.config.url, canonical, story, [top, ...shown]),
    main: html`<h1>${story.title}</h1>
<p><a href="${threadPath(story.url)}">${say('thread.whole')}</a> · <a href="${story.url}">${say('plain.back')}</a></p>
<h2>${say('thread.linked')}</h2>
<ol class="threads">${threadItem(show, top, shown, more || null)}</ol>`,
  }
}

function replyBox(visit: Visit, story: string, to: Reply, typed: Fields, refusal: Refusal | null): Markup {
  const { say, who } = visit
  return composer(visit, {
    action: '/d/comments',
    fields: { story, replyTo: to.id },
    label: say('comment.reply.to', { name: to.author!.name }),
    submit: say('compose.reply'),
    text: typed.text ?? '',
    kind: null,
    refusal,
    ...(who.kind === 'guest' && { hint: html`<p class="hint">${say('plain.sign-in.later')}</p>` }),
  })
}

/** What the comment said before it was edited, for everybody. */
async function versions({ app, say }: Visit, id: string): Promise<Markup> {
  const { site, language } = app.config
  const earlier = (await publicRevisions(app.db.read, site, id)).slice(0, -1).toReversed()
  return html`<details id="versions" class="versions"><summary>${say('comment.history')}</summary>${earlier.map(
    ({ no, at, body }) =>
      html`<p class="hint">${say('plain.version', { n: no, time: fullTime(language, at) })}</p><div class="body" dir="auto">${bodyMarkup(body)}</div>`,
  )}</details>`
}
