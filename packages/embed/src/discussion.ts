import { thread as english } from '@parley/contract/messages/en.ts?thread'
import type {
  Comment,
  CommentInPlace,
  Me,
  OwnComment,
  RepliesPage,
  Reply,
  Site,
  Sort,
  Story,
  ThreadPage,
} from '@parley/contract/schemas.ts'
import { batch, computed, signal } from '@preact/signals'
import { call, type Problem } from './api.ts'
import type { Page } from './comments.ts'
import type { Live } from './live.ts'
import { inOrder, withOwn } from './tree.ts'

/** What is loaded when someone begins to write, report or sign in. */
export type Writing = typeof import('./write/write.tsx')

/** Left in the browser by a sign-in: says that asking who this is will be worth the while. Holds nothing else. */
export const KNOWN = 'parley:known'

/** Top comments to a page. */
export const PAGE = 25

/** The state of one discussion on one page, and what may happen to it. Views read its signals. */
export class Discussion {
  readonly page: Page
  readonly root: ShadowRoot
  readonly status = signal<'loading' | 'ready' | 'failed'>('loading')
  readonly story = signal<Story | null>(null)
  readonly site = signal<Site | null>(null)
  readonly sort = signal<Sort>('newest')
  readonly comments = signal<readonly Comment[]>([])
  readonly next = signal<string | null>(null)
  /** The comment of a permalink, while only its thread is shown. */
  readonly linked = signal<string | null>(null)
  /** New comments that wait to be asked for: id → top comment, null for a top comment. */
  readonly waiting = signal<ReadonlyMap<string, string | null>>(new Map())
  /** Those that came last, to be told from the rest. */
  readonly fresh = signal<ReadonlySet<string>>(new Set())
  readonly connected = signal(true)
  readonly now = signal(Date.now())
  /** What the live region says. */
  readonly said = signal('')
  readonly me = signal<Me | null>(null)
  readonly justPosted = signal<ReadonlySet<string>>(new Set())
  readonly writing = signal<Writing | null>(null)
  /** Settles when a post that is under way has been answered, so that the stream cannot announce it before. */
  posting: Promise<unknown> = Promise.resolve()
  /** Settles when the first page, or another one in its place, is there. */
  loading: Promise<void> = Promise.resolve()
  /** What arrives by itself; once the page stands. */
  live: Live | undefined

  readonly mine = computed(() => new Map((this.me.value?.mine ?? []).map(own => [own.id, own])))
  readonly shown = computed(() =>
    withOwn(this.comments.value, this.linked.value ? [] : (this.me.value?.mine ?? []), {
      sort: this.sort.value,
      complete: this.next.value === null,
      justPosted: this.justPosted.value,
    }),
  )

  #beginning: Promise<Writing> | undefined
  #closed = false
  /** Raised whenever another list of comments is asked for; what answers an older number comes too late. */
  run = 0
  readonly #stops: (() => void)[] = []

  constructor(page: Page, root: ShadowRoot) {
    this.page = page
    this.root = root
    page.speech.learn('thread', english)
  }

  readonly say = (key: string, values?: Record<string, string | number>): string => this.page.speech.say(key, values)

  /** A sentence for those who do not see the page change. The same sentence twice is said twice. */
  announce(sentence: string): void {
    this.said.value = ''
    setTimeout(() => (this.said.value = sentence), 100)
  }

  /** A rule's title, as the newsroom words it. */
  rule(id: string): string {
    return this.site.value?.rules.find(rule => rule.id === id)?.title ?? ''
  }

  /** Puts the keyboard's focus on something in the discussion, once what was just changed is on the page. */
  focus(id: string, options?: FocusOptions & { scroll?: ScrollLogicalPosition }): void {
    setTimeout(() => {
      const element = this.root.getElementById(id) ?? this.root.getElementById('title')
      element?.focus({ preventScroll: true })
      if (options?.scroll) element?.scrollIntoView({ block: options.scroll })
      else if (!options?.preventScroll) element?.scrollIntoView({ block: 'nearest' })
    })
  }

  // ---- reading

  get<T>(path: string): Promise<T> {
    return call<T>(this.page.server + path, { credentials: 'omit', cache: 'no-cache' })
  }

  /** A page of the story's comments in the present order. */
  threadPage(query: Record<string, string>): Promise<ThreadPage> {
    return this.get(`/v1/comments?${new URLSearchParams({ story: this.page.story, sort: this.sort.value, ...query })}`)
  }

