import type { SaveView, View } from '@parley/contract/schemas.ts'
import { computed, signal } from '@preact/signals'
import type { FindingApi } from './finding-api.ts'

/** What a view keeps: the search with its fields, and the queue. */
export type Search = Omit<SaveView, 'name' | 'shared'>

const FIELDS = ['queue', 'search', 'rule', 'state', 'from', 'to'] as const
/** Whether two searches ask for the same. Pure. */
export const sameSearch = (one: Partial<Search>, other: Partial<Search>): boolean =>
  FIELDS.every(field => (one[field] ?? '') === (other[field] ?? ''))

/** The saved views of whoever is signed in, and those that the desk shares. */
export function createViews(
  api: Pick<FindingApi, 'views' | 'saveView' | 'changeView' | 'deleteView'>,
  around: {
    told(problem: unknown): string
    /** Says what was done, with the way back. */
    sayDone(text: string, back: () => Promise<string>): void
    /** What is looked for now; null where no queue is open. */
    now(): Search | null
  },
) {
  const views = signal<readonly View[]>([])
  /** The dialog is open. */
  const shown = signal(false)
  const problem = signal<string | null>(null)
  const busy = signal(false)
  /** The view that is on the screen, if one is. */
  const current = computed(() => {
    const search = around.now()
    return search ? (views.value.find(view => sameSearch(view, search)) ?? null) : null
  })

  async function read() {
    try {
      views.value = (await api.views()).views
    } catch (error) {
      problem.value = around.told(error)
    }
  }

  /** Does something, reads all anew, and closes the dialog where it went right, so that the way back is in reach. */
  async function doing(work: () => Promise<{ said: string; back: () => Promise<string> }>): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = null
    try {
      const { said, back } = await work()
      await read()
      shown.value = false
      around.sayDone(said, async () => {
        const answer = await back()
        await read()
        return answer
      })
    } catch (error) {
      problem.value = around.told(error)
    } finally {
      busy.value = false
    }
  }

  const save = (name: string, shared: boolean) =>
    doing(async () => {
      const view = await api.saveView({ name, shared, ...around.now()! })
      return {
        said: `Saved as “${view.name}”${shared ? ', for all of the desk' : ''}.`,
        back: async () => {
          await api.deleteView(view.id)
          return `“${view.name}” is deleted again.`
        },
      }
    })

  const rename = (view: View, name: string) =>
    doing(async () => {
      const now = await api.changeView(view.id, bodyOf({ ...view, name }))
      return {
        said: `“${view.name}” is called “${now.name}” now.`,
        back: async () => {
          await api.changeView(view.id, bodyOf(view))
          return `It is called “${view.name}” again.`
        },
      }
    })

  const remove = (view: View) =>
    doing(async () => {
      await api.deleteView(view.id)
      return {
        said: `“${view.name}” is deleted.`,
        back: async () => {
          await api.saveView(bodyOf(view))
          return `“${view.name}” is there again.`
        },
      }
    })

  function open() {
    problem.value = null
    shown.value = true
    void read()
  }

  return { views, shown, problem, busy, current, read, save, rename, remove, open }
}

const bodyOf = ({ id: _, mayChange: __, ...view }: View): SaveView => view
