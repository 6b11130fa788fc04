import type { Comment, CommentInPlace, PublicDecision, RepliesPage, Reply } from '@parley/contract/schemas.ts'
import type { StreamEvents } from '@parley/contract/stream.ts'
import { inOrder } from '@parley/contract/tree.ts'
import type { Problem } from './api.ts'
import { type Discussion, PAGE } from './discussion.ts'
import { follow } from './live.ts'
import { batch, effect } from './signals.ts'

/** What is loaded once the first page stands: further pages, permalinks, and what arrives. */

/** New replies that are fetched one by one; with more of them at once the oldest wait for the next reading of the page. */
const ONE_BY_ONE = 20

/** What few stories have. */
interface Wanted {
  notes: boolean
  accounts: boolean
}

/** Loads what draws context notes, and reads them; what draws accounts of eyewitnesses. */
export const prepare = (d: Discussion, wanted: Wanted): Promise<unknown> =>
  Promise.all([wanted.notes && notes(d), wanted.accounts && !d.accounts.value && accounts(d)])

async function notes(d: Discussion): Promise<void> {
  const { read } = await import('./notes.tsx')
  await read(d)
}

async function accounts(d: Discussion): Promise<void> {
  const [part] = await Promise.all([import('./accounts.tsx'), d.words()])
  d.accounts.value = part
}

/** Draws the history behind the story where it was opened, once. */
export async function history(d: Discussion, place: Element): Promise<void> {
  const { draw } = await import('./history.tsx')
  await draw(d, place)
}

// ---- further pages

/** Reads the next page of top comments and puts the focus on its first. */
export async function more(d: Discussion): Promise<void> {
  const { run } = d
  const after = d.next.value
  if (!after) return
  const page = await d.threadPage({ limit: String(PAGE), after })
  if (run !== d.run || d.next.value !== after) return
  const known = new Set(d.comments.value.map(comment => comment.id))
  const added = page.comments.filter(comment => !known.has(comment.id))
  batch(() => {
    d.comments.value = [...d.comments.value, ...added]
    d.next.value = page.next
  })
  if (added[0]) d.focus(added[0].id, { preventScroll: true })
}

/** Reads the next replies of a thread and puts the focus on the first of them. */
export async function moreReplies(d: Discussion, { id, nextReplies }: Comment): Promise<void> {
  if (!nextReplies) return
  const query = new URLSearchParams({ after: nextReplies })
  const page = await d.get<RepliesPage>(`/v1/comments/${id}/replies?${query}`)
  d.update(id, thread => ({ ...thread, replies: inOrder(thread.replies, page.replies), nextReplies: page.next }))
  if (page.replies[0]) d.focus(page.replies[0].id, { preventScroll: true })
}

// ---- permalinks

/** Hands a comment's address on: to the device's own sharing, else to the clipboard, else to the address bar. */
export async function share(d: Discussion, id: string): Promise<boolean> {
  const url = `${d.page.story}#parley-${id}`
  if (navigator.share) {
    await navigator.share({ title: d.story.value?.title ?? '', url }).catch(() => {})
    return false
  }
  try {
    await navigator.clipboard.writeText(url)
    d.announce(d.say('comment.copied'))
    return true
  } catch {
    location.hash = `parley-${id}`
    return false
  }
}

/** A comment's way down from its top comment, itself included. */
const below = ({ comment, top, path }: CommentInPlace) => [...path, comment].filter(reply => reply.id !== top.id)

/** Shows one comment in its thread; the whole discussion where that comment is not there. */
export async function openLinked(d: Discussion, id: string): Promise<void> {
  const run = ++d.run
  try {
    const place = await d.get<CommentInPlace>(`/v1/comments/${id}`)
    if (run !== d.run) return
    await d.prepare({ story: place.story, comments: [place.top] })
    if (run !== d.run) return
    batch(() => {
      d.story.value = place.story
      d.comments.value = [{ ...place.top, replies: inOrder(place.top.replies, below(place)) }]
      d.next.value = null
      d.linked.value = id
      d.fresh.value = new Set([id])
      d.status.value = 'ready'
    })
    d.focus(id, { scroll: 'center' })
  } catch (problem) {
    await d.load()
    d.announce((problem as Problem).message)
  }
}

