import { html, type Markup } from '../http/html.ts'
import type { CaseFile } from './case-file.ts'

const STYLE = `:root{color-scheme:light dark;--ink:light-dark(#1c1b19,#ece8e0);--soft:light-dark(#5d5a54,#b3ada2);--line:light-dark(#e4e0d8,#35322d);--paper:light-dark(#fffdf9,#191816)}
body{max-width:46rem;margin:0 auto;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2{font-family:Charter,Georgia,serif;line-height:1.25;text-wrap:balance}
h2{margin-top:2.25rem}
h3{margin:1.25rem 0 0;font-size:1rem}
p{margin:0.25rem 0}
blockquote{margin:0.5rem 0;padding:0 0 0 1rem;border-inline-start:3px solid var(--line);white-space:pre-wrap}
.soft{color:var(--soft)}
.log{font-size:0.8125rem;font-variant-numeric:tabular-nums;padding-inline-start:1.5rem}
.log code{font-size:0.75rem}`

const minute = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`
const quoted = (text: string) => (text ? html`<blockquote dir="auto">${text}</blockquote>` : null)
const part = (title: string, all: readonly (Markup | null)[]) =>
  html`<h2>${title}</h2>\n${all.length ? all : html`<p class="soft">None.</p>`}`

/** A case file to read and to print; needs nothing else. It says what case.json says. */
export function casePage(found: CaseFile, { language }: { language: string }): string {
  const { comment } = found
  const title = `Case ${found.case}`
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p>${found.publication}, made ${minute(found.madeAt)}. ${
    found.reportersNamed ? 'Whoever reported is named.' : 'Who reported is left out.'
  } The sums and the signature of this file are in manifest.json and manifest.sig.</p>
<h2>The comment</h2>
<p>By <bdi>${comment.author.name}</bdi>, ${minute(comment.postedAt)}, under <a href="${comment.story.url}">${comment.story.title}</a>. It is ${comment.state} now. <a href="${comment.address}">${comment.address}</a></p>
${quoted(comment.text)}
${
  found.revisions.length > 1
    ? part(
        'Its versions',
        found.revisions.map(one => html`<h3>Version ${one.no}, ${minute(one.at)}</h3>${quoted(one.text)}`),
      )
    : null
}
${part(
  'What software found',
  found.verdict.findings.map(
    one => html`<p>${one.rule}, ${one.label}: ${Math.round(one.score * 100) / 100}</p>
`,
  ),
)}
${part(
  'Reports',
  found.reports.map(
    one => html`<h3>${minute(one.at)}: ${one.law ? html`against the law: ${one.law}` : `house rule “${one.ground}”`}</h3>
${'reporter' in one && one.reporter ? html`<p>By <bdi>${one.reporter.name ?? 'somebody who gave no name'}</bdi>${one.reporter.email && html`, ${one.reporter.email}`}</p>` : null}
<p>${one.outcome ? html`${one.outcome}, ${minute(one.decidedAt!)}` : 'open'}</p>${quoted(one.explanation)}${one.source && html`<p>Source: <bdi>${one.source}</bdi></p>`}
`,
  ),
)}
${part(
  'Decisions',
  found.decisions.map(
    one => html`<h3>${minute(one.at)}: ${one.act}${one.ground && html` under “${one.ground}”`}</h3>
<p class="soft">${one.id}, by ${one.by ?? 'somebody'}${one.law && html`; ${one.law}`}; upon: ${one.source}; ${one.detected ? 'software had pointed at it' : 'no software had pointed at it'}; ${one.automated ? 'decided by software' : 'decided by a person'}${one.reverses && html`; takes back ${one.reverses}`}</p>${quoted(one.explanation)}
`,
  ),
)}
${part(
  'Statements of reasons',
  found.statements.map(
    one => html`<h3>No. ${one.no}, ${minute(one.at)}</h3>
<p>${one.act}${one.rule && html`, house rule “${one.rule.title}”, version ${one.rule.version}: ${one.rule.text}`}${one.law && html`, law: ${one.law}`}</p>${quoted(one.facts)}
`,
  ),
)}
${part(
  'Appeals',
  found.appeals.map(
    one => html`<h3>${minute(one.at)}: by the ${one.side}, against ${one.decision}</h3>
<p>${one.outcome ? html`${one.outcome}, ${minute(one.decidedAt!)}` : 'open'}</p>${quoted(one.text)}
`,
  ),
)}
${
  found.orders.length
    ? part(
        'Orders of authorities',
        found.orders.map(
          one => html`<h3>${one.authority} (${one.country}), ${one.reference}</h3>
<p>${one.kind}, ${one.law}; received ${minute(one.receivedAt)}${one.effectAt && html`, carried out ${minute(one.effectAt)}`}</p>
`,
        ),
      )
    : null
}
${
  found.disputes.length
    ? part(
        'Before certified bodies',
        found.disputes.map(
          one => html`<h3>${one.body}, since ${one.opened}</h3>
<p>${one.outcome ? html`${one.outcome}, ${one.closed} (${one.days} days)` : 'open'}${one.costs && html`; costs: ${one.costs}`}${one.followed !== null && html`; ${one.followed ? 'followed' : 'not followed'}`}</p>
`,
        ),
      )
    : null
}
<h2>The log</h2>
<p class="soft">Each entry is sealed with the one before it in its story.</p>
<ol class="log">
${found.events.map(one => html`<li>${minute(new Date(one.at).toISOString())} ${one.kind} <code>${one.hash}</code></li>\n`)}</ol>
</body>
</html>
`.text
}
