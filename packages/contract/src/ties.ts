/** Who is tied to whom, drawn: places on a page of WIDTH × HEIGHT units, the same wherever it is drawn. */
export interface Drawn {
  width: number
  height: number
  names: { name: string; x: number; y: number }[]
  /** In the order of the ties: a line from edge to edge of the two names, and where its word stands. */
  lines: { x1: number; y1: number; x2: number; y2: number; x: number; y: number }[]
}

/** Narrow enough for a phone, where words keep their size. */
const WIDTH = 400
/** Half of what a name takes: its width hangs on its letters, at 14 units. */
const HALF = { letter: 4.4, padding: 12, height: 16 }

/** The half width of a name's box. */
export const halfOf = (name: string): number => Math.min(name.length, 24) * HALF.letter + HALF.padding

/** From one row of names to the next. */
const ROW = 84

/**
 * Places names in two columns, each next to or below one that it is tied to where that can be, so that most lines are short and go across, where
 * there is room for their word. Names that nothing ties to those before begin a row. Rows are set off against each other, so that a line down
 * a column passes beside the names. Where two are tied more than once their lines stand beside each other. Pure.
 */
export function drawTies(ties: readonly { from: string; to: string }[]): Drawn {
  const slots = inOrder(ties)
  const height = Math.ceil(slots.length / 2) * ROW - 20
  const names = slots.flatMap((name, i) => {
    if (name === null) return []
    const [row, right] = [i >> 1, i % 2 === 1]
    const inward = Math.max(halfOf(name) + 2, row % 2 ? 94 : 68)
    return [{ name, x: right ? WIDTH - inward : inward, y: row * ROW + 32 }]
  })
  const at = new Map(names.map(place => [place.name, place]))
  const met = new Map<string, number>()
  const lines = ties.map(({ from, to }) => {
    const [a, b] = [at.get(from)!, at.get(to)!]
    const pair = [from, to].sort().join('\n')
    const nth = met.get(pair) ?? 0
    met.set(pair, nth + 1)
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const long = Math.hypot(dx, dy) || 1
    const aside = ((nth + 1) >> 1) * (nth % 2 ? 18 : -18)
    const [ox, oy] = [(-dy / long) * aside, (dx / long) * aside]
    const [inA, inB] = [inside(halfOf(from), dx, dy), inside(halfOf(to), dx, dy)]
    const [x1, y1] = [a.x + dx * inA + ox, a.y + dy * inA + oy]
    const [x2, y2] = [b.x - dx * inB + ox, b.y - dy * inB + oy]
    return {
      x1: round(x1),
      y1: round(y1),
      x2: round(x2),
      y2: round(y2),
      x: round((x1 + x2) / 2),
      y: round((y1 + y2) / 2),
    }
  })
  return { width: WIDTH, height, names, lines }
}

/** Which part of a line from the middle of a box lies in it. */
const inside = (half: number, dx: number, dy: number) =>
  Math.min(0.5, Math.min(dx ? half / Math.abs(dx) : 1, dy ? HALF.height / Math.abs(dy) : 1))

/** The names, those that are tied one after the other; null where a place is left free. */
function inOrder(ties: readonly { from: string; to: string }[]): (string | null)[] {
  const tied = new Map<string, Set<string>>()
  for (const { from, to } of ties) {
    tied.set(from, (tied.get(from) ?? new Set()).add(to))
    tied.set(to, (tied.get(to) ?? new Set()).add(from))
  }
  const placed: string[] = []
  const slots: (string | null)[] = []
  const most = (some: Iterable<string>) =>
    [...some].filter(name => !placed.includes(name)).sort((a, b) => tied.get(b)!.size - tied.get(a)!.size)[0]
  while (placed.length < tied.size) {
    // Next to the last one, else to one further back, else what belongs to none of them.
    const next = placed
      .toReversed()
      .reduce<string | undefined>((found, name) => found ?? most(tied.get(name)!), undefined)
    if (next === undefined && slots.length % 2) slots.push(null)
    // A chain begins at one of its ends.
    const name =
      next ??
      [...tied.keys()].filter(one => !placed.includes(one)).sort((a, b) => tied.get(a)!.size - tied.get(b)!.size)[0]!
    placed.push(name)
    slots.push(name)
  }
  return slots
}

const round = (value: number) => Math.round(value * 10) / 10
