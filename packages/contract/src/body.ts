/**
 * A reader's text as a tree: what the server makes of it and what embed, plain page and desk turn into elements.
 * There is no raw HTML anywhere in it, so there is nothing to sanitise after it.
 * Line breaks inside a paragraph are "\n" in its strings.
 */
export type Inline =
  | string
  | { em: Inline[] }
  | { strong: Inline[] }
  | { code: string }
  | { link: string; text: Inline[] }

export type Block = { p: Inline[] } | { quote: Block[] } | { list: Block[][]; ordered?: boolean } | { code: string }

/** Blocks in reading order; empty for a comment whose words are not public. */
export type Body = Block[]

/** `rel` of every link in a reader's text. */
export const LINK_REL = 'ugc nofollow noopener noreferrer'

/** Says whether a link target may be followed at all: http, https and mailto, nothing disguised as one of them, and no name before the host. */
export function isSafeLink(href: string): boolean {
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\\]/.test(href)) return false
  if (/^mailto:[^@\s]+@[^@\s]+$/i.test(href)) return true
  if (!/^https?:\/\/[^/]/i.test(href)) return false
  const url = URL.parse(href)
  return url !== null && url.hostname !== '' && url.username === '' && url.password === ''
}

/** The words of a body without its marks, for excerpts, titles and search: blocks joined by a space. */
export function plainText(body: Body): string {
  return body.map(blockText).filter(Boolean).join(' ')
}

function blockText(block: Block): string {
  if ('p' in block) return block.p.map(inlineText).join('')
  if ('quote' in block) return plainText(block.quote)
  if ('list' in block) return block.list.map(plainText).join(' ')
  return block.code
}

function inlineText(inline: Inline): string {
  if (typeof inline === 'string') return inline
  if ('em' in inline) return inline.em.map(inlineText).join('')
  if ('strong' in inline) return inline.strong.map(inlineText).join('')
  if ('link' in inline) return inline.text.map(inlineText).join('')
  return inline.code
}
