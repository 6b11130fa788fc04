import type { Only, Sort, ThreadPage } from '@parley/contract/schemas.ts'
import type { Config } from '../config.ts'
import { isAway, isStorageFault } from '../db/dialect/faults.ts'
import type { Change } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { callAt, publicCall } from '../eyewitness/call.ts'
import { Bytes } from '../http/bytes.ts'
import { Refusal } from '../http/problems.ts'
import { notesOf } from '../notes/queries.ts'
import { countsOf, type StoryRow, storyByUrl, unknownStory } from '../stories/queries.ts'
import { canonicalUrlOf } from '../stories/url.ts'
import { commentToShow, repliesPage, threadPage } from './queries.ts'

export interface PageKey {
  /** Canonical URL of the story. */
  url: string
  sort: Sort
  /** What alone is listed; then in the order `newest`. */
  only?: Only | null
  after: string | null
  limit: number
}

/** Who asks for something kept. */
export interface Asked {
  /** The request's target, by which the same is found next time without reading it; '' where it is not to be. */
  target: string
  /** He may have changed something himself just now, here or by way of another process, so nothing older will do. */
  fresh: boolean
}
const ANYBODY: Asked = { target: '', fresh: false }

/** Whether a story is open, and until when it stays so by itself; what the pages ask of the rest. */
export interface Surroundings {
  openness(story: { url: string } | StoryRow): { open: boolean; until: number | null }
  clock(): number
}

const MB = 1024 * 1024
/** What an entry costs beside its text, in bytes. */
const ENTRY = 2048
/** By so many targets one entry is found; other ways to write the same are read each time. */
const TARGETS = 8
/** In a storm of new comments a page is built so often a second and no more, after so many times at once. It is never older than a storm's pause, in milliseconds. */
const PAUSE = 100
const AT_ONCE = 10
/** How long what was kept is shown while the database is away, in milliseconds. */
const STALE = 60_000

const REPLIES_SHOWN = 5
/** Replies on a page of them. */
const REPLIES = 25
/** Stands among the stories of an answer for those that nobody has written under yet. */
const NOT_YET = ''

/** Of so many pages that are not kept it is remembered that they were asked for. */
const ONCE = 4096

interface Answer {
  text: string
  /** By what a CDN knows it, beside its site. */
  keys: readonly string[]
  /** From when on it is another by the clock alone. */
  until: number | null
  /** The number of the one story that it is a page of; 0 where it is of none. */
  seq?: number
  /** It lies deep in a thread, where few go. */
  deep?: boolean
}

interface Kept extends Pick<Answer, 'until' | 'seq'> {
  bytes: Bytes
  /** Ids of the stories that it tells of. */
  stories: readonly string[]
  weight: number
  targets: string[]
  /** Something has been added since. */
  outdated: boolean
  /** Since when it is unknown whether it still holds. */
  doubted?: number
  /** When the next one may be built, by the machine's own clock. */
  next: number
}

interface Build {
  bytes: Promise<Bytes>
  /** The stories it tells of, once they are known. */
  stories: readonly string[] | null
  /** What has happened meanwhile: something was added, or also taken away. */
  overtaken: 'no' | 'more' | 'less'
}

/**
 * What is public and the same for everybody, kept as bytes until its story changes: pages of threads and of replies, counts.
 * Many who wait for the same cause one build; one that a change has overtaken is answered but not kept.
 * What takes something away is seen by whoever asks next. Where more is added than can be told at once, only whoever may have written it himself need not wait for the pause.
 */
export class Pages {
  private readonly db: Db
  private readonly config: Config
  private readonly around: Surroundings
  private readonly kept = new Map<string, Kept>()
  /** Under which names something of a story is kept. */
  private readonly namesOf = new Map<string, Set<string>>()
  private readonly targets = new Map<string, string>()
  private readonly building = new Map<string, Build>()
  /** Names of what was asked for once and not kept. */
  private readonly once = new Set<string>()
  private readonly most: number
  private size = 0

  /** Keeps `most` bytes; what was least recently asked for goes first. */
  constructor(db: Db, config: Config, around: Surroundings, most = config.pages * MB) {
    this.db = db
    this.config = config
    this.around = around
    this.most = most
  }

  /** So many were built since the start. */
  built = 0

  /** How much is kept. */
  get bytes(): number {
    return this.size
  }

  /** The kept bytes of what was asked for in the very same words before; undefined where there are none. */
  at({ target, fresh }: Asked): Bytes | undefined {
    const name = fresh ? undefined : this.targets.get(target)
    return name === undefined ? undefined : this.find(name, fresh)
  }

  /** A page of a thread, without waiting; undefined where it must be built. */
  peek(key: PageKey): Bytes | undefined {
    return this.find(nameOf(key), false)
  }

