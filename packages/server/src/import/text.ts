import { isSafeLink, plainText } from '@parley/contract/body.ts'
import { cleanText } from '@parley/rules/text.ts'
import sanitize from 'sanitize-html'
import { bodyOf } from '../comments/body.ts'

/** More HTML than this is not looked at: nobody wrote it by hand. In characters. */
const HTML_MAX = 100_000
const LINK_MAX = 2000
/** Quotations and lists inside one another; what is deeper loses its frame and keeps its words. */
const DEPTH_MAX = 4

/** Said instead of a text that is too long to be read. */
export class TooLong extends Error {}

const MARKS: Readonly<Record<string, 'em' | 'strong' | 'code'>> = {
  em: 'em',
  i: 'em',
  cite: 'em',
  strong: 'strong',
  b: 'strong',
  code: 'code',
  tt: 'code',
  kbd: 'code',
}
const PARAGRAPHS = [
  'p',
  'div',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'hr',
  'dt',
  'dd',
  'figcaption',
  'section',
  'article',
]
const FRAMES = ['blockquote', 'ul', 'ol', 'li']

const ALLOWED: sanitize.IOptions = {
  allowedTags: ['a', 'img', 'br', 'td', 'th', ...Object.keys(MARKS), ...PARAGRAPHS, ...FRAMES],
  allowedAttributes: { a: ['href'], img: ['src', 'alt'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  nestingLimit: 100,
}

interface Run {
  text: string
  em: boolean
  strong: boolean
  code: boolean
  href: string | null
}
type Block = { runs: Run[] } | { quote: Block[] } | { items: Block[][]; ordered: boolean }

/**
 * Turns another system's HTML into our own notation (comments/body.ts): paragraphs, line breaks, emphasis, code, quotations, lists, safe links.
 * Everything else loses its marks and keeps its words; what the source means literally is escaped, so that no `*` or `[` of it becomes a mark.
 * `lines`: line breaks of the source count. `link` may lead a link's address past a counter in between.
 * The answer may be empty. Throws TooLong.
 */
export function textOf(
  html: string,
  { lines, link = href => href }: { lines: boolean; link?: (href: string) => string },
): string {
  if (html.length > HTML_MAX) throw new TooLong()
  const blocks = blocksOf(sanitize(html, ALLOWED), lines, link)
  const full = cleanText(render(blocks, true))
  if (!blocks.some(isMarked)) return full
  // Emphasis is noted by signs whose meaning depends on their neighbours; where it would not be read back, the bare words are right.
  const bare = cleanText(render(blocks, false))
  return plainText(bodyOf(full)) === plainText(bodyOf(bare)) ? full : bare
}

/** The words of a title or name: entities decoded once, spaces made one. `tags`: drop them, or keep them as the words that they are. */
export function plainOf(html: string, { tags = 'dropped' }: { tags?: 'dropped' | 'kept' } = {}): string {
  const source = html.slice(0, 2000)
  if (!/[<&]/.test(source)) return source.replace(/\s+/g, ' ').trim()
  const said = sanitize(tags === 'kept' ? source.replaceAll('<', '&lt;') : source, {
    allowedTags: [],
    allowedAttributes: {},
  })
  return unescaped(said).replace(/\s+/g, ' ').trim()
}

/** What sanitize-html writes out: well-formed, with just these four signs escaped. */
const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const TOKEN = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/g
const ATTRIBUTE = /([a-z]+)="([^"]*)"/g

