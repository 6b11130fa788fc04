import type { Section } from './measures.ts'
import { figureNamed, past, TARGETS } from './targets.ts'

const WIDTH = 860
const ROW = 24
const TOP = 58
const AXIS = { left: 400, right: 800 }
/** The widest distance from a target that is drawn, in points of 0…1; what lies farther stands at the edge. */
const REACH = 0.12

const escaped = (text: string) => text.replace(/[&<>]/g, sign => `&#${sign.charCodeAt(0)};`)
const x = (distance: number) =>
  Math.round(
    10 * (AXIS.left + ((Math.min(REACH, Math.max(-REACH, distance)) + REACH) / (2 * REACH)) * (AXIS.right - AXIS.left)),
  ) / 10

/**
 * What was reached beside what was promised: a dot with its interval for each figure, as a distance from its target, right of the line
 * where it is met. Reads in light and in dark.
 */
export function picture(sections: readonly Section[], title: string): string {
  const drawn = TARGETS.flatMap(target => {
    const figure = figureNamed(sections, target.id)?.figure
    return figure ? [{ target, figure }] : []
  })
  const height = TOP + drawn.length * ROW + 48
  const rows = drawn.map(({ target, figure }, i) => {
    const y = TOP + i * ROW + ROW / 2
    const ends = [past(target, figure.low), past(target, figure.high)].sort((a, b) => a - b)
    const at = past(target, figure.value)
    const met = at >= 0
    const before =
      target.before === null ? '' : `<path class="before" d="M${x(past(target, target.before))} ${y - 6}v12"/>`
    return `<text x="${AXIS.left - 16}" y="${y + 4}" text-anchor="end">${escaped(target.what)}</text>${before}<path class="${met ? 'met' : 'short'}" d="M${x(ends[0]!)} ${y}H${x(ends[1]!)}"/><${met ? `circle class="met" cx="${x(at)}" cy="${y}" r="5"` : `path class="short hollow" d="M${x(at)} ${y - 5}l5 5-5 5-5-5z"`}/>`
  })
  const bottom = TOP + drawn.length * ROW
  const marks = [-0.1, -0.05, 0, 0.05, 0.1].map(
    at =>
      `<path class="${at === 0 ? 'target' : 'grid'}" d="M${x(at)} ${TOP - 4}V${bottom + 4}"/><text class="quiet" x="${x(at)}" y="${bottom + 20}" text-anchor="middle">${at === 0 ? 'target' : `${at > 0 ? '+' : '−'}${Math.abs(at).toFixed(2)}`}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="t d">
<title id="t">${escaped(title)}</title>
<desc id="d">For each measure its distance from the target with its 95 % interval; the table beside it holds the same figures.</desc>
<style>
svg{color-scheme:light dark;background:#fff;font:13px system-ui,sans-serif}
text{fill:#1d232b}.quiet{fill:#59636e;font-size:12px}
path{fill:none;stroke-width:2}.grid{stroke:#d5dae0;stroke-width:1}.target{stroke:#1d232b;stroke-width:1.5}.before{stroke:#8a939d;stroke-width:2}
.met{stroke:#0b6e4f}circle.met{fill:#0b6e4f}.short{stroke:#b3451f}.hollow{fill:#fff}
@media (prefers-color-scheme:dark){svg{background:#15191e}text{fill:#e6eaee}.quiet{fill:#a3adb8}.grid{stroke:#333b45}.target{stroke:#e6eaee}.before{stroke:#7d8894}.met{stroke:#4cc79a}circle.met{fill:#4cc79a}.short{stroke:#f0926b}.hollow{fill:#15191e}}
</style>
<rect width="100%" height="100%" fill="none"/>
<text x="24" y="28" font-size="16" font-weight="600">${escaped(title)}</text>
<text class="quiet" x="${AXIS.right}" y="28" text-anchor="end">● met   ◇ not met   | before</text>
${marks.join('\n')}
${rows.join('\n')}
<text class="quiet" x="${(AXIS.left + AXIS.right) / 2}" y="${bottom + 40}" text-anchor="middle">← worse   points of 0…1 from the target   better →</text>
</svg>
`
}