  /** A page of a thread. Throws Refusal('cursor.invalid'). */
  get(key: PageKey, asked = ANYBODY): Bytes | Promise<Bytes> {
    return asked.fresh ? this.catchUp(key).then(() => this.thread(key, asked)) : this.thread(key, asked)
  }

  /** Forgets what is older than the database: another process may have written what this one has not heard of yet. */
  private async catchUp(key: PageKey): Promise<void> {
    const story = await storyByUrl(this.db.read, this.config.site, key.url).catch(() => undefined)
    if (story && (this.kept.get(nameOf(key))?.seq ?? 0) < story.seq)
      this.forget({ story: story.id, seq: story.seq, adds: true })
  }

  private thread(key: PageKey, asked: Asked): Bytes | Promise<Bytes> {
    return this.have(nameOf(key), asked, async about => {
      const story = await storyByUrl(this.db.read, this.config.site, key.url)
      about([story?.id ?? NOT_YET])
      const { open, until } = this.around.openness(story ?? key)
      const call = story ? callAt(story, this.around.clock()) : null
      const ends = [until, call?.until ?? null].filter(time => time !== null)
      const page: ThreadPage = story
        ? await threadPage(this.db.read, story, key, REPLIES_SHOWN)
        : { story: unknownStory(key.url), comments: [], next: null }
      const asked = call && story ? publicCall(story, this.around.clock()) : null
      const text = JSON.stringify({ ...page, story: { ...page.story, open, call: asked } })
      return {
        text,
        keys: story ? [story.id] : [],
        until: ends.length ? Math.min(...ends) : null,
        seq: story?.seq ?? 0,
        deep: key.after !== null,
      }
    })
  }

  /** A page of the replies below a comment. Throws Refusal: comment.unknown, cursor.invalid. */
  replies(id: string, after: string | null, asked = ANYBODY): Bytes | Promise<Bytes> {
    return this.have(`replies\n${id}\n${after ?? ''}`, asked, async about => {
      const { read } = this.db
      const top = await commentToShow(read, this.config.site, id)
      about([top.story])
      const text = JSON.stringify(await repliesPage(read, top, after, REPLIES))
      return { text, keys: [top.story], until: null, deep: after !== null }
    })
  }

  /** The public context notes of a story, or about one of its comments. */
  notes(url: string, comment: string | null, asked = ANYBODY): Bytes | Promise<Bytes> {
    return this.have(`notes\n${url}\n${comment ?? ''}`, asked, async about => {
      const { read } = this.db
      const { site } = this.config
      const story = await storyByUrl(read, site, url)
      about([story?.id ?? NOT_YET])
      const notes = story?.notes ? await notesOf(read, { site, story: story.id, comment }) : { notes: [], left: 0 }
      return { text: JSON.stringify(notes), keys: story ? [story.id] : [], until: null }
    })
  }

  /** How many comments there are at each address that is one of a story. Throws Refusal('story.not-allowed') where none is. */
  counts(urls: readonly string[], asked = ANYBODY): Bytes | Promise<Bytes> {
    return this.have(`counts\n${urls.join('\n')}`, asked, async about => {
      // One foreign link must not blank every count on a page: it is left out.
      const canonical = new Map<string, string>()
      for (const url of urls) {
        const one = canonicalUrlOf(this.config, url)
        if (one) canonical.set(url, one)
      }
      if (!canonical.size) throw new Refusal('story.not-allowed')
      const wanted = [...new Set(canonical.values())]
      const known = await countsOf(this.db.read, this.config.site, wanted)
      const stories = [...known.values()].map(({ id }) => id)
      if (known.size < wanted.length) stories.push(NOT_YET)
      about(stories)
      // Written out: an object with so many names that nobody has heard of is dear to make.
      const counts = [...canonical].map(([url, one]) => `${JSON.stringify(url)}:${known.get(one)?.count ?? 0}`)
      return { text: `{"counts":{${counts}}}`, keys: ['counts'], until: null }
    })
  }

  private find(name: string, fresh: boolean): Bytes | undefined {
    const found = this.kept.get(name)
    if (!found) return undefined
    if (found.until !== null && this.around.clock() >= found.until) {
      this.drop(name)
      return undefined
    }
    if (found.doubted !== undefined) return undefined
    if (found.outdated && (fresh || performance.now() >= found.next)) return undefined
    if (this.size > this.most / 2) {
      this.kept.delete(name)
      this.kept.set(name, found)
    }
    return found.bytes
  }

  private have(
    name: string,
    { target, fresh }: Asked,
    answer: (about: (stories: readonly string[]) => void) => Promise<Answer>,
  ): Bytes | Promise<Bytes> {
    const found = this.find(name, fresh)
    if (found) {
      this.aim(target, name)
      return found
    }
    const running = this.building.get(name)
    if (running && (running.overtaken === 'no' || (running.overtaken === 'more' && !fresh && this.isPausing(name))))
      return running.bytes
    const build: Build = { bytes: Promise.resolve(null as never), stories: null, overtaken: 'no' }
    build.bytes = this.build(name, build, answer)
      .catch(error => this.stale(name, error))
      .finally(() => {
        if (this.building.get(name) === build) this.building.delete(name)
      })
    this.building.set(name, build)
    return build.bytes.then(bytes => {
      this.aim(target, name)
      return bytes
    })
  }

