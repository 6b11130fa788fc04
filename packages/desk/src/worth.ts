import type { Featured, Worth, WorthReading } from '@parley/contract/light.ts'
import { batch, signal } from '@preact/signals'
import { createDoing } from './doing.ts'
import { createListing } from './listing.ts'

/** What the desk asks about comments worth reading. Every call may throw `Refused`. */
export interface WorthApi {
  /** Of one story, by its address; null for all of them. */
  worth(story: string | null, after: string | null): Promise<Worth>
  feature(comment: string): Promise<Featured>
  /** Takes it back. */
  unfeature(comment: string): Promise<Featured>
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

export const worthApi = (ask: Ask, write: Ask): WorthApi => ({
  worth: (story, after) =>
    ask('GET', `/v1/desk/worth?${new URLSearchParams({ ...(story && { story }), ...(after && { after }) })}`),
  feature: comment => write('PUT', `/v1/desk/comments/${comment}/featured`),
  unfeature: comment => write('DELETE', `/v1/desk/comments/${comment}/featured`),
})

/** What is featured, and what might be. Lives as long as the desk, so that coming back finds it as it was. */
export function createWorth(
  api: WorthApi,
  {
    told,
    sayDone,
  }: {
    told(problem: unknown): string
    /** Says what was done, with the way back. */
    sayDone(text: string, back: () => Promise<string>): void
  },
) {
  /** Null: all stories. */
  const story = signal<WorthReading['story'] | null>(null)
  const picked = signal<readonly WorthReading[]>([])
  /** So many comments were looked at for what is loaded. */
  const looked = signal(0)
  const { problem, busy, doing } = createDoing(told)

  const listing = createListing<WorthReading>(async after => {
    const found = await api.worth(story.value?.url ?? null, after)
    batch(() => {
      if (!after) picked.value = found.picked
      looked.value = found.looked + (after ? looked.value : 0)
    })
    return { rows: found.suggestions, next: found.next }
  }, told)

  /** Of one story, or of all of them. */
  function choose(to: WorthReading['story'] | null) {
    batch(() => {
      story.value = to
      picked.value = []
      listing.rows.value = []
      listing.next.value = null
    })
    return listing.read(0)
  }

  /** Nothing moves by being picked: it is said where it stands, so that nobody loses the place. */
  function put({ id, featured, by }: Featured) {
    const now = (rows: readonly WorthReading[]) => rows.map(row => (row.id === id ? { ...row, featured, by } : row))
    batch(() => {
      picked.value = now(picked.value)
      listing.rows.value = now(listing.rows.value)
    })
  }

  const to = async (row: WorthReading, is: boolean) => {
    put(is ? await api.feature(row.id) : await api.unfeature(row.id))
    // U+2068 … U+2069 keep a name's writing direction to itself
    const whose = `The comment by \u2068${row.author.name}\u2069`
    return is ? `${whose} is featured as worth reading.` : `${whose} is featured no more.`
  }

  /** Features a comment, or no more. */
  const turn = (row: WorthReading) =>
    doing(async () => {
      const is = row.featured === null
      sayDone(await to(row, is), () => to(row, !is))
    })

  return { story, picked, looked, listing, problem, busy, choose, turn }
}
