import { type Block, type Body, type Inline, isSafeLink, LINK_REL } from '@parley/contract/body.ts'
import { html, type Markup } from '../http/html.ts'

/** A reader's text as markup. A link that is not safe is only its text. The server's own reader of text bounds the depth. */
export const bodyMarkup = (body: Body): Markup => html`${body.map(block)}`

function block(block: Block): Markup {
  if ('p' in block) return html`<p dir="auto">${inlines(block.p)}</p>`
  if ('quote' in block) return html`<blockquote dir="auto">${bodyMarkup(block.quote)}</blockquote>`
  if ('code' in block) return html`<pre dir="auto"><code>${block.code}</code></pre>`
  const items = block.list.map(item => html`<li>${bodyMarkup(item)}</li>`)
  return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
}

const inlines = (list: Inline[]): Markup => html`${list.map(inline)}`

function inline(inline: Inline): Markup {
  // Breaks are elements, so that they stand where no style sheet is read.
  if (typeof inline === 'string') return html`${inline.split('\n').map((line, i) => (i ? html`<br>${line}` : line))}`
  if ('em' in inline) return html`<em>${inlines(inline.em)}</em>`
  if ('strong' in inline) return html`<strong>${inlines(inline.strong)}</strong>`
  if ('code' in inline) return html`<code>${inline.code}</code>`
  const text = inlines(inline.text)
  return isSafeLink(inline.link) ? html`<a href="${inline.link}" rel="${LINK_REL}">${text}</a>` : text
}