  /** What was kept, where the database is away and it was not long ago that it held. Throws the error of the build else. */
  private stale(name: string, error: unknown): Bytes {
    const old = this.kept.get(name)
    const age = this.around.clock() - (old?.doubted ?? Number.POSITIVE_INFINITY)
    if (!old || !(isAway(error) || isStorageFault(error)) || age < 0 || age > STALE) throw error
    old.bytes.age = Math.ceil(age / 1000)
    return old.bytes
  }

  /** Has it been built so often lately that the next one had to wait? */
  private isPausing(name: string): boolean {
    const found = this.kept.get(name)
    return found !== undefined && performance.now() - found.next < PAUSE
  }

  private async build(
    name: string,
    build: Build,
    answer: (about: (stories: readonly string[]) => void) => Promise<Answer>,
  ): Promise<Bytes> {
    this.built++
    const {
      text,
      keys,
      until,
      seq = 0,
      deep = false,
    } = await answer(stories => {
      build.stories = stories
    })
    const bytes = new Bytes(
      text,
      [encodeURIComponent(this.config.site), ...keys].map(key => `parley-${key}`),
    )
    if (build.overtaken !== 'less' && this.building.get(name) === build && (!deep || this.isWanted(name)))
      this.keep(name, { bytes, stories: build.stories ?? [], until, seq, outdated: build.overtaken === 'more' })
    return bytes
  }

  /**
   * Has it been asked for before? Whoever reads through a long thread to its end asks for thousands of pages that nobody wants after him;
   * they would drive out what many read, and a page that was kept for a while is not collected soon.
   */
  private isWanted(name: string): boolean {
    if (this.kept.has(name) || this.once.delete(name)) return true
    this.once.add(name)
    if (this.once.size > ONCE) this.once.delete(this.once.values().next().value!)
    return false
  }

  private keep(name: string, made: Pick<Kept, 'bytes' | 'stories' | 'until' | 'seq' | 'outdated'>) {
    const before = this.kept.get(name)
    const now = performance.now()
    const next = Math.min(now, Math.max(now - AT_ONCE * PAUSE, before?.next ?? 0)) + PAUSE
    this.drop(name)
    // Its compressed forms are smaller than it is, together too.
    const weight = ENTRY + 2 * (name.length + made.bytes.identity.length)
    this.kept.set(name, { ...made, weight, targets: [], next })
    this.size += weight
    for (const story of made.stories) this.namesOf.set(story, (this.namesOf.get(story) ?? new Set()).add(name))
    for (const target of before?.targets ?? []) this.aim(target, name)
    while (this.size > this.most) this.drop(this.kept.keys().next().value!)
  }

  /** From now on it is found by a target too. */
  private aim(target: string, name: string) {
    const entry = this.kept.get(name)
    if (!target || !entry || entry.targets.length >= TARGETS || this.targets.has(target)) return
    this.targets.set(target, name)
    entry.targets.push(target)
    entry.weight += target.length
    this.size += target.length
  }

  private drop(name: string) {
    const entry = this.kept.get(name)
    if (!entry) return
    this.kept.delete(name)
    this.size -= entry.weight
    for (const target of entry.targets) this.targets.delete(target)
    for (const story of entry.stories) {
      const names = this.namesOf.get(story)
      names?.delete(name)
      if (names?.size === 0) this.namesOf.delete(story)
    }
  }

  /** A story has changed, here or where another process wrote: what tells of it is built anew when next asked for. */
  forget({ story, seq, adds = false }: Pick<Change, 'story' | 'seq' | 'adds'>) {
    for (const id of seq === 1 ? [story, NOT_YET] : [story]) {
      for (const name of this.namesOf.get(id) ?? [])
        if (adds) this.kept.get(name)!.outdated = true
        else this.drop(name)
      for (const build of this.building.values())
        if (build.stories?.includes(id) ?? true) build.overtaken = adds && build.overtaken !== 'less' ? 'more' : 'less'
    }
  }

  /** Nobody knows what has changed: all is built anew when next asked for, if the database is there. */
  doubtAll() {
    for (const build of this.building.values()) build.overtaken = 'less'
    const now = this.around.clock()
    for (const entry of this.kept.values()) entry.doubted ??= now
  }

  forgetAll() {
    for (const build of this.building.values()) build.overtaken = 'less'
    this.kept.clear()
    this.once.clear()
    this.namesOf.clear()
    this.targets.clear()
    this.size = 0
  }
}

const nameOf = (key: PageKey) => `${key.url}\n${key.only ?? key.sort}\n${key.after ?? ''}\n${key.limit}`
