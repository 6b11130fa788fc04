import { type Block, type Body, type Inline, isSafeLink } from '@parley/contract/body.ts'
import MarkdownIt, { type Token } from 'markdown-it'

/**
 * A reader's text may have emphasis, strong, code, quotations, lists and links. No HTML, no images, no headings.
 * Nesting is bounded, and so is the time it takes.
 */
const markdown = new MarkdownIt('zero', { html: false, linkify: true, breaks: true, maxNesting: 12 })
markdown.enable(['emphasis', 'link', 'linkify', 'blockquote', 'list', 'backticks', 'escape', 'newline'])
markdown.validateLink = isSafeLink
// Only what says that it is a link becomes one: "e.g.this" must not.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })

/** What could be more than words and line breaks: a sign that may mark something up, anywhere or at the beginning of a line, and blanks that are not kept. */
const MARKED = /[\\`*_[\]<>&\t\r\0]|:\S|\/\/|^(?:[-+]|\d{1,9}[.)])|^[^\S\n]|[^\S\n]$/m

/** A page is built again for each comment that comes, and its others are the same as before: so many of their trees are remembered, then all are forgotten. */
const MOST_REMEMBERED = 2000
/** Longer texts are rare, and not remembered, in UTF-16 units. */
const LONG = 2000
const remembered = new Map<string, Body>()

/** Turns a reader's text (already clean, see rules/text.ts) into the tree that everything shows, which nobody changes. Linear in its length. */
export function bodyOf(text: string): Body {
  const known = remembered.get(text)
  if (known) return known
  // Most comments are words alone, and pages are full of them.
  const body = MARKED.test(text) ? parsed(text) : paragraphs(text)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  if (text.length <= LONG) remembered.set(text, body)
  return body
}

const paragraphs = (text: string): Body =>
  text
    .trim()
    .split(/\n{2,}/)
    .filter(Boolean)
    .map(p => ({ p: [p] }))

/** The same by the parser, whatever the text. */
export const parsed = (text: string): Body => blocks(markdown.parse(text, {}))

function blocks(tokens: Token[]): Body {
  const root: Body = []
  const open: { list: Body; items?: Body[] }[] = [{ list: root }]
  const top = () => open.at(-1)!
  for (const token of tokens) {
    switch (token.type) {
      case 'inline':
        if (token.children?.length) top().list.push({ p: inlines(token.children) })
        break
      case 'blockquote_open': {
        const quote: Body = []
        top().list.push({ quote })
        open.push({ list: quote })
        break
      }
      case 'bullet_list_open':
      case 'ordered_list_open': {
        const items: Body[] = []
        top().list.push(token.type === 'ordered_list_open' ? { list: items, ordered: true } : { list: items })
        open.push({ list: [], items })
        break
      }
      case 'list_item_open': {
        const item: Body = []
        top().items?.push(item)
        open.push({ list: item })
        break
      }
      case 'blockquote_close':
      case 'bullet_list_close':
      case 'ordered_list_close':
      case 'list_item_close':
        open.pop()
        break
    }
  }
  return root.filter(hasWords)
}

const hasWords = (block: Block) => !('p' in block) || block.p.length > 0

function inlines(tokens: Token[]): Inline[] {
  const root: Inline[] = []
  const open: Inline[][] = [root]
  const add = (inline: Inline) => {
    const list = open.at(-1)!
    const last = list.at(-1)
    if (typeof inline === 'string' && typeof last === 'string') list[list.length - 1] = last + inline
    else if (inline !== '') list.push(inline)
  }
  const nest = (wrap: (inner: Inline[]) => Inline) => {
    const inner: Inline[] = []
    add(wrap(inner))
    open.push(inner)
  }
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') add('\n')
    else if (token.type === 'code_inline') add({ code: token.content })
    else if (token.type === 'em_open') nest(em => ({ em }))
    else if (token.type === 'strong_open') nest(strong => ({ strong }))
    else if (token.type === 'link_open') {
      const href = String(token.attrGet('href') ?? '')
      nest(text => (isSafeLink(href) ? { link: href, text } : { em: text }))
    } else if (token.nesting === -1) open.pop()
    else if (token.type === 'text' || token.type === 'text_special') add(token.content)
  }
  return root
}
