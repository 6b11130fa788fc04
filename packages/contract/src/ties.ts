/** Who is tied to whom, drawn: places on a page of WIDTH × HEIGHT units, the same wherever it is drawn. */
export interface Drawn {
  width: number
  height: number
  names: { name: string; x: number; y: number }[]
  /** In the order of the ties: a line from edge to edge of the two names, and where its word stands. */
  lines: { x1: number; y1: number; x2: number; y2: number; x: number; y: number }[]
}

const WIDTH = 560
/** Half of what a name takes: its width hangs on its letters, at 14 units. */
const HALF = { letter: 4, padding: 12, height: 16 }

/** The half width of a name's box. */
export const halfOf = (name: string): number => Math.min(name.length, 24) * HALF.letter + HALF.padding

/**
 * Places names around an ellipse, those with most ties first and each next to one that it is tied to, so that few lines cross. Pure.
 * Where two are tied more than once their lines stand beside each other.
 */
export function drawTies(ties: readonly { from: string; to: string }[]): Drawn {
  const order = inOrder(ties)
  const height = order.length < 3 ? 120 : order.length < 5 ? 240 : 320
  const [rx, ry] = [WIDTH / 2 - 90, height / 2 - 28]
  const names = order.map((name, i) => {
    const angle = Math.PI + (2 * Math.PI * i) / order.length
    return { name, x: round(WIDTH / 2 + rx * Math.cos(angle)), y: round(height / 2 + ry * Math.sin(angle)) }
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

function inOrder(ties: readonly { from: string; to: string }[]): string[] {
  const tied = new Map<string, Set<string>>()
  for (const { from, to } of ties) {
    tied.set(from, (tied.get(from) ?? new Set()).add(to))
    tied.set(to, (tied.get(to) ?? new Set()).add(from))
  }
  const most = (some: Iterable<string>) => [...some].sort((a, b) => tied.get(b)!.size - tied.get(a)!.size)
  const order: string[] = []
  while (order.length < tied.size) {
    const last = order.at(-1)
    const left = (some: Iterable<string>) => most(some).filter(name => !order.includes(name))
    order.push((last === undefined ? undefined : left(tied.get(last)!)[0]) ?? left(tied.keys())[0]!)
  }
  return order
}

const round = (value: number) => Math.round(value * 10) / 10
