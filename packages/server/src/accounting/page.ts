import { html, type Markup } from '../http/html.ts'
import type { Cell } from './csv.ts'
import type { Sheet } from './report.ts'

const STYLE = `:root{color-scheme:light dark;--ink:light-dark(#1c1b19,#ece8e0);--soft:light-dark(#5d5a54,#b3ada2);--line:light-dark(#e4e0d8,#35322d);--paper:light-dark(#fffdf9,#191816);--wash:light-dark(#f6f2ea,#23211e)}
body{max-width:64rem;margin:0 auto;padding:1rem;background:var(--paper);color:var(--ink);font:0.9375rem/1.5 system-ui,sans-serif}
h1,h2{font-family:Charter,Georgia,serif;line-height:1.25;text-wrap:balance}
h2{margin-top:2.5rem}
p{color:var(--soft)}
.sheet{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:0.3rem 0.6rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
thead th{background:var(--wash);font-weight:600;vertical-align:bottom}
tbody th{font-weight:400}
td.n{text-align:end}
.none td,.none th{color:var(--soft)}
.total td,.total th{font-weight:600}
@media print{body{max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}`

const CATEGORY = 'STATEMENT_CATEGORY_'
const NAMES: Readonly<Record<string, string>> = {
  [`${CATEGORY}NOT_SPECIFIED_NOTICE`]: 'Not specified',
  [`${CATEGORY}OTHER_VIOLATION_TC`]: 'Other breaches of the rules',
}

/** `STATEMENT_CATEGORY_CYBER_VIOLENCE` as people say it. */
const said = (cell: Cell) => {
  if (typeof cell !== 'string' || !cell.startsWith(CATEGORY)) return cell
  const words = cell.slice(CATEGORY.length).toLowerCase().replaceAll('_', ' ')
  return NAMES[cell] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

const hasNothing = ([, ...cells]: readonly Cell[]) => cells.every(cell => cell === 0 || cell === null)

/** What is read: of the categories those with something in them. The files have all. */
const readable = (rows: Sheet['rows']) => rows.filter(row => !(String(row[0]).startsWith(CATEGORY) && hasNothing(row)))

function rowMarkup(row: readonly Cell[]): Markup {
  const [first, ...cells] = row
  return html`<tr${hasNothing(row) ? html` class="none"` : first === 'total' ? html` class="total"` : ''}><th scope="row">${said(first ?? '')}</th>${cells.map(
    cell => (typeof cell === 'string' ? html`<td>${cell}</td>` : html`<td class="n">${cell ?? '–'}</td>`),
  )}</tr>`
}

/** The report as one page that needs nothing else: to read, to print, to publish. */
export function reportPage(sheets: readonly Sheet[], { siteName }: { siteName: string }): string {
  const [identification] = sheets
  const value = (name: string) => identification?.rows.find(([first]) => first === name)?.[1]
  const title = `Transparency report of ${siteName}, ${value('first day')} to ${value('last day')}`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${sheets.map(
  ({ name, title, columns, rows, note }) => html`<section aria-labelledby="t-${name}">
<h2 id="t-${name}">${title}</h2>
<p>${note}</p>
<div class="sheet" tabindex="0" role="region" aria-labelledby="t-${name}"><table>
<thead><tr>${columns.map(column => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${readable(rows).map(row => html`${rowMarkup(row)}\n`)}</tbody>
</table></div>
</section>
`,
)}</body>
</html>
`.text
}