function blocksOf(html: string, lines: boolean, straight: (href: string) => string): Block[] {
  const root: Block[] = []
  const frames: Block[][] = [root]
  /** For each frame that is open: does closing it leave a frame, or was it too deep to be one? */
  const opened: boolean[] = []
  const marks = { em: 0, strong: 0, code: 0 }
  let runs: Run[] = []
  let href: string | null = null
  let pre = 0

  const say = (text: string, target = href) => {
    if (text) runs.push({ text, em: marks.em > 0, strong: marks.strong > 0, code: marks.code > 0, href: target })
  }
  const flush = () => {
    const words = tidied(runs)
    if (words.length) frames.at(-1)!.push({ runs: words })
    runs = []
  }
  const breakLine = () => {
    if (href !== null) say(' ')
    else if (runs.at(-1)?.text.trimEnd() === '' && runs.at(-1)?.text.includes('\n')) flush()
    else say('\n')
  }
  const openFrame = (tag: string) => {
    flush()
    const here = frames.at(-1)!
    const list = here.at(-1)
    const fits =
      tag === 'li' ? list !== undefined && 'items' in list && opened.at(-1) === true : frames.length <= DEPTH_MAX
    opened.push(fits)
    if (!fits) return
    if (tag === 'li') {
      const item: Block[] = []
      ;(list as { items: Block[][] }).items.push(item)
      frames.push(item)
    } else if (tag === 'blockquote') {
      const quote: Block[] = []
      here.push({ quote })
      frames.push(quote)
    } else {
      here.push({ items: [], ordered: tag === 'ol' })
      frames.push(here)
    }
  }
  const closeFrame = () => {
    flush()
    if (opened.pop()) frames.pop()
  }

  for (const [, closing, tag, rest, said] of html.matchAll(TOKEN)) {
    if (said !== undefined) {
      const text = cleaned(unescaped(said))
      if (lines || pre) {
        for (const [i, line] of text.split('\n').entries()) {
          if (i) breakLine()
          say(line.replace(/[ \t\f]+/g, ' '))
        }
      } else say(text.replace(/[ \t\n\f]+/g, ' '))
    } else if (tag === 'br') breakLine()
    else if (tag === 'img') {
      const { src, alt } = attributesOf(rest!)
      const target = safe(src, straight)
      if (target && href === null) say(alt?.trim() || target, target)
      else say(alt ?? '')
    } else if (tag === 'td' || tag === 'th') say(' ')
    else if (tag === 'a') {
      if (!closing) href = safe(attributesOf(rest!).href, straight)
      else href = null
    } else if (MARKS[tag!]) marks[MARKS[tag!]!] += closing ? -1 : 1
    else if (FRAMES.includes(tag!)) {
      if (closing) closeFrame()
      else openFrame(tag!)
    } else {
      flush()
      if (tag === 'pre') pre += closing ? -1 : 1
    }
  }
  flush()
  return root.filter(hasWords)
}

const attributesOf = (text: string) =>
  Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [name!, unescaped(value!)]))

function safe(href: string | undefined, straight: (href: string) => string): string | null {
  const target = href && straight(href.trim())
  return target && isTarget(target) ? target : null
}

/** May a link lead there? Hosts that only a part of all software takes for one are no targets. */
const isTarget = (href: string) =>
  href.length <= LINK_MAX && isSafeLink(href) && /^(?:[a-z0-9.-]+)?$/.test(URL.parse(href)?.hostname ?? '?')

/** Invisible and forbidden signs go before anything is escaped, so that none can hide the beginning of a line; spaces at the ends stay. */
function cleaned(text: string): string {
  const core = text.trim()
  if (!/[^\n\x20-\x7e]/.test(core)) return text
  return spaced(text, cleanText(core))
}

/** Other words between the same spaces. */
const spaced = (text: string, core: string) =>
  text.slice(0, text.length - text.trimStart().length) + core + text.slice(text.trimEnd().length)

/** No spaces at the ends of lines or of the whole; nothing where there are no words. */
function tidied(runs: Run[]): Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last && last.em === run.em && last.strong === run.strong && last.code === run.code && last.href === run.href)
      last.text += run.text
    else joined.push({ ...run })
  }
  while (joined.length && !joined[0]!.text.trim()) joined.shift()
  while (joined.length && !joined.at(-1)!.text.trim()) joined.pop()
  if (!joined.length) return []
  joined[0]!.text = joined[0]!.text.trimStart()
  joined.at(-1)!.text = joined.at(-1)!.text.trimEnd()
  return joined
}

function hasWords(block: Block): boolean {
  if ('quote' in block) return block.quote.some(hasWords)
  if ('items' in block) return block.items.some(item => item.some(hasWords))
  return block.runs.length > 0
}

function isMarked(block: Block): boolean {
  if ('quote' in block) return block.quote.some(isMarked)
  if ('items' in block) return block.items.some(item => item.some(isMarked))
  return block.runs.some(run => run.em || run.strong || run.code)
}

function render(blocks: Block[], marked: boolean): string {
  return blocks
    .filter(hasWords)
    .map(block => {
      if ('quote' in block) return render(block.quote, marked).replace(/^/gm, '> ').replace(/^> $/gm, '>')
      if ('items' in block) {
        return block.items
          .filter(item => item.some(hasWords))
          .map((item, i) => {
            const sign = block.ordered ? `${i + 1}. ` : '- '
            return sign + render(item, marked).replace(/\n(?!\n)/g, `\n${' '.repeat(sign.length)}`)
          })
          .join('\n')
      }
      return paragraph(block.runs, marked)
    })
    .join('\n\n')
}

