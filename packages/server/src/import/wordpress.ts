import type { SaxesTagNS } from 'saxes'
import {
  type CommentRecord,
  type Fate,
  type Format,
  type ImportRecord,
  ImportRefused,
  type StoryRecord,
  timeOf,
} from './records.ts'
import { plainOf, textOf } from './text.ts'
import { readXml, type Shape } from './xml.ts'

/** Versions 1.0 to 1.2 are in use; they say the same of comments. */
const WXR = /^https?:\/\/wordpress\.org\/export\/1\.\d+\/?$/

const ITEM = new Set(['title', 'link', 'guid', 'post_id', 'post_date_gmt', 'comment_status', 'status', 'post_password'])
const COMMENT = new Set([
  'comment_id',
  'comment_author',
  'comment_author_email',
  'comment_date',
  'comment_date_gmt',
  'comment_content',
  'comment_approved',
  'comment_type',
  'comment_parent',
])

type Fields = Map<string, string>

/** A WordPress export (WXR): items (stories), each with its comments. */
export const wordpress: Format = { id: 'wordpress', name: 'WordPress', read: bytes => readXml(bytes, shape) }

function shape(emit: (record: ImportRecord) => void): Shape {
  let blog = ''
  let item: Fields = new Map()
  let comment: Fields = new Map()
  let itemLine = 0
  let commentLine = 0
  let told = false
  let items = 0
  let wxr = false
  const isComment = (tag: SaxesTagNS) => tag.local === 'comment' && WXR.test(tag.uri)
  /** An item is told of once, before its first comment or at its end. */
  function tell() {
    if (!told) emit(storyOf(blog, item, itemLine))
    told = true
  }
  return {
    open(tag, depth, line) {
      if (depth === 1) assertRss(tag, line)
      wxr ||= Object.values(tag.ns).some(uri => WXR.test(uri))
      if (depth === 3) {
        item = new Map()
        itemLine = line
        told = false
        return tag.local === 'base_blog_url' && WXR.test(tag.uri)
      }
      if (depth === 4 && isComment(tag)) {
        comment = new Map()
        commentLine = line
      }
      return (depth === 4 && fits(tag, ITEM)) || (depth === 5 && fits(tag, COMMENT))
    },
    close(tag, depth, text) {
      if (depth === 3 && tag.local === 'base_blog_url') blog = siteOf(text.trim())
      else if (depth === 5 && fits(tag, COMMENT)) comment.set(tag.local, text)
      else if (depth === 4 && isComment(tag)) {
        tell()
        emit(commentOf(blog, item, comment, commentLine))
      } else if (depth === 4 && fits(tag, ITEM)) item.set(tag.local, text.trim())
      else if (depth === 3 && tag.local === 'item') {
        items++
        tell()
      }
    },
    end() {
      if (!wxr)
        throw new ImportRefused(
          'import.other-format',
          'this is an RSS feed, not a WordPress export: it has no comments in it. In WordPress: Tools → Export → All content.',
        )
      if (!items)
        throw new ImportRefused('import.empty', 'the WordPress export has no items in it. Export “All content”.')
    },
  }
}

/** Title, link and guid are RSS's own; everything else is WordPress's. */
const fits = (tag: SaxesTagNS, names: Set<string>) =>
  names.has(tag.local) && (WXR.test(tag.uri) || (names === ITEM && tag.uri === ''))

function assertRss({ local, uri }: SaxesTagNS, line: number) {
  if (local === 'rss') return
  const said =
    local === 'disqus' && uri.startsWith('http://disqus.com')
      ? 'looks like a Disqus export: bring it in with “parley import disqus”'
      : `has <${local}> as its first element`
  throw new ImportRefused('import.other-format', `this is not a WordPress export (WXR): it ${said}.`, { line })
}

/** Host and path, so that moving from http to https does not make it another blog. */
const siteOf = (address: string) =>
  address
    .replace(/^https?:\/\//i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')

/** Numbers of posts are a blog's own. */
function keyOf(blog: string, item: Fields): string {
  const link = item.get('link') ?? ''
  const home = blog || siteOf(URL.parse(link)?.origin ?? '')
  return `${home}/${item.get('post_id') || item.get('guid') || link}`
}

function storyOf(blog: string, item: Fields, line: number): StoryRecord {
  const link = item.get('link') ?? ''
  const status = item.get('status') || 'publish'
  const open = /^(?:publish|inherit|closed)$/.test(status) && !item.get('post_password')
  return {
    type: 'story',
    id: keyOf(blog, item),
    url: /^https?:\/\//i.test(link) ? link : null,
    title: plainOf(item.get('title') ?? ''),
    at: timeOf(item.get('post_date_gmt') ?? ''),
    closed: item.get('comment_status') === 'closed',
    refused: open ? null : 'story-not-public',
    line,
  }
}

function commentOf(blog: string, item: Fields, comment: Fields, line: number): CommentRecord {
  const get = (name: string) => comment.get(`comment_${name}`)?.trim() ?? ''
  const story = keyOf(blog, item)
  const parent = get('parent')
  const content = get('content')
  const written = get('date_gmt')
  return {
    type: 'comment',
    id: get('id') ? `${story}/${get('id')}` : null,
    story,
    parent: parent && parent !== '0' ? `${story}/${parent}` : null,
    // Under one account the name may differ from comment to comment; WordPress shows each as it was written, and knows people by name and address.
    author: { account: null, name: plainOf(get('author'), { tags: 'kept' }), email: get('author_email') },
    // Where the time in UTC was never filled in, the blog's own time is nearer than none.
    at: timeOf(written && !written.startsWith('0000') ? written : get('date')),
    fate: fateOf(get('approved'), get('type')),
    text: () => textOf(content, { lines: true }),
    line,
  }
}

/** What is not known to be approved is never shown unseen. */
function fateOf(approved: string, type: string): Fate {
  if (type === 'pingback' || type === 'trackback') return 'pingback'
  if (type !== '' && type !== 'comment') return 'other-kind'
  if (approved === '1') return 'shown'
  if (approved === 'spam') return 'spam'
  return approved === 'trash' || approved === 'post-trashed' ? 'trash' : 'held'
}
