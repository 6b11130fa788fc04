import type { Summary } from '@parley/contract/light.ts'
import type { ContextNote } from '@parley/contract/notes.ts'
import {
  type Me,
  ONLY,
  type Only,
  type OwnComment,
  SORTS,
  type Sort,
  type ThreadPage,
} from '@parley/contract/schemas.ts'
import type { PageKey } from '../comments/pages.ts'
import { isPublic } from '../comments/state.ts'
import { Bytes, sendBytes } from '../http/bytes.ts'
import { html, type Markup } from '../http/html.ts'
import { Refusal } from '../http/problems.ts'
import { invitedTo } from '../notes/own.ts'
import { personal } from '../readers/personal.ts'
import { canonicalUrl } from '../stories/url.ts'
import { timelineOf } from '../timeline/queries.ts'
import { head, ownActions, ownNotice, showing, threadItem, words } from './comments.ts'
import { barredNotice, composer, houseRules } from './composer.ts'
import { linkedData } from './linked-data.ts'
import { notesByComment, notesMarkup } from './note.ts'
import { documentOf, fullTime, type Page, sendPage } from './page.ts'
import { accountsPath, commentPath, notePath, notesPath, SORTING_PATH, threadPath } from './places.ts'
import { timelineSection } from './timeline.ts'
import type { Fields, Visit } from './visit.ts'

/** Top comments on a page. */
export const LIMIT = 25
/** How many of the reader's own held or removed comments stand above the thread; all are under “My comments”. */
const OWN = 5

/** What just happened, as the page says it to who did it. */
const DONE: Record<string, string> = {
  posted: 'compose.posted',
  held: 'plain.posted.held',
  edited: 'plain.edited',
  withdrawn: 'own.withdrawn',
  'account-withdrawn': 'account.withdrawn',
}
export const statusOf = ({ who, say, query }: Visit): string | null => {
  const key = who.kind === 'reader' && query.done ? DONE[query.done] : undefined
  return key ? say(key) : null
}

/** `GET /d`: a page of a story's discussion. Throws Refusal: story.unknown, story.not-allowed, cursor.invalid. */
export async function thread(visit: Visit) {
  const { app, who, query, request, reply } = visit
  if (!query.story) throw new Refusal('story.unknown')
  const only = ONLY.find(one => one === query.only) ?? null
  const sort = (!only && SORTS.find(one => one === query.sort)) || 'newest'
  const key = { url: canonicalUrl(app.config, query.story), sort, only, after: query.after ?? null, limit: LIMIT }
  if (key.after !== null && !app.pages.peek(key)) app.pressure.admit('read')
  if (who.kind === 'reader') return sendPage(visit, await threadPage(visit, key))
  return sendBytes(request, reply, await guestBytes(visit, key), {
    type: 'text/html; charset=utf-8',
    vary: 'accept-encoding, cookie',
  })
}

const kept = new WeakMap<Bytes, { minute: number; bytes: Bytes }>()

/** What every guest gets: built once a change of the story, and once a minute because it says how long ago things were. */
async function guestBytes(visit: Visit, key: PageKey): Promise<Bytes> {
  const source = await visit.app.pages.get(key)
  const minute = Math.floor(visit.app.clock() / 60_000)
  const found = kept.get(source)
  const bytes =
    found?.minute === minute
      ? found.bytes
      : new Bytes(documentOf(visit, await threadPage(visit, key)).text, source.keys)
  kept.set(source, { minute, bytes })
  bytes.age = source.age
  return bytes
}

