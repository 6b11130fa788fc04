import type { Comment, CommentInPlace, Reply } from '@parley/contract/schemas.ts'
import { STREAM_EVENTS, type StreamEvents } from '@parley/contract/stream.ts'
import { batch } from '@preact/signals'
import { type Discussion, PAGE } from './discussion.ts'
import { inOrder } from './tree.ts'

/** New replies that are fetched one by one; with more of them at once the oldest wait for the next reading of the page. */
const ONE_BY_ONE = 20

/** Seconds to wait before attempt number `tries` (from 0): doubling to a minute, each reader at another moment of it. */
export const pause = (tries: number, random = Math.random()): number => Math.min(60, 2 ** tries) * (0.5 + random)

/** Closed this long after the page went out of sight, so that forgotten tabs hold no connection. Milliseconds. */
const FORGOTTEN = 60_000

type Listener = {
  [name in keyof StreamEvents]: (data: StreamEvents[name]) => void
} & {
  /** A stream begins, at this number of the story: what is older must be read, not waited for. */
  begins: (seq: number) => void
  connected: (yes: boolean) => void
}

/**
 * Follows a stream until the returned function is called.
 * A broken connection is resumed by the browser where it broke, after the pause that the server asks for, each reader at
 * another moment; one that was refused is opened anew after `pause`.
 */
function follow(url: string, listener: Listener): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0

  const close = () => {
    clearTimeout(timer)
    source?.close()
    source = undefined
  }
  const open = () => {
    close()
    const stream = new EventSource(url)
    source = stream
    let begun = false
    stream.onopen = () => {
      tries = 0
      listener.connected(true)
    }
    stream.onerror = () => {
      listener.connected(false)
      if (stream.readyState !== EventSource.CLOSED) return
      close()
      timer = setTimeout(open, pause(tries++) * 1000)
    }
    for (const name of STREAM_EVENTS) {
      stream.addEventListener(name, event => {
        const { data, lastEventId } = event as MessageEvent<string>
        if (!begun) listener.begins(Number(lastEventId))
        begun = true
        listener[name](JSON.parse(data))
      })
    }
  }
  const seen = () => {
    if (document.visibilityState === 'visible') {
      clearTimeout(timer)
      if (!source) open()
    } else if (source) timer = setTimeout(close, FORGOTTEN)
  }
  document.addEventListener('visibilitychange', seen)
  open()
  return () => {
    document.removeEventListener('visibilitychange', seen)
    close()
  }
}

const isPublic = (state: string | undefined) => state === 'shown' || state === 'collapsed'

/** Keeps a discussion up to date: what changes does so in its place, what is new waits until it is asked for. */
export class Live {
  readonly #d: Discussion
  readonly stop: () => void

  constructor(d: Discussion) {
    this.#d = d
    const after = (then: () => unknown) => Promise.allSettled([d.loading, d.posting]).then(then)
    const count = (count: number) => {
      if (d.story.value) d.story.value = { ...d.story.value, count }
    }
    this.stop = follow(`${d.page.server}/v1/stream?${new URLSearchParams({ story: d.page.story })}`, {
      begins: seq => after(() => seq > (d.story.value?.seq ?? seq) && this.catchUp()),
      connected: yes => {
        d.connected.value = yes
      },
      count: data => after(() => count(data.count)),
      comment: data =>
        after(() => {
          count(data.count)
          this.#arrived(data.id, data.rootId)
        }),
      state: data =>
        after(() => {
          count(data.count)
          this.#changed(data)
        }),
      reset: () => after(() => this.catchUp()),
    })
  }

