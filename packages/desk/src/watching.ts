import type { CaseView, Watch, Watchable } from '@parley/contract/schemas.ts'
import { type Signal, signal } from '@preact/signals'
import type { FindingApi } from './finding-api.ts'

/** What is watched, as it is said of a case. */
export const WATCHED_WORDS: Record<Watchable, string> = {
  thread: 'this discussion',
  reader: 'this reader',
  story: 'this story',
}

const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })
export const lastDay = (until: string) => dates.format(Date.parse(until))

/** What whoever is signed in watches. Nobody else is told, and it ends by itself. */
export function createWatching(
  api: Pick<FindingApi, 'watches' | 'watch' | 'unwatch'>,
  around: {
    told(problem: unknown): string
    say(text: string, failed?: boolean): unknown
    /** The case on the screen. */
    view: Signal<CaseView | null>
    /** What is watched is another than before. */
    changed(): void
  },
) {
  const watches = signal<readonly Watch[]>([])

  async function read() {
    try {
      watches.value = (await api.watches()).watches
    } catch (problem) {
      around.told(problem)
    }
  }

  /** Watches something of the case on the screen, or watches it no more: its discussion, unless something else is asked for. */
  async function toggle(what: Watchable = 'thread') {
    const one = around.view.value?.watching.find(one => one.what === what)
    if (!one) return
    const words = WATCHED_WORDS[what]
    if (one.until !== null) return end(one.id, `You watch ${words} no more.`)
    try {
      take((await api.watch(one.id)).watches)
      const { until } = watches.value.find(({ id }) => id === one.id)!
      around.say(`You watch ${words} until ${lastDay(until)}. What is new stands in the queue Watched.`)
    } catch (problem) {
      around.say(around.told(problem), true)
    }
  }

  /** Ends one by its id. */
  async function end(id: string, said = 'You watch it no more.') {
    try {
      take((await api.unwatch(id)).watches)
      around.say(said)
    } catch (problem) {
      around.say(around.told(problem), true)
    }
  }

  function take(now: readonly Watch[]) {
    watches.value = now
    const until = (id: string) => now.find(one => one.id === id)?.until ?? null
    const { view } = around
    if (view.value)
      view.value = { ...view.value, watching: view.value.watching.map(one => ({ ...one, until: until(one.id) })) }
    around.changed()
  }

  return { watches, read, toggle, end }
}