/** The thread as a page, with what is personal laid over it, and with what was typed where a post has come back. */
export async function threadPage(
  visit: Visit,
  key: PageKey,
  typed: Fields = {},
  refusal: Refusal | null = null,
): Promise<Page> {
  const { app, say, who } = visit
  const bytes = await app.pages.get(key, { target: '', fresh: who.kind === 'reader' })
  const { story, comments, next, summary, known }: ThreadPage = JSON.parse(bytes.identity.toString())
  const me = await personal(app, visit.who, key.url)
  const notes = await notesByComment(visit, story)
  const [invited] = who.kind === 'reader' && notes.size > 0 && !key.after ? await invitedTo(app, who, story.id!) : []
  const show = { ...showing(visit, story.open, me), notes }
  const history =
    story.timeline > 0 && !key.after && !key.only && (await timelineOf(app.db.read, app.config.site, story.id!))
  const { url, sort, only = null, after } = key
  const here = threadPath(url, { sort, only, after })
  const canonical = app.config.url + threadPath(url, sort === 'newest' && !only ? { after } : {})
  const all = comments.flatMap(top => [top, ...top.replies])
  const unseen =
    after || only ? [] : me.mine.filter(own => isUnseen(own) && !all.some(({ id }) => id === own.id)).slice(0, OWN)
  const items = comments.map((top, i) => {
    const left = top.replyCount - top.replies.filter(reply => isPublic(reply.state)).length
    const path = commentPath(top.id, { after: top.nextReplies })
    const more =
      top.nextReplies &&
      html`<p class="more-replies"><a href="${path}">${say('comment.replies', { n: Math.max(1, left) })}</a></p>`
    const ends = i === known && (i > 0 || after === null)
    return html`${ends && html`<li class="unknown">${unknown(visit)}</li>`}${threadItem(show, top, top.replies, more || null)}`
  })
  return {
    title: say('plain.title', { title: story.title }),
    canonical,
    here,
    status: statusOf(visit),
    data: linkedData(app.config.url, canonical, story, all),
    main: html`<h1>${story.title}</h1>
<p><a href="${story.url}">${say('plain.back')}</a></p>
${history && timelineSection(visit, history, url)}
${!after && !only && storyNotes(visit, story, notes.get(''), invited)}
<div class="heading">
<h2>${say('thread.title')} <span class="count">${say('thread.count', { n: story.count })}</span></h2>
${story.count > 1 && sorts(visit, url, sort, only)}
</div>
${summary && strip(visit, url, summary, only)}
${!only && callNotice(visit, story)}
${!only && writing(visit, { story, typed, refusal, barred: me.barred })}
${unseen.length > 0 && html`<section class="mine" aria-label="${say('plain.mine-here')}"><h3>${say('plain.mine-here')}</h3>${unseen.map(own => ownArticle(visit, own))}</section>`}
${items.length ? html`<ol class="threads">${items}</ol>` : only ? html`<p class="empty">${say('plain.only.none')}</p>` : empty(visit)}
${paging(visit, key, next)}`,
  }
}

/** The notes about the story itself, and the way to write one. */
const storyNotes = (
  visit: Visit,
  { url, open }: ThreadPage['story'],
  notes: readonly ContextNote[] = [],
  invited?: string,
): Markup | null =>
  notes.length > 0 || open || invited
    ? html`<section class="story-notes" aria-label="${visit.say('notes.title')}">${invited && html`<p class="notice"><a href="${notePath(invited)}" rel="nofollow">${visit.say('note.invited')}</a></p>`}${notesMarkup(visit, notes)}
${open && html`<p><a href="${notesPath(url)}" rel="nofollow">${visit.say('note.write.story')}</a></p>`}</section>`
    : null

const isUnseen = ({ state }: OwnComment) => state === 'held' || state === 'removed'

/** What the newsroom asks of eyewitnesses. */
const callNotice = (visit: Visit, { url, call }: ThreadPage['story']): Markup | null =>
  call &&
  html`<section class="notice good call" aria-labelledby="call"><h3 id="call">${visit.say('account.call')}: <q>${call.question}</q></h3>
<p><a class="button primary" href="${accountsPath(url)}" rel="nofollow">${visit.say('account.call.answer')}</a> <span class="hint">${visit.say('account.call.until', { time: fullTime(visit.app.config.language, call.until) })}</span></p></section>`

