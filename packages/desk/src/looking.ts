import type { Overview } from '@parley/contract/schemas.ts'
import { signal } from '@preact/signals'
import type { Api } from './api.ts'

/** How far back the overview looks, in days. */
export const SPANS = [7, 30, 90, 365] as const
export type Span = (typeof SPANS)[number]

const DAY = 86_400_000
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** What happened, as it was last read. Lives as long as the desk, so that coming back shows it at once. */
export function createLooking(api: Pick<Api, 'overview'>, told: (problem: unknown) => string) {
  const span = signal<Span>(30)
  const found = signal<Overview | null>(null)
  const problem = signal<string | null>(null)
  let run = 0

  async function read() {
    const no = ++run
    try {
      const overview = await api.overview({ from: dayOf(Date.now() - (span.value - 1) * DAY) })
      if (no !== run) return
      found.value = overview
      problem.value = null
    } catch (error) {
      if (no === run) problem.value = told(error)
    }
  }

  function choose(days: Span) {
    span.value = days
    void read()
  }

  return { span, found, problem, read, choose }
}

const MINUTE = 60_000
const UNITS = [
  ['day', DAY],
  ['h', 60 * MINUTE],
  ['min', MINUTE],
] as const

/** How long, in words of two units at most: “2 h 5 min”, “3 days”; a dash for nothing. */
export function lasting(ms: number | null): string {
  if (ms === null) return '–'
  if (ms < MINUTE) return 'under 1 min'
  const first = UNITS.findIndex(([, size]) => ms >= size)
  let rest = ms
  return UNITS.slice(first, first + 2)
    .flatMap(([unit, size]) => {
      const n = Math.floor(rest / size)
      rest -= n * size
      return n ? [`${n} ${unit === 'day' && n > 1 ? 'days' : unit}`] : []
    })
    .join(' ')
}

/** A share as people say it; a dash of nothing. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`

/** The end of an axis on which the largest value fits: 1, 2, 2½ or 5 and zeros. Pure. */
export function axisEnd(largest: number): number {
  if (largest <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(largest))
  return [1, 2, 2.5, 5, 10].map(step => step * power).find(end => end >= largest)!
}

/** The same for what is counted: its half is whole, too. Pure. */
export function countsEnd(largest: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, largest))))
  return [2, 4, 6, 8, 10, 20].map(step => step * power).find(end => end >= largest)!
}

/** Days gathered into at most so many columns, the last ones whole; each with the days it holds. Pure. */
export function columnsOf<D>(days: readonly D[], most = 60): D[][] {
  const width = Math.ceil(days.length / most)
  const columns: D[][] = []
  for (let end = days.length; end > 0; end -= width) columns.unshift(days.slice(Math.max(0, end - width), end))
  return columns
}
