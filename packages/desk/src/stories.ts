import type { StoryRow } from '@parley/contract/schemas.ts'
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

  /** Reads as much as is loaded, from the beginning. */
  async function read(wanted = rows.value.length) {
    const no = ++run
    reading.value = true
    try {
      const found: StoryRow[] = []
      let after: string | null = null
      do {
        const { stories, next } = await page(after)
        found.push(...stories)
        after = next
      } while (after && found.length < wanted)
      if (no !== run) return
      batch(() => {
        rows.value = found
        next.value = after
        problem.value = null
      })
    } catch (error) {
      if (no === run) problem.value = around.told(error)
    } finally {
      if (no === run) reading.value = false
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

  return { rows, next, reading, problem, search, open, read, more, find, choose, settle }
}
