import { number } from './figures.ts'

/** A picture of how times grow, as SVG; both axes logarithmic, each line with its name at its end. Reads in light and in dark. Pure. */

export interface Line {
  name: string
  /** Of each point how many comments, and milliseconds. */
  points: readonly (readonly [number, number])[]
}

const [WIDTH, HEIGHT] = [860, 440]
const PLOT = { left: 76, right: 610, top: 64, bottom: 372 }
/** Names stand at least so far from each other. */
const APART = 18

/** In light and in dark. */
const COLOURS = [
  ['#0b6e4f', '#4cc79a'],
  ['#1f5fa8', '#6cb0f5'],
  ['#6b3fa0', '#bb97ee'],
  ['#b3451f', '#f0926b'],
]

/** Four lines at most. */
export function curve(lines: readonly Line[], title: string): string {
  const [sizes, times] = [0, 1].map(axis => lines.flatMap(({ points }) => points.map(point => point[axis]!)))
  const x = scale(PLOT.left, PLOT.right, ends(sizes!))
  const y = scale(PLOT.bottom, PLOT.top, ends(times!))
  const across = tens(ends(sizes!)).map(
    at =>
      `<path class="grid" d="M${x(at)} ${PLOT.top}V${PLOT.bottom}"/><text class="quiet" x="${x(at)}" y="${PLOT.bottom + 20}" text-anchor="middle">${at.toLocaleString('en')}</text>`,
  )
  const up = tens(ends(times!)).map(
    at =>
      `<path class="grid" d="M${PLOT.left} ${y(at)}H${PLOT.right}"/><text class="quiet" x="${PLOT.left - 10}" y="${y(at) + 4}" text-anchor="end">${at} ms</text>`,
  )
  const last = lines.map(({ points }) => points.at(-1)!)
  const places = spreadOut(last.map(([, time]) => y(time)))
  const drawn = lines.map(({ name, points }, i) => {
    const dots = points.map(([size, time]) => `<circle class="line l${i}" cx="${x(size)}" cy="${y(time)}" r="3.5"/>`)
    const path = points.map(([size, time], n) => `${n ? 'L' : 'M'}${x(size)} ${y(time)}`).join('')
    const [end, time] = [x(last[i]![0]), last[i]![1]]
    return `<path class="line l${i}" d="${path}"/>${dots.join('')}<path class="line l${i} thin" d="M${end + 6} ${y(time)}L${end + 20} ${places[i]}"/><text class="line l${i}" x="${end + 25}" y="${places[i]! + 4}">${name}, ${number(time)} ms</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="t d">
<title id="t">${title}</title>
<desc id="d">${lines.map(({ name, points }) => `${name}: ${points.map(([size, time]) => `${number(time)} ms at ${size.toLocaleString('en')}`).join(', ')}`).join('. ')}.</desc>
<style>
svg{color-scheme:light dark;background:#fff;font:13px system-ui,sans-serif}
text{fill:#1d232b}text.line{fill:currentColor}text.quiet{fill:#59636e;font-size:12px}path.grid{stroke:#e1e5e9}
circle{fill:currentColor}path.line{fill:none;stroke:currentColor;stroke-width:2}path.thin{stroke-width:1}
${COLOURS.map(([light], i) => `.l${i}{color:${light}}`).join('')}
@media (prefers-color-scheme:dark){svg{background:#15191e}text{fill:#e6eaee}text.line{fill:currentColor}text.quiet{fill:#a3adb8}path.grid{stroke:#2b323a}
${COLOURS.map(([, dark], i) => `.l${i}{color:${dark}}`).join('')}}
</style>
<text x="24" y="30" font-size="16" font-weight="600">${title}</text>
${[...across, ...up, ...drawn].join('\n')}
<text class="quiet" x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 46}" text-anchor="middle">comments in the story</text>
</svg>
`
}

/** The powers of ten between which values lie. */
function ends(values: readonly number[]): [number, number] {
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))]
  return [low, Math.max(high, low + 1)]
}
const tens = ([low, high]: [number, number]) =>
  Array.from({ length: high - low + 1 }, (_, i) => Number((10 ** (low + i)).toPrecision(1)))

const scale =
  (from: number, to: number, [low, high]: [number, number]) =>
  (value: number) =>
    Math.round(10 * (from + ((Math.log10(value) - low) / (high - low)) * (to - from))) / 10

/** Places near these, in the same order, none nearer to its neighbour than names may stand. */
export function spreadOut(wanted: readonly number[]): number[] {
  const places = [...wanted]
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!)
  for (const [n, i] of order.entries()) if (n > 0) places[i] = Math.max(places[i]!, places[order[n - 1]!]! + APART)
  return places
}