/** The box, or why there is none. */
function writing(
  visit: Visit,
  {
    story,
    typed,
    refusal,
    barred,
  }: { story: ThreadPage['story']; typed: Fields; refusal: Refusal | null; barred: Me['barred'] },
): Markup {
  const { who, say } = visit
  if (!story.open && !typed.text) return html`<p class="notice">${say('thread.closed')}</p>`
  if (barred && !typed.text) return barredNotice(visit, barred)
  return html`${barred && barredNotice(visit, barred)}${composer(visit, {
    action: '/d/comments',
    fields: { story: story.url },
    label: say('compose.label'),
    submit: say('compose.post'),
    text: typed.text ?? '',
    kind: typed.kind === 'eyewitness' ? 'eyewitness' : 'comment',
    refusal,
    ...(who.kind === 'guest' && { hint: html`<p class="hint">${say('plain.sign-in.later')}</p>` }),
  })}
${!story.call && html`<p><a href="${accountsPath(story.url)}" rel="nofollow">${say('account.offer')}</a></p>`}
${houseRules(visit)}`
}

const sorts = ({ say }: Visit, url: string, chosen: Sort, only: Only | null): Markup =>
  html`<nav class="sorts" aria-label="${say('thread.sort')}">${SORTS.map(
    sort =>
      html`<a href="${threadPath(url, { sort })}"${!only && sort === chosen && html` aria-current="true"`}>${say(`thread.${sort}`)}</a>`,
  )}
<a class="why" href="${SORTING_PATH}">${say('thread.sorting')}</a></nav>`

/** Of how many people, and what else there is, each number leading to what it counts. What there is none of is not said. */
function strip(
  { say }: Visit,
  url: string,
  { people, accounts, notes, questions, picked }: Summary,
  only: Only | null,
) {
  if (people === 0) return null
  const to = (one: Only, n: number) =>
    n > 0 &&
    html`<li><a href="${threadPath(url, { only: one })}"${one === only && html` aria-current="true"`}>${say(`thread.${one}`, { n })}</a></li>`
  return html`<ul class="strip"><li>${say('thread.people', { n: people })}</li>${to('accounts', accounts)}${notes > 0 && html`<li><a href="${notesPath(url)}">${say('thread.notes', { n: notes })}</a></li>`}${to('questions', questions)}${to('picked', picked)}${only && html`<li><a href="${threadPath(url)}">${say('thread.whole')}</a></li>`}</ul>`
}

/** Where the order of common ground ends, or that there is none. */
const unknown = ({ say }: Visit): Markup =>
  html`<p class="notice">${say('thread.unknown')} <a href="${SORTING_PATH}">${say('thread.sorting')}</a></p>`

const NEXT: Record<Sort, string> = {
  newest: 'plain.older',
  oldest: 'plain.newer',
  respected: 'plain.next',
  'common-ground': 'plain.next',
}

function paging({ say }: Visit, { url, sort, only, after }: PageKey, next: string | null): Markup | null {
  if (!after && !next) return null
  return html`<nav class="paging" aria-label="${say('thread.more')}">
${next && html`<a class="button" rel="next" href="${threadPath(url, { sort, only, after: next })}">${say(NEXT[sort])}</a>`}
${after && html`<a href="${threadPath(url, { sort, only })}">${say('plain.first')}</a>`}
</nav>`
}

const empty = ({ say }: Visit): Markup =>
  html`<p class="empty"><span class="welcome">${say('thread.welcome')}</span><br>${say('thread.empty')}</p>`

/** The writer's own comment outside its place in the thread. */
export const ownArticle = (visit: Visit, own: OwnComment): Markup =>
  html`<article id="${own.id}" class="comment" aria-labelledby="by-${own.id}">${head(visit, own, 1, true)}${ownNotice(visit, own)}${words(own)}<footer>${ownActions(visit, own)}</footer></article>`
