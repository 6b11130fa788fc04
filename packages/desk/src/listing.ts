import { batch, signal } from '@preact/signals'

/** A list that comes in pages, as far as it is loaded; what is asked for last is what is shown. */
export function createListing<Row extends { id: string }>(
  page: (after: string | null) => Promise<{ rows: readonly Row[]; next: string | null }>,
  told: (problem: unknown) => string,
) {
  const rows = signal<readonly Row[]>([])
  const next = signal<string | null>(null)
  const reading = signal(false)
  const problem = signal<string | null>(null)
  let run = 0

  async function pages(wanted: number) {
    const found: Row[] = []
    let after: string | null = null
    do {
      const one = await page(after)
      found.push(...one.rows)
      after = one.next
    } while (after && found.length < wanted)
    return { rows: found, next: after }
  }

  /** Shows what is read, unless something else has been asked for meanwhile. */
  async function show(what: () => Promise<{ rows: readonly Row[]; next: string | null }>) {
    const no = ++run
    reading.value = true
    try {
      const found = await what()
      if (no !== run) return
      batch(() => {
        rows.value = found.rows
        next.value = found.next
        problem.value = null
      })
    } catch (error) {
      if (no === run) problem.value = told(error)
    } finally {
      if (no === run) reading.value = false
    }
  }

  /** Reads as much as is loaded, from the beginning. */
  const read = (wanted = rows.value.length) => show(() => pages(wanted))

  /** Reads the next page, if there is one and none is being read. */
  async function more() {
    const after = next.value
    if (!after || reading.value) return
    await show(async () => {
      const found = await page(after)
      const known = new Set(rows.value.map(({ id }) => id))
      return { rows: [...rows.value, ...found.rows.filter(({ id }) => !known.has(id))], next: found.next }
    })
  }

  /** After a change elsewhere: reads again what is loaded, without a word where that fails. With `merge`, that says what is shown of it. */
  async function follow(merge?: (now: readonly Row[]) => readonly Row[]) {
    if (reading.value) return
    const no = ++run
    try {
      const found = await pages(rows.value.length)
      if (no !== run) return
      batch(() => {
        rows.value = merge ? merge(found.rows) : found.rows
        if (!merge) next.value = found.next
      })
    } catch (error) {
      told(error)
    }
  }

  return { rows, next, reading, problem, read, more, follow }
}
