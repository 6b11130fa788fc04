import { thread } from '@parley/contract/messages/en.ts?thread'
import type { Comment, Me, Only, Reply, Site, Sort, Story, ThreadPage } from '@parley/contract/schemas.ts'
import { call, type Problem } from './api.ts'
import type { Page } from './comments.ts'
import type { Noted } from './notes.tsx'
import { batch, computed, signal } from './signals.ts'
import type { Translation } from './speech.ts'

/** What is loaded when someone begins to write, report or sign in. */
export type Writing = typeof import('./write/write.tsx')

/** A file beside the scripts: what is said in English only in dialogs and in what few stories have, and how that looks. */
declare const SELDOM: string
type Seldom = Partial<Translation> & { looks: string }

/** What is loaded where a story has accounts of eyewitnesses, or a call for them. */
export type Accounts = typeof import('./accounts.tsx')

/** What is loaded once the first page stands: further pages, permalinks, and what arrives. */
type Reading = typeof import('./reading.ts')

/** Left in the browser by a sign-in: says that asking who this is will be worth the while. Holds nothing else. */
export const KNOWN = 'parley:known'

export const ORDERS: readonly (Sort | Only)[] = ['newest', 'respected', 'common-ground', 'oldest']

/** Top comments to a page. */
export const PAGE = 25

/** The state of one discussion on one page, and what may happen to it. Views read its signals. */
export class Discussion {
  readonly page: Page
  readonly root: ShadowRoot
  readonly status = signal<'loading' | 'ready' | 'failed'>('loading')
  readonly story = signal<Story | null>(null)
  readonly site = signal<Site | null>(null)
  /** In what order, or what alone. */
  readonly sort = signal<Sort | Only>('newest')
  /** The first page, as it came: the numbers of the thread, and how far its order is known. */
  readonly first = signal<ThreadPage | null>(null)
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
  /** The context notes, where there are some. */
  readonly notes = signal<Noted | null>(null)
  /** What draws what an eyewitness tells, where there is an account or a call. */
  readonly accounts = signal<Accounts | null>(null)
  /** Settles when a post that is under way has been answered, so that the stream cannot announce it before. */
  posting: Promise<unknown> = Promise.resolve()
  /** Settles when the first page, or another one in its place, is there. */
  loading: Promise<void> = Promise.resolve()

  readonly mine = computed(() => new Map((this.me.value?.mine ?? []).map(own => [own.id, own])))
  /** What is shown: the public comments, and among them those that only their author sees. */
  readonly shown = computed(() => this.writing.value?.withOwn(this) ?? this.comments.value)

  #beginning: Promise<Writing> | undefined
  #words: Promise<void> | undefined
  #closed = false
  /** Raised whenever another list of comments is asked for; what answers an older number comes too late. */
  run = 0
  /** What is to be done when it goes. */
  readonly stops: (() => void)[] = []

  constructor(page: Page, root: ShadowRoot) {
    this.page = page
    this.root = root
    page.speech.learn({ thread })
  }

  readonly say = (key: string, values?: Record<string, string | number>): string => this.page.speech.say(key, values)

  /** A sentence for those who do not see the page change. The same sentence twice is said twice. */
  announce(sentence: string): void {
    this.said.value = ''
    setTimeout(() => (this.said.value = sentence), 100)
  }

  /** A rule's title, as the newsroom words it. */
  rule(id: string): string {
    const { rules = [], retired = [] } = this.site.value ?? {}
    return [...rules, ...retired].find(rule => rule.id === id)?.title ?? ''
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
    const sort = this.sort.value
    const how = ORDERS.includes(sort) ? 'sort' : 'only'
    return this.get(`/v1/comments?${new URLSearchParams({ story: this.page.story, [how]: sort, ...query })}`)
  }

  /** Reads the first page and begins to listen. `linked` names a comment to be shown alone in its thread. */
  open(linked: string | undefined): void {
    this.get<Site>('/v1/site').then(
      site => (this.site.value = site),
      () => {},
    )
    this.loading = linked ? this.#reading().then(reading => reading.openLinked(this, linked)) : this.load()
    const ticking = setInterval(() => {
      this.now.value = Date.now()
    }, 30_000)
    this.stops.push(() => clearInterval(ticking))
    this.loading
      .then(() => this.#reading())
      .then(reading => {
        if (!this.#closed) this.stops.push(reading.keepUp(this))
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
    for (const stop of this.stops) stop()
  }

  /** Reads the first page in the present order. What was on the page stays until the answer is there. */
  async load(): Promise<void> {
    const run = ++this.run
    try {
      const page = await this.threadPage({ limit: String(PAGE) })
      await this.prepare(page)
      if (run !== this.run) return
      batch(() => {
        this.first.value = page
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

  /** What few stories have is there before the first drawing, so that nothing moves when it comes; but it is not waited for long. */
  async prepare({ story, comments }: Pick<ThreadPage, 'story' | 'comments'>): Promise<unknown> {
    const wanted = { notes: story.notes > 0, accounts: !!story.call || comments.some(({ account }) => account) }
    if (!wanted.notes && !wanted.accounts) return
    const there = this.#reading().then(reading => reading.prepare(this, wanted))
    return Promise.race([there, new Promise(late => setTimeout(late, 2000))]).catch(() => {})
  }

  /** Reads again after a failure. */
  retry(): Promise<void> {
    this.status.value = 'loading'
    this.loading = this.load()
    return this.loading
  }

  async order(sort: Sort | Only): Promise<void> {
    this.sort.value = sort
    await this.load()
  }

  // ---- one comment

  /** Changes a thread on the page. */
  update(topId: string, change: (thread: Comment) => Comment): void {
    this.comments.value = this.comments.value.map(thread => (thread.id === topId ? change(thread) : thread))
  }

  /** Changes a comment on the page, for instance its number of respects. */
  change({ id, rootId }: Pick<Reply, 'id' | 'rootId'>, values: Partial<Reply>): void {
    const alter = <T extends Reply>(old: T): T => (old.id === id ? { ...old, ...values } : old)
    this.update(rootId ?? id, thread => ({ ...alter(thread), replies: thread.replies.map(alter) }))
  }

  // ---- further

  #reading(): Promise<Reading> {
    return import('./reading.ts')
  }

  /** Brings what is said only in dialogs and in what few stories have, and how it looks: to be awaited before it is drawn. */
  words(): Promise<void> {
    this.#words ??= call<Seldom>(new URL(SELDOM, import.meta.url).href, { credentials: 'omit' }).then(
      ({ looks, ...words }) => {
        this.page.speech.learn(words)
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(looks)
        this.root.adoptedStyleSheets.push(sheet)
      },
    )
    this.#words.catch(() => (this.#words = undefined))
    return this.#words
  }

  /**
   * Goes to a form of the plain page, signed in as here. The tab is opened at once, while the browser still knows that it was
   * asked for, and is told its address when that is known.
   */
  async toPage(path: string): Promise<void> {
    const tab = window.open()
    if (tab) tab.opener = null
    const url = await this.begin()
      .then(writing => writing.pageFor(this, path))
      .catch(() => this.page.server + path)
    ;(tab ?? window).location.href = url
  }

  /** Does something that needs the part for reading on. */
  read(then: (reading: Reading) => unknown): void {
    this.attempt(async () => then(await this.#reading()))
  }

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
}