function paragraph(runs: Run[], marked: boolean): string {
  const text = grouped(runs, run => run.href)
    .map((group, i, all) => {
      const href = group[0]!.href
      if (href === null) return spoken(group, marked)
      const said = group
        .map(run => run.text)
        .join('')
        .trim()
      // Disqus shortens what a bare link says.
      const bare =
        said === href ||
        (/(?:\.{3}|…)$/.test(said) && said.length > 10 && href.startsWith(said.replace(/(?:\.{3}|…)$/, '')))
      const free =
        /(?:^|[\s(])$/.test(all[i - 1]?.at(-1)?.text ?? '') && /^(?:$|[\s),])/.test(all[i + 1]?.[0]?.text ?? '')
      if (!said) return group.map(run => run.text).join('')
      if (bare && free && PLAIN_URL.test(href)) return href
      return around('[', spoken(bare ? [{ ...group[0]!, text: href }] : group, marked, true), `](${destination(href)})`)
    })
    .join('')
  return text
    .split('\n')
    .map(line =>
      line
        .trim()
        .replace(/ {2,}/g, ' ')
        .replace(/^(?:>|[-+](?=\s|$)|\d{1,9}[.)](?=\s|$))/, start => `${start.slice(0, -1)}\\${start.at(-1)}`),
    )
    .join('\n')
}

function spoken(runs: Run[], marked: boolean, inLink = false): string {
  const words = (some: Run[]) =>
    some.map(run => (run.code && marked ? code(run.text) : escaped(run.text, inLink))).join('')
  if (!marked) return words(runs)
  return grouped(runs, run => run.strong)
    .map(strong => {
      const said = grouped(strong, run => run.em)
        .map(em => (em[0]!.em ? around('*', words(em), '*') : words(em)))
        .join('')
      return strong[0]!.strong ? around('**', said, '**') : said
    })
    .join('')
}

/** Marks stand close to the words; spaces stay outside. */
function around(before: string, text: string, after: string): string {
  const core = text.trim()
  return core ? spaced(text, before + core + after) : text
}

function grouped<K>(runs: Run[], key: (run: Run) => K): Run[][] {
  const groups: Run[][] = []
  for (const run of runs) {
    const last = groups.at(-1)
    if (last && key(last[0]!) === key(run)) last.push(run)
    else groups.push([run])
  }
  return groups
}

/** An address that the notation surely reads as a link by itself, whole. */
const PLAIN_URL = /^https?:\/\/[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/(?:[/?#=&%~+.-]?\w)*[/?]?)?$/i
const BARE_URL = /(?<![a-z0-9.+-])https?:\/\/[^\s<>"]+/gi

/** What stands behind an address belongs to the sentence; a closing parenthesis too, unless one is opened in the address. */
function trimmed(url: string): string {
  const behind = url.includes('(') ? /[.,;:!?'\]}*_`]/ : /[.,;:!?'\]}*_`)]/
  let end = url.length
  while (behind.test(url[end - 1]!)) end--
  return url.slice(0, end)
}

function escaped(text: string, inLink: boolean): string {
  const signs = (some: string) => some.replace(/[\\*_`[\]]/g, sign => `\\${sign}`)
  // With its colon escaped it is no address, which inside a link's words would swallow the link's end.
  const mute = (some: string) => signs(some).replaceAll(':', '\\:')
  if (inLink) return mute(text)
  let out = ''
  let from = 0
  for (const { 0: found, index } of text.matchAll(BARE_URL)) {
    const url = trimmed(found)
    out += signs(text.slice(from, index))
    // Escapes would become part of an address that is read as a link by itself.
    if (PLAIN_URL.test(url) && /^[.,;:!?')]*$/.test(found.slice(url.length))) out += url
    else out += isTarget(url) ? `[${mute(url)}](${destination(url)})` : mute(url)
    from = index + url.length
  }
  return out + signs(text.slice(from))
}

function code(text: string): string {
  const core = text.trim().replace(/\s+/g, ' ')
  const longest = Math.max(0, ...[...core.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const pad = /^`|`$/.test(core) ? ' ' : ''
  return around(fence + pad, text.replace(/\s+/g, ' '), pad + fence)
}

/** Parentheses would end a link's address, and an entity in it would be decoded once more. */
const destination = (href: string) =>
  href.replace(/[()<>]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`).replace(/&(?=#?\w+;)/g, '\\&')
