import { signal } from '@preact/signals'

/** One thing at a time on a page, and what went wrong with it, which is said on the page; what was typed stays. */
export function createDoing(told: (problem: unknown) => string) {
  const problem = signal<string | null>(null)
  const busy = signal(false)

  /** Does something; answers whether it is done. */
  async function doing(what: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      await what()
      problem.value = null
      return true
    } catch (error) {
      problem.value = told(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return { problem, busy, doing }
}
