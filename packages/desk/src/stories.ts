import type { PutCall } from '@parley/contract/accounts.ts'
import type { StoryRow } from '@parley/contract/schemas.ts'
import { signal } from '@preact/signals'
import type { FindingApi } from './finding-api.ts'
import { createListing } from './listing.ts'

/** The desk's list of stories, as far as it is loaded. Lives as long as the desk, so that coming back finds it as it was. */
export function createStories(
  api: Pick<FindingApi, 'stories' | 'settle' | 'call' | 'endCall'>,
  around: {
    told(problem: unknown): string
    say(text: string, failed?: boolean): unknown
    /** Says what was done, with the way back. */
    sayDone(text: string, back: () => Promise<string>): void
  },
) {
  const search = signal('')
  const open = signal<boolean | null>(null)
  const { rows, next, reading, problem, read, more, follow } = createListing<StoryRow>(async after => {
    const found = await api.stories({ search: search.value, open: open.value, after })
    return { rows: found.stories, next: found.next }
  }, around.told)

  /** After a change: what is loaded is as it is now, where it stands, so that nobody loses the place; what is new comes first. */
  const keepPlace = (found: readonly StoryRow[]) => {
    const now = new Map(found.map(row => [row.id, row]))
    const known = new Set(rows.value.map(({ id }) => id))
    return [...found.filter(({ id }) => !known.has(id)), ...rows.value.map(row => now.get(row.id) ?? row)]
  }

  function find(words: string) {
    if (words === search.value) return
    search.value = words
    void read(0)
  }

  function choose(to: boolean | null) {
    open.value = to
    void read(0)
  }

  /** Opens or closes a discussion at once; it stays in the list, wherever it would stand now, so that nobody loses the place. */
  async function settle({ id, url, title, closed }: StoryRow) {
    const to = async (is: boolean) => {
      await api.settle({ url, open: is })
      rows.value = rows.value.map(row => (row.id === id ? { ...row, closed: is ? null : 'desk' } : row))
      return `The discussion of “${title}” is ${is ? 'open' : 'closed'}${is === (closed === null) ? ' again' : ''}.`
    }
    try {
      around.sayDone(await to(closed !== null), () => to(closed === null))
    } catch (error) {
      around.say(around.told(error), true)
    }
  }

  /** Puts a call for accounts out, in another's place or anew; null ends it. Answers what went wrong, or null. */
  async function call({ id, url, title, call: before }: StoryRow, asked: PutCall | null): Promise<string | null> {
    const to = async (now: PutCall | null) => {
      const { call } = now ? await api.call(url, now) : await api.endCall(url)
      rows.value = rows.value.map(row => (row.id === id ? { ...row, call } : row))
      return call
        ? `Under “${title}” readers are asked: ${call.question}`
        : `Readers of “${title}” are asked for no accounts any more.`
    }
    try {
      around.sayDone(await to(asked), () => to(before))
      return null
    } catch (error) {
      return around.told(error)
    }
  }

  return {
    call,
    rows,
    next,
    reading,
    problem,
    search,
    open,
    read,
    more,
    find,
    choose,
    follow: () => follow(keepPlace),
    settle,
  }
}
