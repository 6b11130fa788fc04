import type { Stories, StoryRow } from '@parley/contract/schemas.ts'
import { batch, signal } from '@preact/signals'
import type { FindingApi } from './finding-api.ts'

/** The desk's list of stories, as far as it is loaded. Lives as long as the desk, so that coming back finds it as it was. */
export function createStories(
  api: Pick<FindingApi, 'stories' | 'settle'>,
  around: {
    told(problem: unknown): string
    say(text: string, failed?: boolean): unknown
    /** Says what was done, with the way back. */
    sayDone(text: string, back: () => Promise<string>): void
  },
) {
  const rows = signal<readonly StoryRow[]>([])
  const next = signal<string | null>(null)
  const reading = signal(false)
  const problem = signal<string | null>(null)
  const search = signal('')
  const open = signal<boolean | null>(null)
  let run = 0

  const page = (after: string | null) => api.stories({ search: search.value, open: open.value, after })

  async function pages(wanted: number): Promise<Stories> {
    const stories: StoryRow[] = []
    let after: string | null = null
    do {
      const found = await page(after)
      stories.push(...found.stories)
      after = found.next
    } while (after && stories.length < wanted)
    return { stories, next: after }
  }

  /** Reads as much as is loaded, from the beginning. */
  async function read(wanted = rows.value.length) {
    const no = ++run
    reading.value = true
    try {
      const found = await pages(wanted)
      if (no !== run) return
      batch(() => {
        rows.value = found.stories
        next.value = found.next
        problem.value = null
      })
    } catch (error) {
      if (no === run) problem.value = around.told(error)
    } finally {
      if (no === run) reading.value = false
    }
  }

  /** After a change: what is loaded is as it is now, where it stands, so that nobody loses the place; what is new comes first. */
  async function follow() {
    if (reading.value) return
    const no = ++run
    try {
      const { stories } = await pages(rows.value.length)
      if (no !== run) return
      const now = new Map(stories.map(row => [row.id, row]))
      const known = new Set(rows.value.map(({ id }) => id))
      rows.value = [...stories.filter(({ id }) => !known.has(id)), ...rows.value.map(row => now.get(row.id) ?? row)]
    } catch (error) {
      around.told(error)
    }
  }

  /** Reads the next page, if there is one and none is being read. */
  async function more() {
    const after = next.value
    if (!after || reading.value) return
    const no = ++run
    reading.value = true
    try {
      const found = await page(after)
      if (no !== run) return
      const known = new Set(rows.value.map(({ id }) => id))
      batch(() => {
        rows.value = [...rows.value, ...found.stories.filter(({ id }) => !known.has(id))]
        next.value = found.next
        problem.value = null
      })
    } catch (error) {
      if (no === run) problem.value = around.told(error)
    } finally {
      if (no === run) reading.value = false
    }
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

  return { rows, next, reading, problem, search, open, read, more, find, choose, follow, settle }
}