  /** Reads the first page and begins to listen. `linked` names a comment to be shown alone in its thread. */
  open(linked: string | undefined): void {
    this.get<Site>('/v1/site').then(
      site => (this.site.value = site),
      () => {},
    )
    this.loading = linked ? this.openLinked(linked) : this.load()
    const ticking = setInterval(() => (this.now.value = Date.now()), 30_000)
    this.#stops.push(() => clearInterval(ticking))
    this.loading
      .then(() => import('./live.ts'))
      .then(({ Live }) => {
        this.live = new Live(this)
        this.#stops.push(() => this.live?.stop())
        if (this.#closed) this.close()
      }, console.warn)
    if (this.kept(KNOWN)) this.loading.then(() => this.begin()).catch(() => {})
  }

  /** Whether the browser has kept something under a name. */
  kept(name: string): boolean {
    try {
      return localStorage.getItem(name) !== null
    } catch {
      return false
    }
  }

  close(): void {
    this.#closed = true
    for (const stop of this.#stops) stop()
  }

  /** Reads the first page in the present order. What was on the page stays until the answer is there. */
  async load(): Promise<void> {
    const run = ++this.run
    try {
      const page = await this.threadPage({ limit: String(PAGE) })
      if (run !== this.run) return
      batch(() => {
        this.story.value = page.story
        this.comments.value = page.comments
        this.next.value = page.next
        this.linked.value = null
        this.waiting.value = new Map()
        this.status.value = 'ready'
      })
    } catch {
      if (run === this.run) this.status.value = 'failed'
    }
  }

  /** Reads again after a failure. */
  retry(): Promise<void> {
    this.status.value = 'loading'
    this.loading = this.load()
    return this.loading
  }

  async order(sort: Sort): Promise<void> {
    this.sort.value = sort
    await this.load()
  }

  /** Reads the next page of top comments and puts the focus on its first. */
  async more(): Promise<void> {
    const run = this.run
    const after = this.next.value
    if (!after) return
    await this.attempt(async () => {
      const page = await this.threadPage({ limit: String(PAGE), after })
      if (run !== this.run || this.next.value !== after) return
      const known = new Set(this.comments.value.map(comment => comment.id))
      const added = page.comments.filter(comment => !known.has(comment.id))
      batch(() => {
        this.comments.value = [...this.comments.value, ...added]
        this.next.value = page.next
      })
      if (added[0]) this.focus(added[0].id, { preventScroll: true })
    })
  }

  /** Reads the next replies of a thread and puts the focus on the first of them. */
  async moreReplies(top: Comment): Promise<void> {
    const after = top.nextReplies
    if (!after) return
    await this.attempt(async () => {
      const page = await this.get<RepliesPage>(`/v1/comments/${top.id}/replies?${new URLSearchParams({ after })}`)
      this.update(top.id, thread => ({
        ...thread,
        replies: inOrder(thread.replies, page.replies),
        nextReplies: page.next,
      }))
      if (page.replies[0]) this.focus(page.replies[0].id, { preventScroll: true })
    })
  }

  /** Shows one comment in its thread; the whole discussion where that comment is not there. */
  async openLinked(id: string): Promise<void> {
    const run = ++this.run
    try {
      const { story, comment, top, path } = await this.get<CommentInPlace>(`/v1/comments/${id}`)
      if (run !== this.run) return
      const replies = [...path, comment].filter(reply => reply.id !== top.id)
      batch(() => {
        this.story.value = story
        this.comments.value = [{ ...top, replies: inOrder(top.replies, replies) }]
        this.next.value = null
        this.linked.value = id
        this.fresh.value = new Set([id])
        this.status.value = 'ready'
      })
      this.focus(id, { scroll: 'center' })
    } catch (problem) {
      await this.load()
      this.announce((problem as Problem).message)
    }
  }

  /** From one thread back to all of them. */
  async whole(): Promise<void> {
    this.fresh.value = new Set()
    await this.load()
    this.focus('title')
  }

  /** Goes to a comment: where it is on the page, or else alone in its thread. */
  goTo(id: string): void {
    if (!this.root.getElementById(id)) this.loading = this.openLinked(id)
    else {
      this.fresh.value = new Set([id])
      this.focus(id, { scroll: 'center' })
    }
  }

  // ---- one comment

  /** A comment on the page. */
  find(id: string): Reply | undefined {
    for (const top of this.comments.value) {
      const comment = [top, ...top.replies].find(comment => comment.id === id)
      if (comment) return comment
    }
    return undefined
  }

  /** Changes a thread on the page. */
  update(topId: string, change: (thread: Comment) => Comment): void {
    this.comments.value = this.comments.value.map(thread => (thread.id === topId ? change(thread) : thread))
  }

  /** Changes a comment on the page, for instance its number of respects. */
  change({ id, rootId }: Pick<Reply, 'id' | 'rootId'>, values: Partial<Reply>): void {
    const alter = <T extends Reply>(old: T): T => (old.id === id ? { ...old, ...values } : old)
    this.update(rootId ?? id, thread => ({ ...alter(thread), replies: thread.replies.map(alter) }))
  }

  // ---- acting

  /** Loads what is needed to act, and finds out who is here. */
  begin(): Promise<Writing> {
    this.#beginning ??= import('./write/write.tsx').then(async writing => {
      writing.start(this)
      this.writing.value = writing
      return writing
    })
    this.#beginning.catch(() => (this.#beginning = undefined))
    return this.#beginning
  }

  /** Does something that needs the part for acting. */
  act(then: (writing: Writing) => unknown): void {
    this.attempt(async () => then(await this.begin()))
  }

  /** Does something; says what went wrong where it fails. */
  async attempt(what: () => Promise<unknown>): Promise<void> {
    try {
      await what()
    } catch (error) {
      this.announce((error as Problem).message || this.say('thread.failed'))
    }
  }

  /** Takes in an own comment as the server has just answered it. */
  own(own: OwnComment, posted = false): void {
    const me = this.me.value
    if (!me) return
    batch(() => {
      const others = me.mine.filter(other => other.id !== own.id)
      this.me.value = { ...me, mine: [own, ...others].sort((a, b) => (a.id < b.id ? 1 : -1)) }
      if (posted) this.justPosted.value = new Set(this.justPosted.value).add(own.id)
    })
  }
}
