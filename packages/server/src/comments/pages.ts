import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Sort, ThreadPage } from '@parley/contract/schemas.ts'
import type { Config } from '../config.ts'
import { isAway, isStorageFault } from '../db/dialect/faults.ts'
import type { Db } from '../db/open.ts'
import { type StoryRow, storyByUrl, unknownStory } from '../stories/queries.ts'
import { threadPage } from './queries.ts'

/** A public answer as it is sent: the same for every anonymous reader, compressed once. */
export interface Bytes {
  etag: string
  identity: Buffer
  br: Buffer
  gzip: Buffer
  /** Of what may hold no more and is shown only because the database is away: for how long nobody knows, in seconds. */
  age?: number | undefined
}

export interface PageKey {
  /** Canonical URL of the story. */
  url: string
  sort: Sort
  after: string | null
  limit: number
}

/** How much is kept, in bytes; the page least recently asked for goes first. */
const KEPT = 64 * 1024 * 1024

/** How long what was kept is shown while the database is away, in milliseconds. */
const STALE = 60_000

/** `seq`: the story's number that it shows. `until`: for as long as nothing changes by the clock alone. `doubted`: since when it is unknown whether it still holds. */
type Kept = Bytes & { seq: number; until: number | null; doubted?: number }

/** Whether a story is open, and until when it stays so by itself; what the pages ask of the rest. */
export interface Surroundings {
  openness(story: { url: string } | StoryRow): { open: boolean; until: number | null }
  clock(): number
}
const REPLIES_SHOWN = 5

/**
 * Public pages of threads, kept as bytes until their story changes.
 * Many who wait for the same page cause one build; a build that a change has overtaken is answered but not kept.
 */
export class Pages {
  private readonly db: Db
  private readonly config: Config
  private readonly around: Surroundings
  private readonly kept = new Map<string, Kept>()
  private readonly keysOf = new Map<string, Set<string>>()
  /** Whose pages are kept: the URL by the story's id. */
  private readonly urls = new Map<string, string>()
  private readonly building = new Map<string, Promise<Kept>>()
  private readonly most: number
  private size = 0
  private changes = 0

  constructor(db: Db, config: Config, around: Surroundings, most = KEPT) {
    this.db = db
    this.config = config
    this.around = around
    this.most = most
  }

  /** The kept bytes of a page, without waiting; undefined where it must be built. */
  peek(key: PageKey): Kept | undefined {
    const name = nameOf(key)
    const found = this.kept.get(name)
    if (found && found.until !== null && this.around.clock() >= found.until) {
      this.drop(name)
      return undefined
    }
    if (found?.doubted !== undefined) return undefined
    if (found && this.size > this.most / 2) {
      this.kept.delete(name)
      this.kept.set(name, found)
    }
    return found
  }

  /** The page's bytes, built if need be; while the database is away those that were kept. Throws Refusal('cursor.invalid'). */
  async get(key: PageKey): Promise<Kept> {
    const name = nameOf(key)
    const found = this.peek(key) ?? this.building.get(name)
    if (found) return found
    const build = this.build(key, name)
      .catch(error => this.stale(name, error))
      .finally(() => {
        if (this.building.get(name) === build) this.building.delete(name)
      })
    this.building.set(name, build)
    return build
  }

  /** The same, as new as the database: for whoever may have written a moment ago by way of another process, of which this one has not heard yet. */
  async current(key: PageKey): Promise<Kept> {
    const story = await storyByUrl(this.db.read, this.config.site, key.url).catch(() => undefined)
    const bytes = await this.get(key)
    if (!story || bytes.seq >= story.seq) return bytes
    this.forget(key.url)
    return this.get(key)
  }

  /** What was kept, where the database is away and it was not long ago that it held. Throws the error of the build else. */
  private stale(name: string, error: unknown): Kept {
    const old = this.kept.get(name)
    const age = this.around.clock() - (old?.doubted ?? Number.POSITIVE_INFINITY)
    if (!old || !(isAway(error) || isStorageFault(error)) || age < 0 || age > STALE) throw error
    old.age = Math.ceil(age / 1000)
    return old
  }

  private async build(key: PageKey, name: string): Promise<Kept> {
    const before = this.changes
    const { page, until } = await this.readUntil(key)
    const bytes = { ...compressed(JSON.stringify(page)), seq: page.story.seq, until }
    if (this.changes === before && page.story.id) {
      this.keep(key.url, name, bytes)
      this.urls.set(page.story.id, key.url)
    }
    return bytes
  }

  /** The page as data, read afresh. */
  async read(key: PageKey): Promise<ThreadPage> {
    return (await this.readUntil(key)).page
  }

  private async readUntil(key: PageKey): Promise<{ page: ThreadPage; until: number | null }> {
    const story = await storyByUrl(this.db.read, this.config.site, key.url)
    const { open, until } = this.around.openness(story ?? key)
    const page = story
      ? await threadPage(this.db.read, story, key, REPLIES_SHOWN)
      : { story: unknownStory(key.url), comments: [], next: null }
    return { page: { ...page, story: { ...page.story, open } }, until }
  }

  private keep(url: string, name: string, bytes: Kept) {
    this.drop(name)
    this.kept.set(name, bytes)
    this.size += sizeOf(bytes)
    const names = this.keysOf.get(url) ?? new Set()
    this.keysOf.set(url, names.add(name))
    while (this.size > this.most) this.drop(this.kept.keys().next().value!)
  }

  private drop(name: string) {
    const bytes = this.kept.get(name)
    if (!bytes) return
    this.kept.delete(name)
    this.size -= sizeOf(bytes)
    const url = name.slice(0, name.indexOf('\n'))
    const names = this.keysOf.get(url)
    names?.delete(name)
    if (names?.size === 0) this.keysOf.delete(url)
  }

  /** A story has changed: its pages are built anew when next asked for. */
  forget(url: string) {
    this.changes++
    for (const name of this.keysOf.get(url) ?? []) this.drop(name)
    for (const name of this.building.keys()) if (name.startsWith(`${url}\n`)) this.building.delete(name)
  }

  /** The same where only the story's id is known, as of what another process has written. */
  forgetStory(id: string) {
    const url = this.urls.get(id)
    this.urls.delete(id)
    if (url !== undefined) return this.forget(url)
    this.changes++
    this.building.clear()
  }

  /** Nobody knows what has changed: every page is built anew when next asked for, if the database is there. */
  doubtAll() {
    this.changes++
    const now = this.around.clock()
    for (const page of this.kept.values()) page.doubted ??= now
    this.building.clear()
  }

  forgetAll() {
    this.changes++
    this.urls.clear()
    this.kept.clear()
    this.size = 0
    this.keysOf.clear()
    this.building.clear()
  }
}

const sizeOf = ({ identity, br, gzip }: Bytes) => identity.length + br.length + gzip.length

const nameOf = (key: PageKey) => `${key.url}\n${key.sort}\n${key.after ?? ''}\n${key.limit}`

/** Text as identity, Brotli and gzip bytes with one ETag, weak because three encodings share it. */
export function compressed(text: string): Bytes {
  const identity = Buffer.from(text)
  return {
    etag: `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    identity,
    br: brotliCompressSync(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
    gzip: gzipSync(identity, { level: 6 }),
  }
}
