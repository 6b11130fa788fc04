import { type Block, type Body, type Inline, isSafeLink, LINK_REL } from '@parley/contract/body.ts'
import type { ComponentChildren } from 'preact'

/** Quotes and lists inside each other are followed this far; the server stops long before. */
const DEEPEST = 12

/** A reader's text as elements. What is not a known kind of node is left out; a link that is not safe is only its text. */
export function BodyView({ body }: { body: Body }): ComponentChildren {
  return body.map(block => blockView(block, 0))
}

function blockView(block: Block, depth: number): ComponentChildren {
  if (depth > DEEPEST || !block) return null
  if ('p' in block) return <p dir="auto">{inlines(block.p, depth)}</p>
  if ('quote' in block)
    return <blockquote dir="auto">{block.quote.map(inner => blockView(inner, depth + 1))}</blockquote>
  if ('list' in block) {
    const items = block.list.map(item => <li>{item.map(inner => blockView(inner, depth + 1))}</li>)
    return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
  }
  if ('code' in block) {
    return (
      <pre dir="auto">
        <code>{block.code}</code>
      </pre>
    )
  }
  return null
}

const inlines = (list: Inline[], depth: number): ComponentChildren => list.map(inline => inlineView(inline, depth + 1))

function inlineView(inline: Inline, depth: number): ComponentChildren {
  if (typeof inline === 'string') return inline
  if (depth > DEEPEST || !inline) return null
  if ('em' in inline) return <em>{inlines(inline.em, depth)}</em>
  if ('strong' in inline) return <strong>{inlines(inline.strong, depth)}</strong>
  if ('code' in inline) return <code>{inline.code}</code>
  if (!('link' in inline)) return null
  const text = inlines(inline.text, depth)
  return isSafeLink(inline.link) ? (
    <a href={inline.link} rel={LINK_REL}>
      {text}
    </a>
  ) : (
    text
  )
}