  #arrived(id: string, rootId: string | null): void {
    const d = this.#d
    if (d.mine.value.has(id)) d.writing.value?.personal(d)
    if (d.find(id)) return void this.#renew(id, rootId)
    if (d.mine.value.has(id) || (d.linked.value && rootId === null)) return
    if (rootId && !d.waiting.value.has(rootId)) {
      const thread = d.comments.value.find(comment => comment.id === rootId)
      if (!thread) return
      // Further replies of this thread wait behind their own button already.
      if (thread.nextReplies) return d.change(thread, { replyCount: thread.replyCount + 1 })
    }
    d.waiting.value = new Map(d.waiting.value).set(id, rootId)
    d.announce(d.say('thread.new', { n: d.waiting.value.size }))
  }

  #changed({ id, rootId, state }: StreamEvents['state']): void {
    const d = this.#d
    if (d.find(id)) {
      if (d.mine.value.has(id)) d.writing.value?.personal(d)
      this.#renew(id, rootId, state)
    } else if (isPublic(state) || d.mine.value.has(id)) this.#arrived(id, rootId)
    else if (d.waiting.value.has(id)) {
      const waiting = new Map(d.waiting.value)
      waiting.delete(id)
      d.waiting.value = waiting
    }
  }

  /** Puts the present version of a comment in the place of the one on the page. */
  async #renew(id: string, rootId: string | null, state?: string): Promise<void> {
    const d = this.#d
    const place = await d.get<CommentInPlace>(`/v1/comments/${id}`).catch(() => null)
    if (place) d.change({ id, rootId }, place.comment)
    else if (state === 'removed' || state === 'withdrawn' || state === 'erased') {
      d.change({ id, rootId }, { state, author: null, body: [], decision: null })
    }
  }

  /** Shows what waits. The reader has asked for it, so the page may move: to the first of what is new. */
  async show(): Promise<void> {
    const d = this.#d
    const waiting = [...d.waiting.value]
    const topsWait = waiting.some(([, rootId]) => rootId === null)
    await d.attempt(async () => {
      if (topsWait && d.sort.value !== 'newest') await d.order('newest')
      else if (topsWait) await this.#newest()
      const replies = waiting.filter(([id, rootId]) => rootId && d.find(rootId) && !d.find(id))
      await Promise.allSettled(
        replies.slice(-ONE_BY_ONE).map(async ([id]) => {
          const { comment, top, path } = await d.get<CommentInPlace>(`/v1/comments/${id}`)
          const between = [...path, comment].filter(reply => reply.id !== top.id)
          const { replyCount } = top
          d.update(top.id, thread => ({ ...thread, replyCount, replies: inOrder(thread.replies, between) }))
        }),
      )
      const ids = new Set(waiting.map(([id]) => id))
      batch(() => {
        d.waiting.value = new Map()
        d.fresh.value = ids
      })
      const first = d.comments.value.flatMap(top => [top, ...top.replies]).find(comment => ids.has(comment.id))
      d.focus(first?.id ?? 'title', { scroll: 'start' })
    })
  }

  /** Puts the newest page before what is shown; where the two do not meet, it takes the place of it. */
  async #newest(): Promise<void> {
    const d = this.#d
    const page = await d.threadPage({ limit: String(PAGE) })
    const newer = new Set(page.comments.map(comment => comment.id))
    const meet = d.comments.value.some(comment => newer.has(comment.id))
    batch(() => {
      d.story.value = page.story
      if (meet) {
        const shown = new Map(d.comments.value.map(comment => [comment.id, comment]))
        const older = d.comments.value.filter(comment => !newer.has(comment.id))
        d.comments.value = [...page.comments.map(comment => shown.get(comment.id) ?? comment), ...older]
      } else {
        d.comments.value = page.comments
        d.next.value = page.next
      }
    })
  }

  /** After a time without a stream: what is shown is renewed in place, what is new waits. */
  async catchUp(): Promise<void> {
    const d = this.#d
    if (d.linked.value) return d.openLinked(d.linked.value)
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
    const renew = <T extends Reply>(old: T): T => {
      const { replies, nextReplies, ...comment } = (fetched.get(old.id) ?? old) as Comment
      return { ...old, ...comment }
    }
    batch(() => {
      d.story.value = page.story
      d.comments.value = d.comments.value.map(top => ({ ...renew(top), replies: top.replies.map(renew) }))
      d.waiting.value = waiting
    })
    d.writing.value?.personal(d)
    // What is gone from among the newest is public no more.
    if (d.sort.value !== 'newest') return
    const oldest = page.next === null ? '' : (page.comments.at(-1)?.id ?? '')
    for (const { id } of d.comments.value) if (id > oldest && !fetched.has(id)) this.#renew(id, null, 'removed')
  }
}
