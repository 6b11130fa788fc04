/** What has been measured, in numbers and in words. Pure. */

/** One line of a table. */
export interface Row {
  what: string
  /** The median of the rounds. */
  value: number
  unit: string
  /** The lowest and the highest round. */
  spread?: [number, number]
  /** Processor time of the server for one, in microseconds. */
  processor?: number
  /** Milliseconds. */
  p50?: number
  p99?: number
  /** What it is in relation to. */
  ratio?: { to: string; value: number }
  more?: string
}

/** One of the eleven numbers that were promised, or a part of one. */
export interface Asked {
  no: number
  what: string
  /** One of them: what it has to reach, or may not exceed. */
  atLeast?: number
  atMost?: number
  value: number
  unit: string
}

/** What one part of the measurement brings: a table, and what of it was promised. */
export interface Part {
  title: string
  rows: Row[]
  asked: Asked[]
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Of sorted values the one below which so large a share of them lies. */
export const rank = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!

/** Median and spread of what the rounds brought. */
export const over = (values: readonly number[]): { value: number; spread: [number, number] } => ({
  value: median(values),
  spread: [Math.min(...values), Math.max(...values)],
})

/** The first to the second, round by round: what was measured in turns had the same neighbours. */
export const ratioOf = (one: readonly number[], to: readonly number[]): number =>
  median(one.map((value, i) => value / to[i]!))

/** Three digits that mean something; whole numbers from a hundred on. */
export const number = (value: number): string =>
  Math.abs(value) >= 99.5 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))

const withUnit = (value: number, unit: string) => `${number(value)}${unit === '×' ? '×' : unit && ` ${unit}`}`

const reached = ({ atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY, value }: Asked) =>
  value >= atLeast && value <= atMost

/** The promises beside what was measured, as Markdown. */
export function askedTable(asked: readonly Asked[]): string {
  const lines = asked
    .toSorted((a, b) => a.no - b.no)
    .map(one => {
      const wanted =
        one.atLeast === undefined ? `≤ ${withUnit(one.atMost!, one.unit)}` : `≥ ${withUnit(one.atLeast, one.unit)}`
      return [one.no, one.what, wanted, withUnit(one.value, one.unit), reached(one) ? 'yes' : '**no**']
    })
  return table(['#', 'what', 'asked', 'measured', 'reached'], lines)
}

/** Everything that was measured, as Markdown: a table for each part, without columns that are empty in it. */
export function rowsTables(parts: readonly Part[]): string {
  return parts
    .filter(({ rows }) => rows.length)
    .map(({ title, rows }) => {
      const columns: [string, (row: Row) => string][] = [
        [title, ({ what }) => what],
        ['median', ({ value, unit }) => withUnit(value, unit)],
        ['rounds', ({ spread }) => (spread ? `${number(spread[0])}–${number(spread[1])}` : '')],
        ['processor each', ({ processor }) => (processor === undefined ? '' : withUnit(processor, 'µs'))],
        ['p50', ({ p50 }) => (p50 === undefined ? '' : withUnit(p50, 'ms'))],
        ['p99', ({ p99 }) => (p99 === undefined ? '' : withUnit(p99, 'ms'))],
        ['in relation', ({ ratio }) => (ratio ? `${ratio.value.toFixed(2)} ${ratio.to}` : '')],
        ['', ({ more }) => more ?? ''],
      ]
      const filled = columns.filter(([, cell]) => rows.some(row => cell(row)))
      return table(
        filled.map(([name]) => name),
        rows.map(row => filled.map(([, cell]) => cell(row))),
      )
    })
    .join('\n\n')
}

function table(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  // Words to the left, numbers to the right.
  const side = (at: number) =>
    lines.every(cells => /^(?:[\d,.–\s]+(?:\S{1,3})?)?$/.test(String(cells[at]))) ? '---:' : '---'
  return [line(head), line(head.map((_, at) => side(at))), ...lines.map(line)].join('\n')
}

/** A page with what stands between `<!-- bench:NAME -->` and `<!-- /bench:NAME -->` replaced. Throws where a page has no such place. */
export function placed(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`]
  const [before, inside, ...more] = page.split(begin)
  const after = inside?.split(end)
  if (more.length || after?.length !== 2) throw new Error(`the page has no single place between ${begin} and ${end}`)
  return `${before}${begin}\n${text}\n${end}${after[1]}`
}