/** From one thread back to all of them. */
export async function whole(d: Discussion): Promise<void> {
  d.fresh.value = new Set()
  await d.load()
  d.focus('title')
}

/** Goes to a comment: where it is on the page, or else alone in its thread. */
export function goTo(d: Discussion, id: string): void {
  if (d.root.getElementById(id)) {
    d.fresh.value = new Set([id])
    d.focus(id, { scroll: 'center' })
  } else d.loading = openLinked(d, id)
}

// ---- what arrives

/**
 * Keeps a discussion up to date until the returned function is called: what changes does so in its place, what is new
 * waits until it is asked for.
 */
export function keepUp(d: Discussion): () => void {
  const after = (then: () => unknown) => Promise.allSettled([d.loading, d.posting]).then(then)
  const counted = (count: number) => {
    if (d.story.value) d.story.value = { ...d.story.value, count }
  }
  // What comes with further pages, or by itself.
  const late = effect(() => {
    if (!d.accounts.value && d.comments.value.some(({ account }) => account)) d.attempt(() => accounts(d))
  })
  const stop = follow(`${d.page.server}/v1/stream?${new URLSearchParams({ story: d.page.story })}`, {
    begins: seq => after(() => seq > (d.story.value?.seq ?? seq) && catchUp(d)),
    connected: yes => {
      d.connected.value = yes
    },
    count: ({ count }) => after(() => counted(count)),
    comment: ({ id, rootId, count }) =>
      after(() => {
        counted(count)
        arrived(d, id, rootId)
      }),
    notes: () => after(() => notes(d).catch(console.warn)),
    state: event =>
      after(() => {
        counted(event.count)
        changed(d, event)
      }),
    reset: () => after(() => catchUp(d)),
    // A thread that is read alone is not taken from under its reader.
    silent: () => after(() => d.linked.value || catchUp(d)),
  })
  return () => {
    late()
    stop()
  }
}

const isPublic = (state: string) => state === 'shown' || state === 'collapsed'

/** A comment on the page. */
const find = (d: Discussion, id: string): Reply | undefined =>
  d.comments.value.flatMap(top => [top, ...top.replies]).find(comment => comment.id === id)

function arrived(d: Discussion, id: string, rootId: string | null): void {
  const own = d.mine.value.has(id)
  if (own) d.writing.value?.personal(d)
  const known = find(d, id)
  if (known) {
    if (!isPublic(known.state)) renew(d, id, rootId)
    return
  }
  if (own) adopt(d, id)
  if (own || (d.linked.value && rootId === null)) return
  if (rootId && !d.waiting.value.has(rootId)) {
    const thread = d.comments.value.find(comment => comment.id === rootId)
    if (!thread) return
    // Further replies of this thread wait behind their own button already.
    if (thread.nextReplies) {
      d.change(thread, { replyCount: thread.replyCount + 1 })
      return
    }
  }
  d.waiting.value = new Map(d.waiting.value).set(id, rootId)
  d.announce(d.say('thread.new', { n: d.waiting.value.size }))
}

/** An own comment that was held is public now: from here on it is one of the comments, and what answers it finds it. */
async function adopt(d: Discussion, id: string): Promise<void> {
  const place = await d.get<CommentInPlace>(`/v1/comments/${id}`).catch(() => null)
  if (!place || find(d, id)) return
  if (place.comment.rootId === null) {
    if (!d.linked.value) d.comments.value = [place.top, ...d.comments.value]
  } else
    d.update(place.top.id, thread => ({
      ...thread,
      replyCount: place.top.replyCount,
      replies: inOrder(thread.replies, below(place)),
    }))
}

function changed(d: Discussion, { id, rootId, state, rule }: StreamEvents['state']): void {
  if (find(d, id)) {
    if (d.mine.value.has(id)) d.writing.value?.personal(d)
    if (isPublic(state)) renew(d, id, rootId)
    else gone(d, id, rootId, state, rule)
  } else if (d.mine.value.has(id)) arrived(d, id, rootId)
  else if (d.waiting.value.has(id)) {
    const waiting = new Map(d.waiting.value)
    waiting.delete(id)
    d.waiting.value = waiting
  }
}

