import type { SaxesTagNS } from 'saxes'
import {
  type CommentRecord,
  type Format,
  type ImportRecord,
  ImportRefused,
  type StoryRecord,
  timeOf,
} from './records.ts'
import { plainOf, textOf } from './text.ts'
import { readXml, type Shape } from './xml.ts'

const NAMESPACE = 'http://disqus.com'
const INTERNALS = 'http://disqus.com/disqus-internals'

const WANTED = new Set([
  'id',
  'link',
  'title',
  'createdAt',
  'isClosed',
  'isDeleted',
  'isSpam',
  'message',
  'author/name',
  'author/email',
  'author/username',
])

/** A Disqus XML export: categories, threads (stories), posts (comments). */
export const disqus: Format = { id: 'disqus', name: 'Disqus', read: bytes => readXml(bytes, shape) }

function shape(emit: (record: ImportRecord) => void): Shape {
  let fields = new Map<string, string>()
  let line = 0
  let above = ''
  let seen = 0
  return {
    open(tag, depth, at) {
      if (depth === 1) assertDisqus(tag, at)
      if (tag.uri !== NAMESPACE) return false
      if (depth === 2) {
        line = at
        fields = new Map([['@id', idOf(tag)]])
      } else if (depth === 3) {
        above = `${tag.local}/`
        if (tag.local === 'thread' || tag.local === 'parent') fields.set(tag.local, idOf(tag))
      }
      return (depth === 3 && WANTED.has(tag.local)) || (depth === 4 && WANTED.has(above + tag.local))
    },
    close(tag, depth, text) {
      if (tag.uri !== NAMESPACE) return
      if (depth === 3 && WANTED.has(tag.local)) fields.set(tag.local, text)
      else if (depth === 4 && WANTED.has(above + tag.local)) fields.set(above + tag.local, text)
      else if (depth === 2) {
        if (tag.local === 'thread') emit(storyOf(fields, line))
        if (tag.local === 'post') emit(commentOf(fields, line))
        seen++
      }
    },
    end() {
      if (!seen)
        throw new ImportRefused('import.empty', 'the Disqus export has no threads and no posts in it. Export it again.')
    },
  }
}

function assertDisqus({ uri, local }: SaxesTagNS, line: number) {
  if (local === 'disqus' && uri === NAMESPACE) return
  const said =
    local === 'rss'
      ? 'looks like RSS; a WordPress export (WXR) is brought in with “parley import wordpress”'
      : local === 'disqus'
        ? `has a <disqus> element of another namespace than ${NAMESPACE}`
        : `has <${local}> as its first element`
  throw new ImportRefused('import.other-format', `this is not a Disqus export: it ${said}.`, { line })
}

const idOf = (tag: SaxesTagNS) =>
  Object.values(tag.attributes)
    .find(({ uri, local }) => uri === INTERNALS && local === 'id')
    ?.value.trim() ?? ''

function storyOf(fields: Map<string, string>, line: number): StoryRecord {
  const get = (name: string) => fields.get(name)?.trim() ?? ''
  return {
    type: 'story',
    id: get('@id'),
    // Many sites set the thread's own id to its address; the link may be missing.
    url: [get('link'), get('id')].find(text => /^https?:\/\//i.test(text)) ?? null,
    title: plainOf(get('title')),
    at: timeOf(get('createdAt')),
    closed: isTrue(get('isClosed')),
    refused: isTrue(get('isDeleted')) ? 'story-deleted' : null,
    line,
  }
}

function commentOf(fields: Map<string, string>, line: number): CommentRecord {
  const get = (name: string) => fields.get(name)?.trim() ?? ''
  const message = get('message')
  return {
    type: 'comment',
    id: get('@id') || (get('id') && `id-${get('id')}`) || null,
    story: get('thread'),
    parent: get('parent') || null,
    author: {
      account: get('author/username') || null,
      name: plainOf(get('author/name'), { tags: 'kept' }),
      email: get('author/email'),
    },
    at: timeOf(get('createdAt')),
    fate: isTrue(get('isSpam')) ? 'spam' : isTrue(get('isDeleted')) ? 'deleted' : 'shown',
    text: () => textOf(message, { lines: !/<(?:p|br|div)\b/i.test(message), link: straight }),
    line,
  }
}

const isTrue = (text: string) => /^(?:true|1)$/i.test(text)

/** Disqus leads links through disq.us, which counts readers; behind the address there is a colon and a check sum. */
function straight(href: string): string {
  const url = URL.parse(href)
  const to = url?.hostname === 'disq.us' ? url.searchParams.get('url') : null
  return to?.replace(/:[\w-]{20,}$/, '') ?? href
}