/** Puts the present version of a comment in the place of the one on the page. */
async function renew(d: Discussion, id: string, rootId: string | null): Promise<void> {
  const place = await d.get<CommentInPlace>(`/v1/comments/${id}`).catch(() => null)
  if (place) d.change({ id, rootId }, place.comment)
}

/** What is no longer public becomes one line, with the rule it was removed under. */
function gone(d: Discussion, id: string, rootId: string | null, state: string, rule: string | null): void {
  const decision = rule ? ({ act: 'remove', rule, at: new Date().toISOString() } as PublicDecision) : null
  d.change({ id, rootId }, { state: state as Reply['state'], author: null, body: [], decision })
}

/** Shows what waits. The reader has asked for it, so the page may move: to the first of what is new. */
export async function showWaiting(d: Discussion): Promise<void> {
  const waiting = [...d.waiting.value]
  const topsWait = waiting.some(([, rootId]) => rootId === null)
  if (topsWait && d.sort.value !== 'newest') await d.order('newest')
  else if (topsWait) await newest(d)
  const replies = waiting.filter(([id, rootId]) => rootId && find(d, rootId) && !find(d, id))
  await Promise.allSettled(
    replies.slice(-ONE_BY_ONE).map(async ([id]) => {
      const place = await d.get<CommentInPlace>(`/v1/comments/${id}`)
      const { id: topId, replyCount } = place.top
      d.update(topId, thread => ({ ...thread, replyCount, replies: inOrder(thread.replies, below(place)) }))
    }),
  )
  const ids = new Set(waiting.map(([id]) => id))
  batch(() => {
    d.waiting.value = new Map()
    d.fresh.value = ids
  })
  const first = d.comments.value.flatMap(top => [top, ...top.replies]).find(comment => ids.has(comment.id))
  d.focus(first?.id ?? 'title', { scroll: 'start' })
}

/** Puts the newest page before what is shown; where the two do not meet, it takes the place of it. */
async function newest(d: Discussion): Promise<void> {
  const page = await d.threadPage({ limit: String(PAGE) })
  const newer = new Set(page.comments.map(comment => comment.id))
  const shown = new Map(d.comments.value.map(comment => [comment.id, comment]))
  const meet = page.comments.some(comment => shown.has(comment.id))
  batch(() => {
    d.story.value = page.story
    if (meet) {
      const older = d.comments.value.filter(comment => !newer.has(comment.id))
      d.comments.value = [...page.comments.map(comment => shown.get(comment.id) ?? comment), ...older]
    } else {
      d.comments.value = page.comments
      d.next.value = page.next
    }
  })
}

/** After a time without a stream: what is shown is renewed in place, what is new waits. */
async function catchUp(d: Discussion): Promise<void> {
  if (d.linked.value) return openLinked(d, d.linked.value)
  if (d.status.value !== 'ready') return d.load()
  const { run } = d
  const limit = Math.min(100, Math.max(PAGE, d.comments.value.length))
  const page = await d.threadPage({ limit: String(limit) }).catch(() => null)
  if (!page || run !== d.run) return
  const before = inOrder(d.comments.value, ...d.comments.value.map(top => top.replies))
  const latest = before.at(-1)?.id ?? ''
  const waiting = new Map(d.waiting.value)
  const fetched = new Map<string, Reply>()
  for (const comment of page.comments.flatMap(top => [top, ...top.replies])) {
    fetched.set(comment.id, comment)
    if (comment.id > latest && !d.mine.value.has(comment.id)) waiting.set(comment.id, comment.rootId)
  }
  const renewed = <T extends Reply>(old: T): T => {
    const { replies, nextReplies, ...comment } = (fetched.get(old.id) ?? old) as Comment
    return { ...old, ...comment }
  }
  batch(() => {
    d.story.value = page.story
    d.comments.value = d.comments.value.map(top => ({ ...renewed(top), replies: top.replies.map(renewed) }))
    d.waiting.value = waiting
  })
  d.writing.value?.personal(d)
  // What is gone from among the newest is public no more.
  if (d.sort.value !== 'newest') return
  const oldest = page.next === null ? '' : (page.comments.at(-1)?.id ?? '')
  for (const { id } of d.comments.value) if (id > oldest && !fetched.has(id)) gone(d, id, null, 'removed', null)
}
